package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// part computes what some quantities of a whole are worth, after other parts of it.
type part struct {
	whole  pricing.Priced
	before []pricing.Priced
	now    []Quantity
	places int
	shares []shares // of the whole's document adjustments, in their order
	// advances are what was asked in advance, with what is left to deduct.
	advances []advance
}

// shares is a document's adjustment split over the lines of its VAT group.
type shares map[string]fixed.Dec

func newPart(whole pricing.Priced, before []pricing.Priced, now []Quantity) part {
	return part{whole: whole, before: before, now: now, places: whole.Currency.MinorUnits()}
}

func (p part) figures() (pricing.Priced, error) {
	if err := p.check(); err != nil {
		return pricing.Priced{}, err
	}
	if err := p.split(); err != nil {
		return pricing.Priced{}, err
	}
	out := pricing.Priced{Currency: p.whole.Currency, Date: p.whole.Date}
	var problems salesdesk.Problems
	for _, l := range p.whole.Lines {
		if q := p.wanted(l.ID); !q.IsZero() {
			line, err := p.line(l, q)
			problems.AddAt("lines "+l.ID, err)
			out.Lines = append(out.Lines, line)
		}
	}
	for i := range p.whole.Adjustments {
		a, err := p.adjustment(i)
		problems.Add(err)
		if !a.Amount.IsZero() {
			out.Adjustments = append(out.Adjustments, a)
		}
	}
	p.deduct(&out, &problems)
	if err := problems.Err(); err != nil {
		return pricing.Priced{}, err
	}
	out, err := p.total(out)
	if err != nil {
		return pricing.Priced{}, err
	}
	out, err = p.round(out)
	if err != nil {
		return pricing.Priced{}, err
	}
	return p.shape(out)
}

// check names every line that is not there or has not so much left.
func (p part) check() error {
	var problems salesdesk.Problems
	for _, before := range p.before {
		if before.Currency != p.whole.Currency {
			problems.Add(salesdesk.CurrencyError{Want: p.whole.Currency, Got: before.Currency})
		}
	}
	if len(p.now) == 0 {
		problems.Add(salesdesk.FieldError{Path: "quantities", Rule: salesdesk.RuleRequired})
	}
	seen := map[string]bool{}
	for i, q := range p.now {
		path := salesdesk.Index("quantities", i)
		line, ok := find(p.whole, q.Line)
		left := fixed.FromDecimal(line.Quantity.Decimal).Sub(p.taken(q.Line))
		switch {
		case !ok:
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleReference, Param: q.Line})
		case seen[q.Line]:
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: q.Line})
		case !q.Quantity.IsPositive():
			problems.Add(salesdesk.FieldError{Path: path + ".quantity", Rule: salesdesk.RuleMin, Param: "0"})
		case fixed.FromDecimal(q.Quantity.Decimal).Cmp(left) > 0:
			rest, err := salesdesk.AmountOf(left)
			problems.Add(err)
			problems.Add(QuantityError{Line: q.Line, Asked: q.Quantity, Left: rest})
		}
		seen[q.Line] = true
	}
	return problems.Err()
}

func find(p pricing.Priced, line string) (pricing.PricedLine, bool) {
	for _, l := range p.Lines {
		if l.ID == line {
			return l, true
		}
	}
	return pricing.PricedLine{}, false
}

// taken is the quantity of a line in the parts before.
func (p part) taken(line string) (sum fixed.Dec) {
	for _, before := range p.before {
		if l, ok := find(before, line); ok {
			sum = sum.Add(fixed.FromDecimal(l.Quantity.Decimal))
		}
	}
	return sum
}

func (p part) wanted(line string) (sum fixed.Dec) {
	for _, q := range p.now {
		if q.Line == line {
			sum = sum.Add(fixed.FromDecimal(q.Quantity.Decimal))
		}
	}
	return sum
}

// entitled is the part of an amount of a line that the quantity so far has earned.
func (p part) entitled(amount fixed.Dec, l pricing.PricedLine) fixed.Dec {
	return p.earned(amount, l, p.taken(l.ID).Add(p.wanted(l.ID)))
}

