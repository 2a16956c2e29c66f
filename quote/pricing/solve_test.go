package pricing_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func target(of string) pricing.Target { return pricing.Target{Amount: amount(of)} }

func payable(of string) pricing.Target {
	return pricing.Target{Amount: amount(of), Of: pricing.Payable}
}

// outcome is what a solution says in one line.
func outcome(s pricing.Solution) string {
	return fmt.Sprintf("%s gives %s, %s left %s", s.Value, s.Reached, s.Residual, s.Reason)
}

// offered is a request of 100 × 12.50 and 3 × 349.95, 2299.85 at 21 %.
func offered() pricing.Request {
	return asked(sold("1", "100", "12.50"), sold("2", "3", "349.95"))
}

func TestSolveForTotalByEveryLever(t *testing.T) {
	tests := []struct {
		name   string
		target pricing.Target
		lever  pricing.Lever
		want   string
	}{
		{"an amount off the whole", target("2250"), pricing.Lever{Move: pricing.DocumentAmount}, "49.85 gives 2250.00, 0.00 left "},
		{"a ratio off the whole", target("2250"), pricing.Lever{Move: pricing.DocumentRate}, "0.0217 gives 2249.94, 0.06 left between_steps"},
		{"a finer ratio", target("2250"), pricing.Lever{Move: pricing.DocumentRate, Step: amount("0.000001")}, "0.021674 gives 2250.00, 0.00 left "},
		{"half percents", target("2250"), pricing.Lever{Move: pricing.DocumentRate, Step: amount("0.005")}, "0.020 gives 2253.85, -3.85 left between_steps"},
		{"one ratio off every line", target("2250"), pricing.Lever{Move: pricing.LinesRate}, "0.0217 gives 2249.94, 0.06 left between_steps"},
		{"a ratio off one line", target("2200"), pricing.Lever{Move: pricing.LineRate, Line: "1", Step: amount("0.01")}, "0.08 gives 2199.85, 0.15 left between_steps"},
		{"the price of one line", target("2250"), pricing.Lever{Move: pricing.LinePrice, Line: "2"}, "333.33 gives 2249.99, 0.01 left between_steps"},
		{"a higher price", target("3000"), pricing.Lever{Move: pricing.LinePrice, Line: "1"}, "19.50 gives 2999.85, 0.15 left between_steps"},
		{"what is payable", payable("2700"), pricing.Lever{Move: pricing.DocumentAmount}, "68.45 gives 2699.99, 0.01 left between_steps"},
		{"nothing to do", target("2299.85"), pricing.Lever{Move: pricing.LinesRate}, "0.0000 gives 2299.85, 0.00 left "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := compiled(t, pricing.Rules{})
			s, err := p.SolveForTotal(offered(), tt.target, tt.lever)
			require.NoError(t, err)
			assert.Equal(t, tt.want, outcome(s))
			assert.True(t, s.Nearest)
			lands(t, p, s, tt.target)
		})
	}
}

// lands prices the request of a solution and holds it to what the solution says.
func lands(t require.TestingT, p *pricing.Pricer, s pricing.Solution, target pricing.Target) pricing.Priced {
	out, err := p.Price(s.Request)
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(out))
	total := out.Totals.TaxExclusive
	if target.Of == pricing.Payable {
		total = out.Totals.Payable
	}
	require.True(t, total.Equal(s.Reached), "%s, not %s", total, s.Reached)
	require.True(t, target.Amount.Sub(total.Decimal).Equal(s.Residual.Decimal))
	require.Equal(t, s.Residual.IsZero(), s.Reason == "")
	return out
}

func TestAPayableOverMixedRatesIsMetToTheCent(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	s, err := p.SolveForTotal(mixed(), payable("3000"), pricing.Lever{Move: pricing.DocumentAmount, ID: "deal", Reason: pricing.SpecialAgreement})
	require.NoError(t, err)
	assert.Equal(t, "96.79 gives 3000.00, 0.00 left ", outcome(s)) // 192.55 + 11.55 + 2310.66 + 485.24
	out := lands(t, p, s, payable("3000"))
	assert.Equal(t, pricing.SpecialAgreement, out.Adjustments[0].Reason)
	assert.Equal(t, "deal", out.Adjustments[0].ID)
}

