package quote_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
)

func named(nl string) map[salesdesk.Language]string {
	return map[salesdesk.Language]string{salesdesk.Dutch: nl}
}

// facade is a sale with everything a quotation has a place for: sections, two rates, a
// price per thousand, an alternative, an extra, allowances and charges, a cash discount.
func facade(t require.TestingT, change func(*pricing.Request, *quote.Conditions)) quote.Content {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{SKU: "GVS-R", Names: named("Gevelsteen roodbruin genuanceerd"), Unit: "C62", Cost: new(amount("0.20"))},
			{SKU: "GVS-Z", Names: named("Gevelsteen zwart"), Unit: "C62"},
			{SKU: "BOEK", Names: named("Handboek metselwerk"), Unit: "C62", VATClass: pricing.ClassReduced6},
			{SKU: "KRAAN", Names: named("Kraanwerk op de werf"), Unit: "HUR"},
		},
		Entries: []pricing.Entry{
			{SKU: "GVS-R", Price: amount("412.00"), BaseQuantity: amount("1000")},
			{SKU: "GVS-Z", Price: amount("455.00"), BaseQuantity: amount("1000")},
			{SKU: "BOEK", Price: amount("48.00")},
			{SKU: "KRAAN", Price: amount("95.00")},
		},
	}})
	require.NoError(t, err)
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Language: salesdesk.Dutch,
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0428759497", PeriodicFiler: true}},
		Lines: []pricing.Line{
			{ID: "1", SKU: "GVS-R", Quantity: amount("5200"), Section: "Gevel", Adjustments: []pricing.Adjustment{{ID: "L", Rate: ratio("0.05"), Reason: pricing.Discount, Text: "Projectkorting"}}},
			{ID: "1b", SKU: "GVS-Z", Quantity: amount("5200"), Section: "Gevel", Alternative: "1"},
			{ID: "2", SKU: "BOEK", Quantity: amount("2"), Section: "Documentatie"},
			{ID: "3", SKU: "KRAAN", Quantity: amount("4"), Optional: true},
		},
		Adjustments:  []pricing.Adjustment{{ID: "D", Rate: ratio("0.02"), Reason: pricing.SpecialRebate}, {ID: "V", Charge: true, Amount: new(amount("75.00")), Reason: pricing.Freight, Text: "Vervoer"}},
		CashDiscount: &pricing.CashDiscount{Rate: amount("0.02"), Days: 8},
	}
	c := quote.Conditions{
		PaymentDays: 30, Incoterm: terms.DAP, DeliveryPlace: "Gent", Text: "Kleurverschillen blijven mogelijk.", Language: salesdesk.Dutch,
		Promises: []quote.Promise{{Line: "1", Date: day("2026-05-06")}},
	}
	if change != nil {
		change(&r, &c)
	}
	content, err := quote.Price(p, r, c)
	require.NoError(t, err)
	return content
}

func header() quote.Header {
	return quote.Header{
		IssueDate: day("2026-04-20"),
		Buyer: salesdesk.Party{
			Name: "Verhaegen Bouw", LegalForm: "BV", Kind: salesdesk.Business, Language: salesdesk.Dutch, VATNumber: salesdesk.MustVATNumber("BE0428759497"),
			EnterpriseNumber: salesdesk.MustEnterpriseNumber("0428759497"), Address: salesdesk.Address{Street: "Dok Noord 4", Postcode: "9000", City: "Gent", Country: "BE"},
			Contacts: []salesdesk.Contact{{Name: "Lies Verhaegen"}},
		},
		Originator: &salesdesk.Party{Name: "Werf Dampoort", Kind: salesdesk.Business, Address: salesdesk.Address{City: "Gent", Postcode: "9000", Country: "BE"}},
		DeliverTo:  &salesdesk.Address{Street: "Dampoortstraat 1", Postcode: "9000", City: "Gent", Country: "BE"},
		Request:    quote.Reference{Number: "PA-118", Date: day("2026-04-17")},
		Articles:   []quote.ArticleNumbers{{SKU: "GVS-R", Buyer: "STEEN-7", GTIN: salesdesk.MustGTIN("5412300000010")}},
		Terms:      []string{"Betaling binnen 30 dagen na ontvangst van de factuur."},
		Note:       "Prijzen geldig bij afname in één keer.",
	}
}

