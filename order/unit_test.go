package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
)

func open(r *order.Rules, quantities ...string) (order.Order, error) {
	return order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "1", Customer: "C", Agreed: pricedAt(quantities...)})
}

// One and a half of what is measured is allocated and shipped as it was ordered.
func TestWhatIsMeasuredIsDeliveredInParts(t *testing.T) {
	r := rules(t, order.Policy{})
	for _, unit := range []string{"DAY", "MIN", "MON", "ANN", "KWH", "MLT", "HLT", "CMK", "MMT", "DMT", "MTR", "KGM", "HUR", "LM"} {
		o := confirmedOf(t, r, pricedAt("1.5", unit))
		o = delivered(t, r, o, "s1", some("1", "1.5"))
		assert.Equal(t, order.FullyDelivered, o.Fulfilment(), unit)
	}
}

// What no shipment can hold is refused when the order is opened, and not once it is promised.
func TestWhatCannotBeDeliveredIsNotOpened(t *testing.T) {
	r := rules(t, order.Policy{})
	_, err := open(r, "2.5", "C62", "1.0005", "KGM")
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, []string{"1", "whole_units", "2.5", "2"}, []string{quantity.Line, string(quantity.Rule), quantity.Asked.String(), quantity.Allowed.String()})
	assert.ErrorContains(t, err, "line 2: whole_units: 1.0005, at most 1")
	_, err = open(r, "0", "C62", "0", "KGM")
	require.ErrorContains(t, err, "agreed.lines[0].quantity: min (0)")
	_, err = open(r, "0", "C62", "0.5", "KGM")
	require.NoError(t, err)
}

func TestATolerancePassesNoWhole(t *testing.T) {
	_, err := order.Compile(order.Policy{OverDelivery: amount("5"), UnderDelivery: amount("1.01"), Returns: order.ReturnPolicy{RestockingRate: amount("1.5")}})
	require.EqualError(t, err, "over_delivery: max (1); under_delivery: max (1); returns.restocking_rate: max (1)")
	_, err = order.Compile(order.Policy{OverDelivery: amount("1"), UnderDelivery: amount("1")})
	require.NoError(t, err)
}
