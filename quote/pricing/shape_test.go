package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestCashIsRoundedToFiveCents(t *testing.T) {
	tests := []struct{ price, payable, rounding string }{
		{"10.01", "10.00", "-0.01"},
		{"10.02", "10.00", "-0.02"},
		{"10.03", "10.05", "0.02"},
		{"10.04", "10.05", "0.01"},
		{"10.05", "10.05", "0"},
		{"10.06", "10.05", "-0.01"},
		{"10.07", "10.05", "-0.02"},
		{"10.08", "10.10", "0.02"},
		{"10.09", "10.10", "0.01"},
		{"0.05", "0.05", "0"},
		{"0.03", "0.03", "0"}, // not above 0.05
		{"52.52", "52.50", "-0.02"},
	}
	for _, tt := range tests {
		t.Run(tt.price, func(t *testing.T) {
			req := consumer(taxed("0.06", sold("1", "1", tt.price)))
			plain := priced(t, req)
			req.CashRounding = pricing.RoundCash
			out := priced(t, req)
			assert.True(t, out.Totals.Payable.Equal(amount(tt.payable)), out.Totals.Payable)
			moved := out.Totals.Rounding.Sub(plain.Totals.Rounding.Decimal)
			assert.True(t, moved.Equal(amount(tt.rounding).Decimal), moved)
			assert.Equal(t, plain.VAT, out.VAT)
		})
	}
}

func TestCashRoundingIsForConsumersWhoAreThere(t *testing.T) {
	req := asked(sold("1", "1", "10.01"))
	req.Buyer.Tax.Business, req.Distance, req.CashRounding = true, true, pricing.RoundAll
	req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	assert.Equal(t, []string{
		"cash_rounding: excluded (buyer.tax.business)", "cash_rounding: excluded (distance)", "cash_rounding: excluded (cash_discount)",
	}, paths(refused(t, req)))
	req = asked(sold("1", "1", "10"))
	req.CashRounding, req.Currency = "coins", salesdesk.Currency("JPY")
	assert.Equal(t, []string{"cash_rounding: one_of (cash, all_means)", "cash_rounding: one_of (EUR)"}, paths(refused(t, req)))
}

func TestAnyCashPayableIsInCoins(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	five := amount("0.05").Decimal
	rapid.Check(t, func(t *rapid.T) {
		req := asked(sold("1", "1", decimals(t, 0, 99_999, 2, "price").String()))
		req.Inclusive, req.CashRounding = rapid.Bool().Draw(t, "inclusive"), pricing.RoundCash
		out, err := p.Price(req)
		require.NoError(t, err)
		require.NoError(t, pricing.Verify(out))
		if out.Totals.Payable.GreaterThan(five) {
			require.True(t, out.Totals.Payable.Mod(five).IsZero(), out.Totals.Payable)
		}
	})
}

func TestTheRateIsThatOfTheTaxPoint(t *testing.T) {
	req := supplied(pricing.ClassLodging, pricing.Goods, pricing.TaxParty{Country: "BE"}, "")
	req.Date, req.TaxPoint = calendar.MustDate("2026-02-10"), calendar.MustDate("2026-03-01")
	p := compiled(t, pricing.Rules{})
	e, err := p.Explain(req)
	require.NoError(t, err)
	assert.Equal(t, []string{"S 100.00 12.00"}, taxes(e.Priced))
	assert.Equal(t, req.TaxPoint, e.Priced.TaxPoint)
	assert.Contains(t, e.Lines[0].VAT.Evidence, pricing.Evidence{Field: "tax_point", Value: "2026-03-01"})

	req.TaxPoint = calendar.Date{}
	assert.Equal(t, []string{"S 100.00 6.00"}, taxes(pricedBy(t, p, req)))
	req.TaxPoint = calendar.Date{Year: 2026, Month: 2, Day: 30}
	assert.Contains(t, paths(refused(t, req)), "tax_point: format (2026-01-31)")
}

func TestRenovationIsReducedAfterTenCalendarYears(t *testing.T) {
	home := pricing.Dwelling{FirstOccupied: 2016, Private: true, FinalUser: true}
	with := func(change func(*pricing.Dwelling)) *pricing.Dwelling {
		d := home
		change(&d)
		return &d
	}
	tests := []struct {
		name, date string
		dwelling   *pricing.Dwelling
		want       string
		mentions   []pricing.Ground
	}{
		{"the tenth year", "2026-01-01", &home, "S 100.00 6.00", []pricing.Ground{pricing.RenovationRate}},
		{"a day too early", "2025-12-31", &home, "S 100.00 21.00", nil},
		{"no private dwelling", "2026-01-01", with(func(d *pricing.Dwelling) { d.Private = false }), "S 100.00 21.00", nil},
		{"not for the final user", "2026-01-01", with(func(d *pricing.Dwelling) { d.FinalUser = false }), "S 100.00 21.00", nil},
		{"first invoice before", "2026-01-01", with(func(d *pricing.Dwelling) { d.FirstInvoice = 2025 }), "S 100.00 21.00", nil},
	}
	p := compiled(t, pricing.Rules{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req := supplied(pricing.ClassRenovation, pricing.ImmovableWork, pricing.TaxParty{Country: "BE"}, "")
			req.Date, req.Dwelling = calendar.MustDate(tt.date), tt.dwelling
			out := pricedBy(t, p, req)
			assert.Equal(t, []string{tt.want}, taxes(out))
			assert.Equal(t, tt.mentions, out.Mentions)
		})
	}
}

