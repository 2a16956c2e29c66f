package salesdesk

import (
	"bytes"
	"database/sql/driver"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// The gate that every Amount passes, whether read or computed.
const (
	// MaxAmountBytes is the longest text that is looked at; parsing a longer one
	// costs time that grows with its length.
	MaxAmountBytes = 40
	// MaxAmountDigits is the number of significant digits an Amount can have.
	MaxAmountDigits = 18
	// MaxAmountExponent bounds the power of ten of the last digit, both ways.
	MaxAmountExponent = 12
)

// Amount is an exact decimal: a price, a quantity, a rate or a sum.
//
// It keeps the digits it was written with, so that 1.10 does not become 1.1.
// The zero value is 0. Inside a document amounts are in its one currency; across
// documents use [Money].
//
// Arithmetic gives a decimal.Decimal, of which [NewAmount] makes an amount again, as in
// NewAmount(a.Neg()) or NewAmount(a.Add(b.Decimal)).
//
// Compare with Equal or Cmp, never with ==: 1.10 and 1.1 are equal amounts with
// different digits. Round with Round, which rounds half away from zero; divide
// with DivRound, never with Div.
type Amount struct{ decimal.Decimal }

// NewAmount is d as an Amount, or a [RangeError] when it does not pass the gate.
func NewAmount(d decimal.Decimal) (Amount, error) {
	a := Amount{d}
	if err := a.Check(); err != nil {
		return Amount{}, err
	}
	return a, nil
}

// ParseAmount reads a decimal such as "12.50", "-0.01" or "1e3". Grouping, spaces and
// currency signs are refused; i18n reads what people type.
func ParseAmount(s string) (Amount, error) {
	if len(s) > MaxAmountBytes {
		return Amount{}, RangeError{Value: s[:MaxAmountBytes] + "…", Limit: LimitLength}
	}
	n, ok := readNumeral(s)
	switch {
	case !ok:
		return Amount{}, FieldError{Rule: RuleDecimal, Param: s}
	case n.exponent < -MaxAmountExponent || n.exponent > MaxAmountExponent:
		return Amount{}, RangeError{Value: s, Limit: LimitExponent}
	case n.digits > MaxAmountDigits:
		return Amount{}, RangeError{Value: s, Limit: LimitDigits}
	}
	return Amount{decimal.New(n.coefficient, int32(n.exponent))}, nil
}

// MustAmount is ParseAmount for constants; it panics on text that is no Amount.
func MustAmount(s string) Amount {
	return must(ParseAmount(s))
}

// Check is the gate: nil, or the [RangeError] that says which bound is passed.
// It is for amounts that were built in code and never parsed.
func (a Amount) Check() error {
	e := a.Exponent()
	switch {
	case e < -MaxAmountExponent || e > MaxAmountExponent:
		return RangeError{Value: fmt.Sprintf("…e%d", e), Limit: LimitExponent}
	case a.NumDigits() > MaxAmountDigits:
		return RangeError{Value: fmt.Sprintf("%d digits", a.NumDigits()), Limit: LimitDigits}
	}
	return nil
}

// String gives the digits as they were written: "1.10" stays "1.10". What would take
// more than MaxAmountDigits without a power of ten keeps it, "123456789012345678e3", so
// that every String reads back.
func (a Amount) String() string { return string(a.append(make([]byte, 0, MaxAmountBytes))) }

func (a Amount) append(b []byte) []byte {
	e := int(a.Exponent())
	switch {
	case e < -MaxAmountExponent || e > MaxAmountExponent || (e > 0 && a.NumDigits()+e > MaxAmountDigits):
		return fmt.Appendf(b, "%de%d", a.Coefficient(), e)
	case e > 0 || a.NumDigits() > MaxAmountDigits:
		return append(b, a.StringFixed(int32(max(0, -e)))...)
	}
	return appendPlain(b, a.CoefficientInt64(), -e)
}

// appendPlain appends a number of places: what nearly every amount is, and what is
// written most.
func appendPlain(b []byte, coefficient int64, places int) []byte {
	if coefficient < 0 {
		b, coefficient = append(b, '-'), -coefficient
	}
	start := len(b)
	b = strconv.AppendInt(b, coefficient, 10)
	if lacks := places + 1 - (len(b) - start); lacks > 0 {
		b = slices.Insert(b, start, []byte("0000000000000")[:lacks]...)
	}
	if places > 0 {
		b = slices.Insert(b, len(b)-places, '.')
	}
	return b
}

// Format prints String for every verb but %f, which rounds to its precision: without
// it the decimal inside would print 1.10 as 1.1.
func (a Amount) Format(f fmt.State, verb rune) {
	if verb == 'f' && a.Check() == nil {
		a.Decimal.Format(f, verb)
		return
	}
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), a.String())
}

