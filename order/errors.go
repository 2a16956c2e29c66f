package order

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
)

// QuantityError is a quantity that would break an invariant of its line.
type QuantityError struct {
	Line    string
	Rule    Invariant
	Asked   salesdesk.Amount
	Allowed salesdesk.Amount
}

func (e QuantityError) Error() string {
	return fmt.Sprintf("line %s: %s: %s, at most %s", e.Line, e.Rule, e.Asked, e.Allowed)
}

// MessageID names the text.
func (e QuantityError) MessageID() string { return "order.quantity." + string(e.Rule) }

// LineError names a line that the order does not have.
type LineError struct{ Line string }

func (e LineError) Error() string { return "no line " + e.Line }

// MessageID names the text.
func (LineError) MessageID() string { return "order.line" }

// HoldError is a hold that stands in the way.
type HoldError struct{ Hold Hold }

func (e HoldError) Error() string { return "on hold: " + string(e.Hold) }

// MessageID names the text.
func (HoldError) MessageID() string { return "order.on_hold" }

// HoldRoleError is a hold freed by another role than its own.
type HoldRoleError struct {
	Hold Hold
	Role salesdesk.Role
}

func (e HoldRoleError) Error() string { return fmt.Sprintf("hold %s is freed by %s", e.Hold, e.Role) }

// MessageID names the text.
func (HoldRoleError) MessageID() string { return "order.hold_role" }

// NoHoldError is a hold freed that is not there.
type NoHoldError struct{ Hold Hold }

func (e NoHoldError) Error() string { return "no hold " + string(e.Hold) }

// MessageID names the text.
func (NoHoldError) MessageID() string { return "order.no_hold" }

// CreditError is an order beyond the customer's credit limit. Internal: it is not
// for customers.
type CreditError struct{ Limit, Exposure salesdesk.Money }

func (e CreditError) Error() string {
	return fmt.Sprintf("exposure %s beyond the credit limit of %s", e.Exposure, e.Limit)
}

// MessageID names the text.
func (CreditError) MessageID() string { return "order.credit" }

// PromiseError is a line to confirm without a date.
type PromiseError struct{ Line string }

func (e PromiseError) Error() string { return fmt.Sprintf("line %s has no promised date", e.Line) }

// MessageID names the text.
func (PromiseError) MessageID() string { return "order.promise" }

// LimitError is an order above what the clerk may confirm alone. Internal: it is
// not for customers.
type LimitError struct{ Limit, Total salesdesk.Money }

func (e LimitError) Error() string {
	return fmt.Sprintf("total %s above the limit of %s", e.Total, e.Limit)
}

// MessageID names the text.
func (LimitError) MessageID() string { return "order.limit" }

// UnderwayError is a cancellation after something was shipped or invoiced.
type UnderwayError struct{ Line string }

func (e UnderwayError) Error() string { return fmt.Sprintf("line %s is shipped or invoiced", e.Line) }

// MessageID names the text.
func (UnderwayError) MessageID() string { return "order.underway" }

// OpenError is a completion while a line is open, or not yet invoiced or credited.
type OpenError struct{ Line string }

func (e OpenError) Error() string {
	return fmt.Sprintf("line %s is open, or not yet invoiced or credited", e.Line)
}

// MessageID names the text.
func (OpenError) MessageID() string { return "order.open" }

// ShipmentError names a shipment that the order does not have, or that is
// delivered already.
type ShipmentError struct{ Shipment string }

func (e ShipmentError) Error() string { return "no shipment under way " + e.Shipment }

// MessageID names the text.
func (ShipmentError) MessageID() string { return "order.shipment" }

// DuplicateError is an id that is taken already.
type DuplicateError struct{ ID string }

func (e DuplicateError) Error() string { return e.ID + " exists already" }

// MessageID names the text.
func (DuplicateError) MessageID() string { return "order.duplicate" }

// ReturnError names a return that the order does not have.
type ReturnError struct{ Return string }

func (e ReturnError) Error() string { return "no return " + e.Return }

// MessageID names the text.
func (ReturnError) MessageID() string { return "order.no_return" }

// ReturnedError is a count of returned goods that is not what was authorised.
type ReturnedError struct {
	Line       string
	Received   salesdesk.Amount
	Authorised salesdesk.Amount
}

func (e ReturnedError) Error() string {
	return fmt.Sprintf("line %s: %s received, %s authorised", e.Line, e.Received, e.Authorised)
}

// MessageID names the text.
func (ReturnedError) MessageID() string { return "order.returned" }

// ReferenceError is a settlement without the document that settles.
type ReferenceError struct{}

func (ReferenceError) Error() string { return "needs the number of a credit note or replacement" }

// MessageID names the text.
func (ReferenceError) MessageID() string { return "order.reference" }
