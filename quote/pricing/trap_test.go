package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Where each trap of the field, and each thing that users of other systems ask for in
// vain, is held:
//
//	Rounding mode                    TestTrapRoundingIsHalfAwayFromZero
//	Line net                         TestTrapLineNetRoundsEachPartOnItsOwn
//	VAT per category and rate        TestTrapVATIsPerRateOnTheTotal
//	Sum what is shown                TestTrapSumWhatIsShown
//	Document discount, mixed rates   TestTrapDocumentDiscountOverMixedRates
//	Remainders                       TestTrapRemaindersGoToTheLargestThenTheFirst
//	                                 TestTrapNoShareOnAZeroWeightNorBeyondTheLine
//	VAT-inclusive prices             TestAConsumerPaysThePriceShown
//	Unit prices, base quantity       TestTrapUnitPricesAreNeverRounded
//	Cash discount                    TestTrapCashDiscountTheBelgianWay
//	                                 TestTrapCashDiscountOfOneThousand
//	Negative lines                   TestTrapNegativeLinesHaveNegativeQuantityNeverPrice
//	                                 order/intake: TestAQuantityBelowZeroBecomesAnAllowance
//	Markup                           TestTrapMarkupIsNotBounded
//	100 % off                        TestTrapOneHundredPercentOffIsZeroExactly
//	                                 TestTrapAllowancesOverOneHundredPercentAreRefused
//	Zero quantity                    TestTrapZeroQuantityHasNoMarginRatio
//	Percent on percent               TestTrapPercentOnPercentSaysOfWhat
//	                                 TestTrapDocumentPercentOnPercent
//	Tiers                            TestTrapTierModeIsNamedNeverImplied
//	Tier cliff                       TestLintFindsWhatLooksWrong
//	Minor units                      TestTrapMinorUnits
//	                                 quote: TestTrapACurrencyOfThreeDecimalsIsNotWritten
//	Cash rounding                    TestCashIsRoundedToFiveCents
//	                                 TestCashRoundingIsForConsumersWhoAreThere
//	Small order, freight             TestASmallOrderIsChargedOrRefused
//	                                 TestFreightFollowsTheGoods
//	Recupel and Bebat                TestTrapContributionsAreChargedUndiscountedWithVAT
//	Expiry                           quote: TestValidThroughTheEndOfTheLastDay
//	                                 quote: TestWhatWasDecidedBeatsTheEndOfValidity
//	Hostile decimals                 TestTrapHostileDecimalsAreRefused
//	                                 TestHostileDecimalsAreRefusedWhereverTheyAre
//	                                 TestTrapResultsPassTheGateToo
//
//	1 cash discount                  TestTrapCashDiscountTheBelgianWay
//	2 revisions that supersede       quote: TestAReplyToASupersededRevisionSaysHowItDiffers
//	                                 quote: TestADiffIsEmptyForTheSameDigestOnly
//	3 approval bound to the digest   quote: TestApprovalCannotBeBypassed
//	                                 quote: TestACopyBringsNoApprovalAlong
//	4 not one cent off               TestAnyDocumentIsExact
//	                                 TestEveryShapeTogetherIsExact
//	                                 TestVerifyFindsWhateverIsTamperedWith
//	                                 TestNoFigureMovesByACentUnseen
//	5 why this price                 TestExplainNamesTheLosersAndWhy
//	                                 TestEveryPromotionIsAnsweredFor
//	6 over variants and groups       TestATierIsReachedOverTheVariants
//	                                 TestATierIsReachedOverTheGroup
//	7 options and sections           TestOptionsComeWithTheirDifference
//	                                 TestSectionsSumToTheLines
//	                                 TestAnOptionThatTheDocumentCannotTakeIsNamed
//	8 price hold                     quote: TestAPriceIsHeldThroughExtensionAcceptanceAndCopy
//	9 lint                           TestLintFindsWhatLooksWrong
//	                                 TestLintLooksAtListsAndIndices
//	10 solve for a total or margin   TestSolveForTotalByEveryLever
//	                                 TestAResidualIsNamedWithItsNeighbours
//	                                 TestSolveForMarginKeepsTheMargin
//	11 small order                   TestASmallOrderIsChargedOrRefused
//	                                 TestWhatRulesChargeIsConvertedAtTheStoredRate
//	12 currency before charm         TestPricesAreConvertedBeforeTheyAreCharmed

// TestTheTableOfTrapsNamesTests holds the table above to the tests there are, each in the
// package that is named.
func TestTheTableOfTrapsNamesTests(t *testing.T) {
	assert.Greater(t, golden.Table(t, "trap_test.go", "quote/pricing"), 50)
}

