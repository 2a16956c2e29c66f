package progress_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/progress"
)

func (s *story) watched() progress.Watched {
	line, err := progress.Timeline{}.Fold(s.order.Changes())
	require.NoError(s.t, err)
	return progress.Watched{Order: s.order, Timeline: line}
}

// list is the exceptions of the order at a moment, as kind, severity, role and step.
func (s *story) list(when string) []string {
	found, err := progress.Exceptions([]progress.Watched{s.watched()}, nil, progress.UsualLimits(), desk(), at(when))
	require.NoError(s.t, err)
	var lines []string
	for _, e := range found {
		lines = append(lines, fmt.Sprint(e.Kind, " ", e.Severity, " ", e.Act, " ", e.Next))
	}
	return lines
}

func TestAnOrderUnansweredOverEaster(t *testing.T) {
	s := submitted(t) // Good Friday 16:30, due on Tuesday 16:30
	assert.Empty(t, s.list("2026-04-07 16:30"))
	assert.Equal(t, []string{"unanswered normal inside_sales answer_order"}, s.list("2026-04-07 16:31"))
	assert.Equal(t, []string{"unanswered high inside_sales answer_order"}, s.list("2026-04-08 16:31"), "twice the time")
}

// A customer's own order waits for us from the day it came, before anybody put it before the desk;
// a draft of ours waits for nobody.
func TestACustomersOrderThatNobodySubmittedIsUnansweredToo(t *testing.T) {
	s := submitted(t)
	opening := order.Opening{ID: "o1", Number: "1", Customer: "C1", Agreed: s.order.Agreed}
	s.then(order.New(s.rules, command(0, salesdesk.System, at("2026-04-03 16:30")), opening))
	assert.Empty(t, s.list("2026-04-20 09:00"))
	opening.Purchase = &order.Purchase{Number: "PO-7"}
	s.then(order.New(s.rules, command(0, salesdesk.System, at("2026-04-03 16:30")), opening))
	assert.Empty(t, s.list("2026-04-07 16:30"))
	assert.Equal(t, []string{"unanswered normal inside_sales answer_order"}, s.list("2026-04-07 16:31"))
	s.then(s.order.Submit(s.rules, command(1, salesdesk.InsideSales, at("2026-04-07 16:40"))))
	assert.Empty(t, s.list("2026-04-08 09:00"), "the desk has it")
}

func TestAHoldThatStalls(t *testing.T) {
	s := submitted(t)
	s.then(s.order.PlaceHold(s.rules, command(2, salesdesk.Finance, at("2026-04-07 09:00")), order.CreditHold))
	assert.NotContains(t, s.list("2026-04-08 17:00"), "stalled normal finance decide_hold")
	assert.Contains(t, s.list("2026-04-09 09:01"), "stalled normal finance decide_hold")
	s.then(s.order.FreeHold(s.rules, command(3, salesdesk.Finance, at("2026-04-09 09:30")), order.CreditHold))
	assert.NotContains(t, s.list("2026-04-20 09:00"), "stalled normal finance decide_hold")
}

// Promised for Tuesday 14 April, on the shelf on the 9th, two working days on the way: all
// must have left on Friday the 10th.
func TestAPromiseAtRiskAndThenBroken(t *testing.T) {
	s := confirmed(t)
	assert.Empty(t, s.list("2026-04-09 16:00"))
	assert.Equal(t, []string{"at_risk normal purchasing find_supply"}, s.list("2026-04-10 09:00"), "not on the shelf")
	assert.Equal(t, []string{"at_risk high purchasing find_supply"}, s.list("2026-04-13 09:00"))
	assert.Equal(t, []string{"broken critical inside_sales tell_customer"}, s.list("2026-04-15 09:00"))
	s.then(s.order.Allocate(s.rules, command(3, salesdesk.Warehouse, at("2026-04-09 09:00")), ten("10")))
	assert.Empty(t, s.list("2026-04-10 09:00"))
	assert.Equal(t, []string{"at_risk high warehouse ship_now"}, s.list("2026-04-13 09:00"))
	s.then(s.order.Ship(s.rules, command(4, salesdesk.Warehouse, at("2026-04-13 10:00")), order.Shipment{ID: "s1", Lines: ten("10")}))
	assert.Empty(t, s.list("2026-04-14 09:00"))
	assert.Contains(t, s.list("2026-04-15 09:00"), "broken critical inside_sales chase_carrier")
	s.then(s.order.Deliver(s.rules, command(5, salesdesk.Warehouse, at("2026-04-15 10:00")), "s1", "signed"))
	assert.NotContains(t, s.list("2026-04-15 11:00"), "broken critical inside_sales chase_carrier")
}

