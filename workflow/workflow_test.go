package workflow_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

type (
	state = string
	event = string
	// desk is what the guards of these tests look at: the names that hold.
	desk = workflow.Facts
	row  = workflow.Transition[state, event, desk]
	def  = workflow.Definition[state, event, desk]
)

var errNo = errors.New("does not hold")

func guard(name string) *workflow.Guard[desk] {
	return &workflow.Guard[desk]{Name: name, Test: func(_ *workflow.Command, d desk) error {
		if !d[name] {
			return fmt.Errorf("%s %w", name, errNo)
		}
		return nil
	}}
}

func states(names ...string) []workflow.State[state] {
	var list []workflow.State[state]
	for _, n := range names {
		name, kind, _ := strings.Cut(n, "/")
		list = append(list, workflow.State[state]{Name: name, Kind: map[string]workflow.Kind{"": workflow.Open, "final": workflow.Final, "waiting": workflow.Waiting}[kind]})
	}
	return list
}

// leave is a request for leave: granted within the limit, else by the manager.
func leave() def {
	small, reason := guard("small"), guard("reason")
	return def{
		ID: "leave", Version: 1, Initial: "asked", States: states("asked", "granted/final", "refused/final"),
		Transitions: []row{
			{On: "grant", From: []state{"asked"}, To: "granted", If: []*workflow.Guard[desk]{reason, small}, By: []salesdesk.Role{salesdesk.InsideSales, salesdesk.SalesManager}},
			{On: "grant", From: []state{"asked"}, To: "granted", If: []*workflow.Guard[desk]{reason}, Unless: []*workflow.Guard[desk]{small}, By: []salesdesk.Role{salesdesk.SalesManager}},
			{On: "refuse", From: []state{"asked"}, To: "refused", By: []salesdesk.Role{salesdesk.SalesManager}},
			{On: "note", From: []state{"asked", "granted"}},
			{On: "reopen", From: []state{"refused"}, To: "asked", By: []salesdesk.Role{salesdesk.Customer}, Reopens: true},
		},
	}
}

func by(role salesdesk.Role) *workflow.Command {
	return &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: role}, At: time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)}
}
