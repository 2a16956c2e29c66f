package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
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
// line. Part of a document's amount goes with the amounts of the lines that bear it;
// returnable packaging goes by the piece, begun ones count. A percentage stays one where
// it is that to the cent. Bundles stay where their components are taken in one ratio;
// options stay behind; an advance keeps its rate of what is payable; a cash discount is
// worked out anew. All of it at once is the whole as it is.
//
// A line that is not there, twice, without a quantity or with more than there is left is
// a [salesdesk.FieldError] at its path below "now".
func Part(whole Priced, taken, now []Portion) (Priced, error) {
	s := scaling{whole: &whole, places: whole.Currency.MinorUnits(), spans: make([]extent, len(whole.Lines))}
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
	added    []PricedLine
	problems salesdesk.Problems
}

// extent is what is taken of a line: from a quantity up to another, of all there is.
type extent struct {
	line         *PricedLine
	from, to, of fixed.Dec
	instead      *PricedLine // priced anew
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

func (s *extent) isWhole() bool { return s.instead == nil && s.from.IsZero() && s.to.Cmp(s.of) == 0 }

func (s *extent) isEmpty() bool { return s.from.Cmp(s.to) == 0 }

// upTo is what a quantity has earned of an amount of the line.
func (s *extent) upTo(amount salesdesk.Amount, quantity fixed.Dec, places int) fixed.Dec {
	d, _ := number(amount) // of a document that was checked
	if s.of.IsZero() || quantity.Cmp(s.of) == 0 {
		return d
	}
	return d.MulDivRound(quantity, s.of, places, fixed.HalfAwayFromZero)
}

// adjusted is an adjustment of the line for a quantity: a percentage of its basis.
func (s *extent) adjusted(a *Adjusted, quantity fixed.Dec, places int) (amount, base fixed.Dec) {
	rate, _ := number(a.Rate)
	if rate.IsZero() || quantity.Cmp(s.of) == 0 {
		return s.upTo(a.Amount, quantity, places), s.upTo(a.Base, quantity, places)
	}
	base = s.upTo(a.Base, quantity, places)
	return base.Mul(rate).Round(places, fixed.HalfAwayFromZero), base
}

// list is a quantity times the price.
func (s *extent) list(quantity fixed.Dec, places int) fixed.Dec {
	price, _ := number(s.line.Price)
	base, _ := baseOf(s.line.BaseQuantity)
	return price.MulDivRound(quantity, base, places, fixed.HalfAwayFromZero)
}

// net is the net amount of a quantity.
func (s *extent) net(quantity fixed.Dec, places int) fixed.Dec {
	net := s.list(quantity, places)
	for i := range s.line.Adjustments {
		a := &s.line.Adjustments[i]
		amount, _ := s.adjusted(a, quantity, places)
		net = signedBy(net, amount, a.Charge)
	}
	return net
}

func signedBy(sum, amount fixed.Dec, charge bool) fixed.Dec {
	if charge {
		return sum.Add(amount)
	}
	return sum.Sub(amount)
}

// amount is a figure as it is; one that does not fit is a problem of the whole.
func (s *scaling) amount(d fixed.Dec) salesdesk.Amount {
	a, err := salesdesk.AmountOf(d)
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
		return out
	}
	quantity := at.to.Sub(at.from)
	exact := at.list(quantity, s.places)
	for i := range at.line.Adjustments {
		a := at.line.Adjustments[i]
		after, base := at.adjusted(&a, at.to, s.places)
		before, basis := at.adjusted(&a, at.from, s.places)
		gross := at.upTo(a.Gross, at.to, s.places).Sub(at.upTo(a.Gross, at.from, s.places))
		exact = signedBy(exact, after.Sub(before), a.Charge)
		out.Adjustments = append(out.Adjustments, s.restated(a, after.Sub(before), base.Sub(basis), gross))
	}
	net := at.net(at.to, s.places).Sub(at.net(at.from, s.places))
	if cent := net.Sub(exact); !cent.IsZero() {
		a := Adjusted{ID: Cent, Charge: cent.Sign() > 0, Amount: s.amount(cent.Abs())}
		a.Reason = (&Adjustment{Charge: a.Charge}).reason()
		out.Adjustments = append(out.Adjustments, a)
	}
	out.Quantity, out.Net = s.amount(quantity), s.amount(net)
	out.Gross = s.amount(at.upTo(at.line.Gross, at.to, s.places).Sub(at.upTo(at.line.Gross, at.from, s.places)))
	return out
}

// restated is an adjustment of another amount, with its rate where it is that to the cent.
func (s *scaling) restated(a Adjusted, amount, base, gross fixed.Dec) Adjusted {
	rate, _ := number(a.Rate)
	if base.Mul(rate).Round(s.places, fixed.HalfAwayFromZero).Cmp(amount) != 0 || rate.IsZero() {
		a.Rate, base = salesdesk.Amount{}, fixed.Dec{}
	}
	a.Amount, a.Base, a.Gross = s.amount(amount), s.amount(base), s.amount(gross)
	return a
}
