package pricing

import (
	"cmp"
	"errors"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// FindingKind is what looks wrong in a price book.
type FindingKind string

// The kinds.
const (
	Tie       FindingKind = "tie"        // two entries are equal for the same buyer and day
	Overlap   FindingKind = "overlap"    // two entries for the same case: on some days only priority decides
	Dead      FindingKind = "dead"       // the entry can never win
	Cliff     FindingKind = "tier_cliff" // buying up to the next tier costs less than stopping below it
	BelowCost FindingKind = "below_cost" // the price is below the cost of the article
	Leak      FindingKind = "leak"       // a list takes its discount of a price that is an offer already
	IndexGap  FindingKind = "index_gap"  // there are days without a value, until the next one
	FixedPart FindingKind = "fixed_part" // less than the part that the law keeps out of a revision
)

// MessageID names the kind's text.
func (k FindingKind) MessageID() string { return "pricing.finding." + string(k) }

// Finding is something in a book that is allowed, a tie excepted, and looks wrong.
type Finding struct {
	Kind  FindingKind `json:"kind"`
	Path  string      `json:"path"`            // of the entry or tier, the list or the value of an index
	Other string      `json:"other,omitempty"` // the path of the entry it is about, too
	// Below and At are what a quantity just below the tier and the tier itself cost; of
	// a price below cost, both of them.
	Below *salesdesk.Money `json:"below,omitempty"`
	At    *salesdesk.Money `json:"at,omitempty"`
}

// Lint says what looks wrong in a book, in the order of its entries, then of its lists
// and indices. The error is what [Compile] refuses, ties apart: those are findings here.
func Lint(book Book) ([]Finding, error) {
	c := newCompiler(Rules{Book: book})
	c.anyClass = true
	c.vat()
	c.book(book)
	var refused salesdesk.Problems
	for _, err := range c.problems {
		if tie := (TieError{}); !errors.As(err, &tie) {
			refused.Add(err)
		}
	}
	if err := refused.Err(); err != nil {
		return nil, err
	}
	l := linter{compiler: c, book: &book}
	l.pairs()
	for i := range c.entries {
		l.cliffs(&c.entries[i])
		l.cost(&c.entries[i])
		l.fixedPart(&c.entries[i])
	}
	slices.SortStableFunc(l.found, func(a, b lint) int { return cmp.Compare(a.source, b.source) })
	l.lists()
	l.gaps()
	out := make([]Finding, len(l.found))
	for i := range l.found {
		out[i] = l.found[i].Finding
	}
	return out, nil
}

type lint struct {
	Finding
	source int32
}

type linter struct {
	*compiler
	book  *Book
	found []lint
}

func (l *linter) add(e *entry, f Finding) {
	f.Path = cmp.Or(f.Path, salesdesk.Index("entries", int(e.source)))
	l.found = append(l.found, lint{f, e.source})
}

// pairs compares the entries of the same case: they stand together, winners first.
func (l *linter) pairs() {
	sorted := slices.Clone(l.entries)
	slices.SortFunc(sorted, func(a, b entry) int {
		return cmp.Or(
			cmp.Compare(a.owner, b.owner), cmp.Compare(a.customer, b.customer), cmp.Compare(a.group, b.group),
			cmp.Compare(a.channel, b.channel), byRank(&b, &a), cmp.Compare(a.source, b.source),
		)
	})
	for i := range sorted {
		loser := &sorted[i]
		for j := i - 1; j >= 0 && sameCase(&sorted[j], loser); j-- {
			if kind := overlap(&sorted[j], loser); kind != "" {
				l.add(loser, Finding{Kind: kind, Other: salesdesk.Index("entries", int(sorted[j].source))})
				break
			}
		}
	}
}

// overlap is what is wrong between two entries of the same case, empty for nothing: a
// price for a while over one that stays is what an offer is.
func overlap(winner, loser *entry) FindingKind {
	switch {
	case winner.from >= loser.to || loser.from >= winner.to:
		return ""
	case byRank(winner, loser) == 0:
		return Tie
	case winner.from <= loser.from && loser.to <= winner.to:
		return Dead
	case winner.specificity == loser.specificity:
		return Overlap
	default:
		return ""
	}
}

// cliffs compares, at each tier, its first quantity with the one just below it.
func (l *linter) cliffs(e *entry) {
	step := one()
	if e.continuous {
		step = fixed.FromInt(1, -2)
	}
	places := l.book.Currency.MinorUnits()
	for k, t := range e.tiers {
		if t.from.Cmp(step) <= 0 {
			continue
		}
		below, at := t.from.Sub(step), e.terms(t.from)
		before := e.terms(below)
		low, high := at.amount(t.from, places), before.amount(below, places)
		if low.Cmp(high) < 0 {
			l.add(e, Finding{
				Kind: Cliff, Path: salesdesk.Index(salesdesk.Index("entries", int(e.source))+".tiers", k),
				Below: l.money(high), At: l.money(low),
			})
		}
	}
}

func (l *linter) money(d fixed.Dec) *salesdesk.Money {
	a, _ := exact.Amount(d) // for a message: 0 where it cannot be told
	return &salesdesk.Money{Amount: a, Currency: l.book.Currency}
}

// cost compares the lowest price of an article's entry with its cost.
func (l *linter) cost(e *entry) {
	if e.owner < 0 || e.isFormula() || !l.articles[e.owner].hasCost || e.mode == Package || e.mode == Flat {
		return
	}
	lowest := e.lowest()
	if cost := l.articles[e.owner].cost.Mul(e.base); lowest.Cmp(cost) < 0 {
		l.add(e, Finding{Kind: BelowCost, Below: l.money(lowest), At: l.money(cost)})
	}
}
