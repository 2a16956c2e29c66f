package calendar_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/calendar"
)

func law(t testing.TB, s calendar.Statute) *calendar.Law {
	t.Helper()
	l, err := calendar.NewLaw(s)
	require.NoError(t, err)
	return l
}

func days(n int) calendar.Term { return calendar.Term{Length: n, Unit: calendar.Days} }

func datesOf(closed []calendar.Closure) []string {
	var told []string
	for _, c := range closed {
		told = append(told, c.Period.From.String()+" "+string(c.Holiday))
	}
	return told
}

func TestBelgianHolidays(t *testing.T) {
	assert.Equal(t, []string{
		"2026-01-01 new_year", "2026-04-06 easter_monday", "2026-05-01 labour_day", "2026-05-14 ascension", "2026-05-25 whit_monday",
		"2026-07-21 national_day", "2026-08-15 assumption", "2026-11-01 all_saints", "2026-11-11 armistice", "2026-12-25 christmas",
	}, datesOf(calendar.Belgium(2026, 2026)))
	assert.Contains(t, datesOf(calendar.Belgium(2102, 2102)), "2102-12-25 christmas", "not cut off at the years of a calendar")
	assert.Len(t, calendar.Belgium(-5, 3), 30)
	assert.Len(t, calendar.Belgium(9998, 10_001), 20)
	_, err := calendar.New(calendar.Hours{Weekly: every(daily(), shift("09:00", "17:00")), Closed: calendar.Belgium(2100, 2101)})
	require.ErrorContains(t, err, "closed[10]: 2101-01-01 is outside 1970 to 2100")
}

func TestBankDaysLeaveTheWeekendsOut(t *testing.T) {
	assert.Equal(t, []string{
		"2026-01-01 new_year", "2026-04-03 good_friday", "2026-04-06 easter_monday", "2026-05-01 labour_day", "2026-12-25 christmas",
		"2027-01-01 new_year", "2027-03-26 good_friday", "2027-03-29 easter_monday",
	}, datesOf(calendar.BankDays(2026, 2027)), "26 December 2026, and 1 May and Christmas 2027, are at a weekend")
	assert.Contains(t, datesOf(calendar.BankDays(2025, 2025)), "2025-12-26 second_christmas_day")
}

func TestBridgeDays(t *testing.T) {
	assert.Equal(t, []calendar.Date{day("2026-01-02"), day("2026-05-15"), day("2026-07-20")}, calendar.BridgeDays(calendar.Belgium(2026, 2026)))
	assert.Equal(t, []calendar.Date{day("2007-12-31"), day("2008-05-02"), day("2008-11-10"), day("2008-12-26")}, calendar.BridgeDays(calendar.Belgium(2008, 2008)), "two holidays on 1 May: once")
	assert.NotContains(t, calendar.BridgeDays(calendar.BankDays(2025, 2025)), day("2025-12-26"), "closed already")
	closed := append(calendar.Belgium(2026, 2026), calendar.Closure{Period: calendar.Through(day("2026-05-15"), day("2026-05-19"))})
	assert.Equal(t, []calendar.Date{day("2026-01-02"), day("2026-07-20")}, calendar.BridgeDays(closed), "closed with the days around it")
	assert.Equal(t, []calendar.Date{day("2026-06-05")}, calendar.BridgeDays([]calendar.Closure{{Period: calendar.Through(day("2026-06-03"), day("2026-06-04"))}}), "two days to a Thursday")
	assert.Nil(t, calendar.BridgeDays([]calendar.Closure{{}, calendar.ClosedOn(day("2026-06-03"), nil)}))
}

func TestEaster(t *testing.T) {
	for _, want := range []string{"1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"} {
		assert.Equal(t, want, calendar.Easter(day(want).Year).String())
	}
}

