package pricing_test

import (
	"errors"
	"fmt"
	"math/rand"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// anyPromotion draws one that compiles in the yard.
func anyPromotion(t *rapid.T, id string) pricing.Promotion {
	p := pricing.Promotion{
		ID:        id,
		Scope:     rapid.SampledFrom([]pricing.Scope{pricing.LineScope, pricing.GroupScope, pricing.DocumentScope}).Draw(t, "scope"),
		Exclusion: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "exclusion"),
		Exclusive: rapid.IntRange(0, 5).Draw(t, "exclusive") == 0,
		Priority:  rapid.IntRange(0, 1).Draw(t, "priority"),
		OverFixed: rapid.Bool().Draw(t, "over fixed"),
		SKUs:      rapid.SampledFrom([][]string{nil, {"SAND"}, {"SOIL", "BEER"}}).Draw(t, "skus"),
	}
	if rapid.IntRange(0, 3).Draw(t, "threshold") == 0 {
		p.MinAmount = decimals(t, 0, 20_000, 2, "min amount")
	}
	of := decimals(t, 1, 5_000, 2, "of")
	switch rapid.IntRange(0, 3).Draw(t, "effect") {
	case 0:
		rate := decimals(t, 1, 60, 2, "rate")
		p.Rate = &rate
	case 1:
		p.Amount = &of
	case 2:
		if p.Price = (&pricing.Price{Amount: of}); p.Scope == pricing.DocumentScope {
			p.Scope = pricing.LineScope
		}
	default:
		p.Free = &pricing.FreeGoods{Every: amount("3"), Quantity: amount("1"), SKU: "BEER"}
	}
	return p
}

// anyYard draws rules with promotions, charges and floors.
func anyYard(t *rapid.T) pricing.Rules {
	rules := yard()
	for i := range rapid.IntRange(1, 5).Draw(t, "promotions") {
		rules.Promotions = append(rules.Promotions, anyPromotion(t, fmt.Sprint("p", i)))
	}
	if rapid.Bool().Draw(t, "freight") {
		rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "20", "200", "10"), FreeFrom: amount("400")}}
	}
	if rapid.Bool().Draw(t, "small order") {
		rules.SmallOrder = &pricing.SmallOrder{Below: amount("50"), Charge: pointer("5")}
	}
	if rapid.Bool().Draw(t, "floors") {
		rules.Floors = &pricing.Floors{Limit: true, Of: []pricing.Floor{{SKU: "SAND", Price: pointer("24.55")}, {SKU: "SOIL", Price: pointer("41")}, {SKU: "BEER", Price: pointer("1")}}}
	}
	return rules
}

// anyOrder draws an order in the yard, returns too.
func anyOrder(t *rapid.T) pricing.Request {
	req := ordered()
	for i := range rapid.IntRange(1, 6).Draw(t, "lines") {
		line := pricing.Line{
			ID: fmt.Sprint(i), SKU: rapid.SampledFrom([]string{"BRICK", "SAND", "SOIL", "PLAN", "BEER"}).Draw(t, "sku"),
			Quantity: decimals(t, -2, 20, 0, "quantity"),
		}
		if rapid.Bool().Draw(t, "discount") {
			rate := decimals(t, 0, 40, 2, "own")
			line.Adjustments = []pricing.Adjustment{{ID: "own", Rate: &rate}}
		}
		req.Lines = append(req.Lines, line)
	}
	if rapid.Bool().Draw(t, "document discount") {
		rate := decimals(t, 0, 10, 2, "whole")
		req.Adjustments = []pricing.Adjustment{{ID: "own", Rate: &rate}}
	}
	return req
}

// dealt prices an order that can be priced at all.
func dealt(t *rapid.T, rules pricing.Rules, req pricing.Request) pricing.Explanation {
	p, err := pricing.Compile(rules)
	require.NoError(t, err)
	e, err := p.Explain(req)
	skipUnpriceable(t, err)
	require.NoError(t, pricing.Verify(e.Priced))
	return e
}

func skipUnpriceable(t *rapid.T, err error) {
	var excess pricing.AllowanceError
	if errors.As(err, &excess) {
		t.Skip("more off than there is")
	}
	require.NoError(t, err)
}