// earned is the part of an amount of a line that a quantity has earned.
func (p part) earned(amount fixed.Dec, l pricing.PricedLine, so fixed.Dec) fixed.Dec {
	return amount.MulDivRound(so, fixed.FromDecimal(l.Quantity.Decimal), p.places, fixed.HalfAwayFromZero)
}

// split shares every document adjustment over the lines it was taken of.
func (p *part) split() error {
	for _, a := range p.whole.Adjustments {
		ids, weights := p.weights(a)
		parts, err := fixed.Allocate(fixed.FromDecimal(a.Amount.Decimal), weights, p.places, nil)
		if err != nil {
			return err
		}
		split := shares{}
		for i, id := range ids {
			split[id] = parts[i]
		}
		p.shares = append(p.shares, split)
	}
	return nil
}

// weights are the lines that share an adjustment: those of its VAT group, without
// those that took no share of the whole's. An adjustment of a group that no line is of,
// such as freight, is shared by all lines, and where all are free, evenly.
func (p *part) weights(a pricing.Adjusted) (ids []string, weights []fixed.Dec) {
	sharing := slices.ContainsFunc(p.whole.Lines, func(l pricing.PricedLine) bool { return same(l.VAT, a.VAT) && !l.Share.IsZero() })
	for _, test := range []func(pricing.PricedLine) bool{
		func(l pricing.PricedLine) bool { return same(l.VAT, a.VAT) && (!sharing || !l.Share.IsZero()) },
		func(pricing.PricedLine) bool { return true },
	} {
		ids, weights = nil, nil
		for _, l := range p.whole.Lines {
			if test(l) && l.Quantity.IsPositive() && !IsAdvance(l.ID) {
				ids, weights = append(ids, l.ID), append(weights, fixed.FromDecimal(l.Net.Decimal))
			}
		}
		if !fixed.Sum(weights).IsZero() {
			return ids, weights
		}
	}
	for i := range weights {
		weights[i] = fixed.FromInt(1, 0)
	}
	return ids, weights
}

func same(a, b pricing.VATGroup) bool {
	return a.Category == b.Category && a.Rate.Equal(b.Rate) && a.Ground == b.Ground
}

// line is the part of a line: its net and adjustments by entitlement, and a cent
// where they are not the quantity times the price.
func (p part) line(l pricing.PricedLine, quantity fixed.Dec) (pricing.PricedLine, error) {
	net := p.entitled(fixed.FromDecimal(l.Net.Decimal), l)
	for _, before := range p.before {
		if earlier, ok := find(before, l.ID); ok {
			net = net.Sub(fixed.FromDecimal(earlier.Net.Decimal))
		}
	}
	exact := quantity.MulDivRound(fixed.FromDecimal(l.Price.Decimal), base(l), p.places, fixed.HalfAwayFromZero)
	part := l
	part.Adjustments = nil
	wholly := p.taken(l.ID).IsZero() && quantity.Cmp(fixed.FromDecimal(l.Quantity.Decimal)) == 0
	var problems salesdesk.Problems
	for _, a := range l.Adjustments {
		if a.ID == Cent {
			continue
		}
		amount := p.entitled(fixed.FromDecimal(a.Amount.Decimal), l).Sub(p.adjustedBefore(l.ID, a.ID, a.Charge))
		problems.Add(amount.Err())
		exact = signed(exact, amount, a.Charge)
		part.Adjustments = append(part.Adjustments, adjusted(a, amount, wholly, &problems))
	}
	if cent := net.Sub(exact); !cent.IsZero() {
		cents := pricing.Adjusted{ID: Cent, Charge: cent.Sign() > 0, Reason: centReason(cent.Sign() > 0)}
		part.Adjustments = append(part.Adjustments, adjusted(cents, cent.Abs(), false, &problems))
	}
	part.Quantity, part.Net = problemsOf(quantity, &problems), problemsOf(net, &problems)
	part.Share = problemsOf(p.share(l), &problems)
	part.Gross = problemsOf(p.gross(l), &problems)
	return part, problems.Err()
}

