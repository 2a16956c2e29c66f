package calendar

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"
)

// Trace is why an instant is what it is: every stretch from the start to the end,
// open or closed. The open ones add up to the duration. Its instants are in the
// calendar's location, and in JSON in UTC.
type Trace struct {
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
	TimeZone string    `json:"time_zone"`         // of the local times
	Version  string    `json:"version,omitempty"` // of the hours
	Segments []Segment `json:"segments"`
}

// MarshalJSON writes the instants in UTC.
func (t Trace) MarshalJSON() ([]byte, error) {
	type plain Trace
	t.From, t.To = t.From.UTC(), t.To.UTC()
	return json.Marshal(plain(t))
}

// Segment is a stretch of time. Names are those of the closure or opening, if any.
type Segment struct {
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	Local   string    `json:"local"` // both on the clock of the desk: "2026-05-13T16:30/2026-05-13T17:00"
	Why     Why       `json:"why"`
	Holiday Holiday   `json:"holiday,omitempty"`
	Names   Names     `json:"names,omitempty"`
}

// MessageID names the text, which says all of it.
func (Segment) MessageID() string { return "calendar.segment" }

// MarshalJSON writes the instants in UTC.
func (s Segment) MarshalJSON() ([]byte, error) {
	type plain Segment
	s.From, s.To = s.From.UTC(), s.To.UTC()
	return json.Marshal(plain(s))
}

// Why says what a stretch of time is.
type Why string

// What a stretch of time can be.
const (
	WhyOpen    Why = "open"
	WhyClosed  Why = "closed"  // outside the shifts of the day
	WhyOff     Why = "off"     // a day of the week without shifts
	WhyHoliday Why = "holiday" // a known holiday
	WhyClosure Why = "closure" // a day of the company's own
)

// MessageID names the text.
func (w Why) MessageID() string { return "calendar.why." + string(w) }

// MaxSegments bounds what is explained at once.
const MaxSegments = 10_000

// Open is the time of the open segments together.
func (t Trace) Open() time.Duration {
	sum := time.Duration(0)
	for _, s := range t.Segments {
		if s.Why == WhyOpen {
			sum += s.To.Sub(s.From)
		}
	}
	return sum
}

// Trace explains Add: every stretch from t to the instant it gives, or back for a d
// below zero. More than [MaxSegments] stretches are a [TraceError].
func (c *Calendar) Trace(t time.Time, d time.Duration) (Trace, error) {
	end, err := c.Add(t, d)
	if err != nil {
		return Trace{}, err
	}
	if end.Before(t) {
		t, end = end, t
	}
	return c.Explain(t, end)
}

// Explain is every stretch between two instants; an end before the start is an
// [OrderError].
func (c *Calendar) Explain(from, to time.Time) (Trace, error) {
	from, to = from.In(c.location), to.In(c.location)
	if to.Before(from) {
		return Trace{}, OrderError{From: from, To: to}
	}
	first, last := c.index(from.Unix()), c.index(to.Unix())
	switch {
	case first < 0:
		return Trace{}, WindowError{Date: DateOf(from, c.location)}
	case last < 0:
		return Trace{}, WindowError{Date: DateOf(to, c.location)}
	}
	w := writer{trace: Trace{From: from, To: to, TimeZone: c.location.String(), Version: c.version, Segments: []Segment{}}, at: from}
	for i := max(0, first-1); i <= last; i++ {
		w.day(c, i)
		if len(w.trace.Segments) > MaxSegments {
			return Trace{}, TraceError{From: c.date(first), To: c.date(last)}
		}
	}
	w.until(to.Unix()+1, c, last)
	return w.trace, nil
}

// writer fills a trace from left to right.
type writer struct {
	trace Trace
	at    time.Time
}

// day writes what happens up to the end of a day's last shift.
func (w *writer) day(c *Calendar, i int) {
	w.until(c.midnight[i], c, i-1)
	for k := range c.shifts(i) {
		begins, ends := c.span(i, k)
		w.until(begins, c, i)
		open := Segment{Why: WhyOpen}
		if special := c.specialOf(i); special != nil {
			open.Names = maps.Clone(special.names)
		}
		w.add(ends, open)
	}
}

// until closes the stretch up to an instant; it belongs to the day i.
func (w *writer) until(unix int64, c *Calendar, i int) {
	special := c.specialOf(i)
	switch {
	case i < 0 || len(c.shifts(i)) > 0:
		w.add(unix, Segment{Why: WhyClosed})
	case special == nil:
		w.add(unix, Segment{Why: WhyOff})
	case special.holiday != "":
		w.add(unix, Segment{Why: WhyHoliday, Holiday: special.holiday, Names: maps.Clone(special.names)})
	default:
		w.add(unix, Segment{Why: WhyClosure, Names: maps.Clone(special.names)})
	}
}

func (w *writer) add(unix int64, s Segment) {
	end := time.Unix(unix, 0).In(w.at.Location())
	if end.After(w.trace.To) {
		end = w.trace.To
	}
	if !end.After(w.at) {
		return
	}
	const local = "2006-01-02T15:04"
	s.From, s.To, s.Local = w.at, end, w.at.Format(local)+"/"+end.Format(local)
	w.trace.Segments = append(w.trace.Segments, s)
	w.at = end
}

// TraceError is a stretch too long to explain.
type TraceError struct{ From, To Date }

func (e TraceError) Error() string {
	return "too long to explain: " + e.From.String() + " to " + e.To.String()
}

// MessageID names the text.
func (TraceError) MessageID() string { return "calendar.trace" }

// OrderError is a stretch whose end comes before its start.
type OrderError struct{ From, To time.Time }

func (e OrderError) Error() string {
	return fmt.Sprintf("%s comes before %s", e.To.Format(time.RFC3339), e.From.Format(time.RFC3339))
}

// MessageID names the text.
func (OrderError) MessageID() string { return "calendar.order" }
