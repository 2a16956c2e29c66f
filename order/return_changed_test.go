package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// 10 × 10.00, −10.00: five are billed at 45.00. Whatever is agreed after that, 45.00 is what
// the five cost, until an invoice makes good what is agreed now.
func TestARefundIsOfWhatWasPaidAndNotOfWhatIsAgreedSince(t *testing.T) {
	r := rules(t, order.Policy{})
	for _, becomes := range []string{"6", "20"} {
		o := delivered(t, r, agreedOnce(t, r, "10", "10.00", "10.00"), "s1", some("1", "5"))
		o, first := invoicing(t, r, o, nil, "F1", "5")
		o = becoming(t, r, o, becomes)
		o = inspected(t, r, o, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "5")}, "5")
		o = refunded(t, r, o, "r1")
		assert.Equal(t, "45.00", last(o).Remedies[0].Amount.StringFixed(2), becomes)
		note, err := invoice.CreditReturn(o, "r1", []invoice.Document{first}, nil, "C1", invoice.Header{})
		require.NoError(t, err)
		assert.Equal(t, "45.00", note.Figures.Totals.TaxExclusive.StringFixed(2))
	}
}

// Two of the five are refunded at 9.00; then six are agreed and billed, 50.00 in all: the
// other four are the 32.00 that is left.
func TestWhatWasRefundedBeforeAChangeCountsAfterIt(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, agreedOnce(t, r, "10", "10.00", "10.00"), "s1", some("1", "5"))
	o, first := invoicing(t, r, o, nil, "F1", "5")
	o = inspected(t, r, o, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "2")}, "2")
	o = refunded(t, r, o, "r1")
	assert.Equal(t, "18.00", last(o).Remedies[0].Amount.StringFixed(2))
	o = delivered(t, r, becoming(t, r, o, "6"), "s2", some("1", "1"))
	assert.Empty(t, o.Billable(), "two are to be credited yet")
	o = must(o.Credit(r, by(o, salesdesk.Finance), "C1", some("1", "2")))
	o = must(o.SettleReturn(r, by(o, salesdesk.Finance), "r1", "C1"))
	o, second := invoicing(t, r, o, []invoice.Document{first}, "F2", "1")
	assert.Equal(t, "5.00", second.Figures.Totals.TaxExclusive.StringFixed(2))
	o = inspected(t, r, o, order.Return{ID: "r2", Ground: order.Goodwill, Lines: some("1", "4")}, "4")
	o = refunded(t, r, o, "r2")
	assert.Equal(t, "32.00", last(o).Remedies[0].Amount.StringFixed(2))
	figures, err := o.ReturnFigures("r2")
	require.NoError(t, err)
	assert.Equal(t, "32.00", figures.Totals.TaxExclusive.StringFixed(2))
}

// 3 × 10.00, −1.00: 29.00. The first is refunded 5.00, then 4.67 more; the others come back
// after it. All together is what was paid.
func TestAReopenedReturnRefundsNoCentTooMuch(t *testing.T) {
	for _, early := range []string{"5.00", "9.67", "0.01"} {
		s := sell(t, order.Policy{}, agreedOn(t, "1.00", at("1", "3", "10.00", "0.21")))
		s.accept(t, order.Return{ID: "a", Ground: order.Goodwill, Lines: some("1", "1")})
		s.order = must(s.order.ProposeReturnRemedies(s.rules, by(s.order, salesdesk.SalesManager), "a", []order.LineRemedy{
			{Line: "1", Remedy: order.Refund, Quantity: amount("1"), Amount: amount(early)},
		}))
		s.credit(t, "a")
		s.order = must(s.order.ReopenReturn(s.rules, by(s.order, salesdesk.SalesManager), "a"))
		more, err := s.order.Refundable("a", "1", amount("1"))
		require.NoError(t, err)
		sum := amount(early).Add(more.Decimal)
		assert.Equal(t, "9.67", sum.StringFixed(2))
		s.order = must(s.order.ProposeReturnRemedies(s.rules, by(s.order, salesdesk.SalesManager), "a", []order.LineRemedy{
			{Line: "1", Remedy: order.Refund, Quantity: amount("1"), Amount: more},
		}))
		for _, id := range []string{"b", "c"} {
			s.accept(t, order.Return{ID: id, Ground: order.Goodwill, Lines: some("1", "1")})
			s.refund(t, id)
			sum = sum.Add(last(s.order).Remedies[0].Amount.Decimal)
		}
		assert.Equal(t, "29.00", sum.StringFixed(2))
	}
}

