package pricing_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// promoted compiles the yard with promotions.
func promoted(t *testing.T, list ...pricing.Promotion) *pricing.Pricer {
	t.Helper()
	rules := yard()
	rules.Promotions = list
	return compiled(t, rules)
}

// allowed are the allowances of the lines and of the document.
func allowed(p pricing.Priced) (list []string) {
	for _, l := range p.Lines {
		for _, a := range l.Adjustments {
			if !a.Charge {
				list = append(list, l.ID+" "+a.ID+" "+a.Amount.String())
			}
		}
	}
	for _, a := range p.Adjustments {
		if !a.Charge {
			list = append(list, a.ID+" "+a.VAT.Rate.String()+" "+a.Amount.String())
		}
	}
	return list
}

// considered is what Explain says of the promotions.
func considered(t *testing.T, p *pricing.Pricer, req pricing.Request) (list []string) {
	t.Helper()
	e, err := p.Explain(req)
	require.NoError(t, err)
	for _, c := range e.Promotions {
		text := c.ID + " " + string(c.Reason)
		if !c.Missing.IsZero() {
			text += " " + c.Missing.String()
		}
		for _, by := range c.By {
			text += " by " + by
		}
		if c.Dearer != nil {
			text += " " + c.Dearer.String()
		}
		list = append(list, text)
	}
	return list
}

func TestAPromotionOfALine(t *testing.T) {
	// 100 bricks 48.00, 2 loads of sand 60.00.
	req := ordered("BRICK", "100", "SAND", "2")
	req.Lines[1].Adjustments = []pricing.Adjustment{percentOff("own", "0.05")}
	tests := []struct {
		name string
		give pricing.Promotion
		want []string
	}{
		{"percent, in cascade", pricing.Promotion{Rate: pointer("0.10")}, []string{"1 p 4.80", "2 own 3.00", "2 p 5.70"}},
		{"percent, parallel", pricing.Promotion{Rate: pointer("0.10"), On: pricing.OnList}, []string{"1 p 4.80", "2 own 3.00", "2 p 6.00"}},
		{"amount", pricing.Promotion{Amount: pointer("50")}, []string{"1 p 48.00", "2 own 3.00", "2 p 50.00"}},
		{"one article", pricing.Promotion{Rate: pointer("0.10"), SKUs: []string{"SAND"}}, []string{"2 own 3.00", "2 p 5.70"}},
		{"one group", pricing.Promotion{Rate: pointer("0.10"), Groups: []string{"stone"}, MinQuantity: amount("50")}, []string{"1 p 4.80", "2 own 3.00"}},
		{"fixed price", pricing.Promotion{Price: &pricing.Price{Amount: amount("25")}}, []string{"2 own 3.00", "2 p 7.00"}},
		{"fixed price, higher", pricing.Promotion{Price: &pricing.Price{Amount: amount("29")}}, []string{"2 own 3.00"}},
		{"fixed price, by the hundred", pricing.Promotion{Price: &pricing.Price{Amount: amount("45"), BaseQuantity: amount("100")}}, []string{"1 p 3.00", "2 own 3.00", "2 p 56.10"}},
		{"from an amount", pricing.Promotion{Rate: pointer("0.10"), MinAmount: amount("57")}, []string{"2 own 3.00", "2 p 5.70"}},
	}
	for _, tt := range tests {
		tt.give.ID = "p"
		assert.Equal(t, tt.want, allowed(pricedBy(t, promoted(t, tt.give), req)), tt.name)
	}
}

func TestAPromotionOfAGroupOrTheDocument(t *testing.T) {
	req := ordered("BRICK", "100", "SAND", "2", "SOIL", "1") // 48, 60 and, at 6 %, 50
	stone := []string{"stone"}
	tests := []struct {
		name string
		give pricing.Promotion
		want []string
	}{
		{"percent of a group", pricing.Promotion{Scope: pricing.GroupScope, Groups: stone, MinAmount: amount("108"), Rate: pointer("0.10")}, []string{"1 p 4.80", "2 p 6.00"}},
		{"amount of a group", pricing.Promotion{Scope: pricing.GroupScope, Groups: stone, Amount: pointer("10")}, []string{"1 p 4.44", "2 p 5.56"}},
		{"more than there is", pricing.Promotion{Scope: pricing.GroupScope, Groups: stone, Amount: pointer("200")}, []string{"1 p 48.00", "2 p 60.00"}},
		{"percent of the document", pricing.Promotion{Scope: pricing.DocumentScope, Groups: stone, Rate: pointer("0.10")}, []string{"p 0.06 5.00", "p 0.21 10.80"}},
		{"amount of the document", pricing.Promotion{Scope: pricing.DocumentScope, Amount: pointer("15.80")}, []string{"p 0.06 5.00", "p 0.21 10.80"}},
		{"more than the document", pricing.Promotion{Scope: pricing.DocumentScope, Amount: pointer("1000")}, []string{"p 0.06 50.00", "p 0.21 108.00"}},
	}
	for _, tt := range tests {
		tt.give.ID = "p"
		assert.Equal(t, tt.want, allowed(pricedBy(t, promoted(t, tt.give), req)), tt.name)
	}
	p := promoted(t, pricing.Promotion{ID: "p", Scope: pricing.DocumentScope, Amount: pointer("1000")})
	out := pricedBy(t, p, req)
	assert.True(t, out.Adjustments[0].Limited)
	assert.Equal(t, []string{"-48.00", "-60.00", "-50.00"}, shares(out))
}

