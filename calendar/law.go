package calendar

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Holidays are the closures of whole years, the last included: [Belgium], [BankDays],
// or those of another country.
type Holidays func(from, to int) []Closure

// Statute is how terms run, as data; [NewLaw] makes a [Law] of it. The day of the event
// is never counted, the last day always.
type Statute struct {
	Name string `json:"name"`
	// From and To are the years, the last included, whose holidays are among Closed:
	// a term that depends on a day outside them is refused.
	From   int       `json:"from"`
	To     int       `json:"to"`
	Closed []Closure `json:"closed,omitempty"`
	// SaturdayWorks: Saturday is a working day.
	SaturdayWorks bool `json:"saturday_works,omitempty"`
	// NoExtension: a term that ends on a day off ends there.
	NoExtension bool `json:"no_extension,omitempty"`
	// AtLeastTwo: a term of two days or more has two working days in it.
	AtLeastTwo bool `json:"at_least_two,omitempty"`
}

// MaxLawYears bounds the years that a law covers.
const MaxLawYears = 400

// EURegulation1182 is Regulation (EEC, Euratom) No 1182/71, art. 2 and 3: days off are
// Saturdays, Sundays and holidays, a term that ends on one runs to the end of the
// next working day, unless it runs backwards or is one of hours (art. 3(4)), and a term
// of two days or more, backwards too, has at least two working days in it (art. 3(5)).
// From general knowledge of the text: verify before relying on it.
func EURegulation1182(holidays Holidays, from, to int) Statute {
	return statute("Regulation 1182/71", holidays, from, to, Statute{AtLeastTwo: true})
}

// CivilCode17 is art. 1.7 of the Belgian Civil Code, in force since 1 January 2023:
// working days are all but Saturdays, Sundays and legal holidays; a term, unless it is
// one of hours, that ends on another day runs to the end of the next working day. The
// day of the event is not counted (from general knowledge, verify before relying on it);
// parties may agree otherwise.
func CivilCode17(holidays Holidays, from, to int) Statute {
	return statute("BW art. 1.7", holidays, from, to, Statute{})
}

// LabourLaw counts Saturday as a working day, as labour law does, and the
// definitions of consumer law from before 2023 (from general knowledge, verify before
// relying on it). A term that protects a consumer takes the later of both notions: its
// working days are counted by [CivilCode17], which never ends earlier.
func LabourLaw(holidays Holidays, from, to int) Statute {
	return statute("labour law", holidays, from, to, Statute{SaturdayWorks: true})
}

func statute(name string, holidays Holidays, from, to int, s Statute) Statute {
	s.Name, s.From, s.To = name, from, to
	if holidays != nil && s.checkYears() == nil {
		s.Closed = holidays(from, to)
	}
	return s
}

// Law is a compiled [Statute]. It is immutable and safe for concurrent use.
type Law struct {
	statute  Statute
	first    int     // serial of the first day that it covers
	of       []int32 // the closure of each day, counted from 1
	workdays []int32 // working days before each day
}

// NewLaw compiles a statute. It names every closure that is no period, and refuses years
// outside 1 to 9999 and more than [MaxLawYears] of them with a [YearsError].
func NewLaw(s Statute) (*Law, error) {
	var found problems
	found.add(s.checkYears())
	found.add(checkClosures(s.Closed))
	if err := found.err(); err != nil {
		return nil, err
	}
	s.Closed = slices.Clone(s.Closed)
	for i, c := range s.Closed {
		s.Closed[i].Names = maps.Clone(c.Names)
	}
	first := Date{s.From, time.January, 1}.serial()
	days := Date{s.To, time.December, 31}.serial() - first + 1
	l := &Law{statute: s, first: first, of: paint(s.Closed, first, days), workdays: make([]int32, days+1)}
	for i := range days {
		l.workdays[i+1] = l.workdays[i]
		if _, off := l.dayOff(i); !off {
			l.workdays[i+1]++
		}
	}
	return l, nil
}

func (s Statute) checkYears() error {
	if s.From < minYear || s.To > maxYear || s.To < s.From || s.To-s.From >= MaxLawYears {
		return YearsError{From: s.From, To: s.To}
	}
	return nil
}

// dayOff is day i of those covered, where it is no working day.
func (l *Law) dayOff(i int) (DayOff, bool) {
	d := dateOfSerial(l.first + i)
	if n := l.of[i]; n != 0 {
		c := l.statute.Closed[n-1]
		if c.Holiday != "" {
			return DayOff{Date: d, Why: WhyHoliday, Holiday: c.Holiday, Names: maps.Clone(c.Names)}, true
		}
		return DayOff{Date: d, Why: WhyClosure, Names: maps.Clone(c.Names)}, true
	}
	weekday := d.Weekday()
	off := weekday == time.Sunday || (weekday == time.Saturday && !l.statute.SaturdayWorks)
	return DayOff{Date: d, Why: WhyOff}, off
}

// offBetween are the days off after one day and before another, both within the years
// that are covered or next to them.
func (l *Law) offBetween(after, before Date) []DayOff {
	var passed []DayOff
	for i := after.serial() - l.first + 1; i < before.serial()-l.first; i++ {
		if off, is := l.dayOff(i); is {
			passed = append(passed, off)
		}
	}
	return passed
}

// onOrAfter is d where it is a working day, else the next one.
func (l *Law) onOrAfter(d Date) (Date, error) {
	i := d.serial() - l.first
	if !d.Valid() || i < 0 || i >= len(l.of) {
		return Date{}, l.uncovered(d)
	}
	return l.reached(int(l.workdays[i]) + 1)
}

// nth is the nth working day after d, or before it for an n below zero.
func (l *Law) nth(d Date, n int) (Date, error) {
	i := d.serial() - l.first
	switch {
	case n > 0 && (i < -1 || i+1 >= len(l.of)):
		return Date{}, l.uncovered(d.AddDays(1))
	case n < 0 && (i < 1 || i > len(l.of)):
		return Date{}, l.uncovered(d.AddDays(-1))
	case n > 0:
		return l.reached(int(l.workdays[i+1]) + n)
	default:
		return l.reached(int(l.workdays[i]) + n + 1)
	}
}

// reached is the working day that is the nth of those covered.
func (l *Law) reached(n int) (Date, error) {
	if n < 1 {
		return Date{}, l.uncovered(dateOfSerial(l.first - 1))
	}
	if n > int(l.workdays[len(l.workdays)-1]) {
		return Date{}, l.uncovered(dateOfSerial(l.first + len(l.of)))
	}
	i, _ := slices.BinarySearch(l.workdays, int32(n)) //nolint:gosec // within the days covered
	return dateOfSerial(l.first + i - 1), nil
}

func (l *Law) uncovered(d Date) error {
	return CoverageError{Law: l.statute.Name, Date: d, From: l.statute.From, To: l.statute.To}
}

// CoverageError is a term that depends on a day outside the years whose holidays a law
// knows. The date is none where it is before the year 1 or after 9999.
type CoverageError struct {
	Law      string
	Date     Date
	From, To int
}

func (e CoverageError) Error() string {
	return fmt.Sprintf("%s knows the holidays of %d to %d, not of %s", e.Law, e.From, e.To, e.Date)
}

// MessageID names the text.
func (CoverageError) MessageID() string { return "calendar.coverage" }

// YearsError is years that no law can cover.
type YearsError struct{ From, To int }

func (e YearsError) Error() string {
	return fmt.Sprintf("years %d to %d are none, or more than %d", e.From, e.To, MaxLawYears)
}

// MessageID names the text.
func (YearsError) MessageID() string { return "calendar.years" }
