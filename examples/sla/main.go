// Command sla works the clocks of a case out: JSON on standard input, JSON on
// standard output.
package main

import (
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/complaint/sla"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// question is what is read: what is promised, when the desk is open, what happened,
// and the moment.
type question struct {
	Policy  sla.Policy  `json:"policy"`
	Hours   hours       `json:"hours"`
	History sla.History `json:"history"`
	At      time.Time   `json:"at"`
}

type hours struct {
	TimeZone string                      `json:"time_zone"`
	Weekly   map[string][]calendar.Shift `json:"weekly"`
	Belgium  []int                       `json:"belgium,omitempty"` // years whose legal holidays are closed
	Closed   []calendar.Closure          `json:"closed,omitempty"`
	Openings []calendar.Opening          `json:"openings,omitempty"`
	Version  string                      `json:"version,omitempty"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	desk, err := q.Hours.calendar()
	if err != nil {
		return nil, salesdesk.At("hours", err)
	}
	return sla.Compute(q.Policy, desk, q.History, q.At)
}

func (h hours) calendar() (*calendar.Calendar, error) {
	location, err := time.LoadLocation(h.TimeZone)
	if err != nil {
		return nil, salesdesk.FieldError{Path: "time_zone", Rule: salesdesk.RuleReference, Param: h.TimeZone}
	}
	var problems salesdesk.Problems
	weekly, days := map[time.Weekday][]calendar.Shift{}, map[string]time.Weekday{}
	for d := time.Sunday; d <= time.Saturday; d++ {
		days[strings.ToLower(d.String())] = d
	}
	for name, shifts := range h.Weekly {
		day, ok := days[name]
		if !ok {
			problems.Add(salesdesk.FieldError{Path: "weekly." + name, Rule: salesdesk.RuleUnknown})
		}
		weekly[day] = shifts
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	closed := h.Closed
	for _, year := range h.Belgium {
		closed = append(closed, calendar.Belgium(year, year)...)
	}
	return calendar.New(calendar.Hours{Location: location, Weekly: weekly, Closed: closed, Openings: h.Openings, Version: h.Version})
}
