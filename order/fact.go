package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
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
	Purchase *Purchase      `json:"purchase,omitempty"`
	Agreed   pricing.Priced `json:"agreed"`

	Billing    Billing       `json:"billing,omitempty"`
	Channel    Channel       `json:"channel,omitempty"`
	ValidUntil calendar.Date `json:"valid_until,omitzero"`
	Blanket    *Blanket      `json:"blanket,omitempty"`
}

// Promised gives lines their dates: of an order that it confirms, or other ones.
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

// Arrived is a shipment delivered: all of it, or Lines, and then the Rest goes on as a
// shipment of its own. Waived is what is missing within the tolerance.
type Arrived struct {
	Moved
	Shipment string     `json:"shipment"`
	Proof    string     `json:"proof"`
	Waived   []Quantity `json:"waived,omitempty"`
	Lines    []Quantity `json:"lines,omitempty"`
	Rest     *Shipment  `json:"rest,omitempty"`
}

// Planned is a shipment to be picked.
type Planned struct {
	Moved
	Shipment Shipment `json:"shipment"`
}

// ShipmentMoved is a step of a shipment.
type ShipmentMoved struct {
	Moved
	Shipment string         `json:"shipment"`
	Status   ShipmentStatus `json:"status"`
	Step     ShipmentEvent  `json:"step"`
	Lines    []Quantity     `json:"lines,omitempty"`   // counted, of a pick, a pack or a departure
	Release  bool           `json:"release,omitempty"` // not to be sent again: cancelled, or free for others
}

// Proposed is a change that we ask the customer to agree to.
type Proposed struct {
	Moved
	Change ChangeSet      `json:"change"`
	Agreed pricing.Priced `json:"agreed"`
}

// Requested is a change that the customer asks for.
type Requested struct {
	Moved
	Change ChangeSet `json:"change"`
}

// Answered is the answer to a change: taken as it was proposed, or not at all.
type Answered struct {
	Moved
	Proposal int  `json:"proposal,omitempty"`
	Taken    bool `json:"taken,omitempty"`
}

// Revised is a change agreed at once: one that was asked for, or a substitution.
type Revised struct {
	Moved
	Change       ChangeSet      `json:"change"`
	Agreed       pricing.Priced `json:"agreed"`
	Substitution *Substitution  `json:"substitution,omitempty"`
}

// Called is a call-off of a blanket order.
type Called struct {
	Moved
	Order string     `json:"order"`
	Lines []Quantity `json:"lines"`
}

// Prepaid is an invoice for an advance.
type Prepaid struct {
	Moved
	Prepayment Prepayment `json:"prepayment"`
}

// Ended is an order cancelled, and the credit notes for its advances.
type Ended struct {
	Moved
	Credits []PrepaymentCredit `json:"credits,omitempty"`
}

// Documented is a document of the order: an invoice or a credit note.
type Documented struct {
	Moved
	Document string     `json:"document"`
	Stage    Stage      `json:"stage,omitzero"` // of an order that is invoiced by stages
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

	ReturnBy  calendar.Date    `json:"return_by,omitzero"`
	Label     string           `json:"label,omitempty"`
	Evidence  string           `json:"evidence,omitempty"`
	Remedies  []LineRemedy     `json:"remedies,omitempty"`
	Documents []RemedyDocument `json:"documents,omitempty"`
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

// FactName marks the fact in JSON.
func (Planned) FactName() string { return "planned" }

// FactName marks the fact in JSON.
func (ShipmentMoved) FactName() string { return "shipment_moved" }

// FactName marks the fact in JSON.
func (Proposed) FactName() string { return "proposed" }

// FactName marks the fact in JSON.
func (Requested) FactName() string { return "requested" }

// FactName marks the fact in JSON.
func (Answered) FactName() string { return "answered" }

// FactName marks the fact in JSON.
func (Revised) FactName() string { return "revised" }

// FactName marks the fact in JSON.
func (Called) FactName() string { return "called" }

// FactName marks the fact in JSON.
func (Prepaid) FactName() string { return "prepaid" }

// FactName marks the fact in JSON.
func (Ended) FactName() string { return "ended" }

// DecodeChanges reads the changes of orders from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Created{}, Promised{}, Held{}, Shifted{}, Shipped{}, Arrived{},
		Documented{}, ReturnRequested{}, ReturnMoved{},
		Planned{}, ShipmentMoved{}, Proposed{}, Requested{}, Answered{}, Revised{}, Called{}, Prepaid{}, Ended{})
}

// Confirmation is what an order is confirmed with.
type Confirmation struct {
	Promises []promise.Promise
	// CreditLimit is the customer's, in the currency of the order; nil is without limit.
	CreditLimit *salesdesk.Amount
	// Exposure is what he owes and has on order already, without this order.
	Exposure salesdesk.Amount
	// Channel is where the customer is answered: the one that the order came by.
	Channel Channel
}

// Channel is how an order came. A company may have others.
type Channel string

// The channels.
const (
	ByPeppol Channel = "peppol"
	ByEDI    Channel = "edi"
	ByMail   Channel = "mail"
	ByPortal Channel = "portal"
	ByPhone  Channel = "phone"
)

// MessageID names the channel's text.
func (c Channel) MessageID() string { return "order.channel." + string(c) }
