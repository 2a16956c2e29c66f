package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// problems are all the findings of one look at [Hours] or a [Statute], behind error:
// errors.As finds each. They are not those of the root, which this package, importable
// alone, does not know.
type problems []error

// Error is every problem, one after the other, for logs.
func (p problems) Error() string {
	texts := make([]string, len(p))
	for i, err := range p {
		texts[i] = err.Error()
	}
	return strings.Join(texts, "; ")
}

// Unwrap lets errors.Is and errors.As look at each.
func (p problems) Unwrap() []error { return p }

// Problems are the findings one by one, for who reports each by itself.
func (p problems) Problems() []error { return p }

// err is p as an error, nil when there is no problem.
func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// add keeps err, or each of several; nil is ignored.
func (p *problems) add(err error) {
	if many := problems(nil); errors.As(err, &many) {
		*p = append(*p, many...)
	} else if err != nil {
		*p = append(*p, err)
	}
}

// addAt is add with each finding placed at a path.
func (p *problems) addAt(path string, err error) {
	if many := problems(nil); errors.As(err, &many) {
		for _, one := range many {
			p.addAt(path, one)
		}
	} else if err != nil {
		*p = append(*p, PathError{Path: path, Err: err})
	}
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// PathError says where in [Hours] or a [Statute] another error was found:
// "openings[3]".
type PathError struct {
	Path string
	Err  error
}

func (e PathError) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap is the error itself.
func (e PathError) Unwrap() error { return e.Err }

// Placed is the error itself and where it was found, for who places it further out.
func (e PathError) Placed() (path string, err error) { return e.Path, e.Err }

// DateError is text that is no date.
type DateError struct{ Text string }

func (e DateError) Error() string { return fmt.Sprintf("not a date: %q", e.Text) }

// MessageID names the text.
func (DateError) MessageID() string { return "date.format" }

// ClockError is text that is no time of the day.
type ClockError struct{ Text string }

func (e ClockError) Error() string { return fmt.Sprintf("not a time of the day: %q", e.Text) }

// MessageID names the text.
func (ClockError) MessageID() string { return "clock.format" }

// PeriodError is a period without two days for its ends, or that ends before it begins.
type PeriodError struct{ Period Period }

func (e PeriodError) Error() string { return "not a period: " + e.Period.String() }

// MessageID names the text.
func (PeriodError) MessageID() string { return "period.reversed" }

// ShiftError is a shift that begins or ends at no time of the day. Either the day of
// the week is known or the date.
type ShiftError struct {
	Weekday Weekday
	Date    Date
	Shift   Shift
}

func (e ShiftError) Error() string {
	return fmt.Sprintf("shift %s of %s is none", e.Shift, shiftDay(e.Weekday, e.Date))
}

// MessageID names the text.
func (ShiftError) MessageID() string { return "calendar.shift" }

// OverlapError is a shift that runs into the next one, of its day or of the day after.
// Either the day of the week is known or the date.
type OverlapError struct {
	Weekday Weekday
	Date    Date
	Shift   Shift
}

func (e OverlapError) Error() string {
	return fmt.Sprintf("shift %s of %s overlaps another", e.Shift, shiftDay(e.Weekday, e.Date))
}

// MessageID names the text.
func (OverlapError) MessageID() string { return "calendar.overlap" }

func shiftDay(w Weekday, d Date) string {
	if w != "" {
		return string(w)
	}
	return d.String()
}

// TwiceError is a day that has openings of its own twice.
type TwiceError struct{ Date Date }

func (e TwiceError) Error() string { return "openings of " + e.Date.String() + " twice" }

// MessageID names the text.
func (TwiceError) MessageID() string { return "calendar.twice" }

// TooManyError is a list beyond its bound.
type TooManyError struct{ Given, Most int }

func (e TooManyError) Error() string {
	return fmt.Sprintf("%d where at most %d are read", e.Given, e.Most)
}

// MessageID names the text.
func (TooManyError) MessageID() string { return "calendar.too_many" }

func atMost(given, most int) error {
	if given > most {
		return TooManyError{Given: given, Most: most}
	}
	return nil
}

// NeverOpenError is a calendar without one hour of opening.
type NeverOpenError struct{ Version string }

func (NeverOpenError) Error() string { return "calendar never opens" }

// MessageID names the text.
func (NeverOpenError) MessageID() string { return "calendar.never_open" }

// WindowError is a day outside the years that a calendar knows, 1970 to 2100.
type WindowError struct{ Date Date }

func (e WindowError) Error() string {
	return fmt.Sprintf("%s is outside %d to %d", e.Date, firstYear, lastYear)
}

// MessageID names the text.
func (WindowError) MessageID() string { return "calendar.window" }

// clip keeps an error short, however long the text that caused it.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
