package calendar

import "time"

// Belgium are the ten legal holidays of the years, the last included (Royal decree
// of 18 April 1974, from general knowledge: verify before relying on it). A holiday
// on a Sunday is replaced by a day that the employer fixes, which is no public date:
// add it yourself with [ClosedOn].
func Belgium(from, to int) []Closure {
	var days []Closure
	for year := max(from, firstYear); year <= min(to, lastYear); year++ {
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

// Holiday names a legal holiday.
type Holiday string

// The legal holidays of Belgium.
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
)

// MessageID names the holiday's text.
func (h Holiday) MessageID() string { return "calendar.holiday." + string(h) }

func legal(d Date, h Holiday) Closure { return Closure{Period: Through(d, d), Holiday: h} }

// BankDays are the days of the years on which banks settle nothing, besides
// weekends: those of the European TARGET system.
func BankDays(from, to int) []Closure {
	var days []Closure
	for year := max(from, firstYear); year <= min(to, lastYear); year++ {
		easter := Easter(year)
		days = append(
			days,
			legal(Date{year, time.January, 1}, NewYear),
			ClosedOn(easter.AddDays(-2), "Good Friday"),
			legal(easter.AddDays(1), EasterMonday),
			legal(Date{year, time.May, 1}, LabourDay),
			legal(Date{year, time.December, 25}, Christmas),
			ClosedOn(Date{year, time.December, 26}, "26 December"),
		)
	}
	return days
}

// BridgeDays are the working days between a closed day and a weekend: the Friday
// after a Thursday, the Monday before a Tuesday. Companies choose of them.
func BridgeDays(closed []Closure) []Date {
	var days []Date
	for _, c := range closed {
		if c.Period.Days() != 1 {
			continue
		}
		switch d := c.Period.From; d.Weekday() {
		case time.Thursday:
			days = append(days, d.AddDays(1))
		case time.Tuesday:
			days = append(days, d.AddDays(-1))
		default:
		}
	}
	return days
}

// Easter is Easter Sunday of a year of the Gregorian calendar, by the anonymous
// algorithm (Meeus, Jones, Butcher).
func Easter(year int) Date {
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
