package sla_test

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
	"github.com/interne-sales/salesdesk/complaint/sla"
)

func brussels(t require.TestingT) *time.Location {
	location, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return location
}

// office is Monday to Friday, 09 to 17, with days closed besides the Belgian holidays.
func office(t require.TestingT, version string, closed ...string) *calendar.Calendar {
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(9, 0), To: calendar.At(17, 0)}}
	}
	hours := calendar.Hours{Location: brussels(t), Weekly: weekly, Version: version}
	if version != "no holidays" {
		hours.Closed = calendar.Belgium(2025, 2027)
	}
	for _, d := range closed {
		hours.Closed = append(hours.Closed, calendar.ClosedOn(calendar.MustDate(d), nil))
	}
	c, err := calendar.New(hours)
	require.NoError(t, err)
	return c
}

func at(t require.TestingT, s string) time.Time {
	instant, err := time.ParseInLocation("2006-01-02 15:04:05", s, brussels(t))
	if err != nil {
		instant, err = time.ParseInLocation("2006-01-02 15:04", s, brussels(t))
	}
	require.NoError(t, err)
	return instant
}

func hours(n int) sla.Duration { return sla.Duration(time.Duration(n) * time.Hour) }

func resolution() sla.Policy {
	return sla.Policy{Allowances: map[sla.Priority]sla.Allowances{
		sla.Normal: {sla.Resolution: hours(8)}, sla.High: {sla.Resolution: hours(4)},
	}}
}

func happened(t require.TestingT, kind sla.Kind, when string) sla.Happening {
	h := sla.Happening{Kind: kind, At: at(t, when)}
	if kind == sla.Opened {
		h.Priority = sla.Normal
	}
	return h
}

// clock is the last clock of a target.
func clock(t require.TestingT, p sla.Policy, c *calendar.Calendar, h sla.History, now string, target sla.Target) sla.Clock {
	report, err := sla.Compute(p, c, h, at(t, now))
	require.NoError(t, err)
	var last *sla.Clock
	for i := range report.Clocks {
		if report.Clocks[i].Target == target {
			last = &report.Clocks[i]
		}
	}
	require.NotNil(t, last)
	return *last
}

func due(t require.TestingT, c sla.Clock) string {
	return c.Due.In(brussels(t)).Format("2006-01-02 15:04")
}

func TestDueInstantsOfTheTraps(t *testing.T) {
	open := func(when string, more ...sla.Happening) sla.History {
		return append(sla.History{happened(t, sla.Opened, when)}, more...)
	}
	for _, test := range []struct {
		name    string
		history sla.History
		closed  []string
		want    string
	}{
		{"Easter Monday", open("2026-04-03 16:30"), nil, "2026-04-07 16:30"},
		{"the clock goes forward", open("2026-03-27 16:30"), nil, "2026-03-30 16:30"},
		{"1 November is a Sunday", open("2026-10-30 16:30"), nil, "2026-11-02 16:30"},
		{"with a replacement day", open("2026-10-30 16:30"), []string{"2026-11-02"}, "2026-11-03 16:30"},
		{"a full day is that day", open("2026-06-01 09:00"), nil, "2026-06-01 17:00"},
		{"Ascension and its bridge", open("2026-05-13 16:30"), []string{"2026-05-15"}, "2026-05-18 16:30"},
		{"paused two days", open("2026-06-01 10:00", happened(t, sla.Paused, "2026-06-01 15:00"), happened(t, sla.Resumed, "2026-06-03 10:00")), nil, "2026-06-03 13:00"},
		{"overlapping pauses are three hours", open(
			"2026-06-01 09:00", happened(t, sla.Paused, "2026-06-01 10:00"), happened(t, sla.Paused, "2026-06-01 11:00"),
			happened(t, sla.Resumed, "2026-06-01 12:00"), happened(t, sla.Resumed, "2026-06-01 13:00"),
		), nil, "2026-06-02 12:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, due(t, clock(t, resolution(), office(t, "1", test.closed...), test.history, "2026-12-31 00:00", sla.Resolution)))
		})
	}
}

