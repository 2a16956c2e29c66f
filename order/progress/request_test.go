package progress_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

// desk is open from Monday to Friday, 09 to 17, but on Belgian holidays.
func desk() *calendar.Calendar {
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(9, 0), To: calendar.At(17, 0)}}
	}
	brussels, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		panic(err)
	}
	c, err := calendar.New(calendar.Hours{Location: brussels, Weekly: weekly, Closed: calendar.Belgium(2026, 2027)})
	if err != nil {
		panic(err)
	}
	return c
}

// at is a moment in Brussels.
func at(s string) time.Time {
	brussels, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		panic(err)
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", s, brussels)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func requests(t require.TestingT) *progress.Rules {
	r, err := progress.Compile(progress.Policy{Calendar: desk(), EscalateAfter: 4 * time.Hour})
	require.NoError(t, err)
	return r
}

func command(version int, role salesdesk.Role, when time.Time) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprintf("c-%d", version+1), Actor: salesdesk.Actor{ID: string(role) + "-1", Role: role},
		At: when, Expect: version, Reason: "asked for",
	}
}

// whenQuestion asks purchasing for the day on which 30 of A are here.
func whenQuestion() progress.Asking {
	return progress.Asking{
		ID: "R1", To: salesdesk.Purchasing,
		Question: progress.Question{Kind: progress.AskDate, Order: "o1", Line: "1", SKU: "A", Quantity: amount("30")},
	}
}

func consent() progress.Asking {
	return progress.Asking{
		ID: "R2", To: salesdesk.Finance,
		Question: progress.Question{Kind: progress.AskConsent, Order: "o1", Hold: order.CreditHold},
	}
}

// asked is on Good Friday, half past four.
func asked(t require.TestingT, r *progress.Rules, a progress.Asking) progress.Request {
	q, err := progress.Ask(r, command(0, salesdesk.InsideSales, at("2026-04-03 16:30")), a)
	require.NoError(t, err)
	return q
}

func TestARequestIsDueInWorkingTimeOverEaster(t *testing.T) {
	for _, c := range []struct {
		within time.Duration
		want   string
	}{
		{0, "2026-04-07 16:30"}, // eight hours
		{time.Hour, "2026-04-07 09:30"},
		{30 * time.Minute, "2026-04-03 17:00"},
	} {
		a := whenQuestion()
		a.Within = c.within
		q := asked(t, requests(t), a)
		assert.Equal(t, at(c.want), q.Due)
		assert.Equal(t, progress.Asked, q.Status)
	}
	r, err := progress.Compile(progress.Policy{Calendar: desk(), Default: 2 * time.Hour, Within: map[salesdesk.Role]time.Duration{salesdesk.Purchasing: 16 * time.Hour}})
	require.NoError(t, err)
	assert.Equal(t, at("2026-04-08 16:30"), asked(t, r, whenQuestion()).Due)
	assert.Equal(t, at("2026-04-07 10:30"), asked(t, r, consent()).Due)
}

func TestWhatIsDueAtAnInstantIsInTimeAtIt(t *testing.T) {
	r, q := requests(t), asked(t, requests(t), whenQuestion())
	assert.Zero(t, q.Late(desk(), at("2026-04-07 16:30")))
	assert.Equal(t, 90*time.Minute, q.Late(desk(), at("2026-04-08 10:00")), "half an hour of Tuesday and one of Wednesday")
	_, err := q.Lapse(r, command(1, salesdesk.System, at("2026-04-07 16:30")))
	var due progress.DueError
	require.ErrorAs(t, err, &due)
	assert.Equal(t, q.Due, due.Due)
	q, err = q.Lapse(r, command(1, salesdesk.System, at("2026-04-07 16:31")))
	require.NoError(t, err)
	assert.Equal(t, progress.Overdue, q.Status)
	_, err = q.Escalate(r, command(2, salesdesk.System, at("2026-04-08 12:30")))
	require.ErrorAs(t, err, &due, "four hours from Tuesday half past four")
	assert.Equal(t, at("2026-04-08 12:30"), due.Due)
	q, err = q.Escalate(r, command(2, salesdesk.System, at("2026-04-08 12:31")))
	require.NoError(t, err)
	assert.Equal(t, progress.Escalated, q.Status)
	q, err = q.Extend(r, command(3, salesdesk.SalesManager, at("2026-04-08 13:00")), 2*time.Hour)
	require.NoError(t, err)
	assert.Equal(t, progress.Asked, q.Status, "nobody took it on")
	assert.Equal(t, at("2026-04-08 15:00"), q.Due)
}

