package order_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func begun(t require.TestingT, r *order.Rules, opening order.Opening) order.Order {
	opening.ID, opening.Number, opening.Customer, opening.Agreed = "o1", "BEST-1", "C001", agreed()
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), opening)
	require.NoError(t, err)
	return o
}

func TestAnOrderExpiresAfterItsLastDayAndOnlyThen(t *testing.T) {
	r := rules(t, order.Policy{})
	o := begun(t, r, order.Opening{ValidUntil: day("2026-05-10")})
	_, err := o.Expire(r, on(by(o, salesdesk.System), "2026-05-10"))
	var still order.StillValidError
	require.ErrorAs(t, err, &still)
	_, err = o.Submit(r, on(by(o, salesdesk.Customer), "2026-05-11"))
	var expired order.ExpiredError
	require.ErrorAs(t, err, &expired)
	o, err = o.Expire(r, on(by(o, salesdesk.System), "2026-05-11"))
	require.NoError(t, err)
	assert.Equal(t, order.Expired, o.Status)
	endless := begun(t, r, order.Opening{})
	_, err = endless.Expire(r, by(endless, salesdesk.System))
	require.ErrorAs(t, err, &still)
	once := confirmed(t, r)
	once = must(once.RequestChange(r, by(once, salesdesk.Customer), to("1", "1")))
	_, err = once.Expire(r, by(once, salesdesk.System))
	require.Error(t, err, "what was confirmed does not expire")
}

func TestAnOrderIsAnsweredWhereItCameBy(t *testing.T) {
	r := rules(t, order.Policy{})
	o := begun(t, r, order.Opening{Channel: order.ByPeppol})
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	_, err := o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o)})
	var channel order.ChannelError
	require.ErrorAs(t, err, &channel)
	_, err = o.Reject(r, by(o, salesdesk.InsideSales), order.ByMail)
	require.ErrorAs(t, err, &channel)
	_, err = o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "1"), order.Confirmation{Promises: promises(o)})
	require.ErrorAs(t, err, &channel)
	_, err = o.Reject(r, by(o, salesdesk.InsideSales), order.ByPeppol)
	require.NoError(t, err)
	_, err = o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o), Channel: order.ByPeppol})
	require.NoError(t, err)
}

func TestTheCustomerCancelsUntilTheCutOff(t *testing.T) {
	r := rules(t, order.Policy{CancelDays: 2})
	o := confirmed(t, r) // promised for 6 May
	for _, cmd := range []*workflow.Command{on(by(o, salesdesk.Customer), "2026-05-05"), on(forCustomer(o), "2026-05-05")} {
		_, err := o.Cancel(r, cmd)
		var late order.LateError
		require.ErrorAs(t, err, &late)
		assert.Equal(t, day("2026-05-04"), late.Until)
	}
	_, err := o.Cancel(r, on(by(o, salesdesk.InsideSales), "2026-05-05"))
	require.NoError(t, err, "the desk may by itself")
	o, err = o.Cancel(r, on(by(o, salesdesk.Customer), "2026-05-04"))
	require.NoError(t, err)
	assert.Equal(t, order.LabelCancelled, label(t, o, "1"))
	assert.Equal(t, order.NothingToDeliver, o.Fulfilment())
}

func TestCancellingLetsAllocatedStockGo(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "4")))
	_, err := o.Cancel(r, by(o, salesdesk.InsideSales))
	require.Error(t, err, "that is the manager's")
	o = must(o.Cancel(r, by(o, salesdesk.SalesManager)))
	assert.True(t, o.Lines[0].Allocated.IsZero())
	assert.Equal(t, "10", o.Lines[0].Cancelled.String())
}

func TestCancellingCreditsEveryAdvance(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	o = must(o.Prepay(r, by(o, salesdesk.Finance), order.Prepayment{Invoice: "2026-1", Amount: amount("50.00")}))
	_, err := o.Prepay(r, by(o, salesdesk.Finance), order.Prepayment{Invoice: "2026-1"})
	var twice order.DuplicateError
	require.ErrorAs(t, err, &twice)
	assert.ErrorContains(t, err, "amount: min (0)")
	_, err = o.Cancel(r, by(o, salesdesk.InsideSales))
	var open order.PrepaymentError
	require.ErrorAs(t, err, &open)
	assert.Equal(t, "2026-1", open.Invoice)
	_, err = o.Cancel(r, by(o, salesdesk.InsideSales), order.PrepaymentCredit{Invoice: "2026-9"})
	assert.ErrorContains(t, err, "credits[0].invoice: reference (2026-9); credits[0].note: required; advance 2026-1 is not credited")
	o = must(o.Cancel(r, by(o, salesdesk.InsideSales), order.PrepaymentCredit{Invoice: "2026-1", Note: "2026-C1"}))
	assert.Equal(t, "2026-C1", o.Prepayments[0].Note)
	assert.Equal(t, []string{"2026-1", "2026-C1"}, o.Documents)
}

