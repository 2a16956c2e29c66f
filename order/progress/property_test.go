package progress_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/order/promise"
)

// ways are orders that went some way, at several times.
func ways(t require.TestingT) []progress.Watched {
	all := []progress.Watched{submitted(t).watched()}
	for _, when := range []string{"2026-04-07 10:00", "2026-04-13 16:59", "2026-04-30 11:00"} {
		s := confirmed(t)
		all = append(all, s.then(s.order.PlaceHold(s.rules, command(3, salesdesk.Finance, at(when)), order.CreditHold)).watched(), shipped(t, "4", when).watched())
		s = shipped(t, "10", when)
		later := s.last().At.Add(time.Hour)
		failed := *s
		all = append(all, failed.then(s.order.FailDelivery(s.rules, command(5, salesdesk.Warehouse, later), "s1")).watched())
		s.then(s.order.Deliver(s.rules, command(5, salesdesk.Warehouse, later), "s1", "signed"))
		all = append(all, s.then(s.order.RequestReturn(s.rules, command(6, salesdesk.InsideSales, later), order.Return{ID: "r1", Lines: ten("2")})).watched())
	}
	return all
}

// The list is in one order, whatever the order of what it is made of, and nothing that is
// due later than the moment is called late.
func TestTheListIsInOneOrder(t *testing.T) {
	cal, r, all, easter := desk(), requests(t), ways(t), at("2026-04-03 17:00")
	rapid.Check(t, func(t *rapid.T) {
		var orders []progress.Watched
		var asks []progress.Request
		for i := range rapid.IntRange(1, 6).Draw(t, "orders") {
			w := rapid.SampledFrom(all).Draw(t, "order")
			w.Order.ID, w.Timeline.Order = fmt.Sprintf("o%d", i), fmt.Sprintf("o%d", i)
			orders = append(orders, w)
			a := whenQuestion()
			a.ID, a.Question.Order = fmt.Sprintf("R%d", i), fmt.Sprintf("o%d", i)
			a.Within = time.Duration(rapid.IntRange(1, 40).Draw(t, "hours")) * time.Hour
			asks = append(asks, asked(t, r, a))
		}
		now := easter.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "now")) * time.Minute)
		list, err := progress.Exceptions(orders, asks, progress.UsualLimits(), cal, now)
		require.NoError(t, err)

		slices.Reverse(orders)
		turn := rapid.IntRange(0, len(asks)).Draw(t, "turn")
		again, err := progress.Exceptions(orders, append(slices.Clone(asks[turn:]), asks[:turn]...), progress.UsualLimits(), cal, now)
		require.NoError(t, err)
		require.Equal(t, list, again)

		rank := []progress.Severity{progress.Critical, progress.High, progress.Normal}
		for i, e := range list {
			require.False(t, e.Since.After(now), "%+v", e)
			foreseen := e.Kind == progress.AtRisk || e.Kind == progress.Unbilled && e.Severity == progress.High
			require.True(t, now.After(e.Due) || foreseen, "late before it is due: %+v at %s", e, now)
			require.True(t, e.Act.Check() == nil && e.Next != "", "%+v", e)
			if i > 0 {
				before := list[i-1]
				sorted := cmp.Or(
					cmp.Compare(slices.Index(rank, before.Severity), slices.Index(rank, e.Severity)), before.Due.Compare(e.Due), cmp.Compare(before.Order, e.Order),
					cmp.Compare(before.Kind, e.Kind), cmp.Compare(before.Subject, e.Subject),
				)
				require.Negative(t, sorted, "%+v before %+v", before, e)
			}
		}
	})
}

// What waits is due after its working time and not an instant before: it is not on the list
// at that instant, and is on it a second later, due then.
func TestWhatWaitsIsDueAfterItsWorkingTime(t *testing.T) {
	cal, all := desk(), ways(t)
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SampledFrom(all).Draw(t, "order")
		limit := time.Duration(rapid.IntRange(0, 100*60).Draw(t, "minutes")) * time.Minute
		limits := progress.Limits{Answer: limit, Hold: limit, Delivery: limit, Return: limit}
		var since time.Time
		kinds := []progress.ExceptionKind{progress.Unanswered, progress.Stalled, progress.FailedDelivery, progress.ReturnWaits}
		switch {
		case w.Order.Status == order.Submitted:
			since = w.Timeline.Since
		case len(w.Timeline.Holds) > 0:
			since = w.Timeline.Holds[0].Since
		case len(w.Timeline.Returns) > 0:
			since = w.Timeline.Returns[0].Since
		case w.Order.Shipments[0].Status == order.ShipmentFailed:
			since = w.Timeline.Shipments[0].Since
		default:
			return // nothing waits
		}
		due, err := cal.Add(since, limit)
		require.NoError(t, err)
		on := func(now time.Time) (found []progress.Exception) {
			list, err := progress.Exceptions([]progress.Watched{w}, nil, limits, cal, now)
			require.NoError(t, err)
			return slices.DeleteFunc(list, func(e progress.Exception) bool { return !slices.Contains(kinds, e.Kind) })
		}
		require.Empty(t, on(due))
		late := on(due.Add(time.Second))
		require.Len(t, late, 1)
		require.Equal(t, due.UTC(), late[0].Due)
		require.Equal(t, since, late[0].Since)
	})
}

