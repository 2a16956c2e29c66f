package ledger

import (
	"maps"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// GridTotal is what a box of the VAT return comes to, in euro.
type GridTotal struct {
	Grid   Grid             `json:"grid"`
	Amount salesdesk.Amount `json:"amount"`
}

// VATReturn adds up the grids of the entries whose tax point is in a period, in the order of
// the grids: what sales and their VAT contribute to the return. Grids of credit notes count
// what is debited, the others what is credited.
func VATReturn(entries []Entry, period calendar.Period) ([]GridTotal, error) {
	sums := map[Grid]fixed.Dec{}
	for _, e := range entries {
		point := e.TaxPoint
		if point.IsZero() {
			point = e.Date
		}
		if !period.Contains(point) {
			continue
		}
		for _, l := range e.Lines {
			amount := l.signed()
			if !l.Grid.takesBack() {
				amount = amount.Neg()
			}
			sums[l.Grid] = sums[l.Grid].Add(amount)
		}
	}
	delete(sums, "")
	var problems salesdesk.Problems
	list := make([]GridTotal, 0, len(sums))
	for _, g := range slices.Sorted(maps.Keys(sums)) {
		list = append(list, GridTotal{Grid: g, Amount: cents(sums[g], &problems)})
	}
	return list, problems.Err()
}
