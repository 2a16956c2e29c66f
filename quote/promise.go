package quote

import "github.com/interne-sales/salesdesk/calendar"

// Promise is a delivery date for a line, as the stock allowed on the day it was
// computed. A quote without one promises nothing.
type Promise struct {
	Line string        `json:"line"`
	Date calendar.Date `json:"date"`
}
