package pricing

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// number takes an amount into arithmetic, through the gate: an amount may have been
// built in code. It does not allocate.
func number(a salesdesk.Amount) (fixed.Dec, error) {
	if a == (salesdesk.Amount{}) {
		return fixed.Dec{}, nil
	}
	d := exact.Dec(a)
	e := d.Exponent()
	if d.Err() != nil || !d.Within(salesdesk.MaxAmountDigits) || e < -salesdesk.MaxAmountExponent || e > salesdesk.MaxAmountExponent {
		return fixed.Dec{}, a.Check()
	}
	return d, nil
}

// atLeast is number with a bound: a [salesdesk.FieldError] below zero and, where
// strictly, at zero.
func atLeast(a salesdesk.Amount, strictly bool) (fixed.Dec, error) {
	d, err := number(a)
	if err == nil && (d.Sign() < 0 || strictly && d.IsZero()) {
		err = salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return d, err
}

// ratio is number between 0 and 1.
func ratio(a salesdesk.Amount) (fixed.Dec, error) {
	d, err := atLeast(a, false)
	if err == nil && d.Cmp(one()) > 0 {
		err = salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "1"}
	}
	return d, err
}

// shown is number with no finer places than a document shows.
func shown(a salesdesk.Amount, places int) (fixed.Dec, error) {
	d, err := number(a)
	if err == nil && d.Round(places, fixed.Down).Cmp(d) != 0 {
		err = salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: fixed.FromInt(0, -places).String()}
	}
	return d, err
}

// baseOf is a base quantity, 1 where there is none.
func baseOf(a salesdesk.Amount) (fixed.Dec, error) {
	if a == (salesdesk.Amount{}) || a.IsZero() {
		return one(), nil
	}
	return atLeast(a, true)
}

func one() fixed.Dec { return fixed.FromInt(1, 0) }

func isOne(d fixed.Dec) bool { return d.Cmp(one()) == 0 }

// day is a date that compares fast.
func day(d calendar.Date) int32 {
	return int32(d.Year*10000 + int(d.Month)*100 + d.Day) //nolint:gosec // a valid date
}

// dateOf is the date of a day.
func dateOf(day int32) calendar.Date {
	d := int(day)
	return calendar.Date{Year: d / 10000, Month: time.Month(d / 100 % 100), Day: d % 100}
}
