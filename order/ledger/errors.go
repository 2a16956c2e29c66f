package ledger

import (
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
