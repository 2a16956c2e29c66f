package promise_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

func brussels(t require.TestingT) *time.Location {
	location, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return location
}

// workdays are Monday to Friday, with the Belgian holidays of 2026.
func workdays(t require.TestingT) *calendar.Calendar {
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(8, 0), To: calendar.At(17, 0)}}
	}
	c, err := calendar.New(calendar.Hours{Location: brussels(t), Weekly: weekly, Closed: calendar.Belgium(2026, 2026), Version: "1"})
	require.NoError(t, err)
	return c
}

func at(t require.TestingT, s string) time.Time {
	instant, err := time.ParseInLocation("2006-01-02 15:04", s, brussels(t))
	require.NoError(t, err)
	return instant
}

func logistics(t require.TestingT) promise.Logistics {
	return promise.Logistics{Workdays: workdays(t), Cutoff: calendar.At(15, 0), HandlingDays: 1, TransitDays: 1}
}

func days(n int) *int { return &n }

func TestEarliestDates(t *testing.T) {
	for _, test := range []struct {
		name        string
		at          string
		demand      promise.Demand
		supply      promise.Supply
		want        string
		wantBinding promise.Binding
	}{
		{"in stock", "2026-04-28 11:00", promise.Demand{Line: "1", SKU: "A", Quantity: amount("5")}, promise.Supply{SKU: "A", OnHand: amount("5")}, "2026-04-30", promise.ByStock},
		{"after the cut-off", "2026-04-28 15:00", promise.Demand{Line: "1", SKU: "A", Quantity: amount("5")}, promise.Supply{SKU: "A", OnHand: amount("5")}, "2026-05-04", promise.ByStock},
		{"on a Sunday", "2026-04-26 11:00", promise.Demand{Line: "1", SKU: "A", Quantity: amount("5")}, promise.Supply{SKU: "A", OnHand: amount("5")}, "2026-04-29", promise.ByStock},
		{"on its way", "2026-04-28 11:00", promise.Demand{Line: "1", SKU: "A", Quantity: amount("8")}, promise.Supply{SKU: "A", OnHand: amount("5"), Incoming: []promise.Incoming{{Date: day("2026-05-20"), Quantity: amount("9")}, {Date: day("2026-05-07"), Quantity: amount("3")}}}, "2026-05-11", promise.ByIncoming},
		{"bought", "2026-04-28 11:00", promise.Demand{Line: "1", SKU: "A", Quantity: amount("8")}, promise.Supply{SKU: "A", OnHand: amount("5"), LeadDays: days(5)}, "2026-05-08", promise.ByLeadTime},
		{"asked for later", "2026-04-28 11:00", promise.Demand{Line: "1", SKU: "A", Quantity: amount("5"), Requested: day("2026-05-12")}, promise.Supply{SKU: "A", OnHand: amount("5")}, "2026-05-12", promise.ByRequest},
		{"asked for on Ascension Day", "2026-04-28 11:00", promise.Demand{Line: "1", SKU: "A", Quantity: amount("5"), Requested: day("2026-05-14")}, promise.Supply{SKU: "A", OnHand: amount("5")}, "2026-05-15", promise.ByRequest},
		{"asked for too early", "2026-04-28 11:00", promise.Demand{Line: "1", SKU: "A", Quantity: amount("5"), Requested: day("2026-04-29")}, promise.Supply{SKU: "A", OnHand: amount("5")}, "2026-04-30", promise.ByStock},
	} {
		t.Run(test.name, func(t *testing.T) {
			promises, err := promise.Earliest([]promise.Demand{test.demand}, []promise.Supply{test.supply}, logistics(t), at(t, test.at))
			require.NoError(t, err)
			assert.Equal(t, test.want, promises[0].Date.String())
			assert.Equal(t, test.wantBinding, promises[0].Binding)
			assert.Equal(t, promises[0].Date, promises[0].Steps[len(promises[0].Steps)-1].Date)
		})
	}
}

func TestAnEarlierLineTakesTheStock(t *testing.T) {
	demands := []promise.Demand{{Line: "1", SKU: "A", Quantity: amount("4")}, {Line: "2", SKU: "A", Quantity: amount("4")}}
	supplies := []promise.Supply{{SKU: "A", OnHand: amount("6"), LeadDays: days(3)}}
	promises, err := promise.Earliest(demands, supplies, logistics(t), at(t, "2026-04-20 09:00"))
	require.NoError(t, err)
	assert.Equal(t, promise.ByStock, promises[0].Binding)
	assert.Equal(t, promise.ByLeadTime, promises[1].Binding)
}

func TestAPromiseThatMovedSaysSo(t *testing.T) {
	promises, err := promise.Earliest([]promise.Demand{{Line: "1", SKU: "A", Quantity: amount("1"), Requested: day("2026-04-21")}},
		[]promise.Supply{{SKU: "A", OnHand: amount("1")}}, logistics(t), at(t, "2026-04-20 16:00"))
	require.NoError(t, err)
	assert.True(t, promises[0].Moved())
}

func TestWhatCannotBeHadIsNamed(t *testing.T) {
	_, err := promise.Earliest([]promise.Demand{
		{Line: "1", SKU: "A", Quantity: amount("4")},
		{Line: "2", SKU: "B", Quantity: amount("1")},
		{Line: "3", SKU: "A", Quantity: amount("0")},
	}, []promise.Supply{{SKU: "A", OnHand: amount("3")}}, logistics(t), at(t, "2026-04-20 09:00"))
	assert.EqualError(t, err, "demands[0]: no supply for 1 of A; demands[1]: no supply for 1 of B; demands[2].quantity: min (0)")
}

func TestMoreWantedIsNeverEarlier(t *testing.T) {
	l := logistics(t)
	start := at(t, "2026-04-20 09:00")
	rapid.Check(t, func(t *rapid.T) {
		supply := promise.Supply{SKU: "A", OnHand: amount("10"), LeadDays: days(rapid.IntRange(0, 30).Draw(t, "lead"))}
		last := day("2026-04-20")
		for range rapid.IntRange(0, 3).Draw(t, "incoming") {
			last = last.AddDays(rapid.IntRange(0, 5).Draw(t, "days"))
			supply.Incoming = append(supply.Incoming, promise.Incoming{Date: last, Quantity: amount("5")})
		}
		n := rapid.IntRange(1, 25).Draw(t, "quantity")
		dateOf := func(n int) calendar.Date {
			p, err := promise.Earliest([]promise.Demand{{Line: "1", SKU: "A", Quantity: amount(fmt.Sprint(n))}}, []promise.Supply{supply}, l, start)
			require.NoError(t, err)
			return p[0].Date
		}
		require.False(t, dateOf(n+1).Before(dateOf(n)))
	})
}
