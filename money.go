package salesdesk

// Money is an amount in a currency: what errors, messages and figures across
// documents carry. Arithmetic on two currencies is a [CurrencyError].
type Money struct {
	Amount   Amount   `json:"amount"`
	Currency Currency `json:"currency"`
}

// NewMoney is s in c, for literals in tests and examples: it panics on a bad amount.
func MustMoney(s string, c Currency) Money { return Money{MustAmount(s), c} }

// String is "12.50 EUR", for logs; i18n formats for people.
func (m Money) String() string { return m.Amount.String() + " " + string(m.Currency) }
