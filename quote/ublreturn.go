package quote

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// withoutReturns is a document without lines of a quantity below zero, which a document that
// is ordered by has none of: each is an allowance of the whole in its VAT group, or a charge
// where it comes to more than nothing. VAT and what is payable stay.
func withoutReturns(p pricing.Priced) (pricing.Priced, error) {
	lines := p.Lines
	p.Lines, p.Adjustments = nil, append([]pricing.Adjusted(nil), p.Adjustments...)
	var problems salesdesk.Problems
	for i := range lines {
		l := &lines[i]
		if !l.Quantity.IsNegative() {
			p.Lines = append(p.Lines, *l)
			continue
		}
		a := pricing.Adjusted{ID: l.ID, Charge: l.Net.IsPositive(), Amount: salesdesk.Amount{Decimal: l.Net.Abs()}, Text: returned(l), VAT: l.VAT}
		to := &p.Totals.Allowances
		if a.Charge {
			to = &p.Totals.Charges
		}
		p.Adjustments = append(p.Adjustments, a)
		problems.Add(add(&p.Totals.Lines, l.Net, -1))
		problems.Add(add(to, a.Amount, 1))
	}
	if len(p.Lines) == 0 {
		problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	for i := range p.Options {
		for k := range p.Options[i].Lines {
			if p.Options[i].Lines[k].Quantity.IsNegative() { // nobody knows yet whether it will be taken off
				problems.Add(salesdesk.FieldError{
					Path: salesdesk.Index("options", i) + "." + salesdesk.Index("lines", k) + ".quantity", Rule: salesdesk.RuleMin, Param: "0",
				})
			}
		}
	}
	return p, problems.Err()
}

// returned says what comes back, and how much of it.
func returned(l *pricing.PricedLine) string {
	name := l.Name
	if name == "" {
		name = l.SKU
	}
	if name == "" {
		name = l.ID
	}
	return name + " (" + l.Quantity.String() + " " + l.Unit + ")"
}

func add(to *salesdesk.Amount, a salesdesk.Amount, sign int64) error {
	d := exact.Dec(a)
	if sign < 0 {
		d = d.Neg()
	}
	sum, err := exact.Amount(exact.Dec(*to).Add(d))
	*to = sum
	return err
}
