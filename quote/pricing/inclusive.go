package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// exclude takes the VAT out of an inclusive document, whose figures were computed with
// it. The taxable amount of a VAT group is round(gross ÷ (1 + rate)); lines and
// adjustments get their parts of it by largest remainder. Where no amount in minor
// units gives the gross again (52.50 at 12 %), the rounding BT-114 does.
func (r *run) exclude() {
	if !r.req.Inclusive {
		return
	}
	var shown, due fixed.Dec
	for g := range r.groups {
		in := &r.groups[g]
		shown = shown.Add(in.taxable())
		r.excludeGroup(int32(g)) //nolint:gosec // at most MaxVATGroups
		net := in.taxable()
		due = due.Add(net).Add(net.Mul(in.rate).Round(r.places, fixed.HalfAwayFromZero))
	}
	r.rounding = shown.Sub(due)
}

// excludeGroup replaces the figures of one VAT group by those without VAT.
func (r *run) excludeGroup(g int32) {
	in := &r.groups[g]
	by := one().Add(in.rate)
	lines, adjusted := r.members(g)
	gross := make([]fixed.Dec, 0, len(lines)+len(adjusted))
	for _, i := range lines {
		gross = append(gross, r.lines[i].net)
		r.lines[i].share = fixed.Dec{}
	}
	for _, k := range adjusted {
		gross = append(gross, r.out.Adjustments[k].signed())
	}
	parts := apart(in.taxable().DivRound(by, r.places, fixed.HalfAwayFromZero), gross, by, r.places)
	in.lines, in.allowances, in.charges = fixed.Dec{}, fixed.Dec{}, fixed.Dec{}
	for j, i := range lines {
		in.lines = in.lines.Add(parts[j])
		r.excludeLine(i, parts[j], by)
	}
	for j, k := range adjusted {
		r.excludeAdjustment(k, g, lines, parts[len(lines)+j], by)
	}
}

// members are the lines and the document's adjustments of a group, by their places.
func (r *run) members(g int32) (lines, adjusted []int) {
	for i := range r.lines {
		if r.lines[i].group == g {
			lines = append(lines, i)
		}
	}
	for k := range r.out.Adjustments {
		if of, _ := r.group(&r.out.Adjustments[k].VAT); of == g {
			adjusted = append(adjusted, k)
		}
	}
	return lines, adjusted
}

// signed is the amount as it moves the balance: an allowance is below zero.
func (a *Adjusted) signed() fixed.Dec {
	amount, _ := number(a.Amount)
	if a.Charge {
		return amount
	}
	return amount.Neg()
}

// excludeLine gives line i its net amount, and a price that multiplies out to what the
// adjustments leave of it: the price of the whole quantity, for that quantity.
func (r *run) excludeLine(i int, net, by fixed.Dec) {
	out, w := &r.out.Lines[i], &r.lines[i]
	quantity, _ := number(out.Quantity)
	terms := shownTerms(out)
	gross := append(make([]fixed.Dec, 0, 1+len(out.Adjustments)), terms.amount(quantity, r.places))
	for j := range out.Adjustments {
		gross = append(gross, out.Adjustments[j].signed())
	}
	parts := apart(net, gross, by, r.places)
	out.Gross, out.Net, w.net = out.Net, r.amount(net), net
	if quantity.IsZero() {
		out.Price = r.exact(terms.price.DivRound(by, ratioPlaces, fixed.HalfAwayFromZero))
	} else {
		out.Price, out.BaseQuantity = r.exact(parts[0].Abs()), r.exact(quantity.Abs())
	}
	balance := parts[0]
	for j := range out.Adjustments {
		basis := balance
		if in := r.req.Lines[i].Adjustments; j < len(in) && in[j].On == OnList {
			basis = parts[0]
		}
		balance = balance.Add(parts[j+1])
		r.restate(&out.Adjustments[j], parts[j+1], basis, by)
	}
}

// exact is a figure with the places it has; one that does not fit is a problem of the whole.
func (r *run) exact(d fixed.Dec) salesdesk.Amount {
	a, err := exact.Amount(d)
	r.problems.Add(err)
	return a
}

