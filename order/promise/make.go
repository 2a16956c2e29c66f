package promise

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Policy says what becomes of a requested day that cannot be met.
type Policy string

// The policies.
const (
	Move   Policy = ""       // to the earliest day, which the promise says
	Refuse Policy = "refuse" // the line, with the earliest day: a [LateError]
)

// Demand is a quantity that is wanted, by a day where one was named.
type Demand struct {
	Line       string           `json:"line"`
	SKU        string           `json:"sku"`
	Quantity   salesdesk.Amount `json:"quantity"`
	Requested  calendar.Date    `json:"requested,omitzero"`
	Deliveries int              `json:"deliveries,omitempty"` // in which the customer takes it, at most; zero is one
	Whole      bool             `json:"whole,omitempty"`      // goes by whole units: no part but the last has a fraction of one
}

// Request is what is to be promised to one customer, and what was promised to others.
type Request struct {
	Demands     []Demand     `json:"demands"` // served in this order
	Supplies    []Supply     `json:"supplies"`
	Commitments []Commitment `json:"commitments,omitempty"`
	Policy      Policy       `json:"policy,omitempty"`
	// Complete has all lines delivered on one day, the earliest on which all of them can
	// be; or none is promised.
	Complete bool `json:"complete,omitempty"`
	// Consumer says that the buyer is one, so that the legal term of delivery counts.
	Consumer  bool          `json:"consumer,omitempty"`
	Concluded calendar.Date `json:"concluded,omitzero"` // the day of the contract; zero is that of the moment
	// Terms replace [BelgianDeliveryTerms].
	Terms []DeliveryTerm `json:"terms,omitempty"`
}

// DecodeRequest reads a request from JSON and refuses unknown fields at every depth;
// [Make] checks what it means.
func DecodeRequest(data []byte) (Request, error) {
	var r Request
	err := strict.Decode(data, &r)
	return r, err
}

// Plan is what can be promised, and what must be done for it.
type Plan struct {
	Promises  []Promise  `json:"promises"`
	Purchases []Purchase `json:"purchases,omitempty"`
	Findings  []Finding  `json:"findings,omitempty"`
}

// DecodePlan reads a plan from JSON and refuses unknown fields at every depth.
func DecodePlan(data []byte) (Plan, error) {
	var p Plan
	err := strict.Decode(data, &p)
	return p, err
}

// Purchase is what must be ordered for the promises to hold, on the day it says.
type Purchase struct {
	SKU      string           `json:"sku"`
	Supplier string           `json:"supplier,omitempty"`
	Quantity salesdesk.Amount `json:"quantity"` // in whole packings
	Order    calendar.Date    `json:"order"`
	Arrives  calendar.Date    `json:"arrives"`
}

// Make promises a date for every demand, in the order given: an earlier line takes the
// supply before a later one. Lines that cannot be had are an [UnavailableError], those
// whose day cannot be met under [Refuse] a [LateError]; they take nothing, all of them
// are named, and the plan has the others. Where the input itself is wrong, every problem
// is named with its path and there is no plan.
func Make(r Request, l Logistics, at time.Time) (Plan, error) {
	if err := r.check(&l, at); err != nil {
		return Plan{}, err
	}
	if !r.Complete {
		return r.plan(&l, at, calendar.Date{})
	}
	alone := r
	alone.Policy = Move
	apart, err := alone.plan(&l, at, calendar.Date{})
	if err != nil {
		return Plan{}, err
	}
	var last calendar.Date
	for _, p := range apart.Promises {
		last = latest(last, p.Date)
	}
	plan, err := r.plan(&l, at, last)
	if err != nil {
		return Plan{}, err
	}
	return plan, nil
}

func latest(a, b calendar.Date) calendar.Date {
	if a.After(b) {
		return a
	}
	return b
}

// plan promises every line, none before the day on which all of them come, where there is
// one.
func (r *Request) plan(l *Logistics, at time.Time, together calendar.Date) (Plan, error) {
	m := &maker{logistics: l, policy: r.Policy, complete: r.Complete, together: together, moment: l.moment(at), shelves: make(map[string]*shelf, len(r.Supplies))}
	var err error
	if m.start, err = l.start(m.moment); err != nil {
		return Plan{}, err
	}
	if err := m.stock(r); err != nil {
		return Plan{}, err
	}
	plan := Plan{Promises: make([]Promise, 0, len(r.Demands))}
	var problems salesdesk.Problems
	for i := range r.Demands {
		p, err := m.promise(&r.Demands[i])
		if err != nil {
			problems.AddAt(salesdesk.Index("demands", i), err)
			continue
		}
		plan.Promises = append(plan.Promises, p)
	}
	plan.Purchases, err = m.purchases(r.Supplies)
	problems.Add(err)
	plan.Findings = m.findings(r, plan.Promises)
	return plan, problems.Err()
}

func (r *Request) check(l *Logistics, at time.Time) error {
	var p salesdesk.Problems
	p.AddAt("logistics", l.check())
	if l.Workdays != nil {
		p.AddAt("at", inWindow(calendar.DateOf(at, l.Workdays.Location())))
	}
	if r.Policy != Move && r.Policy != Refuse {
		p.Add(salesdesk.FieldError{Path: "policy", Rule: salesdesk.RuleOneOf, Param: string(Refuse)})
	}
	if !r.Concluded.IsZero() {
		p.AddAt("concluded", inWindow(r.Concluded))
	}
	p.Add(r.checkDemands())
	p.Add(checkSupplies(r.Supplies))
	p.Add(checkCommitments(r.Commitments))
	return p.Err()
}

