package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestALineIsMatchedWhenOneArticleIsCertain(t *testing.T) {
	tests := []struct {
		give       string
		line       intake.Line
		want       string
		wantMethod intake.Method
	}{
		{"the customer's own number", intake.Line{Article: "88.120"}, "PIR-120", intake.ByOwnNumber},
		{"the same without its point", intake.Line{Article: "88 120"}, "PIR-120", intake.ByOwnNumber},
		{"our number", intake.Line{Article: "PIR-100"}, "PIR-100", intake.BySKU},
		{"our number, carelessly", intake.Line{Article: "pir 100"}, "PIR-100", intake.BySKU},
		{"a bar code", intake.Line{GTIN: "5412300000355"}, "PIR-120", intake.ByGTIN},
		{"a bar code where a number is asked", intake.Line{Article: "05412300000355"}, "PIR-120", intake.ByGTIN},
		{"a number where words are asked", intake.Line{Text: "GVS-R"}, "GVS-R", intake.BySKU},
		{"a synonym", intake.Line{Text: "Dakplaat 12"}, "PIR-120", intake.BySynonym},
		{"a name in French", intake.Line{Text: "panneau isolant PIR 80 mm 1200 x 600"}, "PIR-080", intake.BySynonym},
		{"words in Dutch", intake.Line{Text: "PIR isolatieplaten 12 cm"}, "PIR-120", intake.ByText},
		{"words in French", intake.Line{Text: "panneaux isolants PIR 0,12 m"}, "PIR-120", intake.ByText},
		{"words in English", intake.Line{Text: "red facing bricks M65"}, "GVS-R", intake.ByText},
		{"a slip of the pen", intake.Line{Text: "gevelsten rood genuancerd M65"}, "GVS-R", intake.ByText},
		{"a diameter", intake.Line{Text: "wapeningsstaal 8mm"}, "WAP-08", intake.ByText},
		{"a number among words", intake.Line{Text: "isolatieplaat PIR-100"}, "PIR-100", intake.ByText},
		{"words in the column of numbers", intake.Line{Article: "glaswol", Text: "rol 10 cm"}, "GLW-100", intake.BySynonym},
	}
	for _, tt := range tests {
		r := asked(t, tt.line)
		require.Len(t, r.Matches, 1, "%s: %v", tt.give, r.Open)
		assert.Equal(t, tt.want, r.Matches[0].Found.SKU, tt.give)
		assert.Equal(t, tt.wantMethod, r.Matches[0].Found.Method, tt.give)
	}
}

func TestALineThatIsNotCertainStaysOpen(t *testing.T) {
	tests := []struct {
		give  string
		line  intake.Line
		cause intake.Cause
		first string
	}{
		{"nothing like it", intake.Line{Text: "betonmolen 150 liter"}, intake.Unknown, ""},
		{"no such number", intake.Line{Article: "ZZ-9"}, intake.Unknown, ""},
		{"a bar code with a wrong digit", intake.Line{GTIN: "5412300000356"}, intake.Unknown, ""},
		{"another customer's number", intake.Line{Article: "88121"}, intake.Unknown, ""},
		{"every thickness", intake.Line{Text: "PIR isolatieplaat 1200x600"}, intake.Ambiguous, "PIR-100"},
		{"a thickness that does not exist", intake.Line{Text: "PIR isolatieplaat 130 mm 1200x600"}, intake.Uncertain, "PIR-100"},
		{"a word among others", intake.Line{Text: "klimhaak voor steiger met bevestiging"}, intake.Unknown, ""},
		{"his number is ours of another article", intake.Line{Article: "SNB-14"}, intake.Ambiguous, "SNB-09"},
		{"the number and the bar code differ", intake.Line{Article: "PIR-100", GTIN: "5412300000355"}, intake.Ambiguous, "PIR-120"},
		{"the number and the words differ", intake.Line{Article: "PIR-100", Text: "PIR-isolatieplaat 120 mm"}, intake.Contradicted, "PIR-100"},
		{"no longer sold", intake.Line{Article: "HAK-1"}, intake.Discontinued, "HAK-1"},
		{"not sold yet", intake.Line{Article: "LMP-3"}, intake.NotYetSold, "LMP-3"},
		{"a unit it is not sold in", intake.Line{Article: "PIR-120", Unit: "kg"}, intake.NoUnit, "PIR-120"},
		{"a unit nobody knows", intake.Line{Article: "PIR-120", Unit: "kruiwagens"}, intake.NoUnit, "PIR-120"},
		{"a quantity of nothing", intake.Line{Article: "PIR-120", Quantity: of("0")}, intake.NoQuantity, "PIR-120"},
	}
	for _, tt := range tests {
		r := asked(t, tt.line)
		require.Len(t, r.Open, 1, "%s: %v", tt.give, r.Matches)
		assert.Equal(t, []intake.Cause{tt.cause}, r.Open[0].Causes, tt.give)
		first := ""
		if len(r.Open[0].Candidates) > 0 {
			first = r.Open[0].Candidates[0].SKU
		}
		assert.Equal(t, tt.first, first, tt.give)
		assert.Equal(t, "as written", r.Open[0].Line.Source)
	}
}

