package calendar

import "time"

// Term is a period that law or a contract sets: so many units from an event.
type Term struct {
	Length int  `json:"length"`
	Unit   Unit `json:"unit"`
}

// Unit is what a term is counted in.
type Unit string

// The units.
const (
	Days        Unit = "days"
	WorkingDays Unit = "working_days"
	Weeks       Unit = "weeks"
	Months      Unit = "months"
	Years       Unit = "years"
)

// MessageID names the unit's text.
func (u Unit) MessageID() string { return "calendar.unit." + string(u) }

// Law is how terms run. The day of the event is never counted, the last day always.
type Law struct {
	Name string
	// Closed are the holidays.
	Closed []Closure
	// SaturdayWorks: Saturday is a working day.
	SaturdayWorks bool
	// NoExtension: a term that ends on a day off ends there.
	NoExtension bool
	// AtLeastTwo: a term of two days or more has two working days in it.
	AtLeastTwo bool
}

// EURegulation1182 is Regulation (EEC, Euratom) No 1182/71, art. 2 and 3: days off are
// Saturdays, Sundays and holidays, a term that ends on one runs to the end of the
// next working day, and a term of two days or more has at least two working days in
// it. Terms that run backwards do not extend: see [Term.Before].
func EURegulation1182(holidays []Closure) Law {
	return Law{Name: "Regulation 1182/71", Closed: holidays, AtLeastTwo: true}
}

// CivilCode17 is art. 1.7 of the Belgian Civil Code, in force since 1 January 2023:
// working days are all but Saturdays, Sundays and legal holidays; a term that ends
// on another day runs to the end of the next working day. The day of the event is
// not counted (from general knowledge, verify before relying on it); parties may
// agree otherwise.
func CivilCode17(holidays []Closure) Law { return Law{Name: "BW art. 1.7", Closed: holidays} }

// LabourLaw counts Saturday as a working day, as labour law does, and the
// definitions of consumer law from before 2023 (from general knowledge, verify before
// relying on it).
func LabourLaw(holidays []Closure) Law {
	return Law{Name: "labour law", Closed: holidays, SaturdayWorks: true}
}

// End is the last day of a term, and why it is that day.
type End struct {
	Date     Date      `json:"date"`
	Counted  Date      `json:"counted"` // where the count ends, before it is extended
	Law      string    `json:"law"`
	Extended []DayOff  `json:"extended,omitempty"` // the days that were passed over at the end
	Reason   EndReason `json:"reason"`
}

// DayOff is a day that is not a working day.
type DayOff struct {
	Date    Date    `json:"date"`
	Why     Why     `json:"why"`
	Holiday Holiday `json:"holiday,omitempty"`
	Name    string  `json:"name,omitempty"`
}

// EndReason says what sets the last day.
type EndReason string

// The reasons.
const (
	EndCounted  EndReason = "counted"
	EndExtended EndReason = "extended"    // the count ends on a day off
	EndTwoDays  EndReason = "two_working" // two working days had to be in it
)

// MessageID names the reason's text.
func (r EndReason) MessageID() string { return "calendar.end." + string(r) }

// maxTerm bounds a term, in its own unit.
const maxTerm = 100_000

// After is the last day of the term after an event. A term of no length, or longer
// than 100,000, and a day that is none are a [TermError].
func (t Term) After(event Date, l Law) (End, error) {
	if t.Length < 1 || t.Length > maxTerm || !event.Valid() {
		return End{}, TermError{Term: t, Event: event}
	}
	off := l.daysOff()
	counted, ok := t.count(event, off)
	end := End{Date: counted, Counted: counted, Law: l.Name, Reason: EndCounted}
	if !ok {
		return End{}, TermError{Term: t, Event: event}
	}
	if l.AtLeastTwo && t.Unit == Days && t.Length >= 2 {
		if second := nthWorkday(event, 2, off); second.After(end.Date) {
			end.Date, end.Reason = second, EndTwoDays
		}
	}
	if !l.NoExtension {
		end.extend(off)
	}
	return end, nil
}

// Before is the last day on which to act so that the term lies wholly before an
// event: counted back, the day of the event not counted, and never moved.
func (t Term) Before(event Date, l Law) (Date, error) {
	if t.Length < 1 || t.Length > maxTerm || !event.Valid() {
		return Date{}, TermError{Term: t, Event: event}
	}
	back := Term{Length: -t.Length, Unit: t.Unit}
	day, ok := back.count(event, l.daysOff())
	if !ok {
		return Date{}, TermError{Term: t, Event: event}
	}
	return day, nil
}

func (t Term) count(from Date, off daysOff) (Date, bool) {
	var d Date
	switch t.Unit {
	case Days:
		d = from.AddDays(t.Length)
	case WorkingDays:
		d = nthWorkday(from, t.Length, off)
	case Weeks:
		d = from.AddDays(7 * t.Length)
	case Months:
		d = from.AddMonths(t.Length)
	case Years:
		d = from.AddMonths(12 * t.Length)
	}
	return d, d.Valid()
}

func (e *End) extend(off daysOff) {
	for e.Date.Valid() {
		why, is := off.day(e.Date)
		if !is {
			return
		}
		e.Extended, e.Reason = append(e.Extended, why), EndExtended
		e.Date = e.Date.AddDays(1)
	}
}

// daysOff are the days that are no working days.
type daysOff struct {
	closed        map[int]Closure
	saturdayWorks bool
}

func (l Law) daysOff() daysOff {
	off := daysOff{closed: map[int]Closure{}, saturdayWorks: l.SaturdayWorks}
	for _, c := range l.Closed {
		if c.Period.Check() != nil || c.Period.Days() > 366 {
			continue
		}
		for s := c.Period.From.serial(); s < c.Period.To.serial(); s++ {
			off.closed[s] = c
		}
	}
	return off
}

func (o daysOff) day(d Date) (DayOff, bool) {
	if c, ok := o.closed[d.serial()]; ok {
		return DayOff{Date: d, Why: WhyClosure, Holiday: c.Holiday, Name: c.Name}, true
	}
	weekday := d.Weekday()
	off := weekday == time.Sunday || (weekday == time.Saturday && !o.saturdayWorks)
	return DayOff{Date: d, Why: WhyOff}, off
}

// nthWorkday is the nth working day after d, or before it for an n below zero.
func nthWorkday(d Date, n int, off daysOff) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 && d.Valid() {
		d = d.AddDays(step)
		if _, is := off.day(d); !is {
			n--
		}
	}
	return d
}

// TermError is a term that cannot be counted.
type TermError struct {
	Term  Term
	Event Date
}

func (e TermError) Error() string { return "cannot count the term from " + e.Event.String() }

// MessageID names the text.
func (TermError) MessageID() string { return "calendar.term" }
