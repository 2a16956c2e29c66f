package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
)

func TestACalendarThatNeverOpensIsAnErrorAtOnce(t *testing.T) {
	_, err := calendar.New(calendar.Hours{})
	var never calendar.NeverOpenError
	require.ErrorAs(t, err, &never)
	_, err = calendar.New(calendar.Hours{
		Weekly: every(daily(), shift("09:00", "17:00")),
		Closed: []calendar.Closure{{Period: calendar.Period{From: day("1970-01-01"), To: day("2101-01-01")}, Names: named("for ever")}},
	})
	require.ErrorAs(t, err, &never)
}

func TestHoursNameEverythingThatIsWrongWithItsPath(t *testing.T) {
	_, err := calendar.New(calendar.Hours{
		Weekly: map[time.Weekday][]calendar.Shift{
			9:             {shift("09:00", "12:00")},
			-1:            nil,
			time.Monday:   {shift("11:00", "17:00"), shift("09:00", "12:00")},
			time.Tuesday:  {shift("22:00", "09:30")},
			time.Thursday: {shift("09:00", "17:00"), {From: -5, To: 60}},
			time.Friday:   make([]calendar.Shift, calendar.MaxShifts+1),
		},
		Closed: []calendar.Closure{calendar.ClosedOn(day("2101-01-01"), named("too late")), {Period: calendar.Period{From: day("2026-02-02"), To: day("2026-02-01")}}},
		Openings: []calendar.Opening{
			{Date: day("2026-01-01")},
			{Date: day("2026-01-01"), Shifts: []calendar.Shift{{From: 0, To: 1441}}},
			{Date: calendar.Date{Year: 2026, Month: 2, Day: 30}},
			{Date: day("1969-12-31"), Shifts: []calendar.Shift{shift("08:00", "12:00"), shift("11:00", "13:00")}},
		},
	})
	assert.EqualError(t, err, `weekly: not a day of the week: "-1"; weekly: not a day of the week: "9"; `+
		`weekly.monday: shift 09:00-12:00 of monday overlaps another; weekly.thursday: shift 00:-5-01:00 of thursday is none; `+
		`weekly.friday: 97 where at most 96 are read; `+
		`closed[1].period: not a period: 2026-02-02/2026-02-01; closed[0]: 2101-01-01 is outside 1970 to 2100; `+
		`openings[1]: openings of 2026-01-01 twice; openings[1]: shift 00:00-24:01 of 2026-01-01 is none; `+
		`openings[2]: not a date: "2026-02-30"; openings[3]: 1969-12-31 is outside 1970 to 2100; `+
		`openings[3]: shift 08:00-12:00 of 1969-12-31 overlaps another`)
	var at calendar.PathError
	require.ErrorAs(t, err, &at)
	assert.Equal(t, "weekly", at.Path)
}

func TestAShiftMayNotRunIntoTheNextDay(t *testing.T) {
	_, err := calendar.New(calendar.Hours{Weekly: map[time.Weekday][]calendar.Shift{
		time.Monday: {shift("22:00", "09:30")}, time.Tuesday: {shift("09:00", "17:00")},
	}})
	var overlap calendar.OverlapError
	require.ErrorAs(t, err, &overlap)
	assert.Equal(t, calendar.OverlapError{Weekday: calendar.Monday, Shift: shift("22:00", "09:30")}, overlap)
}

// An opening replaces the shifts of its day only: those of the day before may still run
// into it, and it may run into those of the day after.
func TestAnOpeningMayNotOverlapTheDaysBesideIt(t *testing.T) {
	nights, always := every(monToFri(), shift("22:00", "06:00")), every(monToFri(), shift("00:00", "24:00"))
	for _, test := range []struct {
		name     string
		weekly   map[time.Weekday][]calendar.Shift
		openings []calendar.Opening
		closed   []calendar.Closure
		want     string
	}{
		{"into the night before", nights, []calendar.Opening{{Date: day("2026-06-02"), Shifts: []calendar.Shift{shift("05:00", "10:00")}}}, nil, "openings[0]: shift 05:00-10:00 of 2026-06-02 overlaps another"},
		{"after that night", nights, []calendar.Opening{{Date: day("2026-06-02"), Shifts: []calendar.Shift{shift("06:00", "10:00")}}}, nil, ""},
		{"that night is closed", nights, []calendar.Opening{{Date: day("2026-06-02"), Shifts: []calendar.Shift{shift("05:00", "10:00")}}}, []calendar.Closure{calendar.ClosedOn(day("2026-06-01"), nil)}, ""},
		{"into the day after", always, []calendar.Opening{{Date: day("2026-06-07"), Shifts: []calendar.Shift{shift("20:00", "08:00")}}}, nil, "openings[0]: shift 20:00-08:00 of 2026-06-07 overlaps another"},
		{"that day is closed", always, []calendar.Opening{{Date: day("2026-06-07"), Shifts: []calendar.Shift{shift("20:00", "08:00")}}}, []calendar.Closure{calendar.ClosedOn(day("2026-06-08"), nil)}, ""},
		{"two openings", nights, []calendar.Opening{
			{Date: day("2026-06-07"), Shifts: []calendar.Shift{shift("07:00", "08:00")}},
			{Date: day("2026-06-06"), Shifts: []calendar.Shift{shift("20:00", "07:01")}},
		}, nil, "openings[0]: shift 07:00-08:00 of 2026-06-07 overlaps another"},
		{"the first day", nights, []calendar.Opening{{Date: day("1970-01-01"), Shifts: []calendar.Shift{shift("05:00", "10:00")}}}, nil, ""},
		{"the last day", nights, []calendar.Opening{{Date: day("2100-12-31"), Shifts: []calendar.Shift{shift("06:00", "05:00")}}}, nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := calendar.New(calendar.Hours{Weekly: test.weekly, Openings: test.openings, Closed: test.closed})
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, test.want)
		})
	}
}

