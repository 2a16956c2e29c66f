package quote_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestAQuoteFromDraftToOrdered(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	q, err := q.Accept(r, customer(q), q.Latest().Digest)
	require.NoError(t, err)
	_, err = q.Convert(r, by(q, "timer", salesdesk.System))
	var remaining quote.RemainingError
	require.ErrorAs(t, err, &remaining)
	assert.Equal(t, []string{"1", "2"}, remaining.Lines)
	q, err = q.CallOff(r, clerk(q), "BEST-1", q.Awards)
	require.NoError(t, err)
	q, err = q.Convert(r, by(q, "timer", salesdesk.System))
	require.NoError(t, err)
	assert.Equal(t, quote.Ordered, q.Status)
}

func TestValidThroughTheEndOfTheLastDay(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	_, err := q.Expire(r, on(by(q, "timer", salesdesk.System), t, "2026-05-08 23:59:59"))
	var valid quote.StillValidError
	require.ErrorAs(t, err, &valid)
	_, err = q.Accept(r, on(customer(q), t, "2026-05-09 00:00:00"), q.Latest().Digest)
	var expired quote.ExpiredError
	require.ErrorAs(t, err, &expired)
	assert.Equal(t, day("2026-05-08"), expired.ValidUntil)
	accepted, err := q.Accept(r, on(customer(q), t, "2026-05-08 23:59:59"), q.Latest().Digest)
	require.NoError(t, err)
	assert.Equal(t, quote.Accepted, accepted.Status)
	q, err = q.Expire(r, on(by(q, "timer", salesdesk.System), t, "2026-05-09 00:00:00"))
	require.NoError(t, err)
	q, err = q.Extend(r, on(clerk(q), t, "2026-05-11 09:00:00"), day("2026-05-22"))
	require.NoError(t, err, "the same content at the same price")
	assert.Len(t, q.Revisions, 1)
	_, err = q.Accept(r, on(customer(q), t, "2026-05-20 09:00:00"), q.Latest().Digest)
	require.NoError(t, err)
}

// Price hold: neither a new date, a later acceptance nor a copy prices anything again.
func TestAPriceIsHeldThroughExtensionAcceptanceAndCopy(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	want := q.Latest().Content.Priced
	q, err := q.Expire(r, on(by(q, "timer", salesdesk.System), t, "2026-05-09 00:00:00"))
	require.NoError(t, err)
	q, err = q.Extend(r, on(clerk(q), t, "2026-05-11 09:00:00"), day("2026-05-22"))
	require.NoError(t, err)
	q, err = q.Accept(r, on(customer(q), t, "2026-05-20 09:00:00"), q.Latest().Digest)
	require.NoError(t, err)
	assert.Equal(t, want, q.Latest().Content.Priced)
	twin, err := quote.New(r, clerk(quote.Quote{}), quote.Opening{ID: "q2", Number: "OFF-2", Customer: "C001", Seller: seller(), Content: q.Latest().Content})
	require.NoError(t, err)
	assert.Equal(t, want, twin.Latest().Content.Priced)
	other := quote.Opening{ID: "q3", Number: "OFF-3", Customer: "C002", Seller: seller(), Content: q.Latest().Content}
	_, err = quote.New(r, clerk(quote.Quote{}), other)
	require.EqualError(t, err, `content.request.buyer.id: is of another request: "C001", asked "C002"`)
	held := q.Latest().Content.Hold()
	held.Buyer.ID = "C002"
	other.Content, err = quote.Price(costed(t), held, quote.Conditions{})
	require.NoError(t, err)
	third, err := quote.New(r, clerk(quote.Quote{}), other)
	require.NoError(t, err)
	assert.Equal(t, want, third.Latest().Content.Priced, "at the prices held")
}

func TestWhatIsAcceptedIsWhatWasSent(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	old := q.Latest().Digest
	q, err := q.Counter(r, customer(q), quote.Offer{Total: ratio("650.00")})
	require.NoError(t, err)
	assert.Equal(t, "650.00", q.Latest().Offer.Total.String())
	q, err = q.Revise(r, clerk(q), content(t, "0.05", quote.Conditions{}))
	require.NoError(t, err)
	q, err = q.Release(r, clerk(q))
	require.NoError(t, err)
	q, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	_, err = q.Accept(r, customer(q), old)
	var altered quote.AlteredError
	require.ErrorAs(t, err, &altered)
	assert.Equal(t, old, altered.Got)
	assert.Equal(t, 2, q.Latest().Number)
	assert.Equal(t, "700.00", q.Revisions[0].Content.Priced.Totals.TaxExclusive.String(), "superseded, not lost")
	assert.Equal(t, "665.00", q.Latest().Content.Priced.Totals.TaxExclusive.String())
}

