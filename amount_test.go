package salesdesk_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
)

// Amounts that code can build and no reader may: they do not pass the gate.
func hostileExponent() salesdesk.Amount { return salesdesk.Amount{Decimal: decimal.New(1, 30_000_000)} }

func hostileDigits() salesdesk.Amount {
	return salesdesk.Amount{Decimal: decimal.NewFromBigInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(18), nil), 0)}
}

func TestParseAmountKeepsTheDigits(t *testing.T) {
	for _, give := range []string{
		"0", "1.10", "1.1", "-0.01", "12.50", "100", "0.000000000000", "999999999999999999", "-999999.999999999999", "0.10",
	} {
		a, err := salesdesk.ParseAmount(give)
		require.NoError(t, err, give)
		assert.Equal(t, give, a.String())
		assert.NoError(t, a.Check())
	}
}

func TestParseAmountReadsOtherForms(t *testing.T) {
	tests := []struct{ give, want string }{
		{"+5", "5"},
		{".5", "0.5"},
		{"5.", "5"},
		{"-.50", "-0.50"},
		{"1e3", "1000"},
		{"1.5E1", "15"},
		{"150e-2", "1.50"},
		{"007", "7"},
		{"0e12", "0"},
		{"-0", "0"},
		{"123456789012345678e12", "123456789012345678e12"},
		{"000000000000000000000000000000000001.50", "1.50"},
	}
	for _, tt := range tests {
		a, err := salesdesk.ParseAmount(tt.give)
		require.NoError(t, err, tt.give)
		assert.Equal(t, tt.want, a.String())
	}
}

func TestTheGateStopsHostileDecimals(t *testing.T) {
	megabyte := strings.Repeat("9", 1<<20)
	tests := []struct {
		give string
		want salesdesk.Limit
	}{
		{"1e5000000", salesdesk.LimitExponent},
		{"1e-5000000", salesdesk.LimitExponent},
		{"1e99999999999999999999", salesdesk.LimitExponent},
		{"0e13", salesdesk.LimitExponent},
		{"0.0000000000001", salesdesk.LimitExponent},
		{"1e13", salesdesk.LimitExponent},
		{"1000000000000000000", salesdesk.LimitDigits},
		{"1.000000000000000000", salesdesk.LimitExponent},
		{"1234567.890123456789", salesdesk.LimitDigits},
		{megabyte, salesdesk.LimitLength},
		{"0." + megabyte, salesdesk.LimitLength},
	}
	for _, tt := range tests {
		_, err := salesdesk.ParseAmount(tt.give)
		var outside salesdesk.RangeError
		require.ErrorAs(t, err, &outside, "%.20s", tt.give)
		assert.Equal(t, tt.want, outside.Limit, "%.20s", tt.give)
		assert.LessOrEqual(t, len(outside.Value), salesdesk.MaxAmountBytes+len("…"))

		kept := salesdesk.MustAmount("7.70")
		require.ErrorAs(t, json.Unmarshal([]byte(`"`+tt.give+`"`), &kept), &outside)
		require.ErrorAs(t, kept.Scan(tt.give), &outside)
		require.ErrorAs(t, kept.Scan([]byte(tt.give)), &outside)
		require.ErrorAs(t, kept.UnmarshalText([]byte(tt.give)), &outside)
		assert.Equal(t, "7.70", kept.String(), "an error leaves the target as it was")
	}
}

func TestParseAmountRefusesWhatIsNoDecimal(t *testing.T) {
	for _, give := range []string{
		"", " ", "abc", "1,5", "1 000", "€5", "1.2.3", "--1", "+-1", "1-", ".", "-", "e5", ".e5", "1e", "1e+", "1e1.5", "0x10", "1_000",
		"NaN", "Infinity", ".-5", "\u22125",
	} {
		_, err := salesdesk.ParseAmount(give)
		assert.Equal(t, salesdesk.FieldError{Rule: salesdesk.RuleDecimal, Param: give}, err)
	}
}

