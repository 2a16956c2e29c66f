package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// costID names the cost of an article where a price is made of it.
const costID = "cost"

// origin is where the price of an article comes from: an entry with a price or the cost,
// and the formulas that make the buyer's price of it, the first to apply first.
type origin struct {
	winner  *entry // what holds for the buyer; nil where only a list's formula does
	entry   *entry // with the price it all starts from
	derived []derivation
	revised fraction // what the prices of entry are multiplied with on the day
}

// name is what the price is known by: its entry or else the list that makes it.
func (o *origin) name() string {
	switch n := len(o.derived); {
	case o.winner != nil:
		return o.winner.name()
	case n > 0 && o.ofCost():
		return o.derived[n-1].id
	default:
		return o.entry.name()
	}
}

// ofCost reports whether the price is made of the cost.
func (o *origin) ofCost() bool { return o.entry.source < 0 }

// derivation is one formula on the way and the list or entry that has it.
type derivation struct {
	id      string
	formula *formula
}

// origin looks for the price of an article, down through the formulas and lists.
func (p *Pricer) origin(a *article, who *audience) (origin, error) {
	best, tie := p.winner(a, who)
	return p.from(best, tie, a, who)
}

// from is where the price comes from when best holds for the buyer. Each step goes to a
// list further down, so that it ends.
func (p *Pricer) from(best, tie *entry, a *article, who *audience) (origin, error) {
	o, at := origin{winner: best}, *who
	for {
		if tie != nil {
			return o, TieError{Owner: a.sku, Entries: []string{best.name(), tie.name()}}
		}
		step, next := p.below(best, &at)
		if step.formula == nil {
			break
		}
		if len(o.derived) == 0 && (best == nil || best.special == nil || best.special.formula != step.formula) {
			o.winner = nil // the formula of the list comes before it
		}
		o.derived = append(o.derived, step)
		if step.formula.needsCost && !a.hasCost {
			return o, NoCostError{SKU: a.sku, List: step.id}
		}
		if step.formula.costPlus {
			best = a.priceOfCost()
			break
		}
		at = at.everybody(next)
		best, tie = p.winner(a, &at)
	}
	if best == nil {
		return o, NoPriceError{SKU: a.sku}
	}
	slices.Reverse(o.derived)
	return o, p.start(&o, best, who.day)
}

// start lets the price start from an entry.
func (p *Pricer) start(o *origin, e *entry, day int32) (err error) {
	o.entry = e
	o.revised, err = p.revised(e, day)
	return err
}

// below is the formula that makes the price at hand, none where best has a price of its
// own, and the list whose price it is made of.
func (p *Pricer) below(best *entry, who *audience) (derivation, int32) {
	l := p.list(who.list)
	switch {
	case best != nil && best.isFormula():
		under := who.list
		if own := p.list(best.special.list); own != nil {
			under = own.parent
		}
		return derivation{best.name(), best.special.formula}, under
	case l == nil || l.formula == nil || best != nil && best.specificity >= forList:
		return derivation{}, 0
	default:
		return derivation{l.id, l.formula}, l.parent
	}
}

// everybody is the audience of a list's own price: no customer's and no project's.
func (a audience) everybody(list int32) audience {
	a.customer, a.groups, a.project, a.list = 0, nil, 0, list
	return a
}

// priceOfCost is the cost of an article as a price.
func (a *article) priceOfCost() *entry {
	return &entry{price: a.cost, base: one(), unit: true, id: costID, source: -1}
}

// widened are the terms of a line that asks for more than an entry's own price: another
// list, unit or currency.
func (r *run) widened(in *Line, a *article, quantity fixed.Dec) (terms, error) {
	o, err := r.origin(a, &r.who)
	if err != nil {
		return terms{}, salesdesk.At("sku", r.unpriced(err))
	}
	if _, err := r.turnOf(in, a); err != nil {
		return terms{}, err
	}
	m := r.measure(in, a, quantity)
	t := r.termsOf(&o, len(o.derived), a, &m)
	return t, t.show()
}

// unpriced is err, or what stands in the way where no price is in the currency asked.
func (r *run) unpriced(err error) error {
	if _, none := err.(NoPriceError); none && r.who.foreign { //nolint:errorlint // just made
		return salesdesk.CurrencyError{Want: r.req.Currency, Got: r.currency}
	}
	return err
}

// measure is what line in asks for.
func (r *run) measure(in *Line, a *article, quantity fixed.Dec) measure {
	u := a.in(in.Unit)
	m := measure{quantity: quantity, unit: u, size: fraction{quantity.Abs().Mul(u.num), u.den}, turn: whole(one())}
	if r.turned {
		m.turn, _ = r.turnOf(in, a) // widened told what is wrong with it
	}
	return m
}

// termsOf are the terms of a price after the first so many of its formulas.
func (r *run) termsOf(o *origin, formulas int, a *article, m *measure) terms {
	e, times := o.entry, o.revised.mul(r.converted(o.entry))
	if formulas > 0 || !times.isOne() {
		e = r.derive(o.entry, times, o.derived[:formulas], a)
	}
	t, by := e.termsOf(r.counted(o.entry, a, m))
	base := t.base
	if e != o.entry || !m.unit.isOne() || !isOne(by) {
		t.divide(by)
		base = tidy(t.base, 0)
		t.divide(times.den)
		t.price, t.base = tidy(t.price, r.places), tidy(t.base, 0)
	}
	r.turn(&t, m.turn, base)
	t.settle(base, m.quantity, r.places)
	t.price, t.base = fit(t.price), fit(t.base)
	t.made, t.unit = true, false
	return t
}

// divide divides the price where a decimal holds the result; else the base quantity
// carries the number.
func (t *terms) divide(by fixed.Dec) {
	if price, exact := quotient(t.price, by); exact {
		t.price = price
	} else {
		t.base = t.base.Mul(by)
	}
}

// priceDigits is how many digits a price has at least that is rounded; see settle.
const priceDigits = 4

// settle states a price for a base quantity where the number that it was divided by stands
// in the base quantity it has: with the fewest places, from two more than the currency has,
// at which a line of so much comes to the same. Where there are none it stays as it is.
func (t *terms) settle(base, quantity fixed.Dec, places int) {
	if t.base.Cmp(base) == 0 {
		return
	}
	t.unit = false
	exact := t.amount(quantity, places)
	for k := places + 2; k <= salesdesk.MaxAmountExponent; k++ {
		price := t.price.MulDivRound(base, t.base, k, fixed.HalfAwayFromZero)
		near := terms{price: price, base: base}
		if price.Digits() >= priceDigits && near.amount(quantity, places).Cmp(exact) == 0 {
			t.price, t.base = price, base
			return
		}
	}
}

// derive is e with its prices converted and each formula applied, in parts of one
// times.den-th: so they stay exact.
func (r *run) derive(e *entry, times fraction, formulas []derivation, a *article) *entry {
	out := *e
	cost := r.costOf(a).mul(whole(e.base))
	price := func(p fixed.Dec) fixed.Dec {
		p = p.Mul(times.num)
		for i := range formulas {
			p = formulas[i].formula.apply(p, times.den, cost, r.places)
		}
		return p
	}
	out.price, out.tiers = price(e.price), slices.Clone(e.tiers)
	for i := range out.tiers {
		out.tiers[i].price = price(out.tiers[i].price)
	}
	return &out
}