func TestDoneWhenDueIsMet(t *testing.T) {
	for _, test := range []struct {
		done string
		want sla.Status
	}{{"2026-06-01 17:00:00", sla.Met}, {"2026-06-01 17:00:01", sla.Breached}} {
		h := sla.History{happened(t, sla.Opened, "2026-06-01 09:00"), happened(t, sla.Resolved, test.done)}
		assert.Equal(t, test.want, clock(t, resolution(), office(t, "1"), h, "2026-06-05 12:00", sla.Resolution).Status)
	}
}

func TestStatusAsTimeGoesBy(t *testing.T) {
	h := sla.History{happened(t, sla.Opened, "2026-06-01 09:00")}
	for _, test := range []struct {
		now  string
		want sla.Status
	}{
		{"2026-06-01 09:00", sla.Running},
		{"2026-06-01 14:59", sla.Running},
		{"2026-06-01 15:00", sla.AtRisk},
		{"2026-06-01 17:00", sla.AtRisk},
		{"2026-06-01 17:01", sla.Breached},
	} {
		assert.Equal(t, test.want, clock(t, resolution(), office(t, "1"), h, test.now, sla.Resolution).Status, test.now)
	}
	waiting := append(h, happened(t, sla.Paused, "2026-06-01 12:00"))
	c := clock(t, resolution(), office(t, "1"), waiting, "2026-06-03 10:00", sla.Resolution)
	assert.Equal(t, sla.Waiting, c.Status)
	assert.Equal(t, "3h0m0s", time.Duration(c.Elapsed).String())
	gone := append(h, happened(t, sla.Cancelled, "2026-06-01 12:00"))
	assert.Equal(t, sla.Stopped, clock(t, resolution(), office(t, "1"), gone, "2026-06-03 10:00", sla.Resolution).Status)
}

func TestAnotherPriorityHoldsFromTheStart(t *testing.T) {
	change := happened(t, sla.Prioritised, "2026-06-01 14:00")
	change.Priority = sla.High
	h := sla.History{happened(t, sla.Opened, "2026-06-01 09:00"), change}
	c := clock(t, resolution(), office(t, "1"), h, "2026-06-01 14:00", sla.Resolution)
	assert.Equal(t, "2026-06-01 13:00", due(t, c))
	assert.Equal(t, sla.Breached, c.Status)
	p := resolution()
	p.OnPriority = sla.Restart
	assert.Equal(t, "2026-06-02 10:00", due(t, clock(t, p, office(t, "1"), h, "2026-06-01 14:00", sla.Resolution)))
}

func TestAHolidayThatIsAddedLaterMovesTheDueInstant(t *testing.T) {
	h := sla.History{happened(t, sla.Opened, "2026-07-20 15:00")}
	before, err := sla.Compute(resolution(), office(t, "no holidays"), h, at(t, "2026-07-20 16:00"))
	require.NoError(t, err)
	after, err := sla.Compute(resolution(), office(t, "with 21 July"), h, at(t, "2026-07-20 16:00"))
	require.NoError(t, err)
	assert.Equal(t, []string{"2026-07-21 15:00", "2026-07-22 15:00"}, []string{due(t, before.Clocks[0]), due(t, after.Clocks[0])})
	assert.Equal(t, []string{"no holidays", "with 21 July"}, []string{before.Calendar, after.Calendar})

	moves, err := json.Marshal(after.Moves(before))
	require.NoError(t, err)
	assert.JSONEq(t, `[{"target":"resolution","cycle":1,"from":"2026-07-21T13:00:00Z","to":"2026-07-22T13:00:00Z","was":"no holidays","calendar":"with 21 July"}]`, string(moves))
	assert.Empty(t, after.Moves(after))
	assert.Empty(t, after.Moves(sla.Report{}), "a clock that is new did not move")
}

// Three quarters of eight hours from half past four on Good Friday are over on Tuesday at
// half past two.
func TestTheInstantOfRiskOverEasterMonday(t *testing.T) {
	h := sla.History{happened(t, sla.Opened, "2026-04-03 16:30")}
	assert.Equal(t, sla.Running, clock(t, resolution(), office(t, "1"), h, "2026-04-07 14:29", sla.Resolution).Status)
	c := clock(t, resolution(), office(t, "1"), h, "2026-04-07 14:30", sla.Resolution)
	assert.Equal(t, sla.AtRisk, c.Status)
	assert.Equal(t, at(t, "2026-04-07 14:30"), c.Notices[0].Reached.In(brussels(t)))
}

