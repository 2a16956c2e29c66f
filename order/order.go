package order

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Order is an order with its shipments and returns. Make one with [New], or from
// its changes with [Fold]; the zero value is no order.
type Order struct {
	ID        string            `json:"id"`
	Version   int               `json:"version"` // one more with every change
	Number    string            `json:"number"`
	Status    Status            `json:"status"`
	Customer  string            `json:"customer"`
	Source    Source            `json:"source,omitzero"`
	Purchase  *Purchase         `json:"purchase,omitempty"` // the customer's own order, as he placed it
	Agreed    pricing.Priced    `json:"agreed"`             // at the prices of the quote, never priced again
	Lines     []Line            `json:"lines"`
	Holds     []Hold            `json:"holds,omitempty"`
	Promises  []promise.Promise `json:"promises,omitempty"`
	Shipments []Shipment        `json:"shipments,omitempty"`
	Returns   []Return          `json:"returns,omitempty"`
	Documents []string          `json:"documents,omitempty"` // invoices and credit notes, in order
	Invoices  []string          `json:"invoices,omitempty"`  // those of them that ask money, advances too

	Billing     Billing       `json:"billing,omitempty"` // when it may be invoiced
	Channel     Channel       `json:"channel,omitempty"` // how it came
	ValidUntil  calendar.Date `json:"valid_until,omitzero"`
	Changed     time.Time     `json:"changed,omitzero"`      // when something last happened; nothing happens before it
	ConfirmedAt time.Time     `json:"confirmed_at,omitzero"` // first
	CompletedAt time.Time     `json:"completed_at,omitzero"` // last

	Revision    int           `json:"revision"`            // of what is agreed: one more with every change of it
	Revisions   []Revision    `json:"revisions,omitempty"` // what was agreed before
	Pending     *Pending      `json:"pending,omitempty"`   // a change that waits for an answer
	Blanket     *Blanket      `json:"blanket,omitempty"`
	Stages      []BilledStage `json:"stages,omitempty"` // invoiced by themselves
	Calls       []Call        `json:"calls,omitempty"`  // off a blanket order
	Prepayments []Prepayment  `json:"prepayments,omitempty"`

	changes []Change
}

// Changes are what happened since the order was loaded or saved: append them to its
// log in the transaction that saves it.
func (o Order) Changes() []Change { return slices.Clone(o.changes) }

// Saved is the order with its changes written.
func (o Order) Saved() Order {
	o.changes = nil
	return o
}

// Permitted are the events that may come next for whoever gives the command, and
// the others with every reason why not, also that the order has nothing for them
// ([NothingError]). The guards in Later look at what the verb brings, and are still to hold. Without rules or a command there are no events.
func (o Order) Permitted(r *Rules, cmd *workflow.Command) []workflow.Choice[Status, Event] {
	if r.Machine().Check() != nil || cmd == nil {
		return nil
	}
	return r.machine.Permitted(o.Status, cmd, Case{Order: &o, Policy: &r.policy})
}

// PermittedShipment are the events that may come next for a shipment of this id, as
// [Order.Permitted] says them; none where there is no such shipment.
func (o Order) PermittedShipment(r *Rules, cmd *workflow.Command, id string) []workflow.Choice[ShipmentStatus, ShipmentEvent] {
	i := o.shipment(id)
	if r.Machine().Check() != nil || cmd == nil || i < 0 {
		return nil
	}
	s := &o.Shipments[i]
	return r.shipments.Permitted(s.status(), cmd, ShipmentCase{Order: &o, Shipment: s, Policy: &r.policy})
}

// PermittedReturn are the events that may come next for a return of this id, as
// [Order.Permitted] says them; none where there is no such return.
func (o Order) PermittedReturn(r *Rules, cmd *workflow.Command, id string) []workflow.Choice[ReturnStatus, ReturnEvent] {
	i := o.returned(id)
	if r.Machine().Check() != nil || cmd == nil || i < 0 {
		return nil
	}
	back := &o.Returns[i]
	return r.returns.Permitted(back.Status, cmd, ReturnCase{Order: &o, Return: back, Policy: &r.policy})
}

// Backorder is what is due and neither allocated nor shipped, by line: what there is to
// [Order.Allocate]. A blanket order has none.
func (o Order) Backorder() []Quantity {
	if o.Blanket != nil {
		return nil
	}
	return o.open(func(l *Line) salesdesk.Amount { return l.Backorder() })
}

// Billable is what was shipped and is not invoiced, by line: for invoice.Bill.
func (o Order) Billable() []Quantity {
	return o.open(func(l *Line) salesdesk.Amount { return l.Billable() })
}

// CreditDue is what was invoiced, was voided or sent back before it reached the customer,
// and is not credited, by line. What leaves again first is no longer due: the invoice is
// of it.
func (o Order) CreditDue() []Quantity {
	return o.open(func(l *Line) salesdesk.Amount { return l.CreditDue })
}

// open is what of each line is more than nothing.
func (o *Order) open(of func(*Line) salesdesk.Amount) []Quantity {
	var open []Quantity
	for i := range o.Lines {
		if q := of(&o.Lines[i]); q.IsPositive() {
			open = append(open, Quantity{Line: o.Lines[i].ID, Quantity: q})
		}
	}
	return open
}

// Line is the line with an id.
func (o Order) Line(id string) (Line, bool) {
	i := o.line(id)
	if i < 0 {
		return Line{}, false
	}
	return o.Lines[i], true
}

func (o *Order) line(id string) int {
	return slices.IndexFunc(o.Lines, func(l Line) bool { return l.ID == id })
}

func (o *Order) shipment(id string) int {
	return slices.IndexFunc(o.Shipments, func(s Shipment) bool { return s.ID == id })
}

func (o *Order) returned(id string) int {
	return slices.IndexFunc(o.Returns, func(r Return) bool { return r.ID == id })
}

func (o *Order) held(h Hold) bool { return slices.Contains(o.Holds, h) }

func (o *Order) money(a salesdesk.Amount) salesdesk.Money {
	return salesdesk.Money{Amount: a, Currency: o.Agreed.Currency}
}

// each collects what check says of every line.
func (o *Order) each(check func(Line) error) error {
	var problems salesdesk.Problems
	for _, l := range o.Lines {
		problems.Add(check(l))
	}
	return problems.Err()
}
