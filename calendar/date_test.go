package calendar_test

import (
	"encoding/json"
	"testing"
	"time"
	_ "time/tzdata" // zones for tests only: the package itself takes a location

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/calendar"
)

func day(s string) calendar.Date { return calendar.MustDate(s) }

func zone(tb testing.TB, name string) *time.Location {
	tb.Helper()
	loc, err := time.LoadLocation(name)
	require.NoError(tb, err)
	return loc
}

func brussels(tb testing.TB) *time.Location { return zone(tb, "Europe/Brussels") }

func TestParseDateTakesOnlyISODays(t *testing.T) {
	for _, give := range []string{"2026-11-23", "2024-02-29", "0001-01-01", "9999-12-31"} {
		d, err := calendar.ParseDate(give)
		require.NoError(t, err)
		assert.Equal(t, give, d.String())
	}
	for _, give := range []string{
		"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-2", "20261123",
		"2026-11-23T00:00:00Z", "23/11/2026", "+026-11-23", "2026-11-2x", "２026-11-23", "1900-02-29",
	} {
		_, err := calendar.ParseDate(give)
		assert.ErrorAs(t, err, new(calendar.DateError), give)
	}
}

func TestALongTextThatIsNoDateIsClipped(t *testing.T) {
	_, err := calendar.ParseDate(string(make([]byte, 1_000_000)))
	assert.Less(t, len(err.Error()), 400)
	assert.Equal(t, "not a date: \"\"", calendar.DateError{}.Error())
}

func TestMustDatePanicsOnNonsense(t *testing.T) {
	assert.Panics(t, func() { calendar.MustDate("soon") })
}

func TestDatePartsOfKnownDays(t *testing.T) {
	tests := []struct {
		give                string
		wantWeekday         time.Weekday
		wantYear, wantWeek  int
		wantQuarter         int
		wantMonday, wantEnd string
	}{
		{"2026-11-23", time.Monday, 2026, 48, 4, "2026-11-23", "2026-11-30"},
		{"2026-01-01", time.Thursday, 2026, 1, 1, "2025-12-29", "2026-01-31"},
		{"2027-01-01", time.Friday, 2026, 53, 1, "2026-12-28", "2027-01-31"},
		{"2024-02-11", time.Sunday, 2024, 6, 1, "2024-02-05", "2024-02-29"},
		{"1969-12-31", time.Wednesday, 1970, 1, 4, "1969-12-29", "1969-12-31"},
	}
	for _, tt := range tests {
		d := day(tt.give)
		year, week := d.ISOWeek()
		assert.Equal(t, tt.wantWeekday, d.Weekday(), tt.give)
		assert.Equal(t, [2]int{tt.wantYear, tt.wantWeek}, [2]int{year, week}, tt.give)
		assert.Equal(t, tt.wantQuarter, d.Quarter(), tt.give)
		assert.Equal(t, tt.wantMonday, d.StartOfWeek().String(), tt.give)
		assert.Equal(t, tt.wantEnd, d.EndOfMonth().String(), tt.give)
	}
	d := day("2026-08-15")
	assert.Equal(t, "2026-08-01 2026-07-01 2026-01-01",
		d.StartOfMonth().String()+" "+d.StartOfQuarter().String()+" "+d.StartOfYear().String())
}

func TestAddMonthsStaysInTheMonth(t *testing.T) {
	tests := []struct {
		give string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-01-31", 3, "2026-04-30"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2026-05-05", 0, "2026-05-05"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, day(tt.give).AddMonths(tt.n).String(), tt.give)
	}
}

func TestNoDateStaysNoDate(t *testing.T) {
	var none calendar.Date
	february30 := calendar.Date{Year: 2026, Month: time.February, Day: 30}
	last := day("9999-12-31")
	for _, d := range []calendar.Date{
		none.AddDays(1), none.AddMonths(1), none.StartOfWeek(), none.StartOfMonth(), none.EndOfMonth(), none.StartOfQuarter(), none.StartOfYear(),
		february30.AddDays(1), february30.EndOfMonth(),
		last.AddDays(1), last.AddMonths(1), day("0001-01-01").AddDays(-1), day("0001-01-31").AddMonths(-1),
		last.AddDays(1 << 62), last.AddMonths(-1 << 62),
	} {
		assert.True(t, d.IsZero(), d.String())
	}
	assert.Zero(t, none.DaysUntil(last))
	assert.Zero(t, last.DaysUntil(february30))
	assert.False(t, february30.Valid())
	assert.Equal(t, 3_652_058, day("0001-01-01").DaysUntil(last))
}

