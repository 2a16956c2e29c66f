package fixed_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// dec reads a literal.
func dec(s string) fixed.Dec { return fixed.FromDecimal(decimal.RequireFromString(s)) }

// decs draws decimals of every width: many small ones, many near the bounds.
func decs() *rapid.Generator[fixed.Dec] {
	return rapid.Custom(func(t *rapid.T) fixed.Dec {
		digits := rapid.StringMatching(`-?[0-9]{1,38}`).Draw(t, "coefficient")
		c, _ := new(big.Int).SetString(digits, 10)
		return fixed.FromDecimal(decimal.NewFromBigInt(c, int32(rapid.IntRange(-14, 14).Draw(t, "exponent")))) //nolint:gosec // small
	})
}

// rat is the oracle's number.
func rat(t require.TestingT, d fixed.Dec) *big.Rat {
	exact, err := d.Decimal()
	require.NoError(t, err)
	return exact.Rat()
}

// roundedRat is the oracle: r to places by m, in whole numbers.
func roundedRat(r *big.Rat, places int, m fixed.Mode) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil)
	scale := new(big.Rat).SetInt(ten)
	if places < 0 {
		scale.Inv(scale)
	}
	scaled := new(big.Rat).Mul(r, scale)
	floor := new(big.Int).Div(scaled.Num(), scaled.Denom())
	part := new(big.Rat).Sub(scaled, new(big.Rat).SetInt(floor))
	if up(part, floor, m) {
		floor.Add(floor, big.NewInt(1))
	}
	return new(big.Rat).Quo(new(big.Rat).SetInt(floor), scale)
}

// up reports whether what lies part above floor goes to the number above.
func up(part *big.Rat, floor *big.Int, m fixed.Mode) bool {
	if part.Sign() == 0 {
		return false
	}
	below := floor.Sign() < 0
	tie := part.Cmp(big.NewRat(1, 2))
	switch m {
	case fixed.Ceiling:
		return true
	case fixed.Floor:
		return false
	case fixed.Up:
		return !below
	case fixed.Down:
		return below
	case fixed.HalfUp:
		return tie >= 0
	case fixed.HalfDown:
		return tie > 0
	case fixed.HalfEven:
		return tie > 0 || tie == 0 && floor.Bit(0) == 1
	default:
		return tie > 0 || tie == 0 && !below
	}
}

var modes = []fixed.Mode{
	fixed.HalfAwayFromZero, fixed.HalfEven, fixed.HalfUp, fixed.HalfDown, fixed.Up, fixed.Down, fixed.Ceiling, fixed.Floor,
}

// fits reports whether r times 10^places is a whole number within 128 bits.
func fits(r *big.Rat, places int) bool {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil)
	scaled := new(big.Rat).SetInt(ten)
	if places < 0 {
		scaled.Inv(scaled)
	}
	scaled.Mul(scaled, r)
	return new(big.Int).Quo(scaled.Num(), scaled.Denom()).BitLen() <= 128
}

func TestRoundingOnTheTies(t *testing.T) {
	for _, test := range []struct {
		give string
		want [8]string // in the order of modes
	}{
		{"2.5", [8]string{"3", "2", "3", "2", "3", "2", "3", "2"}},
		{"-2.5", [8]string{"-3", "-2", "-2", "-3", "-3", "-2", "-2", "-3"}},
		{"3.5", [8]string{"4", "4", "4", "3", "4", "3", "4", "3"}},
		{"2.1", [8]string{"2", "2", "2", "2", "3", "2", "3", "2"}},
		{"-2.9", [8]string{"-3", "-3", "-3", "-3", "-3", "-2", "-2", "-3"}},
		{"0.5", [8]string{"1", "0", "1", "0", "1", "0", "1", "0"}},
		{"4", [8]string{"4", "4", "4", "4", "4", "4", "4", "4"}},
	} {
		for i, m := range modes {
			assert.Equal(t, test.want[i], dec(test.give).Round(0, m).String(), "%s by mode %d", test.give, m)
		}
	}
}

