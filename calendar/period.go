package calendar

import "time"

// Period is the days from From up to, and without, To. The zero value, and a
// period that ends on or before the day it begins, is empty. The last day of the year 9999
// is in none: no day follows it.
type Period struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// Through is the period of all days from first to last, both within.
func Through(first, last Date) Period { return Period{first, last.AddDays(1)} }

// WeekOf is the ISO week of d, Monday to Sunday.
func WeekOf(d Date) Period { return Period{d.StartOfWeek(), d.StartOfWeek().AddDays(7)} }

// MonthOf is the month of d.
func MonthOf(d Date) Period { return Period{d.StartOfMonth(), d.StartOfMonth().AddMonths(1)} }

// QuarterOf is the quarter of d.
func QuarterOf(d Date) Period { return Period{d.StartOfQuarter(), d.StartOfQuarter().AddMonths(3)} }

// YearOf is the calendar year of d.
func YearOf(d Date) Period { return Period{d.StartOfYear(), d.StartOfYear().AddMonths(12)} }

// Check refuses a period whose ends are not both days, or that ends before it
// begins, with a [PeriodError].
func (p Period) Check() error {
	if !p.From.Valid() || !p.To.Valid() || p.To.Before(p.From) {
		return PeriodError{Period: p}
	}
	return nil
}

// String is both ends in ISO 8601, "2026-03-01/2026-04-01"; the second is not within.
func (p Period) String() string { return p.From.String() + "/" + p.To.String() }

// IsEmpty reports whether no day is within.
func (p Period) IsEmpty() bool { return !p.From.Before(p.To) }

// Days is the number of days within.
func (p Period) Days() int { return max(0, p.From.DaysUntil(p.To)) }

// Last is the last day within; no date when p is empty.
func (p Period) Last() Date {
	if p.IsEmpty() {
		return Date{}
	}
	return p.To.AddDays(-1)
}

// Contains reports whether d is within.
func (p Period) Contains(d Date) bool { return !d.Before(p.From) && d.Before(p.To) }

// Overlaps reports whether a day is within both.
func (p Period) Overlaps(q Period) bool { return !p.Intersect(q).IsEmpty() }

// Intersect is the days within both; the zero Period when there is none.
func (p Period) Intersect(q Period) Period {
	both := p
	if q.From.After(both.From) {
		both.From = q.From
	}
	if q.To.Before(both.To) {
		both.To = q.To
	}
	if both.IsEmpty() {
		return Period{}
	}
	return both
}

// In is the first instant of p in loc and the first after it.
func (p Period) In(loc *time.Location) (from, to time.Time) { return p.From.In(loc), p.To.In(loc) }

// Duration is the real time p lasts in loc: March 2026 has 743 hours in Brussels,
// October 745.
func (p Period) Duration(loc *time.Location) time.Duration {
	from, to := p.In(loc)
	return to.Sub(from)
}