// The standard library is the oracle of every day from the year 1 to 9999.
func TestDateArithmeticAgreesWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 3_652_058).Draw(t, "day"))
		n := rapid.IntRange(-800_000, 800_000).Draw(t, "n")
		d := calendar.DateOf(start, time.UTC)
		moved := start.AddDate(0, 0, n)
		assert.Equal(t, start.Weekday(), d.Weekday())
		assert.True(t, d.Valid())
		if moved.Year() < 1 || moved.Year() > 9999 {
			assert.True(t, d.AddDays(n).IsZero())
			return
		}
		want := calendar.DateOf(moved, time.UTC)
		assert.Equal(t, want, d.AddDays(n))
		assert.Equal(t, n, d.DaysUntil(want))
		assert.Equal(t, n < 0, want.Before(d))
		assert.Equal(t, n > 0, want.After(d))
	})
}

func TestAddMonthsComesBackUnlessClamped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := day("2000-01-01").AddDays(rapid.IntRange(0, 40_000).Draw(t, "day"))
		n := rapid.IntRange(-500, 500).Draw(t, "months")
		there := d.AddMonths(n)
		back := there.AddMonths(-n)
		assert.Equal(t, d.StartOfMonth(), back.StartOfMonth())
		assert.Equal(t, min(d.Day, there.Day), back.Day)
	})
}

func TestDateAsJSON(t *testing.T) {
	type document struct {
		On   calendar.Date                    `json:"on"`
		Also *calendar.Date                   `json:"also"`
		By   map[calendar.Date]int            `json:"by"`
		Open calendar.Date                    `json:"open,omitzero"`
		All  map[calendar.Clock]calendar.Date `json:"all,omitempty"`
	}
	give := document{On: day("2026-11-23"), By: map[calendar.Date]int{day("2026-01-02"): 3}}
	data, err := json.Marshal(give)
	require.NoError(t, err)
	assert.JSONEq(t, `{"on":"2026-11-23","also":null,"by":{"2026-01-02":3}}`, string(data))
	var got document
	require.NoError(t, json.Unmarshal(data, &got))
	assert.Equal(t, give, got)

	require.NoError(t, json.Unmarshal([]byte(`{"on":null,"also":""}`), &got))
	assert.Equal(t, day("2026-11-23"), got.On, "null leaves what was there")
	assert.True(t, got.Also.IsZero(), "empty is no date")

	_, err = json.Marshal(calendar.Date{Year: 2026, Month: 2, Day: 30})
	assert.ErrorAs(t, err, new(calendar.DateError))
	assert.Error(t, json.Unmarshal([]byte(`{"on":"2026-02-30"}`), &got))
}

func TestClockReadsAndWrites(t *testing.T) {
	for _, give := range []string{"00:00", "08:30", "23:59", "24:00"} {
		c, err := calendar.ParseClock(give)
		require.NoError(t, err)
		text, err := c.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, give, string(text))
	}
	for _, give := range []string{"", "8:30", "24:01", "23:60", "30:00", "-1:30", "08.30", "08:30:00", "aa:bb"} {
		assert.ErrorAs(t, new(calendar.Clock).UnmarshalText([]byte(give)), new(calendar.ClockError), give)
	}
	_, err := calendar.At(25, 0).MarshalText()
	assert.ErrorAs(t, err, new(calendar.ClockError))
	assert.Equal(t, "not a time of the day: \"25:00\"", err.Error())
}

func TestGapAndFoldOfTheClock(t *testing.T) {
	tests := []struct {
		name, zone, day string
		clock           calendar.Clock
		want            string
	}{
		{"gap 02:30 is 03:30", "Europe/Brussels", "2026-03-29", calendar.At(2, 30), "2026-03-29T03:30:00+02:00"},
		{"gap begins", "Europe/Brussels", "2026-03-29", calendar.At(2, 0), "2026-03-29T03:00:00+02:00"},
		{"after the gap", "Europe/Brussels", "2026-03-29", calendar.At(3, 0), "2026-03-29T03:00:00+02:00"},
		{"fold 02:30 is the first", "Europe/Brussels", "2026-10-25", calendar.At(2, 30), "2026-10-25T02:30:00+02:00"},
		{"fold begins", "Europe/Brussels", "2026-10-25", calendar.At(2, 0), "2026-10-25T02:00:00+02:00"},
		{"after the fold", "Europe/Brussels", "2026-10-25", calendar.At(3, 0), "2026-10-25T03:00:00+01:00"},
		{"west of Greenwich, gap", "America/New_York", "2026-03-08", calendar.At(2, 30), "2026-03-08T03:30:00-04:00"},
		{"west of Greenwich, fold", "America/New_York", "2026-11-01", calendar.At(1, 30), "2026-11-01T01:30:00-04:00"},
		{"midnight skipped", "America/Sao_Paulo", "2018-11-04", 0, "2018-11-04T01:00:00-02:00"},
		{"midnight after a fold", "America/Sao_Paulo", "2018-02-18", 0, "2018-02-18T00:00:00-03:00"},
		{"midnight twice", "America/Havana", "2026-11-01", 0, "2026-11-01T00:00:00-04:00"},
		{"no change ever", "UTC", "2026-03-29", calendar.At(2, 30), "2026-03-29T02:30:00Z"},
	}
	for _, tt := range tests {
		got := day(tt.day).At(tt.clock, zone(t, tt.zone))
		assert.Equal(t, tt.want, got.Format(time.RFC3339), tt.name)
	}
}