// Whatever rule fires on a change, what it asks is to be done by its working time after the
// change, and its id is the same each time.
func TestAnIntentIsDueAfterItsWorkingTime(t *testing.T) {
	cal, s := desk(), shipped(t, "4", "2026-04-30 11:00")
	rapid.Check(t, func(t *rapid.T) {
		rules := progress.BuiltInRules()
		for i := range rules {
			rules[i].Within = time.Duration(rapid.IntRange(0, 3_000).Draw(t, "minutes")) * time.Minute
		}
		c := rapid.SampledFrom(s.order.Changes()).Draw(t, "change")
		intents, err := progress.Intents(c, s.order, rules, cal)
		require.NoError(t, err)
		for _, i := range intents {
			r := rules[slices.IndexFunc(rules, func(r progress.Rule) bool { return r.ID == i.Rule })]
			by, err := cal.Add(c.At, r.Within)
			require.NoError(t, err)
			require.Equal(t, by.UTC(), i.By)
			require.Equal(t, fmt.Sprintf("o1/%d/%s", c.Seq, r.ID), i.ID)
		}
	})
}

// We proposed eight instead of ten on Friday 10 April at noon; the customer has five working
// days, and says nothing.
func TestACustomerWhoIsSilentIsReminded(t *testing.T) {
	s := confirmed(t)
	s.then(s.order.ProposeChange(s.rules, command(3, salesdesk.InsideSales, at("2026-04-10 12:00")), order.ChangeSet{Lines: []order.LineChange{{Line: "1", Quantity: new(amount("8"))}}}, order.Confirmation{}))
	assert.NotContains(t, s.list("2026-04-17 12:00"), "silent normal inside_sales remind_customer", "five days are not over")
	assert.Contains(t, s.list("2026-04-17 12:01"), "silent normal inside_sales remind_customer")
	assert.Contains(t, s.list("2026-04-24 12:01"), "silent high inside_sales remind_customer", "twice the time")
	s.then(s.order.AcceptChange(s.rules, command(4, salesdesk.Customer, at("2026-04-24 13:00")), s.order.Pending.Proposal))
	for _, line := range s.list("2026-05-30 12:00") {
		assert.NotContains(t, line, "silent")
	}
}

// Nothing is in stock, so nothing can be promised; purchasing says when it comes, the plan
// follows from it and confirms the order, and what is asked of the warehouse has its day.
func TestAnAnswerOfPurchasingConfirmsTheOrder(t *testing.T) {
	s, r := submitted(t), requests(t)
	demand := promise.Request{
		Demands:  []promise.Demand{{Line: "1", SKU: "A", Quantity: amount("10"), Requested: day("2026-04-10")}},
		Supplies: []promise.Supply{{SKU: "A"}},
	}
	logistics := promise.Logistics{Workdays: desk(), HandlingDays: 1, Carrier: promise.Carrier{TransitDays: 1}}
	_, err := promise.Make(demand, logistics, at("2026-04-07 09:00"))
	require.ErrorAs(t, err, new(promise.UnavailableError))

	q := asked(t, r, progress.Asking{ID: "R1", To: salesdesk.Purchasing, Question: progress.Question{Kind: progress.AskDate, Order: "o1", Line: "1", SKU: "A", Quantity: amount("10"), Wanted: day("2026-04-10")}})
	q, err = q.Reply(r, command(1, salesdesk.Purchasing, at("2026-04-07 10:00")), progress.Answer{Date: day("2026-04-13")})
	require.NoError(t, err)
	demand.Supplies[0], err = q.Supply(demand.Supplies[0])
	require.NoError(t, err)
	plan, err := promise.Make(demand, logistics, at("2026-04-07 10:30"))
	require.NoError(t, err)
	require.Len(t, plan.Promises, 1)
	assert.Equal(t, day("2026-04-15"), plan.Promises[0].Date, "here on Monday, handled on Tuesday, there on Wednesday")
	assert.True(t, plan.Promises[0].Moved(), "later than it was asked for")

	s.then(s.order.Confirm(s.rules, command(2, salesdesk.InsideSales, at("2026-04-07 11:00")), order.Confirmation{Promises: plan.Promises}))
	assert.Equal(t, day("2026-04-15"), s.order.Lines[0].Promised)
	intents := s.intents(progress.BuiltInRules())
	assert.Equal(t, plan.Promises[0].Ready, intents["reserve"].Day)
	assert.Equal(t, progress.TopicConfirmed, intents["sales_moved"].Topic, "external sales hear that it is later")
}

