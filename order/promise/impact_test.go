package promise_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
)

func committed(order, quantity, promised string) promise.Commitment {
	return promise.Commitment{Order: order, Line: "1", Customer: "C-" + order, SKU: "A", Quantity: amount(quantity), Promised: day(promised)}
}

// scarce are 6 on hand and 10 that come on 8 June, which everyone counts on.
func scarce() []promise.Supply {
	return []promise.Supply{{SKU: "A", OnHand: amount("6"), Incoming: []promise.Incoming{{Date: day("2026-06-08"), Quantity: amount("10")}}}}
}

// told is each effect in short: the order, what is in time, the new day, why and whom to tell.
func told(t *testing.T, d promise.Disruption) (lines []string) {
	t.Helper()
	impact, err := promise.Assess(d, logistics(t), at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	for _, e := range impact.Effects {
		lines = append(lines, fmt.Sprintf("%s %s/%s %s +%d %s %v", e.Order, e.OnTime, e.Quantity, e.Date, e.DaysLate, e.Cause, e.Tell))
	}
	return lines
}

// The delivery of 10 slips from 8 to 22 June. O1, for 10 June, and O2, for 11 June, want
// 8 each: O1 takes the 6 on hand and waits for 2, O2 waits for all.
func TestAnEarlierPromiseIsServedFirst(t *testing.T) {
	d := promise.Disruption{
		Supplies: scarce(), Delays: []promise.Delay{{SKU: "A", Expected: day("2026-06-08"), Until: day("2026-06-22")}},
		Commitments: []promise.Commitment{committed("O2", "8", "2026-06-11"), committed("O1", "8", "2026-06-10")},
	}
	assert.Equal(t, []string{
		"O1 6/8 2026-06-24 +14 delay [inside_sales external_sales customer]",
		"O2 0/8 2026-06-24 +13 delay [inside_sales external_sales customer]",
	}, told(t, d))

	d.Commitments[0].Promised = day("2026-06-26")
	assert.Equal(t, []string{"O1 6/8 2026-06-24 +14 delay [inside_sales external_sales customer]"}, told(t, d), "O2 keeps its day, and is not told")
}

func TestWhoRanksTheSameIsServedByPriorityThenFairly(t *testing.T) {
	d := promise.Disruption{
		Supplies: scarce(), Delays: []promise.Delay{{SKU: "A", Expected: day("2026-06-08"), Until: day("2026-06-22")}},
		Commitments: []promise.Commitment{committed("O1", "5", "2026-06-10"), committed("O2", "5", "2026-06-10"), committed("O3", "3", "2026-06-10")},
	}
	d.Commitments[0].Entered, d.Commitments[1].Entered, d.Commitments[2].Entered = day("2026-05-03"), day("2026-05-02"), day("2026-05-04")
	assert.Equal(t, []string{
		"O1 1/5 2026-06-24 +14 delay [inside_sales external_sales customer]",
		"O3 0/3 2026-06-24 +14 delay [inside_sales external_sales customer]",
	}, told(t, d), "O2 was promised first")

	d.Fairness = promise.ProRata // 6 × 5/13 = 2.31, 2.31 and 1.38: the largest remainder is that of O3
	assert.Equal(t, []string{
		"O1 2/5 2026-06-24 +14 delay [inside_sales external_sales customer]",
		"O2 2/5 2026-06-24 +14 delay [inside_sales external_sales customer]",
		"O3 2/3 2026-06-24 +14 delay [inside_sales external_sales customer]",
	}, told(t, d))

	d.Commitments[0].Priority, d.Commitments[1].Priority = 1, 1
	assert.Equal(t, []string{
		"O1 1/5 2026-06-24 +14 delay [inside_sales external_sales customer]",
		"O2 2/5 2026-06-24 +14 delay [inside_sales external_sales customer]",
	}, told(t, d), "O3 has the lowest number, then 3 of 6 are left to share; of equal remainders who was promised first")
}

// O2 is promised for a day earlier, but O1 has priority: O2 gives way, the manager must
// know it, and the customer reads of no priority.
func TestAFirmOrderNeverGivesWayUnsaid(t *testing.T) {
	d := promise.Disruption{
		Supplies: scarce(), Delays: []promise.Delay{{SKU: "A", Expected: day("2026-06-08"), Until: day("2026-06-22")}}, Rank: promise.ByPriority,
		Commitments: []promise.Commitment{committed("O1", "6", "2026-06-11"), committed("O2", "6", "2026-06-10")},
	}
	d.Commitments[1].Priority = 1
	assert.Equal(t, []string{"O2 0/6 2026-06-24 +14 outranked [inside_sales sales_manager external_sales customer]"}, told(t, d))

	d.Commitments[0].Reserved = true
	assert.Equal(t, []string{"O1 0/6 2026-06-24 +13 delay [inside_sales external_sales]"}, told(t, d), "a reservation gives way, whatever its priority")
}

func TestWhatIsLostIsCoveredByNothingOrBought(t *testing.T) {
	d := promise.Disruption{
		Supplies: scarce(), Delays: []promise.Delay{{SKU: "A", Expected: day("2026-06-08")}, {SKU: "A", Quantity: amount("2")}},
		Commitments: []promise.Commitment{committed("O1", "4", "2026-06-10"), committed("O2", "8", "2026-06-10")},
	}
	assert.Equal(t, []string{"O2 0/8 0000-00-00 +0 shortage [inside_sales external_sales customer]"}, told(t, d))

	d.Supplies[0].LeadDays, d.Supplies[0].Multiple = days(10), amount("5")
	impact, err := promise.Assess(d, logistics(t), at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	require.Len(t, impact.Effects, 1)
	assert.Equal(t, "2026-06-18", impact.Effects[0].Date.String())
	assert.Equal(t, []promise.Purchase{{SKU: "A", Quantity: amount("10"), Order: day("2026-06-02"), Arrives: day("2026-06-16")}}, impact.Purchases)
}

func TestWhoWasLateBeforeIsToldToTheDeskOnly(t *testing.T) {
	d := promise.Disruption{
		Supplies: scarce(), Delays: []promise.Delay{{SKU: "A", Expected: day("2026-06-08"), Quantity: amount("1"), Until: day("2026-06-22")}},
		Commitments: []promise.Commitment{committed("O1", "6", "2026-06-02"), committed("O2", "8", "2026-06-05")},
	}
	assert.Equal(t, []string{
		"O1 0/6 2026-06-04 +2 earlier [inside_sales]",
		"O2 0/8 2026-06-10 +5 earlier [inside_sales]",
	}, told(t, d))
}

func TestTheCustomersOwnDaysCountForHisLateness(t *testing.T) {
	l := logistics(t)
	l.Customers = map[string]*calendar.Calendar{"C-O1": workdays(t), "C-O2": on(t, nil, 1)}
	impact, err := promise.Assess(promise.Disruption{
		Supplies: scarce(), Delays: []promise.Delay{{SKU: "A", Expected: day("2026-06-08"), Until: day("2026-06-22")}},
		Commitments: []promise.Commitment{committed("O1", "6", "2026-06-10"), committed("O2", "8", "2026-06-15")},
	}, l, at(t, "2026-06-02 09:00"))
	require.NoError(t, err)
	require.Len(t, impact.Effects, 1)
	assert.Equal(t, "2026-06-29", impact.Effects[0].Date.String())
	assert.Equal(t, 14, impact.Effects[0].DaysLate)
}

func TestEveryProblemOfADisruptionIsNamed(t *testing.T) {
	_, err := promise.Assess(promise.Disruption{
		Supplies: scarce(), Rank: "loudest", Fairness: "none",
		Commitments: []promise.Commitment{committed("O1", "1", "2026-06-10"), committed("O1", "1", "2026-06-10")},
		Delays: []promise.Delay{
			{SKU: "B"},
			{SKU: "A", Expected: day("2026-06-09")},
			{SKU: "A", Quantity: amount("7")},
			{SKU: "A", Quantity: amount("-1"), Until: calendar.Date{Year: 1, Month: 1, Day: 1}},
		},
	}, logistics(t), at(t, "2026-06-02 09:00"))
	assert.EqualError(t, err, "rank: one_of (priority); fairness: one_of (pro_rata); commitments[1].line: duplicate (1); delays[0].sku: reference (B); "+
		"delays[1].expected: reference (2026-06-09); delays[2].quantity: max (6); delays[3].quantity: min (0); delays[3].until: 0001-01-01 is outside 1970 to 2100")
}

func TestADisruptionRoundTrips(t *testing.T) {
	d := promise.Disruption{
		Supplies: scarce(), Commitments: []promise.Commitment{committed("O1", "5.50", "2026-06-10")},
		Delays: []promise.Delay{{SKU: "A", Quantity: amount("1")}}, Rank: promise.ByPriority, Fairness: promise.ProRata,
	}
	data, err := json.Marshal(d)
	require.NoError(t, err)
	read, err := promise.DecodeDisruption(data)
	require.NoError(t, err)
	assert.Equal(t, d, read)
	assert.Equal(t, salesdesk.MustAmount("5.50"), read.Commitments[0].Quantity)
}
