package order_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// 3 × 10.00, −1.00. The first is refunded 5.00 of its 9.67; the return is reopened, and the
// customer has the other 4.67 by a note of money alone. The others come back after it: all
// notes together are what was invoiced.
func TestMoneyForGoodsThatWereCreditedHasANoteOfItsOwn(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "1.00", at("1", "3", "10.00", "0.21")))
	_, err := s.order.Credit(s.rules, by(s.order, salesdesk.Finance), "C0", nil)
	require.ErrorContains(t, err, "lines: required", "no return gives money alone")
	s.accept(t, order.Return{ID: "a", Ground: order.Goodwill, Lines: some("1", "1")})
	s.partly(t, "a", "5.00")
	assert.Equal(t, []string{"5.00", "1.05", "6.05"}, money(s.credit(t, "a")))
	s.order = must(s.order.ReopenReturn(s.rules, by(s.order, salesdesk.SalesManager), "a"))
	s.partly(t, "a", "4.67")
	note := s.credited(t, "a", "Ca2")
	assert.Equal(t, []string{"4.67", "0.98", "5.65"}, money(note))
	assert.Equal(t, "0", note.Figures.Lines[0].Quantity.String(), "the piece was credited before")
	require.Len(t, note.Figures.Adjustments, 1)
	assert.Equal(t, []string{order.Withheld, "4.67"}, []string{note.Figures.Adjustments[0].ID, note.Figures.Adjustments[0].Amount.String()})
	assert.True(t, note.Figures.Adjustments[0].Charge, "on a credit note it gives more back")
	assert.Equal(t, "1", s.order.Lines[0].Credited.String())
	s.back(t, "b", some("1", "2"))
	assert.True(t, payables(s.notes).Equal(payables(s.bills)), "%s of %s", payables(s.notes), payables(s.bills))
}

// The same where prices have VAT in them: 9.99, of which 5.00 without VAT are paid first.
func TestMoneyAloneOfAPriceWithVAT(t *testing.T) {
	p := must(pricing.Compile(pricing.Rules{}))
	agreed := must(p.Price(pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Inclusive: true, Lines: []pricing.Line{at("1", "2", "9.99", "0.21")}}))
	s := sell(t, order.Policy{}, agreed)
	s.accept(t, order.Return{ID: "a", Ground: order.Goodwill, Lines: some("1", "1")})
	s.partly(t, "a", "5.00")
	first := s.credit(t, "a")
	s.order = must(s.order.ReopenReturn(s.rules, by(s.order, salesdesk.SalesManager), "a"))
	s.partly(t, "a", "3.26")
	second := s.credited(t, "a", "Ca2")
	assert.Equal(t, []string{"5.00", "1.05", "6.05", "3.26", "0.68", "3.94"}, append(money(first), money(second)...))
	assert.Equal(t, []string{"8.26", "1.73", "9.99"}, money(s.back(t, "b", some("1", "1"))))
}

// partly refunds less than a piece is worth.
func (s *sale) partly(t require.TestingT, id, sum string) {
	o, err := s.order.ProposeReturnRemedies(s.rules, by(s.order, salesdesk.SalesManager), id, []order.LineRemedy{
		{Line: "1", Remedy: order.Refund, Quantity: amount("1"), Amount: amount(sum)},
	})
	require.NoError(t, err)
	s.order = o
}

// changing is an order whose quantities change while it is delivered, billed and given back.
type changing struct {
	*sale
	left map[string]int // to be delivered yet
	with map[string]int // the customer, and billed
	n    int
}

// beginning is a confirmed order of what was agreed.
func beginning(t require.TestingT, p order.Policy, agreed pricing.Priced) *changing {
	c := &changing{sale: &sale{rules: rules(t, p)}, left: ordered(agreed), with: map[string]int{}}
	o := must(order.New(c.rules, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "B1", Customer: "C1", Agreed: agreed}))
	o = must(o.Submit(c.rules, by(o, salesdesk.InsideSales)))
	c.order = must(o.Confirm(c.rules, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)}))
	return c
}

func (c *changing) name(prefix string) string {
	c.n++
	return fmt.Sprint(prefix, c.n)
}

