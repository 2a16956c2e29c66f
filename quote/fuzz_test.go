package quote_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote"
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

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"version":3,"status":"sent"}`))
	f.Add([]byte(`{"id":"q1","number":"OFF-1"}`))
	f.Fuzz(func(t *testing.T, data []byte) { readsBack(t, data, quote.Decode) })
}

func FuzzDecodeHeader(f *testing.F) {
	f.Add([]byte(`{"issue_date":"2026-04-20","buyer":{"name":"Verhaegen"},"request":{"number":"PA-118"}}`))
	f.Add([]byte(`{"mentions":[{"ground":"export","language":"nl","text":"x","source":"y"}],"terms":[""]}`))
	f.Fuzz(func(t *testing.T, data []byte) { readsBack(t, data, quote.DecodeHeader) })
}

func FuzzDecodeContent(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"conditions":{}}`))
	seed, err := json.Marshal(full(f))
	require.NoError(f, err)
	f.Add(seed)
	law := quote.BelgianLaw()
	f.Fuzz(func(t *testing.T, data []byte) {
		readsBack(t, data, quote.DecodeContent)
		c, err := quote.DecodeContent(data)
		if err != nil {
			return
		}
		_ = c.Check() // whatever is read is looked at without a panic
		_, _ = law.Findings(c, calendar.Through(day("2026-04-20"), day("2026-05-08")))
		require.Empty(t, quote.Diff(c, c))
	})
}
