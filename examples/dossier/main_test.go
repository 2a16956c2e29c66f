package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
)

// tell runs the sale and gives its summary, its problems, and every file.
func tell(t *testing.T, in string, lang salesdesk.Language) (summary, problems string, files map[string]string) {
	t.Helper()
	var out, bad bytes.Buffer
	folder := t.TempDir()
	require.NoError(t, run(in, folder, lang, &out, &bad))
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	files = map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		require.NoError(t, err)
		files[e.Name()] = string(data)
	}
	summary, where, _ := strings.Cut(out.String(), "\n"+lastLine(out.String()))
	assert.Empty(t, strings.Trim(where, "\n"))
	assert.Contains(t, lastLine(out.String()), folder, "says where it wrote")
	return summary + "\n", bad.String(), files
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	return lines[len(lines)-1]
}

// What is agreed, stored and sent is the same whatever the language of the screen.
func TestTheLanguageOfTheScreenChangesNothingThatIsStored(t *testing.T) {
	_, _, dutch := tell(t, "", salesdesk.Dutch)
	for _, lang := range []salesdesk.Language{salesdesk.French, salesdesk.English} {
		_, _, files := tell(t, "", lang)
		for name, text := range files {
			if name != "report.html" && !strings.HasPrefix(name, "waterfall-") && !strings.HasPrefix(name, "desk-") { // the desk's own
				assert.Equal(t, dutch[name], text, "%s in %s", name, lang)
			}
		}
	}
	assert.Contains(t, dutch["invoice.xml"], "Gevelsteen")
}

// A French-speaking customer of a Flemish seller: letters in French, the invoice in Dutch.
func TestLettersAreInTheCustomersLanguageAndTheInvoiceInTheLaws(t *testing.T) {
	_, _, files := tell(t, edited(t, edit{"rfq.json", `"C001"`, `"C002"`}), salesdesk.English)
	assert.Contains(t, files["quote-2.txt"], "OFFRE\n")
	assert.Contains(t, files["quote-2.txt"], "Brique")
	assert.Contains(t, files["quote-2.txt"], "Remise")
	assert.Contains(t, files["invoice.xml"], "Gevelsteen")
	assert.Contains(t, files["invoice.xml"], "Korting")
	assert.NotContains(t, files["invoice.xml"], "Remise")
}

func TestGoodsGoWhereTheRequestSays(t *testing.T) {
	_, _, files := tell(t, "", salesdesk.Dutch)
	assert.Contains(t, files["invoice.xml"], "<cbc:StreetName>Dendermondsesteenweg 40</cbc:StreetName>")
	assert.Contains(t, files["quote-1.txt"], "Leveringsadres     Dendermondsesteenweg 40, Werf Dampoort, 9000 Gent")
	// A Dutch customer's site in Gent is a sale in Belgium; at his own address it is not.
	_, _, files = tell(t, edited(t, edit{"rfq.json", `"C001"`, `"C009"`}), salesdesk.Dutch)
	assert.NotContains(t, files["invoice.xml"], "<cbc:ID>K</cbc:ID>")
	place := `"delivery_place": {"street": "Dendermondsesteenweg 40", "additional": "Werf Dampoort", "postcode": "9000", "city": "Gent", "country": "BE"},`
	_, _, files = tell(t, edited(t, edit{"rfq.json", `"C001"`, `"C009"`}, edit{"rfq.json", place, ""}, edit{"rfq.json", "    {\"id\": \"8\", \"sku\": \"DIE-LAAD\", \"quantity\": \"2\"}\n", "    {\"id\": \"8\", \"sku\": \"SNB-09\", \"quantity\": \"2\"}\n"}), salesdesk.Dutch)
	assert.Contains(t, files["invoice.xml"], "<cbc:ID>K</cbc:ID>")
	assert.Contains(t, files["quote-1.txt"], "Leveringsadres     Havenstraat 14, 4811 AA Breda, NEDERLAND")
}

