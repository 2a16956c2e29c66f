package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Formula makes a price of another one, or of the cost. In order:
//
//  1. the price is that of the list below or, with CostPlus, the cost of the article, in
//     the currency of the document: what is converted is converted before it is rounded;
//  2. Markup is added and Discount taken off, of what is left then;
//  3. the price is rounded to a multiple of RoundTo;
//  4. Surcharge is added: RoundTo 1.00 and Surcharge -0.01 give prices that end in .99;
//  5. the margin is held between MinMargin and MaxMargin.
//
// It works on the price as the entry states it, for its base quantity, and on that of
// each tier. A price never falls below zero. RoundTo and Surcharge are figures of the
// document's currency.
type Formula struct {
	CostPlus  bool             `json:"cost_plus,omitempty"`
	Markup    salesdesk.Amount `json:"markup,omitzero"`    // a ratio: 1.50 is cost plus 150 %
	Discount  salesdesk.Amount `json:"discount,omitzero"`  // a ratio: 0.10 is 10 % off
	RoundTo   salesdesk.Amount `json:"round_to,omitzero"`  // a multiple: 0.05, 1, 10; zero does not round
	Round     Rounding         `json:"round,omitempty"`    // which multiple
	Surcharge salesdesk.Amount `json:"surcharge,omitzero"` // below zero takes off
	// MinMargin and MaxMargin are ratios of the price, below 1: the price is at least
	// cost ÷ (1 - MinMargin), rounded up to the minor units, and at most cost ÷ (1 -
	// MaxMargin), rounded down. The floor wins. They ask for the cost of the article.
	MinMargin *salesdesk.Amount `json:"min_margin,omitempty"`
	MaxMargin *salesdesk.Amount `json:"max_margin,omitempty"`
}

// Rounding says which multiple a price is rounded to.
type Rounding string

// The roundings. Empty is the nearest multiple, half away from zero.
const (
	RoundNearest Rounding = ""
	RoundUp      Rounding = "up"
	RoundDown    Rounding = "down"
)

// formula is a [Formula] in arithmetic.
type formula struct {
	costPlus         bool
	rate             fixed.Dec // (1 + markup) × (1 - discount)
	step, surcharge  fixed.Dec
	mode             fixed.Mode
	hasMin, hasMax   bool
	minLeft, maxLeft fixed.Dec // what the margin leaves of the price for the cost
	needsCost        bool
}

// compileFormula reads a formula; nil stays nil.
func compileFormula(f *Formula) (*formula, error) {
	if f == nil {
		return nil, nil //nolint:nilnil // no formula is no problem
	}
	var p salesdesk.Problems
	out := &formula{costPlus: f.CostPlus}
	read := func(path string, check func(salesdesk.Amount) (fixed.Dec, error), a salesdesk.Amount) fixed.Dec {
		d, err := check(a)
		p.AddAt(path, err)
		return d
	}
	zeroUp := func(a salesdesk.Amount) (fixed.Dec, error) { return atLeast(a, false) }
	markup, discount := read("markup", zeroUp, f.Markup), read("discount", ratio, f.Discount)
	out.rate = one().Add(markup).Mul(one().Sub(discount))
	out.step, out.surcharge = read("round_to", zeroUp, f.RoundTo), read("surcharge", number, f.Surcharge)
	var err error
	out.mode, err = roundingMode(f.Round)
	p.AddAt("round", err)
	if f.MinMargin != nil {
		out.hasMin, out.minLeft = true, one().Sub(read("min_margin", marginRatio, *f.MinMargin))
	}
	if f.MaxMargin != nil {
		out.hasMax, out.maxLeft = true, one().Sub(read("max_margin", marginRatio, *f.MaxMargin))
	}
	if out.hasMin && out.hasMax && len(p) == 0 && out.maxLeft.Cmp(out.minLeft) > 0 {
		p.Add(salesdesk.FieldError{Path: "max_margin", Rule: salesdesk.RuleMin, Param: f.MinMargin.String()})
	}
	out.needsCost = out.costPlus || out.hasMin || out.hasMax
	return out, p.Err()
}

// marginRatio is number below 1: no price leaves a margin of 100 % over a cost.
func marginRatio(a salesdesk.Amount) (fixed.Dec, error) {
	d, err := number(a)
	if err == nil && d.Cmp(one()) >= 0 {
		err = salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "0.999999"}
	}
	return d, err
}

func roundingMode(r Rounding) (fixed.Mode, error) {
	switch r {
	case RoundNearest:
		return fixed.HalfAwayFromZero, nil
	case RoundUp:
		return fixed.Ceiling, nil
	case RoundDown:
		return fixed.Floor, nil
	default:
		return fixed.HalfAwayFromZero, salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "up, down"}
	}
}

// apply gives the price that f makes of x, both in parts of one den-th, where cost is
// that of what the price is for.
func (f *formula) apply(x, den fixed.Dec, cost fraction, places int) fixed.Dec {
	x = x.Mul(f.rate)
	if !f.step.IsZero() {
		x = x.DivRound(den.Mul(f.step), 0, f.mode).Mul(f.step).Mul(den)
	}
	x = x.Add(f.surcharge.Mul(den))
	if f.hasMax {
		if most := cost.num.DivRound(cost.den.Mul(f.maxLeft), places, fixed.Floor).Mul(den); x.Cmp(most) > 0 {
			x = most
		}
	}
	if f.hasMin {
		if least := cost.num.DivRound(cost.den.Mul(f.minLeft), places, fixed.Ceiling).Mul(den); x.Cmp(least) < 0 {
			x = least
		}
	}
	if x.Sign() < 0 {
		return fixed.Dec{}
	}
	return x
}
