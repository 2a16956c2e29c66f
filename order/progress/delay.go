package progress

import (
	"fmt"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
)

// Told are whom to tell of a delay, before new dates are agreed: an intent for each order
// and role that its effects name, in their order, with the lines that are late and the day
// on which the last of them comes; no day where one is covered by nothing. They are done
// within some working time. A later look at the same delay on the same day tells the same.
func Told(impact promise.Impact, at time.Time, within time.Duration, cal *calendar.Calendar) ([]Intent, error) {
	var problems salesdesk.Problems
	if cal == nil {
		problems.Add(salesdesk.FieldError{Path: "calendar", Rule: salesdesk.RuleRequired})
	}
	problems.Add(notNegative("within", within))
	if err := problems.Err(); err != nil {
		return nil, err
	}
	by, err := cal.Add(at, within)
	if err != nil {
		return nil, err
	}
	type key struct {
		order string
		to    salesdesk.Role
	}
	var intents []Intent
	known := map[key]int{}
	day := calendar.DateOf(at, cal.Location())
	for _, e := range impact.Effects {
		for _, role := range e.Tell {
			k := key{e.Order, role}
			i, ok := known[k]
			if !ok {
				i = len(intents)
				known[k] = i
				intents = append(intents, informed(e, role, day, by))
			}
			intents[i].late(e)
		}
	}
	return intents, nil
}

// informed is the intent to tell a role; the customer is told by the desk.
func informed(e promise.Effect, to salesdesk.Role, day calendar.Date, by time.Time) Intent {
	i := Intent{
		ID: fmt.Sprintf("%s/delay/%s/%s", e.Order, day, to), Rule: "delay", Kind: InformDesk, Order: e.Order,
		Customer: e.Customer, To: to, By: by.UTC(), Day: e.Date, Topic: TopicDelayed,
	}
	switch to {
	case salesdesk.Customer:
		i.Kind, i.To = InformCustomer, salesdesk.InsideSales
	case salesdesk.ExternalSales:
		i.Kind = InformExternalSales
	default: // is of the house
	}
	return i
}

// late adds a line that is late.
func (i *Intent) late(e promise.Effect) {
	i.Lines = append(slices.Clip(i.Lines), order.Quantity{Line: e.Line, Quantity: e.Quantity})
	switch {
	case e.Date.IsZero():
		i.Day = calendar.Date{}
	case !i.Day.IsZero() && e.Date.After(i.Day):
		i.Day = e.Date
	}
}
