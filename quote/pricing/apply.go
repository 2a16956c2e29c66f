package pricing

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// application is a request with the promotions of a combination in it.
type application struct {
	*deal
	req     Request
	balance []fixed.Dec // of each line, what discounts may be taken of
	fixed   []bool      // the line has the Price of a promotion
	offers  []offer
	limited []place
	sources []source // of the lines of what is free
}

// offer is a promotion of the whole document, which is worked out when the document's
// own adjustments are.
type offer struct {
	*promotion
	spared []bool // lines it is not taken of
}

// place is an adjustment of a line.
type place struct{ line, adjustment int }

// try prices the request with a combination of promotions.
func (d *deal) try(combination []int, keep, bare bool) outcome {
	a := application{deal: d, req: *d.base.req, balance: make([]fixed.Dec, len(d.base.lines)), fixed: make([]bool, len(d.base.lines))}
	a.req.Lines = slices.Clone(a.req.Lines)
	for i := range a.balance {
		a.balance[i] = d.base.lines[i].open
	}
	list := d.base.offered()
	order := slices.Clone(combination)
	slices.SortStableFunc(order, func(j, k int) int {
		return cmp.Or(cmp.Compare(list[k].Priority, list[j].Priority), cmp.Compare(j, k))
	})
	slices.Sort(combination)
	out := outcome{combination: combination, effective: make([]bool, len(combination))}
	for _, k := range order {
		out.effective[slices.Index(combination, k)] = a.apply(k, &list[k])
	}
	for at := range a.offers {
		a.offers[at].spared = a.spared(a.offers[at].promotion)
	}
	out.run = &run{Pricer: d.base.Pricer, req: &a.req, keep: keep, bare: bare, plan: a.plan(), offers: a.offers, floor: a.floors(), explains: d.base.explains, free: len(a.req.Lines) - len(d.base.lines)}
	if _, out.err = out.price(); out.err != nil {
		return out
	}
	for _, at := range slices.Concat(d.limited, a.limited) {
		out.out.Lines[at.line].Adjustments[at.adjustment].Limited = true
	}
	for at, k := range combination {
		out.effective[at] = out.effective[at] || out.gave(list[k].ID)
	}
	return out
}

// gave reports whether a promotion took something of the document.
func (r *run) gave(id string) bool {
	return slices.ContainsFunc(r.offers, func(o offer) bool { return o.ID == id }) &&
		slices.ContainsFunc(r.out.Adjustments, func(a Adjusted) bool { return a.ID == id })
}

// apply puts one promotion in the request, and reports whether it gives anything yet.
func (a *application) apply(k int, p *promotion) bool {
	switch {
	case p.Free != nil:
		return a.free(k, p)
	case p.Scope == DocumentScope:
		a.offers = append(a.offers, offer{promotion: p})
		return false
	case p.Scope == GroupScope && p.Amount != nil:
		return a.together(a.open(k, p), p)
	}
	effective := false
	for _, i := range a.open(k, p) {
		if a.take(i, p, a.worth(i, p), false) {
			effective = true
			a.fixed[i] = a.fixed[i] || p.Price != nil
		}
	}
	return effective
}

// open are the lines that a promotion is taken of: not those another one has fixed
// the price of, unless it says so.
func (a *application) open(k int, p *promotion) (lines []int) {
	for _, i := range a.lines[k] {
		if !a.fixed[i] || p.OverFixed {
			lines = append(lines, i)
		}
	}
	return lines
}

// worth is what a promotion takes of a line, before any limit.
func (a *application) worth(i int, p *promotion) fixed.Dec {
	switch {
	case p.Rate != nil && p.On == OnList:
		return a.list(i).Mul(p.rate).Round(a.base.places, fixed.HalfAwayFromZero)
	case p.Rate != nil:
		return a.balance[i].Mul(p.rate).Round(a.base.places, fixed.HalfAwayFromZero)
	case p.Price != nil:
		each := a.base.perUnitOf(i)
		t := terms{price: p.price.price.Mul(each.num), base: p.price.base.Mul(each.den)}
		base, _ := quotient(t.base, a.base.rate.den) // which was multiplied with it
		a.base.turn(&t, a.base.turnOfLine(i), base)
		return a.balance[i].Sub(a.base.over(i, fraction{t.price, t.base}, fixed.HalfAwayFromZero))
	default:
		return a.base.times(p.amount, a.base.rate.mul(a.base.turnOfLine(i)))
	}
}

// list is what a line comes to before any adjustment.
func (d *deal) list(i int) fixed.Dec {
	quantity, _ := number(d.base.req.Lines[i].Quantity) // priced
	return shownTerms(&d.base.out.Lines[i]).amount(quantity, d.base.places)
}

// take adds an allowance to a line, limited to what there is room for.
func (a *application) take(i int, p *promotion, amount fixed.Dec, limited bool) bool {
	in := &a.req.Lines[i]
	if slices.ContainsFunc(in.Adjustments, func(own Adjustment) bool { return own.ID == p.ID }) {
		return false
	}
	if room := a.room(i); amount.Cmp(room) > 0 {
		amount, limited = room, true
	}
	if amount.Sign() <= 0 {
		return false
	}
	done := Adjustment{ID: p.ID, Reason: p.Reason, Text: p.Text}
	if p.Rate != nil && !limited {
		done.Rate, done.On = p.Rate, p.On
	} else {
		shown := a.base.amount(amount)
		done.Amount = &shown
	}
	if limited {
		a.limited = append(a.limited, place{i, len(in.Adjustments)})
	}
	in.Adjustments = append(slices.Clip(in.Adjustments), done)
	a.balance[i] = a.balance[i].Sub(amount)
	return true
}

