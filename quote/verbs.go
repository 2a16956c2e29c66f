package quote

import (
	"time"

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

// New opens a quote as a draft. Expect must be 0. A content that was copied from another
// quote keeps its prices and brings no approval along. For another customer it is priced
// anew, from [Content.Hold] with his [pricing.Buyer]: his VAT may differ.
func New(r *Rules, cmd *workflow.Command, o Opening) (Quote, error) {
	var problems salesdesk.Problems
	required(&problems, field{"id", o.ID == ""}, field{"number", o.Number == ""}, field{"customer", o.Customer == ""})
	problems.AddAt("content", o.Content.checkFor(o.Customer))
	problems.Add(r.Machine().Ready(cmd, 0, time.Time{}))
	if err := problems.Err(); err != nil {
		return Quote{}, err
	}
	fact := Created{Moved: Moved{To: r.machine.Definition().Initial}, Number: o.Number, Customer: o.Customer, Seller: o.Seller, Content: o.Content}
	return Quote{ID: o.ID}.with(cmd, fact), nil
}

// Submit asks for the approval that the content needs.
func (q Quote) Submit(r *Rules, cmd *workflow.Command) (Quote, error) { return q.move(r, Submit, cmd) }

// Release approves what needs no approval.
func (q Quote) Release(r *Rules, cmd *workflow.Command) (Quote, error) {
	return q.move(r, Release, cmd)
}

// Approve grants the level whose turn it is, for the digest that the approver saw; the
// last level approves the quote. Nobody approves what he wrote, nor grants two levels.
func (q Quote) Approve(r *Rules, cmd *workflow.Command, digest string) (Quote, error) {
	if err := q.ready(r, cmd); err != nil {
		return q, err
	}
	on, next := ApproveLevel, q.next(&r.policy)
	if q.isLast(&r.policy) {
		on = Approve
	}
	level := ""
	if len(next) > 0 {
		level = next[0].Level
	}
	return q.do(r, on, cmd, func(m Moved) Fact {
		return Granted{Moved: m, Digest: digest, Level: level, Requirements: next}
	})
}

// Return sends the quote back to its author, with a reason.
func (q Quote) Return(r *Rules, cmd *workflow.Command) (Quote, error) { return q.move(r, Return, cmd) }

// Send offers the latest revision through the end of a day. What law forbids is refused,
// each finding by name, and so is a line that is still open; what law only warns of is
// kept with the revision: ask [Quote.Findings] first.
func (q Quote) Send(r *Rules, cmd *workflow.Command, validUntil calendar.Date) (Quote, error) {
	return q.dispatch(r, Send, cmd, validUntil)
}

func (q Quote) dispatch(r *Rules, on Event, cmd *workflow.Command, validUntil calendar.Date) (Quote, error) {
	if err := q.ready(r, cmd); err != nil {
		return q, err
	}
	warnings, _ := q.Findings(r, cmd.At, validUntil) // the guards say what is wrong
	return q.do(r, on, cmd, func(m Moved) Fact { return Dispatched{Moved: m, ValidUntil: validUntil, Warnings: warnings} })
}

// Receive notes that what was sent reached the customer at a moment: from then on the
// offer binds. What the customer answers has reached him.
func (q Quote) Receive(r *Rules, cmd *workflow.Command, at time.Time) (Quote, error) {
	return q.do(r, Receive, cmd, func(m Moved) Fact { return Received{Moved: m, At: at} })
}

// Remind notes that we asked the customer again: see [Quote.FollowUps].
func (q Quote) Remind(r *Rules, cmd *workflow.Command) (Quote, error) { return q.move(r, Remind, cmd) }

// Extend moves the last valid day to a later one: the same content at the same price, while its costs
// hold.
func (q Quote) Extend(r *Rules, cmd *workflow.Command, validUntil calendar.Date) (Quote, error) {
	return q.dispatch(r, Extend, cmd, validUntil)
}

// Object notes what keeps the customer from saying yes.
func (q Quote) Object(r *Rules, cmd *workflow.Command, o Objection) (Quote, error) {
	o.Answer, o.Outcome = "", ""
	return q.do(r, Object, cmd, func(m Moved) Fact { return Objected{Moved: m, Objection: o} })
}

// Answer notes what we answered to an objection, and what came of it.
func (q Quote) Answer(r *Rules, cmd *workflow.Command, objection, answer string, outcome Outcome) (Quote, error) {
	return q.do(r, Answer, cmd, func(m Moved) Fact {
		return Answered{Moved: m, Objection: objection, Answer: answer, Outcome: outcome}
	})
}

// Counter notes what the customer proposes instead.
func (q Quote) Counter(r *Rules, cmd *workflow.Command, o Offer) (Quote, error) {
	return q.do(r, Counter, cmd, func(m Moved) Fact { return Proposed{Moved: m, Offer: o} })
}

// Revise begins a new revision: the only verb that changes a price. The old one is
// superseded, and what it was approved for goes along only where the policy lets it and
// nothing got worse: ask [Quote.Reapproval] first. The reason of the command says what
// is given in return for.
func (q Quote) Revise(r *Rules, cmd *workflow.Command, c Content) (Quote, error) {
	if err := q.ready(r, cmd); err != nil {
		return q, err
	}
	carried := q.carried(&r.policy, c, cmd.Actor)
	return q.do(r, Revise, cmd, func(m Moved) Fact { return Rewritten{Moved: m, Content: c, Carried: carried} })
}

// Accept takes the whole of the content with this digest.
func (q Quote) Accept(r *Rules, cmd *workflow.Command, digest string) (Quote, error) {
	return q.do(r, Accept, cmd, func(m Moved) Fact { return Awarded{Moved: m, Digest: digest, Lines: q.whole()} })
}

// AcceptPart takes some quantities; the rest stays open. A bundle is taken by its own line,
// or component by component.
func (q Quote) AcceptPart(r *Rules, cmd *workflow.Command, digest string, lines []Award) (Quote, error) {
	return q.do(r, AcceptPart, cmd, func(m Moved) Fact {
		return Awarded{Moved: m, Digest: digest, Lines: q.Latest().Content.components(lines)}
	})
}

// CallOff notes that an order takes some of what was awarded, at the quoted price.
func (q Quote) CallOff(r *Rules, cmd *workflow.Command, order string, lines []Award) (Quote, error) {
	return q.do(r, CallOff, cmd, func(m Moved) Fact { return Called{Moved: m, Order: order, Lines: q.Latest().Content.components(lines)} })
}

// Lose notes that some of what is left will not be ordered, and why; no lines are
// everything that is left. Where nothing was ordered and nothing is left, the quote ends
// as lost.
func (q Quote) Lose(r *Rules, cmd *workflow.Command, lines []Award, loss Loss) (Quote, error) {
	lines = q.Latest().Content.components(lines)
	if len(lines) == 0 {
		lines = q.rest()
	}
	on := Lose
	if err := q.within(lines, func(s Standing) (salesdesk.Amount, bool) { return s.Left(), true }); err == nil && len(q.Called) == 0 && q.isRest(lines) {
		on = LoseWhole
	}
	return q.do(r, on, cmd, func(m Moved) Fact { return Dropped{Moved: m, Lines: lines, Loss: loss} })
}

// Decline is the customer's no, with a reason in words or by its kind.
func (q Quote) Decline(r *Rules, cmd *workflow.Command, loss Loss) (Quote, error) {
	return q.do(r, Decline, cmd, func(m Moved) Fact { return Refused{Moved: m, Loss: loss} })
}

// Expire ends the validity once its last day is over.
func (q Quote) Expire(r *Rules, cmd *workflow.Command) (Quote, error) { return q.move(r, Expire, cmd) }

// Withdraw takes the quote back, with a reason: before it reached the customer, or
// afterwards where it was sent without engagement. See [Quote.Receive].
func (q Quote) Withdraw(r *Rules, cmd *workflow.Command) (Quote, error) {
	return q.move(r, Withdraw, cmd)
}

// Convert ends the quote when every awarded quantity is ordered. It is no act of people:
// a command of [salesdesk.System].
func (q Quote) Convert(r *Rules, cmd *workflow.Command) (Quote, error) {
	return q.move(r, Convert, cmd)
}

// Do fires an event that the company added, with no fact of its own. An event of
// [Definition] has a verb, which brings the fact that its guards look at: here it is
// a workflow.BuiltInError.
func (q Quote) Do(r *Rules, on Event, cmd *workflow.Command) (Quote, error) {
	if err := Definition().CheckAdded(on); err != nil {
		return q, err
	}
	return q.move(r, on, cmd)
}

func (q Quote) move(r *Rules, on Event, cmd *workflow.Command) (Quote, error) {
	return q.do(r, on, cmd, func(m Moved) Fact { return m })
}

// do asks the table and records the fact. The guards see the fact without its
// outcome, which only the table gives.
func (q Quote) do(r *Rules, on Event, cmd *workflow.Command, fact func(Moved) Fact) (Quote, error) {
	if err := q.ready(r, cmd); err != nil {
		return q, err
	}
	step, err := r.machine.Decide(q.Status, on, cmd, Case{Quote: &q, Fact: fact(Moved{On: on}), Policy: &r.policy})
	if err != nil {
		return q, err
	}
	return q.with(cmd, fact(Moved{To: step.To, On: on})), nil
}