func TestTerms(t *testing.T) {
	civil, eu := law(t, calendar.CivilCode17(calendar.Belgium, 2023, 2028)), law(t, calendar.EURegulation1182(calendar.Belgium, 2023, 2028))
	labour := law(t, calendar.LabourLaw(calendar.Belgium, 2023, 2028))
	contract := law(t, calendar.Statute{Name: "contract", From: 2026, To: 2026, Closed: calendar.Belgium(2026, 2026), NoExtension: true})
	for _, test := range []struct {
		name       string
		event      string
		term       calendar.Term
		law        *calendar.Law
		want       string
		wantReason calendar.EndReason
		wantPassed string
	}{
		{"withdrawal", "2026-11-23", days(14), eu, "2026-12-07", calendar.EndCounted, ""},
		{"ends on a Saturday", "2026-11-21", days(14), eu, "2026-12-07", calendar.EndExtended, "05 off, 06 off"},
		{"Saturday works", "2026-11-21", days(14), labour, "2026-12-05", calendar.EndCounted, ""},
		{"no extension", "2026-11-21", days(14), contract, "2026-12-05", calendar.EndCounted, ""},
		{"no extension from a holiday", "2026-12-11", days(14), contract, "2026-12-25", calendar.EndCounted, ""},
		{"month without that day", "2026-01-31", calendar.Term{Length: 1, Unit: calendar.Months}, eu, "2026-03-02", calendar.EndExtended, "28 off, 01 off"},
		{"two working days", "2026-12-24", days(2), eu, "2026-12-29", calendar.EndTwoDays, "25 christmas, 26 off, 27 off"},
		{"a single day needs no two", "2026-12-24", days(1), eu, "2026-12-28", calendar.EndExtended, "25 christmas, 26 off, 27 off"},
		{"two days that work", "2026-11-23", days(2), eu, "2026-11-25", calendar.EndCounted, ""},
		{"not in civil law", "2026-12-24", days(2), civil, "2026-12-28", calendar.EndExtended, "26 off, 27 off"},
		{"third working day over 11 November", "2026-11-09", calendar.Term{Length: 3, Unit: calendar.WorkingDays}, civil, "2026-11-13", calendar.EndCounted, ""},
		{"third working day of a post", "2023-09-18", calendar.Term{Length: 3, Unit: calendar.WorkingDays}, civil, "2023-09-21", calendar.EndCounted, ""},
		{"thirty days", "2026-06-01", days(30), civil, "2026-07-01", calendar.EndCounted, ""},
		{"a year from a leap day", "2024-02-29", calendar.Term{Length: 1, Unit: calendar.Years}, civil, "2025-02-28", calendar.EndCounted, ""},
		{"a week over Easter Monday", "2026-03-30", calendar.Term{Length: 1, Unit: calendar.Weeks}, civil, "2026-04-07", calendar.EndExtended, "06 easter_monday"},
	} {
		t.Run(test.name, func(t *testing.T) {
			end, err := test.term.After(day(test.event), test.law)
			require.NoError(t, err)
			assert.Equal(t, test.want, end.Date.String())
			assert.Equal(t, test.wantReason, end.Reason)
			assert.Equal(t, test.wantPassed, passed(end))
		})
	}
}

func passed(end calendar.End) string {
	told := ""
	for i, d := range end.Passed {
		if i > 0 {
			told += ", "
		}
		told += fmt.Sprintf("%02d ", d.Date.Day)
		if d.Holiday != "" {
			told += string(d.Holiday)
		} else {
			told += string(d.Why) + d.Names.In("en")
		}
	}
	return told
}

// Thursday, and three working days: Saturday is one by the one notion and none by the other.
// What protects a consumer ends on the later day.
func TestTheTwoNotionsOfAWorkingDay(t *testing.T) {
	term := calendar.Term{Length: 3, Unit: calendar.WorkingDays}
	for _, test := range []struct {
		statute calendar.Statute
		want    string
	}{
		{calendar.LabourLaw(calendar.Belgium, 2026, 2026), "2026-11-09"},
		{calendar.CivilCode17(calendar.Belgium, 2026, 2026), "2026-11-10"},
	} {
		law, err := calendar.NewLaw(test.statute)
		require.NoError(t, err)
		end, err := term.After(calendar.MustDate("2026-11-05"), law)
		require.NoError(t, err)
		assert.Equal(t, calendar.MustDate(test.want), end.Date)
	}
}

func TestTermsBackwards(t *testing.T) {
	eu, civil := law(t, calendar.EURegulation1182(calendar.Belgium, 2025, 2026)), law(t, calendar.CivilCode17(calendar.Belgium, 2025, 2026))
	for _, test := range []struct {
		name       string
		event      string
		term       calendar.Term
		law        *calendar.Law
		want       string
		wantReason calendar.EndReason
		wantPassed string
	}{
		{"a Saturday stays one", "2026-06-16", days(10), eu, "2026-06-06", calendar.EndCounted, ""},
		{"two working days over Easter", "2026-04-07", days(2), eu, "2026-04-02", calendar.EndTwoDays, "04 off, 05 off, 06 easter_monday"},
		{"a single day", "2026-04-07", days(1), eu, "2026-04-06", calendar.EndCounted, ""},
		{"not in civil law", "2026-04-07", days(2), civil, "2026-04-05", calendar.EndCounted, ""},
		{"working days", "2026-04-08", calendar.Term{Length: 3, Unit: calendar.WorkingDays}, civil, "2026-04-02", calendar.EndCounted, ""},
		{"a month", "2026-03-31", calendar.Term{Length: 1, Unit: calendar.Months}, eu, "2026-02-28", calendar.EndCounted, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			end, err := test.term.Before(day(test.event), test.law)
			require.NoError(t, err)
			assert.Equal(t, test.want, end.Date.String())
			assert.Equal(t, test.wantReason, end.Reason)
			assert.Equal(t, test.wantPassed, passed(end))
		})
	}
}

