package pricing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// subscriptions is a book of a service of 9.99 a month that costs 4.00 of it, and a setup of 50.
func subscriptions() pricing.Rules {
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "SEAT", Supply: pricing.Service, Cost: pointer("4")}, {SKU: "SETUP", Supply: pricing.Service}},
		Entries:  []pricing.Entry{{SKU: "SEAT", Price: amount("9.99")}, {SKU: "SETUP", Price: amount("50")}},
	}}
}

// subscribed asks one seat for a year.
func subscribed(adjustments ...pricing.Adjustment) pricing.Request {
	req := asked(pricing.Line{
		ID: "1", SKU: "SEAT", Quantity: amount("1"), Adjustments: adjustments,
		Recurring: &pricing.Recurring{Start: calendar.MustDate("2027-01-01"), Months: 12, Every: pricing.Monthly},
	})
	req.Buyer.Tax.Country = "BE"
	return req
}

func TestTheCostOfATermIsThatOfItsPeriods(t *testing.T) {
	p := compiled(t, subscriptions())
	margin := func(req pricing.Request) string {
		e, err := p.Explain(req)
		require.NoError(t, err)
		m := e.Lines[0].Margin
		require.NotNil(t, m)
		return fmt.Sprint(m.Revenue, " ", m.Cost, " ", m.Amount, " ", m.Ratio)
	}
	assert.Equal(t, "119.88 48.00 71.88 0.599600", margin(subscribed())) // 12 × 9.99 and 12 × 4.00

	ramped := subscribed()
	ramped.Lines[0].Recurring.Ramps = []pricing.Ramp{{From: 7, Quantity: pointer("3")}}
	assert.Equal(t, "239.76 96.00 143.76 0.599600", margin(ramped)) // 6 × 1 and 6 × 3 seats

	own := subscribed()
	own.Lines[0].Cost = pointer("5")
	assert.Equal(t, "119.88 60.00 59.88 0.499499", margin(own))

	// From the 15th of a month of 31 days to the 14th of the next: 17 and 14 of 31 parts.
	parted := subscribed()
	parted.Lines[0].Cost = pointer("3.10")
	parted.Lines[0].Recurring = &pricing.Recurring{Start: calendar.MustDate("2027-07-15"), Months: 1, Every: pricing.Monthly, Calendar: true, Proration: pricing.ByDay}
	assert.Equal(t, "9.99 3.10 6.89 0.689690", margin(parted)) // 1.70 and 1.40
}

func TestAFloorOfATermIsThatOfItsPeriods(t *testing.T) {
	rules := subscriptions()
	rules.Floors = &pricing.Floors{Of: []pricing.Floor{{SKU: "SEAT", Price: pointer("9.00")}}} // 108.00 a year
	assert.Equal(t, []string{"108.12"}, nets(pricedBy(t, compiled(t, rules), subscribed(amountOff("a", "0.98")))))
	_, err := compiled(t, rules).Price(subscribed(percentOff("a", "0.10")))
	assert.Equal(t, []string{"lines[0].adjustments[0]: below the floor: at least 108.00 EUR"}, paths(err))

	rules.Floors.Limit = true
	out := pricedBy(t, compiled(t, rules), subscribed(percentOff("a", "0.10")))
	assert.Equal(t, []string{"108.00"}, nets(out))
	assert.True(t, out.Lines[0].Adjustments[0].Limited)

	rules.Floors = &pricing.Floors{Limit: true, Margin: pointer("0.50")} // 12 × 4.00 ÷ 0.50
	assert.Equal(t, []string{"96.00"}, nets(pricedBy(t, compiled(t, rules), subscribed(percentOff("a", "0.30")))))
}

