package order

import "github.com/interne-sales/salesdesk"

// Outstanding is what of each line of a shipment is still to follow once it is gone, in the
// order of its lines: what is due, less what left and, of a shipment that did not leave yet,
// what is in it. It is never below zero; of a line that is not the order's it is nothing.
func (o Order) Outstanding(s Shipment) []Quantity {
	find := o.finder(len(s.Lines))
	var held map[string]salesdesk.Amount
	if s.packing() {
		held = totals(s.Lines)
	}
	rest := make([]Quantity, len(s.Lines))
	for i, q := range s.Lines {
		rest[i].Line = q.Line
		if k := find(q.Line); k >= 0 {
			l := &o.Lines[k]
			rest[i].Quantity = larger(sub(l.Due(), l.Shipped, held[q.Line]), salesdesk.Amount{})
		}
	}
	return rest
}
