package order_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// consented is the customer's yes by mail, to a higher price too where that is said.
func consented(higher bool) order.Consent {
	return order.Consent{By: "Jan", At: time.Date(2026, 4, 28, 8, 0, 0, 0, time.UTC), Reference: "mail 12", HigherPrice: higher}
}

// dates is what an order is confirmed with: a day for each line that is named.
func dates(on string, lines ...string) order.Confirmation {
	var c order.Confirmation
	for _, l := range lines {
		c.Promises = append(c.Promises, promise.Promise{Line: l, Date: day(on), Binding: promise.ByStock})
	}
	return c
}

// Ten at 12.50 become ten at 5,000.00, with the customer's consent: 50,004.00 in all is
// above the clerk's 200.00, and above the credit limit, and the new line has no date.
func TestASubstituteIsHeldToTheLimitTheCreditAndADate(t *testing.T) {
	r := rules(t, order.Policy{ConfirmLimit: amount("200")})
	o := confirmed(t, r)
	dear := order.Substitution{Line: "1", Quantity: amount("10"), By: fresh("1b", "Z", "10", "5000.00"), Consent: consented(true)}
	_, err := o.Substitute(r, by(o, salesdesk.InsideSales), dear, order.Confirmation{CreditLimit: new(amount("1000"))})
	var (
		limit   order.LimitError
		credit  order.CreditError
		undated order.PromiseError
	)
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, []string{"200 EUR", "50004.00 EUR"}, []string{limit.Limit.String(), limit.Total.String()})
	require.ErrorAs(t, err, &credit)
	assert.Equal(t, "60504.84 EUR", credit.Exposure.String())
	require.ErrorAs(t, err, &undated)
	assert.Equal(t, "1b", undated.Line)

	_, err = o.Substitute(r, by(o, salesdesk.SalesManager), dear, order.Confirmation{CreditLimit: new(amount("1000"))})
	require.ErrorAs(t, err, &credit, "the credit limit binds the manager, too")
	next := must(o.Substitute(r, by(o, salesdesk.SalesManager), dear, dates("2026-05-12", "1b")))
	assert.Equal(t, "50004.00", next.Agreed.Totals.TaxExclusive.StringFixed(2))
	assert.Equal(t, day("2026-05-12"), next.Lines[2].Promised)
	assert.Equal(t, order.LabelBackordered, next.Lines[2].Label())
}

// The first promised day is 6 May; ten days before it is 26 April, and today is the 28th.
func TestACustomerClosesNoLineShortAfterTheDaysToCancel(t *testing.T) {
	r := rules(t, order.Policy{CancelDays: 10})
	o := confirmed(t, r)
	var late order.LateError
	for _, cmd := range []salesdesk.Actor{{ID: "jan", Role: salesdesk.Customer}, {ID: "an", Role: salesdesk.InsideSales, For: "C001"}} {
		given := by(o, cmd.Role)
		given.Actor = cmd
		_, err := o.CloseShort(r, given, all())
		require.ErrorAs(t, err, &late, "as he may not cancel")
		assert.Equal(t, day("2026-04-26"), late.Until)
	}
	_, err := o.CloseShort(r, by(o, salesdesk.InsideSales), all())
	require.NoError(t, err, "what we cannot deliver")
	in := rules(t, order.Policy{CancelDays: 8})
	_, err = o.CloseShort(in, by(o, salesdesk.Customer), all())
	require.NoError(t, err)
}

// Ordered 10 with a tolerance of 10 %, 5 shipped: 5 can be closed short, and not 6. What
// may leave beyond the order is nothing that can be cancelled.
func TestCloseShortLeavesTheToleranceAlone(t *testing.T) {
	r := rules(t, order.Policy{OverDelivery: amount("0.10")})
	o := shipped(t, r, confirmed(t, r), "s1", some("1", "5"))
	_, err := o.CloseShort(r, by(o, salesdesk.InsideSales), some("1", "6"))
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, []string{"within_ordered", "11", "10"}, []string{string(quantity.Rule), quantity.Asked.String(), quantity.Allowed.String()})
	o = must(o.CloseShort(r, by(o, salesdesk.InsideSales), some("1", "5")))
	assert.Equal(t, "5", o.Lines[0].Due().String())

	over := shipped(t, r, confirmed(t, r), "s1", some("1", "11"))
	_, err = over.CloseShort(r, by(over, salesdesk.InsideSales), some("1", "1"))
	require.ErrorAs(t, err, &quantity, "nothing is left")
}

// atRate is a line of ten pieces at a price and a rate of VAT.
func atRate(id, price, rate string) pricing.PricedLine {
	p := must(pricing.Compile(pricing.Rules{}))
	return must(p.Price(pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Lines: []pricing.Line{{
		ID: id, SKU: id, Unit: "C62", Quantity: amount("10"), Price: &pricing.Price{Amount: amount(price)},
		VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount(rate)},
	}}})).Lines[0]
}