func TestEveryCauseIsNamed(t *testing.T) {
	a := compiled(t, merchant())
	r, err := a.Resolve(intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{{Number: 3, Source: "?", Article: "88.120"}}})
	require.NoError(t, err)
	assert.Equal(t, []intake.Cause{intake.Unknown, intake.NoQuantity}, r.Open[0].Causes)
	assert.Equal(t, "line 3 is open: unknown, no_quantity", r.Open[0].Error())
	r, err = a.Resolve(intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{{Number: 3, Source: "?", Article: "PIR-120", Unit: "kg"}}})
	require.NoError(t, err)
	assert.Equal(t, []intake.Cause{intake.NoQuantity, intake.NoUnit}, r.Open[0].Causes)
	assert.Equal(t, []string{"MTK", "XPK", "C62"}, r.Open[0].Units)
}

func TestTheSuccessorTakesTheLineFromItsDayOn(t *testing.T) {
	a := compiled(t, merchant())
	on := func(date string) intake.Match {
		r, err := a.Resolve(intake.Request{Date: day(date), Lines: []intake.Line{{Number: 1, Article: "KBL-OLD", Quantity: of("50"), Unit: "m"}}})
		require.NoError(t, err)
		require.Len(t, r.Matches, 1)
		return r.Matches[0]
	}
	assert.Equal(t, "KBL-OLD", on("2026-02-28").Found.SKU)
	assert.Equal(t, "KBL-NEW", on("2026-03-01").Found.SKU)
	assert.Equal(t, "KBL-OLD", on("2026-03-01").Found.Replaces)
	// In words, the old and the new article are one, and not two that are as good.
	r := asked(t, intake.Line{Text: "installatiekabel XVB 3G2,5 grijs"})
	require.Len(t, r.Matches, 1)
	assert.Equal(t, "KBL-NEW", r.Matches[0].Found.SKU)
	// Before its day, what is still sold stands beside it.
	open := asked(t, intake.Line{Article: "LMP-3"}).Open[0]
	require.Len(t, open.Candidates, 2)
	assert.Equal(t, "LMP-2", open.Candidates[1].SKU)
	assert.Equal(t, "LMP-3", open.Candidates[1].Replaces)
}

func TestUnitsConvertExactly(t *testing.T) {
	tests := []struct{ sku, quantity, unit, want, wantUnit, wantOwn string }{
		{"PIR-120", "180", "m²", "180", "MTK", "180"},
		{"PIR-120", "180", "", "180", "MTK", "180"},
		{"PIR-120", "3", "pakken", "3", "XPK", "17.28"},
		{"PIR-120", "25", "stuks", "25", "C62", "18"},
		{"SNB-09", "2", "palettes", "2", "XPX", "240"},
		{"SNB-09", "10", "douzaines", "120", "C62", "120"},
		{"SNB-09", "10", "pce.", "10", "C62", "10"},
		{"WAP-08", "4", "EA", "4", "C62", "24"},
		{"WAP-08", "1250", "cm", "12.50", "MTR", "12.5"},
		{"WAP-08", "30", "lm", "30", "MTR", "30"},
		{"WAP-08", "30", "ml", "30", "MTR", "30"}, // mètres linéaires: steel has no millilitres
		{"KBL-NEW", "6", "rouleaux", "6", "XRO", "200"},
		{"KBL-NEW", "1", "rouleau", "1", "XRO", "?"}, // 100/3 m: no decimal holds it
	}
	for _, tt := range tests {
		r := asked(t, intake.Line{Article: tt.sku, Quantity: of(tt.quantity), Unit: tt.unit})
		require.Len(t, r.Matches, 1, "%v: %v", tt, r.Open)
		m := r.Matches[0]
		assert.Equal(t, tt.want, m.Quantity.String(), tt)
		assert.Equal(t, tt.wantUnit, m.Unit, tt)
		own := "?"
		if m.Own != nil {
			own = m.Own.String()
		}
		assert.Equal(t, tt.wantOwn, own, tt)
	}
}

