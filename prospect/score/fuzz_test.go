package score_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/prospect/score"
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

func FuzzDecodeFacts(f *testing.F) {
	f.Add([]byte(`{"features":{"size":"large"}}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, data []byte) { readsBack(t, data, score.DecodeFacts) })
}

func FuzzParsePoints(f *testing.F) {
	for _, s := range []string{"12.5", "-0.001", "1000000", ".5", "-", "1.2345"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := score.ParsePoints(s)
		if err != nil {
			return
		}
		again, err := score.ParsePoints(p.String())
		require.NoError(t, err)
		require.Equal(t, p, again)
	})
}
