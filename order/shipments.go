package order

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// PlanShipment sets allocated quantities apart to be picked.
func (o Order) PlanShipment(r *Rules, cmd *workflow.Command, s Shipment) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return o, err
	}
	s = Shipment{ID: s.ID, Status: r.shipments.Definition().Initial, Carrier: s.Carrier, Lines: slices.Clone(s.Lines)}
	return o.do(r, PlanShipment, cmd, nil, func(m Moved) Fact { return Planned{Moved: m, Shipment: s} })
}

// PickShipment begins to pick a planned shipment.
func (o Order) PickShipment(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveShipment(r, Pick, cmd, ShipmentMoved{Shipment: id})
}

// PackShipment notes what was counted into the boxes: the lines of the shipment from
// then on. What was planned and not found stays allocated.
func (o Order) PackShipment(r *Rules, cmd *workflow.Command, id string, counted []Quantity) (Order, error) {
	return o.moveShipment(r, Pack, cmd, ShipmentMoved{Shipment: id, Lines: slices.Clone(counted)})
}

// Ship sends allocated quantities on their way: a planned shipment by its id, as it was
// packed or with other quantities, or one at once. Its despatch advice has the number.
func (o Order) Ship(r *Rules, cmd *workflow.Command, s Shipment) (Order, error) {
	if i := o.shipment(s.ID); i >= 0 && o.Shipments[i].packing() {
		lines := slices.Clone(s.Lines)
		if len(lines) == 0 {
			lines = o.Shipments[i].Lines
		}
		return o.moveShipment(r, Depart, cmd, ShipmentMoved{Shipment: s.ID, Lines: lines})
	}
	s = Shipment{ID: s.ID, Status: ShipmentShipped, Carrier: s.Carrier, Lines: slices.Clone(s.Lines), Despatch: s.Despatch}
	return o.do(r, Ship, cmd, nil, func(m Moved) Fact { return Shipped{Moved: m, Shipment: s} })
}

// FailDelivery notes that a shipment could not be delivered, with the carrier's reason.
func (o Order) FailDelivery(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveShipment(r, Fail, cmd, ShipmentMoved{Shipment: id})
}

// RetryDelivery sends a shipment out again.
func (o Order) RetryDelivery(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveShipment(r, Retry, cmd, ShipmentMoved{Shipment: id})
}

// ReturnToSender takes back what could not be delivered: allocated again, or cancelled.
// What was invoiced of it is due to be credited: see [Order.CreditDue].
func (o Order) ReturnToSender(r *Rules, cmd *workflow.Command, id string, cancel bool) (Order, error) {
	return o.moveShipment(r, ReturnToSender, cmd, ShipmentMoved{Shipment: id, Release: cancel})
}

// CancelShipment ends a shipment that did not leave: its stock stays allocated, or is
// free for others.
func (o Order) CancelShipment(r *Rules, cmd *workflow.Command, id string, release bool) (Order, error) {
	return o.moveShipment(r, CancelShipment, cmd, ShipmentMoved{Shipment: id, Release: release})
}

// VoidShipment undoes a departure that was noted by mistake, with a reason: its
// quantities are allocated as before. What was invoiced of it is due to be credited: see
// [Order.CreditDue].
func (o Order) VoidShipment(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveShipment(r, VoidShipment, cmd, ShipmentMoved{Shipment: id})
}

// DisputeDelivery takes a proof of delivery back that the customer contests, with a
// reason and within the policy's days.
func (o Order) DisputeDelivery(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveShipment(r, DisputeDelivery, cmd, ShipmentMoved{Shipment: id})
}

func (o *Order) moveShipment(r *Rules, on ShipmentEvent, cmd *workflow.Command, fact ShipmentMoved) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return *o, err
	}
	i := o.shipment(fact.Shipment)
	if i < 0 {
		return *o, ShipmentError{Shipment: fact.Shipment}
	}
	fact.Step = on
	s := &o.Shipments[i]
	step, err := r.shipments.Decide(s.status(), on, cmd, ShipmentCase{Order: o, Shipment: s, Fact: fact, Policy: &r.policy})
	if err != nil {
		return *o, err
	}
	fact.Moved, fact.Status = Moved{To: o.Status}, step.To
	return o.with(cmd, fact), nil
}

// status is where the shipment stands; one of an older log says it by its proof.
func (s *Shipment) status() ShipmentStatus {
	switch {
	case s.Status != "":
		return s.Status
	case s.Proof != "":
		return ShipmentDelivered
	default:
		return ShipmentShipped
	}
}

// applyShipment applies a step of a shipment, to its order's quantities too.
func (o *Order) applyShipment(fact ShipmentMoved) {
	i := o.shipment(fact.Shipment)
	if i < 0 {
		return
	}
	o.Shipments = slices.Clone(o.Shipments)
	s := &o.Shipments[i]
	s.Status = fact.Status
	if len(fact.Lines) > 0 {
		s.Lines = fact.Lines
	}
	switch fact.Step {
	case Depart:
		o.applyQuantities(Ship, s.Lines)
	case CancelShipment:
		if fact.Release {
			o.applyQuantities(Deallocate, s.Lines)
		}
	case DisputeDelivery:
		o.applyUndone(fact, s.Lines)
		o.unwaive(s.Waived)
		s.Proof, s.Delivered, s.Waived = "", time.Time{}, nil
	case ReturnToSender, VoidShipment:
		o.applyUndone(fact, s.Lines)
	default: // moves the shipment, not the quantities
	}
}

// unwaive takes up again what a delivery waived, but for what was taken up since.
func (o *Order) unwaive(waived []Quantity) {
	find := o.finder(len(waived))
	for _, q := range waived {
		if i := find(q.Line); i >= 0 {
			again := smaller(q.Quantity, o.Lines[i].Waived)
			o.Lines[i] = o.Lines[i].after(ReopenLine, again, salesdesk.Amount{})
		}
	}
}

func (o *Order) applyUndone(fact ShipmentMoved, lines []Quantity) {
	find := o.finder(len(lines))
	for _, q := range lines {
		if i := find(q.Line); i >= 0 {
			o.Lines[i].undo(fact.Step, q.Quantity, fact.Release)
		}
	}
}
