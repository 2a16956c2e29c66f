package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// shirts are three colours of one shirt, and socks, with this price for the group.
func shirts(change func(*pricing.Entry)) pricing.Rules {
	e := pricing.Entry{
		Group: "textile", Price: amount("10.00"), Mode: pricing.Volume, Over: pricing.OverVariants,
		Tiers: []pricing.Tier{{From: amount("50"), Price: amount("8.00")}, {From: amount("100"), Price: amount("7.00")}},
	}
	if change != nil {
		change(&e)
	}
	rules := pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR, Entries: []pricing.Entry{e}}}
	for _, sku := range []string{"RED", "GREEN", "BLUE"} {
		rules.Book.Articles = append(rules.Book.Articles, pricing.Article{
			SKU: sku, Group: "textile", Variants: "shirt", Units: []pricing.Unit{{Code: "BX", Numerator: amount("20")}},
		})
	}
	rules.Book.Articles = append(rules.Book.Articles, pricing.Article{SKU: "SOCKS", Group: "textile"})
	return rules
}

func basket(pairs ...string) pricing.Request {
	req := asked()
	req.Buyer.Tax.Country = "BE"
	for i := 0; i < len(pairs); i += 2 {
		req.Lines = append(req.Lines, pricing.Line{ID: string(rune('a' + i/2)), SKU: pairs[i], Quantity: amount(pairs[i+1])})
	}
	return req
}

func TestATierIsReachedOverTheVariants(t *testing.T) {
	p := compiled(t, shirts(nil))
	assert.Equal(t, []string{"160.00", "160.00", "80.00", "490.00"}, nets(pricedBy(t, p, basket("RED", "20", "GREEN", "20", "BLUE", "10", "SOCKS", "49"))))
	assert.Equal(t, []string{"200.00", "290.00"}, nets(pricedBy(t, p, basket("RED", "20", "GREEN", "29"))))
	assert.Equal(t, []string{"240.00", "200.00"}, nets(pricedBy(t, p, basket("SOCKS", "24", "RED", "20"))), "socks have no variants")
	assert.Equal(t, []string{"200.00", "240.00"}, nets(pricedBy(t, p, basket("SOCKS", "25", "SOCKS", "30")))) // 55 of one article
}

func TestATierIsReachedOverTheGroup(t *testing.T) {
	p := compiled(t, shirts(func(e *pricing.Entry) { e.Over = pricing.OverGroup }))
	assert.Equal(t, []string{"160.00", "240.00"}, nets(pricedBy(t, p, basket("RED", "20", "SOCKS", "30"))))
}

func TestWhatCountsTogether(t *testing.T) {
	rules := shirts(nil)
	rules.Book.Entries = append(rules.Book.Entries, pricing.Entry{SKU: "BLUE", Price: amount("9.00")})
	p := compiled(t, rules)
	assert.Equal(t, []string{"200.00", "270.00"}, nets(pricedBy(t, p, basket("RED", "20", "BLUE", "30"))), "another entry prices blue")
	assert.Equal(t, []string{"-300.00", "240.00", "160.00"}, nets(pricedBy(t, p, basket("RED", "-30", "GREEN", "30", "RED", "20"))), "returns count apart")

	req := basket("RED", "2", "GREEN", "10")
	req.Lines[0].Unit = "BX"
	assert.Equal(t, []string{"320.00", "80.00"}, nets(pricedBy(t, p, req)), "40 and 10 in the unit of the article")
	req.Lines[0].Price = &pricing.Price{Amount: amount("150")}
	assert.Equal(t, []string{"300.00", "100.00"}, nets(pricedBy(t, p, req)), "an agreed price does not count")
}

// The price of the whole is borne in proportion.
func TestOtherTiersOverVariants(t *testing.T) {
	for mode, want := range map[pricing.TierMode][]string{
		pricing.Graduated: {"195.64", "342.36"}, // 49 × 10 + 6 × 8 = 538
		pricing.Flat:      {"2.91", "5.09"},     // 8.00 for all 55
		pricing.Package:   {"160.00", "280.00"}, // 55 packages of 1 at 8.00
	} {
		p := compiled(t, shirts(func(e *pricing.Entry) { e.Mode, e.Tiers = mode, e.Tiers[:1] }))
		out := pricedBy(t, p, basket("RED", "20", "GREEN", "35"))
		assert.Equal(t, want, nets(out), mode)
	}
}

func TestExplainShowsTheTierOfTheVariants(t *testing.T) {
	e, err := compiled(t, shirts(nil)).Explain(basket("RED", "20", "GREEN", "30"))
	require.NoError(t, err)
	assert.Equal(t, []string{"list 200.00 = 200.00", "tier -40.00 = 160.00"}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, "8.00", e.Lines[0].Winner.Price.String())
}

func TestCompileRefusesAScopeWithoutTiers(t *testing.T) {
	_, err := pricing.Compile(shirts(func(e *pricing.Entry) { e.Over = "colours" }))
	assert.Equal(t, []string{"book.entries[0].over: one_of (variants, group)"}, paths(err))
	_, err = pricing.Compile(shirts(func(e *pricing.Entry) { e.Mode, e.Tiers = "", nil }))
	assert.Equal(t, []string{"book.entries[0].mode: required"}, paths(err))
}

// Where a line stands changes nothing.
func TestTiersOverVariantsDoNotDependOnTheOrder(t *testing.T) {
	modes := []pricing.TierMode{pricing.Volume, pricing.Graduated, pricing.Package, pricing.Flat}
	rapid.Check(t, func(rt *rapid.T) {
		mode := rapid.SampledFrom(modes).Draw(rt, "mode")
		over := rapid.SampledFrom([]pricing.TierScope{pricing.OverVariants, pricing.OverGroup}).Draw(rt, "over")
		p := compiled(t, shirts(func(e *pricing.Entry) { e.Mode, e.Over = mode, over }))
		var pairs []string
		for range rapid.IntRange(2, 6).Draw(rt, "lines") {
			pairs = append(
				pairs, rapid.SampledFrom([]string{"RED", "GREEN", "BLUE", "SOCKS"}).Draw(rt, "sku"),
				rapid.SampledFrom([]string{"1", "7", "12.5", "49", "60", "-3"}).Draw(rt, "quantity"),
			)
		}
		req := basket(pairs...)
		straight, err := p.Price(req)
		require.NoError(rt, err)
		require.NoError(rt, pricing.Verify(straight))
		reversed := req
		reversed.Lines = nil
		for i := range req.Lines {
			reversed.Lines = append(reversed.Lines, req.Lines[len(req.Lines)-1-i])
		}
		back, err := p.Price(reversed)
		require.NoError(rt, err)
		assert.Equal(rt, straight.Totals, back.Totals)
		for i := range straight.Lines {
			assert.Equal(rt, straight.Lines[i].Net, back.Lines[len(back.Lines)-1-i].Net)
		}
	})
}