// What left on 30 April must be invoiced by 15 May (Friday after Ascension).
func TestWhatLeftIsInvoicedByTheFifteenth(t *testing.T) {
	s := shipped(t, "10", "2026-04-30 11:00")
	s.then(s.order.Deliver(s.rules, command(5, salesdesk.Warehouse, at("2026-04-30 16:00")), "s1", "signed"))
	assert.Empty(t, s.list("2026-05-04 11:00"), "Labour Day is none")
	for when, severity := range map[string]string{"2026-05-04 11:01": "normal", "2026-05-10 10:00": "high", "2026-05-15 16:00": "high", "2026-05-16 10:00": "critical"} {
		assert.Equal(t, []string{"unbilled " + severity + " finance issue_invoice"}, s.list(when), when)
	}
	s.then(s.order.Bill(s.rules, command(6, salesdesk.Finance, at("2026-05-05 10:00")), "F1", ten("10")))
	assert.Empty(t, s.list("2026-06-01 10:00"))
}

func TestWhatLeftFirstIsInvoicedFirst(t *testing.T) {
	s := shipped(t, "4", "2026-04-08 11:00")
	s.then(s.order.Allocate(s.rules, command(5, salesdesk.Warehouse, at("2026-05-04 10:00")), ten("6")))
	s.then(s.order.Ship(s.rules, command(6, salesdesk.Warehouse, at("2026-05-04 10:00")), order.Shipment{ID: "s2", Lines: ten("6")}))
	s.then(s.order.Bill(s.rules, command(7, salesdesk.Finance, at("2026-05-05 10:00")), "F1", ten("5")))
	found, err := progress.Exceptions([]progress.Watched{s.watched()}, nil, progress.UsualLimits(), desk(), at("2026-06-16 10:00"))
	require.NoError(t, err)
	var subjects []string
	for _, e := range found {
		if e.Kind == progress.Unbilled {
			subjects = append(subjects, e.Subject+" "+e.Due.In(desk().Location()).Format("02/01"))
		}
	}
	assert.Equal(t, []string{"s2 15/06"}, subjects)
}

// Of ten that were invoiced four are voided: the credit note waits for a working day. Once
// it is there and the four left again, they are to be invoiced anew.
func TestWhatWasVoidedAfterItsInvoiceIsCreditedAndBilledAnew(t *testing.T) {
	s := shipped(t, "6", "2026-04-30 10:00")
	s.then(s.order.Allocate(s.rules, command(5, salesdesk.Warehouse, at("2026-04-30 11:00")), ten("4")))
	s.then(s.order.Ship(s.rules, command(6, salesdesk.Warehouse, at("2026-04-30 11:00")), order.Shipment{ID: "s2", Lines: ten("4")}))
	s.then(s.order.Bill(s.rules, command(7, salesdesk.Finance, at("2026-05-04 10:00")), "F1", ten("10")))
	of := func(kind progress.ExceptionKind, when string) []progress.Exception {
		found, err := progress.Exceptions([]progress.Watched{s.watched()}, nil, progress.UsualLimits(), desk(), at(when))
		require.NoError(t, err)
		return slices.DeleteFunc(found, func(e progress.Exception) bool { return e.Kind != kind })
	}
	assert.Empty(t, of(progress.Uncredited, "2026-06-01 10:00"))
	s.then(s.order.VoidShipment(s.rules, command(8, salesdesk.Warehouse, at("2026-05-04 11:00")), "s2"))
	assert.Empty(t, of(progress.Unbilled, "2026-06-01 10:00"))
	assert.Empty(t, of(progress.Uncredited, "2026-05-05 11:00"))
	assert.Equal(t, []progress.Exception{{
		Kind: progress.Uncredited, Severity: progress.Normal, Order: "o1", Customer: "C1", Subject: "1", Since: at("2026-05-04 11:00"),
		Due: at("2026-05-05 11:00"), Act: salesdesk.Finance, Next: progress.IssueCreditNote,
	}}, of(progress.Uncredited, "2026-05-05 11:01"))
	assert.Equal(t, progress.High, of(progress.Uncredited, "2026-05-06 11:01")[0].Severity)
	s.then(s.order.CreditUndelivered(s.rules, command(9, salesdesk.Finance, at("2026-05-07 10:00")), "C1", ten("4")))
	assert.Empty(t, of(progress.Uncredited, "2026-06-01 10:00"))
	s.then(s.order.Ship(s.rules, command(10, salesdesk.Warehouse, at("2026-05-07 11:00")), order.Shipment{ID: "s3", Lines: ten("4")}))
	unbilled := of(progress.Unbilled, "2026-06-16 10:00")
	require.Len(t, unbilled, 1)
	assert.Equal(t, "s3 critical", unbilled[0].Subject+" "+string(unbilled[0].Severity))
}