func TestAnAnswerFeedsThePromise(t *testing.T) {
	r, q := requests(t), asked(t, requests(t), whenQuestion())
	q, err := q.Accept(r, command(1, salesdesk.Purchasing, at("2026-04-07 09:00")))
	require.NoError(t, err)
	assert.Equal(t, "purchasing-1", q.Owner)
	_, err = q.Supply(promise.Supply{SKU: "A"})
	require.ErrorAs(t, err, new(progress.AnswerError), "no answer yet")
	q, err = q.Reply(r, command(2, salesdesk.Purchasing, at("2026-04-07 10:00")), progress.Answer{Date: day("2026-05-04")})
	require.NoError(t, err)
	before := promise.Supply{SKU: "A", Incoming: make([]promise.Incoming, 0, 4)}
	supply, err := q.Supply(before)
	require.NoError(t, err)
	assert.Equal(t, []promise.Incoming{{Date: day("2026-05-04"), Quantity: amount("30")}}, supply.Incoming)
	assert.Empty(t, before.Incoming)
	_, err = q.Supply(promise.Supply{SKU: "B"})
	require.ErrorAs(t, err, new(progress.AnswerError))

	logistics := promise.Logistics{Workdays: desk(), HandlingDays: 1, Carrier: promise.Carrier{TransitDays: 1}}
	plan, err := promise.Make(promise.Request{
		Demands: []promise.Demand{{Line: "1", SKU: "A", Quantity: amount("30")}}, Supplies: []promise.Supply{supply},
	}, logistics, at("2026-04-07 10:00"))
	require.NoError(t, err)
	assert.Equal(t, promise.ByIncoming, plan.Promises[0].Binding)
	assert.True(t, plan.Promises[0].Date.After(day("2026-05-04")))
}

func TestEveryKindOfAnswer(t *testing.T) {
	ten, none, below, days, yes := amount("10"), amount("0"), amount("-1"), 5, true
	price := salesdesk.Money{Amount: amount("12.50"), Currency: salesdesk.EUR}
	about := func(kind progress.QuestionKind) progress.Question {
		return progress.Question{Kind: kind, SKU: "A", Quantity: amount("30"), Wanted: day("2026-05-04"), Text: "Sold at a loss?"}
	}
	for _, c := range []struct {
		kind   progress.QuestionKind
		answer progress.Answer
		ok     bool
		supply promise.Supply
	}{
		{progress.AskDate, progress.Answer{Date: day("2026-05-06"), Quantity: &ten}, true, promise.Supply{SKU: "A", Incoming: []promise.Incoming{{Date: day("2026-05-06"), Quantity: ten}}}},
		{progress.AskDate, progress.Answer{Date: day("2026-05-06"), Quantity: &none}, false, promise.Supply{}},
		{progress.AskDate, progress.Answer{Quantity: &ten}, false, promise.Supply{}},
		{progress.AskDate, progress.Answer{Date: day("2026-05-06"), Yes: &yes}, false, promise.Supply{}},
		{progress.AskQuantity, progress.Answer{Quantity: &ten}, true, promise.Supply{SKU: "A", Incoming: []promise.Incoming{{Date: day("2026-05-04"), Quantity: ten}}}},
		{progress.AskQuantity, progress.Answer{Quantity: &none}, true, promise.Supply{SKU: "A"}},
		{progress.AskQuantity, progress.Answer{Quantity: &below}, false, promise.Supply{}},
		{progress.AskLeadTime, progress.Answer{LeadDays: &days}, true, promise.Supply{SKU: "A", LeadDays: &days}},
		{progress.AskLeadTime, progress.Answer{}, false, promise.Supply{}},
		{progress.AskPrice, progress.Answer{Price: &price}, true, promise.Supply{}},
		{progress.AskPrice, progress.Answer{Price: &salesdesk.Money{Amount: below, Currency: salesdesk.EUR}}, false, promise.Supply{}},
		{progress.AskConsent, progress.Answer{Yes: &yes, Note: "for once"}, true, promise.Supply{}},
		{progress.AskConsent, progress.Answer{Note: "perhaps"}, false, promise.Supply{}},
	} {
		r := requests(t)
		q := asked(t, r, progress.Asking{ID: "R", To: salesdesk.Purchasing, Question: about(c.kind)})
		q, err := q.Reply(r, command(1, salesdesk.Purchasing, at("2026-04-07 10:00")), c.answer)
		if !c.ok {
			require.Error(t, err, "%s %+v", c.kind, c.answer)
			assert.Equal(t, progress.Asked, q.Status)
			continue
		}
		require.NoError(t, err, "%s %+v", c.kind, c.answer)
		supply, err := q.Supply(promise.Supply{SKU: "A"})
		if c.supply.SKU == "" {
			require.ErrorAs(t, err, new(progress.AnswerError))
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, c.supply, supply)
	}
}

