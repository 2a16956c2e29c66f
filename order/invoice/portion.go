package invoice

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Bounds of a quantity that is computed: its decimals, and its digits in all.
const (
	quantityPlaces = 12
	quantityDigits = 18
)

// Portion is a ratio of the lines, or of those named: the quantities that a milestone of
// 30 % bills. A line that is not there is a problem.
func Portion(agreed pricing.Priced, ratio salesdesk.Amount, lines ...string) ([]Quantity, error) {
	var problems salesdesk.Problems
	one := fixed.FromInt(1, 0)
	part := exact.Dec(ratio)
	if part.Sign() <= 0 || part.Cmp(one) > 0 {
		problems.Add(salesdesk.FieldError{Path: "ratio", Rule: salesdesk.RuleMax, Param: "1"})
	}
	for i, id := range lines {
		if _, ok := find(agreed, id); !ok {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("lines", i), Rule: salesdesk.RuleReference, Param: id})
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	var quantities []Quantity
	for _, l := range agreed.Lines {
		if !l.Quantity.IsPositive() || len(lines) > 0 && !slices.Contains(lines, l.ID) {
			continue
		}
		q := portion(exact.Dec(l.Quantity), part, one)
		if !q.IsZero() {
			quantities = append(quantities, Quantity{Line: l.ID, Quantity: problemsOf(q, &problems)})
		}
	}
	return quantities, problems.Err()
}

// Worth is the quantity of a line that bills a net amount (BT-131), before the document's
// own allowances and charges, after the invoices before it: a milestone in money. So much
// of the line's net must be left; all that is left is all the quantity left.
func Worth(agreed pricing.Priced, before []Document, line string, net salesdesk.Amount) (Quantity, error) {
	p := newPart(agreed, figuresOf(standing(before)), nil)
	l, ok := find(agreed, line)
	of, whole := exact.Dec(net), exact.Dec(l.Net)
	billed := p.billed(line)
	switch {
	case !ok:
		return Quantity{}, salesdesk.FieldError{Path: "line", Rule: salesdesk.RuleReference, Param: line}
	case of.Sign() <= 0:
		return Quantity{}, salesdesk.FieldError{Path: "net", Rule: salesdesk.RuleMin, Param: "0"}
	case of.Cmp(whole.Sub(billed)) > 0:
		left, err := exact.Amount(whole.Sub(billed))
		return Quantity{}, cmp.Or(err, error(salesdesk.FieldError{Path: "net", Rule: salesdesk.RuleMax, Param: left.String()}))
	case of.Cmp(of.Round(p.places, fixed.HalfAwayFromZero)) != 0:
		return Quantity{}, salesdesk.FieldError{Path: "net", Rule: salesdesk.RuleDecimal}
	}
	so := portion(exact.Dec(l.Quantity), billed.Add(of), whole)
	quantity, err := exact.Amount(so.Sub(p.had[line]))
	return Quantity{Line: line, Quantity: quantity}, err
}

// billed is the net of a line in the parts before.
func (p part) billed(line string) (sum fixed.Dec) {
	for _, before := range p.before {
		if l, ok := find(before, line); ok {
			sum = sum.Add(exact.Dec(l.Net))
		}
	}
	return sum
}

// Rest is all that is not billed yet, or was credited since it did not reach the customer.
func Rest(agreed pricing.Priced, before []Document) ([]Quantity, error) {
	p := newPart(agreed, figuresOf(standing(before)), nil)
	var quantities []Quantity
	var problems salesdesk.Problems
	for _, l := range agreed.Lines {
		if left := p.left(l.ID); left.Sign() > 0 {
			quantities = append(quantities, Quantity{Line: l.ID, Quantity: problemsOf(left, &problems)})
		}
	}
	return quantities, problems.Err()
}

// portion is a quantity times part ÷ whole, in as few decimals as it is exact in, or else
// in as many as an amount has room for.
func portion(quantity, part, whole fixed.Dec) fixed.Dec {
	best := quantity.MulDivRound(part, whole, 0, fixed.HalfAwayFromZero)
	for places := range quantityPlaces + 1 {
		q := quantity.MulDivRound(part, whole, places, fixed.HalfAwayFromZero)
		if !q.Within(quantityDigits) {
			break
		}
		if best = q; q.Mul(whole).Cmp(quantity.Mul(part)) == 0 {
			break
		}
	}
	return best
}
