package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// TierScope says over what the quantity is counted that reaches a tier.
type TierScope string

// The scopes. What counts together is the lines whose price comes from an entry of the
// same scope, in the unit of the article, sales and returns apart; a line with an agreed
// price does not count. The order of the lines changes nothing.
//
// Graduated, package and flat prices of a scope are those of the whole quantity, of which
// each line bears its part.
const (
	OverLine     TierScope = ""         // the line alone
	OverVariants TierScope = "variants" // all of the same Article.Variants; without, of the same article
	OverGroup    TierScope = "group"    // all of the same Article.Group; without, of the same article
)

// pool is what counts together: articles of a name or, below zero, one article.
type pool struct {
	over    TierScope
	name    int32
	returns bool
}

// takeOver reads the scope of an entry's tiers.
func (s *special) takeOver(e *Entry) error {
	switch s.over = e.Over; {
	case e.Over != OverLine && e.Over != OverVariants && e.Over != OverGroup:
		return salesdesk.FieldError{Path: "over", Rule: salesdesk.RuleOneOf, Param: "variants, group"}
	case e.Over != OverLine && e.Mode == "":
		return salesdesk.FieldError{Path: "mode", Rule: salesdesk.RuleRequired}
	default:
		return nil
	}
}

// poolOf is the pool that a quantity priced by e counts in.
func (p *Pricer) poolOf(e *entry, a *article, quantity fixed.Dec) (pool, bool) {
	if e.special == nil || e.special.over == OverLine {
		return pool{}, false
	}
	name := a.variants
	if e.special.over == OverGroup {
		name = a.groupName
	}
	if name == 0 {
		name = ^p.skus[a.sku]
	}
	return pool{e.special.over, name, quantity.Sign() < 0}, true
}

// fillPools counts the quantities of all lines.
func (r *run) fillPools() {
	if !r.pooling {
		return
	}
	r.pools = map[pool]fraction{}
	for i := range r.req.Lines[:len(r.req.Lines)-r.free] { // what is free changes no price
		in := &r.req.Lines[i]
		k, known := r.skus[in.SKU]
		quantity, err := number(in.Quantity)
		if !known || err != nil || r.hasOwn(in) || !r.articles[k].soldIn(in.Unit) {
			continue
		}
		a := &r.articles[k]
		o, err := r.origin(a, &r.who)
		if err != nil {
			continue // it is told where the line is priced
		}
		if key, pooled := r.poolOf(o.entry, a, quantity); pooled {
			m := r.measure(in, a, quantity)
			if sum, begun := r.pools[key]; begun {
				m.size = sum.add(m.size)
			}
			r.pools[key] = m.size
		}
	}
}

// counted is m with the quantity that decides the tiers of e.
func (r *run) counted(e *entry, a *article, m *measure) *measure {
	key, pooled := r.poolOf(e, a, m.quantity)
	size, counted := r.pools[key]
	if !pooled || !counted {
		return m
	}
	return &measure{quantity: m.quantity, unit: m.unit, size: size, pooled: true}
}
