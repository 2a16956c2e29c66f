package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
)

// hold is what the run priced its document by.
func (r *run) hold() *Held {
	return &Held{Lines: append(r.holdLines(), r.optional...), Promotions: r.holdPromotions()}
}

// holdLines is what the lines that were chosen were priced by.
func (r *run) holdLines() []HeldLine {
	asked := r.req.Lines[:len(r.req.Lines)-r.free]
	if r.plan == nil {
		held := make([]HeldLine, len(asked))
		for i := range asked {
			held[i] = r.holdLine(&asked[i])
		}
		return held
	}
	held := make([]HeldLine, 0, len(asked))
	for i := range r.plan.sources[:len(asked)] {
		from := r.plan.sources[i]
		line := &r.plan.asked.Lines[from.line]
		switch {
		case from.component > 1:
		case from.component == 1:
			held = append(held, r.holdBundle(line.ID, from.line))
		case from.term > 0:
			held = append(held, r.plan.recurring[from.term-1].hold(line))
		default:
			held = append(held, r.holdLine(line))
		}
	}
	return held
}

// holdLine finds the price of a plain line again: that of a line of an inclusive
// document has VAT in it, which the document has not.
func (r *run) holdLine(in *Line) HeldLine {
	held := HeldLine{ID: in.ID}
	quantity, _ := number(in.Quantity) // priced
	var a *article
	if k, known := r.skus[in.SKU]; known {
		a = &r.articles[k]
	}
	t, err := r.terms(in, a, quantity)
	r.problems.Add(err)
	held.Price = Price{Amount: t.priceShown, BaseQuantity: t.baseShown}
	switch before := r.held(in); {
	case before != nil:
		held.Surcharges = slices.Clone(before.Surcharges)
	case a != nil:
		held.Surcharges = r.holdSurcharges(in, a)
	}
	return held
}

// holdSurcharges are the indexed surcharges of an article for one of the line's unit.
func (r *run) holdSurcharges(in *Line, a *article) (held []HeldSurcharge) {
	times := r.charged(in, a)
	for k := range a.surcharges {
		s := &a.surcharges[k]
		each, err := r.aboveBase(s)
		if err != nil || each.Sign() <= 0 {
			continue // it was told, or nothing is charged
		}
		price, err := exact.Amount(tidy(each.Mul(times.num), 0))
		r.problems.Add(err)
		base, err := exact.Amount(tidy(s.per.Mul(times.den), 0))
		r.problems.Add(err)
		held = append(held, HeldSurcharge{ID: s.ID, Reason: s.Reason, Text: s.Text, Price: Price{Amount: price, BaseQuantity: base}})
	}
	return held
}

func (r *run) holdBundle(id string, line int) HeldLine {
	i := slices.IndexFunc(r.plan.bundles, func(b bundle) bool { return b.line == line })
	b := &r.plan.bundles[i]
	return HeldLine{ID: id, Price: Price{Amount: b.shown.Price, BaseQuantity: b.shown.BaseQuantity}, Components: b.own}
}

// hold is the price of the first period and those from each ramp on.
func (rec *recurring) hold(in *Line) HeldLine {
	held := HeldLine{ID: in.ID, Price: rec.prices[0]}
	for _, ramp := range in.Recurring.Ramps {
		held.Ramps = append(held.Ramps, rec.prices[min(ramp.From, len(rec.prices))-1])
	}
	return held
}

// holdPromotions are the promotions that applied, in the document or with an option of it:
// without their time and their buyers, and of the articles of the document alone.
func (r *run) holdPromotions() (held []Promotion) {
	list := r.offered()
	for k := range list {
		if k < len(r.considered) && r.considered[k].Reason == "" || k < len(r.also) && r.also[k] {
			held = append(held, r.holdPromotion(&list[k]))
		}
	}
	return held
}

func (r *run) holdPromotion(p *promotion) Promotion {
	held := p.Promotion
	held.From, held.To, held.Customers, held.CustomerGroups, held.Channels = calendar.Date{}, calendar.Date{}, nil, nil, nil
	if held.Coupon != nil {
		held.Coupon = &Coupon{Code: held.Coupon.Code}
	}
	if p.articles == nil && p.groups == nil {
		return held
	}
	held.SKUs, held.Groups = nil, nil
	for _, sku := range r.skusAsked() {
		if k, known := r.skus[sku]; known && p.isFor(k, r.articleGroups()) && !slices.Contains(held.SKUs, sku) {
			held.SKUs = append(held.SKUs, sku)
		}
	}
	return held
}

// skusAsked are the articles of the request, chosen or not, and of its bundles.
func (r *run) skusAsked() (skus []string) {
	asked := r.req
	if r.plan != nil {
		asked = r.plan.asked
	}
	for i := range asked.Lines {
		in := &asked.Lines[i]
		skus = append(skus, in.SKU)
		for _, c := range r.componentsOf(in) {
			skus = append(skus, c.sku)
		}
	}
	return skus
}

// holdOption keeps what line i, which is not chosen, is priced by in the document with it.
func (r *run) holdOption(with *run, id string) {
	for _, line := range with.holdLines() {
		if line.ID == id {
			r.optional = append(r.optional, line)
		}
	}
	if r.also == nil {
		r.also = make([]bool, len(with.considered))
	}
	for k := range with.considered {
		r.also[k] = r.also[k] || with.considered[k].Reason == ""
	}
}
