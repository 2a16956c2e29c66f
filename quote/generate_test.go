package quote_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
)

// market is who buys, and the kinds of VAT that may stand together for him.
type market struct {
	groups []pricing.VATGroup
	buyer  salesdesk.Party
}

func markets() []market {
	standard := func(rate string) pricing.VATGroup {
		return pricing.VATGroup{Category: pricing.Standard, Rate: amount(rate)}
	}
	belgian := header().Buyer
	dutch := salesdesk.Party{
		Name: "Bouwbedrijf De Linde", Kind: salesdesk.Business, Language: salesdesk.Dutch, VATNumber: salesdesk.MustVATNumber("NL002455799B11"),
		Address: salesdesk.Address{Street: "Havenweg 12", Postcode: "4531 AA", City: "Terneuzen", Country: "NL"},
	}
	swiss := salesdesk.Party{
		Name: "Basler Bau AG", Kind: salesdesk.Business, Language: salesdesk.English,
		Address: salesdesk.Address{Street: "Rheinweg 3", Postcode: "4051", City: "Basel", Country: "CH"},
	}
	return []market{
		{[]pricing.VATGroup{standard("0.21"), standard("0.06"), standard("0.12")}, belgian},
		{[]pricing.VATGroup{standard("0.21"), {Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable}, {Category: pricing.ZeroRated}}, belgian},
		{[]pricing.VATGroup{{Category: pricing.Exempt, Ground: pricing.ExemptActivity}, standard("0.21")}, belgian},
		{[]pricing.VATGroup{{Category: pricing.IntraEU, Ground: pricing.IntraCommunity}}, dutch},
		{[]pricing.VATGroup{{Category: pricing.ReverseCharge, Ground: pricing.ReverseService}}, dutch},
		{[]pricing.VATGroup{{Category: pricing.Export, Ground: pricing.Exportation}}, swiss},
		{[]pricing.VATGroup{{Category: pricing.OutsideScope, Ground: pricing.NotSubject}}, swiss},
	}
}

// generator draws offers of every shape: bundles, terms with ramps and parts of periods,
// options, alternatives, sections, returns, adjustments, contributions, currencies, prices
// with VAT, and what a header and conditions can say.
type generator struct {
	*rand.Rand
	pricer *pricing.Pricer
	market
	seed uint64
}

func newGenerator(t require.TestingT, seed uint64) generator {
	pricer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{SKU: "DEUR", Names: named("Binnendeur"), Units: []pricing.Unit{{Code: "XPX", Numerator: amount("12")}}},
			{SKU: "SLOT", VATClass: pricing.ClassReduced6},
			{SKU: "SET", Names: named("Deur met slot"), Components: []pricing.Component{{SKU: "DEUR", Quantity: amount("1")}, {SKU: "SLOT", Quantity: amount("2")}}, BundleDiscount: ratio("0.1")},
			{SKU: "OWN", Components: []pricing.Component{{SKU: "DEUR", Quantity: amount("3")}, {SKU: "SLOT", Quantity: amount("1")}}},
		},
		Entries: []pricing.Entry{{SKU: "DEUR", Price: amount("149.99")}, {SKU: "SLOT", Price: amount("23.45")}, {SKU: "OWN", Price: amount("411.11")}},
	}})
	require.NoError(t, err)
	return generator{
		Rand: rand.New(rand.NewPCG(seed, 5)), pricer: pricer, market: markets()[seed%uint64(len(markets()))], seed: seed, //nolint:gosec // reproducible
	}
}

func (g generator) pick(texts ...string) string { return texts[g.IntN(len(texts))] }

func (g generator) oneIn(n int) bool { return g.IntN(n) == 0 }

func (g generator) group() *pricing.VATGroup { return &g.groups[g.IntN(len(g.groups))] }

