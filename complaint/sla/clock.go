package sla

import (
	"encoding/json"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Status is where a clock stands.
type Status string

// The statuses.
const (
	Running  Status = "running"
	Waiting  Status = "paused"
	AtRisk   Status = "at_risk" // three quarters of the time are gone
	Met      Status = "met"
	Breached Status = "breached"
	Stopped  Status = "cancelled"
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "sla.status." + string(s) }

// Report is every clock of a case at a moment.
type Report struct {
	At       time.Time `json:"at"`
	Priority Priority  `json:"priority"`
	Calendar string    `json:"calendar,omitempty"` // version of the hours it was computed with
	Clocks   []Clock   `json:"clocks"`             // by target, then by start
}

// Clock is one promise: since when, until when, and how it stands.
type Clock struct {
	Target    Target         `json:"target"`
	Cycle     int            `json:"cycle"` // 1, and one more for each time it started
	Status    Status         `json:"status"`
	Allowed   Duration       `json:"allowed"`
	Started   time.Time      `json:"started"`
	Due       time.Time      `json:"due"` // while it is paused: if it went on at once
	Ended     time.Time      `json:"ended,omitzero"`
	Elapsed   Duration       `json:"elapsed"`   // working time, without pauses
	Remaining Duration       `json:"remaining"` // below zero when it is late
	Pauses    []Span         `json:"pauses,omitempty"`
	Notices   []Notice       `json:"notices,omitempty"` // due so far
	Trace     calendar.Trace `json:"trace"`             // from the start to the due instant
}

// Span is a stretch of time.
type Span struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// Notice is an escalation: whom to tell, and when the desk is open to be told.
type Notice struct {
	Level   int            `json:"level"` // 0 at risk, 1 at the breach, 2 at 150 %
	To      salesdesk.Role `json:"to"`
	Reached time.Time      `json:"reached"`
	Tell    time.Time      `json:"tell"`
}

// Compute works out every clock of a case at a moment. What happened after it does
// not count. Problems of the policy are at policy, those of the history at history, and
// hours that are missing at calendar.
func Compute(p Policy, c *calendar.Calendar, h History, at time.Time) (Report, error) {
	var problems salesdesk.Problems
	problems.AddAt("policy", p.Check())
	if c == nil {
		problems.Add(salesdesk.FieldError{Path: "calendar", Rule: salesdesk.RuleRequired})
	}
	problems.Add(h.Check())
	if err := problems.Err(); err != nil {
		return Report{}, err
	}
	h = h.until(at)
	if len(h) == 0 {
		return Report{}, salesdesk.FieldError{Path: "at", Rule: salesdesk.RuleOrder, Param: "history[0]"}
	}
	given := h.priority()
	priority, since := h[given].Priority, h[given].At
	allowed, ok := p.Allowances[priority]
	if !ok {
		return Report{}, salesdesk.FieldError{Path: salesdesk.Index("history", given) + ".priority", Rule: salesdesk.RuleReference, Param: string(priority)}
	}
	report := Report{At: at, Priority: priority, Calendar: c.Version(), Clocks: []Clock{}}
	w := watch{policy: p, calendar: c, history: h, at: at, since: since}
	for _, target := range targets() {
		if allowed[target] == 0 {
			continue
		}
		for i, run := range w.runs(target) {
			clock, err := w.clock(target, i+1, time.Duration(allowed[target]), run)
			if err != nil {
				return Report{}, err
			}
			report.Clocks = append(report.Clocks, clock)
		}
	}
	return report, nil
}

// watch is a case that is being looked at.
type watch struct {
	policy   Policy
	calendar *calendar.Calendar
	history  History
	at       time.Time
	since    time.Time // of the priority
}

// clock works out one run of a target.
func (w watch) clock(target Target, cycle int, allowed time.Duration, r run) (Clock, error) {
	if w.policy.OnPriority == Restart && w.since.After(r.from) && (r.to.IsZero() || w.since.Before(r.to)) {
		r.from = w.since
	}
	end := r.to
	if end.IsZero() {
		end = w.at
	}
	pauses := w.pauses(r, end)
	due, err := w.reach(r.from, allowed, pauses)
	if err != nil {
		return Clock{}, err
	}
	trace, err := w.calendar.Explain(r.from, due)
	if err != nil {
		return Clock{}, err
	}
	elapsed := w.elapsed(r.from, end, pauses)
	clock := Clock{
		Target: target, Cycle: cycle, Allowed: Duration(allowed), Started: r.from, Due: due, Ended: r.to,
		Elapsed: Duration(elapsed), Remaining: Duration(allowed - elapsed), Pauses: pauses, Trace: trace,
	}
	clock.Status = w.status(clock, r, pauses)
	clock.Notices, err = w.notices(clock, end)
	return clock, err
}

func (w watch) status(c Clock, r run, pauses []Span) Status {
	end := w.at
	if !r.to.IsZero() {
		end = r.to
	}
	switch {
	case end.After(c.Due):
		return Breached
	case r.cancelled:
		return Stopped
	case !r.to.IsZero():
		return Met
	case len(pauses) > 0 && pauses[len(pauses)-1].To.Equal(w.at) && w.paused():
		return Waiting
	case c.Elapsed*4 >= c.Allowed*3:
		return AtRisk
	default:
		return Running
	}
}

// reach is the earliest instant by which the desk was open for so long, without the
// pauses.
func (w watch) reach(from time.Time, d time.Duration, pauses []Span) (time.Time, error) {
	due, err := w.calendar.Add(from, d)
	for _, p := range pauses {
		if err != nil || !p.From.Before(due) {
			break
		}
		due, err = w.calendar.Add(due, w.calendar.Between(p.From, p.To))
	}
	return due, err
}

func (w watch) elapsed(from, to time.Time, pauses []Span) time.Duration {
	open := w.calendar.Between(from, to)
	for _, p := range pauses {
		open -= w.calendar.Between(p.From, p.To)
	}
	return open
}

// notices are the escalations reached by the end of the clock.
func (w watch) notices(c Clock, end time.Time) ([]Notice, error) {
	var notices []Notice
	for level, part := range []struct {
		num time.Duration
		to  salesdesk.Role
	}{{3, salesdesk.Owner}, {4, salesdesk.SalesManager}, {6, salesdesk.SalesManager}} {
		reached, err := w.reach(c.Started, time.Duration(c.Allowed)*part.num/4, c.Pauses)
		if err != nil {
			return nil, err
		}
		late := level > 0 // a breach is when the due instant is over, not when it is reached
		if reached.After(end) || (late && !end.After(reached)) {
			break
		}
		tell, err := w.calendar.NextOpen(reached)
		if err != nil {
			return nil, err
		}
		notices = append(notices, Notice{Level: level, To: part.to, Reached: reached, Tell: tell})
	}
	return notices, nil
}

// MarshalJSON writes the moment in UTC.
func (r Report) MarshalJSON() ([]byte, error) {
	type plain Report
	r.At = r.At.UTC()
	return json.Marshal(plain(r))
}

// MarshalJSON writes the instants in UTC.
func (c Clock) MarshalJSON() ([]byte, error) {
	type plain Clock
	c.Started, c.Due, c.Ended = c.Started.UTC(), c.Due.UTC(), c.Ended.UTC()
	return json.Marshal(plain(c))
}

// MarshalJSON writes the instants in UTC.
func (s Span) MarshalJSON() ([]byte, error) {
	type plain Span
	s.From, s.To = s.From.UTC(), s.To.UTC()
	return json.Marshal(plain(s))
}

// MarshalJSON writes the instants in UTC.
func (n Notice) MarshalJSON() ([]byte, error) {
	type plain Notice
	n.Reached, n.Tell = n.Reached.UTC(), n.Tell.UTC()
	return json.Marshal(plain(n))
}
