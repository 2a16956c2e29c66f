package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Line is one line as quantities. The zero quantity is none.
type Line struct {
	ID   string `json:"id"`
	SKU  string `json:"sku,omitempty"`
	Name string `json:"name,omitempty"`
	Unit string `json:"unit"`

	Ordered    salesdesk.Amount `json:"ordered"`
	Allocated  salesdesk.Amount `json:"allocated,omitzero"`
	Shipped    salesdesk.Amount `json:"shipped,omitzero"`
	Delivered  salesdesk.Amount `json:"delivered,omitzero"`
	Cancelled  salesdesk.Amount `json:"cancelled,omitzero"`
	ReturnOpen salesdesk.Amount `json:"return_open,omitzero"`
	Returned   salesdesk.Amount `json:"returned,omitzero"`
	Dismissed  salesdesk.Amount `json:"dismissed,omitzero"` // asked back and refused
	Invoiced   salesdesk.Amount `json:"invoiced,omitzero"`
	Credited   salesdesk.Amount `json:"credited,omitzero"`

	// Released left and is owed no more: accepted back, or given back in money where the
	// customer keeps it. A part of a piece is worth that part.
	Released salesdesk.Amount `json:"released,omitzero"`

	// CreditDue was invoiced, did not reach the customer and is not credited yet; Voided
	// is what of Credited was.
	CreditDue salesdesk.Amount `json:"credit_due,omitzero"`
	Voided    salesdesk.Amount `json:"voided,omitzero"`

	Waived salesdesk.Amount `json:"waived,omitzero"` // missing within the tolerance, and no longer due
	Called salesdesk.Amount `json:"called,omitzero"` // off a blanket order, by other orders

	Ahead  bool `json:"ahead,omitempty"`  // billed as it was ordered, before it leaves
	Billed int  `json:"billed,omitempty"` // the revision that it was invoiced of last

	Requested calendar.Date `json:"requested,omitzero"` // the day the customer asks for
	Promised  calendar.Date `json:"promised,omitzero"`
}

// Quantity is some of a line.
type Quantity struct {
	Line     string           `json:"line"`
	Quantity salesdesk.Amount `json:"quantity"`
}

// Label is what a line is called, derived from its quantities.
type Label string

// The labels, in the order in which they are tried.
const (
	LabelCancelled          Label = "cancelled"
	LabelClosedShort        Label = "closed_short"
	LabelReturned           Label = "returned"
	LabelDelivered          Label = "delivered"
	LabelShipped            Label = "shipped"
	LabelPartiallyShipped   Label = "partially_shipped"
	LabelAllocated          Label = "allocated"
	LabelPartiallyAllocated Label = "partially_allocated"
	LabelBackordered        Label = "backordered"
	LabelOpen               Label = "open"

	// Of a blanket order's lines, before the others.
	LabelCalledOff          Label = "called_off"
	LabelPartiallyCalledOff Label = "partially_called_off"
)

// MessageID names the label's text.
func (l Label) MessageID() string { return "order.label." + string(l) }

// Label is the first that fits. Nothing sticks: deliver 2 of 3 and ship the third,
// and the line is shipped. A line with nothing in stock or on its way is
// backordered once it has a promised date.
func (l Line) Label() Label {
	left := l.Due()
	switch {
	case l.Called.IsPositive() && left.Sign() <= 0:
		return LabelCalledOff
	case l.Called.IsPositive():
		return LabelPartiallyCalledOff
	case left.Sign() <= 0 && l.Shipped.IsZero():
		return LabelCancelled
	case l.Delivered.IsPositive() && !less(l.Returned, l.Delivered):
		return LabelReturned
	case l.Cancelled.IsPositive() && !less(l.Delivered, left):
		return LabelClosedShort
	case !less(l.Delivered, left):
		return LabelDelivered
	case !less(l.Shipped, left):
		return LabelShipped
	case l.Shipped.IsPositive():
		return LabelPartiallyShipped
	case !less(l.Allocated, left):
		return LabelAllocated
	case l.Allocated.IsPositive():
		return LabelPartiallyAllocated
	case !l.Promised.IsZero():
		return LabelBackordered
	default:
		return LabelOpen
	}
}

// Due is what is to be delivered in the end: neither cancelled, waived nor called off.
func (l Line) Due() salesdesk.Amount { return sub(l.Ordered, l.Cancelled, l.Waived, l.Called) }

// Backorder is what is due and neither allocated nor shipped; below zero where more
// than ordered is.
func (l Line) Backorder() salesdesk.Amount { return sub(l.Due(), l.Allocated, l.Shipped) }

// Billable is what is owed and not invoiced: what was shipped, or with [Line.Ahead] what is
// due, less what came back or was given back, less what stands invoiced. Below zero it is
// what returns have yet to credit.
func (l Line) Billable() salesdesk.Amount { return sub(l.chargeable(), l.Released, l.standing()) }

// chargeable is what may be invoiced if nothing of it comes back.
func (l *Line) chargeable() salesdesk.Amount {
	if l.Ahead {
		return larger(l.Due(), l.Shipped)
	}
	return l.Shipped
}

