package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/workflow"
)

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