// together shares one amount over lines by what is left of them: over the VAT groups
// first, and equal lines by their ids, so that the order of lines changes no total.
func (a *application) together(lines []int, p *promotion) bool {
	slices.SortFunc(lines, func(i, j int) int {
		return cmp.Or(cmp.Compare(a.base.lines[i].group, a.base.lines[j].group), cmp.Compare(a.req.Lines[i].ID, a.req.Lines[j].ID))
	})
	weights, rooms := make([]fixed.Dec, len(lines)), make([]fixed.Dec, len(lines))
	groupWeights, groupRooms := make([]fixed.Dec, len(a.base.groups)), make([]fixed.Dec, len(a.base.groups))
	for j, i := range lines {
		g := a.base.lines[i].group
		weights[j], rooms[j] = a.balance[i], a.room(i)
		groupWeights[g], groupRooms[g] = groupWeights[g].Add(weights[j]), groupRooms[g].Add(rooms[j])
	}
	amount, limited := a.base.times(p.amount, a.base.rate.mul(a.base.turnOfAll(lines))), false
	if room := fixed.Sum(rooms); amount.Cmp(room) > 0 {
		amount, limited = room, true
	}
	parts, err := within(amount, groupWeights, groupRooms, a.base.places, nil)
	if err != nil {
		return false
	}
	effective := false
	for begin, end := 0, 0; begin < len(lines); begin = end {
		g := a.base.lines[lines[begin]].group
		for end < len(lines) && a.base.lines[lines[end]].group == g {
			end++
		}
		shares, err := within(parts[g], weights[begin:end], rooms[begin:end], a.base.places, nil)
		for j := range shares {
			effective = a.take(lines[begin+j], p, shares[j], limited) || effective
		}
		if err != nil {
			return false
		}
	}
	return effective
}

// spared are the lines that a promotion of the document is not taken of, nil for none.
func (a *application) spared(p *promotion) []bool {
	if p.OverFixed {
		return nil
	}
	var spared []bool
	for i, is := range a.fixed {
		if is || a.base.isFixed(i) {
			if spared == nil {
				spared = make([]bool, len(a.req.Lines))
			}
			spared[i] = true
		}
	}
	return spared
}

// free adds the lines of what is free.
func (a *application) free(k int, p *promotion) bool {
	effective := false
	if p.Scope == LineScope {
		for _, i := range a.lines[k] {
			effective = a.give(p, &a.base.req.Lines[i], "."+a.base.req.Lines[i].ID, []int{i}) || effective
		}
		return effective
	}
	return a.give(p, &Line{}, "", a.lines[k])
}

// give adds a line of what is free with the lines that were bought.
func (a *application) give(p *promotion, like *Line, suffix string, bought []int) bool {
	var quantity fixed.Dec
	for _, i := range bought {
		quantity = quantity.Add(a.base.ownQuantity(i))
	}
	quantity = quantity.DivRound(p.every, 0, fixed.Down).Mul(p.quantity)
	if !p.most.IsZero() && quantity.Cmp(p.most) > 0 {
		quantity = p.most
	}
	if quantity.Sign() <= 0 {
		return false
	}
	line := Line{ID: a.unused("free." + p.ID + suffix), SKU: p.Free.SKU, Quantity: a.base.whole(quantity)}
	if p.free < 0 {
		line.SKU, line.Name, line.VAT, line.VATClass, line.Supply = like.SKU, like.Name, like.VAT, like.VATClass, like.Supply
		line.Cost, line.Weight = like.Cost, like.Weight
	}
	whole := salesdesk.MustAmount("1")
	line.Adjustments = []Adjustment{{ID: p.ID, Rate: &whole, Reason: p.Reason, Text: p.Text}}
	a.req.Lines = append(a.req.Lines, line)
	if a.base.plan != nil {
		a.sources = append(a.sources, source{line: a.base.plan.sources[bought[0]].line, free: true})
	}
	return true
}

// unused is id, or else the first of it with a number behind it that no line of the request
// has.
func (a *application) unused(id string) string {
	lines := a.req.Lines
	if a.base.plan != nil {
		lines = slices.Concat(lines, a.base.plan.asked.Lines)
	}
	free := id
	for n := 2; slices.ContainsFunc(lines, func(l Line) bool { return l.ID == free }); n++ {
		free = id + "." + strconv.Itoa(n)
	}
	return free
}

// plan is that of the request with the lines of what is free, nil where there is none.
func (a *application) plan() *plan {
	if a.base.plan == nil {
		return nil
	}
	with := *a.base.plan
	with.sources = append(slices.Clip(with.sources), a.sources...)
	return &with
}

// promote takes what promotions give of the whole document, limited to what there is
// room for.
func (r *run) promote() {
	for k := range r.offers {
		o := &r.offers[k]
		if r.document.order == nil {
			r.arrange()
		}
		r.document.spared = o.spared
		r.takeOffer(o)
		r.document.spared = nil
	}
}

func (r *run) takeOffer(o *offer) {
	a := Adjustment{ID: o.ID, Reason: o.Reason, Text: o.Text, Rate: o.Rate, Amount: o.Amount}
	amount := r.local(o.amount)
	if a.Amount != nil {
		a.Amount = r.localShown(a.Amount)
	}
	if o.Rate != nil {
		amount = r.basis(&a, -1).Mul(o.rate).Round(r.places, fixed.HalfAwayFromZero)
	}
	left, before := r.left(-1), len(r.out.Adjustments)
	limited := amount.Cmp(left) > 0
	if limited {
		shown := r.amount(left)
		amount, a.Rate, a.Amount = left, nil, &shown
	}
	if amount.Sign() <= 0 {
		return
	}
	r.adjustBy(a)
	for k := before; limited && k < len(r.out.Adjustments); k++ {
		r.out.Adjustments[k].Limited = true
	}
}
