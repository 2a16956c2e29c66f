package quote_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

// manager is an approval of one level: the sales manager's.
func manager(l quote.Limits) quote.Approval {
	return quote.Approval{Levels: []quote.Level{{Limits: l}}}
}

func ratio(s string) *salesdesk.Amount {
	a := amount(s)
	return &a
}

func day(s string) calendar.Date { return calendar.MustDate(s) }

func brussels(t require.TestingT) *time.Location {
	location, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return location
}

func pricer(t require.TestingT) *pricing.Pricer {
	cost := amount("30.00")
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "A", Unit: "C62", Cost: &cost}, {SKU: "B", Unit: "C62"}},
		Entries:  []pricing.Entry{{SKU: "A", Price: amount("50.00")}, {SKU: "B", Price: amount("10.00")}},
	}})
	require.NoError(t, err)
	return p
}

// content offers 10 × 50.00 and 20 × 10.00 with a discount on the whole.
func content(t require.TestingT, discount string, c quote.Conditions) quote.Content {
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"),
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0428759497", PeriodicFiler: true}},
		Lines: []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("10")}, {ID: "2", SKU: "B", Quantity: amount("20")}},
	}
	if discount != "" {
		r.Adjustments = []pricing.Adjustment{{ID: "D", Rate: ratio(discount), Reason: "95"}}
	}
	content, err := quote.Price(pricer(t), r, c)
	require.NoError(t, err)
	return content
}

func seller() salesdesk.Party {
	return salesdesk.Party{
		Name: "Scheldebouw Groothandel", LegalForm: "NV", Kind: salesdesk.Business, Language: salesdesk.Dutch,
		Address:          salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: "BE"},
		EnterpriseNumber: salesdesk.MustEnterpriseNumber("0403170701"), Court: "Antwerpen", IBAN: salesdesk.MustIBAN("BE71096123456769"),
	}
}

func rules(t require.TestingT, a quote.Approval) *quote.Rules {
	r, err := quote.Compile(quote.Policy{Location: brussels(t), Approval: a})
	require.NoError(t, err)
	return r
}

// by is a command of a role for the quote as it is, at noon on 20 April 2026.
func by(q quote.Quote, id string, role salesdesk.Role) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprintf("cmd-%d", q.Version+1), Actor: salesdesk.Actor{ID: id, Role: role},
		At: time.Date(2026, 4, 20, 10, q.Version, 0, 0, time.UTC), Expect: q.Version, Reason: "asked for",
	}
}

func clerk(q quote.Quote) *workflow.Command { return by(q, "an", salesdesk.InsideSales) }

// customer is the clerk who enters what the customer said.
func customer(q quote.Quote) *workflow.Command {
	cmd := clerk(q)
	cmd.Actor.For = "C001"
	return cmd
}

func on(cmd *workflow.Command, t require.TestingT, local string) *workflow.Command {
	at, err := time.ParseInLocation("2006-01-02 15:04:05", local, brussels(t))
	require.NoError(t, err)
	cmd.At = at
	return cmd
}

func opened(t require.TestingT, r *quote.Rules, c quote.Content) quote.Quote {
	q, err := quote.New(r, clerk(quote.Quote{}), quote.Opening{ID: "q1", Number: "OFF-1", Customer: "C001", Seller: seller(), Content: c})
	require.NoError(t, err)
	return q
}

func sent(t require.TestingT, r *quote.Rules, c quote.Content) quote.Quote {
	q := opened(t, r, c)
	q, err := q.Release(r, clerk(q))
	require.NoError(t, err)
	q, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	return q
}

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

