package order

import (
	"maps"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// claim is remedies of a return while they are valued, with what of each of their lines
// happened before. That is looked up once: a return may have ten thousand lines.
type claim struct {
	order    *Order
	ret      *Return
	remedies []LineRemedy
	lines    []*claimed // in the order of the remedies
	at       map[string]*claimed
}

// claimed is a line of a claim; one that is not of the order has quantities of nothing.
type claimed struct {
	Line
	remedies []int            // of the claim
	paying   int              // of them
	refunded salesdesk.Amount // the quantity that money was given for before, by any return
	worth    salesdesk.Amount // of that
	settled  salesdesk.Amount // of that quantity, by this return before it was reopened
	withheld salesdesk.Amount // what it gave less than that is worth
	released salesdesk.Amount // what this return takes out of what is owed
	closed   salesdesk.Amount // the quantity that money was given for with a note, by any return
	agreed   salesdesk.Amount // the quantity that other returns agreed on, whether their notes are made or not
}

func (o *Order) claim(ret *Return, remedies []LineRemedy) *claim {
	c := &claim{order: o, ret: ret, remedies: remedies, at: make(map[string]*claimed, len(remedies))}
	find := o.finder(len(remedies))
	for i := range remedies {
		l := c.at[remedies[i].Line]
		if l == nil {
			l = &claimed{}
			if k := find(remedies[i].Line); k >= 0 {
				l.Line = o.Lines[k]
			}
			c.lines, c.at[remedies[i].Line] = append(c.lines, l), l
		}
		l.remedies = append(l.remedies, i)
		if remedies[i].pays() {
			l.paying++
		}
	}
	c.before()
	return c
}

// before looks up what returns gave before.
func (c *claim) before() {
	for i := range c.order.Returns {
		r := &c.order.Returns[i]
		c.refunded(r.Settled, (*claimed).noted)
		switch {
		case r.ID == c.ret.ID:
		case r.Status == ReturnAgreed:
			c.refunded(r.Remedies, (*claimed).promised)
		default:
			c.refunded(r.Remedies, (*claimed).noted)
		}
	}
	settled, withheld, released := spanned(c.ret.Settled), c.ret.withheld(), c.ret.released()
	for id, l := range c.at {
		l.settled, l.withheld, l.released = settled[id], withheld[id], released[id]
	}
}

func (c *claim) refunded(remedies []LineRemedy, count func(*claimed, salesdesk.Amount)) {
	for i := range remedies {
		r := &remedies[i]
		if l := c.at[r.Line]; l != nil && r.Span.length().IsPositive() {
			l.refunded, l.worth = add(l.refunded, r.Span.length()), add(l.worth, r.spanWorth())
			count(l, r.Span.length())
		}
	}
}

func (l *claimed) noted(quantity salesdesk.Amount) { l.closed = add(l.closed, quantity) }

func (l *claimed) promised(quantity salesdesk.Amount) { l.agreed = add(l.agreed, quantity) }

// pending is what other returns give money for with notes that are still to be made. Credit
// beyond that of closed returns is of such a note, or of a wrong invoice.
func (l *claimed) pending() salesdesk.Amount {
	made := larger(sub(l.Credited, l.Voided, l.closed), salesdesk.Amount{})
	return larger(sub(l.agreed, made), salesdesk.Amount{})
}

// valued are remedies with their spans, what those are worth, and an amount for each
// refund that names none. What gives money comes first in the spans, so that those of a
// credit note are one. Goods that are kept take so much of a span as is paid back of them:
// the rest of their price may still be.
func (o *Order) valued(ret *Return, remedies []LineRemedy) ([]LineRemedy, error) {
	remedies = slices.Clone(remedies)
	for i := range remedies {
		remedies[i].Span, remedies[i].Worth = Span{}, salesdesk.Amount{}
	}
	c := o.claim(ret, remedies)
	lengths := c.lengths()
	if err := c.span(lengths); err != nil {
		return nil, err
	}
	kept := false
	for i := range remedies {
		if r := &remedies[i]; r.Remedy == Keep && less(r.Amount, r.Worth) && r.Amount.IsPositive() {
			part, err := fraction(lengths[i], r.Amount, r.Worth, o.Agreed.Currency.MinorUnits())
			if err != nil {
				return nil, err
			}
			lengths[i], kept = part, true
		}
	}
	if kept {
		whole := slices.Clone(remedies)
		if err := c.span(lengths); err != nil {
			return nil, err
		}
		for i := range remedies {
			if remedies[i].Remedy == Keep {
				remedies[i].Worth = whole[i].Worth
			}
		}
	}
	c.amounts()
	return remedies, nil
}

// lengths are how much of each remedy is given back in money: what stands invoiced beyond
// what stays with the customer, and was not refunded before the return was reopened.
func (c *claim) lengths() []salesdesk.Amount {
	lengths := make([]salesdesk.Amount, len(c.remedies))
	for _, l := range c.lines {
		left, settled := c.invoicedBeyond(l), l.settled
		for _, i := range l.remedies {
			r := &c.remedies[i]
			if !r.pays() || !r.gives() || !r.Quantity.IsPositive() {
				continue
			}
			had := smaller(settled, r.Quantity)
			settled = sub(settled, had)
			lengths[i] = atMost(sub(r.Quantity, had), left)
			left = sub(left, lengths[i])
		}
	}
	return lengths
}

// invoicedBeyond is what of a line stands invoiced, and no other return gives back yet, beyond
// what stays with the customer when the remedies give goods of it back.
func (c *claim) invoicedBeyond(l *claimed) salesdesk.Amount {
	stays := add(sub(l.chargeable(), l.Released), l.released)
	for _, i := range l.remedies {
		if r := &c.remedies[i]; r.pays() && r.gives() {
			stays = sub(stays, r.Quantity)
		}
	}
	beyond := sub(l.standing(), l.pending(), larger(stays, salesdesk.Amount{}))
	return atMost(beyond, sub(l.chargeable(), l.refunded))
}

// span gives the remedies spans of so much, one after the other, and weighs them.
func (c *claim) span(lengths []salesdesk.Amount) error {
	for _, l := range c.lines {
		end := l.refunded
		for _, i := range l.remedies {
			r := &c.remedies[i]
			if l.Billed > 1 {
				r.Revision = l.Billed
			}
			r.Span = Span{}
			if lengths[i].IsPositive() {
				r.Span = Span{From: end, To: add(end, lengths[i])}
				end = r.Span.To
			}
		}
	}
	return c.weigh()
}

// weigh sets what the spans are worth.
func (c *claim) weigh() error {
	var problems salesdesk.Problems
	worths, err := c.order.spanWorths(c.remedies)
	problems.Add(err)
	for _, w := range worths {
		l := c.at[w.line]
		var at []int
		var lengths []fixed.Dec
		for _, i := range l.remedies {
			if length := c.remedies[i].Span.length(); length.IsPositive() {
				at, lengths = append(at, i), append(lengths, exact.Dec(length))
			}
		}
		parts, err := fixed.Allocate(w.worth, lengths, c.order.Agreed.Currency.MinorUnits(), nil)
		problems.Add(err)
		for n := range parts {
			c.remedies[at[n]].Worth, err = exact.Amount(parts[n])
			problems.Add(err)
		}
	}
	problems.Add(c.makeGood())
	return problems.Err()
}

// makeGood moves the worth of a line by what refunds before a change of what is agreed gave
// more or less than it is worth now.
func (c *claim) makeGood() error {
	if len(c.order.Revisions) == 0 {
		return nil
	}
	var problems salesdesk.Problems
	before, first := map[int][]LineRemedy{}, map[string]int{}
	for i := range c.remedies {
		r := &c.remedies[i]
		if _, seen := first[r.Line]; !seen && r.Span.length().IsPositive() {
			first[r.Line] = i
			before[r.Revision] = append(before[r.Revision], LineRemedy{Line: r.Line, Span: Span{To: r.Span.From}, Revision: r.Revision})
		}
	}
	for _, revision := range slices.Sorted(maps.Keys(before)) {
		worths, err := c.order.spanWorths(before[revision])
		problems.Add(err)
		for _, w := range worths {
			worth, err := exact.Amount(w.worth)
			problems.Add(err)
			r := &c.remedies[first[w.line]]
			r.Worth = larger(add(r.Worth, sub(worth, c.at[w.line].worth)), salesdesk.Amount{})
		}
	}
	return problems.Err()
}

// amounts gives an amount to each refund that names none.
func (c *claim) amounts() {
	for i := range c.remedies {
		r := &c.remedies[i]
		if r.Remedy != Refund || !r.Amount.IsZero() || r.Repriced != nil {
			continue
		}
		r.Amount = r.Worth
		if l := c.at[r.Line]; l.paying == 1 {
			r.Amount = add(r.Worth, l.withheld)
		}
	}
}

// fractionPlaces bounds the digits of a part of a piece.
const fractionPlaces = 9

// fraction is the part of a quantity that is worth an amount of what it is worth, in as few
// digits as it is that to the cent.
func fraction(quantity, amount, worth salesdesk.Amount, places int) (salesdesk.Amount, error) {
	var part fixed.Dec
	for digits := range fractionPlaces + 1 {
		part = exact.Dec(quantity).MulDivRound(exact.Dec(amount), exact.Dec(worth), digits, fixed.HalfAwayFromZero)
		if exact.Dec(worth).MulDivRound(part, exact.Dec(quantity), places, fixed.HalfAwayFromZero).Cmp(exact.Dec(amount)) == 0 {
			break
		}
	}
	return exact.Amount(part)
}
