package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// earned is what a quantity has earned of an adjustment.
type earned struct{ amount, base, gross fixed.Dec }

func (e earned) add(o earned) earned {
	return earned{e.amount.Add(o.amount), e.base.Add(o.base), e.gross.Add(o.gross)}
}

func (e earned) sub(o earned) earned {
	return earned{e.amount.Sub(o.amount), e.base.Sub(o.base), e.gross.Sub(o.gross)}
}

// upTo is what a quantity has earned of an amount of the line.
func (s *extent) upTo(amount salesdesk.Amount, quantity fixed.Dec, places int) fixed.Dec {
	d, _ := number(amount) // of a document that was checked
	return s.partOf(d, quantity, places)
}

func (s *extent) partOf(amount, quantity fixed.Dec, places int) fixed.Dec {
	if s.of.IsZero() || quantity.Cmp(s.of) == 0 {
		return amount
	}
	return amount.MulDivRound(quantity, s.of, places, fixed.HalfAwayFromZero)
}

// adjusted is an adjustment of the line for a quantity: a percentage of its basis. What an
// allowance takes off is no more than what those before it leave of the line.
func (s *extent) adjusted(a *Adjusted, quantity, left fixed.Dec, places int) earned {
	e := earned{s.upTo(a.Amount, quantity, places), s.upTo(a.Base, quantity, places), s.upTo(a.Gross, quantity, places)}
	rate, _ := number(a.Rate)
	if quantity.Cmp(s.of) > 0 { // of less, no part may be more than the whole, which a cent was moved from
		rate, _ = number(a.ratio())
	}
	if !rate.IsZero() && quantity.Cmp(s.of) != 0 {
		e.amount = e.base.Mul(rate).Round(places, fixed.HalfAwayFromZero)
	}
	if quantity.Cmp(s.of) != 0 && !a.Charge && left.Sign() >= 0 && e.amount.Cmp(left) > 0 {
		e.amount = left // the base was rounded, and so was the price for the quantity
	}
	return e
}

// adjustedBefore is what was taken of an adjustment before.
func (s *extent) adjustedBefore(a *Adjusted, left fixed.Dec, places int) earned {
	if len(s.stated) == 0 {
		return s.adjusted(a, s.from, left, places)
	}
	e := earned{base: s.upTo(a.Base, s.from, places)}
	for _, l := range s.stated {
		for i := range l.Adjustments {
			if b := &l.Adjustments[i]; b.ID == a.ID {
				charge := b.Charge == a.Charge // else it was taken back
				e.amount, e.gross = e.amount.Add(signedOf(b.Amount, charge)), e.gross.Add(signedOf(b.Gross, charge))
			}
		}
	}
	return e
}

// list is a quantity times the price.
func (s *extent) list(quantity fixed.Dec, places int) fixed.Dec {
	price, _ := number(s.line.Price)
	base, _ := baseOf(s.line.BaseQuantity)
	return price.MulDivRound(quantity, base, places, fixed.HalfAwayFromZero)
}

// net is the net amount of a quantity.
func (s *extent) net(quantity fixed.Dec, places int) fixed.Dec {
	return s.carried(quantity, places, netOf, func(l *extent, q fixed.Dec) fixed.Dec { return l.ownNet(q, places) })
}

// gross is the same with VAT in it.
func (s *extent) gross(quantity fixed.Dec, places int) fixed.Dec {
	return s.carried(quantity, places, grossOf, func(l *extent, q fixed.Dec) fixed.Dec { return l.upTo(l.line.Gross, q, places) })
}

// ownNet is the net amount of a quantity of the line by itself.
func (s *extent) ownNet(quantity fixed.Dec, places int) fixed.Dec {
	if quantity.Cmp(s.of) == 0 {
		net, _ := number(s.line.Net)
		return net
	}
	net := s.list(quantity, places)
	for i := range s.line.Adjustments {
		if a := &s.line.Adjustments[i]; a.ID != Cent {
			net = signedBy(net, s.adjusted(a, quantity, net, places).amount, a.Charge)
		}
	}
	return net
}

// netBefore is the net amount of what was taken before.
func (s *extent) netBefore(places int) fixed.Dec {
	if len(s.stated) == 0 {
		return s.net(s.from, places)
	}
	return s.sumStated(netOf)
}

// grossBefore is the same with VAT in it.
func (s *extent) grossBefore(places int) fixed.Dec {
	if len(s.stated) == 0 {
		return s.gross(s.from, places)
	}
	return s.sumStated(grossOf)
}

func (s *extent) sumStated(of func(*PricedLine) salesdesk.Amount) (sum fixed.Dec) {
	for _, l := range s.stated {
		d, _ := number(of(l))
		sum = sum.Add(d)
	}
	return sum
}

func signedBy(sum, amount fixed.Dec, charge bool) fixed.Dec {
	if charge {
		return sum.Add(amount)
	}
	return sum.Sub(amount)
}
