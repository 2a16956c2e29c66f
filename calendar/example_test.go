package calendar_test

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk/calendar"
)

// desk is open from Monday to Friday, 09 to 17.
func desk() *calendar.Calendar {
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(9, 0), To: calendar.At(17, 0)}}
	}
	brussels, _ := time.LoadLocation("Europe/Brussels")
	c, _ := calendar.New(calendar.Hours{Location: brussels, Weekly: weekly, Closed: calendar.Belgium(2026, 2026)})
	return c
}

// goodFriday is half past four on Good Friday, when the desk is open.
func goodFriday() time.Time { return time.Date(2026, 4, 3, 16, 30, 0, 0, desk().Location()) }

func ExampleCalendar_NextOpen() {
	next, _ := desk().NextOpen(goodFriday().Add(time.Hour))
	fmt.Println(next) // over the weekend and Easter Monday
	// Output: 2026-04-07 09:00:00 +0200 CEST
}

func ExampleCalendar_Between() {
	fmt.Println(desk().Between(goodFriday(), time.Date(2026, 4, 7, 10, 0, 0, 0, desk().Location())))
	// Output: 1h30m0s
}

func ExampleCalendar_AddWorkdays() {
	delivery, _ := desk().AddWorkdays(calendar.MustDate("2026-04-03"), 2)
	fmt.Println(delivery)
	// Output: 2026-04-08
}

func ExampleCalendar_Trace() {
	trace, _ := desk().Trace(goodFriday(), time.Hour)
	for _, s := range trace.Segments {
		fmt.Println(s.Local, s.Why)
	}
	// Output:
	// 2026-04-03T16:30/2026-04-03T17:00 open
	// 2026-04-03T17:00/2026-04-04T00:00 closed
	// 2026-04-04T00:00/2026-04-05T00:00 off
	// 2026-04-05T00:00/2026-04-06T00:00 off
	// 2026-04-06T00:00/2026-04-07T00:00 holiday
	// 2026-04-07T00:00/2026-04-07T09:00 closed
	// 2026-04-07T09:00/2026-04-07T09:30 open
}

func ExampleBelgium() {
	for _, c := range calendar.Belgium(2026, 2026)[:3] {
		fmt.Println(c.Period.From, c.Holiday)
	}
	fmt.Println("bridges:", calendar.BridgeDays(calendar.Belgium(2026, 2026)))
	// Output:
	// 2026-01-01 new_year
	// 2026-04-06 easter_monday
	// 2026-05-01 labour_day
	// bridges: [2026-01-02 2026-05-15 2026-07-20]
}

func ExampleTerm_After() {
	law, _ := calendar.NewLaw(calendar.EURegulation1182(calendar.Belgium, 2026, 2027))
	end, _ := calendar.Term{Length: 14, Unit: calendar.Days}.After(calendar.MustDate("2026-11-21"), law)
	fmt.Println(end.Date, end.Reason, len(end.Passed))
	// Output: 2026-12-07 extended 2
}

func ExampleTerm_Before() {
	law, _ := calendar.NewLaw(calendar.EURegulation1182(calendar.Belgium, 2026, 2026))
	last, _ := calendar.Term{Length: 2, Unit: calendar.Days}.Before(calendar.MustDate("2026-04-07"), law)
	fmt.Println(last.Date, last.Reason) // the Thursday before Easter: two working days must lie between
	// Output: 2026-04-02 two_working
}

func ExampleTerm_Expiry() {
	law, _ := calendar.NewLaw(calendar.CivilCode17(calendar.Belgium, 2026, 2026))
	over, _ := calendar.Term{Length: 24, Unit: calendar.ClockHours}.Expiry(goodFriday(), desk().Location(), law)
	fmt.Println(over)
	// Output: 2026-04-04 17:00:00 +0200 CEST
}
