package exact_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

func TestDec(t *testing.T) {
	assert.Equal(t, fixed.FromInt(-1250, -3), exact.Dec(salesdesk.MustAmount("-1.250")))
}

func TestAmount(t *testing.T) {
	a, err := exact.Amount(fixed.FromInt(1250, -3))
	require.NoError(t, err)
	assert.Equal(t, "1.250", a.String(), "places are kept")

	huge := fixed.FromInt(999_999_999_999_999_999, 0)
	tests := []struct {
		give fixed.Dec
		want salesdesk.Limit
	}{
		{huge.Mul(huge).Mul(huge), salesdesk.LimitOverflow},
		{huge.DivRound(fixed.Dec{}, 2, fixed.HalfAwayFromZero), salesdesk.LimitOverflow},
		{huge.Add(fixed.FromInt(1, 0)), salesdesk.LimitDigits},
		{fixed.FromInt(1, 13), salesdesk.LimitExponent},
		{fixed.FromInt(1, -13), salesdesk.LimitExponent},
	}
	for _, tt := range tests {
		_, err := exact.Amount(tt.give)
		var outside salesdesk.RangeError
		require.ErrorAs(t, err, &outside)
		assert.Equal(t, tt.want, outside.Limit)
	}
}

func TestNotBelowZero(t *testing.T) {
	require.NoError(t, exact.NotBelowZero(salesdesk.Amount{}))
	require.EqualError(t, exact.NotBelowZero(salesdesk.MustAmount("-0.01")), "min (0)")
	outside := salesdesk.Amount{Decimal: salesdesk.MustAmount("1").Shift(20)}
	var gate salesdesk.RangeError
	require.ErrorAs(t, exact.NotBelowZero(outside), &gate)
}
