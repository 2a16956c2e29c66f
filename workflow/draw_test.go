package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk/workflow"
)

func TestTheTableAndItsPictureAreStable(t *testing.T) {
	m := workflow.MustCompile(leave())
	assert.Equal(t, `stateDiagram-v2
    [*] --> asked
    asked --> asked : note
    asked --> granted : grant
    asked --> refused : refuse
    granted --> granted : note
    refused --> asked : reopen
    granted --> [*]
    refused --> [*]
`, m.Mermaid())
	assert.Contains(t, m.Table(), "| grant | asked → granted | reason, not small | sales_manager |\n")
	assert.Contains(t, m.Table(), "| reopen | refused → asked (reopens) |  | customer |\n")
	steps := []workflow.Step[state, event]{{From: "asked", On: "refuse", To: "refused"}}
	assert.Equal(t, "stateDiagram-v2\n    [*] --> asked\n    asked --> refused : 1 refuse\n    refused --> [*]\n", m.Path(steps))
	kind, ok := m.Kind("granted")
	assert.True(t, ok)
	assert.Equal(t, workflow.Final, kind)
	d := m.Definition()
	d.Transitions[0].By[0] = "changed"
	assert.NotContains(t, m.Table(), "changed")
}
