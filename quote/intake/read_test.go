package intake_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/intake"
)

// shown is a line as "number|article|gtin|text|quantity|unit"; ? is no quantity.
func shown(lines []intake.Line) (out []string) {
	for _, l := range lines {
		quantity := "?"
		if l.Quantity != nil {
			quantity = l.Quantity.String()
		}
		out = append(out, strings.Join([]string{l.ID(), l.Article, l.GTIN, l.Text, quantity, l.Unit}, "|"))
	}
	return out
}

func TestReadCSV(t *testing.T) {
	tests := []struct {
		give, data string
		want       []string
	}{
		{"Dutch, semicolons and decimal commas", "Artikel;Aantal;Eenheid\nPIR-120;12,5;m²\nGVS-R;1.000;st\n", []string{"2|PIR-120|||12.5|m²", "3|GVS-R|||1000|st"}},
		{"French, commas", "Réf.,Désignation,Qté,Unité\n88.120,\"panneau, 12 cm\",12,pce\n", []string{"2|88.120||panneau, 12 cm|12|pce"}},
		{"English, tabs", "SKU\tEAN\tQty\tUOM\nA-1\t5412300000355\t3\tbox\n", []string{"2|A-1|5412300000355||3|box"}},
		{"a byte order mark and CRLF", "\ufeffartikel;aantal\r\nA;1\r\nB;2\r\n", []string{"2|A|||1|", "3|B|||2|"}},
		{"quotes over two rows", "artikel;omschrijving;aantal\nA;\"twee\nrijen\";1\nB;;2\n", []string{"2|A||twee\nrijen|1|", "4|B|||2|"}},
		{"the unit in the quantity", "artikel;aantal\nA;12 st\nB;3 dozen\n", []string{"2|A|||12|st", "3|B|||3|dozen"}},
		{"columns of no concern", "pos;artikel;prijs;aantal;opmerking\n10;A;9,95;4;dringend\n", []string{"2|A|||4|"}},
		{"empty rows", "artikel;aantal\n;\n\nA;1\n", []string{"4|A|||1|"}},
		{"no quantity that can be read", "artikel;aantal\nA;\nB;enkele\nC;-3\nD;0\n", []string{"2|A|||?|", "3|B|||?|", "4|C|||?|", "5|D|||?|"}},
		{"Windows-1252", "r\xe9f\xe9rence;quantit\xe9\nC\xe2ble;2\n", []string{"2|Câble|||2|"}},
		{"UTF-16", "\xff\xfes\x00k\x00u\x00;\x00q\x00t\x00y\x00\n\x00A\x00;\x002\x00\n\x00", []string{"2|A|||2|"}},
	}
	for _, tt := range tests {
		lines, err := intake.ReadCSV([]byte(tt.data))
		require.NoError(t, err, tt.give)
		assert.Equal(t, tt.want, shown(lines), tt.give)
	}
	lines, err := intake.ReadCSV([]byte("artikel;prijs;aantal\nA;\"9,95\";4\n"))
	require.NoError(t, err)
	assert.Equal(t, "A;\"9,95\";4", lines[0].Source)
}

func TestReadCSVNamesWhatItCannotRead(t *testing.T) {
	tests := []struct {
		give, data string
		want       error
	}{
		{"nothing", "", salesdesk.Problems{salesdesk.FieldError{Path: "header", Rule: salesdesk.RuleRequired}}},
		{"only headings", "artikel;aantal\n", salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired}},
		{"a broken quote", "artikel;aantal\nA;\"1\nB;2\n", salesdesk.Problems{salesdesk.FieldError{Rule: salesdesk.RuleSyntax, Param: "3:5"}}},
		{"too many columns", "artikel;aantal\n" + strings.Repeat(";", 100) + "\n", salesdesk.Problems{salesdesk.FieldError{Path: "columns", Rule: salesdesk.RuleLength, Param: "100"}}},
		{"a long cell", "artikel;aantal\n" + strings.Repeat("x", 1001) + ";1\n", salesdesk.Problems{salesdesk.FieldError{Path: "lines[0].article", Rule: salesdesk.RuleLength, Param: "1000"}}},
		{"too many lines", "sku;qty\n" + strings.Repeat("A;1\n", intake.MaxLines+1), salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: "10000"}},
		{"too much", strings.Repeat("x", intake.MaxBytes+1), salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: "4194304"}},
	}
	for _, tt := range tests {
		_, err := intake.ReadCSV([]byte(tt.data))
		assert.Equal(t, tt.want, err, tt.give)
	}
	_, err := intake.ReadCSV([]byte("kleur;maat\nrood;3\n"))
	assert.ErrorContains(t, err, "header: one_of")
}

