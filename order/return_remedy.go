package order

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
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
	// the price that was paid, never one of another tier; less only on purpose.
	Amount salesdesk.Amount `json:"amount,omitzero"`
	// Fee is the restocking fee without VAT that is charged against a refund.
	Fee salesdesk.Amount `json:"fee,omitzero"`
}

// pays is whether money goes back.
func (l LineRemedy) pays() bool { return l.Remedy == Refund || l.Remedy == Keep }

// documented is whether the remedy needs a document.
func (l LineRemedy) documented() bool { return l.Remedy != Keep || !l.Amount.IsZero() }

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
	// RestockingRate is the part of a refund that is charged where law lets it, as a ratio.
	RestockingRate salesdesk.Amount
}

// Refundable is the most that may be refunded without VAT for a quantity of a line of a
// return: the cumulative entitlement. What all that was refunded so far and this is worth
// at the agreed price, rounded, with its part of the allowances and charges of the
// document, minus what was refunded before. So returns one by one add up to what was paid.
func (o Order) Refundable(id, line string, quantity salesdesk.Amount) (salesdesk.Amount, error) {
	i := o.returned(id)
	if i < 0 {
		return salesdesk.Amount{}, ReturnError{Return: id}
	}
	return o.refundable(&o.Returns[i], line, quantity)
}

func (o *Order) refundable(ret *Return, line string, quantity salesdesk.Amount) (salesdesk.Amount, error) {
	for _, l := range o.Agreed.Lines {
		if l.ID != line || !l.Quantity.IsPositive() {
			continue
		}
		before := fixed.FromDecimal(o.refunded(ret, line).Decimal)
		so := before.Add(fixed.FromDecimal(quantity.Decimal))
		whole, places := fixed.FromDecimal(l.Quantity.Decimal), o.Agreed.Currency.MinorUnits()
		var worth fixed.Dec
		for _, of := range []salesdesk.Amount{l.Net, l.Share} {
			amount := fixed.FromDecimal(of.Decimal)
			worth = worth.Add(amount.MulDivRound(so, whole, places, fixed.HalfAwayFromZero)).
				Sub(amount.MulDivRound(before, whole, places, fixed.HalfAwayFromZero))
		}
		for _, r := range ret.Settled {
			if r.Line == line {
				worth = worth.Sub(fixed.FromDecimal(r.Amount.Decimal))
			}
		}
		return salesdesk.AmountOf(worth)
	}
	return salesdesk.Amount{}, LineError{Line: line}
}

// refunded is the quantity of a line that other returns refund.
func (o *Order) refunded(but *Return, line string) (sum salesdesk.Amount) {
	for i := range o.Returns {
		if ret := &o.Returns[i]; ret.ID != but.ID {
			for _, r := range slices.Concat(ret.Settled, ret.Remedies) {
				if r.Line == line && r.pays() {
					sum = add(sum, r.Quantity)
				}
			}
		}
	}
	return sum
}

// proposed is one remedy for all that was accepted, with all the money that it gives.
func (o *Order) proposed(ret *Return, remedy Remedy, p *ReturnPolicy) ([]LineRemedy, error) {
	var problems salesdesk.Problems
	var remedies []LineRemedy
	for _, v := range ret.Verdicts {
		if !v.Accepted.IsPositive() {
			continue
		}
		r := LineRemedy{Line: v.Line, Remedy: remedy, Quantity: v.Accepted}
		if remedy == Refund {
			amount, err := o.refundable(ret, v.Line, v.Accepted)
			problems.Add(err)
			r.Amount = amount
		}
		if !ret.Ground.free() {
			fee := fixed.FromDecimal(r.Amount.Decimal).Mul(fixed.FromDecimal(p.RestockingRate.Decimal)).Round(o.Agreed.Currency.MinorUnits(), fixed.HalfAwayFromZero)
			amount, err := salesdesk.AmountOf(fee)
			problems.Add(err)
			if !amount.IsZero() {
				r.Fee = amount
			}
		}
		remedies = append(remedies, r)
	}
	return remedies, problems.Err()
}

// remediesFit asks that all that was accepted has its remedy, within what is refundable,
// and no fee where law or the remedy has none.
func remediesFit(_ *workflow.Command, c ReturnCase) error {
	var problems salesdesk.Problems
	quantities, paying, amounts := map[string]salesdesk.Amount{}, map[string]salesdesk.Amount{}, map[string]salesdesk.Amount{}
	for i, r := range c.Fact.Remedies {
		problems.AddAt(salesdesk.Index("remedies", i), r.check(c.Return.Ground))
		quantities[r.Line] = add(quantities[r.Line], r.Quantity)
		if r.pays() {
			paying[r.Line], amounts[r.Line] = add(paying[r.Line], r.Quantity), add(amounts[r.Line], r.Amount)
		}
	}
	for _, v := range c.Return.Verdicts {
		if got := quantities[v.Line]; !got.Equal(v.Accepted) {
			problems.Add(RemedyError{Line: v.Line, Given: got, Accepted: v.Accepted})
		}
		delete(quantities, v.Line)
		if most, err := c.Order.refundable(c.Return, v.Line, paying[v.Line]); err != nil || less(most, amounts[v.Line]) {
			problems.Add(err)
			problems.Add(RefundError{Line: v.Line, Asked: c.Order.money(amounts[v.Line]), Most: c.Order.money(most)})
		}
	}
	for _, r := range c.Fact.Remedies {
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
	return problems.Err()
}

// withinRemedyLimit bounds the money that a clerk gives back.
func withinRemedyLimit(_ *workflow.Command, c ReturnCase) error {
	var sum salesdesk.Amount
	for _, r := range c.Fact.Remedies {
		sum = add(sum, r.Amount)
	}
	return c.Order.within(c.Policy.Returns.RemedyLimit, sum)
}

// documentsGiven asks for a document of every kind of remedy; a credit note must be noted
// on the order.
func documentsGiven(_ *workflow.Command, c ReturnCase) error {
	var problems salesdesk.Problems
	for _, r := range c.Return.Remedies {
		i := slices.IndexFunc(c.Fact.Documents, func(d RemedyDocument) bool { return d.Remedy == r.Remedy })
		switch {
		case !r.documented():
		case i < 0 || c.Fact.Documents[i].Document == "":
			problems.Add(ReferenceError{})
		case r.pays() && !slices.Contains(c.Order.Documents, c.Fact.Documents[i].Document):
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("documents", i), Rule: salesdesk.RuleReference, Param: c.Fact.Documents[i].Document})
		}
	}
	return problems.Err()
}

// repaired is the quantity of a line that the remedies repair.
func (r *Return) repaired(line string) (sum salesdesk.Amount) {
	for _, l := range r.Remedies {
		if l.Line == line && l.Remedy == Repair {
			sum = add(sum, l.Quantity)
		}
	}
	return sum
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