func TestRenovationAsksForTheDwelling(t *testing.T) {
	req := supplied(pricing.ClassRenovation, pricing.ImmovableWork, pricing.TaxParty{Country: "BE"}, "")
	var undecidable pricing.UndecidableError
	require.ErrorAs(t, refused(t, req), &undecidable)
	assert.Equal(t, []string{"dwelling.first_occupied"}, undecidable.Missing)
	req.Dwelling = &pricing.Dwelling{FirstOccupied: 2016, FirstInvoice: 2010}
	assert.Equal(t, []string{"dwelling.first_invoice: min (2016)"}, paths(refused(t, req)))
}

func TestRenovationForAPeriodicFilerIsReverseCharged(t *testing.T) {
	contractor := pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0428759497", PeriodicFiler: true}
	req := supplied(pricing.ClassRenovation, pricing.ImmovableWork, contractor, "")
	req.Dwelling = &pricing.Dwelling{FirstOccupied: 1990, Private: true, FinalUser: true}
	out := priced(t, req)
	assert.Equal(t, pricing.ReverseImmovable, out.VAT[0].Ground)
	assert.Empty(t, out.Mentions)
}

func TestTheMarginSchemeStatesNoVAT(t *testing.T) {
	for class, want := range map[pricing.VATClass][2]string{
		pricing.ClassTravel:     {"VATEX-EU-D", "Bijzondere regeling — reisbureaus"},
		pricing.ClassSecondHand: {"VATEX-EU-F", "Bijzondere regeling — gebruikte goederen"},
		pricing.ClassArt:        {"VATEX-EU-I", "Bijzondere regeling — kunstvoorwerpen"},
		pricing.ClassAntiques:   {"VATEX-EU-J", "Bijzondere regeling — voorwerpen voor verzamelingen of antiquiteiten"},
	} {
		out := priced(t, supplied(class, pricing.Goods, pricing.TaxParty{Country: "BE"}, ""))
		assert.Equal(t, []string{"E 100.00 0.00"}, taxes(out), class)
		assert.Equal(t, want[0], out.VAT[0].Ground.VATEX())
		assert.Equal(t, want[1], out.VAT[0].Ground.Mention(salesdesk.Dutch))
	}
}

func TestWhatIsDoneOnTheSpotIsTaxedThere(t *testing.T) {
	netherlands := pricing.TaxParty{Country: "NL", Business: true, VATNumber: "NL810433941B01"}
	out := priced(t, supplied(pricing.ClassReduced12, pricing.OnTheSpot, netherlands, "BE"))
	assert.Equal(t, []string{"S 100.00 12.00"}, taxes(out))
	for to, missing := range map[string]string{"": "deliver_to", "NL": "vat"} {
		var undecidable pricing.UndecidableError
		require.ErrorAs(t, refused(t, supplied(pricing.ClassReduced12, pricing.OnTheSpot, netherlands, to)), &undecidable)
		assert.Equal(t, []string{missing}, undecidable.Missing)
	}
}

func TestTheRegionRulesTheLanguage(t *testing.T) {
	nl, fr, en := salesdesk.Dutch, salesdesk.French, salesdesk.English
	tests := []struct {
		region  salesdesk.Region
		country string
		asked   salesdesk.Language
		want    salesdesk.Language
	}{
		{salesdesk.Flanders, "BE", "fr-BE", nl},
		{salesdesk.Wallonia, "BE", nl, fr},
		{salesdesk.Brussels, "BE", "nl-BE", nl},
		{salesdesk.Brussels, "BE", en, fr},
		{salesdesk.GermanSpeaking, "BE", nl, fr}, // no mention is German
		{salesdesk.Flanders, "FR", "fr", fr},
		{salesdesk.GermanSpeaking, "DE", "de", nl},
		{"", "BE", en, en},
		{"", "BE", "", nl},
	}
	for _, tt := range tests {
		p := compiled(t, pricing.Rules{VAT: pricing.VATPolicy{Region: tt.region}})
		assert.Equal(t, tt.want, p.StatutoryLanguage(tt.country, tt.asked), "%s %s %s", tt.region, tt.country, tt.asked)
	}
	german := pricing.Rules{VAT: pricing.VATPolicy{Region: salesdesk.GermanSpeaking, Mentions: []pricing.Mention{
		{Ground: pricing.ReverseService, Language: salesdesk.German, Text: "Steuerschuldnerschaft des Leistungsempfängers"},
	}}}
	assert.Equal(t, salesdesk.German, compiled(t, german).StatutoryLanguage("BE", fr))
	german.VAT.Region = "east"
	_, err := pricing.Compile(german)
	assert.Equal(t, []string{"vat.region: one_of (flanders, wallonia, brussels, german_speaking)"}, paths(err))
}
