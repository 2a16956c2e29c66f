package order

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Remedy is what the customer gets for goods of a return.
type Remedy string

// The remedies.
const (
	Refund      Remedy = "refund"
	Replacement Remedy = "replacement"
	Repair      Remedy = "repair" // the goods go back to the customer
	Keep        Remedy = "keep"   // he keeps them, with or without money back
)

// MessageID names the remedy's text.
func (r Remedy) MessageID() string { return "order.remedy." + string(r) }

// LineRemedy is a remedy for accepted goods of a line.
type LineRemedy struct {
	Line     string           `json:"line"`
	Remedy   Remedy           `json:"remedy"`
	Quantity salesdesk.Amount `json:"quantity"`
	// Amount is the money back without VAT: of a refund, or of goods that he keeps. It is
	// at most Worth, the price that was paid and never one of another tier; less only on
	// purpose. A refund of no amount is of all that it is worth.
	Amount salesdesk.Amount `json:"amount,omitzero"`
	// Fee is the restocking fee without VAT that is charged against a refund.
	Fee salesdesk.Amount `json:"fee,omitzero"`
	// Reason says in the customer's language why there is a fee, or less money than the
	// goods are worth (BT-97).
	Reason string `json:"reason,omitempty"`

	// Span, Worth and Revision, of what was agreed when it was invoiced, are set by the verb
	// that proposes; Repriced by [Order.ProposeRepricedRefund].
	Span     Span             `json:"span,omitzero"`
	Worth    salesdesk.Amount `json:"worth,omitzero"` // of the span, without VAT
	Revision int              `json:"revision,omitempty"`
	Repriced *Repricing       `json:"repriced,omitempty"`
}

// Span is which part of a line is refunded, by quantity, in the order in which refunds are
// agreed: from what was refunded before, up to what is with it. What it is worth does not
// depend on when its credit note is made.
type Span struct {
	From salesdesk.Amount `json:"from,omitzero"`
	To   salesdesk.Amount `json:"to"`
}

func (s Span) length() salesdesk.Amount { return sub(s.To, s.From) }

// pays is whether money goes back.
func (l LineRemedy) pays() bool { return l.Remedy == Refund || l.Remedy == Keep }

// spanWorth is what the span is worth: of goods that are kept, what is paid back.
func (l LineRemedy) spanWorth() salesdesk.Amount {
	if l.Remedy == Keep {
		return smaller(l.Amount, l.Worth)
	}
	return l.Worth
}

// gives is whether it gives anything: money, or goods.
func (l LineRemedy) gives() bool { return l.Remedy != Keep || !l.Amount.IsZero() }

// documented is whether the remedy needs a document. What was never invoiced needs none.
func (l LineRemedy) documented() bool {
	return !l.pays() || l.gives() && (l.Span.length().IsPositive() || !l.Amount.IsZero())
}

// stays is whether the goods are with the customer once it is settled.
func (l LineRemedy) stays() bool { return l.Remedy == Repair || l.Remedy == Keep }

// RemedyDocument is what settles a remedy: a credit note for a refund or for goods that
// are kept, the order of a replacement or of a repair.
type RemedyDocument struct {
	Remedy   Remedy `json:"remedy"`
	Document string `json:"document"`
}

// ReturnPolicy is what a company decides about returns. The zero value sets no window and
// no limit, and charges nothing.
type ReturnPolicy struct {
	WindowDays int // after delivery in which a clerk authorises; 0 is for ever
	BackDays   int // after it is authorised in which the goods must be sent; 0 is for ever
	ReopenDays int // after it is closed; 0 is for ever
	// WaiveLimit and RemedyLimit are the amounts without VAT above which the sales manager
	// lets goods stay, or agrees to money back; 0 is no limit.
	WaiveLimit  salesdesk.Amount
	RemedyLimit salesdesk.Amount
	// RestockingRate is the part of a refund that is charged where law lets it, as a ratio;
	// RestockingReason says so on the credit note.
	RestockingRate   salesdesk.Amount
	RestockingReason string
}

// remediesFit asks that all that was accepted has its remedy, within what is refundable,
// and no fee where law or the remedy has none.
func remediesFit(cmd *workflow.Command, c ReturnCase, fact ReturnMoved) error {
	var problems salesdesk.Problems
	quantities, amounts, worth := map[string]salesdesk.Amount{}, map[string]salesdesk.Amount{}, map[string]salesdesk.Amount{}
	for i, r := range fact.Remedies {
		problems.AddAt(salesdesk.Index("remedies", i), r.check(c.Return.Ground))
		quantities[r.Line] = add(quantities[r.Line], r.Quantity)
		if r.pays() {
			amounts[r.Line], worth[r.Line] = add(amounts[r.Line], r.Amount), add(worth[r.Line], r.Worth)
		}
		if r.Repriced != nil {
			problems.Add(workflow.ReasonGiven(cmd))
		}
	}
	withheld := c.Return.withheld()
	for _, v := range c.Return.Verdicts {
		if got := quantities[v.Line]; !got.Equal(v.Accepted) {
			problems.Add(RemedyError{Line: v.Line, Given: got, Accepted: v.Accepted})
		}
		delete(quantities, v.Line)
		if most := add(worth[v.Line], withheld[v.Line]); less(most, amounts[v.Line]) {
			problems.Add(RefundError{Line: v.Line, Asked: c.Order.money(amounts[v.Line]), Most: c.Order.money(most)})
		}
	}
	for _, r := range fact.Remedies {
		if _, left := quantities[r.Line]; left {
			problems.Add(LineError{Line: r.Line})
			delete(quantities, r.Line)
		}
	}
	return problems.Err()
}

