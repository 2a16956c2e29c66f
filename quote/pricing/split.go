package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// document is what the document's adjustments are split with.
type document struct {
	order               []int32     // the lines by VAT group
	begin               []int32     // group -> its first place in order, and the end
	discountable, open  []fixed.Dec // by group: before any allowance, and what is left of it
	weights, parts      []fixed.Dec // of the lines, in that order
	groupWeights, split []fixed.Dec
	spared              []bool // lines that the adjustment being split is not taken of; nil is none
}

// nameGroups adds the VAT groups that only the document's adjustments name.
func (r *run) nameGroups() {
	for k := range r.req.Adjustments {
		if v := r.req.Adjustments[k].VAT; v != nil {
			_, err := r.group(v)
			r.problems.AddAt(salesdesk.Index("adjustments", k)+".vat", err)
		}
	}
	if r.req.CashDiscount != nil {
		_, err := r.group(&VATGroup{Category: Exempt, Ground: CashDiscountGround})
		r.problems.AddAt("cash_discount", err)
	}
	r.namePackaging()
	r.nameOutside()
}

// adjustDocument applies the adjustments of the document, one after the other.
func (r *run) adjustDocument() {
	if len(r.req.Adjustments) == 0 {
		return
	}
	r.problems.Add(duplicates(r.req.Adjustments))
	isReturn := r.net().Sign() < 0
	healthy := len(r.problems) == 0
	if healthy {
		r.arrange()
	}
	for k := range r.req.Adjustments {
		a := &r.req.Adjustments[k]
		c, err := a.check(r.places, isReturn)
		if err == nil && healthy {
			err = r.split(a, c)
		}
		if err != nil {
			r.problems.AddAt(salesdesk.Index("adjustments", k), err)
			healthy = false
		}
	}
}

// net is the sum of the lines (BT-106).
func (r *run) net() fixed.Dec {
	var sum fixed.Dec
	for i := range r.groups {
		sum = sum.Add(r.groups[i].lines)
	}
	return sum
}

// arrange puts the lines in the order of their groups.
func (r *run) arrange() {
	d, n, groups := &r.document, len(r.lines), len(r.groups)
	d.order, d.begin = room(&r.space.order, n), make([]int32, groups+2)
	dec := room(&r.space.decs, 5*groups+3*n)
	d.discountable, dec = dec[:groups:groups], dec[groups:]
	d.open, dec = dec[:groups:groups], dec[groups:]
	d.groupWeights, dec = dec[:groups:groups], dec[groups:]
	d.split, dec = dec[:2*groups:2*groups], dec[2*groups:]
	d.weights, d.parts = dec[:n:n], dec[n:]
	for i := range r.lines {
		d.begin[r.lines[i].group+2]++
	}
	for g := 2; g < len(d.begin); g++ {
		d.begin[g] += d.begin[g-1]
	}
	for i := range r.lines {
		w := &r.lines[i]
		d.order[d.begin[w.group+1]] = int32(i) //nolint:gosec // at most MaxLines
		d.begin[w.group+1]++
		d.discountable[w.group] = d.discountable[w.group].Add(w.open)
	}
	copy(d.open, d.discountable)
}

// spares reports whether the adjustment that is being split is not taken of line i.
func (d *document) spares(i int32) bool { return d.spared != nil && d.spared[i] }

// of are the lines of a group, and weightsOf their weights.
func (d *document) of(g int) []int32 { return d.order[d.begin[g]:d.begin[g+1]] }

func (d *document) weightsOf(g int) []fixed.Dec { return d.weights[d.begin[g]:d.begin[g+1]] }

// split computes one adjustment of the document and shares it out: over the VAT
// groups by largest remainder, then in each over its lines.
func (r *run) split(a *Adjustment, c checked) error {
	only := -1
	if a.VAT != nil {
		g, err := r.group(a.VAT)
		if err != nil {
			return salesdesk.At("vat", err)
		}
		only = int(g)
	}
	basis := r.basis(a, only)
	r.weigh(a, basis.Sign(), only)
	amount := c.amount
	if c.byRate {
		amount = basis.Mul(c.rate).Round(r.places, fixed.HalfAwayFromZero)
	}
	if err := r.bound(a, amount, only); err != nil {
		return err
	}
	if r.keep {
		r.shares = append(r.shares, make([]fixed.Dec, len(r.lines)))
	}
	parts, err := r.overGroups(a, amount, only)
	if err != nil {
		return err
	}
	for g, part := range parts {
		if part.IsZero() && !r.roundsAway(a, c, g) {
			continue
		}
		if err := r.adjustGroup(a, c, earned{amount: amount, base: basis}, g, part); err != nil {
			return err
		}
	}
	return nil
}

// roundsAway reports whether a group bears a ratio that comes to nothing there, but for
// moved cents: it is recorded, since more of its lines may be ordered later.
func (r *run) roundsAway(a *Adjustment, c checked, g int) bool {
	return c.byRate && !c.rate.IsZero() && !r.document.groupWeights[g].IsZero() && (&Adjusted{}).moved(c.rate, r.basisOf(a, g), fixed.Dec{}, r.places)
}

// basis is what a ratio is taken of: for an allowance what discounts may still be
// taken of, for a charge the document so far; with OnList, before any adjustment.
func (r *run) basis(a *Adjustment, only int) fixed.Dec {
	var sum fixed.Dec
	for g := range r.groups {
		if only < 0 || g == only {
			sum = sum.Add(r.basisOf(a, g))
		}
	}
	return sum
}

