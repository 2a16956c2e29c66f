package pricing

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// minimumID is the id of the charge for what a minimum commitment lacks.
const minimumID = "minimum_commitment"

// expandRecurring makes of a recurring line the one of its whole term.
func (r *run) expandRecurring(in *Line, from source) error {
	if wrong := r.checkRecurring(in); wrong != nil {
		period := *in
		period.Quantity = r.one
		_, err := r.alone([]Line{period})
		return both(wrong, err)
	}
	rec := recurring{line: from.line, plain: len(r.req.Lines), slices: in.Recurring.slices()}
	if r.plan.periods += len(rec.slices); r.plan.periods > MaxLines {
		return salesdesk.FieldError{Path: "recurring.months", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxLines)}
	}
	term, err := r.term(in, &rec)
	if err != nil {
		return err
	}
	r.plan.recurring = append(r.plan.recurring, rec)
	from.term = len(r.plan.recurring)
	r.plain(term, from)
	return nil
}

// checkRecurring refuses what does not come back with a line, or cannot.
func (r *run) checkRecurring(in *Line) error {
	var p salesdesk.Problems
	p.AddAt("recurring", in.Recurring.check(r.places))
	_, err := atLeast(in.Quantity, true)
	p.AddAt("quantity", err)
	k, known := r.skus[in.SKU]
	beside := func(c Contribution) bool { return c.Outside }
	if slices.ContainsFunc(in.Contributions, beside) ||
		known && slices.ContainsFunc(r.articles[k].contributions, func(c contribution) bool { return c.Outside }) { // it is of the document, not of a line
		p.Add(salesdesk.FieldError{Path: "recurring", Rule: salesdesk.RuleExcluded, Param: "contributions.outside"})
	}
	if known && len(r.articles[k].surcharges) > 0 {
		p.Add(salesdesk.FieldError{Path: "recurring", Rule: salesdesk.RuleExcluded, Param: "surcharges"})
	}
	if len(in.Adjustments) >= MaxAdjustments && in.Recurring.Minimum != nil {
		p.Add(salesdesk.FieldError{Path: "adjustments", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxAdjustments - 1)})
	}
	return p.Err()
}

// term prices every period alone and sums what they show.
func (r *run) term(in *Line, rec *recurring) (Line, error) {
	priced, err := r.periods(in, rec)
	if err != nil {
		return Line{}, err
	}
	var list fixed.Dec
	sums := make([]fixed.Dec, 0, 1+len(in.Adjustments))
	for k := range priced {
		line := &priced[k]
		quantity, _ := number(line.Quantity)
		net, _ := number(line.Net)
		list, rec.nets = list.Add(shownTerms(line).amount(quantity, r.places)), append(rec.nets, net)
		for j := range line.Adjustments {
			amount, _ := number(line.Adjustments[j].Amount)
			if j == len(sums) {
				sums, rec.adjusted = append(sums, fixed.Dec{}), append(rec.adjusted, make([]fixed.Dec, len(priced)))
			}
			sums[j], rec.adjusted[j][k] = sums[j].Add(amount), amount
		}
	}
	return r.termLine(in, rec, &priced[0], list, sums)
}

// termOf is the term of line i, nil where it does not recur.
func (r *run) termOf(i int) *recurring {
	if r.plan == nil || r.plan.sources[i].term == 0 {
		return nil
	}
	return &r.plan.recurring[r.plan.sources[i].term-1]
}

// own is how many adjustments a period has of its own: after them come contributions.
func (rec *recurring) own() int { return len(rec.lines[0].Adjustments) }

// sum is what an amount of a whole period comes to over the term.
func (rec *Recurring) sum(amount fixed.Dec, places int) (sum fixed.Dec) {
	for _, s := range rec.slices() {
		sum = sum.Add(amount.MulDivRound(fixed.FromInt(s.part, 0), fixed.FromInt(s.whole, 0), places, fixed.HalfAwayFromZero))
	}
	return sum
}

// over is what so much for one of the unit and a whole period comes to over the term: of
// each period its part, rounded.
func (rec *recurring) over(each fraction, places int, mode fixed.Mode) fixed.Dec {
	var sum fixed.Dec
	for k := range rec.lines {
		quantity, _ := number(rec.lines[k].Quantity) // priced
		part, of := fixed.FromInt(rec.slices[k].part, 0), fixed.FromInt(rec.slices[k].whole, 0)
		sum = sum.Add(each.num.Mul(part).MulDivRound(quantity, each.den.Mul(of), places, mode))
	}
	return sum
}

// over is what so much for one of the unit comes to on line i, over its term where it
// has one.
func (r *run) over(i int, each fraction, mode fixed.Mode) fixed.Dec {
	if rec := r.termOf(i); rec != nil {
		return rec.over(each, r.places, mode)
	}
	quantity, _ := number(r.req.Lines[i].Quantity) // priced
	return each.num.MulDivRound(quantity, each.den, r.places, mode)
}

