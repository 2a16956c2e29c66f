package calendar

import (
	"slices"
	"time"
)

// Belgium are the ten legal holidays of the years, the last included (Royal decree
// of 18 April 1974, from general knowledge: verify before relying on it). A holiday
// on a Sunday is replaced by a day that the employer fixes, which is no public date:
// add it yourself with [ClosedOn]. In 2008 two of them fall on 1 May. Years outside 1 to
// 9999 have none.
func Belgium(from, to int) []Closure {
	var days []Closure
	for year := max(from, minYear); year <= min(to, maxYear); year++ {
		easter := Easter(year)
		days = append(
			days,
			legal(Date{year, time.January, 1}, NewYear),
			legal(easter.AddDays(1), EasterMonday),
			legal(Date{year, time.May, 1}, LabourDay),
			legal(easter.AddDays(39), Ascension),
			legal(easter.AddDays(50), WhitMonday),
			legal(Date{year, time.July, 21}, NationalDay),
			legal(Date{year, time.August, 15}, Assumption),
			legal(Date{year, time.November, 1}, AllSaints),
			legal(Date{year, time.November, 11}, Armistice),
			legal(Date{year, time.December, 25}, Christmas),
		)
	}
	return days
}

// Holiday names a day on which much is closed.
type Holiday string

// The legal holidays of Belgium, and two days on which banks settle nothing.
const (
	NewYear      Holiday = "new_year"
	EasterMonday Holiday = "easter_monday"
	LabourDay    Holiday = "labour_day"
	Ascension    Holiday = "ascension"
	WhitMonday   Holiday = "whit_monday"
	NationalDay  Holiday = "national_day"
	Assumption   Holiday = "assumption"
	AllSaints    Holiday = "all_saints"
	Armistice    Holiday = "armistice"
	Christmas    Holiday = "christmas"

	GoodFriday         Holiday = "good_friday"
	SecondChristmasDay Holiday = "second_christmas_day" // 26 December
)

// MessageID names the holiday's text.
func (h Holiday) MessageID() string { return "calendar.holiday." + string(h) }

func legal(d Date, h Holiday) Closure { return Closure{Period: Through(d, d), Holiday: h} }

// BankDays are the days of the years, Saturdays and Sundays apart, on which banks settle
// nothing: those of the European TARGET system (from general knowledge: verify before
// relying on it).
func BankDays(from, to int) []Closure {
	var days []Closure
	for year := max(from, minYear); year <= min(to, maxYear); year++ {
		easter := Easter(year)
		days = append(
			days,
			legal(Date{year, time.January, 1}, NewYear),
			legal(easter.AddDays(-2), GoodFriday),
			legal(easter.AddDays(1), EasterMonday),
			legal(Date{year, time.May, 1}, LabourDay),
			legal(Date{year, time.December, 25}, Christmas),
			legal(Date{year, time.December, 26}, SecondChristmasDay),
		)
	}
	return slices.DeleteFunc(days, func(c Closure) bool { return isWeekend(c.Period.From) })
}

func isWeekend(d Date) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

// BridgeDays are the days between a closed day and a weekend that are not closed
// themselves, each once and in order: the Friday after a Thursday, the Monday before a
// Tuesday. Companies choose of them.
func BridgeDays(closed []Closure) []Date {
	var bridges []Date
	for _, c := range closed {
		if last := c.Period.Last(); last.Weekday() == time.Thursday {
			bridges = append(bridges, last.AddDays(1))
		}
		if first := c.Period.From; !c.Period.IsEmpty() && first.Weekday() == time.Tuesday {
			bridges = append(bridges, first.AddDays(-1))
		}
	}
	slices.SortFunc(bridges, Date.Compare)
	bridges = slices.Compact(bridges)
	if len(bridges) == 0 {
		return nil
	}
	first := bridges[0].serial()
	of := paint(closed, first, bridges[len(bridges)-1].serial()-first+1)
	return slices.DeleteFunc(bridges, func(d Date) bool { return of[d.serial()-first] != 0 })
}

// Easter is Easter Sunday of a year of the Gregorian calendar, by the anonymous
// algorithm (Meeus, Jones, Butcher); of a year outside 1 to 9999 it is no date.
func Easter(year int) Date {
	if year < minYear || year > maxYear {
		return Date{}
	}
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month, day := (h+l-7*m+114)/31, (h+l-7*m+114)%31+1
	return Date{year, time.Month(month), day}
}
