package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestVerifyNamesEveryFigureThatDeviates(t *testing.T) {
	tests := []struct {
		name   string
		change func(*pricing.Priced)
		want   []string
	}{
		{"line net", func(p *pricing.Priced) { p.Lines[0].Net = amount("859.14") }, []string{
			"lines[0].net: BT-131 is 859.14 EUR where 859.13 EUR is exact",
			"vat[1].taxable: BT-116 is 806.18 EUR where 806.19 EUR is exact",
			"totals.lines: BT-106 is 899.13 EUR where 899.14 EUR is exact",
		}},
		{"line allowance", func(p *pricing.Priced) { p.Lines[0].Adjustments[0].Amount = amount("45.01") }, []string{
			"lines[0].adjustments[0].amount: BT-136 is 45.01 EUR where 45.00 EUR is exact",
			"lines[0].net: BT-131 is 859.13 EUR where 859.12 EUR is exact",
		}},
		{"line charge", func(p *pricing.Priced) { p.Lines[0].Adjustments[1].Base = amount("1") }, []string{
			"lines[0].adjustments[1].amount: BT-141 is 4.13 EUR where 0.00 EUR is exact",
		}},
		{"document allowance", func(p *pricing.Priced) { p.Adjustments[0].Amount = amount("85.505") }, []string{
			"adjustments[0].amount: BT-92 is 85.505 EUR where 85.51 EUR is exact",
			"adjustments[0].amount: BT-92 is 85.505 EUR where 85.50 EUR is exact",
			"lines: BT-92 and BT-99 is -76.50 EUR where -76.505 EUR is exact",
			"vat[1].taxable: BT-116 is 806.18 EUR where 806.175 EUR is exact",
			"totals.allowances: BT-107 is 101.95 EUR where 101.955 EUR is exact",
		}},
		{"tax", func(p *pricing.Priced) { p.VAT[1].Tax = amount("169.31") }, []string{
			"vat[1].tax: BT-117 is 169.31 EUR where 169.30 EUR is exact",
			"totals.tax: BT-110 is 169.30 EUR where 169.31 EUR is exact",
		}},
		{"totals", func(p *pricing.Priced) {
			p.Totals.Charges, p.Totals.TaxExclusive, p.Totals.TaxInclusive, p.Totals.Payable = amount("1"), amount("2"), amount("3"), amount("4")
		}, []string{
			"totals.charges: BT-108 is 1 EUR where 25.45 EUR is exact",
			"totals.tax_exclusive: BT-109 is 2 EUR where 798.18 EUR is exact",
			"totals.tax_inclusive: BT-112 is 3 EUR where 171.30 EUR is exact",
			"totals.payable: BT-115 is 4 EUR where 3 EUR is exact",
			"cash_discount.payable: BT-115 is 975.48 EUR where -12.45 EUR is exact",
		}},
		{"price", func(p *pricing.Priced) { p.Lines[0].Price, p.Lines[0].Quantity = amount("-90"), amount("-10") }, []string{"lines[0].price: min (0)"}},
		{"reason", func(p *pricing.Priced) { p.Adjustments[0].Reason, p.Adjustments[0].Text = "", "" }, []string{"adjustments[0].reason: required"}},
		{"same id", func(p *pricing.Priced) { p.Lines[1].ID = "1" }, []string{"lines[1].id: duplicate (1)"}},
		{"missing group", func(p *pricing.Priced) { p.VAT = p.VAT[1:] }, []string{"vat: required (E 0)"}},
		{"group twice", func(p *pricing.Priced) { p.VAT = append(p.VAT, p.VAT[0]) }, []string{"vat: duplicate (E 0)"}},
		{"group of nothing", func(p *pricing.Priced) {
			p.VAT = append(p.VAT, pricing.VATSubtotal{VATGroup: pricing.VATGroup{Category: pricing.ZeroRated}})
		}, []string{"vat[2]: unknown"}},
		{"rate", func(p *pricing.Priced) { p.VAT[1].Rate = amount("21") }, []string{"vat[1].rate: max (1)", "vat: required (S 0.21)"}},
		{"scope", func(p *pricing.Priced) {
			p.VAT = append(p.VAT, pricing.VATSubtotal{VATGroup: pricing.VATGroup{Category: pricing.OutsideScope, Ground: pricing.NotSubject}})
		}, []string{"vat[2]: unknown", "vat: outside the scope of vat beside category S"}},
		{"no lines, no currency", func(p *pricing.Priced) { *p = pricing.Priced{} }, []string{"currency: required", "lines: required"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := pricedBy(t, compiled(t, desk()), deskRequest())
			tt.change(&p)
			assert.Equal(t, tt.want, paths(pricing.Verify(p)))
		})
	}
}

func TestADeviationCarriesItsNumbers(t *testing.T) {
	p := pricedBy(t, compiled(t, desk()), deskRequest())
	p.Totals.Payable = amount("0.01")
	var d pricing.DeviationError
	require.ErrorAs(t, pricing.Verify(p), &d)
	assert.Equal(t, "BT-115", d.BT)
	assert.Equal(t, "0.01 EUR", d.Got.String())
}