func TestADecimalMarkIsReadOnlyWhenItIsCertain(t *testing.T) {
	tests := []struct{ give, other, want string }{
		{"12,5", "1", "12.5"},
		{"12.5", "1", "12.5"},
		{"1.250,75", "1", "1250.75"},
		{"1,250.75", "1", "1250.75"},
		{"1 250,5", "1", "1250.5"},
		{"1\u00a0250", "1", "1250"},
		{"1.250.000", "1", "1250000"},
		{"0.500", "1", "0.500"},
		{"1250.000", "1", "1250.000"},
		{"1.250", "1", "?"},      // one and a quarter, or more than a thousand
		{"1.250", "2,5", "1250"}, // the file writes decimals with a comma
		{"1.250", "2.5", "1.250"},
		{"1,250", "2.5", "1250"},
		{"1.25.5", "1", "?"},
		{"12.34.567", "1", "?"},
		{"1 25", "1", "?"},
		{"1,2,3", "1", "?"},
		{",5", "1", "?"},
		{"12-", "1", "?"},
		{"1e3", "1", "?"},
		{"99999999999999999999", "1", "?"},
	}
	for _, tt := range tests {
		lines, err := intake.ReadCSV([]byte("sku;qty\nA;" + tt.give + "\nB;" + tt.other + "\n"))
		require.NoError(t, err)
		assert.Equal(t, "2|A|||"+tt.want+"|", shown(lines)[0], tt.give)
	}
	lines, err := intake.ReadCSV([]byte("sku;qty\nA;1.250\nB;2,5\nC;2.5\n"))
	require.NoError(t, err)
	assert.Equal(t, "2|A|||?|", shown(lines)[0], "the file contradicts itself")
}

func TestReadText(t *testing.T) {
	tests := []struct{ give, want string }{
		{"12 x PIR-120", "1|PIR-120|||12|"},
		{"12x PIR-120", "1|PIR-120|||12|"},
		{"PIR-120: 12 st", "1|PIR-120|||12|st"},
		{"PIR-120 : 12", "1|PIR-120|||12|"},
		{"PIR-120 x 12", "1|PIR-120|||12|"},
		{"- 12 st PIR-120", "1|PIR-120|||12|st"},
		{"12st. PIR-120", "1|PIR-120|||12|st"},
		{"12 PIR-120", "1|PIR-120|||12|"},
		{"PIR-120 12", "1|PIR-120|||12|"},
		{"180 m² PIR isolatieplaat 120 mm", "1|||PIR isolatieplaat 120 mm|180|m²"},
		{"PIR isolatieplaat 120 mm 12 stuks", "1|||PIR isolatieplaat 120 mm|12|stuks"},
		{"10 zakken cement 25 kg", "1|||cement 25 kg|10|zakken"},
		{"cement 25 kg 10 zakken", "1|||cement 25 kg|10|zakken"},
		{"5 x kabel 3G2,5 100 m", "1|||kabel 3G2,5 100 m|5|"},
		{"kabel 3G2,5 100 m", "1|||kabel 3G2,5|100|m"},
		{"1 250 st gevelsteen rood", "1|||gevelsteen rood|1250|st"},
		{"PIR-120\t12\tst", "1|PIR-120|||12|st"},
		{"PIR-120;isolatieplaat;12", "1|PIR-120||isolatieplaat|12|"},
		{"5412300000355;12", "1||5412300000355||12|"},
		{"| PIR-120 | 12 pak |", "1|PIR-120|||12|pak"},
		{"PIR-120      12 pak", "1|PIR-120|||12|pak"},
		{"4   st   gevelsteen rood", "1|||gevelsteen rood|4|st"},
		// More than one number could be the quantity: none is.
		{"10045 12", "1|||10045 12|?|"},
		{"10045;12", "1|10045||12|?|"},
		{"12 120 mm PIR", "1|||12 120 mm PIR|?|"},
		{"PIR 1 250 st", "1|||PIR 1 250 st|?|"},
		{"120x60 plaat", "1|||120x60 plaat|?|"},
		{"3G2,5 kabel grijs", "1|||3G2,5 kabel grijs|?|"},
		{"isolatieplaat 120 mm", "1|||isolatieplaat 120 mm|?|"},
		{"gevelsteen rood", "1|||gevelsteen rood|?|"},
		// A number may be part of the name.
		{"ledpaneel 60 x 60", "1|||ledpaneel 60 x 60|?|"},
		{"60 x 60 ledpaneel", "1|||60 x 60 ledpaneel|?|"},
		{"4 x 18 W ledlamp", "1|||4 x 18 W ledlamp|?|"},
		{"36 W ledlamp", "1|||36 W ledlamp|?|"},
		{"2,5 mm kabel XVB", "1|||2,5 mm kabel XVB|?|"},
		{"PIR isolatieplaat 120", "1|||PIR isolatieplaat 120|?|"},
		{"isolatieplaat 120", "1|||isolatieplaat 120|?|"},
		{"3 x ledpaneel 60 x 60", "1|||ledpaneel 60 x 60|3|"},
		{"ledpaneel 60 x 60: 3 st", "1|||ledpaneel 60 x 60|3|st"},
		{"60 x 60,5 ledpaneel", "1|||60 x 60,5 ledpaneel|?|"},
		{"12 x 10045", "1|||12 x 10045|?|"},
		{"tegel 10045 x 12 st", "1|||tegel 10045|12|st"},
		// Less than nothing, or a list: nobody knows.
		{"-3 st PIR-120", "1|||3 st PIR-120|?|"},
		{"- 3 st PIR-120", "1|PIR-120|||3|st"},
		{"-PIR-120: 3 st", "1|PIR-120|||3|st"},
	}
	for _, tt := range tests {
		lines, err := intake.ReadText(tt.give)
		require.NoError(t, err, tt.give)
		require.Len(t, lines, 1, tt.give)
		assert.Equal(t, tt.want, shown(lines)[0], tt.give)
		assert.Equal(t, tt.give, lines[0].Source)
	}
}

