package figures_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/ubl/figures"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func of(p pricing.Priced) figures.Of {
	p.Currency = salesdesk.EUR
	return figures.Of{Priced: p}
}

func TestARatioIsAPercentageOfItsBase(t *testing.T) {
	vat := pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")}
	ac := of(pricing.Priced{Adjustments: []pricing.Adjusted{
		{ID: "D", Amount: amount("2.50"), Base: amount("20.00"), Rate: amount("0.125"), Reason: pricing.Discount, VAT: vat},
		{ID: "F", Charge: true, Amount: amount("9.00"), VAT: vat},
	}}).Document()
	assert.Equal(t, "12.5", ac[0].MultiplierFactorNumeric.String())
	assert.Equal(t, "20.00", ac[0].BaseAmount.Value.String())
	assert.Equal(t, "21", ac[0].TaxCategory.Percent.String())
	assert.Nil(t, ac[1].BaseAmount, "a fixed amount has neither")
	assert.Nil(t, ac[1].MultiplierFactorNumeric)
	assert.Equal(t, "F", ac[1].AllowanceChargeReason, "a reason is required")
}

func TestAnAdjustmentOfALineFollowsTheLinesVAT(t *testing.T) {
	l := pricing.PricedLine{Adjustments: []pricing.Adjusted{{ID: "D", Amount: amount("1.00"), Reason: pricing.Discount}}}
	assert.Nil(t, of(pricing.Priced{}).Line(&l)[0].TaxCategory)
}

func TestOutsideTheScopeHasNoRate(t *testing.T) {
	tax := of(pricing.Priced{VAT: []pricing.VATSubtotal{
		{VATGroup: pricing.VATGroup{Category: pricing.OutsideScope, Ground: pricing.NotSubject}, Taxable: amount("5.00")},
		{VATGroup: pricing.VATGroup{Category: pricing.ZeroRated}, Taxable: amount("7.00")},
	}}).Tax(func(g pricing.Ground) string { return g.Mention(salesdesk.French) })[0].TaxSubtotal
	assert.Nil(t, tax[0].TaxCategory.Percent)
	assert.Equal(t, "VATEX-EU-O", tax[0].TaxCategory.TaxExemptionReasonCode)
	assert.Equal(t, "Non soumis à la TVA", tax[0].TaxCategory.TaxExemptionReason)
	assert.Equal(t, "0", tax[1].TaxCategory.Percent.String())
}

func TestAnItemAlwaysHasAName(t *testing.T) {
	for want, give := range map[string]pricing.PricedLine{
		"Steen": {ID: "1", SKU: "A", Name: "Steen"}, "A": {ID: "1", SKU: "A"}, "1": {ID: "1"},
	} {
		assert.Equal(t, want, figures.Item(&give).Name)
	}
}

func TestABaseQuantityOfOneIsNotWritten(t *testing.T) {
	for _, base := range []string{"0", "1", "1.0"} {
		assert.Nil(t, of(pricing.Priced{}).Price(&pricing.PricedLine{Unit: "C62", BaseQuantity: amount(base)}).BaseQuantity, base)
	}
	assert.Equal(t, "100", of(pricing.Priced{}).Price(&pricing.PricedLine{Unit: "C62", BaseQuantity: amount("100")}).BaseQuantity.Value.String())
}

// EN 16931 wants exactly one breakdown of E, AE, K, G or O (BR-E-01 and the like).
func TestTheGroundsOfACategoryAreOneSubtotal(t *testing.T) {
	exempt := func(g pricing.Ground, taxable string) pricing.VATSubtotal {
		return pricing.VATSubtotal{VATGroup: pricing.VATGroup{Category: pricing.Exempt, Ground: g}, Taxable: amount(taxable), Tax: amount("0.00")}
	}
	tax := of(pricing.Priced{VAT: []pricing.VATSubtotal{
		exempt(pricing.CashDiscountGround, "20.00"), exempt(pricing.ExemptActivity, "100.50"),
		{VATGroup: pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.06")}, Taxable: amount("1.00"), Tax: amount("0.06")},
		{VATGroup: pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")}, Taxable: amount("1.00"), Tax: amount("0.21")},
	}}).Tax(func(g pricing.Ground) string { return g.Mention(salesdesk.English) })[0].TaxSubtotal
	assert.Len(t, tax, 3, "two rates stay apart")
	assert.Equal(t, "120.50", tax[0].TaxableAmount.Value.String())
	assert.Empty(t, tax[0].TaxCategory.TaxExemptionReasonCode, "one code would be wrong for the other")
	assert.Equal(t, "Cash discount: no VAT due, art. 28, 1° of the Belgian VAT Code; Exempt from VAT, art. 44 of the Belgian VAT Code", tax[0].TaxCategory.TaxExemptionReason)
	tax = of(pricing.Priced{VAT: []pricing.VATSubtotal{exempt(pricing.TravelMargin, "1.00"), exempt(pricing.TravelMargin, "2.00")}}).Tax(func(g pricing.Ground) string { return g.Mention(salesdesk.English) })[0].TaxSubtotal
	assert.Equal(t, "VATEX-EU-D", tax[0].TaxCategory.TaxExemptionReasonCode)
	assert.Equal(t, "Margin scheme — Travel agents", tax[0].TaxCategory.TaxExemptionReason)
}
