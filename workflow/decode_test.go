package workflow_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestADefinitionReadsBackFromData(t *testing.T) {
	data, err := json.Marshal(leave())
	require.NoError(t, err)
	d, err := workflow.DecodeDefinition(data)
	require.NoError(t, err)
	m, err := workflow.Compile(d)
	require.NoError(t, err)
	assert.Equal(t, workflow.MustCompile(leave()).Table(), m.Table())
	_, err = m.Decide("asked", "grant", by(salesdesk.InsideSales), workflow.Facts{"reason": true})
	require.EqualError(t, err, `leave: grant refused in asked: small: "small" is not met; [sales_manager] could`)
	_, err = workflow.DecodeDefinition([]byte(`{"no":1}`))
	assert.Error(t, err)
}

func FuzzDecodeDefinition(f *testing.F) {
	f.Add([]byte(`{"id":"d","version":1,"initial":"a","states":[{"name":"a","kind":"open"},{"name":"b","kind":"final"}],"transitions":[{"on":"go","from":["a"],"to":"b"}]}`))
	f.Add([]byte(`{"id":"d","version":1,"initial":"a","states":[{"name":"a","kind":"open"}],"transitions":[{"on":"go","from":["a"],"to":"@back","if":["x"],"unless":["x"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := workflow.DecodeDefinition(data)
		if err != nil {
			return
		}
		m, err := workflow.Compile(d)
		if err != nil {
			return
		}
		require.LessOrEqual(t, strings.Count(m.Mermaid(), "\n"), 2+workflow.MaxArrows+workflow.MaxStates)
		require.Equal(t, 2+len(d.Transitions), strings.Count(m.Table(), "\n"), "a line for each row")
	})
}
