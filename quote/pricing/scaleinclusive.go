package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// exclude makes an inclusive document exact in itself, as [Pricer.Price] does: what a VAT
// group comes to without VAT is round(shown ÷ (1 + rate)). The cent by which its lines are
// off stands on the largest of those that sell something, else on an adjustment.
func (s *scaling) exclude(out *Priced) {
	if _, inclusive := shownBy(out); !inclusive {
		return
	}
	for _, g := range groupsOf(out) {
		var net, shown fixed.Dec
		line, adjustment := -1, -1
		for i := range out.Lines {
			l := &out.Lines[i]
			if !l.VAT.is(&g) {
				continue
			}
			net, shown = net.Add(signedOf(l.Net, true)), shown.Add(signedOf(l.Gross, true))
			if l.Quantity.IsPositive() && (line < 0 || l.Net.GreaterThan(out.Lines[line].Net.Decimal)) {
				line = i
			}
		}
		for i := range out.Adjustments {
			if a := &out.Adjustments[i]; a.VAT.is(&g) {
				adjustment, net, shown = i, net.Add(signedOf(a.Amount, a.Charge)), shown.Add(signedOf(a.Gross, a.Charge))
			}
		}
		rate, _ := number(g.Rate)
		off := shown.DivRound(one().Add(rate), s.places, fixed.HalfAwayFromZero).Sub(net)
		switch {
		case off.IsZero():
		case line >= 0 && (adjustment < 0 || signedOf(out.Lines[line].Net, true).Add(off).Sign() >= 0):
			s.cent(&out.Lines[line], off)
		case adjustment >= 0:
			s.centOf(&out.Adjustments[adjustment], off)
			if line >= 0 && !out.Lines[line].Share.IsZero() {
				s.bear(&out.Lines[line], off)
			}
		}
	}
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
