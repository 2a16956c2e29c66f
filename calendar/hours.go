package calendar

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Shift is an interval of opening, in local time. One that does not end after it
// begins runs over midnight into the next day: 22:00–06:00; 00:00–24:00 is the
// whole day.
type Shift struct {
	From Clock `json:"from"`
	To   Clock `json:"to"`
}

// String is both ends, "22:00-06:00".
func (s Shift) String() string { return s.From.String() + "-" + s.To.String() }

// valid reports whether both ends are times of the day, and the first not its end.
func (s Shift) valid() bool { return s.From.valid() && s.To.valid() && s.From != midnight }

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
	Holiday Holiday `json:"holiday,omitempty"` // where it is a known one
	Names   Names   `json:"names,omitempty"`
}

// ClosedOn is the closure of one day.
func ClosedOn(d Date, names Names) Closure { return Closure{Period: Through(d, d), Names: names} }

// Opening is a day with shifts of its own, in place of its week's and in spite of
// any closure: an open Sunday, an early end.
type Opening struct {
	Date   Date    `json:"date"`
	Shifts []Shift `json:"shifts"`
	Names  Names   `json:"names,omitempty"`
}

// Hours say when a desk is open. JSON has the names of the time zone and of the days:
// see [DecodeHours].
type Hours struct {
	// Location is where the clock hangs; nil is UTC.
	Location *time.Location
	Weekly   map[time.Weekday][]Shift
	Closed   []Closure
	Openings []Opening
	// Version names this state of the hours, for what was computed with it.
	Version string
}

// Bounds of what is compiled.
const (
	MaxClosures = 100_000
	MaxOpenings = 50_000
	MaxShifts   = 96 // a day
)

// check names everything that is wrong with the hours, whatever day it falls on.
func (h Hours) check() error {
	var found problems
	for _, day := range slices.Sorted(maps.Keys(h.Weekly)) {
		if WeekdayOf(day) == "" {
			found.addAt("weekly", WeekdayError{Text: strconv.Itoa(int(day))})
		}
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		w := WeekdayOf(day)
		path := "weekly." + string(w)
		found.addAt(path, checkShifts(h.Weekly[day], func(s Shift) error { return ShiftError{Weekday: w, Shift: s} },
			func(s Shift) error { return OverlapError{Weekday: w, Shift: s} }))
		if s, over := runsInto(h.Weekly[day], h.Weekly[(day+1)%7]); over {
			found.addAt(path, OverlapError{Weekday: w, Shift: s})
		}
	}
	found.add(checkClosures(h.Closed))
	for i, c := range h.Closed {
		found.addAt(index("closed", i), inWindow(c.Period.From))
	}
	found.add(h.checkOpenings())
	return found.err()
}

// checkClosures names every closure that is none.
func checkClosures(closed []Closure) error {
	var found problems
	found.addAt("closed", atMost(len(closed), MaxClosures))
	for i, c := range closed[:min(len(closed), MaxClosures)] {
		found.addAt(index("closed", i)+".period", c.Period.Check())
	}
	return found.err()
}

func (h Hours) checkOpenings() error {
	var found problems
	found.addAt("openings", atMost(len(h.Openings), MaxOpenings))
	seen := make(map[Date]bool, len(h.Openings))
	for i, o := range h.Openings[:min(len(h.Openings), MaxOpenings)] {
		path := index("openings", i)
		switch {
		case !o.Date.Valid():
			found.addAt(path, DateError{Text: clip(o.Date.String())})
		case seen[o.Date]:
			found.addAt(path, TwiceError{Date: o.Date})
		default:
			found.addAt(path, inWindow(o.Date))
		}
		seen[o.Date] = true
		found.addAt(path, checkShifts(o.Shifts, func(s Shift) error { return ShiftError{Date: o.Date, Shift: s} },
			func(s Shift) error { return OverlapError{Date: o.Date, Shift: s} }))
	}
	return found.err()
}

// checkShifts names the shifts of one day that are none, and those that another of the
// day overlaps.
func checkShifts(shifts []Shift, none, overlap func(Shift) error) error {
	if err := atMost(len(shifts), MaxShifts); err != nil {
		return err
	}
	var found problems
	sorted := byStart(shifts)
	for i, s := range sorted {
		switch {
		case !s.valid():
			found.add(none(s))
		case i+1 < len(sorted) && s.end() > sorted[i+1].From:
			found.add(overlap(s))
		}
	}
	return found.err()
}

// runsInto is the last shift of a day where it overlaps the first of the next.
func runsInto(shifts, next []Shift) (last Shift, over bool) {
	if len(shifts) == 0 || len(next) == 0 {
		return Shift{}, false
	}
	last = byStart(shifts)[len(shifts)-1]
	return last, last.end() > midnight+byStart(next)[0].From
}

func inWindow(d Date) error {
	if d.Valid() && (d.Year < firstYear || d.Year > lastYear) {
		return WindowError{Date: d}
	}
	return nil
}

func byStart(shifts []Shift) []Shift {
	return slices.SortedStableFunc(slices.Values(shifts), func(a, b Shift) int { return cmp.Compare(a.From, b.From) })
}