// restate gives an adjustment its part without VAT. It stays a percentage where it is
// that of its basis to the cent, and one that was asked elsewhere.
func (r *run) restate(a *Adjusted, part, basis, by fixed.Dec) {
	if !a.Charge {
		part = part.Neg()
	}
	a.Gross, a.Amount = a.Amount, r.amount(part)
	ratio, shown := a.ratio(), signedOf(a.Base, true)
	base := a.state(ratio, basis, part, r.places)
	if base.IsZero() { // the parts before moved the basis by more than a cent
		base = a.ask(ratio, shown.DivRound(by, r.places, fixed.HalfAwayFromZero), part, r.places)
	}
	a.Base = r.amount(base)
}

// excludeAdjustment restates adjustment k of the document in group g, and what its
// lines bear of it.
func (r *run) excludeAdjustment(k int, g int32, lines []int, part, by fixed.Dec) {
	a := &r.out.Adjustments[k]
	basis, _ := number(a.Base)
	r.restate(a, part, basis.DivRound(by, r.places, fixed.HalfAwayFromZero), by)
	amount, _ := number(a.Amount)
	r.groups[g].add(a.Charge, amount)
	asked := slices.IndexFunc(r.req.Adjustments, func(in Adjustment) bool { return in.ID == a.ID })
	if asked < 0 || asked >= len(r.shares) {
		return
	}
	weights := make([]fixed.Dec, len(lines))
	for j, i := range lines {
		weights[j] = r.shares[asked][i].Abs()
	}
	if fixed.Sum(weights).IsZero() {
		return // no line bears it
	}
	shares, err := fixed.Allocate(part, weights, r.places, nil)
	if err != nil {
		r.problems.Add(err)
		return
	}
	for j, i := range lines {
		r.shares[asked][i] = shares[j]
		r.lines[i].share = r.lines[i].share.Add(shares[j])
	}
}

// apart splits whole in parts of gross ÷ by: each is the exact one rounded down or up,
// and up are those that rounding down cuts the most from, of equal ones the first.
// Whole is the exact sum, rounded down or up. Below zero all mirrors what is above.
func apart(whole fixed.Dec, gross []fixed.Dec, by fixed.Dec, places int) []fixed.Dec {
	down, unit := fixed.Floor, fixed.FromInt(1, -places)
	if whole.Sign() < 0 {
		down, unit = fixed.Ceiling, unit.Neg()
	}
	parts, cuts, order := make([]fixed.Dec, len(gross)), make([]fixed.Dec, len(gross)), make([]int, len(gross))
	left := whole
	for i := range gross {
		exact := gross[i].DivRound(by, places+cutPlaces, fixed.HalfAwayFromZero)
		parts[i], order[i] = exact.Round(places, down), i
		cuts[i] = exact.Sub(parts[i]).Abs()
		left = left.Sub(parts[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cuts[b].Cmp(cuts[a]) })
	for _, i := range order {
		if left.IsZero() || left.Sign() != unit.Sign() {
			break
		}
		parts[i], left = parts[i].Add(unit), left.Sub(unit)
	}
	return parts
}

// cutPlaces is how exact the parts of a minor unit are compared.
const cutPlaces = 9

// withoutVAT is what an amount of line i, at the book's prices, is without VAT.
func (r *run) withoutVAT(i int, amount fixed.Dec) fixed.Dec {
	if !r.req.Inclusive {
		return amount
	}
	by := one().Add(r.groups[r.lines[i].group].rate)
	return amount.DivRound(by, r.places, fixed.HalfAwayFromZero)
}

// lastKind is what brings the book's price of line i to the one its adjustments begin
// with: a price agreed on the line or, in an inclusive document, the cent that the
// VAT group leaves it.
func (r *run) lastKind(i int) StepKind {
	if r.plan != nil && r.plan.sources[i].component > 0 {
		return StepBundle
	}
	if r.req.Inclusive && !r.pricedByHand(i) {
		return StepIncludedVAT
	}
	return StepAgreedPrice
}
