package promise

import (
	"slices"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// shelf is what is free of one article by the day on which it is there. A quantity that
// is needed on a day is taken from the latest delivery before it, which leaves the
// earlier ones to those who need them earlier: what is free up to a day is then exactly
// the least that supply exceeds commitments by, from that day on.
type shelf struct {
	days  []calendar.Date // ascending, each once
	tree  []fixed.Dec     // Fenwick tree of what is free, counted from 1
	free  []fixed.Dec
	moves []move // what was taken since the last mark
	buy   buying
}

// move is a quantity taken from a day, or given to it where it is below zero.
type move struct {
	day      int
	quantity fixed.Dec
}

func newShelf(days []calendar.Date) *shelf {
	slices.SortFunc(days, calendar.Date.Compare)
	days = slices.Compact(days)
	return &shelf{days: days, tree: make([]fixed.Dec, len(days)+1), free: make([]fixed.Dec, len(days))}
}

// at is the last day of the shelf not after d; the first day is never after it.
func (s *shelf) at(d calendar.Date) int {
	i, found := slices.BinarySearchFunc(s.days, d, calendar.Date.Compare)
	if found {
		return i
	}
	return max(0, i-1)
}

func (s *shelf) add(day int, quantity fixed.Dec) {
	s.free[day] = s.free[day].Add(quantity)
	for i := day + 1; i < len(s.tree); i += i & -i {
		s.tree[i] = s.tree[i].Add(quantity)
	}
}

// until is what is free up to and including a day.
func (s *shelf) until(day int) fixed.Dec {
	var sum fixed.Dec
	for i := day + 1; i > 0; i -= i & -i {
		sum = sum.Add(s.tree[i])
	}
	return sum
}

// covering is the first day up to which so much is free, or more where more is asked
// for; len(days) where it never is.
func (s *shelf) covering(quantity fixed.Dec, more bool) int {
	var sum fixed.Dec
	day, step := 0, 1
	for step*2 < len(s.tree) {
		step *= 2
	}
	for ; step > 0; step /= 2 {
		if day+step >= len(s.tree) {
			continue
		}
		next := sum.Add(s.tree[day+step])
		if c := next.Cmp(quantity); c < 0 || (more && c == 0) {
			day, sum = day+step, next
		}
	}
	return day
}

// take sets a quantity aside for a day, from the latest delivery backwards, and gives
// what was not there.
func (s *shelf) take(quantity fixed.Dec, day int) (rest fixed.Dec) {
	for left := s.until(day); quantity.Sign() > 0 && left.Sign() > 0; left = s.until(day) {
		day = s.covering(left, false)
		quantity = quantity.Sub(s.pull(day, quantity))
	}
	return quantity
}

// takeLater sets a quantity aside from the deliveries after a day up to another, the
// earliest first, and gives the day of the last one and what was not there.
func (s *shelf) takeLater(quantity fixed.Dec, day, until int) (last int, rest fixed.Dec) {
	for last = day; quantity.Sign() > 0; {
		next := s.covering(s.until(last), true)
		if next > until || next == len(s.days) {
			return last, quantity
		}
		last = next
		quantity = quantity.Sub(s.pull(last, quantity))
	}
	return last, quantity
}

// pull takes what a day has, at most the quantity.
func (s *shelf) pull(day int, quantity fixed.Dec) fixed.Dec {
	quantity = least(quantity, s.free[day])
	s.add(day, quantity.Neg())
	s.moves = append(s.moves, move{day, quantity})
	return quantity
}

// reserve is take for a commitment: what its day lacks, later deliveries must bring.
func (s *shelf) reserve(quantity fixed.Dec, day int) {
	_, lacking := s.takeLater(s.take(quantity, day), day, len(s.days))
	s.buy.lacking = s.buy.lacking.Add(lacking)
}

// buying is what is bought of an article to keep promises, on one day. The zero value
// cannot buy.
type buying struct {
	possible          bool
	day               int // of the shelf on which it is there
	minimum, multiple fixed.Dec
	ordered           fixed.Dec
	lacking           fixed.Dec // promised to others and covered by nothing
}

// purchase buys what is missing, in whole packings. What those bring beyond it goes to
// the commitments that lack it, then it is free.
func (s *shelf) purchase(missing fixed.Dec) {
	needed := s.buy.ordered.Add(missing)
	s.buy.ordered = s.buy.lot(needed)
	surplus := s.buy.ordered.Sub(needed)
	owed := least(surplus, s.buy.lacking)
	s.buy.lacking = s.buy.lacking.Sub(owed)
	if surplus = surplus.Sub(owed); surplus.Sign() > 0 {
		s.add(s.buy.day, surplus)
		s.moves = append(s.moves, move{s.buy.day, surplus.Neg()})
	}
}

// lot is the least that the supplier sells of at least so much.
func (b *buying) lot(quantity fixed.Dec) fixed.Dec {
	if quantity.Cmp(b.minimum) < 0 {
		quantity = b.minimum
	}
	if b.multiple.Sign() > 0 {
		quantity = quantity.DivRound(b.multiple, 0, fixed.Up).Mul(b.multiple)
	}
	return quantity
}

// mark is the state to which undo returns.
func (s *shelf) mark() buying {
	s.moves = s.moves[:0]
	return s.buy
}

func (s *shelf) undo(marked buying) {
	for _, m := range s.moves {
		s.add(m.day, m.quantity)
	}
	s.buy, s.moves = marked, s.moves[:0]
}

func least(a, b fixed.Dec) fixed.Dec {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}
