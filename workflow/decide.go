package workflow

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// Step is what a decision comes to.
type Step[S, E ~string] struct {
	From    S    `json:"from"`
	On      E    `json:"on"`
	To      S    `json:"to"`
	Reopens bool `json:"reopens,omitempty"`
}

// Failure is a guard that does not hold, and why.
type Failure struct {
	Guard string
	Err   error
}

// RefusedError is an event that the table does not let happen. With no roles, the
// state has no row for the event; with no failures, the actor has none of the roles.
type RefusedError struct {
	Machine string
	State   string
	On      string
	Actor   salesdesk.Actor
	Roles   []salesdesk.Role // that could, where the actor cannot
	Failed  []Failure        // every guard that does not hold
}

func (e RefusedError) Error() string {
	text := fmt.Sprintf("%s: %s refused in %s", e.Machine, e.On, e.State)
	switch {
	case len(e.Failed) > 0:
		reasons := make([]string, len(e.Failed))
		for i, f := range e.Failed {
			reasons[i] = f.Guard + ": " + f.Err.Error()
		}
		return text + ": " + strings.Join(reasons, "; ")
	case len(e.Roles) > 0:
		return fmt.Sprintf("%s: by %s, is for %v", text, e.Actor.Role, e.Roles)
	default:
		return text
	}
}

// MessageID names the text. The reasons have texts of their own: see Unwrap.
func (e RefusedError) MessageID() string {
	switch {
	case len(e.Failed) > 0:
		return "workflow.refused"
	case len(e.Roles) > 0:
		return "workflow.role"
	default:
		return "workflow.no_row"
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

// role is the role an actor has at the table.
func role(a salesdesk.Actor) salesdesk.Role {
	if a.For != "" && (a.Role == salesdesk.InsideSales || a.Role == salesdesk.ExternalSales) {
		return salesdesk.Customer
	}
	return a.Role
}

// Decide answers an event in a state. Its error is a [RefusedError].
func (m *Machine[S, E, C]) Decide(s S, on E, cmd *Command, c C) (Step[S, E], error) {
	rows, actor := m.rows[pair[S, E]{s, on}], role(cmd.Actor)
	for _, t := range rows {
		if t.allows(actor) && t.holds(cmd, c) {
			return Step[S, E]{From: s, On: on, To: target(t, s, c), Reopens: t.Reopens}, nil
		}
	}
	return Step[S, E]{}, m.refusal(s, on, rows, cmd, c)
}

func (t *Transition[S, E, C]) allows(r salesdesk.Role) bool {
	return len(t.By) == 0 || slices.Contains(t.By, r)
}

func (t *Transition[S, E, C]) holds(cmd *Command, c C) bool {
	for _, g := range t.If {
		if g.Test(cmd, c) != nil {
			return false
		}
	}
	for _, g := range t.Unless {
		if g.Test(cmd, c) == nil {
			return false
		}
	}
	return true
}

func target[S, E ~string, C any](t *Transition[S, E, C], s S, c C) S {
	switch {
	case t.To == "":
		return s
	case string(t.To) != Back:
		return t.To
	}
	if history, ok := any(c).(interface{ Before() S }); ok {
		return history.Before()
	}
	return s
}

func (m *Machine[S, E, C]) refusal(s S, on E, rows []*Transition[S, E, C], cmd *Command, c C) error {
	refused := RefusedError{Machine: m.definition.ID, State: string(s), On: string(on), Actor: cmd.Actor}
	allowed := slices.DeleteFunc(slices.Clone(rows), func(t *Transition[S, E, C]) bool { return !t.allows(role(cmd.Actor)) })
	if len(allowed) == 0 {
		refused.Roles = roles(rows)
		return refused
	}
	refused.Failed = failures(allowed, cmd, c)
	return refused
}

func roles[S, E ~string, C any](rows []*Transition[S, E, C]) []salesdesk.Role {
	var all []salesdesk.Role
	for _, t := range rows {
		for _, r := range t.By {
			if !slices.Contains(all, r) {
				all = append(all, r)
			}
		}
	}
	return all
}

// failures are the guards that fail, each once, in the order of the rows. A guard
// that holds and must not is named only where nothing else fails.
func failures[S, E ~string, C any](rows []*Transition[S, E, C], cmd *Command, c C) []Failure {
	var failed, held []Failure
	seen := map[*Guard[C]]bool{}
	for _, t := range rows {
		for _, g := range t.If {
			if err := g.Test(cmd, c); err != nil && !seen[g] {
				failed = append(failed, Failure{Guard: g.Name, Err: err})
				seen[g] = true
			}
		}
		for _, g := range t.Unless {
			if g.Test(cmd, c) == nil {
				held = append(held, Failure{Guard: g.Name, Err: HoldsError{Guard: g.Name}})
			}
		}
	}
	if len(failed) == 0 {
		return held
	}
	return failed
}

// Choice is an event that a state knows: allowed, or with everything in its way.
type Choice[S, E ~string] struct {
	On      E                `json:"on"`
	To      S                `json:"to,omitempty"` // where it is allowed
	Allowed bool             `json:"allowed"`
	Roles   []salesdesk.Role `json:"roles,omitempty"`   // that could, where the actor cannot
	Reasons []string         `json:"reasons,omitempty"` // guards that fail, and why, for logs
	Err     error            `json:"-"`                 // the RefusedError, for people
}

// Permitted are the events of a state, in the order of the table: what would happen
// and what stands in the way.
func (m *Machine[S, E, C]) Permitted(s S, cmd *Command, c C) []Choice[S, E] {
	var choices []Choice[S, E]
	seen := map[E]bool{}
	for _, t := range m.definition.Transitions {
		if seen[t.On] || !slices.Contains(t.From, s) {
			continue
		}
		seen[t.On] = true
		choices = append(choices, m.choice(s, t.On, cmd, c))
	}
	return choices
}

func (m *Machine[S, E, C]) choice(s S, on E, cmd *Command, c C) Choice[S, E] {
	step, err := m.Decide(s, on, cmd, c)
	if err == nil {
		return Choice[S, E]{On: on, To: step.To, Allowed: true}
	}
	choice := Choice[S, E]{On: on, Err: err}
	var refused RefusedError
	if errors.As(err, &refused) {
		choice.Roles = refused.Roles
		for _, f := range refused.Failed {
			choice.Reasons = append(choice.Reasons, f.Guard+": "+f.Err.Error())
		}
	}
	return choice
}
