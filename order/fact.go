package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Change is something that happened to an order.
type Change = workflow.Event[Fact]

// Fact says what happened, with its outcome, so that [Fold] decides nothing.
type Fact interface {
	workflow.Fact
	outcome() Status
}

// Moved is a fact that only moves the order. The others have it as their outcome.
type Moved struct {
	To Status `json:"to"`
	On Event  `json:"on"`
}

// Created begins an order.
type Created struct {
	Moved
	Number   string         `json:"number"`
	Customer string         `json:"customer"`
	Source   Source         `json:"source,omitzero"`
	Agreed   pricing.Priced `json:"agreed"`
}

// Promised confirms an order with its dates.
type Promised struct {
	Moved
	Promises []promise.Promise `json:"promises"`
}

// Held places or frees a hold.
type Held struct {
	Moved
	Hold  Hold `json:"hold"`
	Freed bool `json:"freed,omitempty"`
}

// Shifted moves quantities of lines: allocated, or closed short.
type Shifted struct {
	Moved
	Lines []Quantity `json:"lines"`
}

// Shipped is a shipment on its way.
type Shipped struct {
	Moved
	Shipment Shipment `json:"shipment"`
}

// Arrived is a shipment delivered.
type Arrived struct {
	Moved
	Shipment string `json:"shipment"`
	Proof    string `json:"proof"`
}

// Documented is a document of the order: an invoice or a credit note.
type Documented struct {
	Moved
	Document string     `json:"document"`
	Lines    []Quantity `json:"lines"`
}

// ReturnRequested begins a return.
type ReturnRequested struct {
	Moved
	Return Return `json:"return"`
}

// ReturnMoved is a step of a return.
type ReturnMoved struct {
	Moved
	Return   string       `json:"return"`
	Status   ReturnStatus `json:"status"`
	Step     ReturnEvent  `json:"step"`
	Received []Quantity   `json:"received,omitempty"`
	Verdicts []Verdict    `json:"verdicts,omitempty"`
	Remedy   Remedy       `json:"remedy,omitempty"`
	Document string       `json:"document,omitempty"`
}

func (m Moved) outcome() Status { return m.To }

// FactName marks the fact in JSON, as with every fact.
func (Moved) FactName() string { return "moved" }

// FactName marks the fact in JSON.
func (Created) FactName() string { return "created" }

// FactName marks the fact in JSON.
func (Promised) FactName() string { return "promised" }

// FactName marks the fact in JSON.
func (Held) FactName() string { return "held" }

// FactName marks the fact in JSON.
func (Shifted) FactName() string { return "shifted" }

// FactName marks the fact in JSON.
func (Shipped) FactName() string { return "shipped" }

// FactName marks the fact in JSON.
func (Arrived) FactName() string { return "arrived" }

// FactName marks the fact in JSON.
func (Documented) FactName() string { return "documented" }

// FactName marks the fact in JSON.
func (ReturnRequested) FactName() string { return "return_requested" }

// FactName marks the fact in JSON.
func (ReturnMoved) FactName() string { return "return_moved" }

// DecodeChanges reads the changes of orders from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Created{}, Promised{}, Held{}, Shifted{}, Shipped{}, Arrived{},
		Documented{}, ReturnRequested{}, ReturnMoved{})
}

// Shipment is what left together.
type Shipment struct {
	ID      string     `json:"id"`
	Carrier string     `json:"carrier,omitempty"`
	Lines   []Quantity `json:"lines"`
	Proof   string     `json:"proof,omitempty"` // of delivery
}

// Confirmation is what an order is confirmed with.
type Confirmation struct {
	Promises []promise.Promise
	// CreditLimit is the customer's, in the currency of the order; nil is without limit.
	CreditLimit *salesdesk.Amount
	// Exposure is what he owes and has on order already, without this order.
	Exposure salesdesk.Amount
}
