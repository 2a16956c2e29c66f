package salesdesk

// Currency is an ISO 4217 alphabetic code such as "EUR".
// The zero value is no currency.
type Currency string

// The currencies a Belgian desk meets most.
const (
	EUR Currency = "EUR"
	USD Currency = "USD"
	GBP Currency = "GBP"
	CHF Currency = "CHF"
	JPY Currency = "JPY"
)
