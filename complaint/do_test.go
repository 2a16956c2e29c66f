package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/workflow"
)

// A built-in event without its fact would pass the guards that look at the fact.
func TestDoFiresOnlyWhatTheCompanyAdded(t *testing.T) {
	r := rules(t)
	c := registered(t, r)
	for _, row := range complaint.Definition().Transitions {
		next, err := c.Do(r, row.On, by(c, "an", salesdesk.SalesManager))
		var builtIn workflow.BuiltInError
		require.ErrorAs(t, err, &builtIn, "%s", row.On)
		assert.Equal(t, string(row.On), builtIn.On)
		assert.Equal(t, c, next)
	}
	_, err := c.Do(r, "frame", by(c, "an", salesdesk.SalesManager))
	require.ErrorContains(t, err, "frame refused")
	policy := complaint.Definition()
	policy.Transitions = append(policy.Transitions, workflow.Transition[complaint.Status, complaint.Event, complaint.Case]{On: "frame", From: []complaint.Status{c.Status}})
	r, err = complaint.Compile(complaint.Policy{Definition: &policy})
	require.NoError(t, err)
	next, err := c.Do(r, "frame", by(c, "an", salesdesk.SalesManager))
	require.NoError(t, err)
	assert.Equal(t, c.Version+1, next.Version)
}
