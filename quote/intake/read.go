package intake

import (
	"encoding/json"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/sheet"
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
		lines[i] = Line{
			Number: i + 1, Source: string(sources.Lines[i]), Article: it.Article, GTIN: it.GTIN, Text: it.Text, Quantity: it.Quantity, Unit: it.Unit,
		}
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

// text is a file of a customer within its bound.
func text(data []byte) (string, error) {
	if err := size(len(data)); err != nil {
		return "", err
	}
	return sheet.Text(data), nil
}
