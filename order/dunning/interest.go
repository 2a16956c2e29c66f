package dunning

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// DayCount is how many days a year of interest has. No law fixes it.
type DayCount string

// The day counts; always the actual days are counted. "" is Actual365.
const (
	Actual365    DayCount = "actual_365"
	ActualActual DayCount = "actual_actual" // 366 in a leap year
	Actual360    DayCount = "actual_360"
)

// MessageID names the text.
func (c DayCount) MessageID() string { return "dunning.day_count." + string(c) }

// year is how many days the year of a day has.
func (c DayCount) year(d calendar.Date) int64 {
	switch {
	case c == Actual360:
		return 360
	case c == ActualActual && isLeap(d.Year):
		return 366
	default:
		return 365
	}
}

func isLeap(year int) bool { return calendar.Date{Year: year, Month: time.February, Day: 29}.Valid() }

// parts is a multiple of 360, 365 and 366: days of every count are whole numbers of parts
// of a year, so that a sum over several years is exact until it is rounded.
const parts = 60 * 365 * 366

// terms are the rates at which a debt bears interest.
type terms struct {
	agreed *Rate  // one rate throughout
	table  []Rate // else, or as the most where both are there
	count  DayCount
}

// on is the rate of a day, and the first day on which it may be another.
func (t terms) on(day calendar.Date) (r Rate, until calendar.Date, err error) {
	if t.table != nil {
		if r, err = rateOn(t.table, day); err != nil {
			return Rate{}, calendar.Date{}, err
		}
		until = r.Period.To
	}
	if t.agreed != nil && (t.table == nil || t.agreed.Ratio.LessThan(r.Ratio.Decimal)) {
		r = *t.agreed
	}
	if newYear := (calendar.Date{Year: day.Year + 1, Month: time.January, Day: 1}); t.count == ActualActual && (until.IsZero() || newYear.Before(until)) {
		until = newYear
	}
	return r, until, nil
}

// stretch is days at one rate on one balance.
type stretch struct {
	first, last calendar.Date
	base        fixed.Dec
	rate        Rate
	year        int64
}

func (s stretch) days() int { return s.first.DaysUntil(s.last) + 1 }

// weight is the interest of the stretch times parts.
func (s stretch) weight() fixed.Dec {
	days := fixed.FromInt(int64(s.days())*(parts/s.year), 0)
	return s.base.Mul(fixed.FromDecimal(s.rate.Ratio.Decimal)).Mul(days)
}

// formula is the calculation in figures.
func (s stretch) formula() string {
	return fmt.Sprintf("%s × %s × %d / %d", s.base, s.rate.Ratio, s.days(), s.year)
}

// run adds the stretches from one day through another on a balance.
func (t terms) run(to []stretch, first, last calendar.Date, base fixed.Dec) ([]stretch, error) {
	for first.Valid() && !first.After(last) {
		r, until, err := t.on(first)
		if err != nil {
			return to, err
		}
		s := stretch{first: first, last: last, base: base, rate: r, year: t.count.year(first)}
		if !until.IsZero() && !until.After(last) {
			s.last = until.AddDays(-1)
		}
		to = join(to, s)
		first = s.last.AddDays(1)
	}
	return to, nil
}

// join adds a stretch, to the last one where only a payment that left the balance as it
// was lies between.
func join(to []stretch, s stretch) []stretch {
	if n := len(to); n > 0 {
		last := &to[n-1]
		if last.last.AddDays(1) == s.first && last.base.Cmp(s.base) == 0 && last.rate.Period == s.rate.Period && last.year == s.year &&
			last.rate.Ratio.Equal(s.rate.Ratio) {
			last.last = s.last
			return to
		}
	}
	return append(to, s)
}

// interest is that of all stretches, rounded once.
func interest(stretches []stretch, places int) fixed.Dec {
	var sum fixed.Dec
	for _, s := range stretches {
		sum = sum.Add(s.weight())
	}
	return sum.MulDivRound(fixed.FromInt(1, 0), fixed.FromInt(parts, 0), places, fixed.HalfAwayFromZero)
}

// shown are the stretches' shares of the interest, which add up to it.
func shown(stretches []stretch, places int) ([]fixed.Dec, error) {
	weights := make([]fixed.Dec, len(stretches))
	for i, s := range stretches {
		weights[i] = s.weight()
	}
	total := interest(stretches, places)
	if total.IsZero() {
		return make([]fixed.Dec, len(stretches)), total.Err()
	}
	return fixed.Allocate(total, weights, places, nil)
}
