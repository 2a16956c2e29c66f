package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// pack takes returnable packaging along by the piece, as far as the lines go.
func (s *scaling) pack(out *Priced) {
	all := make([]int, 0, len(s.spans))
	for i := range s.spans {
		if s.spans[i].of.Sign() > 0 {
			all = append(all, i)
		}
	}
	before, after, whole := s.worth(all)
	if whole.IsZero() { // all are free: by their quantities, evenly
		for _, i := range all {
			l := &s.spans[i]
			before, after = before.Add(l.partOf(one(), l.from, quantityPlaces)), after.Add(l.partOf(one(), l.to, quantityPlaces))
			whole = whole.Add(one())
		}
	}
	for _, p := range s.whole.Packaging {
		count, _ := number(p.Quantity)
		if whole.IsZero() {
			continue
		}
		had := count.MulDivRound(before, whole, 0, fixed.HalfAwayFromZero)
		if len(s.before) > 0 {
			had = s.packedBefore(p.Kind)
		}
		count = count.MulDivRound(after, whole, 0, fixed.HalfAwayFromZero).Sub(had)
		deposit, _ := number(p.Deposit)
		i := slices.IndexFunc(s.whole.Adjustments, func(a Adjusted) bool { return a.ID == p.Kind && a.VAT.Ground == PackagingGround })
		if i < 0 || count.IsZero() {
			continue
		}
		a := s.whole.Adjustments[i]
		p.Quantity, p.Amount = s.amount(count), s.amount(count.Mul(deposit))
		if !a.Gross.IsZero() {
			a.Gross = p.Amount
		}
		a.Amount = p.Amount
		out.Packaging, out.Adjustments = append(out.Packaging, p), append(out.Adjustments, a)
	}
}

// packedBefore is how much packaging of a kind the documents before state.
func (s *scaling) packedBefore(kind string) (sum fixed.Dec) {
	for i := range s.before {
		for k := range s.before[i].Packaging {
			if p := &s.before[i].Packaging[k]; p.Kind == kind {
				sum = sum.Add(signedOf(p.Quantity, true))
			}
		}
	}
	return sum
}

// bundles keeps a bundle where its components are taken in one ratio that is exact.
func (s *scaling) bundles(out *Priced, at []int) {
	for _, b := range s.whole.Bundles {
		quantity, kept := s.ratio(b)
		for i := range s.spans {
			if k := at[i]; k >= 0 && out.Lines[k].Bundle == b.ID && !kept {
				out.Lines[k].Bundle = ""
			}
		}
		if kept && !quantity.IsZero() {
			b.Quantity = s.amount(quantity)
			out.Bundles = append(out.Bundles, b)
		}
	}
}

// ratio is how many of a bundle are taken, if they are taken together.
func (s *scaling) ratio(b PricedBundle) (quantity fixed.Dec, together bool) {
	of, _ := number(b.Quantity)
	first := true
	for i := range s.spans {
		l := &s.spans[i]
		if l.line.Bundle != b.ID || l.of.IsZero() {
			continue
		}
		taken := l.to.Sub(l.from)
		exact, found := quotient(of.Mul(taken), l.of)
		if !found || l.instead != nil || !first && exact.Cmp(quantity) != 0 {
			return fixed.Dec{}, false
		}
		quantity, first = exact, false
	}
	return quantity, true
}
