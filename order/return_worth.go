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
	return add(valued[0].Worth, ret.withheld(line)), nil
}

// sells reports whether a line is one with goods.
func (o *Order) sells(line string) bool {
	agreed := o.agreed(line)
	return agreed != nil && agreed.Quantity.IsPositive()
}

// goodsWorth is what goods of a return are worth, invoiced or not.
func (o *Order) goodsWorth(ret *Return, line string, quantity salesdesk.Amount) (salesdesk.Amount, error) {
	if !o.sells(line) {
		return salesdesk.Amount{}, LineError{Line: line}
	}
	from := o.refunded(ret, line)
	one := []LineRemedy{{Line: line, Remedy: Refund, Span: Span{From: from, To: add(from, quantity)}, Revision: o.Revision}}
	err := o.weigh(ret, one)
	return one[0].Worth, err
}

// valued are remedies with their spans, what those are worth, and an amount for each
// refund that names none. What gives money comes first in the spans, so that those of a
// credit note are one. Goods that are kept take so much of a span as is paid back of them:
// the rest of their price may still be.
func (o *Order) valued(ret *Return, remedies []LineRemedy) ([]LineRemedy, error) {
	remedies = slices.Clone(remedies)
	for i := range remedies {
		remedies[i].Span, remedies[i].Worth = Span{}, salesdesk.Amount{}
	}
	lengths := o.lengths(ret, remedies)
	if err := o.span(ret, remedies, lengths); err != nil {
		return nil, err
	}
	kept := false
	for i := range remedies {
		if r := &remedies[i]; r.Remedy == Keep && less(r.Amount, r.Worth) && r.Amount.IsPositive() {
			part, err := fraction(lengths[i], r.Amount, r.Worth, o.Agreed.Currency.MinorUnits())
			if err != nil {
				return nil, err
			}
			lengths[i], kept = part, true
		}
	}
	if kept {
		whole := slices.Clone(remedies)
		if err := o.span(ret, remedies, lengths); err != nil {
			return nil, err
		}
		for i := range remedies {
			if remedies[i].Remedy == Keep {
				remedies[i].Worth = whole[i].Worth
			}
		}
	}
	remedies = ret.amounts(remedies)
	return remedies, nil
}

// lengths are how much of each remedy is given back in money: what stands invoiced beyond
// what stays with the customer, and was not refunded before the return was reopened.
func (o *Order) lengths(ret *Return, remedies []LineRemedy) []salesdesk.Amount {
	lengths := make([]salesdesk.Amount, len(remedies))
	left, settled := map[string]salesdesk.Amount{}, map[string]salesdesk.Amount{}
	for i := range remedies {
		line := remedies[i].Line
		if _, known := left[line]; !known {
			left[line], settled[line] = o.invoicedBeyond(ret, remedies, line), spanned(ret.Settled, line)
		}
	}
	for i := range remedies {
		r := &remedies[i]
		if !r.pays() || !r.gives() || !r.Quantity.IsPositive() {
			continue
		}
		had := smaller(settled[r.Line], r.Quantity)
		settled[r.Line] = sub(settled[r.Line], had)
		lengths[i] = atMost(sub(r.Quantity, had), left[r.Line])
		left[r.Line] = sub(left[r.Line], lengths[i])
	}
	return lengths
}

// invoicedBeyond is what of a line stands invoiced beyond what stays with the customer when
// remedies give goods of it back.
func (o *Order) invoicedBeyond(ret *Return, remedies []LineRemedy, line string) salesdesk.Amount {
	i := o.line(line)
	if i < 0 {
		return salesdesk.Amount{}
	}
	l := &o.Lines[i]
	stays := add(sub(l.chargeable(), l.Released), ret.released(line))
	for _, r := range remedies {
		if r.Line == line && r.pays() && r.gives() {
			stays = sub(stays, r.Quantity)
		}
	}
	beyond := sub(l.standing(), larger(stays, salesdesk.Amount{}))
	return atMost(beyond, sub(l.chargeable(), o.refunded(ret, line)))
}

// released is what the return takes out of what is owed of a line.
func (r *Return) released(line string) (sum salesdesk.Amount) {
	switch r.Status {
	case ReturnInspected:
		for _, v := range r.Verdicts {
			if v.Line == line {
				sum = add(sum, v.Accepted)
			}
		}
		return sum
	case ReturnAgreed, ReturnClosed:
		return given(r.Settled, r.Remedies, line)
	default:
		return sum
	}
}

