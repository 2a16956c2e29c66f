package quote

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Standing is how much of a line went where. Offered is Ordered, Lost and Left; of what
// is Left, Callable was awarded and Open was not.
type Standing struct {
	Line     string           `json:"line"`
	Offered  salesdesk.Amount `json:"offered"`
	Awarded  salesdesk.Amount `json:"awarded"`
	Ordered  salesdesk.Amount `json:"ordered"`
	Lost     salesdesk.Amount `json:"lost"`
	Open     salesdesk.Amount `json:"open"`
	Callable salesdesk.Amount `json:"callable"`
}

// Left is what is neither ordered nor lost.
func (s Standing) Left() salesdesk.Amount {
	return salesdesk.Amount{Decimal: s.Open.Add(s.Callable.Decimal)}
}

// Standing is where every line of the latest revision stands, in its order. What is
// lost is taken from what was not awarded first.
func (q Quote) Standing() []Standing {
	lines := q.Latest().Content.Priced.Lines
	all, at := make([]Standing, len(lines)), make(map[string]*Standing, len(lines))
	for i := range lines {
		all[i] = Standing{Line: lines[i].ID, Offered: lines[i].Quantity}
		at[lines[i].ID] = &all[i]
	}
	add := func(awards []Award, to func(*Standing) *salesdesk.Amount) {
		for _, a := range awards {
			if s := at[a.Line]; s != nil {
				total := to(s)
				total.Decimal = total.Add(a.Quantity.Decimal)
			}
		}
	}
	add(q.Awards, func(s *Standing) *salesdesk.Amount { return &s.Awarded })
	for _, call := range q.Called {
		add(call.Lines, func(s *Standing) *salesdesk.Amount { return &s.Ordered })
	}
	for _, shed := range q.Sheds {
		add(shed.Lines, func(s *Standing) *salesdesk.Amount { return &s.Lost })
	}
	for i := range all {
		all[i].settle()
	}
	return all
}

// settle derives what is left.
func (s *Standing) settle() {
	s.Open.Decimal = s.Offered.Sub(s.Awarded.Decimal).Sub(s.Lost.Decimal)
	if s.Open.IsNegative() {
		s.Open = salesdesk.Amount{}
	}
	s.Callable.Decimal = s.Offered.Sub(s.Ordered.Decimal).Sub(s.Lost.Decimal).Sub(s.Open.Decimal)
}

// rest is everything that is left, line by line.
func (q Quote) rest() []Award {
	var awards []Award
	for _, s := range q.Standing() {
		if left := s.Left(); left.IsPositive() {
			awards = append(awards, Award{Line: s.Line, Quantity: left})
		}
	}
	return awards
}

// isRest reports whether lines are everything that is left.
func (q Quote) isRest(lines []Award) bool {
	asked, _ := summed(lines)
	for _, a := range q.rest() {
		if !asked[a.Line].Equal(a.Quantity) {
			return false
		}
	}
	return true
}

// Remaining is what an order can still call off of an awarded line.
func (q Quote) Remaining(line string) (salesdesk.Amount, bool) {
	for _, s := range q.Standing() {
		if s.Line == line {
			return s.Callable, s.Awarded.IsPositive()
		}
	}
	return salesdesk.Amount{}, false
}

// whole awards everything that is offered. A line of no quantity is not awarded.
func (q Quote) whole() []Award { return q.Latest().Content.whole() }

func (c Content) whole() []Award {
	var awards []Award
	for _, line := range c.Priced.Lines {
		if line.Quantity.IsPositive() {
			awards = append(awards, Award{Line: line.ID, Quantity: line.Quantity})
		}
	}
	return awards
}

// within names every line of which more is asked than remains.
func (q Quote) within(awards []Award, remaining func(Standing) (salesdesk.Amount, bool)) error {
	var problems salesdesk.Problems
	if len(awards) == 0 {
		problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	standing := map[string]Standing{}
	for _, s := range q.Standing() {
		standing[s.Line] = s
	}
	asked, order := summed(awards)
	for _, line := range order {
		s, known := standing[line]
		left, ok := remaining(s)
		switch {
		case !known || !ok:
			problems.Add(LineError{Line: line})
		case asked[line].GreaterThan(left.Decimal):
			problems.Add(QuantityError{Line: line, Asked: asked[line], Remaining: left})
		}
	}
	for i, a := range awards {
		if !a.Quantity.IsPositive() {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("lines", i) + ".quantity", Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	return problems.Err()
}

// summed are the quantities by line, and the lines in the order in which they come.
func summed(awards []Award) (total map[string]salesdesk.Amount, order []string) {
	total = map[string]salesdesk.Amount{}
	for _, a := range awards {
		before, seen := total[a.Line]
		if !seen {
			order = append(order, a.Line)
		}
		total[a.Line] = salesdesk.Amount{Decimal: before.Add(a.Quantity.Decimal)}
	}
	return total, order
}

// Agreed is the document of what an order called off, at the quoted prices: see
// [pricing.Part]. The documents of all orders together come to what was called, line by
// line. An order that called nothing off is a [CallError].
func (q Quote) Agreed(order string) (pricing.Priced, error) {
	var before, now []Award
	for _, call := range q.Called {
		switch {
		case call.Order == order:
			now = append(now, call.Lines...)
		case len(now) == 0:
			before = append(before, call.Lines...)
		}
	}
	if len(now) == 0 {
		return pricing.Priced{}, CallError{Order: order}
	}
	return pricing.Part(q.Latest().Content.Priced, portions(before), portions(now))
}

func portions(awards []Award) []pricing.Portion {
	total, lines := summed(awards)
	all := make([]pricing.Portion, len(lines))
	for i, line := range lines {
		all[i] = pricing.Portion{Line: line, Quantity: total[line]}
	}
	return all
}
