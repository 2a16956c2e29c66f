package invoice_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func ratio(s string) *salesdesk.Amount {
	a := amount(s)
	return &a
}

func at(rate string) *pricing.VATGroup {
	return &pricing.VATGroup{Category: pricing.Standard, Rate: amount(rate)}
}

// line is a line with an agreed price and a VAT rate.
func line(id, quantity, price, rate string) pricing.Line {
	return pricing.Line{ID: id, Quantity: amount(quantity), Unit: "C62", Price: &pricing.Price{Amount: amount(price)}, VAT: at(rate), Name: "Article " + id}
}

// priced is a document of lines, with an amount off the whole where one is given.
func priced(t require.TestingT, off string, lines ...pricing.Line) pricing.Priced {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	require.NoError(t, err)
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-05-12"), Lines: lines,
		Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE1899010174"}},
	}
	if off != "" {
		r.Adjustments = []pricing.Adjustment{{ID: "off", Amount: ratio(off), Reason: "95", Text: "Korting"}}
	}
	out, err := p.Price(r)
	require.NoError(t, err)
	return out
}

func header() invoice.Header {
	return invoice.Header{
		IssueDate: calendar.MustDate("2026-05-12"), DueDate: calendar.MustDate("2026-06-11"), DeliveryDate: calendar.MustDate("2026-05-11"),
		Seller: salesdesk.Party{
			Name: "Scheldebouw Groothandel", LegalForm: "NV", Kind: salesdesk.Business, Language: salesdesk.Dutch, Court: "Antwerpen, afdeling Antwerpen",
			Address:          salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: "BE"},
			EnterpriseNumber: salesdesk.MustEnterpriseNumber("1899900101"), VATNumber: salesdesk.MustVATNumber("BE1899900101"), PeriodicFiler: true,
			Endpoint: salesdesk.MustEndpoint("0208:1899900101"), IBAN: salesdesk.MustIBAN("BE71096123456769"), BIC: salesdesk.MustBIC("GKCCBEBB"),
			Contacts: []salesdesk.Contact{{Name: "An Willems", Phone: salesdesk.MustPhoneNumber("+3235551214"), Email: "an@scheldebouw.example"}},
		},
		Buyer: salesdesk.Party{
			Name: "Bouwwerken Verhaegen", LegalForm: "BV", Kind: salesdesk.Business, Language: salesdesk.Dutch,
			Address:          salesdesk.Address{Street: "Nijverheidskaai 48", Postcode: "9000", City: "Gent", Country: "BE"},
			EnterpriseNumber: salesdesk.MustEnterpriseNumber("1899010174"), VATNumber: salesdesk.MustVATNumber("BE1899010174"), PeriodicFiler: true,
			Endpoint: salesdesk.MustEndpoint("0208:1899010174"),
		},
		BuyerReference: "WERF-2026-017", SalesOrder: "BEST-2026-0901", Payment: salesdesk.MustPaymentReference("+++090/9337/55493+++"),
		Language: salesdesk.Dutch,
	}
}

func some(id, quantity string) []invoice.Quantity {
	return []invoice.Quantity{{Line: id, Quantity: amount(quantity)}}
}

func all(p pricing.Priced) []invoice.Quantity {
	var quantities []invoice.Quantity
	for _, l := range p.Lines {
		if l.Quantity.IsPositive() {
			quantities = append(quantities, invoice.Quantity{Line: l.ID, Quantity: l.Quantity})
		}
	}
	return quantities
}

func billed(t require.TestingT, p pricing.Priced) invoice.Document {
	d, err := invoice.Bill(p, nil, all(p), "2026-1", header())
	require.NoError(t, err)
	return d
}

func TestTheWholeIsBilledAsAgreed(t *testing.T) {
	p := priced(t, "10.00", line("1", "6", "5.504", "0.21"), line("2", "3", "0.35", "0.06"))
	d := billed(t, p)
	assert.Equal(t, p.Totals.Payable.String(), d.Figures.Totals.Payable.String())
	assert.Equal(t, p.VAT, d.Figures.VAT)
	require.NoError(t, d.Check())
}

// creditOneByOne gives back a line unit by unit.
func creditOneByOne(t require.TestingT, d invoice.Document, id string, times int) []invoice.Document {
	var notes []invoice.Document
	for i := range times {
		note, err := invoice.Credit([]invoice.Document{d}, notes, some(id, "1"), fmt.Sprintf("C-%d", i+1), header())
		require.NoError(t, err)
		require.NoError(t, note.Check())
		notes = append(notes, note)
	}
	return notes
}