func TestRequirementsNameEveryLimitThatIsPassed(t *testing.T) {
	c := content(t, "0.12", quote.Conditions{PaymentDays: 60})
	limits := quote.Limits{MaxDiscount: ratio("0.10"), MinMargin: ratio("0.40"), MaxTotal: euro("600"), MaxDays: new(30)}
	requirements := manager(limits).Requirements(c, salesdesk.InsideSales)
	assert.Equal(t, []string{
		"needs sales_manager: discount 0.120000, limit 0.10",
		"needs sales_manager: margin 0.318182, limit 0.40",
		"needs sales_manager: cost 1, limit 0",
		"needs sales_manager: total 616.00, limit 600",
		"needs sales_manager: term 60, limit 30",
	}, texts(requirements))
	assert.Empty(t, quote.Approval{}.Requirements(c, salesdesk.InsideSales))
	at := quote.Limits{MaxDiscount: ratio("0.12"), MaxTotal: euro("616"), MaxDays: new(60)}
	assert.Empty(t, manager(at).Requirements(c, salesdesk.InsideSales), "a limit is still within")
	other := quote.Limits{MaxTotal: &salesdesk.Money{Amount: amount("9000"), Currency: "USD"}}
	assert.Equal(t, []string{"needs sales_manager: currency 616.00, limit 9000"}, texts(manager(other).Requirements(c, salesdesk.InsideSales)))
	month := content(t, "", quote.Conditions{PaymentDays: 30, EndOfMonth: true})
	assert.Equal(t, []string{"needs sales_manager: term 60, limit 59"}, texts(manager(quote.Limits{MaxDays: new(59)}).Requirements(month, salesdesk.InsideSales)))
}

func texts[E error](all []E) []string {
	var said []string
	for _, e := range all {
		said = append(said, e.Error())
	}
	return said
}

func euro(s string) *salesdesk.Money { return new(salesdesk.MustMoney(s, salesdesk.EUR)) }

func TestApprovalCannotBeBypassed(t *testing.T) {
	r := rules(t, manager(quote.Limits{MaxDiscount: ratio("0.10")}))
	q := opened(t, r, content(t, "0.12", quote.Conditions{}))
	_, err := q.Release(r, clerk(q))
	var requirement quote.Requirement
	require.ErrorAs(t, err, &requirement)
	_, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.Error(t, err, "a draft is not sent")
	q, err = q.Submit(r, clerk(q))
	require.NoError(t, err)
	_, err = q.Approve(r, by(q, "an", salesdesk.SalesManager), q.Latest().Digest)
	var author quote.SameAuthorError
	require.ErrorAs(t, err, &author)
	_, err = q.Approve(r, by(q, "bart", salesdesk.InsideSales), q.Latest().Digest)
	require.Error(t, err, "is for the sales manager")
	_, err = q.Approve(r, by(q, "bart", salesdesk.SalesManager), "another digest")
	var altered quote.AlteredError
	require.ErrorAs(t, err, &altered)
	q, err = q.Approve(r, by(q, "bart", salesdesk.SalesManager), q.Latest().Digest)
	require.NoError(t, err)
	assert.Equal(t, "bart", q.Latest().Grants[0].By.ID)
	q, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	q, err = q.Revise(r, clerk(q), content(t, "0.13", quote.Conditions{}))
	require.NoError(t, err)
	assert.Empty(t, q.Latest().Grants, "what was approved does not go along")
	_, err = q.Release(r, clerk(q))
	require.ErrorAs(t, err, &requirement)
}

func TestWhatNeedsNoApprovalIsNotSubmitted(t *testing.T) {
	r := rules(t, manager(quote.Limits{MaxDiscount: ratio("0.10")}))
	q := opened(t, r, content(t, "0.05", quote.Conditions{}))
	_, err := q.Submit(r, clerk(q))
	var none quote.NoRequirementError
	require.ErrorAs(t, err, &none)
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

func asJSON(t require.TestingT, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

func TestTheTableIsWrittenDown(t *testing.T) {
	m := rules(t, quote.Approval{}).Machine()
	golden.Assert(t, "workflow.md", []byte("# Quote\n\n"+m.Table()+"\n```mermaid\n"+m.Mermaid()+"```\n"))
}