func TestAcceptanceInPartAndCallOff(t *testing.T) {
	r := rules(t, quote.Approval{})
	whole := sent(t, r, content(t, "", quote.Conditions{}))
	part := []quote.Award{{Line: "1", Quantity: amount("4")}}
	_, err := whole.AcceptPart(r, customer(whole), whole.Latest().Digest, part)
	var wholeOnly quote.WholeOnlyError
	require.ErrorAs(t, err, &wholeOnly)

	q := sent(t, r, content(t, "", quote.Conditions{InParts: true}))
	q, err = q.AcceptPart(r, customer(q), q.Latest().Digest, part)
	require.NoError(t, err)
	_, err = q.AcceptPart(r, customer(q), q.Latest().Digest, []quote.Award{{Line: "1", Quantity: amount("7")}, {Line: "9", Quantity: amount("1")}})
	var quantity quote.QuantityError
	var line quote.LineError
	require.ErrorAs(t, err, &quantity)
	require.ErrorAs(t, err, &line)
	assert.Equal(t, "6", quantity.Remaining.String())
	q, err = q.CallOff(r, clerk(q), "BEST-1", []quote.Award{{Line: "1", Quantity: amount("3")}})
	require.NoError(t, err)
	_, err = q.CallOff(r, clerk(q), "BEST-2", []quote.Award{{Line: "1", Quantity: amount("2")}})
	require.ErrorAs(t, err, &quantity)
	assert.Equal(t, "1", quantity.Remaining.String())
	left, ok := q.Remaining("1")
	assert.True(t, ok)
	assert.Equal(t, "1", left.String())
	assert.Equal(t, quote.PartAccepted, q.Status)
}

func TestABindingOfferIsNotWithdrawn(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	back, err := q.Withdraw(r, clerk(q))
	require.NoError(t, err, "it has not reached the customer")
	assert.Equal(t, quote.Withdrawn, back.Status)
	cmd := clerk(q)
	_, err = q.Receive(r, clerk(q), cmd.At.Add(time.Second))
	var receipt quote.ReceiptError
	require.ErrorAs(t, err, &receipt, "not yet")
	_, err = q.Receive(r, clerk(q), q.Latest().Sent.Add(-time.Second))
	require.ErrorAs(t, err, &receipt, "before it was sent")
	q, err = q.Receive(r, cmd, cmd.At)
	require.NoError(t, err)
	_, err = q.Withdraw(r, clerk(q))
	var engaged quote.EngagedError
	require.ErrorAs(t, err, &engaged)
	q = sent(t, r, content(t, "", quote.Conditions{WithoutEngagement: true}))
	q, err = q.Withdraw(r, clerk(q))
	require.NoError(t, err)
	assert.Equal(t, quote.Withdrawn, q.Status)
}

func TestSendingAsksForParticularsValidityAndPromisesAtOnce(t *testing.T) {
	r := rules(t, quote.Approval{})
	q, err := quote.New(r, clerk(quote.Quote{}), quote.Opening{
		ID: "q1", Number: "OFF-1", Customer: "C001",
		Content: content(t, "", quote.Conditions{Promises: []quote.Promise{{Line: "1", Date: day("2026-04-17")}}}),
	})
	require.NoError(t, err)
	q, err = q.Release(r, clerk(q))
	require.NoError(t, err)
	_, err = q.Send(r, clerk(q), day("2026-04-19"))
	require.Error(t, err)
	for _, want := range []string{
		"last valid day 2026-04-19 is before today, 2026-04-20", "seller.name: required", "seller.legal_form: required",
		"seller.address.street: required", "seller.address.city: required", "seller.enterprise_number: required", "seller.court: required", "seller.iban: required", "line 1: promised for 2026-04-17",
	} {
		assert.ErrorContains(t, err, want)
	}
}

func TestReasonsAreAskedFor(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	cmd := customer(q)
	cmd.Reason = ""
	_, err := q.Decline(r, cmd, quote.Loss{})
	var reason workflow.ReasonError
	require.ErrorAs(t, err, &reason)
	_, err = q.Counter(r, customer(q), quote.Offer{})
	require.ErrorContains(t, err, "offer: required")
	_, err = q.Counter(r, customer(q), quote.Offer{Lines: []quote.OfferLine{{Line: "7", Price: ratio("1.00")}}})
	require.ErrorContains(t, err, "offer.lines[0].line: reference (7)")
}

