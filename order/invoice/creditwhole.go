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
// some had come back.
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
		if left := taxable(invoiced, group).Sub(taxable(notes, group)); !left.IsZero() {
			give(&figures, group, left, &problems)
		}
	}
	if err := problems.Err(); err != nil {
		return pricing.Priced{}, err
	}
	return pricing.Total(figures)
}

// give adds to a note, in a VAT group: a charge gives the customer more, an allowance less.
func give(figures *pricing.Priced, group pricing.VATGroup, more fixed.Dec, problems *salesdesk.Problems) {
	a := pricing.Adjusted{
		ID: order.MadeGood, Charge: more.Sign() > 0, Reason: pricing.Discount, VAT: group, Amount: problemsOf(more.Abs(), problems),
	}
	if a.Charge {
		a.Reason = pricing.MutuallyDefined
	}
	if figures.IsInclusive() {
		by := fixed.FromInt(1, 0).Add(exact.Dec(group.Rate))
		a.Gross = problemsOf(more.Abs().Mul(by).Round(figures.Currency.MinorUnits(), fixed.HalfAwayFromZero), problems)
	}
	i := slices.IndexFunc(figures.Lines, func(l pricing.PricedLine) bool { return l.VAT.Equal(group) })
	if i >= 0 {
		figures.Lines[i].Share = problemsOf(exact.Dec(figures.Lines[i].Share).Add(more), problems)
	}
	figures.Adjustments = append(figures.Adjustments, a)
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

// taxable is what documents come to in a VAT group, without VAT.
func taxable(documents []pricing.Priced, group pricing.VATGroup) (sum fixed.Dec) {
	for i := range documents {
		for _, v := range documents[i].VAT {
			if v.Equal(group) {
				sum = sum.Add(exact.Dec(v.Taxable))
			}
		}
	}
	return sum
}
