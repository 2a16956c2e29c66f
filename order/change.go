package order

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// ChangeSet is a change as data: what becomes of some lines, and by when. The lines it
// does not name keep their price, quantity and date.
type ChangeSet struct {
	Lines    []LineChange      `json:"lines,omitempty"`
	Promises []promise.Promise `json:"promises,omitempty"` // dates, of lines that change and of others
}

// LineChange is what becomes of a line, or a line that comes with it.
type LineChange struct {
	Line      string              `json:"line"`
	Quantity  *salesdesk.Amount   `json:"quantity,omitempty"` // at the price agreed; 0 takes the line out
	SKU       string              `json:"sku,omitempty"`      // of a line that the customer asks for, not priced yet
	Requested calendar.Date       `json:"requested,omitzero"` // the day the customer asks for
	Priced    *pricing.PricedLine `json:"priced,omitempty"`   // a new line, or another price or article for an old one
}

// Pending is a change that waits for an answer.
type Pending struct {
	Proposal int            `json:"proposal"` // the version of the order that it came with
	Change   ChangeSet      `json:"change"`
	Agreed   pricing.Priced `json:"agreed,omitzero"` // as it would be, of a proposal
}

// Revision is what was agreed before a change.
type Revision struct {
	Number int            `json:"number"`
	Until  time.Time      `json:"until"` // when another was agreed
	Reason string         `json:"reason,omitempty"`
	Agreed pricing.Priced `json:"agreed"`
}

// ProposeChange asks the customer to agree to a change. The lines named keep the price
// agreed or come priced; [pricing.Amend] says what becomes of the whole. Before the
// order was confirmed all dates must be there, since his yes confirms it. No line gets
// less than was shipped or is being packed.
func (o Order) ProposeChange(r *Rules, cmd *workflow.Command, set ChangeSet, c Confirmation) (Order, error) {
	return o.amend(r, ProposeChange, cmd, set, c, func(m Moved, set ChangeSet, agreed pricing.Priced) Fact {
		return Proposed{Moved: m, Change: set, Agreed: agreed}
	})
}

// AcceptChange is the customer's yes to the latest proposal, by its number: see
// [Pending]. It confirms the order.
func (o Order) AcceptChange(r *Rules, cmd *workflow.Command, proposal int) (Order, error) {
	return o.do(r, AcceptChange, cmd, nil, func(m Moved) Fact { return Answered{Moved: m, Proposal: proposal, Taken: true} })
}

// DeclineChange is the customer's no, or ours to what we proposed: what was agreed
// stands.
func (o Order) DeclineChange(r *Rules, cmd *workflow.Command) (Order, error) {
	return o.answer(r, cmd, DeclineChange, DeclineFirstChange)
}

// WithdrawChange takes a proposal back: what was agreed stands.
func (o Order) WithdrawChange(r *Rules, cmd *workflow.Command) (Order, error) {
	return o.answer(r, cmd, DeclineChange, WithdrawChange)
}

// RequestChange is what the customer asks for. He names lines, quantities, days and
// articles; prices are ours.
func (o Order) RequestChange(r *Rules, cmd *workflow.Command, set ChangeSet) (Order, error) {
	return o.do(r, RequestChange, cmd, nil, func(m Moved) Fact { return Requested{Moved: m, Change: set.clone()} })
}

// GrantChange agrees to what the customer asked for: the same lines and quantities, with
// prices for what is new and dates.
func (o Order) GrantChange(r *Rules, cmd *workflow.Command, set ChangeSet, c Confirmation) (Order, error) {
	on := GrantFirstChange
	if o.wasConfirmed() {
		on = GrantChange
	}
	return o.amend(r, on, cmd, set, c, func(m Moved, set ChangeSet, agreed pricing.Priced) Fact {
		return Revised{Moved: m, Change: set, Agreed: agreed}
	})
}

// RefuseChange says no to what the customer asked for, with a reason: what was agreed
// stands.
func (o Order) RefuseChange(r *Rules, cmd *workflow.Command) (Order, error) {
	return o.answer(r, cmd, RefuseChange, RefuseFirstChange)
}

// answer fires the event for an order that was confirmed, or the one for before.
func (o *Order) answer(r *Rules, cmd *workflow.Command, after, before Event) (Order, error) {
	on := before
	if o.wasConfirmed() {
		on = after
	}
	return o.do(r, on, cmd, nil, func(m Moved) Fact { return Answered{Moved: m} })
}

