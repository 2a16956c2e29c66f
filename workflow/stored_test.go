package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// What a room stored reads and writes to the byte, under the seal it had.
func TestAStoredEventKeepsItsBytesAndItsSeal(t *testing.T) {
	const head = `{"stream":"s1","seq":1,"command_id":"c1","digest":"d1","at":"2026-06-01T09:00:00Z","actor":{"id":"an","role":"finance"},"reason":"why",`
	for _, test := range []struct {
		room string
		seal func(*testing.T, string) string
		fact string
		want string
	}{
		{
			"quote", sealOf(quote.DecodeChanges), `"fact":"dispatched","data":{"to":"sent","on":"send","valid_until":"2026-06-30"}}`,
			"351d3fdd425f9a515125cbf8f609e53b428ef40a0b663d0dfde71403ba2afee2",
		},
		{
			"order", sealOf(order.DecodeChanges), `"fact":"shifted","data":{"to":"confirmed","on":"allocate","lines":[{"line":"1","quantity":"2.50"}]}}`,
			"9545cf71c318c1b87b1b6140fec99542bc469d7ff19cf69e6128e99463a3ac88",
		},
		{
			"receivable", sealOf(invoice.DecodeChanges), `"fact":"payment_reversed","data":{"to":"open","on":"reverse","payment":"B1"}}`,
			"ef2321303cc580c13901e82922d8eaaee0011d6d21c47c85fdcb9ef60d2d18fc",
		},
		{
			"claim", sealOf(dunning.DecodeChanges), `"fact":"reversed","data":{"to":"reminder_1","on":"relapse","payment":"p1"}}`,
			"d14b70aacd48dce51caf491b17e2f84b0b9f12ffc6c67c99b05543cdb3d45d64",
		},
		{
			"request", sealOf(progress.DecodeChanges), `"fact":"owned","data":{"to":"accepted","on":"accept","owner":"bo"}}`,
			"1086255ac7efd7f05f893cb45d0b2d149589a5ab6bdd68bcbec2bf95c50a8799",
		},
		{
			"opportunity", sealOf(prospect.DecodeChanges), `"fact":"failed","data":{"to":"lost","on":"2026-06-01","reason":"price","competitor":"X"}}`,
			"69f09c62168d80129e56ea84509f70a453ac434d0837e6fa4c76fbc0d16b2abf",
		},
		{
			"complaint", sealOf(complaint.DecodeChanges), `"fact":"moved","data":{"to":"waiting_customer","on":"request_info","waiting":true}}`,
			"8c70c29b4a6e12804fca5a83a48148306e70804334f6414729e1ace55a956c27",
		},
	} {
		assert.Equal(t, test.want, test.seal(t, head+test.fact+"\n"), test.room)
	}
}

// sealOf is the seal of a stored log, which is written as it was read.
func sealOf[F workflow.Fact](decode func([]byte) ([]workflow.Event[F], error)) func(*testing.T, string) string {
	return func(t *testing.T, stored string) string {
		t.Helper()
		log, err := decode([]byte(stored))
		require.NoError(t, err)
		written, err := workflow.EncodeEvents(log)
		require.NoError(t, err)
		assert.Equal(t, stored, string(written))
		chain, err := workflow.Seal("", log)
		require.NoError(t, err)
		return chain[len(chain)-1].Hash()
	}
}
