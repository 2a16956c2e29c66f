package order_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestAnOrderFromDraftToCompleted(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	assert.Equal(t, order.LabelBackordered, label(t, o, "1"))
	o = delivered(t, r, o, "s1", all())
	assert.Equal(t, order.LabelDelivered, label(t, o, "1"))
	assert.Equal(t, all(), o.Billable())
	_, err := o.Complete(r, by(o, salesdesk.System))
	require.Error(t, err, "nothing was invoiced")
	o, err = o.Bill(r, by(o, salesdesk.Finance), "2026-1", all())
	require.NoError(t, err)
	assert.Empty(t, o.Billable())
	o, err = o.Complete(r, by(o, salesdesk.System))
	require.NoError(t, err)
	assert.Equal(t, order.Completed, o.Status)
	assert.Equal(t, []string{"2026-1"}, o.Documents)
}

func TestOrderTenShipFourCancelTheRest(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	o = delivered(t, r, o, "s1", append(some("1", "4"), some("2", "0.5")...))
	_, err := o.Cancel(r, by(o, salesdesk.InsideSales))
	var underway order.UnderwayError
	require.ErrorAs(t, err, &underway)
	o, err = o.CloseShort(r, by(o, salesdesk.InsideSales), some("1", "6"))
	require.NoError(t, err)
	assert.Equal(t, order.LabelClosedShort, label(t, o, "1"))
	assert.Equal(t, "4", o.Billable()[0].Quantity.String())
	o, err = o.Bill(r, by(o, salesdesk.Finance), "2026-1", o.Billable())
	require.NoError(t, err)
	o, err = o.Complete(r, by(o, salesdesk.System))
	require.NoError(t, err)
	assert.Equal(t, order.Completed, o.Status, "completed short, never cancelled")
}

func TestOverDeliveryStaysWithinItsTolerance(t *testing.T) {
	for _, test := range []struct{ ordered, unit, tolerance, give, wantRule string }{
		{"100", "KGM", "0", "100.002", "within_ordered"},
		{"100", "KGM", "0.05", "105", ""},
		{"100", "KGM", "0.05", "105.001", "within_ordered"},
		{"3", "C62", "0.10", "3", ""},
		{"3", "C62", "0.10", "4", "within_ordered"},
		{"0.5", "KGM", "0", "0.5", ""},
		{"3", "C62", "0", "1.5", "whole_units"},
		{"3", "C62", "0", "0", "above_zero"},
		{"3", "C62", "0", "-1", "above_zero"},
	} {
		t.Run(strings.Join([]string{test.ordered, test.unit, test.tolerance, test.give}, " "), func(t *testing.T) {
			r := rules(t, order.Policy{OverDelivery: amount(test.tolerance)})
			priced := pricedAt(test.ordered, test.unit)
			o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "1", Customer: "C", Agreed: priced})
			require.NoError(t, err)
			o, err = o.Submit(r, by(o, salesdesk.InsideSales))
			require.NoError(t, err)
			o, err = o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o)})
			require.NoError(t, err)
			_, err = o.Allocate(r, by(o, salesdesk.Warehouse), some("1", test.give))
			if test.wantRule == "" {
				require.NoError(t, err)
				return
			}
			var quantity order.QuantityError
			require.ErrorAs(t, err, &quantity)
			assert.Equal(t, order.Invariant(test.wantRule), quantity.Rule)
		})
	}
}

func TestNoLabelSticks(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	o = delivered(t, r, o, "s1", some("1", "7"))
	assert.Equal(t, order.LabelPartiallyShipped, label(t, o, "1"))
	o = shipped(t, r, o, "s2", some("1", "3"))
	assert.Equal(t, order.LabelShipped, label(t, o, "1"))
	line, _ := o.Line("1")
	assert.Equal(t, "7", line.Delivered.String())
}

func TestShippingNeedsWhatWasAllocated(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	o, err := o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "3"))
	require.NoError(t, err)
	_, err = o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s", Lines: some("1", "4")})
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, order.WithinAllocated, quantity.Rule)
	assert.Equal(t, "3", quantity.Allowed.String())
}

