package pricing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// kits is a book with a camera at 21 % and a guide at 6 %, and two bundles of them: one
// at a price of its own, one at the sum less 10 %.
func kits() pricing.Rules {
	parts := []pricing.Component{{SKU: "CAMERA", Quantity: amount("1")}, {SKU: "GUIDE", Quantity: amount("2")}}
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{SKU: "CAMERA", Names: map[salesdesk.Language]string{salesdesk.Dutch: "Camera"}, Cost: pointer("60"), Contributions: []pricing.Contribution{{ID: "recupel", Reason: pricing.Recupel, Amount: amount("0.05")}}},
			{SKU: "GUIDE", VATClass: pricing.ClassReduced6},
			{SKU: "KIT", Components: parts},
			{SKU: "SET", Components: parts, BundleDiscount: pointer("0.10")},
		},
		Entries: []pricing.Entry{{SKU: "CAMERA", Price: amount("90")}, {SKU: "GUIDE", Price: amount("15")}, {SKU: "KIT", Price: amount("100")}},
	}}
}

func kit(sku, quantity string, adjustments ...pricing.Adjustment) pricing.Request {
	req := asked(pricing.Line{ID: "1", SKU: sku, Quantity: amount(quantity), Adjustments: adjustments})
	req.Buyer.Tax.Country = "BE"
	return req
}

func TestABundleIsSplitOverItsComponents(t *testing.T) {
	tests := []struct {
		name string
		give pricing.Request
		nets []string
		vat  []string
	}{
		// 100 over 90 and 30: 75 and 25; Recupel is beside it.
		{"own price", kit("KIT", "1"), []string{"75.05", "25.00"}, []string{"S 25.00 1.50", "S 75.05 15.76"}},
		{"the sum less 10 %", kit("SET", "1"), []string{"81.05", "27.00"}, []string{"S 27.00 1.62", "S 81.05 17.02"}},
		{"quantities multiply", kit("SET", "3"), []string{"243.15", "81.00"}, []string{"S 81.00 4.86", "S 243.15 51.06"}},
		{"10 % off", kit("KIT", "1", percentOff("p", "0.10")), []string{"67.55", "22.50"}, []string{"S 22.50 1.35", "S 67.55 14.19"}},
		{"a return", kit("KIT", "-1"), []string{"-75.05", "-25.00"}, []string{"S -25.00 -1.50", "S -75.05 -15.76"}},
		{"nothing", kit("KIT", "0"), []string{"0.00", "0.00"}, []string{"S 0.00 0.00", "S 0.00 0.00"}},
	}
	p := compiled(t, kits())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := pricedBy(t, p, tt.give)
			assert.Equal(t, tt.nets, nets(out))
			assert.Equal(t, tt.vat, taxes(out))
		})
	}
}

func TestTheDocumentShowsTheBundleAndItsBreakdown(t *testing.T) {
	out := pricedBy(t, compiled(t, kits()), kit("KIT", "3"))
	require.Len(t, out.Bundles, 1)
	b := out.Bundles[0]
	assert.Equal(t, "1 KIT 3 360.00 300.15", fmt.Sprint(b.ID, " ", b.SKU, " ", b.Quantity, " ", b.Alone, " ", b.Net))
	first, second := out.Lines[0], out.Lines[1]
	assert.Equal(t, "1.1 CAMERA Camera 3 1", fmt.Sprint(first.ID, " ", first.SKU, " ", first.Name, " ", first.Quantity, " ", first.Bundle))
	assert.Equal(t, "1.2 GUIDE 6 1", fmt.Sprint(second.ID, " ", second.SKU, " ", second.Quantity, " ", second.Bundle))

	out.Bundles[0].Net = amount("300.00")
	assert.Equal(t, []string{"bundles[0].net: BT-131 is 300.00 EUR where 300.15 EUR is exact"}, paths(pricing.Verify(out)))
}

func TestABundleMayHaveAnAgreedPrice(t *testing.T) {
	req := kit("SET", "1")
	req.Lines[0].Price = &pricing.Price{Amount: amount("80")}
	assert.Equal(t, []string{"60.05", "20.00"}, nets(pricedBy(t, compiled(t, kits()), req)))
}

func TestABundleExplainsItsMargin(t *testing.T) {
	e, err := compiled(t, kits()).Explain(kit("KIT", "1"))
	require.NoError(t, err)
	require.Len(t, e.Lines, 2)
	assert.Equal(t, "15.00", e.Lines[0].Margin.Amount.String()) // 75 - 60
	steps := e.Lines[0].Waterfall.Steps
	assert.Equal(t, pricing.StepBundle, steps[1].Kind)
	assert.Equal(t, "-15.00", steps[1].Amount.String())
}

func TestWhatABundleCannotHaveIsRefused(t *testing.T) {
	rules := kits()
	rules.Book.Articles = append(rules.Book.Articles,
		pricing.Article{SKU: "BOX", Components: []pricing.Component{{SKU: "KIT", Quantity: amount("1")}, {SKU: "GONE", Quantity: amount("0")}}, BundleDiscount: pointer("2")},
		pricing.Article{SKU: "AIR", BundleDiscount: pointer("0.1")},
		pricing.Article{SKU: "ECO", Components: []pricing.Component{{SKU: "GUIDE", Quantity: amount("1")}}, Contributions: []pricing.Contribution{{ID: "r", Amount: amount("1")}}},
	)
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"book.articles[4].bundle_discount: max (1)",
		"book.articles[4].components[1].quantity: min (0)",
		"book.articles[4].components[1].sku: reference (GONE)",
		"book.articles[4].components[0].sku: excluded (components)",
		"book.articles[5].components: required",
		"book.articles[6].contributions: excluded (components)",
	}, paths(err))

	p := compiled(t, kits())
	req := kit("KIT", "1")
	req.Lines[0].Cost = pointer("1")
	_, err = p.Price(req)
	assert.Equal(t, []string{"lines[0].cost: excluded (components)"}, paths(err))
}

func TestAnyBundleSumsToItsPrice(t *testing.T) {
	p := compiled(t, kits())
	rules := kits()
	rules.Book.Inclusive = true
	shop := compiled(t, rules)
	rapid.Check(t, func(t *rapid.T) {
		req := kit(rapid.SampledFrom([]string{"KIT", "SET"}).Draw(t, "sku"), decimals(t, -50, 500, 1, "quantity").String())
		req.Lines[0].Adjustments = []pricing.Adjustment{anyAdjustment(t, "a"), anyAdjustment(t, "b")}
		req.Lines = append(req.Lines, sold("2", "1", "100"))
		if rapid.Bool().Draw(t, "document") {
			req.Adjustments = []pricing.Adjustment{percentOff("d", "0.07")}
		}
		out := explained(t, p, req).Priced
		require.NoError(t, pricing.Verify(out))
		sum := decimal.Zero
		for _, l := range out.Lines[:2] {
			sum = sum.Add(l.Net.Decimal)
		}
		require.True(t, sum.Equal(out.Bundles[0].Net.Decimal))

		req.Inclusive = true
		gross := explained(t, shop, req).Priced
		require.NoError(t, pricing.Verify(gross))
		require.True(t, grossOf(gross).Equal(gross.Totals.Payable.Decimal))
	})
}