// Two working days may be needed in a longer term too, where a company is closed.
func TestAWeekOfClosureHasNoWorkingDays(t *testing.T) {
	s := calendar.EURegulation1182(calendar.Belgium, 2026, 2027)
	s.Closed = append(s.Closed, calendar.Closure{Period: calendar.Period{From: day("2026-12-21"), To: day("2027-01-04")}, Names: named("year's end")})
	end, err := calendar.Term{Length: 1, Unit: calendar.Weeks}.After(day("2026-12-18"), law(t, s))
	require.NoError(t, err)
	assert.Equal(t, "2027-01-05", end.Date.String())
	assert.Equal(t, calendar.EndTwoDays, end.Reason)
	assert.Len(t, end.Passed, 16)
}

func TestALawCountsAClosureOfAnyLength(t *testing.T) {
	s := calendar.CivilCode17(nil, 2026, 2027)
	s.Closed = []calendar.Closure{{Period: calendar.Period{From: day("2026-01-01"), To: day("2027-06-01")}, Names: named("war")}}
	end, err := days(14).After(day("2026-03-02"), law(t, s))
	require.NoError(t, err)
	assert.Equal(t, "2027-06-01", end.Date.String())
	assert.Len(t, end.Passed, day("2026-03-16").DaysUntil(day("2027-06-01")))
}

func TestALawNamesEveryThingThatIsWrong(t *testing.T) {
	_, err := calendar.NewLaw(calendar.Statute{From: 2027, To: 2026, Closed: []calendar.Closure{
		{Period: calendar.Period{From: day("2027-01-01"), To: day("2026-06-01")}}, calendar.ClosedOn(day("2026-01-01"), nil), {},
	}})
	require.EqualError(t, err, "years 2027 to 2026 are none, or more than 400; closed[0].period: not a period: 2027-01-01/2026-06-01; "+
		"closed[2].period: not a period: 0000-00-00/0000-00-00")
	for _, years := range [][2]int{{0, 5}, {9990, 10_000}, {1, 401}} {
		_, err = calendar.NewLaw(calendar.CivilCode17(calendar.Belgium, years[0], years[1]))
		require.ErrorAs(t, err, new(calendar.YearsError), years)
	}
	_, err = calendar.NewLaw(calendar.CivilCode17(calendar.Belgium, 1, 400))
	require.NoError(t, err)
}

func TestALawRefusesWhatItDoesNotCover(t *testing.T) {
	civil, eu := law(t, calendar.CivilCode17(calendar.Belgium, 2025, 2025)), law(t, calendar.EURegulation1182(calendar.Belgium, 2025, 2025))
	working := calendar.Term{Length: 3, Unit: calendar.WorkingDays}
	for name, count := range map[string]func() (calendar.End, error){
		"ends beyond":         func() (calendar.End, error) { return days(14).After(day("2026-12-11"), civil) },
		"extended beyond":     func() (calendar.End, error) { return days(1).After(day("2026-01-01"), civil) },
		"ends before":         func() (calendar.End, error) { return days(1).After(day("2024-11-01"), civil) },
		"counted over":        func() (calendar.End, error) { return working.After(day("2025-12-30"), civil) },
		"counted from before": func() (calendar.End, error) { return working.After(day("2024-12-30"), civil) },
		"counted back over":   func() (calendar.End, error) { return working.Before(day("2025-01-03"), civil) },
		"from beyond, back":   func() (calendar.End, error) { return working.Before(day("2026-01-02"), civil) },
		"second working day":  func() (calendar.End, error) { return days(2).After(day("2025-12-30"), eu) },
	} {
		_, err := count()
		require.ErrorAs(t, err, new(calendar.CoverageError), name)
	}
	_, err := days(14).After(day("2026-12-11"), civil)
	require.EqualError(t, err, "BW art. 1.7 knows the holidays of 2025 to 2025, not of 2026-12-25")

	end, err := working.After(day("2024-12-31"), civil)
	require.NoError(t, err, "the day of the event is not looked at")
	assert.Equal(t, "2025-01-06", end.Date.String())
	end, err = working.Before(day("2026-01-01"), civil)
	require.NoError(t, err)
	assert.Equal(t, "2025-12-29", end.Date.String())
	end, err = days(40).Before(day("2025-01-20"), civil)
	require.NoError(t, err, "days backwards are never moved")
	assert.Equal(t, "2024-12-11", end.Date.String())
}

