package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/workflow"
)

// A built-in event without its fact would pass the guards that look at the fact.
func TestDoFiresOnlyWhatTheCompanyAdded(t *testing.T) {
	r := rules(t, order.Policy{})
	o := opened(t, r)
	for _, row := range order.Definition().Transitions {
		next, err := o.Do(r, row.On, by(o, salesdesk.SalesManager))
		var builtIn workflow.BuiltInError
		require.ErrorAs(t, err, &builtIn, "%s", row.On)
		assert.Equal(t, string(row.On), builtIn.On)
		assert.Equal(t, o, next)
	}
	_, err := o.Do(r, "frame", by(o, salesdesk.SalesManager))
	require.ErrorContains(t, err, "frame refused")
	policy := order.Definition()
	policy.Transitions = append(policy.Transitions, workflow.Transition[order.Status, order.Event, order.Case]{On: "frame", From: []order.Status{o.Status}})
	r, err = order.Compile(order.Policy{Definition: &policy})
	require.NoError(t, err)
	next, err := o.Do(r, "frame", by(o, salesdesk.SalesManager))
	require.NoError(t, err)
	assert.Equal(t, o.Version+1, next.Version)
}
