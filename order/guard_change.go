package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// changing is the change that a case is about, and what would be agreed by it.
func (c *Case) changing() (ChangeSet, *pricing.Priced) {
	switch fact := c.Fact.(type) {
	case Proposed:
		return fact.Change, &fact.Agreed
	case Revised:
		return fact.Change, &fact.Agreed
	case Answered:
		if fact.Taken && c.Order.Pending != nil {
			return c.Order.Pending.Change, &c.Order.Pending.Agreed
		}
	}
	return ChangeSet{}, &c.Order.Agreed
}

func confirmedBefore(_ *workflow.Command, c Case) error {
	if !c.Order.wasConfirmed() {
		return UnconfirmedError{}
	}
	return nil
}

// differs refuses a change that changes nothing.
func differs(_ *workflow.Command, c Case, _ Fact) error {
	set, agreed := c.changing()
	if len(set.Promises) > 0 || !slices.EqualFunc(agreed.Lines, c.Order.Agreed.Lines, sameLine) {
		return nil
	}
	for _, l := range set.Lines {
		if !l.Requested.IsZero() {
			return nil
		}
	}
	return UnchangedError{}
}

// sameLine reports whether a line is agreed as before.
func sameLine(a, b pricing.PricedLine) bool {
	return a.ID == b.ID && a.SKU == b.SKU && a.Unit == b.Unit && a.Quantity.Equal(b.Quantity) && a.Price.Equal(b.Price) &&
		a.BaseQuantity.Equal(b.BaseQuantity) && a.Net.Equal(b.Net) && a.Share.Equal(b.Share)
}

// changeFits holds the new quantities against what happened to the lines already.
func changeFits(_ *workflow.Command, c Case, _ Fact) error {
	_, agreed := c.changing()
	var problems salesdesk.Problems
	find, reserved := c.Order.finder(len(agreed.Lines)), c.Order.reserved("")
	for i := range agreed.Lines {
		l := &agreed.Lines[i]
		if k := find(l.ID); k >= 0 {
			problems.Add(c.Order.Lines[k].mayBecome(l, reserved[l.ID], &c.Order.Agreed.Lines[k]))
		} else {
			problems.Add(wholeUnits(l.ID, l.Unit, l.Quantity))
		}
	}
	return problems.Err()
}

// mayBecome names what keeps the line from being agreed otherwise. What was invoiced,
// shipped or called off keeps its price and article.
func (l *Line) mayBecome(now *pricing.PricedLine, reserved salesdesk.Amount, was *pricing.PricedLine) error {
	var problems salesdesk.Problems
	if least := add(l.Shipped, l.Called, reserved); less(now.Quantity, least) && !now.Quantity.Equal(l.Ordered) {
		problems.Add(QuantityError{Line: l.ID, Rule: AboveShipped, Asked: now.Quantity, Allowed: least})
	}
	article := now.SKU != was.SKU || now.Unit != was.Unit
	price := !now.Price.Equal(was.Price) || !now.BaseQuantity.Equal(was.BaseQuantity)
	underway := l.Shipped.IsPositive() || l.Invoiced.IsPositive() || l.Called.IsPositive()
	if (article || price) && underway || article && l.Allocated.IsPositive() {
		problems.Add(UnderwayError{Line: l.ID})
	}
	if !now.Quantity.Equal(l.Ordered) {
		problems.Add(wholeUnits(l.ID, now.Unit, now.Quantity))
	}
	return problems.Err()
}

// dated asks a date for every line that something is left to deliver of.
func dated(cmd *workflow.Command, c Case, _ Fact) error {
	if c.Order.Blanket != nil {
		return nil
	}
	set, agreed := c.changing()
	given := datesOf(set.Promises)
	find := c.Order.finder(len(agreed.Lines))
	var problems salesdesk.Problems
	problems.Add(canBeKept(set.Promises, c.Policy.day(cmd.At)))
	for i := range agreed.Lines {
		l := &agreed.Lines[i]
		k := find(l.ID)
		known := k >= 0 && (!c.Order.Lines[k].Promised.IsZero() || c.Order.Lines[k].Closed() && l.Quantity.Equal(c.Order.Lines[k].Ordered))
		if l.Quantity.IsPositive() && !known && !given[l.ID] {
			problems.Add(PromiseError{Line: l.ID})
		}
		delete(given, l.ID)
	}
	for _, p := range set.Promises {
		if given[p.Line] {
			problems.Add(LineError{Line: p.Line})
		}
	}
	return problems.Err()
}

// datesOf are the lines that a date is given for.
func datesOf(promises []promise.Promise) map[string]bool {
	given := make(map[string]bool, len(promises))
	for _, p := range promises {
		if !p.Date.IsZero() {
			given[p.Line] = true
		}
	}
	return given
}

