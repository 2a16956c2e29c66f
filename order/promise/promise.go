package promise

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Demand is a quantity that is wanted, by a day where one was named.
type Demand struct {
	Line      string           `json:"line"`
	SKU       string           `json:"sku"`
	Quantity  salesdesk.Amount `json:"quantity"`
	Requested calendar.Date    `json:"requested,omitzero"`
}

// Supply is where the quantities of an article come from.
type Supply struct {
	SKU      string           `json:"sku"`
	OnHand   salesdesk.Amount `json:"on_hand"` // free: not allocated to anybody
	Incoming []Incoming       `json:"incoming,omitempty"`
	LeadDays *int             `json:"lead_days,omitempty"` // working days to get any more; nil where it cannot be had
}

// Incoming is a quantity that was bought and is on its way.
type Incoming struct {
	Date     calendar.Date    `json:"date"`
	Quantity salesdesk.Amount `json:"quantity"`
}

// Logistics is how long it takes from the shelf to the customer.
type Logistics struct {
	Workdays     *calendar.Calendar
	Cutoff       calendar.Clock // what comes later is handled on the next working day; 0 is none
	HandlingDays int            // working days to pick and pack
	TransitDays  int            // working days on the road
}

// Promise is the date for a line, and why it is that date.
type Promise struct {
	Line      string        `json:"line"`
	Date      calendar.Date `json:"date"`
	Requested calendar.Date `json:"requested,omitzero"`
	Binding   Binding       `json:"binding"` // what sets the date
	Steps     []PromiseStep `json:"steps"`   // from the order to the door
}

// Moved reports whether the date is later than the one requested.
func (p Promise) Moved() bool { return !p.Requested.IsZero() && p.Date.After(p.Requested) }

// PromiseStep is a day on the way.
type PromiseStep struct {
	Kind Binding       `json:"kind"`
	Date calendar.Date `json:"date"`
}

// Binding names what a date depends on.
type Binding string

// What a date depends on.
const (
	ByRequest  Binding = "request"   // the day that was asked for
	ByStock    Binding = "stock"     // in stock
	ByIncoming Binding = "incoming"  // on its way to us
	ByLeadTime Binding = "lead_time" // still to be bought
	ByCutoff   Binding = "cutoff"    // handled on the next working day
	ByHandling Binding = "handling"
	ByTransit  Binding = "transit"
)

// MessageID names the text.
func (b Binding) MessageID() string { return "promise.binding." + string(b) }

// Earliest promises a date for every demand, in the order given: an earlier line
// takes the stock before a later one. A day that was asked for is kept where it can
// be, on a working day; where it cannot, the promise moves to the earliest that can,
// and says what binds it. What cannot be had at all is an [UnavailableError]; all of
// them are named.
func Earliest(demands []Demand, supplies []Supply, l Logistics, at time.Time) ([]Promise, error) {
	var problems salesdesk.Problems
	sources := map[string]*source{}
	for _, s := range supplies {
		sources[s.SKU] = &source{supply: s}
	}
	promises := make([]Promise, 0, len(demands))
	for i, d := range demands {
		p, err := l.promise(d, sources[d.SKU], at)
		if err != nil {
			problems.AddAt(salesdesk.Index("demands", i), err)
			continue
		}
		promises = append(promises, p)
	}
	return promises, problems.Err()
}

// source is a supply and what was taken of it.
type source struct {
	supply Supply
	taken  salesdesk.Amount
}

func (l Logistics) promise(d Demand, s *source, at time.Time) (Promise, error) {
	if !d.Quantity.IsPositive() {
		return Promise{}, salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleMin, Param: "0"}
	}
	p := Promise{Line: d.Line, Requested: d.Requested}
	start, err := l.start(&p, at)
	if err != nil {
		return Promise{}, err
	}
	if s == nil {
		return Promise{}, UnavailableError{SKU: d.SKU, Quantity: d.Quantity}
	}
	available, binding, err := s.take(d, start, l.Workdays)
	if err != nil {
		return Promise{}, err
	}
	if available.Before(start) {
		available = start
	}
	p.Binding = binding
	p.step(binding, available)
	if err := l.toTheDoor(&p, available); err != nil {
		return Promise{}, err
	}
	return p, l.keep(&p)
}

