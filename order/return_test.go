package order_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// sold is one line at a price, with an allowance on the document, delivered and billed.
func sold(t require.TestingT, r *order.Rules, quantity, price, allowance string) order.Order {
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	request := pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Lines: []pricing.Line{{
		ID: "1", SKU: "A", Quantity: amount(quantity), Unit: "C62", Price: &pricing.Price{Amount: amount(price)},
		VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")},
	}}}
	if allowance != "0" {
		off := amount(allowance)
		request.Adjustments = []pricing.Adjustment{{ID: "d", Amount: &off, Reason: "95"}}
	}
	priced, err := p.Price(request)
	require.NoError(t, err)
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "B1", Customer: "C1", Agreed: priced})
	require.NoError(t, err)
	o, err = o.Submit(r, by(o, salesdesk.InsideSales))
	require.NoError(t, err)
	o, err = o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)})
	require.NoError(t, err)
	o = delivered(t, r, o, "s1", some("1", quantity))
	o, err = o.Bill(r, by(o, salesdesk.Finance), "F1", some("1", quantity))
	require.NoError(t, err)
	return o
}

// inspected is a return of a quantity that was authorised, of which some came.
func inspected(t require.TestingT, r *order.Rules, o order.Order, ret order.Return, came string) order.Order {
	o, err := o.RequestReturn(r, by(o, salesdesk.Customer), ret)
	require.NoError(t, err)
	o, err = o.AuthorizeReturn(r, by(o, salesdesk.SalesManager), ret.ID)
	require.NoError(t, err)
	o, err = o.DispatchReturn(r, by(o, salesdesk.Customer), ret.ID, "label 1")
	require.NoError(t, err)
	o, err = o.ReceiveReturn(r, by(o, salesdesk.Warehouse), ret.ID, some("1", came))
	require.NoError(t, err)
	if o.Returns[len(o.Returns)-1].Status == order.ReturnPart {
		o, err = o.CloseReceipt(r, by(o, salesdesk.InsideSales), ret.ID)
		require.NoError(t, err)
	}
	o, err = o.InspectReturn(r, by(o, salesdesk.Quality), ret.ID, []order.Verdict{{Line: "1", Accepted: amount(came), Disposition: order.Restock}})
	require.NoError(t, err)
	return o
}

func refunded(t require.TestingT, r *order.Rules, o order.Order, id string) order.Order {
	o, err := o.ProposeReturnRemedy(r, by(o, salesdesk.SalesManager), id, order.Refund)
	require.NoError(t, err)
	return o
}

func last(o order.Order) order.Return { return o.Returns[len(o.Returns)-1] }

func TestTrapThreeAuthorisedTwoReceivedIsCappedAtWhatCame(t *testing.T) {
	r := rules(t, order.Policy{})
	o := inspected(t, r, sold(t, r, "3", "89.99", "0"), order.Return{ID: "r1", Ground: order.Guarantee, Lines: some("1", "3")}, "2")
	most, err := o.Refundable("r1", "1", amount("2"))
	require.NoError(t, err)
	assert.Equal(t, "179.98", most.String())
	_, err = o.ProposeReturnRemedies(r, by(o, salesdesk.SalesManager), "r1", []order.LineRemedy{{Line: "1", Remedy: order.Refund, Quantity: amount("2"), Amount: amount("179.99")}})
	var refund order.RefundError
	require.ErrorAs(t, err, &refund)
	assert.Equal(t, "179.98 EUR", refund.Most.String())
	line, _ := o.Line("1")
	assert.Equal(t, []string{"0", "2", "0"}, []string{line.ReturnOpen.String(), line.Returned.String(), line.Dismissed.String()})
}

func TestTrapAReturnIsWorthThePricePaidForTheTier(t *testing.T) {
	r := rules(t, order.Policy{})
	o := inspected(t, r, sold(t, r, "10", "9.00", "0"), order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "1")}, "1")
	assert.Equal(t, "9.00", last(refunded(t, r, o, "r1")).Remedies[0].Amount.String())
}

func TestTrapReturnedTwoOfThreeAndTwoMoreAsked(t *testing.T) {
	r := rules(t, order.Policy{})
	o := inspected(t, r, sold(t, r, "3", "10.00", "0"), order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "2")}, "2")
	_, err := o.RequestReturn(r, by(o, salesdesk.Customer), order.Return{ID: "r2", Lines: some("1", "2")})
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, order.WithinDelivered, quantity.Rule)
}

