package pricing

import (
	"fmt"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// MaxComponents bounds the components of a bundle.
const MaxComponents = 100

// Component is an article in a bundle, so many of it for one bundle.
type Component struct {
	SKU      string           `json:"sku"` // of an article that is no bundle itself
	Quantity salesdesk.Amount `json:"quantity"`
}

// PricedBundle is a bundle on a document: the parent of the lines that carry its id.
type PricedBundle struct {
	ID       string           `json:"id"` // of the line that asked for it
	SKU      string           `json:"sku"`
	Name     string           `json:"name,omitempty"`
	Quantity salesdesk.Amount `json:"quantity"`
	Alone    salesdesk.Amount `json:"alone"`          // what its components cost without it, VAT as in the book
	Net      salesdesk.Amount `json:"net"`            // sum of BT-131 of its lines
	Gross    salesdesk.Amount `json:"gross,omitzero"` // of an inclusive document
}

// bundle is a bundle of the request.
type bundle struct {
	line  int
	shown PricedLine // its own line, before its components take it over
	alone fixed.Dec
	own   []Price // of each component without it
}

// component is a [Component] in arithmetic.
type component struct {
	sku      string
	quantity fixed.Dec
}

// components compiles the bundles, once all articles are known.
func (c *compiler) components(articles []Article) {
	for i := range articles {
		a, path := &articles[i], salesdesk.Index("book.articles", i)
		if len(a.Components) == 0 && a.BundleDiscount == nil {
			continue
		}
		c.bundles = true
		c.problems.AddAt(path, c.bundle(&c.articles[i], a))
		for k := range a.Components {
			if j, known := c.skus[a.Components[k].SKU]; known && len(articles[j].Components) > 0 {
				c.problems.Add(salesdesk.FieldError{
					Path: path + "." + salesdesk.Index("components", k) + ".sku", Rule: salesdesk.RuleExcluded, Param: "components",
				})
			}
		}
	}
}

func (c *compiler) bundle(out *article, a *Article) error {
	var p salesdesk.Problems
	switch {
	case len(a.Components) == 0:
		p.Add(salesdesk.FieldError{Path: "components", Rule: salesdesk.RuleRequired})
	case len(a.Components) > MaxComponents:
		p.Add(salesdesk.FieldError{Path: "components", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxComponents)})
	}
	if len(a.Contributions) > 0 { // they are those of the components
		p.Add(salesdesk.FieldError{Path: "contributions", Rule: salesdesk.RuleExcluded, Param: "components"})
	}
	if len(a.Surcharges) > 0 {
		p.Add(salesdesk.FieldError{Path: "surcharges", Rule: salesdesk.RuleExcluded, Param: "components"})
	}
	if a.BundleDiscount != nil {
		off, err := ratio(*a.BundleDiscount)
		p.AddAt("bundle_discount", err)
		out.bundleDiscount = &off
	}
	for k, part := range a.Components {
		quantity, err := atLeast(part.Quantity, true)
		p.AddAt(salesdesk.Index("components", k)+".quantity", err)
		if _, known := c.skus[part.SKU]; !known {
			p.Add(salesdesk.FieldError{Path: salesdesk.Index("components", k) + ".sku", Rule: salesdesk.RuleReference, Param: part.SKU})
		}
		out.components = append(out.components, component{part.SKU, quantity})
	}
	return p.Err()
}

// componentsOf are the components of what a line asks for, nil where it is no bundle.
func (r *run) componentsOf(in *Line) []component {
	if !r.bundles {
		return nil
	}
	if k, known := r.skus[in.SKU]; known {
		return r.articles[k].components
	}
	return nil
}

// expandBundle prices the components alone and the bundle as a whole, and splits the
// price of the bundle, and each adjustment of it, over the components by largest
// remainder: on their own prices, then on what is left of each.
func (r *run) expandBundle(i int, in *Line, components []component) error {
	quantity, err := number(in.Quantity)
	if err != nil {
		return salesdesk.At("quantity", err)
	}
	if err := in.checkBundle(); err != nil {
		return err
	}
	if in.Recurring != nil {
		if err := r.checkRecurring(in); err != nil {
			return err
		}
	}
	if len(r.req.Lines)+len(components) > MaxLines {
		return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxLines)}
	}
	lines, err := r.componentLines(in, components, quantity)
	if err != nil {
		return err
	}
	own, prices, err := r.own(in, lines)
	if err != nil {
		return err
	}
	whole, err := r.bundleLine(in, fixed.Sum(own), quantity, r.turnOfBundle(lines, own))
	if err != nil {
		return err
	}
	if err := r.breakDown(lines, own, whole); err != nil {
		return err
	}
	alone := fixed.Sum(own)
	var p salesdesk.Problems
	for k := range lines {
		from := source{line: i, component: k + 1}
		if in.Recurring == nil {
			r.plain(lines[k], from)
			continue
		}
		lines[k].Recurring = in.Recurring
		p.AddAt(salesdesk.Index("components", k), r.expandRecurring(&lines[k], from))
	}
	if in.Recurring != nil {
		alone = in.Recurring.sum(alone, r.places)
	}
	r.plan.bundles = append(r.plan.bundles, bundle{line: i, shown: *whole, alone: alone, own: prices})
	return p.Err()
}

