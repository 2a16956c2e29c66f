package pricing

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Unit is another unit that an article is sold in: Denominator of it are Numerator of the
// article's own unit. A box of 12 is 12 : 1; of a roll of 50 metres, sold by the roll, one
// metre is 1 : 50. The ratio is exact, whether a decimal holds it or not.
type Unit struct {
	Code        string           `json:"code"` // UNECE Recommendation 20 or 21
	Numerator   salesdesk.Amount `json:"numerator"`
	Denominator salesdesk.Amount `json:"denominator,omitzero"` // zero is 1
}

// unit is a [Unit] in arithmetic.
type unit struct {
	code string
	fraction
}

// takeUnits reads the units of an article; its own is none of them.
func (a *article) takeUnits(units []Unit) error {
	var p salesdesk.Problems
	for i, u := range units {
		num, err := atLeast(u.Numerator, true)
		den, denErr := baseOf(u.Denominator)
		at := salesdesk.Index("units", i)
		p.AddAt(at+".numerator", err)
		p.AddAt(at+".denominator", denErr)
		switch {
		case u.Code == "":
			p.Add(salesdesk.FieldError{Path: at + ".code", Rule: salesdesk.RuleRequired})
		case u.Code == a.unit || a.knows(u.Code):
			p.Add(salesdesk.FieldError{Path: at + ".code", Rule: salesdesk.RuleDuplicate, Param: u.Code})
		}
		a.units = append(a.units, unit{u.Code, fraction{num, den}})
	}
	return p.Err()
}

// knows reports whether the article is sold in a unit beside its own.
func (a *article) knows(code string) bool {
	return slices.ContainsFunc(a.units, func(u unit) bool { return u.code == code })
}

// in is how much of the article's own unit one of a unit is.
func (a *article) in(code string) fraction {
	if a != nil {
		for i := range a.units {
			if a.units[i].code == code {
				return a.units[i].fraction
			}
		}
	}
	return whole(one())
}

// unitNames are the units a line may ask the article in.
func (a *article) unitNames() string {
	names := []string{a.unit}
	for i := range a.units {
		names = append(names, a.units[i].code)
	}
	return strings.Join(names, ", ")
}

// soldIn reports whether a line may ask the article in a unit; empty is its own.
func (a *article) soldIn(code string) bool {
	return code == "" || code == a.unit || a.knows(code)
}

// measure is what a line asks of an entry: its quantity, how much of the article's own
// unit one of it is, and the size that decides the tier, in that own unit.
type measure struct {
	quantity fixed.Dec
	unit     fraction
	size     fraction
	pooled   bool // size is of other lines, too
	turn     fraction
}

// termsOf are what e asks for a measure, for the unit the line asks. Prices are not
// divided: the price is still to be divided by the number besides.
func (e *entry) termsOf(m *measure) (terms, fixed.Dec) {
	scaled := e.inParts(m.size.den)
	t := scaled.terms(m.size.num)
	if t.made && !m.pooled { // the whole of the line: for the quantity as it was asked
		t.base = scaled.wholeBase(m.quantity.Abs())
		return t, one()
	}
	if t.made {
		t.price = t.price.Mul(m.size.den)
	} else {
		t.base = e.base
	}
	t.price = t.price.Mul(m.unit.num)
	return t, m.unit.den
}

// wholeBase is the base quantity of the price of a whole.
func (e *entry) wholeBase(size fixed.Dec) fixed.Dec {
	if e.mode == Graduated {
		return e.base.Mul(size)
	}
	return size
}

// inParts is e for quantities that are counted in parts of a unit, with prices as
// they are.
func (e *entry) inParts(parts fixed.Dec) *entry {
	if isOne(parts) {
		return e
	}
	out := *e
	out.base, out.unit = e.base.Mul(parts), false
	out.tiers = slices.Clone(e.tiers)
	for i := range out.tiers {
		from := out.tiers[i].from
		if e.mode == Graduated && !e.continuous { // unit number from is the first within
			from = from.Sub(one())
		}
		out.tiers[i].from = from.Mul(parts)
	}
	out.continuous = true
	return &out
}
