package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// takeTiers checks the tiers of a book's entry and keeps them.
func (e *entry) takeTiers(source *Entry) error {
	var p salesdesk.Problems
	switch source.Mode {
	case Package, Flat:
	case Volume, Graduated:
		if len(source.Tiers) == 0 {
			p.Add(salesdesk.FieldError{Path: "tiers", Rule: salesdesk.RuleRequired})
		}
	case "":
		if len(source.Tiers) > 0 { // what a tier's price is for is never implied
			p.Add(salesdesk.FieldError{Path: "mode", Rule: salesdesk.RuleRequired})
		}
	default:
		p.Add(salesdesk.FieldError{Path: "mode", Rule: salesdesk.RuleOneOf, Param: "volume, graduated, package, flat"})
	}
	var before fixed.Dec
	for i, t := range source.Tiers {
		at := salesdesk.Index("tiers", i)
		from, err := atLeast(t.From, true)
		p.AddAt(at+".from", err)
		price, priceErr := atLeast(t.Price, false)
		p.AddAt(at+".price", priceErr)
		if err == nil && i > 0 && from.Cmp(before) <= 0 {
			p.Add(salesdesk.FieldError{Path: at + ".from", Rule: salesdesk.RuleOrder, Param: source.Tiers[i-1].From.String()})
		}
		before = from
		e.tiers = append(e.tiers, tier{from, price, t.Price})
	}
	return p.Err()
}

// terms are a price for a base quantity, to be multiplied with a quantity and never
// rounded before. Where made, the shown amounts are still to be made.
type terms struct {
	price, base           fixed.Dec
	priceShown, baseShown salesdesk.Amount
	unit, made            bool
}

// amount is what a quantity costs, rounded: round(quantity × price ÷ base).
func (t *terms) amount(quantity fixed.Dec, places int) fixed.Dec {
	if t.unit {
		return t.price.Mul(quantity).Round(places, fixed.HalfAwayFromZero)
	}
	return t.price.MulDivRound(quantity, t.base, places, fixed.HalfAwayFromZero)
}

// show makes the shown amounts.
func (t *terms) show() (err error) {
	if !t.made {
		return nil
	}
	if t.priceShown, err = exact.Amount(t.price); err != nil {
		return err
	}
	t.baseShown, err = exact.Amount(t.base)
	return err
}

// terms are what e asks for a quantity.
func (e *entry) terms(quantity fixed.Dec) terms {
	t := terms{price: e.price, base: e.base, priceShown: e.priceShown, baseShown: e.baseShown, unit: e.unit}
	if e.mode == "" {
		return t
	}
	size := quantity.Abs()
	reached := e.reached(size)
	if reached >= 0 && e.mode != Graduated {
		t.price, t.priceShown = e.tiers[reached].price, e.tiers[reached].shown
	}
	if e.mode == Volume || size.IsZero() {
		return t
	}
	// The price of the whole, for the whole: what is shown multiplies out exactly.
	switch e.mode {
	case Graduated:
		t.price, t.base = e.graduated(size), e.base.Mul(size)
	case Package:
		t.price, t.base = t.price.Mul(size.DivRound(e.base, 0, fixed.Ceiling)), size
	default:
		t.base = size
	}
	t.unit, t.made = false, true
	return t
}

// reached is the last tier that starts at or below size, or -1.
func (e *entry) reached(size fixed.Dec) int {
	for i := len(e.tiers) - 1; i >= 0; i-- {
		if e.tiers[i].from.Cmp(size) <= 0 {
			return i
		}
	}
	return -1
}

// graduated is the sum over the tiers of the price and the part of size within.
func (e *entry) graduated(size fixed.Dec) fixed.Dec {
	var sum, begin fixed.Dec
	price := e.price
	for _, t := range e.tiers {
		end := t.from
		if !e.continuous { // unit number from is the first within: below it are from - 1
			end = end.Sub(one())
		}
		if end.Cmp(size) >= 0 {
			break
		}
		sum = sum.Add(price.Mul(end.Sub(begin)))
		begin, price = end, t.price
	}
	return sum.Add(price.Mul(size.Sub(begin)))
}