// standing is what is invoiced and neither credited nor due to be, since it did not arrive.
func (l *Line) standing() salesdesk.Amount { return sub(l.Invoiced, l.CreditDue, l.Credited) }

// Closed reports whether nothing is left to deliver.
func (l Line) Closed() bool {
	return !less(l.Delivered, l.Due()) && !less(l.Delivered, l.Shipped) && l.Allocated.Sign() <= 0
}

// Invariant names a rule that the quantities of a line keep.
type Invariant string

// The invariants.
const (
	WithinOrdered   Invariant = "within_ordered"    // allocated + shipped + cancelled + waived ≤ ordered + tolerance
	WithinAllocated Invariant = "within_allocated"  // what is shipped was allocated, but for the tolerance
	WithinShipped   Invariant = "within_shipped"    // delivered ≤ shipped
	WithinDelivered Invariant = "within_delivered"  // return open + returned + dismissed ≤ delivered
	WithinBillable  Invariant = "within_billable"   // invoiced − credited − credit due ≤ shipped, and no more than is billable
	WithinInvoiced  Invariant = "within_invoiced"   // credited + credit due ≤ invoiced
	WithinCreditDue Invariant = "within_credit_due" // no more is credited as not delivered than is due
	AboveZero       Invariant = "above_zero"        // a quantity that moves is more than nothing
	WholeUnits      Invariant = "whole_units"       // pieces are not cut
	AboveShipped    Invariant = "above_shipped"     // what is agreed anew is no less than what is shipped, packed or called off
	WithinBackorder Invariant = "within_backorder"  // what is substituted is neither allocated nor shipped
	WithinCancelled Invariant = "within_cancelled"  // no more is reopened than was cancelled or waived
	WithinCallable  Invariant = "within_callable"   // called off + cancelled ≤ ordered
)

// check names every invariant that the quantities break.
func (l *Line) check(tolerance salesdesk.Amount) error {
	var problems salesdesk.Problems
	for _, rule := range [...]struct {
		name       Invariant
		got, bound fixed.Dec
	}{
		{WithinOrdered, sum(&l.Allocated, &l.Shipped, &l.Cancelled, &l.Waived), sum(&l.Ordered).Add(exact.Dec(l.over(tolerance)))},
		{WithinCallable, sum(&l.Called, &l.Cancelled), sum(&l.Ordered)},
		{WithinShipped, sum(&l.Delivered), sum(&l.Shipped)},
		{WithinDelivered, sum(&l.ReturnOpen, &l.Returned, &l.Dismissed), sum(&l.Delivered)},
		{WithinBillable, sum(&l.Invoiced).Sub(sum(&l.CreditDue, &l.Credited)), l.mostInvoiced()},
		{WithinInvoiced, sum(&l.Credited, &l.CreditDue), sum(&l.Invoiced)},
	} {
		if rule.got.Err() != nil || rule.bound.Err() != nil || rule.bound.Cmp(rule.got) < 0 {
			problems.Add(l.broken(rule.name, rule.got, rule.bound))
		}
	}
	return problems.Err()
}

// mostInvoiced is what may stand invoiced: of a line that is billed ahead, all of it.
func (l *Line) mostInvoiced() fixed.Dec {
	if l.Ahead && less(l.Shipped, l.Ordered) {
		return sum(&l.Ordered)
	}
	return sum(&l.Shipped)
}

// broken is the invariant as an error; what does not fit an amount is that instead.
func (l *Line) broken(rule Invariant, got, bound fixed.Dec) error {
	asked, err := exact.Amount(got)
	if err != nil {
		return err
	}
	allowed, err := exact.Amount(bound)
	if err != nil {
		return err
	}
	return QuantityError{Line: l.ID, Rule: rule, Asked: asked, Allowed: allowed}
}

// sum adds quantities, most of which are nothing.
func sum(quantities ...*salesdesk.Amount) (total fixed.Dec) {
	for _, q := range quantities {
		if !q.IsZero() {
			total = total.Add(exact.Dec(*q))
		}
	}
	return total
}

// over is what may be delivered beyond the ordered quantity: the tolerance, a ratio, of
// it, in whole units where the unit is not cut: of 3 and 10 % nothing.
func (l *Line) over(tolerance salesdesk.Amount) salesdesk.Amount {
	if tolerance.IsZero() {
		return tolerance
	}
	return salesdesk.Amount{Decimal: l.Ordered.Mul(tolerance.Decimal).RoundDown(places(l.Unit))}
}

// add and sub leave nothing out by passing over zeros, of which a line has many.
func add(first salesdesk.Amount, more ...salesdesk.Amount) salesdesk.Amount {
	for _, a := range more {
		switch {
		case a.IsZero():
		case first.IsZero():
			first = a
		default:
			first.Decimal = first.Add(a.Decimal)
		}
	}
	return first
}

func sub(first salesdesk.Amount, more ...salesdesk.Amount) salesdesk.Amount {
	for _, a := range more {
		if !a.IsZero() {
			first.Decimal = first.Sub(a.Decimal)
		}
	}
	return first
}

func less(a, b salesdesk.Amount) bool { return a.LessThan(b.Decimal) }