// Ten books of 12.50 at 6 % are 132.50 to pay. The same price at 21 % is 151.25: a higher
// price for whoever pays the VAT. Less VAT does not make up for a higher price without it:
// that is what a business pays in the end.
func TestASubstituteIsDearerWithVATOrWithout(t *testing.T) {
	r := rules(t, order.Policy{})
	for _, test := range []struct {
		was, by    pricing.PricedLine
		asked      string
		most       string
		inclusive  bool
		isNoHigher bool
	}{
		{was: atRate("1", "12.50", "0.06"), by: atRate("1b", "12.50", "0.21"), asked: "151.25 EUR", most: "132.50 EUR", inclusive: true},
		{was: atRate("1", "12.50", "0.21"), by: atRate("1b", "13.00", "0.06"), asked: "130.00 EUR", most: "125.00 EUR"},
		{was: atRate("1", "12.50", "0.21"), by: atRate("1b", "12.50", "0.06"), isNoHigher: true},
		{was: atRate("1", "12.50", "0.06"), by: atRate("1b", "10.95", "0.21"), isNoHigher: true},
	} {
		agreed := must(pricing.Total(pricing.Priced{Currency: salesdesk.EUR, Lines: []pricing.PricedLine{test.was}}))
		o := confirmedOf(t, r, agreed)
		s := order.Substitution{Line: "1", Quantity: amount("10"), By: test.by, Consent: consented(false)}
		_, err := o.Substitute(r, by(o, salesdesk.InsideSales), s, dates("2026-05-12", "1b"))
		if test.isNoHigher {
			require.NoError(t, err)
			continue
		}
		var higher order.HigherPriceError
		require.ErrorAs(t, err, &higher)
		assert.Equal(t, []string{test.asked, test.most}, []string{higher.Asked.String(), higher.Most.String()})
		assert.Equal(t, test.inclusive, higher.Inclusive)
		s.Consent.HigherPrice = true
		_, err = o.Substitute(r, by(o, salesdesk.InsideSales), s, dates("2026-05-12", "1b"))
		require.NoError(t, err)
	}
}

// confirmedOf is a confirmed order of what was agreed.
func confirmedOf(t require.TestingT, r *order.Rules, agreed pricing.Priced) order.Order {
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "BEST-1", Customer: "C001", Agreed: agreed})
	require.NoError(t, err)
	o, err = o.Submit(r, by(o, salesdesk.InsideSales))
	require.NoError(t, err)
	o, err = o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)})
	require.NoError(t, err)
	return o
}

// A confirmation is held to what moving a date is held to: a line is promised once, and no
// day that is over.
func TestNothingIsPromisedTwiceOrForADayThatIsOver(t *testing.T) {
	r := rules(t, order.Policy{})
	o := submitted(t, r)
	twice := dates("2026-05-06", "1", "2", "1")
	_, err := o.Confirm(r, by(o, salesdesk.InsideSales), twice)
	require.ErrorContains(t, err, "promises[2].line: duplicate (1)")
	past := dates("2026-04-27", "1", "2")
	_, err = o.Confirm(r, by(o, salesdesk.InsideSales), past)
	require.ErrorContains(t, err, "promises[0].date: order (command.at)")
	require.ErrorContains(t, err, "promises[1].date: order (command.at)")
	_, err = o.Confirm(r, by(o, salesdesk.InsideSales), dates("2026-04-28", "1", "2"))
	require.NoError(t, err, "today can be kept")

	o = confirmed(t, r)
	_, err = o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "8"), past)
	require.ErrorContains(t, err, "promises[1].date: order (command.at)")
	_, err = o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "8"), twice)
	require.ErrorContains(t, err, "promises[2].line: duplicate (1)")
	o = must(o.RequestChange(r, by(o, salesdesk.Customer), to("1", "8")))
	_, err = o.GrantChange(r, by(o, salesdesk.InsideSales), to("1", "8"), past)
	require.ErrorContains(t, err, "promises[0].date: order (command.at)")
}

func TestPiecesAreNotCutInWhatACustomerAsks(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	_, err := o.RequestChange(r, by(o, salesdesk.Customer), to("1", "12.5"))
	var quantity order.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, order.WholeUnits, quantity.Rule)
	_, err = o.RequestChange(r, by(o, salesdesk.Customer), to("2", "0.75"))
	require.NoError(t, err, "kilograms are")
}

func TestAHoldHasAName(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	_, err := o.PlaceHold(r, by(o, salesdesk.InsideSales), "")
	require.ErrorContains(t, err, "hold: required")
}
