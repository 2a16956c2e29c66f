package calendar

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"time"
)

// The years that a calendar knows.
const (
	firstYear = 1970
	lastYear  = 2100
)

// Calendar is compiled opening hours. It is immutable and safe for concurrent use.
//
// It keeps, for every day of the window, how long the desk was open before it, so
// that adding an hour and adding a year cost the same.
type Calendar struct {
	location *time.Location
	version  string
	first    int // serial of the first day of the window
	weekly   [7][]Shift
	special  []day           // the days that are not like their weekday, closures first
	of       []int32         // the special day of each day, counted from 1; 0 is none
	midnight []int64         // start of each day, Unix seconds
	before   []time.Duration // open before each day, in shifts that began before it
	workdays []int32         // workdays before each day
}

// day is a day that is not like its weekday.
type day struct {
	shifts  []Shift
	holiday Holiday
	names   Names
}

// New compiles the hours. It reports every overlap and every day outside the window
// at once, each as a [PathError], and refuses hours that never open with a
// [NeverOpenError].
func New(h Hours) (*Calendar, error) {
	if err := h.check(); err != nil {
		return nil, err
	}
	c := &Calendar{location: cmp.Or(h.Location, time.UTC), version: h.Version, first: Date{firstYear, time.January, 1}.serial()}
	for d := range c.weekly {
		c.weekly[d] = byStart(h.Weekly[time.Weekday(d)])
	}
	c.mark(h)
	if err := c.checkOpenings(h.Openings); err != nil {
		return nil, err
	}
	c.sum()
	if c.before[len(c.before)-1] == 0 {
		return nil, NeverOpenError{Version: h.Version}
	}
	return c, nil
}

// mark notes the days that are not like their weekday. Of two closures the first is
// named; an opening is stronger than a closure.
func (c *Calendar) mark(h Hours) {
	c.of = paint(h.Closed, c.first, Date{lastYear + 1, time.January, 1}.serial()-c.first)
	c.special = make([]day, 0, len(h.Closed)+len(h.Openings))
	for _, closure := range h.Closed {
		c.special = append(c.special, day{holiday: closure.Holiday, names: maps.Clone(closure.Names)})
	}
	for _, o := range h.Openings {
		c.special = append(c.special, day{shifts: byStart(o.Shifts), names: maps.Clone(o.Names)})
		c.of[o.Date.serial()-c.first] = int32(len(c.special)) //nolint:gosec // bounded by MaxClosures and MaxOpenings
	}
}

// checkOpenings names the openings that the shifts of a day beside them run into, or
// that run into those.
func (c *Calendar) checkOpenings(openings []Opening) error {
	var found problems
	opened := make(map[int]bool, len(openings))
	for _, o := range openings {
		opened[o.Date.serial()-c.first] = true
	}
	for i, o := range openings {
		at := o.Date.serial() - c.first
		if at > 0 {
			if _, over := runsInto(c.shifts(at-1), o.Shifts); over {
				found.addAt(index("openings", i), OverlapError{Date: o.Date, Shift: byStart(o.Shifts)[0]})
			}
		}
		if at+1 < len(c.of) && !opened[at+1] { // an opening after it says so itself
			if s, over := runsInto(o.Shifts, c.shifts(at+1)); over {
				found.addAt(index("openings", i), OverlapError{Date: o.Date, Shift: s})
			}
		}
	}
	return found.err()
}

func (c *Calendar) sum() {
	days := len(c.of)
	c.midnight = make([]int64, days+2)
	for i := range c.midnight {
		c.midnight[i] = c.date(i).In(c.location).Unix()
	}
	c.special = append(c.special, day{}) // of days that a clock never showed: the date line moved
	for i := range days {
		if c.midnight[i] == c.midnight[i+1] {
			c.of[i] = int32(len(c.special)) //nolint:gosec // bounded by MaxClosures and MaxOpenings
		}
	}
	c.before = make([]time.Duration, days+1)
	c.workdays = make([]int32, days+1)
	for i := range days {
		open := time.Duration(0)
		for k := range c.shifts(i) {
			from, to := c.span(i, k)
			open += time.Duration(to-from) * time.Second
		}
		c.before[i+1], c.workdays[i+1] = c.before[i]+open, c.workdays[i]
		if len(c.shifts(i)) > 0 {
			c.workdays[i+1]++
		}
	}
}

