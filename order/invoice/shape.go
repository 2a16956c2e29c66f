package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// cashDiscountID is the id of the allowances of a cash discount.
const cashDiscountID = "cash_discount"

// shape carries along what a part shows besides its figures: mentions, sections, bundles,
// returnable packaging, the cash discount and the rate of exchange. What was offered
// and not chosen, the advance that was asked and the terms of recurring lines stay with
// what was agreed.
func (p part) shape(out pricing.Priced) (pricing.Priced, error) {
	var problems salesdesk.Problems
	out.TaxPoint, out.Exchange, out.Mentions = p.whole.TaxPoint, p.whole.Exchange, slices.Clone(p.whole.Mentions)
	p.cashDiscount(&out, &problems)
	p.packaging(&out, &problems)
	if len(p.whole.Sections) > 0 {
		out.Sections = p.sections(out.Lines, &problems)
	}
	for _, b := range p.whole.Bundles {
		if slices.ContainsFunc(out.Lines, func(l pricing.PricedLine) bool { return l.Bundle == b.ID }) {
			out.Bundles = append(out.Bundles, p.bundle(b, out.Lines, &problems))
		}
	}
	return out, problems.Err()
}

// apart reports whether an adjustment is in no line's share: a deposit of packaging, and
// a cash discount with what it charges again.
func (p part) apart(a pricing.Adjusted) bool {
	return !p.deposit(a).IsZero() || p.whole.CashDiscount != nil && (a.ID == cashDiscountID || a.VAT.Ground == pricing.CashDiscountGround)
}

// cashDiscount makes the charge what the allowances of the part come to, so that both
// cancel out in every part.
func (p part) cashDiscount(out *pricing.Priced, problems *salesdesk.Problems) {
	whole := p.whole.CashDiscount
	if whole == nil {
		return
	}
	saved := cashSaved(out.Adjustments)
	payable := fixed.FromDecimal(out.Totals.Payable.Decimal)
	out.CashDiscount = &pricing.PricedCashDiscount{
		Rate: whole.Rate, Days: whole.Days, Amount: p.shown(saved, problems), Payable: p.shown(payable.Sub(saved), problems),
	}
}

// cashSaved is the sum of the allowances of a cash discount.
func cashSaved(list []pricing.Adjusted) (sum fixed.Dec) {
	for _, a := range list {
		if a.ID == cashDiscountID && !a.Charge {
			sum = sum.Add(fixed.FromDecimal(a.Amount.Decimal))
		}
	}
	return sum
}

// deposit is what one piece of the packaging costs that an adjustment is for, else 0.
func (p part) deposit(a pricing.Adjusted) fixed.Dec {
	for _, k := range p.whole.Packaging {
		if k.Kind == a.ID && a.VAT.Ground == pricing.PackagingGround {
			return fixed.FromDecimal(k.Deposit.Decimal)
		}
	}
	return fixed.Dec{}
}

// pieces is an amount as that of whole pieces: half a pallet is not taken back.
func pieces(amount, deposit fixed.Dec) fixed.Dec {
	return amount.DivRound(deposit, 0, fixed.HalfAwayFromZero).Mul(deposit)
}

// packaging is what the part charges of each kind.
func (p part) packaging(out *pricing.Priced, problems *salesdesk.Problems) {
	for _, k := range p.whole.Packaging {
		for _, a := range out.Adjustments {
			if k.Kind != a.ID || a.VAT.Ground != pricing.PackagingGround || k.Deposit.IsZero() {
				continue
			}
			count := fixed.FromDecimal(a.Amount.Decimal).DivRound(fixed.FromDecimal(k.Deposit.Decimal), 0, fixed.HalfAwayFromZero)
			k.Quantity, k.Amount = problemsOf(count, problems), a.Amount
			out.Packaging = append(out.Packaging, k)
		}
	}
}

// sections sums the lines by section, in the order in which sections first occur.
func (p part) sections(lines []pricing.PricedLine, problems *salesdesk.Problems) []pricing.SectionTotal {
	var found []pricing.SectionTotal
	for _, l := range lines {
		i := slices.IndexFunc(found, func(s pricing.SectionTotal) bool { return s.Section == l.Section })
		if i < 0 {
			i, found = len(found), append(found, pricing.SectionTotal{Section: l.Section})
		}
		found[i].Lines, found[i].Gross = plus(found[i].Lines, l.Net, problems), plus(found[i].Gross, l.Gross, problems)
	}
	return found
}

