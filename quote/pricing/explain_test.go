package pricing_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// desk is a small book with a list, tiers, an agreement, cost and a contribution.
func desk() pricing.Rules {
	d := calendar.MustDate
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{
				SKU: "DRILL", Names: map[salesdesk.Language]string{"nl": "Boormachine", "fr": "Perceuse"}, Cost: pointer("60"),
				Contributions: []pricing.Contribution{{ID: "recupel", Reason: pricing.Recupel, Amount: amount("0.4132"), Text: "Recupel"}},
			},
			{SKU: "FREIGHT", Names: map[salesdesk.Language]string{"en": "Freight"}, Supply: pricing.Service, NotDiscountable: true},
		},
		Entries: []pricing.Entry{
			{ID: "list", SKU: "DRILL", Price: amount("100"), Mode: pricing.Volume, Tiers: []pricing.Tier{{From: amount("10"), Price: amount("95")}}},
			{ID: "contractor", SKU: "DRILL", CustomerGroup: "contractor", Price: amount("90")},
			{ID: "contractor old", SKU: "DRILL", CustomerGroup: "contractor", Priority: -1, Price: amount("91")},
			{ID: "spring", SKU: "DRILL", CustomerGroup: "contractor", From: d("2026-03-01"), To: d("2026-06-01"), Price: amount("80")},
			{ID: "winter", SKU: "DRILL", Customer: "C1", From: d("2026-12-01"), Price: amount("79")},
			{ID: "web", SKU: "DRILL", Channel: "web", Price: amount("99")},
			{ID: "gardener", SKU: "DRILL", CustomerGroup: "gardener", Price: amount("97")},
			{ID: "for another", SKU: "DRILL", Customer: "C2", Price: amount("70")},
			{ID: "freight", SKU: "FREIGHT", Price: amount("40")},
		},
	}}
}

func deskRequest() pricing.Request {
	req := asked(
		pricing.Line{ID: "1", SKU: "DRILL", Quantity: amount("10"), Adjustments: []pricing.Adjustment{percentOff("d", "0.05")}},
		pricing.Line{ID: "2", SKU: "FREIGHT", Quantity: amount("1")},
	)
	req.Buyer = pricing.Buyer{ID: "C1", Groups: []string{"contractor"}, Tax: pricing.TaxParty{Country: "BE"}}
	req.Adjustments = []pricing.Adjustment{{ID: "project", Rate: pointer("0.10"), Text: "Project"}, {ID: "small", Charge: true, Amount: pointer("9.00")}}
	req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	return req
}

func steps(w pricing.Waterfall) (list []string) {
	for _, s := range w.Steps {
		list = append(list, string(s.Kind)+" "+s.Amount.String()+" = "+s.Balance.String())
	}
	return list
}

func TestExplainGoesFromListToPocket(t *testing.T) {
	p := compiled(t, desk())
	e, err := p.Explain(deskRequest())
	require.NoError(t, err)
	assert.Equal(t, []string{
		"list 1000.00 = 1000.00",
		"tier -50.00 = 950.00",
		"agreement -50.00 = 900.00",
		"allowance -45.00 = 855.00",
		"contribution 4.13 = 859.13",
		"document_allowance -85.50 = 773.63",
		"document_charge 8.60 = 782.23",
		"cash_discount -15.64 = 766.59",
	}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, []string{"list 40.00 = 40.00", "document_charge 0.40 = 40.40", "cash_discount -0.81 = 39.59"}, steps(e.Lines[1].Waterfall))
	w := e.Lines[0].Waterfall
	assert.Equal(t, []string{"950.00", "859.13", "782.23", "766.59"}, []string{w.List.String(), w.Net.String(), w.Invoice.String(), w.Pocket.String()})
	assert.Equal(t, []string{"990.00", "899.13", "822.63", "806.18"}, []string{e.List.String(), e.Net.String(), e.Invoice.String(), e.Pocket.String()})
	assert.Equal(t, e.Priced.Totals.TaxExclusive.String(), e.Invoice.String())
}

func TestExplainGivesTheSameDocumentAsPrice(t *testing.T) {
	p := compiled(t, desk())
	e, err := p.Explain(deskRequest())
	require.NoError(t, err)
	assert.Equal(t, pricedBy(t, p, deskRequest()), e.Priced)
	assert.Equal(t, []string{"Boormachine", "Freight"}, []string{e.Priced.Lines[0].Name, e.Priced.Lines[1].Name})
	req := deskRequest()
	req.Language = "fr-BE"
	assert.Equal(t, "Perceuse", pricedBy(t, p, req).Lines[0].Name)

	_, err = p.Explain(asked())
	assert.Equal(t, []string{"lines: required"}, paths(err))
}

