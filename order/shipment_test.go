package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
)

// planned is an order with 6 of 10 allocated, and 4 of them planned as s1.
func planned(t require.TestingT, r *order.Rules) order.Order {
	o := confirmed(t, r)
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "6")))
	return must(o.PlanShipment(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s1", Carrier: "bpost", Lines: some("1", "4")}))
}

func figures(o order.Order) []string {
	l := o.Lines[0]
	return []string{l.Allocated.String(), l.Shipped.String(), l.Delivered.String(), l.Cancelled.String()}
}

func TestAShipmentFromPlanToProof(t *testing.T) {
	r := rules(t, order.Policy{})
	o := planned(t, r)
	o = must(o.PickShipment(r, by(o, salesdesk.Warehouse), "s1"))
	o = must(o.PackShipment(r, by(o, salesdesk.Warehouse), "s1", some("1", "3"))) // one was not found
	assert.Equal(t, []string{"6", "0", "0", "0"}, figures(o))
	o = must(o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s1"}))
	assert.Equal(t, []string{"3", "3", "0", "0"}, figures(o))
	_, err := o.Deliver(r, by(o, salesdesk.Warehouse), "s1", "")
	assert.ErrorContains(t, err, "proof: required")
	o = must(o.Deliver(r, by(o, salesdesk.Warehouse), "s1", "signed"))
	assert.Equal(t, order.ShipmentDelivered, o.Shipments[0].Status)
	assert.Equal(t, []string{"3", "3", "3", "0"}, figures(o))
	_, err = o.Deliver(r, by(o, salesdesk.Warehouse), "s1", "signed")
	var none order.ShipmentError
	require.ErrorAs(t, err, &none)
}

func TestWhatIsBeingPackedIsReserved(t *testing.T) {
	r := rules(t, order.Policy{})
	o := planned(t, r)
	var quantity order.QuantityError
	for _, verb := range []func() (order.Order, error){
		func() (order.Order, error) { return o.Deallocate(r, by(o, salesdesk.Warehouse), some("1", "3")) },
		func() (order.Order, error) {
			return o.PlanShipment(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s2", Lines: some("1", "3")})
		},
		func() (order.Order, error) {
			return o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s2", Lines: some("1", "3")})
		},
	} {
		_, err := verb()
		require.ErrorAs(t, err, &quantity)
		assert.Equal(t, order.WithinAllocated, quantity.Rule)
		assert.Equal(t, "2", quantity.Allowed.String())
	}
	o = must(o.CancelRemaining(r, by(o, salesdesk.InsideSales), "1"))
	assert.Equal(t, []string{"4", "0", "0", "6"}, figures(o), "what is being packed is not cancelled")
}

func TestACancelledShipmentKeepsItsStockOrReleasesIt(t *testing.T) {
	r := rules(t, order.Policy{})
	o := planned(t, r)
	assert.Equal(t, "6", must(o.CancelShipment(r, by(o, salesdesk.InsideSales), "s1", false)).Lines[0].Allocated.String())
	assert.Equal(t, "2", must(o.CancelShipment(r, by(o, salesdesk.InsideSales), "s1", true)).Lines[0].Allocated.String())
}

func TestAFailedDeliveryGoesOutAgainOrComesBack(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "4"))
	o = must(o.FailDelivery(r, by(o, salesdesk.Warehouse), "s1"))
	again := must(o.RetryDelivery(r, by(o, salesdesk.Warehouse), "s1"))
	assert.Equal(t, order.ShipmentShipped, again.Shipments[0].Status)
	assert.Equal(t, []string{"4", "0", "0", "0"}, figures(must(o.ReturnToSender(r, by(o, salesdesk.Warehouse), "s1", false))))
	assert.Equal(t, []string{"0", "0", "0", "4"}, figures(must(o.ReturnToSender(r, by(o, salesdesk.Warehouse), "s1", true))))
}

func TestADepartureByMistakeIsVoided(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "4"))
	o = must(o.VoidShipment(r, by(o, salesdesk.Warehouse), "s1"))
	assert.Equal(t, []string{"4", "0", "0", "0"}, figures(o))
	assert.Equal(t, order.ShipmentCancelled, o.Shipments[0].Status)
	o = must(o.Deallocate(r, by(o, salesdesk.Warehouse), some("1", "4")))
	assert.Equal(t, order.LabelBackordered, label(t, o, "1"))
}

