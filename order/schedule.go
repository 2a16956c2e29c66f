package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

// Demands are what is to be promised of the order: what of every line is due and did not
// leave, by the day that was asked for. They are for [promise.Make], beside what was
// promised of other orders. A blanket order has none.
func (o Order) Demands() []promise.Demand {
	var demands []promise.Demand
	for i := range o.Lines {
		l := &o.Lines[i]
		if left := l.toSend(); left.IsPositive() && o.Blanket == nil {
			demands = append(demands, promise.Demand{Line: l.ID, SKU: l.SKU, Quantity: left, Requested: l.Requested, Whole: places(l.Unit) == 0})
		}
	}
	return demands
}

// Commitments are what was promised of the order and did not leave: for [promise.Make]
// of another order, and for [promise.Assess]. The priority, of which a lower number comes
// first, is the company's.
func (o Order) Commitments(priority int) []promise.Commitment {
	var commitments []promise.Commitment
	given := o.promised()
	for i := range o.Lines {
		l := &o.Lines[i]
		if left := l.toSend(); left.IsPositive() && !l.Promised.IsZero() {
			commitments = append(commitments, promise.Commitment{
				Order: o.ID, Line: l.ID, Customer: o.Customer, SKU: l.SKU, Quantity: left,
				Promised: l.Promised, Ready: given[l.ID].Ready, Reserved: !o.wasConfirmed(), Priority: priority,
			})
		}
	}
	return commitments
}

// Delayed are the new dates of the order's lines that an impact makes late, for
// [Order.Reschedule]. A line that nothing covers any more has none.
func (o Order) Delayed(impact promise.Impact) []promise.Promise {
	var late []promise.Promise
	find := o.finder(len(impact.Effects))
	for _, e := range impact.Effects {
		if k := find(e.Line); k >= 0 && e.Order == o.ID && !e.Date.IsZero() && e.Date.After(e.Promised) {
			late = append(late, promise.Promise{Line: e.Line, Date: e.Date, Requested: o.Lines[k].Requested, Binding: promise.ByIncoming})
		}
	}
	return late
}

// Reschedule gives lines of a confirmed order other dates, as [promise.Make] planned them
// or as [Order.Delayed] says. A line that comes later than was promised needs a reason. The
// day that was asked for stays with the line, so that a promise that misses it says so.
func (o Order) Reschedule(r *Rules, cmd *workflow.Command, promises []promise.Promise) (Order, error) {
	promises = o.asking(promises)
	return o.do(r, Reschedule, cmd, nil, func(m Moved) Fact { return Promised{Moved: m, Promises: promises} })
}

// toSend is what of the line is due and did not leave.
func (l *Line) toSend() salesdesk.Amount { return sub(l.Due(), l.Shipped) }

// promised are the latest promises by line.
func (o *Order) promised() map[string]promise.Promise {
	given := make(map[string]promise.Promise, len(o.Promises))
	for _, p := range o.Promises {
		given[p.Line] = p
	}
	return given
}

// reschedulable holds new dates to the lines that wait for them.
func reschedulable(cmd *workflow.Command, c Case, fact Promised) error {
	switch {
	case len(fact.Promises) == 0:
		return salesdesk.FieldError{Path: "promises", Rule: salesdesk.RuleRequired}
	case len(fact.Promises) > MaxLines:
		return salesdesk.FieldError{Path: "promises", Rule: salesdesk.RuleLength, Param: "10000"}
	}
	var problems salesdesk.Problems
	problems.Add(canBeKept(fact.Promises, c.Policy.day(cmd.At)))
	find, later := c.Order.finder(len(fact.Promises)), false
	for i := range fact.Promises {
		p, path := &fact.Promises[i], salesdesk.Index("promises", i)
		k := find(p.Line)
		if k < 0 {
			problems.Add(LineError{Line: p.Line})
			continue
		}
		line := &c.Order.Lines[k]
		problems.AddAt(path, line.mayMoveTo(p.Date))
		later = later || p.Date.After(line.Promised)
	}
	if later {
		problems.Add(workflow.ReasonGiven(cmd))
	}
	return problems.Err()
}

// mayMoveTo names what keeps a line from another date.
func (l *Line) mayMoveTo(date calendar.Date) error {
	switch {
	case date.IsZero():
		return PromiseError{Line: l.ID}
	case !l.toSend().IsPositive():
		return QuantityError{Line: l.ID, Rule: WithinOrdered, Asked: l.Shipped, Allowed: l.Due()}
	default:
		return nil
	}
}
