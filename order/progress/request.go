package progress

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/workflow"
)

// Request is a question of the desk to another department. Make one with [Ask], or from
// its changes with [Fold]; the zero value is none.
type Request struct {
	ID       string         `json:"id"`
	Version  int            `json:"version"`
	Changed  time.Time      `json:"changed,omitzero"` // when it last did; nothing happens before it
	Status   Status         `json:"status"`
	Question Question       `json:"question"`
	To       salesdesk.Role `json:"to"`
	AskedBy  string         `json:"asked_by"`
	AskedAt  time.Time      `json:"asked_at"`
	Owner    string         `json:"owner,omitempty"` // who answers; empty until somebody accepts
	Due      time.Time      `json:"due"`             // an answer at that instant is in time
	Answer   *Answer        `json:"answer,omitempty"`
	Answered time.Time      `json:"answered,omitzero"`

	changes []Change
}

// Status is where a request stands.
type Status string

// The statuses of a request.
const (
	Asked     Status = "asked"
	Accepted  Status = "accepted"
	Overdue   Status = "overdue"
	Escalated Status = "escalated"
	Answered  Status = "answered"
	Withdrawn Status = "withdrawn"
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "progress.status." + string(s) }

// Event is what happens to a request.
type Event string

// The events of a request.
const (
	Accept   Event = "accept"
	Reassign Event = "reassign"
	Reply    Event = "answer"
	Lapse    Event = "lapse"
	Escalate Event = "escalate"
	Extend   Event = "extend"
	Withdraw Event = "withdraw"
	Reopen   Event = "reopen"
)

// MessageID names the event's text.
func (e Event) MessageID() string { return "progress.event." + string(e) }

// Asking is what is asked of whom.
type Asking struct {
	ID       string
	To       salesdesk.Role
	Question Question
	Owner    string // who should answer; empty is whoever accepts
	// Within is the working time for the answer; 0 is that of the policy.
	Within time.Duration
}

// Departments are whom a request may go to.
func Departments() []salesdesk.Role {
	return []salesdesk.Role{salesdesk.Purchasing, salesdesk.Production, salesdesk.ICT, salesdesk.Finance, salesdesk.ExternalSales}
}

// Ask puts a question to a department. Expect must be 0. It is due after working time in
// the policy's calendar: asked on Good Friday at 16:30 and due within an hour, where
// the desk closes at 17, is Tuesday half past nine.
func Ask(r *Rules, cmd *workflow.Command, a Asking) (Request, error) {
	var problems salesdesk.Problems
	problems.Add(r.Machine().Check())
	problems.Add(a.check())
	problems.Add(cmd.Check(0))
	if err := problems.Err(); err != nil {
		return Request{}, err
	}
	due, err := r.policy.due(cmd.At, a.To, a.Within)
	if err != nil {
		return Request{}, salesdesk.At("within", err)
	}
	initial := Moved{To: r.machine.Definition().Initial}
	return Request{ID: a.ID}.with(cmd, Put{Moved: initial, Question: a.Question, Department: a.To, Owner: a.Owner, Due: due}), nil
}