func TestThreeOfTenEuroWithOneOffReturnOneByOne(t *testing.T) {
	d := billed(t, priced(t, "1.00", line("1", "3", "10.00", "0.21")))
	assert.Equal(t, "35.09", d.Figures.Totals.Payable.String())
	var nets, vats, payables []string
	for _, note := range creditOneByOne(t, d, "1", 3) {
		nets = append(nets, note.Figures.Totals.TaxExclusive.String())
		vats = append(vats, note.Figures.Totals.Tax.String())
		payables = append(payables, note.Figures.Totals.Payable.String())
	}
	assert.Equal(t, []string{"9.67", "9.66", "9.67"}, nets)
	assert.Equal(t, []string{"2.03", "2.03", "2.03"}, vats)
	assert.Equal(t, []string{"11.70", "11.69", "11.70"}, payables)
}

func TestFiveDimesReturnedSinglyCarryTheCentInTheLast(t *testing.T) {
	d := billed(t, priced(t, "", line("1", "5", "0.10", "0.21")))
	assert.Equal(t, "0.61", d.Figures.Totals.Payable.String())
	notes := creditOneByOne(t, d, "1", 5)
	sum := amount("0")
	for _, note := range notes {
		assert.Equal(t, "0.10", note.Figures.Totals.TaxExclusive.String())
		assert.Equal(t, "0.02", note.Figures.Totals.Tax.String())
		sum.Decimal = sum.Add(note.Figures.Totals.Payable.Decimal)
	}
	assert.Equal(t, "0.61", sum.String())
	assert.Equal(t, "0.01", notes[4].Figures.Totals.Rounding.String())
}

func TestReturnTheReducedRateOfAMixedInvoice(t *testing.T) {
	d := billed(t, priced(t, "10.00", line("1", "1", "60.00", "0.21"), line("2", "1", "40.00", "0.06")))
	note, err := invoice.Credit([]invoice.Document{d}, nil, some("2", "1"), "C-1", header())
	require.NoError(t, err)
	assert.Equal(t, []string{"36.00", "2.16", "38.16"}, []string{
		note.Figures.Totals.TaxExclusive.String(), note.Figures.Totals.Tax.String(), note.Figures.Totals.Payable.String(),
	})
}

func TestTheTierPriceThatWasPaidIsRefunded(t *testing.T) {
	d := billed(t, priced(t, "", line("1", "10", "9.00", "0.21")))
	note, err := invoice.Credit([]invoice.Document{d}, nil, some("1", "1"), "C-1", header())
	require.NoError(t, err)
	assert.Equal(t, "9.00", note.Figures.Totals.TaxExclusive.String())
}

func TestMoreThanIsLeftIsRefused(t *testing.T) {
	d := billed(t, priced(t, "", line("1", "3", "89.99", "0.21")))
	first, err := invoice.Credit([]invoice.Document{d}, nil, some("1", "2"), "C-1", header())
	require.NoError(t, err)
	assert.Equal(t, "179.98", first.Figures.Totals.TaxExclusive.String())
	_, err = invoice.Credit([]invoice.Document{d}, []invoice.Document{first}, some("1", "2"), "C-2", header())
	var quantity invoice.QuantityError
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, "1", quantity.Left.String())
	_, err = invoice.Bill(d.Figures, nil, []invoice.Quantity{{Line: "1", Quantity: amount("0")}, {Line: "9", Quantity: amount("1")}, {Line: "1", Quantity: amount("1")}}, "2", header())
	assert.EqualError(t, err, "quantities[0].quantity: min (0); quantities[1].line: reference (9); quantities[2].line: duplicate (1)")
	_, err = invoice.Credit(nil, nil, some("1", "1"), "C-1", header())
	require.EqualError(t, err, "invoiced: required")
	_, err = invoice.Bill(d.Figures, nil, nil, "2", header())
	require.EqualError(t, err, "quantities: required")
}

