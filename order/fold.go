package order

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Fold rebuilds an order from all its changes.
func Fold(log []Change) (Order, error) { return Order{}.Fold(log) }

// Fold brings the order up to date with changes that happened since. It decides
// nothing, and refuses a gap. The order it is called on stays as it was.
func (o Order) Fold(log []Change) (Order, error) {
	o.Lines = slices.Clone(o.Lines)
	return workflow.Fold(o, o.ID, o.Version, log, (*Order).apply)
}

// with is the order after the command's fact, the change kept. Lines are cloned
// only by a fact that changes them.
func (o *Order) with(cmd *workflow.Command, fact Fact) Order {
	change := workflow.Next(o.ID, o.Version+1, cmd, fact)
	next := *o
	if touchesLines(fact) {
		next.Lines = slices.Clone(o.Lines)
	}
	next.apply(change)
	next.changes = append(slices.Clip(o.changes), change)
	return next
}

func touchesLines(f Fact) bool {
	switch f.(type) {
	case Moved, Held, Planned, Proposed, Requested, Prepaid:
		return false
	default:
		return true
	}
}

func (o *Order) apply(c Change) {
	o.Version, o.Status = c.Seq, c.Fact.outcome()
	switch fact := c.Fact.(type) {
	case Created:
		o.create(&c, fact)
	case Promised:
		o.promise(fact.Promises)
	case Held:
		o.applyHold(fact)
	case Shipped:
		o.Shipments = append(slices.Clip(o.Shipments), fact.Shipment)
		o.applyQuantities(Ship, fact.Shipment.Lines)
	case Arrived:
		o.applyArrival(&c, fact)
	case Planned:
		o.Shipments = append(slices.Clip(o.Shipments), fact.Shipment)
	case ShipmentMoved:
		o.applyShipment(fact)
	case Shifted:
		o.applyQuantities(fact.On, fact.Lines)
	case Documented:
		o.applyDocument(fact)
	case ReturnRequested:
		o.Returns = append(slices.Clip(o.Returns), fact.Return)
		o.applyQuantities(RequestReturn, fact.Return.Lines)
	case ReturnMoved:
		o.applyReturn(&c, fact)
	default:
		o.applyAgreement(&c)
	}
	o.Changed = c.At.UTC()
	o.applyMoment(&c)
}

// applyAgreement applies what changes the agreement.
func (o *Order) applyAgreement(c *Change) {
	switch fact := c.Fact.(type) {
	case Proposed:
		o.Pending = &Pending{Proposal: c.Seq, Change: fact.Change, Agreed: fact.Agreed}
	case Requested:
		o.Pending = &Pending{Proposal: c.Seq, Change: fact.Change}
	case Answered:
		if pending := o.Pending; pending != nil && fact.Taken {
			o.revise(c, pending.Change, pending.Agreed)
		}
		o.Pending = nil
	case Revised:
		o.revise(c, fact.Change, fact.Agreed)
	case Called:
		o.Calls = append(slices.Clip(o.Calls), Call{Order: fact.Order, Lines: fact.Lines, Revision: o.Revision})
		o.applyQuantities(CallOff, fact.Lines)
	case Prepaid:
		o.Prepayments = append(slices.Clip(o.Prepayments), fact.Prepayment)
		o.Documents = append(slices.Clip(o.Documents), fact.Prepayment.Invoice)
		o.Invoices = append(slices.Clip(o.Invoices), fact.Prepayment.Invoice)
	case Ended:
		o.applyEnd(fact)
	default: // moves the order alone
	}
}

// applyMoment keeps when the order was first confirmed and last completed.
func (o *Order) applyMoment(c *Change) {
	moved, ok := c.Fact.(Moved)
	switch {
	case o.Status == Confirmed && o.ConfirmedAt.IsZero():
		o.ConfirmedAt = c.At
	case ok && moved.On == Complete:
		o.CompletedAt = c.At
	case ok && moved.On == Reopen:
		o.CompletedAt = time.Time{}
	}
}

func (o *Order) create(c *Change, fact Created) {
	o.ID, o.Number, o.Customer, o.Source, o.Agreed = c.Stream, fact.Number, fact.Customer, fact.Source, fact.Agreed
	o.Channel, o.ValidUntil, o.Blanket, o.Revision = fact.Channel, fact.ValidUntil, fact.Blanket, 1
	o.Billing, o.Lines, o.Purchase = fact.Billing, opened(fact.Agreed, fact.Billing), fact.Purchase
	o.request()
}

// applyDocument notes an invoice or a credit note.
func (o *Order) applyDocument(fact Documented) {
	o.Documents = append(slices.Clip(o.Documents), fact.Document)
	o.applyQuantities(fact.On, fact.Lines)
	o.applyStage(fact)
	if fact.On != Bill {
		return
	}
	o.Invoices = append(slices.Clip(o.Invoices), fact.Document)
	find := o.finder(len(fact.Lines))
	for _, q := range fact.Lines {
		if i := find(q.Line); i >= 0 {
			o.Lines[i].Billed = o.Revision
		}
	}
}

func (o *Order) applyHold(fact Held) {
	holds := slices.DeleteFunc(slices.Clone(o.Holds), func(h Hold) bool { return h == fact.Hold })
	if !fact.Freed {
		holds = append(holds, fact.Hold)
	}
	o.Holds = slices.Clip(holds)
}

func (o *Order) applyArrival(c *Change, fact Arrived) {
	i := o.shipment(fact.Shipment)
	if i < 0 {
		return
	}
	o.Shipments = slices.Clone(o.Shipments)
	s := &o.Shipments[i]
	s.Status, s.Proof, s.Delivered, s.Waived = ShipmentDelivered, fact.Proof, c.At, fact.Waived
	if fact.Rest != nil {
		s.Lines = fact.Lines
	}
	o.applyQuantities(Deliver, s.Lines)
	find := o.finder(len(fact.Waived))
	for _, q := range fact.Waived {
		if i := find(q.Line); i >= 0 {
			o.Lines[i].Waived = add(o.Lines[i].Waived, q.Quantity)
		}
	}
	if fact.Rest != nil {
		o.Shipments = append(o.Shipments, *fact.Rest)
	}
}

// applyQuantities moves quantities; a line that is not there goes nowhere, since a fold
// decides nothing.
func (o *Order) applyQuantities(on Event, quantities []Quantity) {
	var reserved map[string]salesdesk.Amount
	if on == Ship {
		reserved = o.reserved("")
	}
	find := o.finder(len(quantities))
	for _, q := range quantities {
		if i := find(q.Line); i >= 0 {
			o.Lines[i] = o.Lines[i].after(on, q.Quantity, reserved[q.Line])
		}
	}
}

// editor gives lines to write to, n of them; one that is not there is a line of its own
// that goes nowhere, since a fold decides nothing.
func (o *Order) editor(n int) func(id string) *Line {
	find := o.finder(n)
	return func(id string) *Line {
		if i := find(id); i >= 0 {
			return &o.Lines[i]
		}
		return &Line{}
	}
}
