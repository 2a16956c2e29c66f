package agreement

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// letters are those of the customers who buy something that changes, by customer.
func (c *comparer) letters(purchases []Purchase) (all []Letter) {
	sorted := slices.Clone(purchases)
	slices.SortStableFunc(sorted, func(a, b Purchase) int {
		return cmp.Or(cmp.Compare(a.Buyer.ID, b.Buyer.ID), cmp.Compare(a.SKU, b.SKU))
	})
	for len(sorted) > 0 {
		n := slices.IndexFunc(sorted, func(p Purchase) bool { return p.Buyer.ID != sorted[0].Buyer.ID })
		if n < 0 {
			n = len(sorted)
		}
		if letter := c.letter(sorted[:n]); len(letter.Rows) > 0 {
			all = append(all, letter)
		}
		sorted = sorted[n:]
	}
	return all
}

// letter is that of one customer, who has bought something.
func (c *comparer) letter(purchases []Purchase) Letter {
	letter := Letter{Customer: purchases[0].Buyer.ID, From: c.date}
	was, is := fixed.FromInt(0, -c.places), fixed.FromInt(0, -c.places)
	for i := range purchases {
		p := &purchases[i]
		order := p.Order
		if order.IsZero() {
			order = unit()
		}
		row := LetterRow{SKU: p.SKU, Names: c.names[p.SKU], Quantity: p.Quantity, Change: c.change(&p.Buyer, p.SKU, order)}
		if row.Old != nil && row.New != nil {
			old, now := c.yearly(row.Old, p.Quantity), c.yearly(row.New, p.Quantity)
			was, is = was.Add(old), is.Add(now)
			difference := c.amount(now.Sub(old))
			row.Difference = &difference
		}
		if !row.same() {
			letter.Rows = append(letter.Rows, row)
		}
	}
	letter.Old, letter.New, letter.Difference = c.amount(was), c.amount(is), c.amount(is.Sub(was))
	letter.Ratio = c.ratio(is.Sub(was), was)
	return letter
}

// yearly is what a quantity costs, rounded.
func (c *comparer) yearly(p *pricing.Price, quantity salesdesk.Amount) fixed.Dec {
	return exact.Dec(quantity).MulDivRound(exact.Dec(p.Amount), exact.Dec(p.BaseQuantity), c.places, fixed.HalfAwayFromZero)
}
