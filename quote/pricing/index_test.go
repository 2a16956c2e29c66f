package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// cable are rules with cable A by the kilometre: 144 kg of copper in it, EUR 150 for 100
// kg in the price. Copper is at 958 from 20 November 2026, for a week.
func cable(e pricing.Entry) pricing.Rules {
	d := calendar.MustDate
	rules := priceList(e)
	rules.Book.Articles[0].Unit = "KMT"
	rules.Book.Articles[0].Units = []pricing.Unit{{Code: "MTR", Numerator: amount("1"), Denominator: amount("1000")}}
	rules.Book.Articles[0].Surcharges = []pricing.Surcharge{{
		ID: "copper", Index: "copper", Base: amount("150"), Content: amount("144"), Per: amount("100"), Text: "Copper",
	}}
	rules.Book.Indices = []pricing.Index{
		{ID: "copper", Source: "Westmetall", Days: 7, Values: []pricing.IndexValue{
			{From: d("2026-11-01"), Value: amount("150")},
			{From: d("2026-11-20"), Value: amount("958")},
			{From: d("2026-12-20"), Value: amount("140")},
		}},
		{ID: "wages", Source: "Agoria", Values: []pricing.IndexValue{{From: d("2026-01-01"), Value: amount("120")}, {From: d("2026-07-01"), Value: amount("132")}}},
		{ID: "steel", Source: "Agoria", Values: []pricing.IndexValue{{From: d("2026-01-01"), Value: amount("99.5")}}},
	}
	return rules
}

func onDay(req pricing.Request, day string) pricing.Request {
	req.Date = calendar.MustDate(day)
	return req
}

func TestASurchargeFollowsItsIndex(t *testing.T) {
	p := compiled(t, cable(entry("", "500", nil)))
	req := askedIn("2", "")
	req.Lines[0].Adjustments = []pricing.Adjustment{percentOff("d", "0.10")}
	line := pricedBy(t, p, req).Lines[0]
	assert.Equal(t, "3227.04", line.Net.String()) // 1000 - 10 %, and 2 × 1163.52 that no discount is taken of
	assert.Equal(t, pricing.Adjusted{ID: "copper", Charge: true, Amount: amount("2327.04"), Reason: pricing.MutuallyDefined, Text: "Copper"}, line.Adjustments[1])

	metres := askedIn("7", "MTR")
	assert.Equal(t, []string{"0.50", "1", "MTR", "11.64"}, shown(pricedBy(t, p, metres).Lines[0])) // 3.50 and 8.14464
	assert.Equal(t, "1000.00", pricedBy(t, p, onDay(askedIn("2", ""), "2026-11-02")).Lines[0].Net.String(), "at its base")
	assert.Equal(t, "1000.00", pricedBy(t, p, onDay(askedIn("2", ""), "2026-12-24")).Lines[0].Net.String(), "below its base")
	assert.Equal(t, "-3327.04", pricedBy(t, p, askedIn("-2", "")).Lines[0].Net.String(), "a return mirrors")

	dollars := askedIn("2", "")
	dollars.Currency, dollars.Exchange = "USD", inDollars("").Exchange
	assert.Equal(t, "3609.84", pricedBy(t, p, dollars).Lines[0].Net.String()) // 1085.00 and 2524.8384
}

func TestADayWithoutAnIndexValueIsRefused(t *testing.T) {
	p := compiled(t, cable(entry("", "500", nil)))
	for _, day := range []string{"2026-10-31", "2026-11-08", "2026-11-27", "2026-12-27"} {
		_, err := p.Price(onDay(askedIn("2", ""), day))
		assert.Equal(t, []string{"lines[0].sku: no value of copper on " + day}, paths(err))
	}
	for _, day := range []string{"2026-11-01", "2026-11-07", "2026-11-26", "2026-12-20"} {
		pricedBy(t, p, onDay(askedIn("2", ""), day))
	}
}

func revised(r pricing.Revision) func(*pricing.Entry) {
	return func(e *pricing.Entry) { e.Revision = &r }
}

func TestAPriceIsRevised(t *testing.T) {
	wages := pricing.RevisionTerm{Share: amount("0.8"), Index: "wages", Base: amount("120")}
	third := pricing.RevisionTerm{Share: amount("0.8"), Index: "wages", Base: amount("117")}
	tests := []struct {
		name string
		give pricing.Revision
		want []string
	}{
		{"0.2 + 0.8 × 132/120", pricing.Revision{Fixed: amount("0.2"), Terms: []pricing.RevisionTerm{wages}}, []string{"108.00", "1", "C62", "108.00"}},
		{"0.2 + 0.8 × 132/117: 12900 ÷ 117", pricing.Revision{Fixed: amount("0.2"), Terms: []pricing.RevisionTerm{third}}, []string{"110.2564", "1", "C62", "110.26"}},
		{"0.2 + 0.8 × 132/117, to four places", pricing.Revision{Fixed: amount("0.2"), Terms: []pricing.RevisionTerm{third}, Places: 4}, []string{"110.26", "1", "C62", "110.26"}},
		{"0.2 + 0.5 × 132/120 + 0.3 × 99.5/100", pricing.Revision{Fixed: amount("0.2"), Terms: []pricing.RevisionTerm{
			{Share: amount("0.5"), Index: "wages", Base: amount("120")}, {Share: amount("0.3"), Index: "steel", Base: amount("100")},
		}}, []string{"104.85", "1", "C62", "104.85"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rules := cable(entry("", "100", revised(tt.give)))
			rules.Book.Articles[0] = pricing.Article{SKU: "A"}
			assert.Equal(t, tt.want, shown(pricedBy(t, compiled(t, rules), askedIn("1", "")).Lines[0]))
		})
	}
}

