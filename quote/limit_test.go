package quote_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// limited is a pricer of A at 50.00 that costs 30.00, and limits of 5 % and a margin of 30 %.
func limited(t *testing.T) (*pricing.Pricer, quote.Limits, pricing.Request) {
	t.Helper()
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "A", Cost: ratio("30.00")}, {SKU: "B", Cost: ratio("30.00")}},
		Entries: []pricing.Entry{{SKU: "A", Price: amount("50.00")}, {SKU: "B", Price: amount("50.00")}},
	}})
	require.NoError(t, err)
	return p, quote.Limits{MaxDiscount: ratio("0.05"), MinMargin: ratio("0.30")}, pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("2")}},
	}
}

// TestNothingIsGivenAwayBesideTheLimits: in cash, at the end of the year or with an option.
func TestNothingIsGivenAwayBesideTheLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*pricing.Request)
		want   []string
	}{
		"at list": {func(*pricing.Request) {}, nil},
		"a cash discount of 50 %": {
			func(r *pricing.Request) { r.CashDiscount = &pricing.CashDiscount{Rate: amount("0.50"), Days: 8} },
			[]string{"discount 0.500000 ", "margin -0.200000 "},
		},
		"a bonus of 60 %": {
			func(r *pricing.Request) { r.Accruals = []pricing.Accrual{{ID: "bonus", Rate: amount("0.60")}} },
			[]string{"discount 0.600000 ", "margin -0.500000 "},
		},
		"an alternative at 90 % off": {
			func(r *pricing.Request) {
				r.Lines = append(r.Lines, pricing.Line{ID: "1b", SKU: "B", Quantity: amount("2"), Alternative: "1", Adjustments: []pricing.Adjustment{{ID: "x", Rate: ratio("0.90")}}})
			},
			[]string{"discount 0.900000 1b", "margin -5.000000 1b"},
		},
		"an option at list": {
			func(r *pricing.Request) {
				r.Lines = append(r.Lines, pricing.Line{ID: "2", SKU: "B", Quantity: amount("1"), Optional: true})
			}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, limits, request := limited(t)
			tt.change(&request)
			c, err := quote.Price(p, request, quote.Conditions{})
			require.NoError(t, err)
			require.NoError(t, c.Check())
			var got []string
			for _, r := range manager(limits).Requirements(c, salesdesk.InsideSales) {
				got = append(got, string(r.Kind)+" "+r.Value.String()+" "+r.Option)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// TestAnExplanationIsRecomputed: a hand that changed it opens no door.
func TestAnExplanationIsRecomputed(t *testing.T) {
	p, _, request := limited(t)
	request.Adjustments = []pricing.Adjustment{{ID: "x", Rate: ratio("0.39")}}
	request.Lines = append(request.Lines, pricing.Line{ID: "2", SKU: "B", Quantity: amount("1"), Optional: true})
	for name, change := range map[string]func(*pricing.Explanation){
		"explanation.margin_ratio":                        func(e *pricing.Explanation) { e.MarginRatio = ratio("0.90") },
		"explanation.discount":                            func(e *pricing.Explanation) { e.Discount = ratio("0") },
		"explanation.discount: excluded":                  func(e *pricing.Explanation) { e.Discount = nil },
		"explanation.margin.cost":                         func(e *pricing.Explanation) { e.Margin.Cost = amount("1.00") },
		"explanation.margin: reference":                   func(e *pricing.Explanation) { e.Margin = nil },
		"explanation.without_cost":                        func(e *pricing.Explanation) { e.WithoutCost = 3 },
		"explanation.pocket_discount":                     func(e *pricing.Explanation) { e.PocketDiscount = ratio("0") },
		"explanation.lines[0].waterfall.steps[0].balance": func(e *pricing.Explanation) { e.Lines[0].Waterfall.Steps[0].Amount = amount("61.00") },
		"explanation.lines[0].margin.revenue":             func(e *pricing.Explanation) { e.Lines[0].Margin.Revenue = amount("1000.00") },
		"explanation.lines[0].margin.amount":              func(e *pricing.Explanation) { e.Lines[0].Margin.Cost = amount("1.00") },
		"explanation.lines: reference":                    func(e *pricing.Explanation) { e.Lines = nil },
		"explanation.options: reference":                  func(e *pricing.Explanation) { e.Options = nil },
		"explanation.pocket: is 1.00":                     func(e *pricing.Explanation) { e.Pocket = amount("1.00") },
	} {
		t.Run(name, func(t *testing.T) {
			c, err := quote.Price(p, request, quote.Conditions{})
			require.NoError(t, err)
			require.NoError(t, c.Check())
			change(&c.Explanation)
			assert.ErrorContains(t, c.Check(), name)
		})
	}
}
