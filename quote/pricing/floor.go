package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Floors are the prices below which no discount may bring a line: a recurring line over its
// whole term. A return has none, nor have free goods; a price of the book below its floor stands, and takes no discount.
//
// A discount of a line that crosses its floor, or an agreed price below it, is a
// [FloorError]; with Limit such a discount is cut at the floor and marked
// [Adjusted.Limited]. A discount of the document is shared by what is left of the
// lines; what one cannot carry the others do, and where all together cannot, the
// [AllowanceError] says how much they can. Promotions are always cut.
type Floors struct {
	Limit bool `json:"limit,omitempty"`
	// Margin holds where no Floor does, of what has a known cost: a ratio of the price,
	// below 1; nil is none.
	Margin *salesdesk.Amount `json:"margin,omitempty"`
	Of     []Floor           `json:"of,omitempty"`
}

// Floor is that of an article or, where the article has none, of its group: the higher
// of a price and of what leaves a margin on the cost.
type Floor struct {
	SKU    string            `json:"sku,omitempty"`
	Group  string            `json:"group,omitempty"`
	Price  *salesdesk.Amount `json:"price,omitempty"`  // of one unit, VAT excluded
	Margin *salesdesk.Amount `json:"margin,omitempty"` // a ratio of the price, below 1
}

// floor is a [Floor] in arithmetic; keep is 1 − margin, what the cost may be of the price.
type floor struct {
	price, keep *fixed.Dec
}

type floors struct {
	limit    bool
	all      floor
	articles map[int32]floor
	groups   map[int32]floor // by number from 1
}

func (c *compiler) floors(a *automatic, source *Floors) {
	if source == nil {
		return
	}
	out := floors{limit: source.Limit, articles: map[int32]floor{}, groups: map[int32]floor{}}
	var err error
	out.all, err = floorOf(nil, source.Margin)
	c.problems.AddAt("floors", err)
	for i := range source.Of {
		c.problems.AddAt(salesdesk.Index("floors.of", i), c.floor(&out, &source.Of[i]))
	}
	a.floors = &out
}

func (c *compiler) floor(out *floors, source *Floor) error {
	var p salesdesk.Problems
	f, err := floorOf(source.Price, source.Margin)
	p.Add(err)
	if source.Price == nil && source.Margin == nil {
		p.Add(salesdesk.FieldError{Path: "price", Rule: salesdesk.RuleRequired})
	}
	into, known, path, name := out.articles, c.skus, "sku", source.SKU
	if source.Group != "" {
		into, known, path, name = out.groups, c.articleGroups, "group", source.Group
	}
	at, is := known[name]
	_, twice := into[at]
	switch {
	case source.SKU != "" && source.Group != "":
		p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleOneOf, Param: "sku, group"})
	case name == "":
		p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
	case !is:
		p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleReference, Param: name})
	case twice:
		p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: name})
	default:
		into[at] = f
	}
	return p.Err()
}

func floorOf(price, margin *salesdesk.Amount) (f floor, err error) {
	var p salesdesk.Problems
	if price != nil {
		d, err := atLeast(*price, false)
		p.AddAt("price", err)
		f.price = &d
	}
	if margin != nil {
		d, err := ratio(*margin)
		if err == nil && isOne(d) {
			err = salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "0.99"}
		}
		p.AddAt("margin", err)
		keep := one().Sub(d)
		f.keep = &keep
	}
	return f, p.Err()
}

// of is the floor of an article.
func (f *floors) of(article int32, ofGroup []int32) floor {
	if article < 0 {
		return f.all
	}
	if own, known := f.articles[article]; known {
		return own
	}
	if of, known := f.groups[ofGroup[article]+1]; known {
		return of
	}
	return f.all
}

// floorOfLine is the least that line i may come to, and whether it has a floor.
func (r *run) floorOfLine(i int) (least fixed.Dec, has bool) {
	in := &r.req.Lines[i]
	article := r.articleOf(in)
	f := r.automatic.floors.of(article, r.automatic.ofGroup)
	quantity, _ := number(in.Quantity) // priced
	if quantity.Sign() <= 0 {
		return least, false
	}
	each := r.perUnitOf(i)
	if f.price != nil {
		least, has = r.over(i, whole(*f.price).mul(each).mul(r.turnOfLine(i)), fixed.HalfAwayFromZero), true
	}
	cost, known := r.costEach(i)
	if f.keep == nil || !known {
		return least, has
	}
	cost.den = cost.den.Mul(*f.keep)
	if r.req.Inclusive { // a cost is without VAT
		cost.num = cost.num.Mul(one().Add(r.groups[r.lines[i].group].rate))
	}
	if of := r.over(i, cost, fixed.Ceiling); !has || of.Cmp(least) > 0 {
		least = of
	}
	return least, true
}