// span gives remedies spans of so much, one after the other, and weighs them.
func (o *Order) span(ret *Return, remedies []LineRemedy, lengths []salesdesk.Amount) error {
	end := map[string]salesdesk.Amount{}
	for i := range remedies {
		r := &remedies[i]
		if k := o.line(r.Line); k >= 0 && o.Lines[k].Billed > 1 {
			r.Revision = o.Lines[k].Billed
		}
		if !lengths[i].IsPositive() {
			r.Span = Span{}
			continue
		}
		from, known := end[r.Line]
		if !known {
			from = o.refunded(ret, r.Line)
		}
		r.Span = Span{From: from, To: add(from, lengths[i])}
		end[r.Line] = r.Span.To
	}
	return o.weigh(ret, remedies)
}

// fractionPlaces bounds the digits of a part of a piece.
const fractionPlaces = 9

// fraction is the part of a quantity that is worth an amount of what it is worth, in as few
// digits as it is that to the cent.
func fraction(quantity, amount, worth salesdesk.Amount, places int) (salesdesk.Amount, error) {
	var part fixed.Dec
	for digits := range fractionPlaces + 1 {
		part = exact.Dec(quantity).MulDivRound(exact.Dec(amount), exact.Dec(worth), digits, fixed.HalfAwayFromZero)
		if exact.Dec(worth).MulDivRound(part, exact.Dec(quantity), places, fixed.HalfAwayFromZero).Cmp(exact.Dec(amount)) == 0 {
			break
		}
	}
	return exact.Amount(part)
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

// weigh sets what the spans are worth.
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
				at, lengths = append(at, i), append(lengths, exact.Dec(remedies[i].Span.length()))
			}
		}
		parts, err := fixed.Allocate(worths[k], lengths, o.Agreed.Currency.MinorUnits(), nil)
		problems.Add(err)
		for n := range parts {
			remedies[at[n]].Worth, err = exact.Amount(parts[n])
			problems.Add(err)
		}
	}
	problems.Add(o.makeGood(ret, remedies))
	return problems.Err()
}

// makeGood moves the worth of a line by what refunds before a change of what is agreed gave
// more or less than it is worth now.
func (o *Order) makeGood(ret *Return, remedies []LineRemedy) error {
	var problems salesdesk.Problems
	seen := map[string]bool{}
	for i := range remedies {
		r := &remedies[i]
		if len(o.Revisions) == 0 || seen[r.Line] || !r.Span.length().IsPositive() {
			continue
		}
		seen[r.Line] = true
		part, err := o.worth([]LineRemedy{{Line: r.Line, Span: Span{To: r.Span.From}, Revision: r.Revision}}, func(*LineRemedy) bool { return true })
		problems.Add(err)
		worth, err := exact.Amount(exact.Dec(part.Totals.TaxExclusive))
		problems.Add(err)
		r.Worth = larger(add(r.Worth, sub(worth, o.refundedWorth(ret, r.Line))), salesdesk.Amount{})
	}
	return problems.Err()
}

// refundedWorth is what the spans of a line that were refunded before by any return are worth.
func (o *Order) refundedWorth(ret *Return, line string) (sum salesdesk.Amount) {
	for i := range o.Returns {
		before := o.Returns[i].Settled
		if o.Returns[i].ID != ret.ID {
			before = slices.Concat(before, o.Returns[i].Remedies)
		}
		for _, r := range before {
			if r.Line == line && r.Span.length().IsPositive() {
				sum = add(sum, r.spanWorth())
			}
		}
	}
	return sum
}

// amounts are remedies with an amount for each refund that names none.
func (r *Return) amounts(remedies []LineRemedy) []LineRemedy {
	for i := range remedies {
		if l := &remedies[i]; l.Remedy == Refund && l.Amount.IsZero() && l.Repriced == nil {
			l.Amount = l.Worth
			if only := countOf(remedies, l.Line) == 1; only {
				l.Amount = add(l.Worth, r.withheld(l.Line))
			}
		}
	}
	return remedies
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
	spans, revision := map[string]Span{}, 1
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
			spans[r.Line], revision = span, max(revision, r.Revision)
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
	goods, err := o.agreedIn(revision)
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
