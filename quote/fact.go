package quote

import (
	"time"

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

// Moved is a fact that only moves the quote: submitted, released, returned, reminded,
// expired, withdrawn or converted. The others have it as their outcome.
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

// Granted is a level's approval of one digest.
type Granted struct {
	Moved
	Digest       string        `json:"digest"`
	Level        string        `json:"level"`
	Requirements []Requirement `json:"requirements"`
}

// Dispatched is a revision on its way to the customer, or its validity moved.
type Dispatched struct {
	Moved
	ValidUntil calendar.Date `json:"valid_until"`
	Warnings   []Finding     `json:"warnings,omitempty"` // of law, which the desk sent it with
}

// Received is the arrival of what was sent: from then on the offer binds.
type Received struct {
	Moved
	At time.Time `json:"at"`
}

// Objected is an objection of the customer.
type Objected struct {
	Moved
	Objection Objection `json:"objection"`
}

// Answered is our answer to an objection.
type Answered struct {
	Moved
	Objection string  `json:"objection"` // its id
	Answer    string  `json:"answer"`
	Outcome   Outcome `json:"outcome"`
}

// Proposed is a counter-offer.
type Proposed struct {
	Moved
	Offer Offer `json:"offer"`
}

// Rewritten is a new revision, and the grants that go along to it.
type Rewritten struct {
	Moved
	Content Content `json:"content"`
	Carried []Grant `json:"carried,omitempty"`
}

// Awarded is an acceptance, of everything or of some.
type Awarded struct {
	Moved
	Digest string  `json:"digest"`
	Lines  []Award `json:"lines"`
}

// Chosen is an acceptance with options and alternatives that were offered: the revision
// they make, and what is taken of it.
type Chosen struct {
	Moved
	Digest  string   `json:"digest"` // of the revision that offered them
	Options []string `json:"options"`
	Content Content  `json:"content"`
	Lines   []Award  `json:"lines"`
}

// Called is a call-off of awarded quantities by an order.
type Called struct {
	Moved
	Order string  `json:"order"`
	Lines []Award `json:"lines"`
}

// Dropped is quantities that will not be ordered, and why.
type Dropped struct {
	Moved
	Lines []Award `json:"lines"`
	Loss  Loss    `json:"loss"`
}

// Refused is the customer's no, and why.
type Refused struct {
	Moved
	Loss Loss `json:"loss"`
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
func (Received) FactName() string { return "received" }

// FactName marks the fact in JSON.
func (Objected) FactName() string { return "objected" }

// FactName marks the fact in JSON.
func (Answered) FactName() string { return "answered" }

// FactName marks the fact in JSON.
func (Proposed) FactName() string { return "proposed" }

// FactName marks the fact in JSON.
func (Rewritten) FactName() string { return "rewritten" }

// FactName marks the fact in JSON.
func (Awarded) FactName() string { return "awarded" }

// FactName marks the fact in JSON.
func (Chosen) FactName() string { return "chosen" }

// FactName marks the fact in JSON.
func (Called) FactName() string { return "called" }

// FactName marks the fact in JSON.
func (Dropped) FactName() string { return "dropped" }

// FactName marks the fact in JSON.
func (Refused) FactName() string { return "refused" }

// DecodeChanges reads the changes of quotes from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Created{}, Granted{}, Dispatched{}, Received{}, Objected{}, Answered{},
		Proposed{}, Rewritten{}, Awarded{}, Chosen{}, Called{}, Dropped{}, Refused{})
}

// Award is a quantity of a line.
type Award struct {
	Line     string           `json:"line"`
	Quantity salesdesk.Amount `json:"quantity"`
}
