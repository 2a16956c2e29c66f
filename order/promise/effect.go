package promise

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Cause says why a commitment is late.
type Cause string

// The causes.
const (
	CauseDelay     Cause = "delay"     // what it counted on comes later
	CauseOutranked Cause = "outranked" // more of it would be on time, had those of higher priority not gone before
	CauseShortage  Cause = "shortage"  // some of it is covered by nothing
	CauseEarlier   Cause = "earlier"   // it was as late before the delay
)

// Effect is a commitment that is late, and whom to tell. Its text says why; what a
// customer may read names neither priorities nor other orders.
type Effect struct {
	Order    string           `json:"order"`
	Line     string           `json:"line"`
	Customer string           `json:"customer,omitempty"`
	SKU      string           `json:"sku"`
	Quantity salesdesk.Amount `json:"quantity"`
	OnTime   salesdesk.Amount `json:"on_time,omitzero"` // of it still in time
	Short    salesdesk.Amount `json:"short,omitzero"`   // of it covered by nothing
	Promised calendar.Date    `json:"promised"`
	Date     calendar.Date    `json:"date,omitzero"`       // of delivery of the last of it; zero where nothing covers it
	DaysLate int              `json:"days_late,omitempty"` // calendar days; none where nothing covers it
	Cause    Cause            `json:"cause"`
	Tell     []salesdesk.Role `json:"tell"` // in the order in which to do it
}

// MessageID names the text.
func (e Effect) MessageID() string { return "promise.effect." + string(e.Cause) }

// tell is whom a cause concerns: the customer where a firm order is late in a new way,
// who sold it, the desk; the manager where a firm order gave way to others.
func tell(c Cause, reserved bool) []salesdesk.Role {
	switch {
	case c == CauseEarlier:
		return []salesdesk.Role{salesdesk.InsideSales}
	case reserved:
		return []salesdesk.Role{salesdesk.InsideSales, salesdesk.ExternalSales}
	case c == CauseOutranked:
		return []salesdesk.Role{salesdesk.InsideSales, salesdesk.SalesManager, salesdesk.ExternalSales, salesdesk.Customer}
	default:
		return []salesdesk.Role{salesdesk.InsideSales, salesdesk.ExternalSales, salesdesk.Customer}
	}
}

// effect is what a sharing means for one commitment; it is not late where the goods are
// there by the promised day all the same.
func (a *assessor) effect(c *claim, before, after, byDate cover) (e Effect, late bool, err error) {
	date, err := a.delivered(c, after)
	if err != nil || (!date.IsZero() && !date.After(c.Promised)) {
		return Effect{}, false, err
	}
	was, err := a.delivered(c, before)
	if err != nil {
		return Effect{}, false, err
	}
	e = Effect{
		Order: c.Order, Line: c.Line, Customer: c.Customer, SKU: c.SKU, Quantity: c.Quantity, Promised: c.Promised,
		Date: date, DaysLate: c.Promised.DaysUntil(date), Cause: CauseDelay,
	}
	for _, part := range []struct {
		to *salesdesk.Amount
		of fixed.Dec
	}{{&e.OnTime, after.onTime}, {&e.Short, after.left}} {
		if *part.to, err = exact.Amount(part.of); err != nil {
			return Effect{}, false, err
		}
	}
	switch {
	case was == date && after.left.Cmp(before.left) <= 0 && after.onTime.Cmp(before.onTime) >= 0:
		e.Cause = CauseEarlier
	case byDate.onTime.Cmp(after.onTime) > 0:
		e.Cause = CauseOutranked
	case after.left.Sign() > 0:
		e.Cause = CauseShortage
	}
	e.Tell = tell(e.Cause, c.Reserved)
	return e, true, nil
}

// delivered is the day on which the last of a commitment is with the customer; no date
// where some of it is covered by nothing.
func (a *assessor) delivered(c *claim, of cover) (calendar.Date, error) {
	switch {
	case of.left.Sign() > 0:
		return calendar.Date{}, nil
	case !of.last.After(c.ready):
		return c.Promised, nil
	}
	t, err := a.logistics.to(c.Customer).trip(moment{}, of.last, "")
	return t.date, err
}
