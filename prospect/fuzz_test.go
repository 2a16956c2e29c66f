package prospect_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/workflow"
)

func FuzzDecodeChanges(f *testing.F) {
	f.Add([]byte(`{"stream":"s1","seq":1,"command_id":"c1","at":"2026-06-01T09:00:00Z","actor":{"id":"an","role":"inside_sales"},"fact":"moved","data":{"to":"b","on":"2026-06-01"}}` + "\n"))
	f.Add([]byte("{}\n{\"stream\": 1}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		changes, err := prospect.DecodeChanges(data)
		if err != nil {
			return
		}
		written, err := workflow.EncodeEvents(changes)
		require.NoError(t, err)
		again, err := prospect.DecodeChanges(written)
		require.NoError(t, err)
		rewritten, err := workflow.EncodeEvents(again)
		require.NoError(t, err)
		require.Equal(t, string(written), string(rewritten))
		_, _ = prospect.Fold(changes)
	})
}
