package workflow_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/shared"
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
		{"a state twice", base(func(d *def) { d.States = append(d.States, states("a")...) }), "workflow d: duplicate state a"},
		{"a kind that is none", base(func(d *def) { d.States[1].Kind = "half" }), "workflow d: unknown_kind state b half"},
		{"an unknown initial state", base(func(d *def) { d.Initial = "x" }), "workflow d: unknown_state state x"},
		{"an event without a name", base(add(row{From: []state{"a"}, To: "b"})), "workflow d: bad_name"},
		{"a row for no state", base(add(row{On: "x", To: "b"})), "workflow d: no_from event x"},
		{"a row for a state twice", base(add(row{On: "x", From: []state{"a", "a"}, To: "b"})), "workflow d: duplicate state a event x"},
		{"an unknown target", base(add(row{On: "x", From: []state{"a"}, To: "y"})), "workflow d: unknown_state state y event x"},
		{"a guard without a test", base(add(row{On: "x", From: []state{"a"}, To: "b", If: []*workflow.Guard[desk]{{Name: "g"}}})), "workflow d: bad_guard event x"},
		{"no guard at all", base(add(row{On: "x", From: []state{"a"}, To: "b", If: []*workflow.Guard[desk]{nil}})), "workflow d: bad_guard event x"},
		{"two guards of one name", base(add(row{On: "x", From: []state{"a"}, To: "b", If: []*workflow.Guard[desk]{one}, Unless: []*workflow.Guard[desk]{guard("one")}})), "workflow d: duplicate event x one"},
		{"a final initial state", base(func(d *def) { d.States[0].Kind = workflow.Final }), "workflow d: final_initial state a; workflow d: leaves_final state a event go"},
		{"a final that is left", base(add(row{On: "x", From: []state{"end"}, To: "a"})), "workflow d: leaves_final state end event x"},
		{"a reopening of what is open", base(add(row{On: "x", From: []state{"a"}, To: "b", Reopens: true})), "workflow d: reopens_open state a event x"},
		{"an unreachable state", base(func(d *def) { d.States = append(d.States, states("c")...); d.Transitions[1].From = []state{"b", "c"} }), "workflow d: unreachable state c"},
		{"a state without an end", base(func(d *def) {
			d.States = append(d.States, states("c")...)
			add(row{On: "x", From: []state{"a"}, To: "c"})(d)
		}), "workflow d: never_ends state c"},
		{"no end at all", base(func(d *def) { d.States[2].Kind = workflow.Open }), "workflow d: never_ends state a; workflow d: never_ends state b; workflow d: never_ends state end"},
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

func TestRowsAreApartByRoleOrByOneGuard(t *testing.T) {
	m := workflow.MustCompile(leave())
	for _, test := range []struct {
		name    string
		role    salesdesk.Role
		facts   desk
		wantErr string
	}{
		{"within the limit", salesdesk.InsideSales, desk{"small": true, "reason": true}, ""},
		{"above it", salesdesk.InsideSales, desk{"reason": true}, "leave: grant refused in asked: small: small does not hold"},
		{"above it, by the manager", salesdesk.SalesManager, desk{"reason": true}, ""},
		{"everything fails", salesdesk.InsideSales, desk{}, "leave: grant refused in asked: reason: reason does not hold; small: small does not hold"},
		{"another role", salesdesk.Finance, desk{"small": true, "reason": true}, "leave: grant refused in asked: by finance, is for [inside_sales sales_manager]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			step, err := m.Decide("asked", "grant", by(test.role), test.facts)
			if test.wantErr == "" {
				require.NoError(t, err)
				assert.Equal(t, workflow.Step[state, event]{From: "asked", On: "grant", To: "granted"}, step)
				return
			}
			require.EqualError(t, err, test.wantErr)
			var refused workflow.RefusedError
			require.ErrorAs(t, err, &refused)
			if len(refused.Failed) > 0 {
				require.ErrorIs(t, err, errNo)
			}
		})
	}
	_, err := m.Decide("granted", "grant", by(salesdesk.SalesManager), desk{})
	require.EqualError(t, err, "leave: grant refused in granted")
	step, err := m.Decide("granted", "note", by(salesdesk.Finance), desk{})
	require.NoError(t, err)
	assert.Equal(t, "granted", step.To, "a row without a target stays")
}

