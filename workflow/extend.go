package workflow

import (
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Patch is what a company changes in a table: it adds, and it makes stricter. No
// row, state or guard can be taken away.
type Patch[S, E ~string, C any] struct {
	ID          string // of the company's table; empty keeps the built-in one's
	Version     int    // of the company's table; 0 keeps the built-in one's
	States      []State[S]
	Transitions []Transition[S, E, C]
	Tighten     []Tightening[S, E, C]
}

// Tightening makes the rows of an event stricter: From the states named, or from
// all. If is added to their guards. By replaces their roles by those of them that
// it names; none keeps them.
type Tightening[S, E ~string, C any] struct {
	On   E
	From []S
	If   []*Guard[C]
	By   []salesdesk.Role
}

// Extend is the definition with the patch, both unchanged. What the patch tightens
// must be there, and must leave somebody who may: a [PatchError] otherwise. The
// result is proven by [Compile].
func Extend[S, E ~string, C any](d Definition[S, E, C], p Patch[S, E, C]) (Definition[S, E, C], error) {
	var problems salesdesk.Problems
	extended := d.clone()
	for _, t := range p.Tighten {
		extended.Transitions = tighten(extended.Transitions, t, &problems)
	}
	if err := problems.Err(); err != nil {
		return Definition[S, E, C]{}, err
	}
	extended.States = append(extended.States, p.States...)
	extended.Transitions = append(extended.Transitions, p.Transitions...)
	if p.ID != "" {
		extended.ID = p.ID
	}
	if p.Version != 0 {
		extended.Version = p.Version
	}
	return extended.clone(), nil
}

func tighten[S, E ~string, C any](rows []Transition[S, E, C], t Tightening[S, E, C], problems *salesdesk.Problems) []Transition[S, E, C] {
	var out []Transition[S, E, C]
	found := false
	for _, row := range rows {
		if row.On != t.On || (len(t.From) > 0 && !overlap(row.From, t.From)) {
			out = append(out, row)
			continue
		}
		found = true
		rest, strict := row, row
		if len(t.From) > 0 {
			rest.From = slices.DeleteFunc(slices.Clone(row.From), func(s S) bool { return slices.Contains(t.From, s) })
			strict.From = slices.DeleteFunc(slices.Clone(row.From), func(s S) bool { return !slices.Contains(t.From, s) })
			if len(rest.From) > 0 {
				out = append(out, rest)
			}
		}
		strict.If = append(slices.Clip(row.If), t.If...)
		strict.By = fewer(row.By, t.By)
		if len(strict.By) == 0 && len(t.By) > 0 {
			problems.Add(PatchError{On: string(t.On), Rule: NobodyLeft})
		}
		out = append(out, strict)
	}
	if !found {
		problems.Add(PatchError{On: string(t.On), Rule: NothingToTighten})
	}
	return out
}

// fewer are the roles that both name; a row without roles is for everybody.
func fewer(now, only []salesdesk.Role) []salesdesk.Role {
	if len(now) == 0 || len(only) == 0 {
		return slices.Concat(now, only)
	}
	return slices.DeleteFunc(slices.Clone(now), func(r salesdesk.Role) bool { return !slices.Contains(only, r) })
}

// PatchRule names what is wrong with a patch.
type PatchRule string

// The rules of a patch.
const (
	NothingToTighten PatchRule = "nothing_to_tighten" // no row for the event and states
	NobodyLeft       PatchRule = "nobody_left"        // no role remains that may
)

// PatchError is a patch that cannot be applied.
type PatchError struct {
	On   string
	Rule PatchRule
}

func (e PatchError) Error() string { return "patch of " + e.On + ": " + string(e.Rule) }

// MessageID names the rule's text.
func (e PatchError) MessageID() string { return "workflow.patch." + string(e.Rule) }

// Migration moves running instances from one version of a table to another: every
// state to its image, or to the state of the same name.
type Migration[S ~string] struct {
	From   int     `json:"from"`
	To     int     `json:"to"`
	States map[S]S `json:"states,omitempty"`
}

// Migrated is the name of the event of a migration.
const Migrated = "migrate"

// Migrate is the step that moves an instance in state s: record it with the room's
// fact for a move. A state without an image in the new table is a [MigrationError].
func Migrate[S, E ~string, C any](from, to *Machine[S, E, C], m Migration[S], s S) (Step[S, E], error) {
	image, ok := m.States[s]
	if !ok {
		image = s
	}
	_, was := from.kinds[s]
	_, is := to.kinds[image]
	if !was || !is || m.From != from.definition.Version || m.To != to.definition.Version {
		return Step[S, E]{}, MigrationError{State: string(s), From: m.From, To: m.To}
	}
	return Step[S, E]{From: s, On: Migrated, To: image}, nil
}

// MigrationError is a state that a migration cannot move, or a migration between
// other versions.
type MigrationError struct {
	State    string
	From, To int
}

func (e MigrationError) Error() string { return "cannot migrate state " + e.State }

// MessageID names the text.
func (MigrationError) MessageID() string { return "workflow.migration" }
