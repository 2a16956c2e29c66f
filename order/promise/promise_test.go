package promise_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func pieces(n int) salesdesk.Amount { return amount(fmt.Sprint(n)) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

func days(n int) *int { return &n }

func brussels(t require.TestingT) *time.Location {
	location, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return location
}

// on is a calendar of the weekdays, with the Belgian holidays of 2026 or none.
func on(t require.TestingT, closed []calendar.Closure, weekdays ...time.Weekday) *calendar.Calendar {
	weekly := map[time.Weekday][]calendar.Shift{}
	for _, d := range weekdays {
		weekly[d] = []calendar.Shift{{From: calendar.At(8, 0), To: calendar.At(17, 0)}}
	}
	c, err := calendar.New(calendar.Hours{Location: brussels(t), Weekly: weekly, Closed: closed, Version: "1"})
	require.NoError(t, err)
	return c
}

func workdays(t require.TestingT) *calendar.Calendar {
	return on(t, calendar.Belgium(2026, 2026), time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
}

func at(t require.TestingT, s string) time.Time {
	instant, err := time.ParseInLocation("2006-01-02 15:04", s, brussels(t))
	require.NoError(t, err)
	return instant
}

// logistics are a cut-off at 15:00, a day of picking and a day on the road.
func logistics(t require.TestingT) promise.Logistics {
	return promise.Logistics{Workdays: workdays(t), Cutoff: calendar.At(15, 0), HandlingDays: 1, Carrier: promise.Carrier{TransitDays: 1}}
}

func demand(quantity, requested string) promise.Demand {
	d := promise.Demand{Line: "1", SKU: "A", Quantity: amount(quantity)}
	if requested != "" {
		d.Requested = day(requested)
	}
	return d
}

func TestDates(t *testing.T) {
	stock := promise.Supply{SKU: "A", OnHand: amount("5")}
	coming := promise.Supply{SKU: "A", OnHand: amount("5"), Incoming: []promise.Incoming{
		{Date: day("2026-05-20"), Quantity: amount("9")}, {Date: day("2026-05-07"), Quantity: amount("3")},
	}}
	for _, test := range []struct {
		name        string
		at          string
		demand      promise.Demand
		supply      promise.Supply
		want        string
		wantBinding promise.Binding
	}{
		{"in stock", "2026-04-28 11:00", demand("5", ""), stock, "2026-04-30", promise.ByStock},
		{"before the cut-off", "2026-04-28 14:59", demand("5", ""), stock, "2026-04-30", promise.ByStock},
		{"at the cut-off", "2026-04-28 15:00", demand("5", ""), stock, "2026-05-04", promise.ByCutoff},
		{"on a Sunday", "2026-04-26 11:00", demand("5", ""), stock, "2026-04-29", promise.ByCutoff},
		{"on its way", "2026-04-28 11:00", demand("8", ""), coming, "2026-05-11", promise.ByIncoming},
		{"with the second delivery", "2026-04-28 11:00", demand("9", ""), coming, "2026-05-22", promise.ByIncoming},
		{"bought", "2026-04-28 11:00", demand("8", ""), promise.Supply{SKU: "A", OnHand: amount("5"), LeadDays: days(5)}, "2026-05-08", promise.ByLeadTime},
		{"on its way before it could be bought", "2026-04-28 11:00", demand("8", ""), promise.Supply{SKU: "A", OnHand: amount("5"), Incoming: coming.Incoming, LeadDays: days(20)}, "2026-05-11", promise.ByIncoming},
		{"asked for later", "2026-04-28 11:00", demand("5", "2026-05-12"), stock, "2026-05-12", promise.ByRequest},
		{"asked for on Ascension Day", "2026-04-28 11:00", demand("5", "2026-05-14"), stock, "2026-05-15", promise.ByRequest},
		{"asked for on the earliest day", "2026-04-28 11:00", demand("5", "2026-04-30"), stock, "2026-04-30", promise.ByStock},
		{"asked for too early", "2026-04-28 11:00", demand("5", "2026-04-29"), stock, "2026-04-30", promise.ByStock},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan, err := promise.Make(promise.Request{Demands: []promise.Demand{test.demand}, Supplies: []promise.Supply{test.supply}}, logistics(t), at(t, test.at))
			require.NoError(t, err)
			p := plan.Promises[0]
			assert.Equal(t, test.want, p.Date.String())
			assert.Equal(t, test.wantBinding, p.Binding)
			assert.Equal(t, p.Date, p.Steps[len(p.Steps)-1].Date)
		})
	}
}

