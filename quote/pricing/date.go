package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// PriceDay says which day's prices hold.
type PriceDay string

// The days. VAT rates are those of the request's date, whichever is chosen.
const (
	ByOrder    PriceDay = ""         // Request.Date
	ByDelivery PriceDay = "delivery" // Request.DeliveryDate
)

// criteria are what few books and requests make use of.
type criteria struct {
	byList     []list
	listOf     map[string]int32 // from 1; 0 is the base list
	projects   map[string]int32
	regions    map[string]int32
	currencies map[string]int32 // other than the book's
	byDelivery bool
	pooling    bool // an entry counts over more than a line
	byIndex    []index
	indexOf    map[string]int32
}

func newCriteria() criteria {
	return criteria{
		listOf: map[string]int32{}, projects: map[string]int32{}, regions: map[string]int32{}, currencies: map[string]int32{},
		indexOf: map[string]int32{},
	}
}

func (c *compiler) takePricingDate(d PriceDay) {
	if c.byDelivery = d == ByDelivery; d != ByOrder && d != ByDelivery {
		c.problems.Add(salesdesk.FieldError{Path: "pricing_date", Rule: salesdesk.RuleOneOf, Param: string(ByDelivery)})
	}
}

// pricingDate is the day whose prices hold for a request.
func (p *Pricer) pricingDate(req *Request) calendar.Date {
	if p.byDelivery {
		return req.DeliveryDate
	}
	return req.Date
}

// checkBook is what is wrong with what a request asks of the book.
func (r *run) checkBook() {
	r.rate = whole(one())
	if r.req.Exchange != nil {
		r.problems.AddAt("exchange", r.checkExchange(r.req.Exchange))
	}
	if list := r.req.Buyer.List; list != "" && r.listOf[list] == 0 {
		r.problems.Add(salesdesk.FieldError{Path: "buyer.list", Rule: salesdesk.RuleReference, Param: list})
	}
}

// MaxTaxPointYears is how long before the date of a document its tax point may lie: no
// VAT of an earlier day can be claimed any more, whatever the reason (art. 81bis WBTW,
// ten years at most, from general knowledge, verify before relying on it).
const MaxTaxPointYears = 10

// checkDates is what is wrong with the days of a request, each by itself and in their
// order. What is offered or ordered on Date is delivered then or later; a document of what
// was delivered before says so by its tax point.
func (p *Pricer) checkDates(req *Request) error {
	var found salesdesk.Problems
	first, earliest := calendar.Date{}, p.ratesFrom
	if req.TaxPoint.IsZero() {
		first = p.ratesFrom
	}
	if back := req.Date.AddMonths(-12 * MaxTaxPointYears); back.After(earliest) {
		earliest = back
	}
	found.AddAt("date", checkDay(req.Date, true, first))
	found.AddAt("tax_point", checkDay(req.TaxPoint, false, earliest))
	found.AddAt("delivery_date", checkDay(req.DeliveryDate, p.byDelivery, req.Date))
	return found.Err()
}

// checkDay is what is wrong with a day that is not before another; where that
// is none, it is not compared.
func checkDay(d calendar.Date, needed bool, least calendar.Date) error {
	switch {
	case d.IsZero() && needed:
		return salesdesk.FieldError{Rule: salesdesk.RuleRequired}
	case d.IsZero():
		return nil
	case !d.Valid():
		return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "2026-01-31"}
	case least.Valid() && d.Before(least):
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: least.String()}
	default:
		return nil
	}
}
