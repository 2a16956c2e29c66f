package pricing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// shop is a book for consumers and businesses: tiers, a price per thousand, a contribution,
// two rates, a bundle of both.
func shop(inclusive bool) pricing.Rules {
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Inclusive: inclusive,
		Articles: []pricing.Article{
			{SKU: "LAMP", Contributions: []pricing.Contribution{{ID: "recupel", Reason: pricing.Recupel, Amount: amount("0.05")}}},
			{SKU: "SCREW"},
			{SKU: "BOOK", VATClass: pricing.ClassReduced6},
			{SKU: "SET", Components: []pricing.Component{{SKU: "LAMP", Quantity: amount("1")}, {SKU: "BOOK", Quantity: amount("1")}}},
		},
		Entries: []pricing.Entry{
			{SKU: "LAMP", Price: amount("99.99"), Mode: pricing.Volume, Tiers: []pricing.Tier{{From: amount("10"), Price: amount("90.00")}}},
			{SKU: "SCREW", Price: amount("8.30"), BaseQuantity: amount("1000")},
			{SKU: "BOOK", Price: amount("53.00")},
			{SKU: "SET", Price: amount("140.00")},
		},
	}}
}

// by is an order of somebody in a country.
func by(party pricing.TaxParty, inclusive bool, pairs ...string) pricing.Request {
	req := ordered(pairs...)
	req.Buyer = pricing.Buyer{Tax: party}
	req.Inclusive = inclusive
	return req
}

func person() pricing.TaxParty { return pricing.TaxParty{Country: "BE"} }

func dutchBusiness() pricing.TaxParty {
	return pricing.TaxParty{Country: "NL", Business: true, VATNumber: "NL810433941B01"}
}

func TestAConsumerBuysAtANetBook(t *testing.T) {
	p := compiled(t, shop(false))
	// 99.99 × 1.21 = 120.9879 is 120.99 a piece; with 0.05 × 1.21 × 3 = 0.1815 of Recupel.
	out := pricedBy(t, p, by(person(), true, "LAMP", "3"))
	assert.Equal(t, "363.15", out.Totals.Payable.String())
	assert.Equal(t, "363.15", out.Lines[0].Gross.String())
	assert.Equal(t, "0.18", out.Lines[0].Adjustments[0].Gross.String())
	// The tier is reached; 53.00 at 6 % is 56.18; 8.30 for 1000 is 10.04 for 1000.
	assert.Equal(t, "1089.61", pricedBy(t, p, by(person(), true, "LAMP", "10")).Totals.Payable.String(), "10 × 108.90 + 0.61")
	assert.Equal(t, "112.36", pricedBy(t, p, by(person(), true, "BOOK", "2")).Totals.Payable.String())
	assert.Equal(t, "25.10", pricedBy(t, p, by(person(), true, "SCREW", "2500")).Totals.Payable.String())
}

func TestABusinessBuysAtAConsumersBook(t *testing.T) {
	p := compiled(t, shop(true))
	// 99.99 ÷ 1.21 × 3 = 247.909…, and 0.05 ÷ 1.21 × 3 = 0.1239…
	business := pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0403170701"}
	out := pricedBy(t, p, by(business, false, "LAMP", "3", "BOOK", "2"))
	assert.Equal(t, []string{"248.03", "100.00"}, nets(out))
	assert.Equal(t, "82.6364 1", fmt.Sprint(out.Lines[0].Price, " ", out.Lines[0].BaseQuantity))
	assert.Equal(t, "50.00 1", fmt.Sprint(out.Lines[1].Price, " ", out.Lines[1].BaseQuantity))

	// Without Belgian VAT, in a request of either kind.
	for _, inclusive := range []bool{false, true} {
		out = pricedBy(t, p, by(dutchBusiness(), inclusive, "BOOK", "2"))
		assert.Equal(t, "K 100.00 0.00", taxes(out)[0])
		assert.Equal(t, "100.00", out.Totals.Payable.String())
	}
}

