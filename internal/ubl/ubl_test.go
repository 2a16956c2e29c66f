package ubl_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/ubl"
)

func eur(s string) ubl.Amount {
	return ubl.Amount{Currency: "EUR", Value: salesdesk.MustAmount(s)}
}

func percent(s string) *salesdesk.Amount {
	a := salesdesk.MustAmount(s)
	return &a
}

func vat(id string, rate *salesdesk.Amount) ubl.TaxCategory {
	return ubl.TaxCategory{ID: id, Percent: rate, TaxScheme: ubl.Reference{ID: "VAT"}}
}

func party(name string) ubl.PartyRole {
	return ubl.PartyRole{Party: ubl.Party{
		EndpointID:       &ubl.Identifier{Scheme: "0208", Value: "0428759497"},
		PostalAddress:    &ubl.Address{StreetName: "Kaai 1", CityName: "Gent", PostalZone: "9000", Country: &ubl.Country{IdentificationCode: "BE"}},
		PartyTaxScheme:   []ubl.PartyTaxScheme{{CompanyID: "BE0428759497", TaxScheme: ubl.Reference{ID: "VAT"}}},
		PartyLegalEntity: &ubl.LegalEntity{RegistrationName: name},
	}}
}

// sample has every kind of part: a pointer, a list, an attribute, an amount.
func sample() ubl.Invoice {
	allowance := eur("10.00")
	return ubl.Invoice{
		CustomizationID: "urn:cen.eu:en16931:2017", ProfileID: "billing",
		ID: "2026/1", IssueDate: "2026-11-23", DueDate: "2026-12-23", InvoiceTypeCode: "380",
		Note: "Bouw & <tuin>\nregel 2",
		Billing: ubl.Billing{
			DocumentCurrencyCode:    "EUR",
			OrderReference:          &ubl.OrderReference{ID: "PO-7"},
			AccountingSupplierParty: party("Verkoper nv"), AccountingCustomerParty: party("Koper bv"),
			PaymentMeans:       []ubl.PaymentMeans{{PaymentMeansCode: "30", PayeeFinancialAccount: &ubl.FinancialAccount{ID: "BE68539007547034"}}},
			AllowanceCharge:    []ubl.AllowanceCharge{{AllowanceChargeReason: "korting", Amount: allowance, TaxCategory: new(vat("S", percent("21")))}},
			TaxTotal:           []ubl.TaxTotal{{TaxAmount: eur("18.90"), TaxSubtotal: []ubl.TaxSubtotal{{TaxableAmount: eur("90.00"), TaxAmount: eur("18.90"), TaxCategory: vat("S", percent("21"))}}}},
			LegalMonetaryTotal: ubl.MonetaryTotal{LineExtensionAmount: eur("100.00"), TaxExclusiveAmount: eur("90.00"), TaxInclusiveAmount: eur("108.90"), AllowanceTotalAmount: &allowance, PayableAmount: eur("108.90")},
		},
		InvoiceLine: []ubl.InvoiceLine{{
			ID: "1", InvoicedQuantity: ubl.Quantity{Unit: "C62", Value: salesdesk.MustAmount("10")},
			BilledLine: ubl.BilledLine{
				LineExtensionAmount: eur("100.00"), Price: ubl.Price{PriceAmount: eur("10.00")},
				Item: ubl.Item{Name: "Kabel 3G2,5", ClassifiedTaxCategory: vat("S", percent("21"))},
			},
		}},
	}
}

func written(t *testing.T, doc ubl.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, ubl.Write(&b, doc))
	return b.Bytes()
}

