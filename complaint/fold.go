package complaint

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Fold rebuilds a complaint from all its changes.
func Fold(log []Change) (Complaint, error) { return Complaint{}.Fold(log) }

// Fold brings the complaint up to date with changes that happened since. It decides
// nothing, and refuses a gap. The one it is called on stays as it was.
func (c Complaint) Fold(log []Change) (Complaint, error) {
	c.Timeline = slices.Clip(c.Timeline)
	return workflow.Fold(c, c.ID, c.Version, log, (*Complaint).apply)
}

func (c Complaint) with(cmd *workflow.Command, fact Fact) Complaint {
	change := workflow.Next(c.ID, c.Version+1, cmd, fact)
	c.Timeline = slices.Clip(c.Timeline)
	c.apply(change)
	c.changes = append(slices.Clip(c.changes), change)
	return c
}

func (c *Complaint) apply(change Change) {
	moved := change.Fact.outcome()
	c.Version, c.Status = change.Seq, moved.To
	switch fact := change.Fact.(type) {
	case Registered:
		c.ID, c.Intake, c.Paid, c.Priority = change.Stream, fact.Intake, fact.Paid, fact.Priority
	case Sorted:
		c.Category, c.Priority, c.Danger, c.Escalated = fact.Category, fact.Priority, fact.Danger, fact.Escalated
	case Assigned:
		c.Owner = fact.Owner
	case Offered:
		c.Remedy = &fact.Remedy
		if fact.Cause != "" {
			c.Cause = fact.Cause
		}
	case Settled:
		c.References, c.Done = fact.References, fact.Done
	case Joined:
		c.Into = fact.Into
	}
	c.decide(moved.On, change)
	c.Timeline = append(c.Timeline, Moment{
		On: moved.On, To: moved.To, At: change.At, Waiting: moved.Waiting,
		ByPerson: change.Actor.Role != salesdesk.System, Priority: c.Priority,
	})
}

// decide notes who decided the case and when, and what an accepted remedy gives.
func (c *Complaint) decide(on Event, change Change) {
	switch on {
	case AcceptRemedy:
		if c.Remedy != nil {
			c.Given.Decimal = c.Given.Add(c.Remedy.Cost.Amount.Decimal)
		}
	case Resolve, ResolveAtOnce, NoReplyClose, RejectComplaint:
		c.Decided, c.DecidedBy = change.At, change.Actor.ID
	default:
	}
}
