package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
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
	assert.Equal(t, "99.99 1.21", fmt.Sprint(out.Lines[0].Price, " ", out.Lines[0].BaseQuantity))
	assert.Equal(t, "50.00 1", fmt.Sprint(out.Lines[1].Price, " ", out.Lines[1].BaseQuantity))

	// Without Belgian VAT, in a request of either kind.
	for _, inclusive := range []bool{false, true} {
		out = pricedBy(t, p, by(dutchBusiness(), inclusive, "BOOK", "2"))
		assert.Equal(t, "K 100.00 0.00", taxes(out)[0])
		assert.Equal(t, "100.00", out.Totals.Payable.String())
	}
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
