package pricing_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/shared"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

type vector struct {
	ID            string
	Currency      salesdesk.Currency
	Lines         []vectorLine
	DocAllowances []vectorAdjustment
	DocCharges    []vectorAdjustment
	Prepaid       salesdesk.Amount
	Rounding      salesdesk.Amount
	Totals        struct {
		LineTotal, AllowanceTotal, ChargeTotal, TaxExclusive, TaxTotal, TaxInclusive, Payable salesdesk.Amount
		VATBreakdown                                                                          []struct {
			Category           pricing.VATCategory
			Rate, Taxable, Tax salesdesk.Amount
		}
	}
}

type vectorLine struct {
	ID, Unit            string
	Qty, Price, BaseQty salesdesk.Amount
	VATCategory         pricing.VATCategory
	VATRate, LineNet    salesdesk.Amount
	LineAllowances      []vectorAdjustment
	LineCharges         []vectorAdjustment
}

type vectorAdjustment struct {
	Amount      salesdesk.Amount
	Base        *salesdesk.Amount
	Percent     *salesdesk.Amount
	VATCategory pricing.VATCategory
	VATRate     salesdesk.Amount
}

// percent is 21 as the ratio 0.21.
func percent(a salesdesk.Amount) salesdesk.Amount {
	return salesdesk.Amount{Decimal: a.Shift(-2)}
}

// vectorGroup is a group of the vectors, which name no ground.
func vectorGroup(category pricing.VATCategory, rate salesdesk.Amount) *pricing.VATGroup {
	return &pricing.VATGroup{Category: category, Rate: percent(rate), Ground: map[pricing.VATCategory]pricing.Ground{
		pricing.Exempt: pricing.ExemptActivity, pricing.ReverseCharge: pricing.ReverseService, pricing.IntraEU: pricing.IntraCommunity,
		pricing.Export: pricing.Exportation, pricing.OutsideScope: pricing.NotSubject,
	}[category]}
}

func (l vectorLine) request() pricing.Line {
	return pricing.Line{
		ID: l.ID, Quantity: l.Qty, Unit: l.Unit, Price: &pricing.Price{Amount: l.Price, BaseQuantity: l.BaseQty},
		VAT:         vectorGroup(l.VATCategory, l.VATRate),
		Adjustments: append(adjustments("allowance", false, l.LineAllowances), adjustments("charge", true, l.LineCharges)...),
	}
}

func adjustments(id string, charge bool, given []vectorAdjustment) []pricing.Adjustment {
	var list []pricing.Adjustment
	for i, a := range given {
		next := pricing.Adjustment{ID: fmt.Sprint(id, i), Charge: charge, Amount: &a.Amount}
		if a.VATCategory != "" {
			next.VAT = vectorGroup(a.VATCategory, a.VATRate)
		}
		list = append(list, next)
	}
	return list
}

func (v vector) request() pricing.Request {
	req := pricing.Request{
		Buyer:    pricing.Buyer{Tax: pricing.TaxParty{Country: "NL", Business: true, VATNumber: "NL810433941B01"}},
		Currency: v.Currency, Date: calendar.MustDate("2026-11-23"), Prepaid: v.Prepaid, Rounding: v.Rounding,
		Adjustments: append(adjustments("allowance", false, v.DocAllowances), adjustments("charge", true, v.DocCharges)...),
	}
	for _, l := range v.Lines {
		req.Lines = append(req.Lines, l.request())
	}
	return req
}

func vectors(tb testing.TB) []vector {
	var file struct{ Cases []vector }
	require.NoError(tb, json.Unmarshal(shared.Read(tb, "vectors/pricing.json"), &file))
	require.Len(tb, file.Cases, 85)
	return file.Cases
}

func TestPriceGivesThePublishedTotals(t *testing.T) {
	pricer, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	for _, v := range vectors(t) {
		t.Run(v.ID, func(t *testing.T) {
			priced, err := pricer.Price(v.request())
			require.NoError(t, err)
			same(t, "BT-106", v.Totals.LineTotal, priced.Totals.Lines)
			same(t, "BT-107", v.Totals.AllowanceTotal, priced.Totals.Allowances)
			same(t, "BT-108", v.Totals.ChargeTotal, priced.Totals.Charges)
			same(t, "BT-109", v.Totals.TaxExclusive, priced.Totals.TaxExclusive)
			same(t, "BT-110", v.Totals.TaxTotal, priced.Totals.Tax)
			same(t, "BT-112", v.Totals.TaxInclusive, priced.Totals.TaxInclusive)
			same(t, "BT-115", v.Totals.Payable, priced.Totals.Payable)
			for i, l := range v.Lines {
				same(t, "BT-131", l.LineNet, priced.Lines[i].Net)
			}
			v.sameVAT(t, priced.VAT)
		})
	}
}

func (v vector) sameVAT(t *testing.T, got []pricing.VATSubtotal) {
	require.Len(t, got, len(v.Totals.VATBreakdown))
	for _, want := range v.Totals.VATBreakdown {
		found := false
		for _, g := range got {
			if g.Category == want.Category && g.Rate.Equal(percent(want.Rate)) {
				found = true
				same(t, "BT-116", want.Taxable, g.Taxable)
				same(t, "BT-117", want.Tax, g.Tax)
			}
		}
		assert.True(t, found, "%s at %s", want.Category, want.Rate)
	}
}

func same(t *testing.T, what string, want, got salesdesk.Amount) {
	t.Helper()
	assert.True(t, want.Equal(got), "%s: want %s, got %s", what, want, got)
}
