package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// floored is the yard where stone costs no less than 27 a load, soil leaves 20 % of its
// price above a cost of 36, and the rest 10 % above what it costs.
func floored(limit bool) pricing.Rules {
	rules := yard()
	rules.Book.Articles[1].Cost, rules.Book.Articles[4].Cost = pointer("36"), pointer("0.60")
	rules.Floors = &pricing.Floors{Limit: limit, Margin: pointer("0.10"), Of: []pricing.Floor{
		{SKU: "SAND", Price: pointer("27")},
		{SKU: "SOIL", Price: pointer("40"), Margin: pointer("0.20")},
		{Group: "stone", Price: pointer("0.40")},
	}}
	return rules
}

func TestADiscountOfALineStopsAtItsFloor(t *testing.T) {
	tests := []struct {
		sku, quantity, rate string
		least, limited      string // the floor, and what a discount is cut to
	}{
		{"SAND", "2", "0.10", "", "6.00"}, // 54.00, the floor
		{"SAND", "2", "0.11", "54", "6.00"},
		{"SOIL", "1", "0.11", "45.00", "5.00"}, // 36 ÷ 0.80
		{"BEER", "10", "0.40", "6.67", "3.33"}, // 6.00 ÷ 0.90, rounded up: the margin is kept
		{"BRICK", "100", "0.20", "40.00", "8.00"},
		{"PLAN", "1", "1", "", "120.00"}, // no cost is known
	}
	for _, tt := range tests {
		req := ordered(tt.sku, tt.quantity)
		req.Lines[0].Adjustments = []pricing.Adjustment{percentOff("own", tt.rate)}
		out := pricedBy(t, compiled(t, floored(true)), req)
		assert.Equal(t, []string{"1 own " + tt.limited}, allowed(out), "%+v", tt)
		assert.Equal(t, tt.least != "", out.Lines[0].Adjustments[0].Limited)
		_, err := compiled(t, floored(false)).Price(req)
		if tt.least == "" {
			require.NoError(t, err)
			continue
		}
		var at salesdesk.PathError
		var floor pricing.FloorError
		require.ErrorAs(t, err, &at)
		require.ErrorAs(t, err, &floor)
		assert.Equal(t, "lines[0].adjustments[0]", at.Path)
		assert.True(t, floor.Least.Amount.Equal(amount(tt.least)), "%s %s", tt.sku, floor.Least)
	}
}

func TestEveryDiscountBelowAFloorIsFound(t *testing.T) {
	req := ordered("SAND", "1", "BRICK", "100", "SAND", "1", "SAND", "-1")
	req.Lines[0].Price = &pricing.Price{Amount: amount("26")}
	req.Lines[1].Adjustments = []pricing.Adjustment{percentOff("a", "0.10"), percentOff("b", "0.10")}
	req.Lines[2].Cost = pointer("100") // a floor of the article comes before the margin
	req.Lines[3].Adjustments = []pricing.Adjustment{percentOff("all", "1")}
	_, err := compiled(t, floored(false)).Price(req)
	assert.Equal(t, []string{
		"lines[0].price: below the floor: at least 27.00 EUR", "lines[1].adjustments[1]: below the floor: at least 40.00 EUR",
	}, paths(err))
	req.Currency = "USD"
	for i := range req.Lines {
		req.Lines[i].Price = &pricing.Price{Amount: amount("26")}
	}
	_, err = compiled(t, floored(false)).Price(req)
	assert.Equal(t, []string{"currency: currency USD where EUR is wanted"}, paths(err))
}

func TestALimitHoldsThroughACascade(t *testing.T) {
	req := ordered("SAND", "2")
	req.Lines[0].Adjustments = []pricing.Adjustment{
		percentOff("a", "0.05"),                              // 60.00 − 3.00
		percentOff("b", "0.10"),                              // 5.70, of which 3.00 are left
		{ID: "c", Charge: true, Rate: pointer("0.10")},       // 5.40 on 54.00
		{ID: "d", Rate: pointer("0.05"), On: pricing.OnList}, // 3.00 again
		amountOff("e", "10.00"),                              // and 2.40
	}
	out := pricedBy(t, compiled(t, floored(true)), req)
	assert.Equal(t, []string{"1 a 3.00", "1 b 3.00", "1 d 3.00", "1 e 2.40"}, allowed(out))
	assert.Equal(t, "54.00", out.Lines[0].Net.String())
	assert.Equal(t, []bool{false, true, false, false, true}, func() (limited []bool) {
		for _, a := range out.Lines[0].Adjustments {
			limited = append(limited, a.Limited)
		}
		return limited
	}())
}

