package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestExtendAddsAndTightensAndNeverDrops(t *testing.T) {
	four := guard("four_eyes")
	d, err := workflow.Extend(leave(), workflow.Patch[state, event, desk]{
		ID: "our_leave", Version: 2, States: states("planned"),
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
		{On: "nothing"}, {On: "refuse", By: []salesdesk.Role{salesdesk.Finance}}, {On: "note", From: []state{"granted", "graanted"}, If: []*workflow.Guard[desk]{four}},
	}})
	require.EqualError(t, err, "patch of nothing: nothing_to_tighten; patch of refuse: nobody_left; patch of note in graanted: nothing_to_tighten")
}

func TestExtendRefusesARowThatGoesAroundOthers(t *testing.T) {
	d := leave()
	reason, _ := d.Guard("reason")
	small, _ := d.Guard("small")
	both := []*workflow.Guard[desk]{reason, small}
	desks := []salesdesk.Role{salesdesk.InsideSales}
	for name, give := range map[string]row{
		"of another role, without guards": {On: "grant", From: []state{"asked"}, To: "granted", By: []salesdesk.Role{salesdesk.Finance}},
		"of another role":                 {On: "grant", From: []state{"asked"}, To: "granted", If: both, By: []salesdesk.Role{salesdesk.Finance}},
		"of everybody":                    {On: "grant", From: []state{"asked"}, To: "granted", If: both},
		"without a guard":                 {On: "grant", From: []state{"asked"}, To: "granted", If: []*workflow.Guard[desk]{small}, By: desks},
		"without an Unless":               {On: "grant", From: []state{"asked"}, To: "granted", If: []*workflow.Guard[desk]{reason}, By: []salesdesk.Role{salesdesk.SalesManager}},
		"with a guard of the same name":   {On: "grant", From: []state{"asked"}, To: "granted", If: []*workflow.Guard[desk]{guard("reason"), guard("small")}, By: desks},
	} {
		_, err := workflow.Extend(d, workflow.Patch[state, event, desk]{Transitions: []row{give}})
		require.EqualError(t, err, "patch of grant in asked: loosens", name)
	}
	d.Transitions[4].InPerson = true
	_, err := workflow.Extend(d, workflow.Patch[state, event, desk]{Transitions: []row{{On: "reopen", From: []state{"refused"}, To: "asked", By: []salesdesk.Role{salesdesk.Customer}, Reopens: true}}})
	require.EqualError(t, err, "patch of reopen in refused: loosens")
}

func TestAPatchTakesAShareOfARow(t *testing.T) {
	d, abroad := leave(), guard("abroad")
	reason, _ := d.Guard("reason")
	small, _ := d.Guard("small")
	d, err := workflow.Extend(d, workflow.Patch[state, event, desk]{
		States:  states("planned"),
		Tighten: []workflow.Tightening[state, event, desk]{{On: "grant", Unless: []*workflow.Guard[desk]{abroad}}, {On: "reopen", InPerson: true}},
		Transitions: []row{
			{On: "grant", From: []state{"asked"}, To: "planned", If: []*workflow.Guard[desk]{reason, small, abroad}, By: []salesdesk.Role{salesdesk.InsideSales, salesdesk.SalesManager}},
			{On: "book", From: []state{"planned"}, To: "granted"},
		},
	})
	require.NoError(t, err)
	m, err := workflow.Compile(d)
	require.NoError(t, err)
	for abroad, want := range map[bool]state{true: "planned", false: "granted"} {
		step, err := m.Decide("asked", "grant", by(salesdesk.InsideSales), desk{"reason": true, "small": true, "abroad": abroad})
		require.NoError(t, err)
		assert.Equal(t, want, step.To)
	}
	clerk := by(salesdesk.InsideSales)
	clerk.Actor.For = "C001"
	_, err = m.Decide("refused", "reopen", clerk, desk{})
	require.Error(t, err)
}

func TestAContradictionInAPatchIsFound(t *testing.T) {
	d := leave()
	small, ok := d.Guard("small")
	require.True(t, ok)
	_, ok = d.Guard("smaller")
	require.False(t, ok)
	d, err := workflow.Extend(d, workflow.Patch[state, event, desk]{Tighten: []workflow.Tightening[state, event, desk]{{On: "grant", Unless: []*workflow.Guard[desk]{small}}}})
	require.NoError(t, err)
	_, err = workflow.Compile(d)
	require.EqualError(t, err, "workflow leave: contradiction event grant small")
}

