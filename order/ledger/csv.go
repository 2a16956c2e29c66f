package ledger

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// CSV says how tables are written. The zero value has commas between cells and points in
// numbers; with DecimalComma there are semicolons between cells.
//
// A text that a spreadsheet would run as a formula, one that begins with =, +, -, @, a tab or a
// line break, has an apostrophe before it.
type CSV struct {
	DecimalComma bool `json:"decimal_comma,omitempty"`
}

// Journal is a line for each line of the entries.
func (c CSV) Journal(entries []Entry) ([]byte, error) {
	rows := [][]string{{"date", "journal", "document", "account", "side", "amount", "vat_code", "grid", "customer", "due", "reference"}}
	for _, e := range entries {
		for _, l := range e.Lines {
			due := ""
			if !l.Due.IsZero() {
				due = l.Due.String()
			}
			rows = append(rows, []string{
				e.Date.String(), text(string(e.Journal)), text(e.Document), text(l.Account), text(string(l.Side)), c.number(l.Amount), text(l.VATCode), text(string(l.Grid)),
				text(e.Customer), due, e.Reference.String(),
			})
		}
	}
	return c.table(rows)
}

// ECSales is a line for each of the list.
func (c CSV) ECSales(list []ECSale) ([]byte, error) {
	rows := [][]string{{"vat_number", "code", "amount"}}
	for _, s := range list {
		rows = append(rows, []string{s.VATNumber.String(), text(string(s.Code)), c.number(s.Amount)})
	}
	return c.table(rows)
}

// Listing is a line for each customer.
func (c CSV) Listing(list []ListedCustomer) ([]byte, error) {
	rows := [][]string{{"vat_number", "turnover", "vat"}}
	for _, l := range list {
		rows = append(rows, []string{l.VATNumber.String(), c.number(l.Turnover), c.number(l.VAT)})
	}
	return c.table(rows)
}

// VATReturn is a line for each box.
func (c CSV) VATReturn(list []GridTotal) ([]byte, error) {
	rows := [][]string{{"grid", "amount"}}
	for _, g := range list {
		rows = append(rows, []string{text(string(g.Grid)), c.number(g.Amount)})
	}
	return c.table(rows)
}

// Thresholds is a line for each that sales are held against.
func (c CSV) Thresholds(list []Passed) ([]byte, error) {
	rows := [][]string{{"kind", "from", "through", "sum", "threshold", "over"}}
	for _, p := range list {
		rows = append(rows, []string{
			text(string(p.Kind)), p.Period.From.String(), p.Period.To.AddDays(-1).String(), c.number(p.Sum), c.number(p.Amount), strconv.FormatBool(p.Over),
		})
	}
	return c.table(rows)
}

// Statement is a line for each open item.
func (c CSV) Statement(s Statement) ([]byte, error) {
	rows := [][]string{{"customer", "document", "date", "due", "currency", "amount", "open", "late"}}
	for _, i := range s.Items {
		due := ""
		if !i.Due.IsZero() {
			due = i.Due.String()
		}
		rows = append(rows, []string{
			text(s.Customer), text(i.Document), i.Date.String(), due, text(string(s.Currency)), c.number(i.Amount), c.number(i.Open), strconv.Itoa(i.Late),
		})
	}
	return c.table(rows)
}

func (c CSV) table(rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if c.DecimalComma {
		w.Comma = ';'
	}
	err := w.WriteAll(rows)
	return out.Bytes(), err
}

func (c CSV) number(a salesdesk.Amount) string {
	if c.DecimalComma {
		return strings.Replace(a.String(), ".", ",", 1)
	}
	return a.String()
}

// text is a cell that no spreadsheet runs.
func text(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}