func TestExplainNamesTheLosersAndWhy(t *testing.T) {
	e, err := compiled(t, desk()).Explain(deskRequest())
	require.NoError(t, err)
	line := e.Lines[0]
	require.NotNil(t, line.Winner)
	assert.Equal(t, "contractor", line.Winner.Entry)
	assert.Equal(t, 1, line.ForOthers)
	got := map[string]pricing.Rejection{}
	for _, c := range line.Rejected {
		got[c.Entry] = c.Reason
	}
	assert.Equal(t, map[string]pricing.Rejection{
		"list": pricing.LessSpecific, "contractor old": pricing.LowerPriority, "spring": pricing.Expired,
		"winter": pricing.NotYetValid, "web": pricing.OtherChannel, "gardener": pricing.OtherGroup,
	}, got)
}

func TestExplainShowsAnAgreedPriceAgainstTheBook(t *testing.T) {
	req := deskRequest()
	req.Lines[0].Price = &pricing.Price{Amount: amount("110")}
	req.Lines[0].Adjustments = nil
	e, err := compiled(t, desk()).Explain(req)
	require.NoError(t, err)
	assert.Nil(t, e.Lines[0].Winner)
	assert.Equal(t, []string{"list 1000.00 = 1000.00", "tier -50.00 = 950.00", "agreement -50.00 = 900.00", "agreed_price 200.00 = 1100.00"}, steps(e.Lines[0].Waterfall)[:4])
	for _, c := range e.Lines[0].Rejected {
		if c.Entry == "contractor" {
			assert.Equal(t, pricing.AgreedPrice, c.Reason)
		}
	}
}

func TestMarginLeavesContributionsAndChargesOut(t *testing.T) {
	e, err := compiled(t, desk()).Explain(deskRequest())
	require.NoError(t, err)
	m := e.Lines[0].Margin
	require.NotNil(t, m)
	assert.Equal(t, []string{"769.50", "600.00", "169.50", "0.220273"}, []string{m.Revenue.String(), m.Cost.String(), m.Amount.String(), m.Ratio.String()})
	assert.Nil(t, e.Lines[1].Margin)
	assert.Equal(t, 1, e.WithoutCost)
	assert.Equal(t, "0.220273", e.MarginRatio.String())
	// 45.00 and 85.50 off the 940.00 that the book asks of a contractor
	assert.Equal(t, "0.138830", e.Discount.String())
}

func TestExplainSaysWhatVATRestsOn(t *testing.T) {
	req := deskRequest()
	req.Lines[1].VAT = &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")}
	e, err := compiled(t, desk()).Explain(req)
	require.NoError(t, err)
	assert.Equal(t, []pricing.Evidence{
		{Field: "buyer.tax.country", Value: "BE"},
		{Field: "vat_class", Value: "standard"},
		{Field: "date", Value: "2026-11-23"},
		{Field: "vat.rates.source", Value: "WBTW art. 37, KB 20"},
	}, e.Lines[0].VAT.Evidence)
	assert.Equal(t, []pricing.Evidence{{Field: "lines[1].vat", Value: "S 0.21"}}, e.Lines[1].VAT.Evidence)
}

func TestDocumentsRoundTripThroughJSON(t *testing.T) {
	e, err := compiled(t, desk()).Explain(deskRequest())
	require.NoError(t, err)
	roundTrip(t, e)
	roundTrip(t, e.Priced)
	roundTrip(t, deskRequest())
	roundTrip(t, desk())
	roundTrip(t, cable(entry("", "1", revised(pricing.Revision{Fixed: amount("1")}))))
	roundTrip(t, packed(entry("", "1", nil)))
	roundTrip(t, shirts(nil))
	roundTrip(t, listed(pricing.List{ID: "L", Formula: &pricing.Formula{CostPlus: true, MinMargin: pointer("0.1")}}))

	data, err := json.Marshal(e.Priced)
	require.NoError(t, err)
	again, err := pricing.DecodePriced(data)
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(again))
}

func roundTrip[T any](t *testing.T, v T) {
	t.Helper()
	data, err := json.Marshal(v)
	require.NoError(t, err)
	var again T
	require.NoError(t, strict.Decode(data, &again))
	twice, err := json.Marshal(again)
	require.NoError(t, err)
	assert.Equal(t, string(data), string(twice))
}

func TestDecodeNamesEveryProblem(t *testing.T) {
	_, err := pricing.DecodeRequest([]byte(`{"currency":"EUR","colour":1,"lines":[{"id":"1","quantity":"x","vat":{"rte":1}}]}`))
	assert.Equal(t, []string{"colour: unknown", "lines[0].quantity: decimal (x)", "lines[0].vat.rte: unknown"}, paths(err))
	_, err = pricing.DecodeBook([]byte(`{"articles":[{"sku":"A","discount":1}]}`))
	assert.Equal(t, []string{"articles[0].discount: unknown"}, paths(err))
}
