package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// ratioPlaces is how exact a derived ratio is.
const ratioPlaces = 6

// Explain prices a request again and says why every figure is what it is. It
// gives the same document as Price, or the same problems.
func (p *Pricer) Explain(req Request) (Explanation, error) {
	r := run{Pricer: p, req: &req, keep: true, explains: true}
	return r.explain()
}

func (r *run) explain() (Explanation, error) {
	priced, err := r.best()
	if err != nil {
		return Explanation{}, err
	}
	e := explainer{run: r, out: Explanation{Priced: priced, Lines: make([]ExplainedLine, len(r.req.Lines))}}
	if err := e.cash(); err != nil {
		return Explanation{}, err
	}
	for i := range r.req.Lines {
		e.line(i)
	}
	e.promotions()
	e.totals()
	e.out.Held, e.out.Options = r.hold(), r.explained
	if err := r.problems.Err(); err != nil {
		return Explanation{}, err
	}
	return e.out, nil
}

type explainer struct {
	*run
	out            Explanation
	saved          []fixed.Dec // of the cash discount, by line
	list, booked   fixed.Dec   // booked: at the book's prices for this buyer
	invoice        fixed.Dec
	pocket, added  fixed.Dec // added: charges and contributions, which are no discount
	revenue, costs fixed.Dec
	kept           fixed.Dec // of the revenue, in the pocket
}

// cash shares the cash discount of each VAT group over its lines.
func (e *explainer) cash() error {
	e.saved = make([]fixed.Dec, len(e.lines))
	for _, a := range e.run.out.Adjustments {
		if a.ID != cashDiscountID || e.req.CashDiscount == nil {
			continue
		}
		g, err := e.group(&a.VAT)
		if err != nil {
			return err
		}
		total, _ := number(a.Amount)
		if err := e.share(total, g); err != nil {
			return err
		}
	}
	return nil
}

func (e *explainer) share(total fixed.Dec, g int32) error {
	weights := make([]fixed.Dec, len(e.lines))
	for i := range e.lines {
		w := &e.lines[i]
		if after := w.net.Add(w.share); w.group == g && after.Sign() == total.Sign() {
			weights[i] = after
		}
	}
	if fixed.Sum(weights).IsZero() {
		return nil
	}
	shares, err := fixed.Allocate(total, weights, e.places, nil)
	if err != nil {
		return err
	}
	for i, s := range shares {
		e.saved[i] = e.saved[i].Add(s)
	}
	return nil
}

func (e *explainer) line(i int) {
	in, out := &e.req.Lines[i], &e.out.Lines[i]
	out.ID = in.ID
	quantity, _ := number(in.Quantity)
	var a *article
	if k, known := e.skus[in.SKU]; known {
		a = &e.articles[k]
	}
	w := waterfall{explainer: e, out: &out.Waterfall, line: i, article: a}
	var bought *origin
	m := e.measure(in, a, quantity)
	if a != nil {
		out.NotDiscountable = a.notDiscountable
		if o, err := e.origin(a, &e.who); err == nil {
			bought = &o
		}
		e.candidates(out, i, a, bought, &m)
	}
	w.start(i, a, bought, &m)
	contributions := w.adjusted(i)
	w.document(i, contributions)
	e.margin(out, i, w.invoice.Sub(w.beside), w.balance.Sub(w.beside))
	e.vatOf(i, out)
}

// candidates are the winner and the losers of line i.
func (e *explainer) candidates(out *ExplainedLine, i int, a *article, bought *origin, m *measure) {
	byBook := !e.pricedByHand(i)
	var winner, source *entry
	rank := forList // of a list's formula
	if bought != nil {
		winner, source = bought.winner, bought.entry
	}
	if winner != nil {
		source, rank = winner, winner.specificity
	}
	if bought != nil && byBook {
		won := e.candidate(bought, a, m, "")
		out.Winner = &won
	}
	for _, s := range [2]span{a.own, a.group} {
		for k := s.first; k < s.last; k++ {
			other := &e.entries[k]
			reason := other.misses(&e.who)
			switch {
			case byBook && other == source:
				continue
			case reason == OtherCustomer:
				out.ForOthers++
				continue
			case reason != "":
			case !byBook:
				reason = AgreedPrice
			case other.specificity != rank:
				reason = LessSpecific
			default:
				reason = LowerPriority
			}
			out.Rejected = append(out.Rejected, e.rejected(other, a, m, reason))
		}
	}
}

