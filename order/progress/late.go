package progress

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// promises looks at every line with a day. The day over and not all of it delivered: the
// promise is broken. Before that it is at risk once all of it should have left, or once it
// should be on the shelf and is not allocated.
func (w *watch) promises(o *Watched) {
	if o.Order.ConfirmedAt.IsZero() || ended(o.Order.Status) || o.Order.Blanket != nil {
		return
	}
	ready := make(map[string]calendar.Date, len(o.Order.Promises))
	for i := range o.Order.Promises {
		ready[o.Order.Promises[i].Line] = o.Order.Promises[i].Ready
	}
	for i := range o.Order.Lines {
		if l := &o.Order.Lines[i]; !l.Promised.IsZero() && l.Delivered.LessThan(l.Due().Decimal) {
			w.promise(o, l, ready[l.ID])
		}
	}
}

func (w *watch) promise(o *Watched, l *order.Line, ready calendar.Date) {
	e := Exception{Kind: AtRisk, Severity: High, Subject: l.ID, Since: o.Order.ConfirmedAt, Act: salesdesk.Warehouse, Next: ShipNow}
	left, short := !l.Shipped.LessThan(l.Due().Decimal), l.Backorder().IsPositive()
	if w.today.After(l.Promised) {
		e.Kind, e.Severity, e.Act, e.Next = Broken, Critical, salesdesk.InsideSales, TellCustomer
		if left {
			e.Next = ChaseCarrier
		}
		w.add(e, o, w.endOf(l.Promised))
		return
	}
	if left {
		return
	}
	leave, err := w.cal.AddWorkdays(l.Promised, -w.limits.LeadDays)
	if err != nil {
		w.failed.Add(salesdesk.At(o.Order.ID, err))
		return
	}
	if short {
		e.Act, e.Next = salesdesk.Purchasing, FindSupply
	}
	switch {
	case w.today.After(leave):
		w.add(e, o, w.endOf(leave))
	case short && !ready.IsZero() && w.today.After(ready):
		e.Severity = Normal
		w.add(e, o, w.endOf(ready))
	}
}

// endOf is the last second of a day.
func (w *watch) endOf(d calendar.Date) time.Time {
	return d.AddDays(1).In(w.cal.Location()).Add(-time.Second)
}

// bills lists each shipment of which something is not invoiced, by the last day that
// [invoice.IssueBy] gives from the day it left: not later than from that of its arrival. What
// is invoiced of a line is what left first.
func (w *watch) bills(o *Watched) {
	for _, left := range unbilled(&o.Order, index(o.Timeline.Shipments)) {
		e := Exception{Kind: Unbilled, Subject: left.ID, Since: left.Left, Act: salesdesk.Finance, Next: IssueInvoice}
		last := invoice.IssueBy(calendar.DateOf(left.Left, w.cal.Location()))
		switch {
		case w.today.After(last):
			e.Severity = Critical
			w.add(e, o, w.endOf(last))
		case !w.today.AddDays(w.limits.BillDays).Before(last):
			e.Severity = High
			w.add(e, o, w.endOf(last))
		default:
			w.waits(e, o, w.limits.Bill)
		}
	}
}

// unbilled are the marks of shipments that left and are not wholly invoiced, in the order in
// which they left.
func unbilled(o *order.Order, marks map[string]Mark) []Mark {
	open := make(map[string]salesdesk.Amount)
	for i := range o.Lines {
		if o.Lines[i].Billable().IsPositive() {
			open[o.Lines[i].ID] = billed(&o.Lines[i])
		}
	}
	if len(open) == 0 {
		return nil
	}
	var gone []*order.Shipment
	for i := range o.Shipments {
		if left(&o.Shipments[i]) {
			gone = append(gone, &o.Shipments[i])
		}
	}
	slices.SortStableFunc(gone, func(a, b *order.Shipment) int { return marks[a.ID].Left.Compare(marks[b.ID].Left) })
	var late []Mark
	for _, s := range gone {
		if take(open, s.Lines) {
			late = append(late, marks[s.ID])
		}
	}
	return late
}

// billed is what invoices stand for of what left and is not back.
func billed(l *order.Line) salesdesk.Amount {
	return atLeastZero(salesdesk.Amount{Decimal: l.Invoiced.Add(l.Released.Decimal).Sub(l.CreditDue.Decimal).Sub(l.Credited.Decimal)})
}

// credits lists each line of which something is invoiced that came back before it arrived,
// since the last of it did.
func (w *watch) credits(o *Watched) {
	due := o.Order.CreditDue()
	if len(due) == 0 {
		return
	}
	marks := index(o.Timeline.Shipments)
	back := make(map[string]time.Time, len(due))
	for i := range o.Order.Shipments {
		s := &o.Order.Shipments[i]
		if m := marks[s.ID]; !left(s) && !m.Left.IsZero() {
			for _, q := range s.Lines {
				if m.Since.After(back[q.Line]) {
					back[q.Line] = m.Since
				}
			}
		}
	}
	for _, q := range due {
		w.waits(Exception{Kind: Uncredited, Subject: q.Line, Since: back[q.Line], Act: salesdesk.Finance, Next: IssueCreditNote}, o, w.limits.Bill)
	}
}

// take counts a shipment off what is invoiced, and reports whether that was too little.
func take(invoiced map[string]salesdesk.Amount, lines []order.Quantity) (short bool) {
	for _, q := range lines {
		if had, ok := invoiced[q.Line]; ok {
			short = short || had.LessThan(q.Quantity.Decimal)
			invoiced[q.Line] = atLeastZero(salesdesk.Amount{Decimal: had.Sub(q.Quantity.Decimal)})
		}
	}
	return short
}

// left reports whether the shipment is out of the house; one without a status is of an
// older log and is.
func left(s *order.Shipment) bool {
	return slices.Contains([]order.ShipmentStatus{"", order.ShipmentShipped, order.ShipmentFailed, order.ShipmentDelivered}, s.Status)
}
