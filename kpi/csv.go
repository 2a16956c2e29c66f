package kpi

import (
	"bytes"
	"encoding/csv"
)

// CSV is the groups of the report as a table for a spreadsheet: plain decimals with a
// point, a ratio as a ratio, an empty cell where there is no figure.
func (r Report) CSV() ([]byte, error) {
	rows := [][]string{{"group", "net", "last_year", "growth", "margin"}}
	for _, g := range r.Groups {
		rows = append(rows, []string{g.Group, g.Net.String(), g.LastYear.String(), plain(g.Growth), plain(g.Margin)})
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	err := w.WriteAll(rows)
	return out.Bytes(), err
}

func plain(v Value) string {
	if v.Amount == nil {
		return ""
	}
	return v.Amount.String()
}
