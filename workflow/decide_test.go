package workflow_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestRowsAreApartByRoleOrByOneGuard(t *testing.T) {
	m := workflow.MustCompile(leave())
	for _, test := range []struct {
		name    string
		role    salesdesk.Role
		facts   desk
		wantErr string
	}{
		{"within the limit", salesdesk.InsideSales, desk{"small": true, "reason": true}, ""},
		{"above it", salesdesk.InsideSales, desk{"reason": true}, "leave: grant refused in asked: small: small does not hold; [sales_manager] could"},
		{"above it, by the manager", salesdesk.SalesManager, desk{"reason": true}, ""},
		{"everything fails", salesdesk.InsideSales, desk{}, "leave: grant refused in asked: reason: reason does not hold; small: small does not hold; [sales_manager] could"},
		{"small, and without a reason", salesdesk.SalesManager, desk{"small": true}, "leave: grant refused in asked: reason: reason does not hold"},
		{"not small, and without a reason", salesdesk.SalesManager, desk{}, "leave: grant refused in asked: reason: reason does not hold"},
		{"another role, above it", salesdesk.Finance, desk{"reason": true}, "leave: grant refused in asked: by finance, is for [sales_manager]"},
		{"another role, and no reason", salesdesk.Finance, desk{"small": true}, "leave: grant refused in asked: by finance, is for [inside_sales sales_manager]; reason: reason does not hold"},
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

func TestWhoActsForACustomerIsHeToo(t *testing.T) {
	m := workflow.MustCompile(leave())
	cmd := by(salesdesk.InsideSales)
	_, err := m.Decide("refused", "reopen", cmd, desk{})
	require.EqualError(t, err, "leave: reopen refused in refused: by inside_sales, is for [customer]; may be entered for the customer")
	cmd.Actor.For = "C001"
	step, err := m.Decide("refused", "reopen", cmd, desk{})
	require.NoError(t, err)
	assert.True(t, step.Reopens)
	_, err = m.Decide("asked", "grant", cmd, desk{"small": true, "reason": true})
	require.NoError(t, err, "he keeps his own role")
	cmd.Actor.Role = salesdesk.SalesManager // who stands in for a colleague has his own role only
	_, err = m.Decide("asked", "refuse", cmd, desk{})
	require.NoError(t, err)
	_, err = m.Decide("refused", "reopen", cmd, desk{})
	require.EqualError(t, err, "leave: reopen refused in refused: by sales_manager, is for [customer]")
}

func TestInPersonNobodyActsForTheCustomer(t *testing.T) {
	d := leave()
	d.Transitions[4].InPerson = true
	m := workflow.MustCompile(d)
	cmd := by(salesdesk.InsideSales)
	cmd.Actor.For = "C001"
	_, err := m.Decide("refused", "reopen", cmd, desk{})
	require.EqualError(t, err, "leave: reopen refused in refused: by inside_sales, is for [customer]")
	_, err = m.Decide("refused", "reopen", by(salesdesk.Customer), desk{})
	require.NoError(t, err)
}

func TestNoCommandIsAProblemAndNoPanic(t *testing.T) {
	m := workflow.MustCompile(leave())
	_, err := m.Decide("asked", "grant", nil, desk{})
	require.EqualError(t, err, "command: required")
	for _, choice := range m.Permitted("asked", nil, desk{}) {
		require.EqualError(t, choice.Err, "command: required")
	}
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

func TestEveryGuardInTheWayIsNamedOnce(t *testing.T) {
	paid, busy := guard("paid"), guard("busy")
	m := workflow.MustCompile(def{
		ID: "d", Version: 1, Initial: "a", States: states("a", "end/final"),
		Transitions: []row{
			{On: "go", From: []state{"a"}, To: "end", If: []*workflow.Guard[desk]{paid, paid}, Unless: []*workflow.Guard[desk]{busy}, By: []salesdesk.Role{salesdesk.Finance}},
		},
	})
	_, err := m.Decide("a", "go", by(salesdesk.Finance), desk{"busy": true})
	require.EqualError(t, err, "d: go refused in a: paid: paid does not hold; busy: busy holds")
	_, err = m.Decide("a", "go", by(salesdesk.System), desk{"busy": true})
	require.EqualError(t, err, "d: go refused in a: by system, is for [finance]; paid: paid does not hold; busy: busy holds")
	var refused workflow.RefusedError
	require.ErrorAs(t, err, &refused)
	assert.Len(t, refused.Unwrap(), 2)
}

func TestRefusalsHaveTheTextOfTheirCase(t *testing.T) {
	failed := []workflow.Failure{{Guard: "g", Err: errNo}}
	roles := []salesdesk.Role{salesdesk.SalesManager}
	for want, give := range map[string]workflow.RefusedError{
		"workflow.no_row":       {},
		"workflow.role":         {NoRole: true, Roles: roles, Failed: failed},
		"workflow.role_for":     {NoRole: true, ActFor: true, Roles: roles},
		"workflow.others_could": {Roles: roles, Failed: failed},
		"workflow.refused":      {Failed: failed},
	} {
		assert.Equal(t, want, give.MessageID())
	}
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
	for _, nowhere := range []state{"", "nowhere", "end", "held"} {
		_, err := m.Decide("held", "resume", by(salesdesk.System), past{nowhere})
		require.EqualError(t, err, fmt.Sprintf("d: resume refused in held: @back: held is not entered from %q", nowhere))
		var before workflow.BeforeError
		require.ErrorAs(t, err, &before)
	}
	assert.Contains(t, m.Mermaid(), "held --> a : resume\n")
	assert.Contains(t, m.Table(), "| resume | held → the state before |  |  |")
}

func TestPermittedNamesWhatIsInTheWay(t *testing.T) {
	m := workflow.MustCompile(leave())
	choices := m.Permitted("asked", by(salesdesk.InsideSales), desk{"reason": true})
	data, err := json.Marshal(choices)
	require.NoError(t, err)
	assert.JSONEq(t, `[{"on":"grant","allowed":false,"roles":["sales_manager"],"reasons":["small: small does not hold"]},
		{"on":"refuse","allowed":false,"roles":["sales_manager"]},{"on":"note","to":"asked","allowed":true}]`, string(data))
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

func TestPermittedNamesTheGuardsThatLookAtTheFact(t *testing.T) {
	d := leave()
	small, _ := d.Guard("small")
	small.Fact = true
	m := workflow.MustCompile(d)
	choice := m.Permitted("asked", by(salesdesk.InsideSales), desk{"reason": true, "small": true})[0]
	assert.Equal(t, workflow.Choice[state, event]{On: "grant", To: "granted", Allowed: true, Later: []string{"small"}}, choice)
	choice = m.Permitted("asked", by(salesdesk.InsideSales), desk{"reason": true})[0]
	assert.Empty(t, choice.Later, "nothing is left to hold of what is refused")
}

// What the fact decides is not guessed: every state it may lead to is named, and the
// guards that will choose among them.
func TestPermittedDoesNotGuessWhereTheFactLeads(t *testing.T) {
	late := guard("late")
	late.Fact = true
	lateTest := late.Test
	asked := true // nobody knows the fact yet, so that the guard holds
	late.Test = func(cmd *workflow.Command, d desk) error {
		if asked {
			return nil
		}
		return lateTest(cmd, d)
	}
	m := workflow.MustCompile(def{
		ID: "loan", Version: 1, Initial: "lent", States: states("lent", "back/final", "fined/final"),
		Transitions: []row{
			{On: "return", From: []state{"lent"}, To: "back", Unless: []*workflow.Guard[desk]{late}},
			{On: "return", From: []state{"lent"}, To: "fined", If: []*workflow.Guard[desk]{late}},
			{On: "renew", From: []state{"lent"}, Unless: []*workflow.Guard[desk]{late}},
		},
	})
	data, err := json.Marshal(m.Permitted("lent", by(salesdesk.InsideSales), desk{}))
	require.NoError(t, err)
	assert.JSONEq(t, `[{"on":"return","one_of":["back","fined"],"allowed":true,"later":["late"]},{"on":"renew","to":"lent","allowed":true,"later":["late"]}]`, string(data))
	asked = false
	step, err := m.Decide("lent", "return", by(salesdesk.InsideSales), desk{"late": true})
	require.NoError(t, err)
	assert.Equal(t, "fined", step.To)
}

func onFact[S, E ~string, C any](d workflow.Definition[S, E, C]) []string {
	var names []string
	for _, tr := range d.Transitions {
		for _, g := range slices.Concat(tr.If, tr.Unless) {
			if g.Fact && !slices.Contains(names, g.Name) {
				names = append(names, g.Name)
			}
		}
	}
	slices.Sort(names)
	return names
}

func TestTheRoomsSayWhichGuardsLookAtTheFact(t *testing.T) {
	assert.Equal(t, []string{"after_sending", "awarded", "choice", "choice_approved", "costs_hold", "digest_unchanged", "later", "left", "loss", "objection", "objection_open", "offer", "remaining", "revision", "taken_stays", "validity_set"}, onFact(quote.Definition()))
	assert.Equal(t, []string{
		"advances_credited", "as_asked", "askable", "callable", "change_fits", "change_within_limit", "channel", "credit", "dated",
		"dates", "differs", "hold_named", "latest_proposal", "new_advance", "new_document", "new_return", "new_shipment", "own_role", "part_arrived", "promised", "quantities", "stage", "under_way",
	}, onFact(order.Definition()))
	assert.Equal(t, []string{"another_owner", "documents", "owner_named", "remedy", "sorted", "target", "told", "within_limit"}, onFact(complaint.Definition()))
	assert.Equal(t, []string{"criteria_met", "loss_reason", "quote", "well_formed"}, onFact(prospect.Definition()))
}