// Two boxes of 200 were meant by "2 dozen" in Dutch, and 24 pieces in English. Codes are
// those of Recommendation 21 with the X of Recommendation 20 or without.
func TestDozenIsReadInTheLanguageOfTheRequest(t *testing.T) {
	for _, code := range []string{"BX", "XBX"} {
		boxed := intake.Catalogue{Articles: []intake.Article{{SKU: "A", Units: []pricing.Unit{{Code: code, Numerator: amount("200")}}}, {SKU: "B"}}}
		for _, tt := range []struct {
			language  salesdesk.Language
			sku, want string
			wantOpen  intake.Cause
		}{
			{"nl", "A", "2 " + code + " 400", ""},
			{"nl-BE", "A", "2 " + code + " 400", ""},
			{"en", "A", "24 C62 24", ""},
			{"", "A", "", intake.NoUnit},
			{"fr", "A", "", intake.NoUnit},
			{"de", "A", "", intake.NoUnit},
			{"nl", "B", "", intake.NoUnit},
			{"en", "B", "24 C62 24", ""},
			{"", "B", "", intake.NoUnit},
		} {
			r, err := compiled(t, boxed).Resolve(intake.Request{
				Date: day("2026-04-20"), Language: tt.language, Lines: []intake.Line{{Number: 1, Article: tt.sku, Quantity: of("2"), Unit: "dozen"}},
			})
			require.NoError(t, err)
			if tt.wantOpen != "" {
				require.Len(t, r.Open, 1, tt)
				assert.Equal(t, []intake.Cause{tt.wantOpen}, r.Open[0].Causes, tt)
				assert.NotEmpty(t, r.Open[0].Units, tt)
				continue
			}
			require.Len(t, r.Matches, 1, tt)
			m := r.Matches[0]
			assert.Equal(t, tt.want, m.Quantity.String()+" "+m.Unit+" "+m.Own.String(), tt)
		}
	}
}

func TestTheCodesOfRecommendation21AreTheirUnits(t *testing.T) {
	for _, tt := range []struct{ code, word string }{
		{"BX", "doos"},
		{"PX", "pallet"},
		{"CT", "karton"},
		{"PK", "pak"},
		{"BG", "zakken"},
		{"CA", "blik"},
		{"BO", "flessen"},
		{"TU", "koker"},
		{"BJ", "emmer"},
		{"ST", "vel"},
		{"RO", "rol"},
		{"CS", "kist"},
		{"CR", "krat"},
		{"TN", "blikken"},
		{"XBX", "bx"},
		{"XPX", "px"},
		{"XCT", "ct"},
	} {
		sold := intake.Catalogue{Articles: []intake.Article{{SKU: "A", Units: []pricing.Unit{{Code: tt.code, Numerator: amount("7")}}}}}
		r, err := compiled(t, sold).Resolve(intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{{Number: 1, Article: "A", Quantity: of("2"), Unit: tt.word}}})
		require.NoError(t, err)
		require.Len(t, r.Matches, 1, tt)
		assert.Equal(t, tt.code+" 14", r.Matches[0].Unit+" "+r.Matches[0].Own.String())
	}
}

