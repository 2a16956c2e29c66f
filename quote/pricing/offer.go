package pricing

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// promotion is a [Promotion] in arithmetic.
type promotion struct {
	Promotion
	articles              map[int32]bool // nil is every one
	groups                map[int32]bool
	minQuantity, minPrice fixed.Dec
	rate, amount          fixed.Dec
	price                 terms
	every, quantity, most fixed.Dec
	free                  int32 // the article that is free, -1 where it is the line's
}

// promotions compiles promotions.
func (c *compiler) promotions(a *automatic, list []Promotion) {
	if len(list) > MaxPromotions {
		c.problems.Add(salesdesk.FieldError{Path: "promotions", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxPromotions)})
		return
	}
	ids, codes := map[string]bool{}, map[string]bool{}
	for i := range list {
		at := salesdesk.Index("promotions", i)
		p, err := c.promotion(&list[i])
		c.problems.AddAt(at, err)
		if ids[p.ID] && p.ID != "" {
			c.problems.Add(salesdesk.FieldError{Path: at + ".id", Rule: salesdesk.RuleDuplicate, Param: p.ID})
		}
		ids[p.ID] = true
		if p.Coupon != nil {
			if codes[p.Coupon.Code] && p.Coupon.Code != "" {
				c.problems.Add(salesdesk.FieldError{Path: at + ".coupon.code", Rule: salesdesk.RuleDuplicate, Param: p.Coupon.Code})
			}
			codes[p.Coupon.Code] = true
		}
		a.promotions = append(a.promotions, p)
	}
}

func (c *compiler) promotion(source *Promotion) (promotion, error) {
	out := promotion{Promotion: *source, free: -1}
	out.Customers, out.CustomerGroups, out.Channels = slices.Clone(source.Customers), slices.Clone(source.CustomerGroups), slices.Clone(source.Channels)
	out.Scope, out.Reason = cmp.Or(source.Scope, LineScope), cmp.Or(source.Reason, Discount)
	var p salesdesk.Problems
	if out.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	p.Add(checkWritten(written{"id", out.ID, MaxID}, written{"text", out.Text, MaxText}))
	p.Add(checkWindow(out.From, out.To))
	if out.Scope != LineScope && out.Scope != GroupScope && out.Scope != DocumentScope {
		p.Add(salesdesk.FieldError{Path: "scope", Rule: salesdesk.RuleOneOf, Param: "line, group, document"})
	}
	p.AddAt("reason", source.Reason.check(false))
	p.AddAt("coupon", out.takeCoupon())
	p.Add(c.takeArticles(&out))
	var err error
	out.minQuantity, err = atLeast(out.MinQuantity, false)
	p.AddAt("min_quantity", err)
	out.minPrice, err = atLeast(out.MinAmount, false)
	p.AddAt("min_amount", err)
	p.Add(c.takeEffect(&out))
	return out, p.Err()
}

