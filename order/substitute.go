package order

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Substitution delivers another article for what is not allocated of a line, as a line
// of its own. The customer must have agreed.
type Substitution struct {
	Line     string             `json:"line"`
	Quantity salesdesk.Amount   `json:"quantity"` // of the line
	By       pricing.PricedLine `json:"by"`       // a new line
	Consent  Consent            `json:"consent"`
}

// Consent is what the customer agreed to, and where it can be read again.
type Consent struct {
	By          string    `json:"by"`
	At          time.Time `json:"at"`
	Reference   string    `json:"reference"`              // the mail, the call, the signed note
	HigherPrice bool      `json:"higher_price,omitempty"` // he agreed to pay more, too
}

// Substitute puts another article in the place of what is not allocated, shipped or
// cancelled of a line, with the customer's consent and at no higher price, with VAT or
// without, unless he agreed to it. The new line is promised a date, the whole stays within
// the credit limit, and above the clerk's limit the sales manager does it. What was agreed
// becomes a new revision.
func (o Order) Substitute(r *Rules, cmd *workflow.Command, s Substitution, c Confirmation) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return o, err
	}
	i := o.line(s.Line)
	if i < 0 {
		return o, LineError{Line: s.Line}
	}
	rest := sub(o.Lines[i].Ordered, s.Quantity)
	set := ChangeSet{Lines: []LineChange{{Line: s.Line, Quantity: &rest}, {Line: s.By.ID, Priced: &s.By}}, Promises: slices.Clone(c.Promises)}
	fact := Revised{Change: set, Substitution: &s, Agreed: o.Agreed}
	if err := o.substitutable(&s, cmd.At); err != nil {
		return o, err
	}
	agreed, err := o.amended(set)
	if err != nil {
		return o, err
	}
	fact.Agreed = agreed
	return o.do(r, Substitute, cmd, &c, func(m Moved) Fact {
		fact.Moved = m
		return fact
	})
}

// substitutable is what keeps a substitution from being made, all at once.
func (o *Order) substitutable(s *Substitution, at time.Time) error {
	var problems salesdesk.Problems
	line := &o.Lines[o.line(s.Line)]
	if !s.Quantity.IsPositive() {
		problems.Add(QuantityError{Line: s.Line, Rule: AboveZero, Asked: s.Quantity})
	}
	if left := line.Backorder(); less(left, s.Quantity) {
		problems.Add(QuantityError{Line: s.Line, Rule: WithinBackorder, Asked: s.Quantity, Allowed: left})
	}
	if o.line(s.By.ID) >= 0 {
		problems.Add(DuplicateError{ID: s.By.ID})
	}
	if !s.By.Quantity.IsPositive() {
		problems.Add(salesdesk.FieldError{Path: "by.quantity", Rule: salesdesk.RuleMin, Param: "0"})
	}
	problems.AddAt("consent", s.Consent.check(at))
	problems.Add(o.dearer(s))
	return problems.Err()
}

func (c *Consent) check(at time.Time) error {
	var problems salesdesk.Problems
	for _, field := range []struct {
		path  string
		empty bool
	}{{"by", c.By == ""}, {"at", c.At.IsZero()}, {"reference", c.Reference == ""}} {
		if field.empty {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	if c.At.After(at) {
		problems.Add(salesdesk.FieldError{Path: "at", Rule: salesdesk.RuleOrder, Param: "command.at"})
	}
	return problems.Err()
}

// dearer compares what the substitute costs with what it replaces, before the document's
// adjustments: without VAT, which is what a business pays in the end, and with it, which
// is what everybody else does.
func (o *Order) dearer(s *Substitution) error {
	was := o.agreed(s.Line)
	if was == nil || s.Consent.HigherPrice || !was.Quantity.IsPositive() {
		return nil
	}
	for _, inclusive := range []bool{false, true} {
		cost, paid := o.costs(&s.By, inclusive), o.costs(was, inclusive)
		// cost of the substitute against quantity ÷ ordered of what it replaces, without dividing
		if before := paid.Mul(s.Quantity.Decimal); cost.Mul(was.Quantity.Decimal).GreaterThan(before) {
			places := int32(o.Agreed.Currency.MinorUnits()) //nolint:gosec // at most 4
			most := salesdesk.Amount{Decimal: before.DivRound(was.Quantity.Decimal, places)}
			asked := salesdesk.Amount{Decimal: cost.Round(places)}
			return HigherPriceError{Line: s.Line, Most: o.money(most), Asked: o.money(asked), Inclusive: inclusive}
		}
	}
	return nil
}

// costs is the price of a line, without VAT or with it.
func (o *Order) costs(l *pricing.PricedLine, inclusive bool) salesdesk.Amount {
	switch {
	case !inclusive:
		return l.Net
	case o.Agreed.Inclusive:
		return l.Gross
	default:
		return salesdesk.Amount{Decimal: l.Net.Add(l.Net.Mul(l.VAT.Rate.Decimal))}
	}
}

// agreed is the line of what was agreed, nil where there is none.
func (o *Order) agreed(line string) *pricing.PricedLine {
	for i := range o.Agreed.Lines {
		if o.Agreed.Lines[i].ID == line {
			return &o.Agreed.Lines[i]
		}
	}
	return nil
}
