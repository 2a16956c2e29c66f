package order_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

// road is a warehouse that works from Monday to Friday; a day of picking, one on the road.
func road() promise.Logistics {
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(8, 0), To: calendar.At(17, 0)}}
	}
	days := must(calendar.New(calendar.Hours{Weekly: weekly, Closed: calendar.Belgium(2026, 2026), Version: "2026"}))
	return promise.Logistics{Workdays: days, HandlingDays: 1, Carrier: promise.Carrier{TransitDays: 1}}
}

// stocked is what there is of A and B: 10 A come on 7 May.
func stocked() []promise.Supply {
	return []promise.Supply{
		{SKU: "A", OnHand: amount("4"), Incoming: []promise.Incoming{{Date: day("2026-05-07"), Quantity: amount("10")}}},
		{SKU: "B", OnHand: amount("1")},
	}
}

func TestADateThatCannotBeMetIsMovedOrRefusedAndNeverSilentlyKept(t *testing.T) {
	r := rules(t, order.Policy{})
	o := submitted(t, r)
	demands := o.Demands()
	assert.Equal(t, []promise.Demand{{Line: "1", SKU: "A", Quantity: amount("10"), Whole: true}, {Line: "2", SKU: "B", Quantity: amount("0.5")}}, demands)
	demands[0].Requested = day("2026-05-04")
	noon := time.Date(2026, 4, 28, 10, 0, 0, 0, time.UTC)
	refused, err := promise.Make(promise.Request{Demands: demands, Supplies: stocked(), Policy: promise.Refuse}, road(), noon)
	var late promise.LateError
	require.ErrorAs(t, err, &late)
	assert.Equal(t, day("2026-05-11"), late.Earliest)
	_, err = o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: refused.Promises})
	var missing order.PromiseError
	require.ErrorAs(t, err, &missing, "what was refused has no date to confirm")
	moved := must(promise.Make(promise.Request{Demands: demands, Supplies: stocked()}, road(), noon))
	o = must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: moved.Promises}))
	assert.Equal(t, day("2026-05-11"), o.Lines[0].Promised)
	assert.True(t, o.Promises[0].Moved(), "beside the day that was asked for")
}

func TestADelayMovesTheDatesWithAReason(t *testing.T) {
	r := rules(t, order.Policy{})
	o := submitted(t, r)
	demands := o.Demands()
	demands[0].Requested = day("2026-05-11")
	plan := must(promise.Make(promise.Request{Demands: demands, Supplies: stocked()}, road(), time.Date(2026, 4, 28, 10, 0, 0, 0, time.UTC)))
	o = must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: plan.Promises}))
	commitments := o.Commitments(0)
	assert.Equal(t, []string{"1 10 2026-05-11", "2 0.5 2026-04-30"}, []string{
		commitments[0].Line + " " + commitments[0].Quantity.String() + " " + commitments[0].Promised.String(),
		commitments[1].Line + " " + commitments[1].Quantity.String() + " " + commitments[1].Promised.String(),
	})
	impact := must(promise.Assess(promise.Disruption{
		Supplies: stocked(), Commitments: commitments,
		Delays: []promise.Delay{{SKU: "A", Expected: day("2026-05-07"), Until: day("2026-05-13")}},
	}, road(), time.Date(2026, 4, 29, 10, 0, 0, 0, time.UTC)))
	delayed := o.Delayed(impact)
	assert.Equal(t, []promise.Promise{{Line: "1", Date: day("2026-05-18"), Requested: day("2026-05-11"), Binding: promise.ByIncoming}}, delayed)
	silent := by(o, salesdesk.Purchasing)
	silent.Reason = ""
	_, err := o.Reschedule(r, silent, delayed)
	var reason workflow.ReasonError
	require.ErrorAs(t, err, &reason)
	o = must(o.Reschedule(r, by(o, salesdesk.Purchasing), delayed))
	assert.Equal(t, day("2026-05-18"), o.Lines[0].Promised)
	assert.Equal(t, day("2026-04-30"), o.Lines[1].Promised, "the other line keeps its day")
	assert.Equal(t, order.Confirmed, o.Status)
	folded, err := order.Fold(o.Changes())
	require.NoError(t, err)
	assert.Equal(t, o.Saved(), folded)
	earlier := []promise.Promise{{Line: "1", Date: day("2026-05-12")}}
	silent = by(o, salesdesk.InsideSales)
	silent.Reason = ""
	o = must(o.Reschedule(r, silent, earlier))
	assert.Equal(t, day("2026-05-11"), o.Promises[1].Requested, "the day asked for stays")
}

func TestNewDatesAreHeldToTheLinesThatWaitForThem(t *testing.T) {
	r := rules(t, order.Policy{})
	o := shipped(t, r, confirmed(t, r), "s1", some("2", "0.5"))
	_, err := o.Reschedule(r, by(o, salesdesk.InsideSales), []promise.Promise{
		{Line: "1"}, {Line: "1", Date: day("2026-04-27")}, {Line: "2", Date: day("2026-05-20")}, {Line: "9", Date: day("2026-05-20")},
	})
	for _, want := range []string{"line 1 has no promised date", "promises[1].line: duplicate (1)", "promises[1].date: order (command.at)", "line 2: within_ordered: 0.5, at most 0.5", "no line 9"} {
		assert.ErrorContains(t, err, want)
	}
	_, err = o.Reschedule(r, by(o, salesdesk.InsideSales), nil)
	assert.ErrorContains(t, err, "promises: required")
	_, err = o.Reschedule(r, by(o, salesdesk.InsideSales), make([]promise.Promise, order.MaxLines+1))
	assert.ErrorContains(t, err, "promises: length (10000)")
	draft := opened(t, r)
	_, err = draft.Reschedule(r, by(draft, salesdesk.InsideSales), promises(draft))
	assert.ErrorContains(t, err, "reschedule refused")
}
