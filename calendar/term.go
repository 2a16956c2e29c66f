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
	ClockHours  Unit = "hours" // see [Term.Expiry]
	Days        Unit = "days"
	WorkingDays Unit = "working_days"
	Weeks       Unit = "weeks"
	Months      Unit = "months"
	Years       Unit = "years"
)

// MessageID names the unit's text.
func (u Unit) MessageID() string { return "calendar.unit." + string(u) }

// End is the last day of a term, or the first of one that runs backwards, and why it is
// that day.
type End struct {
	Date    Date   `json:"date"`
	Counted Date   `json:"counted"` // where the count ends, before it is moved
	Law     string `json:"law"`
	// Passed are the days off that moved it: those at the end, or those between the
	// event and the second working day.
	Passed []DayOff  `json:"passed,omitempty"`
	Reason EndReason `json:"reason"`
}

// DayOff is a day that is not a working day.
type DayOff struct {
	Date    Date    `json:"date"`
	Why     Why     `json:"why"`
	Holiday Holiday `json:"holiday,omitempty"`
	Names   Names   `json:"names,omitempty"`
}

// MessageID names the text, which says all of it.
func (DayOff) MessageID() string { return "calendar.day_off" }

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

// MaxTerm bounds a term, in its own unit.
const MaxTerm = 100_000

// After is the last day of the term after an event. A term of no length, longer than
// [MaxTerm] or in hours, and a day that is none are a [TermError]; a day that decides and
// that the law does not cover is a [CoverageError].
func (t Term) After(event Date, l *Law) (End, error) {
	end, err := t.counted(event, 1, l)
	if err != nil {
		return End{}, err
	}
	if end.Reason == EndTwoDays || l.statute.NoExtension {
		return end, nil
	}
	moved, err := l.onOrAfter(end.Date)
	if err != nil {
		return End{}, err
	}
	if moved != end.Date {
		end.Passed, end.Reason = l.offBetween(end.Date.AddDays(-1), moved), EndExtended
		end.Date = moved
	}
	return end, nil
}

// Before is the last day on which to act so that the term lies wholly before an
// event: counted back, the day of the event not counted, and moved only where two
// working days must be in it. Its errors are those of After.
func (t Term) Before(event Date, l *Law) (End, error) { return t.counted(event, -1, l) }

// counted is the term from an event, forwards or backwards, with two working days in it
// where the law asks that.
func (t Term) counted(event Date, direction int, l *Law) (End, error) {
	if l == nil || !t.valid() || !event.Valid() || t.Unit == ClockHours {
		return End{}, TermError{Term: t, Event: event}
	}
	last, err := t.count(event, direction, l)
	if err != nil {
		return End{}, err
	}
	if !last.Valid() {
		return End{}, TermError{Term: t, Event: event}
	}
	end := End{Date: last, Counted: last, Law: l.statute.Name, Reason: EndCounted}
	if !l.statute.AtLeastTwo || t.Unit == WorkingDays || (t.Unit == Days && t.Length < 2) {
		return end, nil
	}
	second, err := l.nth(event, 2*direction)
	switch {
	case err != nil:
		return End{}, err
	case direction > 0 && second.After(last):
		end.Passed = l.offBetween(event, second)
	case direction < 0 && second.Before(last):
		end.Passed = l.offBetween(second, event)
	default:
		return end, nil
	}
	end.Date, end.Reason = second, EndTwoDays
	return end, nil
}

func (t Term) count(from Date, direction int, l *Law) (Date, error) {
	n := t.Length * direction
	switch t.Unit {
	case WorkingDays:
		return l.nth(from, n)
	case Days:
		return from.AddDays(n), nil
	case Weeks:
		return from.AddDays(7 * n), nil
	case Months:
		return from.AddMonths(n), nil
	default:
		return from.AddMonths(12 * n), nil
	}
}

func (t Term) valid() bool {
	switch t.Unit {
	case ClockHours, Days, WorkingDays, Weeks, Months, Years:
		return t.Length >= 1 && t.Length <= MaxTerm
	default:
		return false
	}
}

// Expiry is the instant at which the term after an event is over, on a clock in loc: the
// end of its last day, or, for a term in hours, of its last hour. The hour of the event is
// not counted, and hours run on through nights and days off: 24 hours from Friday 16:20
// are over on Saturday at 17:00 (Regulation 1182/71, art. 3(1), (2) and (4); art. 1.7 of
// the Civil Code extends no term of hours). Its errors are those of After.
func (t Term) Expiry(event time.Time, loc *time.Location, l *Law) (time.Time, error) {
	if t.Unit != ClockHours {
		end, err := t.After(DateOf(event, loc), l)
		if err != nil {
			return time.Time{}, err
		}
		return end.Date.AddDays(1).In(loc), nil
	}
	if !t.valid() {
		return time.Time{}, TermError{Term: t, Event: DateOf(event, loc)}
	}
	local := event.In(loc)
	into := time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second + time.Duration(local.Nanosecond())
	return local.Add(time.Duration(t.Length+1)*time.Hour - into), nil
}

// TermError is a term that cannot be counted.
type TermError struct {
	Term  Term
	Event Date
}

func (e TermError) Error() string { return "cannot count the term from " + e.Event.String() }

// MessageID names the text.
func (TermError) MessageID() string { return "calendar.term" }
