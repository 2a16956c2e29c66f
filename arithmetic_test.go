package salesdesk_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
)

func built(coefficient int64, exponent int32) salesdesk.Amount {
	return salesdesk.Amount{Decimal: decimal.New(coefficient, exponent)}
}

// Each of these wrote out thirty million zeros, or panicked.
func TestAmountsBuiltInCodeCompareInBoundedTime(t *testing.T) {
	huge, tiny, one := built(1, 30_000_000), built(1, -30_000_000), built(1, 0)
	for _, test := range []struct {
		a, b salesdesk.Amount
		want int
	}{
		{huge, one, 1},
		{one, huge, -1},
		{tiny, one, -1},
		{tiny, built(0, 0), 1},
		{built(0, 30_000_000), built(0, -30_000_000), 0},
		{built(-1, 30_000_000), tiny, -1},
		{built(-1, 30_000_000), built(-1, 0), -1},
		{built(10, 29_999_999), huge, 0},
		{built(11, 29_999_999), huge, 1},
		{built(1, math.MaxInt32), built(1, math.MinInt32), 1},
		{built(1, math.MaxInt32), built(10, math.MaxInt32-1), 0},
	} {
		assert.Equal(t, test.want, test.a.Cmp(test.b.Decimal))
		assert.Equal(t, test.want, test.a.Compare(test.b.Decimal))
		assert.Equal(t, test.want == 0, test.a.Equal(test.b))
		assert.Equal(t, test.want == 0, test.a.Equals(test.b.Decimal))
		assert.Equal(t, test.want < 0, test.a.LessThan(test.b.Decimal))
		assert.Equal(t, test.want <= 0, test.a.LessThanOrEqual(test.b.Decimal))
		assert.Equal(t, test.want > 0, test.a.GreaterThan(test.b.Decimal))
		assert.Equal(t, test.want >= 0, test.a.GreaterThanOrEqual(test.b.Decimal))
		c, err := salesdesk.Money{Amount: test.a, Currency: "EUR"}.Cmp(salesdesk.Money{Amount: test.b, Currency: "EUR"})
		require.NoError(t, err)
		assert.Equal(t, test.want, c)
	}
}

func TestWhatCannotBeComputedPassesNoGate(t *testing.T) {
	huge, one, zero := built(1, 30_000_000), built(1, 0), decimal.Decimal{}
	quotient, rest := one.QuoRem(zero, 2)
	for name, d := range map[string]decimal.Decimal{
		"add": huge.Add(one.Decimal), "to": one.Add(huge.Decimal), "sub": one.Sub(huge.Decimal), "mul": huge.Mul(huge.Decimal),
		"div": one.Div(zero), "div round": one.DivRound(zero, 2), "mod": one.Mod(zero), "quotient": quotient, "rest": rest,
		"places": one.DivRound(one.Decimal, 1_000_000), "round": built(1, -30_000_000).Round(2), "far": one.Round(1_000_000),
		"and on": salesdesk.Amount{Decimal: one.Mod(zero)}.Sub(one.Mod(zero)),
	} {
		_, err := salesdesk.NewAmount(d)
		assert.ErrorAs(t, err, new(salesdesk.RangeError), name)
	}
}

func TestArithmeticIsThatOfTheDecimal(t *testing.T) {
	amounts := rapid.Custom(func(t *rapid.T) salesdesk.Amount {
		return built(rapid.Int64Range(-999_999_999_999_999_999, 999_999_999_999_999_999).Draw(t, "c"), rapid.Int32Range(-12, 12).Draw(t, "e"))
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := amounts.Draw(t, "a"), amounts.Draw(t, "b")
		require.Equal(t, a.Decimal.Cmp(b.Decimal), a.Cmp(b.Decimal))
		require.Equal(t, a.Decimal.Add(b.Decimal), a.Add(b.Decimal))
		require.Equal(t, a.Decimal.Sub(b.Decimal), a.Sub(b.Decimal))
		require.Equal(t, a.Decimal.Mul(b.Decimal), a.Mul(b.Decimal))
		require.Equal(t, a.Decimal.Round(2), a.Round(2))
		if !b.IsZero() {
			require.Equal(t, a.Decimal.DivRound(b.Decimal, 6), a.DivRound(b.Decimal, 6))
			require.Equal(t, a.Decimal.DivRound(b.Decimal, 12), a.Div(b.Decimal))
			require.Equal(t, a.Decimal.Mod(b.Decimal), a.Mod(b.Decimal))
			q, r := a.QuoRem(b.Decimal, 3)
			wantQ, wantR := a.Decimal.QuoRem(b.Decimal, 3)
			require.Equal(t, []decimal.Decimal{wantQ, wantR}, []decimal.Decimal{q, r})
		}
	})
}