// What a consumer reads adds up to what he pays, and nothing is sent that he cannot receive.
func TestAConsumerGetsTheWholeStoryAndATextInvoice(t *testing.T) {
	for _, customer := range []string{"C011", "C012"} {
		_, problems, files := tell(t, edited(t, edit{"rfq.json", `"C001"`, `"` + customer + `"`}), salesdesk.English)
		assert.Empty(t, problems)
		assert.NotContains(t, files, "invoice.xml")
		assert.NotContains(t, files, "creditnote.xml")
		require.Contains(t, files, "invoice.txt")
		var sum int64
		for _, line := range strings.Split(files["invoice.txt"], "\n") {
			total := strings.HasPrefix(line, "Te betalen")
			if amount := cents(line); amount != 0 && !strings.HasPrefix(line, " ") && !total {
				sum += amount
			} else if total {
				assert.Equal(t, sum, amount, "the lines add up")
			}
		}
		assert.NotZero(t, sum)
		assert.NotContains(t, files["creditnote.txt"], "terug te storten")
	}
}

// cents is the Dutch amount at the end of a line.
func cents(line string) (n int64) {
	_, amount, found := strings.Cut(line, "€")
	for _, c := range amount {
		if found && c >= '0' && c <= '9' {
			n = 10*n + int64(c-'0')
		}
	}
	return n
}

func TestTheReportSpeaksItsReadersLanguage(t *testing.T) {
	_, _, files := tell(t, "", salesdesk.French)
	page := files["report.html"]
	assert.Contains(t, page, ">gros œuvre</th>")
	assert.Contains(t, page, "avec 95\u00a0% de certitude entre 44,6 et 79,4")
	assert.Regexp(t, `text-anchor="end"[^>]*>80.000</text>`, page, "the axis")
	assert.Contains(t, page, ", avril 2026\u00a0: ")
	assert.Contains(t, page, "Trop peu de données", "one quote is no share")
}

// What the desk reads of a negotiation: what history speaks for, what is set aside, when to
// ask again, what is asked and advised, what was answered and what that cost.
func TestTheNegotiationIsToldWithWhatItCosts(t *testing.T) {
	for lang, wants := range map[salesdesk.Language][]string{
		salesdesk.Dutch: {
			"Richtprijs 3. PIR-isolatieplaat 120 mm 1200x600: bodem € 14,69", "Eindejaarsbonus: naar verwachting 1,5%, € 135,68 opzij te zetten.",
			"Op te volgen op 23 april 2026 om 10:00 (na verzending)", "Bezwaar (Prijs): Uw prijs ligt hoger", "onderhandel, en stel € 8.926,23 voor.",
			"Ons antwoord (Toegegeven)", "Kost € 186,50 marge. In ruil voor: Bestelling in één keer, voor eind april.",
		},
		salesdesk.French:  {"plancher 14,69 €", "1,5 % attendus, 135,68 € à provisionner", "À relancer le 23 avril 2026 à 10:00", "Pas en dessous de 8 404,09 €", "Coûte 186,50 € de marge"},
		salesdesk.English: {"floor €14.69", "1.5% expected, €135.68 to set aside", "To follow up on 23 April 2026 at 10:00", "Not below €8,404.09", "Costs €186.50 of margin"},
	} {
		summary, _, files := tell(t, "", lang)
		said := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(summary)
		for _, want := range wants {
			assert.Contains(t, said, want)
		}
		assert.Equal(t, 8, strings.Count(files["desk-guidance.txt"], "\n"), "every line of the request")
		assert.Contains(t, files["waterfall-1.txt"], "Eindejaarsbonus")
		for _, name := range []string{"quote-1.txt", "quote-2.txt", "quote.xml"} {
			assert.NotContains(t, files[name], "bonus", "the customer reads nothing of it")
		}
	}
	// Below the floor it is better to walk away.
	summary, _, _ := tell(t, edited(t, edit{"sale.json", `"total": "8800.00"`, `"total": "8300.00"`}), salesdesk.English)
	assert.Contains(t, summary, "walk away")
	// Who has no agreement has nothing set aside.
	summary, _, _ = tell(t, edited(t, edit{"rfq.json", `"C001"`, `"C002"`}), salesdesk.English)
	assert.NotContains(t, summary, "Eindejaarsbonus")
}

func TestDocumentsSayWhatTheyRestOn(t *testing.T) {
	_, _, files := tell(t, edited(t, edit{"rfq.json", `"reference": "WERF-2026-017"`, `"reference": ""`}), salesdesk.Dutch)
	xml := files["invoice.xml"]
	assert.Contains(t, xml, "<cbc:BuyerReference>WERF-2026-017</cbc:BuyerReference>", "of customers.csv")
	assert.Contains(t, xml, "Geleverd: ZEND-2026-1511 op 6 mei 2026 en ZEND-2026-1538 op 8 mei 2026.")
	assert.Contains(t, xml, `schemeID="0160"`)
	assert.Contains(t, files["creditnote.xml"], "Btw terug te storten aan de Staat")
}

