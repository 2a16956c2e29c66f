package promise

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Delay is supply that comes later than expected, or not at all.
type Delay struct {
	SKU      string           `json:"sku"`
	Expected calendar.Date    `json:"expected,omitzero"` // the day of the delivery; zero is what is on hand
	Quantity salesdesk.Amount `json:"quantity,omitzero"` // of it; zero is all
	Until    calendar.Date    `json:"until,omitzero"`    // the new day; zero is never
}

// Rank says who is served first of those who were promised a scarce article. Firm orders
// always come before reservations.
type Rank string

// The ranks.
const (
	ByDate     Rank = ""         // who must have it earliest; of equal days the lowest priority number
	ByPriority Rank = "priority" // the lowest priority number; of equal ones who must have it earliest
)

// Fairness says how those share who rank the same.
type Fairness string

// The ways to share.
const (
	FirstCome Fairness = ""         // who was promised first, then by order and line
	ProRata   Fairness = "pro_rata" // in proportion, by largest remainder, in places no finer than the quantities
)

// Disruption is a change of supply and those who count on it.
type Disruption struct {
	Supplies    []Supply     `json:"supplies"` // as they were expected
	Commitments []Commitment `json:"commitments"`
	Delays      []Delay      `json:"delays"`
	Rank        Rank         `json:"rank,omitempty"`
	Fairness    Fairness     `json:"fairness,omitempty"`
}

// DecodeDisruption reads a disruption from JSON and refuses unknown fields at every
// depth; [Assess] checks what it means.
func DecodeDisruption(data []byte) (Disruption, error) {
	var d Disruption
	err := strict.Decode(data, &d)
	return d, err
}

// Impact is the reallocation that is proposed: who is late, and what would be bought.
type Impact struct {
	Effects   []Effect   `json:"effects,omitempty"` // by article, promised day, order and line
	Purchases []Purchase `json:"purchases,omitempty"`
}

// Assess says what delays do to those who were promised the articles concerned. What is
// there is shared anew: by rank, each takes what is on the shelf by his day, from the
// latest delivery backwards, and then the next that come; what an article with a lead
// time lacks by the day on which it could be bought, is bought. Everyone who is late is
// in the effects, also who was late before; who is not there keeps his day. Work grows
// with n log n, and where many rank the same and share pro rata, with their number
// times that of the deliveries.
func Assess(d Disruption, l Logistics, at time.Time) (Impact, error) {
	delayed, err := d.check(&l, at)
	if err != nil {
		return Impact{}, err
	}
	a := assessor{disruption: &d, logistics: &l}
	if a.start, err = l.start(l.moment(at)); err != nil {
		return Impact{}, err
	}
	claims, err := a.claims(delayed)
	if err != nil {
		return Impact{}, err
	}
	var problems salesdesk.Problems
	for i := range d.Supplies {
		if after, concerned := delayed[d.Supplies[i].SKU]; concerned {
			problems.AddAt(salesdesk.Index("supplies", i), a.assess(&d.Supplies[i], &after, claims[after.SKU]))
		}
	}
	if problems != nil {
		return Impact{}, problems
	}
	return a.sorted(), nil
}

// assessor collects the impact on the articles concerned.
type assessor struct {
	disruption *Disruption
	logistics  *Logistics
	start      calendar.Date
	impact     Impact
}

// claims are the commitments of the articles concerned.
func (a *assessor) claims(delayed map[string]Supply) (map[string][]claim, error) {
	claims := make(map[string][]claim, len(delayed))
	var p salesdesk.Problems
	for i := range a.disruption.Commitments {
		c := &a.disruption.Commitments[i]
		if _, concerned := delayed[c.SKU]; !concerned {
			continue
		}
		ready, err := a.logistics.readyFor(c, a.start)
		p.AddAt(salesdesk.Index("commitments", i), err)
		claims[c.SKU] = append(claims[c.SKU], claim{Commitment: c, ready: ready, quantity: exact.Dec(c.Quantity)})
	}
	return claims, p.Err()
}

func (a *assessor) sorted() Impact {
	slices.SortFunc(a.impact.Effects, func(e, f Effect) int {
		return cmp.Or(strings.Compare(e.SKU, f.SKU), e.Promised.Compare(f.Promised), strings.Compare(e.Order, f.Order), strings.Compare(e.Line, f.Line))
	})
	slices.SortFunc(a.impact.Purchases, func(p, q Purchase) int { return strings.Compare(p.SKU, q.SKU) })
	return a.impact
}

