package sheet

import (
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk"
)

// Text is a file of a customer as UTF-8 with line feeds. Spreadsheets write UTF-16 with a
// byte order mark, too, and Windows-1252 without saying so: what is no UTF-8 is read as that.
func Text(data []byte) string {
	var s string
	switch {
	case len(data) >= 2 && data[0] == 0xFF && data[1] == 0xFE:
		s = fromUTF16(data[2:], binary.LittleEndian)
	case len(data) >= 2 && data[0] == 0xFE && data[1] == 0xFF:
		s = fromUTF16(data[2:], binary.BigEndian)
	case utf8.Valid(data):
		s = strings.TrimPrefix(string(data), "\ufeff")
	default:
		s = fromWindows1252(data)
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func fromUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

func fromWindows1252(data []byte) string {
	high := []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ") // 0x80 to 0x9F
	var b strings.Builder
	for _, c := range data {
		if 0x80 <= c && c <= 0x9F {
			b.WriteRune(high[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// Rows cuts a text into rows and cells: comma, semicolon, tab or bar separate, whichever
// the first row has most of, and rows may differ in length.
func Rows(s string) *csv.Reader {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = separator(s), -1, true
	return r
}

// Wider reports whether a row of s has more cells than most. It looks at the text once, where
// a reader would first keep every cell of the row.
func Wider(s string, most int) bool {
	mark := byte(separator(s))
	cells, quoted, fresh := 1, false, true // fresh: a quote begins here
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' && (quoted || fresh):
			quoted, fresh = !quoted, true
		case quoted:
		case c == mark:
			if cells++; cells > most {
				return true
			}
			fresh = true
		case c == '\n':
			cells, fresh = 1, true
		case c != ' ':
			fresh = false
		}
	}
	return false
}

// separator is the mark that the first row has most of.
func separator(s string) rune {
	first, _, _ := strings.Cut(strings.TrimLeft(s, "\n"), "\n")
	best := ','
	for _, mark := range ";\t|" {
		if strings.Count(first, string(mark)) > strings.Count(first, string(best)) {
			best = mark
		}
	}
	return best
}

// Syntax says where a row cannot be cut into cells.
func Syntax(err error) error {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return salesdesk.FieldError{Rule: salesdesk.RuleSyntax, Param: fmt.Sprintf("%d:%d", bad.Line, bad.Column)}
	}
	return err
}
