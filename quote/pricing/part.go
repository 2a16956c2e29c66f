package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Portion is some of a line, in its unit.
type Portion struct {
	Line     string           `json:"line"`
	Quantity salesdesk.Amount `json:"quantity"`
}

// Cent is the id of the allowance or charge that holds the cent by which a later part of
// a line is worth more or less than its quantity times the price.
const Cent = "cent"

// Part is what portions of a document are worth at its prices, after the portions that
// were taken before. Every amount is what all portions so far have earned of it, rounded,
// minus what those before had: parts that take everything sum to the whole, line by
// line. An amount of the document is split over the lines that bear it, by largest
// remainder, and goes with their quantities, so that what a line is worth does not depend
// on when others are taken; returnable packaging goes by the piece, to the nearest. A
// percentage stays one where it is that to the cent. Bundles stay where their components
// are taken in one ratio, and equal ones come to the same before what the document takes
// off them: the largest component has the cents; options stay behind; an advance keeps its rate of what is
// payable; a cash discount is worked out anew. Of an inclusive document the prices shown
// sum to the whole, and each part is without VAT what EN 16931 makes of its own. All of it
// at once is the whole as it is.
//
// A line that is not there, twice, without a quantity or with more than there is left is
// a [salesdesk.FieldError] at its path below "now".
func Part(whole Priced, taken, now []Portion) (Priced, error) {
	s := newScaling(&whole)
	s.portions(taken, now)
	if err := s.problems.Err(); err != nil {
		return Priced{}, err
	}
	if s.isWhole() {
		return whole, nil
	}
	return s.document()
}

// scaling makes a document of other quantities of another one.
type scaling struct {
	whole    *Priced
	places   int
	spans    []extent // of the whole's lines
	fixes    bool     // amounts of the document that are no percentages stay as they are
	before   []Priced // documents that were made of the whole
	shares   []share  // what the lines bear, after those documents
	added    []PricedLine
	problems salesdesk.Problems
}

func newScaling(whole *Priced) scaling {
	return scaling{whole: whole, places: whole.Currency.MinorUnits(), spans: make([]extent, len(whole.Lines))}
}

// extent is what is taken of a line: from a quantity up to another, of all there is.
type extent struct {
	line         *PricedLine
	from, to, of fixed.Dec
	stated       []*PricedLine // what documents before state of it
	instead      *PricedLine   // priced anew
	with         []*extent     // the others of the bundle that it is the largest line of; see gather
}

// extents are what there is of every line, and the lines by id.
func (s *scaling) extents() map[string]int {
	at := make(map[string]int, len(s.spans))
	for i := range s.whole.Lines {
		l := &s.whole.Lines[i]
		quantity, err := number(l.Quantity)
		s.problems.AddAt(salesdesk.Index("lines", i)+".quantity", err)
		s.spans[i] = extent{line: l, of: quantity}
		at[l.ID] = i
	}
	s.gather()
	return at
}

func (s *scaling) portions(taken, now []Portion) {
	at := s.extents()
	for _, p := range taken {
		if i, ok := at[p.Line]; ok {
			quantity, err := number(p.Quantity)
			s.problems.AddAt("taken", err)
			s.spans[i].from = s.spans[i].from.Add(quantity)
		}
	}
	for i := range s.spans {
		s.spans[i].to = s.spans[i].from
	}
	if len(now) == 0 {
		s.problems.Add(salesdesk.FieldError{Path: "now", Rule: salesdesk.RuleRequired})
	}
	for i, p := range now {
		k, known := at[p.Line]
		if !known {
			s.problems.Add(salesdesk.FieldError{Path: salesdesk.Index("now", i) + ".line", Rule: salesdesk.RuleReference, Param: p.Line})
			continue
		}
		s.problems.AddAt(salesdesk.Index("now", i), s.spans[k].take(p))
	}
}

// take adds a portion.
func (s *extent) take(p Portion) error {
	quantity, err := atLeast(p.Quantity, true)
	left := s.of.Sub(s.from)
	switch {
	case err != nil:
		return salesdesk.At("quantity", err)
	case s.to.Cmp(s.from) != 0:
		return salesdesk.FieldError{Path: "line", Rule: salesdesk.RuleDuplicate, Param: p.Line}
	case quantity.Cmp(left) > 0:
		return salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleMax, Param: left.String()}
	}
	s.to = s.to.Add(quantity)
	return nil
}