func TestADiscountOfTheDocumentGoesToWhoCanCarryIt(t *testing.T) {
	// Sand 60.00 can carry 6.00, plans 120.00 and 120.00 all of it.
	req := ordered("SAND", "2", "PLAN", "1", "PLAN", "1")
	p := compiled(t, floored(false))
	req.Adjustments = []pricing.Adjustment{amountOff("d", "30")}
	assert.Equal(t, []string{"-6.00", "-12.00", "-12.00"}, shares(pricedBy(t, p, req)))
	req.Adjustments = []pricing.Adjustment{amountOff("d", "45.01")}
	assert.Equal(t, []string{"-6.00", "-19.51", "-19.50"}, shares(pricedBy(t, p, req)))
	req.Adjustments = append(req.Adjustments, percentOff("e", "0.50"))
	assert.Equal(t, []string{"-6.00", "-83.26", "-83.25"}, shares(pricedBy(t, p, req)), "half of the 254.99 that is left")

	// Over VAT groups as over lines: soil 50.00 at 6 % can carry 5.00.
	req = ordered("SAND", "2", "SOIL", "1", "PLAN", "1")
	req.Adjustments = []pricing.Adjustment{amountOff("d", "46")}
	out := pricedBy(t, p, req)
	assert.Equal(t, []string{"-6.00", "-5.00", "-35.00"}, shares(out))
	assert.Equal(t, []string{"d 0.06 5.00", "d 0.21 41.00"}, allowed(out))

	req.Adjustments = []pricing.Adjustment{amountOff("d", "131.01")}
	_, err := p.Price(req)
	var excess pricing.AllowanceError
	require.ErrorAs(t, err, &excess)
	assert.Equal(t, "131.00 EUR", excess.Left.String(), "what all together can carry")
	req.Adjustments[0].VAT, req.Adjustments[0].Amount = at("0.06"), pointer("5.01")
	_, err = p.Price(req)
	require.ErrorAs(t, err, &excess)
	assert.Equal(t, "5.00 EUR", excess.Left.String(), "what its group can carry")
}

func TestAPromotionIsCutAtTheFloor(t *testing.T) {
	rules := floored(false)
	rules.Promotions = []pricing.Promotion{
		{ID: "line", SKUs: []string{"SAND"}, Rate: pointer("0.50")},
		{ID: "stone", Scope: pricing.GroupScope, Groups: []string{"stone"}, Amount: pointer("20")},
		{ID: "free", Free: &pricing.FreeGoods{Every: amount("2"), Quantity: amount("1")}, SKUs: []string{"SAND"}},
		{ID: "whole", Scope: pricing.DocumentScope, Amount: pointer("100")},
	}
	p := compiled(t, rules)
	req := ordered("SAND", "2", "BRICK", "100", "SOIL", "1")
	out := pricedBy(t, p, req)
	assert.Equal(t, []string{"1 line 6.00", "2 stone 8.00", "free.free.1 free 30.00", "whole 0.06 5.00"}, allowed(out))
	assert.True(t, out.Lines[0].Adjustments[0].Limited)
	assert.Equal(t, []string{"-5.00"}, shares(out)[2:3])
	assert.Equal(t, []string{"54.00", "40.00", "50.00", "0.00"}, nets(out))
}

func TestCompileRefusesBadFloors(t *testing.T) {
	rules := yard()
	rules.Floors = &pricing.Floors{Margin: pointer("1"), Of: []pricing.Floor{
		{},
		{SKU: "SAND", Group: "stone", Price: pointer("-1")},
		{SKU: "X", Margin: pointer("-1")},
		{Group: "stone", Price: pointer("1")},
		{Group: "stone", Price: pointer("1")},
	}}
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"floors.margin: max (0.99)",
		"floors.of[0].price: required",
		"floors.of[0].sku: required",
		"floors.of[1].price: min (0)",
		"floors.of[1].group: one_of (sku, group)",
		"floors.of[2].margin: min (0)",
		"floors.of[2].sku: reference (X)",
		"floors.of[4].group: duplicate (stone)",
	}, paths(err))
}
