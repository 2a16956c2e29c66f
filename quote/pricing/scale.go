package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// document is the document of what is taken of the lines, exact in itself.
func (s *scaling) document() (Priced, error) {
	w := s.whole
	out := Priced{
		Currency: w.Currency, Date: w.Date, TaxPoint: w.TaxPoint, Mentions: slices.Clone(w.Mentions),
		Coupons: slices.Clone(w.Coupons), Exchange: w.Exchange,
	}
	at := make([]int, len(s.spans)) // the line of each span, -1 where none is
	for i := range s.spans {
		at[i] = -1
		if !s.spans[i].isEmpty() || s.spans[i].instead != nil || s.fixes {
			at[i] = len(out.Lines)
			out.Lines = append(out.Lines, s.scaled(s.spans[i]))
		}
	}
	if s.fixes {
		out.Lines, out.Options = append(out.Lines, s.added...), slices.Clone(w.Options)
	}
	for k := range w.Adjustments {
		s.adjust(&out, at, &w.Adjustments[k])
	}
	s.pack(&out)
	s.bundles(&out, at)
	s.terms(&out)
	if err := s.problems.Err(); err != nil {
		return Priced{}, err
	}
	return out, nil
}

// adjust scales an adjustment of the document by the lines that bear it, and gives them
// their shares.
func (s *scaling) adjust(out *Priced, at []int, a *Adjusted) {
	if a.VAT.Ground == PackagingGround || s.isCashDiscount(a) {
		return // worked out apart
	}
	bearers := s.bearers(a)
	before, after, whole := s.worth(bearers)
	if whole.IsZero() {
		return
	}
	amount, base := s.documents(a, after, whole)
	was, basis := s.documents(a, before, whole)
	if s.fixes {
		was, basis = fixed.Dec{}, fixed.Dec{}
	}
	gross, _ := number(a.Gross)
	if rate, _ := number(a.Rate); !s.fixes || !rate.IsZero() {
		gross = between(gross, before, after, whole, s.places)
	}
	part := s.restated(*a, amount.Sub(was), base.Sub(basis), gross)
	if part.Amount.IsZero() {
		return
	}
	out.Adjustments = append(out.Adjustments, part)
	s.share(out, at, bearers, &part)
}

func (s *scaling) isCashDiscount(a *Adjusted) bool {
	return s.whole.CashDiscount != nil && (a.ID == cashDiscountID || a.ID == cashDiscountCharge)
}

// documents is an adjustment of the document where its lines are worth so much.
func (s *scaling) documents(a *Adjusted, worth, whole fixed.Dec) (amount, base fixed.Dec) {
	amount, _ = number(a.Amount)
	base, _ = number(a.Base)
	rate, _ := number(a.Rate)
	switch {
	case worth.Cmp(whole) == 0 || s.fixes && rate.IsZero():
		return amount, base
	case rate.IsZero():
		return amount.MulDivRound(worth, whole, s.places, fixed.HalfAwayFromZero), fixed.Dec{}
	}
	base = base.MulDivRound(worth, whole, s.places, fixed.HalfAwayFromZero)
	return base.Mul(rate).Round(s.places, fixed.HalfAwayFromZero), base
}

func between(amount, before, after, whole fixed.Dec, places int) fixed.Dec {
	return amount.MulDivRound(after, whole, places, fixed.HalfAwayFromZero).
		Sub(amount.MulDivRound(before, whole, places, fixed.HalfAwayFromZero))
}

// bearers are the lines that an adjustment was shared by: those of its VAT group with a
// share, else all of the group, else all there are.
func (s *scaling) bearers(a *Adjusted) []int {
	inGroup := func(l *PricedLine) bool { return l.VAT.is(&a.VAT) }
	for _, bears := range []func(*PricedLine) bool{
		func(l *PricedLine) bool { return inGroup(l) && !l.Share.IsZero() },
		inGroup,
		func(*PricedLine) bool { return true },
	} {
		var found []int
		for i := range s.spans {
			if s.spans[i].of.Sign() > 0 && bears(s.spans[i].line) {
				found = append(found, i)
			}
		}
		if _, _, whole := s.worth(found); !whole.IsZero() {
			return found
		}
	}
	return nil
}

// worth is what lines come to before, after and as a whole.
func (s *scaling) worth(lines []int) (before, after, whole fixed.Dec) {
	for _, i := range lines {
		l := &s.spans[i]
		before = before.Add(l.net(l.from, s.places))
		whole = whole.Add(l.net(l.of, s.places))
		if l.instead != nil {
			net, _ := number(l.instead.Net)
			after = after.Add(net)
		} else {
			after = after.Add(l.net(l.to, s.places))
		}
	}
	return before, after, whole
}

// share splits an adjustment over the lines of its VAT group that bear it, by what they
// come to.
func (s *scaling) share(out *Priced, at []int, bearers []int, a *Adjusted) {
	var lines []int
	var weights []fixed.Dec
	for _, i := range bearers {
		if at[i] >= 0 && out.Lines[at[i]].VAT.is(&a.VAT) {
			net, _ := number(out.Lines[at[i]].Net)
			lines, weights = append(lines, at[i]), append(weights, net)
		}
	}
	if fixed.Sum(weights).IsZero() {
		return
	}
	parts, err := fixed.Allocate(a.signed(), weights, s.places, nil)
	if err != nil {
		s.problems.AddAt("adjustments", err)
		return
	}
	for k, i := range lines {
		share, _ := number(out.Lines[i].Share)
		out.Lines[i].Share = s.amount(share.Add(parts[k]))
	}
}

// pack takes returnable packaging along by the piece, as far as the lines go.
func (s *scaling) pack(out *Priced) {
	all := make([]int, 0, len(s.spans))
	for i := range s.spans {
		if s.spans[i].of.Sign() > 0 {
			all = append(all, i)
		}
	}
	before, after, whole := s.worth(all)
	for _, p := range s.whole.Packaging {
		count, _ := number(p.Quantity)
		if whole.IsZero() {
			continue
		}
		count = count.MulDivRound(after, whole, 0, fixed.Ceiling).Sub(count.MulDivRound(before, whole, 0, fixed.Ceiling))
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
