package complaint

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// CapError is a remedy that, with those before it, exceeds what the customer paid.
// Internal: it is not for customers.
type CapError struct{ Asked, Given, Paid salesdesk.Money }

func (e CapError) Error() string {
	return fmt.Sprintf("remedy of %s after %s exceeds the %s paid", e.Asked, e.Given, e.Paid)
}

// MessageID names the text.
func (CapError) MessageID() string { return "complaint.cap" }

// LimitError is a remedy above what the clerk may give alone. Internal: it is not
// for customers.
type LimitError struct{ Asked, Limit salesdesk.Money }

func (e LimitError) Error() string {
	return fmt.Sprintf("remedy of %s above the limit of %s", e.Asked, e.Limit)
}

// MessageID names the text.
func (LimitError) MessageID() string { return "complaint.limit" }

// DangerError is a dangerous case that is for the manager.
type DangerError struct{}

func (DangerError) Error() string { return "a dangerous case is the manager's" }

// MessageID names the text.
func (DangerError) MessageID() string { return "complaint.danger" }

// ReferenceError is a resolution without the documents that carry the remedy out.
type ReferenceError struct{ Kind RemedyKind }

func (e ReferenceError) Error() string { return fmt.Sprintf("a %s needs its document", e.Kind) }

// MessageID names the text.
func (ReferenceError) MessageID() string { return "complaint.reference" }

// NotOwnerError is a step for whoever the case is assigned to, by somebody else.
type NotOwnerError struct{ Owner string }

func (e NotOwnerError) Error() string { return "is for " + e.Owner }

// MessageID names the text.
func (NotOwnerError) MessageID() string { return "complaint.not_owner" }

// SameOwnerError is an appeal handled by who rejected the complaint.
type SameOwnerError struct{ Owner string }

func (e SameOwnerError) Error() string { return e.Owner + " decided before" }

// MessageID names the text.
func (SameOwnerError) MessageID() string { return "complaint.same_owner" }

// TooEarlyError is a closing before the customer had time to react.
type TooEarlyError struct{ From calendar.Date }

func (e TooEarlyError) Error() string { return "not before " + e.From.String() }

// MessageID names the text.
func (TooEarlyError) MessageID() string { return "complaint.too_early" }

// TooLateError is a reopening or an appeal after its window.
type TooLateError struct{ Until calendar.Date }

func (e TooLateError) Error() string { return "not after " + e.Until.String() }

// MessageID names the text.
func (TooLateError) MessageID() string { return "complaint.too_late" }

// ReminderError is a closing without reply before enough reminders.
type ReminderError struct{ Sent, Wanted int }

func (e ReminderError) Error() string {
	return fmt.Sprintf("%d reminders sent, %d wanted", e.Sent, e.Wanted)
}

// MessageID names the text.
func (ReminderError) MessageID() string { return "complaint.reminders" }

// PluralCount selects the form of the text.
func (e ReminderError) PluralCount() int64 { return int64(e.Sent) }
