package sourcing

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Bounds of a comparison.
const (
	MaxLines   = 10_000 // of a request, and of a reply
	MaxReplies = 100
)

// Request asks suppliers for prices.
type Request struct {
	ID         string             `json:"id"`
	Date       calendar.Date      `json:"date"`                 // replies are looked at on this day
	AnswerBy   calendar.Date      `json:"answer_by,omitzero"`   // zero is no hurry
	Currency   salesdesk.Currency `json:"currency"`             // of the quote; costs are in it
	ValidUntil calendar.Date      `json:"valid_until,omitzero"` // last valid day the quote is to have; zero is not known
	Lines      []Asked            `json:"lines"`                // at most MaxLines
}

// Asked is a line that a supplier is asked a price for.
type Asked struct {
	Line     string           `json:"line"`              // its id in the quote
	Article  string           `json:"article,omitempty"` // the supplier's or the maker's number
	Text     string           `json:"text,omitempty"`    // in words
	Quantity salesdesk.Amount `json:"quantity"`          // above zero
	Unit     string           `json:"unit,omitempty"`    // UNECE Recommendation 20; empty is C62
}

// Reply is what one supplier answers.
type Reply struct {
	Supplier   string             `json:"supplier"`
	Reference  string             `json:"reference,omitempty"` // of his quotation
	Currency   salesdesk.Currency `json:"currency"`
	Rate       salesdesk.Amount   `json:"rate,omitzero"`      // of one of Currency in the request's; none where they are the same
	RateDate   calendar.Date      `json:"rate_date,omitzero"` // the day of the rate
	ValidUntil calendar.Date      `json:"valid_until"`        // last valid day
	Offers     []Offer            `json:"offers"`
}

// Offer is a supplier's price for a line. Quantities are in the unit asked.
type Offer struct {
	Line         string           `json:"line"`
	Price        salesdesk.Amount `json:"price"`                  // for BaseQuantity, VAT excluded, never rounded
	BaseQuantity salesdesk.Amount `json:"base_quantity,omitzero"` // zero is 1
	Minimum      salesdesk.Amount `json:"minimum,omitzero"`       // quantity he sells at least
	Multiple     salesdesk.Amount `json:"multiple,omitzero"`      // quantity he sells whole ones of
	Freight      salesdesk.Amount `json:"freight,omitzero"`       // for the line as a whole
	LeadDays     int              `json:"lead_days,omitempty"`    // until it is here
	ValidUntil   calendar.Date    `json:"valid_until,omitzero"`   // of this price; zero is the reply's
}

// DecodeRequest reads a request from JSON. Fields that it does not have are refused, at
// every depth; Compare checks what it means.
func DecodeRequest(data []byte) (Request, error) {
	var r Request
	err := strict.Decode(data, &r)
	return r, err
}

// DecodeReply is DecodeRequest for a reply.
func DecodeReply(data []byte) (Reply, error) {
	var r Reply
	err := strict.Decode(data, &r)
	return r, err
}

// check is everything that is wrong with a request.
func (r *Request) check() error {
	var p salesdesk.Problems
	p.Add(required("date", r.Date))
	p.AddAt("currency", r.Currency.Check())
	p.Add(counted("lines", len(r.Lines), MaxLines))
	seen := map[string]bool{}
	for i, l := range r.Lines {
		path := salesdesk.Index("lines", i)
		if l.Line == "" {
			p.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleRequired})
		} else if seen[l.Line] {
			p.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: l.Line})
		}
		seen[l.Line] = true
		p.AddAt(path+".quantity", above(l.Quantity))
	}
	return p.Err()
}

// check is everything that is wrong with a reply to a request.
func (r *Reply) check(to *Request, asked map[string]bool) error {
	var p salesdesk.Problems
	if r.Supplier == "" {
		p.Add(salesdesk.FieldError{Path: "supplier", Rule: salesdesk.RuleRequired})
	}
	p.AddAt("currency", r.Currency.Check())
	switch {
	case r.Currency != to.Currency:
		p.AddAt("rate", above(r.Rate))
		p.Add(required("rate_date", r.RateDate))
	case !r.Rate.IsZero() && !r.Rate.Equal(salesdesk.MustAmount("1")):
		p.Add(salesdesk.FieldError{Path: "rate", Rule: salesdesk.RuleExcluded, Param: "currency"})
	}
	p.Add(required("valid_until", r.ValidUntil))
	p.Add(counted("offers", len(r.Offers), MaxLines))
	seen := map[string]bool{}
	for i, o := range r.Offers {
		path := salesdesk.Index("offers", i)
		p.AddAt(path, o.check(asked))
		if seen[o.Line] {
			p.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: o.Line})
		}
		seen[o.Line] = true
	}
	return p.Err()
}

func (o *Offer) check(asked map[string]bool) error {
	var p salesdesk.Problems
	if !asked[o.Line] {
		p.Add(salesdesk.FieldError{Path: "line", Rule: salesdesk.RuleReference, Param: o.Line})
	}
	p.AddAt("price", exact.NotBelowZero(o.Price))
	p.AddAt("base_quantity", exact.NotBelowZero(o.BaseQuantity))
	p.AddAt("minimum", exact.NotBelowZero(o.Minimum))
	p.AddAt("multiple", exact.NotBelowZero(o.Multiple))
	p.AddAt("freight", exact.NotBelowZero(o.Freight))
	if o.LeadDays < 0 {
		p.Add(salesdesk.FieldError{Path: "lead_days", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if !o.ValidUntil.IsZero() {
		p.Add(required("valid_until", o.ValidUntil))
	}
	return p.Err()
}

func required(path string, d calendar.Date) error {
	switch {
	case d.IsZero():
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired}
	case !d.Valid():
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleFormat, Param: "2026-01-31"}
	}
	return nil
}

func counted(path string, n, limit int) error {
	switch {
	case n == 0:
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired}
	case n > limit:
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(limit)}
	}
	return nil
}

// above is notBelow that refuses zero, too.
func above(a salesdesk.Amount) error {
	if a.IsZero() {
		return salesdesk.FieldError{Rule: salesdesk.RuleRequired}
	}
	return exact.NotBelowZero(a)
}
