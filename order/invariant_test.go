package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/workflow"
)

// Each invariant, refused by a verb that would break it: the line is of 10 pieces. That no
// more is delivered than shipped no verb can break, since what is delivered is a shipment.
func TestEachInvariantIsKeptByTheVerbThatWouldBreakIt(t *testing.T) {
	r := rules(t, order.Policy{})
	start := confirmed(t, r)
	four := shipped(t, r, start, "s1", some("1", "4"))
	there := must(four.Deliver(r, by(four, salesdesk.Warehouse), "s1", "signed"))
	billed := must(there.Bill(r, by(there, salesdesk.Finance), "2026-1", some("1", "4")))
	voided := must(four.Bill(r, by(four, salesdesk.Finance), "2026-1", some("1", "4")))
	voided = must(voided.VoidShipment(r, by(voided, salesdesk.Warehouse), "s1"))
	for _, test := range []struct {
		rule        order.Invariant
		on          order.Order
		role        salesdesk.Role
		wantAllowed string
		verb        func(order.Order, *workflow.Command) (order.Order, error)
	}{
		{order.WithinOrdered, four, salesdesk.Warehouse, "10", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.Allocate(r, cmd, some("1", "7"))
		}},
		{order.WithinOrdered, four, salesdesk.InsideSales, "10", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.CloseShort(r, cmd, some("1", "7"))
		}},
		{order.WithinAllocated, four, salesdesk.Warehouse, "0", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.Ship(r, cmd, order.Shipment{ID: "s2", Lines: some("1", "1")})
		}},
		{order.WithinDelivered, there, salesdesk.InsideSales, "4", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.RequestReturn(r, cmd, order.Return{ID: "r1", Lines: some("1", "5")})
		}},
		{order.WithinBillable, there, salesdesk.Finance, "4", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.Bill(r, cmd, "2026-1", some("1", "5"))
		}},
		{order.WithinInvoiced, billed, salesdesk.Finance, "4", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.Credit(r, cmd, "2026-C1", some("1", "5"))
		}},
		{order.WithinCreditDue, voided, salesdesk.Finance, "4", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.CreditUndelivered(r, cmd, "2026-C1", some("1", "5"))
		}},
		{order.AboveZero, start, salesdesk.Warehouse, "0", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.Allocate(r, cmd, some("1", "-1"))
		}},
		{order.WholeUnits, start, salesdesk.Warehouse, "2", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.Allocate(r, cmd, some("1", "2.5"))
		}},
		{order.AboveShipped, four, salesdesk.InsideSales, "4", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.ProposeChange(r, cmd, to("1", "3"), order.Confirmation{})
		}},
		{order.WithinBackorder, four, salesdesk.InsideSales, "6", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.Substitute(r, cmd, order.Substitution{Line: "1", Quantity: amount("7"), By: fresh("1b", "A2", "7", "1.00")}, order.Confirmation{})
		}},
		{order.WithinCancelled, start, salesdesk.InsideSales, "0", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.ReopenLine(r, cmd, some("1", "1"))
		}},
		{order.WithinCallable, blanket(t, r), salesdesk.Customer, "10", func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.CallOff(r, cmd, "c1", some("1", "11"))
		}},
	} {
		t.Run(string(test.rule), func(t *testing.T) {
			next, err := test.verb(test.on, by(test.on, test.role))
			assert.Equal(t, test.on, next, "a refusal leaves the order as it was")
			var found *order.QuantityError
			for _, problem := range problemsOf(err) {
				if quantity, ok := problem.(order.QuantityError); ok && quantity.Rule == test.rule { //nolint:errorlint // leaves of the tree
					found = &quantity
				}
			}
			require.NotNil(t, found, "%v", err)
			assert.Equal(t, "1", found.Line)
			assert.Equal(t, test.wantAllowed, found.Allowed.String())
		})
	}
	_, err := there.Deliver(r, by(there, salesdesk.Warehouse), "s1", "again")
	var none order.ShipmentError
	require.ErrorAs(t, err, &none, "within_shipped: a shipment is delivered once")
}

// Of three, two were delivered; then the third leaves.
func TestALineOfWhichTwoOfThreeWereDeliveredIsShippedWhenTheThirdLeaves(t *testing.T) {
	r := rules(t, order.Policy{})
	o := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "1", Customer: "C", Agreed: pricedAt("3", "C62")}))
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	o = must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o)}))
	o = delivered(t, r, o, "s1", some("1", "2"))
	assert.Equal(t, order.LabelPartiallyShipped, label(t, o, "1"))
	o = shipped(t, r, o, "s2", some("1", "1"))
	assert.Equal(t, order.LabelShipped, label(t, o, "1"))
	assert.Equal(t, "2", o.Lines[0].Delivered.String())
	assert.Equal(t, order.PartiallyDelivered, o.Fulfilment())
}

// Quantities that no amount can hold are refused, and nothing overflows in silence.
func TestSumsThatDoNotFitAreRefused(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	huge, tiny := amount("999999999999999999e12"), amount("0.000000000001")
	for _, q := range []salesdesk.Amount{huge, tiny} {
		_, err := o.Allocate(r, by(o, salesdesk.Warehouse), []order.Quantity{{Line: "2", Quantity: q}, {Line: "1", Quantity: q}})
		require.Error(t, err)
	}
	_, err := o.Allocate(r, by(o, salesdesk.Warehouse), []order.Quantity{{Line: "2", Quantity: huge}, {Line: "2", Quantity: tiny}})
	var gate salesdesk.RangeError
	require.ErrorAs(t, err, &gate)
}
