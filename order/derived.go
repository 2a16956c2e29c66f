package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Progress is how far an order is in one respect, derived from its quantities and never
// kept.
type Progress string

// How far an order may be.
const (
	None      Progress = "none"
	Partially Progress = "partially"
	Wholly    Progress = "wholly"
)

// MessageID names the text.
func (p Progress) MessageID() string { return "order.progress." + string(p) }

// Fulfilment is how far the order is delivered.
type Fulfilment string

// How far an order is delivered, the furthest that holds.
const (
	Unfulfilled        Fulfilment = "open"
	PartiallyShipped   Fulfilment = "partially_shipped"
	FullyShipped       Fulfilment = "shipped"
	PartiallyDelivered Fulfilment = "partially_delivered"
	FullyDelivered     Fulfilment = "delivered"
	NothingToDeliver   Fulfilment = "nothing_to_deliver" // all of it cancelled or called off
)

// MessageID names the text.
func (f Fulfilment) MessageID() string { return "order.fulfilment." + string(f) }

// Fulfilment is how far the order is delivered: what was cancelled, waived or called off
// is not missing.
func (o Order) Fulfilment() Fulfilment {
	var shipped, delivered, due bool
	allShipped, allDelivered := true, true
	for i := range o.Lines {
		l := &o.Lines[i]
		left := l.Due()
		due = due || left.IsPositive() || l.Shipped.IsPositive()
		shipped, delivered = shipped || l.Shipped.IsPositive(), delivered || l.Delivered.IsPositive()
		allShipped = allShipped && !less(l.Shipped, left)
		allDelivered = allDelivered && !less(l.Delivered, left) && !less(l.Delivered, l.Shipped)
	}
	switch {
	case !due:
		return NothingToDeliver
	case allDelivered:
		return FullyDelivered
	case delivered:
		return PartiallyDelivered
	case allShipped:
		return FullyShipped
	case shipped:
		return PartiallyShipped
	default:
		return Unfulfilled
	}
}

// Invoicing is how far what is to be delivered is invoiced; what came back is not missing.
func (o Order) Invoicing() Progress {
	return o.progress(func(l *Line) (part, whole salesdesk.Amount) {
		return add(l.standing(), smaller(l.Released, l.Invoiced)), larger(l.Due(), l.Shipped)
	})
}

// Returning is how much of what was delivered came back and was accepted.
func (o Order) Returning() Progress {
	return o.progress(func(l *Line) (part, whole salesdesk.Amount) { return l.Returned, l.Delivered })
}

func (o *Order) progress(of func(*Line) (part, whole salesdesk.Amount)) Progress {
	some, all, any := false, true, false
	for i := range o.Lines {
		part, whole := of(&o.Lines[i])
		any = any || whole.IsPositive()
		some, all = some || part.IsPositive(), all && !less(part, whole)
	}
	switch {
	case any && all:
		return Wholly
	case some:
		return Partially
	default:
		return None
	}
}

// Settlement is what became of a document of the order: what it asks, what was paid and
// what was credited of it, VAT included.
type Settlement struct {
	Document string
	Payable  salesdesk.Amount
	Paid     salesdesk.Amount
	Credited salesdesk.Amount
}

// Paid is how far the order's invoices are paid. Documents that are none of them count for
// nothing; what was credited needs no payment. It is [Wholly] only once everything is
// invoiced, and every invoice is among those settled.
func (o Order) Paid(settled []Settlement) Progress {
	open := make(map[string]bool, len(o.Invoices))
	for _, d := range o.Invoices {
		open[d] = true
	}
	some := false
	for _, s := range settled {
		if slices.Contains(o.Invoices, s.Document) {
			some = some || s.Paid.IsPositive()
			open[s.Document] = open[s.Document] && less(add(s.Paid, s.Credited), s.Payable)
		}
	}
	all := o.Invoicing() == Wholly
	for _, d := range o.Invoices {
		all = all && !open[d]
	}
	switch {
	case some && all:
		return Wholly
	case some:
		return Partially
	default:
		return None
	}
}

func larger(a, b salesdesk.Amount) salesdesk.Amount {
	if less(a, b) {
		return b
	}
	return a
}
