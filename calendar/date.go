package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date: what law, a calendar on the wall and an invoice call a
// day, wherever on earth. It is comparable with ==.
//
// The zero value is no date. Arithmetic on no date, or on a day that its month
// does not have, and a result outside the years 1 to 9999, is no date too.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the date at the instant t as a clock in loc shows it.
func DateOf(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return Date{y, m, d}
}

// ParseDate reads ISO 8601, "2026-11-23", and nothing else; a day the month does
// not have and the year 0 are refused with a [DateError].
func ParseDate(s string) (Date, error) {
	if len(s) != len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return Date{}, DateError{Text: clip(s)}
	}
	year, okY := digits(s[:4])
	month, okM := digits(s[5:7])
	day, okD := digits(s[8:])
	d := Date{year, time.Month(month), day}
	if !okY || !okM || !okD || !d.Valid() {
		return Date{}, DateError{Text: s}
	}
	return d, nil
}

// MustDate is ParseDate for constants; it panics on text that is no date.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err) //nolint:forbidigo // Must… is for constants
	}
	return d
}

// String is ISO 8601, "2026-11-23".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether d is a day of the calendar in the years 1 to 9999.
func (d Date) Valid() bool {
	return d.Year >= minYear && d.Year <= maxYear &&
		d.Month >= time.January && d.Month <= time.December &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

// Compare is negative when d is before e, positive when after, 0 when the same.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// AddDays is the date n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date {
	if !d.Valid() || n > maxDays || n < -maxDays {
		return Date{}
	}
	return dateOfSerial(d.serial() + n)
}

// AddMonths is the same day n months later, or earlier for a negative n; where
// that month is too short, its last day: 31 January and one month is the last of
// February.
func (d Date) AddMonths(n int) Date {
	if !d.Valid() || n > maxDays || n < -maxDays {
		return Date{}
	}
	months := d.Year*12 + int(d.Month) - 1 + n
	year, month := floorDiv(months, 12), time.Month(floorMod(months, 12)+1)
	if year < minYear || year > maxYear {
		return Date{}
	}
	return Date{year, month, min(d.Day, daysIn(year, month))}
}

// DaysUntil is the number of days from d to e, negative when e is earlier, and 0
// when either is no date.
func (d Date) DaysUntil(e Date) int {
	if !d.Valid() || !e.Valid() {
		return 0
	}
	return e.serial() - d.serial()
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday {
	return time.Weekday(floorMod(d.serial()+int(time.Thursday), 7))
}

// ISOWeek is the ISO 8601 week and the year it counts in: weeks begin on Monday,
// and the first has at least four days of its year.
func (d Date) ISOWeek() (year, week int) { return d.clock().ISOWeek() }

// Quarter is 1 to 4.
func (d Date) Quarter() int { return (int(d.Month) + 2) / 3 }

// StartOfWeek is the Monday on or before d.
func (d Date) StartOfWeek() Date { return d.AddDays(-floorMod(int(d.Weekday()-time.Monday), 7)) }

// StartOfMonth is the first day of d's month.
func (d Date) StartOfMonth() Date { return d.checked(Date{d.Year, d.Month, 1}) }

// EndOfMonth is the last day of d's month.
func (d Date) EndOfMonth() Date {
	if !d.Valid() {
		return Date{}
	}
	return Date{d.Year, d.Month, daysIn(d.Year, d.Month)}
}

// StartOfQuarter is the first day of d's quarter.
func (d Date) StartOfQuarter() Date {
	return d.checked(Date{d.Year, time.Month(3*d.Quarter() - 2), 1})
}

// StartOfYear is 1 January of d's year.
func (d Date) StartOfYear() Date { return d.checked(Date{d.Year, time.January, 1}) }

// In is the first instant of the day in loc; where the clock skips midnight, the
// instant at which it does.
func (d Date) In(loc *time.Location) time.Time { return d.At(0, loc) }

// At is the instant at which a clock in loc shows c on d. A time the clock skips
// in spring is as much later (02:30 is 03:30); one that it shows twice in autumn
// is the first.
func (d Date) At(c Clock, loc *time.Location) time.Time {
	wall := time.Date(d.Year, d.Month, d.Day, 0, int(c), 0, 0, time.UTC)
	t := time.Date(d.Year, d.Month, d.Day, 0, int(c), 0, 0, loc)
	if skipped := wall.Sub(shown(t)); skipped > 0 {
		return t.Add(skipped)
	}
	start, _ := t.ZoneBounds()
	if start.IsZero() {
		return t
	}
	_, now := t.Zone()
	_, before := start.Add(-1).Zone()
	if first := t.Add(time.Duration(now-before) * time.Second); first.Before(start) && shown(first).Equal(wall) {
		return first
	}
	return t
}

// shown is what the clock of t shows, as if it were UTC.
func shown(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// MarshalText writes ISO 8601; no date is empty text. A day that its month does
// not have is a [DateError].
func (d Date) MarshalText() ([]byte, error) {
	switch {
	case d.IsZero():
		return nil, nil
	case !d.Valid():
		return nil, DateError{Text: d.String()}
	default:
		return []byte(d.String()), nil
	}
}

// UnmarshalText is ParseDate; empty text is no date. (A JSON null leaves d as it is.)
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	p, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = p
	return nil
}

func (d Date) clock() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// checked is e, or no date where d is none.
func (d Date) checked(e Date) Date {
	if !d.Valid() {
		return Date{}
	}
	return e
}