// MarshalJSON writes the amount as a string, so that no reader makes a float of it.
// An amount that does not pass the gate is its [RangeError].
func (a Amount) MarshalJSON() ([]byte, error) {
	if err := a.Check(); err != nil {
		return nil, err
	}
	b := append(make([]byte, 0, MaxAmountBytes+2), '"')
	return append(a.append(b), '"'), nil
}

// UnmarshalJSON reads a string or a number, digit by digit; null is refused.
func (a *Amount) UnmarshalJSON(b []byte) error {
	if n := len(b); n >= 2 && b[0] == '"' && b[n-1] == '"' {
		if bytes.IndexByte(b, '\\') >= 0 {
			return a.unmarshalEscaped(b)
		}
		b = b[1 : n-1]
	} else if bytes.Equal(b, []byte("null")) {
		return FieldError{Rule: RuleRequired}
	}
	return a.UnmarshalText(b)
}

// unmarshalEscaped reads a string with escapes, each of which takes six bytes at most.
func (a *Amount) unmarshalEscaped(b []byte) error {
	if len(b) > 6*MaxAmountBytes+2 {
		return RangeError{Value: fmt.Sprintf("%d bytes", len(b)), Limit: LimitLength}
	}
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return FieldError{Rule: RuleDecimal}
	}
	return a.UnmarshalText([]byte(text))
}

// MarshalText writes the digits, or gives the [RangeError].
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), a.Check() }

// UnmarshalText is ParseAmount; on an error the amount stays as it was.
func (a *Amount) UnmarshalText(b []byte) error {
	if len(b) > MaxAmountBytes {
		b = b[:MaxAmountBytes+1]
	}
	p, err := ParseAmount(string(b))
	if err != nil {
		return err
	}
	*a = p
	return nil
}

// UnmarshalBinary reads what MarshalBinary wrote, through the gate.
func (a *Amount) UnmarshalBinary(b []byte) error {
	if len(b) > MaxAmountBytes {
		return RangeError{Value: fmt.Sprintf("%d bytes", len(b)), Limit: LimitLength}
	}
	if len(b) >= 4 {
		e := int32(binary.BigEndian.Uint32(b))
		if e < -MaxAmountExponent || e > MaxAmountExponent {
			return RangeError{Value: fmt.Sprintf("…e%d", e), Limit: LimitExponent}
		}
	}
	var d decimal.Decimal
	if err := d.UnmarshalBinary(b); err != nil {
		return FieldError{Rule: RuleDecimal}
	}
	read, err := NewAmount(d)
	if err == nil {
		*a = read
	}
	return err
}

// GobDecode is UnmarshalBinary.
func (a *Amount) GobDecode(b []byte) error { return a.UnmarshalBinary(b) }

// Value stores the digits as text, so that no database makes a float of them.
func (a Amount) Value() (driver.Value, error) { return a.String(), a.Check() }

// Scan reads text or an integer through the gate. A float64 is refused: its
// digits are already lost.
func (a *Amount) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return a.UnmarshalText([]byte(v))
	case []byte:
		return a.UnmarshalText(v)
	case int64:
		return a.UnmarshalText(fmt.Appendf(nil, "%d", v))
	default:
		return FieldError{Rule: RuleType, Param: fmt.Sprintf("%T", src)}
	}
}