func TestAmountsBuiltInCodePassTheGateToo(t *testing.T) {
	for _, a := range []salesdesk.Amount{hostileExponent(), hostileDigits(), {Decimal: decimal.New(1, -13)}} {
		var outside salesdesk.RangeError
		require.ErrorAs(t, a.Check(), &outside)
		_, err := salesdesk.NewAmount(a.Decimal)
		require.ErrorAs(t, err, &outside)
		_, err = json.Marshal(a)
		require.ErrorAs(t, err, &outside)
		_, err = a.MarshalText()
		require.ErrorAs(t, err, &outside)
		_, err = a.Value()
		require.ErrorAs(t, err, &outside)
		assert.Less(t, len(a.String()), 40)
	}
	a, err := salesdesk.NewAmount(decimal.RequireFromString("1.10"))
	require.NoError(t, err)
	assert.Equal(t, "1.10", a.String())
}

func TestAmountJSON(t *testing.T) {
	tests := []struct{ give, want string }{
		{`"1.10"`, `"1.10"`},
		{`1.10`, `"1.10"`},
		{`-0.5`, `"-0.5"`},
		{`1E2`, `"100"`},
	}
	for _, tt := range tests {
		var a salesdesk.Amount
		require.NoError(t, json.Unmarshal([]byte(tt.give), &a))
		data, err := json.Marshal(a)
		require.NoError(t, err)
		assert.Equal(t, tt.want, string(data))
	}
	refused := []struct {
		give string
		want salesdesk.FieldError
	}{
		{`null`, salesdesk.FieldError{Rule: salesdesk.RuleRequired}},
		{`true`, salesdesk.FieldError{Rule: salesdesk.RuleDecimal, Param: "true"}},
		{`"x"`, salesdesk.FieldError{Rule: salesdesk.RuleDecimal, Param: "x"}},
		{`""`, salesdesk.FieldError{Rule: salesdesk.RuleDecimal}},
		{`[1]`, salesdesk.FieldError{Rule: salesdesk.RuleDecimal, Param: "[1]"}},
	}
	for _, tt := range refused {
		var a salesdesk.Amount
		assert.Equal(t, tt.want, json.Unmarshal([]byte(tt.give), &a))
	}
}

func TestAmountPrintsItsDigits(t *testing.T) {
	a := salesdesk.MustAmount("1.10")
	tests := []struct{ give, want string }{
		{"%v", "1.10"}, {"%s", "1.10"}, {"%q", `"1.10"`}, {"%6v", "  1.10"}, {"%-6s|", "1.10  |"}, {"%.3f", "1.100"}, {"%#v", `"1.10"`},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, fmt.Sprintf(tt.give, a), tt.give)
	}
	assert.Equal(t, "[1.10]", fmt.Sprint([]salesdesk.Amount{a}))
	assert.Less(t, len(fmt.Sprintf("%f", hostileExponent())), 100)
}

func TestAmountInADatabase(t *testing.T) {
	tests := []struct {
		give any
		want string
	}{
		{"1.10", "1.10"},
		{[]byte("1.10"), "1.10"},
		{int64(-42), "-42"},
	}
	for _, tt := range tests {
		var a salesdesk.Amount
		require.NoError(t, a.Scan(tt.give))
		value, err := a.Value()
		require.NoError(t, err)
		assert.Equal(t, tt.want, value)
	}
	for _, give := range []any{1.1, nil, true} {
		a := salesdesk.MustAmount("7")
		var field salesdesk.FieldError
		require.ErrorAs(t, a.Scan(give), &field)
		assert.Equal(t, salesdesk.RuleType, field.Rule)
		assert.Equal(t, "7", a.String())
	}
	var a salesdesk.Amount
	assert.Error(t, a.Scan(int64(1e18)))
}

func TestAmountInGob(t *testing.T) {
	var stream bytes.Buffer
	require.NoError(t, gob.NewEncoder(&stream).Encode(salesdesk.MustAmount("1.10")))
	var read salesdesk.Amount
	require.NoError(t, gob.NewDecoder(&stream).Decode(&read))
	assert.Equal(t, "1.10", read.String())

	hostile, err := hostileExponent().MarshalBinary()
	require.NoError(t, err)
	var outside salesdesk.RangeError
	require.ErrorAs(t, read.UnmarshalBinary(hostile), &outside)
	require.ErrorAs(t, read.UnmarshalBinary(make([]byte, 1<<20)), &outside)
	var field salesdesk.FieldError
	require.ErrorAs(t, read.GobDecode([]byte{1}), &field)
	assert.Equal(t, "1.10", read.String())
}