func TestAClockNeedsHours(t *testing.T) {
	_, err := sla.Compute(resolution(), nil, sla.History{happened(t, sla.Opened, "2026-04-03 16:30")}, at(t, "2026-04-03 16:30"))
	require.EqualError(t, err, "calendar: required")
}

func TestReopenedAfterSixOfEightHours(t *testing.T) {
	h := sla.History{
		happened(t, sla.Opened, "2026-06-01 09:00"), happened(t, sla.Resolved, "2026-06-01 15:00"), happened(t, sla.Reopened, "2026-06-03 10:00"),
	}
	report, err := sla.Compute(resolution(), office(t, "1"), h, at(t, "2026-06-03 11:00"))
	require.NoError(t, err)
	require.Len(t, report.Clocks, 2, "the first cycle is kept")
	assert.Equal(t, sla.Met, report.Clocks[0].Status)
	assert.Equal(t, "2026-06-03 12:00", due(t, report.Clocks[1]))
	p := resolution()
	p.OnReopen = sla.Restart
	assert.Equal(t, "2026-06-04 10:00", due(t, clock(t, p, office(t, "1"), h, "2026-06-03 11:00", sla.Resolution)))
}

func TestAMachineMeetsNothing(t *testing.T) {
	p := sla.Policy{Allowances: map[sla.Priority]sla.Allowances{sla.Normal: {sla.FirstResponse: hours(2)}}}
	h := sla.History{happened(t, sla.Opened, "2026-06-01 09:00"), happened(t, sla.Acknowledged, "2026-06-01 09:01")}
	assert.Equal(t, sla.Breached, clock(t, p, office(t, "1"), h, "2026-06-01 12:00", sla.FirstResponse).Status)
	h = append(h, happened(t, sla.Answered, "2026-06-01 10:30"))
	assert.Equal(t, sla.Met, clock(t, p, office(t, "1"), h, "2026-06-01 12:00", sla.FirstResponse).Status)
}

func TestContactAgainDoesNotStartTheUpdateAgain(t *testing.T) {
	p := sla.Policy{Allowances: map[sla.Priority]sla.Allowances{sla.Normal: {sla.NextUpdate: hours(4)}}}
	h := sla.History{
		happened(t, sla.Opened, "2026-06-01 09:00"), happened(t, sla.Contacted, "2026-06-01 10:00"), happened(t, sla.Contacted, "2026-06-01 12:00"),
	}
	assert.Equal(t, "2026-06-01 14:00", due(t, clock(t, p, office(t, "1"), h, "2026-06-01 13:00", sla.NextUpdate)))
	h = append(h, happened(t, sla.Answered, "2026-06-01 13:00"), happened(t, sla.Contacted, "2026-06-02 09:00"))
	c := clock(t, p, office(t, "1"), h, "2026-06-02 10:00", sla.NextUpdate)
	assert.Equal(t, 2, c.Cycle)
	assert.Equal(t, "2026-06-02 13:00", due(t, c))
}

func TestEscalationWaitsForOpeningHours(t *testing.T) {
	h := sla.History{happened(t, sla.Opened, "2026-06-01 09:00")}
	c := clock(t, resolution(), office(t, "1"), h, "2026-06-04 12:00", sla.Resolution)
	var told []string
	for _, n := range c.Notices {
		told = append(told, fmt.Sprintf("%d %s %s %s", n.Level, n.To, n.Reached.Format("02 15:04"), n.Tell.Format("02 15:04")))
	}
	assert.Equal(t, []string{"0 owner 01 15:00 01 15:00", "1 sales_manager 01 17:00 02 09:00", "2 sales_manager 02 13:00 02 13:00"}, told)
	assert.Empty(t, clock(t, resolution(), office(t, "1"), h, "2026-06-01 12:00", sla.Resolution).Notices)
	assert.Len(t, clock(t, resolution(), office(t, "1"), h, "2026-06-01 17:00", sla.Resolution).Notices, 1, "due is not late yet")
}

func TestADueInstantExplainsItself(t *testing.T) {
	c := clock(t, resolution(), office(t, "1", "2026-05-15"), sla.History{happened(t, sla.Opened, "2026-05-13 16:30")}, "2026-05-18 10:00", sla.Resolution)
	assert.Equal(t, 8*time.Hour, c.Trace.Open())
	assert.Equal(t, calendar.Ascension, c.Trace.Segments[2].Holiday)
}