// share is what a line has earned of the document's adjustments, minus what was taken.
func (p part) share(l pricing.PricedLine) (sum fixed.Dec) {
	for i, a := range p.whole.Adjustments {
		if share, ok := p.shares[i][l.ID]; ok && !p.apart(a) {
			sum = signed(sum, p.entitled(share, l), a.Charge)
		}
	}
	for _, before := range p.before {
		if earlier, ok := find(before, l.ID); ok {
			sum = sum.Sub(fixed.FromDecimal(earlier.Share.Decimal))
		}
	}
	return sum
}

// centReason is a code for what no code is for: "discount" of UNCL5189, or of
// UNCL7161 what the parties agreed.
func centReason(charge bool) pricing.ReasonCode {
	if charge {
		return "ZZZ"
	}
	return "95"
}

func base(l pricing.PricedLine) fixed.Dec {
	if l.BaseQuantity.IsZero() {
		return fixed.FromInt(1, 0)
	}
	return fixed.FromDecimal(l.BaseQuantity.Decimal)
}

func signed(sum, amount fixed.Dec, charge bool) fixed.Dec {
	if charge {
		return sum.Add(amount)
	}
	return sum.Sub(amount)
}

// adjusted is an adjustment with a part of its amount. The rate goes along only with
// the whole: a part is rounded its own way.
func adjusted(a pricing.Adjusted, amount fixed.Dec, wholly bool, problems *salesdesk.Problems) pricing.Adjusted {
	if !wholly {
		a.Base, a.Rate = salesdesk.Amount{}, salesdesk.Amount{}
	}
	a.Amount = problemsOf(amount, problems)
	return a
}

func problemsOf(d fixed.Dec, problems *salesdesk.Problems) salesdesk.Amount {
	a, err := salesdesk.AmountOf(d)
	problems.Add(err)
	return a
}

func (p part) adjustedBefore(line, id string, charge bool) (sum fixed.Dec) {
	for _, before := range p.before {
		l, _ := find(before, line)
		for _, a := range l.Adjustments {
			if a.ID == id && a.Charge == charge {
				sum = sum.Add(fixed.FromDecimal(a.Amount.Decimal))
			}
		}
	}
	return sum
}

// adjustment is the part of a document's adjustment: what all lines have earned of
// it so far, minus what they had earned before. The parts before are not asked: VAT
// may have put theirs in another group.
func (p part) adjustment(i int) (pricing.Adjusted, error) {
	a := p.whole.Adjustments[i]
	var so, earlier fixed.Dec
	wholly := len(p.before) == 0
	for _, l := range p.whole.Lines {
		share, ok := p.shares[i][l.ID]
		if !ok {
			continue
		}
		if p.taken(l.ID).Add(p.wanted(l.ID)).Cmp(fixed.FromDecimal(l.Quantity.Decimal)) != 0 {
			wholly = false
		}
		so, earlier = so.Add(p.entitled(share, l)), earlier.Add(p.earned(share, l, p.taken(l.ID)))
	}
	if deposit := p.deposit(a); !deposit.IsZero() {
		so, earlier = pieces(so, deposit), pieces(earlier, deposit)
	}
	var problems salesdesk.Problems
	part := adjusted(a, so.Sub(earlier), wholly, &problems)
	if !a.Gross.IsZero() {
		gross := fixed.FromDecimal(a.Gross.Decimal)
		whole := fixed.FromDecimal(a.Amount.Decimal)
		part.Gross = problemsOf(gross.MulDivRound(so, whole, p.places, fixed.HalfAwayFromZero).
			Sub(gross.MulDivRound(earlier, whole, p.places, fixed.HalfAwayFromZero)), &problems)
	}
	return part, problems.Err()
}

// QuantityError is more than what is left of a line.
type QuantityError struct {
	Line  string
	Asked salesdesk.Amount
	Left  salesdesk.Amount
}

func (e QuantityError) Error() string {
	return "line " + e.Line + ": " + e.Asked.String() + " asked, " + e.Left.String() + " left"
}

// MessageID names the text.
func (QuantityError) MessageID() string { return "invoice.quantity" }