func (g generator) line(id string) pricing.Line {
	l := pricing.Line{
		ID: id, Name: "Artikel " + id, Unit: g.pick("C62", "MTR", "HUR"), VAT: g.group(), Section: g.pick("", "", "Ruwbouw", "Afwerking"),
		Quantity: amount(g.pick("1", "2", "7", "12", "100", "2.5", "0.333", "1250")),
		Price:    &pricing.Price{Amount: amount(g.pick("0.01", "0.125", "2.675", "10.00", "19.99", "83", "412.00", "0.01110515964")), BaseQuantity: amount(g.pick("1", "1", "100"))},
	}
	if g.oneIn(4) {
		l.SKU, l.Name, l.Unit, l.Price = g.pick("SET", "OWN", "DEUR"), "", "", nil
		l.Quantity = amount(g.pick("1", "2", "5"))
	}
	if g.oneIn(3) {
		l.Adjustments = append(l.Adjustments, pricing.Adjustment{ID: "percent", Rate: ratio(g.pick("0.05", "0.125", "1")), Reason: pricing.Discount})
	}
	if l.SKU == "" && g.oneIn(4) {
		l.Contributions = []pricing.Contribution{{ID: "recupel", Reason: pricing.Recupel, Amount: amount(g.pick("0.08", "1.0413")), Text: "Recupel"}}
	}
	switch {
	case g.oneIn(3):
		l.Recurring = g.term(l.SKU == "SET" || l.SKU == "OWN")
	case g.oneIn(8):
		l.Quantity.Decimal = l.Quantity.Neg()
	}
	return l
}

func (g generator) term(bundled bool) *pricing.Recurring {
	r := &pricing.Recurring{
		Start: calendar.MustDate(g.pick("2026-05-01", "2026-05-15", "2026-01-31")), Months: 1 + g.IntN(26),
		Every: pricing.Billing(g.pick("month", "quarter", "year")), Calendar: g.oneIn(2), Proration: pricing.Proration(g.pick("day", "month")),
	}
	if !bundled && g.oneIn(2) && r.Months > 12 && r.Every == pricing.Monthly {
		r.Ramps = []pricing.Ramp{{From: 3, Quantity: ratio("20")}, {From: 9, Price: &pricing.Price{Amount: amount("8.50")}}}
	}
	if !bundled && g.oneIn(4) {
		r.Minimum = ratio("50.00")
	}
	return r
}

func (g generator) request() pricing.Request {
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Language: salesdesk.Dutch, Inclusive: g.seed%4 == 3,
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: string(g.buyer.Address.Country), Business: true, VATNumber: "BE0428759497"}},
	}
	if !g.buyer.VATNumber.IsZero() {
		r.Buyer.Tax.VATNumber = g.buyer.VATNumber.String()
	}
	for i := range 1 + g.IntN(6) {
		l := g.line(fmt.Sprint(i + 1))
		switch {
		case i == 0:
			l.Quantity.Decimal = l.Quantity.Abs()
		case l.Quantity.IsNegative():
		case g.oneIn(6):
			l.Optional = true
		case g.oneIn(6):
			l.Alternative = "1"
		}
		r.Lines = append(r.Lines, l)
	}
	if g.oneIn(3) {
		r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "loyal", Rate: ratio("0.02"), Reason: pricing.SpecialRebate})
	}
	if g.oneIn(3) {
		r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "freight", Charge: true, Amount: ratio(g.pick("5.00", "12.33")), Reason: pricing.Freight, Text: "Vervoer", VAT: g.group()})
	}
	if !r.Inclusive && g.groups[0].Category != pricing.OutsideScope && g.oneIn(3) {
		r.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	}
	if g.oneIn(5) {
		r.Currency, r.Exchange = "USD", &pricing.Exchange{From: salesdesk.EUR, Rate: amount("1.0850"), Source: "ECB", Date: r.Date}
	}
	return r
}

func (g generator) header() quote.Header {
	h := header()
	h.Buyer = g.buyer
	if g.oneIn(2) {
		h.Originator, h.DeliverTo, h.Request, h.Articles = nil, nil, quote.Reference{}, nil
	}
	return h
}

