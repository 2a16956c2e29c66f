package calendar

import (
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
	hours    Hours
	first    int // serial of the first day of the window
	weekly   [7][]Shift
	special  map[int]day     // closed or opened otherwise, by index
	midnight []int64         // start of each day, Unix seconds
	before   []time.Duration // open before each day, in shifts that began before it
	workdays []int32         // workdays before each day
}

// day is a day that is not like its weekday.
type day struct {
	shifts  []Shift
	holiday Holiday
	name    string
}

// New compiles the hours. It reports every overlap and every day outside the window
// at once, and refuses hours that never open with a [NeverOpenError].
func New(h Hours) (*Calendar, error) {
	if err := h.check(); err != nil {
		return nil, err
	}
	if h.Location == nil {
		h.Location = time.UTC
	}
	c := &Calendar{hours: h, first: Date{firstYear, time.January, 1}.serial(), special: map[int]day{}}
	for d := range c.weekly {
		c.weekly[d] = byStart(h.Weekly[time.Weekday(d)])
	}
	c.mark()
	c.sum()
	if c.before[len(c.before)-1] == 0 {
		return nil, NeverOpenError{Version: h.Version}
	}
	return c, nil
}

// mark notes the days that are not like their weekday. Of two closures the first is
// named; an opening is stronger than a closure.
func (c *Calendar) mark() {
	for _, closure := range c.hours.Closed {
		last := min(closure.Period.To.serial(), Date{lastYear + 1, time.January, 1}.serial())
		for s := closure.Period.From.serial(); s < last; s++ {
			if _, known := c.special[s-c.first]; !known {
				c.special[s-c.first] = day{holiday: closure.Holiday, name: closure.Name}
			}
		}
	}
	for _, o := range c.hours.Openings {
		c.special[o.Date.serial()-c.first] = day{shifts: byStart(o.Shifts), name: o.Name}
	}
}

func (c *Calendar) sum() {
	days := Date{lastYear + 1, time.January, 1}.serial() - c.first
	c.midnight = make([]int64, days+2)
	for i := range c.midnight {
		c.midnight[i] = c.date(i).In(c.hours.Location).Unix()
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
	if special, ok := c.special[i]; ok {
		return special.shifts
	}
	return c.weekly[floorMod(c.first+i+int(time.Thursday), 7)]
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
	return c.date(i).At(at, c.hours.Location).Unix()
}

// Location is where the clock hangs.
func (c *Calendar) Location() *time.Location { return c.hours.Location }

// Version is the version of the hours.
func (c *Calendar) Version() string { return c.hours.Version }

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
		return time.Time{}, WindowError{Date: DateOf(t, c.hours.Location)}
	}
	if d == 0 {
		return t.In(c.hours.Location), nil
	}
	target := c.worked(i, t) + d
	if target < 0 || target > c.before[len(c.before)-1] || (d > 0 && target < d) {
		return time.Time{}, WindowError{Date: DateOf(t, c.hours.Location)}
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
	return time.Unix(unix, 0).Add(rest).In(c.hours.Location)
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
		return time.Time{}, WindowError{Date: DateOf(t, c.hours.Location)}
	}
	worked := c.worked(i, t)
	if worked == c.before[len(c.before)-1] {
		return time.Time{}, WindowError{Date: DateOf(t, c.hours.Location)}
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
// where b is earlier. What lies outside the window counts as closed.
func (c *Calendar) WorkdaysBetween(a, b Date) int {
	count := func(d Date) int {
		return int(c.workdays[min(max(d.serial()-c.first, 0), len(c.workdays)-1)])
	}
	return count(b) - count(a)
}