// amend computes what would be agreed, and asks the table with it. What cannot be
// computed is told before the table is asked.
func (o *Order) amend(r *Rules, on Event, cmd *workflow.Command, set ChangeSet, c Confirmation, fact func(Moved, ChangeSet, pricing.Priced) Fact) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return *o, err
	}
	agreed, err := o.amended(set)
	if err != nil {
		return *o, err
	}
	lines := o.wanted(set.Lines)
	set = ChangeSet{Lines: lines, Promises: o.asking(slices.Concat(set.Promises, c.Promises), lines...)}
	return o.do(r, on, cmd, &c, func(m Moved) Fact { return fact(m, set, agreed) })
}

// amended is what would be agreed; what was agreed where only dates change.
func (o *Order) amended(set ChangeSet) (pricing.Priced, error) {
	var lines []pricing.Alteration
	for _, l := range set.Lines {
		if l.Quantity != nil || l.Priced != nil {
			lines = append(lines, pricing.Alteration{Line: l.Line, Quantity: l.Quantity, Priced: l.Priced})
		}
	}
	if len(lines) == 0 {
		return o.Agreed, nil
	}
	agreed, err := pricing.Amend(o.Agreed, lines)
	if err == nil {
		err = salesdesk.At("agreed", checkAgreed(&agreed))
	}
	return agreed, err
}

func (s ChangeSet) clone() ChangeSet {
	return ChangeSet{Lines: slices.Clone(s.Lines), Promises: slices.Clone(s.Promises)}
}

func (o *Order) wasConfirmed() bool { return !o.ConfirmedAt.IsZero() }

// revise takes a change into the order: what was agreed before is kept, quantities
// that no longer fit are let go.
func (o *Order) revise(c *Change, set ChangeSet, agreed pricing.Priced) {
	o.Revisions = append(slices.Clip(o.Revisions), Revision{Number: o.Revision, Until: c.At, Reason: c.Reason, Agreed: o.Agreed})
	o.Revision, o.Agreed, o.Pending = o.Revision+1, agreed, nil
	find := o.finder(len(agreed.Lines))
	for _, l := range agreed.Lines {
		if i := find(l.ID); i >= 0 {
			line := &o.Lines[i]
			line.SKU, line.Name, line.Unit = l.SKU, l.Name, l.Unit
			line.order(l.Quantity)
			continue
		}
		o.Lines = append(o.Lines, Line{ID: l.ID, SKU: l.SKU, Name: l.Name, Unit: l.Unit, Ordered: l.Quantity, Ahead: o.Billing == ByOrder})
	}
	for _, l := range set.Lines {
		if i := find(l.Line); i >= 0 && !l.Requested.IsZero() {
			o.Lines[i].Requested = l.Requested
		}
	}
	o.promise(set.Promises)
}

// order gives the line another quantity. What was cancelled gives way first, then what is
// allocated and not being packed: the guard left room for the rest.
func (l *Line) order(quantity salesdesk.Amount) {
	if l.Ordered.Equal(quantity) {
		return
	}
	l.Ordered, l.Waived = quantity, salesdesk.Amount{}
	l.Cancelled = atMost(l.Cancelled, sub(quantity, l.Shipped, l.Called, l.Allocated))
	l.Allocated = atMost(l.Allocated, sub(quantity, l.Shipped, l.Called, l.Cancelled))
	l.recall()
}

// atMost is a quantity cut to what there is room for.
func atMost(q, room salesdesk.Amount) salesdesk.Amount {
	switch {
	case !less(room, q):
		return q
	case room.Sign() <= 0:
		return salesdesk.Amount{}
	default:
		return room
	}
}

// promise notes the dates of lines; a date replaces the one before.
func (o *Order) promise(promises []promise.Promise) {
	if len(promises) == 0 {
		return
	}
	find := o.finder(len(promises))
	named := make(map[string]bool, len(promises))
	for _, p := range promises {
		named[p.Line] = true
		if i := find(p.Line); i >= 0 {
			line := &o.Lines[i]
			line.Promised = p.Date
			if !p.Requested.IsZero() {
				line.Requested = p.Requested
			}
		}
	}
	kept := slices.DeleteFunc(slices.Clone(o.Promises), func(p promise.Promise) bool { return named[p.Line] })
	o.Promises = append(kept, promises...)
}
