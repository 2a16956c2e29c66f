package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// requested is the second version of leave: what was asked is requested.
func requested() def {
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
	return d
}

func TestMigrateMovesEveryStateToItsImage(t *testing.T) {
	old, now := workflow.MustCompile(leave()), workflow.MustCompile(requested())
	m := workflow.Migration[state]{From: 1, To: 2, States: map[state]state{"asked": "requested"}}
	require.NoError(t, workflow.CheckMigration(old, now, m))
	for was, image := range map[state]state{"asked": "requested", "granted": "granted"} {
		fact, err := workflow.Migrate(old, now, m, by(salesdesk.System), was)
		require.NoError(t, err)
		assert.Equal(t, workflow.Migrated[state]{FromVersion: 1, ToVersion: 2, Was: was, Image: image}, fact)
	}
}

func TestTheWholeMigrationIsChecked(t *testing.T) {
	old, now := workflow.MustCompile(leave()), workflow.MustCompile(requested())
	other := requested()
	other.ID = "holiday"
	for name, test := range map[string]struct {
		to   *workflow.Machine[state, event, desk]
		give workflow.Migration[state]
		want string
	}{
		"no image":      {now, workflow.Migration[state]{From: 1, To: 2}, `migration of leave from version 1 to 2: no_image "asked" to "asked"`},
		"other version": {now, workflow.Migration[state]{From: 9, To: 2, States: map[state]state{"asked": "requested"}}, "migration of leave from version 9 to 2: other_version"},
		"one version":   {old, workflow.Migration[state]{From: 1, To: 1}, "migration of leave from version 1 to 1: other_version"},
		"other machine": {workflow.MustCompile(other), workflow.Migration[state]{From: 1, To: 2, States: map[state]state{"asked": "requested"}}, "migration of leave from version 1 to 2: other_machine"},
		"everything": {
			now,
			workflow.Migration[state]{From: 1, To: 2, States: map[state]state{"asked": "nowhere", "granted": "requested", "typo": "requested"}},
			`migration of leave from version 1 to 2: no_such_state "typo" to "requested"; migration of leave from version 1 to 2: no_image "asked" to "nowhere"; migration of leave from version 1 to 2: reopens_final "granted" to "requested"`,
		},
	} {
		_, err := workflow.Migrate(old, test.to, test.give, by(salesdesk.System), "refused")
		require.EqualError(t, err, test.want, name)
		var migration workflow.MigrationError
		require.ErrorAs(t, err, &migration)
	}
	reopening := workflow.Migration[state]{From: 1, To: 2, States: map[state]state{"asked": "requested", "granted": "requested"}, Reopens: true}
	fact, err := workflow.Migrate(old, now, reopening, by(salesdesk.System), "granted")
	require.NoError(t, err)
	assert.Equal(t, "requested", fact.Image)
}

func TestOnlyTheSystemMigrates(t *testing.T) {
	old, now := workflow.MustCompile(leave()), workflow.MustCompile(requested())
	m := workflow.Migration[state]{From: 1, To: 2, States: map[state]state{"asked": "requested"}}
	_, err := workflow.Migrate(old, now, m, by(salesdesk.SalesManager), "nowhere")
	require.EqualError(t, err, `leave: migrate refused in nowhere: by sales_manager, is for [system]; migration of leave from version 1 to 2: no_such_state "nowhere"`)
	_, err = workflow.Migrate(old, now, m, nil, "asked")
	require.EqualError(t, err, "command: required")
}
