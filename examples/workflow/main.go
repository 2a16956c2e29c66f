// Command workflow prints a table of the library, or one given as data: JSON on
// standard input, JSON on standard output.
package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// question is what is read: the name of a table or a table, and where a case stands.
type question struct {
	Machine    string          `json:"machine,omitempty"`
	Definition json.RawMessage `json:"definition,omitempty"`
	State      string          `json:"state,omitempty"`
	Actor      salesdesk.Actor `json:"actor,omitzero"`
	Facts      workflow.Facts  `json:"facts,omitempty"` // the guards that hold
}

// reply is what is written: the table, drawn and as rows, and what may come next.
type reply struct {
	Definition any                               `json:"definition"`
	Mermaid    string                            `json:"mermaid"`
	Table      string                            `json:"table"`
	Permitted  []workflow.Choice[string, string] `json:"permitted,omitempty"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	if q.Machine != "" && len(q.Definition) > 0 {
		return nil, salesdesk.FieldError{Path: "definition", Rule: salesdesk.RuleExcluded, Param: "machine"}
	}
	if q.Machine != "" {
		data, err := builtIn(q.Machine)
		if err != nil {
			return nil, err
		}
		q.Definition = data
	}
	if len(q.Definition) == 0 {
		return nil, salesdesk.FieldError{Path: "machine", Rule: salesdesk.RuleRequired}
	}
	return q.print()
}

// builtIn is a table of the library as data. Its guards keep their names; the facts
// of the question answer them.
func builtIn(name string) (json.RawMessage, error) {
	tables := map[string]any{
		"opportunity": prospect.Definition(), "quote": quote.Definition(), "order": order.Definition(), "shipment": order.ShipmentDefinition(),
		"request": progress.Definition(), "invoice": invoice.Definition(), "dunning": dunning.Definition(), "return": order.ReturnDefinition(),
		"complaint": complaint.Definition(),
	}
	table, ok := tables[name]
	if !ok {
		return nil, salesdesk.FieldError{Path: "machine", Rule: salesdesk.RuleOneOf, Param: strings.Join(slices.Sorted(maps.Keys(tables)), ", ")}
	}
	return json.Marshal(table)
}

func (q question) print() (any, error) {
	definition, err := workflow.DecodeDefinition(q.Definition)
	if err != nil {
		return nil, salesdesk.At("definition", err)
	}
	machine, err := workflow.Compile(definition)
	if err != nil {
		return nil, salesdesk.At("definition", err)
	}
	answer := reply{Definition: definition, Mermaid: machine.Mermaid(), Table: machine.Table()}
	if q.State == "" {
		return answer, nil
	}
	if _, known := machine.Kind(q.State); !known {
		return nil, salesdesk.FieldError{Path: "state", Rule: salesdesk.RuleReference, Param: q.State}
	}
	if err := q.check(definition); err != nil {
		return nil, err
	}
	cmd := workflow.Command{ID: "question", Actor: q.Actor, At: time.Unix(0, 0)}
	answer.Permitted = machine.Permitted(q.State, &cmd, q.Facts)
	return answer, nil
}

// check is what is wrong with who asks and what he says holds.
func (q question) check(of workflow.Definition[string, string, workflow.Facts]) error {
	var problems salesdesk.Problems
	problems.AddAt("actor", q.Actor.Check())
	for _, name := range slices.Sorted(maps.Keys(q.Facts)) {
		state, isBefore := strings.CutPrefix(name, "before.")
		if _, known := of.Guard(name); !known && !(isBefore && slices.ContainsFunc(of.States, func(s workflow.State[string]) bool { return s.Name == state })) {
			problems.Add(salesdesk.FieldError{Path: "facts." + name, Rule: salesdesk.RuleReference, Param: name})
		}
	}
	return problems.Err()
}