func TestFreeGoodsAreShownAtTheirPrice(t *testing.T) {
	tests := []struct {
		name string
		give pricing.Promotion
		want []string
	}{
		{"4 + 1", pricing.Promotion{SKUs: []string{"SAND"}, Free: &pricing.FreeGoods{Every: amount("4"), Quantity: amount("1")}}, []string{"free.p.2 SAND 2 30 0.00"}},
		{"at most 1", pricing.Promotion{SKUs: []string{"SAND"}, Free: &pricing.FreeGoods{Every: amount("4"), Quantity: amount("1"), Most: amount("1")}}, []string{"free.p.2 SAND 1 30 0.00"}},
		{"another article", pricing.Promotion{Scope: pricing.GroupScope, Groups: []string{"stone"}, Free: &pricing.FreeGoods{Every: amount("50"), Quantity: amount("1"), SKU: "SOIL"}}, []string{"free.p SOIL 2 50 0.00"}},
		{"not enough", pricing.Promotion{SKUs: []string{"SAND"}, Free: &pricing.FreeGoods{Every: amount("10"), Quantity: amount("1")}}, nil},
	}
	for _, tt := range tests {
		tt.give.ID = "p"
		p := promoted(t, tt.give)
		req := ordered("BRICK", "100", "SAND", "9")
		out := pricedBy(t, p, req)
		var free []string
		for _, l := range out.Lines[2:] {
			free = append(free, l.ID+" "+l.SKU+" "+l.Quantity.String()+" "+l.Price.String()+" "+l.Net.String())
		}
		assert.Equal(t, tt.want, free, tt.name)
		assert.Equal(t, pricedBy(t, compiled(t, yard()), req).Lines, out.Lines[:2], "the customer's own lines stay as they are")
		assert.Equal(t, "318.00", out.Totals.TaxExclusive.String())
	}
}

func TestFreeGoodsAreDeliveredWithTheirDeposit(t *testing.T) {
	p := promoted(t, pricing.Promotion{ID: "p", Free: &pricing.FreeGoods{Every: amount("24"), Quantity: amount("24")}})
	e, err := p.Explain(ordered("BEER", "24"))
	require.NoError(t, err)
	assert.Equal(t, "2 48", e.Priced.Packaging[1].Quantity.String()+" "+e.Priced.Packaging[0].Quantity.String())
	assert.Equal(t, []string{"list 24.00 = 24.00", "allowance -24.00 = 0.00"}, steps(e.Lines[1].Waterfall))
}

func TestNothingLeaksOntoAFixedPrice(t *testing.T) {
	fixed := pricing.Promotion{ID: "fixed", SKUs: []string{"SAND"}, Price: &pricing.Price{Amount: amount("25")}, Priority: 1}
	percent := pricing.Promotion{ID: "percent", Rate: pointer("0.10")}
	whole := pricing.Promotion{ID: "whole", Scope: pricing.DocumentScope, Rate: pointer("0.10")}
	req := ordered("BRICK", "100", "SAND", "2")
	assert.Equal(t, []string{"1 percent 4.80", "2 fixed 10.00", "whole 0.21 4.32"}, allowed(pricedBy(t, promoted(t, percent, whole, fixed), req)))
	percent.OverFixed, whole.OverFixed = true, true
	assert.Equal(t, []string{"1 percent 4.80", "2 fixed 10.00", "2 percent 5.00", "whole 0.21 8.82"}, allowed(pricedBy(t, promoted(t, percent, whole, fixed), req)))
	percent.OverFixed = false
	req.Lines[0].Price = &pricing.Price{Amount: amount("0.40")}
	p := promoted(t, percent)
	assert.Equal(t, []string{"2 percent 6.00"}, allowed(pricedBy(t, p, req)), "nor onto an agreed price")
	assert.Equal(t, []string{"percent agreed_price"}, considered(t, p, func() pricing.Request { req.Lines = req.Lines[:1]; return req }()))
}

