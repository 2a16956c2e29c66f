package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// ratio is what an adjustment is of its base, 0 for a fixed amount.
func (a *Adjusted) ratio() salesdesk.Amount {
	if !a.Rate.IsZero() {
		return a.Rate
	}
	return a.AskedRate
}

// state states an amount as a ratio of its base, where it is that to the cent
// (PEPPOL-EN16931-R040 to R042), else as [Adjusted.ask] does. It gives the base, 0 for a
// fixed amount.
func (a *Adjusted) state(ratio salesdesk.Amount, base, amount fixed.Dec, places int) fixed.Dec {
	rate, _ := number(ratio) // checked
	if rate.IsZero() || base.Mul(rate).Round(places, fixed.HalfAwayFromZero).Cmp(amount) != 0 {
		return a.ask(ratio, base, amount, places)
	}
	a.Rate, a.AskedRate = ratio, salesdesk.Amount{}
	return base
}

// ask states an amount as a ratio that was asked of a base, where it is that but for moved
// cents. It gives the base, 0 for a fixed amount.
func (a *Adjusted) ask(ratio salesdesk.Amount, base, amount fixed.Dec, places int) fixed.Dec {
	a.Rate, a.AskedRate = salesdesk.Amount{}, salesdesk.Amount{}
	rate, _ := number(ratio) // checked
	if rate.IsZero() || !a.moved(rate, base, amount, places) {
		return fixed.Dec{}
	}
	a.AskedRate = ratio
	return base
}

// moved reports whether an amount is a ratio of its base but for what largest remainder
// moves: below one minor unit, with half a one where the sum was rounded and the ratio of half
// a one where the base was. An amount with VAT in it, and then its part without, both are.
func (a *Adjusted) moved(rate, base, amount fixed.Dec, places int) bool {
	most := fixed.FromInt(3, 0).Add(rate)
	if !a.Gross.IsZero() {
		most = fixed.FromInt(5, 0).Add(rate).Add(rate)
	}
	twice := base.Mul(rate).Sub(amount).Abs().Mul(fixed.FromInt(2, 0))
	return !base.IsZero() && twice.Err() == nil && twice.Cmp(most.Mul(fixed.FromInt(1, -places))) < 0
}
