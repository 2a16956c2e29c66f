package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// exclude makes an inclusive document exact in itself, as [Pricer.Price] does: what a VAT
// group comes to without VAT is round(shown ÷ (1 + rate)). The cent by which its lines are
// off stands on the largest of those that sell something, else of those that return something,
// and where that has no cent to give on an adjustment.
func (s *scaling) exclude(out *Priced) {
	if !out.Inclusive {
		return
	}
	for _, g := range groupsOf(out) {
		var net fixed.Dec
		line, adjustment := -1, -1
		for i := range out.Lines {
			l := &out.Lines[i]
			if !l.VAT.is(&g) {
				continue
			}
			net = net.Add(signedOf(l.Net, true))
			if line < 0 || l.outweighs(&out.Lines[line]) {
				line = i
			}
		}
		for i := range out.Adjustments {
			if a := &out.Adjustments[i]; a.VAT.is(&g) {
				adjustment, net = i, net.Add(signedOf(a.Amount, a.Charge))
			}
		}
		rate, _ := number(g.Rate)
		off := out.shown(g.is).DivRound(one().Add(rate), s.places, fixed.HalfAwayFromZero).Sub(net)
		switch {
		case off.IsZero():
		case line >= 0 && (adjustment < 0 || out.Lines[line].gives(off)):
			s.cent(&out.Lines[line], off)
		case adjustment >= 0:
			s.centOf(&out.Adjustments[adjustment], off)
			s.bearCent(out, &g, off)
		}
	}
}

// bearCent lets the line of a group that bears the most of its adjustments bear a cent more
// or less. Where none bears any, nobody does.
func (s *scaling) bearCent(out *Priced, g *VATGroup, by fixed.Dec) {
	most := -1
	for i := range out.Lines {
		if l := &out.Lines[i]; l.VAT.is(g) && !l.Share.IsZero() && (most < 0 || l.Share.Abs().GreaterThan(out.Lines[most].Share.Abs())) {
			most = i
		}
	}
	if most >= 0 {
		s.bear(&out.Lines[most], by)
	}
}

// outweighs reports whether a line sells where another does not, or comes to more.
func (l *PricedLine) outweighs(o *PricedLine) bool {
	if l.Quantity.IsPositive() != o.Quantity.IsPositive() {
		return l.Quantity.IsPositive()
	}
	return l.Net.Abs().GreaterThan(o.Net.Abs())
}

// gives reports whether a line moves by a cent and still sells, or returns, what it did.
func (l *PricedLine) gives(by fixed.Dec) bool {
	moved := signedOf(l.Net, true).Add(by)
	return moved.IsZero() || l.Quantity.IsPositive() == (moved.Sign() > 0)
}

// centOf moves an adjustment of a group in which no line has a cent to give.
func (s *scaling) centOf(a *Adjusted, by fixed.Dec) {
	amount := a.signed().Add(by)
	if !a.Charge {
		amount = amount.Neg()
	}
	*a = s.restated(*a, earned{amount: amount, base: signedOf(a.Base, true), gross: signedOf(a.Gross, true)})
}

// signedOf is an amount of a document that was checked, below zero for an allowance.
func signedOf(a salesdesk.Amount, charge bool) fixed.Dec {
	d, _ := number(a)
	return signedBy(fixed.Dec{}, d, charge)
}

// groupsOf are the VAT groups of what stands on a document.
func groupsOf(p *Priced) (groups []VATGroup) {
	add := func(g VATGroup) {
		if !slices.ContainsFunc(groups, func(known VATGroup) bool { return known.is(&g) }) {
			groups = append(groups, g)
		}
	}
	for i := range p.Lines {
		add(p.Lines[i].VAT)
	}
	for i := range p.Adjustments {
		add(p.Adjustments[i].VAT)
	}
	return groups
}
