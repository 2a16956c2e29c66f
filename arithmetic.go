package salesdesk

import (
	"cmp"

	"github.com/shopspring/decimal"
)

// An Amount that was parsed or computed passed the gate; one that was built in code from
// a decimal may have any exponent, and the decimal's own methods would write out all its
// zeros, or panic on a division by zero. The methods below stand before them, take
// bounded time whatever the exponents, and never panic. Those that compare are exact on
// every number. Those that compute give a decimal, as before, exact where both operands
// can be amounts or results of them, else one that no gate lets through: [NewAmount]
// refuses it. What is reached through the field Decimal, and what converts to floats and
// integers, is the decimal's own: Check first.

// Equal reports whether a and b are the same number, whatever their digits.
func (a Amount) Equal(b Amount) bool { return compare(a.Decimal, b.Decimal) == 0 }

// Equals is Equal with a decimal.
func (a Amount) Equals(d decimal.Decimal) bool { return compare(a.Decimal, d) == 0 }

// Cmp is -1, 0 or 1 as a is less than, equal to or more than d.
func (a Amount) Cmp(d decimal.Decimal) int { return compare(a.Decimal, d) }

// Compare is Cmp.
func (a Amount) Compare(d decimal.Decimal) int { return compare(a.Decimal, d) }

// LessThan reports whether a is less than d.
func (a Amount) LessThan(d decimal.Decimal) bool { return compare(a.Decimal, d) < 0 }

// LessThanOrEqual reports whether a is at most d.
func (a Amount) LessThanOrEqual(d decimal.Decimal) bool { return compare(a.Decimal, d) <= 0 }

// GreaterThan reports whether a is more than d.
func (a Amount) GreaterThan(d decimal.Decimal) bool { return compare(a.Decimal, d) > 0 }

// GreaterThanOrEqual reports whether a is at least d.
func (a Amount) GreaterThanOrEqual(d decimal.Decimal) bool { return compare(a.Decimal, d) >= 0 }

// compare aligns two numbers only where that takes few zeros: within the gate, or where
// they are of one size, so that their exponents differ no more than their digits.
func compare(a, b decimal.Decimal) int {
	switch {
	case withinGate(a.Exponent()) && withinGate(b.Exponent()):
		return a.Cmp(b)
	case a.Sign() != b.Sign():
		return cmp.Compare(a.Sign(), b.Sign())
	case a.Sign() == 0:
		return 0
	}
	sizes := cmp.Compare(int64(a.Exponent())+int64(a.NumDigits()), int64(b.Exponent())+int64(b.NumDigits()))
	if sizes != 0 {
		return sizes * a.Sign()
	}
	return a.Cmp(b)
}

func withinGate(exponent int32) bool {
	return -MaxAmountExponent <= exponent && exponent <= MaxAmountExponent
}

// unfit is a result that no gate lets through, and small enough to compute with.
func unfit() decimal.Decimal { return decimal.New(1, 1000) }

// computable reports whether arithmetic with d is cheap; every product of ten amounts is.
func computable(d decimal.Decimal) bool {
	const most = 128
	return -most <= d.Exponent() && d.Exponent() <= most && d.NumDigits() <= 2*most
}

func compute(a, b decimal.Decimal, possible bool, operation func(a, b decimal.Decimal) decimal.Decimal) decimal.Decimal {
	if !possible || !computable(a) || !computable(b) {
		return unfit()
	}
	return operation(a, b)
}

// Add is a + d, with the finer places of the two.
func (a Amount) Add(d decimal.Decimal) decimal.Decimal {
	return compute(a.Decimal, d, true, decimal.Decimal.Add)
}

// Sub is a - d, with the finer places of the two.
func (a Amount) Sub(d decimal.Decimal) decimal.Decimal {
	return compute(a.Decimal, d, true, decimal.Decimal.Sub)
}

// Mul is a × d, with the places of both together.
func (a Amount) Mul(d decimal.Decimal) decimal.Decimal {
	return compute(a.Decimal, d, true, decimal.Decimal.Mul)
}

// DivRound is a ÷ by to so many places, half away from zero. By zero it is a number that
// no gate lets through.
func (a Amount) DivRound(by decimal.Decimal, places int32) decimal.Decimal {
	return compute(a.Decimal, by, !by.IsZero() && withinGate(places), func(a, by decimal.Decimal) decimal.Decimal {
		return a.DivRound(by, places)
	})
}

// Div is DivRound to [MaxAmountExponent] places: name the places you want instead.
func (a Amount) Div(by decimal.Decimal) decimal.Decimal { return a.DivRound(by, MaxAmountExponent) }

// Mod is what is left of a after the whole times that by goes into it, with the sign of
// a. By zero it is a number that no gate lets through.
func (a Amount) Mod(by decimal.Decimal) decimal.Decimal {
	return compute(a.Decimal, by, !by.IsZero(), decimal.Decimal.Mod) //nolint:forbidigo // this is the bounded form of it
}

// QuoRem is the quotient cut off after so many places, and what is left. By zero both are
// numbers that no gate lets through.
func (a Amount) QuoRem(by decimal.Decimal, places int32) (quotient, rest decimal.Decimal) {
	if by.IsZero() || !withinGate(places) || !computable(a.Decimal) || !computable(by) {
		return unfit(), unfit()
	}
	return a.Decimal.QuoRem(by, places)
}

// Round is a to so many places, half away from zero.
func (a Amount) Round(places int32) decimal.Decimal {
	return compute(a.Decimal, decimal.Decimal{}, withinGate(places), func(a, _ decimal.Decimal) decimal.Decimal {
		return a.Round(places)
	})
}