// perUnitOf is what an amount for one of an article's own unit is multiplied with, to be
// for one of the unit line i asks, in the document's currency.
func (r *run) perUnitOf(i int) fraction {
	in := &r.req.Lines[i]
	if article := r.articleOf(in); article >= 0 {
		return r.perUnit(in, &r.articles[article])
	}
	return r.rate
}

// limit brings the discounts of the lines to their floors, or says which cross them.
// The base is then what is left to promote.
func (d *deal) limit() error {
	if d.base.automatic == nil || d.base.automatic.floors == nil {
		return nil
	}
	if err := d.base.ruled(); err != nil {
		return err
	}
	var p salesdesk.Problems
	d.least = make([]fixed.Dec, len(d.base.lines))
	req := *d.base.req
	for i := range d.least {
		least, has := d.base.floorOfLine(i)
		if d.least[i] = least; !has {
			continue
		}
		own, err := d.limitLine(i, least)
		p.AddAt(d.base.place(i), err)
		if own != nil {
			if &req.Lines[0] == &d.base.req.Lines[0] {
				req.Lines = slices.Clone(req.Lines)
			}
			req.Lines[i].Adjustments = own
		}
	}
	if len(p) > 0 || len(d.limited) == 0 {
		return p.Err()
	}
	again := run{Pricer: d.base.Pricer, req: &req, plan: d.base.plan, base: true, bare: true, promised: d.base.promised, explains: d.base.explains}
	_, err := again.price()
	d.base = &again
	return err
}

// agreedOn reports whether the price of line i was agreed: that of a component with its
// bundle, that of a term for any of its periods.
func (r *run) agreedOn(i int) bool {
	in := &r.req.Lines[i]
	if r.plan != nil {
		in = &r.plan.asked.Lines[r.plan.sources[i].line]
	}
	return in.Price != nil || in.Recurring != nil && slices.ContainsFunc(in.Recurring.Ramps, func(r Ramp) bool { return r.Price != nil })
}

// isFixed reports whether line i has a price that promotions leave as it is: one that was
// agreed, or its part of that of a bundle.
func (r *run) isFixed(i int) bool {
	return r.req.Lines[i].Price != nil && (r.termOf(i) == nil || r.plan.sources[i].component > 0 || r.agreedOn(i))
}

// limitLine goes through the adjustments of a line. It gives them anew where one was
// limited.
func (d *deal) limitLine(i int, least fixed.Dec) (limited []Adjustment, err error) {
	in := &d.base.req.Lines[i]
	list := d.list(i)
	if d.base.agreedOn(i) && list.Cmp(least) < 0 {
		return nil, salesdesk.At("price", FloorError{Least: d.base.money(least)})
	}
	balance := list
	for j := range in.Adjustments {
		a := &in.Adjustments[j]
		amount := a.worth(list, balance, d.base.places)
		if a.Charge {
			balance = balance.Add(amount)
			continue
		}
		after := balance.Sub(amount)
		if after.Cmp(least) >= 0 || amount.Sign() <= 0 {
			balance = after
			continue
		}
		if !d.base.automatic.floors.limit {
			return nil, salesdesk.At(salesdesk.Index("adjustments", j), FloorError{Least: d.base.money(least)})
		}
		room := balance.Sub(least)
		if room.Sign() < 0 {
			room = fixed.Dec{}
		}
		if limited == nil {
			limited = slices.Clone(in.Adjustments)
		}
		shown := d.base.amount(room)
		limited[j].Rate, limited[j].On, limited[j].Amount = nil, OnBalance, &shown
		d.limited = append(d.limited, place{i, j})
		balance = balance.Sub(room)
	}
	return limited, nil
}

