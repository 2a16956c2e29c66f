package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
)

// billing are what of the first line is shipped, invoiced, credited, due to be credited,
// and credited because it did not reach the customer.
func billing(o order.Order) []string {
	l := o.Lines[0]
	return []string{l.Shipped.String(), l.Invoiced.String(), l.Credited.String(), l.CreditDue.String(), l.Voided.String()}
}

func refusedBy(t *testing.T, rule order.Invariant, allowed string, err error) {
	t.Helper()
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, rule, quantity.Rule)
	assert.Equal(t, allowed, quantity.Allowed.String())
}

func TestAVoidedShipmentThatWasInvoicedIsDueToBeCredited(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "4"))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", "4")))
	o = must(o.VoidShipment(r, by(o, salesdesk.Warehouse), "s1"))
	assert.Equal(t, []string{"0", "4", "0", "4", "0"}, billing(o))
	assert.Equal(t, some("1", "4"), o.CreditDue())
	assert.Empty(t, o.Billable())
	_, err := o.Credit(r, by(o, salesdesk.Finance), "2026-C1", some("1", "1"))
	refusedBy(t, order.WithinInvoiced, "4", err)
	_, err = o.CreditUndelivered(r, by(o, salesdesk.Finance), "2026-C1", some("1", "5"))
	refusedBy(t, order.WithinCreditDue, "4", err)
	o = must(o.CreditUndelivered(r, by(o, salesdesk.Finance), "2026-C1", o.CreditDue()))
	assert.Equal(t, []string{"0", "4", "4", "0", "4"}, billing(o))
	assert.Empty(t, o.CreditDue())
	o = must(o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s2", Lines: some("1", "4")}))
	assert.Equal(t, some("1", "4"), o.Billable(), "it is billed anew")
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-2", o.Billable()))
	assert.Equal(t, []string{"4", "8", "4", "0", "4"}, billing(o))
	assert.Equal(t, order.Partially, o.Invoicing())
}

func TestWhatLeavesAgainBeforeItsCreditNoteStaysInvoiced(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "4"))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", "4")))
	o = must(o.FailDelivery(r, by(o, salesdesk.Warehouse), "s1"))
	o = must(o.ReturnToSender(r, by(o, salesdesk.Warehouse), "s1", false))
	assert.Equal(t, []string{"0", "4", "0", "4", "0"}, billing(o))
	o = must(o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s2", Lines: some("1", "3")}))
	assert.Equal(t, []string{"3", "4", "0", "1", "0"}, billing(o))
	assert.Empty(t, o.Billable())
}

func TestGoodsSentBackForGoodAreCreditedAndTheOrderCompletedShort(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "4"))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", "4")))
	o = must(o.FailDelivery(r, by(o, salesdesk.Warehouse), "s1"))
	o = must(o.ReturnToSender(r, by(o, salesdesk.Warehouse), "s1", true))
	o = must(o.CancelRemaining(r, by(o, salesdesk.InsideSales)))
	_, err := o.Complete(r, by(o, salesdesk.System))
	var open order.OpenError
	require.ErrorAs(t, err, &open, "a credit note is due")
	o = must(o.CreditUndelivered(r, by(o, salesdesk.Finance), "2026-C1", o.CreditDue()))
	o = must(o.Complete(r, by(o, salesdesk.System)))
	assert.Equal(t, []string{"0", "4", "4", "0", "4"}, billing(o))
}

func TestOnlyWhatIsInvoicedBeyondWhatStaysIsDue(t *testing.T) {
	for _, test := range []struct{ invoiced, wantDue, wantBillable string }{
		{"2", "0", "2"}, {"4", "0", "0"}, {"5", "1", "0"}, {"10", "6", "0"},
	} {
		t.Run(test.invoiced, func(t *testing.T) {
			r := rules(t, order.Policy{})
			o := shipped(t, r, shipped(t, r, confirmed(t, r), "s1", some("1", "4")), "s2", some("1", "6"))
			o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", test.invoiced)))
			o = must(o.VoidShipment(r, by(o, salesdesk.Warehouse), "s2"))
			assert.Equal(t, []string{"4", test.invoiced, "0", test.wantDue, "0"}, billing(o))
			line, _ := o.Line("1")
			assert.Equal(t, test.wantBillable, line.Billable().String())
		})
	}
}

// A return and a voided shipment of one line have their own credit notes: neither takes
// what is the other's.
func TestACreditNoteForAReturnLeavesAloneWhatIsDue(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, delivered(t, r, confirmed(t, r), "s1", some("1", "4")), "s2", some("1", "6"))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", "10")))
	o = must(o.VoidShipment(r, by(o, salesdesk.Warehouse), "s2"))
	o = must(o.Credit(r, by(o, salesdesk.Finance), "2026-C1", some("1", "4")))
	assert.Equal(t, []string{"4", "10", "4", "6", "0"}, billing(o))
	_, err := o.Credit(r, by(o, salesdesk.Finance), "2026-C2", some("1", "1"))
	refusedBy(t, order.WithinInvoiced, "10", err)
	o = must(o.CreditUndelivered(r, by(o, salesdesk.Finance), "2026-C2", o.CreditDue()))
	assert.Equal(t, []string{"4", "10", "10", "0", "6"}, billing(o))
}

func TestWhatWasCreditedBeforeIsNotDueAgain(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "4"))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", some("1", "4")))
	o = must(o.Credit(r, by(o, salesdesk.Finance), "2026-C1", some("1", "3")))
	o = must(o.VoidShipment(r, by(o, salesdesk.Warehouse), "s1"))
	assert.Equal(t, []string{"0", "4", "3", "1", "0"}, billing(o))
}

// A shipment of which something is on its way back through a return is not undone.
func TestADisputedDeliveryOfWhatIsAskedBackIsRefused(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, confirmed(t, r), "s1", some("1", "4"))
	o = must(o.RequestReturn(r, by(o, salesdesk.InsideSales), order.Return{ID: "r1", Lines: some("1", "1")}))
	_, err := o.DisputeDelivery(r, by(o, salesdesk.InsideSales), "s1")
	refusedBy(t, order.WithinDelivered, "0", err)
}