func (r *run) basisOf(a *Adjustment, g int) fixed.Dec {
	in := &r.groups[g]
	switch {
	case a.Charge && a.On == OnList:
		return in.lines
	case a.Charge:
		return in.taxable()
	case a.On == OnList:
		return r.document.discountable[g]
	default:
		return r.open(g)
	}
}

// open is what discounts may still be taken of in a group.
func (r *run) open(g int) fixed.Dec {
	if r.document.spared == nil {
		return r.document.open[g]
	}
	var sum fixed.Dec
	for _, i := range r.document.of(g) {
		if !r.document.spares(i) {
			sum = sum.Add(r.lines[i].open)
		}
	}
	return sum
}

// bound refuses an allowance that takes more than the document has, or than floors
// leave. One that names its VAT group may take more than that group has.
func (r *run) bound(a *Adjustment, amount fixed.Dec, only int) error {
	if a.Charge {
		return nil
	}
	left := r.left(only)
	after := left.Sub(amount)
	if after.Sign()*left.Sign() < 0 || left.IsZero() && !amount.IsZero() {
		return r.excess(amount, left)
	}
	return nil
}

// overGroups are the parts of the groups.
func (r *run) overGroups(a *Adjustment, amount fixed.Dec, only int) ([]fixed.Dec, error) {
	d := &r.document
	if only >= 0 {
		clear(d.split)
		d.split[only] = amount
		return d.split[:len(r.groups)], nil
	}
	if !amount.IsZero() && fixed.Sum(d.groupWeights).IsZero() {
		r.weighFree()
	}
	if !r.floored(a, amount) {
		return fixed.Allocate(amount, d.groupWeights, r.places, d.split)
	}
	rooms := make([]fixed.Dec, len(r.groups))
	for g := range rooms {
		rooms[g] = fixed.Sum(r.rooms(g))
	}
	return within(amount, d.groupWeights, rooms, r.places, d.split)
}

// weigh gives the lines their weights, of one group or of all: what a discount may be
// taken of, for a charge the net. A line that goes the other way than the basis, a
// return among sales, has none, so that no share exceeds its line.
func (r *run) weigh(a *Adjustment, sign, only int) {
	d := &r.document
	for g := range r.groups {
		if only >= 0 && g != only {
			continue
		}
		weights := d.weightsOf(g)
		for j, i := range d.of(g) {
			w := r.lines[i].open
			if a.Charge {
				w = r.lines[i].net
			}
			if w.Sign() != sign || d.spares(i) {
				w = fixed.Dec{}
			}
			weights[j] = w
		}
		d.groupWeights[g] = fixed.Sum(weights)
	}
}

// weighFree gives the lines of a document that comes to nothing their weights for a charge,
// as freight of a sample: what they cost before any discount, and where that is nothing as
// well the same each.
func (r *run) weighFree() {
	d := &r.document
	for _, weight := range []func(i int32) fixed.Dec{
		func(i int32) fixed.Dec {
			line := &r.out.Lines[i]
			quantity, _ := number(line.Quantity) // priced
			return shownTerms(line).amount(quantity, r.places)
		},
		func(int32) fixed.Dec { return one() },
	} {
		for g := range r.groups {
			weights := d.weightsOf(g)
			for j, i := range d.of(g) {
				if weights[j] = weight(i); weights[j].Sign() < 0 {
					weights[j] = fixed.Dec{}
				}
			}
			d.groupWeights[g] = fixed.Sum(weights)
		}
		if !fixed.Sum(d.groupWeights).IsZero() {
			return
		}
	}
}

// adjustGroup records the part that a group has of the whole and shares it over its lines.
func (r *run) adjustGroup(a *Adjustment, c checked, whole earned, g int, part fixed.Dec) error {
	in := &r.groups[g]
	done := Adjusted{ID: a.ID, Charge: a.Charge, Reason: a.reason(), Text: a.Text, VAT: in.VATGroup}
	var err error
	if done.Amount, err = exact.Amount(part); err != nil {
		return err
	}
	// A part that a cent moved to is no percentage of the group (PEPPOL-EN16931-R040 to R042).
	if c.byRate {
		base := done.state(*a.Rate, r.basisOf(a, g), part, r.places)
		if base.IsZero() { // returns or floors moved more than a cent: it is of what the part is of the whole
			base = done.ask(*a.Rate, whole.base.MulDivRound(part, whole.amount, r.places, fixed.HalfAwayFromZero), part, r.places)
		}
		if done.Base, err = exact.Amount(base); err != nil {
			return err
		}
	}
	r.out.Adjustments = append(r.out.Adjustments, done)
	if err := r.overLines(a, g, part); err != nil {
		return err
	}
	in.add(a.Charge, part)
	return nil
}

func (g *group) add(charge bool, amount fixed.Dec) {
	g.used = true
	if charge {
		g.charges = g.charges.Add(amount)
	} else {
		g.allowances = g.allowances.Add(amount)
	}
}

// overLines shares part over the lines of a group. A group without weight has no
// line to carry it: it stays the document's.
func (r *run) overLines(a *Adjustment, g int, part fixed.Dec) error {
	d := &r.document
	if d.groupWeights[g].IsZero() {
		return nil
	}
	shares, err := r.allocate(a, g, part)
	if err != nil {
		return err
	}
	for j, i := range d.of(g) {
		w, share := &r.lines[i], shares[j]
		if !a.Charge {
			w.open = w.open.Sub(share)
			share = share.Neg()
		}
		w.share = w.share.Add(share)
		if r.keep {
			r.shares[len(r.shares)-1][i] = share
		}
	}
	if !a.Charge {
		d.open[g] = d.open[g].Sub(part)
	}
	return nil
}
