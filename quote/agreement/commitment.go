package agreement

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Commitment is a quantity that a customer promises to call within a time.
type Commitment struct {
	ID         string            `json:"id"`
	SKU        string            `json:"sku,omitempty"`
	Group      string            `json:"group,omitempty"` // of articles; a commitment has SKU or Group
	Unit       string            `json:"unit,omitempty"`  // UNECE Recommendation 20; empty is the article's
	Quantity   salesdesk.Amount  `json:"quantity"`
	Period     calendar.Period   `json:"period"`
	Milestones []Milestone       `json:"milestones,omitempty"` // by date
	Shortfall  *salesdesk.Amount `json:"shortfall,omitempty"`  // charged for each unit not called, without VAT; nil charges nothing
}

// Milestone is how much must have been called by the end of a day.
type Milestone struct {
	By       calendar.Date    `json:"by"`
	Quantity salesdesk.Amount `json:"quantity"` // in all since the beginning
}

// Call is what was called, or below zero taken back, in the unit of the commitment.
type Call struct {
	Date     calendar.Date    `json:"date"`
	SKU      string           `json:"sku"`
	Group    string           `json:"group,omitempty"`
	Quantity salesdesk.Amount `json:"quantity"`
}

// Standing is how a commitment stands at the end of a day.
type Standing struct {
	Commitment string            `json:"commitment"`
	Called     salesdesk.Amount  `json:"called"`
	Left       salesdesk.Amount  `json:"left"`             // still to call; never below 0
	Over       salesdesk.Amount  `json:"over"`             // called beyond what was promised
	Behind     salesdesk.Amount  `json:"behind"`           // missing of the milestones that have passed
	Next       *Milestone        `json:"next,omitempty"`   // the first still ahead that is not reached, with what is missing of it; after the milestones, the end
	Ended      bool              `json:"ended,omitempty"`  // nothing more can be called
	Charge     *salesdesk.Amount `json:"charge,omitempty"` // of the shortfall, once Ended; nil where none was agreed
}

// Check is every problem of the commitment: paths are its own.
func (c Commitment) Check() error {
	var p salesdesk.Problems
	if c.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	if (c.SKU == "") == (c.Group == "") {
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleOneOf, Param: "sku, group"})
	}
	p.AddAt("quantity", exact.NotBelowZero(c.Quantity))
	p.AddAt("period", c.Period.Check())
	if c.Shortfall != nil {
		p.AddAt("shortfall", exact.NotBelowZero(*c.Shortfall))
	}
	if err := tooMany("milestones", len(c.Milestones), MaxParts); err != nil {
		p.Add(err)
		return p
	}
	for i, m := range c.Milestones {
		p.Add(c.checkMilestone(i, m))
	}
	return p.Err()
}

func (c Commitment) checkMilestone(i int, m Milestone) error {
	var p salesdesk.Problems
	path := salesdesk.Index("milestones", i)
	p.AddAt(path+".quantity", exact.NotBelowZero(m.Quantity))
	if !c.Period.Contains(m.By) {
		p.Add(salesdesk.FieldError{Path: path + ".by", Rule: salesdesk.RuleReference, Param: c.Period.String()})
	}
	if i > 0 && !c.Milestones[i-1].By.Before(m.By) {
		p.Add(salesdesk.FieldError{Path: path + ".by", Rule: salesdesk.RuleOrder, Param: c.Milestones[i-1].By.String()})
	}
	if i > 0 && m.Quantity.LessThan(c.Milestones[i-1].Quantity.Decimal) || m.Quantity.GreaterThan(c.Quantity.Decimal) {
		p.Add(salesdesk.FieldError{Path: path + ".quantity", Rule: salesdesk.RuleOrder, Param: c.Quantity.String()})
	}
	return p.Err()
}

// Standing is how the commitment stands at the end of a day, and what the shortfall costs
// once its period is over, rounded half away from zero. Calls of other articles, of days
// outside the period or after the day are not counted. The error is every problem with its
// path.
func (c Commitment) Standing(calls []Call, on calendar.Date, currency salesdesk.Currency) (Standing, error) {
	called, err := c.called(calls, on, currency)
	if err != nil {
		return Standing{}, err
	}
	k := keeper{places: currency.MinorUnits()}
	s := Standing{Commitment: c.ID, Ended: !on.AddDays(1).Before(c.Period.To)}
	promised := exact.Dec(c.Quantity)
	left := missing(promised, called)
	s.Called, s.Left, s.Over = k.amount(called), k.amount(left), k.amount(missing(called, promised))
	var behind fixed.Dec
	for _, m := range c.Milestones {
		lacks := missing(exact.Dec(m.Quantity), called)
		switch {
		case on.Before(m.By) && s.Next == nil && !lacks.IsZero():
			s.Next = &Milestone{By: m.By, Quantity: k.amount(lacks)}
		case !on.Before(m.By):
			behind = lacks
		}
	}
	s.Behind = k.amount(behind)
	if s.Next == nil && !s.Ended && !left.IsZero() {
		s.Next = &Milestone{By: c.Period.To.AddDays(-1), Quantity: s.Left}
	}
	if s.Ended && c.Shortfall != nil {
		charge := k.amount(left.Mul(exact.Dec(*c.Shortfall)).Round(k.places, fixed.HalfAwayFromZero))
		s.Charge = &charge
	}
	return s, k.problems.Err()
}

// called is what was called up to and with a day.
func (c Commitment) called(calls []Call, on calendar.Date, currency salesdesk.Currency) (fixed.Dec, error) {
	var p salesdesk.Problems
	p.Add(c.Check())
	p.AddAt("currency", currency.Check())
	if !on.Valid() {
		p.Add(salesdesk.FieldError{Path: "on", Rule: salesdesk.RuleRequired})
	}
	var sum fixed.Dec
	for i := range calls {
		call := &calls[i]
		p.AddAt(salesdesk.Index("calls", i)+".quantity", call.Quantity.Check())
		mine := c.SKU != "" && call.SKU == c.SKU || c.Group != "" && call.Group == c.Group
		if mine && c.Period.Contains(call.Date) && !on.Before(call.Date) {
			sum = sum.Add(exact.Dec(call.Quantity))
		}
	}
	return sum, p.Err()
}

// missing is how much of a quantity there is not, 0 where there is more.
func missing(of, have fixed.Dec) fixed.Dec {
	if of.Cmp(have) <= 0 {
		return fixed.Dec{}
	}
	return of.Sub(have)
}