func TestTrapRoundingIsHalfAwayFromZero(t *testing.T) {
	p := priced(t, asked(sold("1", "-1", "6491.34", percentOff("d", "0.25")), sold("2", "1", "60.325"), sold("3", "-1", "60.325")))
	assert.Equal(t, "-1622.84", p.Lines[0].Adjustments[0].Amount.String())
	assert.Equal(t, []string{"-4868.50", "60.33", "-60.33"}, nets(p))
}

func TestTrapLineNetRoundsEachPartOnItsOwn(t *testing.T) {
	p := priced(t, asked(sold("1", "6", "5.504", percentOff("d", "0.20"))))
	assert.Equal(t, "33.02", p.Lines[0].Adjustments[0].Base.String())
	assert.Equal(t, "6.60", p.Lines[0].Adjustments[0].Amount.String())
	assert.Equal(t, "26.42", p.Lines[0].Net.String())
}

func TestTrapVATIsPerRateOnTheTotal(t *testing.T) {
	tests := []struct {
		give []pricing.Line
		want []string
	}{
		{[]pricing.Line{sold("1", "1", "0.35"), sold("2", "1", "0.35"), sold("3", "1", "0.35")}, []string{"S 1.05 0.22"}}, // 0.21 by line
		{[]pricing.Line{sold("1", "3", "10.02")}, []string{"S 30.06 6.31"}},                                               // 6.30 by unit
		{[]pricing.Line{sold("1", "1", "0.10"), sold("2", "1", "0.10"), sold("3", "1", "0.10"), sold("4", "1", "0.10"), sold("5", "1", "0.10")}, []string{"S 0.50 0.11"}},
		{[]pricing.Line{sold("1", "3", "19.99"), sold("2", "7", "0.335"), sold("3", "1", "12.345")}, []string{"S 74.67 15.68"}},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, taxes(priced(t, asked(tt.give...))))
	}
}

func TestTrapSumWhatIsShown(t *testing.T) {
	zero := pricing.VATGroup{Category: pricing.ZeroRated}
	press := sold("1", "1", "90.30")
	press.VAT = &zero
	p := priced(t, asked(press, taxed("0.06", sold("2", "0.45", "2.54")), taxed("0.06", sold("3", "0.28", "6.87"))))
	assert.Equal(t, []string{"90.30", "1.14", "1.92"}, nets(p))
	assert.Equal(t, "93.36", p.Totals.Lines.String())
	assert.Equal(t, "0.18", p.Totals.Tax.String())
	assert.Equal(t, "93.54", p.Totals.Payable.String())
}

// mixed is 200 at 6 % and 2400 at 21 %.
func mixed() pricing.Request {
	return asked(taxed("0.06", sold("1", "1", "200")), sold("2", "1", "2400"))
}

func TestTrapDocumentDiscountOverMixedRates(t *testing.T) {
	req := mixed()
	req.Adjustments = []pricing.Adjustment{amountOff("deal", "100")}
	p := priced(t, req)
	assert.Equal(t, []string{"S 7.69", "S 92.31"}, documentAmounts(p))
	assert.Equal(t, []string{"S 192.31 11.54", "S 2307.69 484.61"}, taxes(p))
	assert.Equal(t, []string{"-7.69", "-92.31"}, shares(p))
}

func TestTrapRemaindersGoToTheLargestThenTheFirst(t *testing.T) {
	req := asked(sold("1", "1", "100"), sold("2", "1", "100"), sold("3", "1", "100"))
	req.Adjustments = []pricing.Adjustment{amountOff("deal", "10")}
	assert.Equal(t, []string{"-3.34", "-3.33", "-3.33"}, shares(priced(t, req)))
}

func TestTrapNoShareOnAZeroWeightNorBeyondTheLine(t *testing.T) {
	req := asked(sold("1", "0", "100"), sold("2", "1", "0.01"), sold("3", "1", "10"))
	req.Adjustments = []pricing.Adjustment{amountOff("all", "10.01")}
	p := priced(t, req)
	assert.Equal(t, []string{"0", "-0.01", "-10.00"}, shares(p))
	assert.Equal(t, "0.00", p.Totals.Payable.String())
}

func TestTrapUnitPricesAreNeverRounded(t *testing.T) {
	thousand := sold("2", "1250", "83")
	thousand.Price.BaseQuantity = amount("1000")
	p := priced(t, asked(sold("1", "278362.5", "0.01110515964"), thousand))
	assert.Equal(t, []string{"3091.26", "103.75"}, nets(p))
	assert.Equal(t, "0.01110515964", p.Lines[0].Price.String())
	assert.Equal(t, "1000", p.Lines[1].BaseQuantity.String())
}

