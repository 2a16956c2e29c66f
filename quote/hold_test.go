package quote_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// heldBook is a book with every shape of price; all its prices are times a factor.
func heldBook(t *testing.T, factor string) *pricing.Pricer {
	t.Helper()
	times := func(price string) salesdesk.Amount {
		x, by := amount(price), amount(factor)
		return salesdesk.Amount{Decimal: x.Mul(by.Decimal)}
	}
	rate := amount("0.10")
	set := []pricing.Component{{SKU: "A", Quantity: amount("1")}, {SKU: "B", Quantity: amount("2")}}
	p, err := pricing.Compile(pricing.Rules{
		Book: pricing.Book{
			Currency: salesdesk.EUR,
			Articles: []pricing.Article{
				{SKU: "A"},
				{SKU: "B"},
				{SKU: "P", Group: "offers"},
				{SKU: "L"},
				{SKU: "F"},
				{SKU: "SET", Components: set},
				{SKU: "LESS", Components: set, BundleDiscount: &rate},
				{SKU: "CU", Surcharges: []pricing.Surcharge{{ID: "copper", Index: "copper", Base: amount("100"), Content: amount("1")}}},
			},
			Entries: []pricing.Entry{
				{SKU: "A", Price: times("50.00")},
				{SKU: "B", Price: times("10.00")},
				{SKU: "P", Price: times("100.00")},
				{SKU: "L", Price: times("20.00")},
				{SKU: "F", Price: times("5.00")},
				{SKU: "SET", Price: times("60.00")},
				{SKU: "CU", Price: times("10.00")},
			},
			Indices: []pricing.Index{{ID: "copper", Source: "the exchange", Values: []pricing.IndexValue{{From: day("2026-01-01"), Value: amount("110")}, {From: day("2026-06-01"), Value: amount("150")}}}},
		},
		Promotions: []pricing.Promotion{
			{ID: "spring", Rate: &rate, Groups: []string{"offers"}, To: day("2026-05-01")},
			{ID: "free", SKUs: []string{"F"}, Free: &pricing.FreeGoods{Every: amount("10"), Quantity: amount("1")}, To: day("2026-05-01")},
		},
	})
	require.NoError(t, err)
	return p
}

func monthly() *pricing.Recurring {
	return &pricing.Recurring{Start: day("2026-05-01"), Months: 12, Every: pricing.Monthly}
}

// TestAQuoteIsHeld: what was quoted costs the same from a book of doubled prices in July,
// and twice as much in twice the quantity.
func TestAQuoteIsHeld(t *testing.T) {
	inclusive := amount("121.00")
	ramped, two := monthly(), amount("2")
	ramped.Ramps = []pricing.Ramp{{From: 7, Quantity: &two}}
	for name, give := range map[string]struct {
		line                 pricing.Line
		inclusive            bool
		payable, twice, with string
	}{
		"a plain line":            {line: pricing.Line{SKU: "A", Quantity: amount("10")}, payable: "605.00", twice: "1210.00"},
		"a promotion":             {line: pricing.Line{SKU: "P", Quantity: amount("1")}, payable: "108.90", twice: "217.80"},
		"free goods":              {line: pricing.Line{SKU: "F", Quantity: amount("10")}, payable: "60.50", twice: "121.00"},
		"a bundle's price":        {line: pricing.Line{SKU: "SET", Quantity: amount("1")}, payable: "72.60", twice: "145.20"},
		"a bundle's discount":     {line: pricing.Line{SKU: "LESS", Quantity: amount("1")}, payable: "76.23", twice: "152.46"},
		"a recurring line":        {line: pricing.Line{SKU: "L", Quantity: amount("1"), Recurring: monthly()}, payable: "290.40", twice: "580.80"},
		"a recurring bundle":      {line: pricing.Line{SKU: "LESS", Quantity: amount("1"), Recurring: monthly()}, payable: "914.76", twice: "1829.52"},
		"a ramp":                  {line: pricing.Line{SKU: "L", Quantity: amount("1"), Recurring: ramped}, payable: "435.60", twice: "580.80"},
		"an indexed surcharge":    {line: pricing.Line{SKU: "CU", Quantity: amount("1")}, payable: "24.20", twice: "48.40"},
		"a consumer's price":      {line: pricing.Line{Name: "x", VATClass: "standard", Quantity: amount("1"), Price: &pricing.Price{Amount: inclusive}}, inclusive: true, payable: "121.00", twice: "242.00"},
		"an option beside a line": {line: pricing.Line{SKU: "A", Quantity: amount("1")}, payable: "60.50", twice: "121.00", with: "12.10"},
	} {
		t.Run(name, func(t *testing.T) {
			give.line.ID = "1"
			request := pricing.Request{
				Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}},
				Inclusive: give.inclusive, Lines: []pricing.Line{give.line},
			}
			if give.with != "" {
				request.Lines = append(request.Lines, pricing.Line{ID: "2", SKU: "B", Quantity: amount("1"), Optional: true})
			}
			p, later := heldBook(t, "1"), heldBook(t, "2")
			if give.inclusive { // at the seller's own prices: no rule of a book without VAT
				p, later = agreedOnly(t), agreedOnly(t)
			}
			quoted, err := quote.Price(p, request, quote.Conditions{})
			require.NoError(t, err)
			require.NoError(t, quoted.Check())
			assert.Equal(t, give.payable, quoted.Priced.Totals.Payable.String())

			held := quoted.Hold()
			held.Date = day("2026-07-01")
			again, err := quote.Price(later, held, quote.Conditions{})
			require.NoError(t, err)
			require.NoError(t, again.Check())
			assert.Equal(t, quoted.Priced.Totals, again.Priced.Totals)
			if give.with != "" {
				require.Len(t, again.Priced.Options, 1)
				assert.Equal(t, give.with, again.Priced.Options[0].Payable.String())
			}
			assert.Equal(t, quoted.Explanation.Held, again.Explanation.Held, "held as long as one likes")

			days, double := 45, salesdesk.Amount{Decimal: give.line.Quantity.Add(give.line.Quantity.Decimal)}
			met, err := quote.Meet(p, quoted, quote.Offer{PaymentDays: &days})
			require.NoError(t, err)
			assert.Equal(t, quoted.Priced.Totals, met.Priced.Totals, "another term changes no price")
			met, err = quote.Meet(later, quoted, quote.Offer{Lines: []quote.OfferLine{{Line: "1", Quantity: &double}}})
			require.NoError(t, err)
			assert.Equal(t, give.twice, met.Priced.Totals.Payable.String())
		})
	}
}

// agreedOnly has no prices: every line brings its own.
func agreedOnly(t *testing.T) *pricing.Pricer {
	t.Helper()
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	return p
}

func TestAContentStoredWithoutWhatItHoldsHoldsItsPlainLines(t *testing.T) {
	data, err := os.ReadFile("testdata/content.json")
	require.NoError(t, err)
	stored, err := quote.DecodeContent(data)
	require.NoError(t, err)
	require.Nil(t, stored.Explanation.Held)
	held := stored.Hold()
	for _, line := range stored.Priced.Lines {
		l, ok := held.Held.Of(line.ID)
		require.True(t, ok, line.ID)
		assert.Equal(t, line.Price, l.Price.Amount)
	}
}

func TestWhatIsHeldIsOfTheRequest(t *testing.T) {
	c := priced(t, nil)
	held := *c.Explanation.Held
	held.Lines = held.Lines[:1]
	c.Explanation.Held = &held
	require.EqualError(t, c.Check(), `explanation.held: is of another request: "", asked "2"`)
}