func TestAResidualIsNamedWithItsNeighbours(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	// 82.64 + 17.35 = 99.99 and 82.65 + 17.36 = 100.01: nothing gives 100.00, and the lower is as near.
	s, err := p.SolveForTotal(asked(sold("1", "1", "90")), payable("100"), pricing.Lever{Move: pricing.DocumentAmount})
	require.NoError(t, err)
	assert.Equal(t, "7.36 gives 99.99, 0.01 left between_steps", outcome(s))
	assert.Equal(t, &pricing.Neighbour{Value: amount("7.36"), Reached: amount("99.99")}, s.Below)
	assert.Equal(t, &pricing.Neighbour{Value: amount("7.35"), Reached: amount("100.01")}, s.Above)
}

func TestATargetOutOfReachSaysWhy(t *testing.T) {
	floors := pricing.Rules{
		Book:   pricing.Book{Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "A"}, {SKU: "FIXED", NotDiscountable: true}}, Entries: []pricing.Entry{{SKU: "A", Price: amount("10")}, {SKU: "FIXED", Price: amount("10")}}},
		Floors: &pricing.Floors{Of: []pricing.Floor{{SKU: "A", Price: pointer("8")}}},
	}
	limited := floors
	limited.Floors = &pricing.Floors{Limit: true, Of: floors.Floors.Of}
	small := floors
	small.Floors, small.SmallOrder = nil, &pricing.SmallOrder{Below: amount("75")}
	sell := func(sku string) pricing.Request {
		return asked(pricing.Line{ID: "1", SKU: sku, Quantity: amount("10"), VAT: at("0.21")})
	}
	tests := []struct {
		name  string
		rules pricing.Rules
		give  pricing.Request
		to    string
		lever pricing.Lever
		want  string
	}{
		{"more than there is", pricing.Rules{}, asked(sold("1", "1", "100")), "-1", pricing.Lever{Move: pricing.DocumentAmount}, "100.00 gives 0.00, -1.00 left full_discount"},
		{"100 % of a line", pricing.Rules{}, asked(sold("1", "1", "100"), sold("2", "1", "5")), "4", pricing.Lever{Move: pricing.LineRate, Line: "1"}, "1.0000 gives 5.00, -1.00 left full_discount"},
		{"no allowance raises a total", pricing.Rules{}, asked(sold("1", "1", "100")), "110", pricing.Lever{Move: pricing.LinesRate}, "0.0000 gives 100.00, 10.00 left without_discount"},
		{"no price is below 0", pricing.Rules{}, asked(sold("1", "1", "100"), sold("2", "1", "5")), "4", pricing.Lever{Move: pricing.LinePrice, Line: "1"}, "0.00 gives 5.00, -1.00 left price_limit"},
		{"a floor under the whole", floors, sell("A"), "70", pricing.Lever{Move: pricing.DocumentAmount}, "20.00 gives 80.00, -10.00 left at_floor"},
		{"a floor under a line", floors, sell("A"), "70", pricing.Lever{Move: pricing.LineRate, Line: "1"}, "0.2000 gives 80.00, -10.00 left at_floor"},
		{"a floor that limits", limited, sell("A"), "70", pricing.Lever{Move: pricing.LinesRate}, "0.2000 gives 80.00, -10.00 left at_floor"},
		{"a floor under a price", floors, sell("A"), "70", pricing.Lever{Move: pricing.LinePrice, Line: "1"}, "8.00 gives 80.00, -10.00 left at_floor"},
		{"an order too small", small, sell("A"), "70", pricing.Lever{Move: pricing.DocumentAmount}, "25.00 gives 75.00, -5.00 left small_order"},
		{"nothing discountable", floors, sell("FIXED"), "70", pricing.Lever{Move: pricing.DocumentAmount}, "0.00 gives 100.00, -30.00 left nothing_to_move"},
		{"no discountable line", floors, sell("FIXED"), "70", pricing.Lever{Move: pricing.LinesRate}, "0.0000 gives 100.00, -30.00 left nothing_to_move"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := compiled(t, tt.rules)
			s, err := p.SolveForTotal(tt.give, target(tt.to), tt.lever)
			require.NoError(t, err)
			assert.Equal(t, tt.want, outcome(s))
			assert.False(t, s.Below != nil && s.Above != nil)
			lands(t, p, s, target(tt.to))
		})
	}
}

