package prospect

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Change is something that happened to an opportunity.
type Change = workflow.Event[Fact]

// Fact says what happened, with its outcome, so that [Fold] decides nothing.
type Fact interface {
	workflow.Fact
	outcome() Moved
}

// Moved is a fact that only moves the opportunity. The others have it as their outcome.
type Moved struct {
	To Stage         `json:"to"`
	On calendar.Date `json:"on"` // the local day
}

// Opened begins an opportunity.
type Opened struct {
	Moved
	Account  string          `json:"account"`
	Title    string          `json:"title"`
	Value    salesdesk.Money `json:"value"`
	Expected calendar.Date   `json:"expected,omitzero"`
}

// Assessed is what is known.
type Assessed struct {
	Moved
	Qualification Qualification `json:"qualification"`
}

// Quoted is a quote that was made.
type Quoted struct {
	Moved
	Quote string          `json:"quote"`
	Value salesdesk.Money `json:"value"`
}

// Failed is a loss.
type Failed struct {
	Moved
	Reason     LossReason `json:"reason"`
	Competitor string     `json:"competitor,omitempty"`
}

// Migrated is a move to another version of the table.
type Migrated struct {
	workflow.Migrated[Stage]
	On calendar.Date `json:"on"` // the local day
}

func (m Moved) outcome() Moved { return m }

func (m Migrated) outcome() Moved { return Moved{To: m.Image, On: m.On} }

// FactName marks the fact in JSON, as with every fact.
func (Moved) FactName() string { return "moved" }

// FactName marks the fact in JSON.
func (Opened) FactName() string { return "opened" }

// FactName marks the fact in JSON.
func (Assessed) FactName() string { return "assessed" }

// FactName marks the fact in JSON.
func (Quoted) FactName() string { return "quoted" }

// FactName marks the fact in JSON.
func (Failed) FactName() string { return "failed" }

// DecodeChanges reads the changes of opportunities from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Opened{}, Assessed{}, Quoted{}, Failed{}, Migrated{})
}

// Fold rebuilds an opportunity from all its changes.
func Fold(log []Change) (Opportunity, error) { return Opportunity{}.Fold(log) }

// Fold brings the opportunity up to date with changes that happened since. It
// decides nothing, and refuses a gap. The one it is called on stays as it was.
func (o Opportunity) Fold(log []Change) (Opportunity, error) {
	o.History = slices.Clip(o.History)
	return workflow.Fold(o, o.ID, o.Version, log, (*Opportunity).apply)
}

func (o Opportunity) with(cmd *workflow.Command, fact Fact) Opportunity {
	change := workflow.Next(o.ID, o.Version+1, cmd, fact)
	o.History = slices.Clip(o.History)
	o.apply(change)
	o.changes = append(slices.Clip(o.changes), change)
	return o
}

func (o *Opportunity) apply(c Change) {
	o.Version = c.Seq
	if m := c.Fact.outcome(); m.To != o.Stage {
		o.Stage = m.To
		o.History = append(o.History, StageEntry{Stage: m.To, On: m.On})
	}
	switch fact := c.Fact.(type) {
	case Opened:
		o.ID, o.Account, o.Title, o.Value, o.Expected = c.Stream, fact.Account, fact.Title, fact.Value, fact.Expected
	case Assessed:
		o.Qualification = fact.Qualification
	case Quoted:
		o.Quote, o.Value = fact.Quote, fact.Value
	case Failed:
		o.LossReason, o.Competitor = fact.Reason, fact.Competitor
	}
}
