package i18n

import (
	"strconv"
	"time"

	"github.com/interne-sales/salesdesk/calendar"
)

// DateForm is how much of a date is written out.
type DateForm string

// The forms of a date.
const (
	Short DateForm = "short" // 21/1/2025
	Long  DateForm = "long"  // 21 januari 2025
	Full  DateForm = "full"  // dinsdag 21 januari 2025
)

// Date is d in a form; a form that is none is Long. No date is nothing, and what is no
// day of the calendar its String.
func (f Formatter) Date(d calendar.Date, form DateForm) string {
	switch {
	case d.IsZero():
		return ""
	case !d.Valid():
		return d.String()
	}
	l := f.locale()
	dst := make([]byte, 0, maxShown)
	switch form {
	case Short:
		dst = l.appendShort(dst, d)
	case Full:
		dst = append(append(dst, l.weekdays[d.Weekday()]...), l.weekdayComma...)
		dst = l.appendLong(dst, d)
	case Long:
		dst = l.appendLong(dst, d)
	default:
		dst = l.appendLong(dst, d)
	}
	return string(dst)
}

// Month is the month of d and its year: "januari 2025".
func (f Formatter) Month(d calendar.Date) string {
	if !d.Valid() {
		return f.Date(d, Long)
	}
	return string(strconv.AppendInt(append(append(make([]byte, 0, maxShown), f.locale().months[d.Month-1]...), ' '), int64(d.Year), 10))
}

// Instant is the day and the time of the day of t in loc: "21 januari 2025 om 09:30". No
// instant is nothing.
func (f Formatter) Instant(t time.Time, loc *time.Location) string {
	if t.IsZero() {
		return ""
	}
	if loc == nil {
		loc = t.Location()
	}
	local := t.In(loc)
	return f.Date(calendar.DateOf(local, loc), Long) + f.locale().at + local.Format("15:04")
}

// Period is the first and the last day of p, what they share written once: "21–25 januari
// 2025", "21 januari – 3 maart 2025". One day is its date; an empty period is nothing, and
// one whose ends are no days of the calendar its String.
func (f Formatter) Period(p calendar.Period) string {
	switch {
	case p.IsEmpty():
		return ""
	case p.Check() != nil:
		return p.String()
	}
	l, from, last := f.locale(), p.From, p.Last()
	dst, dash := make([]byte, 0, maxShown), thin+"–"+thin
	switch {
	case from == last:
		return f.Date(from, Long)
	case from.Year != last.Year:
		dst = l.appendLong(dst, from)
	case from.Month != last.Month:
		dst = l.appendDayMonth(dst, from)
	default:
		dst, dash = l.appendDay(dst, from), l.dash
	}
	return string(l.appendLong(append(dst, dash...), last))
}

func (l *locale) appendLong(dst []byte, d calendar.Date) []byte {
	dst = append(l.appendDayMonth(dst, d), ' ')
	return strconv.AppendInt(dst, int64(d.Year), 10)
}

func (l *locale) appendDayMonth(dst []byte, d calendar.Date) []byte {
	dst = append(l.appendDay(dst, d), ' ')
	return append(dst, l.months[d.Month-time.January]...)
}

// appendDay is the day of the month, of which the first is an ordinal in French: 1er avril.
func (l *locale) appendDay(dst []byte, d calendar.Date) []byte {
	dst = strconv.AppendInt(dst, int64(d.Day), 10)
	if d.Day == 1 {
		dst = append(dst, l.first...)
	}
	return dst
}

func (l *locale) appendShort(dst []byte, d calendar.Date) []byte {
	for _, part := range [...]int{d.Day, int(d.Month)} {
		if l.paddedDay && part < 10 {
			dst = append(dst, '0')
		}
		dst = append(strconv.AppendInt(dst, int64(part), 10), '/')
	}
	return strconv.AppendInt(dst, int64(d.Year), 10)
}
