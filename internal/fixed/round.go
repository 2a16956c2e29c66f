package fixed

import "math/bits"

// Mode says which neighbour a number that lies between two is rounded to.
type Mode uint8

// The modes. The Half ones go to the nearer neighbour and differ on a tie only.
const (
	HalfAwayFromZero Mode = iota // 2.5 → 3, -2.5 → -3: what Belgian and EN 16931 arithmetic asks
	HalfEven                     // 2.5 → 2, 3.5 → 4
	HalfUp                       // ties towards +∞: 2.5 → 3, -2.5 → -2
	HalfDown                     // ties towards -∞: 2.5 → 2, -2.5 → -3
	Up                           // away from zero: 2.1 → 3, -2.1 → -3
	Down                         // towards zero: 2.9 → 2, -2.9 → -2
	Ceiling                      // towards +∞: 2.1 → 3, -2.9 → -2
	Floor                        // towards -∞: 2.9 → 2, -2.1 → -3
)

// rest is what a truncation cut off, in halves of the last digit kept.
type rest uint8

const (
	nothing rest = iota
	belowHalf
	exactHalf
	aboveHalf
)

// restOf is the remainder r of a division by y.
func restOf(r, y u128) rest {
	if r.isZero() {
		return nothing
	}
	switch r.cmp(y.sub(r)) {
	case -1:
		return belowHalf
	case 0:
		return exactHalf
	default:
		return aboveHalf
	}
}

// grows reports whether a truncated magnitude becomes one larger.
func (m Mode) grows(cut rest, odd, negative bool) bool {
	switch m {
	case Up:
		return cut != nothing
	case Down:
		return false
	case Ceiling:
		return cut != nothing && !negative
	case Floor:
		return cut != nothing && negative
	case HalfAwayFromZero, HalfEven, HalfUp, HalfDown:
	}
	if cut != exactHalf {
		return cut == aboveHalf
	}
	switch m {
	case HalfEven:
		return odd
	case HalfUp:
		return !negative
	case HalfDown:
		return negative
	default:
		return true
	}
}

// Round is d with exactly so many places: rounded by m, or filled with zeros. A
// negative number of places rounds to tens, hundreds and so on.
func (d Dec) Round(places int, m Mode) Dec {
	if d.state&sticky != 0 || int(d.exp) == -places {
		return d
	}
	if !inRange(places) {
		return failed(overflow)
	}
	drop := -places - int(d.exp)
	if drop < 0 {
		coef, fits := d.coef.scale(-drop)
		return made(coef, fits, -places, d.state)
	}
	q, cut := d.coef.drop(drop)
	return rounded(q, cut, d.state, places, m)
}

// drop cuts the last k digits off, for k > 0.
func (x u128) drop(k int) (q u128, cut rest) {
	if k > maxPow10 { // 10^39 is more than twice the largest coefficient
		if x.isZero() {
			return x, nothing
		}
		return u128{}, belowHalf
	}
	p := pow10[k]
	if x.hi|p.hi == 0 {
		return u128{lo: x.lo / p.lo}, restOf(u128{lo: x.lo % p.lo}, p)
	}
	w, r := x.widen().div(p)
	q, _ = w.narrow()
	return q, restOf(r, p)
}

// DivRound is d ÷ by, rounded once to places by m. A zero by is sticky.
func (d Dec) DivRound(by Dec, places int, m Mode) Dec {
	state := (d.state ^ by.state&negative) | by.state&sticky
	return quotient(d.coef.widen(), int(d.exp), by, places, state, m)
}

// MulDivRound is d × mul ÷ div, rounded once to places by m; the product between
// may be as wide as it likes. A zero div is sticky.
func (d Dec) MulDivRound(mul, div Dec, places int, m Mode) Dec {
	state := d.state ^ mul.state&negative ^ div.state&negative
	state |= (mul.state | div.state) & sticky
	return quotient(d.coef.mul(mul.coef), int(d.exp)+int(mul.exp), div, places, state, m)
}

// quotient is num·10^exp ÷ by, signed and marked as state says.
func quotient(num u256, exp int, by Dec, places int, state uint8, m Mode) Dec {
	switch {
	case state&sticky != 0:
		return failed(state)
	case by.coef.isZero():
		return failed(zeroDivision)
	case !inRange(places):
		return failed(overflow)
	}
	shift := exp - int(by.exp) + places
	if shift >= 0 {
		wide, fits := num.scale(shift)
		if !fits { // then the quotient has more than 128 bits too
			return failed(overflow)
		}
		q, r := wide.div(by.coef)
		return roundedWide(q, restOf(r, by.coef), state, places, m)
	}
	if divisor, fits := by.coef.scale(-shift); fits {
		q, r := num.div(divisor)
		return roundedWide(q, restOf(r, divisor), state, places, m)
	}
	q, r := num.div(by.coef)
	q, cut := q.drop(-shift, !r.isZero())
	return roundedWide(q, cut, state, places, m)
}

// drop cuts the last k digits off, for k > 0; more says that something non-zero
// was cut off below them before.
func (x u256) drop(k int, more bool) (u256, rest) {
	for ; k > maxPow10; k -= maxPow10 {
		var r u128
		x, r = x.div(pow10[maxPow10])
		more = more || !r.isZero()
		if x == (u256{}) { // nothing left above what was cut: less than half
			return x, belowHalfIf(more)
		}
	}
	x, r := x.div(pow10[k])
	cut := restOf(r, pow10[k])
	switch {
	case !more:
		return x, cut
	case cut == nothing:
		return x, belowHalf
	case cut == exactHalf:
		return x, aboveHalf
	default:
		return x, cut
	}
}

func belowHalfIf(more bool) rest {
	if more {
		return belowHalf
	}
	return nothing
}

func roundedWide(q u256, cut rest, state uint8, places int, m Mode) Dec {
	low, fits := q.narrow()
	if !fits {
		return failed(overflow)
	}
	return rounded(low, cut, state, places, m)
}

func rounded(q u128, cut rest, state uint8, places int, m Mode) Dec {
	if cut == nothing || !m.grows(cut, q.lo&1 != 0, state&negative != 0) {
		return made(q, true, -places, state)
	}
	lo, carry := bits.Add64(q.lo, 1, 0)
	hi, carry := bits.Add64(q.hi, 0, carry)
	return made(u128{hi, lo}, carry == 0, -places, state)
}
