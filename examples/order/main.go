// Command order replays commands on an order and writes what comes of them: JSON on
// standard input, JSON on standard output.
package main

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/examples/internal/incoming"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// question is what opens an order: what was agreed or the customer's own order as it came, what
// the company decides, and what people did, in order. In NDJSON the lines after it are commands,
// one each.
type question struct {
	ID       string           `json:"id"`
	Number   string           `json:"number"`
	Customer string           `json:"customer"`
	Channel  order.Channel    `json:"channel,omitempty"`
	Purchase *order.Purchase  `json:"purchase,omitempty"`
	Incoming *incoming.Form   `json:"incoming,omitempty"` // in the place of Purchase and Agreed
	Promised calendar.Date    `json:"promised,omitzero"`  // delivery of the whole, in the answer to Incoming
	Agreed   pricing.Priced   `json:"agreed,omitzero"`
	Blanket  *order.Blanket   `json:"blanket,omitempty"`
	Policy   policy           `json:"policy,omitzero"`
	Papers   *papers          `json:"papers,omitempty"`
	Opened   workflow.Command `json:"opened"`
	Billing  order.Billing    `json:"billing,omitempty"` // "ordered" bills before anything leaves
	Commands []command        `json:"commands,omitempty"`
}

type policy struct {
	ConfirmLimit  salesdesk.Amount `json:"confirm_limit,omitzero"`
	OverDelivery  salesdesk.Amount `json:"over_delivery,omitzero"`
	UnderDelivery salesdesk.Amount `json:"under_delivery,omitzero"`
}

// papers are what the documents say beside the order; without them none is written.
type papers struct {
	Seller      salesdesk.Party    `json:"seller"`
	Buyer       salesdesk.Party    `json:"buyer"`
	Language    salesdesk.Language `json:"language"` // of what is printed
	PaymentDays int                `json:"payment_days,omitempty"`
}

// command is a verb, who gives it, and what it needs.
type command struct {
	cli.Step
	Path     string            `json:"path,omitempty"`
	Value    string            `json:"value,omitempty"`
	Propose  intake.Proposal   `json:"propose,omitempty"`
	Lines    []order.Quantity  `json:"lines,omitempty"`
	Promises []promise.Promise `json:"promises,omitempty"`
	Limit    *salesdesk.Amount `json:"credit_limit,omitempty"`
	Exposure salesdesk.Amount  `json:"exposure,omitzero"`
	Change   order.ChangeSet   `json:"change,omitzero"`
	Proposal int               `json:"proposal,omitempty"`
	Hold     order.Hold        `json:"hold,omitempty"`
	Shipment string            `json:"shipment,omitempty"`
	Carrier  string            `json:"carrier,omitempty"`
	Despatch string            `json:"despatch,omitempty"`
	Release  bool              `json:"release,omitempty"`
	Proof    string            `json:"proof,omitempty"`
	Rest     string            `json:"rest,omitempty"`
	Document string            `json:"document,omitempty"`
	Stage    order.Stage       `json:"stage,omitzero"`
	Payment  int64             `json:"payment,omitempty"`
	Order    string            `json:"order,omitempty"`
	Return   string            `json:"return,omitempty"`
	Ground   order.Ground      `json:"ground,omitempty"`
	Label    string            `json:"label,omitempty"`
	Verdicts []order.Verdict   `json:"verdicts,omitempty"`
	Remedy   order.Remedy      `json:"remedy,omitempty"`

	Substitution order.Substitution       `json:"substitution,omitzero"`
	Prepayment   order.Prepayment         `json:"prepayment,omitzero"`
	Credits      []order.PrepaymentCredit `json:"credits,omitempty"`
}

// reply is what is written: the order, what each line is called and how far all of it is,
// what could come next for the last actor and what is in the way, and what this line of the
// input brought: changes and documents. Until there is an order of ours it is what came in,
// beside what we offered, and the answer.
type reply struct {
	Incoming   *incoming.Seen                               `json:"incoming,omitempty"`
	Order      *order.Order                                 `json:"order,omitempty"`
	Labels     map[string]order.Label                       `json:"labels,omitempty"`
	Fulfilment order.Fulfilment                             `json:"fulfilment,omitempty"`
	Invoicing  order.Progress                               `json:"invoicing,omitempty"`
	Billable   []order.Quantity                             `json:"billable,omitempty"`
	CreditDue  []order.Quantity                             `json:"credit_due,omitempty"`
	Permitted  []workflow.Choice[order.Status, order.Event] `json:"permitted,omitempty"`
	Shipments  map[string]shipmentSteps                     `json:"shipments,omitempty"` // what may come next, by id
	Returns    map[string]returnSteps                       `json:"returns,omitempty"`
	Changes    []order.Change                               `json:"changes,omitempty"`
	Documents  []document                                   `json:"documents,omitempty"`
}

