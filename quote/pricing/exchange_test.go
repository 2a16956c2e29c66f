package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// inDollars asks one of A in US dollars, EUR 1 at USD 1.0850.
func inDollars(list string) pricing.Request {
	req := onList(list)
	req.Currency = "USD"
	req.Exchange = &pricing.Exchange{From: "EUR", Rate: amount("1.0850"), Source: "ECB", Date: calendar.MustDate("2026-11-20")}
	return req
}

func TestPricesAreConvertedExactlyAndTheRateIsKept(t *testing.T) {
	req := inDollars("")
	req.Lines[0].Quantity = amount("3")
	out := pricedBy(t, compiled(t, listed()), req)
	assert.Equal(t, []string{"21.68915", "1", "C62", "65.07"}, shown(out.Lines[0])) // not 3 × 21.69
	assert.Equal(t, req.Exchange, out.Exchange)
	assert.NotSame(t, req.Exchange, out.Exchange)
	roundTrip(t, out)
}

func TestARateQuotedTheOtherWayRoundIsExactToo(t *testing.T) {
	rules := listed()
	rules.Book.Currency, rules.Book.Articles[0].Contributions = "USD", []pricing.Contribution{{ID: "c", Amount: amount("1.0850")}}
	req := onList("")
	req.Exchange = &pricing.Exchange{From: "USD", Rate: amount("1"), Per: amount("1.0850"), Source: "ECB", Date: calendar.MustDate("2026-11-20")}
	out := pricedBy(t, compiled(t, rules), req)
	assert.Equal(t, []string{"18.4240", "1", "C62", "19.42"}, shown(out.Lines[0])) // 18.42 and the contribution
	assert.Equal(t, "1.00", out.Lines[0].Adjustments[0].Amount.String())
}

// 12345.678901 at 1.64343912 is 20289.37166886200712: an amount has twelve places.
func TestAPriceOfMorePlacesThanAnAmountHasIsRoundedToThose(t *testing.T) {
	rules := listed()
	rules.Book.Entries[0].Price = amount("12345.678901")
	req := inDollars("")
	req.Exchange.Rate, req.Lines[0].Quantity = amount("1.64343912"), amount("1000")
	out := pricedBy(t, compiled(t, rules), req)
	assert.Equal(t, []string{"20289.371668862007", "1", "C62", "20289371.67"}, shown(out.Lines[0]))
	require.NoError(t, pricing.Verify(out))
}

// 19.99 is USD 21.69: converted first, it is charmed to 21.99; charmed first it would be
// EUR 19.99 and so USD 21.69.
func TestPricesAreConvertedBeforeTheyAreCharmed(t *testing.T) {
	charm := pricing.List{ID: "L", Formula: &pricing.Formula{RoundTo: amount("1"), Surcharge: amount("-0.01"), MinMargin: pointer("0.3")}}
	p := compiled(t, listed(charm))
	assert.Equal(t, "21.99", pricedBy(t, p, inDollars("L")).Lines[0].Price.String())
	assert.Equal(t, "19.99", pricedBy(t, p, onList("L")).Lines[0].Price.String())

	charm.Formula.MinMargin = pointer("0.5")
	assert.Equal(t, "26.04", pricedBy(t, compiled(t, listed(charm)), inDollars("L")).Lines[0].Price.String()) // 12 × 1.085 ÷ 0.5
}

func TestAPriceInTheDocumentsCurrencyComesFirst(t *testing.T) {
	rules := listed()
	rules.Book.Entries = append(rules.Book.Entries, entry("", "24.95", func(e *pricing.Entry) { e.ID, e.Currency = "dollars", "USD" }))
	p := compiled(t, rules)
	assert.Equal(t, "24.95", pricedBy(t, p, inDollars("")).Lines[0].Price.String())
	assert.Equal(t, "19.99", pricedBy(t, p, onList("")).Lines[0].Price.String())
	req := inDollars("")
	req.Exchange = nil
	assert.Equal(t, "24.95", pricedBy(t, p, req).Lines[0].Price.String())
}

func TestExplainShowsTheConversion(t *testing.T) {
	e, err := compiled(t, listed()).Explain(inDollars(""))
	require.NoError(t, err)
	assert.Equal(t, []string{"list 21.69 = 21.69", "exchange 0.00 = 21.69"}, steps(e.Lines[0].Waterfall))
	s := e.Lines[0].Waterfall.Steps[1]
	assert.Equal(t, []string{"EUR", "ECB", "19.99", "1.085"}, []string{s.ID, s.Text, s.Basis.String(), s.Rate.String()})
	assert.Equal(t, "13.02", e.Lines[0].Margin.Cost.String()) // 12 × 1.085
}

func TestPriceRefusesAnExchangeThatSaysNothing(t *testing.T) {
	p := compiled(t, listed())
	req := inDollars("")
	req.Exchange = &pricing.Exchange{From: "GBP", Per: amount("-1"), Date: calendar.Date{Year: 2026, Month: 2, Day: 30}}
	_, err := p.Price(req)
	assert.Equal(t, []string{
		"exchange.from: one_of (EUR)", "exchange.rate: min (0)", "exchange.per: min (0)",
		"exchange.source: required", "exchange.date: format (2026-01-31)",
	}, paths(err)[:5])

	req = inDollars("")
	req.Currency = "EUR"
	_, err = p.Price(req)
	assert.Equal(t, []string{"exchange: excluded (currency)", "exchange.from: one_of (GBP)"}[:1], paths(err)[:1])

	req = inDollars("")
	req.Exchange = nil
	_, err = p.Price(req)
	assert.Len(t, paths(err), 1)
	assert.Contains(t, paths(err)[0], "lines[0].sku")
}

func TestPricesAreThoseOfTheDayTheRulesSay(t *testing.T) {
	d := calendar.MustDate
	rules := listed()
	rules.Book.Entries = append(rules.Book.Entries, entry("", "22", func(e *pricing.Entry) { e.From, e.Priority = d("2027-01-01"), 1 }))
	req := onList("")
	req.DeliveryDate = d("2027-01-15")
	assert.Equal(t, "19.99", pricedBy(t, compiled(t, rules), req).Lines[0].Price.String())
	rules.PricingDate = pricing.ByDelivery
	p := compiled(t, rules)
	assert.Equal(t, "22", pricedBy(t, p, req).Lines[0].Price.String())

	req.DeliveryDate = calendar.Date{}
	_, err := p.Price(req)
	assert.Contains(t, paths(err), "delivery_date: required")
	req.DeliveryDate = calendar.Date{Year: 2026, Month: 13, Day: 1}
	_, err = p.Price(req)
	assert.Contains(t, paths(err), "delivery_date: format (2026-01-31)")
	rules.PricingDate = "invoice"
	_, err = pricing.Compile(rules)
	assert.Equal(t, []string{"pricing_date: one_of (delivery)"}, paths(err))
}
