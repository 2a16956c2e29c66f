package golden

import (
	"encoding/json"
	"testing"
)

// Reread fails unless what is read of data is written, and read again as the same bytes; ok
// is false where it is not read.
func Reread[T any](tb testing.TB, data []byte, decode func([]byte) (T, error)) (value T, ok bool) {
	tb.Helper()
	value, err := decode(data)
	if err != nil {
		return value, false
	}
	written := marshalled(tb, value)
	again, err := decode(written)
	if err != nil {
		tb.Fatalf("%s is not read again: %v", written, err)
	}
	if rewritten := marshalled(tb, again); string(written) != string(rewritten) {
		tb.Fatalf("%s\nis read again as\n%s", written, rewritten)
	}
	return value, true
}

func marshalled(tb testing.TB, value any) []byte {
	tb.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}