func TestAReturnMovesWithinItsDays(t *testing.T) {
	r := rules(t, order.Policy{Returns: order.ReturnPolicy{BackDays: 14, WindowDays: 30}})
	o := sold(t, r, "3", "10.00", "0")
	late := by(o, salesdesk.Customer)
	late.At = late.At.AddDate(0, 0, 31)
	o, err := o.RequestReturn(r, late, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "2")})
	require.NoError(t, err)
	at := func(role salesdesk.Role, days int) *workflow.Command {
		cmd := by(o, role)
		cmd.At = late.At.AddDate(0, 0, days)
		return cmd
	}
	_, err = o.AuthorizeReturn(r, at(salesdesk.InsideSales, 0), "r1")
	var window order.LateError
	require.ErrorAs(t, err, &window)
	assert.Equal(t, day("2026-05-28"), window.Until)
	o, err = o.AuthorizeReturn(r, at(salesdesk.SalesManager, 0), "r1")
	require.NoError(t, err)
	assert.Equal(t, day("2026-06-12"), last(o).ReturnBy)
	_, err = o.ExpireReturn(r, at(salesdesk.System, 14), "r1")
	var early order.EarlyError
	require.ErrorAs(t, err, &early)
	_, err = o.DispatchReturn(r, at(salesdesk.Customer, 1), "r1", "")
	require.ErrorContains(t, err, "label: required")
	o, err = o.ExpireReturn(r, at(salesdesk.System, 15), "r1")
	require.NoError(t, err)
	line, _ := o.Line("1")
	assert.True(t, line.ReturnOpen.IsZero())
	assert.Equal(t, order.ReturnExpired, last(o).Status)
}

func TestGoodsThatNeedNotComeAreWaivedOnEvidenceWithinTheLimit(t *testing.T) {
	r := rules(t, order.Policy{Returns: order.ReturnPolicy{WaiveLimit: amount("15")}})
	o := sold(t, r, "3", "10.00", "0")
	o, err := o.RequestReturn(r, by(o, salesdesk.Customer), order.Return{ID: "r1", Complaint: "k1", Lines: some("1", "2")})
	require.NoError(t, err)
	o, err = o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), "r1")
	require.NoError(t, err)
	_, err = o.WaiveReturn(r, by(o, salesdesk.SalesManager), "r1", "")
	require.ErrorContains(t, err, "evidence: required")
	_, err = o.WaiveReturn(r, by(o, salesdesk.InsideSales), "r1", "photo")
	var limit order.LimitError
	require.ErrorAs(t, err, &limit)
	o, err = o.WaiveReturn(r, by(o, salesdesk.SalesManager), "r1", "photo")
	require.NoError(t, err)
	line, _ := o.Line("1")
	assert.Equal(t, []string{"0", "2"}, []string{line.ReturnOpen.String(), line.Returned.String()})
	assert.Equal(t, order.Stays, last(o).Verdicts[0].Disposition)
}

func TestARestockingFeeIsNeverOfAWithdrawalOrGuarantee(t *testing.T) {
	r := rules(t, order.Policy{Returns: order.ReturnPolicy{RestockingRate: amount("0.15")}})
	for ground, want := range map[order.Ground]string{order.Withdrawal: "0", order.Guarantee: "0", order.Goodwill: "3.00"} {
		o := inspected(t, r, sold(t, r, "3", "10.00", "0"), order.Return{ID: "r1", Ground: ground, Lines: some("1", "2")}, "2")
		assert.Equal(t, want, last(refunded(t, r, o, "r1")).Remedies[0].Fee.String(), ground)
		_, err := o.ProposeReturnRemedies(r, by(o, salesdesk.SalesManager), "r1", []order.LineRemedy{{Line: "1", Remedy: order.Refund, Quantity: amount("2"), Amount: amount("20.00"), Fee: amount("1.00")}})
		var fee order.FeeError
		assert.Equal(t, ground != order.Goodwill, err != nil && assert.ErrorAs(t, err, &fee), ground)
	}
}