// A yes of finance frees the hold that kept the order from being confirmed.
func TestAYesOfFinanceLetsTheOrderGoOn(t *testing.T) {
	s, r := submitted(t), requests(t)
	s.then(s.order.PlaceHold(s.rules, command(2, salesdesk.Finance, at("2026-04-07 09:00")), order.CreditHold))
	confirmation := order.Confirmation{Promises: []promise.Promise{{Line: "1", Date: day("2026-04-14"), Requested: day("2026-04-14"), Ready: day("2026-04-09"), Binding: promise.ByStock}}}
	_, err := s.order.Confirm(s.rules, command(3, salesdesk.InsideSales, at("2026-04-07 09:30")), confirmation)
	require.ErrorAs(t, err, new(order.HoldError))
	yes := true
	q, err := asked(t, r, consent()).Reply(r, command(1, salesdesk.Finance, at("2026-04-07 10:00")), progress.Answer{Yes: &yes})
	require.NoError(t, err)
	hold, frees := q.Frees()
	require.True(t, frees)
	s.then(s.order.FreeHold(s.rules, command(3, salesdesk.Finance, at("2026-04-07 10:01")), hold))
	s.then(s.order.Confirm(s.rules, command(4, salesdesk.InsideSales, at("2026-04-07 10:02")), confirmation))
	assert.Equal(t, order.Confirmed, s.order.Status)
}

func TestACompanysRulesAreReadWithEveryProblem(t *testing.T) {
	rules, err := progress.DecodeRules([]byte(`[
		{"id": "reserve"},
		{"id": "big", "on": ["confirm"], "when": {"at_least": "100.00", "currency": "EUR", "customers": ["C1"], "confirmed": true}, "do": "inform_desk", "to": "sales_manager", "topic": "confirmed", "within": 3600000000000}
	]`))
	require.EqualError(t, err, "[0].on: required; [0].do: required; [0].to: format (aaa_aaa)")
	assert.Nil(t, rules)
	rules, err = progress.DecodeRules([]byte(`[{"id": "big", "on": ["confirm"], "when": {"at_least": "100.00", "currency": "EUR", "customers": ["C1"], "confirmed": true}, "do": "inform_desk", "to": "sales_manager", "topic": "confirmed", "within": 3600000000000}]`))
	require.NoError(t, err)
	s := confirmed(t)
	got := s.intents(progress.Override(progress.BuiltInRules(), append(rules, progress.Rule{ID: "reserve"})...))
	assert.Equal(t, at("2026-04-07 09:45"), got["big"].By, "an hour after Friday a quarter to five")
	assert.NotContains(t, got, "reserve", "a row with an id alone takes it out")

	for give, want := range map[string]string{
		`{}`:                                   "type (list)",
		`[{"id": "a", "when": {"vip": true}}]`: "[0].when.vip: unknown",
		`[{"id": "a", "on": [""], "do": "dance", "to": "sales_manager", "when": {"at_least": "1", "currency": "E"}}, {"id": "a", "on": ["confirm"], "do": "inform_desk", "to": "King", "within": -1, "when": {"currency": "EUR", "customers": [""], "channels": [""], "holds": [""]}}]`: "[0].do: one_of (reserve_stock release_stock plan_transport cancel_transport expect_return inspect_return request_invoice request_credit review_hold inform_customer inform_external_sales inform_desk); " +
			"[0].on: required; [0].when.currency: format (AAA); [1].id: duplicate (a); [1].when.at_least: required; [1].when.customers: required; [1].when.channels: required; [1].when.holds: required; [1].topic: required; [1].to: format (aaa_aaa); [1].within: min (0)",
	} {
		_, err := progress.DecodeRules([]byte(give))
		assert.EqualError(t, err, want)
	}
}

func FuzzDecodeRules(f *testing.F) {
	f.Add([]byte(`[{"id": "big", "on": ["confirm"], "when": {"at_least": "100.00", "currency": "EUR"}, "do": "inform_desk", "to": "sales_manager", "topic": "confirmed", "within": 3600000000000}]`))
	s := confirmed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		rules, err := progress.DecodeRules(data)
		if err != nil {
			return
		}
		require.NoError(t, progress.CheckRules(rules))
		_, _ = progress.Intents(s.last(), s.order, rules, desk())
	})
}
