package ledger

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// UnbalancedError is an entry whose debit and credit are not equal. Off is debit minus
// credit.
type UnbalancedError struct {
	Document string
	Off      salesdesk.Money
}

func (e UnbalancedError) Error() string {
	return "document " + e.Document + ": debit and credit differ by " + e.Off.String()
}

// MessageID names the text.
func (UnbalancedError) MessageID() string { return "ledger.unbalanced" }

// GridError is a VAT group that no row of the grids fits. Rate is a ratio.
type GridError struct {
	Category pricing.VATCategory
	Rate     salesdesk.Amount
}

func (e GridError) Error() string {
	return "no VAT grid for category " + string(e.Category) + " at rate " + e.Rate.String()
}

// MessageID names the text.
func (GridError) MessageID() string { return "ledger.no_grid" }

// LimitError is an order that brings a customer beyond the credit limit.
type LimitError struct{ Over, Used salesdesk.Money }

func (e LimitError) Error() string {
	return "credit limit passed by " + e.Over.String() + ": " + e.Used.String() + " in all"
}

// MessageID names the text.
func (LimitError) MessageID() string { return "ledger.limit" }

// LateError is a customer with invoices later than is tolerated; the oldest by so many days.
type LateError struct{ Items, Days int }

func (e LateError) Error() string {
	return fmt.Sprintf("%d invoices unpaid, the oldest %d days late", e.Items, e.Days)
}

// MessageID names the text.
func (LateError) MessageID() string { return "ledger.late" }

// PluralCount is how many are unpaid.
func (e LateError) PluralCount() int64 { return int64(e.Items) }
