package prospect_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/workflow"
)

// A built-in event without its fact would pass the guards that look at the fact.
func TestDoFiresOnlyWhatTheCompanyAdded(t *testing.T) {
	r := rules(t)
	o := opened(t, r)
	for _, row := range prospect.Definition().Transitions {
		next, err := o.Do(r, row.On, by(o))
		var builtIn workflow.BuiltInError
		require.ErrorAs(t, err, &builtIn, "%s", row.On)
		assert.Equal(t, string(row.On), builtIn.On)
		assert.Equal(t, o, next)
	}
	_, err := o.Do(r, "frame", by(o))
	require.ErrorContains(t, err, "frame refused")
	policy := prospect.Definition()
	policy.Transitions = append(policy.Transitions, workflow.Transition[prospect.Stage, prospect.Event, prospect.Case]{On: "frame", From: []prospect.Stage{o.Stage}})
	r, err = prospect.Compile(prospect.Policy{Definition: &policy})
	require.NoError(t, err)
	next, err := o.Do(r, "frame", by(o))
	require.NoError(t, err)
	assert.Equal(t, o.Version+1, next.Version)
}
