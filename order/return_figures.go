package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// The ids of what a return takes off its credit note: a restocking fee, what was agreed to
// be less than the goods are worth, and what refunds before a change of what is agreed gave
// more of them than they are worth since.
const (
	RestockingFee = "restocking_fee"
	Withheld      = "withheld"
	MadeGood      = "made_good"
)

// ReturnFigures are what the remedies of a return give back in money: the goods at the
// price that was paid, less the fees and what is withheld. Without VAT they are the
// amounts agreed less the fees, to the cent.
//
// What is charged to the customer stands as an allowance, for on a credit note a charge
// would give him more: UNCL5189 code 64, special agreement, or 95. It is in the VAT group of its goods:
// the price is given back in part, and VAT only as far as the price is (WBTW art. 77,
// from general knowledge, verify before relying on it). What a return that was reopened
// gives beyond the worth of its span stands as a charge; of goods that were credited before,
// beside a line of no quantity.
//
// Packaging stays behind: its deposit comes back when it does. A return without money back
// is a [salesdesk.FieldError].
func (o Order) ReturnFigures(id string) (pricing.Priced, error) {
	i := o.returned(id)
	if i < 0 {
		return pricing.Priced{}, ReturnError{Return: id}
	}
	remedies := o.Returns[i].Remedies
	figures, err := o.worth(remedies, func(r *LineRemedy) bool { return r.documented() })
	if err != nil {
		return pricing.Priced{}, err
	}
	if figures, err = o.bare(figures, remedies); err != nil {
		return pricing.Priced{}, err
	}
	if len(figures.Lines) == 0 {
		return pricing.Priced{}, salesdesk.FieldError{Path: "remedies", Rule: salesdesk.RuleRequired}
	}
	c := crediting{figures: figures}
	c.figures.Lines, c.figures.Adjustments = slices.Clone(figures.Lines), slices.Clone(figures.Adjustments)
	worths, err := worthOf(&figures)
	c.problems.Add(err)
	paid := make(map[string][]*LineRemedy, len(remedies))
	for k := range remedies {
		if r := &remedies[k]; r.pays() && r.documented() {
			paid[r.Line] = append(paid[r.Line], r)
		}
	}
	for k := range c.figures.Lines {
		c.line(&c.figures.Lines[k], worths[k], paid[c.figures.Lines[k].ID])
	}
	c.gross(&figures)
	if err := c.problems.Err(); err != nil {
		return pricing.Priced{}, err
	}
	return pricing.Total(c.figures)
}

// bare adds a line of no quantity for money that is given for goods which were credited
// before: a document has a line for what it is about (BR-16).
func (o *Order) bare(figures pricing.Priced, remedies []LineRemedy) (pricing.Priced, error) {
	known := make(map[string]bool, len(figures.Lines))
	for i := range figures.Lines {
		known[figures.Lines[i].ID] = true
	}
	whole := len(figures.Lines)
	for i := range remedies {
		r := &remedies[i]
		agreed := o.agreed(r.Line)
		if agreed == nil || known[r.Line] || !r.pays() || !r.documented() {
			continue
		}
		known[r.Line] = true
		figures.Lines = append(slices.Clip(figures.Lines), pricing.PricedLine{
			ID: r.Line, SKU: agreed.SKU, Name: agreed.Name, Unit: agreed.Unit, Price: agreed.Price, BaseQuantity: agreed.BaseQuantity, VAT: agreed.VAT,
		})
	}
	if len(figures.Lines) == whole {
		return figures, nil
	}
	return pricing.Total(figures)
}

// onlyMoney reports whether a return that was agreed gives money for goods that were
// credited before, so that its credit note takes back no quantity.
func (o *Order) onlyMoney() bool {
	return slices.ContainsFunc(o.Returns, func(ret Return) bool {
		return ret.Status == ReturnAgreed && slices.ContainsFunc(ret.Remedies, func(r LineRemedy) bool {
			return r.pays() && r.documented() && r.Span.length().IsZero()
		})
	})
}

// crediting takes fees and what is withheld off figures.
type crediting struct {
	figures  pricing.Priced
	problems salesdesk.Problems
}

// line takes off what the remedies of a line say that pay: of what it is worth now.
func (c *crediting) line(l *pricing.PricedLine, worth fixed.Dec, remedies []*LineRemedy) {
	reason, due, withheld := "", fixed.Dec{}, fixed.Dec{}
	for _, r := range remedies {
		due = due.Add(exact.Dec(r.spanWorth()))
		withheld = withheld.Add(exact.Dec(r.spanWorth())).Sub(exact.Dec(r.Amount))
		c.off(l, RestockingFee, pricing.SpecialAgreement, r.Reason, exact.Dec(r.Fee))
		if r.Reason != "" {
			reason = r.Reason
		}
	}
	c.off(l, MadeGood, pricing.Discount, "", worth.Sub(due))
	c.off(l, Withheld, pricing.Discount, reason, withheld)
}

// off takes an amount off, in the VAT group of a line and in its share.
func (c *crediting) off(l *pricing.PricedLine, id string, code pricing.ReasonCode, reason string, amount fixed.Dec) {
	if amount.IsZero() {
		return
	}
	l.Share = c.amount(exact.Dec(l.Share).Sub(amount))
	a := pricing.Adjusted{ID: id, Charge: amount.Sign() < 0, Reason: code, Text: reason, VAT: l.VAT}
	if a.Charge {
		a.Reason = pricing.MutuallyDefined
	}
	i := slices.IndexFunc(c.figures.Adjustments, func(b pricing.Adjusted) bool {
		return b.ID == id && b.Charge == a.Charge && b.Text == reason && b.VAT.Equal(a.VAT)
	})
	if i < 0 {
		i, c.figures.Adjustments = len(c.figures.Adjustments), append(c.figures.Adjustments, a)
	}
	taken := &c.figures.Adjustments[i]
	taken.Amount = c.amount(exact.Dec(taken.Amount).Add(amount.Abs()))
}

func (c *crediting) amount(d fixed.Dec) salesdesk.Amount {
	a, err := exact.Amount(d)
	c.problems.Add(err)
	return a
}

// gross says with VAT in it what was taken off, where prices have VAT in them: of each VAT
// group so much that what is left is, without VAT, what was agreed.
func (c *crediting) gross(goods *pricing.Priced) {
	if !goods.Inclusive {
		return
	}
	places := goods.Currency.MinorUnits()
	for _, g := range goods.VAT {
		by := fixed.FromInt(1, 0).Add(exact.Dec(g.Rate))
		inGroup, err := goods.ShownIn(g.VATGroup)
		c.problems.Add(err)
		shown, left := exact.Dec(inGroup), exact.Dec(g.Taxable)
		for i := range c.figures.Adjustments {
			a := &c.figures.Adjustments[i]
			if !a.VAT.Equal(g.VATGroup) || !slices.Contains([]string{RestockingFee, MadeGood, Withheld}, a.ID) {
				continue
			}
			amount := exact.Dec(a.Amount)
			if a.Charge {
				amount = amount.Neg()
			}
			left = left.Sub(amount)
			rest := left.Mul(by).Round(places, fixed.HalfAwayFromZero)
			a.Gross = c.amount(shown.Sub(rest).Abs())
			shown = rest
		}
	}
}