// What could come next of a shipment, and of a return.
type (
	shipmentSteps []workflow.Choice[order.ShipmentStatus, order.ShipmentEvent]
	returnSteps   []workflow.Choice[order.ReturnStatus, order.ReturnEvent]
)

func main() {
	var d desk
	cli.MainOf(cli.Program{Answer: d.answer})
}

// desk keeps the order from one line to the next.
type desk struct {
	rules *order.Rules
	order order.Order
	log   []order.Change
	files archive
	taken *taken // nil where nothing came in
}

func (d *desk) answer(data []byte) (any, error) {
	if cli.IsCommand(data) {
		return d.next(data)
	}
	return d.open(data)
}

// open begins an order, with the commands that came with it.
func (d *desk) open(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	rules, err := order.Compile(order.Policy{ConfirmLimit: q.Policy.ConfirmLimit, OverDelivery: q.Policy.OverDelivery, UnderDelivery: q.Policy.UnderDelivery})
	if err != nil {
		return nil, salesdesk.At("policy", err)
	}
	if q.Incoming != nil {
		begun := desk{rules: rules}
		said, err := begun.take(q)
		if err == nil {
			*d = begun
		}
		return said, err
	}
	o, err := order.New(rules, &q.Opened, order.Opening{ID: q.ID, Number: q.Number, Customer: q.Customer, Channel: q.Channel, Purchase: q.Purchase, Agreed: q.Agreed, Blanket: q.Blanket, Billing: q.Billing})
	if err != nil {
		return nil, err
	}
	begun := desk{rules: rules, order: o, log: o.Changes(), files: archive{papers: q.Papers}}
	last, documents := q.Opened, []document(nil)
	for i, c := range q.Commands {
		path := salesdesk.Index("commands", i)
		last = c.Given(path, o.Version)
		made, err := begun.do(c, &last)
		if err != nil {
			return nil, salesdesk.At(path, err)
		}
		o, documents = begun.order, append(documents, made...)
	}
	*d = begun
	return d.reply(last, d.log, documents), nil
}

// next gives the order one command more. One that was given before is answered with what
// it led to, and nothing is added.
func (d *desk) next(data []byte) (any, error) {
	var c command
	if err := strict.Decode(data, &c); err != nil {
		return nil, err
	}
	if d.rules == nil {
		return nil, salesdesk.FieldError{Path: "verb", Rule: salesdesk.RuleOrder, Param: "opened"}
	}
	if said, is, err := d.before(c, data); is || err != nil {
		if err != nil {
			return nil, err
		}
		return said, nil
	}
	cmd, before, again, err := cli.Recall(&c.Step, data, d.order.Version, d.log)
	if err != nil {
		return nil, err
	}
	if again {
		return d.reply(cmd, []order.Change{before}, nil), nil
	}
	made, err := d.do(c, &cmd)
	if err != nil {
		return nil, err
	}
	return d.reply(cmd, d.log[len(d.log)-1:], made), nil
}

// do applies a command and writes its documents; what fails changes nothing.
func (d *desk) do(c command, cmd *workflow.Command) ([]document, error) {
	verb, ok := verbs()[c.Verb]
	if !ok {
		verb = added
	}
	next, err := verb(d.order, d.rules, cmd, &c)
	if err != nil {
		return nil, err
	}
	files, made, err := d.files.write(next, &c, calendar.DateOf(c.At, time.UTC))
	if err != nil {
		return nil, err
	}
	d.order, d.log, d.files = next, next.Changes(), files
	return made, nil
}

func (d *desk) reply(last workflow.Command, changes []order.Change, documents []document) reply {
	last.Expect = d.order.Version
	o := d.order
	answer := reply{
		Order: &o, Labels: map[string]order.Label{}, Shipments: map[string]shipmentSteps{}, Returns: map[string]returnSteps{}, Fulfilment: o.Fulfilment(), Invoicing: o.Invoicing(), Billable: o.Billable(), CreditDue: o.CreditDue(),
		Permitted: o.Permitted(d.rules, &last), Changes: changes, Documents: documents,
	}
	for _, l := range o.Lines {
		answer.Labels[l.ID] = l.Label()
	}
	for _, s := range o.Shipments {
		if steps := o.PermittedShipment(d.rules, &last, s.ID); len(steps) > 0 {
			answer.Shipments[s.ID] = steps
		}
	}
	for _, r := range o.Returns {
		if steps := o.PermittedReturn(d.rules, &last, r.ID); len(steps) > 0 {
			answer.Returns[r.ID] = steps
		}
	}
	return answer
}
