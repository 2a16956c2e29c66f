package quote_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// A built-in event without its fact would pass the guards that look at the fact.
func TestDoFiresOnlyWhatTheCompanyAdded(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := opened(t, r, content(t, "0", quote.Conditions{}))
	for _, row := range quote.Definition().Transitions {
		next, err := q.Do(r, row.On, by(q, "an", salesdesk.SalesManager))
		var builtIn workflow.BuiltInError
		require.ErrorAs(t, err, &builtIn, "%s", row.On)
		assert.Equal(t, string(row.On), builtIn.On)
		assert.Equal(t, q, next)
	}
	_, err := q.Do(r, "frame", by(q, "an", salesdesk.SalesManager))
	require.ErrorContains(t, err, "frame refused")
	policy := quote.Definition()
	policy.Transitions = append(policy.Transitions, workflow.Transition[quote.Status, quote.Event, quote.Case]{On: "frame", From: []quote.Status{q.Status}})
	r, err = quote.Compile(quote.Policy{Definition: &policy})
	require.NoError(t, err)
	next, err := q.Do(r, "frame", by(q, "an", salesdesk.SalesManager))
	require.NoError(t, err)
	assert.Equal(t, q.Version+1, next.Version)
}
