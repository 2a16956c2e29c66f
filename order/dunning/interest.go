package dunning

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// DayCount is how many days a year of interest has. Belgian law fixes none: [Belgium] has
// the 365 of practice on every day, also in leap years, and some use 366 in those. A
// [Policy] may have another, and the tables of [Law] one from a day on.
type DayCount string

// The day counts; always the actual days are counted.
const (
	Actual365    DayCount = "actual_365"
	ActualActual DayCount = "actual_actual" // 366 in a leap year
	Actual360    DayCount = "actual_360"
)

// MessageID names the text.
func (c DayCount) MessageID() string { return "dunning.day_count." + string(c) }

func (c DayCount) check() error {
	switch c {
	case Actual365, ActualActual, Actual360:
		return nil
	default:
		return salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "actual_365 actual_actual actual_360"}
	}
}

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
	counts []Basis
}

// counting is the day count of a day, and the first day on which it may be another.
func (t terms) counting(day calendar.Date) (c DayCount, until calendar.Date) {
	c = Actual365
	for _, b := range t.counts {
		if day.Before(b.From) {
			until = b.From
			break
		}
		c = b.Count
	}
	if c == ActualActual {
		until = sooner(until, calendar.Date{Year: day.Year + 1, Month: time.January, Day: 1})
	}
	return c, until
}

// sooner is the first of two days, of which either may be none.
func sooner(a, b calendar.Date) calendar.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
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
	return s.base.Mul(exact.Dec(s.rate.Ratio)).Mul(days)
}

// known is the first day after one on which the table has a rate; none where there is none.
func (t terms) known(day calendar.Date) (first calendar.Date) {
	for _, r := range t.table {
		if r.Period.From.After(day) {
			first = sooner(first, r.Period.From)
		}
	}
	return first
}

// run adds the stretches from one day through another on a balance, and the days of which
// nobody knows the rate.
func (t terms) run(to []stretch, gaps []Gap, first, last calendar.Date, base fixed.Dec) ([]stretch, []Gap) {
	for first.Valid() && !first.After(last) {
		r, until, err := t.on(first)
		if err != nil {
			gap := Gap{Kind: Interest, From: first, Through: last}
			if again := t.known(first); !again.IsZero() && !again.After(last) {
				gap.Through = again.AddDays(-1)
			}
			gaps, first = widen(gaps, gap), gap.Through.AddDays(1)
			continue
		}
		count, changes := t.counting(first)
		until = sooner(until, changes)
		s := stretch{first: first, last: last, base: base, rate: r, year: count.year(first)}
		if !until.IsZero() && !until.After(last) {
			s.last = until.AddDays(-1)
		}
		to = join(to, s)
		first = s.last.AddDays(1)
	}
	return to, gaps
}

// widen adds a gap, to the last one where it goes on.
func widen(gaps []Gap, g Gap) []Gap {
	if n := len(gaps); n > 0 && gaps[n-1].Through.AddDays(1) == g.From {
		gaps[n-1].Through = g.Through
		return gaps
	}
	return append(gaps, g)
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
