package examples_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTheQuotesOfTheREADMEWriteTheirDocuments holds what the files write to the documents
// that the README shows. Run with -update it writes them anew.
func TestTheQuotesOfTheREADMEWriteTheirDocuments(t *testing.T) {
	bin := built(t, "quote")
	files, err := filepath.Glob("quote/*.ndjson")
	require.NoError(t, err)
	var written []document
	for _, path := range files {
		data, err := os.ReadFile(path) //nolint:gosec // a file of this directory
		require.NoError(t, err)
		for answers, _ := answered(bin, data); answers.Scan(); {
			var a struct{ Documents []document }
			require.NoError(t, json.Unmarshal(answers.Bytes(), &a))
			written = append(written, a.Documents...)
		}
	}
	holdDocuments(t, "quote/documents", written)
	assert.Len(t, written, 12)
	for _, d := range written {
		assert.NotContains(t, d.Text, "22.10", "what a panel costs us")
		assert.NotContains(t, d.Text, "22,10", "what a panel costs us")
	}
}

// TestACommandOnAQuoteGivenAgainAddsNothing gives the life of a quote with every line
// twice: the second time it is known, and refused where it was.
func TestACommandOnAQuoteGivenAgainAddsNothing(t *testing.T) {
	data, err := os.ReadFile("quote/life.ndjson")
	require.NoError(t, err)
	bin := built(t, "quote")
	lines := strings.SplitAfter(string(data), "\n")
	var twice strings.Builder
	for i, line := range lines {
		line = strings.Replace(line, `{"verb":`, `{"id": "c`+string(rune('a'+i))+`", "verb":`, 1)
		twice.WriteString(line)
		if i > 0 {
			twice.WriteString(line)
		}
	}
	last := func(input []byte) (status string, version int) {
		for answers, _ := answered(bin, input); answers.Scan(); {
			var a struct {
				Quote struct {
					Status  string
					Version int
				}
			}
			require.NoError(t, json.Unmarshal(answers.Bytes(), &a))
			status, version = a.Quote.Status, a.Quote.Version
		}
		return status, version
	}
	status, version := last(data)
	assert.Equal(t, "ordered", status)
	again, same := last([]byte(twice.String()))
	assert.Equal(t, status, again)
	assert.Equal(t, version, same)
}

// Every verb of the quote program is one that its README names, and reaches the library:
// none is an event that a company would have had to add.
func TestEveryVerbOfTheQuoteProgramIsDocumentedAndKnown(t *testing.T) {
	source, err := os.ReadFile("quote/verb.go")
	require.NoError(t, err)
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	sample, err := os.ReadFile("quote/free.ndjson")
	require.NoError(t, err)
	bin := built(t, "quote")
	text := section(t, string(readme), "### quote")
	names := regexp.MustCompile(`(?m)^\t\t"([a-z_]+)":`).FindAllStringSubmatch(string(source), -1)
	require.Len(t, names, 22)
	for _, name := range append(names, []string{"", "reply"}, []string{"", "advise"}) {
		assert.Contains(t, text, "`"+name[1]+"`")
		opened := strings.Split(string(sample), "\n")[1]
		_, problems := answered(bin, []byte(opened+"\n"+`{"verb": "`+name[1]+`"}`+"\n"))
		assert.NotEmpty(t, problems[2], name[1])
		assert.NotContains(t, strings.Join(problems[2], "\n"), "built in")
	}
	_, problems := answered(bin, []byte(`{"verb": "send"}`+"\n"))
	assert.Equal(t, []string{"verb: order (opened)"}, problems[1], "there is no quote yet")
}

// TestAQuoteThatCannotBeOpenedNamesEverything holds that neither the house nor the prices
// hide what else is wrong.
func TestAQuoteThatCannotBeOpenedNamesEverything(t *testing.T) {
	bin := built(t, "quote")
	opening := func(sku, limit, articles string) string {
		return `{"id":"","number":"Q-1","customer":"C001","seller":{},"policy":{"approval":{"levels":[{"max_discount":"` + limit + `"}]}},` +
			`"rules":{"book":{"currency":"EUR","articles":[` + articles + `],"entries":[{"sku":"A","price":"1"}]}},` +
			`"content":{"request":{"currency":"EUR","date":"2026-04-20","buyer":{"tax":{"country":"BE"}},"lines":[{"id":"1","sku":"` + sku + `","quantity":"1"}]},"conditions":{"payment_days":-3}},` +
			`"opened":{"id":"","actor":{"id":"an","role":"inside_sales"},"at":"2026-04-20T08:00:00Z","expect":0}}`
	}
	for _, tt := range []struct {
		give string
		want []string
	}{
		{opening("B", "0.1", `{"sku":"A"}`), []string{"content.request.lines[0].sku: reference (B)", "content.conditions.payment_days: min (0)", "id: required", "command.id: required"}},
		{opening("A", "0.1", `{"sku":"A"}`), []string{"id: required", "content.conditions.payment_days: min (0)", "command.id: required"}},
		{opening("B", "-1", `{"sku":"A"}`), []string{"policy.approval.levels[0].max_discount: min (0)", "content.request.lines[0].sku: reference (B)", "content.conditions.payment_days: min (0)", "id: required", "command.id: required"}},
		{opening("B", "0.1", `{"sku":"A"},{"sku":"A"}`), []string{"rules.book.articles[1].sku: duplicate (A)", "content.conditions.payment_days: min (0)", "id: required", "command.id: required"}},
	} {
		_, problems := answered(bin, []byte(tt.give+"\n"))
		assert.Equal(t, tt.want, problems[1])
	}
}
