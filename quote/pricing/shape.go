package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// checkShape is what is wrong with the shape of the document that is asked for.
func (p *Pricer) checkShape(req *Request) error {
	var found salesdesk.Problems
	if req.CashRounding != "" {
		found.AddAt("cash_rounding", checkCash(req))
	}
	if req.Dwelling != nil {
		found.AddAt("dwelling", req.Dwelling.check())
	}
	if req.Deposit != nil {
		found.AddAt("deposit", req.Deposit.check(req.Currency.MinorUnits()))
	}
	if req.Inclusive && req.CashDiscount != nil { // it would make the price another than the one shown
		found.Add(salesdesk.FieldError{Path: "cash_discount", Rule: salesdesk.RuleExcluded, Param: "inclusive"})
	}
	return found.Err()
}

// shape checks what the shape of the document sums.
func (v *verifier) shape() {
	v.sections()
	v.bundles()
	v.recurring()
	v.options()
	v.deposit()
}

// taxPoint is the day VAT becomes chargeable.
func (p *Priced) taxPoint() calendar.Date {
	if p.TaxPoint.IsZero() {
		return p.Date
	}
	return p.TaxPoint
}
