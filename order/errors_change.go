package order

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// UnconfirmedError is a step of a confirmed order, on one that was never confirmed.
type UnconfirmedError struct{}

func (UnconfirmedError) Error() string { return "never confirmed" }

// MessageID names the text.
func (UnconfirmedError) MessageID() string { return "order.unconfirmed" }

// UnchangedError is a change that changes nothing.
type UnchangedError struct{}

func (UnchangedError) Error() string { return "changes nothing" }

// MessageID names the text.
func (UnchangedError) MessageID() string { return "order.unchanged" }

// ProposalError is an answer to another proposal than the latest; 0 is none.
type ProposalError struct{ Latest, Answered int }

func (e ProposalError) Error() string {
	return fmt.Sprintf("answers proposal %d, the latest is %d", e.Answered, e.Latest)
}

// MessageID names the text.
func (ProposalError) MessageID() string { return "order.proposal" }

// UnaskedError is a line that is granted otherwise than the customer asked.
type UnaskedError struct{ Line string }

func (e UnaskedError) Error() string {
	return fmt.Sprintf("line %s is not as it was asked for", e.Line)
}

// MessageID names the text.
func (UnaskedError) MessageID() string { return "order.unasked" }

// HigherPriceError is a substitute dearer than what it replaces, without the customer's
// consent to that. The amounts are for the quantity substituted.
type HigherPriceError struct {
	Line        string
	Most, Asked salesdesk.Money
	Inclusive   bool // of VAT
}

func (e HigherPriceError) Error() string {
	return fmt.Sprintf("line %s: substitute at %s, at most %s", e.Line, e.Asked, e.Most)
}

// MessageID names the text.
func (HigherPriceError) MessageID() string { return "order.higher_price" }

// BlanketError is a step for blanket orders on another one.
type BlanketError struct{}

func (BlanketError) Error() string { return "no blanket order" }

// MessageID names the text.
func (BlanketError) MessageID() string { return "order.blanket" }

// ValidityError is a call-off outside the days of a blanket order.
type ValidityError struct{ From, Until, Today calendar.Date }

func (e ValidityError) Error() string {
	return fmt.Sprintf("valid until %s, today is %s", e.Until, e.Today)
}

// MessageID names the text.
func (ValidityError) MessageID() string { return "order.validity" }

// CallError is an order that called nothing off.
type CallError struct{ Order string }

func (e CallError) Error() string { return "order " + e.Order + " called nothing off" }

// MessageID names the text.
func (CallError) MessageID() string { return "order.no_call" }

// ExpiredError is an order submitted or confirmed after its last valid day.
type ExpiredError struct{ ValidUntil calendar.Date }

func (e ExpiredError) Error() string { return "expired on " + e.ValidUntil.String() }

// MessageID names the text.
func (ExpiredError) MessageID() string { return "order.expired" }

// StillValidError is an expiry before the last valid day is over; zero is no last day.
type StillValidError struct{ ValidUntil calendar.Date }

func (e StillValidError) Error() string {
	if e.ValidUntil.IsZero() {
		return "has no last valid day"
	}
	return "valid until " + e.ValidUntil.String()
}

// MessageID names the text.
func (StillValidError) MessageID() string { return "order.still_valid" }

// LateError is a step after the last day for it.
type LateError struct{ Until calendar.Date }

func (e LateError) Error() string { return "possible until " + e.Until.String() }

// MessageID names the text.
func (LateError) MessageID() string { return "order.late" }

// LedgerError is an order completed in a period that the ledger closed.
type LedgerError struct{ Closed calendar.Date }

func (e LedgerError) Error() string { return "ledger closed through " + e.Closed.String() }

// MessageID names the text.
func (LedgerError) MessageID() string { return "order.ledger" }

// PrepaymentError is an advance that is not credited with the cancellation.
type PrepaymentError struct{ Invoice string }

func (e PrepaymentError) Error() string { return "advance " + e.Invoice + " is not credited" }

// MessageID names the text.
func (PrepaymentError) MessageID() string { return "order.prepayment" }

// ChannelError is an answer by another channel than the order came by.
type ChannelError struct{ Came, Answered Channel }

func (e ChannelError) Error() string {
	return fmt.Sprintf("came by %s, answered by %q", e.Came, e.Answered)
}

// MessageID names the text.
func (ChannelError) MessageID() string { return "order.answer_channel" }

// ClosedError is a shipment moved while its order is not under way.
type ClosedError struct{ Status Status }

func (e ClosedError) Error() string { return "order is " + string(e.Status) }

// MessageID names the text.
func (ClosedError) MessageID() string { return "order.closed" }
