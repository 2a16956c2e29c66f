package quote_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/intake"
)

func TestAnOpenLineStaysInTheQuoteByName(t *testing.T) {
	open := intake.Open{Line: intake.Line{Number: 7, Source: "2 betonmolens"}, Causes: []intake.Cause{intake.Unknown}}
	plain := content(t, "", quote.Conditions{})
	with := plain
	with.Open = []intake.Open{open}
	require.NoError(t, with.Check())

	before, err := plain.Digest()
	require.NoError(t, err)
	after, err := with.Digest()
	require.NoError(t, err)
	assert.NotEqual(t, before, after)
	assert.Equal(t, plain.Priced.Totals, with.Priced.Totals)
	assert.Equal(t, []string{"Regel 7 van uw aanvraag (2 betonmolens) is nog overeen te komen."}, sentences(t, salesdesk.Dutch, quote.Diff(plain, with)))
	assert.Equal(t, []string{"Regel 7 van uw aanvraag (2 betonmolens) staat niet langer open."}, sentences(t, salesdesk.Dutch, quote.Diff(with, plain)))
	other := with
	other.Open = []intake.Open{{Line: open.Line, Causes: []intake.Cause{intake.NoQuantity}}}
	assert.Equal(t, []string{"Wat nog open staat, is gewijzigd."}, sentences(t, salesdesk.Dutch, quote.Diff(with, other)))

	data, err := json.Marshal(with)
	require.NoError(t, err)
	var read quote.Content
	require.NoError(t, json.Unmarshal(data, &read))
	assert.Equal(t, with.Open, read.Open)

	with.Open = []intake.Open{{Line: intake.Line{Number: 1}}}
	assert.Equal(t, salesdesk.Problems{
		salesdesk.FieldError{Path: "open[0].causes", Rule: salesdesk.RuleRequired},
		salesdesk.FieldError{Path: "open[0].line.number", Rule: salesdesk.RuleDuplicate, Param: "1"},
	}, with.Check())
}

// What nobody could price keeps the quote in the house, each line by name, unless the
// company lets it go.
func TestAnOpenLineKeepsTheQuoteInTheHouse(t *testing.T) {
	c := content(t, "", quote.Conditions{})
	c.Open = []intake.Open{
		{Line: intake.Line{Number: 7, Source: "2 betonmolens"}, Causes: []intake.Cause{intake.Unknown}},
		{Line: intake.Line{Number: 8, Source: "een kraan"}, Causes: []intake.Cause{intake.NoQuantity}},
	}
	r := rules(t, quote.Approval{})
	q := opened(t, r, c)
	q, err := q.Release(r, clerk(q))
	require.NoError(t, err)
	_, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.EqualError(t, err, "quote: send refused in approved: nothing_open: line 7 is open: unknown; line 8 is open: no_quantity")

	lenient, err := quote.Compile(quote.Policy{Location: brussels(t), SendOpen: true})
	require.NoError(t, err)
	q, err = q.Send(lenient, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	_, err = q.Extend(r, clerk(q), day("2026-05-15"))
	var open intake.Open
	require.ErrorAs(t, err, &open)
}
