package kpi_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/kpi"
)

// A report has a line for each month of its period: what is asked bounds the work.
func TestAPeriodIsBounded(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"9999-01-01", "9999-12-02", "period.to: max (9999-12-01)"}, // no month follows December 9999
		{"9999-01-01", "9999-12-01", ""},
		{"0001-06-01", "0002-01-01", "period.from: min (0002-01-01)"}, // nor comes a year before 1
		{"0002-01-01", "0002-02-01", ""},
		{"0001-01-01", "9999-12-31", "period.from: min (0002-01-01); period.to: max (9999-12-01); period: length (120)"},
		{"2016-01-31", "2026-01-01", ""},
		{"2016-01-31", "2026-01-02", "period: length (120)"}, // a day of the 121st month
	} {
		q := kpi.Question{Currency: "EUR", Period: calendar.Period{From: day(test.from), To: day(test.to)}, AsOf: day(test.to)}
		r, err := kpi.NewReport(q)
		if test.want != "" {
			assert.EqualError(t, err, test.want)
			continue
		}
		require.NoError(t, err, test)
		assert.LessOrEqual(t, len(r.Months), kpi.MaxMonths)
		assert.True(t, r.Months[len(r.Months)-1].Month.Contains(r.Period.Last()), "up to the last month")
	}
}

// Of 24 months the second twelve are a year after the first: a sale of the first is of
// the period, and of the period a year before it.
func TestASaleOfBothPeriodsCountsInBoth(t *testing.T) {
	r, err := kpi.NewReport(kpi.Question{
		Currency: "EUR", Period: calendar.Period{From: day("2024-07-01"), To: day("2026-07-01")}, AsOf: day("2026-06-30"),
		Sales: []kpi.Sale{sale("2025-01-10", "A", "garden", "10", "100.00", ""), sale("2026-01-10", "A", "garden", "8", "100.00", ""), sale("2023-06-30", "A", "garden", "1", "9.00", "")},
	})
	require.NoError(t, err)
	assert.Equal(t, "defined 200.00", told(r.Turnover))
	assert.Equal(t, "defined 100.00", told(r.LastYear))
	assert.Equal(t, "defined 1.000000", told(r.Growth))
	assert.Equal(t, "100.00", r.Bridge.From.String())
	assert.Equal(t, "200.00", r.Bridge.To.String())
	assert.Equal(t, "100.00", r.Groups[0].LastYear.String())
	assert.Equal(t, kpi.Lineage{Sales: 2, SalesBefore: 1, PassedOver: 1, WithoutCost: 2, First: day("2025-01-10"), Last: day("2026-01-10")}, r.Lineage)
	months := map[string]string{}
	for _, m := range r.Months {
		if !m.Net.IsZero() || !m.LastYear.IsZero() {
			months[m.Month.From.String()] = m.Net.String() + " " + m.LastYear.String()
		}
	}
	assert.Equal(t, map[string]string{"2025-01-01": "100.00 0.00", "2026-01-01": "100.00 100.00"}, months)
}

// The day before a period nothing of it has come in, and everything is still to be sold.
func TestAReportBeforeTheFirstDay(t *testing.T) {
	q := question()
	q.AsOf = day("2026-03-31")
	r, err := kpi.NewReport(q)
	require.NoError(t, err)
	assert.Equal(t, calendar.Period{From: day("2025-04-01"), To: day("2025-04-01")}, r.Before)
	assert.Equal(t, "defined 220.00", told(r.Target.Left))
	assert.Equal(t, 3, r.Target.DaysLeft)
	q.AsOf = day("2026-03-30")
	_, err = kpi.NewReport(q)
	assert.EqualError(t, err, "as_of: order (period.from)")
}

func TestALaterDayOfTheFactsIsTheWholePeriod(t *testing.T) {
	q := question()
	q.AsOf = day("9999-12-31")
	r, err := kpi.NewReport(q)
	require.NoError(t, err)
	assert.Equal(t, calendar.Period{From: day("2025-04-01"), To: day("2025-07-01")}, r.Before)
	assert.Equal(t, "defined 152.00", told(r.Turnover))
}

func TestDaysOfFactsAreDays(t *testing.T) {
	q := question()
	q.Workdays = []calendar.Date{day("2026-06-01"), {}, day("2026-06-02"), day("2026-06-01"), {Year: 2026, Month: 2, Day: 30}}
	q.Quotes = []kpi.Outcome{{Net: amount("1.00")}}
	q.Cases = []kpi.Case{{Within: true}}
	assert.EqualError(t, q.Check(), "workdays[1]: required; workdays[3]: duplicate (2026-06-01); workdays[4]: required; quotes[0].date: required; complaints[0].date: required")
}

// What is too large to write down is said once, at what it was summed from.
func TestSumsThatDoNotFitAreSaidOnce(t *testing.T) {
	q := question()
	q.Sales, q.Targets = nil, nil
	for i := range 20 {
		q.Sales = append(q.Sales, sale("2026-04-10", fmt.Sprint(i), "garden", "1", "999999999999999999", ""))
	}
	for _, month := range []string{"2026-04-01", "2026-05-01"} {
		q.Targets = append(q.Targets, kpi.Target{Month: day(month), Net: amount("999999999999999999")})
	}
	_, err := kpi.NewReport(q)
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	require.Len(t, problems, 2)
	assert.EqualError(t, problems[0], "sales: amount out of range: 22 digits (digits)")
	assert.EqualError(t, problems[1], "targets: amount out of range: 19 digits (digits)")
}

// Groups are as many as there are sales, where somebody wants it so.
func TestEveryGroupIsReported(t *testing.T) {
	q := question()
	q.Sales = nil
	for i := range 20_000 {
		q.Sales = append(q.Sales, sale("2026-04-10", "A", fmt.Sprint(i), "1", "1.00", ""))
	}
	r, err := kpi.NewReport(q)
	require.NoError(t, err)
	assert.Len(t, r.Groups, len(q.Sales))
}

func TestAReportCanBeReadAgain(t *testing.T) {
	r, err := kpi.NewReport(question())
	require.NoError(t, err)
	data, err := json.Marshal(r)
	require.NoError(t, err)
	var again kpi.Report
	require.NoError(t, json.Unmarshal(data, &again))
	assert.Equal(t, r.Before, again.Before)
	assert.Equal(t, r.Lineage, again.Lineage)
}

func TestABridgeNamesWhatDoesNotFit(t *testing.T) {
	most := amount("999999999999999999")
	_, err := kpi.NewBridge([]kpi.Item{
		{ID: "A", OldQuantity: amount("1"), OldNet: amount("-999999999999999999")}, {ID: "B", NewQuantity: amount("1"), NewNet: most},
	}, 0)
	assert.EqualError(t, err, "change: amount out of range: 19 digits (digits)")
	_, err = kpi.NewBridge([]kpi.Item{{ID: "A", NewNet: most}, {ID: "B", NewNet: most}}, 0)
	assert.EqualError(t, err, "to: amount out of range: 1999999999999999998 (digits); new: amount out of range: 1999999999999999998 (digits)")
}
