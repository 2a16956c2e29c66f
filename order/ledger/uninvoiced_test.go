package ledger_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/ledger"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// ordered is a confirmed order of what was agreed, of which nothing moved yet.
func ordered(number string, agreed pricing.Priced) order.Order {
	o := order.Order{ID: number, Number: number, Status: order.Confirmed, Customer: "C042", Agreed: agreed}
	for _, l := range agreed.Lines {
		o.Lines = append(o.Lines, order.Line{ID: l.ID, SKU: l.SKU, Unit: l.Unit, Ordered: l.Quantity})
	}
	return o
}

func uninvoiced(t require.TestingT, o order.Order) string {
	open, err := ledger.Uninvoiced(o)
	require.NoError(t, err)
	return open.Uninvoiced.String()
}

// 3 × 10.00 less 1.00 at 21 % is 35.09; one by one 11.70, 11.69 and 11.70.
func TestWhatIsNotInvoicedIsWorthWhatIsLeftOfTheDocument(t *testing.T) {
	r := request(line("1", "X", "3", "10.00", at("0.21")))
	r.Adjustments = []pricing.Adjustment{{ID: "off", Amount: ratio("1.00"), Reason: "95"}}
	o := ordered("B-1", priced(t, r))
	assert.Equal(t, "35.09", uninvoiced(t, o))
	l := &o.Lines[0]
	l.Shipped, l.Invoiced = amount("3"), amount("1")
	assert.Equal(t, "23.39", uninvoiced(t, o), "what is shipped and not invoiced counts like what is not shipped")
	l.Invoiced, l.Cancelled = amount("2"), amount("0")
	assert.Equal(t, "11.70", uninvoiced(t, o))
	l.Shipped, l.Cancelled = amount("2"), amount("1")
	assert.Equal(t, "0", uninvoiced(t, o), "what is cancelled is not due")
	l.Cancelled, l.Shipped, l.Invoiced = amount("0"), amount("3.2"), amount("3.2")
	assert.Equal(t, "0", uninvoiced(t, o), "invoiced beyond what was ordered")
}

func TestOrdersThatBindNobodyCountForNothing(t *testing.T) {
	o := ordered("B-1", priced(t, request(line("1", "X", "1", "100.00", at("0.21")))))
	for status, want := range map[order.Status]string{
		order.Draft: "0", order.Rejected: "0", order.Expired: "0", order.Cancelled: "0",
		order.Submitted: "121.00", order.Confirmed: "121.00", order.ChangePending: "121.00", order.Completed: "121.00",
	} {
		o.Status = status
		assert.Equal(t, want, uninvoiced(t, o), status)
	}
	o.Blanket = &order.Blanket{}
	assert.Equal(t, "0", uninvoiced(t, o), "the orders that call it off count")
}

// 1,210.00, of which 363.00 is asked in advance: 847.00 is left. The first invoices deduct
// it: once 605.00 is invoiced, only 605.00 is left of the order.
func TestAdvancesAreNotCountedTwice(t *testing.T) {
	o := ordered("B-1", priced(t, request(line("1", "X", "10", "100.00", at("0.21")))))
	o.Prepayments = []order.Prepayment{{Invoice: "V-1", Amount: amount("363.00")}}
	assert.Equal(t, "847.00", uninvoiced(t, o))
	o.Lines[0].Shipped, o.Lines[0].Invoiced = amount("2"), amount("2")
	assert.Equal(t, "847.00", uninvoiced(t, o), "242.00 was invoiced and 242.00 deducted")
	o.Lines[0].Shipped, o.Lines[0].Invoiced = amount("5"), amount("5")
	assert.Equal(t, "605.00", uninvoiced(t, o))
	o.Prepayments[0].Note = "C-1"
	assert.Equal(t, "605.00", uninvoiced(t, o))
	o.Lines[0].Invoiced = amount("0")
	assert.Equal(t, "1210.00", uninvoiced(t, o), "the advance was credited")
}

// Of 11 that left of 10, at 12.50 and 21 %, 166.38 will be invoiced. A shipment that comes
// back after its invoice adds nothing while that invoice is asked in full, for the statement
// has it; once it is credited, the goods are still to be invoiced.
func TestWhatCameBackIsInvoicedAnewOnceItIsCredited(t *testing.T) {
	o := ordered("B-1", priced(t, request(line("1", "X", "10", "12.50", at("0.21")))))
	l := &o.Lines[0]
	l.Shipped = amount("11")
	assert.Equal(t, "166.38", uninvoiced(t, o))
	l.Shipped, l.Invoiced = amount("10"), amount("10")
	assert.Equal(t, "0", uninvoiced(t, o))
	l.Shipped, l.CreditDue = amount("0"), amount("10")
	assert.Equal(t, "0", uninvoiced(t, o), "the invoice stands")
	l.CreditDue, l.Credited, l.Voided = amount("0"), amount("10"), amount("10")
	assert.Equal(t, "151.25", uninvoiced(t, o))
	l.Shipped = amount("4")
	assert.Equal(t, "151.25", uninvoiced(t, o), "and when a part leaves again")
}

