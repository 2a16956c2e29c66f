package pricing

import (
	"errors"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// search goes along the values of a lever, which count from where the figure is lowest.
type search struct {
	*solver
	lever   *lever
	lo, hi  int64 // the values that can be priced
	lowest  error // what stands in the way below lo
	falling bool  // the figure falls as the lever rises: the count goes down

	seen        map[int64]point
	lines       int    // priced so far
	tired, odd  bool   // the bounds are used up; something in between cannot be priced
	swept       bool   // every value was looked at
	under, over *point // the nearest: up to the goal, and beyond it
	wobble      fixed.Dec
}

// point is a value of the lever with its reading.
type point struct {
	reading
	k   int64
	err error
}

// at is the point of a count.
func (s *search) at(k int64) point { return s.read(s.value(k)) }

// value is the value of a count.
func (s *search) value(k int64) int64 {
	if s.falling {
		return s.lo + s.hi - k
	}
	return k
}

// read prices value k, once.
func (s *search) read(k int64) point {
	if known, is := s.seen[k]; is {
		return known
	}
	found := point{k: k}
	req, err := s.lever.at(k)
	if err == nil {
		found.reading, err = s.solver.read(req)
	}
	if found.err = err; err != nil {
		found.regime.refused = true
	}
	s.lines += len(req.Lines)
	s.seen[k] = found
	if err == nil {
		s.consider(found)
	}
	return found
}

// consider keeps what is nearest to the goal on either side.
func (s *search) consider(p point) {
	if s.wobble.Cmp(p.wobble) < 0 {
		s.wobble = p.wobble
	}
	switch {
	case p.figure.Cmp(s.goal) > 0:
		if s.over == nil || s.nearer(&p, s.over) {
			s.over = &p
		}
	case s.under == nil || s.nearer(&p, s.under):
		s.under = &p
	}
}

// nearer reports whether, of two on one side of the goal, a is to be preferred: of the
// same figure the smaller discount, or the lower price.
func (s *search) nearer(a, b *point) bool {
	near := a.figure.Sub(s.goal).Abs().Cmp(b.figure.Sub(s.goal).Abs())
	return near < 0 || near == 0 && s.lever.count(a.k) < s.lever.count(b.k)
}

// bounds finds the values that can be priced: from the deepest discount to none, or
// from the lowest price to one beyond the goal.
func (s *search) bounds() error {
	s.hi = s.lever.steps
	if s.lever.Move == LinePrice {
		if err := s.ceiling(); err != nil {
			return err
		}
	} else if top := s.read(s.hi); top.err != nil {
		return top.err
	}
	s.lowest = s.read(0).err
	if s.lowest != nil {
		s.lo = first(0, s.hi, func(k int64) bool { return s.read(k).err == nil })
		s.lowest = s.read(s.lo - 1).err
	}
	s.falling = s.read(s.lo).figure.Cmp(s.read(s.hi).figure) > 0
	return nil
}

// highestPrice bounds the steps of a price.
const highestPrice = 1 << 52

// ceiling doubles the price from one step on, until every higher one is farther from the
// goal, or until no more is possible.
func (s *search) ceiling() error {
	var start *point
	var err error
	for k := int64(1); k <= highestPrice; k *= 2 {
		p := s.read(k)
		switch {
		case p.err != nil && start != nil && !errors.As(p.err, new(SmallOrderError)): // beyond that one a return may be
			s.hi = first(s.hi, k, func(k int64) bool { return s.read(k).err != nil }) - 1
			return nil
		case p.err != nil:
			err = p.err
			continue
		case start == nil:
			start = &p
		}
		s.hi = k
		if s.passed(start, &p) {
			return nil
		}
	}
	if start == nil {
		return err
	}
	return nil
}

// passed reports whether the price of a point is so high, from where it starts, that all
// above it is farther from the goal than what was seen: no charge by rule falls away
// there any more, and roundings do not bring it back.
func (s *search) passed(start, p *point) bool {
	side := p.figure.Cmp(s.goal)
	if side == 0 {
		return true
	}
	known := s.over
	if s.under != nil && (known == nil || s.distance(s.under).Cmp(s.distance(known)) < 0) {
		known = s.under
	}
	return side != start.figure.Cmp(s.goal) && p.regime.settled(start.regime) &&
		s.distance(p).Cmp(s.distance(known).Add(s.wobble)) > 0
}

func (s *search) distance(p *point) fixed.Dec { return p.figure.Sub(s.goal).Abs() }

// first is the first of lo to hi that a test holds for, beyond hi where it does for none.
// It halves: where the test goes to and fro it gives one of the places where it begins to
// hold.
func first(lo, hi int64, holds func(int64) bool) int64 {
	if holds(lo) {
		return lo
	}
	if !holds(hi) {
		return hi + 1
	}
	for hi-lo > 1 {
		if mid := lo + (hi-lo)/2; holds(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// everywhere halves down to the goal in each stretch in which rules charge and promise the
// same, and then looks at all there is near enough to be nearer still: within a stretch
// the figure rises but for the wobble.
func (s *search) everywhere() {
	var ends []int64
	for from := s.lo; from <= s.hi && !s.spent(); {
		to := s.stretch(from)
		s.from(from, to, s.goal)
		ends, from = append(ends, to), to+1
	}
	reach, from := s.reach(), s.lo
	for _, to := range ends {
		end := s.from(from, to, s.goal.Add(reach))
		for k := s.from(from, to, s.goal.Sub(reach)); k <= min(end, to) && !s.spent(); k = s.next(k, to) {
			s.at(k)
		}
		from = to + 1
	}
	s.sweep()
}

// few is how many values are looked at one by one.
const few = 1_000

// sweep looks at every value where they are few, so that nothing is left to prove.
func (s *search) sweep() {
	if s.hi-s.lo >= few || s.under != nil && s.under.figure.Cmp(s.goal) == 0 {
		return
	}
	for k := s.lo; k <= s.hi && !s.spent(); k++ {
		s.at(k)
	}
	s.swept = !s.tired
}

// stretch is how far the regime goes that there is at a count.
func (s *search) stretch(from int64) (to int64) {
	regime := s.at(from).regime
	return first(from, s.hi, func(k int64) bool { return s.at(k).regime != regime }) - 1
}

func (s *search) spent() bool {
	s.tired = s.tired || s.lines > MaxSolveLines || len(s.seen) > MaxSolveTries
	return s.tired
}

// from is where the figure comes to at least so much.
func (s *search) from(lo, hi int64, figure fixed.Dec) int64 {
	return first(lo, hi, func(k int64) bool {
		p := s.at(k)
		if p.err != nil {
			s.odd = true
			return false
		}
		return p.figure.Cmp(figure) >= 0
	})
}

// reach is how far from the goal the figure of a value may seem to be that in truth is
// nearer than the two there are.
func (s *search) reach() fixed.Dec {
	var far fixed.Dec
	if s.under != nil && s.under.figure.Cmp(s.goal) == 0 {
		return far // nothing is nearer
	}
	for _, p := range []*point{s.under, s.over} {
		if p == nil {
			continue
		}
		if d := p.figure.Sub(s.goal).Abs(); d.Cmp(far) > 0 {
			far = d
		}
	}
	return far.Add(s.wobble).Add(s.wobble)
}

// next is the next value that changes anything; one that cannot be priced is like no other.
func (s *search) next(k, to int64) int64 {
	if s.at(k).err != nil {
		return k + 1
	}
	step := int64(1)
	for k+step <= to && s.alike(s.value(k), s.value(k+step)) {
		step *= 2
	}
	return first(k, min(k+step, to), func(other int64) bool { return !s.alike(s.value(k), s.value(other)) })
}

// best is the nearest, of two as near the lower; or the lowest that reaches the goal.
func (s *search) best() point {
	switch {
	case s.over == nil:
		return *s.under
	case s.under == nil:
		return *s.over
	case s.under.figure.Cmp(s.goal) == 0:
		return *s.under
	case s.margin != nil:
		return *s.over
	case s.goal.Sub(s.under.figure).Cmp(s.over.figure.Sub(s.goal)) <= 0:
		return *s.under
	default:
		return *s.over
	}
}

// shortest is, of the values that make the same document as a point, the one with the
// fewest decimals, of those the lowest. It takes no more than a floor leaves.
func (s *search) shortest(p point) point {
	least := s.farthest(s.lever.count(p.k), -1, func(n int64) bool { return s.alike(p.k, s.lever.count(n)) })
	if s.read(s.lever.count(least)).limited {
		return s.read(s.lever.count(least))
	}
	most := s.farthest(least, 1, func(n int64) bool {
		k := s.lever.count(n)
		return s.alike(p.k, k) && !s.read(k).limited
	})
	return s.read(s.lever.count(roundest(least, most)))
}

// farthest goes from a count of steps in a direction, as far as a test holds.
func (s *search) farthest(from, direction int64, holds func(int64) bool) int64 {
	within := func(n int64) bool {
		k := s.lever.count(n)
		return k >= s.lo && k <= s.hi && holds(n)
	}
	step := int64(1)
	for ; within(from + direction*step); step *= 2 {
		from += direction * step
	}
	for ; step > 0; step /= 2 {
		if within(from + direction*step) {
			from += direction * step
		}
	}
	return from
}

// roundest is the first of two counts and what is between them that ends in most zeros.
func roundest(least, most int64) int64 {
	found := least
	for power := int64(10); least > 0; power *= 10 {
		next := (least + power - 1) / power * power
		if next > most {
			break
		}
		found = next
	}
	return found
}

// alike reports whether two values make the same document.
func (s *search) alike(a, b int64) bool {
	x, y := s.read(a), s.read(b)
	return x.err == nil && y.err == nil && x.regime == y.regime && x.moved.Cmp(y.moved) == 0 && x.figure.Cmp(y.figure) == 0
}

func (s *search) solution(target salesdesk.Amount) (Solution, error) {
	best := s.shortest(s.best())
	value, err := s.lever.value(best.k)
	if err != nil {
		return Solution{}, err
	}
	out := Solution{
		Request: s.lever.set(*s.asked, value), Value: value, Target: target, Reached: best.reached,
		Nearest: best.figure.Cmp(s.goal) == 0 || s.proven(), WithoutCost: best.withoutCost,
	}
	if out.Residual, err = difference(target, best.reached); err != nil || out.Residual.IsZero() {
		return out, err
	}
	out.Reason = s.reason()
	if out.Below, err = s.neighbour(s.under); err != nil {
		return out, err
	}
	out.Above, err = s.neighbour(s.over)
	return out, err
}

// proven reports whether the search leaves out nothing that may be nearer: it looked at
// every value, or the figure cannot but go one way with the lever.
func (s *search) proven() bool {
	if s.tired || s.promises() || s.lever.strays() {
		return false
	}
	return s.swept || !s.odd && s.straight()
}

// straight reports whether nothing but the lever is rounded or split in the document: it
// is of one VAT group, and has no other adjustment.
func (s *search) straight() bool {
	req := s.asked
	return s.automatic == nil && len(req.Adjustments) == 0 && req.CashDiscount == nil && req.CashRounding == "" && !req.Inclusive &&
		s.at(s.hi).groups == 1 && !slices.ContainsFunc(req.Lines, func(in Line) bool { return len(in.Adjustments) > 0 })
}

// promises reports whether promotions may come and go as the lever moves.
func (s *solver) promises() bool { return s.automatic != nil && len(s.automatic.promotions) > 0 }

func difference(a, b salesdesk.Amount) (salesdesk.Amount, error) {
	x, err := number(a)
	if err != nil {
		return salesdesk.Amount{}, err
	}
	y, err := number(b)
	if err != nil {
		return salesdesk.Amount{}, err
	}
	return exact.Amount(x.Sub(y))
}

func (s *search) neighbour(p *point) (*Neighbour, error) {
	if p == nil {
		return nil, nil //nolint:nilnil // there is none on this side
	}
	short := s.shortest(*p)
	value, err := s.lever.value(short.k)
	return &Neighbour{Value: value, Reached: short.reached}, err
}

// reason is why the goal is not reached.
func (s *search) reason() Residual {
	lowest := s.lo // of the lever, where the figures end
	if (s.over == nil) != s.falling {
		lowest = s.hi
	}
	end := s.read(lowest)
	switch {
	case s.under != nil && s.over != nil:
		return BetweenSteps
	case s.alike(s.lo, s.hi):
		return NothingToMove
	case lowest == s.lo:
		return s.obstacle(&end)
	case s.lever.Move == LinePrice:
		return PriceLimit
	default:
		return WithoutDiscount
	}
}

// obstacle is what keeps the lever from going lower than its end.
func (s *search) obstacle(end *point) Residual {
	var (
		low    FloorError
		small  SmallOrderError
		excess AllowanceError
	)
	switch {
	case end.limited, errors.As(s.lowest, &low), errors.As(s.lowest, &excess) && s.lever.floored:
		return AtFloor
	case errors.As(s.lowest, &small):
		return SmallOrderBlocks
	case s.lever.Move == LinePrice:
		return PriceLimit
	default:
		return FullDiscount
	}
}
