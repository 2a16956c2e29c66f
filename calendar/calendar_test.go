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
				hours.Closed = append(hours.Closed, calendar.ClosedOn(day(extra), "extra"))
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
		Closed: []calendar.Closure{calendar.ClosedOn(day("2026-06-02"), "closed")},
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
		{Date: day("2026-05-14"), Shifts: []calendar.Shift{shift("09:00", "12:00")}, Name: "open Ascension Day"},
		{Date: day("2026-05-18"), Name: "closed after all"},
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
	assert.Equal(t, 3, c.WorkdaysBetween(day("2026-05-11"), day("2026-05-15")))
	assert.Equal(t, -3, c.WorkdaysBetween(day("2026-05-15"), day("2026-05-11")))
}

func TestACalendarThatNeverOpensIsAnErrorAtOnce(t *testing.T) {
	_, err := calendar.New(calendar.Hours{})
	var never calendar.NeverOpenError
	require.ErrorAs(t, err, &never)
	_, err = calendar.New(calendar.Hours{
		Weekly: every(daily(), shift("09:00", "17:00")),
		Closed: []calendar.Closure{{Period: calendar.Period{From: day("1970-01-01"), To: day("2101-01-01")}, Name: "for ever"}},
	})
	require.ErrorAs(t, err, &never)
}

