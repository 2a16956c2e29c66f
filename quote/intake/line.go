package intake

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Bounds of a request. What is beyond them is refused before it is looked at.
const (
	MaxBytes   = 4 << 20 // of a file or a pasted text
	MaxLines   = 10_000  // as many as a document can price
	MaxColumns = 100     // of a table
	MaxText    = 1_000   // bytes of one cell
)

// Request is what a customer asks for on a day.
type Request struct {
	Customer string `json:"customer,omitempty"` // whose own numbers hold; empty is nobody's
	// Language is the one that units are written in: "dozen" are boxes in Dutch and twelve in
	// English. Empty is not known: then such a word stays open.
	Language salesdesk.Language `json:"language,omitempty"`
	Date     calendar.Date      `json:"date"` // successors are those of this day
	Lines    []Line             `json:"lines"`
}

// Line is one line of a request, as the customer wrote it.
type Line struct {
	Number   int                `json:"number"`             // of the line in the source, from 1; of the element in JSON
	Source   string             `json:"source"`             // the line as it was written
	Article  string             `json:"article,omitempty"`  // a number, the customer's or ours
	GTIN     string             `json:"gtin,omitempty"`     // as written; it may be wrong
	Text     string             `json:"text,omitempty"`     // in words
	Quantity *salesdesk.Amount  `json:"quantity,omitempty"` // nil where none can be read without a guess
	Unit     string             `json:"unit,omitempty"`     // as written; empty is the article's own
	Language salesdesk.Language `json:"language,omitempty"` // that the unit is written in; empty is the request's
}

// ID is the name of the line in a priced document: its number.
func (l Line) ID() string { return strconv.Itoa(l.Number) }

// check is what is wrong with a line that was built in code.
func (l *Line) check() error {
	var p salesdesk.Problems
	if l.Number < 1 {
		p.Add(salesdesk.FieldError{Path: "number", Rule: salesdesk.RuleMin, Param: "1"})
	}
	p.AddAt("article", bounded(l.Article))
	p.AddAt("gtin", bounded(l.GTIN))
	p.AddAt("text", bounded(l.Text))
	p.AddAt("unit", bounded(l.Unit))
	if l.Language != "" {
		p.AddAt("language", l.Language.Check())
	}
	if l.Quantity != nil {
		p.AddAt("quantity", l.Quantity.Check())
	}
	return p.Err()
}

// bounded is a finding where a cell is longer than anybody writes.
func bounded(s string) error {
	if len(s) > MaxText {
		return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxText)}
	}
	return nil
}