func TestPromotionsAreTakenOfATermAsAWhole(t *testing.T) {
	rules := subscriptions()
	rules.Promotions = []pricing.Promotion{{ID: "ten", SKUs: []string{"SEAT"}, Rate: pointer("0.10")}}
	p := compiled(t, rules)
	out := pricedBy(t, p, subscribed())
	assert.Equal(t, []string{"107.89"}, nets(out)) // 119.88 - 11.99
	assert.Equal(t, "107.89", out.Recurring[0].Net.String())
	s, err := p.Schedule(subscribed())
	require.NoError(t, err)
	assert.Equal(t, "2027-01-01/2027-02-01 8.99", due(s)[0]) // 11 × 1.00 and 0.99 off
	assert.Equal(t, "2027-12-01/2028-01-01 9.00", due(s)[11])

	rules.Promotions = []pricing.Promotion{{ID: "eight", SKUs: []string{"SEAT"}, Price: &pricing.Price{Amount: amount("8")}}}
	assert.Equal(t, []string{"96.00"}, nets(pricedBy(t, compiled(t, rules), subscribed()))) // 8.00 a month

	// 17 together, by what is left: 5.00 of 50.00 and 12.00 of 119.88.
	rules.Promotions = []pricing.Promotion{{ID: "start", Scope: pricing.GroupScope, SKUs: []string{"SEAT", "SETUP"}, Amount: pointer("17")}}
	req := subscribed()
	req.Lines = append(req.Lines, pricing.Line{ID: "2", SKU: "SETUP", Quantity: amount("1")})
	assert.Equal(t, []string{"107.88", "45.00"}, nets(pricedBy(t, compiled(t, rules), req)))
}

// 0.40 a month for each seat and 1 % of the month: no discount is taken of either.
func TestContributionsComeBackWithThePeriods(t *testing.T) {
	rules := subscriptions()
	rules.Book.Articles[0].Contributions = []pricing.Contribution{{ID: "seat", Reason: pricing.MutuallyDefined, Amount: amount("0.40")}}
	rules.Promotions = []pricing.Promotion{{ID: "ten", SKUs: []string{"SEAT"}, Rate: pointer("0.10")}}
	req := subscribed()
	req.Lines[0].Quantity = amount("2")
	req.Lines[0].Contributions = []pricing.Contribution{{ID: "city", Reason: pricing.MutuallyDefined, Rate: amount("0.01")}}
	p := compiled(t, rules)
	out := pricedBy(t, p, req)
	var amounts []string
	for _, a := range out.Lines[0].Adjustments {
		amounts = append(amounts, a.ID+" "+a.Amount.String())
	}
	assert.Equal(t, []string{"ten 23.98", "seat 9.60", "city 2.40"}, amounts) // 12 × 0.80, and 12 × 0.20 of 19.98
	assert.Equal(t, []string{"227.78"}, nets(out))                            // 239.76 - 23.98 + 9.60 + 2.40
	e, err := p.Explain(req)
	require.NoError(t, err)
	assert.Equal(t, "215.78 96.00", fmt.Sprint(e.Lines[0].Margin.Revenue, " ", e.Lines[0].Margin.Cost))

	// 17 and 14 of 31 days: 0.44 and 0.36 of 0.80.
	req.Lines[0].Recurring = &pricing.Recurring{Start: calendar.MustDate("2027-07-15"), Months: 1, Every: pricing.Monthly, Calendar: true, Proration: pricing.ByDay}
	req.Lines[0].Contributions = nil
	assert.Equal(t, "0.80", pricedBy(t, p, req).Lines[0].Adjustments[1].Amount.String())
	s, err := p.Schedule(req)
	require.NoError(t, err)
	assert.Equal(t, "0.44", s.Periods[0].Document.Lines[0].Adjustments[1].Amount.String())
	assert.Equal(t, "0.36", s.Periods[1].Document.Lines[0].Adjustments[1].Amount.String())
}

