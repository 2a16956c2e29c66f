package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

// packed are rules with article A by the piece: a box is 12, a pallet 480, and three bags
// are 10.
func packed(e pricing.Entry) pricing.Rules {
	rules := priceList(e)
	rules.Book.Articles[0].Units = []pricing.Unit{
		{Code: "BX", Numerator: amount("12")},
		{Code: "PF", Numerator: amount("480")},
		{Code: "BG", Numerator: amount("10"), Denominator: amount("3")},
	}
	return rules
}

func askedIn(quantity, unit string) pricing.Request {
	req := forBuyer("A", quantity, pricing.Buyer{})
	req.Lines[0].Unit = unit
	return req
}

// shown is a line as a document shows it: price, base quantity, unit, net.
func shown(l pricing.PricedLine) []string {
	return []string{l.Price.String(), l.BaseQuantity.String(), l.Unit, l.Net.String()}
}

func TestALineIsAskedInAnyUnitOfTheArticle(t *testing.T) {
	volume := func(e *pricing.Entry) {
		e.Mode, e.Tiers = pricing.Volume, []pricing.Tier{{From: amount("48"), Price: amount("1.10")}}
	}
	graduated := func(e *pricing.Entry) {
		e.Mode, e.Tiers = pricing.Graduated, []pricing.Tier{{From: amount("11"), Price: amount("1.00")}}
	}
	sixes := func(e *pricing.Entry) { e.Mode, e.BaseQuantity = pricing.Package, amount("6") }
	flat := func(e *pricing.Entry) {
		e.Mode, e.Tiers = pricing.Flat, []pricing.Tier{{From: amount("24"), Price: amount("20")}}
	}
	tests := []struct {
		name           string
		give           pricing.Entry
		quantity, unit string
		want           []string
	}{
		{"its own", entry("", "1.25", nil), "3", "C62", []string{"1.25", "1", "C62", "3.75"}},
		{"boxes", entry("", "1.25", nil), "2", "BX", []string{"15.00", "1", "BX", "30.00"}},
		{"by the hundred", entry("", "83.00", func(e *pricing.Entry) { e.BaseQuantity = amount("1000") }), "2", "PF", []string{"39840.00", "1000", "PF", "79.68"}},
		{"a fraction that comes out", entry("", "0.75", nil), "2", "BG", []string{"2.50", "1", "BG", "5.00"}},
		{"a fraction that does not", entry("", "1.00", nil), "2", "BG", []string{"10.00", "3", "BG", "6.67"}},
		{"tiers are of the own unit: 36 pieces", entry("", "1.25", volume), "3", "BX", []string{"15.00", "1", "BX", "45.00"}},
		{"tiers are of the own unit: 48 pieces", entry("", "1.25", volume), "4", "BX", []string{"13.20", "1", "BX", "52.80"}},
		{"graduated: 10 at 1.25 and 14 at 1", entry("", "1.25", graduated), "2", "BX", []string{"26.50", "2", "BX", "26.50"}},
		{"graduated over a third: 10 at 1.25 and 10/3 at 1", entry("", "1.25", graduated), "4", "BG", []string{"47.50", "12", "BG", "15.83"}},
		{"packages of 6, for 13.33: 3", entry("", "4", sixes), "4", "BG", []string{"12.00", "4", "BG", "12.00"}},
		{"flat from two boxes", entry("", "15", flat), "2", "BX", []string{"20.00", "2", "BX", "20.00"}},
		{"a return", entry("", "1.25", volume), "-4", "BX", []string{"13.20", "1", "BX", "-52.80"}},
		{"nothing", entry("", "1.25", graduated), "0", "BG", []string{"12.50", "3", "BG", "0.00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, shown(pricedBy(t, compiled(t, packed(tt.give)), askedIn(tt.quantity, tt.unit)).Lines[0]))
		})
	}
}

func TestAnUnknownUnitIsToldWithTheKnownOnes(t *testing.T) {
	_, err := compiled(t, packed(entry("", "1", nil))).Price(askedIn("1", "KGM"))
	assert.Equal(t, []string{"lines[0].unit: one_of (C62, BX, PF, BG)"}, paths(err))
}