func TestEverythingWrongIsNamed(t *testing.T) {
	p := sla.Policy{Allowances: map[sla.Priority]sla.Allowances{sla.Normal: {"guess": 1, sla.Resolution: -1, sla.FirstResponse: hours(20_000)}}, OnReopen: "x", OnPriority: "y"}
	assert.EqualError(t, p.Check(), "allowances.normal.first_response: max (10000h); allowances.normal.guess: unknown; "+
		"allowances.normal.resolution: min (0); on_priority: one_of (restart); on_reopen: one_of (restart)")
	assert.EqualError(t, sla.Policy{}.Check(), "allowances: required")
	h := sla.History{{Kind: sla.Paused, At: at(t, "2026-06-01 09:00")}, {Kind: "guess"}, {Kind: sla.Opened, At: at(t, "2026-05-01 09:00")}}
	assert.EqualError(t, h.Check(), "history[0].kind: order (opened); history[1].kind: unknown (guess); history[1].at: required; "+
		"history[2].kind: order (opened); history[2].priority: required")
	_, err := sla.Compute(resolution(), office(t, "1"), sla.History{{Kind: sla.Opened, At: at(t, "2026-06-01 09:00"), Priority: "mine"}}, at(t, "2026-06-01 10:00"))
	assert.EqualError(t, err, "history[0].priority: reference (mine)")
	_, err = sla.Compute(resolution(), office(t, "1"), sla.History{happened(t, sla.Opened, "2026-06-01 09:00")}, at(t, "2026-05-01 10:00"))
	assert.EqualError(t, err, "at: order (history[0])")
	changed := sla.History{happened(t, sla.Opened, "2026-06-01 09:00"), {Kind: sla.Answered, At: at(t, "2026-06-01 09:10")}, {Kind: sla.Prioritised, At: at(t, "2026-06-01 09:20"), Priority: "mine"}}
	_, err = sla.Compute(resolution(), office(t, "1"), changed, at(t, "2026-06-01 10:00"))
	assert.EqualError(t, err, "history[2].priority: reference (mine)")
	_, err = sla.Compute(p, office(t, "1"), h, at(t, "2026-06-01 10:00"))
	assert.ErrorContains(t, err, "policy.allowances.normal.guess: unknown; ")
	assert.EqualError(t, sla.History{}.Check(), "history: required")
	assert.EqualError(t, make(sla.History, sla.MaxHappenings+1).Check(), "history: length (10000)")
}

// However a history runs, elapsed and remaining are the time allowed, a due instant
// comes after its start, and only what is paused moves.
func TestAnyHistoryAddsUp(t *testing.T) {
	c := office(t, "1")
	p := sla.Policy{Allowances: map[sla.Priority]sla.Allowances{sla.Normal: {
		sla.Resolution: hours(16), sla.FirstResponse: hours(4), sla.NextUpdate: hours(8), sla.Containment: hours(2),
	}}}
	kinds := []sla.Kind{sla.Acknowledged, sla.Contacted, sla.Answered, sla.Paused, sla.Resumed, sla.Contained, sla.Resolved, sla.Reopened}
	rapid.Check(t, func(t *rapid.T) {
		now := at(t, "2026-04-02 09:00")
		h := sla.History{{Kind: sla.Opened, At: now, Priority: sla.Normal}}
		for range rapid.IntRange(0, 12).Draw(t, "happenings") {
			now = now.Add(time.Duration(rapid.IntRange(0, 40*60).Draw(t, "minutes")) * time.Minute)
			h = append(h, sla.Happening{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), At: now})
		}
		report, err := sla.Compute(p, c, h, now.Add(time.Hour))
		require.NoError(t, err)
		for _, clock := range report.Clocks {
			require.Equal(t, clock.Allowed, clock.Elapsed+clock.Remaining)
			require.GreaterOrEqual(t, clock.Elapsed, sla.Duration(0))
			require.False(t, clock.Due.Before(clock.Started))
			if clock.Status == sla.Met {
				require.LessOrEqual(t, clock.Elapsed, clock.Allowed)
			}
		}
	})
}

