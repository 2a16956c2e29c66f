package calendar_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/shared"
)

func every(days []time.Weekday, shifts ...calendar.Shift) map[time.Weekday][]calendar.Shift {
	weekly := map[time.Weekday][]calendar.Shift{}
	for _, d := range days {
		weekly[d] = shifts
	}
	return weekly
}

func shift(from, to string) calendar.Shift {
	var s calendar.Shift
	_ = s.From.UnmarshalText([]byte(from))
	_ = s.To.UnmarshalText([]byte(to))
	return s
}

func monToFri() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
}

func daily() []time.Weekday { return append(monToFri(), time.Saturday, time.Sunday) }

func named(name string) calendar.Names { return calendar.Names{"en": name} }

// office is Monday to Friday, 09 to 17, with the Belgian holidays.
func office() calendar.Hours {
	return calendar.Hours{Weekly: every(monToFri(), shift("09:00", "17:00")), Closed: calendar.Belgium(2024, 2028), Version: "2026-1"}
}

func compiled(t testing.TB, h calendar.Hours) *calendar.Calendar {
	t.Helper()
	if h.Location == nil {
		h.Location = brussels(t)
	}
	c, err := calendar.New(h)
	require.NoError(t, err)
	return c
}

func local(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, brussels(t))
	require.NoError(t, err)
	return at
}

func TestWorkingTimeVectors(t *testing.T) {
	var file struct {
		Vectors []struct {
			ID, Calendar, Holidays, Start, DueUTC string
			ExtraHolidays                         []string
			TargetMinutes                         int
			Pauses                                [][2]string
		}
	}
	require.NoError(t, json.Unmarshal(shared.Read(t, "vectors/working-time.json"), &file))
	require.NotEmpty(t, file.Vectors)
	minute := func(s string) time.Time {
		at, err := time.Parse("2006-01-02T15:04Z07:00", s)
		require.NoError(t, err)
		return at
	}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			hours := calendar.Hours{Weekly: map[string]map[time.Weekday][]calendar.Shift{
				"A": every(monToFri(), shift("09:00", "17:00")),
				"L": every(monToFri(), shift("08:30", "12:00"), shift("13:00", "17:00")),
				"S": every(daily(), shift("09:00", "17:00")),
				"Z": every(daily(), shift("00:00", "24:00")),
			}[v.Calendar]}
			if v.Holidays == "BE" {
				hours.Closed = calendar.Belgium(2026, 2026)
			}
			for _, extra := range v.ExtraHolidays {
				hours.Closed = append(hours.Closed, calendar.ClosedOn(day(extra), nil))
			}
			c := compiled(t, hours)
			due, err := c.Add(minute(v.Start), time.Duration(v.TargetMinutes)*time.Minute)
			require.NoError(t, err)
			due = afterPauses(t, c, due, v.Pauses, minute)
			assert.Equal(t, minute(v.DueUTC), due.UTC())
		})
	}
}

// afterPauses moves the due instant by the open time of the pauses that begin
// before it; overlapping pauses count once.
func afterPauses(t *testing.T, c *calendar.Calendar, due time.Time, pauses [][2]string, minute func(string) time.Time) time.Time {
	var until time.Time
	for _, p := range pauses {
		from, to := minute(p[0]), minute(p[1])
		if from.Before(until) {
			from = until
		}
		if !from.Before(due) || !from.Before(to) {
			continue
		}
		var err error
		due, err = c.Add(due, c.Between(from, to))
		require.NoError(t, err)
		until = to
	}
	return due
}

func TestShiftOverTheChangeOfTheClock(t *testing.T) {
	c := compiled(t, calendar.Hours{Weekly: every([]time.Weekday{time.Sunday}, shift("00:00", "06:00"))})
	for _, test := range []struct{ day, want string }{{"2026-03-29", "5h0m0s"}, {"2026-10-25", "7h0m0s"}, {"2026-04-05", "6h0m0s"}} {
		from := day(test.day).In(brussels(t))
		assert.Equal(t, test.want, c.Between(from, from.Add(12*time.Hour)).String(), test.day)
	}
}