func TestALeverReplacesItsOwnAdjustmentAndNoOther(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	req := asked(sold("1", "1", "100", percentOff("target", "0.5"), percentOff("regular", "0.10")))
	s, err := p.SolveForTotal(req, target("80"), pricing.Lever{Move: pricing.LineRate, Line: "1"})
	require.NoError(t, err)
	assert.Equal(t, "0.1111 gives 80.00, 0.00 left ", outcome(s))
	assert.Equal(t, []string{"target", "regular"}, []string{s.Request.Lines[0].Adjustments[0].ID, s.Request.Lines[0].Adjustments[1].ID})
	assert.Equal(t, "0.5", req.Lines[0].Adjustments[0].Rate.String(), "the request stays what it is")

	s, err = p.SolveForTotal(s.Request, target("90"), pricing.Lever{Move: pricing.LineRate, Line: "1"})
	require.NoError(t, err)
	assert.Len(t, s.Request.Lines[0].Adjustments, 1, "no discount is no adjustment")
}

func TestReturnsAreSolvedTheOtherWayRound(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	for _, lever := range []pricing.Lever{
		{Move: pricing.DocumentAmount}, {Move: pricing.DocumentRate}, {Move: pricing.LinesRate}, {Move: pricing.LineRate, Line: "1"}, {Move: pricing.LinePrice, Line: "1"},
	} {
		s, err := p.SolveForTotal(asked(sold("1", "-10", "10")), target("-90"), lever)
		require.NoError(t, err)
		assert.Equal(t, "-90.00", s.Reached.String(), lever.Move)
		lands(t, p, s, target("-90"))
	}
}

func TestAnInclusiveTotalIsSolvedWithItsVAT(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	s, err := p.SolveForTotal(consumer(sold("1", "1", "52.50"), taxed("0.06", sold("2", "1", "10.55"))), payable("60"), pricing.Lever{Move: pricing.DocumentAmount})
	require.NoError(t, err)
	assert.Equal(t, "3.05 gives 60.00, 0.00 left ", outcome(s))
	lands(t, p, s, payable("60"))
}

func TestFreightThatStepsIsSearchedOnBothSides(t *testing.T) {
	rules := yard()
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "20"), FreeFrom: amount("400")}}
	p := compiled(t, rules)
	// 20 × 30.00 = 600, free of freight down to 400; below, 20 is added.
	for of, want := range map[string]string{
		"399": "221.00 gives 399.00, 0.00 left ", // 379 and 20, which is nearer than 400
		"400": "200.00 gives 400.00, 0.00 left ",
		"410": "190.00 gives 410.00, 0.00 left ", // 390 and 20 is the same: the lower discount
		"419": "181.00 gives 419.00, 0.00 left ",
		"500": "100.00 gives 500.00, 0.00 left ",
	} {
		s, err := p.SolveForTotal(ordered("SAND", "20"), target(of), pricing.Lever{Move: pricing.DocumentAmount})
		require.NoError(t, err)
		assert.Equal(t, want, outcome(s))
		assert.True(t, s.Nearest)
		lands(t, p, s, target(of))
	}
}

// 13 × 1.00 and a fee of 60 are 73, 13 × 2.00 and the fee 86; from 75 on there is no fee: 13 × 6.00.
func TestAPriceIsSearchedPastTheFeeThatFallsAway(t *testing.T) {
	rules := yard()
	rules.SmallOrder = &pricing.SmallOrder{Below: amount("75"), Charge: pointer("60")}
	p := compiled(t, rules)
	s, err := p.SolveForTotal(ordered("SAND", "13"), target("79"), pricing.Lever{Move: pricing.LinePrice, Line: "1", Step: amount("1")})
	require.NoError(t, err)
	assert.Equal(t, "6 gives 78.00, 1.00 left between_steps", outcome(s))
	assert.Equal(t, &pricing.Neighbour{Value: amount("2"), Reached: amount("86.00")}, s.Above)
	assert.True(t, s.Nearest)
	lands(t, p, s, target("79"))
}

