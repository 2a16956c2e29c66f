package agreement_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote/agreement"
)

// What is read and passes its check is written as what reads as the same, and its
// bonuses can be worked out.
func FuzzDecodeAgreement(f *testing.F) {
	a := frame()
	a.Prices, a.Commitments = project().Prices, []agreement.Commitment{promised()}
	whole, err := json.Marshal(a)
	require.NoError(f, err)
	f.Add([]byte(`{}`))
	f.Add(whole)
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := agreement.DecodeAgreement(data)
		if err != nil || read.Check() != nil {
			return
		}
		written, err := json.Marshal(read)
		require.NoError(t, err)
		again, err := agreement.DecodeAgreement(written)
		require.NoError(t, err)
		rewritten, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(written), string(rewritten))
		for _, b := range read.Bonuses {
			if got, err := b.Earned(eur("123456.78"), read.Currency); err == nil {
				require.False(t, got.IsNegative())
			}
		}
	})
}