func TestANightShiftBelongsToTheDayItBeginsOn(t *testing.T) {
	c := compiled(t, calendar.Hours{
		Weekly: every(monToFri(), shift("22:00", "06:00")),
		Closed: []calendar.Closure{calendar.ClosedOn(day("2026-06-02"), nil)},
	})
	assert.Equal(t, 8*time.Hour, c.Between(local(t, "2026-06-01 12:00"), local(t, "2026-06-03 12:00")), "Monday's runs to its end, Tuesday's does not begin")
	assert.True(t, c.IsOpen(local(t, "2026-06-02 05:59")))
	assert.False(t, c.IsOpen(local(t, "2026-06-02 06:00")))
	due, err := c.Add(local(t, "2026-06-02 05:00"), 2*time.Hour)
	require.NoError(t, err)
	assert.Equal(t, local(t, "2026-06-03 23:00"), due)
	assert.True(t, c.IsOpen(local(t, "2026-06-06 02:00")), "Friday's runs into Saturday")
}

func TestOpeningsAreStrongerThanClosures(t *testing.T) {
	h := office()
	h.Openings = []calendar.Opening{
		{Date: day("2026-05-14"), Shifts: []calendar.Shift{shift("09:00", "12:00")}, Names: named("open Ascension Day")},
		{Date: day("2026-05-18"), Names: named("closed after all")},
	}
	c := compiled(t, h)
	assert.Equal(t, 3*time.Hour, c.Between(local(t, "2026-05-14 00:00"), local(t, "2026-05-15 00:00")))
	assert.False(t, c.IsWorkday(day("2026-05-18")))
}

func TestNextOpen(t *testing.T) {
	c := compiled(t, office())
	for _, test := range []struct{ give, want string }{
		{"2026-06-01 10:00", "2026-06-01 10:00"},
		{"2026-06-01 17:00", "2026-06-02 09:00"},
		{"2026-05-13 17:00", "2026-05-15 09:00"},
		{"2026-06-06 10:00", "2026-06-08 09:00"},
		{"2026-06-08 09:00", "2026-06-08 09:00"},
	} {
		next, err := c.NextOpen(local(t, test.give))
		require.NoError(t, err)
		assert.Equal(t, local(t, test.want), next, test.give)
	}
}

func TestWorkdays(t *testing.T) {
	c := compiled(t, office())
	for _, test := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-05-13", 1, "2026-05-15"},
		{"2026-05-13", 0, "2026-05-13"},
		{"2026-05-14", 0, "2026-05-15"},
		{"2026-05-16", -1, "2026-05-15"},
		{"2026-05-15", -1, "2026-05-13"},
		{"2026-04-03", 2, "2026-04-08"},
		{"2026-01-01", 250, "2026-12-28"},
	} {
		got, err := c.AddWorkdays(day(test.from), test.n)
		require.NoError(t, err)
		assert.Equal(t, test.want, got.String(), "%s %+d", test.from, test.n)
	}
	for _, test := range []struct {
		a, b string
		want int
	}{{"2026-05-11", "2026-05-15", 3}, {"2026-05-15", "2026-05-11", -3}, {"2026-05-14", "2026-05-14", 0}, {"2100-12-30", "2101-01-01", 2}} {
		got, err := c.WorkdaysBetween(day(test.a), day(test.b))
		require.NoError(t, err)
		assert.Equal(t, test.want, got, test)
	}
	for _, none := range []calendar.Date{{}, {Year: 2026, Month: 2, Day: 31}, day("1969-12-31"), day("2101-01-02")} {
		_, err := c.WorkdaysBetween(none, day("2026-01-01"))
		require.ErrorAs(t, err, new(calendar.WindowError), none)
		_, err = c.WorkdaysBetween(day("2026-01-01"), none)
		require.ErrorAs(t, err, new(calendar.WindowError), none)
	}
}

