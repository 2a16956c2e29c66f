package progress_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

func FuzzDecodeChanges(f *testing.F) {
	r := requests(f)
	q, err := asked(f, r, whenQuestion()).Reply(r, command(1, salesdesk.Purchasing, at("2026-04-07 09:00")), progress.Answer{Date: day("2026-05-04")})
	require.NoError(f, err)
	data, err := workflow.EncodeEvents(q.Changes())
	require.NoError(f, err)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		changes, err := progress.DecodeChanges(data)
		if err != nil {
			return
		}
		written, err := workflow.EncodeEvents(changes)
		require.NoError(t, err)
		again, err := progress.DecodeChanges(written)
		require.NoError(t, err)
		require.Len(t, again, len(changes))
		_, _ = progress.Fold(changes)
	})
}

func FuzzDecodeRequest(f *testing.F) {
	data, err := json.Marshal(asked(f, requests(f), consent()))
	require.NoError(f, err)
	f.Add(data)
	f.Add([]byte(`{"question":{"kind":"quantity","sku":"A"},"answer":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		q, err := progress.DecodeRequest(data)
		if err != nil {
			return
		}
		_, _ = q.Supply(promise.Supply{SKU: q.Question.SKU})
		_, _ = q.Frees()
		_ = q.Late(desk(), time.Unix(0, 0))
		_, err = json.Marshal(q)
		require.NoError(t, err)
	})
}
