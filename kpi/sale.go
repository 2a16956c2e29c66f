package kpi

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Sale is one invoiced line: a return or credit note has quantities and amounts below
// zero. Its grain is the invoice line: give each once.
type Sale struct {
	Date     calendar.Date     `json:"date"` // of the invoice
	Customer string            `json:"customer"`
	SKU      string            `json:"sku"`
	Group    string            `json:"group"`
	Quantity salesdesk.Amount  `json:"quantity"`
	Net      salesdesk.Amount  `json:"net"`            // without VAT: what a line is worth after the document's adjustments, its Net and its Share
	Cost     *salesdesk.Amount `json:"cost,omitempty"` // nil is not known, not 0
	// Currency is that of the question where it is empty; another one is refused.
	Currency salesdesk.Currency `json:"currency,omitempty"`
}

// Cell is a month of a product group.
type Cell struct {
	Year  int        `json:"year"`
	Month time.Month `json:"month"`
	Group string     `json:"group"`
}

// Sum is what a cell holds.
type Sum struct {
	Net   fixed.Dec
	Cost  fixed.Dec // of the facts whose cost is known
	Known fixed.Dec // net of the facts whose cost is known
	N     int
}

func (s Sum) plus(other Sum) Sum {
	return Sum{Net: s.Net.Add(other.Net), Cost: s.Cost.Add(other.Cost), Known: s.Known.Add(other.Known), N: s.N + other.N}
}

// Turnover sums sales by month and product group. The zero value is empty and ready.
// It merges: any split of the facts, in any order, gives the same turnover. It is not
// safe for concurrent use; give each goroutine its own and merge them.
type Turnover struct{ cells map[Cell]*Sum }

// Add counts one sale.
func (t *Turnover) Add(s Sale) {
	sum := t.at(Cell{s.Date.Year, s.Date.Month, s.Group})
	net := exact.Dec(s.Net)
	sum.Net, sum.N = sum.Net.Add(net), sum.N+1
	if s.Cost != nil {
		sum.Cost, sum.Known = sum.Cost.Add(exact.Dec(*s.Cost)), sum.Known.Add(net)
	}
}

func (t *Turnover) at(c Cell) *Sum {
	if t.cells == nil {
		t.cells = map[Cell]*Sum{}
	}
	sum := t.cells[c]
	if sum == nil {
		sum = &Sum{}
		t.cells[c] = sum
	}
	return sum
}

// Merge counts everything that another turnover counted.
func (t *Turnover) Merge(other Turnover) {
	for c, s := range other.cells {
		sum := t.at(c)
		*sum = sum.plus(*s)
	}
}

// Of is the sum of the cells that a test picks.
func (t Turnover) Of(pick func(Cell) bool) Sum {
	var total Sum
	for c, s := range t.cells {
		if pick(c) {
			total = total.plus(*s)
		}
	}
	return total
}

// byGroup is the sum of each product group.
func (t Turnover) byGroup() map[string]Sum {
	sums := map[string]Sum{}
	for c, s := range t.cells {
		sums[c.Group] = sums[c.Group].plus(*s)
	}
	return sums
}

// version is the first byte of a turnover as bytes.
const version = 1

// MarshalBinary writes the cells, sorted: equal turnovers have equal bytes.
func (t Turnover) MarshalBinary() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte(version)
	for _, c := range slices.SortedFunc(maps.Keys(t.cells), compare) {
		s := t.cells[c]
		out.Write(binary.AppendVarint(nil, int64(c.Year)))
		out.Write(binary.AppendVarint(nil, int64(c.Month)))
		out.Write(binary.AppendVarint(nil, int64(s.N)))
		for _, text := range []string{c.Group, s.Net.String(), s.Cost.String(), s.Known.String()} {
			out.Write(binary.AppendUvarint(nil, uint64(len(text))))
			out.WriteString(text)
		}
	}
	return out.Bytes(), nil
}

func compare(a, b Cell) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Group, b.Group))
}
