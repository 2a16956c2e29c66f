package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestAnAmendedLineKeepsItsPriceAndFreightStays(t *testing.T) {
	amended, err := pricing.Amend(quoted(t), []pricing.Alteration{{Line: "1", Quantity: pointer("20")}})
	require.NoError(t, err)
	assert.Equal(t, []string{"237.50", "29.00"}, []string{amended.Lines[0].Net.StringFixed(2), amended.Lines[1].Net.StringFixed(2)})
	assert.Equal(t, "0.05", amended.Lines[0].Adjustments[0].Rate.String())
	assert.Equal(t, []string{"5.33", "9.00"}, []string{amended.Adjustments[0].Amount.StringFixed(2), amended.Adjustments[1].Amount.StringFixed(2)})
}

func TestAnAddedLineAndASubstituteLeaveTheOthersAlone(t *testing.T) {
	whole := quoted(t)
	fresh := priced(t, asked(sold("3", "2", "7.00"), sold("2", "3", "8.00")))
	amended, err := pricing.Amend(whole, []pricing.Alteration{
		{Line: "3", Priced: &fresh.Lines[0]}, {Line: "2", Priced: &fresh.Lines[1]},
	})
	require.NoError(t, err)
	assert.Equal(t, whole.Lines[0].Net, amended.Lines[0].Net)
	assert.Equal(t, []string{"24.00", "14.00"}, []string{amended.Lines[1].Net.StringFixed(2), amended.Lines[2].Net.StringFixed(2)})
	assert.Equal(t, "2.86", amended.Adjustments[0].Amount.StringFixed(2), "2 % of 118.75 and 24.00, not of the line added")
}

// 2 % of 100.10 is 2.00, all of it at 21 %: what is 0.00 of 0.10 at 6 % is 0.20 of ten.
func TestAPercentageThatRoundsToNothingGoesWithTheLines(t *testing.T) {
	low := sold("2", "1", "0.10")
	low.VAT = &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.06")}
	for name, lines := range map[string][]pricing.Line{"alone": {low}, "beside another rate": {sold("1", "1", "100.00"), low}} {
		req := asked(lines...)
		req.Adjustments = []pricing.Adjustment{percentOff("d", "0.02")}
		agreed := priced(t, req)
		ten, hundred := amount("10"), amount("100")
		for _, quantity := range []salesdesk.Amount{ten, hundred} {
			amended, err := pricing.Amend(agreed, []pricing.Alteration{{Line: "2", Quantity: &quantity}})
			require.NoError(t, err, name)
			req.Lines[len(lines)-1].Quantity = quantity
			assert.Equal(t, priced(t, req).Totals, amended.Totals, "%s: %s", name, quantity)
		}
		none := amount("0")
		gone, err := pricing.Amend(agreed, []pricing.Alteration{{Line: "2", Quantity: &none}})
		require.NoError(t, err, name)
		require.NoError(t, pricing.Verify(gone), name)
	}
}

func TestWhatCannotBeAmendedIsNamed(t *testing.T) {
	whole := quoted(t)
	_, err := pricing.Amend(whole, []pricing.Alteration{
		{Line: "9", Quantity: pointer("1")},
		{Line: "1"},
		{Line: "2", Quantity: pointer("-1")},
		{Line: "2", Quantity: pointer("1")},
		{Line: "4", Priced: &whole.Lines[0]},
	})
	assert.EqualError(t, err, "lines[0].line: reference (9); lines[1].quantity: required; lines[2].quantity: min (0); lines[3].line: duplicate (2); lines[4].priced.id: reference (4)")
	_, err = pricing.Amend(whole, nil)
	assert.EqualError(t, err, "lines: required")
	bent := whole.Lines[0]
	bent.Net = amount("1.00")
	_, err = pricing.Amend(whole, []pricing.Alteration{{Line: "1", Priced: &bent}})
	var deviation pricing.DeviationError
	require.ErrorAs(t, err, &deviation, "a line that is not exact in itself is refused")
}

// 0.02 for three, less 90 %: of two that is 0.01, less no more than there is.
func TestAnAmendedLineIsNotBelowZero(t *testing.T) {
	line := sold("1", "3", "0.02")
	line.Price.BaseQuantity = amount("3")
	line.Adjustments = []pricing.Adjustment{{ID: "clearance", Rate: pointer("0.9")}}
	whole := priced(t, asked(line, sold("2", "1", "10.00")))
	for _, quantity := range []string{"1", "2"} {
		var err error
		whole, err = pricing.Amend(whole, []pricing.Alteration{{Line: "1", Quantity: pointer(quantity)}})
		require.NoError(t, err)
		assert.Equal(t, "0.00", whole.Lines[0].Net.StringFixed(2), quantity)
	}
}

// What is left of the document takes back only: 22.45 with 21 % in it is 18.55, not 8.27 and 10.29.
func TestAnInclusiveReturnKeepsToWhatItShows(t *testing.T) {
	req := asked(sold("1", "1", "0.01"), sold("2", "-1", "10.00"), sold("3", "-1", "12.45"))
	req.Inclusive = true
	amended, err := pricing.Amend(priced(t, req), []pricing.Alteration{{Line: "1", Quantity: pointer("0")}})
	require.NoError(t, err)
	assert.Equal(t, []string{"-18.55", "-3.90", "-22.45"}, []string{amended.Totals.TaxExclusive.StringFixed(2), amended.Totals.Tax.StringFixed(2), amended.Totals.Payable.StringFixed(2)})
}

func TestAnyAmendmentIsExact(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		if rapid.Bool().Draw(t, "inclusive") {
			req.Inclusive, req.CashDiscount = true, nil
		}
		whole := explained(t, p, req).Priced
		var lines []pricing.Alteration
		for _, l := range whole.Lines {
			if l.Quantity.IsPositive() && rapid.Bool().Draw(t, "changed") {
				quantity := decimals(t, 0, 600, 1, "quantity")
				lines = append(lines, pricing.Alteration{Line: l.ID, Quantity: &quantity})
			}
		}
		if len(lines) == 0 {
			return
		}
		amended, err := pricing.Amend(whole, lines)
		require.NoError(t, err)
		require.Len(t, amended.Lines, len(whole.Lines))
	})
}