// start is the working day on which the order is handled.
func (l Logistics) start(p *Promise, at time.Time) (calendar.Date, error) {
	local := at.In(l.Workdays.Location())
	day := calendar.DateOf(at, l.Workdays.Location())
	late := l.Cutoff > 0 && calendar.At(local.Hour(), local.Minute()) >= l.Cutoff
	if l.Workdays.IsWorkday(day) && !late {
		return day, nil
	}
	next, err := l.Workdays.AddWorkdays(day, 1)
	p.step(ByCutoff, next)
	return next, err
}

// take reserves the quantity: what is on hand first, then the earlier of what is on
// its way and what would be bought.
func (s *source) take(d Demand, start calendar.Date, workdays *calendar.Calendar) (calendar.Date, Binding, error) {
	s.taken = add(s.taken, d.Quantity)
	if !less(s.supply.OnHand, s.taken) {
		return start, ByStock, nil
	}
	arrives, covered := s.arrival()
	if s.supply.LeadDays == nil {
		if less(covered, s.taken) {
			return calendar.Date{}, "", UnavailableError{SKU: d.SKU, Quantity: sub(s.taken, covered)}
		}
		return arrives, ByIncoming, nil
	}
	bought, err := workdays.AddWorkdays(start, *s.supply.LeadDays)
	if less(covered, s.taken) || bought.Before(arrives) {
		return bought, ByLeadTime, err
	}
	return arrives, ByIncoming, err
}

// arrival is the day on which what is on hand and on its way covers what is taken,
// and how much that is; less than what is taken where it never does.
func (s *source) arrival() (day calendar.Date, covered salesdesk.Amount) {
	covered = s.supply.OnHand
	for _, in := range byDate(s.supply.Incoming) {
		if covered = add(covered, in.Quantity); !less(covered, s.taken) {
			return in.Date, covered
		}
	}
	return calendar.Date{}, covered
}

// byDate is what is on its way, the earliest first.
func byDate(incoming []Incoming) []Incoming {
	return slices.SortedStableFunc(slices.Values(incoming), func(a, b Incoming) int { return a.Date.Compare(b.Date) })
}

func (l Logistics) toTheDoor(p *Promise, available calendar.Date) (err error) {
	p.Date = available
	for _, leg := range []struct {
		kind Binding
		days int
	}{{ByHandling, l.HandlingDays}, {ByTransit, l.TransitDays}} {
		if leg.days == 0 {
			continue
		}
		if p.Date, err = l.Workdays.AddWorkdays(p.Date, leg.days); err != nil {
			return err
		}
		p.step(leg.kind, p.Date)
	}
	return nil
}

// keep moves the date to the day requested where that is later, on a working day.
func (l Logistics) keep(p *Promise) (err error) {
	if !p.Date.Before(p.Requested) {
		return nil
	}
	p.Date, p.Binding = p.Requested, ByRequest
	if !l.Workdays.IsWorkday(p.Date) {
		p.Date, err = l.Workdays.AddWorkdays(p.Date, 1)
	}
	p.step(ByRequest, p.Date)
	return err
}

func (p *Promise) step(kind Binding, date calendar.Date) {
	p.Steps = append(p.Steps, PromiseStep{Kind: kind, Date: date})
}

func add(a, b salesdesk.Amount) salesdesk.Amount { return salesdesk.Amount{Decimal: a.Add(b.Decimal)} }

func sub(a, b salesdesk.Amount) salesdesk.Amount { return salesdesk.Amount{Decimal: a.Sub(b.Decimal)} }

func less(a, b salesdesk.Amount) bool { return a.LessThan(b.Decimal) }