func TestWhoActsForACustomerIsTheCustomerAndNothingElse(t *testing.T) {
	m := workflow.MustCompile(leave())
	cmd := by(salesdesk.InsideSales)
	_, err := m.Decide("refused", "reopen", cmd, desk{})
	require.Error(t, err)
	cmd.Actor.For = "C001"
	step, err := m.Decide("refused", "reopen", cmd, desk{})
	require.NoError(t, err)
	assert.True(t, step.Reopens)
	_, err = m.Decide("asked", "grant", cmd, desk{"small": true, "reason": true})
	require.Error(t, err)
	cmd.Actor.Role = salesdesk.SalesManager // who stands in for a colleague keeps his own role
	_, err = m.Decide("asked", "refuse", cmd, desk{})
	require.NoError(t, err)
}

func TestAGuardThatHoldsAndMustNotIsNamed(t *testing.T) {
	busy := guard("busy")
	m := workflow.MustCompile(def{
		ID: "d", Version: 1, Initial: "a", States: states("a", "end/final"),
		Transitions: []row{{On: "go", From: []state{"a"}, To: "end", Unless: []*workflow.Guard[desk]{busy}}},
	})
	_, err := m.Decide("a", "go", by(salesdesk.System), desk{"busy": true})
	require.EqualError(t, err, "d: go refused in a: busy: busy holds")
	_, err = m.Decide("a", "go", by(salesdesk.System), desk{})
	require.NoError(t, err)
}

// past is a context that remembers.
type past struct{ before state }

func (p past) Before() state { return p.before }

func TestBackReturnsToTheStateBefore(t *testing.T) {
	m := workflow.MustCompile(workflow.Definition[state, event, past]{
		ID: "d", Version: 1, Initial: "a", States: states("a", "b", "held/waiting", "end/final"),
		Transitions: []workflow.Transition[state, event, past]{
			{On: "next", From: []state{"a"}, To: "b"},
			{On: "stop", From: []state{"b"}, To: "end"},
			{On: "hold", From: []state{"a", "b"}, To: "held"},
			{On: "resume", From: []state{"held"}, To: workflow.Back},
		},
	})
	step, err := m.Decide("held", "resume", by(salesdesk.System), past{"b"})
	require.NoError(t, err)
	assert.Equal(t, "b", step.To)
	assert.Contains(t, m.Mermaid(), "held --> a : resume\n")
	assert.Contains(t, m.Table(), "| resume | held → the state before |  |  |")
}

func TestPermittedNamesWhatIsInTheWay(t *testing.T) {
	m := workflow.MustCompile(leave())
	choices := m.Permitted("asked", by(salesdesk.InsideSales), desk{"reason": true})
	data, err := json.Marshal(choices)
	require.NoError(t, err)
	assert.JSONEq(t, `[{"on":"grant","allowed":false,"reasons":["small: small does not hold"]},
		{"on":"refuse","allowed":false,"roles":["sales_manager"]},{"on":"note","to":"asked","allowed":true}]`, string(data))
}