// 99.00 ÷ 1.21 is 81.818181…: the price of one is as exact as its line needs it, and stands
// for 1.21 where no number of places gives the cent that is exact.
func TestANetPriceIsForTheBaseQuantityOfTheBook(t *testing.T) {
	rules := shop(true)
	rules.Book.Articles = append(rules.Book.Articles, pricing.Article{SKU: "CABLE", Units: []pricing.Unit{{Code: "D30", Numerator: amount("1"), Denominator: amount("3")}}})
	rules.Book.Entries = append(rules.Book.Entries,
		pricing.Entry{SKU: "CABLE", Price: amount("99.00")},
		pricing.Entry{SKU: "CABLE", Customer: "small", Price: amount("0.05")},
		pricing.Entry{SKU: "CABLE", Customer: "half", Price: amount("1.15")},
		pricing.Entry{SKU: "CABLE", Customer: "steps", Price: amount("99.00"), Mode: pricing.Graduated, Tiers: []pricing.Tier{{From: amount("11"), Price: amount("90.00")}}},
	)
	p := compiled(t, rules)
	for _, tt := range []struct {
		name, buyer, sku, quantity, unit string
		want                             []string
	}{
		{"one", "", "CABLE", "1", "", []string{"81.8182", "1", "C62", "81.82"}},
		{"none", "", "CABLE", "0", "", []string{"81.8182", "1", "C62", "0.00"}},
		{"a return", "", "CABLE", "-3", "", []string{"81.8182", "1", "C62", "-245.45"}},
		{"ten thousand", "", "CABLE", "10000", "", []string{"81.818182", "1", "C62", "818181.82"}},
		{"by the thousand", "", "SCREW", "2500", "", []string{"6.8595", "1000", "C62", "17.15"}},
		{"a cent or less", "small", "CABLE", "1", "", []string{"0.04132", "1", "C62", "0.04"}},
		{"graduated: 10 at 99 and 2 at 90", "steps", "CABLE", "12", "", []string{"966.9421", "12", "C62", "966.94"}},
		{"a third", "", "CABLE", "3", "D30", []string{"27.2727", "1", "D30", "81.82"}},
		// 0.605 × 1.15 ÷ 1.21 is 0.575; 0.950413223140… is cut off, however many of its places it has.
		{"half a cent", "half", "CABLE", "0.605", "", []string{"1.15", "1.21", "C62", "0.58"}},
	} {
		req := by(pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0403170701"}, false, tt.sku, tt.quantity)
		req.Buyer.ID, req.Lines[0].Unit = tt.buyer, tt.unit
		out := pricedBy(t, p, req)
		assert.Equal(t, tt.want, shown(out.Lines[0]), tt.name)
		require.NoError(t, pricing.Verify(out), tt.name)
		e, err := p.Explain(req)
		require.NoError(t, err, tt.name)
		require.NoError(t, e.Verify(), tt.name)
	}
}

func TestAnyNetPriceOfAnInclusiveBookComesToTheExactCent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		price, quantity := decimals(t, 0, 9_999_999, 2, "price"), decimals(t, -5000, 9_999_999, int32(rapid.IntRange(0, 3).Draw(t, "places")), "quantity")
		rules := priceList(entry("", price.String(), nil))
		rules.Book.Inclusive = true
		p, err := pricing.Compile(rules)
		require.NoError(t, err)
		out, err := p.Price(by(pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0403170701"}, false, "A", quantity.String()))
		require.NoError(t, err)
		require.NoError(t, pricing.Verify(out))
		exact := price.Mul(quantity.Decimal).DivRound(decimal.RequireFromString("1.21"), 2)
		require.Equal(t, exact.StringFixed(2), out.Lines[0].Net.String())
		require.LessOrEqual(t, -out.Lines[0].Price.Exponent(), int32(salesdesk.MaxAmountExponent))
	})
}

