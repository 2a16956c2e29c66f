package pricing

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// document is the document of what is taken of the lines, exact in itself.
func (s *scaling) document() (Priced, error) {
	w := s.whole
	out := Priced{
		Currency: w.Currency, Date: w.Date, Inclusive: w.Inclusive, TaxPoint: w.TaxPoint, Mentions: slices.Clone(w.Mentions),
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
	if len(s.before) > 0 {
		s.settleShares(&out, at)
	}
	s.pack(&out)
	s.exclude(&out)
	s.bundles(&out, at)
	s.terms(&out)
	if err := s.problems.Err(); err != nil {
		return Priced{}, err
	}
	return out, nil
}

// adjust gives the document its part of an adjustment.
func (s *scaling) adjust(out *Priced, at []int, a *Adjusted) {
	switch {
	case a.VAT.Ground == PackagingGround || s.isCashDiscount(a): // worked out apart
	case s.fixes:
		s.amend(out, at, a)
	default:
		s.earn(out, at, a)
	}
}

// earn gives the document what the lines taken have earned of an adjustment, and where they
// are of its VAT group their shares of it.
func (s *scaling) earn(out *Priced, at []int, a *Adjusted) {
	bearers, weights := s.bearers(a)
	amounts, grosses := s.allocated(a.Amount, weights), s.allocated(a.Gross, weights)
	own := !a.apart() && !slices.ContainsFunc(bearers, func(i int) bool { return !s.spans[i].line.VAT.is(&a.VAT) })
	var after, before earned
	for k, i := range bearers {
		l := &s.spans[i]
		share, had := l.partOf(amounts[k], l.to, s.places), l.partOf(amounts[k], l.from, s.places)
		after = after.add(earned{amount: share, gross: l.partOf(grosses[k], l.to, s.places)})
		before = before.add(earned{amount: had, gross: l.partOf(grosses[k], l.from, s.places)})
		if len(s.before) > 0 {
			had = fixed.Dec{} // what was borne before is known by line only
		}
		if own && at[i] >= 0 {
			s.bear(&out.Lines[at[i]], signedBy(fixed.Dec{}, share.Sub(had), a.Charge))
		}
	}
	if len(s.before) > 0 {
		before = s.statedOf(a)
		after = after.holding(before, earned{amount: signedOf(a.Amount, true), gross: signedOf(a.Gross, true)})
	}
	sum := after.sub(before)
	if own {
		s.owe(&a.VAT, signedBy(fixed.Dec{}, sum.amount, a.Charge))
	}
	if before, after, whole := s.worth(bearers); !whole.IsZero() {
		base, _ := number(a.Base)
		sum.base = between(base, before, after, whole, s.places)
	}
	if !sum.amount.IsZero() || !sum.gross.IsZero() {
		out.Adjustments = append(out.Adjustments, s.restated(*a, sum))
	}
}

// allocated is an amount split by weights.
func (s *scaling) allocated(a salesdesk.Amount, weights []fixed.Dec) []fixed.Dec {
	amount, _ := number(a)
	if len(weights) == 0 || amount.IsZero() {
		return make([]fixed.Dec, len(weights))
	}
	parts, err := fixed.Allocate(amount, weights, s.places, nil)
	if err != nil {
		s.problems.AddAt("adjustments", err)
		return make([]fixed.Dec, len(weights))
	}
	return parts
}

// bear adds to a line's share of the document's adjustments.
func (s *scaling) bear(l *PricedLine, share fixed.Dec) {
	if !share.IsZero() {
		borne, _ := number(l.Share)
		l.Share = s.amount(borne.Add(share))
	}
}

// amend scales a percentage of the document with what bears it, and leaves an amount.
func (s *scaling) amend(out *Priced, at []int, a *Adjusted) {
	bearers, _ := s.bearers(a)
	_, after, whole := s.worth(bearers)
	var e earned
	e.amount, _ = number(a.Amount)
	e.base, _ = number(a.Base)
	e.gross, _ = number(a.Gross)
	if rate, _ := number(a.ratio()); !rate.IsZero() && !whole.IsZero() && after.Cmp(whole) != 0 {
		e.base = between(e.base, fixed.Dec{}, after, whole, s.places)
		e.gross = between(e.gross, fixed.Dec{}, after, whole, s.places)
		e.amount = e.base.Mul(rate).Round(s.places, fixed.HalfAwayFromZero)
	}
	part := s.restated(*a, e)
	if part.Amount.IsZero() && part.Base.IsZero() {
		return
	}
	out.Adjustments = append(out.Adjustments, part)
	s.share(out, at, bearers, &part)
}

func (s *scaling) isCashDiscount(a *Adjusted) bool {
	return s.whole.CashDiscount != nil && (a.ID == cashDiscountID || a.ID == cashDiscountCharge)
}

func between(amount, before, after, whole fixed.Dec, places int) fixed.Dec {
	return amount.MulDivRound(after, whole, places, fixed.HalfAwayFromZero).
		Sub(amount.MulDivRound(before, whole, places, fixed.HalfAwayFromZero))
}

// bearers are the lines that an adjustment was shared by, and what they come to: those
// of its VAT group with a share, else all of the group, else all there are, evenly where
// they are free.
func (s *scaling) bearers(a *Adjusted) (found []int, weights []fixed.Dec) {
	inGroup := func(l *PricedLine) bool { return l.VAT.is(&a.VAT) }
	for _, bears := range []func(*PricedLine) bool{
		func(l *PricedLine) bool { return inGroup(l) && !l.Share.IsZero() },
		inGroup,
		func(*PricedLine) bool { return true },
	} {
		found, weights = nil, nil
		for i := range s.spans {
			if l := &s.spans[i]; l.of.Sign() > 0 && bears(l.line) {
				found, weights = append(found, i), append(weights, l.net(l.of, s.places))
			}
		}
		if !fixed.Sum(weights).IsZero() {
			return found, weights
		}
	}
	return found, evenly(weights)
}

// compare puts groups by category, then rate, then ground.
func (g *VATGroup) compare(o *VATGroup) int {
	return cmp.Or(cmp.Compare(g.Category, o.Category), g.Rate.Cmp(o.Rate.Decimal), cmp.Compare(g.Ground, o.Ground))
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
	for k, part := range s.allocated(a.Amount, weights) {
		s.bear(&out.Lines[lines[k]], signedBy(fixed.Dec{}, part, a.Charge))
	}
}
