package workflow_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestCompileRefusesWhatItCannotProve(t *testing.T) {
	one := guard("one")
	base := func(change func(*def)) def {
		d := def{
			ID: "d", Version: 1, Initial: "a", States: states("a", "b", "end/final"),
			Transitions: []row{{On: "go", From: []state{"a"}, To: "b"}, {On: "stop", From: []state{"b"}, To: "end"}},
		}
		change(&d)
		return d
	}
	add := func(r row) func(*def) { return func(d *def) { d.Transitions = append(d.Transitions, r) } }
	for _, test := range []struct {
		name string
		give def
		want string
	}{
		{"no id", base(func(d *def) { d.ID = "" }), "workflow : no_id"},
		{"no version", base(func(d *def) { d.Version = 0 }), "workflow d: no_version"},
		{"no states", base(func(d *def) { d.States = nil }), "workflow d: unknown_state state a; workflow d: unknown_state state a event go; workflow d: unknown_state state b event go; workflow d: unknown_state state b event stop; workflow d: unknown_state state end event stop"},
		{"a state without a name", base(func(d *def) { d.States = append(d.States, states("")...) }), "workflow d: bad_name"},
		{"a reserved name", base(func(d *def) { d.States = append(d.States, states(workflow.Back)...) }), "workflow d: bad_name state @back"},
		{"a name that breaks a drawing", base(add(row{On: "x --> y : z", From: []state{"a"}, To: "b"})), "workflow d: bad_name event x --> y : z"},
		{"a role that breaks a table", base(add(row{On: "x", From: []state{"a"}, To: "b", By: []salesdesk.Role{"a | b"}})), "workflow d: bad_name event x a | b"},
		{"a machine's name that breaks a line", base(func(d *def) { d.ID = "a\nb" }), "workflow a\nb: bad_name a\nb"},
		{"a guard's name in capitals", base(add(row{On: "x", From: []state{"a"}, To: "b", If: []*workflow.Guard[desk]{guard("Big")}})), "workflow d: bad_name event x Big"},
		{"a guard that must hold and must not", base(add(row{On: "x", From: []state{"a"}, To: "b", If: []*workflow.Guard[desk]{one}, Unless: []*workflow.Guard[desk]{one}})), "workflow d: contradiction event x one"},
		{"a final that is left for another", base(func(d *def) {
			d.States = append(d.States, states("gone/final")...)
			add(row{On: "x", From: []state{"end"}, To: "gone"})(d)
		}), "workflow d: leaves_final state end event x"},
		{"a reopening that stays", base(add(row{On: "x", From: []state{"end"}, Reopens: true})), "workflow d: reopens_open state end event x"},
		{"a clerk, and the customer he acts for", base(func(d *def) {
			d.Transitions[0].By = []salesdesk.Role{salesdesk.InsideSales}
			add(row{On: "go", From: []state{"a"}, To: "end", By: []salesdesk.Role{salesdesk.Customer}})(d)
		}), "workflow d: ambiguous state a event go rows 1 and 3"},
		{"a state twice", base(func(d *def) { d.States = append(d.States, states("a")...) }), "workflow d: duplicate state a"},
		{"a kind that is none", base(func(d *def) { d.States[1].Kind = "half" }), "workflow d: unknown_kind state b half"},
		{"an unknown initial state", base(func(d *def) { d.Initial = "x" }), "workflow d: unknown_state state x"},
		{"an event without a name", base(add(row{From: []state{"a"}, To: "b"})), "workflow d: bad_name"},
		{"a row for no state", base(add(row{On: "x", To: "b"})), "workflow d: no_from event x"},
		{"a row for a state twice", base(add(row{On: "x", From: []state{"a", "a"}, To: "b"})), "workflow d: duplicate state a event x"},
		{"an unknown target", base(add(row{On: "x", From: []state{"a"}, To: "y"})), "workflow d: unknown_state state y event x"},
		{"a guard without a test", base(add(row{On: "x", From: []state{"a"}, To: "b", If: []*workflow.Guard[desk]{{Name: "g"}}})), "workflow d: bad_guard event x"},
		{"no guard at all", base(add(row{On: "x", From: []state{"a"}, To: "b", If: []*workflow.Guard[desk]{nil}})), "workflow d: bad_guard event x"},
		{"two guards of one name", base(add(row{On: "x", From: []state{"a"}, To: "b", If: []*workflow.Guard[desk]{one}, Unless: []*workflow.Guard[desk]{guard("one")}})), "workflow d: guard one: another guard has this name"},
		{"a final initial state", base(func(d *def) { d.States[0].Kind = workflow.Final }), "workflow d: final_initial state a; workflow d: leaves_final state a event go"},
		{"a final that is left", base(add(row{On: "x", From: []state{"end"}, To: "a"})), "workflow d: leaves_final state end event x"},
		{"a reopening of what is open", base(add(row{On: "x", From: []state{"a"}, To: "b", Reopens: true})), "workflow d: reopens_open state a event x"},
		{"an unreachable state", base(func(d *def) { d.States = append(d.States, states("c")...); d.Transitions[1].From = []state{"b", "c"} }), "workflow d: unreachable state c"},
		{"a state without an end", base(func(d *def) {
			d.States = append(d.States, states("c")...)
			add(row{On: "x", From: []state{"a"}, To: "c"})(d)
		}), "workflow d: never_ends state c"},
		{"no end at all", base(func(d *def) { d.States[2].Kind = workflow.Open }), "workflow d: never_ends state a; workflow d: never_ends state b; workflow d: never_ends state end"},
		{"the customer in person where he has no say", base(func(d *def) {
			d.Transitions[0].InPerson, d.Transitions[0].By = true, []salesdesk.Role{salesdesk.InsideSales}
			d.Transitions[1].InPerson = true
		}), "workflow d: not_for_customer event go; workflow d: not_for_customer event stop"},
		{"two rows for anybody", base(add(row{On: "go", From: []state{"a"}, To: "end"})), "workflow d: ambiguous state a event go rows 1 and 3"},
		{"two rows with a role in common", base(func(d *def) {
			d.Transitions[0].By = []salesdesk.Role{salesdesk.InsideSales, salesdesk.Finance}
			add(row{On: "go", From: []state{"a"}, To: "end", By: []salesdesk.Role{salesdesk.Finance}})(d)
		}), "workflow d: ambiguous state a event go rows 1 and 3"},
		{"two rows with one guard in both", base(func(d *def) {
			d.Transitions[0].If = []*workflow.Guard[desk]{one}
			add(row{On: "go", From: []state{"a"}, To: "end", If: []*workflow.Guard[desk]{one}})(d)
		}), "workflow d: ambiguous state a event go rows 1 and 3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := workflow.Compile(test.give)
			require.EqualError(t, err, test.want)
			var finding workflow.DefinitionError
			require.ErrorAs(t, err, &finding)
		})
	}
	_, err := workflow.Compile(base(func(*def) {}))
	require.NoError(t, err)
	assert.Panics(t, func() { workflow.MustCompile(def{}) })
}

