package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// deal looks for the best combination of promotions.
type deal struct {
	base       *run // the request priced without them
	considered []ConsideredPromotion
	lines      [][]int     // by promotion: what it is taken of
	eligible   []int       // promotions that may apply, in the order given
	least      []fixed.Dec // the floor of each line; nil where there are none
	limited    []place     // the discounts of lines that were cut at a floor
}

// promotes reports whether promotions, coupons or floors have a say.
func (r *run) promotes() bool {
	return len(r.req.Coupons) > 0 || r.req.Held != nil && len(r.req.Held.Promotions) > 0 ||
		r.automatic != nil && (len(r.automatic.promotions) > 0 || r.automatic.floors != nil)
}

// offered are the promotions of the rules, or those that are held.
func (r *run) offered() []promotion {
	switch {
	case r.req.Held != nil:
		return r.promised
	case r.automatic == nil:
		return nil
	default:
		return r.automatic.promotions
	}
}

// articleGroups is the group of each article, nil where no rule asks for it.
func (r *run) articleGroups() []int32 {
	if r.automatic == nil {
		return nil
	}
	return r.automatic.ofGroup
}

// consider says of every promotion whether it may apply.
func (d *deal) consider() {
	list := d.base.offered()
	d.considered, d.lines = make([]ConsideredPromotion, len(list)), make([][]int, len(list))
	for k := range list {
		p, c := &list[k], &d.considered[k]
		c.ID = p.ID
		if c.Reason = p.misses(d.base.req, d.base.presented(p)); c.Reason == "" {
			d.measure(k, p, c)
		}
		if c.Reason == "" {
			d.eligible = append(d.eligible, k)
		}
	}
}

// presented is the coupon of a promotion, nil where it was not presented.
func (r *run) presented(p *promotion) *PresentedCoupon {
	for i := range r.req.Coupons {
		if c := &r.req.Coupons[i]; p.Coupon != nil && c.Code == p.Coupon.Code {
			return c
		}
	}
	return nil
}

// measure compares the lines of a promotion with what it asks for.
func (d *deal) measure(k int, p *promotion, c *ConsideredPromotion) {
	r := d.base
	if r.who.foreign {
		c.Reason = OtherCurrency
		return
	}
	var measured, taken []int
	for i := range r.req.Lines {
		in := &r.req.Lines[i]
		article := r.articleOf(in)
		if !in.Quantity.IsPositive() || p.Free != nil && r.termOf(i) != nil || !p.isFor(article, r.articleGroups()) {
			continue
		}
		measured = append(measured, i)
		switch {
		case article >= 0 && r.articles[article].notDiscountable && p.Free == nil:
			c.Reason = NotDiscountable
		case r.isFixed(i) && !p.OverFixed && p.Free == nil:
			c.Reason = AgreedPrice
		default:
			taken = append(taken, i)
		}
	}
	switch {
	case len(measured) == 0:
		c.Reason = NoArticle
	case len(taken) == 0 && p.Scope != DocumentScope:
	case p.Scope == LineScope:
		d.byLine(k, p, c, taken)
	default:
		if c.Reason = d.short(p, c, measured); c.Reason == "" {
			d.lines[k] = taken
		}
		if p.Free != nil {
			d.lines[k] = measured
		}
	}
	if c.Reason == "" && p.Free != nil && !d.canGive(k, p) {
		c.Reason = FreeWithoutPrice
	}
}

// ownQuantity is what line i asks, in its article's own unit; of nine places where a
// decimal does not hold it.
func (r *run) ownQuantity(i int) fixed.Dec {
	in := &r.req.Lines[i]
	quantity, _ := number(in.Quantity) // priced
	article := r.articleOf(in)
	if article < 0 || in.Unit == "" || in.Unit == r.articles[article].unit {
		return quantity
	}
	u := r.articles[article].in(in.Unit)
	return tidy(quantity.MulDivRound(u.num, u.den, quantityPlaces, fixed.HalfAwayFromZero), 0)
}

const quantityPlaces = 9