func TestReadsBackWhatItWrote(t *testing.T) {
	note := ubl.CreditNote{ID: "C1", CreditNoteTypeCode: "381", Billing: ubl.Billing{
		BillingReference: []ubl.BillingReference{{InvoiceDocumentReference: ubl.DocumentReference{ID: "2026/1", IssueDate: "2026-11-23"}}},
	}}
	for _, doc := range []ubl.Document{sample(), note, ubl.Invoice{}} {
		got, err := ubl.Read(written(t, doc))
		require.NoError(t, err)
		assert.Equal(t, string(written(t, doc)), string(written(t, got)))
	}
	got, err := ubl.Read(written(t, sample()))
	require.NoError(t, err)
	assert.Equal(t, sample(), got)
}

// offer has what only a quotation has.
func offer() ubl.Quotation {
	net, quantity := eur("100.00"), ubl.Quantity{Unit: "C62", Value: salesdesk.MustAmount("10")}
	item := ubl.LineItem{
		ID: "1", Quantity: &quantity, LineExtensionAmount: &net, Price: &ubl.Price{PriceAmount: eur("10.00")},
		Delivery: []ubl.Delivery{{PromisedDeliveryPeriod: &ubl.Period{StartDate: "2026-12-01", EndDate: "2026-12-01"}}},
		Item:     ubl.Item{Name: "Kabel 3G2,5", ClassifiedTaxCategory: vat("S", percent("21"))},
	}
	return ubl.Quotation{
		VersionID: "2.1", ID: "OFF-1", IssueDate: "2026-11-23", Note: []string{"een", "twee"}, PricingCurrencyCode: "EUR", LineCountNumeric: 1,
		ValidityPeriod:              &ubl.Period{StartDate: "2026-11-23", EndDate: "2026-12-23"},
		AdditionalDocumentReference: []ubl.DocumentReference{{ID: "ab", DocumentTypeCode: "310", VersionID: "2"}},
		SellerSupplierParty:         party("Verkoper nv"),
		BuyerCustomerParty:          &ubl.CustomerParty{SupplierAssignedAccountID: "C1", Party: party("Koper bv").Party},
		DeliveryTerms:               &ubl.DeliveryTerms{ID: "DAP", DeliveryLocation: &ubl.Location{Name: "Gent"}},
		TransactionConditions:       &ubl.TransactionConditions{Description: []string{"30 dagen"}},
		QuotedMonetaryTotal:         sample().LegalMonetaryTotal,
		QuotationLine:               []ubl.QuotationLine{{ID: "1", Note: []string{"Ruwbouw"}, Quantity: &quantity, LineExtensionAmount: &net, LineItem: item, AlternativeLineItem: []ubl.LineItem{item}}},
	}
}

func TestReadsBackAQuotation(t *testing.T) {
	got, err := ubl.Read(written(t, offer()))
	require.NoError(t, err)
	assert.Equal(t, offer(), got)
}

func TestARootIsKnownByItsNamespace(t *testing.T) {
	text := strings.Replace(string(written(t, offer())), "schema:xsd:Quotation-2", "schema:xsd:Invoice-2", 1)
	_, err := ubl.Read([]byte(text))
	assert.ErrorAs(t, err, new(ubl.DocumentError))
}

func TestWritesTheSameBytes(t *testing.T) {
	assert.Equal(t, string(written(t, sample())), string(written(t, sample())))
}

func TestWritesNoEmptyElement(t *testing.T) {
	text := string(written(t, sample()))
	assert.NotContains(t, text, "/>")
	assert.NotRegexp(t, `<([a-zA-Z:]+)[^>]*></`, text)
}

func TestAmountsKeepTheirDigits(t *testing.T) {
	assert.Contains(t, string(written(t, sample())), `<cbc:PayableAmount currencyID="EUR">108.90</cbc:PayableAmount>`)
}

func TestReadsOtherPrefixes(t *testing.T) {
	text := string(written(t, sample()))
	text = strings.NewReplacer(
		"xmlns=", "xmlns:doc=", "xmlns:cac=", "xmlns:a=", "xmlns:cbc=", "xmlns=",
		"<cac:", "<a:", "</cac:", "</a:", "<cbc:", "<", "</cbc:", "</",
		"<Invoice ", "<doc:Invoice ", "</Invoice>", "</doc:Invoice>",
	).Replace(text)
	got, err := ubl.Read([]byte(text))
	require.NoError(t, err)
	assert.Equal(t, sample(), got)
}

