package quote_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestAQuoteReadsBackAsItWasWritten(t *testing.T) {
	r := rules(t, chain(true))
	q := approved(t, r)
	q, err := q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	q, err = q.Counter(r, customer(q), quote.Offer{Lines: []quote.OfferLine{line("1", "9", "45")}, PaymentDays: new(60)})
	require.NoError(t, err)
	read, err := quote.Decode([]byte(asJSON(t, q)))
	require.NoError(t, err)
	assert.Equal(t, asJSON(t, q), asJSON(t, read))
	digest, err := read.Latest().Content.Digest()
	require.NoError(t, err)
	assert.Equal(t, q.Latest().Digest, digest, "the same content has the same digest, read or made")
	c, err := quote.DecodeContent([]byte(asJSON(t, q.Latest().Content)))
	require.NoError(t, err)
	assert.Empty(t, quote.Diff(q.Latest().Content, c))
	_, err = quote.Decode([]byte(`{"revisions":[{"content":{"conditions":{"price":"1"}}}],"totals":{}}`))
	assert.EqualError(t, err, "revisions[0].content.conditions.price: unknown; totals: unknown")
	_, err = quote.DecodeContent([]byte(`{"costs":[{"until":"2026-05-08"}]}`))
	assert.EqualError(t, err, "costs[0].until: unknown")
}

func TestTheDigestIsOfTheContent(t *testing.T) {
	first, err := content(t, "0.05", quote.Conditions{}).Digest()
	require.NoError(t, err)
	again, err := content(t, "0.05", quote.Conditions{}).Digest()
	require.NoError(t, err)
	other, err := content(t, "0.05", quote.Conditions{PaymentDays: 30}).Digest()
	require.NoError(t, err)
	assert.Equal(t, first, again)
	assert.NotEqual(t, first, other)
	assert.Len(t, first, 64)
}

// The digest of a stored content never changes: not on another machine, and not with a
// later version, whose new fields are left out where they are zero.
func TestTheDigestOfAStoredContentIsForEver(t *testing.T) {
	data, err := os.ReadFile("testdata/content.json")
	require.NoError(t, err)
	c, err := quote.DecodeContent(data)
	require.NoError(t, err)
	require.NoError(t, c.Check())
	digest, err := c.Digest()
	require.NoError(t, err)
	assert.Equal(t, "0bc7928bcaf6f22f5f0ce8ac8857fcabf8be3f1ac562c2d8b51bb49dafbf35c7", digest)
}

func TestALogBeginsWithItsCreation(t *testing.T) {
	_, err := quote.Fold([]quote.Change{{Stream: "q1", Seq: 1, Fact: quote.Granted{}}})
	assert.EqualError(t, err, "events[0].fact: one_of (created)")
	hollow, err := quote.Decode([]byte(`{"version": 3, "status": "sent"}`))
	require.NoError(t, err)
	_, err = hollow.Fold([]quote.Change{{Stream: "q1", Seq: 4, Fact: quote.Granted{}}})
	require.Error(t, err)
}

func FuzzDecodeChanges(f *testing.F) {
	q, err := quote.New(rules(f, quote.Approval{}), clerk(quote.Quote{}), quote.Opening{ID: "q1", Number: "OFF-1", Customer: "C001", Content: content(f, "", quote.Conditions{})})
	require.NoError(f, err)
	log, err := workflow.EncodeEvents(q.Changes())
	require.NoError(f, err)
	f.Add(log)
	f.Fuzz(func(t *testing.T, data []byte) {
		changes, err := quote.DecodeChanges(data)
		if err != nil {
			return
		}
		folded, err := quote.Fold(changes)
		if err != nil {
			return
		}
		written, err := workflow.EncodeEvents(changes)
		require.NoError(t, err)
		again, err := quote.DecodeChanges(written)
		require.NoError(t, err)
		refolded, err := quote.Fold(again)
		require.NoError(t, err)
		require.Equal(t, asJSON(t, folded), asJSON(t, refolded))
	})
}
