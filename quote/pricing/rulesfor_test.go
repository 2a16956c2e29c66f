package pricing_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestRulesForARequestAreThoseThatTouchIt(t *testing.T) {
	rules := kits()
	rules.Book.Articles = append(rules.Book.Articles,
		pricing.Article{SKU: "BAG", Group: "bags"}, pricing.Article{SKU: "CU", Surcharges: []pricing.Surcharge{{ID: "copper", Index: "copper", Base: amount("1"), Content: amount("1")}}})
	rules.Book.Entries = append(rules.Book.Entries,
		pricing.Entry{SKU: "KIT", Customer: "C001", Price: amount("90")}, pricing.Entry{SKU: "KIT", Customer: "C002", Price: amount("80")},
		pricing.Entry{Group: "bags", Price: amount("12")}, pricing.Entry{SKU: "CAMERA", List: "other", Price: amount("70")})
	rules.Book.Lists = []pricing.List{{ID: "other"}, {ID: "mine"}}
	rules.Book.Indices = []pricing.Index{{ID: "copper", Source: "x", Values: []pricing.IndexValue{{From: calendar.MustDate("2026-01-01"), Value: amount("2")}}}}
	rules.Promotions = []pricing.Promotion{
		{ID: "gift", SKUs: []string{"CAMERA", "CU"}, Free: &pricing.FreeGoods{Every: amount("1"), Quantity: amount("1"), SKU: "BAG"}},
		{ID: "cable", SKUs: []string{"CU"}, Rate: pointer("0.1")},
	}
	rules.Floors = &pricing.Floors{Of: []pricing.Floor{{SKU: "CU", Price: pointer("1")}, {Group: "bags", Price: pointer("1")}}}
	rules.Freight = []pricing.FreightTable{
		{ID: "all", Bands: bands("0", "5")},
		{ID: "NL", Zones: []string{"NL"}, Bands: bands("0", "6")},
		{ID: "later", Zones: []string{"BE"}, From: calendar.MustDate("2030-01-01"), Bands: bands("0", "7")},
	}
	compiled(t, rules)
	req := kit("KIT", "1")
	req.Buyer.ID, req.Buyer.List = "C001", "mine"
	own := rules.For(req)
	compiled(t, own)

	var articles, entries []string
	for _, a := range own.Book.Articles {
		articles = append(articles, a.SKU)
	}
	for _, e := range own.Book.Entries {
		entries = append(entries, e.SKU+e.Group+e.Customer)
	}
	assert.Equal(t, []string{"CAMERA", "GUIDE", "KIT", "BAG"}, articles, "with its components, and what is free with them")
	assert.Equal(t, []string{"CAMERA", "GUIDE", "KIT", "KITC001", "bags"}, entries, "of nobody else, and of no other list")
	assert.Equal(t, []pricing.List{{ID: "mine"}}, own.Book.Lists)
	assert.Empty(t, own.Book.Indices)
	require.Len(t, own.Promotions, 1)
	assert.Equal(t, []string{"CAMERA"}, own.Promotions[0].SKUs)
	assert.Equal(t, []pricing.Floor{{Group: "bags", Price: pointer("1")}}, own.Floors.Of)
	require.Len(t, own.Freight, 1)
	assert.Equal(t, "all", own.Freight[0].ID)
	assert.Len(t, rules.Floors.Of, 2, "the rules stay as they are")
}

// A coupon of other articles is known, and does not apply.
func TestRulesForARequestKnowItsCoupons(t *testing.T) {
	rules := kits()
	rules.Book.Articles = append(rules.Book.Articles, pricing.Article{SKU: "BAG", Group: "bags"})
	for _, p := range []pricing.Promotion{{SKUs: []string{"BAG"}}, {Groups: []string{"bags"}}} {
		p.ID, p.Rate, p.Coupon = "bags", pointer("0.1"), &pricing.Coupon{Code: "SAVE"}
		rules.Promotions = []pricing.Promotion{p}
		req := kit("KIT", "1")
		assert.Empty(t, rules.For(req).Promotions)
		req.Coupons = []pricing.PresentedCoupon{{Code: "SAVE"}}
		out := pricedBy(t, compiled(t, rules.For(req)), req)
		assert.Equal(t, []pricing.PricedCoupon{{Code: "SAVE", Promotion: "bags", Reason: pricing.NoArticle}}, out.Coupons)
	}
}

func TestAnyRulesForARequestMakeItsDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := anyShop(t)
		req := anyBasket(t, rules)
		p, err := pricing.Compile(rules)
		require.NoError(t, err)
		own, err := pricing.Compile(rules.For(req))
		require.NoError(t, err)
		want, wrong := p.Price(req)
		got, err := own.Price(req)
		require.Equal(t, fmt.Sprint(wrong), fmt.Sprint(err))
		asJSON := func(v any) string {
			data, err := json.Marshal(v)
			require.NoError(t, err)
			return string(data)
		}
		require.Equal(t, asJSON(want), asJSON(got))
	})
}

func ExampleRules_For() {
	rules := kits()
	own := rules.For(kit("GUIDE", "2"))
	pricer, err := pricing.Compile(own)
	if err != nil {
		fmt.Println(err)
		return
	}
	out, err := pricer.Price(kit("GUIDE", "2"))
	fmt.Println(len(rules.Book.Articles), len(own.Book.Articles), out.Totals.TaxExclusive, out.Currency == salesdesk.EUR, err)
	// Output: 4 1 30.00 true <nil>
}
