package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// The ids of the adjustments that a cash discount makes.
const (
	cashDiscountID     = "cash_discount"
	cashDiscountCharge = "cash_discount.charge"
)

// cashDiscount takes the discount off every VAT group, so that VAT is on the reduced
// amount, and charges the same in a group without VAT, so that the whole is payable
// to who does not pay in time (art. 28, 1° WBTW; art. 79 (a) of Directive 2006/112).
func (r *run) cashDiscount() {
	offer := r.req.CashDiscount
	if offer == nil {
		return
	}
	rate, err := ratio(offer.Rate)
	r.problems.AddAt("cash_discount.rate", err)
	var sum fixed.Dec
	for i := range r.groups {
		g := &r.groups[i]
		if g.Ground == PackagingGround {
			continue // a deposit is no price
		}
		taxable := g.taxable()
		amount := taxable.Mul(rate).Round(r.places, fixed.HalfAwayFromZero)
		if amount.IsZero() {
			continue
		}
		r.out.Adjustments = append(r.out.Adjustments, Adjusted{
			ID: cashDiscountID, Amount: r.amount(amount), Base: r.amount(taxable), Rate: offer.Rate,
			Reason: SpecialAgreement, VAT: g.VATGroup,
		})
		g.add(false, amount)
		sum = sum.Add(amount)
	}
	r.out.CashDiscount = &PricedCashDiscount{Rate: offer.Rate, Days: offer.Days, Amount: r.amount(sum)}
	if sum.IsZero() {
		return
	}
	without := VATGroup{Category: Exempt, Ground: CashDiscountGround}
	g, err := r.group(&without)
	if err != nil {
		r.problems.AddAt("cash_discount", err)
		return
	}
	r.out.Adjustments = append(r.out.Adjustments, Adjusted{
		ID: cashDiscountCharge, Charge: true, Amount: r.amount(sum), Reason: MutuallyDefined, VAT: without,
	})
	r.groups[g].add(true, sum)
}

// amount is a figure of the document; one that does not fit is a problem of the whole.
func (r *run) amount(d fixed.Dec) salesdesk.Amount {
	a, err := exact.Amount(d.Round(r.places, fixed.HalfAwayFromZero))
	r.problems.Add(err)
	return a
}

// total computes the VAT of each group and the totals (BG-22, BG-23).
func (r *run) total() {
	var lines, allowances, charges, tax fixed.Dec
	r.out.VAT = make([]VATSubtotal, 0, len(r.groups))
	for i := range r.groups {
		g := &r.groups[i]
		if !g.used {
			continue
		}
		lines, allowances, charges = lines.Add(g.lines), allowances.Add(g.allowances), charges.Add(g.charges)
		taxable := g.taxable()
		due := taxable.Mul(g.rate).Round(r.places, fixed.HalfAwayFromZero)
		tax = tax.Add(due)
		r.out.VAT = append(r.out.VAT, VATSubtotal{VATGroup: g.VATGroup, Taxable: r.amount(taxable), Tax: r.amount(due)})
	}
	r.scope()
	for i := range r.lines {
		if share := r.lines[i].share; !share.IsZero() {
			r.out.Lines[i].Share = r.amount(share)
		}
	}
	r.sums(lines, allowances, charges, tax)
}

func (r *run) sums(lines, allowances, charges, tax fixed.Dec) {
	prepaid, _ := number(r.req.Prepaid) // checked
	rounding, _ := number(r.req.Rounding)
	exclusive := lines.Sub(allowances).Add(charges)
	inclusive := exclusive.Add(tax)
	rounding, payable := r.payable(inclusive.Sub(prepaid), rounding)
	t := &r.out.Totals
	*t = Totals{
		Lines: r.amount(lines), Allowances: r.amount(allowances), Charges: r.amount(charges), TaxExclusive: r.amount(exclusive),
		Tax: r.amount(tax), TaxInclusive: r.amount(inclusive), Prepaid: r.req.Prepaid, Rounding: r.rounded(rounding), Payable: r.amount(payable),
	}
	if c := r.out.CashDiscount; c != nil {
		saved, _ := number(c.Amount)
		c.Payable = r.amount(payable.Sub(saved))
	}
}

// scope refuses category O beside another one (BR-O-11 to BR-O-14).
func (r *run) scope() {
	outside, other := false, VATCategory("")
	for _, v := range r.out.VAT {
		if v.Category == OutsideScope {
			outside = true
		} else {
			other = v.Category
		}
	}
	if outside && other != "" {
		r.problems.Add(MixedScopeError{Other: other})
	}
}

// Mention is the text that law wants on a document for a ground (BT-120), of the
// policy's table: in the language, else in Dutch, and as it is on the document's tax
// point. [Pricer.StatutoryLanguage] says which language law wants.
func (p *Pricer) Mention(priced Priced, g Ground, language salesdesk.Language) string {
	return MentionOn(p.policy.Mentions, g, language, priced.taxPoint())
}
