package quote_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func awards(pairs ...string) []quote.Award {
	var all []quote.Award
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, quote.Award{Line: pairs[i], Quantity: amount(pairs[i+1])})
	}
	return all
}

func standing(q quote.Quote) []string {
	var all []string
	for _, s := range q.Standing() {
		all = append(all, fmt.Sprintf("%s: %s = %s ordered, %s lost, %s open, %s callable", s.Line, s.Offered, s.Ordered, s.Lost, s.Open, s.Callable))
	}
	return all
}

func TestWhatRemainsAndWhatWasLost(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{InParts: true}))
	q, err := q.AcceptPart(r, customer(q), q.Latest().Digest, awards("1", "4"))
	require.NoError(t, err)
	q, err = q.CallOff(r, clerk(q), "BEST-1", awards("1", "3"))
	require.NoError(t, err)
	q, err = q.Lose(r, clerk(q), awards("1", "5"), quote.Loss{Why: quote.LostOnPrice, Competitor: "Other nv", Price: ratio("45")})
	require.NoError(t, err)
	assert.Equal(t, []string{
		"1: 10 = 3 ordered, 5 lost, 1 open, 1 callable",
		"2: 20 = 0 ordered, 0 lost, 20 open, 0 callable",
	}, standing(q))
	_, err = q.AcceptPart(r, customer(q), q.Latest().Digest, awards("1", "2"))
	var quantity quote.QuantityError
	require.ErrorAs(t, err, &quantity, "what is lost is not open any more")
	_, err = q.Lose(r, clerk(q), awards("1", "3"), quote.Loss{Why: quote.NoNeed})
	require.ErrorAs(t, err, &quantity)
	_, err = q.Convert(r, by(q, "timer", salesdesk.System))
	var remaining quote.RemainingError
	require.ErrorAs(t, err, &remaining)
	q, err = q.Lose(r, clerk(q), nil, quote.Loss{Why: quote.NoAnswer})
	require.NoError(t, err)
	assert.Equal(t, quote.PartAccepted, q.Status)
	assert.Equal(t, []string{
		"1: 10 = 3 ordered, 7 lost, 0 open, 0 callable",
		"2: 20 = 0 ordered, 20 lost, 0 open, 0 callable",
	}, standing(q))
	assert.Equal(t, []quote.LossReason{quote.LostOnPrice, quote.NoAnswer}, []quote.LossReason{q.Sheds[0].Loss.Why, q.Sheds[1].Loss.Why})
	q, err = q.Convert(r, by(q, "timer", salesdesk.System))
	require.NoError(t, err, "what is left was ordered")
	assert.Equal(t, quote.Ordered, q.Status)
}

func TestAnAcceptanceOfWhichNothingIsOrderedIsLost(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	q, err := q.Accept(r, customer(q), q.Latest().Digest)
	require.NoError(t, err)
	cmd := clerk(q)
	cmd.Reason = ""
	_, err = q.Lose(r, cmd, nil, quote.Loss{})
	var reason workflow.ReasonError
	require.ErrorAs(t, err, &reason)
	lost, err := q.Lose(r, cmd, nil, quote.Loss{Why: quote.NoNeed})
	require.NoError(t, err)
	assert.Equal(t, quote.Lost, lost.Status)
	some, err := q.Lose(r, clerk(q), awards("1", "10"), quote.Loss{Why: quote.NoNeed})
	require.NoError(t, err)
	assert.Equal(t, quote.Accepted, some.Status, "line 2 is left")
}

func TestADeclineKeepsItsReason(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	cmd := customer(q)
	cmd.Reason = ""
	q, err := q.Decline(r, cmd, quote.Loss{Why: quote.LostToOther, Competitor: "Other nv"})
	require.NoError(t, err)
	assert.Equal(t, "Other nv", q.Loss.Competitor)
	q, err = q.Revise(r, clerk(q), content(t, "0.05", quote.Conditions{}))
	require.NoError(t, err)
	assert.Nil(t, q.Loss, "a new revision is not lost")
}