func TestAClerkAndACustomerInPersonAreApart(t *testing.T) {
	m := workflow.MustCompile(def{
		ID: "d", Version: 1, Initial: "a", States: states("a", "signed/final", "noted/final"),
		Transitions: []row{
			{On: "sign", From: []state{"a"}, To: "noted", By: []salesdesk.Role{salesdesk.InsideSales}},
			{On: "sign", From: []state{"a"}, To: "signed", By: []salesdesk.Role{salesdesk.Customer}, InPerson: true},
		},
	})
	for _, test := range []struct {
		actor salesdesk.Actor
		want  state
	}{
		{salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales, For: "C1"}, "noted"},
		{salesdesk.Actor{ID: "c1", Role: salesdesk.Customer}, "signed"},
	} {
		step, err := m.Decide("a", "sign", &workflow.Command{Actor: test.actor}, desk{})
		require.NoError(t, err)
		assert.Equal(t, test.want, step.To)
	}
	assert.Contains(t, m.Table(), "| sign | a → signed |  | customer (in person) |")
}

// Nothing remembers the state before in this context.
func TestAReturnWithoutAMemoryIsRefused(t *testing.T) {
	_, err := workflow.Compile(workflow.Definition[state, event, struct{}]{
		ID: "d", Version: 1, Initial: "a", States: states("a", "b", "end/final"),
		Transitions: []workflow.Transition[state, event, struct{}]{
			{On: "go", From: []state{"a"}, To: "b"}, {On: "x", From: []state{"b"}, To: workflow.Back}, {On: "stop", From: []state{"a"}, To: "end"},
		},
	})
	require.EqualError(t, err, "workflow d: no_before event x")
}

