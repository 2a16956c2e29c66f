package order_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// to is a change of a line's quantity.
func to(line, quantity string) order.ChangeSet {
	return order.ChangeSet{Lines: []order.LineChange{{Line: line, Quantity: new(amount(quantity))}}}
}

func submitted(t require.TestingT, r *order.Rules) order.Order {
	o := opened(t, r)
	o, err := o.Submit(r, by(o, salesdesk.InsideSales))
	require.NoError(t, err)
	return o
}

// forCustomer is a clerk who enters what the customer said.
func forCustomer(o order.Order) *workflow.Command {
	cmd := by(o, salesdesk.InsideSales)
	cmd.Actor.For = "C001"
	return cmd
}

func on(cmd *workflow.Command, day string) *workflow.Command {
	cmd.At = calendar.MustDate(day).In(time.UTC).Add(12 * time.Hour)
	return cmd
}

// fresh is a line that was priced by itself.
func fresh(id, sku, quantity, price string) pricing.PricedLine {
	p := must(pricing.Compile(pricing.Rules{}))
	priced := must(p.Price(pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Lines: []pricing.Line{{
		ID: id, SKU: sku, Unit: "C62", Quantity: amount(quantity), Price: &pricing.Price{Amount: amount(price)},
		VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")},
	}}}))
	return priced.Lines[0]
}

func TestAnAcceptedProposalIsANewRevisionAtTheSamePrice(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	before := o.Agreed
	o = must(o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "8"), order.Confirmation{}))
	assert.Equal(t, order.ChangePending, o.Status)
	assert.Equal(t, before, o.Agreed, "nothing is agreed yet")
	_, err := o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal-1)
	var stale order.ProposalError
	require.ErrorAs(t, err, &stale)
	o = must(o.AcceptChange(r, forCustomer(o), o.Pending.Proposal))
	assert.Equal(t, order.Confirmed, o.Status)
	assert.Equal(t, []string{"8", "100.00", "104.00"}, []string{
		o.Lines[0].Ordered.String(), o.Agreed.Lines[0].Net.StringFixed(2), o.Agreed.Totals.TaxExclusive.StringFixed(2),
	})
	require.NoError(t, pricing.Verify(o.Agreed))
	assert.Equal(t, 2, o.Revision)
	assert.Equal(t, before, o.Revisions[0].Agreed)
	assert.Nil(t, o.Pending)
	assert.Equal(t, day("2026-05-06"), o.Lines[0].Promised, "the date stands")
}

func TestAnAnswerThatIsNoLeavesWhatWasAgreed(t *testing.T) {
	r := rules(t, order.Policy{})
	never, once := submitted(t, r), confirmed(t, r)
	for _, test := range []struct {
		name string
		from order.Order
		no   func(order.Order) (order.Order, error)
		want order.Status
	}{
		{"decline_first_change", never, func(o order.Order) (order.Order, error) { return o.DeclineChange(r, by(o, salesdesk.Customer)) }, order.Submitted},
		{"withdraw_change", never, func(o order.Order) (order.Order, error) { return o.WithdrawChange(r, by(o, salesdesk.InsideSales)) }, order.Submitted},
		{"decline_change", once, func(o order.Order) (order.Order, error) { return o.DeclineChange(r, by(o, salesdesk.Customer)) }, order.Confirmed},
		{"withdrawn after confirmation", once, func(o order.Order) (order.Order, error) { return o.WithdrawChange(r, by(o, salesdesk.InsideSales)) }, order.Confirmed},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := must(test.from.ProposeChange(r, by(test.from, salesdesk.InsideSales), to("1", "8"), order.Confirmation{Promises: promises(test.from)}))
			o, err := test.no(o)
			require.NoError(t, err)
			assert.Equal(t, test.want, o.Status)
			assert.Equal(t, test.from.Agreed, o.Agreed)
			assert.Equal(t, test.from.Lines, o.Lines)
			assert.Nil(t, o.Pending)
		})
	}
}

