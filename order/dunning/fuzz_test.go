package dunning_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/workflow"
)

func FuzzDecodeChanges(f *testing.F) {
	f.Add([]byte(`{"stream":"d1","seq":1,"command_id":"c1","at":"2026-06-01T09:00:00Z","actor":{"id":"an","role":"finance"},"fact":"reversed","data":{"to":"reminder_1","payment":"p1"}}` + "\n"))
	f.Add([]byte("{}\n{\"stream\": 1}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		changes, err := dunning.DecodeChanges(data)
		if err != nil {
			return
		}
		written, err := workflow.EncodeEvents(changes)
		require.NoError(t, err)
		again, err := dunning.DecodeChanges(written)
		require.NoError(t, err)
		rewritten, err := workflow.EncodeEvents(again)
		require.NoError(t, err)
		require.Equal(t, string(written), string(rewritten))
		_, _ = dunning.Fold(changes)
	})
}

func FuzzDecodeLaw(f *testing.F) {
	f.Add([]byte(`{"day_counts": [{"from": "2026-01-01", "count": "actual_360", "source": "x"}], "contents": [{"from": "2026-01-01", "on": ["remind_1"], "debtors": ["consumer"], "elements": ["due"], "source": "x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if law, err := dunning.DecodeLaw(data); err == nil {
			_, err = dunning.Compile(dunning.Policy{Law: &law})
			require.NoError(t, err, "what is read can be used")
		}
	})
}

func FuzzDecodeLetter(f *testing.F) {
	f.Add([]byte(`{"reminder": {"on": "remind_1"}, "asked": [{"element": "owner", "source": "x"}], "owner": {"name": "x"}, "ahead": [{"kind": "damages", "from": "2026-05-05", "amount": "20.00"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := dunning.DecodeLetter(data)
		if err != nil {
			return
		}
		_, _ = l.Check(), l.Sentences()
		written, err := json.Marshal(l)
		require.NoError(t, err)
		_, err = dunning.DecodeLetter(written)
		require.NoError(t, err, "what is read can be read again")
	})
}
