// Package figures writes the figures of a priced document in the parts of UBL.
//
// Use it from a room that writes a document with lines and VAT. What a quotation says
// and what the invoice will say are the same because both come from here.
package figures

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Of are the figures of a document.
type Of struct{ pricing.Priced }

// Amount is an amount in the currency of the document.
func (o Of) Amount(a salesdesk.Amount) ubl.Amount {
	return ubl.Amount{Currency: string(o.Currency), Value: a}
}

func (o Of) optional(a salesdesk.Amount) *ubl.Amount {
	if a.IsZero() {
		return nil
	}
	return new(o.Amount(a))
}

// Document are the allowances and charges of the whole, each with its VAT (BG-20, BG-21).
func (o Of) Document() []ubl.AllowanceCharge { return o.adjustments(o.Adjustments, true) }

// Line are the allowances and charges of a line (BG-27, BG-28).
func (o Of) Line(l *pricing.PricedLine) []ubl.AllowanceCharge {
	return o.adjustments(l.Adjustments, false)
}

func (o Of) adjustments(list []pricing.Adjusted, ofDocument bool) []ubl.AllowanceCharge {
	var out []ubl.AllowanceCharge
	for _, a := range list {
		if ofDocument && a.Amount.IsZero() {
			continue // a percentage that rounds to nothing
		}
		ac := ubl.AllowanceCharge{
			ChargeIndicator: a.Charge, AllowanceChargeReasonCode: string(a.Reason), AllowanceChargeReason: a.Text,
			Amount: o.Amount(a.Amount),
		}
		if ac.AllowanceChargeReasonCode == "" && ac.AllowanceChargeReason == "" {
			ac.AllowanceChargeReason = a.ID // BR-33, BR-38, BR-42, BR-44
		}
		if !a.Rate.IsZero() && !a.Base.IsZero() {
			ac.MultiplierFactorNumeric, ac.BaseAmount = percent(a.Rate), o.optional(a.Base)
		}
		if ofDocument {
			ac.TaxCategory = new(category(a.VAT))
		}
		out = append(out, ac)
	}
	return out
}

// percent is a ratio as UBL writes it: 0.21 is 21.
func percent(ratio salesdesk.Amount) *salesdesk.Amount {
	p, _ := exact.Amount(exact.Dec(ratio).Mul(fixed.FromInt(1, 2)))
	return &p
}

// category is a VAT category; outside the scope of VAT there is no rate (BR-O-05).
func category(g pricing.VATGroup) ubl.TaxCategory {
	c := ubl.TaxCategory{ID: string(g.Category), TaxScheme: ubl.Reference{ID: "VAT"}}
	if g.Category != pricing.OutsideScope {
		c.Percent = percent(g.Rate)
	}
	return c
}

// Tax is the VAT by category and rate, and in the words of mention why there is none (BG-23, BT-120). The
// grounds of a category are one subtotal, as EN 16931 wants it (BR-E-01 and the like): their
// texts stand together, and a code only where they share it.
func (o Of) Tax(mention func(pricing.Ground) string) []ubl.TaxTotal {
	total := ubl.TaxTotal{TaxAmount: o.Amount(o.Totals.Tax)}
	last := pricing.VATGroup{}
	for _, v := range o.VAT { // by category, then rate
		sub := ubl.TaxSubtotal{TaxableAmount: o.Amount(v.Taxable), TaxAmount: o.Amount(v.Tax), TaxCategory: category(v.VATGroup)}
		if v.Ground != "" {
			sub.TaxCategory.TaxExemptionReasonCode, sub.TaxCategory.TaxExemptionReason = v.Ground.VATEX(), mention(v.Ground)
		}
		if n := len(total.TaxSubtotal); n > 0 && last.Category == v.Category && last.Rate.Equal(v.Rate) {
			total.TaxSubtotal[n-1] = together(total.TaxSubtotal[n-1], sub)
		} else {
			total.TaxSubtotal = append(total.TaxSubtotal, sub)
		}
		last = v.VATGroup
	}
	return []ubl.TaxTotal{total}
}

