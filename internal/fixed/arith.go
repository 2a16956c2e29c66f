package fixed

import "math/bits"

// Add is d + e, with the finer places of the two.
func (d Dec) Add(e Dec) Dec {
	if d.exp == e.exp && d.state|e.state == 0 && d.coef.hi|e.coef.hi == 0 { // most are like this
		lo, carry := bits.Add64(d.coef.lo, e.coef.lo, 0)
		return Dec{coef: u128{carry, lo}, exp: d.exp}
	}
	if (d.state|e.state)&sticky != 0 {
		return failed(d.state | e.state)
	}
	if d.exp != e.exp {
		var fits bool
		if d, e, fits = aligned(d, e); !fits {
			return failed(overflow)
		}
	}
	if d.state == e.state {
		sum, fits := d.coef.add(e.coef)
		return made(sum, fits, int(d.exp), d.state)
	}
	if d.coef.cmp(e.coef) >= 0 {
		return made(d.coef.sub(e.coef), true, int(d.exp), d.state)
	}
	return made(e.coef.sub(d.coef), true, int(d.exp), e.state)
}

// aligned are d and e at the smaller of their exponents, and whether they fit.
func aligned(d, e Dec) (x, y Dec, fits bool) {
	if d.exp > e.exp {
		d.coef, fits = d.coef.scale(int(d.exp - e.exp))
		d.exp = e.exp
	} else {
		e.coef, fits = e.coef.scale(int(e.exp - d.exp))
		e.exp = d.exp
	}
	return d, e, fits
}

// Sub is d - e, with the finer places of the two.
func (d Dec) Sub(e Dec) Dec { return d.Add(e.Neg()) }

// Mul is d × e, with the places of both together.
func (d Dec) Mul(e Dec) Dec {
	if (d.state|e.state)&sticky != 0 {
		return failed(d.state | e.state)
	}
	product, fits := d.coef.mul(e.coef).narrow()
	return made(product, fits, int(d.exp)+int(e.exp), d.state^e.state)
}

// Neg is -d.
func (d Dec) Neg() Dec {
	if !d.coef.isZero() {
		d.state ^= negative
	}
	return d
}

// Abs is d without its sign.
func (d Dec) Abs() Dec {
	d.state &^= negative
	return d
}

// Cmp is -1, 0 or 1 as d is less than, equal to or greater than e, whatever their
// places. A sticky value counts as 0: ask Err at the end, as always.
func (d Dec) Cmp(e Dec) int {
	s, t := d.Sign(), e.Sign()
	switch {
	case s < t:
		return -1
	case s > t:
		return 1
	case s == 0:
		return 0
	}
	return s * magnitudes(d, e)
}

// magnitudes compares two that are not zero, without their signs.
func magnitudes(d, e Dec) int {
	switch shift := int(d.exp) - int(e.exp); {
	case shift == 0:
		return d.coef.cmp(e.coef)
	case shift < 0:
		return -magnitudes(e, d)
	case shift > maxPow10: // 10^39 is beyond every coefficient
		return 1
	default:
		return d.coef.mul(pow10[shift]).cmp(e.coef.widen())
	}
}

// Sum is all of them together, 0 for none.
func Sum(decs []Dec) Dec {
	var sum Dec
	for _, d := range decs {
		sum = sum.Add(d)
	}
	return sum
}
