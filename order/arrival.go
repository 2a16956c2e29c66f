package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Deliver notes the proof that a shipment arrived. What is missing of a line within the
// policy's tolerance is waived with it.
func (o Order) Deliver(r *Rules, cmd *workflow.Command, shipment, proof string) (Order, error) {
	return o.arrive(r, cmd, Arrived{Shipment: shipment, Proof: proof})
}

// DeliverPart notes the proof that a part of a shipment arrived, as the customer signed
// for it. What did not goes on under the number of its own that rest gives, as a shipment
// that is under way: it is delivered later, or fails and comes back, like any other. Where
// all of it arrived this is [Order.Deliver].
func (o Order) DeliverPart(r *Rules, cmd *workflow.Command, shipment, proof string, arrived []Quantity, rest string) (Order, error) {
	fact := Arrived{Shipment: shipment, Proof: proof}
	if i := o.shipment(shipment); i >= 0 {
		s := &o.Shipments[i]
		left, err := s.left(arrived)
		if len(left) > 0 || err != nil {
			fact.Lines = slices.Clone(arrived)
			fact.Rest = &Shipment{ID: rest, Status: ShipmentShipped, Carrier: s.Carrier, Lines: left, Despatch: s.Despatch}
		}
	}
	return o.arrive(r, cmd, fact)
}

func (o *Order) arrive(r *Rules, cmd *workflow.Command, fact Arrived) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return *o, err
	}
	i := o.shipment(fact.Shipment)
	if i >= 0 {
		arrived := o.Shipments[i]
		if fact.Rest != nil {
			arrived.Lines = fact.Lines
		}
		fact.Waived = o.waived(&arrived, &r.policy)
	}
	next, err := o.do(r, Deliver, cmd, nil, func(m Moved) Fact {
		fact.Moved = m
		return fact
	})
	if err != nil {
		return *o, err
	}
	s := &o.Shipments[i]
	moved := ShipmentMoved{Shipment: fact.Shipment, Step: Arrive}
	if _, err := r.shipments.Decide(s.status(), Arrive, cmd, ShipmentCase{Order: o, Shipment: s, Fact: moved, Proof: fact.Proof, Policy: &r.policy}); err != nil {
		return *o, err
	}
	return next, nil
}

// left is what of a shipment is still under way once some of it arrived; more than it
// holds cannot.
func (s *Shipment) left(arrived []Quantity) ([]Quantity, error) {
	if len(arrived) > MaxLines {
		return nil, salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: "10000"}
	}
	var problems salesdesk.Problems
	got, held := totals(arrived), totals(s.Lines)
	for _, q := range arrived {
		most, ok := held[q.Line]
		switch {
		case !ok:
			problems.Add(LineError{Line: q.Line})
		case !q.Quantity.IsPositive():
			problems.Add(QuantityError{Line: q.Line, Rule: AboveZero, Asked: q.Quantity})
		case less(most, got[q.Line]):
			problems.Add(QuantityError{Line: q.Line, Rule: WithinShipped, Asked: got[q.Line], Allowed: most})
			held[q.Line] = got[q.Line] // is told once
		}
	}
	var left []Quantity
	for _, q := range s.Lines {
		came := smaller(q.Quantity, got[q.Line])
		got[q.Line] = sub(got[q.Line], came)
		if less(came, q.Quantity) {
			left = append(left, Quantity{Line: q.Line, Quantity: sub(q.Quantity, came)})
		}
	}
	return left, problems.Err()
}

// partArrived holds a part to its shipment, in whole units, and asks for a number of what
// goes on.
func partArrived(_ *workflow.Command, c Case, fact Arrived) error {
	i := c.Order.shipment(fact.Shipment)
	if fact.Rest == nil || i < 0 {
		return nil
	}
	var problems salesdesk.Problems
	if len(fact.Lines) == 0 {
		problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	_, err := c.Order.Shipments[i].left(fact.Lines)
	problems.Add(err)
	find := c.Order.finder(len(fact.Lines))
	for _, q := range fact.Lines {
		if k := find(q.Line); k >= 0 {
			problems.Add(wholeUnits(q.Line, c.Order.Lines[k].Unit, q.Quantity))
		}
	}
	switch {
	case fact.Rest.ID == "":
		problems.Add(salesdesk.FieldError{Path: "rest", Rule: salesdesk.RuleRequired})
	case c.Order.shipment(fact.Rest.ID) >= 0:
		problems.Add(DuplicateError{ID: fact.Rest.ID})
	}
	return problems.Err()
}
