package order_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// One piece is billed and its refund agreed; a second is delivered, and not billed before the
// note of the first, whose place it takes. Sent back too, it gives nothing back: it was not
// paid for, and what was is given back already.
func TestWhatOneReturnGivesBackAnotherDoesNot(t *testing.T) {
	c := consumers(t, "0.21", "", "1", "1")
	c.deliver(t, some("1", "1"))
	c.accept(t, order.Return{ID: "a", Ground: order.Goodwill, Lines: some("1", "1")})
	c.refund(t, "a")
	c.becomes("1", "2")
	c.deliver(t, slices.Concat(some("1", "1"), some("2", "1")))
	assert.Equal(t, "1", c.order.Lines[0].Invoiced.String())
	c.accept(t, order.Return{ID: "b", Ground: order.Goodwill, Lines: slices.Concat(some("1", "1"), some("2", "1"))})
	c.refund(t, "b")
	remedies := c.order.Returns[1].Remedies
	assert.Equal(t, []string{"0", "8.26"}, []string{remedies[0].Amount.String(), remedies[1].Amount.String()})
	c.credit(t, "a")
	assert.Equal(t, "10.00", c.credit(t, "b").Figures.Totals.Payable.String(), "of line 2 alone")
	assert.Empty(t, c.order.Billable())
	assert.Equal(t, "20.00", payables(c.notes).String())
	assert.Equal(t, payables(c.bills), payables(c.notes))
}

// 0.14 with 0.03 of VAT: half of it is refunded with 0.01, and after the return was reopened
// the other half with 0.01. Nothing is withheld in the end, so that the cent is given too.
func TestARefundInTwoHalvesIsAllThatWasPaid(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "", at("1", "1", "0.14", "0.21")))
	s.accept(t, order.Return{ID: "a", Ground: order.Goodwill, Lines: some("1", "1")})
	s.partly(t, "a", "0.07")
	assert.Equal(t, []string{"0.07", "0.01", "0.08"}, money(s.credit(t, "a")))
	s.order = must(s.order.ReopenReturn(s.rules, by(s.order, salesdesk.SalesManager), "a"))
	s.partly(t, "a", "0.07")
	note := s.credited(t, "a", "Ca2")
	assert.Equal(t, []string{"0.07", "0.01", "0.09", "0.01"}, append(money(note), note.Figures.Totals.Rounding.String()))
	assert.Equal(t, payables(s.bills), payables(s.notes))
}

// later is an order of which refunds are agreed now and their notes made later, whole or in
// part, with a fee or without, and some opened again for the rest.
type later struct {
	*changing
	agreed, closed []string
}

// agree takes some goods back and agrees on what is given for them.
func (l *later) agree(t *rapid.T, lines []order.Quantity) {
	if len(lines) == 0 {
		return
	}
	id := l.name("r")
	l.accept(t, order.Return{ID: id, Ground: order.Goodwill, Lines: lines})
	l.agreed = append(l.agreed, id)
	if rapid.IntRange(0, 3).Draw(t, "half") > 0 || !l.halve(t, id, lines) {
		l.refund(t, id)
	}
}

// halve agrees on half of what the lines are worth.
func (l *later) halve(t require.TestingT, id string, lines []order.Quantity) bool {
	var remedies []order.LineRemedy
	for _, q := range lines {
		worth, err := l.order.Refundable(id, q.Line, q.Quantity)
		require.NoError(t, err)
		half := salesdesk.Amount{Decimal: worth.Div(decimal.NewFromInt(2)).RoundDown(2)}
		remedies = append(remedies, order.LineRemedy{Line: q.Line, Remedy: order.Refund, Quantity: q.Quantity, Amount: half})
	}
	o, err := l.order.ProposeReturnRemedies(l.rules, by(l.order, salesdesk.SalesManager), id, remedies)
	if err == nil {
		l.order = o
	}
	return err == nil
}

// note makes the note of a return, where one is due.
func (l *later) note(t require.TestingT, id string) {
	l.agreed = slices.DeleteFunc(slices.Clone(l.agreed), func(a string) bool { return a == id })
	if _, err := l.order.ReturnFigures(id); err != nil {
		o, err := l.order.SettleReturn(l.rules, by(l.order, salesdesk.Finance), id, "")
		require.NoError(t, err)
		l.order = o
		return
	}
	l.exact(t, l.credited(t, id, l.name("C")))
	l.closed = append(l.closed, id)
}

