package promise

import (
	"cmp"
	"sort"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Logistics is how long it takes from the shelf to the customer. Workdays are required;
// the zero value of everything else is no wait.
type Logistics struct {
	Workdays     *calendar.Calendar // of the warehouse, which receives goods on them, too
	Cutoff       calendar.Clock     // an order from then on is handled on the next working day; 0 is none
	HandlingDays int                // working days to pick and pack
	Carrier      Carrier
	Receiving    *calendar.Calendar            // days on which the customer takes goods in; nil is the carrier's
	Suppliers    map[string]*calendar.Calendar // by [Supply].Supplier; who is not there has those of the warehouse
	Customers    map[string]*calendar.Calendar // by [Commitment].Customer; who is not there has those of Receiving
}

// Carrier brings the goods. The zero value calls on every working day of the warehouse
// and delivers on the same day.
type Carrier struct {
	Days        *calendar.Calendar // on which he calls, travels and delivers; nil are those of the warehouse
	Cutoff      calendar.Clock     // what is ordered on the day itself from then on waits for his next call; 0 is none
	TransitDays int                // of his days, on the road
}

func (l *Logistics) check() error {
	var p salesdesk.Problems
	if l.Workdays == nil {
		p.Add(salesdesk.FieldError{Path: "workdays", Rule: salesdesk.RuleRequired})
	}
	p.Add(within("handling_days", l.HandlingDays))
	p.Add(within("carrier.transit_days", l.Carrier.TransitDays))
	return p.Err()
}

// moment is an instant as the warehouse sees it.
type moment struct {
	day   calendar.Date
	clock calendar.Clock
}

func (l *Logistics) moment(at time.Time) moment {
	local := at.In(l.Workdays.Location())
	return moment{calendar.DateOf(at, l.Workdays.Location()), calendar.At(local.Hour(), local.Minute())}
}

func (m moment) past(cutoff calendar.Clock) bool { return cutoff > 0 && m.clock >= cutoff }

// start is the working day on which an order is handled.
func (l *Logistics) start(m moment) (calendar.Date, error) {
	if m.past(l.Cutoff) {
		return l.Workdays.AddWorkdays(m.day, 1)
	}
	return l.Workdays.AddWorkdays(m.day, 0)
}

// bought is the day on which the warehouse has what is ordered on a day.
func (l *Logistics) bought(s *Supply, ordered calendar.Date) (calendar.Date, error) {
	arrives, err := cmp.Or(l.Suppliers[s.Supplier], l.Workdays).AddWorkdays(ordered, *s.LeadDays)
	if err != nil {
		return calendar.Date{}, err
	}
	return l.Workdays.AddWorkdays(arrives, 0)
}

// trip is the way of goods from the shelf to the customer.
type trip struct{ ready, packed, leaves, arrives, date calendar.Date }

// trip is that of goods that are ready on a day, or on the next working day, for an
// order of the moment; without leaves out a wait, to see what it costs.
func (l *Logistics) trip(m moment, ready calendar.Date, without Binding) (t trip, err error) {
	if t.ready = ready; without != ByCutoff {
		if t.ready, err = l.Workdays.AddWorkdays(ready, 0); err != nil {
			return t, err
		}
	}
	if t.packed, err = l.Workdays.AddWorkdays(t.ready, l.HandlingDays); err != nil {
		return t, err
	}
	days := l.carrierDays()
	if without == ByPickup {
		days = l.Workdays
	}
	missed := 0
	if t.packed == m.day && m.past(l.Carrier.Cutoff) && without != ByPickup {
		missed = 1
	}
	if t.leaves, err = days.AddWorkdays(t.packed, missed); err != nil {
		return t, err
	}
	if t.arrives, err = days.AddWorkdays(t.leaves, l.Carrier.TransitDays); err != nil {
		return t, err
	}
	if t.date = t.arrives; without != ByReceiving {
		t.date, err = l.received(t.arrives)
	}
	return t, err
}

func (l *Logistics) carrierDays() *calendar.Calendar { return cmp.Or(l.Carrier.Days, l.Workdays) }

// received is the first day from d on that is one of the carrier and of the customer.
func (l *Logistics) received(d calendar.Date) (calendar.Date, error) {
	const most = 500 // either calendar may step once for each
	carrier, customer := l.carrierDays(), cmp.Or(l.Receiving, l.carrierDays())
	for range most {
		delivered, err := carrier.AddWorkdays(d, 0)
		if err != nil {
			return calendar.Date{}, err
		}
		taken, err := customer.AddWorkdays(delivered, 0)
		if err != nil || taken == delivered {
			return taken, err
		}
		d = taken
	}
	return calendar.Date{}, NoDayError{From: d}
}

// readyFor is the day on which the goods of a commitment must be on the shelf; before
// start where its promised day cannot be met any more.
func (l *Logistics) readyFor(c *Commitment, start calendar.Date) (calendar.Date, error) {
	if !c.Ready.IsZero() {
		return c.Ready, nil
	}
	way := l.to(c.Customer)
	ready, err := way.latestReady(moment{}, start, c.Promised)
	if err != nil || ready != start {
		return ready, err
	}
	t, err := way.trip(moment{}, start, "")
	if t.date.After(c.Promised) {
		return start.AddDays(-1), err
	}
	return start, err
}

// to is the way to another customer.
func (l *Logistics) to(customer string) *Logistics {
	if l.Customers[customer] == nil {
		return l
	}
	other := *l
	other.Receiving = l.Customers[customer]
	return &other
}

// latestReady is the latest day on which goods may be ready to be there on a day, no
// earlier than from; from itself where that is late already.
func (l *Logistics) latestReady(m moment, from, date calendar.Date) (calendar.Date, error) {
	var failed error
	late := func(day int) bool {
		t, err := l.trip(m, from.AddDays(day), "")
		failed = cmp.Or(failed, err)
		return err != nil || t.date.After(date)
	}
	n := sort.Search(max(0, from.DaysUntil(date))+1, late)
	if n == 0 {
		return from, failed
	}
	return from.AddDays(n - 1), nil
}

// Deadline is the last moment to order for a day of delivery.
type Deadline struct {
	Before time.Time `json:"before"` // an order at this instant is too late
	Steps  []Step    `json:"steps"`  // of an order just before it
}

// OrderBy is backward scheduling: until when goods must be ordered to be delivered on a
// day. They are in stock; or, where the supply has a lead time, bought on order, on hand
// or not. Nothing that is ordered from the deadline on is there by the day. A day that
// nobody can be served on, or whose deadline lies more than MaxDays back, is a
// [NoDayError].
func (l Logistics) OrderBy(date calendar.Date, s Supply) (Deadline, error) {
	var p salesdesk.Problems
	p.AddAt("logistics", l.check())
	p.AddAt("date", inWindow(date))
	if s.LeadDays != nil {
		p.Add(within("lead_days", *s.LeadDays))
	}
	if p != nil {
		return Deadline{}, p
	}
	first := date.AddDays(-2 * MaxDays)
	n := sort.Search(2*MaxDays+1, func(n int) bool { return !l.makes(date, &s, moment{day: first.AddDays(n)}) })
	if n == 0 {
		return Deadline{}, NoDayError{From: date}
	}
	return l.deadline(date, &s, first.AddDays(n-1))
}

// makes reports whether an order of the moment is there by the date.
func (l *Logistics) makes(date calendar.Date, s *Supply, m moment) bool {
	w, err := l.way(s, m)
	return err == nil && !w.date.After(date)
}

// way is the trip of an order of the moment from stock, or bought for it.
func (l *Logistics) way(s *Supply, m moment) (trip, error) {
	ready, err := l.start(m)
	if err == nil && s.LeadDays != nil {
		ready, err = l.bought(s, ready)
	}
	if err != nil {
		return trip{}, err
	}
	return l.trip(m, ready, "")
}

// deadline finds the hour on the last day on which an order still makes the date.
func (l *Logistics) deadline(date calendar.Date, s *Supply, day calendar.Date) (Deadline, error) {
	const lastMinute = calendar.Clock(24*60 - 1)
	clock := calendar.Clock(sort.Search(int(lastMinute), func(c int) bool {
		return !l.makes(date, s, moment{day, calendar.Clock(c + 1)})
	}))
	w, err := l.way(s, moment{day, clock})
	if err != nil {
		return Deadline{}, err
	}
	binding := ByStock
	if s.LeadDays != nil {
		binding = ByLeadTime
	}
	start, err := l.start(moment{day, clock})
	return Deadline{Before: day.At(clock+1, l.Workdays.Location()), Steps: stepsOf(moment{day, clock}, start, w.ready, w, binding)}, err
}