func TestARevisedPriceGoesThroughTiersListsAndCurrencies(t *testing.T) {
	rules := cable(entry("", "120", func(e *pricing.Entry) {
		revised(pricing.Revision{Fixed: amount("0.2"), Terms: []pricing.RevisionTerm{{Share: amount("0.8"), Index: "wages", Base: amount("117")}}})(e)
		e.Mode, e.Tiers = pricing.Volume, []pricing.Tier{{From: amount("5"), Price: amount("100")}}
	}))
	rules.Book.Articles[0] = pricing.Article{SKU: "A"}
	rules.Book.Lists = []pricing.List{{ID: "L", Formula: &pricing.Formula{Discount: amount("0.10"), RoundTo: amount("0.5")}}}
	p := compiled(t, rules)
	req := inDollars("L")
	req.Lines[0].Quantity = amount("5")
	assert.Equal(t, []string{"107.50", "1", "C62", "537.50"}, shown(pricedBy(t, p, req).Lines[0])) // 100 × 1.102564… × 1.085 × 0.9 = 107.665

	e, err := p.Explain(req)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"list 651.00 = 651.00", "exchange 0.00 = 651.00", "tier -108.50 = 542.50", "revision 55.64 = 598.14", "derived -60.64 = 537.50",
	}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, "1.102564", e.Lines[0].Waterfall.Steps[3].Rate.String())
}

func TestExplainShowsRevisionsAndSurcharges(t *testing.T) {
	rules := cable(entry("list", "500", nil))
	rules.Book.Entries = append(rules.Book.Entries, entry("contract", "400", func(e *pricing.Entry) {
		revised(pricing.Revision{Fixed: amount("0.2"), Terms: []pricing.RevisionTerm{{Share: amount("0.8"), Index: "wages", Base: amount("120")}}})(e)
		e.Customer = "C1"
	}))
	rules.Book.Articles[0].Cost = pointer("300")
	req := askedIn("1", "")
	req.Buyer.ID = "C1"
	e, err := compiled(t, rules).Explain(req)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"list 500.00 = 500.00", "agreement -100.00 = 400.00", "revision 32.00 = 432.00", "surcharge 1163.52 = 1595.52",
	}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, "1295.52", e.Lines[0].Margin.Amount.String(), "a surcharge is revenue")
}

func TestCompileRefusesIndicesThatSayNothing(t *testing.T) {
	d := calendar.MustDate
	rules := cable(entry("", "1", revised(pricing.Revision{Fixed: amount("0.3"), Places: 13, Terms: []pricing.RevisionTerm{
		{Share: amount("2"), Index: "gold"}, {},
	}})))
	rules.Book.Entries = append(
		rules.Book.Entries,
		entry("", "1", revised(pricing.Revision{Fixed: amount("0.3"), Terms: []pricing.RevisionTerm{{Share: amount("0.8"), Index: "wages", Base: amount("1")}}})),
		entry("", "1", revised(pricing.Revision{Fixed: amount("1"), Terms: make([]pricing.RevisionTerm, 0)})),
	)
	rules.Book.Indices = append(
		rules.Book.Indices,
		pricing.Index{ID: "copper", Days: -1},
		pricing.Index{Source: "x", Values: []pricing.IndexValue{{From: d("2026-01-02"), Value: amount("1")}, {From: d("2026-01-02")}, {}}},
	)
	rules.Book.Articles[0].Contributions = []pricing.Contribution{{ID: "eco", Amount: amount("1")}}
	rules.Book.Articles[0].Surcharges = []pricing.Surcharge{{ID: "eco", Index: "gold", Base: amount("-1"), Per: amount("-1")}, {Index: "copper", Content: amount("1")}}
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"book.indices[3].id: duplicate (copper)",
		"book.indices[3].source: required",
		"book.indices[3].days: min (0)",
		"book.indices[3].values: required",
		"book.indices[4].id: required",
		"book.indices[4].values[1].value: min (0)",
		"book.indices[4].values[1].from: order (2026-01-02)",
		"book.indices[4].values[2].value: min (0)",
		"book.indices[4].values[2].from: format (2026-01-31)",
		"book.articles[0].surcharges[0].index: reference (gold)",
		"book.articles[0].surcharges[0].base: min (0)",
		"book.articles[0].surcharges[0].content: min (0)",
		"book.articles[0].surcharges[0].per: min (0)",
		"book.articles[0].surcharges[0].id: duplicate (eco)",
		"book.articles[0].surcharges[1].id: required",
		"book.entries[0].revision.terms[0].share: max (1)",
		"book.entries[0].revision.terms[0].base: min (0)",
		"book.entries[0].revision.terms[0].index: reference (gold)",
		"book.entries[0].revision.terms[1].base: min (0)",
		"book.entries[0].revision.terms[1].index: required",
		"book.entries[0].revision.places: max (12)",
		"book.entries[1].revision.fixed: one_of (0.2)",
		"book.entries[2].revision.terms: required",
	}, paths(err))
}
