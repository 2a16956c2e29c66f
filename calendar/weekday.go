package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Weekday names a day of the week, as data and texts do. The zero value is none.
type Weekday string

// The days of the week.
const (
	Monday    Weekday = "monday"
	Tuesday   Weekday = "tuesday"
	Wednesday Weekday = "wednesday"
	Thursday  Weekday = "thursday"
	Friday    Weekday = "friday"
	Saturday  Weekday = "saturday"
	Sunday    Weekday = "sunday"
)

// WeekdayOf is the name of a day of the week; of what is none it is none.
func WeekdayOf(d time.Weekday) Weekday {
	if d < time.Sunday || d > time.Saturday {
		return ""
	}
	return Weekday(strings.ToLower(d.String()))
}

// MessageID names the day's text.
func (w Weekday) MessageID() string { return "calendar.weekday." + string(w) }

// UnmarshalText reads a name; any other is a [WeekdayError].
func (w *Weekday) UnmarshalText(text []byte) error {
	read := Weekday(text)
	if _, known := read.number(); !known {
		return WeekdayError{Text: clip(string(text))}
	}
	*w = read
	return nil
}

// number is the day as package time counts it.
func (w Weekday) number() (d time.Weekday, known bool) {
	for d = time.Sunday; d <= time.Saturday; d++ {
		if WeekdayOf(d) == w {
			return d, true
		}
	}
	return 0, false
}

// WeekdayError is what is no day of the week: a name, or a number outside 0 to 6.
type WeekdayError struct{ Text string }

func (e WeekdayError) Error() string { return fmt.Sprintf("not a day of the week: %q", e.Text) }

// MessageID names the text.
func (WeekdayError) MessageID() string { return "calendar.no_weekday" }