func TestEveryLineThatBreaksAnInvariantIsNamed(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	_, err := o.Allocate(r, by(o, salesdesk.Warehouse), append(append(some("1", "11"), some("2", "0.6")...), some("9", "1")...))
	require.Error(t, err)
	for _, want := range []string{"line 1: within_ordered: 11, at most 10", "line 2: within_ordered: 0.6, at most 0.5", "no line 9"} {
		assert.ErrorContains(t, err, want)
	}
}

func TestHoldsBlockAndAreFreedByTheirOwnRole(t *testing.T) {
	r := rules(t, order.Policy{})
	o := opened(t, r)
	o, err := o.Submit(r, by(o, salesdesk.InsideSales))
	require.NoError(t, err)
	o, err = o.PlaceHold(r, by(o, salesdesk.InsideSales), order.CreditHold)
	require.NoError(t, err)
	_, err = o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)})
	var hold order.HoldError
	require.ErrorAs(t, err, &hold)
	_, err = o.FreeHold(r, by(o, salesdesk.InsideSales), order.CreditHold)
	var role order.HoldRoleError
	require.ErrorAs(t, err, &role)
	assert.Equal(t, salesdesk.Finance, role.Role)
	_, err = o.FreeHold(r, by(o, salesdesk.SalesManager), order.PriceHold)
	var none order.NoHoldError
	require.ErrorAs(t, err, &none)
	o, err = o.FreeHold(r, by(o, salesdesk.Finance), order.CreditHold)
	require.NoError(t, err)
	_, err = o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)})
	require.NoError(t, err)
}

func TestConfirmingAsksForCreditDatesAndLimitAtOnce(t *testing.T) {
	r := rules(t, order.Policy{ConfirmLimit: amount("100")})
	o := opened(t, r)
	o, err := o.Submit(r, by(o, salesdesk.InsideSales))
	require.NoError(t, err)
	limit := amount("200.00")
	_, err = o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{CreditLimit: &limit, Exposure: amount("50.00"), Promises: promises(o)[:1]})
	var (
		credit  order.CreditError
		missing order.PromiseError
		tooHigh order.LimitError
	)
	require.ErrorAs(t, err, &credit)
	require.ErrorAs(t, err, &missing)
	require.ErrorAs(t, err, &tooHigh)
	assert.Equal(t, "206.09 EUR", credit.Exposure.String())
	assert.Equal(t, "2", missing.Line)
	_, err = o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)})
	require.NoError(t, err, "above the clerk's limit the manager confirms")
}

func TestAReturnFromRequestToCredit(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, confirmed(t, r), "s1", all())
	o, err := o.Bill(r, by(o, salesdesk.Finance), "2026-1", all())
	require.NoError(t, err)
	o, err = o.RequestReturn(r, by(o, salesdesk.InsideSales), order.Return{ID: "r1", Complaint: "k1", Lines: some("1", "2")})
	require.NoError(t, err)
	_, err = o.RequestReturn(r, by(o, salesdesk.InsideSales), order.Return{ID: "r2", Lines: some("1", "9")})
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity, "2 of 10 are on their way back")
	assert.Equal(t, order.WithinDelivered, quantity.Rule)
	for _, step := range []func() (order.Order, error){
		func() (order.Order, error) { return o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), "r1") },
		func() (order.Order, error) {
			return o.ReceiveReturn(r, by(o, salesdesk.Warehouse), "r1", some("1", "1"))
		},
		func() (order.Order, error) {
			return o.ReceiveReturn(r, by(o, salesdesk.Warehouse), "r1", some("1", "1"))
		},
		func() (order.Order, error) {
			return o.InspectReturn(r, by(o, salesdesk.Quality), "r1", []order.Verdict{{Line: "1", Accepted: amount("1"), Disposition: order.Scrap, Finding: "one broken"}})
		},
		func() (order.Order, error) {
			return o.ProposeReturnRemedy(r, by(o, salesdesk.InsideSales), "r1", order.Refund)
		},
		func() (order.Order, error) {
			return o.Credit(r, by(o, salesdesk.Finance), "2026-C1", some("1", "1"))
		},
		func() (order.Order, error) {
			return o.SettleReturn(r, by(o, salesdesk.Finance), "r1", "2026-C1")
		},
	} {
		o, err = step()
		require.NoError(t, err)
	}
	line, _ := o.Line("1")
	assert.Equal(t, []string{"0", "1", "1", "1"}, []string{line.ReturnOpen.String(), line.Returned.String(), line.Dismissed.String(), line.Credited.String()})
	assert.Equal(t, order.ReturnClosed, o.Returns[0].Status)
	assert.Equal(t, []order.RemedyDocument{{Remedy: order.Refund, Document: "2026-C1"}}, o.Returns[0].Documents)
}

