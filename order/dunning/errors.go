package dunning

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// NoRateError is a claim settled while it bears interest since a day whose rate the tables do
// not have: add it to them, or waive the interest.
type NoRateError struct{ Day calendar.Date }

func (e NoRateError) Error() string { return "no rate of interest for " + e.Day.String() }

// MessageID names the text.
func (NoRateError) MessageID() string { return "dunning.no_rate" }

// NoRuleError is a consumer's debt from before the rules in the tables.
type NoRuleError struct{ Due, Contract calendar.Date }

func (e NoRuleError) Error() string {
	return fmt.Sprintf("no consumer rule for a contract of %s and a debt due on %s", e.Contract, e.Due)
}

// MessageID names the text.
func (NoRuleError) MessageID() string { return "dunning.no_rule" }

// NotDueError is a reminder of a debt that is not late yet.
type NotDueError struct{ Due calendar.Date }

func (e NotDueError) Error() string { return "may be paid until " + e.Due.String() }

// MessageID names the text.
func (NotDueError) MessageID() string { return "dunning.not_due" }

// NothingOpenError is a reminder of a debt that is paid.
type NothingOpenError struct{}

func (NothingOpenError) Error() string { return "nothing is open" }

// MessageID names the text.
func (NothingOpenError) MessageID() string { return "dunning.nothing_open" }

// SentError is a first reminder after another.
type SentError struct{ Sent calendar.Date }

func (e SentError) Error() string { return "a reminder was sent on " + e.Sent.String() }

// MessageID names the text.
func (SentError) MessageID() string { return "dunning.sent" }

// NotRemindedError is a step that needs a reminder first.
type NotRemindedError struct{}

func (NotRemindedError) Error() string { return "no reminder was sent" }

// MessageID names the text.
func (NotRemindedError) MessageID() string { return "dunning.not_reminded" }

// WaitError is a step before what the letter before gave to pay is over: the term of a
// consumer's reminder, or the days of the policy.
type WaitError struct{ Over calendar.Date }

func (e WaitError) Error() string { return "not before " + e.Over.String() }

// MessageID names the text.
func (WaitError) MessageID() string { return "dunning.wait" }

// NotAskedError is a second reminder that the policy does not have.
type NotAskedError struct{}

func (NotAskedError) Error() string { return "the policy has no second reminder" }

// MessageID names the text.
func (NotAskedError) MessageID() string { return "dunning.not_asked" }

// SecondFirstError is a formal notice before the second reminder that the policy asks.
type SecondFirstError struct{}

func (SecondFirstError) Error() string { return "the policy asks a second reminder first" }

// MessageID names the text.
func (SecondFirstError) MessageID() string { return "dunning.second_first" }

// CostReason says why a reminder may not cost that.
type CostReason string

// The reasons.
const (
	FirstFree CostReason = "first_free"
	TooHigh   CostReason = "too_high"
	NotAgreed CostReason = "not_agreed"
	InLumpSum CostReason = "in_lump_sum" // a business pays the lump sum instead
	// A cost of recovery is not owed beside the damages that were agreed, and by no consumer.
	InDamages       CostReason = "in_damages"
	NotFromConsumer CostReason = "not_from_consumer"
)

// CostError is a reminder that may not cost that, or a cost of recovery that is not owed. Most is set where it is too high.
type CostError struct {
	Reason CostReason
	Most   salesdesk.Money
}

func (e CostError) Error() string {
	if e.Reason == TooHigh {
		return fmt.Sprintf("reminder cost: at most %s and postage", e.Most)
	}
	return "cost: " + string(e.Reason)
}

// MessageID names the text.
func (e CostError) MessageID() string { return "dunning.cost." + string(e.Reason) }

// ApprovalError is a claim handed over without somebody else's approval.
type ApprovalError struct{}

func (ApprovalError) Error() string { return "needs the approval of somebody else" }

// MessageID names the text.
func (ApprovalError) MessageID() string { return "dunning.approval" }

// RegistrationError is an agency that may not collect from consumers.
type RegistrationError struct{ Name string }

func (e RegistrationError) Error() string { return e.Name + " has no registration" }

// MessageID names the text.
func (RegistrationError) MessageID() string { return "dunning.registration" }

// WaitsError is a claim taken up while its cause lasts. Until is none where it is not
// known.
type WaitsError struct {
	Cause Cause
	Until calendar.Date
}

func (e WaitsError) Error() string { return "waits for " + string(e.Cause) }

// MessageID names the text.
func (WaitsError) MessageID() string { return "dunning.waits" }

// OwedError is a claim settled while something is owed.
type OwedError struct{ Owed salesdesk.Money }

func (e OwedError) Error() string { return e.Owed.String() + " is owed" }

// MessageID names the text.
func (OwedError) MessageID() string { return "dunning.owed" }

// NothingPaidError is a payment taken back of a claim on which none came.
type NothingPaidError struct{}

func (NothingPaidError) Error() string { return "nothing was paid" }

// MessageID names the text.
func (NothingPaidError) MessageID() string { return "dunning.nothing_paid" }

// PaymentError is a payment that the claim does not have.
type PaymentError struct{ Payment string }

func (e PaymentError) Error() string { return "no payment " + e.Payment }

// MessageID names the text.
func (PaymentError) MessageID() string { return "dunning.no_payment" }
