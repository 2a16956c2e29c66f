package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// notExpired refuses what comes after the last valid day.
func notExpired(cmd *workflow.Command, c Case) error {
	if until := c.Order.ValidUntil; !until.IsZero() && !c.Order.wasConfirmed() && c.Policy.day(cmd.At).After(until) {
		return ExpiredError{ValidUntil: until}
	}
	return nil
}

// lapsed holds once the last valid day of an order that was never confirmed is over.
func lapsed(cmd *workflow.Command, c Case) error {
	if until := c.Order.ValidUntil; until.IsZero() || !c.Policy.day(cmd.At).After(until) {
		return StillValidError{ValidUntil: until}
	}
	return nil
}

// inTime bounds what the customer may take back by himself: until some days before the
// first date he was promised.
func inTime(cmd *workflow.Command, c Case) error {
	if cmd.Actor.Role != salesdesk.Customer && cmd.Actor.For == "" {
		return nil
	}
	var first calendar.Date
	for _, l := range c.Order.Lines {
		if !l.Promised.IsZero() && (first.IsZero() || l.Promised.Before(first)) {
			first = l.Promised
		}
	}
	if first.IsZero() {
		return nil
	}
	if until := first.AddDays(-c.Policy.CancelDays); c.Policy.day(cmd.At).After(until) {
		return LateError{Until: until}
	}
	return nil
}

// inWindow bounds reopening.
func inWindow(cmd *workflow.Command, c Case) error {
	if c.Policy.ReopenDays == 0 || c.Order.CompletedAt.IsZero() {
		return nil
	}
	until := c.Policy.day(c.Order.CompletedAt).AddDays(c.Policy.ReopenDays)
	if c.Policy.day(cmd.At).After(until) {
		return LateError{Until: until}
	}
	return nil
}

// ledgerOpen refuses to reopen what belongs to a closed period.
func ledgerOpen(_ *workflow.Command, c Case) error {
	closed := c.Policy.LedgerClosed
	if !closed.IsZero() && !c.Order.CompletedAt.IsZero() && !c.Policy.day(c.Order.CompletedAt).After(closed) {
		return LedgerError{Closed: closed}
	}
	return nil
}

// inChannel asks for the answer where the order came by.
func inChannel(_ *workflow.Command, c Case, _ Fact) error {
	if c.Confirmation == nil || c.Order.Channel == "" || c.Confirmation.Channel == c.Order.Channel {
		return nil
	}
	return ChannelError{Came: c.Order.Channel, Answered: c.Confirmation.Channel}
}

// newDocument asks for a number that is not there yet.
func newDocument(_ *workflow.Command, c Case, fact Documented) error {
	if fact.Document == "" {
		return salesdesk.FieldError{Path: "document", Rule: salesdesk.RuleRequired}
	}
	for _, d := range c.Order.Documents {
		if d == fact.Document {
			return DuplicateError{ID: d}
		}
	}
	return nil
}