func (a *Asking) check() error {
	var problems salesdesk.Problems
	if a.ID == "" {
		problems.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	if !slices.Contains(Departments(), a.To) {
		problems.Add(salesdesk.FieldError{Path: "to", Rule: salesdesk.RuleOneOf, Param: "purchasing production ict finance external_sales"})
	}
	if a.Within < 0 {
		problems.Add(salesdesk.FieldError{Path: "within", Rule: salesdesk.RuleMin, Param: "0"})
	}
	problems.AddAt("question", a.Question.check())
	if h := a.Question.Hold; h != "" && h.Role() != a.To {
		problems.Add(salesdesk.At("question.hold", order.HoldRoleError{Hold: h, Role: a.To}))
	}
	return problems.Err()
}

// Accept takes the request on: its owner is who accepts it.
func (q Request) Accept(r *Rules, cmd *workflow.Command) (Request, error) {
	return q.do(r, Accept, cmd, func(m Moved) Fact { return Owned{Moved: m, Owner: cmd.Actor.ID} })
}

// Reassign gives the request to somebody else of the department.
func (q Request) Reassign(r *Rules, cmd *workflow.Command, owner string) (Request, error) {
	return q.do(r, Reassign, cmd, func(m Moved) Fact { return Owned{Moved: m, Owner: owner} })
}

// Reply answers the question with what its kind asks for: see [Answer].
func (q Request) Reply(r *Rules, cmd *workflow.Command, a Answer) (Request, error) {
	return q.do(r, Reply, cmd, func(m Moved) Fact { return Replied{Moved: m, Answer: a.clone()} })
}

// Lapse marks the request as overdue, once its due instant is past.
func (q Request) Lapse(r *Rules, cmd *workflow.Command) (Request, error) {
	return q.move(r, Lapse, cmd)
}

// Escalate brings an overdue request to the sales manager: by the clock once the policy's
// working time after the due instant is over, by a clerk at any time with a reason.
func (q Request) Escalate(r *Rules, cmd *workflow.Command) (Request, error) {
	return q.move(r, Escalate, cmd)
}

// Extend gives more working time from now on, at least until after the instant that was
// due, with a reason.
func (q Request) Extend(r *Rules, cmd *workflow.Command, within time.Duration) (Request, error) {
	if err := r.Machine().Ready(cmd, q.Version, q.Changed); err != nil {
		return q, err
	}
	due, err := r.policy.due(cmd.At, q.To, within)
	if err != nil {
		return q, salesdesk.At("within", err)
	}
	return q.do(r, Extend, cmd, func(m Moved) Fact { return Extended{Moved: m, Due: due} })
}

// Withdraw takes the question back, with a reason.
func (q Request) Withdraw(r *Rules, cmd *workflow.Command) (Request, error) {
	return q.move(r, Withdraw, cmd)
}

// Reopen asks again where the answer does not do, with a reason: the answer is gone and the
// policy's working time begins anew.
func (q Request) Reopen(r *Rules, cmd *workflow.Command) (Request, error) {
	if err := r.Machine().Ready(cmd, q.Version, q.Changed); err != nil {
		return q, err
	}
	due, err := r.policy.due(cmd.At, q.To, 0)
	if err != nil {
		return q, salesdesk.At("within", err)
	}
	return q.do(r, Reopen, cmd, func(m Moved) Fact { return Extended{Moved: m, Due: due} })
}

// Late is by how much working time the request is late at an instant, or its answer was;
// 0 where it is in time or withdrawn.
func (q Request) Late(c *calendar.Calendar, at time.Time) time.Duration {
	if q.Status == Withdrawn {
		return 0
	}
	if q.Status == Answered {
		at = q.Answered
	}
	if !at.After(q.Due) {
		return 0
	}
	return c.Between(q.Due, at)
}

// Permitted are the events that may come next for whoever gives the command, and the
// others with every reason why not.
func (q Request) Permitted(r *Rules, cmd *workflow.Command) []workflow.Choice[Status, Event] {
	if r.Machine().Check() != nil || cmd == nil {
		return nil
	}
	return r.machine.Permitted(q.Status, cmd, Case{Request: &q, Policy: &r.policy})
}

// Do fires an event that the company added to the table.
func (q Request) Do(r *Rules, on Event, cmd *workflow.Command) (Request, error) {
	if err := Definition().CheckAdded(on); err != nil {
		return q, err
	}
	return q.move(r, on, cmd)
}

func (q Request) move(r *Rules, on Event, cmd *workflow.Command) (Request, error) {
	return q.do(r, on, cmd, func(m Moved) Fact { return m })
}

// do asks the table and records the fact. The guards see it without its outcome.
func (q Request) do(r *Rules, on Event, cmd *workflow.Command, fact func(Moved) Fact) (Request, error) {
	if err := r.Machine().Ready(cmd, q.Version, q.Changed); err != nil {
		return q, err
	}
	step, err := r.machine.Decide(q.Status, on, cmd, Case{Request: &q, Fact: fact(Moved{On: on}), Policy: &r.policy})
	if err != nil {
		return q, err
	}
	return q.with(cmd, fact(Moved{To: step.To, On: on})), nil
}