func TestAHalfCentThatMovesStandsAsACent(t *testing.T) {
	p := priced(t, "", line("1", "3", "0.125", "0.21"))
	assert.Equal(t, "0.38", p.Totals.TaxExclusive.String())
	var before []invoice.Document
	var nets []string
	for i := range 3 {
		d, err := invoice.Bill(p, before, some("1", "1"), fmt.Sprint(i), header())
		require.NoError(t, err)
		require.NoError(t, d.Check())
		nets = append(nets, d.Figures.Totals.TaxExclusive.String())
		before = append(before, d)
	}
	assert.Equal(t, []string{"0.13", "0.12", "0.13"}, nets)
	assert.Equal(t, invoice.Cent, before[1].Figures.Lines[0].Adjustments[0].ID)
}

// anyPriced draws a document over all categories, rates, base quantities,
// allowances, charges and contributions.
func anyPriced(t require.TestingT, random *rand.Rand) pricing.Priced {
	pick := func(texts ...string) string { return texts[random.IntN(len(texts))] }
	groups := [][]pricing.VATGroup{
		{{Category: pricing.Standard, Rate: amount("0.21")}, {Category: pricing.Standard, Rate: amount("0.06")}, {Category: pricing.Standard, Rate: amount("0.12")}},
		{{Category: pricing.Standard, Rate: amount("0.21")}, {Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable}, {Category: pricing.ZeroRated}},
		{{Category: pricing.Exempt, Ground: pricing.ExemptActivity}, {Category: pricing.Standard, Rate: amount("0.21")}},
		{{Category: pricing.IntraEU, Ground: pricing.IntraCommunity}},
		{{Category: pricing.Export, Ground: pricing.Exportation}},
	}[random.IntN(5)]
	var lines []pricing.Line
	for i := range 1 + random.IntN(6) {
		l := pricing.Line{
			ID: fmt.Sprint(i + 1), SKU: fmt.Sprintf("ART-%d", i), Name: "Artikel", Unit: pick("C62", "MTR", "KGM"), VAT: &groups[random.IntN(len(groups))],
			Quantity: amount(pick("1", "2", "3", "7", "12", "100", "2.5", "0.333", "1250")),
			Price:    &pricing.Price{Amount: amount(pick("0.01", "0.125", "0.35", "2.675", "10.00", "19.99", "83", "412.00", "0.01110515964"))},
		}
		if random.IntN(4) == 0 {
			l.Price.BaseQuantity = amount(pick("100", "1000"))
		}
		if random.IntN(3) == 0 {
			l.Adjustments = append(l.Adjustments, pricing.Adjustment{ID: "percent", Rate: ratio(pick("0.05", "0.08", "0.125", "1")), Reason: "95"})
		}
		if random.IntN(4) == 0 {
			l.Adjustments = append(l.Adjustments, pricing.Adjustment{ID: "recupel", Charge: true, Amount: ratio(pick("0.08", "1.00")), Reason: "AEO", Text: "Recupel"})
		}
		lines = append(lines, l)
	}
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	require.NoError(t, err)
	r := pricing.Request{Currency: salesdesk.EUR, Date: calendar.MustDate("2026-05-12"), Lines: lines, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE1899010174"}}}
	if random.IntN(2) == 0 {
		r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "loyal", Rate: ratio(pick("0.02", "0.03")), Reason: "95", Text: "Trouwe klant"})
	}
	if random.IntN(3) == 0 {
		r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "freight", Charge: true, Amount: ratio(pick("5.00", "12.33")), Reason: "FC", Text: "Transport", VAT: freightGroup(random, groups)})
	}
	out, err := p.Price(r)
	require.NoError(t, err)
	return out
}

// freightGroup is a VAT group of the document's kind, whether a line is of it or not.
func freightGroup(random *rand.Rand, groups []pricing.VATGroup) *pricing.VATGroup {
	return &groups[random.IntN(len(groups))]
}

func TestFreightOfAGroupThatNoLineIsOfIsBilledWithTheLines(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	require.NoError(t, err)
	agreed, err := p.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-05-12"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE1899010174"}},
		Lines:       []pricing.Line{line("1", "2", "10.00", "0.06")},
		Adjustments: []pricing.Adjustment{{ID: "freight", Charge: true, Amount: ratio("5.00"), VAT: at("0.21")}},
	})
	require.NoError(t, err)
	first, err := invoice.Bill(agreed, nil, some("1", "1"), "2026-1", header())
	require.NoError(t, err)
	require.NoError(t, first.Check())
	assert.Equal(t, "12.50", first.Figures.Totals.TaxExclusive.String())
	rest, err := invoice.Bill(agreed, []invoice.Document{first}, some("1", "1"), "2026-2", header())
	require.NoError(t, err)
	assert.Equal(t, "12.50", rest.Figures.Totals.TaxExclusive.String())
	assert.True(t, payable([]invoice.Document{first, rest}).Equal(agreed.Totals.Payable))
}

