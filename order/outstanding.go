package order

import "github.com/interne-sales/salesdesk"

// Outstanding is what of a line is still to follow once a shipment is gone: what is due,
// less what left and, of a shipment that did not leave yet, what is in it. It is never below
// zero.
func (o Order) Outstanding(s Shipment, line string) salesdesk.Amount {
	l, _ := o.Line(line)
	rest := sub(l.Due(), l.Shipped)
	if s.packing() {
		for _, q := range s.Lines {
			if q.Line == line {
				rest = sub(rest, q.Quantity)
			}
		}
	}
	if rest.IsNegative() {
		return salesdesk.Amount{}
	}
	return rest
}