func TestOutsideTheWindowIsAnError(t *testing.T) {
	c := compiled(t, office())
	var window calendar.WindowError
	_, err := c.Add(time.Date(2150, 1, 1, 0, 0, 0, 0, time.UTC), time.Hour)
	require.ErrorAs(t, err, &window)
	_, err = c.Add(local(t, "2026-01-05 09:00"), 1<<62)
	require.ErrorAs(t, err, &window)
	_, err = c.NextOpen(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC))
	require.ErrorAs(t, err, &window)
	_, err = c.AddWorkdays(day("2026-01-05"), 1<<40)
	require.ErrorAs(t, err, &window)
	_, err = c.AddWorkdays(day("2026-01-05"), -(1 << 40))
	require.ErrorAs(t, err, &window)
	assert.Zero(t, c.Between(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC)))
}

// slow is the oracle: it asks every minute.
func slow(t require.TestingT, h calendar.Hours, at time.Time, minutes int) time.Time {
	at = at.In(h.Location)
	for minutes > 0 {
		if openAt(h, at) {
			minutes--
		}
		at = at.Add(time.Minute)
	}
	return at
}

func openAt(h calendar.Hours, at time.Time) bool {
	today := calendar.DateOf(at, h.Location)
	for _, d := range []calendar.Date{today.AddDays(-1), today} {
		for _, s := range shiftsOn(h, d) {
			from, end := d.At(s.From, h.Location), d
			if s.To <= s.From {
				end = d.AddDays(1)
			}
			if to := end.At(s.To, h.Location); !at.Before(from) && at.Before(to) {
				return true
			}
		}
	}
	return false
}

// shiftsOn are the shifts that begin on a day.
func shiftsOn(h calendar.Hours, d calendar.Date) []calendar.Shift {
	for _, o := range h.Openings {
		if o.Date == d {
			return o.Shifts
		}
	}
	for _, c := range h.Closed {
		if c.Period.Contains(d) {
			return nil
		}
	}
	return h.Weekly[d.Weekday()]
}

func TestAddAgreesWithAskingEveryMinute(t *testing.T) {
	location := brussels(t)
	for name, h := range map[string]calendar.Hours{
		"office": office(),
		"lunch":  {Weekly: every(monToFri(), shift("08:30", "12:00"), shift("13:00", "17:00")), Closed: calendar.Belgium(2026, 2026)},
		"nights": {Weekly: every(daily(), shift("22:00", "06:00")), Closed: calendar.Belgium(2026, 2026)},
		"always": {Weekly: every(daily(), shift("00:00", "24:00"))},
		"special": {
			Weekly: every(monToFri(), shift("22:00", "06:00")), Closed: calendar.Belgium(2026, 2026),
			Openings: []calendar.Opening{
				{Date: day("2026-03-29"), Shifts: []calendar.Shift{shift("02:15", "03:30"), shift("20:00", "04:00")}},
				{Date: day("2026-04-03"), Shifts: []calendar.Shift{shift("06:00", "10:00")}},
				{Date: day("2026-04-06"), Shifts: []calendar.Shift{shift("00:00", "24:00")}},
				{Date: day("2026-10-25"), Shifts: []calendar.Shift{shift("01:30", "02:30"), shift("23:30", "22:00")}},
				{Date: day("2026-12-24")},
			},
		},
		"split": {Weekly: every([]time.Weekday{time.Saturday, time.Sunday}, shift("01:30", "02:30"), shift("03:15", "04:00"))},
	} {
		h.Location = location
		c := compiled(t, h)
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				start := rapid.SampledFrom([]string{"2026-03-27", "2026-10-23", "2026-04-02", "2026-05-12", "2026-12-23"}).Draw(t, "around")
				at := day(start).In(location).Add(time.Duration(rapid.IntRange(0, 4*24*60).Draw(t, "minute")) * time.Minute)
				minutes := rapid.IntRange(1, 1500).Draw(t, "open")
				got, err := c.Add(at, time.Duration(minutes)*time.Minute)
				require.NoError(t, err)
				require.Equal(t, slow(t, h, at, minutes).UTC(), got.UTC())
				require.Equal(t, openAt(h, at), c.IsOpen(at))
			})
		})
	}
}

