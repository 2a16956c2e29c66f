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
	return out.String(), bad.String(), files
}

func TestTwoRunsGiveTheSameBytesInEveryLanguage(t *testing.T) {
	for _, lang := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English} {
		summary, problems, files := tell(t, "", lang)
		again, _, same := tell(t, "", lang)
		assert.Equal(t, summary, again)
		assert.Equal(t, files, same)
		assert.Empty(t, problems)
		for _, name := range []string{
			"quote-1.txt", "quote-2.txt", "quote.xml", "waterfall-2.txt", "confirmation.txt", "acknowledgement.txt", "answer.txt", "survey.txt", "invoice.xml",
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

func TestOtherPricesGiveAnotherSale(t *testing.T) {
	in := copied(t, "rfq.json", func(text string) string { return strings.Replace(text, `"quantity": "5200"`, `"quantity": "4000"`, 1) })
	summary, problems, files := tell(t, in, salesdesk.English)
	assert.Empty(t, problems)
	assert.Contains(t, summary, "4,000\u00a0pieces")
	assert.Regexp(t, `€412\.00 / 1,000 +21% +€1,648\.00`, files["quote-1.txt"], "below the tier")
}

// The herbicide is at 12 % in the quote of February and at 21 % in the invoice of May.
func TestTheInvoiceIsAtTheRatesOfItsOwnDay(t *testing.T) {
	in := copied(t, "sale.json", func(text string) string {
		return strings.Replace(strings.ReplaceAll(text, `"2026-04-`, `"2026-02-`), `"from": "2026-02-01"`, `"from": "2026-04-01"`, 1)
	})
	summary, _, files := tell(t, in, salesdesk.English)
	assert.Regexp(t, `12% +€183\.16 +€21\.98`, files["quote-2.txt"])
	assert.NotContains(t, files["invoice.xml"], "<cbc:Percent>12</cbc:Percent>")
	assert.NotContains(t, summary, "  12%:")
}

func TestWhatTheSaleCannotDoWithoutIsAnError(t *testing.T) {
	for _, test := range []struct{ file, old, new, want string }{
		{"rfq.json", `"customer": "C001"`, `"customer": "C999"`, "rfq.json.customer: reference (C999)"},
		{"rfq.json", `"sku": "GVS-R"`, `"sku": "NOPE"`, "NOPE"},
		{"company.json", `"time_zone": "Europe/Brussels"`, `"time_zone": "Mars"`, "company.json.desk.time_zone: reference (Mars)"},
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
