package promise

import (
	"cmp"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// claim is a commitment in line for its article.
type claim struct {
	*Commitment
	ready    calendar.Date
	quantity fixed.Dec
}

// cover is what a claim gets.
type cover struct {
	left   fixed.Dec     // that it does not have yet, in the end what nothing covers
	onTime fixed.Dec     // on the shelf by its day
	last   calendar.Date // the day on which the last of it is there
}

// sharing is an article shared out: a cover for each claim, and the shelf after it.
type sharing struct {
	shelf *shelf
	of    []cover
}

// share gives each claim its part, in the order of their rank.
func (a *assessor) share(s *Supply, claims []claim, rank Rank) (sharing, error) {
	shelf, err := fill(s, a.logistics, a.start)
	if err != nil {
		return sharing{}, err
	}
	sh := sharing{shelf: shelf, of: make([]cover, len(claims))}
	total := shelf.until(len(shelf.days) - 1)
	order := make([]int, len(claims))
	for i := range claims {
		order[i] = i
		sh.of[i].left, sh.of[i].onTime = claims[i].quantity, claims[i].quantity
		total = total.Add(claims[i].quantity)
	}
	if _, err := exact.Amount(total); err != nil {
		return sharing{}, err
	}
	slices.SortFunc(order, func(i, j int) int { return compare(&claims[i], &claims[j], rank) })
	for len(order) > 0 {
		n := 1
		for a.disruption.Fairness == ProRata && n < len(order) && tied(&claims[order[0]], &claims[order[n]], rank) {
			n++
		}
		if err := sh.serve(order[:n], claims[order[0]].ready); err != nil {
			return sharing{}, err
		}
		order = order[n:]
	}
	return sh, nil
}

// byRank compares what ranks a claim; 0 is a tie.
func byRank(a, b *claim, rank Rank) int {
	firm := 0
	if a.Reserved != b.Reserved {
		if firm = -1; a.Reserved {
			firm = 1
		}
	}
	date, priority := a.ready.Compare(b.ready), cmp.Compare(a.Priority, b.Priority)
	if rank == ByPriority {
		return cmp.Or(firm, priority, date)
	}
	return cmp.Or(firm, date, priority)
}

func tied(a, b *claim, rank Rank) bool { return byRank(a, b, rank) == 0 }

// compare never ties: order and line differ.
func compare(a, b *claim, rank Rank) int {
	return cmp.Or(byRank(a, b, rank), a.Entered.Compare(b.Entered), strings.Compare(a.Order, b.Order), strings.Compare(a.Line, b.Line))
}

// serve gives those who rank the same what is there by their day, and then what comes.
func (sh *sharing) serve(group []int, ready calendar.Date) error {
	s := sh.shelf
	day := s.at(ready)
	left, err := sh.portion(group, s.until(day), day)
	if err != nil {
		return err
	}
	for _, i := range group {
		c := &sh.of[i]
		c.onTime, c.last = c.onTime.Sub(c.left), s.days[0]
		if ready.Before(s.days[0]) {
			c.onTime = fixed.Dec{}
		}
	}
	until := len(s.days)
	if s.buy.possible {
		until = max(day, s.buy.day)
	}
	for left.Sign() > 0 {
		next := s.covering(s.until(day), true)
		if next > until || next == len(s.days) {
			break
		}
		day = next
		if left, err = sh.portion(group, s.free[day], day); err != nil {
			return err
		}
	}
	if left.Sign() > 0 && s.buy.possible {
		sh.order(group, left)
	}
	return nil
}

// order buys what is left to a group.
func (sh *sharing) order(group []int, left fixed.Dec) {
	s := sh.shelf
	s.purchase(left)
	for _, i := range group {
		if c := &sh.of[i]; c.left.Sign() > 0 {
			c.left, c.last = fixed.Dec{}, s.days[s.buy.day]
		}
	}
}

// portion shares what is free on a day among those of a group who lack something, and
// gives what they still lack together.
func (sh *sharing) portion(group []int, free fixed.Dec, day int) (left fixed.Dec, err error) {
	weights := make([]fixed.Dec, len(group))
	places := exactPlaces(free)
	for k, i := range group {
		weights[k] = sh.of[i].left
		places = max(places, exactPlaces(weights[k]))
		left = left.Add(weights[k])
	}
	if free.Sign() <= 0 || left.Sign() <= 0 {
		return left, nil
	}
	shares := weights
	if free.Cmp(left) < 0 {
		for k := range weights {
			weights[k] = weights[k].Round(places, fixed.Down)
		}
		if shares, err = fixed.Allocate(free.Round(places, fixed.Down), weights, places, nil); err != nil {
			return left, err
		}
	}
	for k, i := range group {
		if shares[k].Sign() > 0 {
			sh.give(i, shares[k], day)
			left = left.Sub(shares[k])
		}
	}
	return left, nil
}

func (sh *sharing) give(i int, quantity fixed.Dec, day int) {
	sh.shelf.take(quantity, day)
	c := &sh.of[i]
	c.left, c.last = c.left.Sub(quantity), sh.shelf.days[day]
}

// exactPlaces is the number of places that a quantity needs: none for 10.00.
func exactPlaces(d fixed.Dec) int {
	places := 0
	for places < d.Places() && d.Round(places, fixed.Down).Cmp(d) != 0 {
		places++
	}
	return places
}