// A line that stays open keeps its language for whoever settles it.
func TestAnOpenLineIsSettledInItsLanguage(t *testing.T) {
	a := compiled(t, intake.Catalogue{Articles: []intake.Article{{SKU: "A", Units: []pricing.Unit{{Code: "BX", Numerator: amount("200")}}}}})
	r, err := a.Resolve(intake.Request{Date: day("2026-04-20"), Language: "nl", Lines: []intake.Line{{Number: 1, Article: "?", Quantity: of("2"), Unit: "dozen"}}})
	require.NoError(t, err)
	m, err := a.Settle(r.Open[0], "A", nil, "")
	require.NoError(t, err)
	assert.Equal(t, "2 BX", m.Quantity.String()+" "+m.Unit)
	_, err = a.Resolve(intake.Request{Date: day("2026-04-20"), Language: "Dutch!", Lines: []intake.Line{{Number: 1, Article: "A", Language: "x", Quantity: of("2")}}})
	assert.ErrorContains(t, err, "language")
	assert.ErrorContains(t, err, "lines[0].language")
}

// A customer who writes dozen may mean boxes or twelves: nobody decides for him.
func TestAUnitThatCanMeanTwoIsNotChosen(t *testing.T) {
	boxed := intake.Catalogue{Articles: []intake.Article{{SKU: "A", Units: []pricing.Unit{{Code: "XBX", Numerator: amount("50")}}}, {SKU: "B"}}}
	r, err := compiled(t, boxed).Resolve(intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{
		{Number: 1, Article: "A", Quantity: of("5"), Unit: "dozen"}, {Number: 2, Article: "B", Quantity: of("5"), Unit: "dozen"},
	}})
	require.NoError(t, err)
	require.Len(t, r.Open, 2)
	assert.Equal(t, []intake.Cause{intake.NoUnit}, r.Open[0].Causes)
}

func TestConfidenceIsExactAndExplained(t *testing.T) {
	found := asked(t, intake.Line{Text: "isolatieplaat PIR 12 cm steengrijs"}).Open[0].Candidates[0]
	assert.Equal(t, "PIR-120", found.SKU)
	assert.Equal(t, []string{"isolatieplaat", "pir", "12cm"}, found.Matched)
	assert.Equal(t, []string{"steengrijs"}, found.Missing)
	assert.Equal(t, intake.ByText, found.Method)
	// 43 names: 3 have isolatieplaat, 9 pir, 3 120, 9 1200 and 9 600, none steengrijs. A word
	// counts the bits of (names ÷ having)³: 12, 7, 12, 7, 7 and 17. Matched 31 of 48, and 14
	// that were not asked: 31 ÷ (48 + 14/4) = 62 ÷ 103.
	assert.Equal(t, intake.Confidence{Part: 62, Whole: 103}, found.Confidence)
	assert.Equal(t, "0.6019", found.Confidence.Ratio().String())
}

func TestThePolicyDecidesWhatIsCertain(t *testing.T) {
	lenient := merchant()
	lenient.Policy = intake.Policy{Certain: amount("0.60"), Clear: amount("0.10")}
	r, err := compiled(t, lenient).Resolve(intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{{Number: 1, Text: "isolatieplaat PIR 12 cm steengrijs", Quantity: of("1")}}})
	require.NoError(t, err)
	assert.Equal(t, "PIR-120", r.Matches[0].Found.SKU)

	few := merchant()
	few.Policy.Candidates = 2
	r, err = compiled(t, few).Resolve(intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{{Number: 1, Text: "isolatieplaat PIR", Quantity: of("1")}}})
	require.NoError(t, err)
	assert.Len(t, r.Open[0].Candidates, 2)
}

func TestSettleClosesAnOpenLine(t *testing.T) {
	a := compiled(t, merchant())
	open := asked(t, intake.Line{Text: "PIR isolatieplaat 1200x600", Unit: "kruiwagens"}).Open[0]
	_, err := a.Settle(open, "PIR-100", nil, "")
	var still intake.Open
	require.ErrorAs(t, err, &still)
	assert.Equal(t, []intake.Cause{intake.NoUnit}, still.Causes)

	match, err := a.Settle(open, "PIR-100", of("8"), "pak")
	require.NoError(t, err)
	assert.Equal(t, "46.08", match.Own.String())
	assert.Equal(t, intake.ByHand, match.Found.Method)
	assert.Equal(t, "as written", match.Line.Source)

	_, err = a.Settle(open, "PIR-101", nil, "")
	assert.Equal(t, salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleReference, Param: "PIR-101"}, err)
}