// assess shares one article as it was expected, and as it comes now.
func (a *assessor) assess(expected, now *Supply, claims []claim) error {
	before, err := a.share(expected, claims, a.disruption.Rank)
	if err != nil {
		return err
	}
	after, err := a.share(now, claims, a.disruption.Rank)
	if err != nil {
		return err
	}
	byDate := after
	if a.disruption.Rank != ByDate {
		if byDate, err = a.share(now, claims, ByDate); err != nil {
			return err
		}
	}
	for i := range claims {
		e, late, err := a.effect(&claims[i], before.of[i], after.of[i], byDate.of[i])
		if err != nil {
			return err
		}
		if late {
			a.impact.Effects = append(a.impact.Effects, e)
		}
	}
	if after.shelf.buy.ordered.Sign() == 0 {
		return nil
	}
	p, err := after.shelf.bought(now, a.start)
	a.impact.Purchases = append(a.impact.Purchases, p)
	return err
}

func (d *Disruption) check(l *Logistics, at time.Time) (map[string]Supply, error) {
	var p salesdesk.Problems
	p.AddAt("logistics", l.check())
	if l.Workdays != nil {
		p.AddAt("at", inWindow(calendar.DateOf(at, l.Workdays.Location())))
	}
	if d.Rank != ByDate && d.Rank != ByPriority {
		p.Add(salesdesk.FieldError{Path: "rank", Rule: salesdesk.RuleOneOf, Param: string(ByPriority)})
	}
	if d.Fairness != FirstCome && d.Fairness != ProRata {
		p.Add(salesdesk.FieldError{Path: "fairness", Rule: salesdesk.RuleOneOf, Param: string(ProRata)})
	}
	p.Add(checkSupplies(d.Supplies))
	p.Add(checkCommitments(d.Commitments))
	delayed, err := d.delayed()
	p.Add(err)
	return delayed, p.Err()
}

// delayed are the supplies that the delays change, as they come now.
func (d *Disruption) delayed() (map[string]Supply, error) {
	var p salesdesk.Problems
	p.Add(counted("delays", len(d.Delays), MaxSupplies))
	index := make(map[string]int, len(d.Supplies))
	for i := range d.Supplies {
		index[d.Supplies[i].SKU] = i
	}
	changed := make(map[string]Supply, len(d.Delays))
	for i, delay := range d.Delays[:min(len(d.Delays), MaxSupplies)] {
		at, known := index[delay.SKU]
		if !known {
			p.Add(salesdesk.FieldError{Path: salesdesk.Index("delays", i) + ".sku", Rule: salesdesk.RuleReference, Param: delay.SKU})
			continue
		}
		s, again := changed[delay.SKU]
		if !again {
			s = d.Supplies[at]
			s.Incoming = slices.Clone(s.Incoming)
		}
		p.AddAt(salesdesk.Index("delays", i), delay.apply(&s))
		changed[delay.SKU] = s
	}
	return changed, p.Err()
}

// apply moves the quantity from its day to the new one.
func (d *Delay) apply(s *Supply) error {
	var p salesdesk.Problems
	p.AddAt("quantity", exact.NotBelowZero(d.Quantity))
	if !d.Until.IsZero() {
		p.AddAt("until", inWindow(d.Until))
	}
	from := &s.OnHand
	if !d.Expected.IsZero() {
		i := slices.IndexFunc(s.Incoming, func(in Incoming) bool { return in.Date == d.Expected && !in.Quantity.IsZero() })
		if i < 0 {
			p.Add(salesdesk.FieldError{Path: "expected", Rule: salesdesk.RuleReference, Param: d.Expected.String()})
			return p.Err()
		}
		from = &s.Incoming[i].Quantity
	}
	quantity := d.Quantity
	if quantity.IsZero() {
		quantity = *from
	}
	if from.LessThan(quantity.Decimal) {
		p.Add(salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleMax, Param: from.String()})
	}
	if p != nil {
		return p
	}
	left, err := salesdesk.NewAmount(from.Sub(quantity.Decimal))
	*from = left
	if !d.Until.IsZero() {
		s.Incoming = append(s.Incoming, Incoming{Date: d.Until, Quantity: quantity})
	}
	return err
}