func TestTheTableAndItsPictureAreStable(t *testing.T) {
	m := workflow.MustCompile(leave())
	assert.Equal(t, `stateDiagram-v2
    [*] --> asked
    asked --> asked : note
    asked --> granted : grant
    asked --> refused : refuse
    granted --> granted : note
    refused --> asked : reopen
    granted --> [*]
    refused --> [*]
`, m.Mermaid())
	assert.Contains(t, m.Table(), "| grant | asked → granted | reason, not small | sales_manager |\n")
	assert.Contains(t, m.Table(), "| reopen | refused → asked (reopens) |  | customer |\n")
	steps := []workflow.Step[state, event]{{From: "asked", On: "refuse", To: "refused"}}
	assert.Equal(t, "stateDiagram-v2\n    [*] --> asked\n    asked --> refused : 1 refuse\n    refused --> [*]\n", m.Path(steps))
	kind, ok := m.Kind("granted")
	assert.True(t, ok)
	assert.Equal(t, workflow.Final, kind)
	d := m.Definition()
	d.Transitions[0].By[0] = "changed"
	assert.NotContains(t, m.Table(), "changed")
}

func TestExtendAddsAndTightensAndNeverDrops(t *testing.T) {
	four := guard("four_eyes")
	d, err := workflow.Extend(leave(), workflow.Patch[state, event, desk]{
		ID: "our leave", Version: 2, States: states("planned"),
		Transitions: []row{{On: "plan", From: []state{"asked"}, To: "planned"}, {On: "refuse", From: []state{"planned"}, To: "refused", By: []salesdesk.Role{salesdesk.SalesManager}}},
		Tighten: []workflow.Tightening[state, event, desk]{
			{On: "grant", If: []*workflow.Guard[desk]{four}, By: []salesdesk.Role{salesdesk.SalesManager}},
			{On: "note", From: []state{"granted"}, By: []salesdesk.Role{salesdesk.Finance}},
		},
	})
	require.NoError(t, err)
	m, err := workflow.Compile(d)
	require.NoError(t, err)
	_, err = m.Decide("asked", "grant", by(salesdesk.InsideSales), desk{"small": true, "reason": true, "four_eyes": true})
	require.Error(t, err, "the clerk may no longer")
	_, err = m.Decide("asked", "grant", by(salesdesk.SalesManager), desk{"small": true, "reason": true})
	require.ErrorContains(t, err, "four_eyes")
	_, err = m.Decide("asked", "note", by(salesdesk.Warehouse), desk{})
	require.NoError(t, err)
	_, err = m.Decide("granted", "note", by(salesdesk.Warehouse), desk{})
	require.Error(t, err)
	assert.Equal(t, leave().Transitions[0].By, []salesdesk.Role{salesdesk.InsideSales, salesdesk.SalesManager}, "the built-in table is as it was")

	_, err = workflow.Extend(leave(), workflow.Patch[state, event, desk]{Tighten: []workflow.Tightening[state, event, desk]{
		{On: "nothing"}, {On: "refuse", By: []salesdesk.Role{salesdesk.Finance}},
	}})
	require.EqualError(t, err, "patch of nothing: nothing_to_tighten; patch of refuse: nobody_left")
}

func TestMigrateMovesWhatHasAnImage(t *testing.T) {
	old := workflow.MustCompile(leave())
	d := leave()
	d.Version = 2
	d.States[0].Name, d.Initial = "requested", "requested"
	for i := range d.Transitions {
		for j, s := range d.Transitions[i].From {
			if s == "asked" {
				d.Transitions[i].From[j] = "requested"
			}
		}
		if d.Transitions[i].To == "asked" {
			d.Transitions[i].To = "requested"
		}
	}
	now := workflow.MustCompile(d)
	step, err := workflow.Migrate(old, now, workflow.Migration[state]{From: 1, To: 2, States: map[state]state{"asked": "requested"}}, "asked")
	require.NoError(t, err)
	assert.Equal(t, workflow.Step[state, event]{From: "asked", On: workflow.Migrated, To: "requested"}, step)
	same, err := workflow.Migrate(old, now, workflow.Migration[state]{From: 1, To: 2}, "granted")
	require.NoError(t, err)
	assert.Equal(t, "granted", same.To)
	for _, bad := range []workflow.Migration[state]{{From: 1, To: 2}, {From: 2, To: 2, States: map[state]state{"asked": "requested"}}} {
		_, err = workflow.Migrate(old, now, bad, "asked")
		var migration workflow.MigrationError
		require.ErrorAs(t, err, &migration)
	}
}

