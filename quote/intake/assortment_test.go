package intake_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestCompileNamesEveryProblem(t *testing.T) {
	gtin := salesdesk.MustGTIN("5412300000355")
	_, err := intake.Compile(intake.Catalogue{
		Articles: []intake.Article{
			{SKU: "A", Unit: "m2", GTINs: []salesdesk.GTIN{gtin}, Successor: "B", From: day("2026-02-01"), To: day("2026-02-01")},
			{SKU: "A", GTINs: []salesdesk.GTIN{gtin, {}}, Synonyms: []string{strings.Repeat("x", 1001)}},
			{SKU: "-", Successor: "Z"},
			{SKU: "B", Successor: "C", Units: []pricing.Unit{{}, {Code: "H87", Numerator: amount("-1"), Denominator: amount("-1")}, {Code: "XBX", Numerator: amount("1")}, {Code: "XBX", Numerator: amount("2")}}},
			{SKU: "C", Successor: "B"},
		},
		Numbers: []intake.OwnNumber{{}, {Customer: "C1", Number: "1", SKU: "B"}, {Customer: "C1", Number: "1", SKU: "C"}},
		Policy:  intake.Policy{Certain: amount("1.01"), Clear: amount("-0.1"), Candidates: -1},
	})
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	got := make([]string, len(problems))
	for i, p := range problems {
		got[i] = p.Error()
	}
	assert.Equal(t, []string{
		"policy.certain: max (1)",
		"policy.clear: min (0)",
		"policy.candidates: min (0)",
		"articles[0].to: order (2026-02-01)",
		"articles[0].unit: format (XXX)",
		"articles[1].synonyms[0]: length (1000)",
		"articles[1].gtins[0]: duplicate (5412300000355)",
		"articles[1].gtins[1]: required",
		"articles[1].sku: duplicate (A)",
		"articles[2].sku: required",
		"articles[3].units[0].code: required",
		"articles[3].units[0].numerator: min (0)",
		"articles[3].units[1].code: duplicate (H87)",
		"articles[3].units[1].numerator: min (0)",
		"articles[3].units[1].denominator: min (0)",
		"articles[3].units[3].code: duplicate (XBX)",
		"articles[2].successor: reference (Z)",
		"articles[3].successor: excluded (B)",
		"numbers[0].customer: required",
		"numbers[0].number: required",
		"numbers[0].sku: reference",
		"numbers[2].number: duplicate (1)",
	}, got)

	_, err = intake.Compile(intake.Catalogue{Articles: make([]intake.Article, intake.MaxArticles+1)})
	assert.Equal(t, salesdesk.Problems{salesdesk.FieldError{Path: "articles", Rule: salesdesk.RuleLength, Param: "200000"}}, err)
}

func TestDocumentsRoundTrip(t *testing.T) {
	data, err := json.Marshal(merchant())
	require.NoError(t, err)
	read, err := intake.DecodeCatalogue(data)
	require.NoError(t, err)
	assert.Equal(t, merchant(), read)
	_, err = intake.DecodeCatalogue([]byte(`{"articles":[{"sku":"A","prijs":"1"}]}`))
	assert.Equal(t, salesdesk.Problems{salesdesk.FieldError{Path: "articles[0].prijs", Rule: salesdesk.RuleUnknown}}, err)

	for _, line := range []intake.Line{{Article: "PIR-120"}, {Text: "PIR isolatieplaat"}} {
		want, err := json.Marshal(asked(t, line))
		require.NoError(t, err)
		read, err := intake.DecodeResolution(want)
		require.NoError(t, err)
		got, err := json.Marshal(read)
		require.NoError(t, err)
		assert.JSONEq(t, string(want), string(got))
	}
}

// warehouse is a catalogue of n articles with names that share their words.
func warehouse(n int) intake.Catalogue {
	kinds := []string{"schroef", "bout", "moer", "plaat", "buis", "kabel", "profiel", "haak", "beugel", "kraan"}
	colours := []string{"wit", "zwart", "grijs", "rood", "verzinkt", "rvs", "messing", "antraciet"}
	c := intake.Catalogue{Articles: make([]intake.Article, n)}
	for i := range c.Articles {
		c.Articles[i] = intake.Article{SKU: fmt.Sprintf("W-%06d", i), Names: names(
			fmt.Sprintf("%s %s type%d %d x %d mm", kinds[i%10], colours[i/10%8], i/4000, 4+i/80%50, 10+i%97),
			fmt.Sprintf("pièce %s modèle%d %d x %d mm", colours[i/10%8], i/4000, 4+i/80%50, 10+i%97),
			fmt.Sprintf("item %s series%d %d x %d mm", colours[i/10%8], i/4000, 4+i/80%50, 10+i%97),
		)}
	}
	return c
}

func TestAmongManyArticlesTheOneAskedIsFound(t *testing.T) {
	c := warehouse(5_000)
	a := compiled(t, c)
	for _, i := range []int{0, 17, 1234, 4999} {
		text := c.Articles[i].Names[salesdesk.Dutch]
		r, err := a.Resolve(intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{{Number: 1, Text: "graag de " + strings.Replace(text, " mm", "mm", 1), Quantity: of("1")}}})
		require.NoError(t, err)
		require.Len(t, r.Matches, 1, text)
		assert.Equal(t, c.Articles[i].SKU, r.Matches[0].Found.SKU)
	}
}

func BenchmarkCompile50000(b *testing.B) {
	c := warehouse(50_000)
	for b.Loop() {
		if _, err := intake.Compile(c); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkResolveText is one line in words among 50,000 articles: about a millisecond.
func BenchmarkResolveText(b *testing.B) {
	a := compiled(b, warehouse(50_000))
	for _, text := range []string{"bout zwart type7 12 x 44 mm verpakt", "wit", "verzinkte plaat 20 mm", "schroeff antraciet 4x10", "xyzzy plugh"} {
		b.Run(text, func(b *testing.B) {
			r := intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{{Number: 1, Text: text, Quantity: of("1")}}}
			for b.Loop() {
				if _, err := a.Resolve(r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
