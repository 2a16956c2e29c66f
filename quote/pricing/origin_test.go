package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

// wide are rules where every way to a price meets: cable with copper, in kilometres and
// metres, tiers over its variants, a price that wages revise, lists and formulas.
func wide() pricing.Rules {
	rules := cable(entry("list", "640.00", func(e *pricing.Entry) {
		revised(pricing.Revision{Fixed: amount("0.2"), Terms: []pricing.RevisionTerm{{Share: amount("0.8"), Index: "wages", Base: amount("117")}}})(e)
		e.Mode, e.Over, e.Tiers = pricing.Graduated, pricing.OverVariants, []pricing.Tier{{From: amount("3"), Price: amount("600.00")}}
		e.Continuous = true
	}))
	rules.Book.Articles[0].Cost, rules.Book.Articles[0].Variants = pointer("480"), "cable"
	rules.Book.Lists = []pricing.List{
		{ID: "trade", Formula: &pricing.Formula{Discount: amount("0.07")}},
		{ID: "web", Parent: "trade", Formula: &pricing.Formula{RoundTo: amount("5"), Surcharge: amount("-0.01"), MinMargin: pointer("0.1")}},
		{ID: "cost", Formula: &pricing.Formula{CostPlus: true, Markup: amount("0.35")}},
	}
	rules.Book.Entries = append(
		rules.Book.Entries,
		entry("C1", "0", func(e *pricing.Entry) { e.Customer, e.Formula = "C1", &pricing.Formula{Discount: amount("0.03")} }),
		entry("dollars", "700", func(e *pricing.Entry) { e.Currency, e.Region = "USD", "North" }),
	)
	return rules
}

// Whatever meets: the document verifies, Explain gives the same one, and each waterfall
// adds up.
func TestEveryWayToAPriceIsExactAndExplained(t *testing.T) {
	p := compiled(t, wide())
	rapid.Check(t, func(rt *rapid.T) {
		pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(rt, name) }
		req := asked()
		if pick("currency", "EUR", "USD") == "USD" {
			req.Currency, req.Exchange = "USD", inDollars("").Exchange
		}
		req.Buyer = pricing.Buyer{
			ID: pick("customer", "", "C1"), List: pick("list", "", "trade", "web", "cost"), Region: pick("region", "", "North"),
			Tax: pricing.TaxParty{Country: "BE"},
		}
		for i := range rapid.IntRange(1, 4).Draw(rt, "lines") {
			line := pricing.Line{ID: fmt.Sprint(i), SKU: "A", Quantity: amount(pick("quantity", "1", "2.5", "7", "1250", "-3", "0")), Unit: pick("unit", "", "KMT", "MTR")}
			if pick("discount", "", "5 %") != "" {
				line.Adjustments = []pricing.Adjustment{percentOff("d", "0.05")}
			}
			req.Lines = append(req.Lines, line)
		}
		priced, err := p.Price(req)
		require.NoError(rt, err)
		require.NoError(rt, pricing.Verify(priced))
		e, err := p.Explain(req)
		require.NoError(rt, err)
		assert.Equal(rt, priced, e.Priced)
		for i, line := range e.Lines {
			balance := amount("0").Decimal
			for _, s := range line.Waterfall.Steps {
				balance = balance.Add(s.Amount.Decimal)
				assert.True(rt, balance.Equal(s.Balance.Decimal), "%v", line.Waterfall.Steps)
			}
			assert.True(rt, line.Waterfall.Net.Equal(priced.Lines[i].Net))
			require.NotNil(rt, line.Winner)
		}
	})
}
