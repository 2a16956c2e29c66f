package promise

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// UnavailableError is a quantity that no supply covers.
type UnavailableError struct {
	SKU      string
	Quantity salesdesk.Amount
}

func (e UnavailableError) Error() string {
	return fmt.Sprintf("no supply for %s of %s", e.Quantity, e.SKU)
}

// MessageID names the text.
func (UnavailableError) MessageID() string { return "promise.unavailable" }

// LateError is a line refused because its day cannot be met.
type LateError struct {
	Line      string
	Requested calendar.Date
	Earliest  calendar.Date
	Binding   Binding // what sets the earliest
}

func (e LateError) Error() string {
	return fmt.Sprintf("line %s: %s cannot be met, the earliest is %s (%s)", e.Line, e.Requested, e.Earliest, e.Binding)
}

// MessageID names the text.
func (LateError) MessageID() string { return "promise.late" }

// NoDayError is a way on which no day of delivery is found from a day on: the carrier
// and the customer have no day in common, or a deadline lies too far back.
type NoDayError struct{ From calendar.Date }

func (e NoDayError) Error() string { return "no day of delivery from " + e.From.String() }

// MessageID names the text.
func (NoDayError) MessageID() string { return "promise.no_day" }