func TestEveryPromotionIsAnsweredFor(t *testing.T) {
	d := calendar.MustDate
	off := func(id string, change func(*pricing.Promotion)) pricing.Promotion {
		p := pricing.Promotion{ID: id, Rate: pointer("0.10")}
		change(&p)
		return p
	}
	p := promoted(
		t,
		off("secret", func(p *pricing.Promotion) { p.Customers = []string{"C2"} }),
		off("own", func(p *pricing.Promotion) { p.Customers = []string{"C1"}; p.MinAmount = amount("1000") }),
		off("gardeners", func(p *pricing.Promotion) { p.CustomerGroups = []string{"gardener"} }),
		off("web", func(p *pricing.Promotion) { p.Channels = []string{"web"} }),
		off("soon", func(p *pricing.Promotion) { p.From = d("2026-11-24") }),
		off("past", func(p *pricing.Promotion) { p.To = d("2026-11-23") }),
		off("beer", func(p *pricing.Promotion) { p.SKUs = []string{"BEER"} }),
		off("many", func(p *pricing.Promotion) { p.MinQuantity = amount("12") }),
		off("coupon", func(p *pricing.Promotion) { p.Coupon = &pricing.Coupon{Code: "X"} }),
		off("all", func(p *pricing.Promotion) { p.Amount, p.Rate, p.Priority = pointer("900"), nil, 1 }),
		off("late", func(*pricing.Promotion) {}),
	)
	assert.Equal(t, []string{
		"own below_amount 910.00", "gardeners other_customer_group", "web other_channel", "soon not_yet_valid", "past expired",
		"beer no_article", "many below_quantity 9", "coupon no_coupon", "all ", "late no_effect",
	}, considered(t, p, ordered("SAND", "3")))
	e, err := p.Explain(ordered("SAND", "3"))
	require.NoError(t, err)
	assert.Equal(t, 1, e.PromotionsForOthers, "what is for other customers is not named")
	foreign := asked(sold("1", "1", "1"))
	foreign.Currency = "USD"
	assert.Equal(t, []string{"x other_currency"}, considered(t, compiled(t, pricing.Rules{
		Book: pricing.Book{Currency: salesdesk.EUR}, Promotions: []pricing.Promotion{{ID: "x", Rate: pointer("0.10"), OverFixed: true}},
	}), foreign))
}

func TestACouponThatDoesNotApplyIsNamed(t *testing.T) {
	ten := pricing.Promotion{ID: "ten", Rate: pointer("0.10"), MinAmount: amount("100"), Coupon: &pricing.Coupon{Code: "TEN", MaxUses: 5, MaxUsesPerCustomer: 1}}
	p := promoted(t, ten)
	tests := []struct {
		name     string
		quantity string
		give     pricing.PresentedCoupon
		want     pricing.PricedCoupon
	}{
		{"applies", "4", pricing.PresentedCoupon{Code: "TEN", Uses: 4}, pricing.PricedCoupon{Code: "TEN", Promotion: "ten"}},
		{"used up", "4", pricing.PresentedCoupon{Code: "TEN", Uses: 5}, pricing.PricedCoupon{Code: "TEN", Promotion: "ten", Reason: pricing.CouponUsedUp}},
		{"used before", "4", pricing.PresentedCoupon{Code: "TEN", UsesByCustomer: 1}, pricing.PricedCoupon{Code: "TEN", Promotion: "ten", Reason: pricing.CouponUsedBefore}},
		{"too little", "3", pricing.PresentedCoupon{Code: "TEN"}, pricing.PricedCoupon{Code: "TEN", Promotion: "ten", Reason: pricing.BelowAmount, Missing: amount("10.00")}},
		{"unknown", "3", pricing.PresentedCoupon{Code: "ten"}, pricing.PricedCoupon{Code: "ten", Reason: pricing.UnknownCoupon}},
	}
	for _, tt := range tests {
		req := ordered("SAND", tt.quantity)
		req.Coupons = []pricing.PresentedCoupon{tt.give}
		out := pricedBy(t, p, req)
		assert.Equal(t, []pricing.PricedCoupon{tt.want}, out.Coupons, tt.name)
		assert.Equal(t, tt.want.Reason == "", len(allowed(out)) > 0, tt.name)
		req.RequireCoupons = true
		_, err := p.Price(req)
		if tt.want.Reason == "" {
			require.NoError(t, err)
			continue
		}
		var refused pricing.CouponError
		require.ErrorAs(t, err, &refused)
		assert.Equal(t, pricing.CouponError{Code: tt.give.Code, Reason: tt.want.Reason}, refused)
	}
	assert.Empty(t, allowed(pricedBy(t, p, ordered("SAND", "4"))), "nothing is given that was not asked for")
}

