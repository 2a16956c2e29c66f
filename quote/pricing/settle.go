package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// terms fills in what follows from lines and adjustments: cash discount, VAT, totals,
// the sums of the document's shape, and the advance.
func (s *scaling) terms(out *Priced) {
	if s.fixes {
		out.Totals.Prepaid = s.whole.Totals.Prepaid
	}
	v := verifier{priced: out, places: s.places}
	v.sums()
	s.discount(&v)
	s.total(&v)
}

// Total is a document with VAT, totals and the sums of its sections and bundles worked out
// anew from its lines and adjustments. What was paid before stays, and so does the
// rounding, but for an inclusive document: that comes to what it shows.
func Total(p Priced) (Priced, error) {
	s := newScaling(&p)
	s.added = p.Lines // which may open a section that the document had not
	out := p
	out.VAT, out.Sections, out.Recurring = nil, nil, nil
	out.Lines, out.Adjustments, out.Bundles = slices.Clone(p.Lines), slices.Clone(p.Adjustments), slices.Clone(p.Bundles)
	if c := p.CashDiscount; c != nil {
		discount := *c
		out.CashDiscount = &discount
	}
	s.exclude(&out)
	v := verifier{priced: &out, places: s.places}
	v.sums()
	s.total(&v)
	return out, s.problems.Err()
}

// sums adds up lines and adjustments by VAT group.
func (v *verifier) sums() {
	for i := range v.priced.Lines {
		l := &v.priced.Lines[i]
		net := signedOf(l.Net, true)
		v.lines = v.lines.Add(net)
		if g := v.group(salesdesk.Index("lines", i)+".vat", &l.VAT); g != nil {
			g.lines = g.lines.Add(net)
		}
	}
	v.document()
}

// total fills in VAT, totals and shape.
func (s *scaling) total(v *verifier) {
	out := v.priced
	tax := s.vat(v)
	exclusive := v.lines.Sub(v.allowances).Add(v.charges)
	rounding := signedOf(out.Totals.Rounding, true)
	if out.Inclusive {
		rounding = out.shown(func(*VATGroup) bool { return true }).Sub(exclusive.Add(tax))
	}
	payable := exclusive.Add(tax).Sub(signedOf(out.Totals.Prepaid, true)).Add(rounding)
	out.Totals = Totals{
		Lines: s.shown(v.lines), Allowances: s.shown(v.allowances), Charges: s.shown(v.charges), TaxExclusive: s.shown(exclusive),
		Tax: s.shown(tax), TaxInclusive: s.shown(exclusive.Add(tax)), Prepaid: out.Totals.Prepaid, Payable: s.shown(payable),
	}
	if !rounding.IsZero() {
		out.Totals.Rounding = s.shown(rounding)
	}
	s.problems = append(s.problems, v.problems...)
	s.shape(out, payable)
}

// ShownIn is what an inclusive document shows in a VAT group, with VAT in it.
func (p *Priced) ShownIn(group VATGroup) (salesdesk.Amount, error) {
	return exact.Amount(p.shown(group.is))
}

// shown is what an inclusive document shows in the VAT groups that a test picks.
func (p *Priced) shown(picked func(*VATGroup) bool) (sum fixed.Dec) {
	for i := range p.Lines {
		if l := &p.Lines[i]; picked(&l.VAT) {
			sum = sum.Add(signedOf(l.Gross, true))
		}
	}
	for i := range p.Adjustments {
		if a := &p.Adjustments[i]; picked(&a.VAT) {
			sum = sum.Add(signedOf(a.Gross, a.Charge))
		}
	}
	return sum
}

func (s *scaling) shown(d fixed.Dec) salesdesk.Amount {
	return s.amount(d.Round(s.places, fixed.HalfAwayFromZero))
}

// discount offers the whole's cash discount on the new amounts, as [Pricer.Price] does.
func (s *scaling) discount(v *verifier) {
	c := s.whole.CashDiscount
	if c == nil {
		return
	}
	rate, _ := number(c.Rate)
	var sum fixed.Dec
	for i := range v.groups {
		g := &v.groups[i]
		amount := g.taxable().Mul(rate).Round(s.places, fixed.HalfAwayFromZero)
		if g.Ground == PackagingGround || amount.IsZero() {
			continue
		}
		v.priced.Adjustments = append(v.priced.Adjustments, Adjusted{
			ID: cashDiscountID, Amount: s.shown(amount), Base: s.shown(g.taxable()), Rate: c.Rate, Reason: SpecialAgreement, VAT: g.VATGroup,
		})
		g.add(false, amount)
		sum = sum.Add(amount)
	}
	v.priced.CashDiscount = &PricedCashDiscount{Rate: c.Rate, Days: c.Days, Amount: s.shown(sum)}
	if sum.IsZero() {
		return
	}
	without := VATGroup{Category: Exempt, Ground: CashDiscountGround}
	v.priced.Adjustments = append(v.priced.Adjustments, Adjusted{
		ID: cashDiscountCharge, Charge: true, Amount: s.shown(sum), Reason: MutuallyDefined, VAT: without,
	})
	if g := v.group("cash_discount", &without); g != nil {
		g.add(true, sum)
	}
	v.allowances, v.charges = v.allowances.Add(sum), v.charges.Add(sum)
}

