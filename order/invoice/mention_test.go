package invoice_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote"
)

func credited(t *testing.T, rate string, h invoice.Header) invoice.Document {
	t.Helper()
	d := billed(t, priced(t, "", line("1", "2", "10.00", rate)))
	note, err := invoice.Credit([]invoice.Document{d}, nil, some("1", "1"), "C-1", h)
	require.NoError(t, err)
	return note
}

func written(t *testing.T, d invoice.Document) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, invoice.WriteUBL(&out, d))
	return out.String()
}

func TestACreditNoteAsksAVATPayerForTheVATBack(t *testing.T) {
	h := header()
	h.Note = "Twee stuks terug."
	note := credited(t, "0.21", h)
	const dutch = "Btw terug te storten aan de Staat in de mate waarin ze oorspronkelijk in aftrek werd gebracht"
	assert.Equal(t, dutch, note.CreditMention())
	assert.Contains(t, written(t, note), "<cbc:Note>Twee stuks terug.&#xA;"+dutch+"</cbc:Note>")
	note.Language = "fr-BE"
	assert.Equal(t, "TVA à reverser à l'État dans la mesure où elle a été initialement déduite", note.CreditMention())
	note.Language = "de"
	assert.Equal(t, dutch, note.CreditMention())
}

func TestNothingIsAskedBackWhereNothingWasDeducted(t *testing.T) {
	free := credited(t, "0.21", header())
	free.Figures.Totals.Tax = salesdesk.Amount{}
	assert.Empty(t, free.CreditMention(), "no VAT in it")
	h := header()
	h.Buyer.VATNumber = salesdesk.VATNumber{}
	assert.Empty(t, credited(t, "0.21", h).CreditMention(), "not a VAT payer")
	assert.Empty(t, billed(t, priced(t, "", line("1", "2", "10.00", "0.21"))).CreditMention(), "an invoice")
}

func TestACompanysCreditMentionsReplaceTheTable(t *testing.T) {
	h := header()
	h.CreditMentions = []invoice.CreditMention{
		{Language: salesdesk.Dutch, Text: "oud"},
		{Language: salesdesk.Dutch, From: calendar.MustDate("2026-05-12"), Text: "nieuw"},
		{Language: salesdesk.Dutch, From: calendar.MustDate("2026-05-13"), Text: "later"},
	}
	assert.Equal(t, "nieuw", credited(t, "0.21", h).CreditMention())
	h.IssueDate = calendar.MustDate("2026-05-11")
	assert.Equal(t, "oud", credited(t, "0.21", h).CreditMention())
}

func TestDespatchAndArticleNumbersAreWritten(t *testing.T) {
	p := priced(t, "", line("1", "2", "10.00", "0.21"))
	p.Lines[0].SKU = "GVS-R"
	h := header()
	h.Despatch = "ZEND-2026-1511"
	h.Articles = []quote.ArticleNumbers{{SKU: "GVS-R", Buyer: "77-R", GTIN: salesdesk.MustGTIN("5412300000010")}}
	d, err := invoice.Bill(p, nil, all(p), "2026-1", h)
	require.NoError(t, err)
	xml := written(t, d)
	assert.Regexp(t, `<cac:DespatchDocumentReference>\s*<cbc:ID>ZEND-2026-1511</cbc:ID>`, xml)
	assert.Regexp(t, `<cac:BuyersItemIdentification>\s*<cbc:ID>77-R</cbc:ID>`, xml)
	assert.Contains(t, xml, `<cbc:ID schemeID="0160">5412300000010</cbc:ID>`)
}
