package dunning

import (
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Change is something that happened to a claim.
type Change = workflow.Event[Fact]

// Fact says what happened, with its outcome, so that [Fold] decides nothing.
type Fact interface {
	workflow.Fact
	outcome() Status
}

// Moved is a fact that only moves the claim. The others have it as their outcome.
type Moved struct {
	To Status `json:"to"`
	On Event  `json:"on,omitempty"`
}

// Opened begins a claim.
type Opened struct {
	Moved
	Debt Debt `json:"debt"`
}

// Reminded is a reminder or a formal notice sent.
type Reminded struct {
	Moved
	Reminder Reminder `json:"reminder"`
}

// Transferred is a claim given to somebody else.
type Transferred struct {
	Moved
	Transfer Transfer `json:"transfer"`
}

// Waits is a claim suspended, and the level that it keeps.
type Waits struct {
	Moved
	Suspension Suspension `json:"suspension"`
	Level      Status     `json:"level"`
}

// Resumed is a claim taken up again at the level it had.
type Resumed struct {
	Moved
	Day calendar.Date `json:"day"`
}

// Received is money or a credit note.
type Received struct {
	Moved
	Payment Payment `json:"payment"`
}

// CostAdded is a cost of recovery.
type CostAdded struct {
	Moved
	Cost Cost `json:"cost"`
}

// Reversed is a payment that was taken back by the bank or the payer.
type Reversed struct {
	Moved
	Payment string `json:"payment"`
}

// Cleared is a claim settled, with what was let go.
type Cleared struct {
	Moved
	Day    calendar.Date `json:"day"`
	Waived Waiver        `json:"waived,omitzero"`
}

func (m Moved) outcome() Status { return m.To }

// FactName marks the fact in JSON, as with every fact.
func (Moved) FactName() string { return "moved" }

// FactName marks the fact in JSON.
func (Opened) FactName() string { return "opened" }

// FactName marks the fact in JSON.
func (Reminded) FactName() string { return "reminded" }

// FactName marks the fact in JSON.
func (Transferred) FactName() string { return "transferred" }

// FactName marks the fact in JSON.
func (Waits) FactName() string { return "waits" }

// FactName marks the fact in JSON.
func (Resumed) FactName() string { return "resumed" }

// FactName marks the fact in JSON.
func (Received) FactName() string { return "received" }

// FactName marks the fact in JSON.
func (CostAdded) FactName() string { return "cost_added" }

// FactName marks the fact in JSON.
func (Reversed) FactName() string { return "reversed" }

// FactName marks the fact in JSON.
func (Cleared) FactName() string { return "cleared" }

// DecodeChanges reads the changes of claims from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Opened{}, Reminded{}, Transferred{}, Waits{}, Resumed{}, Received{}, CostAdded{}, Reversed{}, Cleared{})
}
