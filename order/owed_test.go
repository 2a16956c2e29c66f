package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// agreedOnce is a confirmed order of what was agreed.
func agreedOnce(t require.TestingT, r *order.Rules, quantity, price, off string) order.Order {
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{
		ID: "o1", Number: "B1", Customer: "C1", Agreed: agreedOn(t, off, at("1", quantity, price, "0.21")),
	})
	require.NoError(t, err)
	o, err = o.Submit(r, by(o, salesdesk.InsideSales))
	require.NoError(t, err)
	o, err = o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)})
	require.NoError(t, err)
	return o
}

// becoming changes the quantity of the line, with the customer's yes.
func becoming(t require.TestingT, r *order.Rules, o order.Order, quantity string) order.Order {
	q := amount(quantity)
	o, err := o.ProposeChange(r, by(o, salesdesk.SalesManager), order.ChangeSet{Lines: []order.LineChange{{Line: "1", Quantity: &q}}}, order.Confirmation{})
	require.NoError(t, err)
	o, err = o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal)
	require.NoError(t, err)
	return o
}

// invoicing makes the invoice for quantities of an order and notes it.
func invoicing(t require.TestingT, r *order.Rules, o order.Order, before []invoice.Document, number, quantity string) (order.Order, invoice.Document) {
	owed, err := o.Owed()
	require.NoError(t, err)
	d, err := invoice.Bill(owed, before, some("1", quantity), number, invoice.Header{})
	require.NoError(t, err)
	o, err = o.Bill(r, by(o, salesdesk.Finance), number, some("1", quantity))
	require.NoError(t, err)
	return o, d
}

// 100 × 10.00, −10.00; 105 arrive, within 5 %. They are billed at the price agreed, 1,050.00,
// and the discount stays what it was: 1,040.00, at once or with the five after the others.
func TestWhatIsDeliveredBeyondWhatWasOrderedIsBilled(t *testing.T) {
	r := rules(t, order.Policy{OverDelivery: amount("0.05")})
	o := delivered(t, r, agreedOnce(t, r, "100", "10.00", "10.00"), "s1", some("1", "105"))
	at, once := invoicing(t, r, o, nil, "F1", "105")
	assert.Equal(t, "1040.00", once.Figures.Totals.TaxExclusive.String())
	_, err := at.Complete(r, by(at, salesdesk.System))
	require.NoError(t, err)

	o, first := invoicing(t, r, o, nil, "F1", "100")
	_, err = o.Complete(r, by(o, salesdesk.System))
	require.Error(t, err)
	o, second := invoicing(t, r, o, []invoice.Document{first}, "F2", "5")
	assert.Equal(t, "1040.00", first.Figures.Totals.TaxExclusive.Add(second.Figures.Totals.TaxExclusive.Decimal).StringFixed(2))
	assert.True(t, second.Figures.Totals.Rounding.IsZero())
	o = inspected(t, r, o, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "105")}, "105")
	assert.Equal(t, "1040.00", last(refunded(t, r, o, "r1")).Remedies[0].Amount.StringFixed(2), "what came beyond goes back like the rest")
}

// The same before anything leaves: what is owed is what was agreed.
func TestNothingIsOwedBeyondWhatLeft(t *testing.T) {
	r := rules(t, order.Policy{OverDelivery: amount("0.05")})
	o := agreedOnce(t, r, "100", "10.00", "10.00")
	owed, err := o.Owed()
	require.NoError(t, err)
	assert.Equal(t, o.Agreed, owed)
}

// 10 × 10.00, −10.00. Five are billed at 45.00; six are agreed then, 50.00 in all.
func TestAnInvoiceAfterAChangeBillsWhatIsStillOwed(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, agreedOnce(t, r, "10", "10.00", "10.00"), "s1", some("1", "5"))
	o, first := invoicing(t, r, o, nil, "F1", "5")
	o = delivered(t, r, becoming(t, r, o, "6"), "s2", some("1", "1"))
	_, second := invoicing(t, r, o, []invoice.Document{first}, "F2", "1")
	assert.Equal(t, []string{"45.00", "5.00"}, []string{first.Figures.Totals.TaxExclusive.StringFixed(2), second.Figures.Totals.TaxExclusive.StringFixed(2)})
	assert.True(t, second.Figures.Totals.Rounding.IsZero())
}
