package quote_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// agreed is a document with everything that a request agrees on: 10 A at 45.00 less 5 %, a
// term, a discount and a charge on the whole, a coupon, an advance, a rate of exchange.
func agreed(t *testing.T) quote.Content {
	t.Helper()
	p, err := pricing.Compile(pricing.Rules{
		Book: pricing.Book{
			Currency: "USD", Articles: []pricing.Article{{SKU: "A", Cost: ratio("30.00")}, {SKU: "B"}, {SKU: "N", NotDiscountable: true}},
			Entries: []pricing.Entry{{SKU: "A", Price: amount("50.00")}, {SKU: "B", Price: amount("10.00")}, {SKU: "N", Price: amount("10.00")}},
		},
		Promotions: []pricing.Promotion{{ID: "P", SKUs: []string{"B"}, Rate: ratio("0.10"), Coupon: &pricing.Coupon{Code: "SAVE"}}},
	})
	require.NoError(t, err)
	c, err := quote.Price(p, pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), TaxPoint: day("2026-04-21"), Exchange: &pricing.Exchange{From: "USD", Rate: amount("0.9"), Source: "ECB", Date: day("2026-04-20")},
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}}, Coupons: []pricing.PresentedCoupon{{Code: "SAVE"}}, Deposit: &pricing.Deposit{Rate: ratio("0.30")},
		Adjustments: []pricing.Adjustment{{ID: "D", Rate: ratio("0.05")}, {ID: "F", Charge: true, Amount: ratio("25.00")}},
		Lines: []pricing.Line{
			{ID: "1", SKU: "A", Quantity: amount("10"), Price: &pricing.Price{Amount: amount("45.00")}, Adjustments: []pricing.Adjustment{{ID: "L", Rate: ratio("0.05")}}},
			{ID: "2", SKU: "B", Quantity: amount("1"), Recurring: monthly(), Price: &pricing.Price{Amount: amount("9.00")}},
			{ID: "3", SKU: "B", Quantity: amount("2"), Adjustments: []pricing.Adjustment{{ID: "M", Amount: ratio("1.00")}}},
			{ID: "4", SKU: "B", Quantity: amount("2"), Optional: true, Price: &pricing.Price{Amount: amount("8.00")}},
			{ID: "5", SKU: "B", Quantity: amount("1"), Optional: true, Recurring: monthly()},
		},
	}, quote.Conditions{})
	require.NoError(t, err)
	require.NoError(t, c.Check())
	return c
}