func TestPassesOverWhatItHasNoFieldFor(t *testing.T) {
	text := strings.Replace(string(written(t, sample())), "<cbc:ID>2026/1</cbc:ID>",
		"<cbc:ID>2026/1</cbc:ID><cbc:UUID>x</cbc:UUID><cbc:UUID>y</cbc:UUID><ID xmlns=\"urn:other\">no</ID><!-- remark -->", 1)
	got, err := ubl.Read([]byte(text + "\n<!-- the end -->\n"))
	require.NoError(t, err)
	assert.Equal(t, sample(), got)
}

// Signs of equality that are no attributes count for nothing.
func TestAttributesAreCountedInTagsOnly(t *testing.T) {
	many := strings.Repeat("= ", 100)
	text := `<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">` +
		`<!-- <a ` + many + `> --><cbc:Note languageID="` + many + `>">` + many + `</cbc:Note><cbc:ID><![CDATA[<a ` + many + `]]></cbc:ID></Order>`
	doc, err := ubl.Read([]byte(text))
	require.NoError(t, err)
	assert.Equal(t, "<a "+many, doc.(ubl.Order).ID)
	most := strings.Repeat(` a=''`, ubl.MaxAttributes)
	_, err = ubl.Read([]byte(strings.Replace(text, "<cbc:ID>", "<cbc:ID"+most+">", 1)))
	require.NoError(t, err)
	_, err = ubl.Read([]byte(strings.Replace(text, "<cbc:ID>", "<cbc:ID x='1'"+most+">", 1)))
	require.ErrorAs(t, err, &ubl.HostileError{})
}