func TestTrapCashDiscountTheBelgianWay(t *testing.T) {
	req := mixed()
	req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	p := priced(t, req)
	assert.Equal(t, []string{"S 4.00", "S 48.00", "E 52.00"}, documentAmounts(p))
	assert.Equal(t, []string{"E 52.00 0.00", "S 196.00 11.76", "S 2352.00 493.92"}, taxes(p))
	assert.Equal(t, pricing.SpecialAgreement, p.Adjustments[0].Reason)
	assert.True(t, p.Adjustments[2].Charge)
	assert.Equal(t, "505.68", p.Totals.Tax.String())
	assert.Equal(t, "3105.68", p.Totals.Payable.String())
	assert.Equal(t, "3053.68", p.CashDiscount.Payable.String())
	assert.Equal(t, []string{"0", "0"}, shares(p))
}

func TestTrapCashDiscountOfOneThousand(t *testing.T) {
	req := asked(sold("1", "1", "1000.00"))
	req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	p := priced(t, req)
	assert.Equal(t, "1000.00", p.Totals.TaxExclusive.String())
	assert.Equal(t, []string{"E 20.00 0.00", "S 980.00 205.80"}, taxes(p))
	assert.Equal(t, "1205.80", p.Totals.Payable.String())
	assert.Equal(t, "1185.80", p.CashDiscount.Payable.String())
}

func TestTrapNegativeLinesHaveNegativeQuantityNeverPrice(t *testing.T) {
	p := priced(t, asked(sold("1", "-2", "10"), sold("2", "10", "10")))
	assert.Equal(t, []string{"-20.00", "80.00"}, []string{p.Lines[0].Net.String(), p.Totals.Lines.String()})
	err := refused(t, asked(sold("1", "1", "-10")))
	assert.Equal(t, []string{"lines[0].price.amount: min (0)"}, paths(err))
}

func TestTrapMarkupIsNotBounded(t *testing.T) {
	p := priced(t, asked(sold("1", "1", "100", pricing.Adjustment{ID: "markup", Charge: true, Rate: pointer("1.5")})))
	assert.Equal(t, "250.00", p.Lines[0].Net.String())
}

func TestTrapOneHundredPercentOffIsZeroExactly(t *testing.T) {
	p := priced(t, asked(sold("1", "2.25", "64.22", percentOff("free", "1"))))
	assert.Equal(t, "0.00", p.Lines[0].Net.String())
	assert.Equal(t, "0.00", p.Totals.Payable.String())
}

func TestTrapAllowancesOverOneHundredPercentAreRefused(t *testing.T) {
	document := asked(sold("1", "1", "100"))
	document.Adjustments = []pricing.Adjustment{amountOff("deal", "100.01")}
	parallel := percentOff("b", "0.60")
	parallel.On = pricing.OnList
	tests := map[string]struct {
		give pricing.Request
		want string
	}{
		"rate":     {asked(sold("1", "1", "10", percentOff("d", "1.01"))), "lines[0].adjustments[0].rate: max (1)"},
		"amount":   {asked(sold("1", "1", "10", amountOff("d", "10.01"))), "lines[0].adjustments[0]: allowance 10.01 EUR exceeds the 10.00 EUR there is"},
		"together": {asked(sold("1", "1", "10", percentOff("a", "0.60"), parallel)), "lines[0].adjustments[1]: allowance 6.00 EUR exceeds the 4.00 EUR there is"},
		"document": {document, "adjustments[0]: allowance 100.01 EUR exceeds the 100.00 EUR there is"},
		"free":     {asked(sold("1", "0", "10", amountOff("d", "1"))), "lines[0].adjustments[0]: allowance 1 EUR exceeds the 0.00 EUR there is"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, []string{tt.want}, paths(refused(t, tt.give))) })
	}
}

func TestTrapZeroQuantityHasNoMarginRatio(t *testing.T) {
	line := sold("1", "0", "12.50")
	line.Cost = pointer("8")
	e, err := compiled(t, pricing.Rules{}).Explain(asked(line))
	require.NoError(t, err)
	assert.Equal(t, "0.00", e.Priced.Lines[0].Net.String())
	require.NotNil(t, e.Lines[0].Margin)
	assert.Nil(t, e.Lines[0].Margin.Ratio)
	assert.Nil(t, e.MarginRatio)
	assert.Nil(t, e.Discount)
}

func TestTrapPercentOnPercentSaysOfWhat(t *testing.T) {
	parallel := percentOff("b", "0.05")
	parallel.On = pricing.OnList
	p := priced(t, asked(
		sold("cascade", "1", "100", percentOff("a", "0.10"), percentOff("b", "0.05")),
		sold("parallel", "1", "100", percentOff("a", "0.10"), parallel),
	))
	assert.Equal(t, []string{"85.50", "85.00"}, nets(p))
}