// What was agreed in the request is what was priced, each term at its path.
func TestTheTermsOfARequestArePriced(t *testing.T) {
	for _, tt := range []struct {
		give func(r *pricing.Request)
		want string
	}{
		{func(r *pricing.Request) { r.Lines[0].Price = &pricing.Price{Amount: amount("40")} }, `priced.lines[0].price: is of another request: "45.00", asked "40"`},
		{func(r *pricing.Request) {
			r.Lines[0].Price = &pricing.Price{Amount: amount("45"), BaseQuantity: amount("10")}
		}, `priced.lines[0].base_quantity: is of another request: "1", asked "10"`},
		{func(r *pricing.Request) { r.Lines[1].Price = &pricing.Price{Amount: amount("8")} }, `explanation.held.lines[1].price: is of another request: "9.00", asked "8"`},
		{func(r *pricing.Request) { r.Lines[3].Price = &pricing.Price{Amount: amount("7")} }, `priced.options[0].lines[0].price: is of another request: "8.00", asked "7"`},
		{func(r *pricing.Request) { r.Lines[0].Adjustments[0].Rate = ratio("0.50") }, `priced.lines[0].adjustments[0].rate: is of another request: "0.05", asked "0.50"`},
		{func(r *pricing.Request) { r.Lines[0].Adjustments[0].Charge = true }, `priced.lines[0].adjustments[0].charge: is of another request: "false", asked "true"`},
		{func(r *pricing.Request) { r.Lines[0].Adjustments = nil }, `priced.lines[0].adjustments[0]: is of another request: "L", asked ""`},
		{func(r *pricing.Request) { r.Lines[2].Adjustments[0].Amount = ratio("2.00") }, `priced.lines[2].adjustments[0].amount: is of another request: "1.00", asked "2.00"`},
		{func(r *pricing.Request) {
			r.Lines[2].Adjustments = append(r.Lines[2].Adjustments, pricing.Adjustment{ID: "N", Rate: ratio("0.5")})
		}, `priced.lines[2].adjustments: is of another request: "", asked "N"`},
		{func(r *pricing.Request) {
			r.Lines[0].VAT = &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.06")}
		}, `priced.lines[0].vat: is of another request: "S 0.21 ", asked "S 0.06 "`},
		{func(r *pricing.Request) { r.Adjustments[0].Rate = ratio("0.5") }, `priced.adjustments.rate: is of another request: "0.05", asked "0.5"`},
		{func(r *pricing.Request) { r.Adjustments[1].Amount = ratio("20") }, `priced.adjustments.amount: is of another request: "25.00", asked "20"`},
		{func(r *pricing.Request) { r.Adjustments = r.Adjustments[1:] }, `priced.adjustments[0]: is of another request: "D", asked ""`},
		{func(r *pricing.Request) {
			r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "E", Rate: ratio("0.01")})
		}, `priced.adjustments: is of another request: "", asked "E"`},
		{func(r *pricing.Request) {
			r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "E", Charge: true, Amount: ratio("1")})
		}, `priced.adjustments: is of another request: "", asked "E"`},
		{func(r *pricing.Request) { r.Inclusive = true }, `priced.inclusive: is of another request: "false", asked "true"`},
		{func(r *pricing.Request) { r.TaxPoint = day("2026-04-30") }, `priced.tax_point: is of another request: "2026-04-21", asked "2026-04-30"`},
		{func(r *pricing.Request) { r.Exchange.Rate = amount("0.8") }, `priced.exchange: is of another request: "0.9 for 1 USD of 2026-04-20, ECB", asked "0.8 for 1 USD of 2026-04-20, ECB"`},
		{func(r *pricing.Request) { r.Exchange = nil }, `priced.exchange: is of another request: "0.9 for 1 USD of 2026-04-20, ECB", asked ""`},
		{func(r *pricing.Request) { r.Coupons = nil }, `priced.coupons[0].code: is of another request: "SAVE", asked ""`},
		{func(r *pricing.Request) { r.Coupons = append(r.Coupons, pricing.PresentedCoupon{Code: "MORE"}) }, `priced.coupons[1].code: is of another request: "", asked "MORE"`},
		{func(r *pricing.Request) { r.Deposit.Rate = ratio("0.4") }, `priced.deposit.rate: is of another request: "0.30", asked "0.4"`},
		{func(r *pricing.Request) { r.Deposit = &pricing.Deposit{Amount: ratio("100")} }, `priced.deposit.amount: is of another request: "`},
		{func(r *pricing.Request) { r.Deposit = nil }, `priced.deposit: is of another request: "true", asked "false"`},
		{func(r *pricing.Request) { r.Lines[1].Recurring.Months = 6 }, `priced.recurring[0].to: is of another request: "2027-05-01", asked "2026-11-01"`},
		{func(r *pricing.Request) { r.Lines[1].Recurring.Start = day("2026-06-01") }, `priced.recurring[0].from: is of another request: "2026-05-01", asked "2026-06-01"`},
		{func(r *pricing.Request) { r.Lines[1].Recurring.Every = pricing.Yearly }, `priced.recurring[0].every: is of another request: "month", asked "year"`},
		{func(r *pricing.Request) { r.Lines[1].Recurring = nil }, `priced.lines[1].recurring: is of another request: "true", asked "false"`},
		{func(r *pricing.Request) { r.Lines[4].Recurring.Months = 6 }, `priced.options[1].recurring[0].to: is of another request: "2027-05-01", asked "2026-11-01"`},
		{func(r *pricing.Request) { r.Lines[3].Recurring = monthly() }, `priced.options[0].lines[0].recurring: is of another request: "false", asked "true"`},
		{func(r *pricing.Request) { r.Lines[2].Recurring = monthly() }, `priced.lines[2].recurring: is of another request: "false", asked "true"`},
		{func(r *pricing.Request) {
			r.Lines[1].Recurring.Ramps = []pricing.Ramp{{From: 7, Quantity: ratio("2")}}
		}, `explanation.held.lines[1].ramps: is of another request: "0", asked "1"`},
	} {
		c := agreed(t)
		tt.give(&c.Request)
		require.ErrorContains(t, c.Check(), tt.want)
		require.ErrorAs(t, c.Check(), new(quote.RequestError))
	}
}

// The other way round: the document was changed, with its explanation, and the request was not.
func TestAChangedDocumentIsOfAnotherRequest(t *testing.T) {
	for _, tt := range []struct {
		give func(c *quote.Content)
		want string
	}{
		{func(c *quote.Content) { c.Priced.Lines[0].Adjustments[0].ID = "X" }, `priced.lines[0].adjustments[0]: is of another request: "X", asked ""`},
		{func(c *quote.Content) { c.Priced.Adjustments[0].ID = "X" }, `priced.adjustments[0]: is of another request: "X", asked ""`},
		{func(c *quote.Content) { c.Priced.Recurring[0].ID = "9" }, `priced.recurring[0].id: is of another request: "9", asked ""`},
		{func(c *quote.Content) { c.Explanation.Held.Lines[2].Price.Amount = amount("1") }, `explanation.held.lines[2].price: is of another request: "9.00", asked "1"`},
	} {
		c := agreed(t)
		tt.give(&c)
		require.ErrorContains(t, c.Check(), tt.want)
	}
}

// A discount on the whole may come to nothing: of articles that no discount is taken of, and
// of less than a cent.
func TestADiscountMayComeToNothing(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "A"}, {SKU: "N", NotDiscountable: true}},
		Entries: []pricing.Entry{{SKU: "A", Price: amount("0.05")}, {SKU: "N", Price: amount("10.00")}},
	}})
	require.NoError(t, err)
	for sku, rows := range map[string]int{"A": 1, "N": 0} { // 5 % of 0.05, and of nothing
		c, err := quote.Price(p, pricing.Request{
			Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
			Adjustments: []pricing.Adjustment{{ID: "D", Rate: ratio("0.05")}}, Lines: []pricing.Line{{ID: "1", SKU: sku, Quantity: amount("1")}},
		}, quote.Conditions{})
		require.NoError(t, err)
		require.NoError(t, c.Check())
		require.Len(t, c.Priced.Adjustments, rows)
		assert.True(t, c.Priced.Totals.Allowances.IsZero())
	}
}