func TestHoursNameEveryOverlap(t *testing.T) {
	_, err := calendar.New(calendar.Hours{
		Weekly: map[time.Weekday][]calendar.Shift{
			time.Monday:   {shift("09:00", "12:00"), shift("11:00", "17:00")},
			time.Tuesday:  {shift("22:00", "09:30")},
			time.Thursday: {shift("09:00", "17:00"), {From: -5, To: 60}},
		},
		Closed:   []calendar.Closure{calendar.ClosedOn(day("2101-01-01"), "too late"), {Period: calendar.Period{From: day("2026-02-02"), To: day("2026-02-01")}}},
		Openings: []calendar.Opening{{Date: day("2026-01-01")}, {Date: day("2026-01-01")}},
	})
	require.Error(t, err)
	for _, want := range []string{"shift 09:00-12:00 of Monday", "of Thursday", "2101-01-01 is outside 1970 to 2100", "not a period", "of 2026-01-01"} {
		assert.ErrorContains(t, err, want)
	}
	_, err = calendar.New(calendar.Hours{Weekly: map[time.Weekday][]calendar.Shift{
		time.Monday: {shift("22:00", "09:30")}, time.Tuesday: {shift("09:00", "17:00")},
	}})
	assert.ErrorContains(t, err, "shift 22:00-09:30 of Monday")
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
		closed := false
		for _, c := range h.Closed {
			closed = closed || c.Period.Contains(d)
		}
		if closed {
			continue
		}
		for _, s := range h.Weekly[d.Weekday()] {
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

func TestAddAgreesWithAskingEveryMinute(t *testing.T) {
	location := brussels(t)
	for name, h := range map[string]calendar.Hours{
		"office": office(),
		"lunch":  {Weekly: every(monToFri(), shift("08:30", "12:00"), shift("13:00", "17:00")), Closed: calendar.Belgium(2026, 2026)},
		"nights": {Weekly: every(daily(), shift("22:00", "06:00")), Closed: calendar.Belgium(2026, 2026)},
		"always": {Weekly: every(daily(), shift("00:00", "24:00"))},
		"split":  {Weekly: every([]time.Weekday{time.Saturday, time.Sunday}, shift("01:30", "02:30"), shift("03:15", "04:00"))},
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

func TestATraceSaysWhyItWasClosed(t *testing.T) {
	h := office()
	h.Closed = append(h.Closed, calendar.ClosedOn(day("2026-05-15"), "bridge day"))
	trace, err := compiled(t, h).Trace(local(t, "2026-05-13 16:30"), 8*time.Hour)
	require.NoError(t, err)
	var told []string
	for _, s := range trace.Segments {
		told = append(told, fmt.Sprintf("%s %s %s%s", s.From.Format("02 15:04"), s.Why, s.Holiday, s.Name))
	}
	assert.Equal(t, []string{
		"13 16:30 open ", "13 17:00 closed ", "14 00:00 closure ascension", "15 00:00 closure bridge day",
		"16 00:00 off ", "17 00:00 off ", "18 00:00 closed ", "18 09:00 open ",
	}, told)
	_, err = compiled(t, h).Trace(local(t, "2026-05-13 16:30"), 30_000*time.Hour)
	var long calendar.TraceError
	require.ErrorAs(t, err, &long)
}

func TestBelgianHolidays(t *testing.T) {
	var got []string
	for _, c := range calendar.Belgium(2026, 2026) {
		got = append(got, c.Period.From.String()+" "+string(c.Holiday))
	}
	assert.Equal(t, []string{
		"2026-01-01 new_year", "2026-04-06 easter_monday", "2026-05-01 labour_day", "2026-05-14 ascension", "2026-05-25 whit_monday",
		"2026-07-21 national_day", "2026-08-15 assumption", "2026-11-01 all_saints", "2026-11-11 armistice", "2026-12-25 christmas",
	}, got)
	assert.Equal(t, []calendar.Date{day("2026-01-02"), day("2026-05-15"), day("2026-07-20")}, calendar.BridgeDays(calendar.Belgium(2026, 2026)))
	assert.Len(t, calendar.BankDays(2026, 2027), 12)
}

func TestEaster(t *testing.T) {
	for _, want := range []string{"1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"} {
		assert.Equal(t, want, calendar.Easter(day(want).Year).String())
	}
}

func TestTerms(t *testing.T) {
	holidays := calendar.Belgium(2023, 2028)
	civil, eu, labour := calendar.CivilCode17(holidays), calendar.EURegulation1182(holidays), calendar.LabourLaw(holidays)
	for _, test := range []struct {
		name       string
		event      string
		term       calendar.Term
		law        calendar.Law
		want       string
		wantReason calendar.EndReason
	}{
		{"withdrawal", "2026-11-23", calendar.Term{Length: 14, Unit: calendar.Days}, eu, "2026-12-07", calendar.EndCounted},
		{"ends on a Saturday", "2026-11-21", calendar.Term{Length: 14, Unit: calendar.Days}, eu, "2026-12-07", calendar.EndExtended},
		{"Saturday works", "2026-11-21", calendar.Term{Length: 14, Unit: calendar.Days}, labour, "2026-12-05", calendar.EndCounted},
		{"month without that day", "2026-01-31", calendar.Term{Length: 1, Unit: calendar.Months}, eu, "2026-03-02", calendar.EndExtended},
		{"two working days", "2026-12-24", calendar.Term{Length: 2, Unit: calendar.Days}, eu, "2026-12-29", calendar.EndTwoDays},
		{"not in civil law", "2026-12-24", calendar.Term{Length: 2, Unit: calendar.Days}, civil, "2026-12-28", calendar.EndExtended},
		{"third working day over 11 November", "2026-11-09", calendar.Term{Length: 3, Unit: calendar.WorkingDays}, civil, "2026-11-13", calendar.EndCounted},
		{"third working day of a post", "2023-09-18", calendar.Term{Length: 3, Unit: calendar.WorkingDays}, civil, "2023-09-21", calendar.EndCounted},
		{"thirty days", "2026-06-01", calendar.Term{Length: 30, Unit: calendar.Days}, civil, "2026-07-01", calendar.EndCounted},
		{"a year from a leap day", "2024-02-29", calendar.Term{Length: 1, Unit: calendar.Years}, civil, "2025-02-28", calendar.EndCounted},
		{"a week over Easter Monday", "2026-03-30", calendar.Term{Length: 1, Unit: calendar.Weeks}, civil, "2026-04-07", calendar.EndExtended},
	} {
		t.Run(test.name, func(t *testing.T) {
			end, err := test.term.After(day(test.event), test.law)
			require.NoError(t, err)
			assert.Equal(t, test.want, end.Date.String())
			assert.Equal(t, test.wantReason, end.Reason)
			if test.wantReason == calendar.EndExtended {
				assert.NotEmpty(t, end.Extended)
			}
		})
	}
}

func TestATermBackwardsIsNeverMoved(t *testing.T) {
	last, err := calendar.Term{Length: 10, Unit: calendar.Days}.Before(day("2026-06-16"), calendar.EURegulation1182(nil))
	require.NoError(t, err)
	assert.Equal(t, "2026-06-06", last.String(), "a Saturday stays one")
}

func TestATermThatIsNone(t *testing.T) {
	var bad calendar.TermError
	for _, term := range []calendar.Term{{}, {Length: -1, Unit: calendar.Days}, {Length: 1, Unit: "moons"}, {Length: 1 << 40, Unit: calendar.Days}} {
		_, err := term.After(day("2026-01-01"), calendar.CivilCode17(nil))
		require.ErrorAs(t, err, &bad)
	}
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

func ExampleTerm_After() {
	end, _ := calendar.Term{Length: 14, Unit: calendar.Days}.After(calendar.MustDate("2026-11-21"), calendar.EURegulation1182(nil))
	fmt.Println(end.Date, end.Reason, len(end.Extended))
	// Output: 2026-12-07 extended 2
}
