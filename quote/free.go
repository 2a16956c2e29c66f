package quote

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// freeGoods begins the id of a line that a promotion gave: see [pricing.FreeGoods].
const freeGoods = "free."

// awardable is what keeps quantities from being taken: more than is open, or what is free
// without the lines that earn it.
func (q Quote) awardable(lines []Award) error {
	var problems salesdesk.Problems
	problems.Add(q.within(lines, func(s Standing) (salesdesk.Amount, bool) { return s.Open, true }))
	taken, _ := summed(slices.Concat(q.Awards, lines))
	content := q.Latest().Content
	for i := range content.Priced.Lines {
		l := &content.Priced.Lines[i]
		asked := taken[l.ID]
		if !asked.IsPositive() || !content.isFree(l) {
			continue
		}
		if earned, of := content.earned(l, taken); asked.GreaterThan(earned.Decimal) {
			problems.Add(FreeGoodsError{Line: l.ID, Asked: asked, Earned: earned, Of: of})
		}
	}
	return problems.Err()
}

// isFree reports whether a promotion gave a line: nobody asked for it.
func (c Content) isFree(l *pricing.PricedLine) bool {
	return strings.HasPrefix(l.ID, freeGoods) && l.Bundle == "" &&
		!slices.ContainsFunc(c.Request.Lines, func(asked pricing.Line) bool { return asked.ID == l.ID })
}

// earned is how much of a free line the quantities taken give, and of which lines: by the
// promotion where it makes of the whole what was offered, else in proportion, as of lines
// in another unit than their article's.
func (c Content) earned(free *pricing.PricedLine, taken map[string]salesdesk.Amount) (earned salesdesk.Amount, of []string) {
	p := c.promotionOf(free)
	lines := c.earners(p, free)
	if len(lines) == 0 {
		lines = c.earners(nil, free)
	}
	var whole, part fixed.Dec
	for _, l := range lines {
		of = append(of, l.ID)
		whole, part = whole.Add(exact.Dec(l.Quantity)), part.Add(exact.Dec(taken[l.ID]))
	}
	offered := exact.Dec(free.Quantity)
	switch {
	case whole.Sign() <= 0:
		return free.Quantity, of
	case p != nil && p.Free.Every.IsPositive() && freeWith(p.Free, whole).Cmp(offered) == 0:
		earned, _ = exact.Amount(freeWith(p.Free, part)) // no more than there is
	default:
		earned, _ = exact.Amount(offered.Mul(part).DivRound(whole, 0, fixed.Down))
	}
	return earned, of
}

// earners are the lines that a free one was given with; without its promotion every line
// is.
func (c Content) earners(p *pricing.Promotion, free *pricing.PricedLine) (lines []*pricing.PricedLine) {
	for i := range c.Priced.Lines {
		if l := &c.Priced.Lines[i]; l.Quantity.IsPositive() && !c.isFree(l) && earns(p, free, l) {
			lines = append(lines, l)
		}
	}
	return lines
}

// freeWith is what is free with a quantity that is bought.
func freeWith(f *pricing.FreeGoods, bought fixed.Dec) fixed.Dec {
	free := bought.DivRound(exact.Dec(f.Every), 0, fixed.Down).Mul(exact.Dec(f.Quantity))
	if most := exact.Dec(f.Most); !most.IsZero() && free.Cmp(most) > 0 {
		return most
	}
	return free
}

// promotionOf is the promotion that gave a line, nil where it was not kept.
func (c Content) promotionOf(free *pricing.PricedLine) *pricing.Promotion {
	if c.Explanation.Held == nil {
		return nil
	}
	for i := range c.Explanation.Held.Promotions {
		p := &c.Explanation.Held.Promotions[i]
		if p.Free != nil && strings.HasPrefix(free.ID, freeGoods+p.ID) && slices.ContainsFunc(free.Adjustments, func(a pricing.Adjusted) bool { return a.ID == p.ID }) {
			return p
		}
	}
	return nil
}

// earns reports whether a line is of those that a promotion measured for what is free: by
// its id in [pricing.LineScope].
func earns(p *pricing.Promotion, free, l *pricing.PricedLine) bool {
	switch {
	case p == nil:
		return true
	case p.Scope == "" || p.Scope == pricing.LineScope:
		return free.ID == freeGoods+p.ID+"."+l.ID
	default:
		return len(p.SKUs) == 0 || slices.Contains(p.SKUs, l.SKU)
	}
}
