package pricing

import (
	"cmp"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Surcharge is a charge that follows an index: for every unit of the article, what the
// index is above Base, times Content, divided by Per. Nothing is charged, and nothing is
// given back, where the index is at Base or below it.
//
// A cable with 144 kg of copper a kilometre, priced at a copper base of EUR 150 for
// 100 kg, costs (958 - 150) × 144 ÷ 100 = 1163.52 more when copper is at 958. It stands
// on the line as a charge of its own; no discount is taken of it, and VAT is due on it.
type Surcharge struct {
	ID      string           `json:"id"`
	Index   string           `json:"index"`         // one of Book.Indices
	Base    salesdesk.Amount `json:"base,omitzero"` // the value of the index that is in the price
	Content salesdesk.Amount `json:"content"`       // how much of it is in one unit: 144 kg
	Per     salesdesk.Amount `json:"per,omitzero"`  // what the index is the price of: 100 kg; zero is 1
	Reason  ReasonCode       `json:"reason,omitempty"`
	Text    string           `json:"text,omitempty"`
}

// surcharge is a [Surcharge] in arithmetic.
type surcharge struct {
	Surcharge
	index              int32
	base, content, per fixed.Dec
}

// surcharges reads those of an article.
func (c *compiler) surcharges(out *article, given []Surcharge) error {
	var p salesdesk.Problems
	for i, s := range given {
		at := salesdesk.Index("surcharges", i)
		compiled, err := c.surcharge(s)
		p.AddAt(at, err)
		if out.isSurcharge(s.ID) || out.isContribution(s.ID) {
			p.Add(salesdesk.FieldError{Path: at + ".id", Rule: salesdesk.RuleDuplicate, Param: s.ID})
		}
		out.surcharges = append(out.surcharges, compiled)
	}
	return p.Err()
}

func (c *compiler) surcharge(s Surcharge) (surcharge, error) {
	var p salesdesk.Problems
	if s.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	p.AddAt("reason", s.Reason.check(true))
	s.Reason = cmp.Or(s.Reason, MutuallyDefined)
	out := surcharge{Surcharge: s}
	var err error
	out.index, err = c.reference(s.Index)
	p.Add(err)
	out.base, err = atLeast(s.Base, false)
	p.AddAt("base", err)
	out.content, err = atLeast(s.Content, true)
	p.AddAt("content", err)
	out.per, err = baseOf(s.Per)
	p.AddAt("per", err)
	return out, p.Err()
}

func (a *article) isSurcharge(id string) bool {
	for i := range a.surcharges {
		if a.surcharges[i].ID == id {
			return true
		}
	}
	return false
}

func (a *article) isContribution(id string) bool {
	for i := range a.contributions {
		if a.contributions[i].ID == id {
			return true
		}
	}
	return false
}

// aboveBase is what the index is above the base, times the content; nothing is charged
// below zero.
func (r *run) aboveBase(s *surcharge) (fixed.Dec, error) {
	value, err := r.byIndex[s.index].on(r.who.day)
	if err != nil {
		return fixed.Dec{}, salesdesk.At("sku", err)
	}
	index, _ := number(value) // compiled
	return index.Sub(s.base).Mul(s.content), nil
}

// surcharge adds one of an article to its line, where it comes to anything. Times is what
// an amount for one of the article's own unit is multiplied with.
func (r *run) surcharge(s *surcharge, quantity fixed.Dec, times fraction) (fixed.Dec, error) {
	each, err := r.aboveBase(s)
	if err != nil || each.Sign() <= 0 || quantity.IsZero() {
		return fixed.Dec{}, err
	}
	amount := each.Mul(times.num).MulDivRound(quantity, s.per.Mul(times.den), r.places, fixed.HalfAwayFromZero)
	shown, err := exact.Amount(amount)
	r.slab = append(r.slab, Adjusted{ID: s.ID, Charge: true, Amount: shown, Reason: s.Reason, Text: s.Text})
	return amount, err
}
