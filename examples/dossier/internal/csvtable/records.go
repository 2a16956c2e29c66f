package csvtable

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
)

// records cuts a text into records. After a line that cannot be cut, and after a record
// over several lines that has not as many cells as the first, it goes on with the line
// after the one that the record starts in.
type records struct {
	data   []byte // from where the reader started
	comma  rune
	reader *csv.Reader
	before int // lines before data
	width  int // cells of the first record
}

func newRecords(data []byte) *records {
	r := &records{comma: separator(data)}
	r.restart(data, 0)
	return r
}

func (r *records) restart(data []byte, before int) {
	r.data, r.before, r.reader = data, before, csv.NewReader(bytes.NewReader(data))
	r.reader.Comma, r.reader.FieldsPerRecord = r.comma, -1
}

// next is the next record and the number of the line it starts in, or io.EOF.
func (r *records) next() (cells []string, number int, err error) {
	cells, err = r.reader.Read()
	var bad *csv.ParseError
	switch {
	case errors.As(err, &bad):
		start := bad.StartLine
		number = r.before + start
		line := r.resume(start)
		if cell, column, open := openQuote(line, r.comma); open {
			err = unclosedError{cell: cell, column: column}
		}
		return nil, number, err
	case err != nil:
		return nil, 0, err
	}
	if r.width == 0 {
		r.width = len(cells)
	}
	start, _ := r.reader.FieldPos(0)
	number = r.before + start
	if len(cells) != r.width && slices.ContainsFunc(cells, func(cell string) bool { return strings.Contains(cell, "\n") }) {
		r.resume(start)
	}
	return cells, number, nil
}

// resume goes on after a line, counted from 1 in data, and gives that line.
func (r *records) resume(after int) (line []byte) {
	rest := r.data
	for range after {
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	r.restart(rest, r.before+after)
	return bytes.TrimSuffix(line, []byte("\r"))
}

// openQuote is where a quote opens that its own line does not close: the cell from 0,
// the position from 1.
func openQuote(line []byte, comma rune) (cell, column int, open bool) {
	quoted, fresh := false, true
	for i := 0; i < len(line); i++ {
		switch c := rune(line[i]); {
		case quoted && c == '"' && i+1 < len(line) && line[i+1] == '"':
			i++
		case c == '"' && (quoted || fresh):
			quoted = !quoted
			if quoted {
				column = i + 1
			}
			fresh = false
		case c == comma && !quoted:
			cell++
			fresh = true
		default:
			fresh = false
		}
	}
	return cell, column, quoted
}

// unclosedError is a quote that the line does not close.
type unclosedError struct{ cell, column int }

func (unclosedError) Error() string { return "quote that is not closed" }
