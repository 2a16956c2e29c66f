package quote_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Any sequence of verbs rebuilds from its changes, through JSON too, and leaves the
// quotes before it alone.
func TestAnySequenceFoldsToTheSameQuote(t *testing.T) {
	r := rules(t, manager(quote.Limits{MaxDiscount: ratio("0.10")}))
	contents := []quote.Content{
		content(t, "", quote.Conditions{InParts: true}), content(t, "0.12", quote.Conditions{WithoutEngagement: true}),
		choices(t, func(_ *pricing.Request, c *quote.Conditions) { c.InParts = true }),
	}
	rapid.Check(t, func(t *rapid.T) {
		q := opened(t, r, rapid.SampledFrom(contents).Draw(t, "content"))
		for range rapid.IntRange(0, 15).Draw(t, "steps") {
			before := asJSON(t, q)
			next, err := anyVerb(t, r, q, contents)
			require.Equal(t, before, asJSON(t, q))
			if err == nil {
				q = next
			}
		}
		log, err := workflow.EncodeEvents(q.Changes())
		require.NoError(t, err)
		changes, err := quote.DecodeChanges(log)
		require.NoError(t, err)
		folded, err := quote.Fold(changes)
		require.NoError(t, err)
		require.Equal(t, asJSON(t, q), asJSON(t, folded))
	})
}

func anyVerb(t *rapid.T, r *quote.Rules, q quote.Quote, contents []quote.Content) (quote.Quote, error) {
	manager, timer := by(q, "bart", salesdesk.SalesManager), by(q, "timer", salesdesk.System)
	some := []quote.Award{{Line: "1", Quantity: amount(rapid.SampledFrom([]string{"1", "5", "11"}).Draw(t, "quantity"))}}
	switch rapid.IntRange(0, 20).Draw(t, "verb") {
	case 0:
		return q.Submit(r, clerk(q))
	case 1:
		return q.Release(r, clerk(q))
	case 2:
		return q.Approve(r, manager, q.Latest().Digest)
	case 3:
		return q.Return(r, manager)
	case 4:
		return q.Send(r, clerk(q), day("2026-05-08"))
	case 5:
		return q.Extend(r, clerk(q), day("2026-06-08"))
	case 6:
		return q.Counter(r, customer(q), quote.Offer{Text: "less"})
	case 7:
		return q.Revise(r, clerk(q), rapid.SampledFrom(contents).Draw(t, "revised"))
	case 8:
		return q.Accept(r, customer(q), q.Latest().Digest)
	case 9:
		return q.AcceptPart(r, customer(q), q.Latest().Digest, some)
	case 10:
		return q.CallOff(r, clerk(q), "BEST", some)
	case 11:
		return q.Decline(r, customer(q), quote.Loss{Why: quote.LostOnPrice})
	case 12:
		return q.Convert(r, timer)
	case 13:
		return q.Receive(r, clerk(q), clerk(q).At)
	case 14:
		return q.Object(r, customer(q), quote.Objection{ID: fmt.Sprint(q.Version), Kind: quote.AboutPrice, Text: "too dear"})
	case 15:
		return q.Answer(r, clerk(q), fmt.Sprint(q.Version-1), "it lasts", quote.Resolved)
	case 16:
		return q.Remind(r, clerk(q))
	case 17:
		return q.Choose(r, customer(q), costed(t), q.Latest().Digest, rapid.SampledFrom([]string{"1b", "3"}).Draw(t, "option"))
	case 18:
		return q.ChoosePart(r, customer(q), costed(t), q.Latest().Digest, []string{"3"}, some)
	case 19:
		return q.Lose(r, clerk(q), some, quote.Loss{})
	default:
		return q.Withdraw(r, clerk(q))
	}
}