// sold is a quote of a content that was sent by a seller with all particulars.
func sold(t require.TestingT, c quote.Content) quote.Quote {
	q := sent(t, rules(t, quote.Approval{}), c)
	q.Seller.VATNumber = salesdesk.MustVATNumber("BE0403170701")
	q.Seller.Website, q.Seller.Email = "www.scheldebouw.example", "verkoop@scheldebouw.example"
	return q
}

func written(t *testing.T, q quote.Quote, h quote.Header) (ubl.Quotation, string) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, quote.WriteUBL(&b, q, h))
	doc, err := ubl.Read(b.Bytes())
	require.NoError(t, err)
	return doc.(ubl.Quotation), b.String()
}

func TestWriteUBLGolden(t *testing.T) {
	q := sold(t, facade(t, nil))
	_, text := written(t, q, header())
	golden.Assert(t, filepath.Join("testdata", "quotation.xml"), []byte(strings.Replace(text, q.Latest().Digest, "digest", 1)))
}

// The worked numbers: 5200 × 412.00 ÷ 1000 = 2142.40, less 5 % 2035.28; with 96.00 of
// books 2131.28; less 2 % 42.63, plus 75.00.
func TestWriteUBLHasTheFiguresOfTheInvoice(t *testing.T) {
	doc, _ := written(t, sold(t, facade(t, nil)), header())
	total := doc.QuotedMonetaryTotal
	assert.Equal(t, "2131.28", total.LineExtensionAmount.Value.String())
	assert.Equal(t, "2163.65", total.TaxExclusiveAmount.Value.String())
	sum, taxable, tax := amount("0"), amount("0"), amount("0")
	for _, l := range doc.QuotationLine {
		sum.Decimal = sum.Add(l.LineExtensionAmount.Value.Decimal)
	}
	for _, s := range doc.TaxTotal[0].TaxSubtotal {
		taxable.Decimal, tax.Decimal = taxable.Add(s.TaxableAmount.Value.Decimal), tax.Add(s.TaxAmount.Value.Decimal)
	}
	assert.True(t, sum.Equal(total.LineExtensionAmount.Value), "what is not chosen is in no total: %s", sum)
	assert.True(t, taxable.Equal(total.TaxExclusiveAmount.Value))
	assert.True(t, tax.Equal(doc.TaxTotal[0].TaxAmount.Value))
}

func TestWriteUBLPutsWhatIsNotChosenAside(t *testing.T) {
	doc, _ := written(t, sold(t, facade(t, nil)), header())
	require.Len(t, doc.QuotationLine, 3)
	assert.Equal(t, 3, doc.LineCountNumeric)
	alternative := doc.QuotationLine[0].AlternativeLineItem
	require.Len(t, alternative, 1)
	assert.Equal(t, "1b", alternative[0].ID)
	assert.Equal(t, "2366.00", alternative[0].LineExtensionAmount.Value.String())
	extra := doc.QuotationLine[2]
	assert.Equal(t, "3", extra.ID)
	assert.True(t, extra.Quantity.Value.IsZero())
	assert.Equal(t, "0.00", extra.LineExtensionAmount.Value.String())
	require.Len(t, extra.AlternativeLineItem, 1)
	assert.Equal(t, "380.00", extra.AlternativeLineItem[0].LineExtensionAmount.Value.String())
}