func (c *Calendar) date(i int) Date { return dateOfSerial(c.first + i) }

func (c *Calendar) shifts(i int) []Shift {
	if i >= 0 && i < len(c.of) && c.of[i] != 0 {
		return c.special[c.of[i]-1].shifts
	}
	return c.weekly[floorMod(c.first+i+int(time.Thursday), 7)]
}

// specialOf is the day where it is not like its weekday, else nil.
func (c *Calendar) specialOf(i int) *day {
	if i < 0 || i >= len(c.of) || c.of[i] == 0 {
		return nil
	}
	return &c.special[c.of[i]-1]
}

// span is shift k of a day in Unix seconds. Where the clock changes, a shift that ends
// in the hour that is skipped runs into the next one, which then begins later.
func (c *Calendar) span(i, k int) (from, to int64) {
	s := c.shifts(i)[k]
	from, to = c.instant(i, s.From), c.instant(i, s.end())
	if c.changes(i) {
		from = max(from, c.endBefore(i, k))
	}
	return from, max(from, to)
}

// endBefore is the end of the shift before shift k of a day.
func (c *Calendar) endBefore(i, k int) int64 {
	if k == 0 {
		i--
		if i < 0 || len(c.shifts(i)) == 0 {
			return 0
		}
		k = len(c.shifts(i))
	}
	return c.instant(i, c.shifts(i)[k-1].end())
}

// changes reports whether the clock changes on a day.
func (c *Calendar) changes(i int) bool { return c.midnight[i+1]-c.midnight[i] != int64(midnight)*60 }

func (c *Calendar) instant(i int, at Clock) int64 {
	if at > midnight {
		i, at = i+1, at-midnight
	}
	if !c.changes(i) {
		return c.midnight[i] + int64(at)*60
	}
	return c.date(i).At(at, c.location).Unix()
}

// Location is where the clock hangs.
func (c *Calendar) Location() *time.Location { return c.location }

// Version is the version of the hours.
func (c *Calendar) Version() string { return c.version }

// index is the day of an instant, or -1 outside the window.
func (c *Calendar) index(unix int64) int {
	last := len(c.midnight) - 2
	if unix < c.midnight[0] || unix >= c.midnight[last] {
		return -1
	}
	i := min(int((unix-c.midnight[0])/86400), last-1)
	for c.midnight[i] > unix {
		i--
	}
	for c.midnight[i+1] <= unix {
		i++
	}
	return i
}

// worked is how long the desk was open from the start of the window to t, on the day i.
func (c *Calendar) worked(i int, t time.Time) time.Duration {
	total := c.before[max(0, i-1)]
	for j := max(0, i-1); j <= i; j++ {
		for k := range c.shifts(j) {
			from, to := c.span(j, k)
			total += clamp(t, from, to)
		}
	}
	return total
}

// clamp is the part of a span before t.
func clamp(t time.Time, from, to int64) time.Duration {
	switch unix := t.Unix(); {
	case unix < from:
		return 0
	case unix >= to:
		return time.Duration(to-from) * time.Second
	default:
		return time.Duration(unix-from)*time.Second + time.Duration(t.Nanosecond())
	}
}

// Add is the earliest instant by which the desk has been open for d since t:
// Monday 09:00 and eight hours is Monday 17:00, not Tuesday 09:00. For a d below
// zero it is the latest instant from which it was open for so long until t. Adding
// nothing is t. Outside the years 1970 to 2100 it is a [WindowError]. The result is in
// the calendar's location.
func (c *Calendar) Add(t time.Time, d time.Duration) (time.Time, error) {
	i := c.index(t.Unix())
	if i < 0 {
		return time.Time{}, WindowError{Date: DateOf(t, c.location)}
	}
	if d == 0 {
		return t.In(c.location), nil
	}
	target := c.worked(i, t) + d
	if target < 0 || target > c.before[len(c.before)-1] || (d > 0 && target < d) {
		return time.Time{}, WindowError{Date: DateOf(t, c.location)}
	}
	if d > 0 {
		return c.reached(target), nil
	}
	return c.left(target), nil
}