func (l LineRemedy) check(g Ground) error {
	var problems salesdesk.Problems
	add := func(path string, rule salesdesk.Rule, param string, wrong bool) {
		if wrong {
			problems.Add(salesdesk.FieldError{Path: path, Rule: rule, Param: param})
		}
	}
	add("remedy", salesdesk.RuleOneOf, "refund, replacement, repair, keep", !slices.Contains([]Remedy{Refund, Replacement, Repair, Keep}, l.Remedy))
	add("quantity", salesdesk.RuleMin, "0", !l.Quantity.IsPositive())
	add("amount", salesdesk.RuleMin, "0", l.Amount.IsNegative())
	add("amount", salesdesk.RuleExcluded, "remedy", !l.pays() && !l.Amount.IsZero())
	add("fee", salesdesk.RuleMin, "0", l.Fee.IsNegative())
	add("fee", salesdesk.RuleMax, l.Amount.String(), less(l.Amount, l.Fee))
	if l.Fee.IsPositive() && g.free() {
		problems.Add(FeeError{Ground: g})
	}
	if l.Repriced != nil && g.free() {
		problems.Add(RepriceError{Ground: g})
	}
	return problems.Err()
}

// withinRemedyLimit bounds the money that a clerk gives back.
func withinRemedyLimit(_ *workflow.Command, c ReturnCase, fact ReturnMoved) error {
	var sum salesdesk.Amount
	for _, r := range fact.Remedies {
		sum = add(sum, r.Amount)
	}
	return c.Order.within(c.Policy.Returns.RemedyLimit, sum)
}

// documentsGiven asks for a document of every kind of remedy; a credit note must be noted
// on the order.
func documentsGiven(_ *workflow.Command, c ReturnCase, fact ReturnMoved) error {
	var problems salesdesk.Problems
	needed := map[Remedy]bool{}
	for _, r := range c.Return.Remedies {
		if !r.documented() || needed[r.Remedy] {
			continue
		}
		needed[r.Remedy] = true
		i := slices.IndexFunc(fact.Documents, func(d RemedyDocument) bool { return d.Remedy == r.Remedy })
		switch {
		case i < 0 || fact.Documents[i].Document == "":
			problems.Add(ReferenceError{})
		case r.pays() && !c.Order.isNote(fact.Documents[i].Document):
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("documents", i), Rule: salesdesk.RuleReference, Param: fact.Documents[i].Document})
		}
	}
	return problems.Err()
}

// isNote reports whether a document of the order is a credit note.
func (o *Order) isNote(document string) bool {
	return slices.Contains(o.Documents, document) && !slices.Contains(o.Invoices, document)
}

// staying is the quantity of every line that the remedies leave with the customer.
func (r *Return) staying() map[string]salesdesk.Amount {
	return sums(r.Remedies, func(l *LineRemedy) salesdesk.Amount {
		if l.stays() {
			return l.Quantity
		}
		return salesdesk.Amount{}
	})
}

// RemedyError is accepted goods without a remedy, or a remedy for more than was accepted.
type RemedyError struct {
	Line     string
	Given    salesdesk.Amount
	Accepted salesdesk.Amount
}

func (e RemedyError) Error() string {
	return fmt.Sprintf("line %s: remedies for %s, %s accepted", e.Line, e.Given, e.Accepted)
}

// MessageID names the text.
func (RemedyError) MessageID() string { return "order.remedies" }

// RefundError is more money back than the goods cost. Internal: a customer is told what
// he gets.
type RefundError struct {
	Line  string
	Asked salesdesk.Money
	Most  salesdesk.Money
}

func (e RefundError) Error() string {
	return fmt.Sprintf("line %s: refund of %s, at most %s", e.Line, e.Asked, e.Most)
}

// MessageID names the text.
func (RefundError) MessageID() string { return "order.refund" }

// FeeError is a restocking fee where law has the customer pay none.
type FeeError struct{ Ground Ground }

func (e FeeError) Error() string { return "no fee for a return on ground of " + string(e.Ground) }

// MessageID names the text.
func (FeeError) MessageID() string { return "order.fee" }
