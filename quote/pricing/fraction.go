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

// quotient is x ÷ by where a decimal holds it, with as few places as it needs.
func quotient(x, by fixed.Dec) (fixed.Dec, bool) {
	for places := range salesdesk.MaxAmountExponent + 1 {
		if q := x.DivRound(by, places, fixed.Down); q.Err() == nil && q.Mul(by).Cmp(x) == 0 {
			return q, true
		}
	}
	return fixed.Dec{}, false
}

// trimmed is d without the zeros at its end that are beyond so many places.
func trimmed(d fixed.Dec, places int) fixed.Dec {
	for k := d.Places() - 1; k >= places; k-- {
		shorter := d.Round(k, fixed.Down)
		if shorter.Cmp(d) != 0 {
			break
		}
		d = shorter
	}
	return d
}
