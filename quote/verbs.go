package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Opening is what a new quote starts from.
type Opening struct {
	ID       string
	Number   string
	Customer string
	Seller   salesdesk.Party
	Content  Content
}

// New opens a quote as a draft. Expect must be 0.
func New(r *Rules, cmd *workflow.Command, o Opening) (Quote, error) {
	var problems salesdesk.Problems
	for _, field := range []struct{ path, text string }{{"id", o.ID}, {"number", o.Number}, {"customer", o.Customer}} {
		if field.text == "" {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	if len(o.Content.Priced.Lines) == 0 {
		problems.Add(salesdesk.FieldError{Path: "content.priced.lines", Rule: salesdesk.RuleRequired})
	}
	problems.Add(cmd.Check(0))
	if err := problems.Err(); err != nil {
		return Quote{}, err
	}
	fact := Created{Moved: Moved{To: r.machine.Definition().Initial}, Number: o.Number, Customer: o.Customer, Seller: o.Seller, Content: o.Content}
	return Quote{ID: o.ID}.with(cmd, fact)
}

// Submit asks for the approval that the content needs.
func (q Quote) Submit(r *Rules, cmd *workflow.Command) (Quote, error) { return q.move(r, Submit, cmd) }

// Release approves what needs no approval.
func (q Quote) Release(r *Rules, cmd *workflow.Command) (Quote, error) {
	return q.move(r, Release, cmd)
}

// Approve approves the digest that the approver saw. Nobody approves what he wrote.
func (q Quote) Approve(r *Rules, cmd *workflow.Command, digest string) (Quote, error) {
	return q.do(r, Approve, cmd, func(m Moved) Fact { return Granted{Moved: m, Digest: digest} })
}

// Return sends the quote back to its author, with a reason.
func (q Quote) Return(r *Rules, cmd *workflow.Command) (Quote, error) { return q.move(r, Return, cmd) }

// Send offers the latest revision through the end of a day.
func (q Quote) Send(r *Rules, cmd *workflow.Command, validUntil calendar.Date) (Quote, error) {
	return q.do(r, Send, cmd, func(m Moved) Fact { return Dispatched{Moved: m, ValidUntil: validUntil} })
}

// Extend moves the last valid day: the same content at the same price.
func (q Quote) Extend(r *Rules, cmd *workflow.Command, validUntil calendar.Date) (Quote, error) {
	return q.do(r, Extend, cmd, func(m Moved) Fact { return Dispatched{Moved: m, ValidUntil: validUntil} })
}

// Counter notes what the customer proposes instead.
func (q Quote) Counter(r *Rules, cmd *workflow.Command, o Offer) (Quote, error) {
	return q.do(r, Counter, cmd, func(m Moved) Fact { return Proposed{Moved: m, Offer: o} })
}

// Revise begins a new revision; the old one is superseded, and what it was
// approved for does not go along.
func (q Quote) Revise(r *Rules, cmd *workflow.Command, c Content) (Quote, error) {
	return q.do(r, Revise, cmd, func(m Moved) Fact { return Rewritten{Moved: m, Content: c} })
}

// Accept takes the whole of the content with this digest.
func (q Quote) Accept(r *Rules, cmd *workflow.Command, digest string) (Quote, error) {
	return q.do(r, Accept, cmd, func(m Moved) Fact { return Awarded{Moved: m, Digest: digest, Lines: q.whole()} })
}

// AcceptPart takes some quantities; the rest stays open.
func (q Quote) AcceptPart(r *Rules, cmd *workflow.Command, digest string, lines []Award) (Quote, error) {
	return q.do(r, AcceptPart, cmd, func(m Moved) Fact { return Awarded{Moved: m, Digest: digest, Lines: slices.Clone(lines)} })
}

// CallOff notes that an order takes some of what was awarded, at the quoted price.
func (q Quote) CallOff(r *Rules, cmd *workflow.Command, order string, lines []Award) (Quote, error) {
	return q.do(r, CallOff, cmd, func(m Moved) Fact { return Called{Moved: m, Order: order, Lines: slices.Clone(lines)} })
}

// Decline is the customer's no, with a reason.
func (q Quote) Decline(r *Rules, cmd *workflow.Command) (Quote, error) {
	return q.move(r, Decline, cmd)
}

// Expire ends the validity once its last day is over.
func (q Quote) Expire(r *Rules, cmd *workflow.Command) (Quote, error) { return q.move(r, Expire, cmd) }

// Withdraw takes the quote back, with a reason: before it was sent, or afterwards
// where it was sent without engagement.
func (q Quote) Withdraw(r *Rules, cmd *workflow.Command) (Quote, error) {
	return q.move(r, Withdraw, cmd)
}

// Convert ends the quote when every awarded quantity is ordered.
func (q Quote) Convert(r *Rules, cmd *workflow.Command) (Quote, error) {
	return q.move(r, Convert, cmd)
}

// Do fires an event that the company added, with no fact of its own.
func (q Quote) Do(r *Rules, on Event, cmd *workflow.Command) (Quote, error) {
	return q.move(r, on, cmd)
}

func (q Quote) move(r *Rules, on Event, cmd *workflow.Command) (Quote, error) {
	return q.do(r, on, cmd, func(m Moved) Fact { return m })
}

// do asks the table and records the fact. The guards see the fact without its
// outcome, which only the table gives.
func (q Quote) do(r *Rules, on Event, cmd *workflow.Command, fact func(Moved) Fact) (Quote, error) {
	if err := cmd.Check(q.Version); err != nil {
		return q, err
	}
	step, err := r.machine.Decide(q.Status, on, cmd, Case{Quote: &q, Fact: fact(Moved{On: on}), Policy: &r.policy})
	if err != nil {
		return q, err
	}
	return q.with(cmd, fact(Moved{To: step.To, On: on}))
}
