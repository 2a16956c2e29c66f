package quote

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Floor is how low we go: margins as ratios of the revenue.
type Floor struct {
	MinMargin salesdesk.Amount `json:"min_margin"`      // below it we walk away
	Target    salesdesk.Amount `json:"target,omitzero"` // from it on there is nothing to discuss; 0 is MinMargin
}

// Advice is what to do with what the customer asks, and the evidence. Totals are without
// VAT. Internal: it is not for customers.
type Advice struct {
	Verdict  Verdict          `json:"verdict"`
	Offered  salesdesk.Money  `json:"offered"` // our total for what he asks, an article that he adds at his price
	Asked    salesdesk.Money  `json:"asked"`   // his
	Lowest   salesdesk.Money  `json:"lowest"`  // total for what he asks that keeps the floor, rounded up
	Next     salesdesk.Money  `json:"next"`    // total to propose: half-way, not below Lowest, and never above Offered
	Gap      salesdesk.Money  `json:"gap"`     // asked less Lowest: below zero is what is short
	Margin   salesdesk.Money  `json:"margin"`  // of what he asks
	Ratio    salesdesk.Amount `json:"ratio"`   // of the revenue
	Floor    Floor            `json:"floor"`
	Concedes []Concession     `json:"concedes,omitempty"` // what meeting him would give
}

// Verdict is what to do with a counter-offer. Its sentence is that of the [Advice].
type Verdict string

// The verdicts.
const (
	Take      Verdict = "take"      // the target is kept
	Negotiate Verdict = "negotiate" // the floor is kept, the target is not
	WalkAway  Verdict = "walk_away" // the floor is not kept: propose Next once, and no lower than Lowest
)

// MessageID names the advice's text.
func (a Advice) MessageID() string { return "quote.advice." + string(a.Verdict) }

// Advise weighs what the customer asks, as [Meet] made it, against our floor. Without
// the cost of every line there is no margin, and so no advice: an [UnknownCostError].
func Advise(offered, asked Content, floor Floor) (Advice, error) {
	if err := floor.check(); err != nil {
		return Advice{}, err
	}
	if n := asked.Explanation.WithoutCost; n > 0 || asked.Explanation.Margin == nil {
		return Advice{}, UnknownCostError{Lines: n}
	}
	concedes, err := Concessions(offered, asked)
	if err != nil {
		return Advice{}, err
	}
	w := weigher{places: asked.Priced.Currency.MinorUnits(), currency: asked.Priced.Currency}
	a := w.weigh(offered, asked, floor)
	a.Concedes = concedes
	return a, w.problems.Err()
}

// check is every problem of the floor: a margin of 100 % has no price.
func (f Floor) check() error {
	var problems salesdesk.Problems
	for _, m := range []struct {
		path  string
		ratio salesdesk.Amount
	}{{"floor.min_margin", f.MinMargin}, {"floor.target", f.Target}} {
		if exact.Dec(m.ratio).Cmp(fixed.FromInt(1, 0)) >= 0 {
			problems.Add(salesdesk.FieldError{Path: m.path, Rule: salesdesk.RuleMax, Param: "1"})
		}
	}
	if !f.Target.IsZero() && f.Target.LessThan(f.MinMargin.Decimal) {
		problems.Add(salesdesk.FieldError{Path: "floor.target", Rule: salesdesk.RuleOrder, Param: "min_margin"})
	}
	return problems.Err()
}

func (f Floor) target() salesdesk.Amount {
	if f.Target.IsZero() {
		return f.MinMargin
	}
	return f.Target
}

// weigher computes an advice.
type weigher struct {
	places   int
	currency salesdesk.Currency
	problems salesdesk.Problems
}

func (w *weigher) weigh(offered, asked Content, floor Floor) Advice {
	margin := asked.Explanation.Margin
	revenue, cost := exact.Dec(margin.Revenue), exact.Dec(margin.Cost)
	beside := exact.Dec(asked.Priced.Totals.TaxExclusive).Sub(revenue) // contributions, of which there is no margin
	ours, his := exact.Dec(offered.worthOf(asked)), exact.Dec(asked.Priced.Totals.TaxExclusive)
	lowest := w.revenue(cost, floor.MinMargin).Add(beside)
	next := ours.Add(his).DivRound(fixed.FromInt(2, 0), w.places, fixed.HalfAwayFromZero)
	if next.Cmp(lowest) < 0 {
		next = lowest
	}
	if next.Cmp(ours) > 0 {
		next = ours
	}
	a := Advice{
		Verdict: WalkAway, Offered: w.money(ours), Asked: w.money(his), Lowest: w.money(lowest), Next: w.money(next),
		Gap: w.money(his.Sub(lowest)), Margin: w.money(exact.Dec(margin.Amount)), Floor: floor,
	}
	if margin.Ratio != nil {
		a.Ratio = *margin.Ratio
	}
	switch {
	case revenue.Cmp(w.revenue(cost, floor.target())) >= 0:
		a.Verdict, a.Next = Take, a.Asked
	case revenue.Cmp(w.revenue(cost, floor.MinMargin)) >= 0:
		a.Verdict = Negotiate
	}
	return a
}

// revenue is the least that keeps a margin on a cost, rounded up to the minor units.
func (w *weigher) revenue(cost fixed.Dec, margin salesdesk.Amount) fixed.Dec {
	return cost.DivRound(fixed.FromInt(1, 0).Sub(exact.Dec(margin)), w.places, fixed.Ceiling)
}

// worthOf is what another content's quantities cost at the prices of c, and what c does
// not offer at the other's.
func (c Content) worthOf(other Content) salesdesk.Amount {
	var taken []Award
	offered, added := c.byID(), salesdesk.Amount{}
	for _, l := range other.Priced.Lines {
		if offered[l.ID] == nil {
			added.Decimal = added.Add(l.Net.Decimal).Add(l.Share.Decimal)
			continue
		}
		taken = append(taken, Award{Line: l.ID, Quantity: l.Quantity})
	}
	return salesdesk.Amount{Decimal: added.Add(c.worth(taken).Decimal)}
}

func (w *weigher) money(d fixed.Dec) salesdesk.Money {
	a, err := exact.Amount(d)
	w.problems.Add(err)
	return salesdesk.Money{Amount: a, Currency: w.currency}
}

// UnknownCostError is advice asked about lines whose cost is not known. Internal: it is
// not for customers.
type UnknownCostError struct{ Lines int }

func (e UnknownCostError) Error() string {
	return fmt.Sprintf("cost of %d lines is not known", e.Lines)
}

// MessageID names the text.
func (UnknownCostError) MessageID() string { return "quote.unknown_cost" }

// PluralCount selects the form of the text.
func (e UnknownCostError) PluralCount() int64 { return int64(e.Lines) }
