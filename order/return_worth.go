package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Refundable is the most that may be refunded without VAT for a quantity of a line of a
// return: the cumulative entitlement. What all that was refunded so far and this is worth
// at the price it was invoiced at, rounded, with its part of the allowances and charges of
// the document, minus what was refunded before; see [pricing.Part]. So returns one by one add
// up to what was paid, and what was never invoiced gives nothing back: it is not owed any
// more. Where prices have VAT in them, several lines together may be a cent off their sum:
// what counts is the worth that a proposal states.
func (o Order) Refundable(id, line string, quantity salesdesk.Amount) (salesdesk.Amount, error) {
	i := o.returned(id)
	if i < 0 {
		return salesdesk.Amount{}, ReturnError{Return: id}
	}
	ret := &o.Returns[i]
	if !o.sells(line) {
		return salesdesk.Amount{}, LineError{Line: line}
	}
	valued, err := o.valued(ret, []LineRemedy{{Line: line, Remedy: Refund, Quantity: quantity}})
	if err != nil {
		return salesdesk.Amount{}, err
	}
	return add(valued[0].Worth, ret.withheld()[line]), nil
}

// sells reports whether a line is one with goods.
func (o *Order) sells(line string) bool {
	agreed := o.agreed(line)
	return agreed != nil && agreed.Quantity.IsPositive()
}

// goodsWorth is what all goods of a return are worth, invoiced or not.
func (o *Order) goodsWorth(ret *Return) (salesdesk.Amount, error) {
	asked := totals(ret.Lines)
	goods := make([]LineRemedy, 0, len(asked))
	for _, q := range ret.Lines {
		if all, ok := asked[q.Line]; ok {
			goods = append(goods, LineRemedy{Line: q.Line, Remedy: Refund, Quantity: all, Revision: o.Revision})
			delete(asked, q.Line)
		}
	}
	c := o.claim(ret, goods)
	lengths := make([]salesdesk.Amount, len(goods))
	for i := range goods {
		lengths[i] = goods[i].Quantity
	}
	err := c.span(lengths)
	var sum salesdesk.Amount
	for i := range goods {
		sum = add(sum, goods[i].Worth)
	}
	return sum, err
}

// spanned is the quantity of every line that remedies give money for.
func spanned(remedies []LineRemedy) map[string]salesdesk.Amount {
	return sums(remedies, func(r *LineRemedy) salesdesk.Amount { return r.Span.length() })
}

// withheld is what a return that was reopened gave less than the goods of its lines are worth.
func (r *Return) withheld() map[string]salesdesk.Amount {
	return sums(r.Settled, func(s *LineRemedy) salesdesk.Amount { return sub(s.Worth, s.Amount) })
}

// sums add up what remedies have of every line.
func sums(remedies []LineRemedy, of func(*LineRemedy) salesdesk.Amount) map[string]salesdesk.Amount {
	all := make(map[string]salesdesk.Amount, len(remedies))
	for i := range remedies {
		all[remedies[i].Line] = add(all[remedies[i].Line], of(&remedies[i]))
	}
	return all
}

// released is what the return takes out of what is owed of every line.
func (r *Return) released() map[string]salesdesk.Amount {
	switch r.Status {
	case ReturnInspected:
		accepted := make(map[string]salesdesk.Amount, len(r.Verdicts))
		for _, v := range r.Verdicts {
			accepted[v.Line] = add(accepted[v.Line], v.Accepted)
		}
		return accepted
	case ReturnAgreed, ReturnClosed:
		return given(r.Settled, r.Remedies)
	default:
		return nil
	}
}

// lineWorth is what a span of a line is worth without VAT.
type lineWorth struct {
	line  string
	worth fixed.Dec
}

// spanWorths are what the spans of remedies are worth, in the order of what was agreed.
func (o *Order) spanWorths(remedies []LineRemedy) ([]lineWorth, error) {
	part, err := o.worth(remedies, func(*LineRemedy) bool { return true })
	if err != nil {
		return nil, err
	}
	worths, err := worthOf(&part)
	if err != nil {
		return nil, err
	}
	lines := make([]lineWorth, len(part.Lines))
	for i := range part.Lines {
		lines[i] = lineWorth{part.Lines[i].ID, worths[i]}
	}
	return lines, nil
}

// worth is the part of what was agreed that the spans of remedies cover: the goods,
// without the packaging, whose deposit comes back when it does. A line that is not of
// the order is left out.
func (o *Order) worth(remedies []LineRemedy, counts func(*LineRemedy) bool) (pricing.Priced, error) {
	spans := make(map[string]LineRemedy, len(remedies)) // from the first to the last of a line
	for i := range remedies {
		if r := &remedies[i]; r.Span.length().IsPositive() && counts(r) {
			all, known := spans[r.Line]
			if !known || less(r.Span.From, all.Span.From) {
				all.Span.From = r.Span.From
			}
			all.Span.To, all.Revision = larger(all.Span.To, r.Span.To), max(all.Revision, r.Revision)
			spans[r.Line] = all
		}
	}
	revision := 1
	var taken, now []pricing.Portion
	for _, l := range o.Agreed.Lines {
		if all, ok := spans[l.ID]; ok {
			taken = append(taken, pricing.Portion{Line: l.ID, Quantity: all.Span.From})
			now = append(now, pricing.Portion{Line: l.ID, Quantity: all.Span.length()})
			revision = max(revision, all.Revision)
		}
	}
	if len(now) == 0 {
		return pricing.Priced{Currency: o.Agreed.Currency, Date: o.Agreed.Date, Inclusive: o.Agreed.Inclusive}, nil
	}
	goods, err := o.agreedIn(revision)
	if err != nil {
		return pricing.Priced{}, err
	}
	goods.Packaging, goods.Options, goods.Deposit, goods.Recurring, goods.OneOff = nil, nil, nil, nil, nil
	goods.Lines = slices.DeleteFunc(slices.Clone(goods.Lines), func(l pricing.PricedLine) bool { // taken out by a change
		return l.Quantity.IsZero() && l.Share.IsZero()
	})
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
	rest := exact.Dec(part.Totals.TaxExclusive)
	worths, weights := make([]fixed.Dec, len(part.Lines)), make([]fixed.Dec, len(part.Lines))
	for i, l := range part.Lines {
		weights[i] = exact.Dec(l.Net)
		worths[i] = weights[i].Add(exact.Dec(l.Share))
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
		fee := exact.Dec(remedies[i].Amount).Mul(exact.Dec(p.RestockingRate)).
			Round(o.Agreed.Currency.MinorUnits(), fixed.HalfAwayFromZero)
		if !fee.IsZero() {
			remedies[i].Fee, err = exact.Amount(fee)
			remedies[i].Reason = p.RestockingReason
			problems.Add(err)
		}
	}
	return remedies, problems.Err()
}
