package calendar

import "time"

// The years a Date may have, and more days than lie between any two of them.
const (
	minYear = 1
	maxYear = 9999
	maxDays = 366 * maxYear
)

// daysPerEra are the days of 400 years, after which the Gregorian calendar repeats.
const daysPerEra = 146_097

// serialOfEpoch is the day count of 1970-01-01 from 1 March of the year 0.
const serialOfEpoch = 719_468

// serial counts days from 1970-01-01. Years are taken to begin in March, so that
// the leap day is the last of its year and a month's first day is a linear formula.
func (d Date) serial() int {
	year, month := d.Year, int(d.Month)-3
	if month < 0 {
		year, month = year-1, month+12
	}
	era := floorDiv(year, 400)
	inEra := year - era*400
	inYear := (153*month+2)/5 + d.Day - 1
	return era*daysPerEra + inEra*365 + inEra/4 - inEra/100 + inYear - serialOfEpoch
}

// dateOfSerial is the opposite of serial; outside the years 1 to 9999 no date.
func dateOfSerial(n int) Date {
	n += serialOfEpoch
	era := floorDiv(n, daysPerEra)
	inEra := n - era*daysPerEra
	year := (inEra - inEra/1_460 + inEra/36_524 - inEra/146_096) / 365
	inYear := inEra - (365*year + year/4 - year/100)
	month := (5*inYear + 2) / 153
	d := Date{era*400 + year, time.Month(month + 3), inYear - (153*month+2)/5 + 1}
	if d.Month > time.December {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	if d.Year < minYear || d.Year > maxYear {
		return Date{}
	}
	return d
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	default:
		return 31
	}
}

type integer interface{ ~int | ~int64 }

// floorDiv rounds towards the past, where Go's division rounds towards zero.
func floorDiv[N integer](n, by N) N {
	q := n / by
	if n%by < 0 {
		q--
	}
	return q
}

func floorMod[N integer](n, by N) N { return n - floorDiv(n, by)*by }

// digits reads a short run of decimal digits.
func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, len(s) > 0
}
