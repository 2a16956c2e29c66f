package invoice

import "github.com/interne-sales/salesdesk"

// KeyError is a request for another invoice while one is asked for already.
type KeyError struct{ Key, Last Key }

func (e KeyError) Error() string {
	return "asked for order " + e.Key.Order + ", shipment " + e.Key.Shipment + ", but order " + e.Last.Order + ", shipment " + e.Last.Shipment + " was asked for before"
}

// MessageID names the text.
func (KeyError) MessageID() string { return "invoice.key" }

// ExpectedError is an invoice of another total than was asked for.
type ExpectedError struct{ Want, Got salesdesk.Money }

func (e ExpectedError) Error() string {
	return "total " + e.Got.String() + ", asked " + e.Want.String()
}

// MessageID names the text.
func (ExpectedError) MessageID() string { return "invoice.expected" }

// SumError is a credit, or a settlement, of more than there is.
type SumError struct{ Asked, Most salesdesk.Money }

func (e SumError) Error() string { return e.Asked.String() + " asked, at most " + e.Most.String() }

// MessageID names the text.
func (SumError) MessageID() string { return "invoice.sum" }

// NothingPaidError is a step for a receivable that something is paid of.
type NothingPaidError struct{}

func (NothingPaidError) Error() string { return "nothing is paid" }

// MessageID names the text.
func (NothingPaidError) MessageID() string { return "invoice.nothing_paid" }

// LastPaymentError is a reversal of the only payment, where another must be left.
type LastPaymentError struct{}

func (LastPaymentError) Error() string { return "no other payment is left" }

// MessageID names the text.
func (LastPaymentError) MessageID() string { return "invoice.last_payment" }

// NoBalanceError is a step for a receivable with a balance of the customer.
type NoBalanceError struct{}

func (NoBalanceError) Error() string { return "the customer has no balance" }

// MessageID names the text.
func (NoBalanceError) MessageID() string { return "invoice.no_balance" }

// OwedError is a step for a receivable that is covered.
type OwedError struct{ Open salesdesk.Money }

func (e OwedError) Error() string { return e.Open.String() + " is owed" }

// MessageID names the text.
func (OwedError) MessageID() string { return "invoice.owed" }

// CoveredError is a step for a receivable of which something is owed once a payment is
// reversed, where the balance of the customer is larger than each.
type CoveredError struct{ Balance salesdesk.Money }

func (e CoveredError) Error() string { return "a balance of " + e.Balance.String() + " covers it" }

// MessageID names the text.
func (CoveredError) MessageID() string { return "invoice.covered" }

// WriteOffError is more than finance may write off alone. Internal: it is not for
// customers.
type WriteOffError struct{ Limit, Open salesdesk.Money }

func (e WriteOffError) Error() string {
	return e.Open.String() + " open, above the limit of " + e.Limit.String()
}

// MessageID names the text.
func (WriteOffError) MessageID() string { return "invoice.write_off" }