// articleOf is the article of a line, -1 where it is none of the book.
func (r *run) articleOf(in *Line) int32 {
	if k, known := r.skus[in.SKU]; known {
		return k
	}
	return -1
}

// byLine keeps the lines that reach what is asked by themselves; where none does, what
// the first misses is told.
func (d *deal) byLine(k int, p *promotion, c *ConsideredPromotion, lines []int) {
	var first ConsideredPromotion
	for _, i := range lines {
		var of ConsideredPromotion
		if of.Reason = d.short(p, &of, []int{i}); of.Reason == "" {
			d.lines[k] = append(d.lines[k], i)
		} else if first.Reason == "" {
			first = of
		}
	}
	if c.Reason = ""; len(d.lines[k]) == 0 {
		c.Reason, c.Missing = first.Reason, first.Missing
	}
}

// short is what lines together come short of what is asked.
func (d *deal) short(p *promotion, c *ConsideredPromotion, lines []int) Rejection {
	var quantity, net fixed.Dec
	for _, i := range lines {
		quantity, net = quantity.Add(d.base.ownQuantity(i)), net.Add(d.base.lines[i].net)
	}
	least := p.minQuantity
	if p.Free != nil && p.every.Cmp(least) > 0 {
		least = p.every
	}
	reason, missing := BelowQuantity, least.Sub(quantity)
	if missing.Sign() <= 0 {
		reason, missing = BelowAmount, d.base.threshold(p.minPrice).Sub(net)
	}
	if missing.Sign() <= 0 {
		return ""
	}
	c.Missing = d.base.whole(missing)
	return reason
}

// canGive reports whether everything that would be free has a price.
func (d *deal) canGive(k int, p *promotion) bool {
	for _, i := range d.lines[k] {
		article := p.free
		if article < 0 {
			article = d.base.articleOf(&d.base.req.Lines[i])
		}
		if article < 0 {
			return false
		}
		if _, err := d.base.origin(&d.base.articles[article], &d.base.who); err != nil {
			return false
		}
	}
	return true
}

// checkCoupons is what is wrong with the coupons as they were given.
func (r *run) checkCoupons() error {
	var p salesdesk.Problems
	if len(r.req.Coupons) > MaxCoupons {
		return salesdesk.FieldError{Path: "coupons", Rule: salesdesk.RuleLength, Param: "20"}
	}
	for i, c := range r.req.Coupons {
		at := salesdesk.Index("coupons", i)
		switch {
		case c.Code == "":
			p.Add(salesdesk.FieldError{Path: at + ".code", Rule: salesdesk.RuleRequired})
		case slices.ContainsFunc(r.req.Coupons[:i], func(o PresentedCoupon) bool { return o.Code == c.Code }):
			p.Add(salesdesk.FieldError{Path: at + ".code", Rule: salesdesk.RuleDuplicate, Param: c.Code})
		}
		p.Add(checkWritten(written{at + ".code", c.Code, MaxID}))
		if c.Uses < 0 {
			p.Add(salesdesk.FieldError{Path: at + ".uses", Rule: salesdesk.RuleMin, Param: "0"})
		}
		if c.UsesByCustomer < 0 {
			p.Add(salesdesk.FieldError{Path: at + ".uses_by_customer", Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	return p.Err()
}

// coupons is what became of the coupons that were presented.
func (d *deal) coupons(out *Priced) error {
	var p salesdesk.Problems
	for i, given := range d.base.req.Coupons {
		c := PricedCoupon{Code: given.Code, Reason: UnknownCoupon}
		for k, of := range d.base.offered() {
			if of.Coupon != nil && of.Coupon.Code == given.Code {
				c.Promotion, c.Reason, c.Missing = of.ID, d.considered[k].Reason, d.considered[k].Missing
			}
		}
		if c.Reason != "" && d.base.req.RequireCoupons {
			p.AddAt(salesdesk.Index("coupons", i), CouponError{Code: c.Code, Reason: c.Reason})
		}
		out.Coupons = append(out.Coupons, c)
	}
	return p.Err()
}