// 100 a month is 75 of the camera and 25 of the guides, three times, with Recupel on each.
func TestABundleComesBackWithItsComponents(t *testing.T) {
	req := kit("KIT", "1")
	req.Lines[0].Recurring = &pricing.Recurring{Start: calendar.MustDate("2027-01-01"), Months: 3, Every: pricing.Monthly}
	p := compiled(t, kits())
	out := pricedBy(t, p, req)
	assert.Equal(t, []string{"225.15", "75.00"}, nets(out))
	b := out.Bundles[0]
	assert.Equal(t, "360.00 300.15", fmt.Sprint(b.Alone, " ", b.Net)) // 3 × (90 + 2 × 15)
	assert.Equal(t, []string{"1.1 225.15", "1.2 75.00"}, []string{
		out.Recurring[0].ID + " " + out.Recurring[0].Net.String(), out.Recurring[1].ID + " " + out.Recurring[1].Net.String(),
	})
	assert.True(t, out.OneOff.IsZero())
	e, err := p.Explain(req)
	require.NoError(t, err)
	assert.Equal(t, "180.00", e.Lines[0].Margin.Cost.String()) // 3 × 60
	s, err := p.Schedule(req)
	require.NoError(t, err)
	assert.Equal(t, []string{"2027-01-01/2027-02-01 100.05", "2027-02-01/2027-03-01 100.05", "2027-03-01/2027-04-01 100.05"}, due(s))
}

// Nothing is free with every third seat: a term is no piece.
func TestNoGoodsAreFreeWithATerm(t *testing.T) {
	rules := subscriptions()
	rules.Promotions = []pricing.Promotion{{ID: "free", Free: &pricing.FreeGoods{Every: amount("1"), Quantity: amount("1")}}}
	e, err := compiled(t, rules).Explain(subscribed())
	require.NoError(t, err)
	assert.Equal(t, pricing.NoArticle, e.Promotions[0].Reason)
}

func TestAnyScheduleOfADealSumsToTheQuote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, req := anyYard(t), anyOrder(t)
		for i := range req.Lines {
			l := &req.Lines[i]
			l.Quantity = decimals(t, 1, 20, 0, "quantity")
			if l.SKU != "BEER" && rapid.Bool().Draw(t, "recurs") {
				l.Recurring = anyRecurring(t)
			}
		}
		p, err := pricing.Compile(rules)
		require.NoError(t, err)
		whole, err := p.Price(req)
		skipUnpriceable(t, err)
		s, err := p.Schedule(req)
		require.NoError(t, err)
		sum := decimal.Zero
		for _, d := range documents(s) {
			require.NoError(t, pricing.Verify(d))
			sum = sum.Add(d.Totals.TaxExclusive.Decimal)
		}
		require.True(t, sum.Equal(whole.Totals.TaxExclusive.Decimal), "%s in periods, %s quoted", sum, whole.Totals.TaxExclusive)
	})
}

func TestARampAfterTheTermIsRefused(t *testing.T) {
	req := subscribed()
	req.Lines[0].Recurring.Ramps = []pricing.Ramp{{From: 12, Quantity: pointer("2")}}
	assert.Equal(t, "129.87", pricedBy(t, compiled(t, subscriptions()), req).Totals.TaxExclusive.String()) // 11 and 2 of 9.99
	req.Lines[0].Recurring.Ramps = append(req.Lines[0].Recurring.Ramps, pricing.Ramp{From: 13, Quantity: pointer("3")}, pricing.Ramp{From: 20, Quantity: pointer("4")})
	_, err := compiled(t, subscriptions()).Price(req)
	assert.Equal(t, []string{"lines[0].recurring.ramps[2].from: max (12)"}, paths(err))
}

func TestAContributionIsOnceOnALine(t *testing.T) {
	line := sold("1", "1", "100")
	recupel := pricing.Contribution{ID: "recupel", Reason: pricing.Recupel, Amount: amount("1.00")}
	line.Contributions = []pricing.Contribution{recupel, recupel}
	assert.Equal(t, []string{"lines[0].contributions[1].id: duplicate (recupel)"}, paths(refused(t, asked(line))))
}
