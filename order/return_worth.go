package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Refundable is the most that may be refunded without VAT for a quantity of a line of a
// return: the cumulative entitlement. What all that was refunded so far and this is worth
// at the agreed price, rounded, with its part of the allowances and charges of the
// document, minus what was refunded before; see [pricing.Part]. So returns one by one add
// up to what was paid. Where prices have VAT in them, several lines together may be a cent
// off their sum: what counts is the worth that a proposal states.
func (o Order) Refundable(id, line string, quantity salesdesk.Amount) (salesdesk.Amount, error) {
	i := o.returned(id)
	if i < 0 {
		return salesdesk.Amount{}, ReturnError{Return: id}
	}
	return o.refundable(&o.Returns[i], line, quantity)
}

func (o *Order) refundable(ret *Return, line string, quantity salesdesk.Amount) (salesdesk.Amount, error) {
	if !slices.ContainsFunc(o.Agreed.Lines, func(l pricing.PricedLine) bool { return l.ID == line && l.Quantity.IsPositive() }) {
		return salesdesk.Amount{}, LineError{Line: line}
	}
	valued, err := o.valued(ret, []LineRemedy{{Line: line, Remedy: Refund, Quantity: quantity}})
	if err != nil {
		return salesdesk.Amount{}, err
	}
	return add(valued[0].Worth, ret.withheld(line)), nil
}

// valued are remedies with their spans, what those are worth, and an amount for each
// refund that names none. What gives money comes first in the spans, so that those of a
// credit note are one.
func (o *Order) valued(ret *Return, remedies []LineRemedy) ([]LineRemedy, error) {
	remedies = slices.Clone(remedies)
	settled, end := map[string]salesdesk.Amount{}, map[string]salesdesk.Amount{}
	for i := range remedies {
		line := remedies[i].Line
		remedies[i].Span, remedies[i].Worth = Span{}, salesdesk.Amount{}
		settled[line], end[line] = spanned(ret.Settled, line), o.refunded(ret, line)
	}
	for _, documented := range []bool{true, false} {
		for i := range remedies {
			r := &remedies[i]
			if !r.pays() || r.documented() != documented || !r.Quantity.IsPositive() {
				continue
			}
			had := r.Quantity // what was refunded before the return was reopened is not refunded again
			if less(settled[r.Line], had) {
				had = settled[r.Line]
			}
			settled[r.Line] = sub(settled[r.Line], had)
			r.Span = Span{From: end[r.Line], To: add(end[r.Line], sub(r.Quantity, had))}
			end[r.Line] = r.Span.To
		}
	}
	return remedies, o.weigh(ret, remedies)
}

// refunded is the quantity of a line that was refunded before by any return.
func (o *Order) refunded(ret *Return, line string) (sum salesdesk.Amount) {
	for i := range o.Returns {
		sum = add(sum, spanned(o.Returns[i].Settled, line))
		if o.Returns[i].ID != ret.ID {
			sum = add(sum, spanned(o.Returns[i].Remedies, line))
		}
	}
	return sum
}

// spanned is the quantity of a line that remedies refund.
func spanned(remedies []LineRemedy, line string) (sum salesdesk.Amount) {
	for _, r := range remedies {
		if r.Line == line {
			sum = add(sum, r.Span.length())
		}
	}
	return sum
}

// withheld is what a return that was reopened gave less than the goods of a line are worth.
func (r *Return) withheld(line string) (sum salesdesk.Amount) {
	for _, s := range r.Settled {
		if s.Line == line {
			sum = sub(add(sum, s.Worth), s.Amount)
		}
	}
	return sum
}

// weigh sets what the spans are worth, and the amounts that are left out.
func (o *Order) weigh(ret *Return, remedies []LineRemedy) error {
	var problems salesdesk.Problems
	part, err := o.worth(remedies, func(*LineRemedy) bool { return true })
	problems.Add(err)
	worths, err := worthOf(&part)
	problems.Add(err)
	for k, l := range part.Lines {
		var at []int
		var lengths []fixed.Dec
		for i := range remedies {
			if remedies[i].Line == l.ID && remedies[i].Span.length().IsPositive() {
				at, lengths = append(at, i), append(lengths, fixed.FromDecimal(remedies[i].Span.length().Decimal))
			}
		}
		parts, err := fixed.Allocate(worths[k], lengths, o.Agreed.Currency.MinorUnits(), nil)
		problems.Add(err)
		for n := range parts {
			remedies[at[n]].Worth, err = salesdesk.AmountOf(parts[n])
			problems.Add(err)
		}
	}
	for i := range remedies {
		if r := &remedies[i]; r.Remedy == Refund && r.Amount.IsZero() && r.Repriced == nil {
			r.Amount = r.Worth
			if only := countOf(remedies, r.Line) == 1; only {
				r.Amount = add(r.Worth, ret.withheld(r.Line))
			}
		}
	}
	return problems.Err()
}