// An invoice is no credit note, and a return has a number.
func TestARefundIsSettledByACreditNote(t *testing.T) {
	r := rules(t, order.Policy{})
	o := inspected(t, r, sold(t, r, "3", "10.00", "0"), order.Return{ID: "r1", Ground: order.Guarantee, Lines: some("1", "1")}, "1")
	o = refunded(t, r, o, "r1")
	_, err := o.SettleReturn(r, by(o, salesdesk.Finance), "r1", "F1")
	require.ErrorContains(t, err, "documents[0]: reference (F1)")
	_, err = o.RequestReturn(r, by(o, salesdesk.Customer), order.Return{Lines: some("1", "1")})
	require.ErrorContains(t, err, "return.id: required")
}

// 156.09 is agreed: no more is asked in advance, once each, and each has a credit note of its own.
func TestAdvancesAreWithinWhatIsAgreed(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	asked := func(o order.Order, number, sum string) (order.Order, error) {
		return o.Prepay(r, by(o, salesdesk.Finance), order.Prepayment{Invoice: number, Amount: amount(sum)})
	}
	_, err := asked(o, "P1", "1000000")
	require.ErrorContains(t, err, "amount: max (156.09)")
	o = must(asked(o, "P1", "100.00"))
	_, err = asked(o, "P2", "56.10")
	require.ErrorContains(t, err, "amount: max (56.09)")
	_, err = o.Cancel(r, by(o, salesdesk.InsideSales), order.PrepaymentCredit{Invoice: "P1", Note: "N1"}, order.PrepaymentCredit{Invoice: "P1", Note: "N1"}, order.PrepaymentCredit{Invoice: "P1", Note: "P1"})
	for _, wrong := range []string{"credits[1].invoice: duplicate (P1)", "credits[1].note: N1 exists already", "credits[2].note: P1 exists already"} {
		require.ErrorContains(t, err, wrong)
	}
	must(o.Cancel(r, by(o, salesdesk.InsideSales), order.PrepaymentCredit{Invoice: "P1", Note: "N1"}))
}

// blanketOf is a confirmed blanket order of 10 × 12.50 from which an order called three.
func blanketOf(t *testing.T, r *order.Rules, off string) order.Order {
	t.Helper()
	o := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{
		ID: "o1", Number: "B", Customer: "C", Agreed: agreedOn(t, off, at("1", "10", "12.50", "0.21")), Blanket: &order.Blanket{Until: day("2026-12-31")},
	}))
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	o = must(o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{}))
	return must(o.CallOff(r, by(o, salesdesk.Customer), "c1", some("1", "3")))
}

func TestACallKeepsThePriceItWasMadeAt(t *testing.T) {
	r := rules(t, order.Policy{})
	o := blanketOf(t, r, "")
	dearer := o.Agreed.Lines[0]
	dearer.Price, dearer.Net = amount("20.00"), amount("200.00")
	_, err := o.ProposeChange(r, by(o, salesdesk.SalesManager), order.ChangeSet{Lines: []order.LineChange{{Line: "1", Priced: &dearer}}}, order.Confirmation{})
	var underway order.UnderwayError
	require.ErrorAs(t, err, &underway)

	o = blanketOf(t, r, "10.00")
	called := must(order.FromBlanket(o, "c1", "N1"))
	assert.Equal(t, "34.50", called.Agreed.Totals.TaxExclusive.StringFixed(2), "37.50 less 3.00")
	o = becoming(t, r, o, "20")
	assert.Equal(t, called, must(order.FromBlanket(o, "c1", "N1")), "made before the change")
	o = must(o.CallOff(r, by(o, salesdesk.Customer), "c2", some("1", "17")))
	rest := must(order.FromBlanket(o, "c2", "N2"))
	assert.Equal(t, "205.50", rest.Agreed.Totals.TaxExclusive.StringFixed(2), "250.00 less 10.00 less 34.50")
	_, err = o.Prepay(r, by(o, salesdesk.Finance), order.Prepayment{Invoice: "P", Amount: amount("10")})
	require.Error(t, err, "nothing is billed of a blanket order")
}
