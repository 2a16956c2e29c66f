package order_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
)

// Of ten pieces and half a kilogram the customer signs for eight pieces; the two that were
// not in the van and the half kilogram arrive later, or come back.
func TestAPartOfAShipmentArrives(t *testing.T) {
	r := rules(t, order.Policy{UnderDelivery: amount("0.50")})
	sent := shipped(t, r, confirmed(t, r), "s1", all())
	o := must(sent.DeliverPart(r, by(sent, salesdesk.Warehouse), "s1", "signed for 8", some("1", "8"), "s1b"))
	assert.Equal(t, []string{"10", "8", "0"}, []string{o.Lines[0].Shipped.String(), o.Lines[0].Delivered.String(), o.Lines[0].Waived.String()}, "the rest is under way, not missing")
	assert.Equal(t, order.PartiallyDelivered, o.Fulfilment())
	require.Len(t, o.Shipments, 2)
	assert.Equal(t, some("1", "8"), o.Shipments[0].Lines)
	assert.Equal(t, order.ShipmentDelivered, o.Shipments[0].Status)
	assert.Equal(t, "s1b shipped [{1 2} {2 0.5}]", fmt.Sprint(o.Shipments[1].ID, " ", o.Shipments[1].Status, " ", o.Shipments[1].Lines))
	assert.Equal(t, o.Saved(), must(order.Fold(o.Changes())))

	later := must(o.Deliver(r, by(o, salesdesk.Warehouse), "s1b", "signed"))
	assert.Equal(t, order.FullyDelivered, later.Fulfilment())
	back := must(o.FailDelivery(r, by(o, salesdesk.Warehouse), "s1b"))
	back = must(back.ReturnToSender(r, by(back, salesdesk.Warehouse), "s1b", false))
	assert.Equal(t, []string{"8", "8", "2"}, []string{back.Lines[0].Shipped.String(), back.Lines[0].Delivered.String(), back.Lines[0].Allocated.String()})
	disputed := must(o.DisputeDelivery(r, by(o, salesdesk.InsideSales), "s1"))
	assert.Equal(t, []string{"10", "0"}, []string{disputed.Lines[0].Shipped.String(), disputed.Lines[0].Delivered.String()})

	whole := must(sent.DeliverPart(r, by(sent, salesdesk.Warehouse), "s1", "signed", all(), ""))
	assert.Equal(t, must(sent.Deliver(r, by(sent, salesdesk.Warehouse), "s1", "signed")), whole, "all of it arrived")
}

func TestAPartThatCannotHaveArrivedIsRefusedWithEveryReason(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "10"))
	for want, lines := range map[string][]order.Quantity{
		"line 1: within_shipped: 11, at most 10": {{Line: "1", Quantity: amount("6")}, {Line: "1", Quantity: amount("5")}},
		"no line 2":                              some("2", "0.5"),
		"line 1: above_zero: -1, at most 0":      some("1", "-1"),
		"line 1: whole_units: 2.5, at most 2":    some("1", "2.5"),
		"lines: required":                        nil,
	} {
		next, err := o.DeliverPart(r, by(o, salesdesk.Warehouse), "s1", "signed", lines, "")
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, err, "rest: required")
		assert.Equal(t, o, next)
	}
	_, err := o.DeliverPart(r, by(o, salesdesk.Warehouse), "s1", "", some("1", "8"), "s1")
	require.ErrorContains(t, err, "proof: required")
	require.ErrorContains(t, err, "s1 exists already")
	_, err = o.DeliverPart(r, by(o, salesdesk.Warehouse), "s9", "signed", some("1", "8"), "s2")
	var none order.ShipmentError
	require.ErrorAs(t, err, &none)
}

// The customer signs for three of four; the fourth is looked for.
func ExampleOrder_DeliverPart() {
	r, o := sent("4")
	o = must(o.DeliverPart(r, by(o, salesdesk.Warehouse), "s1", "signed for 3", some("1", "3"), "s1-rest"))
	fmt.Println(o.Lines[0].Delivered, o.Lines[0].Shipped, o.Shipments[1].ID, o.Shipments[1].Lines)
	o = must(o.FailDelivery(r, by(o, salesdesk.Warehouse), "s1-rest"))
	o = must(o.ReturnToSender(r, by(o, salesdesk.Warehouse), "s1-rest", false))
	fmt.Println(o.Lines[0].Delivered, o.Lines[0].Shipped, o.Lines[0].Allocated)
	// Output:
	// 3 4 s1-rest [{1 1}]
	// 3 3 1
}