func (p *promotion) takeCoupon() error {
	if p.Coupon == nil {
		return nil
	}
	coupon := *p.Coupon
	p.Coupon = &coupon
	var found salesdesk.Problems
	if coupon.Code == "" {
		found.Add(salesdesk.FieldError{Path: "code", Rule: salesdesk.RuleRequired})
	}
	if coupon.MaxUses < 0 {
		found.Add(salesdesk.FieldError{Path: "max_uses", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if coupon.MaxUsesPerCustomer < 0 {
		found.Add(salesdesk.FieldError{Path: "max_uses_per_customer", Rule: salesdesk.RuleMin, Param: "0"})
	}
	return found.Err()
}

func (c *compiler) takeArticles(p *promotion) error {
	var found salesdesk.Problems
	for _, of := range []struct {
		path  string
		names []string
		known map[string]int32
		into  *map[int32]bool
	}{{"skus", p.SKUs, c.skus, &p.articles}, {"groups", p.Groups, c.articleGroups, &p.groups}} {
		for i, name := range of.names {
			n, known := of.known[name]
			if !known {
				found.Add(salesdesk.FieldError{Path: salesdesk.Index(of.path, i), Rule: salesdesk.RuleReference, Param: name})
				continue
			}
			if *of.into == nil {
				*of.into = make(map[int32]bool, len(of.names))
			}
			(*of.into)[n] = true
		}
	}
	return found.Err()
}

// takeEffect reads the one thing that a promotion gives.
func (c *compiler) takeEffect(p *promotion) error {
	var found salesdesk.Problems
	given := 0
	for _, is := range []bool{p.Rate != nil, p.Amount != nil, p.Price != nil, p.Free != nil} {
		if is {
			given++
		}
	}
	if given != 1 {
		found.Add(salesdesk.FieldError{Path: "rate", Rule: salesdesk.RuleOneOf, Param: "rate, amount, price, free"})
	}
	if p.On != OnBalance && (p.On != OnList || p.Scope == DocumentScope) {
		found.Add(salesdesk.FieldError{Path: "on", Rule: salesdesk.RuleOneOf, Param: "list"})
	}
	var err error
	if p.Rate != nil {
		p.rate, err = ratio(*p.Rate)
		found.AddAt("rate", err)
	}
	if p.Amount != nil {
		p.amount, err = c.priced(*p.Amount)
		found.AddAt("amount", err)
	}
	if p.Price != nil {
		p.price, err = (&run{Pricer: c.Pricer}).agreed(p.Price)
		found.Add(err)
		if p.Scope == DocumentScope {
			found.Add(salesdesk.FieldError{Path: "price", Rule: salesdesk.RuleExcluded, Param: "scope"})
		}
	}
	found.AddAt("free", c.takeFree(p))
	return found.Err()
}

func (c *compiler) takeFree(p *promotion) error {
	if p.Free == nil {
		return nil
	}
	free := *p.Free
	p.Free = &free
	var found salesdesk.Problems
	var err error
	p.every, err = atLeast(free.Every, true)
	found.AddAt("every", err)
	p.quantity, err = atLeast(free.Quantity, true)
	found.AddAt("quantity", err)
	p.most, err = atLeast(free.Most, false)
	found.AddAt("most", err)
	switch i, known := c.skus[free.SKU]; {
	case known:
		p.free = i
	case free.SKU != "":
		found.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleReference, Param: free.SKU})
	case p.Scope != LineScope:
		found.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleRequired})
	}
	return found.Err()
}

// misses is why p does not hold for a request, its lines apart; empty where it does.
func (p *promotion) misses(req *Request, coupon *PresentedCoupon) Rejection {
	switch {
	case len(p.Customers) > 0 && !slices.Contains(p.Customers, req.Buyer.ID):
		return OtherCustomer
	case len(p.CustomerGroups) > 0 && !slices.ContainsFunc(req.Buyer.Groups, func(g string) bool { return slices.Contains(p.CustomerGroups, g) }):
		return OtherGroup
	case len(p.Channels) > 0 && !slices.Contains(p.Channels, req.Buyer.Channel):
		return OtherChannel
	case p.From.After(req.Date):
		return NotYetValid
	case !holds(p.From, p.To, req.Date):
		return Expired
	case p.Coupon == nil:
		return ""
	case coupon == nil:
		return NoCoupon
	case p.Coupon.MaxUses > 0 && coupon.Uses >= p.Coupon.MaxUses:
		return CouponUsedUp
	case p.Coupon.MaxUsesPerCustomer > 0 && coupon.UsesByCustomer >= p.Coupon.MaxUsesPerCustomer:
		return CouponUsedBefore
	default:
		return ""
	}
}

// isFor reports whether an article, -1 for none of the book, is of the promotion's.
func (p *promotion) isFor(article int32, ofGroup []int32) bool {
	if p.articles == nil && p.groups == nil {
		return true
	}
	return article >= 0 && (p.articles[article] || len(p.groups) > 0 && ofGroup[article] >= 0 && p.groups[ofGroup[article]+1])
}