// The carrier calls and delivers on Tuesday and Friday, the customer takes goods in on
// Monday and Friday: what is packed on Wednesday leaves on Friday, can be there on
// Tuesday and is taken in on the next Friday.
func TestCarrierAndCustomerHaveTheirOwnDays(t *testing.T) {
	l := logistics(t)
	l.Carrier.Days = on(t, nil, time.Tuesday, time.Friday)
	l.Receiving = on(t, nil, time.Monday, time.Friday)
	request := promise.Request{Demands: []promise.Demand{demand("1", "")}, Supplies: []promise.Supply{{SKU: "A", OnHand: amount("1")}}}
	plan, err := promise.Make(request, l, at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	assert.Equal(t, []promise.Step{
		{Kind: promise.ByStock, Date: day("2026-06-02")},
		{Kind: promise.ByHandling, Date: day("2026-06-03")},
		{Kind: promise.ByPickup, Date: day("2026-06-05")},
		{Kind: promise.ByTransit, Date: day("2026-06-09")},
		{Kind: promise.ByReceiving, Date: day("2026-06-12")},
	}, plan.Promises[0].Steps)
	assert.Equal(t, promise.ByPickup, plan.Promises[0].Binding, "without the pick-up days it would be there on Friday 5 June")

	l.Receiving = on(t, nil, time.Monday, time.Thursday)
	_, err = promise.Make(request, l, at(t, "2026-06-02 09:00"))
	var none promise.NoDayError
	require.ErrorAs(t, err, &none)
}

func TestTheCarriersHourCountsOnTheDayItself(t *testing.T) {
	l := promise.Logistics{Workdays: workdays(t), Carrier: promise.Carrier{Cutoff: calendar.At(12, 0)}}
	request := promise.Request{Demands: []promise.Demand{demand("1", "")}, Supplies: []promise.Supply{{SKU: "A", OnHand: amount("1")}}}
	for give, want := range map[string]string{"2026-06-02 11:59": "2026-06-02", "2026-06-02 12:00": "2026-06-03"} {
		plan, err := promise.Make(request, l, at(t, give))
		require.NoError(t, err)
		assert.Equal(t, want, plan.Promises[0].Date.String())
	}
}

// On hand 10, and 10 more on 15 June. Another order has 8 for 22 June: they come from the
// delivery, so that 10 are free today. A second one has 6 for 12 June: 4 are left until
// the delivery, 6 after it.
func TestCommitmentsOfOthersAreTheirs(t *testing.T) {
	supplies := []promise.Supply{{SKU: "A", OnHand: amount("10"), Incoming: []promise.Incoming{{Date: day("2026-06-15"), Quantity: amount("10")}}}}
	other := []promise.Commitment{
		{Order: "O1", Line: "1", SKU: "A", Quantity: amount("8"), Promised: day("2026-06-22")},
		{Order: "O2", Line: "1", SKU: "A", Quantity: amount("6"), Promised: day("2026-06-12")},
	}
	for _, test := range []struct {
		quantity    string
		commitments []promise.Commitment
		want        string
	}{
		{"10", other[:1], "2026-06-04"},
		{"11", other[:1], "2026-06-17"},
		{"4", other, "2026-06-04"},
		{"5", other, "2026-06-17"},
		{"6", other, "2026-06-17"},
	} {
		plan, err := promise.Make(promise.Request{Demands: []promise.Demand{demand(test.quantity, "")}, Supplies: supplies, Commitments: test.commitments},
			logistics(t), at(t, "2026-06-02 09:00"))
		require.NoError(t, err)
		assert.Equal(t, test.want, plan.Promises[0].Date.String(), test.quantity)
	}
	_, err := promise.Make(promise.Request{Demands: []promise.Demand{demand("7", "")}, Supplies: supplies, Commitments: other}, logistics(t), at(t, "2026-06-02 09:00"))
	assert.EqualError(t, err, "demands[0]: no supply for 1 of A")
}

func TestAnEarlierLineTakesTheStock(t *testing.T) {
	demands := []promise.Demand{demand("4", ""), demand("4", "")}
	demands[1].Line = "2"
	plan, err := promise.Make(promise.Request{Demands: demands, Supplies: []promise.Supply{{SKU: "A", OnHand: amount("6"), LeadDays: days(3)}}},
		logistics(t), at(t, "2026-04-20 09:00"))
	require.NoError(t, err)
	assert.Equal(t, promise.ByStock, plan.Promises[0].Binding)
	assert.Equal(t, promise.ByLeadTime, plan.Promises[1].Binding)
}

// A later line that is wanted earlier finds the stock, since the first is served from the
// delivery that is in time for it.
func TestGoodsAreSetAsideAsLateAsTheDayAllows(t *testing.T) {
	demands := []promise.Demand{demand("5", "2026-06-30"), demand("5", "")}
	demands[1].Line = "2"
	supply := promise.Supply{SKU: "A", OnHand: amount("5"), Incoming: []promise.Incoming{{Date: day("2026-06-15"), Quantity: amount("5")}}}
	plan, err := promise.Make(promise.Request{Demands: demands, Supplies: []promise.Supply{supply}}, logistics(t), at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	assert.Equal(t, "2026-06-26", plan.Promises[0].Ready.String())
	assert.Equal(t, "2026-06-04", plan.Promises[1].Date.String())
}

// 5 in stock, 4 come on 8 June, 20 on 22 June; 15 are wanted.
func TestPartsWhereTheCustomerTakesThem(t *testing.T) {
	supply := promise.Supply{SKU: "A", OnHand: amount("5"), Incoming: []promise.Incoming{{Date: day("2026-06-08"), Quantity: amount("4")}, {Date: day("2026-06-22"), Quantity: amount("20")}}}
	for _, test := range []struct {
		deliveries int
		requested  string
		want       string
	}{
		{0, "", ""},
		{1, "", ""},
		{2, "", "5 on 2026-06-04, 10 on 2026-06-24"},
		{3, "", "5 on 2026-06-04, 4 on 2026-06-10, 6 on 2026-06-24"},
		{9, "", "5 on 2026-06-04, 4 on 2026-06-10, 6 on 2026-06-24"},
		{2, "2026-06-12", "9 on 2026-06-12, 6 on 2026-06-24"},
		{2, "2026-06-26", ""},
	} {
		d := demand("15", test.requested)
		d.Deliveries = test.deliveries
		plan, err := promise.Make(promise.Request{Demands: []promise.Demand{d}, Supplies: []promise.Supply{supply}}, logistics(t), at(t, "2026-06-02 09:00"))
		require.NoError(t, err)
		got := ""
		for i, p := range plan.Promises[0].Parts {
			if i > 0 {
				got += ", "
			}
			got += fmt.Sprintf("%s on %s", p.Quantity, p.Date)
		}
		assert.Equal(t, test.want, got)
	}
}

// 7 are missing. The supplier sells 10 at least, in packings of 4, which makes 12; his 5
// are free for the next line, which needs 6 and buys one more packing.
func TestLotsOfTheSupplier(t *testing.T) {
	demands := []promise.Demand{demand("8", ""), demand("6", "")}
	demands[1].Line = "2"
	l := logistics(t)
	l.Suppliers = map[string]*calendar.Calendar{"monday": on(t, nil, time.Monday)}
	supply := promise.Supply{SKU: "A", OnHand: amount("1"), LeadDays: days(2), Supplier: "monday", Minimum: amount("10"), Multiple: amount("4")}
	plan, err := promise.Make(promise.Request{Demands: demands, Supplies: []promise.Supply{supply}}, l, at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	assert.Equal(t, []promise.Purchase{{SKU: "A", Supplier: "monday", Quantity: amount("16"), Order: day("2026-06-02"), Arrives: day("2026-06-15")}}, plan.Purchases)
	assert.Equal(t, "2026-06-17", plan.Promises[1].Date.String())
}

func TestADayThatCannotBeMetIsNeverSilent(t *testing.T) {
	demands := []promise.Demand{demand("2", "2026-06-03"), demand("1", "2026-06-10")}
	demands[1].Line = "2"
	request := promise.Request{Demands: demands, Supplies: []promise.Supply{{SKU: "A", OnHand: amount("2")}}}
	request.Demands[1].Quantity = amount("2")

	request.Policy = promise.Refuse
	plan, err := promise.Make(request, logistics(t), at(t, "2026-06-02 09:00"))
	assert.EqualError(t, err, "demands[0]: line 1: 2026-06-03 cannot be met, the earliest is 2026-06-04 (stock)")
	require.Len(t, plan.Promises, 1, "what was refused takes nothing")
	assert.Equal(t, "2", plan.Promises[0].Line)

	request.Policy, request.Demands = promise.Move, demands[:1]
	plan, err = promise.Make(request, logistics(t), at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	assert.True(t, plan.Promises[0].Moved())
	assert.Equal(t, []promise.Finding{{Kind: promise.FindingMoved, Line: "1", Date: day("2026-06-04"), Limit: day("2026-06-03")}}, plan.Findings)
}

// 30 days after 2 June is 2 July. What the consumer asked for himself is agreed.
func TestTheTermOfAConsumer(t *testing.T) {
	term := promise.Finding{Kind: promise.FindingTerm, Line: "1", Date: day("2026-07-03"), Limit: day("2026-07-02")}
	for _, test := range []struct {
		name      string
		arrives   string
		requested string
		consumer  bool
		want      []promise.Finding
	}{
		{"on the last day", "2026-06-30", "", true, nil},
		{"a day later", "2026-07-01", "", true, []promise.Finding{term}},
		{"a business", "2026-07-01", "", false, nil},
		{"agreed", "2026-07-01", "2026-07-03", true, nil},
		{"asked for earlier", "2026-07-01", "2026-06-30", true, []promise.Finding{{Kind: promise.FindingMoved, Line: "1", Date: day("2026-07-03"), Limit: day("2026-06-30")}, term}},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan, err := promise.Make(promise.Request{
				Demands: []promise.Demand{demand("1", test.requested)}, Consumer: test.consumer, Concluded: day("2026-06-02"),
				Supplies: []promise.Supply{{SKU: "A", Incoming: []promise.Incoming{{Date: day(test.arrives), Quantity: amount("1")}}}},
			}, logistics(t), at(t, "2026-06-03 09:00"))
			require.NoError(t, err)
			assert.Equal(t, test.want, plan.Findings)
		})
	}
}

func TestSupplyThatCannotBeTrustedIsSaid(t *testing.T) {
	plan, err := promise.Make(promise.Request{
		Supplies:    []promise.Supply{{SKU: "A", Incoming: []promise.Incoming{{Date: day("2026-06-01"), Quantity: amount("1")}}}},
		Commitments: []promise.Commitment{{Order: "O1", Line: "1", SKU: "A", Quantity: amount("2"), Promised: day("2026-06-10")}},
	}, logistics(t), at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	assert.Equal(t, []promise.Finding{{Kind: promise.FindingOverdue, SKU: "A", Date: day("2026-06-01")}, {Kind: promise.FindingLacking, SKU: "A"}}, plan.Findings)
}

// Friday 5 June: packed on Wednesday, on the road on Thursday. Bought with 3 working
// days, the order goes out on Friday 29 May.
func TestOrderBy(t *testing.T) {
	for _, test := range []struct {
		name   string
		supply promise.Supply
		want   string
	}{
		{"from stock", promise.Supply{}, "2026-06-03 15:00"},
		{"bought", promise.Supply{LeadDays: days(3)}, "2026-05-29 15:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			deadline, err := logistics(t).OrderBy(day("2026-06-05"), test.supply)
			require.NoError(t, err)
			assert.Equal(t, test.want, deadline.Before.Format("2006-01-02 15:04"))
			assert.Equal(t, day("2026-06-05"), deadline.Steps[len(deadline.Steps)-1].Date)
		})
	}
	_, err := promise.Logistics{}.OrderBy(calendar.Date{}, promise.Supply{})
	assert.EqualError(t, err, "logistics.workdays: required; date: required")
}

func TestEveryProblemIsNamedWithItsPath(t *testing.T) {
	_, err := promise.Make(promise.Request{
		Demands: []promise.Demand{{Deliveries: -1, Requested: calendar.Date{Year: 2026, Month: 2, Day: 30}}, demand("1", ""), demand("1", "")},
		Supplies: []promise.Supply{
			{SKU: "A", OnHand: amount("-1"), LeadDays: days(-1), Incoming: []promise.Incoming{{Quantity: amount("-1")}}},
			{SKU: "A", LeadDays: days(1001)},
		},
		Commitments: []promise.Commitment{{}, {Order: "O1", Line: "1", SKU: "A", Quantity: amount("1"), Promised: day("2200-01-01")}},
		Policy:      "pray",
	}, promise.Logistics{HandlingDays: -1, Carrier: promise.Carrier{TransitDays: 2000}}, at(t, "2026-06-02 09:00"))
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.Error())
	}
	assert.Equal(t, []string{
		"logistics.workdays: required", "logistics.handling_days: min (0)", "logistics.carrier.transit_days: max (1000)", "policy: one_of (refuse)",
		"demands[0].line: required", "demands[0].sku: required", "demands[0].quantity: min (0)", "demands[0].requested: not a date: \"2026-02-30\"",
		"demands[0].deliveries: min (0)", "demands[2].line: duplicate (1)",
		"supplies[0].on_hand: min (0)", "supplies[0].lead_days: min (0)", "supplies[0].incoming[0].quantity: min (0)", "supplies[0].incoming[0].date: required",
		"supplies[1].lead_days: max (1000)", "supplies[1].sku: duplicate (A)",
		"commitments[0].order: required", "commitments[0].line: required", "commitments[0].sku: required", "commitments[0].quantity: min (0)",
		"commitments[0].promised: required", "commitments[1].promised: 2200-01-01 is outside 1970 to 2100",
	}, texts)
}

