package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// standing are the documents of before with every credit note as what it takes off: what
// did not reach the customer was billed and is billed anew, at what it is then worth. A
// debit note is priced by itself, and no part of what was agreed.
func standing(before []Document) []Document {
	if !slices.ContainsFunc(before, func(d Document) bool { return d.Kind == CreditNote || d.Kind == DebitNote }) {
		return before
	}
	stands := slices.DeleteFunc(slices.Clone(before), func(d Document) bool { return d.Kind == DebitNote })
	for i := range stands {
		if stands[i].Kind == CreditNote {
			stands[i].Figures = takenOff(stands[i].Figures)
		}
	}
	return stands
}

// takenOff is a document below zero.
func takenOff(p pricing.Priced) pricing.Priced {
	p.Lines = slices.Clone(p.Lines)
	for i := range p.Lines {
		l := &p.Lines[i]
		l.Adjustments = adjustedOff(l.Adjustments)
		for _, a := range []*salesdesk.Amount{&l.Quantity, &l.Net, &l.Share, &l.Gross} {
			a.Decimal = a.Neg()
		}
	}
	p.Adjustments, p.Packaging = adjustedOff(p.Adjustments), slices.Clone(p.Packaging)
	for i := range p.Packaging {
		p.Packaging[i].Quantity.Decimal, p.Packaging[i].Amount.Decimal = p.Packaging[i].Quantity.Neg(), p.Packaging[i].Amount.Neg()
	}
	t := &p.Totals
	for _, a := range []*salesdesk.Amount{&t.Payable, &t.Prepaid} {
		a.Decimal = a.Neg()
	}
	return p
}

func adjustedOff(list []pricing.Adjusted) []pricing.Adjusted {
	list = slices.Clone(list)
	for i := range list {
		for _, a := range []*salesdesk.Amount{&list[i].Amount, &list[i].Base, &list[i].Gross} {
			a.Decimal = a.Neg()
		}
	}
	return list
}