func TestTheBestDealIsOfTheWholeDocument(t *testing.T) {
	line := pricing.Promotion{ID: "line", SKUs: []string{"SAND"}, Rate: pointer("0.20"), Exclusion: "autumn"}
	whole := pricing.Promotion{ID: "whole", Scope: pricing.DocumentScope, Rate: pointer("0.10"), Exclusion: "autumn"}
	alone := pricing.Promotion{ID: "alone", Amount: pointer("7"), Exclusive: true, Scope: pricing.DocumentScope}
	bricks := pricing.Promotion{ID: "bricks", SKUs: []string{"BRICK"}, Rate: pointer("0.50")}
	p := promoted(t, line, whole, alone, bricks)
	// 60.00 of sand: 12.00 off it beat 6.00 off the whole; both 7.00. With VAT: 6 × 1.21 is 7.26.
	assert.Equal(t, []string{"line ", "whole excluded by line 7.26", "alone excluded by line 6.05", "bricks no_article"}, considered(t, p, ordered("SAND", "2")))
	// 100.00 of soil at 6 % beside it: 16.00 off the whole beat 12.00 off the sand.
	assert.Equal(t, []string{"line excluded by whole 3.34", "whole ", "alone excluded by whole 10.05", "bricks no_article"}, considered(t, p, ordered("SAND", "2", "SOIL", "2")))
	// Alone is alone: half of the bricks beats it together with a tenth of the rest.
	assert.Equal(t, []string{"line no_article", "whole ", "alone excluded by whole by bricks 23.47", "bricks "}, considered(t, p, ordered("BRICK", "100")))
	same := line
	same.ID = "same"
	assert.Equal(t, []string{"line ", "same excluded by line 0.00"}, considered(t, promoted(t, line, same), ordered("SAND", "2")), "of equal ones the first")
}

func TestADiscountThatCostsTheFreeDeliveryIsNoDeal(t *testing.T) {
	rules := yard()
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "50"), FreeFrom: amount("600")}}
	rules.Promotions = []pricing.Promotion{{ID: "tiny", Rate: pointer("0.01"), Exclusion: "any"}}
	p := compiled(t, rules)
	assert.Equal(t, []string{"tiny excluded 53.24"}, considered(t, p, ordered("SAND", "20")))
	assert.Equal(t, []string{"tiny "}, considered(t, p, ordered("SAND", "30")))
}

func TestTooManyCombinationsAreRefused(t *testing.T) {
	var list []pricing.Promotion
	for i := range 22 {
		list = append(list, pricing.Promotion{ID: string(rune('a' + i)), Rate: pointer("0.01"), Exclusion: string(rune('A' + i/2))})
	}
	_, err := promoted(t, list...).Price(ordered("SAND", "1"))
	var many pricing.CombinationsError
	require.ErrorAs(t, err, &many)
	assert.Equal(t, pricing.MaxCombinations, many.Most)
	_, err = promoted(t, list[:12]...).Price(ordered("SAND", "1")) // 3^6 = 729
	require.NoError(t, err)
}

func TestOptionsCountAmongTheCombinations(t *testing.T) {
	var list []pricing.Promotion
	for i := range 12 {
		list = append(list, pricing.Promotion{ID: string(rune('a' + i)), Rate: pointer("0.01"), Exclusion: string(rune('A' + i/2))})
	}
	req := ordered()
	for i := range 60 {
		req.Lines = append(req.Lines, pricing.Line{ID: strconv.Itoa(i), SKU: "SAND", Quantity: amount("1"), Optional: i >= 50})
	}
	_, err := promoted(t, list...).Price(req)
	var many pricing.CombinationsError
	require.ErrorAs(t, err, &many, "729 combinations of 50 lines, for 10 options once more each")
	assert.Equal(t, pricing.MaxComparedLines/50/11, many.Most)
}

func TestFreeGoodsTakeAnIDThatIsFree(t *testing.T) {
	p := promoted(t, pricing.Promotion{ID: "pens", Free: &pricing.FreeGoods{Every: amount("1"), Quantity: amount("1")}})
	req := ordered("SAND", "1", "BRICK", "1")
	req.Lines[1].ID = "free.pens.1"
	out := pricedBy(t, p, req)
	var ids []string
	for _, l := range out.Lines {
		ids = append(ids, l.ID)
	}
	assert.Equal(t, []string{"1", "free.pens.1", "free.pens.1.2", "free.pens.free.pens.1"}, ids)
}

