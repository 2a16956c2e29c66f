package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// cashDiscount checks what paying in time saves against its allowances.
func (v *verifier) cashDiscount(payable fixed.Dec) {
	c := v.priced.CashDiscount
	if c == nil {
		return
	}
	saved := v.number("cash_discount.amount", "BT-99", c.Amount)
	v.equal("cash_discount.payable", "BT-115", payable.Sub(saved), v.number("cash_discount.payable", "BT-115", c.Payable))
	var allowed fixed.Dec
	for i := range v.priced.Adjustments {
		if a := &v.priced.Adjustments[i]; a.ID == cashDiscountID && !a.Charge {
			amount, _ := number(a.Amount) // its own problem was told before
			allowed = allowed.Add(amount)
			if !a.Rate.IsZero() && !a.Rate.Equal(c.Rate) {
				v.problems.Add(salesdesk.FieldError{Path: "cash_discount.rate", Rule: salesdesk.RuleOneOf, Param: a.Rate.String()})
			}
		}
	}
	v.equal("cash_discount.amount", "BT-99", allowed, saved)
}

// maxUnborne bounds how many adjustments are tried as borne by no line.
const maxUnborne = 10

// shares checks that the lines bear the document's adjustments to the cent, and that an
// inclusive document comes to what it shows.
func (v *verifier) shares() {
	gross := make([]fixed.Dec, len(v.groups))
	var shares fixed.Dec
	inclusive := false
	for i := range v.priced.Lines {
		line := &v.priced.Lines[i]
		inclusive = inclusive || !line.Gross.IsZero()
		shares = shares.Add(v.number(salesdesk.Index("lines", i)+".share", "BT-131", line.Share))
		shown := v.number(salesdesk.Index("lines", i)+".gross", "BT-131", line.Gross)
		if k := v.known(&line.VAT); k >= 0 {
			gross[k] = gross[k].Add(shown)
		}
	}
	var parts []fixed.Dec
	for i := range v.priced.Adjustments {
		a := v.priced.Adjustments[i]
		if !a.apart() {
			parts = append(parts, a.signed())
		}
		a.Amount = a.Gross
		if k := v.known(&a.VAT); k >= 0 {
			gross[k] = gross[k].Add(a.signed())
		}
	}
	v.bears(shares, parts)
	for k := range gross {
		if g := &v.groups[k]; inclusive {
			v.equal("vat", "BT-116", gross[k].DivRound(one().Add(g.rate), v.places, fixed.HalfAwayFromZero), g.taxable())
		}
	}
}

// apart reports whether an adjustment is of no line, by what it is.
func (a *Adjusted) apart() bool {
	return a.ID == cashDiscountID || a.ID == cashDiscountCharge || a.VAT.Ground == PackagingGround || a.VAT.Ground == Disbursement
}

// known is the number of a VAT group that occurs.
func (v *verifier) known(g *VATGroup) int {
	rate, _ := number(g.Rate) // its own problem was told before
	for i := range v.groups {
		if k := &v.groups[i]; k.Category == g.Category && k.Ground == g.Ground && k.rate.Cmp(rate) == 0 {
			return i
		}
	}
	return -1
}

// bears checks what lines bear in all. An adjustment that no line can carry stays the
// document's, and a document from elsewhere may say nothing of shares.
func (v *verifier) bears(shares fixed.Dec, parts []fixed.Dec) {
	total := fixed.Sum(parts)
	if total.Cmp(shares) == 0 || shares.IsZero() || len(parts) <= maxUnborne && sumsTo(shares, parts) {
		return
	}
	v.equal("lines", "BT-92 and BT-99", total, shares)
}

// sumsTo reports whether some of the parts sum to so much.
func sumsTo(sum fixed.Dec, parts []fixed.Dec) bool {
	if len(parts) == 0 {
		return sum.IsZero()
	}
	return sumsTo(sum, parts[1:]) || sumsTo(sum.Sub(parts[0]), parts[1:])
}
