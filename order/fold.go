package order

import (
	"slices"

	"github.com/interne-sales/salesdesk/workflow"
)

// Fold rebuilds an order from all its changes.
func Fold(log []Change) (Order, error) { return Order{}.Fold(log) }

// Fold brings the order up to date with changes that happened since. It decides
// nothing, and refuses a gap. The order it is called on stays as it was.
func (o Order) Fold(log []Change) (Order, error) {
	next := o
	next.Lines = slices.Clone(o.Lines)
	folded, version, err := workflow.Fold(next, o.ID, o.Version, log, (*Order).apply)
	if err != nil {
		return o, err
	}
	folded.Version = version
	return folded, nil
}

// with is the order after the command's fact, the change kept. Lines are cloned
// only by a fact that changes them.
func (o Order) with(cmd *workflow.Command, fact Fact) Order {
	change := workflow.Next(o.ID, o.Version+1, cmd, fact)
	next := o
	if touchesLines(fact) {
		next.Lines = slices.Clone(o.Lines)
	}
	next.apply(change)
	next.Version = change.Seq
	next.changes = append(slices.Clip(o.changes), change)
	return next
}

func touchesLines(f Fact) bool {
	switch f.(type) {
	case Moved, Held:
		return false
	default:
		return true
	}
}

func (o *Order) apply(c Change) {
	o.Status = c.Fact.outcome()
	switch fact := c.Fact.(type) {
	case Created:
		o.ID, o.Number, o.Customer, o.Source, o.Agreed = c.Stream, fact.Number, fact.Customer, fact.Source, fact.Agreed
		o.Lines = opened(fact.Agreed)
	case Promised:
		o.Promises = fact.Promises
		for _, p := range fact.Promises {
			o.edit(p.Line).Promised = p.Date
		}
	case Held:
		o.applyHold(fact)
	case Shipped:
		o.Shipments = append(slices.Clip(o.Shipments), fact.Shipment)
		o.applyQuantities(Ship, fact.Shipment.Lines)
	case Arrived:
		o.applyArrival(fact)
	case Shifted:
		o.applyQuantities(fact.On, fact.Lines)
	case Documented:
		o.Documents = append(slices.Clip(o.Documents), fact.Document)
		o.applyQuantities(fact.On, fact.Lines)
	case ReturnRequested:
		o.Returns = append(slices.Clip(o.Returns), fact.Return)
		o.applyQuantities(RequestReturn, fact.Return.Lines)
	case ReturnMoved:
		o.applyReturn(fact)
	}
}

func (o *Order) applyHold(fact Held) {
	holds := slices.DeleteFunc(slices.Clone(o.Holds), func(h Hold) bool { return h == fact.Hold })
	if !fact.Freed {
		holds = append(holds, fact.Hold)
	}
	o.Holds = slices.Clip(holds)
}

func (o *Order) applyArrival(fact Arrived) {
	i := o.shipment(fact.Shipment)
	if i < 0 {
		return
	}
	o.Shipments = slices.Clone(o.Shipments)
	o.Shipments[i].Proof = fact.Proof
	o.applyQuantities(Deliver, o.Shipments[i].Lines)
}

func (o *Order) applyQuantities(on Event, quantities []Quantity) {
	for _, q := range quantities {
		line := o.edit(q.Line)
		*line = line.after(on, q.Quantity)
	}
}

// edit is the line to write to; one that is not there is a line of its own that
// goes nowhere, since a fold decides nothing.
func (o *Order) edit(id string) *Line {
	if i := o.line(id); i >= 0 {
		return &o.Lines[i]
	}
	return &Line{}
}