func TestThePermittedStepsSayWhatIsInTheWay(t *testing.T) {
	r := rules(t, manager(quote.Limits{MaxDiscount: ratio("0.10")}))
	q := opened(t, r, content(t, "0.12", quote.Conditions{}))
	permitted := map[quote.Event]bool{}
	for _, choice := range q.Permitted(r, clerk(q)) {
		permitted[choice.On] = choice.Allowed
	}
	assert.Equal(t, map[quote.Event]bool{quote.Submit: true, quote.Release: false, quote.Revise: true, quote.Answer: false, quote.Withdraw: true}, permitted)
}

func TestTheSecondOfTwoVerbsIsAConflict(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	stale := customer(q)
	q, err := q.Counter(r, customer(q), quote.Offer{Text: "10 % less"})
	require.NoError(t, err)
	_, err = q.Accept(r, stale, q.Latest().Digest)
	var conflict workflow.ConflictError
	require.ErrorAs(t, err, &conflict)
	assert.Equal(t, workflow.ConflictError{Expected: 3, Actual: 4}, conflict)
}

func TestNewNamesEverythingThatIsMissing(t *testing.T) {
	_, err := quote.New(rules(t, quote.Approval{}), clerk(quote.Quote{}), quote.Opening{})
	assert.EqualError(t, err, "id: required; number: required; customer: required; content.priced.lines: required")
	_, err = quote.Compile(quote.Policy{
		Approval: quote.Approval{Levels: []quote.Level{{Limits: quote.Limits{MaxDays: new(-1)}}, {Limits: quote.Limits{MaxDiscount: ratio("-0.1"), MaxTotal: &salesdesk.Money{}}}}},
		Cadence:  quote.Cadence{AfterSending: []int{0}, BeforeExpiry: []int{-1, 251}},
	})
	assert.EqualError(t, err, "approval.levels[0].max_days: min (0); approval.levels[1].name: duplicate (sales_manager); "+
		"approval.levels[1].max_discount: min (0); approval.levels[1].max_total.currency: required; "+
		"cadence.after_sending[0]: min (1); cadence.before_expiry[0]: min (0); cadence.before_expiry[1]: max (250)")
}

// TestOpenPricesAndNamesEverythingInTheWay: of the request, the conditions, the opening, the
// rules and the command, at once; the prices and the explanation of a copy are replaced.
func TestOpenPricesAndNamesEverythingInTheWay(t *testing.T) {
	r, whole := rules(t, quote.Approval{}), content(t, "", quote.Conditions{})
	o := quote.Opening{ID: "q1", Number: "OFF-1", Customer: "C001", Seller: seller(), Content: whole}
	want, err := quote.New(r, clerk(quote.Quote{}), o)
	require.NoError(t, err)
	o.Content.Priced, o.Content.Explanation = pricing.Priced{}, pricing.Explanation{}
	got, err := quote.Open(r, clerk(quote.Quote{}), pricer(t), o)
	require.NoError(t, err)
	assert.Equal(t, want, got)

	bad := quote.Opening{Customer: "C002", Content: whole}
	bad.Content.Request.Lines = []pricing.Line{{ID: "1", SKU: "X", Quantity: amount("1")}}
	bad.Content.Conditions.PaymentDays = -1
	got, err = quote.Open(r, nil, pricer(t), bad)
	require.EqualError(t, err, "content.request.lines[0].sku: reference (X); content.conditions.payment_days: min (0); id: required; number: required; "+
		"content.request.buyer.id: is of another request: \"C001\", asked \"C002\"; command: required")
	assert.Equal(t, quote.Quote{}, got)
	_, err = quote.Open(nil, clerk(quote.Quote{}), nil, o)
	require.EqualError(t, err, "pricer: required; rules: required")
	o.Content.Request.Lines[0].Quantity, o.Content.Costs = amount("2"), []quote.Costing{{Line: "9"}}
	_, err = quote.Open(r, clerk(quote.Quote{}), pricer(t), o)
	require.EqualError(t, err, "content.costs[0].line: reference (9); content.costs[0].valid_until: required")
}

func TestTheTableIsWrittenDown(t *testing.T) {
	m := rules(t, quote.Approval{}).Machine()
	golden.Assert(t, "workflow.md", []byte("# Quote\n\n"+m.Table()+"\n```mermaid\n"+m.Mermaid()+"```\n"))
}