// bundle is the parent of the lines that are there: as many bundles as the part has whole
// ones of, where all components come in the same proportion, and else none in number.
func (p part) bundle(b pricing.PricedBundle, lines []pricing.PricedLine, problems *salesdesk.Problems) pricing.PricedBundle {
	whole := fixed.FromDecimal(b.Quantity.Decimal)
	alone := fixed.FromDecimal(b.Alone.Decimal)
	b.Net, b.Gross = salesdesk.Amount{}, salesdesk.Amount{}
	for _, l := range lines {
		if l.Bundle == b.ID {
			b.Net, b.Gross = plus(b.Net, l.Net, problems), plus(b.Gross, l.Gross, problems)
		}
	}
	count, together := fixed.Dec{}, true
	first := true
	for _, l := range p.whole.Lines {
		if l.Bundle != b.ID {
			continue
		}
		part := whole.MulDivRound(p.inPart(lines, l.ID), fixed.FromDecimal(l.Quantity.Decimal), bundlePlaces, fixed.HalfAwayFromZero)
		together = together && (first || part.Cmp(count) == 0)
		count, first = part, false
	}
	if !together {
		count = fixed.Dec{}
	}
	if n := count.Round(0, fixed.HalfAwayFromZero); n.Cmp(count) == 0 {
		count = n
	}
	b.Quantity, b.Alone = problemsOf(count, problems), salesdesk.Amount{}
	if !count.IsZero() {
		b.Alone = p.shown(alone.MulDivRound(count, whole, p.places, fixed.HalfAwayFromZero), problems)
	}
	return b
}

// bundlePlaces are the decimals in which a number of bundles is told.
const bundlePlaces = 6

// inPart is the quantity of a line in the part.
func (p part) inPart(lines []pricing.PricedLine, id string) fixed.Dec {
	for _, l := range lines {
		if l.ID == id {
			return fixed.FromDecimal(l.Quantity.Decimal)
		}
	}
	return fixed.Dec{}
}

// gross is what a line has earned of its price with VAT in it, minus what was taken.
func (p part) gross(l pricing.PricedLine) fixed.Dec {
	if l.Gross.IsZero() {
		return fixed.Dec{}
	}
	gross := p.entitled(fixed.FromDecimal(l.Gross.Decimal), l)
	for _, before := range p.before {
		if earlier, ok := find(before, l.ID); ok {
			gross = gross.Sub(fixed.FromDecimal(earlier.Gross.Decimal))
		}
	}
	return gross
}

// addShape adds what a document shows besides its figures to that of the documents with it.
func addShape(whole, d *pricing.Priced, problems *salesdesk.Problems) {
	for _, m := range d.Mentions {
		if !slices.Contains(whole.Mentions, m) {
			whole.Mentions = append(whole.Mentions, m)
		}
	}
	for _, s := range d.Sections {
		if !slices.ContainsFunc(whole.Sections, func(t pricing.SectionTotal) bool { return t.Section == s.Section }) {
			whole.Sections = append(whole.Sections, s) // only that there are some counts
		}
	}
	for _, b := range d.Bundles {
		whole.Bundles = addBundle(whole.Bundles, b, problems)
	}
	for _, k := range d.Packaging {
		i := slices.IndexFunc(whole.Packaging, func(w pricing.PricedPackaging) bool { return w.Kind == k.Kind })
		if i < 0 {
			whole.Packaging = append(whole.Packaging, k)
			continue
		}
		whole.Packaging[i].Quantity = plus(whole.Packaging[i].Quantity, k.Quantity, problems)
		whole.Packaging[i].Amount = plus(whole.Packaging[i].Amount, k.Amount, problems)
	}
	if d.CashDiscount != nil && whole.CashDiscount == nil {
		whole.CashDiscount = &pricing.PricedCashDiscount{Rate: d.CashDiscount.Rate, Days: d.CashDiscount.Days}
	}
}

func addBundle(list []pricing.PricedBundle, b pricing.PricedBundle, problems *salesdesk.Problems) []pricing.PricedBundle {
	for i := range list {
		if list[i].ID == b.ID {
			list[i].Quantity, list[i].Alone = plus(list[i].Quantity, b.Quantity, problems), plus(list[i].Alone, b.Alone, problems)
			return list
		}
	}
	return append(list, b)
}