func TestCommandsNameWhatTheyLack(t *testing.T) {
	err := (&workflow.Command{Expect: 3}).Check(4)
	assert.EqualError(t, err, "command.id: required; command.actor.id: required; command.actor.role: required; command.at: required; conflict: version 3 expected, is 4")
	require.NoError(t, by(salesdesk.System).Check(0))
}

// counted is a fact.
type counted struct {
	By int `json:"by"`
}

func (counted) FactName() string { return "counted" }

func logOf(n int) []workflow.Event[counted] {
	var log []workflow.Event[counted]
	for i := range n {
		cmd := by(salesdesk.Finance)
		cmd.ID, cmd.Digest, cmd.Reason = fmt.Sprint("c", i+1), fmt.Sprint("d", i+1), "why"
		log = append(log, workflow.Next("s1", i+1, cmd, counted{By: i}))
	}
	return log
}

func TestRecallAnswersTheSameCommandOnce(t *testing.T) {
	log := logOf(3)
	cmd := by(salesdesk.Finance)
	cmd.ID, cmd.Digest = "c2", "d2"
	e, found, err := workflow.Recall(log, cmd)
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, 2, e.Seq)
	cmd.Digest = "other"
	_, _, err = workflow.Recall(log, cmd)
	var mismatch workflow.CommandMismatchError
	require.ErrorAs(t, err, &mismatch)
	cmd.ID = "new"
	_, found, err = workflow.Recall(log, cmd)
	require.NoError(t, err)
	assert.False(t, found)
}

func sum(total *int, e workflow.Event[counted]) { *total += e.Fact.By }

func TestFoldRefusesAGap(t *testing.T) {
	total, version, err := workflow.Fold(0, 0, logOf(4), sum)
	require.NoError(t, err)
	assert.Equal(t, []int{6, 4}, []int{total, version})
	for _, broken := range [][]workflow.Event[counted]{logOf(4)[1:], append(logOf(2), logOf(2)...)} {
		_, _, err = workflow.Fold(0, 0, broken, sum)
		var gap workflow.GapError
		require.ErrorAs(t, err, &gap)
	}
	total, version, err = workflow.Fold(100, 2, logOf(4)[2:], sum)
	require.NoError(t, err)
	assert.Equal(t, []int{105, 4}, []int{total, version})
}

func TestALogReadsBackAsItWasWritten(t *testing.T) {
	log := logOf(3)
	data, err := workflow.EncodeEvents(log)
	require.NoError(t, err)
	assert.Equal(t, `{"stream":"s1","seq":1,"command_id":"c1","digest":"d1","at":"2026-04-20T09:00:00Z","actor":{"id":"an","role":"finance"},"reason":"why","fact":"counted","data":{"by":0}}`, strings.Split(string(data), "\n")[0])
	again, err := workflow.DecodeEvents(data, counted{})
	require.NoError(t, err)
	assert.Equal(t, log, again)
	_, err = workflow.DecodeEvents([]byte(`{"stream":"s","seq":1,"command_id":"c","at":"2026-04-20T09:00:00Z","actor":{"id":"a","role":"b"},"fact":"guessed","data":{}}
{"stream":"s","seq":1,"command_id":"c","at":"2026-04-20T09:00:00Z","actor":{"id":"a","role":"b"},"fact":"counted","data":{"bye":1}}
{"streams":"s"}`), counted{})
	require.Error(t, err)
	for _, want := range []string{"events[0].fact: reference (guessed)", "events[1].data.bye: unknown", "events[2].streams: unknown"} {
		assert.ErrorContains(t, err, want)
	}
}