// together is one subtotal of two grounds.
func together(a, b ubl.TaxSubtotal) ubl.TaxSubtotal {
	a.TaxableAmount.Value, a.TaxAmount.Value = plus(a.TaxableAmount.Value, b.TaxableAmount.Value), plus(a.TaxAmount.Value, b.TaxAmount.Value)
	if a.TaxCategory.TaxExemptionReasonCode != b.TaxCategory.TaxExemptionReasonCode {
		a.TaxCategory.TaxExemptionReasonCode = ""
	}
	if text := b.TaxCategory.TaxExemptionReason; text != "" && text != a.TaxCategory.TaxExemptionReason {
		a.TaxCategory.TaxExemptionReason = strings.TrimPrefix(a.TaxCategory.TaxExemptionReason+"; "+text, "; ")
	}
	return a
}

// InEuro is the VAT in euro, rounded to the cent half away from zero, at a rate from euro
// to the currency of the document (BT-111). Without such a rate it is a
// [salesdesk.FieldError].
func (o Of) InEuro(rate *pricing.Exchange) (salesdesk.Money, error) {
	if o.Currency == salesdesk.EUR {
		return salesdesk.Money{Amount: o.Totals.Tax, Currency: salesdesk.EUR}, nil
	}
	if rate == nil || rate.From != salesdesk.EUR || !rate.Rate.IsPositive() || rate.Per.IsNegative() {
		return salesdesk.Money{}, salesdesk.FieldError{Path: "exchange", Rule: salesdesk.RuleRequired}
	}
	per := exact.Dec(rate.Per)
	if per.IsZero() {
		per = fixed.FromInt(1, 0)
	}
	tax := exact.Dec(o.Totals.Tax).MulDivRound(per, exact.Dec(rate.Rate), 2, fixed.HalfAwayFromZero)
	amount, err := exact.Amount(tax)
	return salesdesk.Money{Amount: amount, Currency: salesdesk.EUR}, salesdesk.At("exchange.rate", err)
}

func plus(a, b salesdesk.Amount) salesdesk.Amount {
	sum, _ := exact.Amount(exact.Dec(a).Add(exact.Dec(b)))
	return sum
}

// Total are the totals (BG-22).
func (o Of) Total() ubl.MonetaryTotal {
	t := o.Totals
	return ubl.MonetaryTotal{
		LineExtensionAmount: o.Amount(t.Lines), TaxExclusiveAmount: o.Amount(t.TaxExclusive), TaxInclusiveAmount: o.Amount(t.TaxInclusive),
		AllowanceTotalAmount: o.optional(t.Allowances), ChargeTotalAmount: o.optional(t.Charges), PrepaidAmount: o.optional(t.Prepaid),
		PayableRoundingAmount: o.optional(t.Rounding), PayableAmount: o.Amount(t.Payable),
	}
}

// Quantity is the quantity of a line (BT-129, BT-130).
func Quantity(l *pricing.PricedLine) ubl.Quantity {
	return ubl.Quantity{Unit: l.Unit, Value: l.Quantity}
}

// Item is what a line is about, with its VAT (BG-30, BG-31); it needs a name.
func Item(l *pricing.PricedLine) ubl.Item {
	it := ubl.Item{Name: l.Name, ClassifiedTaxCategory: category(l.VAT)}
	if it.Name == "" {
		it.Name = l.SKU
	}
	if it.Name == "" {
		it.Name = l.ID
	}
	if l.SKU != "" {
		it.SellersItemIdentification = &ubl.Reference{ID: l.SKU}
	}
	return it
}

// gtinScheme is GTIN in ISO 6523.
const gtinScheme = "0160"

// Number adds what others call an item: the buyer (BT-156), and GS1 (BT-157).
func Number(it *ubl.Item, buyer string, gtin salesdesk.GTIN) {
	if buyer != "" {
		it.BuyersItemIdentification = &ubl.Reference{ID: buyer}
	}
	if !gtin.IsZero() {
		it.StandardItemIdentification = &ubl.Identification{ID: ubl.Identifier{Scheme: gtinScheme, Value: gtin.String()}}
	}
}

// Price is the price of a line (BG-29); a base quantity of one is not written.
func (o Of) Price(l *pricing.PricedLine) ubl.Price {
	p := ubl.Price{PriceAmount: o.Amount(l.Price)}
	if !l.BaseQuantity.IsZero() && !l.BaseQuantity.Equal(salesdesk.MustAmount("1")) {
		p.BaseQuantity = &ubl.Quantity{Unit: l.Unit, Value: l.BaseQuantity}
	}
	return p
}