func TestRefusesHostileXML(t *testing.T) {
	const open = `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">`
	tests := []struct {
		name string
		give string
		want ubl.HostileError
	}{
		{"doctype", `<!DOCTYPE x>` + open + `</Invoice>`, ubl.HostileError{Hazard: ubl.HazardDoctype}},
		{"billion laughs", `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>` + open + `&b;</Invoice>`, ubl.HostileError{Hazard: ubl.HazardDoctype}},
		{"outside entity", `<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + open + `&a;</Invoice>`, ubl.HostileError{Hazard: ubl.HazardDoctype}},
		{"instruction", open + `<?php echo 1 ?></Invoice>`, ubl.HostileError{Hazard: ubl.HazardInstruction, Path: "Invoice"}},
		{"stylesheet", `<?xml-stylesheet href="x"?>` + open + `</Invoice>`, ubl.HostileError{Hazard: ubl.HazardInstruction}},
		{"encoding", `<?xml version="1.0" encoding="UTF-7"?>` + open + `</Invoice>`, ubl.HostileError{Hazard: ubl.HazardEncoding}},
		{"depth", open + strings.Repeat("<a>", 100_000), ubl.HostileError{Hazard: ubl.HazardDepth, Path: "Invoice" + strings.Repeat(".other:a", ubl.MaxDepth-1)}},
		{"attributes", open[:len(open)-1] + strings.Repeat(` a=""`, 1_000_000) + `></Invoice>`, ubl.HostileError{Hazard: ubl.HazardAttributes}},
		{"size", open + strings.Repeat(" ", ubl.MaxBytes), ubl.HostileError{Hazard: ubl.HazardSize}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ubl.Read([]byte(tt.give))
			assert.Equal(t, tt.want, err)
			assert.NotEmpty(t, tt.want.Error())
			assert.Equal(t, "ubl.hostile."+string(tt.want.Hazard), tt.want.MessageID())
		})
	}
}

func TestRefusesWhatIsNoXML(t *testing.T) {
	const open = `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">`
	for _, give := range []string{
		"", "{}", "<", open, open + "</Invoice", open + "&undefined;</Invoice>", open + "</Invoice>text",
		open + "</Invoice>" + open + "</Invoice>", open + "\x01</Invoice>", open + "\xff</Invoice>",
	} {
		_, err := ubl.Read([]byte(give))
		var syntax ubl.SyntaxError
		require.ErrorAs(t, err, &syntax, give)
		assert.NotEmpty(t, syntax.Error())
		assert.Equal(t, "ubl.syntax", syntax.MessageID())
	}
}

func TestRefusesOtherDocuments(t *testing.T) {
	for _, give := range []string{
		`<Invoice/>`,
		`<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"/>`,
		`<OrderChange xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderChange-2"/>`,
	} {
		_, err := ubl.Read([]byte(give))
		var document ubl.DocumentError
		require.ErrorAs(t, err, &document, give)
		assert.NotEmpty(t, document.Error())
		assert.Equal(t, "ubl.document", document.MessageID())
	}
}

func TestRefusesBadValuesWithTheirPath(t *testing.T) {
	tests := []struct {
		name      string
		old, give string
		want      error
	}{
		{
			"no amount", ">108.90</cbc:PayableAmount>", ">a lot</cbc:PayableAmount>",
			salesdesk.FieldError{Path: "Invoice.cac:LegalMonetaryTotal.cbc:PayableAmount", Rule: salesdesk.RuleDecimal, Param: "a lot"},
		},
		{
			"hostile amount", ">108.90</cbc:PayableAmount>", ">1e99</cbc:PayableAmount>",
			salesdesk.RangeError{Path: "Invoice.cac:LegalMonetaryTotal.cbc:PayableAmount", Value: "1e99", Limit: salesdesk.LimitExponent},
		},
		{
			"no indicator", "<cbc:ChargeIndicator>false", "<cbc:ChargeIndicator>maybe",
			salesdesk.FieldError{Path: "Invoice.cac:AllowanceCharge.cbc:ChargeIndicator", Rule: salesdesk.RuleType, Param: "boolean"},
		},
		{
			"twice", "<cbc:IssueDate>", "<cbc:IssueDate>2025-01-01</cbc:IssueDate><cbc:IssueDate>",
			salesdesk.FieldError{Path: "Invoice.cbc:IssueDate", Rule: salesdesk.RuleDuplicate, Param: "cbc:IssueDate"},
		},
		{
			"twice, of what credit notes have too", "<cbc:DocumentCurrencyCode>", "<cbc:DocumentCurrencyCode>USD</cbc:DocumentCurrencyCode><cbc:DocumentCurrencyCode>",
			salesdesk.FieldError{Path: "Invoice.cbc:DocumentCurrencyCode", Rule: salesdesk.RuleDuplicate, Param: "cbc:DocumentCurrencyCode"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(string(written(t, sample())), tt.old, tt.give, 1)
			_, err := ubl.Read([]byte(text))
			assert.Equal(t, tt.want, err)
		})
	}
}

// failing refuses after n bytes, as a full disk does.
type failing struct{ n int }

func (f *failing) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, os.ErrClosed
	}
	return len(p), nil
}