func TestPeriodIsHalfOpen(t *testing.T) {
	march := calendar.MonthOf(day("2026-03-17"))
	assert.Equal(t, "2026-03-01/2026-04-01", march.String())
	assert.Equal(t, 31, march.Days())
	assert.Equal(t, day("2026-03-31"), march.Last())
	assert.True(t, march.Contains(day("2026-03-01")))
	assert.True(t, march.Contains(day("2026-03-31")))
	assert.False(t, march.Contains(day("2026-04-01")))
	assert.False(t, march.Contains(day("2026-02-28")))
	assert.Equal(t, march, calendar.Through(day("2026-03-01"), day("2026-03-31")))
	assert.Equal(t, "2025-12-29/2026-01-05", calendar.WeekOf(day("2026-01-01")).String())
	assert.Equal(t, "2026-10-01/2027-01-01", calendar.QuarterOf(day("2026-11-23")).String())
	assert.Equal(t, 366, calendar.YearOf(day("2024-05-01")).Days())
}

func TestPeriodsMeet(t *testing.T) {
	march, april := calendar.MonthOf(day("2026-03-01")), calendar.MonthOf(day("2026-04-01"))
	week := calendar.WeekOf(day("2026-04-01"))
	assert.False(t, march.Overlaps(april), "touching is not overlapping")
	assert.Zero(t, march.Intersect(april))
	assert.True(t, march.Overlaps(week))
	assert.Equal(t, "2026-03-30/2026-04-01", march.Intersect(week).String())
	assert.Equal(t, march.Intersect(week), week.Intersect(march))
	assert.Zero(t, calendar.Period{}.Days())
	assert.True(t, calendar.Period{}.Last().IsZero())
	assert.Zero(t, calendar.Period{From: april.From, To: march.From}.Days(), "reversed is empty")
}

func TestPeriodCheckNamesWhatIsWrong(t *testing.T) {
	d := day("2026-03-01")
	require.NoError(t, calendar.Period{From: d, To: d}.Check())
	for _, p := range []calendar.Period{{}, {From: d}, {To: d}, {From: d, To: d.AddDays(-1)}} {
		err := p.Check()
		var wrong calendar.PeriodError
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, p, wrong.Period)
		assert.Contains(t, err.Error(), p.String())
	}
}

func TestMonthsOfTheClockChangesAreAnHourOff(t *testing.T) {
	tests := []struct {
		give string
		want time.Duration
	}{{"2026-03-01", 743 * time.Hour}, {"2026-10-01", 745 * time.Hour}, {"2026-06-01", 720 * time.Hour}}
	for _, tt := range tests {
		assert.Equal(t, tt.want, calendar.MonthOf(day(tt.give)).Duration(brussels(t)), tt.give)
	}
}

func TestPeriodAsJSON(t *testing.T) {
	data, err := json.Marshal(calendar.MonthOf(day("2026-03-01")))
	require.NoError(t, err)
	assert.JSONEq(t, `{"from":"2026-03-01","to":"2026-04-01"}`, string(data))
}

func TestDateArithmeticDoesNotAllocate(t *testing.T) {
	d, e := day("2026-11-23"), day("2028-02-29")
	var sink int
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		sink += d.AddDays(400).Day + d.DaysUntil(e) + d.AddMonths(7).Day + int(d.Weekday())
	}))
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2026-11-23", "2024-02-29", "0000-00-00", "9999-12-31", "", "2026-02-30"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.ParseDate(s)
		want, wantErr := time.Parse(time.DateOnly, s)
		if err == nil {
			assert.Equal(t, s, d.String())
			assert.True(t, d.Valid())
			assert.NoError(t, wantErr)
		} else if wantErr == nil {
			assert.Less(t, want.Year(), 1, "only the year 0 is refused besides")
		}
	})
}

func FuzzParseClock(f *testing.F) {
	for _, seed := range []string{"08:30", "24:00", "24:01", "-1:00", "", "08:60"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := calendar.ParseClock(s)
		if err == nil {
			assert.Equal(t, s, c.String())
			assert.LessOrEqual(t, c, calendar.At(24, 0))
		}
	})
}

func BenchmarkDateAddDays(b *testing.B) {
	d := day("2026-11-23")
	b.ReportAllocs()
	for b.Loop() {
		d.AddDays(45)
	}
}