// costEach is the cost of one of the unit of line i, for a whole period where it recurs,
// and whether it is known.
func (r *run) costEach(i int) (each fraction, known bool) {
	in := &r.req.Lines[i]
	given := in.Cost
	if rec := r.termOf(i); rec != nil {
		given = r.plan.asked.Lines[rec.line].Cost
	}
	switch k := r.articleOf(in); {
	case given != nil:
		d, _ := number(*given) // checked
		return whole(d), true
	case k >= 0 && r.articles[k].hasCost && !r.who.foreign:
		return r.perUnit(in, &r.articles[k]).mul(whole(r.articles[k].cost)), true
	default:
		return each, false
	}
}

// termLine is the line that shows the whole term.
func (r *run) termLine(in *Line, rec *recurring, first *PricedLine, list fixed.Dec, sums []fixed.Dec) (Line, error) {
	out := *in
	out.Recurring, out.Adjustments, out.Cost, out.Contributions = nil, nil, nil, nil
	out.recurs = &recurs{passed: []Adjusted{}}
	quantity, _ := number(in.Quantity)
	var err error
	if out.Price, err = wholePrice(list, quantity); err != nil {
		return out, err
	}
	for j, sum := range sums {
		amount, err := exact.Amount(sum)
		if err != nil {
			return out, err
		}
		a := first.Adjustments[j]
		if j >= rec.own() {
			out.recurs.passed = append(out.recurs.passed, Adjusted{ID: a.ID, Charge: true, Amount: amount, Reason: a.Reason, Text: a.Text})
			continue
		}
		out.Adjustments = append(out.Adjustments, Adjustment{ID: a.ID, Charge: a.Charge, Amount: &amount, Reason: a.Reason, Text: a.Text})
	}
	return out, nil
}

// periods are the priced lines of the periods; rec keeps what they were priced from.
func (r *run) periods(in *Line, rec *recurring) ([]PricedLine, error) {
	lines := make([]Line, len(rec.slices))
	for k := range lines {
		lines[k] = in.period(k + 1)
		if held := r.held(&lines[k]); held != nil {
			lines[k].Price = held.at(in.Recurring.Ramps, k+1)
		}
	}
	if err := r.prorate(in, rec, lines); err != nil {
		return nil, err
	}
	priced, err := r.alone(lines)
	if err == nil && in.Recurring.Minimum != nil {
		if err = r.commit(in.Recurring, rec, lines, priced); err == nil {
			priced, err = r.alone(lines)
		}
	}
	rec.lines = lines
	return priced, err
}

// period is the line of a period, ramps applied.
func (l *Line) period(number int) Line {
	out := *l
	out.Recurring = nil
	for _, ramp := range l.Recurring.Ramps {
		if ramp.From > number {
			break
		}
		if ramp.Quantity != nil {
			out.Quantity = *ramp.Quantity
		}
		if ramp.Price != nil {
			out.Price = ramp.Price
		}
	}
	return out
}

// prorate fixes the price of every period and, of a part, takes its share: the price
// times the part for the base quantity times the whole, so that nothing is rounded
// before the line is.
func (r *run) prorate(in *Line, rec *recurring, lines []Line) error {
	whole, err := r.alone(lines)
	if err != nil {
		return err
	}
	for k := range lines {
		s := rec.slices[k]
		part, of := fixed.FromInt(s.part, 0), fixed.FromInt(s.whole, 0)
		terms := shownTerms(&whole[k])
		rec.prices = append(rec.prices, Price{Amount: whole[k].Price, BaseQuantity: whole[k].BaseQuantity})
		amount, err := exact.Amount(terms.price.Mul(part))
		if err != nil {
			return salesdesk.At("price", err)
		}
		base, err := exact.Amount(terms.base.Mul(of))
		if err != nil {
			return salesdesk.At("price", err)
		}
		lines[k].Price, lines[k].recurs = &Price{Amount: amount, BaseQuantity: base}, &recurs{part: fraction{part, of}}
		if s.part != s.whole {
			lines[k].Adjustments = r.prorated(in.Adjustments, part, of)
		}
	}
	return nil
}

// prorated are adjustments with the fixed amounts of a part of a period.
func (r *run) prorated(list []Adjustment, part, of fixed.Dec) []Adjustment {
	list = slices.Clone(list)
	for j := range list {
		if list[j].Amount == nil {
			continue
		}
		whole, _ := number(*list[j].Amount)
		amount, err := exact.Amount(whole.MulDivRound(part, of, r.req.Currency.MinorUnits(), fixed.HalfAwayFromZero))
		if err == nil {
			list[j].Amount = &amount
		}
	}
	return list
}

// commit charges every period what it lacks of its minimum.
func (r *run) commit(asked *Recurring, rec *recurring, lines []Line, priced []PricedLine) error {
	minimum, _ := number(*asked.Minimum)
	for k := range lines {
		s := rec.slices[k]
		least := minimum.MulDivRound(fixed.FromInt(s.part, 0), fixed.FromInt(s.whole, 0), r.req.Currency.MinorUnits(), fixed.HalfAwayFromZero)
		net, _ := number(priced[k].Net)
		lacks := least.Sub(net)
		if lacks.Sign() < 0 {
			lacks = fixed.Dec{}
		}
		amount, err := exact.Amount(lacks)
		if err != nil {
			return salesdesk.At("recurring.minimum", err)
		}
		lines[k].Adjustments = append(slices.Clip(lines[k].Adjustments), Adjustment{ID: minimumID, Charge: true, Amount: &amount})
	}
	return nil
}