// 300.00 are sold; from 22.51 to 30.00 for what comes back the rest is too small an order, and beyond it a return.
func TestAPriceIsSearchedPastTheOrdersThatAreRefused(t *testing.T) {
	rules := yard()
	rules.SmallOrder = &pricing.SmallOrder{Below: amount("75")}
	p := compiled(t, rules)
	for of, want := range map[string]string{
		"100": "20 gives 100.00, 0.00 left ",
		"-42": "34 gives -40.00, -2.00 left between_steps",
	} {
		s, err := p.SolveForTotal(ordered("SAND", "10", "SAND", "-10"), target(of), pricing.Lever{Move: pricing.LinePrice, Line: "2", Step: amount("1")})
		require.NoError(t, err)
		assert.Equal(t, want, outcome(s))
		assert.True(t, s.Nearest, "every value was looked at, the refused ones too")
		lands(t, p, s, target(of))
	}
}

// The total of what is sold less what comes back is rounded line by line, the one against the other.
func TestOneRatioOffSalesAndReturnsIsNotClaimedToBeNearest(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	s, err := p.SolveForTotal(asked(sold("1", "3", "1.99"), sold("2", "-1", "1.27")), target("3"), pricing.Lever{Move: pricing.LinesRate, Step: amount("0.1")})
	require.NoError(t, err)
	assert.Equal(t, "0.4 gives 2.82, 0.18 left between_steps", outcome(s))
	assert.False(t, s.Nearest)
	lands(t, p, s, target("3"))
}

func TestSolveForMarginKeepsTheMargin(t *testing.T) {
	sold := func() pricing.Request {
		a, b := sold("1", "10", "25"), sold("2", "4", "80")
		a.Cost, b.Cost = pointer("16.50"), pointer("61.25")
		return asked(a, b)
	} // 570, cost 410
	tests := []struct {
		name   string
		target pricing.MarginTarget
		lever  pricing.Lever
		want   string
	}{
		{"a ratio", pricing.MarginTarget{Ratio: pointer("0.25")}, pricing.Lever{Move: pricing.DocumentAmount}, "23.33 gives 0.250005, -0.000005 left between_steps"},
		{"an amount", pricing.MarginTarget{Amount: pointer("120")}, pricing.Lever{Move: pricing.DocumentAmount}, "40.00 gives 120.00, 0.00 left "},
		{"a discount rate", pricing.MarginTarget{Amount: pointer("120")}, pricing.Lever{Move: pricing.LinesRate, Step: amount("0.001")}, "0.070 gives 120.10, -0.10 left between_steps"},
		{"a price", pricing.MarginTarget{Ratio: pointer("0.30")}, pricing.Lever{Move: pricing.LinePrice, Line: "2"}, "83.93 gives 0.300007, -0.000007 left between_steps"},
		{"more than there is", pricing.MarginTarget{Ratio: pointer("0.5")}, pricing.Lever{Move: pricing.DocumentRate}, "0.0000 gives 0.280702, 0.219298 left without_discount"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := compiled(t, pricing.Rules{})
			s, err := p.SolveForMargin(sold(), tt.target, tt.lever)
			require.NoError(t, err)
			assert.Equal(t, tt.want, outcome(s))
			e, err := p.Explain(s.Request)
			require.NoError(t, err)
			if tt.target.Ratio != nil {
				assert.Equal(t, s.Reached, *e.MarginRatio)
			} else {
				assert.Equal(t, s.Reached, e.Margin.Amount)
			}
		})
	}
}

func TestAMarginNamesTheLinesWithoutCost(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	known := sold("1", "1", "100")
	known.Cost = pointer("60")
	s, err := p.SolveForMargin(asked(known, sold("2", "1", "50")), pricing.MarginTarget{Ratio: pointer("0.25")}, pricing.Lever{Move: pricing.DocumentRate})
	require.NoError(t, err)
	assert.Equal(t, []string{"2"}, s.WithoutCost)
	assert.Equal(t, "0.2000 gives 0.250000, 0.000000 left ", outcome(s))

	_, err = p.SolveForMargin(asked(sold("2", "1", "50")), pricing.MarginTarget{Ratio: pointer("0.25")}, pricing.Lever{Move: pricing.DocumentRate})
	assert.ErrorAs(t, err, new(pricing.NoMarginError))
}

