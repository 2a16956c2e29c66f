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
	if req.Inclusive != p.inclusive && p.usesBook(req) {
		found.Add(salesdesk.FieldError{Path: "inclusive", Rule: salesdesk.RuleOneOf, Param: "book.inclusive"})
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

// usesBook reports whether a price, a contribution or a charge by rule comes from the rules.
func (p *Pricer) usesBook(req *Request) bool {
	if p.automatic != nil {
		return true
	}
	held := req.Held.ids()
	for i := range req.Lines {
		k, known := p.skus[req.Lines[i].SKU]
		if known && (req.Lines[i].Price == nil && !held[req.Lines[i].ID] || len(p.articles[k].contributions)+len(p.articles[k].surcharges) > 0) {
			return true
		}
	}
	return false
}

// taxPoint is the day VAT becomes chargeable.
func (p *Priced) taxPoint() calendar.Date {
	if p.TaxPoint.IsZero() {
		return p.Date
	}
	return p.TaxPoint
}
