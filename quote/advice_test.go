package quote_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestAdviceAgainstTheFloor(t *testing.T) {
	// 700.00 offered, cost 440.00. A margin of 30 % needs 440 ÷ 0.70 = 628.571…, one of
	// 35 % needs 676.923….
	base, floor := priced(t, nil), quote.Floor{MinMargin: amount("0.30"), Target: amount("0.35")}
	tests := []struct {
		asked, ratio, gap, next string
		verdict                 quote.Verdict
	}{
		{"600.00", "0.266667", "-28.58", "650.00", quote.WalkAway},
		{"500.00", "0.120000", "-128.58", "628.58", quote.WalkAway}, // half-way, 600.00, is below the floor
		{"628.57", "0.299998", "-0.01", "664.29", quote.WalkAway},
		{"628.58", "0.300010", "0.00", "664.29", quote.Negotiate},
		{"640.00", "0.312500", "11.42", "670.00", quote.Negotiate},
		{"676.93", "0.350007", "48.35", "676.93", quote.Take},
	}
	for _, tt := range tests {
		met, err := quote.Meet(costed(t), base, quote.Offer{Total: ratio(tt.asked)})
		require.NoError(t, err)
		advice, err := quote.Advise(base, met, floor)
		require.NoError(t, err)
		assert.Equal(t, tt.verdict, advice.Verdict, tt.asked)
		assert.Equal(t, tt.ratio, advice.Ratio.String(), tt.asked)
		assert.Equal(t, tt.gap+" EUR", advice.Gap.String(), tt.asked)
		assert.Equal(t, tt.next+" EUR", advice.Next.String(), tt.asked)
		assert.Equal(t, "628.58 EUR", advice.Lowest.String())
		require.Len(t, advice.Concedes, 1)
	}
}

func TestAdviceComparesTheSameQuantities(t *testing.T) {
	base := priced(t, nil)
	met, err := quote.Meet(costed(t), base, quote.Offer{Lines: []quote.OfferLine{line("1", "20", "45.00")}})
	require.NoError(t, err)
	advice, err := quote.Advise(base, met, quote.Floor{MinMargin: amount("0.30")})
	require.NoError(t, err)
	assert.Equal(t, "1200.00 EUR", advice.Offered.String(), "20 at 50.00 and 20 at 10.00")
	assert.Equal(t, "1100.00 EUR", advice.Asked.String())
	assert.Equal(t, quote.Take, advice.Verdict, "no target is the floor")
	assert.Equal(t, "100.00 EUR", advice.Concedes[0].Cost.String())
}

func TestAdviceNeedsCosts(t *testing.T) {
	base := content(t, "", quote.Conditions{}) // B has no cost
	_, err := quote.Advise(base, base, quote.Floor{})
	var unknown quote.UnknownCostError
	require.ErrorAs(t, err, &unknown)
	assert.Equal(t, 1, unknown.Lines)
	_, err = quote.Advise(priced(t, nil), priced(t, nil), quote.Floor{MinMargin: amount("1"), Target: amount("0.5")})
	assert.EqualError(t, err, "floor.min_margin: max (1); floor.target: order (min_margin)")
}

func TestConcessionsAndWhatTheyCost(t *testing.T) {
	before := priced(t, nil)
	after := priced(t, func(r *pricing.Request, c *quote.Conditions) {
		r.Lines[0].Quantity, r.Lines[0].Price = amount("12"), &pricing.Price{Amount: amount("48")} // 600.00 → 576.00
		r.Lines[1].Price = &pricing.Price{Amount: amount("11")}                                    // dearer: no concession
		r.Adjustments = []pricing.Adjustment{{ID: "D", Amount: ratio("15.00"), Text: "Loyalty"}}
		r.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
		c.PaymentDays, c.InParts = 60, true
	})
	given, err := quote.Concessions(before, after)
	require.NoError(t, err)
	var got []string
	for _, c := range given {
		text := string(c.Field)
		if c.Cost != nil {
			text += " " + c.Cost.String()
		}
		got = append(got, text)
	}
	assert.Equal(t, []string{"net 24.00 EUR", "adjustment 15.00 EUR", "cash_discount 15.62 EUR", "payment", "in_parts"}, got)
}

func TestConcessionsAreGivenInReturnForSomething(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, priced(t, nil))
	q, err := q.Counter(r, customer(q), quote.Offer{Total: ratio("650")})
	require.NoError(t, err)
	met, err := quote.Meet(costed(t), q.Latest().Content, *q.Latest().Offer)
	require.NoError(t, err)
	cmd := clerk(q)
	cmd.Reason = "an order for the whole year"
	q, err = q.Revise(r, cmd, met)
	require.NoError(t, err)
	given, err := q.Given()
	require.NoError(t, err)
	require.Len(t, given, 1)
	assert.Equal(t, "50.00 EUR", given[0].Cost.String())
	assert.Equal(t, "an order for the whole year", given[0].InReturn)
	assert.Equal(t, 2, given[0].Revision)
}

// With the same lines and quantities, what is given less what is taken back is the fall of
// the total to the cent.
func TestConcessionsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) quote.Content {
			return priced(t, func(r *pricing.Request, _ *quote.Conditions) {
				for i := range r.Lines {
					r.Lines[i].Price = &pricing.Price{Amount: salesdesk.MustAmount(rapid.StringMatching(`[1-9][0-9]\.[0-9]{3}`).Draw(t, name))}
				}
				r.Adjustments = []pricing.Adjustment{{ID: "D", Rate: ratio(rapid.StringMatching(`0\.[0-2][0-9]`).Draw(t, name+" discount"))}}
			})
		}
		before, after := draw("before"), draw("after")
		net := salesdesk.MustMoney("0", salesdesk.EUR)
		for sign, pair := range [][2]quote.Content{{after, before}, {before, after}} {
			given, err := quote.Concessions(pair[0], pair[1])
			require.NoError(t, err)
			for _, c := range given {
				cost := *c.Cost
				if sign == 0 {
					cost = cost.Neg()
				}
				net, err = net.Add(cost)
				require.NoError(t, err)
			}
		}
		fall := before.Priced.Totals.TaxExclusive.Sub(after.Priced.Totals.TaxExclusive.Decimal)
		require.True(t, net.Amount.Decimal.Equal(fall), "%s of %s", net, fall)
	})
}