func TestWhatIsAgreedTakesThePlaceOfAPromotion(t *testing.T) {
	p := promoted(t, pricing.Promotion{ID: "p", Rate: pointer("0.10")}, pricing.Promotion{ID: "q", Rate: pointer("0.10"), Scope: pricing.DocumentScope})
	req := ordered("SAND", "1")
	req.Lines[0].Adjustments = []pricing.Adjustment{percentOff("p", "0.02")}
	req.Adjustments = []pricing.Adjustment{percentOff("q", "0.03")}
	assert.Equal(t, []string{"1 p 0.60", "q 0.21 0.88"}, allowed(pricedBy(t, p, req)))
}

func TestCompileRefusesBadPromotions(t *testing.T) {
	rules := yard()
	rules.Promotions = []pricing.Promotion{
		{Scope: "order", SKUs: []string{"X"}, Groups: []string{"stone", "Y"}, MinQuantity: amount("-1"), MinAmount: amount("-1"), On: "price", Coupon: &pricing.Coupon{MaxUses: -1, MaxUsesPerCustomer: -1}},
		{ID: "a", Rate: pointer("1.1"), Amount: pointer("0.001"), Coupon: &pricing.Coupon{Code: "A"}},
		{ID: "a", Scope: pricing.DocumentScope, Price: &pricing.Price{Amount: amount("-1")}, Coupon: &pricing.Coupon{Code: "A"}},
		{ID: "b", Scope: pricing.GroupScope, Free: &pricing.FreeGoods{Most: amount("-1")}},
		{ID: "c", Free: &pricing.FreeGoods{Every: amount("1"), Quantity: amount("1"), SKU: "X"}, From: calendar.Date{Year: 2026}},
	}
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"promotions[0].id: required",
		"promotions[0].scope: one_of (line, group, document)",
		"promotions[0].coupon.code: required",
		"promotions[0].coupon.max_uses: min (0)",
		"promotions[0].coupon.max_uses_per_customer: min (0)",
		"promotions[0].skus[0]: reference (X)",
		"promotions[0].groups[1]: reference (Y)",
		"promotions[0].min_quantity: min (0)",
		"promotions[0].min_amount: min (0)",
		"promotions[0].rate: one_of (rate, amount, price, free)",
		"promotions[0].on: one_of (list)",
		"promotions[1].rate: one_of (rate, amount, price, free)",
		"promotions[1].rate: max (1)",
		"promotions[1].amount: format (0.00)",
		"promotions[2].price.amount: min (0)",
		"promotions[2].price: excluded (scope)",
		"promotions[2].id: duplicate (a)",
		"promotions[2].coupon.code: duplicate (A)",
		"promotions[3].free.every: min (0)",
		"promotions[3].free.quantity: min (0)",
		"promotions[3].free.most: min (0)",
		"promotions[3].free.sku: required",
		"promotions[4].from: format (2026-01-31)",
		"promotions[4].free.sku: reference (X)",
	}, paths(err))
	_, err = pricing.Compile(pricing.Rules{Promotions: make([]pricing.Promotion, pricing.MaxPromotions+1)})
	assert.Equal(t, []string{"promotions: length (1000)"}, paths(err))
}

func TestPriceRefusesBadCoupons(t *testing.T) {
	req := ordered("SAND", "1")
	req.Coupons = []pricing.PresentedCoupon{{Code: "A", Uses: -1}, {Code: "A", UsesByCustomer: -1}, {}}
	_, err := compiled(t, yard()).Price(req)
	assert.Equal(t, []string{
		"coupons[0].uses: min (0)", "coupons[1].code: duplicate (A)", "coupons[1].uses_by_customer: min (0)", "coupons[2].code: required",
	}, paths(err))
	req.Coupons = make([]pricing.PresentedCoupon, pricing.MaxCoupons+1)
	_, err = compiled(t, yard()).Price(req)
	assert.Equal(t, []string{"coupons: length (20)"}, paths(err))
}

func TestOfEqualDealsTheOneWithFewerPromotionsIsTaken(t *testing.T) {
	five := pricing.Promotion{ID: "five", Scope: pricing.DocumentScope, Amount: pointer("5")}
	more := five
	more.ID = "five more"
	ten := pricing.Promotion{ID: "ten", Scope: pricing.DocumentScope, Amount: pointer("10"), Exclusive: true}
	assert.Equal(t, []string{"five excluded by ten 0.00", "five more excluded by ten 0.00", "ten "},
		considered(t, promoted(t, five, more, ten), ordered("SAND", "2")))
}
