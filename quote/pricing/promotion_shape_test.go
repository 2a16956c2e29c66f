package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestAnOptionIsComparedWithItsPromotions(t *testing.T) {
	p := promoted(t, pricing.Promotion{ID: "p", Scope: pricing.DocumentScope, Rate: pointer("0.10"), MinAmount: amount("100"), Exclusion: "x"})
	req := ordered("SAND", "2", "PLAN", "1")
	req.Lines[1].Optional = true
	out := pricedBy(t, p, req)
	assert.Empty(t, allowed(out), "60.00 is below 100.00")
	require.Len(t, out.Options, 1)
	assert.Equal(t, "102.00", out.Options[0].TaxExclusive.String(), "180.00 less 10 %, less 60.00")
}

func TestFreeGoodsComeInTheSectionOfTheirLine(t *testing.T) {
	p := promoted(t, pricing.Promotion{ID: "p", Free: &pricing.FreeGoods{Every: amount("2"), Quantity: amount("1")}})
	req := ordered("SAND", "2")
	req.Lines[0].Section = "ground"
	out := pricedBy(t, p, req)
	assert.Equal(t, []string{"60.00", "0.00"}, nets(out))
	assert.Equal(t, "ground", out.Lines[1].Section)
}

func TestPromotionsOfAConsumerPrice(t *testing.T) {
	rules := yard()
	rules.Book.Inclusive = true
	rules.Promotions = []pricing.Promotion{{ID: "p", Amount: pointer("7.50"), SKUs: []string{"SAND"}, MinAmount: amount("60")}}
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "5")}}
	req := ordered("SAND", "2")
	req.Inclusive = true
	out := pricedBy(t, compiled(t, rules), req)
	assert.Equal(t, "57.50", out.Totals.Payable.String(), "what is shown is what is paid: 60 − 7.50 + 5")
}

func TestRulesInAnotherCurrencyAndUnit(t *testing.T) {
	rules := yard()
	rules.Book.Articles[3].Units = []pricing.Unit{{Code: "PAL", Numerator: amount("10")}}
	rules.Promotions = []pricing.Promotion{
		{ID: "price", SKUs: []string{"SAND"}, Price: &pricing.Price{Amount: amount("28")}, MinQuantity: amount("20")},
		{ID: "amount", SKUs: []string{"PLAN"}, Amount: pointer("10")},
	}
	rules.Floors = &pricing.Floors{Of: []pricing.Floor{{SKU: "SAND", Price: pointer("27")}}}
	rules.SmallOrder = &pricing.SmallOrder{Below: amount("10000"), Charge: pointer("20")}
	req := ordered("SAND", "2", "PLAN", "1")
	req.Lines[0].Unit, req.Currency = "PAL", "USD"
	req.Exchange = &pricing.Exchange{From: "EUR", Rate: amount("1.10"), Source: "ECB", Date: calendar.MustDate("2026-11-20")}
	p := compiled(t, rules)
	out := pricedBy(t, p, req)
	assert.Equal(t, []string{"1 price 44.00", "2 amount 11.00"}, allowed(out), "20 × 2.20, and 10 at 1.10")
	assert.Equal(t, []string{"small_order ZZZ S 0.21 22.00"}, charges(out)[:1])
	req.Lines[0].Adjustments = []pricing.Adjustment{percentOff("own", "0.11")}
	_, err := p.Price(req)
	assert.Equal(t, []string{"lines[0].adjustments[0]: below the floor: at least 594.00 USD"}, paths(err))
}

func ExamplePromotion() {
	five, amount := salesdesk.MustAmount("5"), salesdesk.MustAmount
	pricer, err := pricing.Compile(pricing.Rules{
		Book: pricing.Book{
			Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "SAND"}}, Entries: []pricing.Entry{{SKU: "SAND", Price: amount("30")}},
		},
		Promotions: []pricing.Promotion{
			{ID: "4+1", Free: &pricing.FreeGoods{Every: amount("4"), Quantity: amount("1")}},
			{ID: "welcome", Scope: pricing.DocumentScope, Amount: &five, Coupon: &pricing.Coupon{Code: "HELLO", MaxUsesPerCustomer: 1}},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	priced, err := pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-11-23"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines:   []pricing.Line{{ID: "1", SKU: "SAND", Quantity: amount("4")}},
		Coupons: []pricing.PresentedCoupon{{Code: "HELLO", UsesByCustomer: 1}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range priced.Lines {
		fmt.Println(line.ID, line.Quantity, line.SKU, line.Net)
	}
	fmt.Println(priced.Coupons[0].Code, priced.Coupons[0].Reason)
	// Output:
	// 1 4 SAND 120.00
	// free.4+1.1 1 SAND 0.00
	// HELLO coupon_used_before
}
