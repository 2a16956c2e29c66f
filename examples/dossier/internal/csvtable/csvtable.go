// Package csvtable reads a CSV file whose first line names its columns, and names
// every cell that cannot be used by file, line and column.
//
// A line with a bad cell is left out; the other lines are used. A quote that is not
// closed costs the line it opens in: reading goes on with the next. Comma, semicolon
// and tab separate; a byte order mark at the start is passed over; text is UTF-8.
package csvtable

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk"
)

// CellError is a cell, or a line, that cannot be used. Lines count from 1, the
// line with the names included; Column is a name, or a position in the text where
// the line could not be cut into cells, or empty where the whole line is meant.
type CellError struct {
	File   string
	Line   int
	Column string
	Err    error
}

func (e CellError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s:%d: column %s: %v", e.File, e.Line, e.Column, e.Err)
}

// Unwrap is what is wrong with the cell.
func (e CellError) Unwrap() error { return e.Err }

// Read makes a T of every line of the file, in order. The lines that have a
// problem are left out and their problems returned beside the good ones.
func Read[T any](file string, data []byte, columns []string, parse func(*Line) T) ([]T, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	records := newRecords(data)
	names, _, err := records.next()
	if err != nil {
		return nil, CellError{File: file, Line: 1, Err: errors.New("no line with the names of the columns")}
	}
	var problems salesdesk.Problems
	index := positions(file, names, columns, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	var rows []T
	keys := map[string]int{}
	for {
		cells, number, err := records.next()
		if errors.Is(err, io.EOF) {
			return rows, problems.Err()
		}
		line := &Line{file: file, index: index, names: names, cells: cells, number: number, keys: keys}
		if row, ok := use(line, parse, err); ok {
			rows = append(rows, row)
		}
		problems.Add(line.problems.Err())
	}
}

func separator(data []byte) rune {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	best := ','
	for _, candidate := range ";\t" {
		if bytes.Count(first, []byte(string(candidate))) > bytes.Count(first, []byte(string(best))) {
			best = candidate
		}
	}
	return best
}

func positions(file string, names, columns []string, problems *salesdesk.Problems) map[string]int {
	index := map[string]int{}
	for i, name := range names {
		index[strings.TrimSpace(name)] = i
	}
	for _, column := range columns {
		if _, ok := index[column]; !ok {
			problems.Add(CellError{File: file, Line: 1, Column: column, Err: salesdesk.FieldError{Rule: salesdesk.RuleRequired}})
		}
	}
	return index
}

// Line is one line being read.
type Line struct {
	file     string
	number   int
	index    map[string]int
	names    []string
	cells    []string
	keys     map[string]int // of the lines that are used, with their number
	own      []string
	problems salesdesk.Problems
}

// use makes a row of the line, or notes why it cannot.
func use[T any](l *Line, parse func(*Line) T, err error) (row T, ok bool) {
	var open unclosedError
	var broken *csv.ParseError
	switch {
	case errors.As(err, &open):
		l.Refuse(l.named(open.cell, open.column), open)
	case errors.As(err, &broken):
		l.Refuse(strconv.Itoa(broken.Column), broken.Err)
	case err != nil:
		l.Refuse("", err)
	case len(l.cells) != len(l.names):
		l.Refuse("", fmt.Errorf("%d cells where %d columns are named", len(l.cells), len(l.names)))
	case l.encoded():
		row = parse(l)
	}
	if len(l.problems) > 0 {
		return row, false
	}
	for _, key := range l.own {
		l.keys[key] = l.number
	}
	return row, true
}

// encoded notes every cell that is not UTF-8.
func (l *Line) encoded() bool {
	for i, cell := range l.cells {
		if !utf8.ValidString(cell) {
			l.Refuse(strings.TrimSpace(l.names[i]), salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "UTF-8"})
		}
	}
	return len(l.problems) == 0
}