func TestMoreThanWasAuthorisedIsNotTakenIn(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, confirmed(t, r), "s1", all())
	o, err := o.RequestReturn(r, by(o, salesdesk.InsideSales), order.Return{ID: "r1", Lines: some("1", "2")})
	require.NoError(t, err)
	o, err = o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), "r1")
	require.NoError(t, err)
	_, err = o.ReceiveReturn(r, by(o, salesdesk.Warehouse), "r1", some("1", "3"))
	var returned order.ReturnedError
	require.ErrorAs(t, err, &returned)
	_, err = o.SettleReturn(r, by(o, salesdesk.Finance), "r9", "x")
	var none order.ReturnError
	require.ErrorAs(t, err, &none)
}

func TestARejectedReturnLeavesTheGoodsDelivered(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, confirmed(t, r), "s1", all())
	o, err := o.RequestReturn(r, by(o, salesdesk.InsideSales), order.Return{ID: "r1", Lines: some("1", "2")})
	require.NoError(t, err)
	o, err = o.RejectReturn(r, by(o, salesdesk.InsideSales), "r1")
	require.NoError(t, err)
	line, _ := o.Line("1")
	assert.True(t, line.ReturnOpen.IsZero())
	assert.Equal(t, order.LabelDelivered, line.Label())
}

func TestTheSecondOfTwoVerbsIsAConflict(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	stale := by(o, salesdesk.Warehouse)
	o, err := o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "1"))
	require.NoError(t, err)
	_, err = o.Allocate(r, stale, some("1", "1"))
	var conflict workflow.ConflictError
	require.ErrorAs(t, err, &conflict)
}

func TestAVerbLeavesTheOrderAlone(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	before, err := o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "1"))
	require.NoError(t, err)
	left, err := before.Allocate(r, by(before, salesdesk.Warehouse), some("1", "2"))
	require.NoError(t, err)
	right, err := before.Allocate(r, by(before, salesdesk.Warehouse), some("1", "5"))
	require.NoError(t, err)
	assert.Equal(t, []string{"0", "1", "3", "6"}, []string{
		o.Lines[0].Allocated.String(), before.Lines[0].Allocated.String(), left.Lines[0].Allocated.String(), right.Lines[0].Allocated.String(),
	})
	assert.NotEqual(t, left.Changes()[len(left.Changes())-1], right.Changes()[len(right.Changes())-1])
}