func TestTrapDocumentPercentOnPercent(t *testing.T) {
	req := asked(sold("1", "1", "60"), sold("2", "1", "40"))
	req.Adjustments = []pricing.Adjustment{percentOff("a", "0.10"), percentOff("b", "0.05")}
	assert.Equal(t, "85.50", priced(t, req).Totals.TaxExclusive.String())
	req.Adjustments[1].On = pricing.OnList
	assert.Equal(t, "85.00", priced(t, req).Totals.TaxExclusive.String())
}

func TestTrapMinorUnits(t *testing.T) {
	tests := []struct {
		currency        salesdesk.Currency
		price, rate     string
		net, tax, total string
	}{
		{salesdesk.JPY, "105", "0.10", "105", "11", "116"},
		{"BHD", "1.2345", "0.10", "1.235", "0.124", "1.359"},
		{salesdesk.EUR, "60.325", "0.21", "60.33", "12.67", "73.00"},
	}
	for _, tt := range tests {
		req := asked(taxed(tt.rate, sold("1", "1", tt.price)))
		req.Currency = tt.currency
		p := priced(t, req)
		assert.Equal(t, []string{tt.net, tt.tax, tt.total}, []string{p.Lines[0].Net.String(), p.Totals.Tax.String(), p.Totals.Payable.String()})
	}
}

func TestTrapContributionsAreChargedUndiscountedWithVAT(t *testing.T) {
	p := compiled(t, pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR, Articles: []pricing.Article{{
		SKU: "LED", Contributions: []pricing.Contribution{
			{ID: "recupel", Reason: pricing.Recupel, Amount: amount("0.0413")}, {ID: "bebat", Reason: pricing.Bebat, Amount: amount("0.05")},
		},
	}}, Entries: []pricing.Entry{{SKU: "LED", Price: amount("4.00")}}}})
	req := asked(pricing.Line{ID: "1", SKU: "LED", Quantity: amount("25"), Adjustments: []pricing.Adjustment{percentOff("d", "0.10")}})
	req.Buyer.Tax.Country = "BE"
	req.Adjustments = []pricing.Adjustment{percentOff("deal", "0.10")}
	out := pricedBy(t, p, req)
	line := out.Lines[0]
	require.Len(t, line.Adjustments, 3)
	assert.Equal(t, []string{"10.00", "1.03", "1.25"}, []string{
		line.Adjustments[0].Amount.String(), line.Adjustments[1].Amount.String(), line.Adjustments[2].Amount.String(),
	})
	assert.Equal(t, []pricing.ReasonCode{"95", "AEO", "CAV"}, []pricing.ReasonCode{line.Adjustments[0].Reason, line.Adjustments[1].Reason, line.Adjustments[2].Reason})
	assert.Equal(t, "92.28", line.Net.String())
	assert.Equal(t, "-9.00", line.Share.String()) // 10 % of 90.00, not of 92.28
	assert.Equal(t, []string{"S 83.28 17.49"}, taxes(out))
}

func TestTrapHostileDecimalsAreRefused(t *testing.T) {
	hostile := []string{`1e5000000`, `"1e13"`, `"0.0000000000001"`, `"1234567890123456789"`, `"` + string(make([]byte, 0)) + `x"`, `null`}
	for _, give := range hostile {
		_, err := pricing.DecodeRequest([]byte(`{"currency":"EUR","lines":[{"id":"1","quantity":` + give + `}]}`))
		require.Error(t, err, give)
		assert.Contains(t, err.Error(), "lines[0].quantity", give)
	}
	built := sold("1", "1", "1")
	built.Quantity = salesdesk.Amount{Decimal: amount("1").Shift(5_000_000)} // never passed the gate
	assert.Contains(t, refused(t, asked(built)).Error(), "lines[0].quantity: amount out of range")
}

func TestTrapResultsPassTheGateToo(t *testing.T) {
	err := refused(t, asked(sold("1", "123456789012", "123456789012")))
	var out salesdesk.RangeError
	require.ErrorAs(t, err, &out)
	assert.Equal(t, salesdesk.LimitDigits, out.Limit)
	assert.Equal(t, "lines[0]", out.Path)
}

func TestTrapNothingStandsBesideOutsideScope(t *testing.T) {
	outside := sold("2", "1", "5")
	outside.VAT = &pricing.VATGroup{Category: pricing.OutsideScope, Ground: pricing.NotSubject}
	var mixedScope pricing.MixedScopeError
	require.ErrorAs(t, refused(t, asked(sold("1", "1", "5"), outside)), &mixedScope)
	assert.Equal(t, pricing.Standard, mixedScope.Other)
}
