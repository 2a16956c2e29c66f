package invoice

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// total fills in VAT and totals (BG-22, BG-23).
func (p part) total(out pricing.Priced) (pricing.Priced, error) {
	var lines, allowances, charges, tax fixed.Dec
	groups := []taxable{}
	for _, l := range out.Lines {
		net := fixed.FromDecimal(l.Net.Decimal)
		lines, groups = lines.Add(net), put(groups, l.VAT, net)
	}
	for _, a := range out.Adjustments {
		amount := fixed.FromDecimal(a.Amount.Decimal)
		if a.Charge {
			charges, groups = charges.Add(amount), put(groups, a.VAT, amount)
		} else {
			allowances, groups = allowances.Add(amount), put(groups, a.VAT, amount.Neg())
		}
	}
	var problems salesdesk.Problems
	for _, g := range groups {
		vat := g.amount.Mul(fixed.FromDecimal(g.group.Rate.Decimal)).Round(p.places, fixed.HalfAwayFromZero)
		tax = tax.Add(vat)
		out.VAT = append(out.VAT, pricing.VATSubtotal{
			VATGroup: g.group, Taxable: p.shown(g.amount, &problems), Tax: p.shown(vat, &problems),
		})
	}
	exclusive := lines.Sub(allowances).Add(charges)
	inclusive := exclusive.Add(tax)
	out.Totals = pricing.Totals{
		Lines: p.shown(lines, &problems), Allowances: p.shown(allowances, &problems), Charges: p.shown(charges, &problems),
		TaxExclusive: p.shown(exclusive, &problems), Tax: p.shown(tax, &problems), TaxInclusive: p.shown(inclusive, &problems),
		Payable: p.shown(inclusive, &problems),
	}
	return out, problems.Err()
}

func (p part) shown(d fixed.Dec, problems *salesdesk.Problems) salesdesk.Amount {
	return problemsOf(d.Round(p.places, fixed.HalfAwayFromZero), problems)
}

// taxable is what VAT of a group is computed on.
type taxable struct {
	group  pricing.VATGroup
	amount fixed.Dec
}

// put adds to a group; the groups stand by category, then rate, then ground.
func put(groups []taxable, g pricing.VATGroup, amount fixed.Dec) []taxable {
	i, found := slices.BinarySearchFunc(groups, g, func(t taxable, g pricing.VATGroup) int {
		return cmp.Or(cmp.Compare(t.group.Category, g.Category), t.group.Rate.Cmp(g.Rate.Decimal), cmp.Compare(t.group.Ground, g.Ground))
	})
	if found {
		groups[i].amount = groups[i].amount.Add(amount)
		return groups
	}
	return slices.Insert(groups, i, taxable{g, amount})
}

// round makes the payables add up to the whole's with the last part (BT-114).
func (p part) round(out pricing.Priced) (pricing.Priced, error) {
	inclusive := fixed.FromDecimal(out.Totals.TaxInclusive.Decimal)
	rounding := p.rounding(&out)
	if rounding.IsZero() {
		return out, nil
	}
	var problems salesdesk.Problems
	out.Totals.Rounding, out.Totals.Payable = p.shown(rounding, &problems), p.shown(inclusive.Add(rounding), &problems)
	return out, problems.Err()
}

// rounding is what the payables are off the whole's when the last quantity is taken, by
// what this part comes to. Until then it is 0, or what the prices with VAT in them that
// the consumer was shown are off; where a part before has other rates, 0.
func (p part) rounding(out *pricing.Priced) fixed.Dec {
	if p.rerated() {
		return fixed.Dec{}
	}
	inclusive := fixed.FromDecimal(out.Totals.TaxInclusive.Decimal)
	if !p.last() {
		return p.shownGross(out, inclusive).Sub(inclusive)
	}
	left := fixed.FromDecimal(p.whole.Totals.Payable.Decimal).Add(fixed.FromDecimal(p.whole.Totals.Prepaid.Decimal))
	for _, before := range p.before {
		left = left.Sub(fixed.FromDecimal(before.Totals.Payable.Decimal))
	}
	return left.Sub(inclusive)
}

// rerated reports whether a part before has a line at another rate than was agreed.
func (p part) rerated() bool {
	for _, before := range p.before {
		for _, l := range before.Lines {
			if agreed, ok := find(p.whole, l.ID); ok && !same(agreed.VAT, l.VAT) {
				return true
			}
		}
	}
	return false
}

// last reports whether the part takes the last quantity.
func (p part) last() bool {
	return !slices.ContainsFunc(p.whole.Lines, func(l pricing.PricedLine) bool {
		return p.taken(l.ID).Add(p.wanted(l.ID)).Cmp(fixed.FromDecimal(l.Quantity.Decimal)) != 0
	})
}

// shownGross is the sum of what a consumer was shown with VAT in it, minus the advances
// deducted; of a document without such prices, its total.
func (p part) shownGross(out *pricing.Priced, inclusive fixed.Dec) (sum fixed.Dec) {
	shown := false
	for _, l := range out.Lines {
		if IsAdvance(l.ID) {
			return inclusive
		}
		shown, sum = shown || !l.Gross.IsZero(), sum.Add(fixed.FromDecimal(l.Gross.Decimal))
	}
	for _, a := range out.Adjustments {
		sum = signed(sum, fixed.FromDecimal(a.Gross.Decimal), a.Charge)
	}
	if !shown {
		return inclusive
	}
	return sum
}
