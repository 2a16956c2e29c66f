package promise

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
)

// UnavailableError is a quantity that no supply covers.
type UnavailableError struct {
	SKU      string
	Quantity salesdesk.Amount
}

func (e UnavailableError) Error() string {
	return fmt.Sprintf("no supply for %s of %s", e.Quantity, e.SKU)
}

// MessageID names the text.
func (UnavailableError) MessageID() string { return "promise.unavailable" }