func TestAQuoteDoesNotOutliveItsCosts(t *testing.T) {
	r := rules(t, quote.Approval{})
	c := content(t, "", quote.Conditions{})
	c.Costs = []quote.Costing{{Line: "2", ValidUntil: day("2026-05-31")}, {Line: "1", ValidUntil: day("2026-05-08"), Source: "supplier's quote 17"}}
	q := sent(t, r, c) // through 8 May, as long as its costs
	_, err := q.Extend(r, clerk(q), day("2026-05-09"))
	var costs quote.CostsError
	require.ErrorAs(t, err, &costs)
	assert.Equal(t, quote.CostsError{Line: "1", CostsUntil: day("2026-05-08"), ValidUntil: day("2026-05-09")}, costs)
	c.Conditions.BeyondCosts = true
	q = sent(t, r, c)
	_, err = q.Extend(r, clerk(q), day("2026-06-30"))
	require.NoError(t, err, "it says so")
}

// TestAnExtensionShortensNothing (Civil Code, art. 5.19): the customer may count on 8 May.
func TestAnExtensionShortensNothing(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	for _, on := range []string{"2026-04-25", "2026-05-08"} {
		_, err := q.Extend(r, clerk(q), day(on))
		var shorter quote.ShorterError
		require.ErrorAs(t, err, &shorter)
		assert.Equal(t, quote.ShorterError{ValidUntil: day(on), Before: day("2026-05-08")}, shorter)
	}
	_, err := q.Extend(r, clerk(q), day("2026-05-09"))
	require.NoError(t, err)
}

// TestAPromiseIsKeptToTheEnd: promised for 21 April, neither extended nor taken on the 22nd.
func TestAPromiseIsKeptToTheEnd(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{InParts: true, Promises: []quote.Promise{{Line: "1", Date: day("2026-04-21")}}}))
	var promise quote.PromiseError
	late := func(cmd *workflow.Command) *workflow.Command { return on(cmd, t, "2026-04-22 09:00:00") }
	_, err := q.Extend(r, late(clerk(q)), day("2026-06-20"))
	require.ErrorAs(t, err, &promise)
	_, err = q.Accept(r, late(customer(q)), q.Latest().Digest)
	require.ErrorAs(t, err, &promise)
	_, err = q.AcceptPart(r, late(customer(q)), q.Latest().Digest, awards("2", "1"))
	require.NoError(t, err, "line 2 is promised for no day")
	_, err = q.AcceptPart(r, late(customer(q)), q.Latest().Digest, awards("1", "1"))
	require.ErrorAs(t, err, &promise)
	_, err = q.Accept(r, customer(q), q.Latest().Digest)
	require.NoError(t, err)
}

// TestNothingHappensBeforeWhatHappenedLast: sent on 20 April, it is not accepted on the 1st.
func TestNothingHappensBeforeWhatHappenedLast(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	var earlier workflow.EarlierError
	_, err := q.Accept(r, on(customer(q), t, "2026-04-01 10:00:00"), q.Latest().Digest)
	require.ErrorAs(t, err, &earlier)
	assert.Equal(t, q.Changed, earlier.Last)
	same := customer(q)
	same.At = q.Changed
	_, err = q.Accept(r, same, q.Latest().Digest)
	require.NoError(t, err, "in one moment")
}

func TestWhatWasDecidedBeatsTheEndOfValidity(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	lastSecond, after := on(clerk(q), t, "2026-05-08 23:59:59").At, on(clerk(q), t, "2026-05-09 00:00:00").At
	assert.Equal(t, quote.Sent, q.StatusAt(r, lastSecond))
	assert.Equal(t, quote.Expired, q.StatusAt(r, after))
	q, err := q.Accept(r, customer(q), q.Latest().Digest)
	require.NoError(t, err)
	assert.Equal(t, quote.Accepted, q.StatusAt(r, after))
	_, err = q.Expire(r, on(by(q, "timer", salesdesk.System), t, "2026-05-09 00:00:00"))
	var refused workflow.RefusedError
	require.ErrorAs(t, err, &refused)
}

