package invoice

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
)

// For is the document as one of an order: it gives back to the customer what his own order
// says, the reference (BT-10), the contract (BT-12), its number (BT-13), where it is
// delivered (BG-15), the ids of its lines (BT-132) and what he calls the articles (BT-156,
// BT-157), beside the number of ours (BT-14). What the header says already stands. The day of
// delivery (BT-72) is that of what is billed, which the caller knows.
func (d Document) For(o order.Order) Document {
	d.SalesOrder = cmp.Or(d.SalesOrder, o.Number)
	p := o.Purchase
	if p == nil {
		return d
	}
	d.Order, d.BuyerReference, d.Contract = cmp.Or(d.Order, p.Number), cmp.Or(d.BuyerReference, p.Reference), cmp.Or(d.Contract, p.Contract)
	if d.DeliverTo == nil && p.DeliverTo != nil {
		d.DeliverTo = new(*p.DeliverTo)
	}
	d.refer(p.Lines)
	for _, a := range p.Articles {
		if !slices.ContainsFunc(d.Articles, func(said quote.ArticleNumbers) bool { return said.SKU == a.SKU }) {
			d.Articles = append(slices.Clip(d.Articles), a)
		}
	}
	return d
}

// refer gives the lines that are billed their ids in the customer's order.
func (d *Document) refer(lines []order.PurchaseLine) {
	theirs := make(map[string]string, len(lines))
	for _, l := range lines {
		theirs[l.Line] = l.OrderLine
	}
	d.Lines = slices.Clone(d.Lines)
	for i := range d.Lines {
		l := &d.Lines[i]
		l.OrderLine = cmp.Or(l.OrderLine, theirs[l.Line])
		delete(theirs, l.Line)
	}
	for i := range d.Figures.Lines {
		if line := d.Figures.Lines[i].ID; theirs[line] != "" {
			d.Lines = append(d.Lines, LineDetail{Line: line, OrderLine: theirs[line]})
		}
	}
}
