package complaint

import (
	"github.com/interne-sales/salesdesk"
)

// RemedyKind is what the customer gets.
type RemedyKind string

// The kinds of remedy.
const (
	Refund      RemedyKind = "refund"
	Replacement RemedyKind = "replacement"
	Repair      RemedyKind = "repair"
	Discount    RemedyKind = "discount"
	Apology     RemedyKind = "apology"
)

// MessageID names the kind's text.
func (k RemedyKind) MessageID() string { return "complaint.remedy." + string(k) }

// Remedy is what is offered: what it costs, for which quantities.
type Remedy struct {
	Kind  RemedyKind      `json:"kind"`
	Cost  salesdesk.Money `json:"cost,omitzero"` // to us, without VAT
	Lines []Line          `json:"lines,omitempty"`
	Text  string          `json:"text,omitempty"`
}

// Line is a quantity of an order's line.
type Line struct {
	Line     string           `json:"line" validate:"required,max=64"`
	Quantity salesdesk.Amount `json:"quantity"`
}

// References are the documents that carry a remedy out.
type References struct {
	Return     string `json:"return,omitempty"`
	CreditNote string `json:"credit_note,omitempty"`
	Order      string `json:"order,omitempty"` // of a replacement
}

// check names what is wrong with a remedy for a complaint.
func (r Remedy) check(c *Complaint) error {
	var problems salesdesk.Problems
	if r.Kind == "" {
		problems.Add(salesdesk.FieldError{Path: "remedy.kind", Rule: salesdesk.RuleRequired})
	}
	if r.Cost.Amount.IsNegative() {
		problems.Add(salesdesk.FieldError{Path: "remedy.cost.amount", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if r.Cost.Currency != c.Paid.Currency && !r.Cost.Amount.IsZero() {
		problems.Add(salesdesk.CurrencyError{Want: c.Paid.Currency, Got: r.Cost.Currency})
		return problems.Err()
	}
	total := salesdesk.Amount{Decimal: c.Given.Add(r.Cost.Amount.Decimal)}
	if total.GreaterThan(c.Paid.Amount.Decimal) {
		problems.Add(CapError{Asked: r.Cost, Given: salesdesk.Money{Amount: c.Given, Currency: c.Paid.Currency}, Paid: c.Paid})
	}
	return problems.Err()
}