func TestObjectionsAndTheirAnswers(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	q, err := q.Object(r, customer(q), quote.Objection{ID: "o1", Kind: quote.AboutPrice, Text: "too dear", Line: "1", Answer: "not ours to give"})
	require.NoError(t, err)
	assert.Equal(t, quote.Sent, q.Status)
	assert.False(t, q.Latest().Received.IsZero(), "who objects has read it")
	assert.Empty(t, q.Objections[0].Answer)
	_, err = q.Object(r, customer(q), quote.Objection{ID: "o1", Kind: "weather", Line: "9"})
	for _, want := range []string{"objection.text: required", "objection.kind: one_of", "objection.id: duplicate (o1)", "no line 9"} {
		require.ErrorContains(t, err, want)
	}
	_, err = q.Answer(r, clerk(q), "o2", "", "perhaps")
	for _, want := range []string{"answer: required", "outcome: one_of", "objection: reference (o2)"} {
		require.ErrorContains(t, err, want)
	}
	before := q
	q, err = q.Answer(r, clerk(q), "o1", "it lasts ten years", quote.Resolved)
	require.NoError(t, err)
	assert.Equal(t, quote.Resolved, q.Objections[0].Outcome)
	assert.Empty(t, before.Objections[0].Outcome, "the quote before stays as it was")
}

// Whatever happens, a price holds until somebody revises, quantities add up, and nothing
// leaves unapproved.
func TestWhateverHappens(t *testing.T) {
	r := rules(t, chain(true))
	contents := []quote.Content{content(t, "", quote.Conditions{InParts: true}), content(t, "0.12", quote.Conditions{WithoutEngagement: true})}
	rapid.Check(t, func(t *rapid.T) {
		q := opened(t, r, rapid.SampledFrom(contents).Draw(t, "content"))
		for range 25 {
			next, err := anyVerb(t, r, q, contents)
			if err != nil {
				require.Equal(t, q.Version, next.Version)
				continue
			}
			require.Equal(t, q.Version+1, next.Version)
			if len(next.Revisions) == len(q.Revisions) {
				require.Equal(t, q.Latest().Digest, next.Latest().Digest, "a price holds")
			}
			for _, s := range next.Standing() {
				require.True(t, s.Ordered.Add(s.Lost.Decimal).Add(s.Left().Decimal).Equal(s.Offered.Decimal))
				require.False(t, s.Callable.IsNegative() || s.Open.IsNegative())
			}
			if next.Status == quote.Sent || next.Status == quote.Approved {
				require.Empty(t, next.Pending(r), "nothing leaves unapproved")
			}
			q = next
		}
	})
}