// reopen gives the rest of a return that was closed.
func (l *later) reopen(t *rapid.T) {
	if len(l.closed) == 0 {
		return
	}
	id := rapid.SampledFrom(l.closed).Draw(t, "again")
	l.closed = slices.DeleteFunc(slices.Clone(l.closed), func(c string) bool { return c == id })
	l.order = must(l.order.ReopenReturn(l.rules, by(l.order, salesdesk.SalesManager), id))
	l.refund(t, id)
	l.agreed = append(l.agreed, id)
}

// finish makes all notes, bills what is left to bill, and takes back what the customer has.
func (l *later) finish(t *rapid.T) {
	l.deliver(t, allOf(l.left))
	for range 2 {
		for _, id := range rapid.Permutation(l.agreed).Draw(t, "notes") {
			l.note(t, id)
		}
		l.bill(t)
		has := map[string]int{}
		for _, line := range l.order.Lines {
			has[line.ID] = int(line.Delivered.Sub(line.Returned.Decimal).IntPart())
		}
		l.agree(t, allOf(has))
	}
	for _, id := range l.agreed {
		l.note(t, id)
	}
}

// bill bills what notes made billable.
func (l *later) bill(t require.TestingT) {
	now := l.order.Billable()
	if len(now) == 0 {
		return
	}
	owed, err := l.order.Owed()
	require.NoError(t, err)
	bill, err := invoice.Bill(owed, l.bills, now, l.name("F"), invoice.Header{})
	require.NoError(t, err)
	l.bills = append(l.bills, bill)
	l.exact(t, bill)
	l.order, err = l.order.Bill(l.rules, by(l.order, salesdesk.Finance), bill.Number, now)
	require.NoError(t, err)
}

// kept is what notes come to less than the goods, with VAT.
func kept(notes []invoice.Document) (sum decimal.Decimal, cents int64) {
	for _, n := range notes {
		cents += int64(len(n.Figures.VAT))
		for _, a := range n.Figures.Adjustments {
			shown := a.Gross.Decimal
			if !n.Figures.Inclusive {
				shown = a.Amount.Mul(a.VAT.Rate.Add(decimal.NewFromInt(1)))
			}
			switch {
			case a.ID != order.RestockingFee && a.ID != order.Withheld:
			case a.Charge:
				sum = sum.Sub(shown)
			default:
				sum = sum.Add(shown)
			}
		}
	}
	return sum, cents
}

// In any order: quantities change, parts are delivered and billed, refunds are agreed, whole or
// by half, their notes are made sooner or later, returns are reopened for the rest. Every document is exact, and what was
// paid is in the end given back but for the fees and what was withheld: to the cent where
// there are none, and to a cent of VAT for each note where there are.
func TestAnyNotesOfRefundsAgreedBeforeMakeTheCustomerWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agreed, p := drawn(t), order.Policy{}
		if rapid.IntRange(0, 2).Draw(t, "fees") == 0 {
			p.Returns.RestockingRate = amount("0.15")
		}
		l := later{changing: beginning(t, p, agreed)}
		for range rapid.IntRange(1, 9).Draw(t, "steps") {
			switch rapid.IntRange(0, 4).Draw(t, "step") {
			case 0:
				l.change(t)
			case 1:
				l.deliver(t, someOf(t, l.left))
			case 2:
				l.agree(t, someOf(t, l.with))
			case 3:
				if len(l.agreed) > 0 {
					l.note(t, rapid.SampledFrom(l.agreed).Draw(t, "note"))
				}
			case 4:
				l.reopen(t)
			}
		}
		l.finish(t)
		off, cents := kept(l.notes)
		if off.IsZero() {
			cents = 0
		}
		left := payables(l.bills).Sub(payables(l.notes).Decimal).Sub(off)
		require.True(t, left.Abs().LessThanOrEqual(decimal.New(cents, -2)), "%s of %s, %s kept", payables(l.notes), payables(l.bills), off)
		require.Empty(t, l.order.Billable())
		folded, err := order.Fold(l.order.Changes())
		require.NoError(t, err)
		require.Equal(t, l.order.Saved(), folded)
	})
}
