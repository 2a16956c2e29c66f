package calendar

import (
	"errors"
	"fmt"
	"strings"
)

// Problems are all the findings of one look at [Hours].
type Problems []error

// Error is every problem, one after the other, for logs.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i, err := range p {
		texts[i] = err.Error()
	}
	return strings.Join(texts, "; ")
}

// Unwrap lets errors.Is and errors.As look at each.
func (p Problems) Unwrap() []error { return p }

// err is p as an error, nil when there is no problem.
func (p Problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// add keeps err, or each of several; nil is ignored.
func (p *Problems) add(err error) {
	if many := Problems(nil); errors.As(err, &many) {
		*p = append(*p, many...)
	} else if err != nil {
		*p = append(*p, err)
	}
}

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

// clip keeps an error short, however long the text that caused it.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
