package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Shift is an interval of opening, in local time. One that does not end after it
// begins runs over midnight into the next day: 22:00–06:00; 00:00–24:00 is the
// whole day.
type Shift struct {
	From Clock `json:"from"`
	To   Clock `json:"to"`
}

// end is the end in minutes after the midnight it begins on.
func (s Shift) end() Clock {
	if s.To <= s.From {
		return s.To + midnight
	}
	return s.To
}

// Closure is a day or several on which no shift begins: a holiday, a bridge day, a
// company's own. A shift that began the evening before runs to its end.
type Closure struct {
	Period  Period  `json:"period"`
	Holiday Holiday `json:"holiday,omitempty"` // where it is a legal one
	Name    string  `json:"name,omitempty"`
}

// ClosedOn is the closure of one day.
func ClosedOn(d Date, name string) Closure { return Closure{Period: Through(d, d), Name: name} }

// Opening is a day with shifts of its own, in place of its week's and in spite of
// any closure: an open Sunday, an early end.
type Opening struct {
	Date   Date    `json:"date"`
	Shifts []Shift `json:"shifts"`
	Name   string  `json:"name"`
}

// Hours say when a desk is open.
type Hours struct {
	// Location is where the clock hangs; nil is UTC.
	Location *time.Location
	Weekly   map[time.Weekday][]Shift
	Closed   []Closure
	Openings []Opening
	// Version names this state of the hours, for what was computed with it.
	Version string
}

// check names everything that is wrong with the hours.
func (h Hours) check() error {
	var problems Problems
	for day := time.Sunday; day <= time.Saturday; day++ {
		for _, name := range overlaps(h.Weekly[day], h.Weekly[(day+1)%7]) {
			problems.add(ShiftError{Day: day.String(), Shift: name})
		}
	}
	for _, c := range h.Closed {
		problems.add(c.Period.Check())
		problems.add(inWindow(c.Period.From))
	}
	for i, o := range h.Openings {
		problems.add(inWindow(o.Date))
		if slices.ContainsFunc(h.Openings[:i], func(p Opening) bool { return p.Date == o.Date }) {
			problems.add(ShiftError{Day: o.Date.String()})
		}
		for _, name := range overlaps(o.Shifts, nil) {
			problems.add(ShiftError{Day: o.Date.String(), Shift: name})
		}
	}
	return problems.err()
}

func inWindow(d Date) error {
	if d.Valid() && (d.Year < firstYear || d.Year > lastYear) {
		return WindowError{Date: d}
	}
	return nil
}

// overlaps are the shifts of a day that are no times of the day, or that another
// shift overlaps, the first of the next day included.
func overlaps(shifts, next []Shift) []string {
	var bad []string
	sorted := byStart(shifts)
	for i, s := range sorted {
		later := midnight + midnight
		if i+1 < len(sorted) {
			later = sorted[i+1].From
		} else if len(next) > 0 {
			later = midnight + byStart(next)[0].From
		}
		if !s.From.valid() || !s.To.valid() || s.From == midnight || s.end() > later {
			bad = append(bad, s.From.String()+"-"+s.To.String())
		}
	}
	return bad
}

func byStart(shifts []Shift) []Shift {
	return slices.SortedStableFunc(slices.Values(shifts), func(a, b Shift) int { return cmp.Compare(a.From, b.From) })
}

// ShiftError is a shift that overlaps another, or is none; or a day with openings of
// its own twice.
type ShiftError struct{ Day, Shift string }

func (e ShiftError) Error() string {
	return fmt.Sprintf("shift %s of %s overlaps or is none", e.Shift, e.Day)
}

// MessageID names the text.
func (ShiftError) MessageID() string { return "calendar.shift" }

// NeverOpenError is a calendar without one hour of opening.
type NeverOpenError struct{ Version string }

func (NeverOpenError) Error() string { return "calendar never opens" }

// MessageID names the text.
func (NeverOpenError) MessageID() string { return "calendar.never_open" }

// WindowError is a day outside the years that a calendar knows, 1970 to 2100.
type WindowError struct{ Date Date }

func (e WindowError) Error() string {
	return fmt.Sprintf("%s is outside %d to %d", e.Date, firstYear, lastYear)
}

// MessageID names the text.
func (WindowError) MessageID() string { return "calendar.window" }
