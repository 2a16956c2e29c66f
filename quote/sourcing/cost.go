package sourcing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Cost is what a line costs, from whom and until when.
type Cost struct {
	Line       string           `json:"line"`
	Supplier   string           `json:"supplier"`
	Reference  string           `json:"reference,omitempty"`
	Cost       salesdesk.Amount `json:"cost"` // of one unit asked, in the currency of the request
	ValidUntil calendar.Date    `json:"valid_until"`
}

// Choose takes another supplier than the policy did for a line; his offer may be one that
// does not fit. The comparison itself stays as it is.
func (c Comparison) Choose(line, supplier string) (Comparison, error) {
	at := slices.IndexFunc(c.Rankings, func(k Ranking) bool { return k.Asked.Line == line })
	if at < 0 {
		return c, SupplierError{Line: line, Supplier: supplier}
	}
	if _, ok := c.Rankings[at].offer(supplier); !ok {
		return c, SupplierError{Line: line, Supplier: supplier}
	}
	c.Rankings = slices.Clone(c.Rankings)
	c.Rankings[at].Best = supplier
	return c, nil
}

// Costs are the costs of the offers chosen, in the order asked. The error names every line
// that has none, as [NoCostError]; the others' costs come with it.
func (c Comparison) Costs() ([]Cost, error) {
	var p salesdesk.Problems
	var costs []Cost
	for i := range c.Rankings {
		k := &c.Rankings[i]
		best, ok := k.offer(k.Best)
		if !ok {
			p.Add(NoCostError{Line: k.Asked.Line})
			continue
		}
		costs = append(costs, Cost{k.Asked.Line, best.Supplier, best.Reference, best.Cost, best.ValidUntil})
	}
	return costs, p.Err()
}

// Apply gives lines to price their costs, by the line's id. Lines without one keep theirs.
func Apply(lines []pricing.Line, costs []Cost) []pricing.Line {
	by := make(map[string]int, len(costs))
	for i := range costs {
		by[costs[i].Line] = i
	}
	out := slices.Clone(lines)
	for i := range out {
		if at, ok := by[out[i].ID]; ok {
			cost := costs[at].Cost
			out[i].Cost = &cost
		}
	}
	return out
}

// Costings are the costs as a quote keeps them: until when each line's holds, and whose
// word that is.
func Costings(costs []Cost) []quote.Costing {
	out := make([]quote.Costing, len(costs))
	for i, c := range costs {
		source := c.Supplier
		if c.Reference != "" {
			source += " " + c.Reference
		}
		out[i] = quote.Costing{Line: c.Line, ValidUntil: c.ValidUntil, Source: source}
	}
	return out
}

// Outlives is every line whose cost holds less long than a quote that is valid until a
// day, each a [quote.CostsError]; nil where all hold through that day.
func Outlives(costs []Cost, validUntil calendar.Date) error {
	var p salesdesk.Problems
	for _, c := range costs {
		if c.ValidUntil.Before(validUntil) {
			p.Add(quote.CostsError{Line: c.Line, CostsUntil: c.ValidUntil, ValidUntil: validUntil})
		}
	}
	return p.Err()
}

// DecodeComparison reads a comparison from JSON. Fields that it does not have are refused,
// at every depth.
func DecodeComparison(data []byte) (Comparison, error) {
	var c Comparison
	err := strict.Decode(data, &c)
	return c, err
}
