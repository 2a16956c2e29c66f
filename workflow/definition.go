package workflow

import (
	"encoding/json"
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Kind is what the built-in logic asks of a state, never its name.
type Kind string

// The kinds of state.
const (
	Open    Kind = "open"
	Waiting Kind = "waiting" // for somebody outside: clocks may pause
	Final   Kind = "final"
)

// MessageID names the kind's text.
func (k Kind) MessageID() string { return "workflow.kind." + string(k) }

// State is a state and its kind.
type State[S ~string] struct {
	Name S    `json:"name"`
	Kind Kind `json:"kind"`
}

// Back as the target of a row returns to the state that was held before. The
// context gives it with a method Before() S.
const Back = "@back"

// Guard is a condition. Test is pure; its error says why not. Guards are compared
// by pointer: rows that share a condition share the guard.
type Guard[C any] struct {
	Name string
	Test func(*Command, C) error
}

// MarshalJSON writes the guard's name.
func (g *Guard[C]) MarshalJSON() ([]byte, error) { return json.Marshal(g.Name) }

// Transition is a row: an event, the states it is for, where it leads, what must
// hold and must not, and who may. No To stays in the state; no By is for everybody.
type Transition[S, E ~string, C any] struct {
	On      E                `json:"on"`
	From    []S              `json:"from"`
	To      S                `json:"to,omitempty"`
	If      []*Guard[C]      `json:"if,omitempty"`
	Unless  []*Guard[C]      `json:"unless,omitempty"`
	By      []salesdesk.Role `json:"by,omitempty"`
	Reopens bool             `json:"reopens,omitempty"` // leaves a final state
}

// Definition is a table. Build it in a function, never in a package variable.
type Definition[S, E ~string, C any] struct {
	ID          string                `json:"id"`
	Version     int                   `json:"version"`
	Initial     S                     `json:"initial"`
	States      []State[S]            `json:"states"`
	Transitions []Transition[S, E, C] `json:"transitions"`
}

// clone is the definition with slices of its own.
func (d Definition[S, E, C]) clone() Definition[S, E, C] {
	d.States = slices.Clone(d.States)
	d.Transitions = slices.Clone(d.Transitions)
	for i := range d.Transitions {
		t := &d.Transitions[i]
		t.From, t.By = slices.Clone(t.From), slices.Clone(t.By)
		t.If, t.Unless = slices.Clone(t.If), slices.Clone(t.Unless)
	}
	return d
}
