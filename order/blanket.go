package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Blanket makes an order one that others are called off: it promises no date, and
// nothing is shipped or billed of it.
type Blanket struct {
	From  calendar.Date `json:"from,omitzero"`
	Until calendar.Date `json:"until"` // the last day on which may be called off
}

// Call is what one order called off.
type Call struct {
	Order    string     `json:"order"`
	Lines    []Quantity `json:"lines"`
	Revision int        `json:"revision"` // of what was agreed, at whose prices it is
}

// CallOff notes that an order takes quantities of a blanket order, within its days and
// what remains. [FromBlanket] is that order's opening.
func (o Order) CallOff(r *Rules, cmd *workflow.Command, order string, lines []Quantity) (Order, error) {
	return o.do(r, CallOff, cmd, nil, func(m Moved) Fact { return Called{Moved: m, Order: order, Lines: slices.Clone(lines)} })
}

// FromBlanket is the opening of the order that called quantities off a blanket order, at
// the prices agreed when it did: see [pricing.Part].
func FromBlanket(o Order, id, number string) (Opening, error) {
	i := slices.IndexFunc(o.Calls, func(c Call) bool { return c.Order == id })
	if i < 0 {
		return Opening{}, CallError{Order: id}
	}
	agreed, err := o.calledOff(i)
	if err != nil {
		return Opening{}, err
	}
	source := Source{Blanket: o.ID, Revision: o.Calls[i].Revision}
	return Opening{ID: id, Number: number, Customer: o.Customer, Channel: o.Channel, Source: source, Agreed: agreed}, nil
}

// calledOff is what a call agreed. Calls of what was agreed otherwise before it are
// documents of their own, which the call makes up for.
func (o *Order) calledOff(i int) (pricing.Priced, error) {
	calls := o.Calls[:i+1]
	agreed, err := o.agreedIn(calls[i].Revision)
	if err != nil {
		return pricing.Priced{}, err
	}
	now := portions(nil, calls[i].Lines)
	if !slices.ContainsFunc(calls, func(c Call) bool { return c.Revision != calls[i].Revision }) {
		var taken []pricing.Portion
		for _, c := range calls[:i] {
			taken = portions(taken, c.Lines)
		}
		return pricing.Part(agreed, taken, now)
	}
	documents := make([]pricing.Priced, i)
	for k := range documents {
		whole, err := o.agreedIn(calls[k].Revision)
		if err != nil {
			return pricing.Priced{}, err
		}
		if documents[k], err = pricing.PartAfter(whole, documents[:k], portions(nil, calls[k].Lines)); err != nil {
			return pricing.Priced{}, err
		}
	}
	return pricing.PartAfter(agreed, documents, now)
}

// portions adds quantities, those of a line together.
func portions(all []pricing.Portion, quantities []Quantity) []pricing.Portion {
	for _, q := range quantities {
		if i := slices.IndexFunc(all, func(p pricing.Portion) bool { return p.Line == q.Line }); i >= 0 {
			all[i].Quantity = add(all[i].Quantity, q.Quantity)
			continue
		}
		all = append(all, pricing.Portion{Line: q.Line, Quantity: q.Quantity})
	}
	return all
}

func (b *Blanket) check() error {
	if b == nil {
		return nil
	}
	var problems salesdesk.Problems
	switch {
	case !b.Until.Valid():
		problems.Add(salesdesk.FieldError{Path: "until", Rule: salesdesk.RuleRequired})
	case !b.From.IsZero() && b.Until.Before(b.From):
		problems.Add(salesdesk.FieldError{Path: "until", Rule: salesdesk.RuleOrder, Param: "from"})
	}
	return problems.Err()
}

func isBlanket(_ *workflow.Command, c Case) error {
	if c.Order.Blanket == nil {
		return BlanketError{}
	}
	return nil
}

// withinBlanket holds a call to the days of a blanket order.
func withinBlanket(cmd *workflow.Command, c Case) error {
	if b := c.Order.Blanket; b != nil {
		if today := c.Policy.day(cmd.At); today.After(b.Until) || today.Before(b.From) {
			return ValidityError{From: b.From, Until: b.Until, Today: today}
		}
	}
	return nil
}

// callable asks for an order that called nothing off before.
func callable(_ *workflow.Command, c Case, fact Called) error {
	switch {
	case fact.Order == "":
		return salesdesk.FieldError{Path: "order", Rule: salesdesk.RuleRequired}
	case slices.ContainsFunc(c.Order.Calls, func(call Call) bool { return call.Order == fact.Order }):
		return DuplicateError{ID: fact.Order}
	default:
		return nil
	}
}
