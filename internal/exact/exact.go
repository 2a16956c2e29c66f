// Package exact passes amounts to the arithmetic of internal/fixed and back, through the
// gate that every amount passes.
package exact

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Dec is an amount to compute with.
func Dec(a salesdesk.Amount) fixed.Dec { return fixed.FromDecimal(a.Decimal) }

// Amount is a computed d with its places kept, trailing zeros too, or a
// [salesdesk.RangeError]: LimitOverflow where the computation did not fit or divided by
// zero.
func Amount(d fixed.Dec) (salesdesk.Amount, error) {
	a, err := d.Decimal()
	if err != nil {
		return salesdesk.Amount{}, salesdesk.RangeError{Value: err.Error(), Limit: salesdesk.LimitOverflow}
	}
	if e := d.Exponent(); e < -salesdesk.MaxAmountExponent || e > salesdesk.MaxAmountExponent || !d.Within(salesdesk.MaxAmountDigits) {
		return salesdesk.NewAmount(a) // says which bound
	}
	return salesdesk.Amount{Decimal: a}, nil
}

// NotBelowZero is what is wrong with an amount that must not be below zero.
func NotBelowZero(a salesdesk.Amount) error {
	if err := a.Check(); err != nil {
		return err
	}
	if a.Sign() < 0 {
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return nil
}
