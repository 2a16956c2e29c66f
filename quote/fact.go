package quote

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Change is something that happened to a quote.
type Change = workflow.Event[Fact]

// Fact says what happened. It holds the outcome too, so that [Fold] decides nothing.
type Fact interface {
	workflow.Fact
	outcome() Status
}

// Moved is a fact that only moves the quote: submitted, released, returned,
// declined, expired, withdrawn or converted. The others have it as their outcome.
type Moved struct {
	To Status `json:"to"`
	On Event  `json:"on"`
}

// Created begins a quote.
type Created struct {
	Moved
	Number   string          `json:"number"`
	Customer string          `json:"customer"`
	Seller   salesdesk.Party `json:"seller"`
	Content  Content         `json:"content"`
}

// Granted is an approval of one digest.
type Granted struct {
	Moved
	Digest string `json:"digest"`
}

// Dispatched is a revision on its way to the customer, or its validity moved.
type Dispatched struct {
	Moved
	ValidUntil calendar.Date `json:"valid_until"`
}

// Proposed is a counter-offer.
type Proposed struct {
	Moved
	Offer Offer `json:"offer"`
}

// Rewritten is a new revision.
type Rewritten struct {
	Moved
	Content Content `json:"content"`
}

// Awarded is an acceptance, of everything or of some.
type Awarded struct {
	Moved
	Digest string  `json:"digest"`
	Lines  []Award `json:"lines"`
}

// Called is a call-off of awarded quantities by an order.
type Called struct {
	Moved
	Order string  `json:"order"`
	Lines []Award `json:"lines"`
}

func (m Moved) outcome() Status { return m.To }

// FactName marks the fact in JSON, as with every fact.
func (Moved) FactName() string { return "moved" }

// FactName marks the fact in JSON.
func (Created) FactName() string { return "created" }

// FactName marks the fact in JSON.
func (Granted) FactName() string { return "granted" }

// FactName marks the fact in JSON.
func (Dispatched) FactName() string { return "dispatched" }

// FactName marks the fact in JSON.
func (Proposed) FactName() string { return "proposed" }

// FactName marks the fact in JSON.
func (Rewritten) FactName() string { return "rewritten" }

// FactName marks the fact in JSON.
func (Awarded) FactName() string { return "awarded" }

// FactName marks the fact in JSON.
func (Called) FactName() string { return "called" }

// DecodeChanges reads the changes of quotes from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Created{}, Granted{}, Dispatched{}, Proposed{}, Rewritten{}, Awarded{}, Called{})
}

// Award is a quantity of a line.
type Award struct {
	Line     string           `json:"line"`
	Quantity salesdesk.Amount `json:"quantity"`
}

// Offer is what the customer proposes instead: another price or quantity of some
// lines, another total, or words.
type Offer struct {
	Lines []OfferLine       `json:"lines,omitempty"`
	Total *salesdesk.Amount `json:"total,omitempty"` // BT-109, without VAT
	Text  string            `json:"text,omitempty"`
}

// OfferLine is what the customer proposes for a line.
type OfferLine struct {
	Line     string            `json:"line"`
	Price    *salesdesk.Amount `json:"price,omitempty"` // for the line's base quantity
	Quantity *salesdesk.Amount `json:"quantity,omitempty"`
}
