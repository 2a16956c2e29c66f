package prospect

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Opportunity is a sale that may come. Make one with [New], or from its changes
// with [Fold]; the zero value is none.
type Opportunity struct {
	ID            string          `json:"id"`
	Version       int             `json:"version"` // one more with every change
	Stage         Stage           `json:"stage"`
	Account       string          `json:"account"`
	Title         string          `json:"title"`
	Value         salesdesk.Money `json:"value,omitzero"`    // expected, without VAT
	Expected      calendar.Date   `json:"expected,omitzero"` // decision
	Qualification Qualification   `json:"qualification,omitzero"`
	Quote         string          `json:"quote,omitempty"`
	Competitor    string          `json:"competitor,omitempty"` // who won it instead
	LossReason    LossReason      `json:"loss_reason,omitempty"`
	History       []StageEntry    `json:"history"`

	changes []Change
}

// StageEntry is when a stage began, in local days.
type StageEntry struct {
	Stage Stage         `json:"stage"`
	On    calendar.Date `json:"on"`
}

// Stage is where an opportunity stands.
type Stage string

// The stages.
const (
	Open           Stage = "open"
	StageQualified Stage = "qualified"
	Proposed       Stage = "proposed"
	Won            Stage = "won"
	Lost           Stage = "lost"
	NoDecision     Stage = "no_decision" // nobody won it
)

// MessageID names the stage's text.
func (s Stage) MessageID() string { return "prospect.stage." + string(s) }

// LossReason says why another won.
type LossReason string

// The reasons of a loss.
const (
	LostOnPrice    LossReason = "price"
	LostOnDelivery LossReason = "delivery"
	LostOnRange    LossReason = "range"
	LostOnService  LossReason = "service"
	LostOnTerms    LossReason = "terms"
)

// MessageID names the reason's text.
func (r LossReason) MessageID() string { return "prospect.loss." + string(r) }

// Changes are what happened since the opportunity was loaded or saved.
func (o Opportunity) Changes() []Change { return slices.Clone(o.changes) }

// Saved is the opportunity with its changes written.
func (o Opportunity) Saved() Opportunity {
	o.changes = nil
	return o
}

// Opening is what an opportunity starts from.
type Opening struct {
	ID       string
	Account  string
	Title    string
	Value    salesdesk.Money
	Expected calendar.Date
}

// New opens an opportunity. Expect must be 0.
func New(r *Rules, cmd *workflow.Command, o Opening) (Opportunity, error) {
	var problems salesdesk.Problems
	for _, field := range []struct{ path, text string }{{"id", o.ID}, {"account", o.Account}, {"title", o.Title}} {
		if field.text == "" {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	problems.Add(r.Machine().Ready(cmd, 0, time.Time{}))
	if err := problems.Err(); err != nil {
		return Opportunity{}, err
	}
	initial := r.moved(r.machine.Definition().Initial, cmd)
	return Opportunity{ID: o.ID}.with(cmd, Opened{Moved: initial, Account: o.Account, Title: o.Title, Value: o.Value, Expected: o.Expected}), nil
}

// Qualify moves on once every criterion is known to be met.
func (o Opportunity) Qualify(r *Rules, cmd *workflow.Command, q Qualification) (Opportunity, error) {
	q = q.kept()
	return o.do(r, Qualify, cmd, func(m Moved) Fact { return Assessed{Moved: m, Qualification: q} })
}

// Note keeps what is known so far and stays where it is.
func (o Opportunity) Note(r *Rules, cmd *workflow.Command, q Qualification) (Opportunity, error) {
	q = q.kept()
	return o.do(r, Note, cmd, func(m Moved) Fact { return Assessed{Moved: m, Qualification: q} })
}

// Propose notes the quote that was made.
func (o Opportunity) Propose(r *Rules, cmd *workflow.Command, quote string, value salesdesk.Money) (Opportunity, error) {
	return o.do(r, Propose, cmd, func(m Moved) Fact { return Quoted{Moved: m, Quote: quote, Value: value} })
}

// Win ends it well.
func (o Opportunity) Win(r *Rules, cmd *workflow.Command) (Opportunity, error) {
	return o.do(r, Win, cmd, func(m Moved) Fact { return m })
}

// Lose ends it with who won it and why.
func (o Opportunity) Lose(r *Rules, cmd *workflow.Command, why LossReason, competitor string) (Opportunity, error) {
	return o.do(r, Lose, cmd, func(m Moved) Fact { return Failed{Moved: m, Reason: why, Competitor: competitor} })
}

// Abandon ends it without a winner, with a reason.
func (o Opportunity) Abandon(r *Rules, cmd *workflow.Command) (Opportunity, error) {
	return o.do(r, Abandon, cmd, func(m Moved) Fact { return m })
}

// Revive takes a lost or abandoned one up again, with a reason.
func (o Opportunity) Revive(r *Rules, cmd *workflow.Command) (Opportunity, error) {
	return o.do(r, Revive, cmd, func(m Moved) Fact { return m })
}

// Migrate moves the opportunity from the company's former table to its present one,
// on a command of the system: from are the rules with the former table.
func (o Opportunity) Migrate(from, r *Rules, cmd *workflow.Command, m workflow.Migration[Stage]) (Opportunity, error) {
	if err := r.Machine().Ready(cmd, o.Version, time.Time{}); err != nil {
		return o, err
	}
	moved, err := workflow.Migrate(from.Machine(), r.machine, m, cmd, o.Stage)
	if err != nil {
		return o, err
	}
	return o.with(cmd, Migrated{Migrated: moved, On: calendar.DateOf(cmd.At, r.location)}), nil
}

// Do fires an event that the company added, with no fact of its own. An event of
// [Definition] has a verb, which brings the fact that its guards look at: here it is
// a workflow.BuiltInError.
func (o Opportunity) Do(r *Rules, on Event, cmd *workflow.Command) (Opportunity, error) {
	if err := Definition().CheckAdded(on); err != nil {
		return o, err
	}
	return o.do(r, on, cmd, func(m Moved) Fact { return m })
}

// Permitted are the events that may come next for whoever gives the command, and
// the others with every reason why not. The guards in Later look at what the verb
// brings, and are still to hold. Without rules or a command there are no events.
func (o Opportunity) Permitted(r *Rules, cmd *workflow.Command) []workflow.Choice[Stage, Event] {
	if r.Machine().Check() != nil || cmd == nil {
		return nil
	}
	return r.machine.Permitted(o.Stage, cmd, Case{Opportunity: &o})
}

func (o Opportunity) do(r *Rules, on Event, cmd *workflow.Command, fact func(Moved) Fact) (Opportunity, error) {
	if err := r.Machine().Ready(cmd, o.Version, time.Time{}); err != nil {
		return o, err
	}
	step, err := r.machine.Decide(o.Stage, on, cmd, Case{Opportunity: &o, Fact: fact(Moved{})})
	if err != nil {
		return o, err
	}
	return o.with(cmd, fact(r.moved(step.To, cmd))), nil
}
