package invoice

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Numberer gives the next number of a series. The host keeps it: in the transaction that
// stores the document, so that a number is neither lost nor given twice.
type Numberer interface {
	Next(series string) (string, error)
}

// Numbered is the document with the next number of a series. It is taken only for a
// document that [Document.Check] has nothing else against, and [Document.CheckPeppol]
// where it is [Document.Mandated], so that none is lost on one that is never issued.
func (d Document) Numbered(n Numberer, series string) (Document, error) {
	probe := d
	probe.Number = series
	check := probe.Check
	if d.Mandated() {
		check = probe.CheckPeppol
	}
	if err := check(); err != nil {
		return Document{}, err
	}
	number, err := n.Next(series)
	if err != nil {
		return Document{}, err
	}
	if number == "" {
		return Document{}, salesdesk.FieldError{Path: "number", Rule: salesdesk.RuleRequired}
	}
	d.Number = number
	return d, nil
}

// Series is a run of numbers: a prefix, and a count in at least so many digits. KB 1
// art. 5 wants them in sequence; that there may be several series, without a gap in each, is
// from general knowledge: verify before relying on it.
type Series struct {
	Prefix string `json:"prefix"`
	Digits int    `json:"digits,omitempty"`
	First  int64  `json:"first,omitempty"` // 0 is 1
}

// Issued is a document of a series.
type Issued struct {
	Number string        `json:"number"`
	Date   calendar.Date `json:"date"`
}

// Format is the number of a count.
func (s Series) Format(n int64) string { return fmt.Sprintf("%s%0*d", s.Prefix, s.Digits, n) }

// count reads a number back; only the form that Format gives is of the series.
func (s Series) count(number string) (int64, bool) {
	digits, ok := strings.CutPrefix(number, s.Prefix)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil && n >= s.first() && s.Format(n) == number
}

func (s Series) first() int64 { return max(s.First, 1) }

// Check names everything that is wrong with the numbers of a series, given in any
// order: numbers that are not of it, twice the same, gaps, and a number that is dated
// before the one it follows. It says nothing about numbers after the last.
func (s Series) Check(issued []Issued) error {
	type entry struct {
		n int64
		Issued
	}
	var problems salesdesk.Problems
	var list []entry
	for i, d := range issued {
		n, ok := s.count(d.Number)
		if !ok {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("issued", i) + ".number", Rule: salesdesk.RuleFormat, Param: s.Format(s.first())})
			continue
		}
		list = append(list, entry{n, d})
	}
	slices.SortStableFunc(list, func(a, b entry) int {
		switch {
		case a.n < b.n:
			return -1
		case a.n > b.n:
			return 1
		}
		return 0
	})
	next := s.first()
	for i, e := range list {
		switch {
		case e.n < next: // the one before it
			problems.Add(DuplicateNumberError{Number: e.Number})
		case e.n > next:
			problems.Add(GapError{First: s.Format(next), Last: s.Format(e.n - 1), Missing: e.n - next})
		}
		if i > 0 && e.n >= next && e.Date.Before(list[i-1].Date) {
			problems.Add(NumberOrderError{Number: e.Number, Date: e.Date, Before: list[i-1].Number, BeforeDate: list[i-1].Date})
		}
		next = e.n + 1
	}
	return problems.Err()
}

// GapError is a run of numbers that no document has.
type GapError struct {
	First, Last string
	Missing     int64
}

func (e GapError) Error() string {
	return fmt.Sprintf("numbers %s to %s: %d missing", e.First, e.Last, e.Missing)
}

// MessageID names the text.
func (GapError) MessageID() string { return "invoice.gap" }

// PluralCount is how many numbers are missing.
func (e GapError) PluralCount() int64 { return e.Missing }

// DuplicateNumberError is a number that two documents have.
type DuplicateNumberError struct{ Number string }

func (e DuplicateNumberError) Error() string { return "number " + e.Number + " given twice" }

// MessageID names the text.
func (DuplicateNumberError) MessageID() string { return "invoice.duplicate_number" }

// NumberOrderError is a document dated before the one whose number it follows.
type NumberOrderError struct {
	Number     string
	Date       calendar.Date
	Before     string
	BeforeDate calendar.Date
}

func (e NumberOrderError) Error() string {
	return fmt.Sprintf("number %s of %s follows %s of %s", e.Number, e.Date, e.Before, e.BeforeDate)
}

// MessageID names the text.
func (NumberOrderError) MessageID() string { return "invoice.number_order" }
