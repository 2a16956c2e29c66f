package order

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Shipment is what leaves together. One without a status in an older log was shipped.
type Shipment struct {
	ID        string         `json:"id"`
	Status    ShipmentStatus `json:"status,omitempty"`
	Carrier   string         `json:"carrier,omitempty"`
	Lines     []Quantity     `json:"lines"`
	Despatch  string         `json:"despatch,omitempty"` // number of the despatch advice
	Proof     string         `json:"proof,omitempty"`    // of delivery
	Delivered time.Time      `json:"delivered,omitzero"`
	Waived    []Quantity     `json:"waived,omitempty"` // what was missing within the tolerance when it was delivered
}

// ShipmentStatus is where a shipment stands.
type ShipmentStatus string

// The statuses of a shipment.
const (
	ShipmentPlanned   ShipmentStatus = "planned"
	ShipmentPicking   ShipmentStatus = "picking"
	ShipmentPacked    ShipmentStatus = "packed"
	ShipmentShipped   ShipmentStatus = "shipped"
	ShipmentFailed    ShipmentStatus = "delivery_failed"
	ShipmentDelivered ShipmentStatus = "delivered"
	ShipmentReturned  ShipmentStatus = "returned_to_sender"
	ShipmentCancelled ShipmentStatus = "cancelled"
)

// MessageID names the status's text.
func (s ShipmentStatus) MessageID() string { return "order.shipment." + string(s) }

// ShipmentEvent is what moves a shipment.
type ShipmentEvent string

// The events of a shipment.
const (
	Pick            ShipmentEvent = "pick"
	Pack            ShipmentEvent = "pack"
	Depart          ShipmentEvent = "ship"
	Arrive          ShipmentEvent = "deliver"
	Fail            ShipmentEvent = "fail"
	Retry           ShipmentEvent = "retry"
	ReturnToSender  ShipmentEvent = "return_to_sender"
	CancelShipment  ShipmentEvent = "cancel"
	VoidShipment    ShipmentEvent = "void_ship"
	DisputeDelivery ShipmentEvent = "dispute_delivery"
)

// MessageID names the event's text.
func (e ShipmentEvent) MessageID() string { return "order.shipment_event." + string(e) }

// ShipmentCase is what the guards of a shipment look at. The fact is a [ShipmentMoved].
type ShipmentCase struct {
	Order    *Order
	Shipment *Shipment
	Fact     Fact
	Proof    string
	Policy   *Policy
}

// Coming is the fact to come: see [workflow.OnFact].
func (c ShipmentCase) Coming() workflow.Fact { return c.Fact }

// ShipmentDefinition is the table of a shipment's life.
func ShipmentDefinition() workflow.Definition[ShipmentStatus, ShipmentEvent, ShipmentCase] {
	type (
		row    = workflow.Transition[ShipmentStatus, ShipmentEvent, ShipmentCase]
		from   = []ShipmentStatus
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[ShipmentCase]
	)
	guard := workflow.NewGuard[ShipmentCase]
	open := guard("order_open", orderOpen)
	free := guard("no_hold", func(cmd *workflow.Command, c ShipmentCase) error { return noHold(cmd, Case{Order: c.Order}) })
	reason := workflow.NeedsReason[ShipmentCase]()
	counted := workflow.OnFact("counted", countedLines)
	proof := workflow.OnFact("proof", proofGiven)
	undone := workflow.OnFact("quantities", undoneFits)
	days := guard("dispute_days", withinDispute)
	warehouse := roles{salesdesk.Warehouse}
	carrier := roles{salesdesk.Warehouse, salesdesk.System}
	return workflow.Definition[ShipmentStatus, ShipmentEvent, ShipmentCase]{
		ID: "shipment", Version: 1, Initial: ShipmentPlanned, States: shipmentStates(),
		Transitions: []row{
			{On: Pick, From: from{ShipmentPlanned}, To: ShipmentPicking, If: guards{open, free}, By: warehouse},
			{On: Pack, From: from{ShipmentPicking}, To: ShipmentPacked, If: guards{open, counted}, By: warehouse},
			{On: Depart, From: from{ShipmentPicking, ShipmentPacked}, To: ShipmentShipped, If: guards{open, free, counted}, By: warehouse},
			{On: Arrive, From: from{ShipmentShipped}, To: ShipmentDelivered, If: guards{open, proof}, By: carrier},
			{On: Fail, From: from{ShipmentShipped}, To: ShipmentFailed, If: guards{open, reason}, By: carrier},
			{On: Retry, From: from{ShipmentFailed}, To: ShipmentShipped, If: guards{open}, By: warehouse},
			{On: ReturnToSender, From: from{ShipmentFailed}, To: ShipmentReturned, If: guards{open, undone}, By: warehouse},
			{On: CancelShipment, From: from{ShipmentPlanned, ShipmentPicking, ShipmentPacked}, To: ShipmentCancelled, If: guards{open}, By: roles{salesdesk.Warehouse, salesdesk.InsideSales}},
			{On: VoidShipment, From: from{ShipmentShipped}, To: ShipmentCancelled, If: guards{open, reason, undone}, By: roles{salesdesk.Warehouse, salesdesk.SalesManager}},
			{On: DisputeDelivery, From: from{ShipmentDelivered}, To: ShipmentFailed, If: guards{open, reason, days, undone}, By: roles{salesdesk.InsideSales, salesdesk.SalesManager}, Reopens: true},
		},
	}
}