func TestBetweenIsTheInverseOfAdd(t *testing.T) {
	c := compiled(t, office())
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "at"), rapid.Int64Range(0, 999_999_999).Draw(t, "nano"))
		d := time.Duration(rapid.Int64Range(1, int64(3000*time.Hour)).Draw(t, "d"))
		later, err := c.Add(at, d)
		require.NoError(t, err)
		require.Equal(t, d, c.Between(at, later))
		earlier, err := c.Add(at, -d)
		require.NoError(t, err)
		require.Equal(t, d, c.Between(earlier, at))
		more, err := c.Add(at, d+time.Second)
		require.NoError(t, err)
		require.True(t, more.After(later))
	})
}

func TestATraceAddsUp(t *testing.T) {
	c := compiled(t, office())
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(1_760_000_000, 1_800_000_000).Draw(t, "at"), 0)
		d := time.Duration(rapid.Int64Range(int64(-100*time.Hour), int64(300*time.Hour)).Draw(t, "d"))
		trace, err := c.Trace(at, d)
		require.NoError(t, err)
		require.Equal(t, d.Abs(), trace.Open())
		last := trace.From
		for _, s := range trace.Segments {
			require.Equal(t, last, s.From)
			require.True(t, s.To.After(s.From))
			last = s.To
		}
		require.True(t, last.Equal(trace.To))
	})
}

func TestATraceInJSONIsInUTCWithTheClockOfTheDeskBeside(t *testing.T) {
	trace, err := compiled(t, office()).Trace(local(t, "2026-06-01 16:30"), time.Hour)
	require.NoError(t, err)
	data, err := json.Marshal(trace)
	require.NoError(t, err)
	assert.JSONEq(t, `{"from":"2026-06-01T14:30:00Z","to":"2026-06-02T07:30:00Z","time_zone":"Europe/Brussels","version":"2026-1","segments":[
		{"from":"2026-06-01T14:30:00Z","to":"2026-06-01T15:00:00Z","local":"2026-06-01T16:30/2026-06-01T17:00","why":"open"},
		{"from":"2026-06-01T15:00:00Z","to":"2026-06-01T22:00:00Z","local":"2026-06-01T17:00/2026-06-02T00:00","why":"closed"},
		{"from":"2026-06-01T22:00:00Z","to":"2026-06-02T07:00:00Z","local":"2026-06-02T00:00/2026-06-02T09:00","why":"closed"},
		{"from":"2026-06-02T07:00:00Z","to":"2026-06-02T07:30:00Z","local":"2026-06-02T09:00/2026-06-02T09:30","why":"open"}]}`, string(data))
	var back calendar.Trace
	require.NoError(t, json.Unmarshal(data, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(data), string(again))
}

func TestATraceRunsForward(t *testing.T) {
	c := compiled(t, office())
	_, err := c.Explain(local(t, "2026-06-02 10:00"), local(t, "2026-06-01 10:00"))
	var order calendar.OrderError
	require.ErrorAs(t, err, &order)
	assert.EqualError(t, order, "2026-06-01T10:00:00+02:00 comes before 2026-06-02T10:00:00+02:00")
	_, err = c.Explain(local(t, "2026-06-02 10:00"), time.Date(2101, 6, 1, 0, 0, 0, 0, time.UTC))
	var window calendar.WindowError
	require.ErrorAs(t, err, &window)
	assert.Equal(t, day("2101-06-01"), window.Date, "the end that is outside is named")
}

func TestATraceSaysWhyItWasClosed(t *testing.T) {
	h := office()
	h.Closed = append(h.Closed, calendar.ClosedOn(day("2026-05-15"), named("bridge day")))
	trace, err := compiled(t, h).Trace(local(t, "2026-05-13 16:30"), 8*time.Hour)
	require.NoError(t, err)
	var told []string
	for _, s := range trace.Segments {
		told = append(told, fmt.Sprintf("%s %s %s%s", s.From.Format("02 15:04"), s.Why, s.Holiday, s.Names.In("en")))
	}
	assert.Equal(t, []string{
		"13 16:30 open ", "13 17:00 closed ", "14 00:00 holiday ascension", "15 00:00 closure bridge day",
		"16 00:00 off ", "17 00:00 off ", "18 00:00 closed ", "18 09:00 open ",
	}, told)
	_, err = compiled(t, h).Trace(local(t, "2026-05-13 16:30"), 30_000*time.Hour)
	var long calendar.TraceError
	require.ErrorAs(t, err, &long)
}

func TestAddDoesNotAllocate(t *testing.T) {
	c := compiled(t, office())
	at := local(t, "2026-04-03 16:30")
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = c.Add(at, 400*time.Hour) }))
}

