package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// Ten are delivered and billed to the wrong address. The credit note takes all back: ten are
// to be billed anew, and the order is not completed with nothing invoiced.
func TestAWrongInvoiceIsCreditedAndBilledAnew(t *testing.T) {
	r := rules(t, order.Policy{})
	o := sold(t, r, "10", "10.00", "0")
	o = must(o.Credit(r, by(o, salesdesk.Finance), "C1", some("1", "10")))
	assert.Equal(t, some("1", "10"), o.Billable())
	assert.Equal(t, order.None, o.Invoicing())
	_, err := o.Complete(r, by(o, salesdesk.System))
	var open order.OpenError
	require.ErrorAs(t, err, &open)
	uncharged := inspected(t, r, o, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "1")}, "1")
	most, err := uncharged.Refundable("r1", "1", amount("1"))
	require.NoError(t, err)
	assert.Equal(t, "0", most.String(), "nothing stands invoiced")
	assert.Equal(t, some("1", "9"), uncharged.Billable())
	o = must(o.Bill(r, by(o, salesdesk.Finance), "F2", some("1", "10")))
	assert.Equal(t, order.Completed, must(o.Complete(r, by(o, salesdesk.System))).Status)
	_, err = o.Bill(r, by(o, salesdesk.Finance), "F3", some("1", "1"))
	refusedBy(t, order.WithinBillable, "0", err)
}

// Ten are delivered, two of them accepted back before anything is billed: eight are billable,
// nothing is refunded, and the return needs no credit note.
func TestWhatCameBackBeforeTheInvoiceIsNotBilled(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, agreedOnce(t, r, "10", "10.00", ""), "s1", some("1", "10"))
	o = inspected(t, r, o, order.Return{ID: "r1", Ground: order.WrongGoods, Lines: some("1", "2")}, "2")
	assert.Equal(t, some("1", "8"), o.Billable())
	o = refunded(t, r, o, "r1")
	assert.Equal(t, "0", last(o).Remedies[0].Amount.String())
	_, err := o.Bill(r, by(o, salesdesk.Finance), "F1", some("1", "9"))
	refusedBy(t, order.WithinBillable, "8", err)
	o = must(o.SettleReturn(r, by(o, salesdesk.Finance), "r1", ""))
	assert.Equal(t, order.ReturnClosed, last(o).Status)
	o = must(o.Bill(r, by(o, salesdesk.Finance), "F1", some("1", "8")))
	assert.Equal(t, order.Wholly, o.Invoicing())
	assert.Equal(t, order.Completed, must(o.Complete(r, by(o, salesdesk.System))).Status)
}

// Nine of ten are billed when two come back: one of them was never billed, the other is
// refunded. What is replaced is owed all the same.
func TestOnlyWhatWasBilledIsRefunded(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, agreedOnce(t, r, "10", "10.00", ""), "s1", some("1", "10"))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "F1", some("1", "9")))
	o = inspected(t, r, o, order.Return{ID: "r1", Ground: order.WrongGoods, Lines: some("1", "2")}, "2")
	assert.Empty(t, o.Billable())
	refund := refunded(t, r, o, "r1")
	assert.Equal(t, "10.00", last(refund).Remedies[0].Amount.StringFixed(2))
	refund = must(refund.Credit(r, by(refund, salesdesk.Finance), "C1", some("1", "1")))
	assert.Empty(t, refund.Billable())
	replaced := must(o.ProposeReturnRemedy(r, by(o, salesdesk.SalesManager), "r1", order.Replacement))
	assert.Equal(t, some("1", "1"), replaced.Billable())
}