// Of ten that left on 30 April eight arrive; the two that go on left with them, and are to
// be invoiced by the same day.
func TestWhatGoesOnLeftWithWhatArrived(t *testing.T) {
	s := shipped(t, "10", "2026-04-30 11:00")
	s.then(s.order.DeliverPart(s.rules, command(5, salesdesk.Warehouse, at("2026-05-04 16:00")), "s1", "signed for 8", ten("8"), "s1b"))
	marks := s.watched().Timeline.Shipments
	assert.Equal(t, []progress.Mark{
		{ID: "s1", Since: at("2026-05-04 16:00"), Left: at("2026-04-30 11:00")},
		{ID: "s1b", Since: at("2026-05-04 16:00"), Left: at("2026-04-30 11:00")},
	}, marks)
}

func TestAFailedDeliveryAndAReturnWait(t *testing.T) {
	s := shipped(t, "10", "2026-04-13 09:00")
	s.then(s.order.FailDelivery(s.rules, command(5, salesdesk.Warehouse, at("2026-04-14 09:00")), "s1"))
	assert.NotContains(t, s.list("2026-04-14 17:00"), "failed_delivery normal warehouse send_again")
	assert.Contains(t, s.list("2026-04-15 09:01"), "failed_delivery normal warehouse send_again")
	s.then(s.order.RetryDelivery(s.rules, command(6, salesdesk.Warehouse, at("2026-04-15 10:00")), "s1"))
	s.then(s.order.Deliver(s.rules, command(7, salesdesk.Warehouse, at("2026-04-15 11:00")), "s1", "signed"))
	s.then(s.order.RequestReturn(s.rules, command(8, salesdesk.InsideSales, at("2026-04-15 12:00")), order.Return{ID: "r1", Lines: ten("2")}))
	assert.NotContains(t, s.list("2026-04-17 12:00"), "return_waits normal inside_sales authorise_return")
	assert.Contains(t, s.list("2026-04-17 12:01"), "return_waits normal inside_sales authorise_return")
	s.then(s.order.AuthorizeReturn(s.rules, command(9, salesdesk.InsideSales, at("2026-04-17 13:00")), "r1"))
	assert.NotContains(t, s.list("2026-05-17 12:01"), "return_waits high inside_sales authorise_return", "the customer's turn")
}

func TestOverdueRequestsAreListedWithWhoShouldAct(t *testing.T) {
	r := requests(t)
	q := asked(t, r, whenQuestion())
	list := func(when string) []progress.Exception {
		found, err := progress.Exceptions(nil, []progress.Request{q}, progress.UsualLimits(), desk(), at(when))
		require.NoError(t, err)
		return found
	}
	assert.Empty(t, list("2026-04-07 16:30"))
	assert.Equal(t, salesdesk.Purchasing, list("2026-04-07 16:31")[0].Act, "whether or not the clock marked it")
	q, err := q.Lapse(r, command(1, salesdesk.System, at("2026-04-07 16:31")))
	require.NoError(t, err)
	q, err = q.Escalate(r, command(2, salesdesk.InsideSales, at("2026-04-07 16:40")))
	require.NoError(t, err)
	assert.Equal(t, salesdesk.SalesManager, list("2026-04-07 16:45")[0].Act)
}