func TestReadTextUnderHeadings(t *testing.T) {
	lines, err := intake.ReadText("Artikel   Omschrijving        Aantal\n-----------------------------\nPIR-120   isolant 12 cm       40 m2\n\nGVS-R     gevelsteen rood     1.000\n")
	require.NoError(t, err)
	assert.Equal(t, []string{"3|PIR-120||isolant 12 cm|40|m2", "5|GVS-R||gevelsteen rood|?|"}, shown(lines))
	for _, give := range []string{
		"Artikel\tAantal\tOmschrijving\nPIR-120\t4\tisolant\n\t5\tledpaneel\n",
		"| Artikel | Aantal | Omschrijving |\n| PIR-120 | 4 | isolant |\n|| 5 | ledpaneel |\n",
		"\tArtikel\tAantal\tOmschrijving\n\tPIR-120\t4\tisolant\n\t\t5\tledpaneel\n",
	} {
		lines, err = intake.ReadText(give)
		require.NoError(t, err)
		assert.Equal(t, []string{"2|PIR-120||isolant|4|", "3|||ledpaneel|5|"}, shown(lines), give)
	}
	_, err = intake.ReadText("\n---\n")
	assert.Equal(t, salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired}, err)
}

func TestReadJSON(t *testing.T) {
	lines, err := intake.ReadJSON([]byte(`{"lines": [{"article": "PIR-120", "quantity": "180.50", "unit": "m²"}, {"text":"gevelsteen"}]}`))
	require.NoError(t, err)
	assert.Equal(t, []string{"1|PIR-120|||180.50|m²", "2|||gevelsteen|?|"}, shown(lines))
	assert.Equal(t, `{"text":"gevelsteen"}`, lines[1].Source)

	_, err = intake.ReadJSON([]byte(`{"lines": [{"artikel": "PIR-120", "quantity": "veel"}]}`))
	assert.Equal(t, salesdesk.Problems{
		salesdesk.FieldError{Path: "lines[0].artikel", Rule: salesdesk.RuleUnknown},
		salesdesk.FieldError{Path: "lines[0].quantity", Rule: salesdesk.RuleDecimal, Param: "veel"},
	}, err)
	_, err = intake.ReadJSON([]byte(`{}`))
	assert.Equal(t, salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired}, err)
}

// fuzzed holds for every reader: no panic, and what is read can be resolved and keeps its
// source.
func fuzzed(t *testing.T, a *intake.Assortment, lines []intake.Line, err error) {
	if err != nil {
		return
	}
	require.LessOrEqual(t, len(lines), intake.MaxLines)
	for _, l := range lines {
		if l.Quantity != nil {
			require.NoError(t, l.Quantity.Check())
		}
	}
	r, err := a.Resolve(intake.Request{Customer: "C001", Date: day("2026-04-20"), Lines: lines})
	require.NoError(t, err)
	require.Equal(t, len(lines), len(r.Matches)+len(r.Open))
}

func FuzzReadCSV(f *testing.F) {
	a := compiled(f, merchant())
	for _, seed := range []string{"artikel;aantal\nA;1\n", "réf,qté\n\"x\"\"y\",\"1 000,5\"\n", "sku\tqty\tuom\n\xe9\t1.000\tml\n", "\xff\xfea\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, err := intake.ReadCSV(data)
		fuzzed(t, a, lines, err)
	})
}

func FuzzReadText(f *testing.F) {
	a := compiled(f, merchant())
	for _, seed := range []string{"12 x PIR-120", "PIR-120: 12 st", "a\tb\t1\n| 3 | st |", "Artikel  Aantal\nA  1", "1 x", "x 1", "39x19x9 cm 0,5m Ø8", "12²", "1\u00a0000 m²"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lines, err := intake.ReadText(s)
		fuzzed(t, a, lines, err)
	})
}

func FuzzReadJSON(f *testing.F) {
	a := compiled(f, merchant())
	f.Add([]byte(`{"lines": [{"article": "PIR-120", "quantity": "180", "unit": "m²"}]}`))
	f.Add([]byte(`{"lines": [{"gtin": "5412300000355", "text": "x", "quantity": 1e12}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, err := intake.ReadJSON(data)
		fuzzed(t, a, lines, err)
	})
}