func TestARevisionKeepsTheTermsThatItDoesNotChange(t *testing.T) {
	terms := `"payment_days": 45, "cash_discount": {"rate": "0.02", "days": 8}`
	_, _, files := tell(t, edited(t, edit{"sale.json", "\"payment_days\": 30,\n    \"cash_discount\": null", terms}), salesdesk.Dutch)
	assert.Contains(t, files["quote-2.txt"], "binnen 45 dagen")
	assert.Contains(t, files["events.ndjson"], `"cash_discount":{"rate":"0.02","days":8}`)
}

func TestADateThatMovedIsSaid(t *testing.T) {
	summary, _, files := tell(t, edited(t,
		edit{"sale.json", `"received": "2026-04-28T11:00:00+02:00",
    "confirmed": "2026-04-28T11:30:00+02:00"`, `"received": "2026-04-30T11:00:00+02:00",
    "confirmed": "2026-05-05T16:30:00+02:00"`},
		edit{"sale.json", `"shipped": "2026-05-05T07:30:00+02:00"`, `"shipped": "2026-05-06T07:30:00+02:00"`}), salesdesk.Dutch)
	assert.Contains(t, summary, "Andere datum dan in de offerte: 1. Gevelsteen")
	assert.Contains(t, files["confirmation.txt"], "zoals in onze offerte")
}

func TestTwoRunsGiveTheSameBytesInEveryLanguage(t *testing.T) {
	for _, lang := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English} {
		summary, problems, files := tell(t, "", lang)
		again, _, same := tell(t, "", lang)
		assert.Equal(t, summary, again)
		assert.Equal(t, files, same)
		assert.Empty(t, problems)
		for _, name := range []string{
			"quote-1.txt", "quote-2.txt", "quote.xml", "waterfall-2.txt", "desk-guidance.txt", "desk-negotiation.txt", "confirmation.txt", "acknowledgement.txt", "answer.txt", "survey.txt", "invoice.xml",
			"creditnote.xml", "path-quote.mmd", "path-order.mmd", "path-return.mmd", "path-complaint.mmd", "path-opportunity.mmd", "report.html", "report.csv", "events.ndjson",
		} {
			assert.NotEmpty(t, files[name], name)
		}
		for _, text := range append([]string{summary}, files["quote-1.txt"], files["report.html"]) {
			assert.NotContains(t, text, "dossier.", "a text is missing")
			assert.NotContains(t, text, "<no value>")
		}
	}
}

// edit replaces the first of a text in a file of the sample.
type edit struct{ file, old, new string }

// edited is the sample in a folder, with changes.
func edited(t *testing.T, edits ...edit) string {
	t.Helper()
	folder := copied(t, "", nil)
	for _, e := range edits {
		path := filepath.Join(folder, e.file)
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Contains(t, string(data), e.old)
		require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(data), e.old, e.new, 1)), 0o600))
	}
	return folder
}

// copied is the sample in a folder, with one file changed.
func copied(t *testing.T, name string, change func(string) string) string {
	t.Helper()
	folder := t.TempDir()
	entries, err := os.ReadDir("sample")
	require.NoError(t, err)
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join("sample", e.Name()))
		require.NoError(t, err)
		if e.Name() == name {
			data = []byte(change(string(data)))
		}
		require.NoError(t, os.WriteFile(filepath.Join(folder, e.Name()), data, 0o600))
	}
	return folder
}

func TestABrokenLineIsNamedAndTheOthersAreUsed(t *testing.T) {
	in := copied(t, "articles.csv", func(text string) string {
		return strings.Replace(text, "SNB-09,5412300000010", "SNB-09,5412300000011", 1) // not its check digit
	})
	summary, problems, _ := tell(t, in, salesdesk.English)
	assert.Equal(t, "articles.csv:2: column gtin: check_digit\n", problems)
	whole, _, _ := tell(t, "", salesdesk.English)
	assert.Equal(t, whole, summary)
}