func TestWhatCannotBeHadIsNamed(t *testing.T) {
	demands := []promise.Demand{demand("4", ""), {Line: "2", SKU: "B", Quantity: amount("1")}, {Line: "3", SKU: "A", Quantity: amount("3")}}
	plan, err := promise.Make(promise.Request{Demands: demands, Supplies: []promise.Supply{{SKU: "A", OnHand: amount("3")}}}, logistics(t), at(t, "2026-04-20 09:00"))
	assert.EqualError(t, err, "demands[0]: no supply for 1 of A; demands[1]: no supply for 1 of B")
	assert.Len(t, plan.Promises, 1, "what the others leave is promised")
}

func TestAnAmountBeyondTheGateIsRefused(t *testing.T) {
	_, err := promise.Make(promise.Request{Demands: []promise.Demand{demand("0.000000000001", "")}, Supplies: []promise.Supply{{SKU: "A", OnHand: amount("999999999999999999e12")}}},
		logistics(t), at(t, "2026-04-20 09:00"))
	var out salesdesk.RangeError
	require.ErrorAs(t, err, &out)
	assert.Equal(t, "supplies[0]", out.Path)
}

func TestDocumentsRoundTripAndRefuseWhatTheyDoNotKnow(t *testing.T) {
	d := demand("8", "2026-06-03")
	d.Deliveries = 2
	request := promise.Request{Demands: []promise.Demand{d}, Supplies: []promise.Supply{{SKU: "A", OnHand: amount("5.0"), LeadDays: days(4)}}, Consumer: true}
	plan, err := promise.Make(request, logistics(t), at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	data, err := json.Marshal(plan)
	require.NoError(t, err)
	read, err := promise.DecodePlan(data)
	require.NoError(t, err)
	assert.Equal(t, plan, read)
	data, err = json.Marshal(request)
	require.NoError(t, err)
	again, err := promise.DecodeRequest(data)
	require.NoError(t, err)
	assert.Equal(t, request, again)
	_, err = promise.DecodeRequest([]byte(`{"demands": [{"line": "1", "colour": "red"}]}`))
	assert.ErrorContains(t, err, "demands[0].colour: unknown")
	_, err = promise.DecodeDisruption([]byte(`{"delays": [{"sku": "A", "why": "snow"}]}`))
	assert.ErrorContains(t, err, "delays[0].why: unknown")
}