// A piece of 1,000.00 is scratched: the customer keeps it and has 100.00 back, a tenth of the
// piece. It is with him, so that he may still claim the guarantee: of the other 900.00.
func TestWhatIsKeptForLessIsPaidBackInPart(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "", at("1", "1", "1000.00", "0.21")))
	tenth, err := invoice.Worth(s.order.Agreed, nil, "1", amount("100.00"))
	require.NoError(t, err)
	assert.Equal(t, "0.1", tenth.Quantity.String())
	s.accept(t, order.Return{ID: "r1", Ground: order.Transport, Lines: some("1", "1")})
	s.order = must(s.order.ProposeReturnRemedies(s.rules, by(s.order, salesdesk.SalesManager), "r1", []order.LineRemedy{
		{Line: "1", Remedy: order.Keep, Quantity: amount("1"), Amount: amount("100.00"), Reason: "Kras"},
	}))
	note := s.credit(t, "r1")
	assert.Equal(t, []string{"100.00", "21.00", "121.00"}, money(note))
	line := s.order.Lines[0]
	assert.Equal(t, []string{"0.1", "0", "0.1"}, []string{line.Credited.String(), line.Returned.String(), line.Released.String()})
	assert.Empty(t, s.order.Billable(), "what was paid back is not billed anew")
	again := s.back(t, "r2", some("1", "1"))
	assert.Equal(t, []string{"900.00", "189.00", "1089.00"}, money(again))
}

// A service of 1,000.00 is billed in milestones, before it is done: 30 %, then the rest.
func TestMilestonesOfAnOrderBilledAsItWasOrdered(t *testing.T) {
	r := rules(t, order.Policy{})
	agreed := agreedOn(t, "", at("1", "1", "1000.00", "0.21"))
	o := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "B1", Customer: "C1", Agreed: agreed, Billing: order.ByOrder}))
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	o = must(o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)}))
	assert.Equal(t, some("1", "1"), o.Billable())
	first, err := invoice.Portion(agreed, amount("0.3"))
	require.NoError(t, err)
	o = must(o.Bill(r, by(o, salesdesk.Finance), "F1", some("1", first[0].Quantity.String())))
	assert.Equal(t, some("1", "0.7"), o.Billable())
	assert.Equal(t, order.Partially, o.Invoicing())
	o = delivered(t, r, o, "s1", some("1", "1"))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "F2", o.Billable()))
	assert.Equal(t, order.Completed, must(o.Complete(r, by(o, salesdesk.System))).Status)
}

// What was billed ahead and is cancelled is due to be credited.
func TestWhatWasBilledAheadAndCancelledIsCredited(t *testing.T) {
	r := rules(t, order.Policy{})
	o := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "B1", Customer: "C1", Agreed: pricedAt("10", "C62"), Billing: order.ByOrder}))
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	o = must(o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)}))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "F1", some("1", "8")))
	o = must(o.CloseShort(r, by(o, salesdesk.InsideSales), some("1", "4")))
	assert.Equal(t, some("1", "2"), o.CreditDue())
	taken := must(o.ReopenLine(r, by(o, salesdesk.InsideSales), some("1", "3")))
	assert.Empty(t, taken.CreditDue())
	o = must(o.CreditUndelivered(r, by(o, salesdesk.Finance), "C1", o.CreditDue()))
	assert.Empty(t, o.Billable())
	o = delivered(t, r, o, "s1", some("1", "6"))
	assert.Equal(t, order.Completed, must(o.Complete(r, by(o, salesdesk.System))).Status)
}

func TestWhatIsNoWayOfBillingIsRefused(t *testing.T) {
	_, err := order.New(rules(t, order.Policy{}), by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "B1", Customer: "C1", Agreed: pricedAt("10", "C62"), Billing: "never"})
	require.EqualError(t, err, "billing: one_of (ordered)")
}

// Two invoices, of which one is paid: the order is paid in part.
func TestAnOrderIsPaidOnceEveryInvoiceIs(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, confirmed(t, r), "s1", all())
	o = must(o.Bill(r, by(o, salesdesk.Finance), "F1", some("1", "10")))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "F2", some("2", "0.5")))
	first := order.Settlement{Document: "F1", Payable: amount("151.25"), Paid: amount("151.25")}
	assert.Equal(t, order.Partially, o.Paid([]order.Settlement{first}))
	assert.Equal(t, order.Wholly, o.Paid([]order.Settlement{first, {Document: "F2", Payable: amount("4.84"), Paid: amount("2.84"), Credited: amount("2.00")}}))
	assert.Equal(t, order.None, o.Paid([]order.Settlement{{Document: "F9", Payable: amount("1"), Paid: amount("1")}}))
}