// checkBundle refuses what the components have of their own.
func (l *Line) checkBundle() error {
	var p salesdesk.Problems
	if l.Cost != nil {
		p.Add(salesdesk.FieldError{Path: "cost", Rule: salesdesk.RuleExcluded, Param: "components"})
	}
	if len(l.Contributions) > 0 {
		p.Add(salesdesk.FieldError{Path: "contributions", Rule: salesdesk.RuleExcluded, Param: "components"})
	}
	if l.Recurring != nil && len(l.Recurring.Ramps) > 0 { // what a ramp makes of each component is not said
		p.Add(salesdesk.FieldError{Path: "recurring.ramps", Rule: salesdesk.RuleExcluded, Param: "components"})
	}
	if l.Recurring != nil && l.Recurring.Minimum != nil {
		p.Add(salesdesk.FieldError{Path: "recurring.minimum", Rule: salesdesk.RuleExcluded, Param: "components"})
	}
	return p.Err()
}

// componentLines are the lines of the components: quantities multiply, in the bundle's
// own unit.
func (r *run) componentLines(in *Line, components []component, quantity fixed.Dec) ([]Line, error) {
	lines := make([]Line, len(components))
	var p salesdesk.Problems
	a := &r.articles[r.skus[in.SKU]]
	u := a.in(in.Unit)
	quantity, whole := quotient(quantity.Mul(u.num), u.den)
	if !whole {
		p.Add(salesdesk.FieldError{Path: "unit", Rule: salesdesk.RuleOneOf, Param: a.unit})
	}
	for k, c := range components {
		count, err := exact.Amount(c.quantity.Mul(quantity))
		p.AddAt("quantity", err)
		lines[k] = Line{
			ID: fmt.Sprintf("%s.%d", in.ID, k+1), SKU: c.sku, Quantity: count, VAT: in.VAT, VATClass: in.VATClass, Supply: in.Supply,
		}
	}
	return lines, p.Err()
}

// own are the amounts of the lines of components priced alone, before adjustments and
// contributions, and their prices.
func (r *run) own(in *Line, lines []Line) ([]fixed.Dec, []Price, error) {
	amounts, prices := make([]fixed.Dec, len(lines)), make([]Price, len(lines))
	if held := r.holds[in.ID]; held != nil && len(held.Components) == len(lines) {
		amounts, err := r.heldOwn(held, lines)
		return amounts, held.Components, err
	}
	var p salesdesk.Problems
	for k := range lines {
		priced, err := r.alone(lines[k : k+1])
		p.AddAt(salesdesk.Index("components", k), err)
		quantity, _ := number(priced[0].Quantity)
		amounts[k] = shownTerms(&priced[0]).amount(quantity, r.places)
		prices[k] = Price{Amount: priced[0].Price, BaseQuantity: priced[0].BaseQuantity}
	}
	return amounts, prices, p.Err()
}

// bundleLine prices the bundle itself: as agreed, as the sum of its components less its
// discount, or at its own price in the book.
func (r *run) bundleLine(in *Line, sum, quantity fixed.Dec, turn *fraction) (*PricedLine, error) {
	line := *in
	discount := r.articles[r.skus[in.SKU]].bundleDiscount
	if discount != nil && !r.hasOwn(in) {
		off := sum.Mul(*discount).Round(r.places, fixed.HalfAwayFromZero)
		price, err := wholePrice(sum.Sub(off), quantity)
		if err != nil {
			return nil, err
		}
		line.Price = price
	}
	priced, err := r.aloneAs([]Line{line}, turn)
	if err != nil {
		return nil, err
	}
	return &priced[0], nil
}

