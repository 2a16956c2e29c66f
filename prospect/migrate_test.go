package prospect_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/workflow"
)

// The company's second table lets an open opportunity be met first: what was
// qualified under the first is met under the second.
func met(t require.TestingT) *prospect.Rules {
	d := prospect.Definition()
	d.Version = 2
	for i := range d.States {
		if d.States[i].Name == prospect.StageQualified {
			d.States[i].Name = "met"
		}
	}
	for i := range d.Transitions {
		for j, s := range d.Transitions[i].From {
			if s == prospect.StageQualified {
				d.Transitions[i].From[j] = "met"
			}
		}
		if d.Transitions[i].To == prospect.StageQualified {
			d.Transitions[i].To = "met"
		}
	}
	r, err := prospect.Compile(prospect.Policy{Definition: &d})
	require.NoError(t, err)
	return r
}

func TestARunningOpportunityMovesToTheNewTable(t *testing.T) {
	old, now := rules(t), met(t)
	o, err := opened(t, old).Qualify(old, by(opened(t, old)), full())
	require.NoError(t, err)
	m := workflow.Migration[prospect.Stage]{From: 1, To: 2, States: map[prospect.Stage]prospect.Stage{prospect.StageQualified: "met"}}

	_, err = o.Migrate(old, now, by(o), m)
	require.ErrorContains(t, err, "is for [system]")
	cmd := by(o)
	cmd.Actor = salesdesk.Actor{ID: "upgrade", Role: salesdesk.System}
	moved, err := o.Migrate(old, now, cmd, m)
	require.NoError(t, err)
	assert.Equal(t, prospect.Stage("met"), moved.Stage)
	_, err = moved.Propose(now, by(moved), "OFF-1", o.Value)
	require.NoError(t, err, "it goes on under the new table")

	log, err := workflow.EncodeEvents(moved.Changes())
	require.NoError(t, err)
	changes, err := prospect.DecodeChanges(log)
	require.NoError(t, err)
	folded, err := prospect.Fold(changes)
	require.NoError(t, err)
	assert.Equal(t, asJSON(t, moved), asJSON(t, folded))

	_, err = o.Migrate(old, now, cmd, workflow.Migration[prospect.Stage]{From: 1, To: 2})
	var unfit workflow.MigrationError
	require.ErrorAs(t, err, &unfit)
	cmd.Expect++
	_, err = o.Migrate(old, now, cmd, m)
	var conflict workflow.ConflictError
	require.ErrorAs(t, err, &conflict)
}
