package dunning

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Open begins the claim on a debt, whether it is due or not.
func Open(r *Rules, cmd *workflow.Command, id string, d Debt) (Claim, error) {
	var problems salesdesk.Problems
	problems.Add(r.Machine().Ready(cmd, 0, time.Time{}))
	problems.AddAt("id", given(id))
	problems.AddAt("debt", d.Check())
	if err := problems.Err(); err != nil {
		return Claim{}, err
	}
	return Claim{ID: id}.with(cmd, Opened{Moved: Moved{To: r.machine.Definition().Initial}, Debt: d}), nil
}

// Remind notes the first reminder. A consumer's is free, unless deliveries are regular and
// the free ones of the year are used.
func (c Claim) Remind(r *Rules, cmd *workflow.Command, reminder Reminder) (Claim, error) {
	return c.remind(r, Remind, cmd, reminder)
}

// RemindAgain notes the second reminder.
func (c Claim) RemindAgain(r *Rules, cmd *workflow.Command, reminder Reminder) (Claim, error) {
	return c.remind(r, RemindAgain, cmd, reminder)
}

// GiveNotice notes the formal notice.
func (c Claim) GiveNotice(r *Rules, cmd *workflow.Command, reminder Reminder) (Claim, error) {
	return c.remind(r, FormalNotice, cmd, reminder)
}

// HandOver gives the claim to a lawyer, a bailiff or an agency, approved by somebody else.
func (c Claim) HandOver(r *Rules, cmd *workflow.Command, t Transfer) (Claim, error) {
	return c.do(r, HandOver, cmd, func(m Moved) Fact { return Transferred{Moved: m, Transfer: t} })
}

// Suspend makes the claim wait during a dispute or a complaint, or until a promised day.
func (c Claim) Suspend(r *Rules, cmd *workflow.Command, s Suspension) (Claim, error) {
	level := c.Status
	return c.do(r, Suspend, cmd, func(m Moved) Fact { return Waits{Moved: m, Suspension: s, Level: level} })
}

// Resume takes the claim up again at the level it had. After a dispute, a complaint, or
// before the promised day is over it takes a reason.
func (c Claim) Resume(r *Rules, cmd *workflow.Command, day calendar.Date) (Claim, error) {
	return c.do(r, Resume, cmd, func(m Moved) Fact { return Resumed{Moved: m, Day: day} })
}

// Settle ends the claim once nothing is owed at the end of a day but what is waived, with
// a reason. The principal is never waived: a credit note takes it away.
func (c Claim) Settle(r *Rules, cmd *workflow.Command, day calendar.Date, w Waiver) (Claim, error) {
	return c.do(r, Settle, cmd, func(m Moved) Fact { return Cleared{Moved: m, Day: day, Waived: w} })
}

// Pay notes money that came, or a credit note, on whatever level.
func (c Claim) Pay(r *Rules, cmd *workflow.Command, p Payment) (Claim, error) {
	return c.do(r, Pay, cmd, func(m Moved) Fact { return Received{Moved: m, Payment: p} })
}

// AddCost notes what recovering a business's debt cost beyond the lump sum. A consumer owes
// none, and where damages were agreed they stand for it.
func (c Claim) AddCost(r *Rules, cmd *workflow.Command, cost Cost) (Claim, error) {
	return c.do(r, AddCost, cmd, func(m Moved) Fact { return CostAdded{Moved: m, Cost: cost} })
}

// Reverse notes that a payment was taken back. A claim that was settled falls back to the
// first level; what was sent before still counts, and what was waived is owed again.
func (c Claim) Reverse(r *Rules, cmd *workflow.Command, payment string) (Claim, error) {
	on := Reverse
	if c.Status == Settled {
		on = Relapse
	}
	return c.do(r, on, cmd, func(m Moved) Fact { return Reversed{Moved: m, Payment: payment} })
}

// Do fires an event that the company added, with no fact of its own. An event of
// [Definition] has a verb, which brings the fact that its guards look at: here it is a
// workflow.BuiltInError.
func (c Claim) Do(r *Rules, on Event, cmd *workflow.Command) (Claim, error) {
	if err := Definition().CheckAdded(on); err != nil {
		return c, err
	}
	return c.do(r, on, cmd, func(m Moved) Fact { return m })
}

// remind works the term of a consumer's reminder out before it is noted.
func (c Claim) remind(r *Rules, on Event, cmd *workflow.Command, reminder Reminder) (Claim, error) {
	if err := r.Machine().Ready(cmd, c.Version, c.Changed); err != nil {
		return c, err
	}
	reminder.On = on
	reminder, err := r.timed(&c, reminder)
	if err != nil {
		return c, err
	}
	return c.do(r, on, cmd, func(m Moved) Fact { return Reminded{Moved: m, Reminder: reminder} })
}

// timed is a reminder with the term that it gives a consumer. One that is not whole has
// none, and is refused by its guard.
func (r *Rules) timed(c *Claim, reminder Reminder) (Reminder, error) {
	reminder.Wait = Wait{}
	if !c.Debt.consumer() || reminder.check(c) != nil {
		return reminder, nil
	}
	rule, err := r.policy.law().consumer(c.Debt)
	if err != nil {
		return reminder, err
	}
	reminder.Wait, err = rule.Wait(reminder.Sent, reminder.Channel, r.policy.Working)
	return reminder, err
}

// do asks the table and records the fact. The guards see the fact without its outcome,
// which only the table gives.
func (c Claim) do(r *Rules, on Event, cmd *workflow.Command, fact func(Moved) Fact) (Claim, error) {
	if err := r.Machine().Ready(cmd, c.Version, c.Changed); err != nil {
		return c, err
	}
	step, err := r.machine.Decide(c.Status, on, cmd, Case{Claim: &c, Fact: fact(Moved{On: on}), rules: r})
	if err != nil {
		return c, err
	}
	return c.with(cmd, fact(Moved{To: step.To, On: on})), nil
}