// A line that means nothing is named by file, line and column, and costs only itself.
func TestALineThatMakesNoSenseIsNamedAndTheOthersAreUsed(t *testing.T) {
	whole, _, _ := tell(t, "", salesdesk.English)
	head := func(file string, fields ...string) edit { // after the names of the columns
		names := map[string]string{"articles.csv": "stock,lead_days,weight_kg\n", "customers.csv": "credit_limit,buyer_reference\n", "targets.csv": "month,net\n", "survey.csv": "date,customer,score\n", "history.csv": "date,invoice,customer,sku,group,channel,quantity,net,cost\n"}[file]
		return edit{file, names, names + strings.Join(fields, ",") + "\n"}
	}
	article := func(sku, unit, price, base, class, tier string) edit {
		return head("articles.csv", sku, "5412300000010", "a", "b", "c", "structure", unit, price, base, class, "goods", "0.40", "500", tier, "", "", "", "", "", "", "yes", "1", "2", "5")
	}
	for _, test := range []struct {
		edit edit
		want string
	}{
		{article("X-1", "C62", "0.62", "1", "luxury", "0.58"), "articles.csv:2: column vat_class: reference (luxury)\n"},
		{article("X-1", "C62", "-0.62", "1", "standard", "0.58"), "articles.csv:2: column price: min (0)\n"},
		{article("X-1", "C62", "0.62", "1", "standard", "-0.58"), "articles.csv:2: column tier1_price: min (0)\n"},
		{article("X-1", "ZZZQ", "0.62", "1", "standard", "0.58"), "articles.csv:2: column unit: reference (ZZZQ)\n"},
		{article("X-1", "C62", "0.62", "0", "standard", "0.58"), "articles.csv:2: column base_quantity: min (above 0)\n"},
		{edit{"articles.csv", "SNB-14,", "SNB-09,"}, "articles.csv:3: column sku: duplicate (SNB-09, line 2)\nhistory"},
		{edit{"customers.csv", "C003,", "C002,"}, "customers.csv:4: column id: duplicate (C002, line 3)\nhistory"},
		{head("customers.csv", "C099", "Firma", "BV", "business", "trade", "nl", "Straat 1", "", "Gent", "BE", "", "BE1899010174", "", "yes", "", "", "", "30", "1", ""), "customers.csv:2: column postcode: required\n"},
		{head("history.csv", "2026-05-04", "2026-1", "C999", "NOPE", "structure", "web", "1", "1", "1"), "history.csv:2: column customer: reference (C999)\nhistory.csv:2: column sku: reference (NOPE)\n"},
		{head("survey.csv", "2026-05-04", "C999", "9"), "survey.csv:2: column customer: reference (C999)\n"},
		{head("targets.csv", "2026-03", "-1"), "targets.csv:2: column net: min (0)\n"},
		{edit{"targets.csv", "2026-06,78000.00\n", "2026-06,78000.00\n2026-05,1.00\n"}, "targets.csv:5: column month: duplicate (2026-05, line 3)\n"},
	} {
		summary, problems, _ := tell(t, edited(t, test.edit), salesdesk.English)
		if rest, more := strings.CutSuffix(test.want, "history"); more { // its sales are nobody's
			assert.True(t, strings.HasPrefix(problems, rest), problems)
		} else {
			assert.Equal(t, test.want, problems)
			assert.Equal(t, whole, summary)
		}
	}
}

func TestOtherPricesGiveAnotherSale(t *testing.T) {
	in := copied(t, "rfq.json", func(text string) string { return strings.Replace(text, `"quantity": "5200"`, `"quantity": "4000"`, 1) })
	summary, problems, files := tell(t, in, salesdesk.English)
	assert.Empty(t, problems)
	assert.Contains(t, summary, "4,000\u00a0pieces")
	assert.Regexp(t, `€\x{a0}412,00 / 1\.000 +21% +€\x{a0}1\.648,00`, files["quote-1.txt"], "below the tier")
}

