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

// ExampleHeld prices what was offered in spring again from the book of summer.
func ExampleHeld() {
	book := func(price string) *pricing.Pricer {
		p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
			Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "SAND"}},
			Entries: []pricing.Entry{{SKU: "SAND", Price: salesdesk.MustAmount(price)}},
		}})
		if err != nil {
			panic(err)
		}
		return p
	}
	request := pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "1", SKU: "SAND", Quantity: salesdesk.MustAmount("2")}},
	}
	offered, err := book("40.00").Explain(request)
	if err != nil {
		panic(err)
	}
	request.Date, request.Held = calendar.MustDate("2026-07-01"), offered.Held
	request.Lines[0].Quantity = salesdesk.MustAmount("3")
	later, err := book("55.00").Price(request)
	fmt.Println(later.Totals.TaxExclusive, err)
	// Output: 120.00 <nil>
}

func TestAHeldPriceGoesBeforeTheBookAndAfterAnAgreedOne(t *testing.T) {
	p := promoted(t, pricing.Promotion{ID: "new", Rate: pointer("0.50")})
	req := ordered("SAND", "1", "SOIL", "1")
	offered, err := p.Explain(req)
	require.NoError(t, err)
	req.Held = &pricing.Held{Lines: []pricing.HeldLine{{ID: "1", Price: pricing.Price{Amount: amount("7.00")}}}}
	again, err := p.Explain(req)
	require.NoError(t, err)
	assert.Equal(t, "7.00", again.Priced.Lines[0].Price.String())
	assert.Equal(t, offered.Priced.Lines[1].Price, again.Priced.Lines[1].Price, "not held: of the book")
	assert.Empty(t, again.Priced.Lines[1].Adjustments, "the promotions of the rules have no say")
	assert.Nil(t, again.Lines[0].Winner)

	req.Lines[0].Price = &pricing.Price{Amount: amount("9.00")}
	priced, err := p.Price(req)
	require.NoError(t, err)
	assert.Equal(t, "9.00", priced.Lines[0].Price.String())
}

func TestWhatIsHeldIsChecked(t *testing.T) {
	req := ordered("SAND", "1")
	minus := pricing.Price{Amount: amount("-1.00")}
	req.Held = &pricing.Held{
		Lines: []pricing.HeldLine{
			{ID: "1", Price: minus, Ramps: []pricing.Price{minus}, Components: []pricing.Price{minus}, Surcharges: []pricing.HeldSurcharge{{ID: "s", Price: minus}}},
			{ID: "1"},
			{},
		},
		Promotions: []pricing.Promotion{{ID: "x"}},
	}
	_, err := promoted(t).Price(req)
	for _, want := range []string{
		"held.lines[0].price.amount: min", "held.lines[0].ramps[0].amount: min", "held.lines[0].components[0].amount: min",
		"held.lines[0].surcharges[0].price.amount: min", "held.lines[1].id: duplicate", "held.lines[2].id: required",
		"held.promotions[0].rate: one_of",
	} {
		assert.ErrorContains(t, err, want)
	}
	req.Held = &pricing.Held{Lines: make([]pricing.HeldLine, pricing.MaxLines+1)}
	_, err = promoted(t).Price(req)
	assert.ErrorContains(t, err, "held.lines: length (10000)")
}
