package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Concession is something that one content gives the customer beyond another. Internal:
// what it costs is not for customers.
type Concession struct {
	Difference
	// Cost is what it takes off the margin; nil where it cannot be said in money.
	Cost     *salesdesk.Money `json:"cost,omitempty"`
	InReturn string           `json:"in_return,omitempty"` // what the customer gives for it, in words
	Revision int              `json:"revision,omitempty"`  // that gave it
}

// Concessions are what the second content gives beyond the first: lower amounts of lines,
// allowances on the whole, a cash discount, and conditions that got better for the
// customer. A line of another quantity is compared at the new one: what it would have
// cost at the old price, in proportion, rounded to the minor units. Where lines and
// quantities are the same, the costs, less what was taken back elsewhere, are the fall of
// the revenue without VAT to the cent.
func Concessions(before, after Content) ([]Concession, error) {
	g := giver{differ: differ{before: &before, after: &after}}
	g.lines()
	g.document()
	g.conditions()
	return g.given, g.problems.Err()
}

// Given are the concessions of every revision, and what each was given in return for: the
// reason of its revision.
func (q Quote) Given() ([]Concession, error) {
	var all []Concession
	var problems salesdesk.Problems
	for i := 1; i < len(q.Revisions); i++ {
		if len(q.Revisions[i].Chosen) > 0 { // it was offered before
			continue
		}
		given, err := Concessions(q.Revisions[i-1].Content, q.Revisions[i].Content)
		problems.AddAt(salesdesk.Index("revisions", i), err)
		for _, c := range given {
			c.InReturn, c.Revision = q.Revisions[i].Reason, q.Revisions[i].Number
			all = append(all, c)
		}
	}
	return all, problems.Err()
}

// giver gathers concessions.
type giver struct {
	differ
	given    []Concession
	problems salesdesk.Problems
}

// give keeps a concession of two amounts, if the second is less.
func (g *giver) give(f Field, before, after fixed.Dec) {
	cost := before.Sub(after)
	if cost.Sign() <= 0 {
		return
	}
	d := Difference{Field: f, Line: g.line, Name: g.name, Reason: g.reason, Before: Value{Money: g.sum(before)}, After: Value{Money: g.sum(after)}}
	g.given = append(g.given, Concession{Difference: d, Cost: new(g.sum(cost))})
}

// sum is a computed amount of the second content.
func (g *giver) sum(d fixed.Dec) salesdesk.Money {
	a, err := exact.Amount(d)
	g.problems.Add(err)
	return g.after.money(a)
}

func (g *giver) lines() {
	if g.before.Priced.Currency != g.after.Priced.Currency {
		g.problems.Add(salesdesk.CurrencyError{Want: g.before.Priced.Currency, Got: g.after.Priced.Currency})
		return
	}
	was := g.before.byID()
	for _, now := range g.after.Priced.Lines {
		old := was[now.ID]
		if old == nil || old.SKU != now.SKU || old.Quantity.IsZero() {
			continue
		}
		g.line, g.name = now.ID, label(&now)
		g.give(FieldNet, g.after.scaled(exact.Dec(old.Net), now.Quantity, old.Quantity), exact.Dec(now.Net))
	}
	g.line, g.name = "", ""
}

// document compares the adjustments of the whole, each as it is: below zero takes off.
func (g *giver) document() {
	if g.before.Priced.Currency != g.after.Priced.Currency {
		return
	}
	old, now := g.before.Priced.Adjustments, g.after.Priced.Adjustments
	for _, a := range adjustmentsOf(old, now) {
		g.name, g.reason = a.name, a.reason
		g.give(FieldAdjustment, exact.Dec(signed(old, a.id)), exact.Dec(signed(now, a.id)))
	}
	g.name, g.reason = "", ""
	g.give(FieldCashDiscount, g.before.cashAmount(), g.after.cashAmount())
}

// cashAmount is what paying in time saves, below zero.
func (c *Content) cashAmount() fixed.Dec {
	if cash := c.Priced.CashDiscount; cash != nil {
		return exact.Dec(cash.Amount).Neg()
	}
	return fixed.Dec{}
}

// conditions are those that got better for the customer. Their cost is for the house to
// judge.
func (g *giver) conditions() {
	g.differ.conditions()
	g.promises()
	for _, d := range g.all {
		if g.better(d) {
			g.given = append(g.given, Concession{Difference: d})
		}
	}
}

func (g *giver) better(d Difference) bool {
	switch d.Field {
	case FieldPayment:
		return g.after.Conditions.Payment().Longest() > g.before.Conditions.Payment().Longest()
	case FieldPromiseMoved:
		return d.After.Date.Before(d.Before.Date)
	default:
		return slices.Contains([]Field{FieldInParts, FieldBinding, FieldPromiseAdded}, d.Field)
	}
}