func TestTheMostUrgentComesFirst(t *testing.T) {
	late, fresh := confirmed(t), submitted(t)
	found, err := progress.Exceptions([]progress.Watched{fresh.watched(), late.watched()}, nil, progress.UsualLimits(), desk(), at("2026-04-15 09:00"))
	require.NoError(t, err)
	assert.Equal(t, []progress.Severity{progress.Critical, progress.High}, []progress.Severity{found[0].Severity, found[1].Severity})
}

func TestExceptionsNameEveryProblem(t *testing.T) {
	_, err := progress.Exceptions(nil, nil, progress.Limits{Answer: -1, LeadDays: -1}, nil, at("2026-04-15 09:00"))
	for _, want := range []string{"limits.answer", "limits.lead_days", "calendar"} {
		require.ErrorContains(t, err, want)
	}
	w := confirmed(t).watched()
	w.Timeline.Version--
	_, err = progress.Exceptions([]progress.Watched{w}, nil, progress.UsualLimits(), desk(), at("2026-04-15 09:00"))
	require.ErrorContains(t, err, "orders[0]")
	require.ErrorAs(t, err, new(progress.VersionError))
}

func TestATimelineFoldsPieceByPieceAndRoundTrips(t *testing.T) {
	s := shipped(t, "4", "2026-04-30 11:00")
	whole := s.watched().Timeline
	var piece progress.Timeline
	for _, c := range s.order.Changes() {
		var err error
		piece, err = piece.Fold([]order.Change{c})
		require.NoError(t, err)
	}
	assert.Equal(t, whole, piece)
	assert.Equal(t, at("2026-04-30 11:00"), whole.Shipments[0].Left)
	assert.Equal(t, at("2026-04-03 16:45"), whole.Since, "allocating does not move the order")
	data, err := json.Marshal(whole)
	require.NoError(t, err)
	again, err := progress.DecodeTimeline(data)
	require.NoError(t, err)
	assert.Equal(t, whole, again)
	_, err = whole.Fold(s.order.Changes()[:1])
	require.Error(t, err)
}

func FuzzDecodeTimeline(f *testing.F) {
	data, err := json.Marshal(shipped(f, "4", "2026-04-30 11:00").watched().Timeline)
	require.NoError(f, err)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		line, err := progress.DecodeTimeline(data)
		if err != nil {
			return
		}
		found, err := progress.Exceptions([]progress.Watched{{Order: order.Order{ID: line.Order, Version: line.Version, Status: order.Submitted}, Timeline: line}}, nil, progress.UsualLimits(), desk(), time.Unix(0, 0))
		require.True(t, err == nil || found == nil)
	})
}

func BenchmarkExceptions(b *testing.B) {
	w := shipped(b, "4", "2026-04-30 11:00").watched()
	for _, n := range []int{1_000, 10_000} {
		orders := make([]progress.Watched, n)
		for i := range orders {
			orders[i] = w
		}
		cal, when := desk(), at("2026-05-20 10:00")
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				found, err := progress.Exceptions(orders, nil, progress.UsualLimits(), cal, when)
				if err != nil || len(found) == 0 {
					b.Fatal(err)
				}
			}
		})
	}
}

func ExampleExceptions() {
	s := submitted(new(must))
	found, _ := progress.Exceptions([]progress.Watched{s.watched()}, nil, progress.UsualLimits(), desk(), at("2026-04-08 10:00"))
	for _, e := range found {
		fmt.Println(e.Order, e.Kind, e.Severity, e.Act, e.Next, e.Due.In(desk().Location()).Format("Mon 02/01 15:04"))
	}
	// Output: o1 unanswered normal inside_sales answer_order Tue 07/04 16:30
}
