package intake

import (
	"encoding/binary"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// ReadJSON reads {"lines": [{"article": "PIR-120", "quantity": "180", "unit": "m²"}]}. A
// line may have article, gtin, text, quantity and unit; what else it has is refused, and a
// quantity that is no number too: a program wrote it.
func ReadJSON(data []byte) ([]Line, error) {
	if err := size(len(data)); err != nil {
		return nil, err
	}
	type item struct {
		Article  string            `json:"article,omitempty"`
		GTIN     string            `json:"gtin,omitempty"`
		Text     string            `json:"text,omitempty"`
		Quantity *salesdesk.Amount `json:"quantity,omitempty"`
		Unit     string            `json:"unit,omitempty"`
	}
	var document struct {
		Lines []item `json:"lines"`
	}
	if err := strict.Decode(data, &document); err != nil {
		return nil, err
	}
	var sources struct {
		Lines []json.RawMessage `json:"lines"`
	}
	if err := json.Unmarshal(data, &sources); err != nil {
		return nil, err
	}
	lines := make([]Line, len(document.Lines))
	for i, it := range document.Lines {
		lines[i] = Line{i + 1, string(sources.Lines[i]), it.Article, it.GTIN, it.Text, it.Quantity, it.Unit}
	}
	return lines, checkLines(lines)
}

// checkLines is what is wrong with lines, apart from what they ask for.
func checkLines(lines []Line) error {
	switch n := len(lines); {
	case n == 0:
		return salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired}
	case n > MaxLines:
		return tooMany()
	}
	var p salesdesk.Problems
	seen := make(map[int]bool, len(lines))
	for i := range lines {
		path := salesdesk.Index("lines", i)
		p.AddAt(path, lines[i].check())
		if seen[lines[i].Number] {
			p.Add(salesdesk.FieldError{Path: path + ".number", Rule: salesdesk.RuleDuplicate, Param: lines[i].ID()})
		}
		seen[lines[i].Number] = true
	}
	return p.Err()
}

func tooMany() error {
	return salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxLines)}
}

func size(bytes int) error {
	if bytes > MaxBytes {
		return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxBytes)}
	}
	return nil
}

// text is a file of a customer as UTF-8 with line feeds. Spreadsheets write UTF-16 with a
// byte order mark, too, and Windows-1252 without saying so: what is no UTF-8 is read as that.
func text(data []byte) (string, error) {
	if err := size(len(data)); err != nil {
		return "", err
	}
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
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), nil
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
