package sla

import (
	"encoding/json"
	"time"
)

// Move is a due instant that became another: after a pause, with another priority or by
// other hours. Nothing of it is lost when the clocks are computed anew: keep it as an event
// of the case, with both instants and the hours that each was computed with.
type Move struct {
	Target   Target    `json:"target"`
	Cycle    int       `json:"cycle"`
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
	Was      string    `json:"was,omitempty"`      // version of the hours before
	Calendar string    `json:"calendar,omitempty"` // version of the hours now
}

// Moves are the due instants that differ from those of a report before, in the order of
// the clocks. A clock that only one of them has did not move.
func (r Report) Moves(before Report) []Move {
	type run struct {
		target Target
		cycle  int
	}
	was := make(map[run]time.Time, len(before.Clocks))
	for _, c := range before.Clocks {
		was[run{c.Target, c.Cycle}] = c.Due
	}
	var moves []Move
	for _, c := range r.Clocks {
		if due, ok := was[run{c.Target, c.Cycle}]; ok && !due.Equal(c.Due) {
			moves = append(moves, Move{Target: c.Target, Cycle: c.Cycle, From: due, To: c.Due, Was: before.Calendar, Calendar: r.Calendar})
		}
	}
	return moves
}

// MarshalJSON writes the instants in UTC.
func (m Move) MarshalJSON() ([]byte, error) {
	type plain Move
	m.From, m.To = m.From.UTC(), m.To.UTC()
	return json.Marshal(plain(m))
}