// worth is what an adjustment that was checked comes to.
func (a *Adjustment) worth(list, balance fixed.Dec, places int) fixed.Dec {
	c, _ := a.value(places, true)
	if !c.byRate {
		return c.amount
	}
	if a.On == OnList {
		balance = list
	}
	return balance.Mul(c.rate).Round(places, fixed.HalfAwayFromZero)
}

// room is what may still be taken of a line.
func (a *application) room(i int) fixed.Dec {
	if a.least == nil {
		return a.balance[i]
	}
	return above(a.balance[i], a.least[i])
}

// above is what is left of a balance above a floor; below zero there is no floor.
func above(balance, least fixed.Dec) fixed.Dec {
	switch room := balance.Sub(least); {
	case balance.Sign() <= 0:
		return balance
	case room.Sign() < 0:
		return fixed.Dec{}
	default:
		return room
	}
}

// floors are those of the lines of the request, nil where there are none; what is free
// has none.
func (a *application) floors() []fixed.Dec {
	if a.least == nil {
		return nil
	}
	all := make([]fixed.Dec, len(a.req.Lines))
	copy(all, a.least)
	return all
}

// room is what an allowance of the document may still take of line i.
func (r *run) room(i int32) fixed.Dec {
	if r.floor == nil {
		return r.lines[i].open
	}
	return above(r.lines[i].open, r.floor[i])
}

// left is what allowances may still take of the document or, above floors, of the group
// that is named.
func (r *run) left(only int) fixed.Dec {
	if r.floor == nil && r.document.spared == nil {
		return fixed.Sum(r.document.open)
	}
	var left, room fixed.Dec
	floored := false
	for g := range r.groups {
		left = left.Add(r.open(g))
		if r.floor == nil || only >= 0 && g != only {
			continue
		}
		for _, i := range r.document.of(g) {
			if r.lines[i].open.Sign() > 0 && !r.document.spares(i) {
				floored, room = true, room.Add(r.room(i))
			}
		}
	}
	if floored && left.Sign() > 0 && room.Cmp(left) < 0 {
		return room
	}
	return left
}

// floored reports whether floors bound the shares of an adjustment.
func (r *run) floored(a *Adjustment, amount fixed.Dec) bool {
	return r.floor != nil && !a.Charge && amount.Sign() > 0
}

// rooms are what the lines of a group may still carry, where they have a weight.
func (r *run) rooms(g int) []fixed.Dec {
	rooms := slices.Clone(r.document.weightsOf(g))
	for j, i := range r.document.of(g) {
		if !rooms[j].IsZero() {
			rooms[j] = r.room(i)
		}
	}
	return rooms
}

// allocate shares part over the lines of a group, an allowance within their floors.
func (r *run) allocate(a *Adjustment, g int, part fixed.Dec) ([]fixed.Dec, error) {
	d := &r.document
	if !r.floored(a, part) {
		return fixed.Allocate(part, d.weightsOf(g), r.places, d.parts)
	}
	return within(part, d.weightsOf(g), r.rooms(g), r.places, d.parts)
}

// within is [fixed.Allocate] of an amount above zero with no share above its cap: what
// is beyond a cap goes to the others, by weight. The caps have no finer places, none
// is above zero where its weight is not, and together they hold the amount. The shares
// overwrite dst.
func within(total fixed.Dec, weights, caps []fixed.Dec, places int, dst []fixed.Dec) ([]fixed.Dec, error) {
	order := make([]int, 0, len(weights))
	rest := make([]fixed.Dec, len(weights))
	for i, w := range weights {
		if w.Sign() > 0 {
			order, rest[i] = append(order, i), w
		}
	}
	// The scarcest first: once a line can carry its share, all after it can.
	slices.SortStableFunc(order, func(i, j int) int { return caps[i].Mul(weights[j]).Cmp(caps[j].Mul(weights[i])) })
	left, sum := total, fixed.Sum(rest)
	full := 0
	for _, i := range order {
		if left.Mul(weights[i]).Cmp(caps[i].Mul(sum)) < 0 {
			break
		}
		left, sum, rest[i] = left.Sub(caps[i]), sum.Sub(weights[i]), fixed.Dec{}
		full++
	}
	shares, err := fixed.Allocate(left, rest, places, dst)
	if err != nil {
		return nil, err
	}
	for _, i := range order[:full] {
		shares[i] = caps[i]
	}
	return shares, nil
}