// The herbicide is at 12 % in the quote of February and at 21 % in the invoice of May.
func TestTheInvoiceIsAtTheRatesOfItsOwnDay(t *testing.T) {
	in := copied(t, "sale.json", func(text string) string {
		return strings.Replace(strings.ReplaceAll(text, `"2026-04-`, `"2026-02-`), `"from": "2026-02-01"`, `"from": "2026-04-01"`, 1)
	})
	summary, _, files := tell(t, in, salesdesk.English)
	assert.Regexp(t, `12% +€\x{a0}183,16 +€\x{a0}21,98`, files["quote-2.txt"])
	assert.NotContains(t, files["invoice.xml"], "<cbc:Percent>12</cbc:Percent>")
	assert.NotContains(t, summary, "  12%:")
}

func TestWhatTheSaleCannotDoWithoutIsAnError(t *testing.T) {
	for _, test := range []struct{ file, old, new, want string }{
		{"rfq.json", `"customer": "C001"`, `"customer": "C999"`, "rfq.json.customer: reference (C999)"},
		{"rfq.json", `"sku": "GVS-R"`, `"sku": "NOPE"`, "rfq.json.lines[0].sku: reference (NOPE)"},
		{"rfq.json", `"id": "2"`, `"id": "1"`, "rfq.json.lines[1].id: duplicate (1)"},
		{"rfq.json", `"quantity": "84"`, `"quantity": "84.5"`, "rfq.json.lines[1].quantity: type (whole number of XBG)"},
		{"rfq.json", `"quantity": "84"`, `"quantity": "-84"`, "rfq.json.lines[1].quantity: min (above 0)"},
		{"rfq.json", `"country": "BE"`, `"country": "Belgium"`, "rfq.json.delivery_place.country: "},
		{"sale.json", `"lines": ["4", "8"]`, `"lines": ["4", "8", "99"]`, "sale.json.shipments[1].lines[2]: reference (99)"},
		{"sale.json", `"lines": ["4", "8"]`, `"lines": ["4"]`, "sale.json.shipments: required (line 8)"},
		{"sale.json", `"sent": "2026-04-24T09:30:00+02:00"`, `"sent": "2026-04-24T08:30:00+02:00"`, "sale.json.revision.sent: order (2026-04-24T09:10:00+02:00)"},
		{"sale.json", `"line": "4"`, `"line": "44"`, "sale.json.complaint.line: reference (44)"},
		{"sale.json", `"quantity": "4"`, `"quantity": "81"`, "sale.json.complaint.quantity: max (80)"},
		{"sale.json", `"discount": "0.03"`, `"discount": "3"`, "sale.json.quote.discount: max (1)"},
		{"company.json", `"time_zone": "Europe/Brussels"`, `"time_zone": "Mars"`, "company.json.desk.time_zone: no time zone \"Mars\""},
		{"company.json", `"monday": [`, `"maandag": [`, "company.json.desk.weekly.maandag: "},
		{"company.json", `"country": "BE"`, `"country": "NL"`, "company.json.seller.address.country: one_of (BE)"},
		{"company.json", `"kind": "business"`, `"kind": "firm"`, "company.json.seller.kind: one_of (business, public_body, consumer)"},
		{"company.json", `"resolution_hours": 40`, `"resolution_hours": 0`, "company.json.service_levels.resolution_hours: min (1)"},
		{"score.json", `"from": "70"`, `"from": "7"`, "score.json.grades[1].from: order (A)"},
		{"sale.json", `"clerk"`, `"klerk"`, "sale.json.klerk: unknown"},
	} {
		in := copied(t, test.file, func(text string) string { return strings.Replace(text, test.old, test.new, 1) })
		var out, bad bytes.Buffer
		err := run(in, t.TempDir(), salesdesk.English, &out, &bad)
		require.ErrorContains(t, err, test.want)
		assert.Empty(t, out.String(), "nothing half-done")
	}
	assert.Error(t, run("no/such/folder", t.TempDir(), salesdesk.English, &bytes.Buffer{}, &bytes.Buffer{}))
	assert.Error(t, run("", t.TempDir(), "xx", &bytes.Buffer{}, &bytes.Buffer{}))
}

// What is stored is in UTC: the offset of whoever typed it says nothing.
func TestEveryMomentInTheLogIsInUTC(t *testing.T) {
	_, _, files := tell(t, "", salesdesk.English)
	assert.Regexp(t, `"at":"2026-\d\d-\d\dT\d\d:\d\d:\d\dZ"`, files["events.ndjson"])
	assert.NotRegexp(t, `T\d\d:\d\d:\d\d[+-]\d\d:\d\d"`, files["events.ndjson"])
}
