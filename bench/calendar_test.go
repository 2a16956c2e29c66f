package bench_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/be"

	"github.com/interne-sales/salesdesk/calendar"
)

// Working hours from Friday 3 April 2026, 16:30, over Easter Monday, Monday to Friday
// 09 to 17.

func spans() []time.Duration { return []time.Duration{8, 40, 400} }

func start(b *testing.B) time.Time {
	location, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		b.Fatal(err)
	}
	return time.Date(2026, 4, 3, 16, 30, 0, 0, location)
}

func BenchmarkAddHoursSalesdesk(b *testing.B) {
	at := start(b)
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = []calendar.Shift{{From: calendar.At(9, 0), To: calendar.At(17, 0)}}
	}
	c, err := calendar.New(calendar.Hours{Location: at.Location(), Weekly: weekly, Closed: calendar.Belgium(2025, 2027)})
	if err != nil {
		b.Fatal(err)
	}
	for _, hours := range spans() {
		b.Run(fmt.Sprint(int(hours)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Add(at, hours*time.Hour); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAddHoursRickar(b *testing.B) {
	at := start(b)
	c := cal.NewBusinessCalendar()
	c.AddHoliday(be.Holidays...)
	c.SetWorkHours(9*time.Hour, 17*time.Hour)
	for _, hours := range spans() {
		b.Run(fmt.Sprint(int(hours)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.AddWorkHours(at, hours*time.Hour)
			}
		})
	}
}