func TestATermThatIsNone(t *testing.T) {
	civil := law(t, calendar.CivilCode17(nil, 1970, 2100))
	for _, term := range []calendar.Term{
		{},
		days(0), days(-1),
		{Length: 1, Unit: "moons"},
		days(1 << 40), days(calendar.MaxTerm + 1),
		{Length: 24, Unit: calendar.ClockHours},
		{Length: calendar.MaxTerm, Unit: calendar.Years},
	} {
		_, err := term.After(day("2026-01-01"), civil)
		require.ErrorAs(t, err, new(calendar.TermError), term)
		_, err = term.Before(day("2026-01-01"), civil)
		require.ErrorAs(t, err, new(calendar.TermError), term)
	}
	_, err := days(1).After(calendar.Date{}, civil)
	require.ErrorAs(t, err, new(calendar.TermError))
	_, err = days(1).After(day("2026-01-01"), nil)
	require.ErrorAs(t, err, new(calendar.TermError))
	_, err = calendar.Term{Unit: calendar.ClockHours}.Expiry(local(t, "2026-01-01 10:00"), brussels(t), civil)
	require.ErrorAs(t, err, new(calendar.TermError))
}

func TestTheInstantATermIsOver(t *testing.T) {
	eu := law(t, calendar.EURegulation1182(calendar.Belgium, 2026, 2026))
	hours := func(n int) calendar.Term { return calendar.Term{Length: n, Unit: calendar.ClockHours} }
	for _, test := range []struct {
		name, event string
		term        calendar.Term
		want        string
	}{
		{"the hour of the event is not counted", "2026-06-01 09:20", hours(24), "2026-06-02 10:00"},
		{"nor is one that has only begun", "2026-06-01 09:00", hours(24), "2026-06-02 10:00"},
		{"hours run on over a weekend", "2026-06-05 16:20", hours(24), "2026-06-06 17:00"},
		{"and over the change of the clock", "2026-03-28 16:20", hours(24), "2026-03-29 18:00"},
		{"days to the end of the last", "2026-11-23 09:20", days(14), "2026-12-08 00:00"},
		{"moved", "2026-11-21 09:20", days(14), "2026-12-08 00:00"},
	} {
		got, err := test.term.Expiry(local(t, test.event), brussels(t), eu)
		require.NoError(t, err)
		assert.Equal(t, local(t, test.want), got, test.name)
	}
	kathmandu := zone(t, "Asia/Kathmandu") // 5:45 ahead: the hour is that of its clock
	got, err := hours(1).Expiry(time.Date(2026, 6, 1, 9, 20, 0, 0, kathmandu), kathmandu, eu)
	require.NoError(t, err)
	assert.Equal(t, time.Date(2026, 6, 1, 11, 0, 0, 0, kathmandu), got)
	_, err = days(14).Expiry(local(t, "2027-11-21 09:20"), brussels(t), eu)
	require.ErrorAs(t, err, new(calendar.CoverageError))
}

// The oracle goes day by day.
func TestWorkingDaysAgreeWithLookingAtEachDay(t *testing.T) {
	s := calendar.LabourLaw(calendar.Belgium, 2020, 2030)
	s.Closed = append(s.Closed, calendar.Closure{Period: calendar.Period{From: day("2025-07-14"), To: day("2025-08-04")}})
	l := law(t, s)
	off := func(d calendar.Date) bool {
		for _, c := range s.Closed {
			if c.Period.Contains(d) {
				return true
			}
		}
		return d.Weekday() == time.Sunday
	}
	rapid.Check(t, func(t *rapid.T) {
		event := day("2022-01-01").AddDays(rapid.IntRange(0, 2500).Draw(t, "event"))
		n := rapid.IntRange(1, 300).Draw(t, "n")
		term := calendar.Term{Length: n, Unit: calendar.WorkingDays}
		count := func(step int) calendar.Date {
			d := event
			for left := n; left > 0; {
				if d = d.AddDays(step); !off(d) {
					left--
				}
			}
			return d
		}
		after, err := term.After(event, l)
		require.NoError(t, err)
		require.Equal(t, count(1), after.Date)
		before, err := term.Before(event, l)
		require.NoError(t, err)
		require.Equal(t, count(-1), before.Date)
	})
}

func BenchmarkTermAfter(b *testing.B) {
	l := law(b, calendar.CivilCode17(calendar.Belgium, 1970, 2100))
	b.ReportAllocs()
	for b.Loop() {
		_, _ = calendar.Term{Length: 30, Unit: calendar.WorkingDays}.After(day("2026-04-02"), l)
	}
}
