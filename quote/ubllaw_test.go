package quote_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestTheStatutoryLanguageIsTheSellersInBelgiumAndTheBuyersAcrossTheBorder(t *testing.T) {
	tests := []struct {
		postcode      string
		language      salesdesk.Language
		country       salesdesk.Country
		want, mention string
	}{
		{"2030", "fr", "BE", "nl", "Verlegging van heffing"},
		{"5000", "nl-BE", "BE", "fr", "Autoliquidation"},
		{"1000", "nl", "BE", "nl", "Verlegging van heffing"},
		{"1000", "en", "BE", "fr", "Autoliquidation"},
		{"4700", "nl", "BE", "fr", "Autoliquidation"}, // no German text is built in
		{"2030", "fr", "FR", "fr", "Autoliquidation"},
		{"2030", "en-GB", "NL", "en", "Reverse charge"},
	}
	reverse := pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable}
	for _, tt := range tests {
		c := facade(t, func(r *pricing.Request, _ *quote.Conditions) {
			r.Lines, r.CashDiscount = r.Lines[:1], nil
			r.Lines[0].VAT, r.Buyer.Tax.Country = &reverse, string(tt.country)
		})
		q, h := sold(t, c), header()
		q.Seller.Address.Postcode, h.Buyer.Language, h.Buyer.Address.Country = tt.postcode, tt.language, tt.country
		assert.Equal(t, salesdesk.Language(tt.want), h.Statutory(q.Seller), tt)
		doc, _ := written(t, q, h)
		category := doc.TaxTotal[0].TaxSubtotal[0].TaxCategory
		assert.Equal(t, "VATEX-EU-AE", category.TaxExemptionReasonCode)
		assert.True(t, strings.HasPrefix(category.TaxExemptionReason, tt.mention), category.TaxExemptionReason)
	}
}

func TestAHouseMayBringItsOwnTextsOfLaw(t *testing.T) {
	h, seller := header(), seller()
	h.Mentions = []pricing.Mention{
		{Ground: pricing.ReverseService, Language: "de", Text: "Steuerschuldnerschaft"},
		{Ground: pricing.ReverseService, Language: "de", From: day("2026-05-01"), Text: "spätere Fassung"},
	}
	seller.Address.Postcode = "4700"
	assert.Equal(t, salesdesk.German, h.Statutory(seller))
	assert.Equal(t, "Steuerschuldnerschaft", h.Mention(pricing.ReverseService, "de"), "that of the day of issue")
	assert.Empty(t, h.Mention(pricing.Exportation, "de"))
}

// The German texts that the library has are for a house to choose, since they are of no decree.
func TestASellerInEupenMayWriteGerman(t *testing.T) {
	q, h := sold(t, facade(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines, r.CashDiscount = r.Lines[:1], nil
		r.Lines[0].VAT = &pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable}
	})), header()
	q.Seller.Address.Postcode = "4700"
	h.Mentions = append(pricing.BelgianMentions(), pricing.GermanMentions()...)
	doc, _ := written(t, q, h)
	assert.Equal(t, "Steuerschuldnerschaft des Leistungsempfängers", doc.TaxTotal[0].TaxSubtotal[0].TaxCategory.TaxExemptionReason)
}

// 200.00 US dollars of VAT at 1.0850 a euro is 184.33 euro, which the invoice will state.
func TestVATInAnotherCurrencyIsStatedInEuroToo(t *testing.T) {
	abroad := func(r *pricing.Request, _ *quote.Conditions) {
		r.Currency, r.Lines, r.Adjustments, r.CashDiscount = "USD", r.Lines[:1], nil, nil
		r.Lines[0].Price, r.Lines[0].Quantity, r.Lines[0].Adjustments = &pricing.Price{Amount: amount("952.38")}, amount("1"), nil
		r.Exchange = &pricing.Exchange{From: "EUR", Rate: amount("1.0850"), Source: "ECB", Date: day("2026-04-17")}
	}
	q := sold(t, facade(t, abroad))
	doc, _ := written(t, q, header())
	require.Len(t, doc.TaxTotal, 2)
	assert.Equal(t, "200.00", doc.TaxTotal[0].TaxAmount.Value.String())
	assert.Equal(t, ubl.TaxTotal{TaxAmount: ubl.Amount{Currency: "EUR", Value: amount("184.33")}}, doc.TaxTotal[1])

	q.Seller.Address.Country = "NL"
	doc, _ = written(t, q, header())
	assert.Len(t, doc.TaxTotal, 1, "a seller elsewhere has his own currency of VAT")
	doc, _ = written(t, sold(t, facade(t, nil)), header())
	assert.Len(t, doc.TaxTotal, 1)
}

func TestGroundsForNoVATAskForNumbers(t *testing.T) {
	for _, tt := range []struct {
		vat    pricing.VATGroup
		number bool // the enterprise number is enough
		fine   bool
	}{
		{pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable}, false, false},
		{pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable}, true, true},
		{pricing.VATGroup{Category: pricing.IntraEU, Ground: pricing.IntraCommunity}, true, false},
		{pricing.VATGroup{Category: pricing.Export, Ground: pricing.Exportation}, false, true},
	} {
		q := sold(t, facade(t, func(r *pricing.Request, _ *quote.Conditions) {
			r.Lines, r.CashDiscount, r.Lines[0].VAT = r.Lines[:1], nil, &tt.vat
		}))
		h := header()
		h.Buyer.VATNumber = salesdesk.VATNumber{}
		if !tt.number {
			h.Buyer.EnterpriseNumber = salesdesk.EnterpriseNumber{}
		}
		if tt.fine {
			assert.NoError(t, h.Check(q), tt)
		} else {
			assert.EqualError(t, h.Check(q), "header.buyer.vat_number: required", tt)
		}
	}
}
