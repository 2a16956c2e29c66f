package sourcing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Kind is what there is to say of an offer.
type Kind string

// The kinds. Expired and TooLate offers never fit.
const (
	MinimumForced  Kind = "minimum"        // his minimum is more than was asked; Quantity is it
	MultipleForced Kind = "multiple"       // he sells whole packings; Quantity is one
	Converted      Kind = "converted"      // from his Currency, at Rate of Date
	ValidityShort  Kind = "validity_short" // holds until Date, before the end of the quote
	Expired        Kind = "expired"        // held until Date, before the day of the request
	TooLate        Kind = "too_late"       // takes Days, more than the policy allows
)

// Reason is something that sets an offer apart from its bare price. Internal: it is not
// for customers.
type Reason struct {
	Kind     Kind               `json:"kind"`
	Quantity salesdesk.Amount   `json:"quantity,omitzero"`
	Currency salesdesk.Currency `json:"currency,omitempty"`
	Rate     salesdesk.Amount   `json:"rate,omitzero"`
	Date     calendar.Date      `json:"date,omitzero"`
	Days     int                `json:"days,omitempty"`
}

// MessageID names the reason's text.
func (r Reason) MessageID() string { return "sourcing.reason." + string(r.Kind) }

// NoCostError is a line that no supplier has an offer for that fits.
type NoCostError struct{ Line string }

func (e NoCostError) Error() string { return "no cost for line " + e.Line }

// MessageID names the text.
func (NoCostError) MessageID() string { return "sourcing.no_cost" }

// SupplierError is a supplier who has no offer for a line.
type SupplierError struct{ Line, Supplier string }

func (e SupplierError) Error() string { return "line " + e.Line + ": no offer of " + e.Supplier }

// MessageID names the text.
func (SupplierError) MessageID() string { return "sourcing.supplier" }
