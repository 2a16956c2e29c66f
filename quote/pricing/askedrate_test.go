package pricing_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// 10.00 with VAT, less 2 %: without VAT 8.26 and 0.16, where 2 % of 8.26 is 0.17. Of nothing
// it is nothing; it was kept as an amount, of a total of −0.20.
func TestAPercentageWithVATInItGoesWithItsLineToNothing(t *testing.T) {
	req := asked(sold("1", "1", "10.00"))
	req.Inclusive, req.Adjustments = true, []pricing.Adjustment{percentOff("d", "0.02")}
	whole := priced(t, req)
	a := whole.Adjustments[0]
	assert.Equal(t, []string{"0.16", "8.26", "0", "0.02"}, []string{a.Amount.String(), a.Base.String(), a.Rate.String(), a.AskedRate.String()})
	amended := amendedTo(t, whole, "1", "0")
	assert.Empty(t, amended.Adjustments)
	assert.True(t, amended.Totals.Payable.IsZero(), amended.Totals.Payable)
	amended = amendedTo(t, whole, "1", "100")
	assert.Equal(t, []string{"980.00", "20.00"}, []string{amended.Totals.Payable.StringFixed(2), amended.Adjustments[0].Gross.StringFixed(2)})
}

// 5 % of 10.10 in each of three VAT groups is 1.52 of 30.30: 0.51, 0.51 and 0.50, which is no
// percentage to the cent. It goes with its line none the less.
func TestAPercentageThatACentWasMovedFromFollowsItsGroup(t *testing.T) {
	whole := inThreeGroups(t)
	assert.Equal(t, [][]string{{"0.51", "10.10", "0.05", "0"}, {"0.51", "10.10", "0.05", "0"}, {"0.50", "10.10", "0", "0.05"}}, rates(whole.Adjustments))
	assert.Equal(t, [][]string{{"0.51", "10.10", "0.05", "0"}, {"0.51", "10.10", "0.05", "0"}, {"0.25", "5.05", "0.05", "0"}},
		rates(amendedTo(t, whole, "3", "1").Adjustments))
	assert.Equal(t, [][]string{{"0.51", "10.10", "0.05", "0"}, {"0.51", "10.10", "0.05", "0"}}, rates(amendedTo(t, whole, "3", "0").Adjustments))
	assert.Equal(t, [][]string{{"0.51", "10.10", "0.05", "0"}, {"0.51", "10.10", "0.05", "0"}, {"5.05", "101.00", "0.05", "0"}},
		rates(amendedTo(t, whole, "3", "20").Adjustments))
	assert.Equal(t, rates(whole.Adjustments), rates(amendedTo(t, whole, "1", "2").Adjustments), "nothing changes")
}

// A line of ten times as much has the percentage of ten times its base, where the cent of the
// first was ten of it.
func TestAPercentageOfALineWithVATInItIsThatOfAnyQuantity(t *testing.T) {
	req := asked(sold("1", "1", "10.00", percentOff("d", "0.02")))
	req.Inclusive = true
	whole := priced(t, req)
	require.Equal(t, [][]string{{"0.16", "8.26", "0", "0.02"}}, rates(whole.Lines[0].Adjustments))
	ten := amendedTo(t, whole, "1", "10").Lines[0]
	assert.Equal(t, []string{"1.65", "82.60", "0.02", "0"}, rates(ten.Adjustments)[0])
	assert.Equal(t, "98.00", ten.Gross.StringFixed(2))
}

// An asked rate is of a base, in the place of a rate, and as far from the amount as a cent.
func TestVerifyHoldsAnAskedRateToItsAmount(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*pricing.Adjusted)
		path   string
	}{
		"of no base":   {func(a *pricing.Adjusted) { a.Base = salesdesk.Amount{} }, "adjustments[2].base: required"},
		"beside Rate":  {func(a *pricing.Adjusted) { a.Rate = amount("0.05") }, "adjustments[2].asked_rate: excluded (rate)"},
		"below zero":   {func(a *pricing.Adjusted) { a.AskedRate = amount("-0.05") }, "adjustments[2].asked_rate: min (0)"},
		"another rate": {func(a *pricing.Adjusted) { a.AskedRate = amount("0.052") }, "adjustments[2].amount: BT-92 is 0.50 EUR where 0.53 EUR is exact"},
		"another base": {func(a *pricing.Adjusted) { a.Base = amount("10.50") }, "adjustments[2].amount: BT-92 is 0.50 EUR where 0.53 EUR is exact"},
	} {
		p := inThreeGroups(t)
		c.change(&p.Adjustments[2])
		assert.ErrorContains(t, pricing.Verify(p), c.path, name)
	}
	require.NoError(t, pricing.Verify(inThreeGroups(t)))
}