func (g generator) conditions() quote.Conditions {
	c := quote.Conditions{PaymentDays: 30, Language: salesdesk.Dutch, Text: g.pick("", "Kleurverschillen blijven mogelijk."), WithoutEngagement: g.oneIn(5)}
	if g.oneIn(2) {
		c.Incoterm, c.DeliveryPlace = terms.DAP, "Gent"
	} else if g.oneIn(2) {
		c.DeliveryPlace = "Gent"
	}
	return c
}

// TestGeneratedQuotationsAreWhole writes 350 quotations, the same in every run, and reads
// them again: their lines and allowances come to their totals. QUOTATION_TEST_DIR keeps
// them, for other judges.
func TestGeneratedQuotationsAreWhole(t *testing.T) {
	dir, returns, segments, alternatives := os.Getenv("QUOTATION_TEST_DIR"), 0, 0, 0
	for seed := range uint64(350) {
		g := newGenerator(t, seed)
		content, err := quote.Price(g.pricer, g.request(), g.conditions())
		require.NoError(t, err, "seed %d", seed)
		if g.oneIn(2) {
			content.Conditions.Promises = []quote.Promise{{Line: content.Priced.Lines[0].ID, Date: day("2026-05-20")}}
		}
		for i := range content.Priced.Lines {
			if content.Priced.Lines[i].Quantity.IsNegative() {
				returns++
			}
		}
		var out bytes.Buffer
		require.NoError(t, quote.WriteUBL(&out, sold(t, content), g.header()), "seed %d", seed)
		if dir != "" {
			require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.xml", seed)), out.Bytes(), 0o600))
		}
		read, err := ubl.Read(out.Bytes())
		require.NoError(t, err)
		doc := read.(ubl.Quotation)
		addsUp(t, doc, content.Priced)
		for i := range doc.QuotationLine {
			segments += len(doc.QuotationLine[i].LineItem.SubLineItem)
			alternatives += len(doc.QuotationLine[i].AlternativeLineItem)
		}
	}
	for what, n := range map[string]int{"returns": returns, "segments": segments, "alternatives": alternatives} {
		assert.Greater(t, n, 50, what)
	}
}

// addsUp holds a quotation to its own figures, and to those of the priced document.
func addsUp(t *testing.T, doc ubl.Quotation, priced pricing.Priced) {
	t.Helper()
	total, sum := doc.QuotedMonetaryTotal, amount("0")
	for i := range doc.QuotationLine {
		l := &doc.QuotationLine[i]
		require.False(t, l.Quantity.Value.IsNegative())
		sum.Decimal = sum.Add(l.LineExtensionAmount.Value.Decimal)
		below := amount("0")
		for k := range l.LineItem.SubLineItem {
			below.Decimal = below.Add(l.LineItem.SubLineItem[k].LineExtensionAmount.Value.Decimal)
		}
		if len(l.LineItem.SubLineItem) == 0 {
			continue
		}
		for _, a := range l.LineItem.AllowanceCharge {
			if a.ChargeIndicator {
				below.Decimal = below.Add(a.Amount.Value.Decimal)
			} else {
				below.Decimal = below.Sub(a.Amount.Value.Decimal)
			}
		}
		require.True(t, below.Equal(l.LineExtensionAmount.Value), "the periods of line %s come to %s", l.ID, below)
	}
	require.True(t, sum.Equal(total.LineExtensionAmount.Value))
	for _, a := range doc.AllowanceCharge {
		if a.ChargeIndicator {
			sum.Decimal = sum.Add(a.Amount.Value.Decimal)
		} else {
			sum.Decimal = sum.Sub(a.Amount.Value.Decimal)
		}
	}
	require.True(t, sum.Equal(total.TaxExclusiveAmount.Value))
	require.True(t, total.TaxExclusiveAmount.Value.Equal(priced.Totals.TaxExclusive))
	require.True(t, total.PayableAmount.Value.Equal(priced.Totals.Payable))
}