// verbs are every verb, as whoever may do it.
func verbs(t *testing.T, r *quote.Rules, c quote.Content) map[quote.Event]func(q quote.Quote) (quote.Quote, error) {
	digest := func(q quote.Quote) string { return q.Latest().Digest }
	late := func(q quote.Quote) *workflow.Command {
		return on(by(q, "timer", salesdesk.System), t, "2027-01-01 00:00:00")
	}
	return map[quote.Event]func(q quote.Quote) (quote.Quote, error){
		quote.Submit:  func(q quote.Quote) (quote.Quote, error) { return q.Submit(r, clerk(q)) },
		quote.Release: func(q quote.Quote) (quote.Quote, error) { return q.Release(r, clerk(q)) },
		quote.ApproveLevel: func(q quote.Quote) (quote.Quote, error) {
			return q.Approve(r, by(q, "bart", salesdesk.SalesManager), digest(q))
		},
		quote.Approve: func(q quote.Quote) (quote.Quote, error) { return q.Approve(r, by(q, "dirk", director), digest(q)) },
		quote.Return:  func(q quote.Quote) (quote.Quote, error) { return q.Return(r, by(q, "bart", salesdesk.SalesManager)) },
		quote.Send:    func(q quote.Quote) (quote.Quote, error) { return q.Send(r, clerk(q), day("2026-05-08")) },
		quote.Receive: func(q quote.Quote) (quote.Quote, error) { return q.Receive(r, clerk(q), clerk(q).At) },
		quote.Remind:  func(q quote.Quote) (quote.Quote, error) { return q.Remind(r, clerk(q)) },
		quote.Extend:  func(q quote.Quote) (quote.Quote, error) { return q.Extend(r, clerk(q), day("2026-05-29")) },
		quote.Object: func(q quote.Quote) (quote.Quote, error) {
			return q.Object(r, customer(q), quote.Objection{ID: fmt.Sprint(q.Version), Kind: quote.AboutNeed, Text: "why"})
		},
		quote.Answer:  func(q quote.Quote) (quote.Quote, error) { return q.Answer(r, clerk(q), "4", "because", quote.Standoff) },
		quote.Counter: func(q quote.Quote) (quote.Quote, error) { return q.Counter(r, customer(q), quote.Offer{Text: "less"}) },
		quote.Revise:  func(q quote.Quote) (quote.Quote, error) { return q.Revise(r, clerk(q), c) },
		quote.Accept:  func(q quote.Quote) (quote.Quote, error) { return q.Accept(r, customer(q), digest(q)) },
		quote.AcceptPart: func(q quote.Quote) (quote.Quote, error) {
			return q.AcceptPart(r, customer(q), digest(q), awards("1", "1"))
		},
		quote.Choose: func(q quote.Quote) (quote.Quote, error) {
			return q.Choose(r, customer(q), costed(t), digest(q), "3")
		},
		quote.ChoosePart: func(q quote.Quote) (quote.Quote, error) {
			return q.ChoosePart(r, customer(q), costed(t), digest(q), []string{"1b"}, awards("1b", "1"))
		},
		quote.CallOff:   func(q quote.Quote) (quote.Quote, error) { return q.CallOff(r, clerk(q), "BEST", awards("1", "1")) },
		quote.Lose:      func(q quote.Quote) (quote.Quote, error) { return q.Lose(r, clerk(q), awards("1", "1"), quote.Loss{}) },
		quote.LoseWhole: func(q quote.Quote) (quote.Quote, error) { return q.Lose(r, clerk(q), nil, quote.Loss{}) },
		quote.Decline:   func(q quote.Quote) (quote.Quote, error) { return q.Decline(r, customer(q), quote.Loss{}) },
		quote.Expire:    func(q quote.Quote) (quote.Quote, error) { return q.Expire(r, late(q)) },
		quote.Withdraw:  func(q quote.Quote) (quote.Quote, error) { return q.Withdraw(r, clerk(q)) },
		quote.Convert:   func(q quote.Quote) (quote.Quote, error) { return q.Convert(r, by(q, "timer", salesdesk.System)) },
	}
}

// Every verb in every status, eight steps deep: what has no row in the table does not
// happen, every event happens somewhere, and every status is reached.
func TestEveryVerbInEveryStatus(t *testing.T) {
	r := rules(t, chain(false))
	small := content(t, "0.12", quote.Conditions{InParts: true})
	all := verbs(t, r, small)
	rows := map[string]bool{}
	for _, row := range quote.Definition().Transitions {
		for _, from := range row.From {
			rows[string(from)+" "+string(row.On)] = true
		}
	}
	happened, reached := map[quote.Event]bool{}, map[quote.Status]int{quote.Draft: 1}
	withOptions := choices(t, func(r *pricing.Request, c *quote.Conditions) { r.Adjustments, c.InParts = nil, true })
	level := []quote.Quote{opened(t, r, small), opened(t, r, content(t, "", quote.Conditions{InParts: true})), opened(t, r, withOptions)}
	for range 8 {
		var next []quote.Quote
		for _, q := range level {
			for _, event := range slices.Sorted(maps.Keys(all)) {
				after, err := all[event](q)
				if err != nil {
					continue
				}
				changes := after.Changes()
				fired := workflowEvent(changes[len(changes)-1])
				require.True(t, rows[string(q.Status)+" "+string(fired)], "%s in %s", fired, q.Status)
				happened[fired] = true
				if reached[after.Status]++; reached[after.Status] <= 6 {
					next = append(next, after)
				}
			}
		}
		level = next
	}
	for event := range all {
		assert.True(t, happened[event], event)
	}
	for _, state := range quote.Definition().States {
		assert.Positive(t, reached[state.Name], state.Name)
	}
}

// workflowEvent is the event that a change fired.
func workflowEvent(c quote.Change) quote.Event {
	var moved struct {
		Data struct {
			On quote.Event `json:"on"`
		} `json:"data"`
	}
	data, err := json.Marshal(c)
	if err != nil || json.Unmarshal(data, &moved) != nil {
		return ""
	}
	return moved.Data.On
}
