package workflow

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
)

// Step is what a decision comes to.
type Step[S, E ~string] struct {
	From    S    `json:"from"`
	On      E    `json:"on"`
	To      S    `json:"to"`
	Reopens bool `json:"reopens,omitempty"` // from a final state to one that is not
}

// standing is what an actor may be at the table: his role and, for a clerk who acts
// for somebody, the customer too.
type standing struct {
	role   salesdesk.Role
	acting bool
}

func standingOf(a salesdesk.Actor) standing {
	return standing{role: a.Role, acting: a.For != "" && isClerk(a.Role)}
}

func isClerk(r salesdesk.Role) bool {
	return r == salesdesk.InsideSales || r == salesdesk.ExternalSales
}

// may reports whether a row for these roles is for the actor.
func (s standing) may(by []salesdesk.Role, inPerson bool) bool {
	for _, r := range by {
		if r == s.role || (r == salesdesk.Customer && s.acting && !inPerson) {
			return true
		}
	}
	return len(by) == 0
}

func (t *Transition[S, E, C]) allows(s standing) bool { return s.may(t.By, t.InPerson) }

// Check is the problem of rules that are missing or were never compiled, which have no
// machine: m is nil.
func (m *Machine[S, E, C]) Check() error {
	if m == nil {
		return salesdesk.FieldError{Path: "rules", Rule: salesdesk.RuleRequired}
	}
	return nil
}

// Ready is what keeps a verb from being decided: what [Machine.Check] finds, and what
// [Command.CheckAfter] does.
func (m *Machine[S, E, C]) Ready(cmd *Command, version int, last time.Time) error {
	err := cmd.CheckAfter(version, last)
	if m != nil {
		return err
	}
	problems := salesdesk.Problems{m.Check()}
	problems.Add(err)
	return problems.Err()
}

// Decide answers an event in a state. Its error is a [RefusedError], or a
// [salesdesk.FieldError] where there is no machine or no command.
func (m *Machine[S, E, C]) Decide(s S, on E, cmd *Command, c C) (Step[S, E], error) {
	if m == nil {
		return Step[S, E]{}, m.Check()
	}
	if cmd == nil {
		return Step[S, E]{}, salesdesk.FieldError{Path: "command", Rule: salesdesk.RuleRequired}
	}
	rows, who := m.rows[pair[S, E]{s, on}], standingOf(cmd.Actor)
	for _, t := range rows {
		if t.allows(who) && t.holds(cmd, c, false) {
			return m.step(t, s, cmd, c)
		}
	}
	return Step[S, E]{}, m.refusal(s, on, rows, cmd, c)
}

// holds reports whether a row applies, or might with some fact, which is open yet: a guard
// that looks at the fact holds until then, and says nothing of a row that is for when it
// does not.
func (t *Transition[S, E, C]) holds(cmd *Command, c C, open bool) bool {
	for _, g := range t.If {
		if g.Test(cmd, c) != nil {
			return false
		}
	}
	for _, g := range t.Unless {
		if (!open || !g.Fact) && g.Test(cmd, c) == nil {
			return false
		}
	}
	return true
}

func (m *Machine[S, E, C]) step(t *Transition[S, E, C], s S, cmd *Command, c C) (Step[S, E], error) {
	step := Step[S, E]{From: s, On: t.On, To: t.To}
	switch string(t.To) {
	case "":
		step.To = s
	case Back:
		step.To = before[S](c)
		if !slices.Contains(m.before[s], step.To) {
			refused := m.refused(s, t.On, cmd)
			refused.Failed = []Failure{{Guard: Back, Err: BeforeError{State: string(s), Before: string(step.To)}}}
			return Step[S, E]{}, refused
		}
	}
	step.Reopens = t.Reopens && m.kinds[step.To] != Final
	return step, nil
}

// before is the state that a context remembers.
func before[S ~string](c any) S {
	if h, ok := c.(history[S]); ok {
		return h.Before()
	}
	return ""
}

// Choice is an event that a state knows: allowed, or with everything in its way.
type Choice[S, E ~string] struct {
	On      E                `json:"on"`
	To      S                `json:"to,omitempty"`     // where it is allowed, and the fact does not decide it
	OneOf   []S              `json:"one_of,omitempty"` // where it is allowed, and the fact decides which
	Allowed bool             `json:"allowed"`
	Roles   []salesdesk.Role `json:"roles,omitempty"`   // that could, where the actor cannot
	Reasons []string         `json:"reasons,omitempty"` // guards that fail, and why, for logs
	Later   []string         `json:"later,omitempty"`   // guards that look at the fact, which must hold too
	Err     error            `json:"-"`                 // the RefusedError, for people
}

// Permitted are the events of a state, in the order of the table: what would happen
// and what stands in the way. It is asked before there is a fact: a guard that looks
// at it is left open, and Later names it where the event is allowed but for that.
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
	choice := Choice[S, E]{On: on}
	for _, t := range m.rows[pair[S, E]{s, on}] {
		if cmd == nil || !t.allows(standingOf(cmd.Actor)) || !t.holds(cmd, c, true) {
			continue
		}
		step, err := m.step(t, s, cmd, c)
		if err != nil {
			continue
		}
		choice.Allowed = true
		choice.OneOf = once(choice.OneOf, step.To)
		for _, g := range slices.Concat(t.If, t.Unless) {
			if g.Fact {
				choice.Later = once(choice.Later, g.Name)
			}
		}
	}
	if !choice.Allowed {
		return m.blocked(s, on, cmd, c)
	}
	if len(choice.OneOf) == 1 {
		choice.To, choice.OneOf = choice.OneOf[0], nil
	}
	return choice
}

func once[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// blocked is an event with all that is in its way.
func (m *Machine[S, E, C]) blocked(s S, on E, cmd *Command, c C) Choice[S, E] {
	_, err := m.Decide(s, on, cmd, c)
	choice := Choice[S, E]{On: on, Err: err}
	if refused, ok := err.(RefusedError); ok { //nolint:errorlint // Decide gives it unwrapped
		choice.Roles = refused.Roles
		for _, f := range refused.Failed {
			choice.Reasons = append(choice.Reasons, f.Guard+": "+f.Err.Error())
		}
	}
	return choice
}