// isWhole reports whether everything that can be taken is taken at once.
func (s *scaling) isWhole() bool {
	return !slices.ContainsFunc(s.spans, func(l extent) bool { return l.of.Sign() > 0 && !l.isWhole() })
}

func (s *extent) isWhole() bool {
	return s.instead == nil && len(s.stated) == 0 && s.from.IsZero() && s.to.Cmp(s.of) == 0
}

func (s *extent) isEmpty() bool { return s.from.Cmp(s.to) == 0 }

// amount is a figure as it is; one that does not fit is a problem of the whole.
func (s *scaling) amount(d fixed.Dec) salesdesk.Amount {
	a, err := exact.Amount(d)
	s.problems.Add(err)
	return a
}

// scaled is the line for what is taken of it.
func (s *scaling) scaled(at extent) PricedLine {
	if at.instead != nil {
		return *at.instead
	}
	out := *at.line
	out.Adjustments, out.Share = nil, salesdesk.Amount{}
	if at.isWhole() {
		out.Adjustments = slices.Clone(at.line.Adjustments)
		s.square(&out, at.list(at.of, s.places))
		return out
	}
	quantity := at.to.Sub(at.from)
	exact, left, leftBefore := at.list(quantity, s.places), at.list(at.to, s.places), at.list(at.from, s.places)
	for i := range at.line.Adjustments {
		a := &at.line.Adjustments[i]
		if a.ID == Cent {
			continue // worked out below
		}
		after, before := at.adjusted(a, at.to, left, s.places), at.adjustedBefore(a, leftBefore, s.places)
		left, leftBefore = signedBy(left, after.amount, a.Charge), signedBy(leftBefore, before.amount, a.Charge)
		exact = signedBy(exact, after.amount.Sub(before.amount), a.Charge)
		out.Adjustments = append(out.Adjustments, s.restated(*a, after.sub(before)))
	}
	out.Quantity, out.Net = s.amount(quantity), s.amount(exact)
	s.cent(&out, at.net(at.to, s.places).Sub(at.netBefore(s.places)).Sub(exact))
	out.Gross = s.amount(at.gross(at.to, s.places).Sub(at.grossBefore(s.places)))
	return out
}

// square makes a line that is the sum of others exact by itself: their quantities times
// the price were rounded one by one.
func (s *scaling) square(l *PricedLine, list fixed.Dec) {
	net := signedOf(l.Net, true)
	for i := range l.Adjustments {
		list = list.Add(l.Adjustments[i].signed())
	}
	if off := net.Sub(list); !off.IsZero() {
		l.Net = s.amount(list)
		s.cent(l, off)
	}
}

// cent moves the net amount of a line, by an allowance or a charge with the id [Cent]. The
// adjustments may be shared with the document that the line was copied from: they are left as they were.
func (s *scaling) cent(l *PricedLine, by fixed.Dec) {
	if by.IsZero() {
		return
	}
	net, _ := number(l.Net)
	l.Net, l.Adjustments = s.amount(net.Add(by)), slices.Clone(l.Adjustments)
	if i := slices.IndexFunc(l.Adjustments, func(a Adjusted) bool { return a.ID == Cent }); i >= 0 {
		by = by.Add(l.Adjustments[i].signed())
		l.Adjustments = slices.Delete(l.Adjustments, i, i+1)
	}
	if !by.IsZero() {
		a := Adjusted{ID: Cent, Charge: by.Sign() > 0, Amount: s.amount(by.Abs())}
		a.Reason = (&Adjustment{Charge: a.Charge}).reason()
		l.Adjustments = append(l.Adjustments, a)
	}
}

// restated is an adjustment of another amount, a percentage where it is one but for cents.
// One below zero takes an allowance back as a charge, or a charge as an allowance.
func (s *scaling) restated(a Adjusted, e earned) Adjusted {
	if e.amount.Sign() < 0 {
		a.Charge, e = !a.Charge, earned{}.sub(e)
		a.Reason = (&Adjustment{Charge: a.Charge}).reason()
	}
	base := a.state(a.ratio(), e.base, e.amount, s.places)
	a.Amount, a.Base, a.Gross = s.amount(e.amount), s.amount(base), s.amount(e.gross)
	return a
}
