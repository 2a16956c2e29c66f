package fixed

import "math/bits"

// u128 is an unsigned 128-bit integer.
type u128 struct{ hi, lo uint64 }

// u256 is an unsigned 256-bit integer, d3 the highest word.
type u256 struct{ d3, d2, d1, d0 uint64 }

func (x u128) isZero() bool { return x.hi|x.lo == 0 }

func (x u128) cmp(y u128) int {
	switch {
	case x == y:
		return 0
	case x.hi < y.hi, x.hi == y.hi && x.lo < y.lo:
		return -1
	default:
		return 1
	}
}

// add gives the sum and whether it fits.
func (x u128) add(y u128) (sum u128, fits bool) {
	lo, carry := bits.Add64(x.lo, y.lo, 0)
	hi, carry := bits.Add64(x.hi, y.hi, carry)
	return u128{hi, lo}, carry == 0
}

// sub is x - y for y ≤ x.
func (x u128) sub(y u128) u128 {
	lo, borrow := bits.Sub64(x.lo, y.lo, 0)
	hi, _ := bits.Sub64(x.hi, y.hi, borrow)
	return u128{hi, lo}
}

// scale gives x·10^k and whether it fits, for k ≥ 0.
func (x u128) scale(k int) (scaled u128, fits bool) {
	switch {
	case x.isZero():
		return x, true
	case k > maxPow10:
		return u128{}, false
	}
	return x.mul(pow10[k]).narrow()
}

func (x u128) mul(y u128) u256 {
	h, l := bits.Mul64(x.lo, y.lo)
	if x.hi|y.hi == 0 {
		return u256{0, 0, h, l}
	}
	h01, l01 := bits.Mul64(x.lo, y.hi)
	h10, l10 := bits.Mul64(x.hi, y.lo)
	h11, l11 := bits.Mul64(x.hi, y.hi)
	d1, c := bits.Add64(h, l01, 0)
	d2, c := bits.Add64(h01, h10, c)
	d3 := h11 + c
	d1, c = bits.Add64(d1, l10, 0)
	d2, c = bits.Add64(d2, l11, c)
	return u256{d3 + c, d2, d1, l}
}

func (x u128) widen() u256 { return u256{0, 0, x.hi, x.lo} }

// narrow gives the low half and whether it is all there is.
func (x u256) narrow() (low u128, fits bool) { return u128{x.d1, x.d0}, x.d3|x.d2 == 0 }

func (x u256) cmp(y u256) int {
	if c := (u128{x.d3, x.d2}).cmp(u128{y.d3, y.d2}); c != 0 {
		return c
	}
	return u128{x.d1, x.d0}.cmp(u128{y.d1, y.d0})
}

// mul gives x·y and whether it fits.
func (x u256) mul(y u128) (product u256, fits bool) {
	low := u128{x.d1, x.d0}.mul(y)
	high := u128{x.d3, x.d2}.mul(y)
	top, ok := high.narrow()
	sum, carried := u128{low.d3, low.d2}.add(top)
	return u256{sum.hi, sum.lo, low.d1, low.d0}, ok && carried
}

// scale gives x·10^k and whether it fits, for k ≥ 0.
func (x u256) scale(k int) (scaled u256, fits bool) {
	if x == (u256{}) {
		return x, true
	}
	for fits = true; k > 0 && fits; k -= maxPow10 {
		x, fits = x.mul(pow10[min(k, maxPow10)])
	}
	return x, fits
}

// div is quotient and remainder for y > 0.
func (x u256) div(y u128) (q u256, r u128) {
	switch {
	case x.d3|x.d2|x.d1|y.hi == 0:
		return u256{d0: x.d0 / y.lo}, u128{lo: x.d0 % y.lo}
	case y.hi == 0:
		var rest uint64
		if x.d3|x.d2 != 0 {
			q.d3, rest = bits.Div64(0, x.d3, y.lo)
			q.d2, rest = bits.Div64(rest, x.d2, y.lo)
		}
		q.d1, rest = bits.Div64(rest, x.d1, y.lo)
		q.d0, rest = bits.Div64(rest, x.d0, y.lo)
		return q, u128{lo: rest}
	default:
		return x.divLong(y)
	}
}

// divLong is schoolbook division by two words, the divisor shifted so that its
// highest bit is set (Knuth, TAOCP 2, 4.3.1 D).
func (x u256) divLong(y u128) (q u256, r u128) {
	s := uint(bits.LeadingZeros64(y.hi)) //nolint:gosec // 0 to 63
	y = u128{y.hi<<s | y.lo>>(64-s), y.lo << s}
	r = u128{lo: x.d3 >> (64 - s)}
	q.d3, r = divStep(r, x.d3<<s|x.d2>>(64-s), y)
	q.d2, r = divStep(r, x.d2<<s|x.d1>>(64-s), y)
	q.d1, r = divStep(r, x.d1<<s|x.d0>>(64-s), y)
	q.d0, r = divStep(r, x.d0<<s, y)
	return q, u128{r.hi >> s, r.lo>>s | r.hi<<(64-s)}
}

// divStep divides the three words r, next by y, where r < y and y has its highest
// bit set. The estimate from the highest words is at most two too large.
func divStep(r u128, next uint64, y u128) (q uint64, rest u128) {
	q = ^uint64(0)
	if r.hi < y.hi {
		q, _ = bits.Div64(r.hi, r.lo, y.hi)
	}
	product := y.mul(u128{lo: q})
	lo, b := bits.Sub64(next, product.d0, 0)
	mid, b := bits.Sub64(r.lo, product.d1, b)
	_, b = bits.Sub64(r.hi, product.d2, b)
	for b != 0 {
		q--
		var c uint64
		lo, c = bits.Add64(lo, y.lo, 0)
		mid, c = bits.Add64(mid, y.hi, c)
		b -= c
	}
	return q, u128{mid, lo}
}
