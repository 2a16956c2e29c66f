package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// legalFixedPart is the part of a price that no revision may touch: art. 57 of the law of
// 30 March 1976, from general knowledge, verify before relying on it.
func legalFixedPart() fixed.Dec { return fixed.FromInt(2, -1) }

func (l *linter) fixedPart(e *entry) {
	if e.special != nil && e.special.revision != nil && e.special.revision.fixed.Cmp(legalFixedPart()) < 0 {
		l.add(e, Finding{Kind: FixedPart})
	}
}

// listed is an entry's place in a list.
type listed struct{ list, owner int32 }

// lists looks at the prices that the formula of each list makes of entries for everybody.
func (l *linter) lists() {
	order := make([]*entry, len(l.entries)) // as in the book
	own := map[listed]bool{}
	for i := range l.entries {
		e := &l.entries[i]
		order[e.source] = e
		if e.forEverybody() && e.from == 0 && e.to == forever {
			own[listed{e.scope().list, e.owner}] = true
		}
	}
	for i := range l.byList {
		for _, e := range order {
			if chain := l.chain(int32(i)+1, e, own); len(chain) > 0 { //nolint:gosec // memory is smaller
				l.derived(i, e, chain)
			}
		}
	}
}

// forEverybody reports whether an entry is a list's price for whoever is on the list.
func (e *entry) forEverybody() bool {
	s := e.scope()
	s.list = 0
	return e.customer == 0 && e.group == 0 && e.channel == 0 && s == scope{} && !e.isFormula()
}

// chain are the formulas between a list and the one that e is of, the lowest first; none
// where the list, or one between, has a price of its own.
func (l *linter) chain(from int32, e *entry, own map[listed]bool) (chain []derivation) {
	if !e.forEverybody() {
		return nil
	}
	for to := e.scope().list; from != to; from = l.list(from).parent {
		of := l.list(from)
		if of == nil || of.formula == nil || of.formula.costPlus || own[listed{from, e.owner}] {
			return nil
		}
		chain = append(chain, derivation{of.id, of.formula})
	}
	slices.Reverse(chain)
	return chain
}

// derived looks at what a list's formulas make of the price of an entry.
func (l *linter) derived(i int, e *entry, chain []derivation) {
	at, other := salesdesk.Index("lists", i), salesdesk.Index("entries", int(e.source))
	own := chain[len(chain)-1].formula
	if e.specificity&forDates != 0 && own.rate.Cmp(one()) < 0 {
		l.found = append(l.found, lint{Finding: Finding{Kind: Leak, Path: at, Other: other}})
	}
	if e.owner < 0 || !l.articles[e.owner].hasCost || e.mode == Package || e.mode == Flat {
		return
	}
	r := run{Pricer: l.Pricer, rate: whole(one()), places: l.currency.MinorUnits()}
	a := &l.articles[e.owner]
	lowest, cost := r.derive(e, whole(one()), chain, a).lowest(), a.cost.Mul(e.base)
	if lowest.Cmp(cost) < 0 {
		l.found = append(l.found, lint{Finding: Finding{Kind: BelowCost, Path: at, Other: other, Below: l.money(lowest), At: l.money(cost)}})
	}
}

// lowest is the lowest of an entry's prices.
func (e *entry) lowest() fixed.Dec {
	lowest := e.price
	for _, t := range e.tiers {
		if t.price.Cmp(lowest) < 0 {
			lowest = t.price
		}
	}
	return lowest
}

// gaps are the days between two values of an index.
func (l *linter) gaps() {
	for i := range l.byIndex {
		values, at := l.byIndex[i].values, salesdesk.Index("indices", i)+".values"
		for k := 1; k < len(values); k++ {
			if values[k-1].until < values[k].from {
				l.found = append(l.found, lint{Finding: Finding{
					Kind: IndexGap, Path: salesdesk.Index(at, k-1), Other: salesdesk.Index(at, k),
				}})
			}
		}
	}
}