// A rate quoted the other way round is no base quantity of what a consumer is shown:
// 19.99 at 1.085 is 18.4239…, with VAT 22.29.
func TestAConvertedPriceWithVATIsInCentsForOne(t *testing.T) {
	rules := listed()
	rules.Book.Currency = "USD"
	rules.Promotions = []pricing.Promotion{{ID: "deal", SKUs: []string{"A"}, Price: &pricing.Price{Amount: amount("15.99")}, From: calendar.MustDate("2026-12-01")}}
	req := onList("")
	req.Inclusive, req.Buyer.Tax.Country = true, "BE"
	req.Exchange = &pricing.Exchange{From: "USD", Rate: amount("1"), Per: amount("1.0850"), Source: "ECB", Date: calendar.MustDate("2026-11-20")}
	assert.Equal(t, "22.29", pricedBy(t, compiled(t, rules), req).Totals.Payable.String())
	req.Lines[0].Quantity = amount("100")
	assert.Equal(t, "2229.00", pricedBy(t, compiled(t, rules), req).Totals.Payable.String())
	req.Date = calendar.MustDate("2026-12-01")
	assert.Equal(t, "1783.00", pricedBy(t, compiled(t, rules), req).Totals.Payable.String(), "15.99 is 17.83")
}

func TestAnInclusiveRequestOfAnInclusiveBookStays(t *testing.T) {
	out := pricedBy(t, compiled(t, shop(true)), by(person(), true, "LAMP", "3"))
	assert.Equal(t, "300.12", out.Totals.Payable.String(), "3 × 99.99 + 3 × 0.05")
}

func TestAPriceAgreedIsOfTheRequest(t *testing.T) {
	req := by(person(), true, "BOOK", "2")
	req.Lines[0].Price = &pricing.Price{Amount: amount("50.00")}
	assert.Equal(t, "100.00", pricedBy(t, compiled(t, shop(false)), req).Totals.Payable.String())
}

// 140.00 of LAMP at 99.99 and BOOK at 53.00: alone 120.99 and 56.18 with VAT, so that the
// book's 140.00 is 140 × 177.17 ÷ 152.9917… with it.
func TestABundleTurnsAsItsComponents(t *testing.T) {
	out := pricedBy(t, compiled(t, shop(false)), by(person(), true, "SET", "1"))
	assert.Equal(t, "162.19", out.Totals.Payable.String(), "162.13 and 0.06 of Recupel")
}

func TestAmountsOfTheRulesTurnWithTheGoods(t *testing.T) {
	rules := shop(false)
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "10", "100", "5")}}
	rules.Promotions = []pricing.Promotion{{ID: "off", SKUs: []string{"BOOK"}, Amount: pointer("2")}}
	p := compiled(t, rules)
	// 56.18 less 2.12; freight 10.00 at 6 % is 10.60, since 54.06 is 51.00 without VAT.
	out := pricedBy(t, p, by(person(), true, "BOOK", "1"))
	assert.Equal(t, "64.66", out.Totals.Payable.String())
	// 3 × 56.18 less 2.12 = 166.42, 157.00 without VAT: 5.30.
	assert.Equal(t, "171.72", pricedBy(t, p, by(person(), true, "BOOK", "3")).Totals.Payable.String())
}

func TestTheWaterfallSaysThatVATIsInThePrice(t *testing.T) {
	for name, tt := range map[string]struct {
		inclusive   bool
		party       pricing.TaxParty
		basis, rate string
	}{
		"a consumer at a net book":        {false, person(), "112.36", "0.06"},
		"a business at a consumers' book": {true, dutchBusiness(), "106.00", "0.06"},
	} {
		p := compiled(t, shop(tt.inclusive))
		e, err := p.Explain(by(tt.party, !tt.inclusive, "BOOK", "2"))
		require.NoError(t, err, name)
		require.NoError(t, e.Verify(), name)
		step := e.Lines[0].Waterfall.Steps[1]
		assert.Equal(t, pricing.StepBookVAT, step.Kind, name)
		assert.Equal(t, tt.basis+" "+tt.rate, fmt.Sprint(step.Basis, " ", step.Rate.Round(2)), name)
	}
}

func ExampleBook_inclusive() {
	pricer, _ := pricing.Compile(shop(false))
	business, _ := pricer.Price(by(pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0403170701"}, false, "BOOK", "2"))
	consumer, err := pricer.Price(by(person(), true, "BOOK", "2"))
	fmt.Println(business.Totals.TaxExclusive, business.Totals.Payable)
	fmt.Println(consumer.Totals.TaxExclusive, consumer.Totals.Payable, err)
	// Output:
	// 106.00 112.36
	// 106.00 112.36 <nil>
}