func TestASealShowsEveryChange(t *testing.T) {
	sealed, err := workflow.Seal("", logOf(4))
	require.NoError(t, err)
	require.NoError(t, workflow.Verify("", sealed))
	more, err := workflow.Seal(sealed[3].Hash, logOf(1))
	require.NoError(t, err)
	require.NoError(t, workflow.Verify(sealed[3].Hash, more))
	data, err := json.Marshal(sealed[0])
	require.NoError(t, err)
	assert.Contains(t, string(data), sealed[0].Hash)
	for name, tamper := range map[string]func([]workflow.Sealed[counted]) []workflow.Sealed[counted]{
		"changed":   func(l []workflow.Sealed[counted]) []workflow.Sealed[counted] { l[1].Fact.By = 99; return l },
		"removed":   func(l []workflow.Sealed[counted]) []workflow.Sealed[counted] { return append(l[:1], l[2:]...) },
		"reordered": func(l []workflow.Sealed[counted]) []workflow.Sealed[counted] { l[1], l[2] = l[2], l[1]; return l },
	} {
		copied := append([]workflow.Sealed[counted]{}, sealed...)
		var tampered workflow.TamperedError
		require.ErrorAs(t, workflow.Verify("", tamper(copied)), &tampered, name)
	}
}

func TestADefinitionReadsBackFromData(t *testing.T) {
	data, err := json.Marshal(leave())
	require.NoError(t, err)
	d, err := workflow.DecodeDefinition(data)
	require.NoError(t, err)
	m, err := workflow.Compile(d)
	require.NoError(t, err)
	assert.Equal(t, workflow.MustCompile(leave()).Table(), m.Table())
	_, err = m.Decide("asked", "grant", by(salesdesk.InsideSales), workflow.Facts{"reason": true})
	require.EqualError(t, err, `leave: grant refused in asked: small: "small" is not met`)
	_, err = workflow.DecodeDefinition([]byte(`{"no":1}`))
	assert.Error(t, err)
}

// TestTheNineMachinesCompile reads the tables of the domain: their guards are texts,
// and rows of one state and event that only a text tells apart share it.
func TestTheNineMachinesCompile(t *testing.T) {
	var machines map[string]struct {
		Initial      string
		Final        []string
		ReopenEvents []string
		States       []string
		Transitions  []struct {
			Event, To, Guard string
			From             []string
		}
	}
	require.NoError(t, json.Unmarshal(shared.Read(t, "domain/workflows.json"), &machines))
	require.Len(t, machines, 9)
	for name, source := range machines {
		t.Run(name, func(t *testing.T) {
			d := def{ID: name, Version: 1, Initial: source.Initial}
			finals := map[string]bool{}
			for _, s := range source.Final {
				finals[s] = true
			}
			for _, s := range source.States {
				kind := workflow.Open
				if finals[s] {
					kind = workflow.Final
				}
				d.States = append(d.States, workflow.State[state]{Name: s, Kind: kind})
			}
			reopens := map[string]bool{}
			for _, e := range source.ReopenEvents {
				reopens[e] = true
			}
			for _, tr := range source.Transitions {
				d.Transitions = append(d.Transitions, rowsOf(tr.Event, tr.To, tr.Guard, tr.From, finals, reopens[tr.Event])...)
			}
			m, err := workflow.Compile(d)
			require.NoError(t, err)
			assert.NotEmpty(t, m.Mermaid())
		})
	}
}

// rowsOf is a row of the domain's file: one for open states and one that reopens.
func rowsOf(on, to, text string, from []string, finals map[string]bool, reopens bool) []row {
	if strings.HasPrefix(to, "@") {
		to = workflow.Back
	}
	var open, closed []state
	for _, s := range from {
		if finals[s] && reopens {
			closed = append(closed, s)
		} else {
			open = append(open, s)
		}
	}
	var rows []row
	var conditions []*workflow.Guard[desk]
	if text != "" {
		conditions = []*workflow.Guard[desk]{{Name: on + ": " + text, Test: func(*workflow.Command, desk) error { return nil }}}
	}
	if len(open) > 0 {
		rows = append(rows, row{On: on, From: open, To: to, If: conditions})
	}
	if len(closed) > 0 {
		rows = append(rows, row{On: on, From: closed, To: to, If: conditions, Reopens: true})
	}
	return rows
}

