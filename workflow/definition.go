package workflow

import (
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
// context gives it with a method Before() S; a table whose context has none is
// refused, and so is a decision for a state that no row leads from.
const Back = "@back"

// Transition is a row: an event, the states it is for, where it leads, what must
// hold and must not, and who may. No To stays in the state; no By is for everybody.
type Transition[S, E ~string, C any] struct {
	On     E                `json:"on"`
	From   []S              `json:"from"`
	To     S                `json:"to,omitempty"`
	If     []*Guard[C]      `json:"if,omitempty"`
	Unless []*Guard[C]      `json:"unless,omitempty"`
	By     []salesdesk.Role `json:"by,omitempty"`
	// InPerson refuses who acts For the customer where By names him: what only he
	// may say, such as a signature.
	InPerson bool `json:"in_person,omitempty"`
	// Reopens leaves a final state: for one that is not, or for another final one,
	// where the case stays closed. Only a row that is marked so leaves a final state.
	Reopens bool `json:"reopens,omitempty"`
}

// Definition is a table. Build it in a function, never in a package variable. The
// names in it are of small letters, digits and underscores, a letter first and 64
// at most: they are parts of message ids, see [Definition.MessageIDs].
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

// Guard is the guard of that name, to use it again in a [Patch] of this definition:
// one from another call of the function that builds the table is another guard.
func (d Definition[S, E, C]) Guard(name string) (*Guard[C], bool) {
	for _, t := range d.Transitions {
		for _, g := range slices.Concat(t.If, t.Unless) {
			if g != nil && g.Name == name {
				return g, true
			}
		}
	}
	return nil, false
}

// MessageIDs are the texts that the names of the table need, sorted: of its states
// and events, where their types have a MessageID, and of its roles. A guard needs
// one for each error that its Test gives.
func (d Definition[S, E, C]) MessageIDs() []string {
	var ids []string
	for _, s := range d.States {
		ids = append(ids, messageID(s.Name)...)
	}
	for _, t := range d.Transitions {
		ids = append(ids, messageID(t.On)...)
		for _, role := range t.By {
			ids = append(ids, role.MessageID())
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func messageID(name any) []string {
	if named, ok := name.(interface{ MessageID() string }); ok {
		return []string{named.MessageID()}
	}
	return nil
}

// CheckAdded is nil for an event that the table does not have, else a
// [BuiltInError]. A room asks its built-in table before it fires an event that has
// no fact of its own.
func (d Definition[S, E, C]) CheckAdded(on E) error {
	if slices.ContainsFunc(d.Transitions, func(t Transition[S, E, C]) bool { return t.On == on }) {
		return BuiltInError{Machine: d.ID, On: string(on)}
	}
	return nil
}

// BuiltInError is a built-in event fired without its fact: it has a verb of its own.
type BuiltInError struct{ Machine, On string }

func (e BuiltInError) Error() string { return e.Machine + ": " + e.On + " has a verb of its own" }

// MessageID names the text.
func (BuiltInError) MessageID() string { return "workflow.built_in" }