func TestWriteUBLSaysUntilWhenWhereAndFromWhom(t *testing.T) {
	doc, text := written(t, sold(t, facade(t, nil)), header())
	assert.Equal(t, "OFF-1", doc.ID)
	assert.Equal(t, &ubl.Period{StartDate: "2026-04-20", EndDate: "2026-05-08"}, doc.ValidityPeriod)
	assert.Equal(t, &ubl.DocumentReference{ID: "PA-118", IssueDate: "2026-04-17"}, doc.RequestForQuotationDocumentReference)
	assert.Equal(t, &ubl.DeliveryTerms{ID: "DAP", DeliveryLocation: &ubl.Location{Name: "Gent"}}, doc.DeliveryTerms)
	assert.Equal(t, "NV, RPR Antwerpen", doc.SellerSupplierParty.Party.PartyLegalEntity.CompanyLegalForm)
	assert.Equal(t, "C001", doc.BuyerCustomerParty.SupplierAssignedAccountID)
	assert.Equal(t, "Werf Dampoort", doc.OriginatorCustomerParty.Party.PartyName.Name)
	assert.Equal(t, []string{"Prijzen geldig bij afname in één keer.", "Kleurverschillen blijven mogelijk."}, doc.Note)
	assert.Equal(t, []string{"Gevel"}, doc.QuotationLine[0].Note)
	item := doc.QuotationLine[0].LineItem
	assert.Equal(t, "STEEN-7", item.Item.BuyersItemIdentification.ID)
	assert.Equal(t, ubl.Identifier{Scheme: "0160", Value: "5412300000010"}, item.Item.StandardItemIdentification.ID)
	assert.Equal(t, "2026-05-06", item.Delivery[0].PromisedDeliveryPeriod.EndDate)
	assert.Equal(t, amount("1000"), item.Price.BaseQuantity.Value)
	for _, secret := range []string{"0.20", "1040", "margin", "cost"} { // the cost of a stone, and of all of them
		assert.NotContains(t, text, secret)
	}
}

func TestWriteUBLNamesTheRevision(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sold(t, facade(t, nil))
	q, err := q.Revise(r, clerk(q), facade(t, func(r *pricing.Request, _ *quote.Conditions) { r.Adjustments = r.Adjustments[1:] }))
	require.NoError(t, err)
	q, err = q.Release(r, clerk(q))
	require.NoError(t, err)
	q, err = q.Send(r, clerk(q), day("2026-05-15"))
	require.NoError(t, err)
	doc, _ := written(t, q, header())
	assert.Equal(t, []ubl.DocumentReference{{ID: q.Latest().Digest, DocumentTypeCode: "310", VersionID: "2"}}, doc.AdditionalDocumentReference)
	assert.Equal(t, "2026-05-15", doc.ValidityPeriod.EndDate)
}

func TestHeaderRoundTripsAndRefusesWhatItDoesNotKnow(t *testing.T) {
	data, err := json.Marshal(header())
	require.NoError(t, err)
	again, err := quote.DecodeHeader(data)
	require.NoError(t, err)
	assert.Equal(t, header(), again)
	_, err = quote.DecodeHeader([]byte(`{"buyer": {"naam": "x"}, "isue_date": "2026-04-20"}`))
	assert.EqualError(t, err, "buyer.naam: unknown; isue_date: unknown")
}

// Whatever is priced, the lines of the quotation sum to its total, and the quotation can
// be read again.
func TestWriteUBLSumsWhateverIsPriced(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		digits := rapid.StringMatching(`[1-9][0-9]{0,3}(\.[0-9]{1,2})?`)
		q := sold(rt, facade(rt, func(r *pricing.Request, _ *quote.Conditions) {
			for i := range r.Lines {
				r.Lines[i].Quantity = amount(digits.Draw(rt, "quantity"))
				r.Lines[i].Optional = r.Lines[i].Optional || i == 2 && rapid.Bool().Draw(rt, "optional")
			}
			if rapid.Bool().Draw(rt, "no cash discount") {
				r.CashDiscount = nil
			}
		}))
		var b bytes.Buffer
		require.NoError(rt, quote.WriteUBL(&b, q, header()))
		read, err := ubl.Read(b.Bytes())
		require.NoError(rt, err)
		doc := read.(ubl.Quotation)
		var sum salesdesk.Amount
		for _, l := range doc.QuotationLine {
			sum.Decimal = sum.Add(l.LineExtensionAmount.Value.Decimal)
		}
		require.True(rt, sum.Equal(doc.QuotedMonetaryTotal.LineExtensionAmount.Value))
		require.Equal(rt, q.Latest().Content.Priced.Totals.Payable, doc.QuotedMonetaryTotal.PayableAmount.Value)
	})
}

