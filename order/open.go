package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// MaxLines bounds an order.
const MaxLines = 10_000

// Opening is what a new order starts from: what was agreed, line by line. [FromQuote]
// makes one of what was called off a quote.
type Opening struct {
	ID       string
	Number   string
	Customer string
	Source   Source
	// Purchase is the customer's own order; nil is none that is known.
	Purchase *Purchase
	Agreed   pricing.Priced
	// Channel is how the order came; it is answered there. Empty is any.
	Channel Channel
	// Billing is when the order may be invoiced; empty is as it is delivered.
	Billing Billing
	// ValidUntil is the last day on which it can still be confirmed; zero is no end.
	ValidUntil calendar.Date
	// Blanket makes it an order to call off.
	Blanket *Blanket
}

// Billing is when an order may be invoiced.
type Billing string

// The ways of billing. An order billed as it was ordered may ask milestones, periods and
// the whole before anything leaves; what is cancelled after that is due to be credited. Each
// milestone and period is noted once: see [Order.BillStage].
const (
	ByDelivery Billing = ""
	ByOrder    Billing = "ordered"
)

// MessageID names the text.
func (b Billing) MessageID() string {
	if b == ByDelivery {
		return "order.billing.delivered"
	}
	return "order.billing." + string(b)
}

// Source is the quote or the blanket order that an order comes from. The zero value is
// none.
type Source struct {
	Quote    string `json:"quote,omitempty"`
	Blanket  string `json:"blanket,omitempty"`
	Revision int    `json:"revision"`
	Digest   string `json:"digest,omitempty"`
}

// FromQuote is the opening of the order that called quantities off a quote, whole or in
// part, at the quoted prices. A quote that was accepted is called off first, as a whole by
// its Awards: see [quote.Quote.CallOff] and [quote.Quote.Agreed]. The
// order that called nothing off is a [quote.CallError].
func FromQuote(q quote.Quote, id, number string) (Opening, error) {
	agreed, err := q.Agreed(id)
	if err != nil {
		return Opening{}, err
	}
	latest := q.Latest()
	return Opening{
		ID: id, Number: number, Customer: q.Customer, Agreed: agreed,
		Source: Source{Quote: q.ID, Revision: latest.Number, Digest: latest.Digest},
	}, nil
}

// New opens an order as a draft. Expect must be 0. What was agreed must be exact in
// itself ([pricing.Verify]) and can be delivered: something is ordered, what is counted in
// whole units and what is measured (UNECE Recommendation 20) to the thousandth.
func New(r *Rules, cmd *workflow.Command, o Opening) (Order, error) {
	var problems salesdesk.Problems
	problems.Add(r.Machine().Check())
	problems.Add(o.check())
	problems.Add(cmd.Check(0))
	if err := problems.Err(); err != nil {
		return Order{}, err
	}
	initial := Moved{To: r.machine.Definition().Initial}
	draft := Order{ID: o.ID}
	return draft.with(cmd, Created{
		Moved: initial, Number: o.Number, Customer: o.Customer, Source: o.Source, Purchase: o.Purchase.clone(), Agreed: o.Agreed,
		Billing: o.Billing, Channel: o.Channel, ValidUntil: o.ValidUntil, Blanket: o.Blanket,
	}), nil
}

func (o *Opening) check() error {
	var problems salesdesk.Problems
	for _, field := range []struct{ path, text string }{{"id", o.ID}, {"number", o.Number}, {"customer", o.Customer}} {
		if field.text == "" {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	problems.Add(civil("valid_until", o.ValidUntil))
	if o.Billing != ByDelivery && o.Billing != ByOrder {
		problems.Add(salesdesk.FieldError{Path: "billing", Rule: salesdesk.RuleOneOf, Param: "ordered"})
	}
	problems.AddAt("blanket", o.Blanket.check())
	problems.AddAt("agreed", checkAgreed(&o.Agreed))
	if len(o.Agreed.Lines) <= MaxLines {
		problems.AddAt("agreed", orderable(o.Agreed.Lines))
		problems.AddAt("purchase", o.Purchase.check(o.Agreed.Lines))
	}
	return problems.Err()
}

// checkAgreed is what keeps a document from being ordered.
func checkAgreed(agreed *pricing.Priced) error {
	var problems salesdesk.Problems
	if len(agreed.Lines) > MaxLines {
		problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: "10000"})
		return problems.Err()
	}
	for i := range agreed.Lines {
		path := salesdesk.Index("lines", i)
		if agreed.Lines[i].ID == "" {
			problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleRequired})
		}
		if agreed.Lines[i].Quantity.IsNegative() {
			problems.Add(salesdesk.FieldError{Path: path + ".quantity", Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	if len(agreed.Lines) == 0 {
		return salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired}
	}
	problems.Add(pricing.Verify(*agreed))
	return problems.Err()
}

func opened(agreed pricing.Priced, b Billing) []Line {
	lines := make([]Line, len(agreed.Lines))
	for i, l := range agreed.Lines {
		lines[i] = Line{ID: l.ID, SKU: l.SKU, Name: l.Name, Unit: l.Unit, Ordered: l.Quantity, Ahead: b == ByOrder}
	}
	return slices.Clip(lines)
}