// named is the name of a column, or a position in the text where it has none.
func (l *Line) named(cell, position int) string {
	if cell < len(l.names) {
		return strings.TrimSpace(l.names[cell])
	}
	return strconv.Itoa(position)
}

// Refuse notes a problem at a column, or of the whole line where it is empty.
func (l *Line) Refuse(column string, err error) {
	l.problems.Add(CellError{File: l.file, Line: l.number, Column: column, Err: err})
}

// Number is the line's number in the file.
func (l *Line) Number() int { return l.number }

// Good reports whether no problem was noted.
func (l *Line) Good() bool { return len(l.problems) == 0 }

// Text is the cell of a column, without the space around it.
func (l *Line) Text(column string) string {
	return strings.TrimSpace(l.cells[l.index[column]])
}

// Check notes what is wrong with the line as a whole, each problem at the column that
// the end of its path names, "address.postcode" at postcode.
func (l *Line) Check(err error) {
	var many salesdesk.Problems
	many.Add(err)
	for _, e := range many {
		var field salesdesk.FieldError
		if !errors.As(e, &field) {
			l.Refuse("", e)
			continue
		}
		column := field.Path[strings.LastIndex(field.Path, ".")+1:]
		if _, ok := l.index[column]; ok {
			field.Path = ""
			l.Refuse(column, field)
		} else {
			l.Refuse("", e)
		}
	}
}

// Key is Required that no line before has; one that was left out does not count.
func (l *Line) Key(column string) string {
	text := l.Required(column)
	key := column + "\x00" + text
	if first, twice := l.keys[key]; twice && text != "" {
		l.Refuse(column, salesdesk.FieldError{Rule: salesdesk.RuleDuplicate, Param: fmt.Sprintf("%s, line %d", text, first)})
	}
	l.own = append(l.own, key)
	return text
}

// Required is Text that must not be empty.
func (l *Line) Required(column string) string {
	text := l.Text(column)
	if text == "" {
		l.Refuse(column, salesdesk.FieldError{Rule: salesdesk.RuleRequired})
	}
	return text
}

// Cell reads the cell of a column with parse.
func Cell[T any](l *Line, column string, parse func(string) (T, error)) T {
	value, err := parse(l.Text(column))
	if err != nil {
		l.Refuse(column, err)
	}
	return value
}

// Optional is Cell that leaves an empty cell at the zero value.
func Optional[T any](l *Line, column string, parse func(string) (T, error)) T {
	if l.Text(column) == "" {
		var none T
		return none
	}
	return Cell(l, column, parse)
}

// Among reads one of the values.
func Among[T ~string](values ...T) func(string) (T, error) {
	return func(text string) (T, error) {
		if !slices.Contains(values, T(text)) {
			var list []string
			for _, v := range values {
				list = append(list, string(v))
			}
			return "", salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: strings.Join(list, ", ")}
		}
		return T(text), nil
	}
}

// Positive reads a decimal above zero.
func Positive(text string) (salesdesk.Amount, error) {
	a, err := Amount(text)
	if err == nil && !a.IsPositive() {
		err = salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "above 0"}
	}
	return a, err
}

// NotNegative reads a decimal that is zero or more.
func NotNegative(text string) (salesdesk.Amount, error) {
	a, err := Amount(text)
	if err == nil && a.IsNegative() {
		err = salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return a, err
}

// Amount reads a decimal, with a point or a comma before its decimals.
func Amount(text string) (salesdesk.Amount, error) {
	return salesdesk.ParseAmount(strings.Replace(text, ",", ".", 1))
}

// Whole reads a whole number that is zero or more.
func Whole(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleType, Param: "whole number"}
	}
	if n < 0 {
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return n, nil
}

// YesNo reads "yes" or "no".
func YesNo(text string) (bool, error) {
	switch text {
	case "yes":
		return true, nil
	case "no":
		return false, nil
	default:
		return false, salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "yes, no"}
	}
}