// A table that was read from data returns to the state that a fact names.
func TestAFactSaysWhereToReturn(t *testing.T) {
	d, err := workflow.DecodeDefinition([]byte(`{"id":"d","version":1,"initial":"a","states":[{"name":"a","kind":"open"},{"name":"b","kind":"open"},{"name":"end","kind":"final"}],
		"transitions":[{"on":"hold","from":["a"],"to":"b"},{"on":"resume","from":["b"],"to":"@back"},{"on":"stop","from":["a"],"to":"end"}]}`))
	require.NoError(t, err)
	m, err := workflow.Compile(d)
	require.NoError(t, err)
	step, err := m.Decide("b", "resume", by(salesdesk.InsideSales), workflow.Facts{"before.a": true, "before.end": false})
	require.NoError(t, err)
	assert.Equal(t, "a", step.To)
	_, err = m.Decide("b", "resume", by(salesdesk.InsideSales), workflow.Facts{})
	require.Error(t, err)
}

// chain is a table of n states, each with a row to the next.
func chain(n int) def {
	d := def{ID: "d", Version: 1, Initial: "s0"}
	for i := range n {
		name := fmt.Sprint("s", i)
		d.States = append(d.States, workflow.State[state]{Name: name, Kind: workflow.Open})
		if i > 0 { // the last row first: the worst order for a proof that goes through the rows again and again
			d.Transitions = append([]row{{On: "next", From: []state{fmt.Sprint("s", i-1)}, To: name}}, d.Transitions...)
		}
	}
	d.States[n-1].Kind = workflow.Final
	return d
}

func TestTablesAreBounded(t *testing.T) {
	_, err := workflow.Compile(chain(workflow.MaxStates))
	require.NoError(t, err)
	_, err = workflow.Compile(chain(workflow.MaxStates + 1))
	require.EqualError(t, err, "workflow d: too_large 1000 states")

	wide := chain(workflow.MaxStates)
	var all []state
	for _, s := range wide.States[:workflow.MaxStates-1] {
		all = append(all, s.Name)
	}
	for i := range 20 {
		wide.Transitions = append(wide.Transitions, row{On: fmt.Sprint("to", i), From: all, To: all[i]})
	}
	_, err = workflow.Compile(wide)
	require.EqualError(t, err, "workflow d: too_large 20000 arrows")

	repeated := chain(2) // refused for its size, before a word is said of each
	repeated.Transitions[0].From = slices.Repeat([]state{"s0"}, 1_000_000)
	_, err = workflow.Compile(repeated)
	require.EqualError(t, err, "workflow d: too_large 20000 arrows")

	crowded := chain(2)
	for i := range workflow.MaxAlternatives {
		crowded.Transitions = append(crowded.Transitions, row{On: "next", From: []state{"s0"}, To: "s1", By: []salesdesk.Role{salesdesk.Role(fmt.Sprint("r", i))}})
	}
	_, err = workflow.Compile(crowded)
	require.EqualError(t, err, "workflow d: too_large state s0 event next 8 alternatives")

	long := chain(2)
	for i := range workflow.MaxConditions + 1 {
		long.Transitions[0].By = append(long.Transitions[0].By, salesdesk.Role(fmt.Sprint("r", i)))
	}
	_, err = workflow.Compile(long)
	require.EqualError(t, err, "workflow d: too_large event next 64 conditions")
}

// Rows that return multiply with the states they return to: these arrows count too.
func TestReturnsAreBounded(t *testing.T) {
	d := workflow.Definition[state, event, past]{ID: "d", Version: 1, Initial: "s0", States: states("end/final")}
	var all []state
	for i := range 120 {
		all = append(all, fmt.Sprint("s", i))
		d.States = append(d.States, workflow.State[state]{Name: all[i], Kind: workflow.Open})
		d.Transitions = append(d.Transitions, workflow.Transition[state, event, past]{On: fmt.Sprint("b", i), From: []state{all[i]}, To: workflow.Back})
	}
	for i := range 120 {
		d.Transitions = append(d.Transitions, workflow.Transition[state, event, past]{On: fmt.Sprint("e", i), From: all, To: all[i]})
	}
	d.Transitions = append(d.Transitions, workflow.Transition[state, event, past]{On: "end", From: all, To: "end"})
	_, err := workflow.Compile(d)
	require.EqualError(t, err, "workflow d: too_large 20000 arrows")
}

func TestAReturnHasSomewhereToReturnTo(t *testing.T) {
	_, err := workflow.Compile(workflow.Definition[state, event, past]{
		ID: "d", Version: 1, Initial: "a", States: states("a", "end/final"),
		Transitions: []workflow.Transition[state, event, past]{{On: "resume", From: []state{"a"}, To: workflow.Back}, {On: "stop", From: []state{"a"}, To: "end"}},
	})
	require.EqualError(t, err, "workflow d: no_before state a event resume")
}

func BenchmarkCompileChain(b *testing.B) {
	for _, n := range []int{100, 1000} {
		d := chain(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				_, _ = workflow.Compile(d)
			}
		})
	}
}