// canBeKept names what is wrong with dates by themselves: two for a line, or a day that is
// over.
func canBeKept(promises []promise.Promise, today calendar.Date) error {
	var problems salesdesk.Problems
	seen := make(map[string]bool, len(promises))
	for i := range promises {
		p, path := &promises[i], salesdesk.Index("promises", i)
		if seen[p.Line] {
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: p.Line})
		}
		seen[p.Line] = true
		if !p.Date.IsZero() && p.Date.Before(today) {
			problems.Add(salesdesk.FieldError{Path: path + ".date", Rule: salesdesk.RuleOrder, Param: "command.at"})
		}
	}
	return problems.Err()
}

// latest holds an acceptance to the proposal that waits.
func latest(_ *workflow.Command, c Case, fact Answered) error {
	if c.Order.Pending == nil || c.Order.Pending.Proposal != fact.Proposal {
		want := 0
		if c.Order.Pending != nil {
			want = c.Order.Pending.Proposal
		}
		return ProposalError{Latest: want, Answered: fact.Proposal}
	}
	return nil
}

// askable is what is wrong with what a customer asks for.
func askable(_ *workflow.Command, c Case, fact Requested) error {
	var problems salesdesk.Problems
	if len(fact.Change.Lines) == 0 {
		problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	if len(fact.Change.Lines) > MaxLines {
		return salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: "10000"}
	}
	if len(fact.Change.Promises) > 0 {
		problems.Add(salesdesk.FieldError{Path: "promises", Rule: salesdesk.RuleExcluded})
	}
	find, reserved, seen := c.Order.finder(len(fact.Change.Lines)), c.Order.reserved(""), map[string]bool{}
	for i, l := range fact.Change.Lines {
		path := salesdesk.Index("lines", i)
		if seen[l.Line] {
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: l.Line})
		}
		seen[l.Line] = true
		problems.AddAt(path, l.askable())
		if k := find(l.Line); k < 0 {
			problems.AddAt(path, l.isNew())
		} else {
			problems.Add(c.Order.Lines[k].mayBeAsked(&l, reserved[l.Line]))
		}
	}
	return problems.Err()
}

func (l *LineChange) askable() error {
	var problems salesdesk.Problems
	if l.Priced != nil {
		problems.Add(salesdesk.FieldError{Path: "priced", Rule: salesdesk.RuleExcluded})
	}
	if l.Quantity != nil && l.Quantity.IsNegative() {
		problems.Add(salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleMin, Param: "0"})
	}
	return problems.Err()
}

func (l *LineChange) isNew() error {
	var problems salesdesk.Problems
	if l.SKU == "" {
		problems.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleRequired})
	}
	if l.Quantity == nil {
		problems.Add(salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleRequired})
	}
	if l.Line == "" {
		problems.Add(salesdesk.FieldError{Path: "line", Rule: salesdesk.RuleRequired})
	}
	return problems.Err()
}

// mayBeAsked names what keeps a line from what is asked of it.
func (l *Line) mayBeAsked(asked *LineChange, reserved salesdesk.Amount) error {
	switch least := add(l.Shipped, l.Called, reserved); {
	case asked.Quantity == nil && asked.SKU == "" && asked.Requested.IsZero(), asked.Quantity != nil && asked.SKU == "" && asked.Requested.IsZero() && asked.Quantity.Equal(l.Ordered):
		return UnchangedError{}
	case asked.Quantity != nil && less(*asked.Quantity, least):
		return QuantityError{Line: l.ID, Rule: AboveShipped, Asked: *asked.Quantity, Allowed: least}
	case asked.Quantity != nil && asked.SKU == "": // another article has a unit of its own
		return wholeUnits(l.ID, l.Unit, *asked.Quantity)
	default:
		return nil
	}
}

// asked holds what is granted to what was asked: those lines, in those quantities.
func asked(_ *workflow.Command, c Case, fact Revised) error {
	if c.Order.Pending == nil {
		return nil
	}
	var problems salesdesk.Problems
	wanted := make(map[string]*LineChange, len(c.Order.Pending.Change.Lines))
	for i := range c.Order.Pending.Change.Lines {
		wanted[c.Order.Pending.Change.Lines[i].Line] = &c.Order.Pending.Change.Lines[i]
	}
	for _, l := range fact.Change.Lines {
		if wanted[l.Line] == nil {
			problems.Add(UnaskedError{Line: l.Line})
		}
	}
	agreed := make(map[string]*pricing.PricedLine, len(fact.Agreed.Lines))
	for i := range fact.Agreed.Lines {
		agreed[fact.Agreed.Lines[i].ID] = &fact.Agreed.Lines[i]
	}
	for _, l := range c.Order.Pending.Change.Lines {
		got := agreed[l.Line]
		if got == nil || l.Quantity != nil && !got.Quantity.Equal(*l.Quantity) || l.SKU != "" && got.SKU != l.SKU {
			problems.Add(UnaskedError{Line: l.Line})
		}
	}
	return problems.Err()
}
