package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// PartAfter is [Part] after documents that were made of the whole before: what all so far
// have earned of it, minus what those state, of every line, of every adjustment and of the
// packaging. So the next document makes good what a changed price or quantity, or another
// way of rounding, left those before short of or beyond it. What it takes back of an
// allowance stands as a charge, and the other way round; of what the whole still has in all,
// such as freight that was billed before more was agreed, nothing is taken back. A document below zero, as of a
// credit note, gives back what it states.
func PartAfter(whole Priced, before []Priced, now []Portion) (Priced, error) {
	s := newScaling(&whole)
	s.before = before
	var taken []Portion
	for i := range before {
		for k := range before[i].Lines {
			taken = append(taken, Portion{before[i].Lines[k].ID, before[i].Lines[k].Quantity})
		}
	}
	s.portions(taken, now)
	if err := s.problems.Err(); err != nil {
		return Priced{}, err
	}
	lines := stated(before)
	for i := range s.spans {
		s.spans[i].stated = lines[s.spans[i].line.ID]
	}
	return s.document()
}

// stated are the lines of documents by id.
func stated(documents []Priced) map[string][]*PricedLine {
	lines := map[string][]*PricedLine{}
	for i := range documents {
		for k := range documents[i].Lines {
			l := &documents[i].Lines[k]
			lines[l.ID] = append(lines[l.ID], l)
		}
	}
	return lines
}

// statedOf is what the documents before state of an adjustment of the whole. What
// stands in a group that the whole has none of it in, as after a change of rates, counts by
// what the whole has in each.
func (s *scaling) statedOf(a *Adjusted) earned {
	var own, stray earned
	for i := range s.before {
		for k := range s.before[i].Adjustments {
			b := &s.before[i].Adjustments[k]
			if b.ID != a.ID {
				continue
			}
			charge := b.Charge == a.Charge // else it was taken back
			e := earned{amount: signedOf(b.Amount, charge), base: signedOf(b.Base, charge), gross: signedOf(b.Gross, charge)}
			switch {
			case b.VAT.is(&a.VAT):
				own = own.add(e)
			case !s.states(b):
				stray = stray.add(e)
			}
		}
	}
	if stray == (earned{}) {
		return own
	}
	return own.add(s.portionOf(a, stray))
}

// holding is what is earned, and no less than was stated before as far as the whole has it:
// freight that was billed with the first of some goods is not given back since more are agreed.
func (e earned) holding(before, whole earned) earned {
	e.amount, e.gross = upholds(e.amount, before.amount, whole.amount), upholds(e.gross, before.gross, whole.gross)
	return e
}

func upholds(now, before, whole fixed.Dec) fixed.Dec {
	if whole.Sign() < 0 {
		return upholds(now.Neg(), before.Neg(), whole.Neg()).Neg()
	}
	if whole.Cmp(before) < 0 {
		before = whole
	}
	if now.Cmp(before) < 0 {
		return before
	}
	return now
}

// states reports whether the whole has an adjustment of that id in that group.
func (s *scaling) states(b *Adjusted) bool {
	return slices.ContainsFunc(s.whole.Adjustments, func(a Adjusted) bool { return a.ID == b.ID && a.VAT.is(&b.VAT) })
}

// portionOf is what an adjustment has of an amount of all of its id.
func (s *scaling) portionOf(a *Adjusted, all earned) earned {
	var weights []fixed.Dec
	at := 0
	for i := range s.whole.Adjustments {
		if b := &s.whole.Adjustments[i]; b.ID == a.ID {
			if b.VAT.is(&a.VAT) {
				at = len(weights)
			}
			weights = append(weights, signedOf(b.Amount, true))
		}
	}
	return earned{amount: s.allocated(s.amount(all.amount), weights)[at], gross: s.allocated(s.amount(all.gross), weights)[at]}
}

// share is what the lines of a VAT group are to bear in all.
type share struct {
	VATGroup
	sum fixed.Dec
}

// owe adds to what the lines of a VAT group are to bear.
func (s *scaling) owe(g *VATGroup, amount fixed.Dec) {
	i := slices.IndexFunc(s.shares, func(b share) bool { return b.is(g) })
	if i < 0 {
		i, s.shares = len(s.shares), append(s.shares, share{VATGroup: *g})
	}
	s.shares[i].sum = s.shares[i].sum.Add(amount)
}

// settleShares takes off what the documents before state that lines bear. The lines of a
// VAT group bear its adjustments to the cent: what others have too much or too little since
// the whole changed goes along with those that are taken, by what they come to.
func (s *scaling) settleShares(out *Priced, at []int) {
	for i := range s.spans {
		if at[i] >= 0 {
			s.owe(&out.Lines[at[i]].VAT, fixed.Dec{}) // a group that bears nothing any more
			s.bear(&out.Lines[at[i]], s.spans[i].sumStated(shareOf).Neg())
		}
	}
	for _, g := range s.shares {
		var lines []int
		var weights []fixed.Dec
		for k := range out.Lines {
			if l := &out.Lines[k]; l.VAT.is(&g.VATGroup) {
				g.sum = g.sum.Sub(signedOf(l.Share, true))
				lines, weights = append(lines, k), append(weights, signedOf(l.Net, true).Abs())
			}
		}
		if len(lines) == 0 || g.sum.IsZero() {
			continue
		}
		for n, part := range s.allocated(s.amount(g.sum), evenly(weights)) {
			s.bear(&out.Lines[lines[n]], part)
		}
	}
}

// evenly are weights, all alike where they come to nothing.
func evenly(weights []fixed.Dec) []fixed.Dec {
	if fixed.Sum(weights).IsZero() {
		for i := range weights {
			weights[i] = one()
		}
	}
	return weights
}