func TestAnyWalkStaysInTheTableAndFoldsBack(t *testing.T) {
	m := workflow.MustCompile(leave())
	rapid.Check(t, func(t *rapid.T) {
		at, walked := "asked", []string{}
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			facts := desk{"small": rapid.Bool().Draw(t, "small"), "reason": rapid.Bool().Draw(t, "reason")}
			cmd := by(rapid.SampledFrom([]salesdesk.Role{salesdesk.InsideSales, salesdesk.SalesManager, salesdesk.Customer}).Draw(t, "role"))
			for _, choice := range m.Permitted(at, cmd, facts) {
				step, err := m.Decide(at, choice.On, cmd, facts)
				require.Equal(t, choice.Allowed, err == nil, "permitted and decided agree")
				if err == nil {
					require.Equal(t, choice.To, step.To)
				}
			}
			if step, err := m.Decide(at, rapid.SampledFrom([]event{"grant", "refuse", "note", "reopen"}).Draw(t, "on"), cmd, facts); err == nil {
				at, walked = step.To, append(walked, step.To)
			}
			_, known := m.Kind(at)
			require.True(t, known)
		}
		if len(walked) > 0 {
			require.Equal(t, walked[len(walked)-1], at)
		}
	})
}

func FuzzDecodeDefinition(f *testing.F) {
	f.Add([]byte(`{"id":"d","version":1,"initial":"a","states":[{"name":"a","kind":"open"},{"name":"b","kind":"final"}],"transitions":[{"on":"go","from":["a"],"to":"b"}]}`))
	f.Add([]byte(`{"id":"d","version":1,"initial":"a","states":[{"name":"a","kind":"open"}],"transitions":[{"on":"go","from":["a"],"to":"@back","if":["x"],"unless":["x"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := workflow.DecodeDefinition(data)
		if err != nil {
			return
		}
		if m, err := workflow.Compile(d); err == nil {
			_, _ = m.Mermaid(), m.Table()
		}
	})
}

func FuzzDecodeEvents(f *testing.F) {
	data, _ := workflow.EncodeEvents(logOf(2))
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		log, err := workflow.DecodeEvents(data, counted{})
		if err != nil {
			return
		}
		_, err = workflow.EncodeEvents(log)
		require.NoError(t, err)
	})
}

func TestDecideDoesNotAllocate(t *testing.T) {
	m := workflow.MustCompile(leave())
	cmd, facts := by(salesdesk.InsideSales), desk{"small": true, "reason": true}
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = m.Decide("asked", "grant", cmd, facts) }))
}

func BenchmarkDecide(b *testing.B) {
	yes := func(*workflow.Command, int) error { return nil }
	m := workflow.MustCompile(workflow.Definition[state, event, int]{
		ID: "d", Version: 1, Initial: "a", States: states("a", "b/final"),
		Transitions: []workflow.Transition[state, event, int]{
			{On: "go", From: []state{"a"}, To: "b", If: []*workflow.Guard[int]{{Name: "one", Test: yes}, {Name: "two", Test: yes}}, By: []salesdesk.Role{salesdesk.InsideSales}},
		},
	})
	cmd := by(salesdesk.InsideSales)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = m.Decide("a", "go", cmd, 1)
	}
}

func BenchmarkFold(b *testing.B) {
	log := logOf(1000)
	b.ReportAllocs()
	for b.Loop() {
		_, _, _ = workflow.Fold(0, 0, log, sum)
	}
}

func ExampleMachine_Decide() {
	m := workflow.MustCompile(leave())
	cmd := &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}}
	_, err := m.Decide("asked", "grant", cmd, workflow.Facts{"reason": true})
	fmt.Println(err)
	// Output: leave: grant refused in asked: small: small does not hold
}