func TestContributionsAndCostFollowTheUnit(t *testing.T) {
	rules := packed(entry("", "1.25", nil))
	rules.Book.Articles[0].Contributions = []pricing.Contribution{{ID: "bebat", Amount: amount("0.05")}}
	rules.Book.Articles[0].Cost = pointer("0.75")
	e, err := compiled(t, rules).Explain(askedIn("2", "BG"))
	require.NoError(t, err)
	assert.Equal(t, []string{"list 8.33 = 8.33", "unit 0.00 = 8.33", "contribution 0.33 = 8.66"}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, "5.00", e.Lines[0].Margin.Cost.String())
	assert.Equal(t, []string{"6.666667", "3.333333"}, []string{e.Lines[0].Waterfall.Steps[1].Basis.String(), e.Lines[0].Waterfall.Steps[1].Rate.String()})
}

func TestFreightAndPackagingCountTheArticlesOwnUnit(t *testing.T) {
	rules := packed(entry("", "1.00", nil))
	rules.Book.Articles[0].Weight = pointer("2.5")
	rules.Book.Articles[0].Packaging = []pricing.ReturnablePackaging{{Kind: "crate", Holds: amount("24"), Deposit: amount("2.10")}}
	rules.Freight = []pricing.FreightTable{{ID: "road", By: pricing.ByWeight, Bands: []pricing.FreightBand{
		{From: amount("0"), Charge: amount("10.00")}, {From: amount("50"), Charge: amount("20.00")},
	}}}
	p := compiled(t, rules)
	for unit, want := range map[string]string{"C62": "10.00", "BX": "20.00"} {
		assert.Equal(t, want, pricedBy(t, p, askedIn("3", unit)).Adjustments[0].Amount.String(), unit) // 7.5 and 90 kg
	}
	assert.Equal(t, "2", pricedBy(t, p, askedIn("3", "BX")).Packaging[0].Quantity.String())  // for 36
	assert.Equal(t, "1", pricedBy(t, p, askedIn("3", "C62")).Packaging[0].Quantity.String()) // for 3
}

func TestABundleIsAskedInItsUnitsToo(t *testing.T) {
	rules := kits()
	rules.Book.Articles[2].Units = []pricing.Unit{{Code: "BX", Numerator: amount("4")}, {Code: "BG", Numerator: amount("1"), Denominator: amount("3")}}
	p := compiled(t, rules)
	req := kit("KIT", "2")
	req.Lines[0].Unit = "BX"
	assert.Equal(t, nets(pricedBy(t, p, kit("KIT", "8"))), nets(pricedBy(t, p, req)))
	req.Lines[0].Unit = "BG" // two thirds of a kit
	_, err := p.Price(req)
	assert.Equal(t, []string{"lines[0].unit: one_of (C62)"}, paths(err))

	rules.Book.Articles[2].Surcharges = []pricing.Surcharge{{ID: "s", Index: "i", Content: amount("1")}}
	rules.Book.Indices = []pricing.Index{{ID: "i", Source: "x", Values: []pricing.IndexValue{{From: req.Date, Value: amount("1")}}}}
	_, err = pricing.Compile(rules)
	assert.Equal(t, []string{"book.articles[2].surcharges: excluded (components)"}, paths(err))
}

func TestCompileRefusesUnitsThatMeasureNothing(t *testing.T) {
	rules := packed(entry("", "1", nil))
	rules.Book.Articles[0].Units = []pricing.Unit{{Code: "C62", Numerator: amount("2")}, {Numerator: amount("-1"), Denominator: amount("-1")}, {Code: "BX"}}
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"book.articles[0].units[0].code: duplicate (C62)",
		"book.articles[0].units[1].numerator: min (0)",
		"book.articles[0].units[1].denominator: min (0)",
		"book.articles[0].units[1].code: required",
		"book.articles[0].units[2].numerator: min (0)",
	}, paths(err))
}

// The same goods cost the same, in whichever unit they are asked.
func TestAUnitChangesNoAmount(t *testing.T) {
	for _, mode := range []pricing.TierMode{"", pricing.Volume, pricing.Graduated, pricing.Package, pricing.Flat} {
		e := entry("", "1.37", func(e *pricing.Entry) {
			if e.Mode = mode; mode != "" {
				e.Tiers = []pricing.Tier{{From: amount("10"), Price: amount("1.21")}, {From: amount("40"), Price: amount("1.13")}}
			}
		})
		p := compiled(t, packed(e))
		for _, boxes := range []int{1, 2, 3, 4, 30} {
			inBoxes := pricedBy(t, p, askedIn(fmt.Sprint(boxes), "BX")).Lines[0].Net
			inPieces := pricedBy(t, p, askedIn(fmt.Sprint(12*boxes), "")).Lines[0].Net
			assert.True(t, inBoxes.Equal(inPieces), "%s: %d boxes cost %s, as pieces %s", mode, boxes, inBoxes, inPieces)
		}
	}
}
