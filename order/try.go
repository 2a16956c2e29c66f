package order

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
)

// few is how many lines are found faster by looking than by an index.
const few = 16

// finder finds lines by id, -1 where there is none: n of them are asked for.
func (o *Order) finder(n int) func(id string) int {
	if n <= few || len(o.Lines) <= few {
		return o.line
	}
	at := make(map[string]int, len(o.Lines))
	for i := range o.Lines {
		at[o.Lines[i].ID] = i
	}
	return func(id string) int {
		if i, ok := at[id]; ok {
			return i
		}
		return -1
	}
}

// try moves quantities on a copy of the lines and names every line that would
// break an invariant. What is being packed for other shipments than one is reserved.
func (o *Order) try(on Event, quantities []Quantity, p *Policy, shipment string) error {
	var problems salesdesk.Problems
	if len(quantities) == 0 {
		problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	if len(quantities) > MaxLines {
		return salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: "10000"}
	}
	find, reserved := o.finder(len(quantities)), o.reserved(shipment)
	var (
		room  [2]tried // most facts touch a line or two, and then nothing is allocated
		index map[int]int
	)
	touched := room[:0]
	if len(quantities) > few {
		index, touched = make(map[int]int, len(quantities)), make([]tried, 0, len(quantities))
	}
	for _, q := range quantities {
		i := find(q.Line)
		if i < 0 {
			problems.Add(LineError{Line: q.Line})
			continue
		}
		k := position(touched, index, i)
		if k == len(touched) {
			touched = append(touched, tried{Line: o.Lines[i], at: i})
		}
		line := &touched[k]
		problems.Add(line.accepts(on, q.Quantity, p.OverDelivery, reserved[q.Line]))
		line.Line = line.after(on, q.Quantity, reserved[q.Line])
	}
	tolerance := p.OverDelivery
	if on == CloseShort { // what may leave beyond the order cannot be cancelled
		tolerance = salesdesk.Amount{}
	}
	slices.SortFunc(touched, func(a, b tried) int { return cmp.Compare(a.at, b.at) })
	for i := range touched {
		problems.Add(touched[i].check(tolerance))
	}
	return problems.Err()
}

// tried is a line that a fact touches, as it becomes.
type tried struct {
	Line
	at int // in the order
}

// position is where the order's line i is tried, the next place where it is not yet; an
// index, where there is one, then has it.
func position(touched []tried, index map[int]int, i int) int {
	if index == nil {
		if k := slices.IndexFunc(touched, func(t tried) bool { return t.at == i }); k >= 0 {
			return k
		}
		return len(touched)
	}
	if _, ok := index[i]; !ok {
		index[i] = len(touched)
	}
	return index[i]
}

// accepts names what is wrong with a quantity by itself.
func (l *Line) accepts(on Event, q, tolerance, reserved salesdesk.Amount) error {
	var problems salesdesk.Problems
	if !q.IsPositive() {
		problems.Add(QuantityError{Line: l.ID, Rule: AboveZero, Asked: q})
	}
	if on != Bill && on != Credit && on != CreditUndelivered { // a milestone bills a part of a piece
		problems.Add(wholeUnits(l.ID, l.Unit, q))
	}
	free := sub(l.Allocated, reserved)
	bound := func(rule Invariant, most salesdesk.Amount) {
		if less(most, q) {
			problems.Add(QuantityError{Line: l.ID, Rule: rule, Asked: q, Allowed: most})
		}
	}
	switch on {
	case Ship:
		bound(WithinAllocated, add(free, l.over(tolerance)))
	case PlanShipment, Deallocate:
		bound(WithinAllocated, free)
	case CancelRemaining:
		bound(WithinOrdered, add(l.Backorder(), free))
	case ReopenLine:
		bound(WithinCancelled, add(l.Cancelled, l.Waived))
	case Bill:
		bound(WithinBillable, larger(l.Billable(), salesdesk.Amount{}))
	case CreditUndelivered:
		bound(WithinCreditDue, l.CreditDue)
	default: // the invariants bound the others
	}
	return problems.Err()
}

// after is the line once a quantity moved. What is reserved stays allocated: a shipment of
// others within the tolerance does not take it.
func (l Line) after(on Event, q, reserved salesdesk.Amount) Line {
	switch on {
	case Allocate:
		l.Allocated = add(l.Allocated, q)
	case Deallocate: // more may be packed than is allocated, within the tolerance
		l.Allocated = sub(l.Allocated, smaller(q, l.Allocated))
	case Ship:
		l.Shipped = add(l.Shipped, q)
		l.Allocated = sub(l.Allocated, atMost(q, sub(l.Allocated, reserved)))
		if !l.Ahead {
			l.CreditDue = sub(l.CreditDue, smaller(q, l.CreditDue))
		}
	case Deliver:
		l.Delivered = add(l.Delivered, q)
	case CloseShort:
		l.Cancelled = add(l.Cancelled, q)
		l.recall()
	case CancelRemaining:
		l.Allocated = sub(l.Allocated, atMost(sub(q, l.Backorder()), q))
		l.Cancelled = add(l.Cancelled, q)
		l.recall()
	case ReopenLine:
		waived := smaller(q, l.Waived)
		l.Waived, l.Cancelled = sub(l.Waived, waived), sub(l.Cancelled, sub(q, waived))
		if l.Ahead {
			l.CreditDue = sub(l.CreditDue, smaller(q, l.CreditDue))
		}
	case CallOff:
		l.Called = add(l.Called, q)
	case Bill:
		l.Invoiced = add(l.Invoiced, q)
	case Credit:
		l.Credited = add(l.Credited, q)
	case CreditUndelivered:
		l.Credited, l.Voided, l.CreditDue = add(l.Credited, q), add(l.Voided, q), sub(l.CreditDue, q)
	case RequestReturn:
		l.ReturnOpen = add(l.ReturnOpen, q)
	default: // moves the order, not its quantities
	}
	return l
}

func smaller(a, b salesdesk.Amount) salesdesk.Amount {
	if less(b, a) {
		return b
	}
	return a
}
