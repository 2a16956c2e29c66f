package calendar

import "time"

// Trace is why an instant is what it is: every stretch from the start to the end,
// open or closed. The open ones add up to the duration.
type Trace struct {
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
	Version  string    `json:"version,omitempty"` // of the hours
	Segments []Segment `json:"segments"`
}

// Segment is a stretch of time. Name is that of the closure or opening, if any.
type Segment struct {
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	Why     Why       `json:"why"`
	Holiday Holiday   `json:"holiday,omitempty"`
	Name    string    `json:"name,omitempty"`
}

// Why says what a stretch of time is.
type Why string

// What a stretch of time can be.
const (
	WhyOpen    Why = "open"
	WhyClosed  Why = "closed"  // outside the shifts of the day
	WhyOff     Why = "off"     // a day of the week without shifts
	WhyClosure Why = "closure" // a holiday or a day of the company's own
)

// MessageID names the text.
func (w Why) MessageID() string { return "calendar.why." + string(w) }

// maxSegments bounds what is explained at once.
const maxSegments = 10_000

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
// below zero. More than 10,000 stretches are a [TraceError].
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

// Explain is every stretch between two instants.
func (c *Calendar) Explain(from, to time.Time) (Trace, error) {
	from, to = from.In(c.hours.Location), to.In(c.hours.Location)
	trace := Trace{From: from, To: to, Version: c.hours.Version, Segments: []Segment{}}
	first, last := c.index(from.Unix()), c.index(to.Unix())
	if first < 0 || last < 0 {
		return Trace{}, WindowError{Date: DateOf(from, c.hours.Location)}
	}
	if (last-first)*3 > maxSegments {
		return Trace{}, TraceError{From: c.date(first), To: c.date(last)}
	}
	w := writer{trace: &trace, at: from}
	for i := max(0, first-1); i <= last; i++ {
		w.until(c.midnight[i], c, i-1)
		for k := range c.shifts(i) {
			begins, ends := c.span(i, k)
			w.until(begins, c, i)
			w.add(ends, Segment{Why: WhyOpen, Name: c.special[i].name})
		}
	}
	w.until(to.Unix()+1, c, last)
	return trace, nil
}

// writer fills a trace from left to right.
type writer struct {
	trace *Trace
	at    time.Time
}

// until closes the stretch up to an instant; it belongs to the day i.
func (w *writer) until(unix int64, c *Calendar, i int) {
	switch special, ok := c.special[i]; {
	case i < 0 || len(c.shifts(i)) > 0:
		w.add(unix, Segment{Why: WhyClosed})
	case ok:
		w.add(unix, Segment{Why: WhyClosure, Holiday: special.holiday, Name: special.name})
	default:
		w.add(unix, Segment{Why: WhyOff})
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
	s.From, s.To = w.at, end
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
