package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// makeGood puts on the last note, by VAT group, what was invoiced and is on no note: the
// shares of freight and discounts moved between the lines when others were agreed, after
// some had come back. Prices with VAT in them add up as they are shown; without it each
// document is what EN 16931 makes of its own.
func (c *returning) makeGood(figures pricing.Priced) (pricing.Priced, error) {
	kept := c.kept(&figures)
	notes, err := withoutFees(c.before, kept)
	if err != nil {
		return pricing.Priced{}, err
	}
	full, err := unreduced(figures, kept)
	if err != nil {
		return pricing.Priced{}, err
	}
	invoiced := figuresOf(c.invoiced)
	notes = append(notes, full)
	figures.Lines, figures.Adjustments = slices.Clone(figures.Lines), slices.Clone(figures.Adjustments)
	var problems salesdesk.Problems
	for _, group := range groupsOf(slices.Concat(invoiced, notes)) {
		if left := worth(invoiced, group, &problems).Sub(worth(notes, group, &problems)); !left.IsZero() {
			give(&figures, group, left, &problems)
		}
	}
	if err := problems.Err(); err != nil {
		return pricing.Priced{}, err
	}
	return pricing.Total(figures)
}

// give adds to a note, in a VAT group: a charge gives the customer more, an allowance less.
// What the note makes good of itself in that group goes into it.
func give(figures *pricing.Priced, group pricing.VATGroup, more fixed.Dec, problems *salesdesk.Problems) {
	all := sum{net: more}
	if figures.Inclusive {
		one := fixed.FromInt(1, 0)
		all = sum{more.MulDivRound(one, one.Add(exact.Dec(group.Rate)), figures.Currency.MinorUnits(), fixed.HalfAwayFromZero), more}
	}
	if i := slices.IndexFunc(figures.Lines, func(l pricing.PricedLine) bool { return l.VAT.Equal(group) }); i >= 0 {
		figures.Lines[i].Share = problemsOf(exact.Dec(figures.Lines[i].Share).Add(all.net), problems)
	}
	figures.Adjustments = slices.DeleteFunc(figures.Adjustments, func(a pricing.Adjusted) bool {
		if a.ID != order.MadeGood || !a.VAT.Equal(group) {
			return false
		}
		all = all.add(signed(&a))
		return true
	})
	if !all.net.IsZero() || !all.gross.IsZero() {
		figures.Adjustments = append(figures.Adjustments, madeGood(group, all, problems))
	}
}

// signed is what an adjustment gives on a note, below zero for an allowance.
func signed(a *pricing.Adjusted) sum {
	s := sum{exact.Dec(a.Amount), exact.Dec(a.Gross)}
	if !a.Charge {
		s = sum{}.sub(s)
	}
	return s
}

// madeGood is the adjustment that gives so much.
func madeGood(group pricing.VATGroup, s sum, problems *salesdesk.Problems) pricing.Adjusted {
	a := pricing.Adjusted{ID: order.MadeGood, Charge: true, Reason: pricing.MutuallyDefined, VAT: group}
	if s.net.Sign() < 0 || s.net.IsZero() && s.gross.Sign() < 0 {
		a.Charge, a.Reason, s = false, pricing.Discount, sum{}.sub(s)
	}
	a.Amount, a.Gross = problemsOf(s.net, problems), problemsOf(s.gross, problems)
	return a
}

// groupsOf are the VAT groups of documents, in the order in which they are met, but for
// packaging: its deposit comes back with it.
func groupsOf(documents []pricing.Priced) (groups []pricing.VATGroup) {
	for i := range documents {
		for _, v := range documents[i].VAT {
			if v.Ground != pricing.PackagingGround && !slices.ContainsFunc(groups, v.Equal) {
				groups = append(groups, v.VATGroup)
			}
		}
	}
	return groups
}

// worth is what documents come to in a VAT group: without VAT, or as they show it.
func worth(documents []pricing.Priced, group pricing.VATGroup, problems *salesdesk.Problems) (sum fixed.Dec) {
	for i := range documents {
		d := &documents[i]
		if d.Inclusive {
			shown, err := d.ShownIn(group)
			problems.Add(err)
			sum = sum.Add(exact.Dec(shown))
			continue
		}
		for _, v := range d.VAT {
			if v.Equal(group) {
				sum = sum.Add(exact.Dec(v.Taxable))
			}
		}
	}
	return sum
}
