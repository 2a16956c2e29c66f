package order_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
)

// state is what tells two orders apart in the walk: quantities, and where the shipments
// and returns stand. Names, moments and the order in which shipments were made do not.
func state(o order.Order) string {
	var b strings.Builder
	for _, l := range o.Lines {
		invoiced := l.Invoiced.IsPositive()
		l.Invoiced, l.Credited, l.Voided = less(l.Invoiced, l.Credited), amount("0"), amount("0") // billed and credited over and over
		for _, q := range quantities(l) {
			b.WriteString(q.String() + " ")
		}
		fmt.Fprint(&b, invoiced)
	}
	b.WriteString(string(o.Status) + fmt.Sprint(len(standing(o))))
	for _, h := range o.Holds {
		b.WriteString(string(h))
	}
	if !o.ConfirmedAt.IsZero() {
		b.WriteString("+")
	}
	var open []string
	for _, s := range o.Shipments {
		if s.Status != order.ShipmentCancelled && s.Status != order.ShipmentReturned {
			open = append(open, shape(s))
		}
	}
	for _, r := range o.Returns {
		if r.Status == order.ReturnOpen {
			open = append(open, claim(r))
		}
	}
	slices.Sort(open)
	b.WriteString(strings.Join(open, " "))
	if o.Pending != nil {
		b.WriteString("?" + o.Pending.Change.Lines[0].Quantity.String())
	}
	return b.String()
}

// shape is what tells two shipments apart: one of the same shape has the same future.
func shape(s order.Shipment) string {
	return string(s.Status) + s.Lines[0].Line + total(s.Lines) + "/" + total(s.Waived)
}

// claim is what tells two open returns apart.
func claim(r order.Return) string { return "back" + r.Lines[0].Line + total(r.Lines) }

func quantities(l order.Line) []salesdesk.Amount {
	return []salesdesk.Amount{l.Ordered, l.Allocated, l.Shipped, l.Delivered, l.Cancelled, l.Waived, l.ReturnOpen, l.Returned, l.Dismissed, l.Invoiced, l.Credited, l.CreditDue, l.Voided, l.Called, l.Released}
}

func total(lines []order.Quantity) string {
	var sum salesdesk.Amount
	for _, q := range lines {
		sum.Decimal = sum.Add(q.Quantity.Decimal)
	}
	return sum.String()
}

func less(a, b salesdesk.Amount) salesdesk.Amount { return salesdesk.Amount{Decimal: a.Sub(b.Decimal)} }

func sumOf(all ...salesdesk.Amount) (sum salesdesk.Amount) {
	for _, a := range all {
		sum.Decimal = sum.Add(a.Decimal)
	}
	return sum
}

// holds checks the invariants as the package's doc says them, and names one that breaks.
func (w *walker) holds(o order.Order) string {
	if len(o.Agreed.Lines) != len(o.Lines) {
		return "every line is agreed"
	}
	for i := range o.Lines {
		if broken := w.kept(o, i); broken != "" {
			return broken
		}
	}
	if o.Status == order.Cancelled && len(standing(o)) > 0 {
		return "advances are credited with the order"
	}
	return ""
}

// kept are the invariants of a line. What may leave beyond the order is not cancelled.
func (w *walker) kept(o order.Order, i int) string {
	l := o.Lines[i]
	var packing, gone salesdesk.Amount
	for _, s := range o.Shipments {
		if s.Lines[0].Line != l.ID {
			continue
		}
		switch s.Status {
		case order.ShipmentPlanned, order.ShipmentPicking, order.ShipmentPacked:
			packing = sumOf(packing, salesdesk.MustAmount(total(s.Lines)))
		case order.ShipmentShipped, order.ShipmentFailed, order.ShipmentDelivered:
			gone = sumOf(gone, salesdesk.MustAmount(total(s.Lines)))
		case order.ShipmentReturned, order.ShipmentCancelled: // holds nothing
		}
	}
	for _, rule := range []struct {
		name       string
		got, bound salesdesk.Amount
	}{
		{"within ordered", sumOf(l.Allocated, l.Shipped, l.Cancelled, l.Waived), sumOf(l.Ordered, w.over)},
		{"no tolerance is cancelled", sumOf(l.Cancelled, l.Waived, l.Called), l.Ordered},
		{"within callable", sumOf(l.Called, l.Cancelled), l.Ordered},
		{"within shipped", l.Delivered, l.Shipped},
		{"within delivered", sumOf(l.ReturnOpen, l.Returned, l.Dismissed), l.Delivered},
		{"within billable", l.Invoiced, sumOf(billable(l), l.CreditDue, l.Credited)},
		{"within invoiced", sumOf(l.Credited, l.CreditDue), l.Invoiced},
		{"voided is credited", l.Voided, l.Credited},
		{"agreed is ordered", l.Ordered, o.Agreed.Lines[i].Quantity},
		{"ordered is agreed", o.Agreed.Lines[i].Quantity, l.Ordered},
		{"no more is packed than allocated", packing, sumOf(l.Allocated, w.over)},
		{"the shipments hold what is shipped", gone, l.Shipped},
		{"what is shipped is in shipments", l.Shipped, gone},
	} {
		if rule.bound.LessThan(rule.got.Decimal) {
			return rule.name
		}
	}
	for _, q := range quantities(l) {
		if q.IsNegative() {
			return "below zero"
		}
	}
	return ""
}

// billable is what may stand invoiced: what left or, of an order billed as it was ordered, all.
func billable(l order.Line) salesdesk.Amount {
	if l.Ahead && l.Shipped.LessThan(l.Ordered.Decimal) {
		return l.Ordered
	}
	return l.Shipped
}
