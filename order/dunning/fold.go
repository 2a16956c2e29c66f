package dunning

import (
	"slices"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Fold rebuilds a claim from all its changes.
func Fold(log []Change) (Claim, error) { return Claim{}.Fold(log) }

// Fold brings the claim up to date with changes that happened since. It decides nothing,
// and refuses a gap. The claim it is called on stays as it was.
func (c Claim) Fold(log []Change) (Claim, error) {
	return workflow.Fold(c, c.ID, c.Version, log, (*Claim).apply)
}

// with is the claim after the command's fact, the change kept.
func (c Claim) with(cmd *workflow.Command, fact Fact) Claim {
	change := workflow.Next(c.ID, c.Version+1, cmd, fact)
	c.apply(change)
	c.changes = append(slices.Clip(c.changes), change)
	return c
}

func (c *Claim) apply(change Change) {
	c.Version, c.Status, c.Changed = change.Seq, change.Fact.outcome(), change.At.UTC()
	switch fact := change.Fact.(type) {
	case Opened:
		c.ID, c.Debt = change.Stream, fact.Debt
	case Reminded:
		c.Reminders = append(slices.Clip(c.Reminders), fact.Reminder)
	case Transferred:
		c.Transfer = fact.Transfer
	case Waits:
		c.Suspension, c.Level = fact.Suspension, fact.Level
	case Received:
		c.Payments = append(slices.Clip(c.Payments), fact.Payment)
	case CostAdded:
		c.Costs = append(slices.Clip(c.Costs), fact.Cost)
	case Reversed:
		c.Payments = slices.DeleteFunc(slices.Clone(c.Payments), func(p Payment) bool { return p.ID == fact.Payment })
		c.SettledOn, c.Waived = calendar.Date{}, Waiver{}
	case Cleared:
		c.SettledOn, c.Waived = fact.Day, fact.Waived
	}
}
