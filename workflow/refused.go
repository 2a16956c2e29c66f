package workflow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// Failure is a guard that does not hold, or holds and must not, and why.
type Failure struct {
	Guard string
	Err   error
}

// RefusedError is an event that the table does not let happen: the state has no row
// for it, the actor has none of the roles, or guards are in the way. It names all of
// them at once. Of several rows that would do, those count that lack least: one
// that lacks what another lacks and more says nothing.
type RefusedError struct {
	Machine string
	State   string
	On      string
	Actor   salesdesk.Actor
	NoRole  bool // no row is for the actor
	ActFor  bool // and one is, where he acts for the customer
	// Roles could: those of the rows, where the actor has none, else those of other
	// rows with less in the way. Both may be empty.
	Roles  []salesdesk.Role
	Failed []Failure // every guard in the way, each once
}

func (e RefusedError) Error() string {
	text := fmt.Sprintf("%s: %s refused in %s", e.Machine, e.On, e.State)
	var reasons []string
	if e.NoRole {
		reasons = append(reasons, fmt.Sprintf("by %s, is for %v", e.Actor.Role, e.Roles))
	}
	if e.ActFor {
		reasons = append(reasons, "may be entered for the customer")
	}
	for _, f := range e.Failed {
		reasons = append(reasons, f.Guard+": "+f.Err.Error())
	}
	if !e.NoRole && len(e.Roles) > 0 {
		reasons = append(reasons, fmt.Sprintf("%v could", e.Roles))
	}
	if len(reasons) == 0 {
		return text
	}
	return text + ": " + strings.Join(reasons, "; ")
}

// MessageID names the text. The reasons have texts of their own: see Unwrap.
func (e RefusedError) MessageID() string {
	switch {
	case e.ActFor:
		return "workflow.role_for"
	case e.NoRole:
		return "workflow.role"
	case len(e.Failed) == 0:
		return "workflow.no_row"
	case len(e.Roles) > 0:
		return "workflow.others_could"
	default:
		return "workflow.refused"
	}
}

// Unwrap are the reasons, one by one.
func (e RefusedError) Unwrap() []error {
	reasons := make([]error, len(e.Failed))
	for i, f := range e.Failed {
		reasons[i] = f.Err
	}
	return reasons
}

// HoldsError is a guard that holds and must not.
type HoldsError struct{ Guard string }

func (e HoldsError) Error() string { return e.Guard + " holds" }

// MessageID names the text.
func (HoldsError) MessageID() string { return "workflow.holds" }

// BeforeError is a return to a state from which the present one is not entered, or
// to one that is final.
type BeforeError struct{ State, Before string }

func (e BeforeError) Error() string {
	return fmt.Sprintf("%s is not entered from %q", e.State, e.Before)
}

// MessageID names the text.
func (BeforeError) MessageID() string { return "workflow.before" }

func (m *Machine[S, E, C]) refused(s S, on E, cmd *Command) RefusedError {
	return RefusedError{Machine: m.definition.ID, State: string(s), On: string(on), Actor: cmd.Actor}
}

// obstructed is a row with what is in its way.
type obstructed[S, E ~string, C any] struct {
	row    *Transition[S, E, C]
	failed []Failure
}

func (m *Machine[S, E, C]) refusal(s S, on E, rows []*Transition[S, E, C], cmd *Command, c C) error {
	refused := m.refused(s, on, cmd)
	if len(rows) == 0 {
		return refused
	}
	var own, others []obstructed[S, E, C]
	for _, t := range rows {
		if o := (obstructed[S, E, C]{t, t.failures(cmd, c)}); t.allows(standingOf(cmd.Actor)) {
			own = append(own, o)
		} else {
			others = append(others, o)
		}
	}
	if len(own) == 0 {
		nearest := leastLacking(others)
		refused.NoRole, refused.Roles, refused.Failed = true, roles(nearest), failures(nearest)
		refused.ActFor = isClerk(cmd.Actor.Role) && slices.ContainsFunc(nearest, actFor)
		return refused
	}
	own = leastLacking(own)
	others = slices.DeleteFunc(others, func(o obstructed[S, E, C]) bool {
		return !slices.ContainsFunc(own, func(mine obstructed[S, E, C]) bool { return o.lacksLess(mine) })
	})
	refused.Roles, refused.Failed = roles(others), failures(own)
	return refused
}

// failures are the guards in the way of the row, in its order.
func (t *Transition[S, E, C]) failures(cmd *Command, c C) []Failure {
	var failed []Failure
	for _, g := range t.If {
		if err := g.Test(cmd, c); err != nil {
			failed = append(failed, Failure{Guard: g.Name, Err: err})
		}
	}
	for _, g := range t.Unless {
		if g.Test(cmd, c) == nil {
			failed = append(failed, Failure{Guard: g.Name, Err: HoldsError{Guard: g.Name}})
		}
	}
	return failed
}

// actFor reports whether a clerk could take the row, acting for the customer.
func actFor[S, E ~string, C any](o obstructed[S, E, C]) bool {
	return o.row.allows(standing{acting: true})
}

// leastLacking are the rows of which no other lacks less.
func leastLacking[S, E ~string, C any](rows []obstructed[S, E, C]) []obstructed[S, E, C] {
	var least []obstructed[S, E, C]
	for _, o := range rows {
		if !slices.ContainsFunc(rows, func(other obstructed[S, E, C]) bool { return other.lacksLess(o) }) {
			least = append(least, o)
		}
	}
	return least
}

// lacksLess reports whether all that is in o's way is in the other's too, and more.
func (o obstructed[S, E, C]) lacksLess(other obstructed[S, E, C]) bool {
	return within(o.failed, other.failed) && !within(other.failed, o.failed)
}

func within(some, all []Failure) bool {
	return !slices.ContainsFunc(some, func(f Failure) bool { return !names(all, f.Guard) })
}

func names(failed []Failure, guard string) bool {
	return slices.ContainsFunc(failed, func(f Failure) bool { return f.Guard == guard })
}

func roles[S, E ~string, C any](rows []obstructed[S, E, C]) []salesdesk.Role {
	var all []salesdesk.Role
	for _, o := range rows {
		for _, r := range o.row.By {
			if !slices.Contains(all, r) {
				all = append(all, r)
			}
		}
	}
	return all
}

// failures are those of all rows, each guard once.
func failures[S, E ~string, C any](rows []obstructed[S, E, C]) []Failure {
	var failed []Failure
	for _, o := range rows {
		for _, f := range o.failed {
			if !names(failed, f.Guard) {
				failed = append(failed, f)
			}
		}
	}
	return failed
}
