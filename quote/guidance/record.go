package guidance

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
)

// MaxRecords bounds the records that are looked at.
const MaxRecords = 1_000_000

// Record is a price that was offered and what came of it. Returns are left out by the
// caller. Amounts are for one unit, without VAT, all records in one currency.
type Record struct {
	ID       string           `json:"id"` // of the quote or order
	Date     calendar.Date    `json:"date"`
	Customer string           `json:"customer"`
	Segment  string           `json:"segment,omitempty"`
	SKU      string           `json:"sku"`
	Quantity salesdesk.Amount `json:"quantity"` // above 0
	List     salesdesk.Amount `json:"list"`     // of its day, above 0
	Net      salesdesk.Amount `json:"net"`      // after every discount
	Outcome  Outcome          `json:"outcome"`
}

// Outcome is what came of an offer.
type Outcome string

// The outcomes.
const (
	Won  Outcome = "won"
	Lost Outcome = "lost"
)

// MessageID names the outcome's text.
func (o Outcome) MessageID() string { return "guidance.outcome." + string(o) }

func (r *Record) check() error {
	var p salesdesk.Problems
	if !r.Date.Valid() {
		p.Add(salesdesk.FieldError{Path: "date", Rule: salesdesk.RuleRequired})
	}
	p.AddAt("quantity", above(r.Quantity))
	p.AddAt("list", above(r.List))
	p.AddAt("net", exact.NotBelowZero(r.Net))
	if r.Outcome != Won && r.Outcome != Lost {
		p.Add(salesdesk.FieldError{Path: "outcome", Rule: salesdesk.RuleOneOf, Param: "won lost"})
	}
	return p.Err()
}

func checkRecords(records []Record) error {
	if len(records) > MaxRecords {
		return salesdesk.FieldError{Path: "records", Rule: salesdesk.RuleLength, Param: fmt.Sprint(MaxRecords)}
	}
	var p salesdesk.Problems
	for i := range records {
		if err := records[i].check(); err != nil {
			p.AddAt(salesdesk.Index("records", i), err)
		}
	}
	return p.Err()
}

// LastPrice is the latest won record of a customer for an article up to and with a day;
// of one day the last in the list. ok is false where there is none.
func LastPrice(records []Record, customer, sku string, on calendar.Date) (last Record, ok bool) {
	for i := range records {
		r := &records[i]
		if r.Customer == customer && r.SKU == sku && r.Outcome == Won && !r.Date.After(on) && !r.Date.Before(last.Date) {
			last, ok = *r, true
		}
	}
	return last, ok
}

// above is notBelow, and zero is wrong too.
func above(a salesdesk.Amount) error {
	if a.Check() == nil && a.IsZero() {
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return exact.NotBelowZero(a)
}
