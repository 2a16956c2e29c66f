package quote

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// ExpiredError is an acceptance after the last valid day.
type ExpiredError struct{ ValidUntil calendar.Date }

func (e ExpiredError) Error() string { return "expired on " + e.ValidUntil.String() }

// MessageID names the text.
func (ExpiredError) MessageID() string { return "quote.expired" }

// StillValidError is an expiry before its day is over.
type StillValidError struct{ ValidUntil calendar.Date }

func (e StillValidError) Error() string { return "valid until " + e.ValidUntil.String() }

// MessageID names the text.
func (StillValidError) MessageID() string { return "quote.still_valid" }

// ValidityError is a last valid day that is over already.
type ValidityError struct{ ValidUntil, Today calendar.Date }

func (e ValidityError) Error() string {
	return fmt.Sprintf("last valid day %s is before today, %s", e.ValidUntil, e.Today)
}

// MessageID names the text.
func (ValidityError) MessageID() string { return "quote.validity" }

// ShorterError is an extension to a day that is not after the last valid one.
type ShorterError struct{ ValidUntil, Before calendar.Date }

func (e ShorterError) Error() string {
	return fmt.Sprintf("extended to %s, valid until %s already", e.ValidUntil, e.Before)
}

// MessageID names the text.
func (ShorterError) MessageID() string { return "quote.shorter" }

// AlteredError is an approval or acceptance of another content than the latest
// revision's, and how it differs. In law the acceptance is a counter-offer.
type AlteredError struct {
	Want, Got   string // digests
	Differences []Difference
}

func (e AlteredError) Error() string {
	return fmt.Sprintf("content %.12s is not the latest, %.12s", e.Got, e.Want)
}

// MessageID names the text.
func (AlteredError) MessageID() string { return "quote.altered" }

// SameAuthorError is an approval by who wrote the revision.
type SameAuthorError struct{ Author string }

func (e SameAuthorError) Error() string { return e.Author + " wrote what is to be approved" }

// MessageID names the text.
func (SameAuthorError) MessageID() string { return "quote.same_author" }

// EngagedError is the withdrawal of an offer that binds: the customer has it, and it was
// not made "without engagement".
type EngagedError struct{ Received time.Time }

func (e EngagedError) Error() string {
	return "binds since it was received at " + e.Received.Format(time.RFC3339)
}

// MessageID names the text.
func (EngagedError) MessageID() string { return "quote.engaged" }

// WholeOnlyError is an acceptance in part of a quote that is offered as a whole.
type WholeOnlyError struct{}

func (WholeOnlyError) Error() string { return "is offered as a whole only" }

// MessageID names the text.
func (WholeOnlyError) MessageID() string { return "quote.whole_only" }

// QuantityError is more than what remains of a line.
type QuantityError struct {
	Line      string
	Asked     salesdesk.Amount
	Remaining salesdesk.Amount
}

func (e QuantityError) Error() string {
	return fmt.Sprintf("line %s: %s asked, %s remains", e.Line, e.Asked, e.Remaining)
}

// MessageID names the text.
func (QuantityError) MessageID() string { return "quote.quantity" }

// LineError names a line that the quote does not have.
type LineError struct{ Line string }

func (e LineError) Error() string { return "no line " + e.Line }

// MessageID names the text.
func (LineError) MessageID() string { return "quote.line" }

// RemainingError is a conversion while awarded quantities are not ordered yet.
type RemainingError struct{ Lines []string }

func (e RemainingError) Error() string { return fmt.Sprintf("not ordered yet: lines %v", e.Lines) }

// MessageID names the text.
func (RemainingError) MessageID() string { return "quote.remaining" }

// PromiseError is a delivery promise for a day that is over.
type PromiseError struct {
	Line string
	Date calendar.Date
}

func (e PromiseError) Error() string { return fmt.Sprintf("line %s: promised for %s", e.Line, e.Date) }

// MessageID names the text.
func (PromiseError) MessageID() string { return "quote.promise" }

// NoRequirementError is a submission of what needs no approval.
type NoRequirementError struct{}

func (NoRequirementError) Error() string { return "needs no approval" }

// MessageID names the text.
func (NoRequirementError) MessageID() string { return "quote.no_requirement" }

// LevelRoleError is an approval by somebody whose turn it is not.
type LevelRoleError struct {
	Level string
	Role  salesdesk.Role
}

func (e LevelRoleError) Error() string {
	return fmt.Sprintf("level %s is for %s", e.Level, e.Role)
}

