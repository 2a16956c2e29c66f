package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Prepayment is an invoice for an advance, before anything is delivered.
type Prepayment struct {
	Invoice string           `json:"invoice"`
	Amount  salesdesk.Amount `json:"amount"` // VAT included
	Note    string           `json:"note,omitempty"`
}

// PrepaymentCredit is the credit note for an advance.
type PrepaymentCredit struct {
	Invoice string `json:"invoice"`
	Note    string `json:"note"`
}

// Prepay notes an invoice for an advance.
func (o Order) Prepay(r *Rules, cmd *workflow.Command, p Prepayment) (Order, error) {
	p.Note = ""
	return o.do(r, Prepay, cmd, nil, func(m Moved) Fact { return Prepaid{Moved: m, Prepayment: p} })
}

// Cancel takes the whole order back, with a reason, while nothing is shipped and nothing
// invoiced but advances, each of which is credited by the same command. The customer may
// until some days before the first promised date: see [Policy]. Allocated stock is let
// go, and shipments that did not leave end with it, by the sales manager.
func (o Order) Cancel(r *Rules, cmd *workflow.Command, credits ...PrepaymentCredit) (Order, error) {
	return o.do(r, Cancel, cmd, nil, func(m Moved) Fact { return Ended{Moved: m, Credits: slices.Clone(credits)} })
}

// applyEnd cancels every line and what is being packed, and notes the credit notes.
func (o *Order) applyEnd(fact Ended) {
	for i := range o.Lines {
		l := &o.Lines[i]
		l.Allocated, l.Cancelled = salesdesk.Amount{}, sub(l.Ordered, l.Shipped, l.Called)
	}
	o.Shipments = slices.Clone(o.Shipments)
	for i := range o.Shipments {
		if o.Shipments[i].packing() {
			o.Shipments[i].Status = ShipmentCancelled
		}
	}
	o.Pending, o.Prepayments = nil, slices.Clone(o.Prepayments)
	for _, c := range fact.Credits {
		for i := range o.Prepayments {
			if o.Prepayments[i].Invoice == c.Invoice {
				o.Prepayments[i].Note = c.Note
			}
		}
		o.Documents = append(slices.Clip(o.Documents), c.Note)
	}
}

// newPrepayment asks for an invoice that is not there yet, and its amount.
func newPrepayment(_ *workflow.Command, c Case, fact Prepaid) error {
	var problems salesdesk.Problems
	if fact.Prepayment.Invoice == "" {
		problems.Add(salesdesk.FieldError{Path: "invoice", Rule: salesdesk.RuleRequired})
	}
	if !fact.Prepayment.Amount.IsPositive() {
		problems.Add(salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if slices.Contains(c.Order.Documents, fact.Prepayment.Invoice) {
		problems.Add(DuplicateError{ID: fact.Prepayment.Invoice})
	}
	if most := c.Order.mostPrepaid(); less(most, fact.Prepayment.Amount) {
		problems.Add(salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleMax, Param: most.String()})
	}
	return problems.Err()
}

// mostPrepaid is what may still be asked in advance: what was agreed, VAT included, less the
// advances that stand.
func (o *Order) mostPrepaid() salesdesk.Amount {
	most := o.Agreed.Totals.TaxInclusive
	for _, p := range o.Prepayments {
		if p.Note == "" {
			most = sub(most, p.Amount)
		}
	}
	return larger(most, salesdesk.Amount{})
}

// prepaymentsCredited asks a credit note of its own for every advance that stands, once, and
// for nothing else.
func prepaymentsCredited(_ *workflow.Command, c Case, fact Ended) error {
	var problems salesdesk.Problems
	for i, credit := range fact.Credits {
		path, before := salesdesk.Index("credits", i), fact.Credits[:i]
		if !slices.ContainsFunc(c.Order.Prepayments, func(p Prepayment) bool { return p.Invoice == credit.Invoice && p.Note == "" }) {
			problems.Add(salesdesk.FieldError{Path: path + ".invoice", Rule: salesdesk.RuleReference, Param: credit.Invoice})
		}
		if slices.ContainsFunc(before, func(b PrepaymentCredit) bool { return b.Invoice == credit.Invoice }) {
			problems.Add(salesdesk.FieldError{Path: path + ".invoice", Rule: salesdesk.RuleDuplicate, Param: credit.Invoice})
		}
		switch {
		case credit.Note == "":
			problems.Add(salesdesk.FieldError{Path: path + ".note", Rule: salesdesk.RuleRequired})
		case slices.Contains(c.Order.Documents, credit.Note), slices.ContainsFunc(before, func(b PrepaymentCredit) bool { return b.Note == credit.Note }):
			problems.AddAt(path+".note", DuplicateError{ID: credit.Note})
		}
	}
	for _, p := range c.Order.Prepayments {
		if p.Note == "" && !slices.ContainsFunc(fact.Credits, func(credit PrepaymentCredit) bool { return credit.Invoice == p.Invoice }) {
			problems.Add(PrepaymentError{Invoice: p.Invoice})
		}
	}
	return problems.Err()
}