func finished(t require.TestingT, r *order.Rules) order.Order {
	o := delivered(t, r, confirmed(t, r), "s1", all())
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", all()))
	return must(o.Complete(r, by(o, salesdesk.System)))
}

func TestReopeningHasAWindowAndAnOpenLedger(t *testing.T) {
	r := rules(t, order.Policy{ReopenDays: 30})
	o := finished(t, r) // on 28 April
	_, err := o.Reopen(r, on(by(o, salesdesk.SalesManager), "2026-05-29"))
	var late order.LateError
	require.ErrorAs(t, err, &late)
	again := must(o.Reopen(r, on(by(o, salesdesk.SalesManager), "2026-05-28")))
	assert.Equal(t, order.Confirmed, again.Status)
	assert.True(t, again.CompletedAt.IsZero())
	closed := rules(t, order.Policy{LedgerClosed: day("2026-04-30")})
	_, err = o.Reopen(closed, by(o, salesdesk.SalesManager))
	var ledger order.LedgerError
	require.ErrorAs(t, err, &ledger)
}

func TestNoDocumentIsNotedTwice(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, confirmed(t, r), "s1", all())
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", "2")))
	_, err := o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", "2"))
	var twice order.DuplicateError
	require.ErrorAs(t, err, &twice)
}

func blanket(t require.TestingT, r *order.Rules) order.Order {
	o := begun(t, r, order.Opening{Blanket: &order.Blanket{From: day("2026-04-01"), Until: day("2026-12-31")}})
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	return must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{})) // without dates
}

func TestCallOffsTakeABlanketOrderToItsEnd(t *testing.T) {
	r := rules(t, order.Policy{})
	o := blanket(t, r)
	o = must(o.CallOff(r, by(o, salesdesk.Customer), "c1", some("1", "4")))
	assert.Equal(t, order.LabelPartiallyCalledOff, label(t, o, "1"))
	assert.Equal(t, "6", o.Lines[0].Due().String())
	_, err := o.CallOff(r, by(o, salesdesk.Customer), "c2", some("1", "7"))
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, order.WithinCallable, quantity.Rule)
	_, err = o.CallOff(r, on(by(o, salesdesk.Customer), "2027-01-01"), "c1", some("1", "1"))
	var validity order.ValidityError
	var twice order.DuplicateError
	require.ErrorAs(t, err, &validity)
	require.ErrorAs(t, err, &twice)
	o = must(o.CallOff(r, on(by(o, salesdesk.Customer), "2026-12-31"), "c2", some("1", "6")))
	first, second := must(order.FromBlanket(o, "c1", "BEST-2")), must(order.FromBlanket(o, "c2", "BEST-3"))
	assert.Equal(t, []string{"50.00", "75.00"}, []string{first.Agreed.Totals.TaxExclusive.StringFixed(2), second.Agreed.Totals.TaxExclusive.StringFixed(2)})
	assert.Equal(t, order.Source{Blanket: "o1", Revision: 1}, first.Source)
	_, err = order.FromBlanket(o, "c9", "BEST-4")
	var none order.CallError
	require.ErrorAs(t, err, &none)
	o = must(o.CancelRemaining(r, by(o, salesdesk.InsideSales)))
	assert.Equal(t, order.LabelCalledOff, label(t, o, "1"))
	o = must(o.Complete(r, by(o, salesdesk.System)))
	assert.Equal(t, order.Completed, o.Status)
}

func TestNothingIsShippedOfABlanketOrderNorCalledOffAnother(t *testing.T) {
	r := rules(t, order.Policy{})
	o := blanket(t, r)
	_, err := o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "1"))
	require.Error(t, err)
	plain := confirmed(t, r)
	_, err = plain.CallOff(r, by(plain, salesdesk.Customer), "c1", some("1", "1"))
	var none order.BlanketError
	require.ErrorAs(t, err, &none)
	_, err = order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{
		ID: "o", Number: "1", Customer: "C", Agreed: agreed(), ValidUntil: day("2026-05-01"),
		Blanket: &order.Blanket{From: day("2026-05-01"), Until: day("2026-04-01")},
	})
	assert.EqualError(t, err, "blanket.until: order (from)")
}

