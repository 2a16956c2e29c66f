package pricing

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// terms fills in what follows from lines and adjustments: cash discount, VAT, totals,
// the sums of the document's shape, and the advance.
func (s *scaling) terms(out *Priced) {
	v := verifier{priced: out, places: s.places}
	var gross fixed.Dec
	inclusive := false
	for i := range out.Lines {
		l := &out.Lines[i]
		net, _ := number(l.Net)
		shown, _ := number(l.Gross)
		gross, inclusive = gross.Add(shown), inclusive || !shown.IsZero()
		v.lines = v.lines.Add(net)
		if g := v.group(salesdesk.Index("lines", i)+".vat", &l.VAT); g != nil {
			g.lines = g.lines.Add(net)
		}
	}
	for i := range out.Adjustments {
		shown, _ := number(out.Adjustments[i].Gross)
		gross = signedBy(gross, shown, out.Adjustments[i].Charge)
	}
	v.document()
	s.discount(&v)
	tax := s.vat(&v)
	exclusive := v.lines.Sub(v.allowances).Add(v.charges)
	prepaid, rounding := fixed.Dec{}, fixed.Dec{}
	if s.fixes {
		prepaid, _ = number(s.whole.Totals.Prepaid)
	}
	if inclusive {
		rounding = gross.Sub(exclusive.Add(tax))
	}
	payable := exclusive.Add(tax).Sub(prepaid).Add(rounding)
	out.Totals = Totals{
		Lines: s.shown(v.lines), Allowances: s.shown(v.allowances), Charges: s.shown(v.charges), TaxExclusive: s.shown(exclusive),
		Tax: s.shown(tax), TaxInclusive: s.shown(exclusive.Add(tax)), Payable: s.shown(payable),
	}
	if s.fixes {
		out.Totals.Prepaid = s.whole.Totals.Prepaid
	}
	if !rounding.IsZero() {
		out.Totals.Rounding = s.shown(rounding)
	}
	s.problems = append(s.problems, v.problems...)
	s.shape(out, payable, inclusive)
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
	slices.SortStableFunc(v.groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(a.Category, b.Category), a.rate.Cmp(b.rate), cmp.Compare(a.Ground, b.Ground))
	})
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
func (s *scaling) shape(out *Priced, payable fixed.Dec, inclusive bool) {
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
	for _, section := range s.whole.Sections {
		in := func(l *PricedLine) bool { return l.Section == section.Section }
		if i := slices.IndexFunc(out.Lines, func(l PricedLine) bool { return in(&l) }); i >= 0 {
			section.Lines = sum(netOf, in)
			if inclusive {
				section.Gross = sum(grossOf, in)
			}
			out.Sections = append(out.Sections, section)
		}
	}
	s.addSections(out)
	for i := range out.Bundles {
		b := &out.Bundles[i]
		in := func(l *PricedLine) bool { return l.Bundle == b.ID }
		b.Net = sum(netOf, in)
		if inclusive {
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