func TestMatchesBecomeLinesToPrice(t *testing.T) {
	book := pricing.Book{Currency: salesdesk.EUR, Entries: []pricing.Entry{{SKU: "PIR-120", Price: amount("10")}}, Articles: []pricing.Article{{
		SKU: "PIR-120", GTIN: salesdesk.MustGTIN("5412300000355"), Unit: "MTK", Units: []pricing.Unit{{Code: "XPK", Numerator: amount("5.76")}},
	}}}
	lines, err := intake.ReadText("5412300000355;10 pak")
	require.NoError(t, err)
	r, err := compiled(t, intake.Catalogue{Articles: intake.Articles(book)}).Resolve(intake.Request{Date: day("2026-04-20"), Lines: lines})
	require.NoError(t, err)
	pricer, err := pricing.Compile(pricing.Rules{Book: book})
	require.NoError(t, err)
	priced, err := pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}}, Lines: r.Lines(),
	})
	require.NoError(t, err)
	assert.Equal(t, "1", priced.Lines[0].ID)
	assert.Equal(t, "576.00", priced.Totals.TaxExclusive.String()) // ten packs of 5.76 m² at 10.00
}

func TestResolveNamesWhatItCannotLookAt(t *testing.T) {
	_, err := compiled(t, merchant()).Resolve(intake.Request{Lines: []intake.Line{{Number: 1}, {Number: 1}, {Number: 0}}})
	assert.Equal(t, salesdesk.Problems{
		salesdesk.FieldError{Path: "date", Rule: salesdesk.RuleRequired},
		salesdesk.FieldError{Path: "lines[1].number", Rule: salesdesk.RuleDuplicate, Param: "1"},
		salesdesk.FieldError{Path: "lines[2].number", Rule: salesdesk.RuleMin, Param: "1"},
	}, err)
	_, err = compiled(t, merchant()).Resolve(intake.Request{Date: day("2026-04-20"), Lines: make([]intake.Line, intake.MaxLines+1)})
	assert.Equal(t, salesdesk.Problems{salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: "10000"}}, err)
}

// Whatever is asked, a line is matched or open, never both and never lost; and what is
// matched by words has every number that was asked.
func TestNoLineIsLost(t *testing.T) {
	a := compiled(t, merchant())
	words := []string{"PIR", "isolatieplaat", "120", "mm", "12", "cm", "gevelsteen", "rood", "M65", "kabel", "XVB", "3G2,5", "x", "88.120", "SNB-14", "Ø8", "\u00a0", "日本"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "lines")
		r := intake.Request{Customer: rapid.SampledFrom([]string{"", "C001"}).Draw(t, "customer"), Date: day("2026-04-20")}
		for i := range n {
			text := ""
			for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 0, 6).Draw(t, "words") {
				text += w + " "
			}
			r.Lines = append(r.Lines, intake.Line{Number: i + 1, Source: text, Text: text, Quantity: of("1")})
		}
		got, err := a.Resolve(r)
		require.NoError(t, err)
		again, _ := a.Resolve(r)
		assert.Equal(t, got, again)
		seen := map[int]bool{}
		for _, m := range got.Matches {
			seen[m.Line.Number] = true
			for _, missing := range m.Found.Missing {
				assert.NotRegexp(t, "[0-9]", missing)
			}
		}
		for _, o := range got.Open {
			assert.False(t, seen[o.Line.Number])
			assert.NotEmpty(t, o.Causes)
			seen[o.Line.Number] = true
		}
		assert.Len(t, seen, n)
	})
}

func TestAnOpenLineReadsInEveryLanguage(t *testing.T) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	open := asked(t, intake.Line{Text: "betonmolen", Quantity: of("0")}).Open[0]
	say := func(l salesdesk.Language, a i18n.Audience) string { return catalog.Error(l, a, open)[0] }
	assert.Equal(t, "Regel 1 (as written) staat nog open: het artikel is niet gevonden en het aantal ontbreekt of is niet eenduidig.", say(salesdesk.Dutch, i18n.Clerk))
	assert.Equal(t, "We would like to ask you about line 1 of your request (as written): the article was not found and the quantity is missing or not clear.", say(salesdesk.English, i18n.Customer))
}