// Any sequence of verbs keeps the invariants, and its changes rebuild the order,
// through JSON too.
func TestAnySequenceFoldsToTheSameOrder(t *testing.T) {
	r := rules(t, order.Policy{OverDelivery: amount("0.10")})
	rapid.Check(t, func(t *rapid.T) {
		o := confirmed(t, r)
		for i := range rapid.IntRange(0, 25).Draw(t, "steps") {
			q := some(rapid.SampledFrom([]string{"1", "1", "2"}).Draw(t, "line"), rapid.SampledFrom([]string{"0.1", "1", "2", "4", "7"}).Draw(t, "quantity"))
			next, err := any1(t, r, o, i, q)
			if err == nil {
				o = next
			}
			for _, l := range o.Lines {
				most := l.Ordered.Mul(amount("1.10").Decimal)
				require.False(t, l.Allocated.Add(l.Shipped.Decimal).Add(l.Cancelled.Decimal).GreaterThan(most))
				require.False(t, l.Delivered.GreaterThan(l.Shipped.Decimal))
				require.False(t, l.ReturnOpen.Add(l.Returned.Decimal).Add(l.Dismissed.Decimal).GreaterThan(l.Delivered.Decimal))
				require.False(t, l.Invoiced.GreaterThan(sumOf(l.Shipped, l.CreditDue, l.Credited).Decimal))
				require.False(t, sumOf(l.Credited, l.CreditDue).GreaterThan(l.Invoiced.Decimal))
			}
		}
		log, err := workflow.EncodeEvents(o.Changes())
		require.NoError(t, err)
		changes, err := order.DecodeChanges(log)
		require.NoError(t, err)
		folded, err := order.Fold(changes)
		require.NoError(t, err)
		again, err := workflow.EncodeEvents(changes)
		require.NoError(t, err)
		require.Equal(t, string(log), string(again))
		require.Equal(t, asJSON(t, o), asJSON(t, folded))
	})
}

func any1(t *rapid.T, r *order.Rules, o order.Order, i int, q []order.Quantity) (order.Order, error) {
	id := fmt.Sprint(i)
	last := ""
	if n := len(o.Shipments); n > 0 {
		last = o.Shipments[n-1].ID
	}
	back := ""
	if n := len(o.Returns); n > 0 {
		back = o.Returns[n-1].ID
	}
	warehouse, finance, desk := by(o, salesdesk.Warehouse), by(o, salesdesk.Finance), by(o, salesdesk.InsideSales)
	switch rapid.IntRange(0, 14).Draw(t, "verb") {
	case 0, 1:
		return o.Allocate(r, warehouse, q)
	case 2:
		return o.Ship(r, warehouse, order.Shipment{ID: id, Lines: q})
	case 3:
		return o.Deliver(r, warehouse, last, "signed")
	case 4:
		return o.CloseShort(r, desk, q)
	case 5:
		return o.Bill(r, finance, id, q)
	case 6:
		return o.Credit(r, finance, id, q)
	case 7:
		return o.RequestReturn(r, desk, order.Return{ID: id, Lines: q})
	case 8:
		return o.AuthorizeReturn(r, desk, back)
	case 9:
		return o.ReceiveReturn(r, warehouse, back, q)
	case 10:
		return o.VoidShipment(r, warehouse, last)
	case 11:
		return o.CreditUndelivered(r, finance, id, q)
	case 12:
		return o.Reschedule(r, desk, []promise.Promise{{Line: q[0].Line, Date: day("2026-05-20"), Binding: promise.ByIncoming}})
	case 13:
		return o.PlanShipment(r, warehouse, order.Shipment{ID: id, Lines: q})
	default:
		return o.InspectReturn(r, by(o, salesdesk.Quality), back, []order.Verdict{{Line: q[0].Line, Accepted: amount("0"), Disposition: order.SendBack}})
	}
}

func TestTheTablesAreWrittenDown(t *testing.T) {
	r := rules(t, order.Policy{})
	golden.Assert(t, "workflow.md", []byte("# Order\n\n"+r.Machine().Table()+"\n```mermaid\n"+r.Machine().Mermaid()+"```\n\n# Shipment\n\n"+
		r.Shipments().Table()+"\n```mermaid\n"+r.Shipments().Mermaid()+"```\n\n# Return\n\n"+
		r.Returns().Table()+"\n```mermaid\n"+r.Returns().Mermaid()+"```\n"))
}

func TestNewNamesEverythingThatIsMissing(t *testing.T) {
	r := rules(t, order.Policy{})
	_, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{})
	assert.EqualError(t, err, "id: required; number: required; customer: required; agreed.lines: required")
	_, err = order.Compile(order.Policy{ConfirmLimit: amount("-1"), OverDelivery: amount("-0.1")})
	assert.EqualError(t, err, "confirm_limit: min (0); over_delivery: min (0)")
}