func (r *Request) checkDemands() error {
	var p salesdesk.Problems
	p.Add(counted("demands", len(r.Demands), MaxDemands))
	seen := make(map[string]bool, len(r.Demands))
	for i, d := range r.Demands[:min(len(r.Demands), MaxDemands)] {
		path := salesdesk.Index("demands", i)
		p.AddAt(path, d.check())
		if seen[d.Line] && d.Line != "" {
			p.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: d.Line})
		}
		seen[d.Line] = true
	}
	return p.Err()
}

func (d *Demand) check() error {
	var p salesdesk.Problems
	p.Add(filled("line", d.Line))
	p.Add(filled("sku", d.SKU))
	p.AddAt("quantity", above(d.Quantity))
	if !d.Requested.IsZero() {
		p.AddAt("requested", inWindow(d.Requested))
	}
	switch {
	case d.Deliveries < 0:
		p.Add(salesdesk.FieldError{Path: "deliveries", Rule: salesdesk.RuleMin, Param: "0"})
	case d.Deliveries > MaxDeliveries:
		p.Add(salesdesk.FieldError{Path: "deliveries", Rule: salesdesk.RuleMax, Param: "100"})
	}
	return p.Err()
}

// maker promises the lines of one request.
type maker struct {
	logistics *Logistics
	policy    Policy
	complete  bool          // all lines in one delivery
	together  calendar.Date // the day of it, once it is known
	moment    moment
	start     calendar.Date
	shelves   map[string]*shelf
}

// stock fills the shelves and sets aside what was promised to others.
func (m *maker) stock(r *Request) error {
	var p salesdesk.Problems
	committed := make(map[string][]Commitment, len(r.Supplies))
	for _, c := range r.Commitments {
		committed[c.SKU] = append(committed[c.SKU], c)
	}
	wanted := make(map[string]fixed.Dec, len(r.Supplies))
	for _, d := range r.Demands {
		wanted[d.SKU] = wanted[d.SKU].Add(exact.Dec(d.Quantity))
	}
	for i := range r.Supplies {
		s := &r.Supplies[i]
		p.AddAt(salesdesk.Index("supplies", i), m.stockOne(s, committed[s.SKU], wanted[s.SKU]))
	}
	return p.Err()
}

func (m *maker) stockOne(s *Supply, committed []Commitment, wanted fixed.Dec) error {
	shelf, err := fill(s, m.logistics, m.start)
	if err != nil {
		return err
	}
	total := shelf.until(len(shelf.days) - 1).Add(wanted)
	for i := range committed {
		ready, err := m.logistics.readyFor(&committed[i], m.start)
		if err != nil {
			return err
		}
		quantity := exact.Dec(committed[i].Quantity)
		total = total.Add(quantity)
		shelf.reserve(quantity, shelf.at(ready))
	}
	if _, err := exact.Amount(total); err != nil {
		return err
	}
	m.shelves[s.SKU] = shelf
	return nil
}

// fill is the shelf of an article: what is on hand from the first day, each delivery on
// the working day from its own day on, and the day of what would be bought.
func fill(s *Supply, l *Logistics, start calendar.Date) (*shelf, error) {
	days := make([]calendar.Date, 0, len(s.Incoming)+2)
	days = append(days, start)
	for _, in := range s.Incoming {
		d, err := l.arrival(in, start)
		if err != nil {
			return nil, err
		}
		days = append(days, d)
	}
	arrivals := slices.Clone(days[1:])
	buy := buying{minimum: exact.Dec(s.Minimum), multiple: exact.Dec(s.Multiple)}
	var bought calendar.Date
	if s.LeadDays != nil {
		var err error
		if bought, err = l.bought(s, start); err != nil {
			return nil, err
		}
		buy.possible, days = true, append(days, bought)
	}
	shelf := newShelf(days)
	shelf.add(0, exact.Dec(s.OnHand))
	for i, in := range s.Incoming {
		shelf.add(shelf.at(arrivals[i]), exact.Dec(in.Quantity))
	}
	if buy.possible {
		buy.day = shelf.at(bought)
	}
	shelf.buy = buy
	return shelf, nil
}

// arrival is the day from which a delivery can be picked.
func (l *Logistics) arrival(in Incoming, start calendar.Date) (calendar.Date, error) {
	if in.Date.Before(start) {
		return start, nil
	}
	return l.Workdays.AddWorkdays(in.Date, 0)
}

// purchases are what was bought, in the order of the supplies.
func (m *maker) purchases(supplies []Supply) (list []Purchase, err error) {
	var p salesdesk.Problems
	for i := range supplies {
		s := &supplies[i]
		if m.shelves[s.SKU].buy.ordered.Sign() == 0 {
			continue
		}
		bought, err := m.shelves[s.SKU].bought(s, m.start)
		p.AddAt(salesdesk.Index("supplies", i), err)
		list = append(list, bought)
	}
	return list, p.Err()
}

// bought is the purchase of what was ordered.
func (s *shelf) bought(from *Supply, start calendar.Date) (Purchase, error) {
	quantity, err := exact.Amount(s.buy.ordered)
	return Purchase{SKU: from.SKU, Supplier: from.Supplier, Quantity: quantity, Order: start, Arrives: s.days[s.buy.day]}, err
}