func TestAProposalBeforeConfirmationNeedsWhatConfirmingNeeds(t *testing.T) {
	r := rules(t, order.Policy{ConfirmLimit: amount("100")})
	o := submitted(t, r)
	_, err := o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "20"), order.Confirmation{CreditLimit: new(amount("200"))})
	var (
		promise order.PromiseError
		limit   order.LimitError
		credit  order.CreditError
	)
	require.ErrorAs(t, err, &promise)
	require.ErrorAs(t, err, &limit)
	require.ErrorAs(t, err, &credit)
	assert.Equal(t, "254.00 EUR", limit.Total.String(), "of what would be agreed")
	o = must(o.ProposeChange(r, by(o, salesdesk.SalesManager), to("1", "20"), order.Confirmation{Promises: promises(o)}))
	o = must(o.PlaceHold(r, by(o, salesdesk.Finance), order.CreditHold))
	_, err = o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal)
	var hold order.HoldError
	require.ErrorAs(t, err, &hold, "a yes would confirm past the hold")
	o = must(o.FreeHold(r, by(o, salesdesk.Finance), order.CreditHold))
	o = must(o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal))
	assert.Equal(t, day("2026-05-06"), o.Lines[0].Promised)
	assert.False(t, o.ConfirmedAt.IsZero())
}

func TestNothingLessThanWasShippedIsAgreed(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "4"))
	_, err := o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "3"), order.Confirmation{})
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, order.AboveShipped, quantity.Rule)
	_, err = o.RequestChange(r, by(o, salesdesk.Customer), to("1", "3"))
	require.ErrorAs(t, err, &quantity)
	o = must(o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "4"), order.Confirmation{}))
	o = must(o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal))
	assert.Equal(t, order.LabelShipped, label(t, o, "1"))
	dearer := fresh("1", "A", "4", "13.00")
	_, err = o.ProposeChange(r, by(o, salesdesk.InsideSales), order.ChangeSet{Lines: []order.LineChange{{Line: "1", Priced: &dearer}}}, order.Confirmation{})
	var underway order.UnderwayError
	require.ErrorAs(t, err, &underway, "what left keeps its price")
}

func TestAChangeThatChangesNothingIsRefused(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	var unchanged order.UnchangedError
	_, err := o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "10"), order.Confirmation{})
	require.ErrorAs(t, err, &unchanged)
	_, err = o.ProposeChange(r, by(o, salesdesk.InsideSales), order.ChangeSet{}, order.Confirmation{})
	require.ErrorAs(t, err, &unchanged)
	_, err = o.RequestChange(r, by(o, salesdesk.Customer), to("1", "10"))
	require.ErrorAs(t, err, &unchanged)
	later := order.ChangeSet{Promises: []promise.Promise{{Line: "1", Date: day("2026-05-20")}}}
	o = must(o.ProposeChange(r, by(o, salesdesk.InsideSales), later, order.Confirmation{}))
	o = must(o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal))
	assert.Equal(t, day("2026-05-20"), o.Lines[0].Promised, "another date is a change")
	assert.Len(t, o.Promises, 2)
}

func TestWhatTheCustomerAsksIsGrantedAsAskedOrRefused(t *testing.T) {
	r := rules(t, order.Policy{ConfirmLimit: amount("200")})
	o := submitted(t, r)
	o = must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o)}))
	set := to("1", "12")
	set.Lines = append(set.Lines, order.LineChange{Line: "3", SKU: "C", Quantity: new(amount("2"))})
	o = must(o.RequestChange(r, forCustomer(o), set))
	assert.Equal(t, order.ChangeRequested, o.Status)
	other, dear := fresh("3", "C", "1", "5.00"), fresh("3", "C", "2", "50.00")
	granted := to("1", "12")
	granted.Lines = append(granted.Lines, order.LineChange{Line: "3", Priced: &other})
	_, err := o.GrantChange(r, by(o, salesdesk.InsideSales), granted, order.Confirmation{})
	var unasked order.UnaskedError
	var missing order.PromiseError
	require.ErrorAs(t, err, &unasked, "he asked for 2")
	require.ErrorAs(t, err, &missing)
	granted.Lines[1].Priced = &dear
	dates := order.Confirmation{Promises: []promise.Promise{{Line: "3", Date: day("2026-05-12")}}}
	_, err = o.GrantChange(r, by(o, salesdesk.InsideSales), granted, dates)
	var limit order.LimitError
	require.ErrorAs(t, err, &limit)
	refused := must(o.RefuseChange(r, by(o, salesdesk.ExternalSales)))
	assert.Equal(t, order.Confirmed, refused.Status)
	assert.Len(t, refused.Lines, 2)
	o = must(o.GrantChange(r, by(o, salesdesk.SalesManager), granted, dates))
	assert.Equal(t, []string{"12", "0.5", "2"}, []string{o.Lines[0].Ordered.String(), o.Lines[1].Ordered.String(), o.Lines[2].Ordered.String()})
	assert.Equal(t, "254.00", o.Agreed.Totals.TaxExclusive.StringFixed(2))
}