func countOf(remedies []LineRemedy, line string) (n int) {
	for _, r := range remedies {
		if r.Line == line && r.pays() {
			n++
		}
	}
	return n
}

// worth is the part of what was agreed that the spans of remedies cover: the goods,
// without the packaging, whose deposit comes back when it does. A line that is not of
// the order is left out.
func (o *Order) worth(remedies []LineRemedy, counts func(*LineRemedy) bool) (pricing.Priced, error) {
	spans := map[string]Span{}
	var taken, now []pricing.Portion
	for i := range remedies {
		if r := &remedies[i]; r.Span.length().IsPositive() && counts(r) && o.line(r.Line) >= 0 {
			span, known := spans[r.Line]
			if !known || less(r.Span.From, span.From) {
				span.From = r.Span.From
			}
			if less(span.To, r.Span.To) {
				span.To = r.Span.To
			}
			spans[r.Line] = span
		}
	}
	for _, l := range o.Agreed.Lines {
		if span, ok := spans[l.ID]; ok {
			taken = append(taken, pricing.Portion{Line: l.ID, Quantity: span.From})
			now = append(now, pricing.Portion{Line: l.ID, Quantity: span.length()})
		}
	}
	if len(now) == 0 {
		return pricing.Priced{Currency: o.Agreed.Currency, Date: o.Agreed.Date}, nil
	}
	goods, err := o.Owed()
	if err != nil {
		return pricing.Priced{}, err
	}
	goods.Packaging, goods.Options, goods.Deposit, goods.Recurring, goods.OneOff = nil, nil, nil, nil, nil
	goods.Adjustments = slices.DeleteFunc(slices.Clone(goods.Adjustments), func(a pricing.Adjusted) bool { return a.VAT.Ground == pricing.PackagingGround })
	goods, err = pricing.Total(goods)
	if err != nil {
		return pricing.Priced{}, err
	}
	return pricing.Part(goods, taken, now)
}

// worthOf is what the lines of a part come to without VAT: their net amounts, their shares
// of the document's, and of what no line has a share of, such as freight at another rate,
// as much as their net amounts weigh.
func worthOf(part *pricing.Priced) ([]fixed.Dec, error) {
	rest := fixed.FromDecimal(part.Totals.TaxExclusive.Decimal)
	worths, weights := make([]fixed.Dec, len(part.Lines)), make([]fixed.Dec, len(part.Lines))
	for i, l := range part.Lines {
		weights[i] = fixed.FromDecimal(l.Net.Decimal)
		worths[i] = weights[i].Add(fixed.FromDecimal(l.Share.Decimal))
		rest = rest.Sub(worths[i])
	}
	if rest.IsZero() {
		return worths, nil
	}
	if fixed.Sum(weights).IsZero() {
		for i := range weights {
			weights[i] = fixed.FromInt(1, 0)
		}
	}
	parts, err := fixed.Allocate(rest, weights, part.Currency.MinorUnits(), nil)
	for i := range parts {
		worths[i] = worths[i].Add(parts[i])
	}
	return worths, err
}

// proposed is one remedy for all that was accepted, with all the money that it gives.
func (o *Order) proposed(ret *Return, remedy Remedy, p *ReturnPolicy) ([]LineRemedy, error) {
	var remedies []LineRemedy
	for _, v := range ret.Verdicts {
		if v.Accepted.IsPositive() {
			remedies = append(remedies, LineRemedy{Line: v.Line, Remedy: remedy, Quantity: v.Accepted})
		}
	}
	remedies, err := o.valued(ret, remedies)
	if err != nil || ret.Ground.free() {
		return remedies, err
	}
	var problems salesdesk.Problems
	for i := range remedies {
		fee := fixed.FromDecimal(remedies[i].Amount.Decimal).Mul(fixed.FromDecimal(p.RestockingRate.Decimal)).
			Round(o.Agreed.Currency.MinorUnits(), fixed.HalfAwayFromZero)
		if !fee.IsZero() {
			remedies[i].Fee, err = salesdesk.AmountOf(fee)
			remedies[i].Reason = p.RestockingReason
			problems.Add(err)
		}
	}
	return remedies, problems.Err()
}
