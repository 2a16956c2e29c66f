package workflow

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Facts answer the guards of a table that was read from data: a guard holds where
// its name is true. Where "before.reminded" is true, reminded is the state before, to
// which a row that leads [Back] returns.
type Facts map[string]bool

// beforeFact begins the name of the fact that names the state before.
const beforeFact = "before."

// Before is the state before, of several the first by name.
func (f Facts) Before() string {
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if state, is := strings.CutPrefix(name, beforeFact); is && f[name] {
			return state
		}
	}
	return ""
}

// source is a table as data.
type source struct {
	ID          string          `json:"id"`
	Version     int             `json:"version"`
	Initial     string          `json:"initial"`
	States      []State[string] `json:"states"`
	Transitions []struct {
		On       string           `json:"on"`
		From     []string         `json:"from"`
		To       string           `json:"to"`
		If       []string         `json:"if"`
		Unless   []string         `json:"unless"`
		By       []salesdesk.Role `json:"by"`
		InPerson bool             `json:"in_person"`
		Reopens  bool             `json:"reopens"`
	} `json:"transitions"`
}

// DecodeDefinition reads a table from JSON: what a [Definition] is written as. Its
// guards have names and no tests; [Facts] answer them.
func DecodeDefinition(data []byte) (Definition[string, string, Facts], error) {
	var s source
	if err := strict.Decode(data, &s); err != nil {
		return Definition[string, string, Facts]{}, err
	}
	d := Definition[string, string, Facts]{ID: s.ID, Version: s.Version, Initial: s.Initial, States: s.States}
	guards := map[string]*Guard[Facts]{}
	for _, t := range s.Transitions {
		d.Transitions = append(d.Transitions, Transition[string, string, Facts]{
			On: t.On, From: t.From, To: t.To, If: named(t.If, guards), Unless: named(t.Unless, guards), By: t.By, InPerson: t.InPerson, Reopens: t.Reopens,
		})
	}
	return d, nil
}

// named are the guards of the names: one guard for each name.
func named(names []string, guards map[string]*Guard[Facts]) []*Guard[Facts] {
	var list []*Guard[Facts]
	for _, name := range names {
		if guards[name] == nil {
			guards[name] = &Guard[Facts]{Name: name, Test: func(_ *Command, facts Facts) error {
				if !facts[name] {
					return FactError{Name: name}
				}
				return nil
			}}
		}
		list = append(list, guards[name])
	}
	return list
}

// FactError is a named condition that is not met.
type FactError struct{ Name string }

func (e FactError) Error() string { return fmt.Sprintf("%q is not met", e.Name) }

// MessageID names the text.
func (FactError) MessageID() string { return "workflow.fact" }