// vat writes the subtotals, by category, then rate, and gives the sum of the tax.
func (s *scaling) vat(v *verifier) fixed.Dec {
	slices.SortStableFunc(v.groups, func(a, b group) int { return byGroup(&a, &b) })
	var sum fixed.Dec
	for i := range v.groups {
		g := &v.groups[i]
		tax := g.taxable().Mul(g.rate).Round(s.places, fixed.HalfAwayFromZero)
		sum = sum.Add(tax)
		v.priced.VAT = append(v.priced.VAT, VATSubtotal{VATGroup: g.VATGroup, Taxable: s.shown(g.taxable()), Tax: s.shown(tax)})
	}
	return sum
}

// shape fills in what the shape of the document sums.
func (s *scaling) shape(out *Priced, payable fixed.Dec) {
	sum := func(of func(*PricedLine) salesdesk.Amount, in func(*PricedLine) bool) salesdesk.Amount {
		var total fixed.Dec
		for i := range out.Lines {
			if in(&out.Lines[i]) {
				d, _ := number(of(&out.Lines[i]))
				total = total.Add(d)
			}
		}
		return s.shown(total)
	}
	for _, section := range s.sections() {
		in := func(l *PricedLine) bool { return l.Section == section.Section }
		if i := slices.IndexFunc(out.Lines, func(l PricedLine) bool { return in(&l) }); i >= 0 {
			section.Lines, section.Gross = sum(netOf, in), salesdesk.Amount{}
			if out.Inclusive {
				section.Gross = sum(grossOf, in)
			}
			out.Sections = append(out.Sections, section)
		}
	}
	for i := range out.Bundles {
		b := &out.Bundles[i]
		in := func(l *PricedLine) bool { return l.Bundle == b.ID }
		b.Net, b.Gross = sum(netOf, in), salesdesk.Amount{}
		if out.Inclusive {
			b.Gross = sum(grossOf, in)
		}
		s.alone(b)
	}
	s.recurring(out, sum)
	s.advance(out, payable)
	if c := out.CashDiscount; c != nil {
		saved, _ := number(c.Amount)
		c.Payable = s.shown(payable.Sub(saved))
	}
}

// sections are those of the whole, and those that only added lines are in.
func (s *scaling) sections() []SectionTotal {
	if len(s.whole.Sections) == 0 {
		return nil
	}
	found := slices.Clone(s.whole.Sections)
	for i := range s.added {
		name := s.added[i].Section
		if !slices.ContainsFunc(found, func(t SectionTotal) bool { return t.Section == name }) {
			found = append(found, SectionTotal{Section: name})
		}
	}
	return found
}

// alone is what a bundle's components cost without it, in proportion.
func (s *scaling) alone(b *PricedBundle) {
	for _, whole := range s.whole.Bundles {
		if whole.ID == b.ID && !whole.Quantity.IsZero() {
			alone, _ := number(whole.Alone)
			now, _ := number(b.Quantity)
			of, _ := number(whole.Quantity)
			b.Alone = s.amount(alone.MulDivRound(now, of, s.places, fixed.HalfAwayFromZero))
		}
	}
}

// recurring keeps the terms of the recurring lines, and sums the others.
func (s *scaling) recurring(out *Priced, sum func(func(*PricedLine) salesdesk.Amount, func(*PricedLine) bool) salesdesk.Amount) {
	if s.whole.OneOff == nil {
		return
	}
	runs := map[string]bool{}
	for _, rec := range s.whole.Recurring {
		i := slices.IndexFunc(out.Lines, func(l PricedLine) bool { return l.ID == rec.ID })
		if i >= 0 {
			rec.Net, rec.Gross = out.Lines[i].Net, out.Lines[i].Gross
			rec.Segments = segmentsOf(rec.Segments, &out.Lines[i], s.places, out.Inclusive)
			out.Recurring, runs[rec.ID] = append(out.Recurring, rec), true
		}
	}
	once := sum(netOf, func(l *PricedLine) bool { return !runs[l.ID] })
	out.OneOff = &once
}

// advance asks the advance at its rate, or in proportion to what is payable.
func (s *scaling) advance(out *Priced, payable fixed.Dec) {
	d := s.whole.Deposit
	if d == nil || payable.Sign() < 0 {
		return
	}
	amount, _ := number(d.Amount)
	whole, _ := number(s.whole.Totals.Payable)
	if rate, _ := number(d.Rate); !rate.IsZero() {
		amount = payable.Mul(rate).Round(s.places, fixed.HalfAwayFromZero)
	} else if !whole.IsZero() {
		amount = amount.MulDivRound(payable, whole, s.places, fixed.HalfAwayFromZero)
	}
	out.Deposit = &PricedDeposit{Rate: d.Rate, Amount: s.shown(amount), Left: s.shown(payable.Sub(amount))}
}