// change agrees on another quantity of a line, no less than what left.
func (c *changing) change(t *rapid.T) {
	l := c.order.Lines[rapid.IntRange(0, len(c.order.Lines)-1).Draw(t, "line")]
	q := rapid.IntRange(int(l.Shipped.IntPart()), 9).Draw(t, "becomes")
	if fmt.Sprint(q) == l.Ordered.String() {
		return
	}
	o, err := c.order.ProposeChange(c.rules, by(c.order, salesdesk.SalesManager), to(l.ID, fmt.Sprint(q)), order.Confirmation{})
	if err != nil { // a line of nothing has no price to keep
		return
	}
	c.order, err = o.AcceptChange(c.rules, by(o, salesdesk.Customer), o.Pending.Proposal)
	require.NoError(t, err)
	c.left[l.ID] = q - int(l.Shipped.IntPart())
}

// renegotiate agrees on another price of a line of which nothing left, or on a line more.
func (c *changing) renegotiate(t *rapid.T) {
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	i := rapid.IntRange(0, min(len(c.order.Lines), 8)).Draw(t, "which")
	l := at(fmt.Sprint(i+1), fmt.Sprint(rapid.IntRange(1, 9).Draw(t, "of")), pick("at", "0.01", "0.10", "2.675", "9.99", "83"), pick("on", "0.21", "0.06"))
	confirmation := order.Confirmation{Promises: promises(order.Order{Lines: []order.Line{{ID: l.ID}}})}
	if i < len(c.order.Lines) {
		if known := c.order.Lines[i]; known.Shipped.IsPositive() || known.Invoiced.IsPositive() {
			return
		}
		l.VAT, confirmation = &c.order.Agreed.Lines[i].VAT, order.Confirmation{}
	}
	if rapid.Bool().Draw(t, "less") {
		l.Adjustments = append(l.Adjustments, pricing.Adjustment{ID: "percent", Rate: new(amount("0.05"))})
	}
	priced := must(must(pricing.Compile(pricing.Rules{})).Price(pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-28"), Inclusive: c.order.Agreed.Inclusive, Lines: []pricing.Line{l},
	}))
	o, err := c.order.ProposeChange(c.rules, by(c.order, salesdesk.SalesManager), order.ChangeSet{Lines: []order.LineChange{{Line: l.ID, Priced: &priced.Lines[0]}}}, confirmation)
	var same order.UnchangedError
	if errors.As(err, &same) {
		return
	}
	require.NoError(t, err)
	c.order, err = o.AcceptChange(c.rules, by(o, salesdesk.Customer), o.Pending.Proposal)
	require.NoError(t, err)
	c.left[l.ID] = int(l.Quantity.IntPart())
}

// deliver sends some of what is left and bills it.
func (c *changing) deliver(t require.TestingT, lines []order.Quantity) {
	if len(lines) == 0 {
		return
	}
	c.order = delivered(t, c.rules, c.order, c.name("s"), lines)
	owed, err := c.order.Owed()
	require.NoError(t, err)
	number, now := c.name("F"), c.order.Billable()
	if len(now) == 0 {
		return
	}
	bill, err := invoice.Bill(owed, c.bills, now, number, invoice.Header{})
	require.NoError(t, err)
	c.bills = append(c.bills, bill)
	c.exact(t, bill)
	require.False(t, bill.Figures.Totals.TaxInclusive.IsNegative(), "%s asks %s", number, bill.Figures.Totals.TaxInclusive)
	c.order, err = c.order.Bill(c.rules, by(c.order, salesdesk.Finance), number, now)
	require.NoError(t, err)
	for _, q := range now {
		c.with[q.Line] += int(q.Quantity.IntPart())
	}
}

// giveBack returns some of what the customer has.
func (c *changing) giveBack(t *rapid.T, lines []order.Quantity) {
	if len(lines) > 0 {
		c.exact(t, c.back(t, c.name("r"), lines))
	}
}

// exact holds a document to its own figures, and BT-114 to what VAT is off: a cent at most for
// each rate on each document so far.
func (c *changing) exact(t require.TestingT, d invoice.Document) {
	require.NoError(t, pricing.Verify(d.Figures))
	most := amount("0.00")
	for _, before := range slices.Concat(c.bills, c.notes) {
		most.Decimal = most.Add(decimal.New(int64(len(before.Figures.VAT)), -2))
	}
	require.True(t, d.Figures.Totals.Rounding.Abs().LessThanOrEqual(most.Decimal), "BT-114 of %s is %s", d.Number, d.Figures.Totals.Rounding)
}

