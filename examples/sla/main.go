// Command sla works the clocks of a case out: JSON on standard input, JSON on
// standard output.
package main

import (
	"encoding/json"
	"slices"
	"strconv"
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

// hours are those of [calendar.DecodeHours], with the years whose legal holidays in
// Belgium are closed.
type hours struct {
	TimeZone json.RawMessage `json:"time_zone,omitempty"`
	Weekly   json.RawMessage `json:"weekly,omitempty"`
	Closed   json.RawMessage `json:"closed,omitempty"`
	Openings json.RawMessage `json:"openings,omitempty"`
	Version  json.RawMessage `json:"version,omitempty"`
	Belgium  []int           `json:"belgium,omitempty"`
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

// The years that a calendar knows.
const firstYear, lastYear = 1970, 2100

func (h hours) calendar() (*calendar.Calendar, error) {
	holidays, wrong := h.holidays()
	h.Belgium = nil
	data, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	open, err := calendar.DecodeHours(data, time.LoadLocation)
	var problems salesdesk.Problems
	problems.Add(err)
	problems.AddAt("belgium", wrong)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	open.Closed = append(open.Closed, holidays...)
	return calendar.New(open)
}

func (h hours) holidays() ([]calendar.Closure, error) {
	if most := lastYear - firstYear + 1; len(h.Belgium) > most {
		return nil, salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(most)}
	}
	var closed []calendar.Closure
	var problems salesdesk.Problems
	for i, year := range h.Belgium {
		path := salesdesk.Index("", i)
		switch {
		case year < firstYear:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: strconv.Itoa(firstYear)})
		case year > lastYear:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMax, Param: strconv.Itoa(lastYear)})
		case slices.Contains(h.Belgium[:i], year):
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: strconv.Itoa(year)})
		default:
			closed = append(closed, calendar.Belgium(year, year)...)
		}
	}
	return closed, problems.Err()
}
