package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Revision lets the prices of an entry follow indices: p = p0 × (a + b × I/I0 + …), where
// p0 is the price as it stands, a is Fixed and each term has its share b, the index I of
// the pricing date and its value I0 when p0 was agreed. 100.00 with 0.2 + 0.8 × 132/120
// is 108.00. Nothing is rounded but where Places asks for it.
//
// Belgian law wants the fixed part to be at least 0.2 (art. 57 of the law of 30 March
// 1976, from general knowledge, verify before relying on it): [Lint] tells where it is
// less.
type Revision struct {
	Fixed  salesdesk.Amount `json:"fixed"` // a: a ratio
	Terms  []RevisionTerm   `json:"terms"`
	Places int              `json:"places,omitempty"` // of the coefficient, half away from zero; zero does not round it
}

// RevisionTerm is one index that a price follows.
type RevisionTerm struct {
	Share salesdesk.Amount `json:"share"` // b: a ratio
	Index string           `json:"index"` // one of Book.Indices
	Base  salesdesk.Amount `json:"base"`  // I0
}

// MaxRevisionTerms bounds a revision.
const MaxRevisionTerms = 8

// revision is a [Revision] in arithmetic.
type revision struct {
	fixed  fixed.Dec
	terms  []revisionTerm
	places int
}

type revisionTerm struct {
	share, base fixed.Dec
	index       int32
}

// revision reads a formula of revision, whose parts make up the whole.
func (c *compiler) revision(given *Revision) (*revision, error) {
	var p salesdesk.Problems
	out := &revision{places: given.Places}
	var err error
	out.fixed, err = ratio(given.Fixed)
	p.AddAt("fixed", err)
	parts := out.fixed
	for i := range given.Terms[:min(len(given.Terms), MaxRevisionTerms)] {
		t, err := c.revisionTerm(&given.Terms[i])
		p.AddAt(salesdesk.Index("terms", i), err)
		out.terms, parts = append(out.terms, t), parts.Add(t.share)
	}
	switch {
	case len(given.Terms) == 0:
		p.Add(salesdesk.FieldError{Path: "terms", Rule: salesdesk.RuleRequired})
	case len(given.Terms) > MaxRevisionTerms:
		p.Add(salesdesk.FieldError{Path: "terms", Rule: salesdesk.RuleLength, Param: "8"})
	case len(p) == 0 && !isOne(parts): // an unchanged index changes no price
		p.Add(salesdesk.FieldError{Path: "fixed", Rule: salesdesk.RuleOneOf, Param: one().Sub(parts.Sub(out.fixed)).String()})
	}
	if given.Places < 0 || given.Places > salesdesk.MaxAmountExponent {
		p.Add(salesdesk.FieldError{Path: "places", Rule: salesdesk.RuleMax, Param: "12"})
	}
	return out, p.Err()
}

func (c *compiler) revisionTerm(given *RevisionTerm) (t revisionTerm, err error) {
	var p salesdesk.Problems
	t.share, err = ratio(given.Share)
	p.AddAt("share", err)
	t.base, err = atLeast(given.Base, true)
	p.AddAt("base", err)
	t.index, err = c.reference(given.Index)
	p.Add(err)
	return t, p.Err()
}

// revised is the coefficient that the prices of an entry are multiplied with on a day.
func (p *Pricer) revised(e *entry, day int32) (fraction, error) {
	if e.special == nil || e.special.revision == nil {
		return whole(one()), nil
	}
	r := e.special.revision
	sum := whole(r.fixed)
	for i := range r.terms {
		t := &r.terms[i]
		value, err := p.byIndex[t.index].on(day)
		if err != nil {
			return sum, err
		}
		index, _ := number(value) // compiled
		sum = sum.add(fraction{t.share.Mul(index), t.base})
	}
	if r.places > 0 {
		sum = whole(sum.num.DivRound(sum.den, r.places, fixed.HalfAwayFromZero))
	}
	return sum, nil
}
