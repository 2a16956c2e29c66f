package workflow

import (
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Patch is what a company changes in a table: it adds, and it makes stricter. No
// row, state or guard can be taken away, and none can be gone around: a row for an
// event that its state knows already must ask for all that one of the rows there
// asks for, of no other roles. It takes a share of that row, and a guard in Tighten
// keeps the two apart.
//
// What a patch adds needs texts: see [Definition.MessageIDs]. Guards of the table
// come from [Definition.Guard] of the very definition that is extended.
type Patch[S, E ~string, C any] struct {
	ID          string // of the company's table; empty keeps the built-in one's
	Version     int    // of the company's table; 0 keeps the built-in one's
	States      []State[S]
	Transitions []Transition[S, E, C]
	Tighten     []Tightening[S, E, C]
}

// Tightening makes the rows of an event stricter: From the states named, or from
// all. If and Unless are added to their guards. By replaces their roles by those of
// them that it names; none keeps them. InPerson refuses who acts for the customer, in
// the rows that are for him: there must be one.
type Tightening[S, E ~string, C any] struct {
	On       E
	From     []S
	If       []*Guard[C]
	Unless   []*Guard[C]
	By       []salesdesk.Role
	InPerson bool
}

// Extend is the definition with the patch, both unchanged. What the patch tightens
// must be there, and must leave somebody who may; what it adds must loosen nothing:
// a [PatchError] for everything else. The result is proven by [Compile].
func Extend[S, E ~string, C any](d Definition[S, E, C], p Patch[S, E, C]) (Definition[S, E, C], error) {
	var problems salesdesk.Problems
	extended := d.clone()
	for _, t := range p.Tighten {
		extended.Transitions = tighten(extended.Transitions, t, &problems)
	}
	for i := range p.Transitions {
		loosened(d.Transitions, &p.Transitions[i], &problems)
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

// loosened finds the states in which a new row asks for less than every row of its
// event there.
func loosened[S, E ~string, C any](rows []Transition[S, E, C], added *Transition[S, E, C], problems *salesdesk.Problems) {
	for _, s := range added.From {
		known, kept := false, false
		for i := range rows {
			if rows[i].On == added.On && slices.Contains(rows[i].From, s) {
				known, kept = true, kept || asksAll(added, &rows[i])
			}
		}
		if known && !kept {
			problems.Add(PatchError{On: string(added.On), State: string(s), Rule: Loosens})
		}
	}
}

// asksAll reports whether a row asks for all that another asks for.
func asksAll[S, E ~string, C any](row, other *Transition[S, E, C]) bool {
	inPerson := row.InPerson || !other.InPerson || !slices.Contains(row.By, salesdesk.Customer)
	roles := len(other.By) == 0 || (len(row.By) > 0 && subset(row.By, other.By))
	return roles && inPerson && subset(other.If, row.If) && subset(other.Unless, row.Unless)
}

func subset[T comparable](some, all []T) bool {
	return !slices.ContainsFunc(some, func(x T) bool { return !slices.Contains(all, x) })
}

func tighten[S, E ~string, C any](rows []Transition[S, E, C], t Tightening[S, E, C], problems *salesdesk.Problems) []Transition[S, E, C] {
	missing(rows, t, problems)
	inPerson := !t.InPerson
	var out []Transition[S, E, C]
	for _, row := range rows {
		if row.On != t.On || (len(t.From) > 0 && !overlap(row.From, t.From)) {
			out = append(out, row)
			continue
		}
		rest, strict := row, row
		if len(t.From) > 0 {
			rest.From = slices.DeleteFunc(slices.Clone(row.From), func(s S) bool { return slices.Contains(t.From, s) })
			strict.From = slices.DeleteFunc(slices.Clone(row.From), func(s S) bool { return !slices.Contains(t.From, s) })
			if len(rest.From) > 0 {
				out = append(out, rest)
			}
		}
		strict.If = append(slices.Clip(row.If), t.If...)
		strict.Unless = append(slices.Clip(row.Unless), t.Unless...)
		strict.By = fewer(row.By, t.By)
		strict.InPerson = row.InPerson || t.InPerson && slices.Contains(strict.By, salesdesk.Customer)
		inPerson = inPerson || strict.InPerson
		if len(strict.By) == 0 && len(t.By) > 0 {
			problems.Add(PatchError{On: string(t.On), Rule: NobodyLeft})
		}
		out = append(out, strict)
	}
	if !inPerson {
		problems.Add(PatchError{On: string(t.On), Rule: NobodyActs})
	}
	return out
}

// missing finds what a tightening names and the rows do not have.
func missing[S, E ~string, C any](rows []Transition[S, E, C], t Tightening[S, E, C], problems *salesdesk.Problems) {
	known := map[S]bool{}
	for _, row := range rows {
		if row.On == t.On {
			for _, s := range row.From {
				known[s] = true
			}
		}
	}
	if len(known) == 0 {
		problems.Add(PatchError{On: string(t.On), Rule: NothingToTighten})
		return
	}
	for _, s := range t.From {
		if !known[s] {
			problems.Add(PatchError{On: string(t.On), State: string(s), Rule: NothingToTighten})
		}
	}
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
	NothingToTighten PatchRule = "nothing_to_tighten" // no row for the event, or none in the state
	NobodyLeft       PatchRule = "nobody_left"        // no role remains that may
	NobodyActs       PatchRule = "nobody_acts"        // InPerson, and no row is for the customer
	Loosens          PatchRule = "loosens"            // asks for less than the rows that are there
)

// PatchError is a patch that cannot be applied.
type PatchError struct {
	On    string
	State string // where one state is meant
	Rule  PatchRule
}

func (e PatchError) Error() string {
	text := "patch of " + e.On
	if e.State != "" {
		text += " in " + e.State
	}
	return text + ": " + string(e.Rule)
}

// MessageID names the rule's text.
func (e PatchError) MessageID() string { return "workflow.patch." + string(e.Rule) }
