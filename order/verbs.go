package order

import (
	"slices"

	"github.com/interne-sales/salesdesk/workflow"
)

// Submit puts the order before the desk.
func (o Order) Submit(r *Rules, cmd *workflow.Command) (Order, error) { return o.move(r, Submit, cmd) }

// Confirm promises a date for every line: within the credit limit, with no hold,
// and above the clerk's limit by the sales manager.
func (o Order) Confirm(r *Rules, cmd *workflow.Command, c Confirmation) (Order, error) {
	return o.do(r, Confirm, cmd, &c, func(m Moved) Fact { return Promised{Moved: m, Promises: slices.Clone(c.Promises)} })
}

// Reject refuses the order, with a reason.
func (o Order) Reject(r *Rules, cmd *workflow.Command) (Order, error) { return o.move(r, Reject, cmd) }

// Expire ends an order that was never confirmed.
func (o Order) Expire(r *Rules, cmd *workflow.Command) (Order, error) { return o.move(r, Expire, cmd) }

// Cancel takes the whole order back, with a reason, while nothing is under way.
func (o Order) Cancel(r *Rules, cmd *workflow.Command) (Order, error) { return o.move(r, Cancel, cmd) }

// Complete ends the order once every line is closed and invoiced.
func (o Order) Complete(r *Rules, cmd *workflow.Command) (Order, error) {
	return o.move(r, Complete, cmd)
}

// Reopen takes a completed order up again, with a reason.
func (o Order) Reopen(r *Rules, cmd *workflow.Command) (Order, error) { return o.move(r, Reopen, cmd) }

// PlaceHold makes the order wait, with a reason.
func (o Order) PlaceHold(r *Rules, cmd *workflow.Command, h Hold) (Order, error) {
	return o.do(r, PlaceHold, cmd, nil, func(m Moved) Fact { return Held{Moved: m, Hold: h} })
}

// FreeHold takes a hold away; each hold has its own role that may.
func (o Order) FreeHold(r *Rules, cmd *workflow.Command, h Hold) (Order, error) {
	return o.do(r, FreeHold, cmd, nil, func(m Moved) Fact { return Held{Moved: m, Hold: h, Freed: true} })
}

// Allocate reserves quantities of the stock.
func (o Order) Allocate(r *Rules, cmd *workflow.Command, lines []Quantity) (Order, error) {
	return o.shift(r, Allocate, cmd, lines)
}

// Ship sends allocated quantities on their way.
func (o Order) Ship(r *Rules, cmd *workflow.Command, s Shipment) (Order, error) {
	s.Lines, s.Proof = slices.Clone(s.Lines), ""
	return o.do(r, Ship, cmd, nil, func(m Moved) Fact { return Shipped{Moved: m, Shipment: s} })
}

// Deliver notes the proof that a shipment arrived.
func (o Order) Deliver(r *Rules, cmd *workflow.Command, shipment, proof string) (Order, error) {
	return o.do(r, Deliver, cmd, nil, func(m Moved) Fact { return Arrived{Moved: m, Shipment: shipment, Proof: proof} })
}

// CloseShort cancels quantities that will not be delivered, with a reason.
func (o Order) CloseShort(r *Rules, cmd *workflow.Command, lines []Quantity) (Order, error) {
	return o.shift(r, CloseShort, cmd, lines)
}

// Bill notes what an invoice bills.
func (o Order) Bill(r *Rules, cmd *workflow.Command, invoice string, lines []Quantity) (Order, error) {
	return o.do(r, Bill, cmd, nil, func(m Moved) Fact {
		return Documented{Moved: m, Document: invoice, Lines: slices.Clone(lines)}
	})
}

// Credit notes what a credit note takes back.
func (o Order) Credit(r *Rules, cmd *workflow.Command, note string, lines []Quantity) (Order, error) {
	return o.do(r, Credit, cmd, nil, func(m Moved) Fact {
		return Documented{Moved: m, Document: note, Lines: slices.Clone(lines)}
	})
}

// Do fires an event that the company added, with no fact of its own. An event of
// [Definition] has a verb, which brings the fact that its guards look at: here it is
// a workflow.BuiltInError.
func (o Order) Do(r *Rules, on Event, cmd *workflow.Command) (Order, error) {
	if err := Definition().CheckAdded(on); err != nil {
		return o, err
	}
	return o.move(r, on, cmd)
}

func (o Order) move(r *Rules, on Event, cmd *workflow.Command) (Order, error) {
	return o.do(r, on, cmd, nil, func(m Moved) Fact { return m })
}

func (o Order) shift(r *Rules, on Event, cmd *workflow.Command, lines []Quantity) (Order, error) {
	return o.do(r, on, cmd, nil, func(m Moved) Fact { return Shifted{Moved: m, Lines: slices.Clone(lines)} })
}

// do asks the table and records the fact. The guards see the fact without its
// outcome, which only the table gives.
func (o Order) do(r *Rules, on Event, cmd *workflow.Command, c *Confirmation, fact func(Moved) Fact) (Order, error) {
	if err := ready(r, cmd, o.Version); err != nil {
		return o, err
	}
	step, err := r.machine.Decide(o.Status, on, cmd, Case{Order: &o, Fact: fact(Moved{On: on}), Confirmation: c, Policy: &r.policy})
	if err != nil {
		return o, err
	}
	return o.with(cmd, fact(Moved{To: step.To, On: on})), nil
}