// Whatever the VAT, the lines and what comes back among them, a percentage that was asked is
// known as one; of lines that are sold it goes with them, to nothing of nothing.
func TestAnyPercentageIsKnownAndGoesWithTheLines(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	rapid.Check(t, func(t *rapid.T) {
		req := anyPercentages(t)
		whole, err := p.Price(req)
		require.NoError(t, err)
		for i := range whole.Lines {
			known(t, req.Lines[i].Adjustments, whole.Lines[i].Adjustments)
		}
		known(t, req.Adjustments, whole.Adjustments)
		if slices.ContainsFunc(whole.Lines, func(l pricing.PricedLine) bool { return l.Quantity.IsNegative() }) {
			return
		}
		var none, others []pricing.Alteration
		for _, l := range whole.Lines {
			none = append(none, pricing.Alteration{Line: l.ID, Quantity: pointer("0")})
			others = append(others, pricing.Alteration{Line: l.ID, Quantity: pointer(strconv.Itoa(rapid.IntRange(0, 9).Draw(t, "becomes")))})
		}
		amended, err := pricing.Amend(whole, none)
		require.NoError(t, err)
		require.Empty(t, amended.Adjustments)
		require.True(t, amended.Totals.Payable.IsZero(), "%s", amended.Totals.Payable)
		amended, err = pricing.Amend(whole, others)
		require.NoError(t, err)
		cents := decimal.New(-int64(len(amended.VAT)), -2) // of amounts of a cent, each rounded
		require.True(t, amended.Totals.TaxExclusive.GreaterThanOrEqual(cents), "%s", amended.Totals.TaxExclusive)
	})
}

// known requires that each adjustment of a document has the rate that was asked.
func known(t *rapid.T, asked []pricing.Adjustment, priced []pricing.Adjusted) {
	for _, a := range asked {
		for _, done := range priced {
			if done.ID == a.ID && !done.Amount.IsZero() {
				require.True(t, a.Rate.Equal(done.Rate) != a.Rate.Equal(done.AskedRate), "%+v", done)
			}
		}
	}
}

func anyPercentages(t *rapid.T) pricing.Request {
	rate := func() string { return rapid.SampledFrom([]string{"0.02", "0.033", "0.05", "0.125"}).Draw(t, "rate") }
	req := asked()
	req.Inclusive = rapid.Bool().Draw(t, "inclusive")
	for i := range rapid.IntRange(1, 5).Draw(t, "lines") {
		quantity := rapid.IntRange(1, 9).Draw(t, "quantity")
		if i > 0 && rapid.IntRange(0, 5).Draw(t, "comes back") == 0 {
			quantity = -1
		}
		l := sold(strconv.Itoa(i), strconv.Itoa(quantity), rapid.SampledFrom([]string{"0.01", "0.10", "2.675", "9.99", "83"}).Draw(t, "price"))
		l.VAT = &pricing.VATGroup{Category: pricing.Standard, Rate: amount(rapid.SampledFrom([]string{"0.06", "0.12", "0.21"}).Draw(t, "of"))}
		if rapid.Bool().Draw(t, "less") {
			l.Adjustments = []pricing.Adjustment{percentOff("a", rate()), percentOff("b", rate())}
		}
		req.Lines = append(req.Lines, l)
	}
	if rapid.Bool().Draw(t, "loyal") {
		req.Adjustments = []pricing.Adjustment{percentOff("d", rate())}
	}
	return req
}

func inThreeGroups(t *testing.T) pricing.Priced {
	t.Helper()
	req := asked(sold("1", "2", "5.05"), sold("2", "2", "5.05"), sold("3", "2", "5.05"))
	for i, rate := range []string{"0.06", "0.12", "0.21"} {
		req.Lines[i].VAT = &pricing.VATGroup{Category: pricing.Standard, Rate: amount(rate)}
	}
	req.Adjustments = []pricing.Adjustment{percentOff("d", "0.05")}
	return priced(t, req)
}

func amendedTo(t *testing.T, whole pricing.Priced, line, quantity string) pricing.Priced {
	t.Helper()
	amended, err := pricing.Amend(whole, []pricing.Alteration{{Line: line, Quantity: pointer(quantity)}})
	require.NoError(t, err)
	return amended
}

// rates are the amounts, bases, rates and asked rates of adjustments.
func rates(list []pricing.Adjusted) (stated [][]string) {
	for _, a := range list {
		stated = append(stated, []string{a.Amount.StringFixed(2), a.Base.StringFixed(2), a.Rate.String(), a.AskedRate.String()})
	}
	return stated
}