func TestAYesFreesAHoldOfItsOwnDepartment(t *testing.T) {
	r := requests(t)
	for _, yes := range []bool{true, false} {
		q := asked(t, r, consent())
		_, frees := q.Frees()
		assert.False(t, frees)
		q, err := q.Reply(r, command(1, salesdesk.Finance, at("2026-04-07 09:10")), progress.Answer{Yes: &yes})
		require.NoError(t, err)
		hold, frees := q.Frees()
		assert.Equal(t, yes, frees)
		if yes {
			assert.Equal(t, order.CreditHold, hold)
		}
		q, err = q.Reopen(r, command(2, salesdesk.InsideSales, at("2026-04-07 10:00")))
		require.NoError(t, err)
		assert.Nil(t, q.Answer)
		assert.Equal(t, at("2026-04-08 10:00"), q.Due)
	}
	wrong := consent()
	wrong.To = salesdesk.Purchasing
	_, err := progress.Ask(r, command(0, salesdesk.InsideSales, at("2026-04-07 09:00")), wrong)
	require.ErrorAs(t, err, new(order.HoldRoleError))
}

func TestAskNamesEveryProblem(t *testing.T) {
	_, err := progress.Ask(requests(t), &workflow.Command{Expect: 3}, progress.Asking{
		To: salesdesk.Customer, Within: -1, Question: progress.Question{Kind: "why", Line: "1", Hold: order.CreditHold},
	})
	for _, want := range []string{"id", "to", "within", "question.kind", "question.order", "question.hold"} {
		require.ErrorContains(t, err, want)
	}
	_, err = progress.Ask(nil, command(0, salesdesk.InsideSales, at("2026-04-07 09:00")), whenQuestion())
	require.ErrorContains(t, err, "rules")
	_, err = progress.Compile(progress.Policy{Default: -1, EscalateAfter: -1, Within: map[salesdesk.Role]time.Duration{salesdesk.ICT: -1}})
	for _, want := range []string{"calendar", "default", "escalate_after", "within.ict"} {
		require.ErrorContains(t, err, want)
	}
}

// Every state that can be reached, every verb and every role: a verb is refused and leaves
// the request as it was, or the changes alone give the same request, and an open request
// has no answer.
func TestAWalkOverEveryVerbAndRole(t *testing.T) {
	r := requests(t)
	yes := true
	late, roles := at("2026-04-20 10:00"), append(progress.Departments(), salesdesk.InsideSales, salesdesk.SalesManager, salesdesk.System, salesdesk.Customer)
	verbs := map[progress.Event]func(progress.Request, *workflow.Command) (progress.Request, error){
		progress.Accept: func(q progress.Request, c *workflow.Command) (progress.Request, error) { return q.Accept(r, c) },
		progress.Reassign: func(q progress.Request, c *workflow.Command) (progress.Request, error) {
			return q.Reassign(r, c, "other")
		},
		progress.Reply: func(q progress.Request, c *workflow.Command) (progress.Request, error) {
			return q.Reply(r, c, progress.Answer{Yes: &yes})
		},
		progress.Lapse:    func(q progress.Request, c *workflow.Command) (progress.Request, error) { return q.Lapse(r, c) },
		progress.Escalate: func(q progress.Request, c *workflow.Command) (progress.Request, error) { return q.Escalate(r, c) },
		progress.Extend: func(q progress.Request, c *workflow.Command) (progress.Request, error) {
			return q.Extend(r, c, time.Hour)
		},
		progress.Withdraw: func(q progress.Request, c *workflow.Command) (progress.Request, error) { return q.Withdraw(r, c) },
		progress.Reopen:   func(q progress.Request, c *workflow.Command) (progress.Request, error) { return q.Reopen(r, c) },
	}
	fired := map[progress.Event]bool{}
	seen, queue := map[string]bool{}, []progress.Request{asked(t, r, consent())}
	for depth := 0; depth < 5; depth++ {
		var next []progress.Request
		for _, q := range queue {
			for on, verb := range verbs {
				for _, role := range roles {
					moved, err := verb(q, command(q.Version, role, late))
					if err != nil {
						require.Equal(t, q, moved)
						continue
					}
					fired[on] = true
					folded, err := progress.Fold(moved.Changes())
					require.NoError(t, err)
					require.Equal(t, moved.Saved(), folded)
					require.Equal(t, moved.Status == progress.Answered, moved.Answer != nil)
					if key := fmt.Sprint(moved.Status, moved.Owner, moved.Due); !seen[key] {
						seen[key] = true
						next = append(next, moved)
					}
				}
			}
		}
		queue = next
	}
	assert.Len(t, fired, len(verbs), "every event happens")
}