// pieces cuts the quantities of a document in random parts, every line to its end.
func pieces(random *rand.Rand, p pricing.Priced, parts int) [][]invoice.Quantity {
	cut := make([][]invoice.Quantity, parts)
	for _, l := range p.Lines {
		left := l.Quantity
		for i := range parts {
			q := left
			if i < parts-1 {
				q = salesdesk.Amount{Decimal: left.Mul(amount([]string{"0", "0.25", "0.5", "1"}[random.IntN(4)]).Decimal).Round(3)}
			}
			if q.IsPositive() {
				cut[i] = append(cut[i], invoice.Quantity{Line: l.ID, Quantity: q})
				left.Decimal = left.Sub(q.Decimal)
			}
		}
	}
	return cut
}

// headerOf is a header that suits the VAT of a document.
func headerOf(p pricing.Priced) invoice.Header {
	h := header()
	for _, v := range p.VAT {
		if v.Category == pricing.IntraEU {
			dutch(&h)
		}
	}
	return h
}

// split makes documents of the pieces.
func split(t require.TestingT, cut [][]invoice.Quantity, one func(before []invoice.Document, now []invoice.Quantity, number string) (invoice.Document, error)) []invoice.Document {
	var documents []invoice.Document
	for i, now := range cut {
		if len(now) == 0 {
			continue
		}
		d, err := one(documents, now, fmt.Sprintf("D-%d", i+1))
		require.NoError(t, err)
		require.NoError(t, d.Check())
		documents = append(documents, d)
	}
	return documents
}

func payable(documents []invoice.Document) salesdesk.Amount {
	sum := amount("0.00")
	for _, d := range documents {
		sum.Decimal = sum.Add(d.Figures.Totals.Payable.Decimal)
	}
	return sum
}

func TestAnySplitBillsTheWholeAndAnyReturnMakesWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)) //nolint:gosec // reproducible
		p := anyPriced(t, random)
		bills := split(t, pieces(random, p, 1+random.IntN(4)), func(before []invoice.Document, now []invoice.Quantity, number string) (invoice.Document, error) {
			return invoice.Bill(p, before, now, number, headerOf(p))
		})
		require.True(t, payable(bills).Equal(p.Totals.Payable), "%s billed of %s", payable(bills), p.Totals.Payable)
		notes := split(t, pieces(random, p, 1+random.IntN(4)), func(before []invoice.Document, now []invoice.Quantity, number string) (invoice.Document, error) {
			return invoice.Credit(bills, before, now, number, headerOf(p))
		})
		require.True(t, payable(notes).Equal(p.Totals.Payable), "%s credited of %s", payable(notes), p.Totals.Payable)
	})
}

func TestGoldenDocuments(t *testing.T) {
	p := priced(
		t, "10.00", line("1", "6", "5.504", "0.21"),
		pricing.Line{
			ID: "2", SKU: "DIE-LAAD", Name: "Plaatsing laadpaal", Quantity: amount("2"), Unit: "C62", Price: &pricing.Price{Amount: amount("420.00")},
			VAT: &pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable},
		},
	)
	d := billed(t, p)
	note, err := invoice.Credit([]invoice.Document{d}, nil, some("1", "1"), "C-1", header())
	require.NoError(t, err)
	for name, document := range map[string]invoice.Document{"invoice.xml": d, "creditnote.xml": note} {
		var out bytes.Buffer
		require.NoError(t, invoice.WriteUBL(&out, document))
		golden.Assert(t, filepath.Join("testdata", name), out.Bytes())
	}
}

func ExampleBill() {
	p, _ := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	agreed, _ := p.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-05-12"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE1899010174"}},
		Lines: []pricing.Line{line("1", "3", "10.00", "0.21")}, Adjustments: []pricing.Adjustment{{ID: "off", Amount: ratio("1.00")}},
	})
	first, _ := invoice.Bill(agreed, nil, some("1", "1"), "2026-1", header())
	rest, _ := invoice.Bill(agreed, []invoice.Document{first}, some("1", "2"), "2026-2", header())
	fmt.Println(agreed.Totals.Payable, "=", first.Figures.Totals.Payable, "+", rest.Figures.Totals.Payable)
	// Output: 35.09 = 11.70 + 23.39
}