// reached is the earliest instant at which the desk was open for so long.
func (c *Calendar) reached(target time.Duration) time.Time {
	i := sort.Search(len(c.before), func(i int) bool { return c.before[i] >= target }) - 1
	rest := target - c.before[i]
	for k := range c.shifts(i) {
		from, to := c.span(i, k)
		if long := time.Duration(to-from) * time.Second; rest > long {
			rest -= long
			continue
		}
		return c.at(from, rest)
	}
	return time.Time{}
}

// left is the latest instant at which the desk was open for so long and no longer.
func (c *Calendar) left(target time.Duration) time.Time {
	i := sort.Search(len(c.before), func(i int) bool { return c.before[i] > target }) - 1
	rest := target - c.before[i]
	for k := range c.shifts(i) {
		from, to := c.span(i, k)
		if long := time.Duration(to-from) * time.Second; rest >= long {
			rest -= long
			continue
		}
		return c.at(from, rest)
	}
	return time.Time{}
}

func (c *Calendar) at(unix int64, rest time.Duration) time.Time {
	return time.Unix(unix, 0).Add(rest).In(c.location)
}

// Between is how long the desk is open from a to b, below zero where b is earlier.
// What lies outside the window counts as closed.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	return c.total(b) - c.total(a)
}

func (c *Calendar) total(t time.Time) time.Duration {
	i := c.index(t.Unix())
	switch {
	case i >= 0:
		return c.worked(i, t)
	case t.Unix() < c.midnight[0]:
		return 0
	default:
		return c.before[len(c.before)-1]
	}
}

// IsOpen reports whether the desk is open at t: from the first instant of a shift to
// just before its end.
func (c *Calendar) IsOpen(t time.Time) bool {
	next, err := c.NextOpen(t)
	return err == nil && next.Equal(t)
}

// NextOpen is t where the desk is open, else the first instant at which it opens.
func (c *Calendar) NextOpen(t time.Time) (time.Time, error) {
	i := c.index(t.Unix())
	if i < 0 {
		return time.Time{}, WindowError{Date: DateOf(t, c.location)}
	}
	worked := c.worked(i, t)
	if worked == c.before[len(c.before)-1] {
		return time.Time{}, WindowError{Date: DateOf(t, c.location)}
	}
	return c.left(worked), nil
}

// IsWorkday reports whether a shift begins on the day.
func (c *Calendar) IsWorkday(d Date) bool {
	i := d.serial() - c.first
	return d.Valid() && i >= 0 && i < len(c.workdays)-1 && len(c.shifts(i)) > 0
}

// AddWorkdays is the nth workday after d, or before it for an n below zero; for 0 it
// is d where that is a workday, else the next one.
func (c *Calendar) AddWorkdays(d Date, n int) (Date, error) {
	i := d.serial() - c.first
	if !d.Valid() || i < 0 || i >= len(c.workdays)-1 {
		return Date{}, WindowError{Date: d}
	}
	if n > 0 || (n == 0 && !c.IsWorkday(d)) {
		i, n = i+1, max(n, 1)
	}
	wanted := int(c.workdays[i]) + n // workdays before the day after the one wanted
	if n <= 0 {
		wanted++
	}
	j, _ := slices.BinarySearch(c.workdays, int32(min(max(wanted, 0), 1<<30))) //nolint:gosec // bounded
	if wanted <= 0 || j >= len(c.workdays) {
		return Date{}, WindowError{Date: d}
	}
	return c.date(j - 1), nil
}

// WorkdaysBetween is the number of workdays from a up to but without b, below zero
// where b is earlier. A day that is none or outside the years 1970 to 2100 is a
// [WindowError].
func (c *Calendar) WorkdaysBetween(a, b Date) (int, error) {
	var count [2]int
	for n, d := range [...]Date{a, b} {
		i := d.serial() - c.first
		if !d.Valid() || i < 0 || i >= len(c.workdays) {
			return 0, WindowError{Date: d}
		}
		count[n] = int(c.workdays[i])
	}
	return count[1] - count[0], nil
}
