package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// fraction is an exact ratio: what no decimal need hold.
type fraction struct{ num, den fixed.Dec }

func whole(d fixed.Dec) fraction { return fraction{d, one()} }

func (f fraction) isOne() bool { return f.num.Cmp(f.den) == 0 }

func (f fraction) mul(g fraction) fraction { return fraction{f.num.Mul(g.num), f.den.Mul(g.den)} }

// add is f + g, over a common denominator that grows no more than it has to.
func (f fraction) add(g fraction) fraction {
	if f.den.Cmp(g.den) == 0 {
		return fraction{f.num.Add(g.num), f.den}
	}
	if times, exact := quotient(f.den, g.den); exact {
		return fraction{f.num.Add(g.num.Mul(times)), f.den}
	}
	if times, exact := quotient(g.den, f.den); exact {
		return fraction{f.num.Mul(times).Add(g.num), g.den}
	}
	return fraction{f.num.Mul(g.den).Add(g.num.Mul(f.den)), f.den.Mul(g.den)}
}

// quotient is x ÷ by where a decimal holds it, with as few places as it needs.
func quotient(x, by fixed.Dec) (fixed.Dec, bool) {
	for places := range salesdesk.MaxAmountExponent + 1 {
		if q := x.DivRound(by, places, fixed.Down); q.Err() == nil && q.Mul(by).Cmp(x) == 0 {
			return q, true
		}
	}
	return fixed.Dec{}, false
}

// fit is d where an amount has room for it, else rounded to as many places as it has room for.
func fit(d fixed.Dec) fixed.Dec {
	for places := salesdesk.MaxAmountExponent; places >= 0; places-- {
		if d.Places() <= salesdesk.MaxAmountExponent && d.Within(salesdesk.MaxAmountDigits) {
			break
		}
		d = d.Round(places, fixed.HalfAwayFromZero)
	}
	return d
}

// tidy is d with so many places, and more only where it needs them.
func tidy(d fixed.Dec, places int) fixed.Dec {
	if d.Places() <= places {
		return d.Round(places, fixed.Down)
	}
	for k := d.Places() - 1; k >= places; k-- {
		shorter := d.Round(k, fixed.Down)
		if shorter.Cmp(d) != 0 {
			break
		}
		d = shorter
	}
	return d
}