// turnOfBundle is how the price of a bundle turns: as its components do, by what they come
// to alone; nil where none does.
func (r *run) turnOfBundle(lines []Line, own []fixed.Dec) *fraction {
	if !r.turns() {
		return nil
	}
	turns, amounts := make([]fraction, len(lines)), make([]fixed.Dec, len(lines))
	sub := run{Pricer: r.Pricer, req: r.req, turned: true}
	for k := range lines {
		turn, err := sub.turnOf(&lines[k], &r.articles[r.skus[lines[k].SKU]])
		if err != nil {
			return nil // it was told
		}
		turns[k], amounts[k] = turn, own[k].Abs()
	}
	all := mixed(turns, amounts)
	return &all
}

// wholePrice is the price of a whole quantity, for that quantity.
func wholePrice(amount, quantity fixed.Dec) (*Price, error) {
	price, err := exact.Amount(amount.Abs())
	if err != nil {
		return nil, err
	}
	base, err := exact.Amount(quantity.Abs())
	return &Price{Amount: price, BaseQuantity: base}, err
}

// breakDown gives the lines of the components their parts of the whole.
func (r *run) breakDown(lines []Line, own []fixed.Dec, whole *PricedLine) error {
	quantity, _ := number(whole.Quantity)
	left, err := r.parts(shownTerms(whole).amount(quantity, r.places), own, own)
	if err != nil {
		return err
	}
	first := left
	for k := range lines {
		count, _ := number(lines[k].Quantity)
		if lines[k].Price, err = wholePrice(left[k], count); err != nil {
			return err
		}
	}
	for j := range whole.Adjustments {
		a := &whole.Adjustments[j]
		amount, _ := number(a.Amount)
		parts, err := r.parts(amount, left, first)
		if err != nil {
			return err
		}
		left = append([]fixed.Dec(nil), left...)
		for k := range lines {
			part, err := exact.Amount(parts[k])
			if err != nil {
				return err
			}
			lines[k].Adjustments = append(lines[k].Adjustments, Adjustment{ID: a.ID, Charge: a.Charge, Amount: &part, Reason: a.Reason, Text: a.Text})
			if a.Charge {
				left[k] = left[k].Add(parts[k])
			} else {
				left[k] = left[k].Sub(parts[k])
			}
		}
	}
	return nil
}

// parts splits an amount by weights, or by others where those come to nothing, or else
// in equal parts.
func (r *run) parts(amount fixed.Dec, weights, others []fixed.Dec) ([]fixed.Dec, error) {
	if fixed.Sum(weights).IsZero() {
		weights = others
	}
	if fixed.Sum(weights).IsZero() {
		weights = make([]fixed.Dec, len(others))
		for k := range weights {
			weights[k] = one()
		}
	}
	return fixed.Allocate(amount, weights, r.places, nil)
}

// finishBundles adds the parents.
func (r *run) finishBundles() {
	for _, b := range r.plan.bundles {
		in := func(k int) bool { return r.plan.sources[k].line == b.line && !r.plan.sources[k].free }
		shown := PricedBundle{
			ID: b.shown.ID, SKU: b.shown.SKU, Name: b.shown.Name, Quantity: b.shown.Quantity,
			Alone: r.amount(b.alone), Net: r.amount(r.sumOf(netOf, in)),
		}
		if r.req.Inclusive {
			shown.Gross = r.amount(r.sumOf(grossOf, in))
		}
		r.out.Bundles = append(r.out.Bundles, shown)
	}
}

// bundles checks that each parent sums its lines, and that lines have one.
func (v *verifier) bundles() {
	known := make(map[string]bool, len(v.priced.Bundles))
	for i := range v.priced.Bundles {
		b, path := &v.priced.Bundles[i], salesdesk.Index("bundles", i)
		if known[b.ID] {
			v.problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleDuplicate, Param: b.ID})
		}
		known[b.ID] = true
		var sum, gross fixed.Dec
		for k := range v.priced.Lines {
			if v.priced.Lines[k].Bundle == b.ID {
				net, _ := number(v.priced.Lines[k].Net) // its own problem was told before
				shown, _ := number(v.priced.Lines[k].Gross)
				sum, gross = sum.Add(net), gross.Add(shown)
			}
		}
		v.equal(path+".net", "BT-131", sum, v.number(path+".net", "BT-131", b.Net))
		v.equal(path+".gross", "BT-131", gross, v.number(path+".gross", "BT-131", b.Gross))
	}
	for i := range v.priced.Lines {
		if of := v.priced.Lines[i].Bundle; of != "" && !known[of] {
			v.problems.Add(salesdesk.FieldError{Path: salesdesk.Index("lines", i) + ".bundle", Rule: salesdesk.RuleReference, Param: of})
		}
	}
}