// MessageID names the text.
func (LevelRoleError) MessageID() string { return "quote.level_role" }

// SameApproverError is a second level granted by who granted another.
type SameApproverError struct{ Approver, Level string }

func (e SameApproverError) Error() string {
	return e.Approver + " granted level " + e.Level + " already"
}

// MessageID names the text.
func (SameApproverError) MessageID() string { return "quote.same_approver" }

// LevelsError is the final approval while several levels are open.
type LevelsError struct{ Levels []string }

func (e LevelsError) Error() string { return fmt.Sprintf("levels open: %v", e.Levels) }

// MessageID names the text.
func (LevelsError) MessageID() string { return "quote.levels" }

// LastLevelError is one level of several where only one is open.
type LastLevelError struct{}

func (LastLevelError) Error() string { return "no other level follows" }

// MessageID names the text.
func (LastLevelError) MessageID() string { return "quote.last_level" }

// CostsError is a validity that outlives what the costs hold for.
type CostsError struct {
	Line       string
	CostsUntil calendar.Date
	ValidUntil calendar.Date
}

func (e CostsError) Error() string {
	return fmt.Sprintf("line %s: costs hold until %s, the quote until %s", e.Line, e.CostsUntil, e.ValidUntil)
}

// MessageID names the text.
func (CostsError) MessageID() string { return "quote.costs" }

// DigestError is a stored content that is no longer the one its digest was taken of.
type DigestError struct{ Want, Got string }

func (e DigestError) Error() string {
	return fmt.Sprintf("content has digest %.12s, not %.12s as written", e.Got, e.Want)
}

// MessageID names the text.
func (DigestError) MessageID() string { return "quote.digest" }

// ExplanationError is a content whose explanation is of another document: approval reads
// the one, the customer the other.
type ExplanationError struct{}

func (ExplanationError) Error() string { return "explanation is of another document" }

// MessageID names the text.
func (ExplanationError) MessageID() string { return "quote.explanation" }

// ReceiptError is a receipt before the sending, or one that is yet to come.
type ReceiptError struct{ At, Sent time.Time }

func (e ReceiptError) Error() string {
	return fmt.Sprintf("received at %s, sent at %s", e.At.Format(time.RFC3339), e.Sent.Format(time.RFC3339))
}

// MessageID names the text.
func (ReceiptError) MessageID() string { return "quote.receipt" }

// OrderedError is a quote given up as a whole while an order took of it.
type OrderedError struct{ Order string }

func (e OrderedError) Error() string { return "order " + e.Order + " took of it" }

// MessageID names the text.
func (OrderedError) MessageID() string { return "quote.ordered" }

// CallError is an order that called nothing off.
type CallError struct{ Order string }

func (e CallError) Error() string { return "order " + e.Order + " called nothing off" }

// MessageID names the text.
func (CallError) MessageID() string { return "quote.no_call" }

// OtherRulesError is rules that make another document of what was offered than the one
// that was, and how: a choice priced by them was not offered. Internal: it is not for
// customers.
type OtherRulesError struct{ Differences []Difference }

func (e OtherRulesError) Error() string {
	return fmt.Sprintf("these rules make another document of what was offered: %d differences", len(e.Differences))
}

// MessageID names the text.
func (OtherRulesError) MessageID() string { return "quote.other_rules" }

// PluralCount selects the form of the text.
func (e OtherRulesError) PluralCount() int64 { return int64(len(e.Differences)) }

// TakenError is a choice after a part was taken that would make something else of these
// lines of it.
type TakenError struct{ Lines []string }

func (e TakenError) Error() string {
	return fmt.Sprintf("the choice changes what was taken of lines %v", e.Lines)
}

// MessageID names the text.
func (TakenError) MessageID() string { return "quote.taken" }

// PluralCount selects the form of the text.
func (e TakenError) PluralCount() int64 { return int64(len(e.Lines)) }

// FreeGoodsError is more of what is free than what is taken of the lines that earn it
// gives.
type FreeGoodsError struct {
	Line   string
	Asked  salesdesk.Amount // with what was taken before
	Earned salesdesk.Amount // by what is taken of the lines Of
	Of     []string
}

func (e FreeGoodsError) Error() string {
	return fmt.Sprintf("line %s: %s is free, but lines %v earn %s", e.Line, e.Asked, e.Of, e.Earned)
}

// MessageID names the text.
func (FreeGoodsError) MessageID() string { return "quote.free_goods" }