// The work grows with the lists, not with what they cover together: these take
// milliseconds, and took tens of seconds when every closure was marked day by day.
func TestManyLongClosuresAreMarkedOnce(t *testing.T) {
	h := calendar.Hours{Weekly: every(monToFri(), shift("09:00", "17:00"))}
	for range calendar.MaxClosures {
		h.Closed = append(h.Closed, calendar.Closure{Period: calendar.Period{From: day("1970-01-01"), To: day("2100-12-01")}})
	}
	for i := range 40_000 {
		h.Openings = append(h.Openings, calendar.Opening{Date: day("1970-01-01").AddDays(i), Shifts: []calendar.Shift{shift("09:00", "10:00")}})
	}
	c := compiled(t, h)
	assert.Equal(t, 40_000*time.Hour, c.Between(time.Unix(0, 0), time.Date(2100, 11, 1, 0, 0, 0, 0, time.UTC)))
	assert.True(t, c.IsWorkday(day("2100-12-01")), "nothing closes the last month")

	h.Closed, h.Openings = append(h.Closed, h.Closed[0]), make([]calendar.Opening, calendar.MaxOpenings+1)
	_, err := calendar.New(h)
	require.ErrorContains(t, err, "closed: 100001 where at most 100000 are read")
	require.ErrorContains(t, err, "openings: 50001 where at most 50000 are read")
}

func TestOfTwoClosuresTheFirstIsNamed(t *testing.T) {
	h := calendar.Hours{Weekly: every(monToFri(), shift("09:00", "17:00")), Closed: []calendar.Closure{
		calendar.ClosedOn(day("2026-06-02"), named("stocktaking")),
		{Period: calendar.Through(day("2026-06-01"), day("2026-06-04")), Names: named("works")},
		calendar.ClosedOn(day("2026-06-03"), named("too late")),
	}}
	trace, err := compiled(t, h).Explain(local(t, "2026-06-01 00:00"), local(t, "2026-06-05 00:00"))
	require.NoError(t, err)
	var told []string
	for _, s := range trace.Segments {
		told = append(told, s.Names.In("en"))
	}
	assert.Equal(t, []string{"works", "stocktaking", "works", "works"}, told)
}

func TestACompiledCalendarKeepsItsNames(t *testing.T) {
	names := calendar.Names{"nl": "brugdag"}
	c := compiled(t, calendar.Hours{Weekly: every(monToFri(), shift("09:00", "17:00")), Closed: []calendar.Closure{calendar.ClosedOn(day("2026-06-02"), names)}})
	names["nl"] = "changed"
	for range 2 {
		trace, err := c.Explain(local(t, "2026-06-02 00:00"), local(t, "2026-06-03 00:00"))
		require.NoError(t, err)
		assert.Equal(t, "brugdag", trace.Segments[0].Names["nl"])
		trace.Segments[0].Names["nl"] = "changed"
	}
}

func TestNamesByLanguage(t *testing.T) {
	names := calendar.Names{"nl": "brugdag", "fr": "jour de pont", "fr-BE": "pont"}
	for language, want := range map[string]string{"nl": "brugdag", "nl-BE": "brugdag", "fr-BE": "pont", "fr-FR": "jour de pont", "en": "jour de pont", "": "jour de pont"} {
		assert.Equal(t, want, names.In(language), language)
	}
	assert.Empty(t, calendar.Names(nil).In("nl"))
}

func TestWeekdaysHaveNames(t *testing.T) {
	assert.Equal(t, calendar.Sunday, calendar.WeekdayOf(time.Sunday))
	assert.Equal(t, calendar.Saturday, calendar.WeekdayOf(time.Saturday))
	assert.Empty(t, calendar.WeekdayOf(7))
	var w calendar.Weekday
	require.NoError(t, w.UnmarshalText([]byte("friday")))
	assert.Equal(t, calendar.Friday, w)
	require.ErrorAs(t, w.UnmarshalText([]byte("Friday")), new(calendar.WeekdayError))
	require.ErrorAs(t, w.UnmarshalText(nil), new(calendar.WeekdayError))
	assert.Equal(t, calendar.Friday, w, "stays as it was")
}
