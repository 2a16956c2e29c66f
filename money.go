package salesdesk

import "github.com/interne-sales/salesdesk/internal/fixed"

// Money is an amount in a currency: what errors, messages and figures across
// documents carry. Arithmetic on two currencies is a [CurrencyError], and a result
// that does not pass the gate of [Amount] a [RangeError].
type Money struct {
	Amount   Amount   `json:"amount" validate:"validateFn=Check"`
	Currency Currency `json:"currency" validate:"required,validateFn=Check"`
}

// MustMoney is the amount s in c, for literals in tests and examples: it panics where
// s is no amount. It does not look at c.
func MustMoney(s string, c Currency) Money { return Money{MustAmount(s), c} }

// Check is every problem of m, with its path.
func (m Money) Check() error {
	var p Problems
	p.AddAt("amount", m.Amount.Check())
	p.Add(checked("currency", m.Currency))
	return p.Err()
}

// Add is m and n together.
func (m Money) Add(n Money) (Money, error) {
	return m.with(n, fixed.Dec.Add)
}

// Sub is m less n.
func (m Money) Sub(n Money) (Money, error) {
	return m.with(n, fixed.Dec.Sub)
}

func (m Money) with(n Money, compute func(a, b fixed.Dec) fixed.Dec) (Money, error) {
	if m.Currency != n.Currency {
		return Money{}, CurrencyError{Want: m.Currency, Got: n.Currency}
	}
	return m.holding(compute(fixed.FromDecimal(m.Amount.Decimal), fixed.FromDecimal(n.Amount.Decimal)))
}

// holding is the computed d in the currency of m.
func (m Money) holding(d fixed.Dec) (Money, error) {
	exact, err := d.Decimal()
	if err != nil {
		return Money{}, RangeError{Value: err.Error(), Limit: LimitOverflow}
	}
	a, err := NewAmount(exact)
	if err != nil {
		return Money{}, err
	}
	return Money{a, m.Currency}, nil
}

// Neg is m with the other sign.
func (m Money) Neg() Money { return Money{Amount{m.Amount.Neg()}, m.Currency} }

// Cmp is -1, 0 or 1 as m is less than, equal to or more than n, in bounded time whatever
// their exponents.
func (m Money) Cmp(n Money) (int, error) {
	if m.Currency != n.Currency {
		return 0, CurrencyError{Want: m.Currency, Got: n.Currency}
	}
	return m.Amount.Cmp(n.Amount.Decimal), nil
}

// Round is m to the minor units of its currency, half away from zero: 12.345 EUR is
// 12.35 EUR. An amount with fewer decimals keeps its digits. A currency that is none is
// a [FieldError].
func (m Money) Round() (Money, error) {
	if err := m.Check(); err != nil {
		return Money{}, err
	}
	places := m.Currency.MinorUnits()
	if -int(m.Amount.Exponent()) <= places {
		return m, nil
	}
	return m.holding(fixed.FromDecimal(m.Amount.Decimal).Round(places, fixed.HalfAwayFromZero))
}

// String is "12.50 EUR", for logs; i18n formats for people.
func (m Money) String() string { return m.Amount.String() + " " + string(m.Currency) }