func TestWorkedNumbers(t *testing.T) {
	percent := func(amount, rate string) string {
		return dec(amount).MulDivRound(dec(rate), dec("100"), 2, fixed.HalfAwayFromZero).String()
	}
	assert.Equal(t, "-1622.84", percent("-6491.34", "25"))
	assert.Equal(t, "60.33", dec("60.325").Round(2, fixed.HalfAwayFromZero).String())
	assert.Equal(t, "-60.33", dec("-60.325").Round(2, fixed.HalfAwayFromZero).String())
	assert.Equal(t, "3091.26", dec("0.01110515964").Mul(dec("278362.5")).Round(2, fixed.HalfAwayFromZero).String())
	assert.Equal(t, "103.75", dec("83").MulDivRound(dec("1250"), dec("1000"), 2, fixed.HalfAwayFromZero).String())
	assert.Equal(t, "1200", dec("1234").Round(-2, fixed.HalfAwayFromZero).String())
	assert.Equal(t, "1.10", dec("1.10").String())
	assert.Equal(t, "-0.05", dec("-0.05").String())
	assert.Zero(t, dec("1.10").Cmp(dec("1.1")))
}

func TestWhatDoesNotFitIsStickyAndNeverWrong(t *testing.T) {
	huge := dec("99999999999999999999999999999999999999")
	var over *fixed.OverflowError
	var zero *fixed.DivisionByZeroError
	product := huge.Mul(huge)
	require.ErrorAs(t, product.Err(), &over)
	for name, after := range map[string]fixed.Dec{
		"add": product.Add(dec("1")), "sub": dec("1").Sub(product), "mul": product.Mul(dec("0")), "neg": product.Neg(),
		"round": product.Round(2, fixed.Up), "divide": dec("1").DivRound(product, 2, fixed.Up), "abs": product.Abs(),
		"sum": fixed.Sum([]fixed.Dec{dec("1"), product, dec("2")}), "scaled": product.MulDivRound(dec("1"), dec("1"), 0, fixed.Up),
	} {
		require.ErrorAs(t, after.Err(), &over, name)
		assert.False(t, after.IsZero(), name)
		_, err := after.Decimal()
		require.ErrorAs(t, err, &over, name)
	}
	require.ErrorAs(t, dec("1").DivRound(dec("0"), 2, fixed.Up).Err(), &zero)
	require.ErrorAs(t, dec("1").MulDivRound(dec("2"), dec("0.00"), 2, fixed.Up).Err(), &zero)
	require.ErrorAs(t, fixed.FromDecimal(decimal.New(1, 5_000_000)).Err(), &over)
	require.ErrorAs(t, fixed.FromInt(1, 129).Err(), &over)
	require.ErrorAs(t, dec("1").Round(1000, fixed.Up).Err(), &over)
}

func TestAProductBetweenMayBeWiderThanTheResult(t *testing.T) {
	huge := dec("99999999999999999999999999999999999999")
	assert.Equal(t, huge.String(), huge.MulDivRound(huge, huge, 0, fixed.HalfEven).String())
}

func TestArithmeticAgreesWithBigNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := decs().Draw(t, "d"), decs().Draw(t, "e")
		if d.Err() != nil || e.Err() != nil {
			return
		}
		x, y := rat(t, d), rat(t, e)
		for name, pair := range map[string]struct {
			got  fixed.Dec
			want *big.Rat
		}{
			"add": {d.Add(e), new(big.Rat).Add(x, y)},
			"sub": {d.Sub(e), new(big.Rat).Sub(x, y)},
			"mul": {d.Mul(e), new(big.Rat).Mul(x, y)},
		} {
			if pair.got.Err() != nil {
				finest := max(-d.Exponent(), -e.Exponent())
				if name == "mul" {
					finest = -d.Exponent() - e.Exponent()
				}
				// an operand that does not fit at the finer places overflows too
				require.False(t, fits(pair.want, finest) && fits(x, finest) && fits(y, finest), "%s overflows for nothing", name)
				continue
			}
			require.Zero(t, rat(t, pair.got).Cmp(pair.want), name)
		}
		require.Equal(t, x.Cmp(y), d.Cmp(e))
		require.Equal(t, x.Sign(), d.Sign())
	})
}

func TestRoundingAgreesWithBigNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, mul, by := decs().Draw(t, "d"), decs().Draw(t, "mul"), decs().Draw(t, "by")
		places := rapid.IntRange(-6, 16).Draw(t, "places")
		if d.Err() != nil || mul.Err() != nil || by.Err() != nil {
			return
		}
		m := rapid.SampledFrom(modes).Draw(t, "mode")
		check := func(got fixed.Dec, want *big.Rat) {
			want = roundedRat(want, places, m)
			if got.Err() != nil {
				require.False(t, fits(want, places), "overflows for nothing: %s", want.FloatString(20))
				return
			}
			require.Equal(t, -places, got.Exponent())
			require.Zero(t, rat(t, got).Cmp(want), "%s, want %s", got, want.FloatString(20))
		}
		check(d.Round(places, m), rat(t, d))
		if !by.IsZero() {
			check(d.DivRound(by, places, m), new(big.Rat).Quo(rat(t, d), rat(t, by)))
			product := new(big.Rat).Mul(rat(t, d), rat(t, mul))
			check(d.MulDivRound(mul, by, places, m), product.Quo(product, rat(t, by)))
		}
	})
}

func TestDecimalsComeBackDigitByDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decs().Draw(t, "d")
		if d.Err() != nil {
			return
		}
		exact, err := d.Decimal()
		require.NoError(t, err)
		require.Equal(t, d.Exponent(), int(exact.Exponent()))
		require.Equal(t, d, fixed.FromDecimal(exact))
		require.Equal(t, d.String(), exact.StringFixed(max(0, -exact.Exponent())))
		digits := len(exact.Coefficient().String())
		if exact.Sign() < 0 {
			digits--
		}
		require.Equal(t, digits, d.Digits())
		for _, n := range []int{-1, digits - 1, digits, digits + 1, 39} {
			require.Equal(t, digits <= n, d.Within(n), n)
		}
	})
}

func TestAllocateWorkedNumbers(t *testing.T) {
	for _, test := range []struct {
		total   string
		weights []string
		places  int
		want    []string
	}{
		{"10.00", []string{"100", "100", "100"}, 2, []string{"3.34", "3.33", "3.33"}},
		{"100.00", []string{"200", "2400"}, 2, []string{"7.69", "92.31"}},
		{"-10.00", []string{"100", "100", "100"}, 2, []string{"-3.34", "-3.33", "-3.33"}},
		{"0.01", []string{"0", "5", "0"}, 2, []string{"0.00", "0.01", "0.00"}},
		{"10", []string{"1", "1", "1"}, 0, []string{"4", "3", "3"}},
		{"0.00", []string{"0", "0"}, 2, []string{"0.00", "0.00"}},
		{"1.00", []string{"30", "-10"}, 2, []string{"1.50", "-0.50"}},
	} {
		weights := make([]fixed.Dec, len(test.weights))
		for i, w := range test.weights {
			weights[i] = dec(w)
		}
		shares, err := fixed.Allocate(dec(test.total), weights, test.places, nil)
		require.NoError(t, err)
		got := make([]string, len(shares))
		for i := range shares {
			got[i] = shares[i].String()
		}
		assert.Equal(t, test.want, got, test.total)
	}
}

func TestAllocateRefusesWhatCannotBeSplit(t *testing.T) {
	var allocation *fixed.AllocationError
	_, err := fixed.Allocate(dec("1"), []fixed.Dec{dec("0")}, 2, nil)
	require.ErrorAs(t, err, &allocation)
	assert.Equal(t, fixed.NoWeight, allocation.Reason)
	_, err = fixed.Allocate(dec("1.005"), []fixed.Dec{dec("1")}, 2, nil)
	require.ErrorAs(t, err, &allocation)
	assert.Equal(t, fixed.FinerTotal, allocation.Reason)
	_, err = fixed.Allocate(dec("1"), nil, 2, nil)
	require.ErrorAs(t, err, &allocation)
	sticky := dec("1").DivRound(dec("0"), 2, fixed.Up)
	_, err = fixed.Allocate(sticky, []fixed.Dec{dec("1")}, 2, nil)
	require.Error(t, err)
	_, err = fixed.Allocate(dec("1"), []fixed.Dec{sticky}, 2, nil)
	require.Error(t, err)
}

func TestAllocateLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 1, 60).Draw(t, "weights")
		weights, sum := make([]fixed.Dec, len(cents)), int64(0)
		for i, c := range cents {
			weights[i], sum = fixed.FromInt(c, -2), sum+c
		}
		if sum == 0 {
			return
		}
		total := fixed.FromInt(rapid.Int64Range(-sum, sum).Draw(t, "total"), -2)
		shares, err := fixed.Allocate(total, weights, 2, nil)
		require.NoError(t, err)
		require.Zero(t, fixed.Sum(shares).Cmp(total))
		mirrored, err := fixed.Allocate(total.Neg(), weights, 2, nil)
		require.NoError(t, err)
		for i := range shares {
			exact := new(big.Rat).Mul(rat(t, total), big.NewRat(cents[i], sum))
			off := new(big.Rat).Sub(rat(t, shares[i]), exact)
			require.Negative(t, off.Abs(off).Cmp(big.NewRat(1, 100)), "share %d is a cent off", i)
			require.LessOrEqual(t, shares[i].Abs().Cmp(weights[i]), 0, "beyond its weight")
			require.Zero(t, mirrored[i].Cmp(shares[i].Neg()))
			for j := range i {
				if cents[j] >= cents[i] {
					require.GreaterOrEqual(t, shares[j].Abs().Cmp(shares[i].Abs()), 0, "a larger weight, or the first of equals, got less")
				}
			}
		}
	})
}

// The remainders of long lists are picked, not sorted: the result is that of sorting.
func TestAllocateOverManyAgreesWithSorting(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // reproducible
	for range 50 {
		n := 1 + random.IntN(3000)
		weights, sum := make([]fixed.Dec, n), int64(0)
		raw := make([]int64, n)
		for i := range raw {
			raw[i] = random.Int64N(50)
			weights[i], sum = fixed.FromInt(raw[i], 0), sum+raw[i]
		}
		if sum == 0 {
			continue
		}
		total := random.Int64N(100_000)
		shares, err := fixed.Allocate(fixed.FromInt(total, -2), weights, 2, nil)
		require.NoError(t, err)
		assert.Equal(t, largestRemainder(total, raw, sum), shares)
	}
}

func largestRemainder(total int64, weights []int64, sum int64) []fixed.Dec {
	shares, order, left := make([]int64, len(weights)), make([]int, len(weights)), total
	for i, w := range weights {
		shares[i], order[i] = total*w/sum, i
		left -= shares[i]
	}
	slices.SortStableFunc(order, func(i, j int) int { return int(total*weights[j]%sum - total*weights[i]%sum) })
	for _, i := range order[:left] {
		shares[i]++
	}
	out := make([]fixed.Dec, len(shares))
	for i := range shares {
		out[i] = fixed.FromInt(shares[i], -2)
	}
	return out
}

func TestTheCoreDoesNotAllocate(t *testing.T) {
	a, b, c := dec("834567.1234"), dec("12.5"), dec("100")
	weights, dst := []fixed.Dec{a, b, c}, make([]fixed.Dec, 6)
	total := dec("10.01")
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		_ = a.Add(b).Sub(c).Mul(b).Round(2, fixed.HalfEven).DivRound(c, 4, fixed.Up).MulDivRound(a, b, 2, fixed.Down).Cmp(c)
		_, _ = fixed.Allocate(total, weights, 2, dst)
	}))
}

func FuzzArithmetic(f *testing.F) {
	f.Add(int64(834567), int64(12), int8(-4), int8(0), int8(2))
	f.Add(int64(-1), int64(3), int8(12), int8(-12), int8(-3))
	f.Add(int64(1<<62), int64(1<<62), int8(-12), int8(12), int8(16))
	f.Fuzz(func(t *testing.T, c1, c2 int64, e1, e2, places int8) {
		d, e := fixed.FromInt(c1, int(e1)), fixed.FromInt(c2, int(e2))
		for _, m := range modes {
			got := d.DivRound(e, int(places), m)
			if got.Err() != nil || d.Err() != nil || e.Err() != nil {
				continue
			}
			want := roundedRat(new(big.Rat).Quo(rat(t, d), rat(t, e)), int(places), m)
			require.Zero(t, rat(t, got).Cmp(want))
		}
	})
}
