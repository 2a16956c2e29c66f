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
	notes, err := withoutFees(c.before)
	if err != nil {
		return pricing.Priced{}, err
	}
	full, err := unreduced(figures)
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
	net, gross := more, fixed.Dec{}
	if figures.Inclusive {
		one := fixed.FromInt(1, 0)
		net, gross = more.MulDivRound(one, one.Add(exact.Dec(group.Rate)), figures.Currency.MinorUnits(), fixed.HalfAwayFromZero), more
	}
	i := slices.IndexFunc(figures.Lines, func(l pricing.PricedLine) bool { return l.VAT.Equal(group) })
	if i >= 0 {
		figures.Lines[i].Share = problemsOf(exact.Dec(figures.Lines[i].Share).Add(net), problems)
	}
	figures.Adjustments = slices.DeleteFunc(figures.Adjustments, func(a pricing.Adjusted) bool {
		known := a.ID == order.MadeGood && a.VAT.Equal(group)
		if known {
			net, gross = net.Add(signed(a.Amount, a.Charge)), gross.Add(signed(a.Gross, a.Charge))
		}
		return known
	})
	a := pricing.Adjusted{
		ID: order.MadeGood, Charge: net.Sign() > 0 || net.IsZero() && gross.Sign() > 0, Reason: pricing.Discount, VAT: group,
	}
	if a.Charge {
		a.Reason = pricing.MutuallyDefined
	} else {
		net, gross = net.Neg(), gross.Neg()
	}
	if a.Amount, a.Gross = problemsOf(net, problems), problemsOf(gross, problems); !net.IsZero() || !gross.IsZero() {
		figures.Adjustments = append(figures.Adjustments, a)
	}
}

// signed is an amount of a note, below zero for an allowance.
func signed(a salesdesk.Amount, charge bool) fixed.Dec {
	if d := exact.Dec(a); charge {
		return d
	} else {
		return d.Neg()
	}
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