// In any order: quantities, prices and lines are agreed anew, parts are delivered and billed,
// parts come back. Every document is exact in itself and its BT-114 is cents, no invoice is
// below zero; once all has come back, what was paid back is what was invoiced.
func TestAnyChangesBillsAndReturnsMakeTheCustomerWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agreed := drawn(t)
		c := beginning(t, order.Policy{}, agreed)
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				c.change(t)
			case 1:
				c.deliver(t, someOf(t, c.left))
			case 2:
				c.giveBack(t, someOf(t, c.with))
			case 3:
				c.renegotiate(t)
			}
		}
		c.deliver(t, allOf(c.left))
		c.giveBack(t, allOf(c.with))
		require.True(t, payables(c.notes).Equal(payables(c.bills)), "%s of %s", payables(c.notes), payables(c.bills))
		folded, err := order.Fold(c.order.Changes())
		require.NoError(t, err)
		require.Equal(t, c.order.Saved(), folded)
	})
}

// consumers sells at 10.00 with VAT in it, in so many pieces of each line, with freight at 21 %.
func consumers(t *testing.T, rate, freight string, quantities ...string) *changing {
	var lines []pricing.Line
	for i, q := range quantities {
		lines = append(lines, at(fmt.Sprint(i+1), q, "10.00", rate))
	}
	r := pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Inclusive: true, Lines: lines}
	if freight != "" {
		r.Adjustments = []pricing.Adjustment{{
			ID: "freight", Charge: true, Amount: new(amount(freight)), Reason: "FC", VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")},
		}}
	}
	agreed := must(must(pricing.Compile(pricing.Rules{})).Price(r))
	return beginning(t, order.Policy{}, agreed)
}

// becomes agrees on another quantity of a line.
func (c *changing) becomes(line, quantity string) {
	o := must(c.order.ProposeChange(c.rules, by(c.order, salesdesk.SalesManager), to(line, quantity), order.Confirmation{}))
	c.order = must(o.AcceptChange(c.rules, by(o, salesdesk.Customer), o.Pending.Proposal))
}

// A piece of 10.00 with 21 % in it is 8.26 and 1.73: BT-114 has the cent. Two are 16.53 and
// 3.47. What a note before gave with its BT-114 was given.
func TestTheCentsOfEveryNoteCountWhenTheLastMakesTheCustomerWhole(t *testing.T) {
	c := consumers(t, "0.21", "", "1", "2", "1")
	c.deliver(t, some("2", "1"))
	c.deliver(t, slices.Concat(some("1", "1"), some("2", "1")))
	c.back(t, "a", slices.Concat(some("1", "1"), some("2", "1")))
	c.becomes("1", "2")
	assert.Equal(t, "10.00", c.back(t, "b", some("2", "1")).Figures.Totals.Payable.String())
	c.deliver(t, slices.Concat(some("1", "1"), some("3", "1")))
	assert.Equal(t, []string{"16.53", "3.47", "20.00"}, money(c.back(t, "c", slices.Concat(some("1", "1"), some("3", "1")))))
	assert.Equal(t, []string{"50.00", "50.00"}, []string{payables(c.bills).String(), payables(c.notes).String()})
}

// Four pieces at 12 % with 12.33 of freight at 21 %: one comes back with its quarter, 3.08.
// Then seven are agreed, so that it had too much of the freight: the last note makes that good
// at the rate of freight. 6/7 of it, 10.57, less 1.32.
func TestFreightAtAnotherRateIsMadeGoodAtThatRate(t *testing.T) {
	c := consumers(t, "0.12", "12.33", "4")
	c.deliver(t, some("1", "1"))
	assert.Equal(t, []string{"11.48", "1.61", "13.08"}, money(c.back(t, "a", some("1", "1"))))
	c.becomes("1", "7")
	c.deliver(t, some("1", "6"))
	note := c.back(t, "b", some("1", "6"))
	assert.Equal(t, []string{"61.21", "8.03", "69.25"}, money(note))
	good := note.Figures.Adjustments[1]
	assert.Equal(t, []string{order.MadeGood, "1.32", "0.21"}, []string{good.ID, good.Gross.String(), good.VAT.Rate.String()})
	assert.True(t, payables(c.notes).Equal(payables(c.bills)))
}

// allOf takes all that is left.
func allOf(left map[string]int) []order.Quantity {
	var lines []order.Quantity
	for i := range 9 {
		id := fmt.Sprint(i + 1)
		if left[id] > 0 {
			lines, left[id] = append(lines, order.Quantity{Line: id, Quantity: amount(fmt.Sprint(left[id]))}), 0
		}
	}
	return lines
}
