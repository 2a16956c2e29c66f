package promise_test

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
)

// office is a warehouse that works from Monday to Friday, with a cut-off at 15:00.
func office() promise.Logistics {
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(8, 0), To: calendar.At(17, 0)}}
	}
	workdays, err := calendar.New(calendar.Hours{Weekly: weekly, Closed: calendar.Belgium(2026, 2026), Version: "2026"})
	if err != nil {
		fmt.Println(err)
	}
	return promise.Logistics{Workdays: workdays, Cutoff: calendar.At(15, 0), HandlingDays: 1, Carrier: promise.Carrier{TransitDays: 1}}
}

// tuesday is 2 June 2026 at 9:00.
func tuesday() time.Time { return time.Date(2026, 6, 2, 9, 0, 0, 0, time.UTC) }

func ExampleMake() {
	plan, err := promise.Make(promise.Request{
		Demands: []promise.Demand{
			{Line: "1", SKU: "pump", Quantity: salesdesk.MustAmount("4"), Requested: calendar.MustDate("2026-06-05")},
			{Line: "2", SKU: "pump", Quantity: salesdesk.MustAmount("4"), Requested: calendar.MustDate("2026-06-05")},
		},
		Supplies: []promise.Supply{{
			SKU: "pump", OnHand: salesdesk.MustAmount("6"),
			Incoming: []promise.Incoming{{Date: calendar.MustDate("2026-06-11"), Quantity: salesdesk.MustAmount("10")}},
		}},
	}, office(), tuesday())
	for _, p := range plan.Promises {
		fmt.Println(p.Line, p.Date, p.Binding, p.Moved(), p.Steps)
	}
	fmt.Println(err)
	// Output:
	// 1 2026-06-05 request false [{stock 2026-06-02} {handling 2026-06-04} {transit 2026-06-05} {request 2026-06-05}]
	// 2 2026-06-15 incoming true [{incoming 2026-06-11} {handling 2026-06-12} {transit 2026-06-15}]
	// <nil>
}

func ExampleLogistics_OrderBy() {
	deadline, err := office().OrderBy(calendar.MustDate("2026-06-15"), promise.Supply{})
	fmt.Println(deadline.Before.Format(time.DateTime), err)
	// Output: 2026-06-11 15:00:00 <nil>
}

func ExampleAssess() {
	impact, err := promise.Assess(promise.Disruption{
		Supplies: []promise.Supply{{
			SKU: "pump", OnHand: salesdesk.MustAmount("6"),
			Incoming: []promise.Incoming{{Date: calendar.MustDate("2026-06-11"), Quantity: salesdesk.MustAmount("10")}},
		}},
		Commitments: []promise.Commitment{
			{Order: "O-17", Line: "1", SKU: "pump", Quantity: salesdesk.MustAmount("6"), Promised: calendar.MustDate("2026-06-05")},
			{Order: "O-18", Line: "1", SKU: "pump", Quantity: salesdesk.MustAmount("4"), Promised: calendar.MustDate("2026-06-15")},
		},
		Delays: []promise.Delay{{SKU: "pump", Expected: calendar.MustDate("2026-06-11"), Until: calendar.MustDate("2026-06-18")}},
	}, office(), tuesday())
	for _, e := range impact.Effects {
		fmt.Println(e.Order, e.Date, e.DaysLate, e.Cause, e.Tell)
	}
	fmt.Println(err)
	// Output:
	// O-18 2026-06-22 7 delay [inside_sales external_sales customer]
	// <nil>
}

// The customer takes everything at once: the pumps wait for the valves, which come on the
// 11th, and are set aside as late as that allows.
func ExampleMake_complete() {
	plan, err := promise.Make(promise.Request{
		Complete: true,
		Demands: []promise.Demand{
			{Line: "1", SKU: "pump", Quantity: salesdesk.MustAmount("4"), Requested: calendar.MustDate("2026-06-05")},
			{Line: "2", SKU: "valve", Quantity: salesdesk.MustAmount("8")},
		},
		Supplies: []promise.Supply{
			{SKU: "pump", OnHand: salesdesk.MustAmount("6")},
			{SKU: "valve", Incoming: []promise.Incoming{{Date: calendar.MustDate("2026-06-11"), Quantity: salesdesk.MustAmount("10")}}},
		},
	}, office(), tuesday())
	for _, p := range plan.Promises {
		fmt.Println(p.Line, p.Date, p.Binding, "ready", p.Ready, "moved", p.Moved())
	}
	fmt.Println(err)
	// Output:
	// 1 2026-06-15 complete ready 2026-06-11 moved true
	// 2 2026-06-15 incoming ready 2026-06-11 moved false
	// <nil>
}

// Two and a half are in stock of an article that goes by whole units, and seven are wanted in
// two deliveries.
func ExampleDemand() {
	plan, err := promise.Make(promise.Request{
		Demands: []promise.Demand{{Line: "1", SKU: "panel", Quantity: salesdesk.MustAmount("7"), Deliveries: 2, Whole: true}},
		Supplies: []promise.Supply{{
			SKU: "panel", OnHand: salesdesk.MustAmount("2.5"),
			Incoming: []promise.Incoming{{Date: calendar.MustDate("2026-06-11"), Quantity: salesdesk.MustAmount("10")}},
		}},
	}, office(), tuesday())
	for _, part := range plan.Promises[0].Parts {
		fmt.Println(part.Quantity, part.Date)
	}
	fmt.Println(err)
	// Output:
	// 2 2026-06-04
	// 5 2026-06-15
	// <nil>
}