func BenchmarkAdd(b *testing.B) {
	c := compiled(b, office())
	at := local(b, "2026-04-03 16:30")
	for _, hours := range []time.Duration{8, 40, 400, 4000} {
		b.Run(fmt.Sprint(int(hours)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = c.Add(at, hours*time.Hour)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		_, _ = calendar.New(office())
	}
}

func ExampleCalendar_Add() {
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(9, 0), To: calendar.At(17, 0)}}
	}
	brussels, _ := time.LoadLocation("Europe/Brussels")
	c, _ := calendar.New(calendar.Hours{Location: brussels, Weekly: weekly, Closed: calendar.Belgium(2026, 2026)})
	due, _ := c.Add(time.Date(2026, 4, 3, 16, 30, 0, 0, brussels), 8*time.Hour)
	fmt.Println(due) // Easter Monday is closed
	// Output: 2026-04-07 16:30:00 +0200 CEST
}

// Samoa went over the date line: its clocks showed no 30 December 2011, a Friday.
func TestADayThatWasSkippedIsNotWorked(t *testing.T) {
	apia, err := time.LoadLocation("Pacific/Apia")
	require.NoError(t, err)
	h := calendar.Hours{Location: apia, Weekly: map[time.Weekday][]calendar.Shift{}}
	for d := time.Sunday; d <= time.Saturday; d++ {
		h.Weekly[d] = []calendar.Shift{{From: calendar.At(9, 0), To: calendar.At(17, 0)}}
	}
	c, err := calendar.New(h)
	require.NoError(t, err)
	from, to := time.Date(2011, time.December, 29, 0, 0, 0, 0, apia), time.Date(2012, time.January, 1, 0, 0, 0, 0, apia)
	assert.Equal(t, 16*time.Hour, c.Between(from, to), "the 29th and the 31st")
	why, err := c.Explain(from, to)
	require.NoError(t, err)
	assert.Equal(t, c.Between(from, to), why.Open())
	end, err := c.Add(from, 12*time.Hour)
	require.NoError(t, err)
	assert.Equal(t, time.Date(2011, time.December, 31, 13, 0, 0, 0, apia), end)
	next, err := c.AddWorkdays(day("2011-12-29"), 1)
	require.NoError(t, err)
	assert.Equal(t, day("2011-12-31"), next)
}

func TestEasterOfNoYearIsNoDay(t *testing.T) {
	for _, year := range []int{-2, 0, 10_000} {
		assert.True(t, calendar.Easter(year).IsZero(), year)
	}
	assert.Equal(t, day("9999-03-28"), calendar.Easter(9999))
}
