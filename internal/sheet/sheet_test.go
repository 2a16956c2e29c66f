package sheet_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/sheet"
)

func TestTextIsUTF8WithLineFeeds(t *testing.T) {
	for give, want := range map[string]string{
		"a;b\r\nc\rd":                 "a;b\nc\nd",
		"\ufeffé":                     "é",
		"prix \x80 \xe9":              "prix € é",
		"\xff\xfea\x00\xac\x20":       "a€",
		"\xfe\xff\x00a\x20\xac":       "a€",
		"":                            "",
		"\x93aanhaling\x94\xa0\xe0 c": "“aanhaling”\u00a0à c",
	} {
		assert.Equal(t, want, sheet.Text([]byte(give)))
	}
}

func TestTheFirstRowSaysWhatSeparates(t *testing.T) {
	for give, want := range map[string][]string{
		"a;b;c\n1,5;2;3": {"a", "b", "c"}, "a,b": {"a", "b"}, "a\tb": {"a", "b"}, "a|b|c": {"a", "b", "c"}, "\n\na;b": {"a", "b"},
	} {
		cells, err := sheet.Rows(give).Read()
		require.NoError(t, err)
		assert.Equal(t, want, cells)
	}
}

func TestABadRowSaysWhere(t *testing.T) {
	r := sheet.Rows("a;b\n\"x\"y;z")
	_, err := r.Read()
	require.NoError(t, err)
	_, err = r.Read()
	assert.Equal(t, salesdesk.FieldError{Rule: salesdesk.RuleSyntax, Param: "2:3"}, sheet.Syntax(err))
	assert.Equal(t, io.EOF, sheet.Syntax(io.EOF))
}

func TestMarksDecideWhatANumberIs(t *testing.T) {
	tests := []struct {
		name       string
		seen       []string
		give, want string // empty is no number
	}{
		{"whole", nil, "12", "12"},
		{"comma", nil, "12,5", "12.5"},
		{"point", nil, "12.5", "12.5"},
		{"both", nil, "1.234,50", "1234.50"},
		{"groups", nil, "1.234.567", "1234567"},
		{"spaces", nil, "1 234,5", "1234.5"},
		{"either, alone", nil, "1.000", ""},
		{"either, beside a comma", []string{"2,50"}, "1.000", "1000"},
		{"either, beside a point", []string{"2.50"}, "1.000", "1.000"},
		{"either, beside both", []string{"2.50", "2,50"}, "1.000", ""},
		{"words prove nothing", []string{"veel", "2,50"}, "1.000", "1000"},
		{"no number", nil, "veel", ""},
		{"nothing after the mark", nil, "12,", ""},
		{"uneven groups", nil, "1.23.456", ""},
		{"beyond what is computed with", nil, "1234567890123456789", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var marks sheet.Marks
			for _, s := range tt.seen {
				marks.See(s)
			}
			got := marks.Amount(tt.give)
			if tt.want == "" {
				assert.Nil(t, got)
				return
			}
			require.NotNil(t, got)
			assert.Equal(t, tt.want, got.String())
		})
	}
}

func TestARowIsWiderThanItMayBe(t *testing.T) {
	for give, want := range map[string]bool{
		"a;b;c\n1;2;3\n": false, "a;b;c;d": true, "a;b\n1;2;3;4": true, "": false,
		"a;b;c\n\"1;2;3;4\"; \"x;y\";3": false, "a;b;c\n\"1 \"\" ;;;; \";2;3": false, "a;b\n1\";2;3;4": true,
		strings.Repeat(",", 1_000): true, "a,b,c;d;e\n": false,
	} {
		assert.Equal(t, want, sheet.Wider(give, 3), give)
		cells, err := sheet.Rows(give).Read()
		if err == nil && len(cells) > 3 {
			assert.True(t, sheet.Wider(give, 3), "as the reader has it: %s", give)
		}
	}
}