func TestBeforeConfirmationAGrantLeavesItToConfirm(t *testing.T) {
	r := rules(t, order.Policy{})
	o := submitted(t, r)
	o = must(o.RequestChange(r, by(o, salesdesk.Customer), to("1", "5")))
	back := must(o.RefuseChange(r, by(o, salesdesk.InsideSales)))
	assert.Equal(t, order.Submitted, back.Status)
	o = must(o.GrantChange(r, by(o, salesdesk.InsideSales), to("1", "5"), order.Confirmation{}))
	assert.Equal(t, order.Submitted, o.Status)
	assert.True(t, o.ConfirmedAt.IsZero())
}

func TestACustomerAsksAndDoesNotPrice(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	line := fresh("3", "C", "1", "0.01")
	_, err := o.RequestChange(r, by(o, salesdesk.Customer), order.ChangeSet{
		Lines:    []order.LineChange{{Line: "3", Priced: &line}, {Line: "1", Quantity: new(amount("-1"))}, {Line: "1", Requested: day("2026-05-20")}},
		Promises: promises(o),
	})
	for _, want := range []string{"promises: excluded", "lines[0].priced: excluded", "lines[0].sku: required", "lines[0].quantity: required", "lines[1].quantity: min (0)", "lines[2].line: duplicate (1)"} {
		assert.ErrorContains(t, err, want)
	}
	_, err = o.RequestChange(r, by(o, salesdesk.Customer), order.ChangeSet{})
	assert.ErrorContains(t, err, "lines: required")
}

func TestASubstituteNeedsConsentAndNoHigherPrice(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "4")))
	_, err := o.Substitute(r, by(o, salesdesk.InsideSales), order.Substitution{Line: "1", Quantity: amount("7"), By: fresh("1b", "A2", "7", "13.00")}, order.Confirmation{})
	var (
		quantity order.QuantityError
		higher   order.HigherPriceError
	)
	require.ErrorAs(t, err, &quantity, "4 are allocated")
	require.ErrorAs(t, err, &higher)
	assert.Equal(t, "87.50 EUR", higher.Most.String())
	assert.ErrorContains(t, err, "consent.by: required; consent.at: required; consent.reference: required")
	consent := order.Consent{By: "Jan", At: time.Date(2026, 4, 28, 8, 0, 0, 0, time.UTC), Reference: "mail 12"}
	substitution := order.Substitution{Line: "1", Quantity: amount("6"), By: fresh("1b", "A2", "6", "12.00"), Consent: consent}
	next := must(o.Substitute(r, by(o, salesdesk.InsideSales), substitution, dates("2026-05-12", "1b")))
	assert.Equal(t, []string{"4", "0.5", "6"}, []string{next.Lines[0].Ordered.String(), next.Lines[1].Ordered.String(), next.Lines[2].Ordered.String()})
	require.NoError(t, pricing.Verify(next.Agreed))
	assert.Equal(t, "126.00", next.Agreed.Totals.TaxExclusive.StringFixed(2))
	substitution.By, substitution.Consent.HigherPrice = fresh("1b", "A2", "6", "13.00"), true
	_, err = o.Substitute(r, by(o, salesdesk.InsideSales), substitution, dates("2026-05-12", "1b"))
	require.NoError(t, err, "he agreed to pay more")
	_, err = o.Substitute(r, by(o, salesdesk.InsideSales), order.Substitution{Line: "9"}, order.Confirmation{})
	var none order.LineError
	require.ErrorAs(t, err, &none)
}