func TestADocumentNamesEverythingThatIsMissing(t *testing.T) {
	assert.EqualError(t, quote.WriteUBL(&bytes.Buffer{}, quote.Quote{}, quote.Header{}),
		"number: required; revisions: required; header.issue_date: required; seller.name: required; seller.address.country: required; "+
			"header.buyer.name: required; header.buyer.address.country: required")

	q := opened(t, rules(t, quote.Approval{}), facade(t, nil)) // not sent, and by who is in no register
	q.Seller = salesdesk.Party{Name: "Scheldebouw", LegalForm: "NV", Address: salesdesk.Address{Country: "BE"}}
	h := header()
	h.Request.Number, h.Articles[0].SKU = "", ""
	assert.EqualError(t, h.Check(q),
		"revisions[0].valid_until: required; seller.address.street: required; seller.address.postcode: required; seller.address.city: required; "+
			"seller.enterprise_number: required; seller.court: required; seller.iban: required; header.request.number: required; "+
			"header.articles[0].sku: required; seller.vat_number: required")
}

func TestADocumentIsRefusedWhereItsFiguresOrDaysAreWrong(t *testing.T) {
	q := sold(t, facade(t, nil))
	h := header()
	h.IssueDate = day("2026-05-09")
	assert.EqualError(t, h.Check(q), "revisions[0].valid_until: order (header.issue_date)")

	h.IssueDate = day("2020-04-20")
	h.Buyer.Address.Country, h.Buyer.Kind, h.Buyer.VATNumber = "DE", salesdesk.Consumer, salesdesk.MustVATNumber("DE136695976")
	assert.EqualError(t, h.Check(q), "header.issue_date: min (2026-04-19); header.buyer.address.country: one_of (BE); "+
		"header.buyer.vat_number: one_of (BE0428759497); header.buyer.kind: one_of (business)")
	h = header()
	h.IssueDate = day("2026-04-21")
	assert.NoError(t, h.Check(q), "written a day later")

	q.Revisions[0].Content.Priced.Totals.Payable = amount("1.00")
	var deviation pricing.DeviationError
	assert.ErrorAs(t, header().Check(q), &deviation)
}

func TestAnOpenLineIsToldInWords(t *testing.T) {
	c := facade(t, nil)
	q := sold(t, c)
	q.Revisions[0].Content.Open = []intake.Open{{Line: intake.Line{Number: 9, Source: "2 betonmolens"}, Causes: []intake.Cause{intake.Unknown}}}
	h := header()
	h.Terms = nil
	assert.EqualError(t, quote.WriteUBL(&bytes.Buffer{}, q, h), "header.terms: required")
}

func TestAnInvitationSaysSoInWords(t *testing.T) {
	q := sold(t, facade(t, func(_ *pricing.Request, c *quote.Conditions) { c.WithoutEngagement = true }))
	h := header()
	h.Terms = nil
	assert.EqualError(t, quote.WriteUBL(&bytes.Buffer{}, q, h), "header.terms: required")
	h.Terms = []string{"Deze offerte is vrijblijvend."}
	doc, _ := written(t, q, h)
	assert.Equal(t, h.Terms, doc.TransactionConditions.Description)
}

// What a customer reads does not depend on what the house pays.
func TestWriteUBLIsTheSameWhateverItCosts(t *testing.T) {
	var texts []string
	for _, cost := range []string{"0.10", "0.39"} {
		c := facade(t, func(r *pricing.Request, _ *quote.Conditions) { r.Lines[0].Cost = new(amount(cost)) })
		c.Costs = []quote.Costing{{Line: "1", ValidUntil: day("2026-06-30"), Source: "supplier at " + cost}}
		q := sold(t, c)
		_, text := written(t, q, header())
		texts = append(texts, strings.Replace(text, q.Latest().Digest, "digest", 1))
	}
	assert.Equal(t, texts[0], texts[1])
}

func ExampleWriteUBL() {
	var b strings.Builder
	if err := quote.WriteUBL(&b, sold(never{}, facade(never{}, nil)), header()); err != nil {
		panic(err)
	}
	for line := range strings.Lines(b.String()) {
		if strings.Contains(line, "EndDate") || strings.Contains(line, "PayableAmount") {
			fmt.Print(strings.TrimSpace(line), "\n")
		}
	}
	// Output:
	// <cbc:EndDate>2026-05-08</cbc:EndDate>
	// <cbc:PayableAmount currencyID="EUR">2594.60</cbc:PayableAmount>
	// <cbc:EndDate>2026-05-06</cbc:EndDate>
}
