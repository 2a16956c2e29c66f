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

// inn is a book with a room at 100.00 that pays a city tax of 1.05 and 2 % of the rest: of a
// rate that goes from 6 % to 12 % on 1 March 2026.
func inn(inclusive bool) pricing.Rules {
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Inclusive: inclusive,
		Articles: []pricing.Article{{SKU: "ROOM", VATClass: pricing.ClassLodging, Supply: pricing.Service, Contributions: []pricing.Contribution{
			{ID: "city", Reason: pricing.MutuallyDefined, Amount: amount("1.05")},
			{ID: "tourism", Reason: pricing.MutuallyDefined, Rate: amount("0.02")},
		}}},
		Entries: []pricing.Entry{{SKU: "ROOM", Price: amount("100.00")}},
	}}
}

// TestAScheduleOverAChangeOfRateFromAnotherKindOfBook: prices and contributions are those of
// the quote, at 6 %, whatever VAT their period has: 327.70 with VAT in it in March too, of which 292.59 is left.
func TestAScheduleOverAChangeOfRateFromAnotherKindOfBook(t *testing.T) {
	for _, tt := range []struct {
		name          string
		book, request bool
		want          []string // net, VAT and city tax, as it is shown
	}{
		{"without VAT", false, false, []string{"169.54 10.17 1.73", "309.15 18.55 3.15", "309.15 37.10 3.15", "144.27 17.31 1.47"}},
		{"a consumer at a net book", false, true, []string{"169.54 10.17 1.83", "309.15 18.55 3.34", "292.59 35.11 3.34", "136.54 16.38 1.56"}},
		{"a business at a consumers' book", true, false, []string{"159.93 9.60 1.63", "291.65 17.50 2.97", "291.65 35.00 2.97", "136.11 16.33 1.39"}},
		{"with VAT in both", true, true, []string{"159.94 9.60 1.73", "291.65 17.50 3.15", "276.03 33.12 3.15", "128.81 15.46 1.47"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := compiled(t, inn(tt.book))
			req := asked(pricing.Line{ID: "1", SKU: "ROOM", Quantity: amount("3"), Recurring: &pricing.Recurring{
				Start: calendar.MustDate("2026-01-15"), Months: 3, Every: pricing.Monthly, Calendar: true, Proration: pricing.ByDay,
			}})
			req.Date, req.Buyer.Tax.Country, req.Inclusive = calendar.MustDate("2025-12-01"), "BE", tt.request
			whole := pricedBy(t, p, req)
			s, err := p.Schedule(req)
			require.NoError(t, err)
			var got []string
			exclusive, payable := decimal.Zero, decimal.Zero
			for _, d := range documents(s) {
				require.NoError(t, pricing.Verify(d))
				city := d.Lines[0].Adjustments[0].Amount
				if tt.request {
					city = d.Lines[0].Adjustments[0].Gross
				}
				got = append(got, fmt.Sprint(d.Lines[0].Net, " ", d.Totals.Tax, " ", city))
				exclusive, payable = exclusive.Add(d.Totals.TaxExclusive.Decimal), payable.Add(d.Totals.Payable.Decimal)
			}
			assert.Equal(t, tt.want, got)
			if tt.request {
				assert.Equal(t, whole.Totals.Payable.String(), payable.StringFixed(2))
			} else {
				assert.Equal(t, whole.Totals.TaxExclusive.String(), exclusive.StringFixed(2))
			}
		})
	}
}

// A return of goods that a tax outside the taxable amount was paid of, beside a term: −0.10
// is a charge below zero of the document that returns them.
func TestAReturnBesideATermTakesItsTaxAlong(t *testing.T) {
	rules := inn(false)
	rules.Book.Articles = append(rules.Book.Articles, pricing.Article{SKU: "KEY", Contributions: []pricing.Contribution{
		{ID: "town", Reason: pricing.MutuallyDefined, Amount: amount("0.10"), Outside: true},
	}})
	req := asked(
		pricing.Line{ID: "1", SKU: "KEY", Quantity: amount("-1"), Price: &pricing.Price{}},
		pricing.Line{ID: "2", SKU: "ROOM", Quantity: amount("1"), Recurring: &pricing.Recurring{Start: calendar.MustDate("2026-04-01"), Months: 1, Every: pricing.Monthly}},
	)
	req.Buyer.Tax.Country = "BE"
	s, err := compiled(t, rules).Schedule(req)
	require.NoError(t, err)
	assert.Equal(t, "-0.10", s.OneOff.Totals.TaxExclusive.String())
	assert.Equal(t, "103.05", s.Periods[0].Document.Totals.TaxExclusive.String())
}

// 10.00 a month and 1.00 from the second on, with a tax of 1.00 each, all of it off but the tax.
func TestAPromotionOfATermLeavesThePeriodsTheirTax(t *testing.T) {
	rules := subscriptions()
	rules.Promotions = []pricing.Promotion{{ID: "gift", SKUs: []string{"SEAT"}, Rate: pointer("1"), OverFixed: true}}
	req := subscribed()
	line := &req.Lines[0]
	line.Recurring.Months, line.Price = 2, nil
	line.Contributions = []pricing.Contribution{{ID: "tax", Reason: pricing.MutuallyDefined, Amount: amount("1.00")}}
	line.Recurring.Ramps = []pricing.Ramp{{From: 2, Price: &pricing.Price{Amount: amount("1.00")}}}
	p := compiled(t, rules)
	assert.Equal(t, "2.00", pricedBy(t, p, req).Totals.TaxExclusive.String())
	s, err := p.Schedule(req)
	require.NoError(t, err)
	assert.Equal(t, []string{"2027-01-01/2027-02-01 1.00", "2027-02-01/2027-03-01 1.00"}, due(s))
}

func TestAnyScheduleOfAShopSumsToTheQuote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := anyShop(t)
		req := anyBasket(t, rules)
		req.CashDiscount, req.CashRounding, req.Deposit, req.Prepaid, req.Rounding = nil, "", nil, salesdesk.Amount{}, salesdesk.Amount{}
		p, err := pricing.Compile(rules)
		require.NoError(t, err)
		whole, err := p.Price(req)
		skipRefused(t, err)
		s, err := p.Schedule(req)
		require.NoError(t, err)
		exclusive, payable := decimal.Zero, decimal.Zero
		for _, d := range documents(s) {
			require.NoError(t, pricing.Verify(d))
			exclusive, payable = exclusive.Add(d.Totals.TaxExclusive.Decimal), payable.Add(d.Totals.Payable.Decimal)
		}
		if req.Inclusive {
			require.Equal(t, whole.Totals.Payable.StringFixed(3), payable.StringFixed(3))
		} else {
			require.Equal(t, whole.Totals.TaxExclusive.StringFixed(3), exclusive.StringFixed(3))
		}
	})
}
