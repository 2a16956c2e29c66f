package workflow_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/workflow"
)

func TestASealShowsEveryChange(t *testing.T) {
	sealed, err := workflow.Seal("", logOf(4))
	require.NoError(t, err)
	require.NoError(t, workflow.Verify("", sealed))
	more, err := workflow.Seal(sealed[3].Hash, logOf(1))
	require.NoError(t, err)
	require.NoError(t, workflow.Verify(sealed[3].Hash, more))
	data, err := json.Marshal(sealed[0])
	require.NoError(t, err)
	assert.Contains(t, string(data), sealed[0].Hash)
	for name, tamper := range map[string]func([]workflow.Sealed[counted]) []workflow.Sealed[counted]{
		"changed":   func(l []workflow.Sealed[counted]) []workflow.Sealed[counted] { l[1].Fact.By = 99; return l },
		"removed":   func(l []workflow.Sealed[counted]) []workflow.Sealed[counted] { return append(l[:1], l[2:]...) },
		"reordered": func(l []workflow.Sealed[counted]) []workflow.Sealed[counted] { l[1], l[2] = l[2], l[1]; return l },
	} {
		copied := append([]workflow.Sealed[counted]{}, sealed...)
		var tampered workflow.TamperedError
		require.ErrorAs(t, workflow.Verify("", tamper(copied)), &tampered, name)
	}
}