func TestWriteHandsOnTheErrorOfTheWriter(t *testing.T) {
	size := len(written(t, sample()))
	for _, n := range []int{0, 60, size - 1} {
		assert.ErrorIs(t, ubl.Write(&failing{n: n}, sample()), os.ErrClosed, "after %d bytes", n)
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := ubl.Write(&b, sample()); err != nil {
		f.Fatal(err)
	}
	f.Add(bytes.Clone(b.Bytes()))
	b.Reset()
	if err := ubl.Write(&b, offer()); err != nil {
		f.Fatal(err)
	}
	f.Add(bytes.Clone(b.Bytes()))
	for _, doc := range []ubl.Document{purchase(), answer(), advice()} {
		b.Reset()
		if err := ubl.Write(&b, doc); err != nil {
			f.Fatal(err)
		}
		f.Add(bytes.Clone(b.Bytes()))
	}
	f.Add([]byte(`<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"/>`))
	f.Add([]byte(`<!DOCTYPE l [<!ENTITY a "ha">]><Invoice>&a;</Invoice>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ubl.Read(data)
		if err != nil || ubl.CheckTexts(doc) != nil { // a blank text is read, never written
			return
		}
		text := written(t, doc)
		again, err := ubl.Read(text)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(written(t, again)))
	})
}

// What XML cannot hold would be written as something else: it is refused where it stands,
// all of it at once, and nothing is written.
func TestTextThatXMLCannotHoldIsRefused(t *testing.T) {
	doc := sample()
	doc.ID = "2026/1\u0001"
	doc.AccountingSupplierParty.Party.EndpointID.Scheme = "02\xff"
	doc.AllowanceCharge[0].AllowanceChargeReason = "kort\uFFFEing"
	var b bytes.Buffer
	err := ubl.Write(&b, doc)
	require.EqualError(t, err, "ID: text that xml cannot hold; AccountingSupplierParty.Party.EndpointID.schemeID: text that xml cannot hold; AllowanceCharge[0].AllowanceChargeReason: text that xml cannot hold")
	assert.Empty(t, b.String())
}

// PEPPOL-EN16931-R008: a document has no empty elements.
func TestTextOfNothingButSpaceIsRefused(t *testing.T) {
	doc := sample()
	doc.ID, doc.Note = "  ", "\u00a0\n"
	var b bytes.Buffer
	require.EqualError(t, ubl.Write(&b, doc), "ID: nothing but space; Note: nothing but space")
	assert.Empty(t, b.String())
}

func TestTextsAreNamedAsInJSON(t *testing.T) {
	type part struct {
		Name string `json:"name"`
	}
	type header struct {
		Number string `json:"number"`
	}
	err := ubl.CheckTexts(struct {
		header
		Parts []part `json:"parts"`
		At    *part  `json:"at,omitempty"`
	}{Parts: []part{{Name: "x"}, {Name: " "}}, At: &part{Name: "\x01"}})
	require.EqualError(t, err, "parts[1].name: nothing but space; at.name: text that xml cannot hold")
	assert.NoError(t, ubl.CheckTexts(part{}))
}

func TestUnitsAreOfTheCodeLists(t *testing.T) {
	for _, code := range []string{"C62", "H87", "KGM", "MTR", "4H", "XPP", "XBX", "ZZ", "X1A"} {
		assert.NoError(t, ubl.CheckUnit(code), code)
	}
	for _, code := range []string{"stuk", "c62", " ", "C6", "XX", "X", "PP", "C62 ", "62 C", "10 11"} {
		assert.Equal(t, salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "C62, KGM, MTR"}, ubl.CheckUnit(code), code)
	}
	assert.Equal(t, salesdesk.FieldError{Rule: salesdesk.RuleRequired}, ubl.CheckUnit(""))
}

func TestADocumentHasNoMoreElementsThanItMay(t *testing.T) {
	order := func(inside string) []byte {
		return []byte(`<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">` + inside + `</Order>`)
	}
	_, err := ubl.Read(order(strings.Repeat("<a/>", 1_000)))
	require.NoError(t, err)
	_, err = ubl.Read(order(strings.Repeat("<a/>", ubl.MaxElements)))
	assert.Equal(t, ubl.HostileError{Hazard: ubl.HazardElements}, err)
	_, err = ubl.Read(order(strings.Repeat("<c:OrderLine/>", ubl.MaxRepeats)))
	require.NoError(t, err)
	_, err = ubl.Read(order(strings.Repeat("<c:OrderLine/>", ubl.MaxRepeats+1)))
	assert.Equal(t, ubl.HostileError{Hazard: ubl.HazardElements, Path: "Order"}, err)
}