func TestOnlyTheDepartmentAskedMayAnswer(t *testing.T) {
	r := requests(t)
	yes := true
	_, err := asked(t, r, consent()).Reply(r, command(1, salesdesk.Purchasing, at("2026-04-07 09:10")), progress.Answer{Yes: &yes})
	var wrong progress.DepartmentError
	require.ErrorAs(t, err, &wrong)
	assert.Equal(t, salesdesk.Finance, wrong.Asked)
}

func TestARequestAndItsChangesRoundTrip(t *testing.T) {
	q := asked(t, requests(t), whenQuestion())
	data, err := json.Marshal(q)
	require.NoError(t, err)
	again, err := progress.DecodeRequest(data)
	require.NoError(t, err)
	assert.Equal(t, q.Saved(), again)
	_, err = progress.DecodeRequest([]byte(`{"question":{"colour":"red"}}`))
	require.ErrorContains(t, err, "question.colour")
	log, err := workflow.EncodeEvents(q.Changes())
	require.NoError(t, err)
	changes, err := progress.DecodeChanges(log)
	require.NoError(t, err)
	assert.Equal(t, q.Changes(), changes)
}

func TestTheTableIsDrawn(t *testing.T) {
	m := requests(t).Machine()
	golden.Assert(t, "workflow.md", []byte("# Request\n\n"+m.Table()+"\n```mermaid\n"+m.Mermaid()+"```\n"))
}

func TestPermittedSaysWhatMayComeNextAndDoFiresNoBuiltIn(t *testing.T) {
	r := requests(t)
	q := asked(t, r, consent())
	allowed := map[progress.Event]bool{}
	for _, c := range q.Permitted(r, command(1, salesdesk.Finance, at("2026-04-07 09:00"))) {
		allowed[c.On] = allowed[c.On] || c.Allowed
	}
	assert.True(t, allowed[progress.Accept])
	assert.False(t, allowed[progress.Withdraw])
	_, err := q.Do(r, progress.Reply, command(1, salesdesk.Finance, at("2026-04-07 09:00")))
	require.ErrorAs(t, err, new(workflow.BuiltInError))
}

func ExampleAsk() {
	rules, _ := progress.Compile(progress.Policy{Calendar: desk()})
	q, _ := progress.Ask(rules, command(0, salesdesk.InsideSales, at("2026-04-03 16:30")), progress.Asking{
		ID: "R1", To: salesdesk.Purchasing,
		Question: progress.Question{Kind: progress.AskDate, SKU: "A", Quantity: amount("30")},
	})
	fmt.Println(q.Status, q.Due.In(desk().Location()).Format("Mon 02/01 15:04"))
	q, _ = q.Reply(rules, command(1, salesdesk.Purchasing, at("2026-04-07 11:00")), progress.Answer{Date: day("2026-05-04")})
	supply, _ := q.Supply(promise.Supply{SKU: "A"})
	fmt.Println(q.Status, supply.Incoming)
	// Output:
	// asked Tue 07/04 16:30
	// answered [{2026-05-04 30}]
}

// Nothing happens before what happened already: nobody accepts what was not asked yet.
func TestNothingHappensToARequestBeforeWhatHappenedLast(t *testing.T) {
	r := requests(t)
	when := at("2026-04-28 10:00")
	q, err := progress.Ask(r, command(0, salesdesk.InsideSales, when), whenQuestion())
	require.NoError(t, err)
	early := when.Add(-time.Second)
	same, err := q.Accept(r, command(1, salesdesk.Purchasing, early))
	assert.Equal(t, workflow.EarlierError{At: early, Last: when}, err)
	assert.Equal(t, q, same)
	_, err = q.Accept(r, command(1, salesdesk.Purchasing, when))
	require.NoError(t, err)
}