// pricedByHand reports whether no price of the book makes line i: one was agreed on it, from
// its first period where it recurs, or its bundle has one.
func (r *run) pricedByHand(i int) bool {
	rec := r.termOf(i)
	if rec == nil || r.plan.sources[i].component > 0 {
		return r.hasOwn(&r.req.Lines[i])
	}
	first := r.plan.asked.Lines[rec.line].period(1)
	return r.hasOwn(&first)
}

// rejected is an entry with the price it would have given, which is none where a formula
// of it has nothing to start from.
func (e *explainer) rejected(other *entry, a *article, m *measure, reason Rejection) Candidate {
	o := origin{winner: other}
	err := e.start(&o, other, e.who.day)
	if other.isFormula() {
		o, err = e.from(other, nil, a, &e.who)
	}
	if err != nil || reason == OtherCurrency {
		return Candidate{Entry: other.name(), Reason: reason}
	}
	return e.candidate(&o, a, m, reason)
}

func (e *explainer) candidate(o *origin, a *article, m *measure, reason Rejection) Candidate {
	t := e.termsOf(o, len(o.derived), a, m)
	e.problems.Add(t.show())
	c := Candidate{Entry: o.name(), Price: t.priceShown, BaseQuantity: t.baseShown, Reason: reason}
	for i := range o.derived {
		c.Derived = append(c.Derived, o.derived[i].id)
	}
	return c
}

// margin is what line i leaves of its revenue, over its term where it has one. What is
// charged beside the goods, such as freight, is none of it: its cost is not among theirs.
func (e *explainer) margin(out *ExplainedLine, i int, revenue, kept fixed.Dec) {
	each, known := e.costEach(i)
	if !known {
		e.out.WithoutCost++
		return
	}
	cost := e.over(i, each, fixed.HalfAwayFromZero)
	e.revenue, e.costs, e.kept = e.revenue.Add(revenue), e.costs.Add(cost), e.kept.Add(kept)
	out.Margin = e.marginOf(revenue, cost)
}

func (e *explainer) marginOf(revenue, cost fixed.Dec) *Margin {
	left := revenue.Sub(cost)
	return &Margin{Revenue: e.amount(revenue), Cost: e.amount(cost), Amount: e.amount(left), Ratio: e.ratio(left, revenue)}
}

// ratio is part ÷ whole, nil where the whole is 0.
func (e *explainer) ratio(part, whole fixed.Dec) *salesdesk.Amount {
	if whole.IsZero() {
		return nil
	}
	a, err := exact.Amount(part.DivRound(whole, ratioPlaces, fixed.HalfAwayFromZero))
	e.problems.Add(err)
	return &a
}

func (e *explainer) vatOf(i int, out *ExplainedLine) {
	out.VAT.VATGroup = e.run.out.Lines[i].VAT
	if given := e.req.Lines[i].VAT; given != nil {
		out.VAT.Evidence = []Evidence{{salesdesk.Index("lines", i) + ".vat", string(given.Category) + " " + given.Rate.String()}}
		return
	}
	out.VAT.Evidence = e.groups[e.lines[i].group].evidence
}

// promotions are those that were considered; what is for other customers is not named.
func (e *explainer) promotions() {
	for _, c := range e.considered {
		if c.Reason == OtherCustomer {
			e.out.PromotionsForOthers++
		} else {
			e.out.Promotions = append(e.out.Promotions, c)
		}
	}
}

func (e *explainer) totals() {
	e.out.Levels = Levels{
		List: e.amount(e.list), Net: e.run.out.Totals.Lines, Invoice: e.amount(e.invoice), Pocket: e.amount(e.pocket),
	}
	e.out.Discount = e.ratio(e.booked.Add(e.added).Sub(e.invoice), e.booked)
	if e.out.WithoutCost < len(e.lines) {
		e.out.Margin = e.marginOf(e.revenue, e.costs)
		e.out.MarginRatio = e.out.Margin.Ratio
	}
	if e.pocket.Cmp(e.invoice) == 0 {
		return
	}
	e.out.PocketDiscount = e.ratio(e.booked.Add(e.added).Sub(e.pocket), e.booked)
	if e.out.Margin != nil {
		e.out.PocketMarginRatio = e.ratio(e.kept.Sub(e.costs), e.kept)
	}
}