// However an order is invoiced, what was invoiced and what was not are together what was
// agreed, but for the half cent by which each document rounds the VAT of a group.
func TestInvoicedAndUninvoicedAreTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agreed := priced(t, newGenerator(rapid.Uint64().Draw(t, "seed")).request())
		o := ordered("B-1", agreed)
		var taken []pricing.Portion
		sum := amount("0").Decimal
		for i, l := range o.Lines {
			if !l.Ordered.IsPositive() || !rapid.Bool().Draw(t, "invoiced") {
				continue
			}
			part, err := pricing.Part(agreed, taken, []pricing.Portion{{Line: l.ID, Quantity: l.Ordered}})
			require.NoError(t, err)
			sum = sum.Add(part.Totals.TaxInclusive.Decimal)
			taken = append(taken, pricing.Portion{Line: l.ID, Quantity: l.Ordered})
			o.Lines[i].Shipped, o.Lines[i].Invoiced = l.Ordered, l.Ordered
		}
		open, err := ledger.Uninvoiced(o)
		require.NoError(t, err)
		if agreed.CashDiscount == nil { // which is worked out anew for every document
			off := sum.Add(open.Uninvoiced.Decimal).Sub(agreed.Totals.TaxInclusive.Decimal)
			most := amount("0.005").Mul(decimal.NewFromInt(int64((len(taken) + 2) * len(agreed.VAT))))
			require.True(t, off.Abs().LessThanOrEqual(most), "VAT is rounded by document, half a cent a group: off by %s", off)
		}
		if len(taken) == 0 {
			require.True(t, open.Uninvoiced.Equal(agreed.Totals.TaxInclusive))
		}
		if len(taken) == len(o.Lines) {
			require.True(t, open.Uninvoiced.IsZero())
		}
	})
}

func TestAnOrderIsHeldAgainstTheCreditLimit(t *testing.T) {
	asked := ordered("B-3", priced(t, request(line("1", "X", "1", "100.00", at("0.21")))))
	asked.Status = order.Draft
	other := ordered("B-2", priced(t, request(line("1", "X", "10", "100.00", at("0.21")))))
	other.Lines[0].Shipped, other.Lines[0].Invoiced = amount("4"), amount("4")
	s := ledger.Statement{Customer: "C042", Currency: salesdesk.EUR, Balance: amount("484.00")}
	report, err := ledger.CheckOrder(euro("1331.00"), asked, []order.Order{other, asked}, s, 0)
	require.NoError(t, err)
	require.NoError(t, report.Err(), "484.00 unpaid, 726.00 not invoiced, 121.00 asked: 1,331.00")
	exposure, err := report.Exposure()
	require.NoError(t, err)
	assert.Equal(t, euro("1210.00"), exposure)
	report, err = ledger.CheckOrder(euro("1330.99"), asked, []order.Order{other}, s, 0)
	require.NoError(t, err)
	assert.Equal(t, ledger.LimitError{Over: euro("0.01"), Used: euro("1331.00")}, soleOf(report.Err()))

	stranger := other
	stranger.ID, stranger.Customer = "B-9", "C001"
	abroad := other
	abroad.ID, abroad.Agreed.Currency = "B-8", "USD"
	_, err = ledger.CheckOrder(euro("1.00"), asked, []order.Order{stranger, abroad, other, other}, s, 0)
	assert.EqualError(t, err, "orders[0].customer: reference (C001); orders[1].agreed.currency: currency USD where EUR is wanted; orders[3].id: duplicate (B-2)")
}

// soleOf is the one problem of an error.
func soleOf(err error) error {
	problems, ok := err.(salesdesk.Problems) //nolint:errorlint // as it was given
	if !ok || len(problems) != 1 {
		return err
	}
	return problems[0]
}

func ExampleCheckOrder() {
	asked := ordered("B-3", priced(panics{}, request(line("1", "X", "8", "100.00", at("0.21")))))
	report, err := ledger.CheckOrder(euro("2000.00"), asked, nil, ledger.Statement{Customer: "C042", Currency: salesdesk.EUR, Balance: amount("1300.00")}, 30)
	fmt.Println(report.Order, report.Available, err)
	fmt.Println(report.Err())
	// Output:
	// 968.00 EUR -268.00 EUR <nil>
	// credit limit passed by 268.00 EUR: 2268.00 EUR in all
}
