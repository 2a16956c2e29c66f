package fixed

import (
	"math/big"
	"math/bits"
	"strings"

	"github.com/shopspring/decimal"
)

// MaxExponent bounds the power of ten of a [Dec]'s last digit, both ways.
const MaxExponent = 128

// Dec is an exact decimal. The zero value is 0. Compare with Cmp, never with ==.
type Dec struct {
	coef  u128
	exp   int32
	state uint8 // the sign, and what went wrong; the coefficient is then 0
}

const (
	negative uint8 = 1 << iota
	overflow
	zeroDivision

	sticky = overflow | zeroDivision
)

// made is the value coef·10^exp, or an overflow where it does not fit. Zero has no sign.
func made(coef u128, fits bool, exp int, state uint8) Dec {
	if !fits || !inRange(exp) {
		return failed(overflow)
	}
	if coef.isZero() {
		state = 0
	}
	return Dec{coef, int32(exp), state} //nolint:gosec // in range
}

func failed(state uint8) Dec { return Dec{state: state & sticky} }

func inRange(exp int) bool { return -MaxExponent <= exp && exp <= MaxExponent }

// FromInt is coefficient × 10^exponent: FromInt(125, -2) is 1.25.
func FromInt(coefficient int64, exponent int) Dec {
	if coefficient < 0 {
		return made(u128{lo: -uint64(coefficient)}, true, exponent, negative)
	}
	return made(u128{lo: uint64(coefficient)}, true, exponent, 0)
}

// FromDecimal is d, exactly; it is sticky where d does not fit. It does not
// allocate for a coefficient within an int64.
func FromDecimal(d decimal.Decimal) Dec {
	exp := int(d.Exponent())
	if !inRange(exp) {
		return failed(overflow)
	}
	// A look at the coefficient would copy it; to compare does not, and with equal
	// exponents compares coefficients only. What wraps in an int64 is not equal.
	if c := d.CoefficientInt64(); d.Cmp(decimal.New(c, d.Exponent())) == 0 {
		return FromInt(c, exp)
	}
	return fromWide(d)
}

func fromWide(d decimal.Decimal) Dec {
	c := d.Coefficient()
	if c.BitLen() > 128 {
		return failed(overflow)
	}
	state := uint8(0)
	if c.Sign() < 0 {
		state = negative
	}
	low := new(big.Int).And(c.Abs(c), new(big.Int).SetUint64(1<<64-1)).Uint64()
	return made(u128{c.Rsh(c, 64).Uint64(), low}, true, int(d.Exponent()), state)
}

// Decimal is d, exactly, or its error.
func (d Dec) Decimal() (decimal.Decimal, error) {
	if d.state&sticky != 0 {
		return decimal.Decimal{}, d.Err()
	}
	if d.coef.hi == 0 && d.coef.lo < 1<<63 {
		c := int64(d.coef.lo) //nolint:gosec // within 63 bits
		if d.state&negative != 0 {
			c = -c
		}
		return decimal.New(c, d.exp), nil
	}
	return decimal.NewFromBigInt(d.big(), d.exp), nil
}

func (d Dec) big() *big.Int {
	c := new(big.Int).SetUint64(d.coef.hi)
	c.Lsh(c, 64).Or(c, new(big.Int).SetUint64(d.coef.lo))
	if d.state&negative != 0 {
		c.Neg(c)
	}
	return c
}

// Err is nil, an [*OverflowError] or a [*DivisionByZeroError].
func (d Dec) Err() error {
	switch {
	case d.state&zeroDivision != 0:
		return &DivisionByZeroError{}
	case d.state&overflow != 0:
		return &OverflowError{}
	default:
		return nil
	}
}

// Sign is -1, 0 or 1; 0 for a sticky d.
func (d Dec) Sign() int {
	switch {
	case d.coef.isZero():
		return 0
	case d.state&negative != 0:
		return -1
	default:
		return 1
	}
}

// IsZero reports whether d is 0, of whatever places. A sticky d is not.
func (d Dec) IsZero() bool { return d.coef.isZero() && d.state == 0 }

// Exponent is the power of ten of the last digit.
func (d Dec) Exponent() int { return int(d.exp) }

// Places is the number of digits behind the point.
func (d Dec) Places() int { return max(0, -int(d.exp)) }

// Digits is the number of digits of the coefficient; 1 for zero.
func (d Dec) Digits() int {
	width := bits.Len64(d.coef.lo)
	if d.coef.hi != 0 {
		width = 64 + bits.Len64(d.coef.hi)
	}
	n := width * 1233 >> 12 // floor(log10(2^width)), for widths up to 128
	if n <= maxPow10 && d.coef.cmp(pow10[n]) >= 0 {
		n++
	}
	return max(n, 1)
}

// Within reports whether the coefficient has at most so many digits.
func (d Dec) Within(digits int) bool {
	return digits > maxPow10 || digits > 0 && d.coef.cmp(pow10[digits]) < 0
}

// String is d in plain digits, trailing zeros kept; for logs and tests.
func (d Dec) String() string {
	if err := d.Err(); err != nil {
		return err.Error()
	}
	text, sign := d.big().String(), ""
	if d.state&negative != 0 {
		text, sign = text[1:], "-"
	}
	if d.exp >= 0 {
		if text != "0" {
			text += strings.Repeat("0", int(d.exp))
		}
		return sign + text
	}
	if missing := d.Places() + 1 - len(text); missing > 0 {
		text = strings.Repeat("0", missing) + text
	}
	point := len(text) - d.Places()
	return sign + text[:point] + "." + text[point:]
}
