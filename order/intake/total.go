package intake

import (
	"cmp"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// settled turns every line below zero into an allowance of the document, and checks what
// is left.
func (po PurchaseOrder) settled() (PurchaseOrder, error) {
	if len(po.Lines) > MaxLines {
		return PurchaseOrder{}, po.Check()
	}
	var p salesdesk.Problems
	var kept []Line
	for i := range po.Lines {
		l := &po.Lines[i]
		if !l.Quantity.IsNegative() {
			kept = append(kept, *l)
			continue
		}
		net, err := l.net(po.Currency)
		if err == nil && net == nil {
			err = salesdesk.FieldError{Path: "price", Rule: salesdesk.RuleRequired}
		}
		if p.AddAt(salesdesk.Index("lines", i), err); err == nil {
			amount, err := exact.Amount(net.Abs())
			p.Add(err)
			po.Adjustments = append(po.Adjustments, Adjustment{Charge: net.Sign() > 0, Amount: amount, Reason: cmp.Or(l.Name, l.SellersID, l.BuyersID, l.GTIN, l.ID)})
		}
	}
	po.Lines = kept
	p.Add(po.Check())
	if err := p.Err(); err != nil {
		return PurchaseOrder{}, err
	}
	return po, nil
}

// base is how many units the price is for.
func (l *Line) base() fixed.Dec {
	if l.BaseQuantity.IsZero() {
		return fixed.FromInt(1, 0)
	}
	return exact.Dec(l.BaseQuantity)
}

// net is what a line comes to, rounded to the currency: by its price where it has one
// (PEPPOL-T01-R024), else as stated; nil where it says neither.
func (l *Line) net(c salesdesk.Currency) (*fixed.Dec, error) {
	var sum fixed.Dec
	switch {
	case l.Price != nil:
		sum = exact.Dec(l.Quantity).MulDivRound(exact.Dec(*l.Price), l.base(), c.MinorUnits(), fixed.HalfAwayFromZero).Add(adjusted(l.Adjustments))
	case l.Net != nil:
		sum = exact.Dec(*l.Net)
	default:
		return nil, nil //nolint:nilnil // no price is no fault
	}
	_, err := exact.Amount(sum)
	return &sum, err
}

// adjusted is what charges add and allowances take off.
func adjusted(list []Adjustment) (sum fixed.Dec) {
	for _, a := range list {
		if a.Charge {
			sum = sum.Add(exact.Dec(a.Amount))
		} else {
			sum = sum.Sub(exact.Dec(a.Amount))
		}
	}
	return sum
}

// unitPrice is what one unit costs after the line's own adjustments, to four places;
// quantity is that of the line in the unit wanted. Nil is a line without a price.
func (l *Line) unitPrice(quantity salesdesk.Amount, c salesdesk.Currency) *fixed.Dec {
	var price fixed.Dec
	switch {
	case l.Price != nil && len(l.Adjustments) == 0:
		price = exact.Dec(*l.Price).Mul(exact.Dec(l.Quantity)).DivRound(l.base().Mul(exact.Dec(quantity)), 4, fixed.HalfAwayFromZero)
	default:
		net, err := l.net(c)
		if net == nil || err != nil {
			return nil
		}
		price = net.DivRound(exact.Dec(quantity), 4, fixed.HalfAwayFromZero)
	}
	return &price
}

// Recomputed are the totals of an order by its lines and adjustments: those that can be
// known. Without the price of every line there are none; the VAT stays the customer's.
func (po PurchaseOrder) Recomputed() (Totals, error) {
	var lines, allowances, charges fixed.Dec
	for i := range po.Lines {
		net, err := po.Lines[i].net(po.Currency)
		if net == nil || err != nil {
			return Totals{}, salesdesk.At(salesdesk.Index("lines", i), err)
		}
		lines = lines.Add(*net)
	}
	for _, a := range po.Adjustments {
		if a.Charge {
			charges = charges.Add(exact.Dec(a.Amount))
		} else {
			allowances = allowances.Add(exact.Dec(a.Amount))
		}
	}
	var p salesdesk.Problems
	amount := func(d fixed.Dec) *salesdesk.Amount {
		a, err := exact.Amount(d)
		p.AddAt("totals", err)
		return &a
	}
	exclusive := lines.Sub(allowances).Add(charges)
	t := Totals{Lines: amount(lines), Allowances: amount(allowances), Charges: amount(charges), TaxExclusive: amount(exclusive)}
	if stated := po.Totals; stated.Tax != nil {
		inclusive := exclusive.Add(exact.Dec(*stated.Tax))
		t.Tax, t.TaxInclusive = stated.Tax, amount(inclusive)
		t.Payable = amount(inclusive.Sub(optional(stated.Prepaid)).Add(optional(stated.Rounding)))
	}
	return t, p.Err()
}

func optional(a *salesdesk.Amount) fixed.Dec {
	if a == nil {
		return fixed.Dec{}
	}
	return exact.Dec(*a)
}

const half = fixed.HalfAwayFromZero

// product is quantity times price, to the places of the net amount of the line.
func product(l *pricing.PricedLine) salesdesk.Amount {
	base := exact.Dec(l.BaseQuantity)
	if base.IsZero() {
		base = fixed.FromInt(1, 0)
	}
	a, _ := exact.Amount(exact.Dec(l.Quantity).MulDivRound(exact.Dec(l.Price), base, exact.Dec(l.Net).Places(), half)) // beside a net that fits
	return a
}
