package order

import (
	"slices"

	"github.com/interne-sales/salesdesk/workflow"
)

// Submit puts the order before the desk.
func (o Order) Submit(r *Rules, cmd *workflow.Command) (Order, error) { return o.move(r, Submit, cmd) }

// Confirm promises a date for every line, but for a blanket order: within the credit
// limit, with no hold, in the channel that the order came by, and above the clerk's
// limit by the sales manager.
func (o Order) Confirm(r *Rules, cmd *workflow.Command, c Confirmation) (Order, error) {
	promises := o.asking(c.Promises)
	return o.do(r, Confirm, cmd, &c, func(m Moved) Fact { return Promised{Moved: m, Promises: promises} })
}

// Reject refuses the order, with a reason, in the channel that it came by.
func (o Order) Reject(r *Rules, cmd *workflow.Command, answered Channel) (Order, error) {
	return o.do(r, Reject, cmd, &Confirmation{Channel: answered}, func(m Moved) Fact { return m })
}

// Expire ends an order that was never confirmed, once its last valid day is over.
func (o Order) Expire(r *Rules, cmd *workflow.Command) (Order, error) { return o.move(r, Expire, cmd) }

// Complete ends the order once every line is closed and invoiced.
func (o Order) Complete(r *Rules, cmd *workflow.Command) (Order, error) {
	return o.move(r, Complete, cmd)
}

// Reopen takes a completed order up again, with a reason: within the policy's days, and
// while the ledger's period is open.
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

// Deallocate gives reserved stock back that is not being packed.
func (o Order) Deallocate(r *Rules, cmd *workflow.Command, lines []Quantity) (Order, error) {
	return o.shift(r, Deallocate, cmd, lines)
}

// CancelRemaining cancels all of some lines that is not shipped or being packed, or of
// every line where none is named. What was shipped is billed; the order is then
// completed short.
func (o Order) CancelRemaining(r *Rules, cmd *workflow.Command, lines ...string) (Order, error) {
	return o.shift(r, CancelRemaining, cmd, o.remaining(lines))
}

// remaining is what can be cancelled of lines; a line that is not there has nothing.
func (o *Order) remaining(lines []string) []Quantity {
	reserved := o.reserved("")
	var rest []Quantity
	add1 := func(l *Line) {
		if q := add(l.Backorder(), sub(l.Allocated, reserved[l.ID])); q.IsPositive() {
			rest = append(rest, Quantity{Line: l.ID, Quantity: q})
		}
	}
	if len(lines) == 0 {
		for i := range o.Lines {
			add1(&o.Lines[i])
		}
		return rest
	}
	find := o.finder(len(lines))
	for _, id := range lines {
		if i := find(id); i >= 0 {
			add1(&o.Lines[i])
			continue
		}
		rest = append(rest, Quantity{Line: id})
	}
	return rest
}

// ReopenLine takes up again what was cancelled or waived of lines, with a reason.
func (o Order) ReopenLine(r *Rules, cmd *workflow.Command, lines []Quantity) (Order, error) {
	return o.shift(r, ReopenLine, cmd, lines)
}

// CloseShort cancels quantities that will not be delivered, with a reason.
func (o Order) CloseShort(r *Rules, cmd *workflow.Command, lines []Quantity) (Order, error) {
	return o.shift(r, CloseShort, cmd, lines)
}

// Bill notes what an invoice bills, no more than is billable: see [Line.Billable].
func (o Order) Bill(r *Rules, cmd *workflow.Command, invoice string, lines []Quantity) (Order, error) {
	return o.do(r, Bill, cmd, nil, func(m Moved) Fact {
		return Documented{Moved: m, Document: invoice, Lines: slices.Clone(lines)}
	})
}

// Credit notes what a credit note takes back of what was invoiced: of goods that came back or
// are kept for less, as [Order.ReturnFigures] has it; or of a wrong invoice, and then what it
// takes back is billable anew. The note of a return that was reopened may give money for
// goods that were credited before, and has no lines then.
func (o Order) Credit(r *Rules, cmd *workflow.Command, note string, lines []Quantity) (Order, error) {
	return o.do(r, Credit, cmd, nil, func(m Moved) Fact {
		return Documented{Moved: m, Document: note, Lines: slices.Clone(lines)}
	})
}

// CreditUndelivered notes a credit note for what was invoiced and came back before it
// reached the customer: see [Order.CreditDue].
func (o Order) CreditUndelivered(r *Rules, cmd *workflow.Command, note string, lines []Quantity) (Order, error) {
	return o.do(r, CreditUndelivered, cmd, nil, func(m Moved) Fact {
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

func (o *Order) move(r *Rules, on Event, cmd *workflow.Command) (Order, error) {
	return o.do(r, on, cmd, nil, func(m Moved) Fact { return m })
}

func (o *Order) shift(r *Rules, on Event, cmd *workflow.Command, lines []Quantity) (Order, error) {
	lines = slices.Clone(lines)
	return o.do(r, on, cmd, nil, func(m Moved) Fact { return Shifted{Moved: m, Lines: lines} })
}

// do asks the table and records the fact. Guards do not look at the outcome of the fact:
// it is made again only where the table moves the order.
func (o *Order) do(r *Rules, on Event, cmd *workflow.Command, c *Confirmation, fact func(Moved) Fact) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return *o, err
	}
	tried := fact(Moved{To: o.Status, On: on})
	step, err := r.machine.Decide(o.Status, on, cmd, Case{Order: o, Fact: tried, Confirmation: c, Policy: &r.policy})
	if err != nil {
		return *o, err
	}
	if step.To != o.Status {
		tried = fact(Moved{To: step.To, On: on})
	}
	return o.with(cmd, tried), nil
}
