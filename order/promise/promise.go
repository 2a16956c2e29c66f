package promise

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Promise is the date for a line, and why it is that date.
type Promise struct {
	Line      string        `json:"line"`
	Date      calendar.Date `json:"date"` // on which all of it is there
	Requested calendar.Date `json:"requested,omitzero"`
	Ready     calendar.Date `json:"ready,omitzero"` // on which it is set aside on the shelf
	Binding   Binding       `json:"binding"`        // what sets the date
	Steps     []Step        `json:"steps"`          // from the order to the door
	Parts     []Part        `json:"parts,omitempty"`
}

// Part is one of several deliveries of a line; the last is on the date of the promise.
type Part struct {
	Quantity salesdesk.Amount `json:"quantity"`
	Date     calendar.Date    `json:"date"`
	Ready    calendar.Date    `json:"ready"`
	Binding  Binding          `json:"binding"`
	Steps    []Step           `json:"steps"`
}

// Moved reports whether the date is later than the one requested.
func (p Promise) Moved() bool { return !p.Requested.IsZero() && p.Date.After(p.Requested) }

// Step is a day on the way.
type Step struct {
	Kind Binding       `json:"kind"`
	Date calendar.Date `json:"date"`
}

// Binding names what a date depends on. Of the waits on the way the one binds without
// which the date would be earliest, of equal ones the first below; where none costs a
// day, the goods are in stock and only picking and the road take time.
type Binding string

// What a date depends on.
const (
	ByRequest   Binding = "request"   // the day that was asked for
	ByComplete  Binding = "complete"  // the other lines, with which it comes
	ByIncoming  Binding = "incoming"  // on its way to us
	ByLeadTime  Binding = "lead_time" // still to be bought
	ByCutoff    Binding = "cutoff"    // handled on the next working day
	ByPickup    Binding = "pickup"    // the day on which the carrier calls
	ByReceiving Binding = "receiving" // the day on which the customer takes goods in
	ByStock     Binding = "stock"     // in stock, and nothing to wait for
	ByHandling  Binding = "handling"  // a step only
	ByTransit   Binding = "transit"   // a step only
)

// MessageID names the text.
func (b Binding) MessageID() string { return "promise.binding." + string(b) }

// stepsOf are the days of a way: that of handling where it is not today, that from which
// the goods are there, and each further one that is later than the one before.
func stepsOf(m moment, start, there calendar.Date, t trip, supply Binding) []Step {
	steps := make([]Step, 0, 6)
	if start != m.day {
		steps = append(steps, Step{ByCutoff, start})
	}
	steps = append(steps, Step{supply, there})
	last := t.ready
	for _, s := range [...]Step{{ByHandling, t.packed}, {ByPickup, t.leaves}, {ByTransit, t.arrives}, {ByReceiving, t.date}} {
		if s.Date != last {
			steps = append(steps, s)
			last = s.Date
		}
	}
	return steps
}

// binding is the wait that costs most.
func (l *Logistics) binding(m moment, start calendar.Date, t trip, supply Binding) (Binding, error) {
	longest, binding := 0, ByStock
	handled := t.ready
	if t.ready == start {
		handled = m.day
	}
	for _, without := range [...]struct {
		wait  Binding
		ready calendar.Date
	}{{supply, start}, {ByCutoff, handled}, {ByPickup, t.ready}, {ByReceiving, t.ready}} {
		earlier, err := l.trip(m, without.ready, without.wait)
		if err != nil {
			return "", err
		}
		if days := earlier.date.DaysUntil(t.date); days > longest {
			longest, binding = days, without.wait
		}
	}
	return binding, nil
}
