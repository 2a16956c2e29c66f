package complaint

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint/sla"
	"github.com/interne-sales/salesdesk/workflow"
)

// Register takes a complaint in. Paid is what the customer paid for what it is about,
// without VAT: the nets and shares of those lines of the invoice. Expect must be 0.
func Register(r *Rules, cmd *workflow.Command, id string, i Intake, paid salesdesk.Money, p sla.Priority) (Complaint, error) {
	var problems salesdesk.Problems
	if id == "" {
		problems.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	if p == "" {
		problems.Add(salesdesk.FieldError{Path: "priority", Rule: salesdesk.RuleRequired})
	}
	problems.AddAt("intake", i.Check())
	problems.AddAt("paid", paid.Check())
	problems.Add(r.Machine().Ready(cmd, 0, time.Time{}))
	if err := problems.Err(); err != nil {
		return Complaint{}, err
	}
	i.Lines = slices.Clone(i.Lines)
	initial := Moved{To: r.machine.Definition().Initial}
	return Complaint{ID: id}.with(cmd, Registered{Moved: initial, Intake: i, Paid: paid, Priority: p}), nil
}

// Acknowledge confirms receipt to the customer. By a timer or a program it meets no
// clock.
func (c Complaint) Acknowledge(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, Acknowledge, cmd)
}

// Triage says what the complaint is about and how urgent it is. Danger makes it
// critical and escalates at once.
func (c Complaint) Triage(r *Rules, cmd *workflow.Command, category Category, p sla.Priority, danger bool) (Complaint, error) {
	escalated := ""
	if danger && r != nil {
		p, escalated = sla.Critical, r.policy.EscalateTo
	}
	return c.do(r, Triage, cmd, func(m Moved) Fact {
		return Sorted{Moved: m, Category: category, Priority: p, Danger: danger, Escalated: escalated}
	})
}

// Assign gives the case to somebody who investigates it.
func (c Complaint) Assign(r *Rules, cmd *workflow.Command, owner string) (Complaint, error) {
	return c.do(r, Assign, cmd, func(m Moved) Fact { return Assigned{Moved: m, Owner: owner} })
}

// PassOn is the owner, or the manager, giving the case to another.
func (c Complaint) PassOn(r *Rules, cmd *workflow.Command, owner string) (Complaint, error) {
	return c.do(r, PassOn, cmd, func(m Moved) Fact { return Assigned{Moved: m, Owner: owner} })
}

// RequestInfo asks the customer something; the clocks pause until he answers.
func (c Complaint) RequestInfo(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, RequestInfo, cmd)
}

// InfoReceived is the customer's answer.
func (c Complaint) InfoReceived(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, InfoReceived, cmd)
}

// WaitThirdParty waits for a supplier or carrier, who is named in the reason.
func (c Complaint) WaitThirdParty(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, WaitThirdParty, cmd)
}

// ThirdPartyAnswered goes on after the supplier or carrier answered.
func (c Complaint) ThirdPartyAnswered(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, ThirdPartyAnswered, cmd)
}

// ProposeRemedy offers the customer a remedy, with the cause where it is known.
func (c Complaint) ProposeRemedy(r *Rules, cmd *workflow.Command, remedy Remedy, cause string) (Complaint, error) {
	remedy.Lines = slices.Clone(remedy.Lines)
	return c.do(r, ProposeRemedy, cmd, func(m Moved) Fact { return Offered{Moved: m, Remedy: remedy, Cause: cause} })
}

// DeclineRemedy is the customer's no, with a reason.
func (c Complaint) DeclineRemedy(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, DeclineRemedy, cmd)
}

// AcceptRemedy is the customer's consent.
func (c Complaint) AcceptRemedy(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, AcceptRemedy, cmd)
}

// Resolve notes the documents that carried the remedy out.
func (c Complaint) Resolve(r *Rules, cmd *workflow.Command, refs References) (Complaint, error) {
	return c.do(r, Resolve, cmd, func(m Moved) Fact { return Settled{Moved: m, References: refs} })
}

// ResolveAtOnce notes what was done about it at first contact.
func (c Complaint) ResolveAtOnce(r *Rules, cmd *workflow.Command, done string) (Complaint, error) {
	return c.do(r, ResolveAtOnce, cmd, func(m Moved) Fact { return Settled{Moved: m, Done: done} })
}

// Reject finds the complaint not justified, with a reason; it can be appealed.
func (c Complaint) Reject(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, RejectComplaint, cmd)
}

// Withdraw is the customer taking the complaint back.
func (c Complaint) Withdraw(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, Withdraw, cmd)
}

// Merge goes on in another complaint about the same.
func (c Complaint) Merge(r *Rules, cmd *workflow.Command, into string) (Complaint, error) {
	return c.do(r, Merge, cmd, func(m Moved) Fact { return Joined{Moved: m, Into: into} })
}

// NoReplyClose resolves a case whose customer does not answer, after the reminders.
func (c Complaint) NoReplyClose(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, NoReplyClose, cmd)
}

// Close ends the case once the customer had time to react.
func (c Complaint) Close(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, Close, cmd)
}

// Reopen takes the case up again within its window, with a reason.
func (c Complaint) Reopen(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, Reopen, cmd)
}

// Appeal takes a rejected case up again, under another owner.
func (c Complaint) Appeal(r *Rules, cmd *workflow.Command, owner string) (Complaint, error) {
	return c.do(r, Appeal, cmd, func(m Moved) Fact { return Assigned{Moved: m, Owner: owner} })
}

// Contact notes that the customer made contact.
func (c Complaint) Contact(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, Contact, cmd)
}

// Answer notes that one of us answered the customer.
func (c Complaint) Answer(r *Rules, cmd *workflow.Command) (Complaint, error) {
	return c.move(r, Answer, cmd)
}

// Do fires an event that the company added, with no fact of its own. An event of
// [Definition] has a verb, which brings the fact that its guards look at: here it is
// a workflow.BuiltInError.
func (c Complaint) Do(r *Rules, on Event, cmd *workflow.Command) (Complaint, error) {
	if err := Definition().CheckAdded(on); err != nil {
		return c, err
	}
	return c.move(r, on, cmd)
}

func (c Complaint) move(r *Rules, on Event, cmd *workflow.Command) (Complaint, error) {
	return c.do(r, on, cmd, func(m Moved) Fact { return m })
}

// do asks the table and records the fact. The guards see the fact without its
// outcome, which only the table gives.
func (c Complaint) do(r *Rules, on Event, cmd *workflow.Command, fact func(Moved) Fact) (Complaint, error) {
	if err := r.Machine().Ready(cmd, c.Version, c.changed()); err != nil {
		return c, err
	}
	step, err := r.machine.Decide(c.Status, on, cmd, Case{Complaint: &c, Fact: fact(Moved{On: on}), Policy: &r.policy})
	if err != nil {
		return c, err
	}
	kind, _ := r.machine.Kind(step.To)
	return c.with(cmd, fact(Moved{To: step.To, On: on, Waiting: kind == workflow.Waiting})), nil
}
