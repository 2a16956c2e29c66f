package sla

import (
	"slices"
	"time"
)

// run is one time that a clock ran: from its start to its end, none while it runs.
type run struct {
	from, to  time.Time
	cancelled bool
	off       []Span // closed between two cycles of one promise
}

// runs are the times that a target's clock ran, the last perhaps still running.
func (w watch) runs(t Target) []run {
	switch t {
	case NextUpdate:
		return w.toggles(Contacted, Answered)
	case FirstResponse:
		return w.once(Answered)
	case Containment:
		return w.once(Contained)
	default:
		return w.cycles()
	}
}

// once starts with the case and ends with the first of a kind.
func (w watch) once(end Kind) []run {
	r := run{from: w.history[0].At}
	for _, h := range w.history {
		if h.Kind == end || h.Kind == Resolved || h.Kind == Cancelled {
			r.to, r.cancelled = h.At, h.Kind == Cancelled
			break
		}
	}
	return []run{r}
}

// toggles starts with the first of a kind and ends with the next of another, again
// and again.
func (w watch) toggles(start, end Kind) []run {
	var runs []run
	open := false
	for _, h := range w.history {
		switch {
		case h.Kind == start && !open:
			runs, open = append(runs, run{from: h.At}), true
		case open && (h.Kind == end || h.Kind == Resolved || h.Kind == Cancelled):
			last := &runs[len(runs)-1]
			last.to, last.cancelled, open = h.At, h.Kind == Cancelled, false
		}
	}
	return runs
}

// cycles starts with the case, ends when it is resolved, and goes on when it is
// reopened: as one promise without the time between, or as a new one.
func (w watch) cycles() []run {
	runs := []run{{from: w.history[0].At}}
	open := true
	for _, h := range w.history {
		last := &runs[len(runs)-1]
		switch {
		case open && (h.Kind == Resolved || h.Kind == Cancelled):
			last.to, last.cancelled, open = h.At, h.Kind == Cancelled, false
		case !open && h.Kind == Reopened:
			next := run{from: h.At}
			if w.policy.OnReopen == Continue {
				next = run{from: last.from, off: append(slices.Clip(last.off), Span{From: last.to, To: h.At})}
			}
			runs, open = append(runs, next), true
		}
	}
	return runs
}

// pauses are the stretches of a run that do not count, in order, joined where they
// overlap.
func (w watch) pauses(r run, end time.Time) []Span {
	all := slices.Clone(r.off)
	all = append(all, w.waits(end)...)
	slices.SortFunc(all, func(a, b Span) int { return a.From.Compare(b.From) })
	return joined(all, r.from, end)
}

// joined are spans within bounds, those that touch made one.
func joined(spans []Span, from, to time.Time) []Span {
	var out []Span
	for _, s := range spans {
		s.From, s.To = later(s.From, from), earlier(s.To, to)
		n := len(out)
		switch {
		case !s.From.Before(s.To):
		case n > 0 && !out[n-1].To.Before(s.From):
			out[n-1].To = later(out[n-1].To, s.To)
		default:
			out = append(out, s)
		}
	}
	return out
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// waits are the stretches in which the case waits for somebody outside. Who pauses
// twice must go on twice.
func (w watch) waits(end time.Time) []Span {
	var all []Span
	var since time.Time
	depth := 0
	for _, h := range w.history {
		switch {
		case h.Kind == Paused:
			if depth++; depth == 1 {
				since = h.At
			}
		case h.Kind == Resumed && depth > 0:
			if depth--; depth == 0 {
				all = append(all, Span{From: since, To: h.At})
			}
		}
	}
	if depth > 0 {
		all = append(all, Span{From: since, To: end})
	}
	return all
}

// paused reports whether the case waits for somebody outside now.
func (w watch) paused() bool {
	depth := 0
	for _, h := range w.history {
		switch {
		case h.Kind == Paused:
			depth++
		case h.Kind == Resumed && depth > 0:
			depth--
		}
	}
	return depth > 0
}