func TestMustAmountPanics(t *testing.T) {
	assert.Panics(t, func() { salesdesk.MustAmount("1,5") })
	assert.True(t, salesdesk.MustAmount("1.10").Equal(salesdesk.MustAmount("1.1")))
}

func TestEveryAmountReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coefficient := rapid.Int64Range(-999_999_999_999_999_999, 999_999_999_999_999_999).Draw(t, "coefficient")
		exponent := rapid.Int32Range(-12, 12).Draw(t, "exponent")
		a, err := salesdesk.NewAmount(decimal.New(coefficient, exponent))
		require.NoError(t, err)

		again, err := salesdesk.ParseAmount(a.String())
		require.NoError(t, err, a.String())
		assert.True(t, a.Equal(again))
		assert.Equal(t, a.String(), again.String())

		data, err := json.Marshal(a)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(data, &again))
		assert.True(t, a.Equal(again))
	})
}

// TestParseAmountAgreesWithDecimal holds the reader to that of shopspring/decimal.
func TestParseAmountAgreesWithDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[-+]?[0-9]{0,8}(\.[0-9]{0,6})?([eE][-+]?[0-9]{1,2})?`).Draw(t, "s")
		a, err := salesdesk.ParseAmount(s)
		if err != nil {
			return
		}
		d, err := decimal.NewFromString(s)
		require.NoError(t, err, s)
		assert.True(t, d.Equal(a.Decimal), s)
		assert.Equal(t, d.Exponent(), a.Exponent(), s)
	})
}

func FuzzParseAmount(f *testing.F) {
	seed(f, "1.10", "-0.01", "1e5000000", "123456789012345678e12", ".5", "5.", ".-5", "0e13", strings.Repeat("9", 41), "−5")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := salesdesk.ParseAmount(s)
		if err != nil {
			var field salesdesk.FieldError
			var outside salesdesk.RangeError
			require.True(t, errors.As(err, &field) || errors.As(err, &outside), "%q: %v", s, err)
			return
		}
		require.NoError(t, a.Check())
		again, err := salesdesk.ParseAmount(a.String())
		require.NoError(t, err)
		require.True(t, a.Equal(again))
	})
}

func FuzzAmountJSON(f *testing.F) {
	seed(f, `"1.10"`, `1.10`, `null`, `"`, `1e400`, `"\u0031"`)
	f.Fuzz(func(t *testing.T, s string) {
		var a salesdesk.Amount
		if json.Unmarshal([]byte(s), &a) == nil {
			require.NoError(t, a.Check())
		}
	})
}

func BenchmarkParseAmount(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := salesdesk.ParseAmount("1234.50"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAnAmountReadsTheEscapesOfJSON(t *testing.T) {
	var a salesdesk.Amount
	require.NoError(t, json.Unmarshal([]byte(`"\u0031.\u0035"`), &a))
	assert.Equal(t, "1.5", a.String())
	require.ErrorAs(t, a.UnmarshalJSON([]byte(`"\q"`)), new(salesdesk.FieldError))
	require.ErrorAs(t, a.UnmarshalJSON([]byte(`"`+strings.Repeat(`\u0031`, 1_000_000)+`"`)), new(salesdesk.RangeError))
	assert.Equal(t, "1.5", a.String(), "stays as it was")
}

// Writing an amount is ours, because it is done most; it is what decimal writes.
func TestAnAmountIsWrittenAsItsDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := int64(1)
		for range rapid.IntRange(1, salesdesk.MaxAmountDigits).Draw(t, "digits") {
			digits *= 10
		}
		coefficient := rapid.Int64Range(1-digits, digits-1).Draw(t, "coefficient")
		places := rapid.Int32Range(0, salesdesk.MaxAmountExponent).Draw(t, "places")
		d := decimal.New(coefficient, -places)
		a, err := salesdesk.NewAmount(d)
		require.NoError(t, err)
		assert.Equal(t, d.StringFixed(places), a.String())
		text, err := a.MarshalJSON()
		require.NoError(t, err)
		assert.Equal(t, `"`+d.StringFixed(places)+`"`, string(text))
	})
}