func TestRemediesByLineSettleByTheirDocuments(t *testing.T) {
	r := rules(t, order.Policy{Returns: order.ReturnPolicy{RemedyLimit: amount("5"), ReopenDays: 30}})
	o := inspected(t, r, sold(t, r, "3", "10.00", "0"), order.Return{ID: "r1", Ground: order.Guarantee, Lines: some("1", "3")}, "3")
	split := []order.LineRemedy{
		{Line: "1", Remedy: order.Refund, Quantity: amount("1"), Amount: amount("10.00")},
		{Line: "1", Remedy: order.Repair, Quantity: amount("1")},
		{Line: "1", Remedy: order.Keep, Quantity: amount("1")},
	}
	_, err := o.ProposeReturnRemedies(r, by(o, salesdesk.InsideSales), "r1", split)
	var limit order.LimitError
	require.ErrorAs(t, err, &limit)
	_, err = o.ProposeReturnRemedies(r, by(o, salesdesk.SalesManager), "r1", split[:2])
	require.EqualError(t, err, "return: propose refused in inspected: remedies: line 1: remedies for 2, 3 accepted")
	o, err = o.ProposeReturnRemedies(r, by(o, salesdesk.SalesManager), "r1", split)
	require.NoError(t, err)
	_, err = o.SettleReturn(r, by(o, salesdesk.Finance), "r1", "C1")
	require.ErrorContains(t, err, "documents[0]: reference (C1)")
	var reference order.ReferenceError
	require.ErrorAs(t, err, &reference, "the repair has no order")
	o, err = o.Credit(r, by(o, salesdesk.Finance), "C1", some("1", "1"))
	require.NoError(t, err)
	o, err = o.SettleReturnBy(r, by(o, salesdesk.Finance), "r1", []order.RemedyDocument{{Remedy: order.Refund, Document: "C1"}, {Remedy: order.Repair, Document: "W1"}})
	require.NoError(t, err)
	line, _ := o.Line("1")
	assert.Equal(t, "1", line.Returned.String(), "what was repaired or is kept is with the customer")
	late := by(o, salesdesk.SalesManager)
	late.At = late.At.AddDate(0, 0, 31)
	_, err = o.ReopenReturn(r, late, "r1")
	var closed order.LateError
	require.ErrorAs(t, err, &closed)
	o, err = o.ReopenReturn(r, by(o, salesdesk.SalesManager), "r1")
	require.NoError(t, err)
	most, err := o.Refundable("r1", "1", amount("3"))
	require.NoError(t, err)
	assert.Equal(t, "20.00", most.String(), "10.00 of 30.00 was refunded before")
}

// Whatever the order of partial returns, the refunds add up to what was paid, and the
// credit notes are exact, each by itself, and make the customer whole.
func TestAnyOrderOfReturnsMakesTheCustomerWhole(t *testing.T) {
	r := rules(t, order.Policy{})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "quantity")
		cents := rapid.IntRange(1, 5000).Draw(t, "price")
		o := sold(t, r, fmt.Sprint(n), fmt.Sprintf("%d.%02d", cents/100, cents%100), "0")
		bill, err := invoice.Bill(o.Agreed, nil, []invoice.Quantity{{Line: "1", Quantity: amount(fmt.Sprint(n))}}, "F1", invoice.Header{})
		require.NoError(t, err)
		var notes []invoice.Document
		net, payable := salesdesk.Amount{}, salesdesk.Amount{}
		for left, i := n, 0; left > 0; i++ {
			q := rapid.IntRange(1, left).Draw(t, "back")
			left -= q
			id, count := fmt.Sprint("r", i), fmt.Sprint(q)
			o = refunded(t, r, inspected(t, r, o, order.Return{ID: id, Ground: order.Withdrawal, Lines: some("1", count)}, count), id)
			note, err := invoice.Credit([]invoice.Document{bill}, notes, []invoice.Quantity{{Line: "1", Quantity: amount(count)}}, "C"+id, invoice.Header{})
			require.NoError(t, err)
			require.NoError(t, pricing.Verify(note.Figures))
			require.True(t, note.Figures.Totals.TaxExclusive.Equal(last(o).Remedies[0].Amount), "%s", note.Figures.Totals.TaxExclusive)
			notes = append(notes, note)
			net.Decimal = net.Add(last(o).Remedies[0].Amount.Decimal)
			payable.Decimal = payable.Add(note.Figures.Totals.Payable.Decimal)
		}
		require.True(t, net.Equal(o.Agreed.Totals.TaxExclusive))
		require.True(t, payable.Equal(bill.Figures.Totals.Payable))
	})
}