// admissible reports whether a set of promotions, by bits, may apply together: none
// beside an exclusive one, no two of a group, and all that exclude nothing unless
// another is exclusive.
func admissible(list []pricing.Promotion, eligible, set int) bool {
	groups, exclusive, size := map[string]int{}, false, 0
	for i, p := range list {
		if set>>i&1 == 0 {
			continue
		}
		size++
		exclusive = exclusive || p.Exclusive
		groups[p.Exclusion]++
	}
	if exclusive {
		return size == 1
	}
	for i, p := range list {
		if eligible>>i&1 == 1 && !p.Exclusive && p.Exclusion == "" && set>>i&1 == 0 {
			return false
		}
	}
	return groups["a"] <= 1 && groups["b"] <= 1
}

func TestTheBestDealIsNoWorseThanAnyOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, req := anyYard(t), anyOrder(t)
		best := dealt(t, rules, req)
		eligible := 0
		for i, c := range best.Promotions {
			if c.Reason == "" || c.Reason == pricing.Excluded || c.Reason == pricing.NoEffect {
				eligible |= 1 << i
			}
		}
		all, cheapest := rules.Promotions, decimal.New(1, 12)
		for set := range 1 << len(all) {
			if set&^eligible != 0 || !admissible(all, eligible, set) {
				continue
			}
			rules.Promotions = nil
			for i, p := range all {
				if set>>i&1 == 1 {
					p.Exclusion, p.Exclusive = "", false // together, as told
					rules.Promotions = append(rules.Promotions, p)
				}
			}
			p, err := pricing.Compile(rules)
			require.NoError(t, err)
			if out, err := p.Price(req); err == nil {
				cheapest = decimal.Min(cheapest, out.Totals.Payable.Decimal)
			}
		}
		require.True(t, cheapest.Equal(best.Priced.Totals.Payable.Decimal), "%s, where %s could be", best.Priced.Totals.Payable, cheapest)
	})
}

func TestNoDiscountCrossesAFloor(t *testing.T) {
	least := map[string]string{"SAND": "24.55", "SOIL": "41", "BEER": "1"}
	rapid.Check(t, func(t *rapid.T) {
		rules, req := anyYard(t), anyOrder(t)
		rules.Floors = &pricing.Floors{Limit: true}
		for _, sku := range []string{"SAND", "SOIL", "BEER"} {
			rules.Floors.Of = append(rules.Floors.Of, pricing.Floor{SKU: sku, Price: pointer(least[sku])})
		}
		rules.Freight, rules.SmallOrder = nil, nil // a charge would hide it
		for _, l := range dealt(t, rules, req).Priced.Lines {
			if floor := least[l.SKU]; floor != "" && l.Quantity.IsPositive() && l.ID[0] != 'f' {
				require.True(t, l.Net.Add(l.Share.Decimal).GreaterThanOrEqual(l.Quantity.Mul(amount(floor).Decimal)), "%s of %s: %s and %s", l.ID, l.SKU, l.Net, l.Share)
			}
		}
	})
}

func TestSharesSumToWhatRulesAdjust(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		out := dealt(t, anyYard(t), anyOrder(t)).Priced
		want, got := decimal.Zero, decimal.Zero
		for _, a := range out.Adjustments {
			switch {
			case a.VAT.Ground == pricing.PackagingGround:
			case a.Charge:
				want = want.Add(a.Amount.Decimal)
			default:
				want = want.Sub(a.Amount.Decimal)
			}
		}
		for _, l := range out.Lines {
			got = got.Add(l.Share.Decimal)
		}
		require.True(t, want.Equal(got), "%s shared, %s adjusted", got, want)
	})
}

func TestTheOrderOfLinesChangesNoDeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, req := anyYard(t), anyOrder(t)
		want := dealt(t, rules, req)
		dice := rand.New(rand.NewSource(rapid.Int64().Draw(t, "order"))) //nolint:gosec // a shuffle
		dice.Shuffle(len(req.Lines), func(i, j int) { req.Lines[i], req.Lines[j] = req.Lines[j], req.Lines[i] })
		got := dealt(t, rules, req)
		require.Equal(t, want.Priced.Totals, got.Priced.Totals)
		require.Equal(t, taxes(want.Priced), taxes(got.Priced))
	})
}

func TestPriceAndExplainAgreeOnTheDeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, req := anyYard(t), anyOrder(t)
		e := dealt(t, rules, req)
		p, err := pricing.Compile(rules)
		require.NoError(t, err)
		out, err := p.Price(req)
		require.NoError(t, err)
		require.Equal(t, e.Priced, out)
		for i, line := range e.Lines {
			balance := salesdesk.Amount{}
			for _, s := range line.Waterfall.Steps {
				balance.Decimal = balance.Add(s.Amount.Decimal)
			}
			require.True(t, balance.Equal(line.Waterfall.Pocket))
			require.Equal(t, out.Lines[i].ID, line.ID)
		}
	})
}
