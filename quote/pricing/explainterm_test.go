package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func explain(t *testing.T, p *pricing.Pricer, req pricing.Request) pricing.Explanation {
	t.Helper()
	e, err := p.Explain(req)
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(e.Priced))
	return e
}

// hired asks 7 of what costs 50 a month, for 12 months.
func hired(adjustments ...pricing.Adjustment) pricing.Request {
	req := subscribed(adjustments...)
	req.Lines[0].SKU, req.Lines[0].Quantity = "SETUP", amount("7")
	return req
}

func TestTheWaterfallOfATermIsOfItsPeriods(t *testing.T) {
	p := compiled(t, subscriptions())
	line := explain(t, p, hired()).Lines[0]
	assert.Equal(t, []string{"list 4200.00 = 4200.00"}, steps(line.Waterfall)) // 7 × 50 × 12
	require.NotNil(t, line.Winner)
	assert.Equal(t, "50", line.Winner.Price.String(), "of one period")
	assert.Empty(t, line.Rejected, "the entry that prices it lost to nothing")

	own := hired()
	own.Lines[0].Price = &pricing.Price{Amount: amount("40")}
	line = explain(t, p, own).Lines[0]
	assert.Equal(t, []string{"list 4200.00 = 4200.00", "agreed_price -840.00 = 3360.00"}, steps(line.Waterfall))
	assert.Nil(t, line.Winner)
	assert.Equal(t, pricing.AgreedPrice, line.Rejected[0].Reason)

	ramped := hired()
	ramped.Lines[0].Recurring.Ramps = []pricing.Ramp{
		{From: 4, Quantity: pointer("9")}, {From: 7, Price: &pricing.Price{Amount: amount("45")}},
	}
	line = explain(t, p, ramped).Lines[0]
	assert.Equal(t, []string{"list 5100.00 = 5100.00", "agreed_price -270.00 = 4830.00"}, steps(line.Waterfall)) // 3 × 7 and 9 × 9 of 50; 6 × 9 × 5 less
	assert.NotNil(t, line.Winner, "the book has its first periods")

	parted := subscribed() // 17 of 31 days, then 14
	parted.Lines[0].Recurring = &pricing.Recurring{Start: calendar.MustDate("2027-07-15"), Months: 1, Every: pricing.Monthly, Calendar: true, Proration: pricing.ByDay}
	assert.Equal(t, []string{"list 9.99 = 9.99"}, steps(explain(t, p, parted).Lines[0].Waterfall)) // 5.48 and 4.51
}

func TestTheDiscountOfATermIsOfItsPeriods(t *testing.T) {
	p := compiled(t, subscriptions())
	assert.Equal(t, "0.100000", explain(t, p, hired(percentOff("d", "0.10"))).Discount.String()) // 420 of 4,200
	assert.Equal(t, "0.900000", explain(t, p, hired(percentOff("d", "0.90"))).Discount.String())

	beside := hired()
	beside.Lines = append(beside.Lines, pricing.Line{ID: "2", SKU: "SETUP", Quantity: amount("84"), Adjustments: []pricing.Adjustment{percentOff("d", "0.50")}})
	assert.Equal(t, "0.250000", explain(t, p, beside).Discount.String(), "half of 4,200 beside 4,200 at list")
}

func TestFreightIsNoMargin(t *testing.T) {
	p := compiled(t, pricing.Rules{Book: pricing.Book{
		Currency: "EUR", Articles: []pricing.Article{{SKU: "A", Cost: pointer("60")}}, Entries: []pricing.Entry{{SKU: "A", Price: amount("100")}},
	}})
	atCost := func(freight pricing.Adjustment, on func(*pricing.Request) *[]pricing.Adjustment) string {
		req := asked(pricing.Line{ID: "1", SKU: "A", Quantity: amount("5"), Adjustments: []pricing.Adjustment{percentOff("d", "0.40")}})
		req.Buyer.Tax.Country = "BE"
		into := on(&req)
		*into = append(*into, freight)
		e := explain(t, p, req)
		assert.Equal(t, "800.00", e.Priced.Totals.TaxExclusive.String())
		return e.Margin.Revenue.String() + " " + e.MarginRatio.String()
	}
	freight := pricing.Adjustment{ID: "freight", Charge: true, Amount: pointer("500.00"), Reason: pricing.Freight}
	ofDocument := func(r *pricing.Request) *[]pricing.Adjustment { return &r.Adjustments }
	ofLine := func(r *pricing.Request) *[]pricing.Adjustment { return &r.Lines[0].Adjustments }
	assert.Equal(t, "300.00 0.000000", atCost(freight, ofDocument))
	assert.Equal(t, "300.00 0.000000", atCost(freight, ofLine))

	markup := pricing.Adjustment{ID: "engraving", Charge: true, Amount: pointer("500.00")}
	assert.Equal(t, "800.00 0.625000", atCost(markup, ofLine), "work on the goods is in their cost")
}
