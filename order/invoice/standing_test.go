package invoice_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// 3 × 10.00, −1.00, 21 %: two are billed, one of them never arrived and is credited, and then
// both that are left are billed. 9.67 + 9.66 − 9.67 (what one is worth) + 19.34 = 29.00.
func TestWhatDidNotReachTheCustomerIsBilledAnew(t *testing.T) {
	agreed := priced(t, "1.00", line("1", "3", "10.00", "0.21"))
	two := []invoice.Quantity{{Line: "1", Quantity: amount("2")}}
	one := []invoice.Quantity{{Line: "1", Quantity: amount("1")}}
	first, err := invoice.Bill(agreed, nil, two, "1", header())
	require.NoError(t, err)
	credit, err := invoice.Credit([]invoice.Document{first}, nil, one, "C1", header())
	require.NoError(t, err)
	before := []invoice.Document{first, credit}
	rest, err := invoice.Rest(agreed, before)
	require.NoError(t, err)
	assert.Equal(t, "2", rest[0].Quantity.String())
	again, err := invoice.Bill(agreed, before, rest, "2", header())
	require.NoError(t, err)
	require.NoError(t, again.Check())
	sum := first.Figures.Totals.Payable.Sub(credit.Figures.Totals.Payable.Decimal).Add(again.Figures.Totals.Payable.Decimal)
	assert.Equal(t, "35.09", sum.StringFixed(2), "what was agreed, to the cent")
	_, err = invoice.Bill(agreed, append(before, again), one, "3", header())
	var none invoice.QuantityError
	require.ErrorAs(t, err, &none)
	assert.Equal(t, "0", none.Left.String())
}

// However often goods are billed, taken back before they arrive and billed anew: the
// documents are exact, and come to what was agreed.
func TestAnyNumberOfVoidedShipmentsBillsTheWholeInTheEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "pieces")
		price := rapid.SampledFrom([]string{"0.10", "9.99", "10.00", "33.33"}).Draw(t, "price")
		agreed := priced(t, rapid.SampledFrom([]string{"", "0.05"}).Draw(t, "off"), line("1", fmt.Sprint(n), price, "0.21"), line("2", "3", "7.77", "0.06"))
		var before []invoice.Document
		for i := range 8 {
			rest, err := invoice.Rest(agreed, before)
			require.NoError(t, err)
			if len(rest) == 0 {
				break
			}
			rest = rest[:1]
			if i < 5 {
				rest[0].Quantity = amount(fmt.Sprint(rapid.IntRange(1, int(rest[0].Quantity.IntPart())).Draw(t, "quantity")))
			}
			bill, err := invoice.Bill(agreed, before, rest, fmt.Sprint(i), header())
			require.NoError(t, err)
			require.NoError(t, pricing.Verify(bill.Figures))
			before = append(before, bill)
			if i < 5 && rapid.Bool().Draw(t, "voided") {
				credit, err := invoice.Credit([]invoice.Document{bill}, nil, rest, fmt.Sprint("C", i), header())
				require.NoError(t, err)
				require.NoError(t, pricing.Verify(credit.Figures))
				before = append(before, credit)
			}
		}
		rest, err := invoice.Rest(agreed, before)
		require.NoError(t, err)
		if len(rest) > 0 {
			last, err := invoice.Bill(agreed, before, rest, "last", header())
			require.NoError(t, err)
			before = append(before, last)
		}
		sum := amount("0")
		for _, d := range before {
			if d.Kind == invoice.CreditNote {
				sum.Decimal = sum.Sub(d.Figures.Totals.Payable.Decimal)
			} else {
				sum.Decimal = sum.Add(d.Figures.Totals.Payable.Decimal)
			}
		}
		require.Equal(t, agreed.Totals.Payable.StringFixed(2), sum.StringFixed(2))
	})
}