func TestSolversRefuseEverythingAtOnce(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	option := sold("2", "1", "10")
	option.Optional = true
	req := asked(sold("1", "1", "10"), option)
	total := func(target pricing.Target, lever pricing.Lever) error {
		_, err := p.SolveForTotal(req, target, lever)
		return err
	}
	margin := func(target pricing.MarginTarget) error {
		_, err := p.SolveForMargin(req, target, pricing.Lever{Move: pricing.DocumentRate})
		return err
	}
	tests := []struct {
		give error
		want []string
	}{
		{total(pricing.Target{Amount: amount("1.005"), Of: "tax"}, pricing.Lever{Line: "1", Step: amount("-1")}), []string{
			"target.amount: format (0.00)", "target.of: one_of (tax_exclusive, payable)",
			"lever.move: one_of (document_amount, document_rate, lines_rate, line_rate, line_price)", "lever.line: excluded (move)", "lever.step: min (0)",
		}},
		{total(target("1"), pricing.Lever{Move: pricing.LineRate, Step: amount("1.5")}), []string{"lever.line: required", "lever.step: max (1)"}},
		{total(target("1"), pricing.Lever{Move: pricing.LineRate, Line: "9", Step: amount("0.0000001")}), []string{"lever.line: reference (9)", "lever.step: format (0.000000)"}},
		{total(target("1"), pricing.Lever{Move: pricing.LinePrice, Line: "2"}), []string{"lever.line: excluded (lines[1])"}},
		{total(target("1"), pricing.Lever{Move: pricing.DocumentAmount, Step: amount("0.001")}), []string{"lever.step: format (0.00)"}},
		{margin(pricing.MarginTarget{}), []string{"target.ratio: required"}},
		{margin(pricing.MarginTarget{Ratio: pointer("0.1"), Amount: pointer("1")}), []string{"target.amount: one_of (ratio, amount)"}},
		{margin(pricing.MarginTarget{Ratio: pointer("1")}), []string{"target.ratio: max (0.99)"}},
		{margin(pricing.MarginTarget{Amount: pointer("0.001")}), []string{"target.amount: format (0.00)"}},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, paths(tt.give))
	}
	_, err := p.SolveForTotal(asked(), target("1"), pricing.Lever{Move: pricing.DocumentRate})
	assert.Equal(t, []string{"lines: required"}, paths(err), "the request has its own problems")
}

func TestASolutionRoundTripsThroughJSON(t *testing.T) {
	s, err := compiled(t, pricing.Rules{}).SolveForTotal(offered(), payable("2700"), pricing.Lever{Move: pricing.DocumentAmount})
	require.NoError(t, err)
	data, err := json.Marshal(s)
	require.NoError(t, err)
	var back pricing.Solution
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, s, back)
}

func ExamplePricer_SolveForTotal() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	req := asked(sold("1", "1", "90"))
	s, _ := pricer.SolveForTotal(req, pricing.Target{Amount: amount("100"), Of: pricing.Payable}, pricing.Lever{Move: pricing.DocumentAmount})
	fmt.Println(s.Value, "off:", s.Reached, "to pay,", s.Residual, "short:", s.Reason)
	fmt.Println(s.Above.Value, "off:", s.Above.Reached)
	// Output:
	// 7.36 off: 99.99 to pay, 0.01 short: between_steps
	// 7.35 off: 100.01
}

func ExamplePricer_SolveForMargin() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	line := sold("1", "10", "25")
	line.Cost = pointer("16.50")
	s, _ := pricer.SolveForMargin(asked(line), pricing.MarginTarget{Ratio: pointer("0.30")}, pricing.Lever{Move: pricing.LinePrice, Line: "1"})
	fmt.Println(s.Value, "keeps", s.Reached)
	// Output: 23.58 keeps 0.300254
}
