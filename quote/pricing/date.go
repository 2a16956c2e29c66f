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
	switch d := r.req.DeliveryDate; {
	case !d.IsZero() && !d.Valid():
		r.problems.Add(salesdesk.FieldError{Path: "delivery_date", Rule: salesdesk.RuleFormat, Param: "2026-01-31"})
	case d.IsZero() && r.byDelivery:
		r.problems.Add(salesdesk.FieldError{Path: "delivery_date", Rule: salesdesk.RuleRequired})
	}
}