// Only what is for the customer can be asked of him in person; rows of the event that
// are not for him stay as they are.
func TestInPersonTightensTheRowsOfTheCustomer(t *testing.T) {
	d := leave()
	d.Transitions = append(d.Transitions, row{On: "reopen", From: []state{"granted"}, To: "asked", By: []salesdesk.Role{salesdesk.SalesManager}, Reopens: true})
	inPerson := func(on event) workflow.Patch[state, event, desk] {
		return workflow.Patch[state, event, desk]{Tighten: []workflow.Tightening[state, event, desk]{{On: on, InPerson: true}}}
	}
	strict, err := workflow.Extend(d, inPerson("reopen"))
	require.NoError(t, err)
	m, err := workflow.Compile(strict)
	require.NoError(t, err)
	clerk := by(salesdesk.InsideSales)
	clerk.Actor.For = "C1"
	_, err = m.Decide("refused", "reopen", clerk, desk{})
	require.Error(t, err)
	_, err = m.Decide("granted", "reopen", by(salesdesk.SalesManager), desk{})
	require.NoError(t, err)

	_, err = workflow.Extend(d, inPerson("note"))
	require.EqualError(t, err, "patch of note: nobody_acts")
}

func TestNoRoomCanBeGoneAround(t *testing.T) {
	t.Run("quote", func(t *testing.T) { cannotBeGoneAround(t, quote.Definition()) })
	t.Run("order", func(t *testing.T) { cannotBeGoneAround(t, order.Definition()) })
	t.Run("return", func(t *testing.T) { cannotBeGoneAround(t, order.ReturnDefinition()) })
	t.Run("shipment", func(t *testing.T) { cannotBeGoneAround(t, order.ShipmentDefinition()) })
	t.Run("invoice", func(t *testing.T) { cannotBeGoneAround(t, invoice.Definition()) })
	t.Run("dunning", func(t *testing.T) { cannotBeGoneAround(t, dunning.Definition()) })
	t.Run("request", func(t *testing.T) { cannotBeGoneAround(t, progress.Definition()) })
	t.Run("complaint", func(t *testing.T) { cannotBeGoneAround(t, complaint.Definition()) })
	t.Run("opportunity", func(t *testing.T) { cannotBeGoneAround(t, prospect.Definition()) })
}

// cannotBeGoneAround adds, to every row, one for a stranger and one without its
// guards, and tightens every event.
func cannotBeGoneAround[S, E ~string, C any](t *testing.T, d workflow.Definition[S, E, C]) {
	t.Helper()
	extend := func(p workflow.Patch[S, E, C]) error {
		extended, err := workflow.Extend(d, p)
		if err == nil {
			_, err = workflow.Compile(extended)
		}
		return err
	}
	never := &workflow.Guard[C]{Name: "never", Test: func(*workflow.Command, C) error { return errNo }}
	for _, tr := range d.Transitions {
		stranger, bare := tr, tr
		stranger.By, stranger.If, stranger.Unless = []salesdesk.Role{"stranger"}, nil, nil
		bare.If, bare.Unless = nil, nil
		for _, give := range []workflow.Transition[S, E, C]{stranger, bare} {
			err := extend(workflow.Patch[S, E, C]{Transitions: []workflow.Transition[S, E, C]{give}})
			require.Error(t, err, "%s", tr.On)
		}
		var loose workflow.PatchError
		require.ErrorAs(t, extend(workflow.Patch[S, E, C]{Transitions: []workflow.Transition[S, E, C]{stranger}}), &loose)
		require.NoError(t, extend(workflow.Patch[S, E, C]{Tighten: []workflow.Tightening[S, E, C]{{On: tr.On, If: []*workflow.Guard[C]{never}}}}))
		require.Error(t, extend(workflow.Patch[S, E, C]{Tighten: []workflow.Tightening[S, E, C]{{On: tr.On, From: append([]S{"nowhere"}, tr.From...)}}}))
	}
}
