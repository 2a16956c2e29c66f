package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// textID is a message id.
type textID string

func (n textID) MessageID() string { return string(n) }

func TestATableNamesTheTextsItNeeds(t *testing.T) {
	assert.Equal(t, []string{"role.customer", "role.inside_sales", "role.sales_manager"}, leave().MessageIDs(), "plain names have no texts")
	ids := prospect.Definition().MessageIDs()
	assert.Subset(t, ids, []string{"prospect.stage.won", "prospect.event.revive", "role.inside_sales"})

	policy, err := workflow.Extend(prospect.Definition(), workflow.Patch[prospect.Stage, prospect.Event, prospect.Case]{
		States: []workflow.State[prospect.Stage]{{Name: "met", Kind: workflow.Open}},
		Transitions: []workflow.Transition[prospect.Stage, prospect.Event, prospect.Case]{
			{On: "meet", From: []prospect.Stage{prospect.Open}, To: "met"},
			{On: "file", From: []prospect.Stage{"met"}, To: prospect.NoDecision, By: []salesdesk.Role{"archivist"}},
		},
	})
	require.NoError(t, err)
	assert.Subset(t, policy.MessageIDs(), []string{"prospect.stage.met", "prospect.event.meet", "prospect.event.file", "role.archivist"})
}

func TestEveryBuiltInTableHasItsTexts(t *testing.T) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	for _, ids := range [][]string{
		quote.Definition().MessageIDs(), order.Definition().MessageIDs(), order.ReturnDefinition().MessageIDs(),
		complaint.Definition().MessageIDs(), prospect.Definition().MessageIDs(),
	} {
		require.NotEmpty(t, ids)
		for _, id := range ids {
			text, err := catalog.Text(salesdesk.Dutch, textID(id))
			require.NoError(t, err, id)
			assert.NotEmpty(t, text)
		}
	}
}

func TestAnEventOfTheTableHasAVerb(t *testing.T) {
	require.NoError(t, leave().CheckAdded("frame"))
	require.EqualError(t, leave().CheckAdded("grant"), "leave: grant has a verb of its own")
}
