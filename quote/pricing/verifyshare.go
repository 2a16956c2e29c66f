package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// cashDiscount checks what paying in time saves against its allowances.
func (v *verifier) cashDiscount(payable fixed.Dec) {
	c := v.priced.CashDiscount
	if c == nil {
		if slices.ContainsFunc(v.priced.Adjustments, func(a Adjusted) bool { return a.ID == cashDiscountID || a.ID == cashDiscountCharge }) {
			v.problems.Add(salesdesk.FieldError{Path: "cash_discount", Rule: salesdesk.RuleRequired})
		}
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

// shares checks that the lines of each VAT group bear its adjustments to the cent, and that
// an inclusive document comes to what it shows.
func (v *verifier) shares() {
	sums := make([]bearing, len(v.groups))
	shows, shared := false, false
	for i := range v.priced.Lines {
		line, path := &v.priced.Lines[i], salesdesk.Index("lines", i)
		share, shown := v.number(path+".share", "BT-131", line.Share), v.number(path+".gross", "BT-131", line.Gross)
		shared, shows = shared || !share.IsZero(), shows || !shown.IsZero()
		if k := v.known(&line.VAT); k >= 0 {
			sums[k].gross, sums[k].share = sums[k].gross.Add(shown), sums[k].share.Add(share)
		}
	}
	for i := range v.priced.Adjustments {
		a := v.priced.Adjustments[i]
		k := v.known(&a.VAT)
		if k < 0 {
			continue
		}
		if !a.apart() {
			sums[k].parts = append(sums[k].parts, a.signed())
		}
		a.Amount, shows = a.Gross, shows || !a.Gross.IsZero()
		sums[k].gross = sums[k].gross.Add(a.signed())
	}
	if shows && !v.priced.Inclusive {
		v.problems.Add(salesdesk.FieldError{Path: "inclusive", Rule: salesdesk.RuleRequired})
	}
	for k := range sums {
		if g := &v.groups[k]; v.priced.Inclusive {
			v.equal("vat", "BT-116", sums[k].gross.DivRound(one().Add(g.rate), v.places, fixed.HalfAwayFromZero), g.taxable())
		}
	}
	if shared { // a document from elsewhere may say nothing of shares
		v.bears(sums)
	}
}

// bearing is what the lines and adjustments of a VAT group come to.
type bearing struct {
	gross, share fixed.Dec
	parts        []fixed.Dec // of adjustments
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

// bears checks what the lines of each group bear in all. An adjustment that no line can
// carry stays the document's; where no line of its group bears it, as of freight in a
// group of its own, those of other groups may.
func (v *verifier) bears(groups []bearing) {
	var off []*bearing
	var pooled bearing
	var aside []fixed.Dec
	for k := range groups {
		switch g := &groups[k]; {
		case !sumsTo(g.share, g.parts):
			off = append(off, g)
			pooled.share, pooled.parts = pooled.share.Add(g.share), append(pooled.parts, g.parts...)
		case g.share.IsZero():
			aside = append(aside, g.parts...)
		}
	}
	if len(aside) > 0 && sumsTo(pooled.share, append(pooled.parts, aside...)) {
		return
	}
	for _, g := range off {
		v.problems.AddAt("lines", DeviationError{BT: "BT-92 and BT-99", Want: v.money(fixed.Sum(g.parts)), Got: v.money(g.share)})
	}
}

// maxSums bounds the sums that are tried; of more adjustments it is not told which lines
// bear.
const maxSums = 1 << 14

// sumsTo reports whether some of the parts sum to so much.
func sumsTo(sum fixed.Dec, parts []fixed.Dec) bool {
	left := []fixed.Dec{sum}
	for _, part := range parts {
		for _, l := range left {
			left = append(left, l.Sub(part))
		}
		if len(left) > maxSums {
			return true
		}
	}
	return slices.ContainsFunc(left, fixed.Dec.IsZero)
}