func shipmentStates() []workflow.State[ShipmentStatus] {
	return []workflow.State[ShipmentStatus]{
		{Name: ShipmentPlanned, Kind: workflow.Open},
		{Name: ShipmentPicking, Kind: workflow.Open},
		{Name: ShipmentPacked, Kind: workflow.Open},
		{Name: ShipmentShipped, Kind: workflow.Waiting},
		{Name: ShipmentFailed, Kind: workflow.Open},
		{Name: ShipmentDelivered, Kind: workflow.Final},
		{Name: ShipmentReturned, Kind: workflow.Final},
		{Name: ShipmentCancelled, Kind: workflow.Final},
	}
}

// orderOpen refuses steps of an order that ended: it is reopened first.
func orderOpen(_ *workflow.Command, c ShipmentCase) error {
	if !c.Order.wasConfirmed() || !c.Order.CompletedAt.IsZero() {
		return ClosedError{Status: c.Order.Status}
	}
	return nil
}

// countedLines holds what was counted to what was planned, and to what is allocated.
func countedLines(_ *workflow.Command, c ShipmentCase, fact ShipmentMoved) error {
	if len(fact.Lines) == 0 && fact.Step == Depart {
		return nil
	}
	var problems salesdesk.Problems
	held := totals(c.Shipment.Lines)
	for _, q := range fact.Lines {
		if _, ok := held[q.Line]; !ok {
			problems.Add(LineError{Line: q.Line})
		}
	}
	problems.Add(c.Order.try(Ship, fact.Lines, c.Policy, c.Shipment.ID))
	return problems.Err()
}

func proofGiven(_ *workflow.Command, c ShipmentCase, fact ShipmentMoved) error {
	if fact.Step == Arrive && c.Proof == "" {
		return salesdesk.FieldError{Path: "proof", Rule: salesdesk.RuleRequired}
	}
	return nil
}

// undoneFits holds that what is undone was not asked back meanwhile.
func undoneFits(_ *workflow.Command, c ShipmentCase, fact ShipmentMoved) error {
	var problems salesdesk.Problems
	find := c.Order.finder(len(c.Shipment.Lines))
	for _, q := range c.Shipment.Lines {
		if i := find(q.Line); i >= 0 {
			line := c.Order.Lines[i]
			line.undo(fact.Step, q.Quantity, fact.Release)
			problems.Add(line.check(c.Policy.OverDelivery))
		}
	}
	return problems.Err()
}

func withinDispute(cmd *workflow.Command, c ShipmentCase) error {
	if c.Policy.DisputeDays == 0 || c.Shipment.Delivered.IsZero() {
		return nil
	}
	until := c.Policy.day(c.Shipment.Delivered).AddDays(c.Policy.DisputeDays)
	if today := c.Policy.day(cmd.At); today.After(until) {
		return LateError{Until: until}
	}
	return nil
}

// undo takes a quantity of a shipment back: to be sent again, or cancelled. What was
// invoiced of it is due to be credited.
func (l *Line) undo(on ShipmentEvent, q salesdesk.Amount, release bool) {
	switch {
	case on == DisputeDelivery:
		l.Delivered = sub(l.Delivered, q)
		return
	case release:
		l.Shipped, l.Cancelled = sub(l.Shipped, q), add(l.Cancelled, q)
	default:
		l.Shipped, l.Allocated = sub(l.Shipped, q), add(l.Allocated, q)
	}
	l.recall()
}

// recall makes due what stands invoiced and left nobody's hands, or will not.
func (l *Line) recall() {
	if excess := sub(l.standing(), l.chargeable()); excess.IsPositive() {
		l.CreditDue = add(l.CreditDue, excess)
	}
}

// packing reports whether the shipment holds stock that did not leave yet.
func (s *Shipment) packing() bool {
	return s.Status == ShipmentPlanned || s.Status == ShipmentPicking || s.Status == ShipmentPacked
}

// reserved is what is being packed of every line, but for one shipment.
func (o *Order) reserved(but string) map[string]salesdesk.Amount {
	var sums map[string]salesdesk.Amount
	for i := range o.Shipments {
		s := &o.Shipments[i]
		if s.ID == but || !s.packing() {
			continue
		}
		if sums == nil {
			sums = map[string]salesdesk.Amount{}
		}
		for _, q := range s.Lines {
			sums[q.Line] = add(sums[q.Line], q.Quantity)
		}
	}
	return sums
}

// waived is what a delivery leaves undelivered within the tolerance: nothing more is
// allocated or on its way, and so little is missing that the line counts as delivered.
func (o *Order) waived(s *Shipment, p *Policy) []Quantity {
	if p.UnderDelivery.IsZero() {
		return nil
	}
	var waived []Quantity
	find, came := o.finder(len(s.Lines)), totals(s.Lines)
	for _, q := range s.Lines {
		i := find(q.Line)
		arrived, once := came[q.Line]
		if i < 0 || !once {
			continue
		}
		delete(came, q.Line)
		line := o.Lines[i]
		line.Delivered = add(line.Delivered, arrived)
		missing := line.Backorder()
		most := salesdesk.Amount{Decimal: line.Ordered.Mul(p.UnderDelivery.Decimal).RoundDown(places(line.Unit))}
		if line.Allocated.IsZero() && line.Delivered.Equal(line.Shipped) && missing.IsPositive() && !less(most, missing) {
			waived = append(waived, Quantity{Line: q.Line, Quantity: missing})
		}
	}
	return waived
}
