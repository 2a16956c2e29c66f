package pricing

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Segment is a run of periods of a term that are alike: from a ramp to the next, or a part
// of a period at either end. Each comes to Quantity times Price for BaseQuantity, and of a
// part Part ÷ Whole of that, rounded: Amount. Periods times Amount, summed over the
// segments, is what the adjustments of the line begin with.
//
// Prices and amounts have VAT in them where the document shows it ([PricedLine.Gross]).
type Segment struct {
	calendar.Period
	Periods      int              `json:"periods"`
	Quantity     salesdesk.Amount `json:"quantity"` // of each period
	Price        salesdesk.Amount `json:"price"`    // of one unit and one whole period, for BaseQuantity, never rounded
	BaseQuantity salesdesk.Amount `json:"base_quantity"`
	Part         int              `json:"part,omitempty"`  // days or months of the term that a part of a period has …
	Whole        int              `json:"whole,omitempty"` // … of so many; 0 where the periods are whole
	Amount       salesdesk.Amount `json:"amount"`          // of each period
}

// Sum is what the periods of the segment come to together.
func (s *Segment) Sum() salesdesk.Amount {
	sum, _ := sumOfSegments([]Segment{*s})
	a, _ := exact.Amount(sum) // of a document that was priced
	return a
}

// String is the sum in figures that need no language: "12 x (7 x 50.00) = 12 x 350.00 = 4200.00",
// "10 x 50.00 x 17/31 = 274.19".
func (s *Segment) String() string {
	each := s.Quantity.String() + " x " + s.Price.String()
	if base, _ := baseOf(s.BaseQuantity); !isOne(base) {
		each += " / " + s.BaseQuantity.String()
	}
	if s.Whole > 0 {
		each += fmt.Sprintf(" x %d/%d", s.Part, s.Whole)
	}
	if s.Periods == 1 {
		return each + " = " + s.Amount.String()
	}
	return fmt.Sprintf("%d x (%s) = %d x %s = %s", s.Periods, each, s.Periods, s.Amount, s.Sum())
}

// TermOf is the term of a line, chosen or offered, and whether it has one.
func (p *Priced) TermOf(line string) (PricedRecurring, bool) {
	lists := [][]PricedRecurring{p.Recurring}
	for i := range p.Options {
		lists = append(lists, p.Options[i].Recurring)
	}
	for _, list := range lists {
		if i := slices.IndexFunc(list, func(r PricedRecurring) bool { return r.ID == line }); i >= 0 {
			return list[i], true
		}
	}
	return PricedRecurring{}, false
}

// segments are those of a term.
func (r *run) segments(rec *recurring) (found []Segment) {
	for k := range rec.slices {
		s, price := &rec.slices[k], &rec.prices[k]
		next := Segment{
			Period: s.Period, Periods: 1, Quantity: rec.lines[k].Quantity, Price: price.Amount, BaseQuantity: price.BaseQuantity,
		}
		if s.part != s.whole {
			next.Part, next.Whole = int(s.part), int(s.whole)
		}
		next.Amount = r.amount(next.worth(r.places))
		if last := len(found) - 1; last >= 0 && found[last].isLike(&next) {
			found[last].To, found[last].Periods = next.To, found[last].Periods+1
		} else {
			found = append(found, next)
		}
	}
	return found
}

func (s *Segment) isLike(o *Segment) bool {
	return s.Quantity.Equal(o.Quantity) && s.Price.Equal(o.Price) && s.BaseQuantity.Equal(o.BaseQuantity) &&
		s.Part == o.Part && s.Whole == o.Whole
}

// worth is what a period of the segment comes to.
func (s *Segment) worth(places int) fixed.Dec {
	quantity, _ := number(s.Quantity)
	price, _ := number(s.Price)
	base, _ := baseOf(s.BaseQuantity)
	if s.Whole > 0 {
		price, base = price.Mul(fixed.FromInt(int64(s.Part), 0)), base.Mul(fixed.FromInt(int64(s.Whole), 0))
	}
	return price.MulDivRound(quantity, base, places, fixed.HalfAwayFromZero)
}

// sumOfSegments is what segments come to, and how many periods they have.
func sumOfSegments(segments []Segment) (sum fixed.Dec, periods int) {
	for i := range segments {
		amount, _ := number(segments[i].Amount)
		sum = sum.Add(amount.Mul(fixed.FromInt(int64(segments[i].Periods), 0)))
		periods += segments[i].Periods
	}
	return sum, periods
}

// begins is what the adjustments of a line begin with, as the document shows it.
func (l *PricedLine) begins(places int, inclusive bool) fixed.Dec {
	if !inclusive {
		quantity, _ := number(l.Quantity)
		return shownTerms(l).amount(quantity, places)
	}
	sum := signedOf(l.Gross, true)
	for i := range l.Adjustments {
		sum = sum.Sub(signedOf(l.Adjustments[i].Gross, l.Adjustments[i].Charge))
	}
	return sum
}

// segments checks that segments follow one another through the term, that each multiplies
// out, and that together they are the line's.
func (v *verifier) segments(path string, rec *PricedRecurring, line *PricedLine) {
	from := rec.From
	for i := range rec.Segments {
		s, at := &rec.Segments[i], salesdesk.Index(path+".segments", i)
		if s.From != from || !s.From.Before(s.To) {
			v.problems.Add(salesdesk.FieldError{Path: at + ".from", Rule: salesdesk.RuleOrder, Param: from.String()})
		}
		if err := s.check(); err != nil {
			v.problems.AddAt(at, err)
		} else {
			v.equal(at+".amount", "BT-131", s.worth(v.places), v.number(at+".amount", "BT-131", s.Amount))
		}
		from = s.To
	}
	sum, periods := sumOfSegments(rec.Segments)
	if from != rec.To || periods != rec.Periods {
		v.problems.Add(salesdesk.FieldError{Path: path + ".segments", Rule: salesdesk.RuleReference, Param: "periods"})
	}
	v.equal(path+".segments", "BT-131", line.begins(v.places, v.priced.Inclusive), sum)
}

// check is what is wrong with a segment by itself, its amount apart.
func (s *Segment) check() error {
	var p salesdesk.Problems
	_, err := atLeast(s.Quantity, false)
	p.AddAt("quantity", err)
	p.Add((&Price{Amount: s.Price, BaseQuantity: s.BaseQuantity}).check())
	if s.Part < 0 || s.Part > s.Whole || s.Whole > 366 {
		p.Add(salesdesk.FieldError{Path: "part", Rule: salesdesk.RuleMax, Param: "whole"})
	}
	return p.Err()
}

// segmentsOf keeps segments where they are still those of a line.
func segmentsOf(segments []Segment, line *PricedLine, places int, inclusive bool) []Segment {
	if sum, _ := sumOfSegments(segments); sum.Cmp(line.begins(places, inclusive)) != 0 {
		return nil
	}
	return slices.Clone(segments)
}
