package quote

import "github.com/interne-sales/salesdesk/calendar"

// Promise is a delivery date for a line, as promise.Make computed it from stock, lead
// time and calendar. A quote invents none: without one it promises nothing.
type Promise struct {
	Line string        `json:"line"`
	Date calendar.Date `json:"date"`
}
