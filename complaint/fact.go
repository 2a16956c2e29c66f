package complaint

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint/sla"
	"github.com/interne-sales/salesdesk/workflow"
)

// Change is something that happened to a complaint.
type Change = workflow.Event[Fact]

// Fact says what happened, with its outcome, so that [Fold] decides nothing.
type Fact interface {
	workflow.Fact
	outcome() Moved
}

// Moved is a fact that only moves the complaint. The others have it as their outcome.
type Moved struct {
	To      Status `json:"to"`
	On      Event  `json:"on,omitempty"`
	Waiting bool   `json:"waiting,omitempty"` // for somebody outside: the clocks pause
}

// Registered begins a complaint.
type Registered struct {
	Moved
	Intake   Intake          `json:"intake"`
	Paid     salesdesk.Money `json:"paid"`
	Priority sla.Priority    `json:"priority"`
}

// Sorted is what triage made of a complaint.
type Sorted struct {
	Moved
	Category  Category     `json:"category"`
	Priority  sla.Priority `json:"priority"`
	Danger    bool         `json:"danger,omitempty"`
	Escalated string       `json:"escalated,omitempty"` // to whom, where there is danger
}

// Assigned gives the case an owner.
type Assigned struct {
	Moved
	Owner string `json:"owner"`
}

// Offered is a remedy that is proposed.
type Offered struct {
	Moved
	Remedy Remedy `json:"remedy"`
	Cause  string `json:"cause,omitempty"` // where it is known already
}

// Settled is a remedy that was carried out.
type Settled struct {
	Moved
	References References `json:"references,omitzero"`
	Done       string     `json:"done,omitempty"`
}

// Joined is a complaint that goes on in another.
type Joined struct {
	Moved
	Into string `json:"into"`
}

func (m Moved) outcome() Moved { return m }

// FactName marks the fact in JSON, as with every fact.
func (Moved) FactName() string { return "moved" }

// FactName marks the fact in JSON.
func (Registered) FactName() string { return "registered" }

// FactName marks the fact in JSON.
func (Sorted) FactName() string { return "sorted" }

// FactName marks the fact in JSON.
func (Assigned) FactName() string { return "assigned" }

// FactName marks the fact in JSON.
func (Offered) FactName() string { return "offered" }

// FactName marks the fact in JSON.
func (Settled) FactName() string { return "settled" }

// FactName marks the fact in JSON.
func (Joined) FactName() string { return "joined" }

// DecodeChanges reads the changes of complaints from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Registered{}, Sorted{}, Assigned{}, Offered{}, Settled{}, Joined{})
}
