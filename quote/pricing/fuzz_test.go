package pricing_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

// readsBack holds that what was read is written as what reads as the same.
func readsBack[T any](t *testing.T, data []byte, decode func([]byte) (T, error)) {
	t.Helper()
	read, err := decode(data)
	if err != nil {
		return
	}
	written, err := json.Marshal(read)
	require.NoError(t, err)
	again, err := decode(written)
	require.NoError(t, err)
	rewritten, err := json.Marshal(again)
	require.NoError(t, err)
	require.Equal(t, string(written), string(rewritten))
}

func FuzzDecodePriced(f *testing.F) {
	f.Add([]byte(`{"currency":"EUR","date":"2026-11-23","lines":[{"id":"1","quantity":"2","net":"10.00"}]}`))
	f.Add([]byte(`{"totals":{"payable":"1e12"}}`))
	f.Fuzz(func(t *testing.T, data []byte) { readsBack(t, data, pricing.DecodePriced) })
}