func TestStatusesAreDerivedFromQuantities(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	var got []order.Fulfilment
	see := func(next order.Order) order.Order {
		got = append(got, next.Fulfilment())
		return next
	}
	o = see(o)
	o = see(shipped(t, r, o, "s1", some("1", "4")))
	o = see(must(o.Deliver(r, by(o, salesdesk.Warehouse), "s1", "signed")))
	o = must(o.CancelRemaining(r, by(o, salesdesk.InsideSales), "1"))
	o = see(shipped(t, r, o, "s2", some("2", "0.5")))
	o = see(must(o.Deliver(r, by(o, salesdesk.Warehouse), "s2", "signed")))
	assert.Equal(t, []order.Fulfilment{order.Unfulfilled, order.PartiallyShipped, order.PartiallyDelivered, order.PartiallyDelivered, order.FullyDelivered}, got)
	assert.Equal(t, order.None, o.Invoicing())
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", "4")))
	assert.Equal(t, order.Partially, o.Invoicing())
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-2", some("2", "0.5")))
	assert.Equal(t, order.Wholly, o.Invoicing())
	paid := []order.Settlement{{Document: "2026-1", Payable: amount("60.50"), Paid: amount("60.50")}, {Document: "2026-2", Payable: amount("4.84")}, {Document: "x", Payable: amount("1")}}
	assert.Equal(t, order.Partially, o.Paid(paid))
	paid[1].Credited = amount("4.84")
	assert.Equal(t, order.Wholly, o.Paid(paid))
	assert.Equal(t, order.None, o.Paid(nil))
	assert.Equal(t, order.None, o.Returning())
}

func TestACommandGivenTwiceIsOneEvent(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	cmd := by(o, salesdesk.Warehouse)
	cmd.Digest = "d1"
	o = must(o.Allocate(r, cmd, some("1", "4")))
	event, found, err := workflow.Recall(o.Changes(), cmd)
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, o.Changes()[len(o.Changes())-1], event, "the original, and nothing is appended")
	cmd.Digest = "d2"
	_, _, err = workflow.Recall(o.Changes(), cmd)
	var mismatch workflow.CommandMismatchError
	require.ErrorAs(t, err, &mismatch)
}

func TestAWholePricedOfEveryShapeIsOrdered(t *testing.T) {
	p := must(pricing.Compile(pricing.Rules{}))
	vat := &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")}
	priced := must(p.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-28"), Inclusive: true,
		Lines: []pricing.Line{
			{ID: "1", Quantity: amount("2"), Section: "a", Price: &pricing.Price{Amount: amount("9.99")}, VAT: vat},
			{ID: "2", Quantity: amount("1"), Optional: true, Price: &pricing.Price{Amount: amount("5.00")}, VAT: vat},
		},
	}))
	r := rules(t, order.Policy{})
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o", Number: "1", Customer: "C", Agreed: priced})
	require.NoError(t, err)
	assert.Len(t, o.Lines, 1, "an option that was not chosen is no line")
	assert.Equal(t, priced, o.Agreed)
}

// A hold can be freed where there is one that is the actor's to free.
func TestOnlyAHoldThatIsThereCanBeFreed(t *testing.T) {
	r := rules(t, order.Policy{})
	said := func(o order.Order, role salesdesk.Role) error {
		for _, c := range o.Permitted(r, by(o, role)) {
			if c.On == order.FreeHold {
				return c.Err
			}
		}
		return order.NoHoldError{}
	}
	o := confirmed(t, r)
	var none order.NothingError
	require.ErrorAs(t, said(o, salesdesk.Finance), &none)
	assert.Equal(t, order.FreeHold, none.On)
	o = must(o.PlaceHold(r, by(o, salesdesk.InsideSales), order.CreditHold))
	require.NoError(t, said(o, salesdesk.Finance))
	var role order.HoldRoleError
	require.ErrorAs(t, said(o, salesdesk.Purchasing), &role)
	assert.Equal(t, order.HoldRoleError{Hold: order.CreditHold, Role: salesdesk.Finance}, role)
	o = must(o.PlaceHold(r, by(o, salesdesk.InsideSales), order.StockHold))
	require.NoError(t, said(o, salesdesk.Purchasing))
}

// What nobody planned, sent, delivered or invoiced is not said to be possible; each blocked
// event says so, and stays refused by the verb with what is wrong with its own quantities.
func TestWhatTheOrderHasNothingForIsNotPermitted(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	for role, events := range map[salesdesk.Role][]order.Event{
		salesdesk.Warehouse: {order.Deallocate, order.PlanShipment, order.Ship, order.Deliver},
		salesdesk.Finance:   {order.Bill, order.Credit, order.CreditUndelivered},
		salesdesk.Customer:  {order.RequestReturn},
	} {
		said := 0
		for _, c := range o.Permitted(r, by(o, role)) {
			if slices.Contains(events, c.On) {
				said++
				assert.ErrorIs(t, c.Err, order.NothingError{On: c.On})
				assert.Len(t, c.Reasons, 1, "and nothing else is in the way")
			}
		}
		assert.Len(t, events, said)
	}
	_, err := o.Bill(r, by(o, salesdesk.Finance), "1", some("1", "1"))
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, order.WithinBillable, quantity.Rule)
}