func TestPolicyAsJSON(t *testing.T) {
	p, err := sla.DecodePolicy([]byte(`{"allowances":{"high":{"first_response":"2h","resolution":"24h30m"}},"on_reopen":"restart"}`))
	require.NoError(t, err)
	data, err := json.Marshal(p)
	require.NoError(t, err)
	again, err := sla.DecodePolicy(data)
	require.NoError(t, err)
	assert.Equal(t, p, again)
	_, err = sla.DecodePolicy([]byte(`{"allowances":{"high":{"first_response":"soon"}}}`))
	var field salesdesk.FieldError
	require.ErrorAs(t, err, &field)
	assert.Equal(t, salesdesk.RuleFormat, field.Rule)
}

// Wherever an instant was given, JSON has it in UTC.
func TestAReportIsInUTC(t *testing.T) {
	h := sla.History{
		happened(t, sla.Opened, "2026-06-01 09:00"),
		{Kind: sla.Paused, At: at(t, "2026-06-01 10:00")},
		{Kind: sla.Resumed, At: at(t, "2026-06-01 11:00")},
		{Kind: sla.Resolved, At: at(t, "2026-06-03 11:00")},
	}
	report, err := sla.Compute(resolution(), office(t, "1"), h, at(t, "2026-06-03 12:00"))
	require.NoError(t, err)
	require.NotEmpty(t, report.Clocks[0].Pauses)
	require.NotEmpty(t, report.Clocks[0].Notices)
	data, err := json.Marshal(report)
	require.NoError(t, err)
	assert.NotContains(t, string(data), "+02:00")
	assert.Contains(t, string(data), `"started":"2026-06-01T07:00:00Z"`)
	var again sla.Report
	require.NoError(t, json.Unmarshal(data, &again))
	assert.True(t, again.Clocks[0].Due.Equal(report.Clocks[0].Due))
}

func FuzzDecodePolicy(f *testing.F) {
	f.Add([]byte(`{"allowances":{"high":{"first_response":"2h"}}}`))
	f.Add([]byte(`{"allowances":{"high":{"resolution":"-1ns"},"":{"guess":"10001h"}},"on_priority":"restart","on_reopen":""}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := sla.DecodePolicy(data); err == nil {
			require.NoError(t, p.Check())
		}
	})
}

func ExampleCompute() {
	location, _ := time.LoadLocation("Europe/Brussels")
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(9, 0), To: calendar.At(17, 0)}}
	}
	desk, _ := calendar.New(calendar.Hours{Location: location, Weekly: weekly, Closed: calendar.Belgium(2026, 2026)})
	policy := sla.Policy{Allowances: map[sla.Priority]sla.Allowances{sla.High: {sla.FirstResponse: sla.Duration(4 * time.Hour)}}}
	opened := time.Date(2026, 5, 13, 15, 30, 0, 0, location)
	report, _ := sla.Compute(policy, desk, sla.History{{Kind: sla.Opened, At: opened, Priority: sla.High}}, opened.Add(48*time.Hour))
	for _, c := range report.Clocks { // Thursday 14 May is Ascension Day
		fmt.Println(c.Target, c.Status, "due", c.Due.Format("Mon 2 January 15:04"))
	}
	// Output: first_response breached due Fri 15 May 11:30
}

func ExampleReport_Moves() {
	history := sla.History{{Kind: sla.Opened, At: time.Date(2026, 7, 20, 13, 0, 0, 0, time.UTC), Priority: sla.Normal}}
	policy := sla.Policy{Allowances: map[sla.Priority]sla.Allowances{sla.Normal: {sla.Resolution: sla.Duration(8 * time.Hour)}}}
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(9, 0), To: calendar.At(17, 0)}}
	}
	old, _ := calendar.New(calendar.Hours{Weekly: weekly, Version: "1"})
	hours, _ := calendar.New(calendar.Hours{Weekly: weekly, Version: "2", Closed: calendar.Belgium(2026, 2026)})
	before, _ := sla.Compute(policy, old, history, history[0].At)
	after, _ := sla.Compute(policy, hours, history, history[0].At)
	for _, m := range after.Moves(before) {
		fmt.Println(m.Target, m.From.Format(time.DateTime), "by hours", m.Was, "is", m.To.Format(time.DateTime), "by hours", m.Calendar)
	}
	// Output: resolution 2026-07-21 13:00:00 by hours 1 is 2026-07-22 13:00:00 by hours 2
}
