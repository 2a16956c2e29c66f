package fixed_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// words draws coefficients out of whole words at their bounds, where carries and the
// corrections of long division happen; places are few, so that exponents are often equal.
func words() *rapid.Generator[fixed.Dec] {
	word := rapid.SampledFrom([]uint64{0, 1, 2, 1<<63 - 1, 1 << 63, 1<<63 + 1, math.MaxUint64 - 1, math.MaxUint64})
	return rapid.Custom(func(t *rapid.T) fixed.Dec {
		c := new(big.Int).SetUint64(word.Draw(t, "high"))
		c.Lsh(c, 64).Or(c, new(big.Int).SetUint64(word.Draw(t, "low")))
		if rapid.Bool().Draw(t, "negative") {
			c.Neg(c)
		}
		return fixed.FromDecimal(decimal.NewFromBigInt(c, rapid.SampledFrom([]int32{-60, -38, -2, 0, 0, 0, 2, 39}).Draw(t, "exponent")))
	})
}

func TestSumsThatCarryPast128Bits(t *testing.T) {
	most := fixed.FromDecimal(decimal.NewFromBigInt(new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 128), big.NewInt(1)), 0))
	require.NoError(t, most.Err())
	require.ErrorAs(t, most.Add(fixed.FromInt(1, 0)).Err(), new(*fixed.OverflowError))
	require.ErrorAs(t, most.Neg().Sub(fixed.FromInt(1, 0)).Err(), new(*fixed.OverflowError))
	require.Zero(t, most.Sub(most).Sign())
	require.Equal(t, most, most.Sub(fixed.FromInt(1, 0)).Add(fixed.FromInt(1, 0)))
}

func TestWordsAgreeWithBigNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e, by := words().Draw(t, "d"), words().Draw(t, "e"), words().Draw(t, "by")
		x, y := rat(t, d), rat(t, e)
		require.Equal(t, x.Cmp(y), d.Cmp(e))
		if sum := d.Add(e); sum.Err() == nil {
			require.Zero(t, rat(t, sum).Cmp(new(big.Rat).Add(x, y)))
		} else if d.Exponent() == e.Exponent() {
			require.False(t, fits(new(big.Rat).Add(x, y), -d.Exponent()), "overflows for nothing")
		}
		places, m := rapid.IntRange(-80, 60).Draw(t, "places"), rapid.SampledFrom(modes).Draw(t, "mode")
		check := func(got fixed.Dec, exact *big.Rat) {
			want := roundedRat(exact, places, m)
			if got.Err() != nil {
				return
			}
			require.Zero(t, rat(t, got).Cmp(want), "%s, want %s", got, want.FloatString(10))
		}
		check(d.Round(places, m), x)
		if !by.IsZero() {
			check(d.DivRound(by, places, m), new(big.Rat).Quo(x, rat(t, by)))
			check(d.MulDivRound(e, by, places, m), new(big.Rat).Quo(new(big.Rat).Mul(x, y), rat(t, by)))
		}
	})
}

// What is cut off far below the last digit kept is less than half, and not nothing.
func TestDigitsCutOffFarBelowStillCount(t *testing.T) {
	for _, exponent := range []int{-39, -40, -77, -120} {
		speck := fixed.FromInt(1, exponent)
		require.Equal(t, "0.01", speck.Round(2, fixed.Up).String(), exponent)
		require.Equal(t, "0.00", speck.Round(2, fixed.HalfUp).String(), exponent)
		require.Equal(t, "0.01", speck.DivRound(fixed.FromInt(3, 0), 2, fixed.Ceiling).String(), exponent)
	}
}
