package intake

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// shelf is what is left of the lines of a quote, by article and in their order. A line is
// looked at when it is put there, and when something is taken of it.
type shelf struct {
	lines  []pricing.PricedLine
	free   []salesdesk.Amount // by line, what is left of it
	before []salesdesk.Amount // what was left before this order
	taker  []int              // the line of the order that took of it last, -1 is none
	at     map[string][]int   // by article
	just   map[whole][]int    // by what takes all that is left of a line, at its price or at none
	looked int
}

// whole is all that is left of a line as an order asks for it.
type whole struct{ sku, unit, quantity, price string }

func newShelf(lines []pricing.PricedLine) shelf {
	n := len(lines)
	return shelf{lines: lines, free: make([]salesdesk.Amount, n), before: make([]salesdesk.Amount, n), taker: make([]int, n), at: make(map[string][]int, n), just: make(map[whole][]int, n)}
}

func (s *shelf) put(i int, left salesdesk.Amount) {
	s.looked++
	s.taker[i] = -1
	if !left.IsPositive() {
		return
	}
	l := &s.lines[i]
	s.free[i], s.before[i], s.at[l.SKU] = left, left, append(s.at[l.SKU], i)
	key := whole{sku: l.SKU, unit: l.Unit, quantity: plainAmount(left).String()}
	s.just[key] = append(s.just[key], i)
	key.price = priceOf(l).String()
	s.just[key] = append(s.just[key], i)
}

// fit is the next line that nothing was taken of, and that is just this; price is nil where
// none was named.
func (s *shelf) fit(sku, unit string, quantity salesdesk.Amount, price *fixed.Dec) (i int, ok bool) {
	key := whole{sku: sku, unit: unit, quantity: plainAmount(quantity).String()}
	if price != nil {
		key.price = price.String()
	}
	for list := s.just[key]; len(list) > 0; list = list[1:] {
		s.just[key] = list[1:]
		if i := list[0]; s.taker[i] < 0 {
			return i, true
		}
	}
	return 0, false
}

// next is the first line of an article that has something left.
func (s *shelf) next(sku string) (i int, ok bool) {
	for list := s.at[sku]; len(list) > 0; list = list[1:] {
		if s.free[list[0]].IsPositive() {
			return list[0], true
		}
		s.at[sku] = list[1:]
	}
	return 0, false
}

// take is what line i of the order gets of a line, at most what is left.
func (s *shelf) take(of, i int, quantity salesdesk.Amount) salesdesk.Amount {
	s.looked++
	if left := s.free[of]; quantity.GreaterThan(left.Decimal) {
		quantity = left
	}
	s.taker[of], s.free[of] = i, salesdesk.Amount{Decimal: s.free[of].Sub(quantity.Decimal)}
	return quantity
}

// priceOf is what one unit costs, after the adjustments of the line, to four places.
func priceOf(l *pricing.PricedLine) fixed.Dec {
	if len(l.Adjustments) > 0 {
		return exact.Dec(l.Net).DivRound(exact.Dec(l.Quantity), 4, half)
	}
	base := exact.Dec(l.BaseQuantity)
	if base.IsZero() {
		base = fixed.FromInt(1, 0)
	}
	return exact.Dec(l.Price).DivRound(base, 4, half)
}
