// Package csvtable reads a CSV file whose first line names its columns, and names
// every cell that cannot be used by file, line and column.
//
// A line with a bad cell is left out; the other lines are used. Comma, semicolon
// and tab separate; a byte order mark at the start is passed over.
package csvtable

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

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
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = separator(data)
	r.FieldsPerRecord = -1
	names, err := r.Read()
	if err != nil {
		return nil, CellError{File: file, Line: 1, Err: errors.New("no line with the names of the columns")}
	}
	var problems salesdesk.Problems
	index := positions(file, names, columns, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	var rows []T
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, problems.Err()
		}
		line := &Line{file: file, index: index, cells: cells, number: lineNumber(r, err)}
		if row, ok := use(line, parse, len(names), err); ok {
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

func lineNumber(r *csv.Reader, err error) int {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return bad.StartLine
	}
	number, _ := r.FieldPos(0)
	return number
}

// Line is one line being read.
type Line struct {
	file     string
	number   int
	index    map[string]int
	cells    []string
	problems salesdesk.Problems
}

// use makes a row of the line, or notes why it cannot.
func use[T any](l *Line, parse func(*Line) T, width int, err error) (row T, ok bool) {
	var broken *csv.ParseError
	switch {
	case errors.As(err, &broken):
		l.refuse(strconv.Itoa(broken.Column), broken.Err)
	case err != nil:
		l.refuse("", err)
	case len(l.cells) != width:
		l.refuse("", fmt.Errorf("%d cells where %d columns are named", len(l.cells), width))
	default:
		row = parse(l)
	}
	return row, len(l.problems) == 0
}

func (l *Line) refuse(column string, err error) {
	l.problems.Add(CellError{File: l.file, Line: l.number, Column: column, Err: err})
}

// Number is the line's number in the file.
func (l *Line) Number() int { return l.number }

// Text is the cell of a column, without the space around it.
func (l *Line) Text(column string) string {
	return strings.TrimSpace(l.cells[l.index[column]])
}

// Check notes what is wrong with the line as a whole, each problem at the column that
// its path names.
func (l *Line) Check(err error) {
	var many salesdesk.Problems
	many.Add(err)
	for _, e := range many {
		l.refuse("", e)
	}
}

// Required is Text that must not be empty.
func (l *Line) Required(column string) string {
	text := l.Text(column)
	if text == "" {
		l.refuse(column, salesdesk.FieldError{Rule: salesdesk.RuleRequired})
	}
	return text
}

// Cell reads the cell of a column with parse.
func Cell[T any](l *Line, column string, parse func(string) (T, error)) T {
	value, err := parse(l.Text(column))
	if err != nil {
		l.refuse(column, err)
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

// Amount reads a decimal, with a point or a comma before its decimals.
func Amount(text string) (salesdesk.Amount, error) {
	return salesdesk.ParseAmount(strings.Replace(text, ",", ".", 1))
}

// Whole reads a whole number.
func Whole(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleType, Param: "whole number"}
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