func TestAContestedProofTakesTheDeliveryBack(t *testing.T) {
	r := rules(t, order.Policy{DisputeDays: 3})
	o := delivered(t, r, confirmed(t, r), "s1", some("1", "4")) // on 28 April
	_, err := o.DisputeDelivery(r, on(by(o, salesdesk.InsideSales), "2026-05-02"), "s1")
	var late order.LateError
	require.ErrorAs(t, err, &late)
	o = must(o.DisputeDelivery(r, on(by(o, salesdesk.InsideSales), "2026-05-01"), "s1"))
	assert.Equal(t, []string{"0", "4", "0", "0"}, figures(o))
	assert.Equal(t, order.ShipmentFailed, o.Shipments[0].Status)
	assert.Empty(t, o.Shipments[0].Proof)
}

func TestTooLittleWithinTheToleranceIsDelivered(t *testing.T) {
	r := rules(t, order.Policy{UnderDelivery: amount("0.10")})
	o := delivered(t, r, confirmed(t, r), "s1", some("1", "9"))
	line, _ := o.Line("1")
	assert.Equal(t, order.LabelDelivered, line.Label())
	assert.True(t, line.Closed())
	assert.Equal(t, "9", line.Billable().String(), "what came is billed")
	o = must(o.DisputeDelivery(r, by(o, salesdesk.InsideSales), "s1"))
	assert.True(t, o.Lines[0].Waived.IsZero())
	less := delivered(t, r, confirmed(t, r), "s1", some("1", "8"))
	assert.Equal(t, order.LabelPartiallyShipped, label(t, less, "1"), "8 are too little")
}

func TestAHoldStopsPickingAndShipping(t *testing.T) {
	r := rules(t, order.Policy{})
	o := planned(t, r)
	o = must(o.PlaceHold(r, by(o, salesdesk.InsideSales), order.LegalHold))
	_, err := o.PickShipment(r, by(o, salesdesk.Warehouse), "s1")
	var hold order.HoldError
	require.ErrorAs(t, err, &hold)
	_, err = o.PickShipment(nil, nil, "s1")
	assert.EqualError(t, err, "rules: required; command: required")
	_, err = o.FailDelivery(r, by(o, salesdesk.Warehouse), "s9")
	var none order.ShipmentError
	require.ErrorAs(t, err, &none)
}

func TestACancelledLineIsReopened(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	o = must(o.CloseShort(r, by(o, salesdesk.InsideSales), some("1", "6")))
	_, err := o.ReopenLine(r, by(o, salesdesk.InsideSales), some("1", "7"))
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, order.WithinCancelled, quantity.Rule)
	o = must(o.ReopenLine(r, by(o, salesdesk.InsideSales), some("1", "2")))
	assert.Equal(t, "4", o.Lines[0].Cancelled.String())
}

func TestOrderTenShipFourCancelIsCompletedShort(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, confirmed(t, r), "s1", append(some("1", "4"), some("2", "0.5")...))
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "5")))
	o = must(o.CancelRemaining(r, by(o, salesdesk.Customer)))
	assert.Equal(t, []string{"0", "4", "4", "6"}, figures(o))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", o.Billable()))
	o = must(o.Complete(r, by(o, salesdesk.System)))
	assert.Equal(t, order.Completed, o.Status, "completed short, never cancelled")
	_, err := o.CancelRemaining(r, by(o, salesdesk.Customer), "9")
	require.Error(t, err)
}
