package intake_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote/intake"
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

func FuzzDecodeResolution(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, data []byte) { readsBack(t, data, intake.DecodeResolution) })
}

func FuzzDecodeCatalogue(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"articles":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) { readsBack(t, data, intake.DecodeCatalogue) })
}
