package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// settle applies the adjustments of line i to its amount, then the contributions of its
// article, which no discount is taken of.
func (r *run) settle(i int, a *article, quantity, list fixed.Dec) error {
	in, out, w := &r.req.Lines[i], &r.out.Lines[i], &r.lines[i]
	begin := len(r.slab)
	balance := list
	var problems salesdesk.Problems
	for j := range in.Adjustments {
		after, err := r.adjustLine(&in.Adjustments[j], list, balance, quantity.Sign() < 0)
		if err != nil {
			problems.AddAt(salesdesk.Index("adjustments", j), err)
		}
		balance = after
	}
	if len(in.Adjustments) > 1 {
		problems.Add(duplicates(in.Adjustments))
	}
	if a == nil || !a.notDiscountable {
		w.open = balance
	}
	if len(in.Adjustments) > 0 && passesOn(in, a) {
		problems.Add(namedLikeContributions(in, a))
	}
	if passesOn(in, a) || r.borne != nil || r.holds != nil {
		after, err := r.passOn(i, a, quantity, list, balance)
		problems.Add(err)
		balance = after
	}
	w.net = balance
	if len(r.slab) > begin {
		out.Adjustments = r.slab[begin:len(r.slab):len(r.slab)]
	}
	net, err := exact.Amount(balance)
	problems.Add(err)
	out.Net = net
	return problems.Err()
}

// adjustLine computes one adjustment of a line and gives the balance after it.
func (r *run) adjustLine(a *Adjustment, list, balance fixed.Dec, isReturn bool) (fixed.Dec, error) {
	c, err := a.check(r.places, isReturn)
	if err == nil && a.VAT != nil {
		err = salesdesk.FieldError{Path: "vat", Rule: salesdesk.RuleUnknown}
	}
	if err != nil {
		return balance, err
	}
	basis := balance
	if a.On == OnList {
		basis = list
	}
	r.slab = append(r.slab, Adjusted{})
	done := &r.slab[len(r.slab)-1] // filled in where it stays: a copy of so many pointers is dear
	done.ID, done.Charge, done.Reason, done.Text = a.ID, a.Charge, a.reason(), a.Text
	amount := c.amount
	if c.byRate {
		amount = basis.Mul(c.rate).Round(r.places, fixed.HalfAwayFromZero)
		done.Rate = *a.Rate
		if done.Base, err = exact.Amount(basis); err != nil {
			return balance, err
		}
	}
	if done.Amount, err = r.shown(a, c, amount); err != nil {
		return balance, err
	}
	if a.Charge {
		return balance.Add(amount), nil
	}
	after := balance.Sub(amount)
	if after.Sign()*list.Sign() < 0 || list.IsZero() && after.Sign() < 0 {
		return balance, r.excess(amount, balance)
	}
	return after, nil
}

// shown is an amount for the document: as it was given, or as it was computed.
func (r *run) shown(a *Adjustment, c checked, amount fixed.Dec) (salesdesk.Amount, error) {
	if !c.byRate {
		return *a.Amount, nil
	}
	return exact.Amount(amount)
}

func (r *run) excess(allowance, left fixed.Dec) error {
	return AllowanceError{Allowance: r.money(allowance), Left: r.money(left)}
}

// namedLikeContributions are the adjustments of a line with the id of what its article or the
// line itself contributes: whoever reads the document could not tell them apart.
func namedLikeContributions(in *Line, a *article) error {
	var p salesdesk.Problems
	for j := range in.Adjustments {
		id := in.Adjustments[j].ID
		taken := slices.ContainsFunc(in.Contributions, func(c Contribution) bool { return c.ID == id })
		if a != nil {
			taken = taken || a.isSurcharge(id) || slices.ContainsFunc(a.contributions, func(c contribution) bool { return c.ID == id })
		}
		if taken && id != "" {
			p.Add(salesdesk.FieldError{Path: salesdesk.Index("adjustments", j) + ".id", Rule: salesdesk.RuleDuplicate, Param: id})
		}
	}
	return p.Err()
}

// duplicates are the ids that occur more than once.
func duplicates(list []Adjustment) error {
	var p salesdesk.Problems
	for i := range list {
		if slices.ContainsFunc(list[:i], func(a Adjustment) bool { return a.ID == list[i].ID && a.ID != "" }) {
			p.Add(salesdesk.FieldError{
				Path: salesdesk.Index("adjustments", i) + ".id", Rule: salesdesk.RuleDuplicate, Param: list[i].ID,
			})
		}
	}
	return p.Err()
}
