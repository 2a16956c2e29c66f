package pricing

import (
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// preferred is the order in which a name is looked for: the language asked for,
// without its region, then Dutch, French, English.
func (p *Pricer) preferred(language salesdesk.Language) []int {
	base, _, _ := strings.Cut(string(language), "-")
	order := make([]int, 0, 5)
	for _, l := range [5]salesdesk.Language{language, salesdesk.Language(base), salesdesk.Dutch, salesdesk.French, salesdesk.English} {
		if i, known := p.languages[l]; known {
			order = append(order, i)
		}
	}
	return order
}

func (r *run) name(a *article) string {
	names := r.names[a.names:a.namesEnd]
	for _, language := range r.tongues {
		for i := range names {
			if names[i].language == language && names[i].text != "" {
				return names[i].text
			}
		}
	}
	return ""
}

// line prices line i.
func (r *run) line(i int) error {
	in := &r.req.Lines[i]
	var a *article
	if k, known := r.skus[in.SKU]; known {
		a = &r.articles[k]
	}
	r.describe(i, a)
	quantity, err := number(in.Quantity)
	if err != nil {
		err = salesdesk.At("quantity", err)
	}
	if wrong := r.checkLine(in, a); wrong != nil {
		err = both(err, wrong)
	}
	if err == nil {
		err = r.figures(i, a, quantity)
	} else {
		if in.Price != nil {
			_, wrong := r.agreed(in.Price)
			err = both(err, wrong)
		}
		err = both(err, r.checkAdjustments(in))
	}
	if wrong := r.vat(i, a); wrong != nil && (a != nil || in.VAT != nil || in.Price != nil) {
		err = both(err, wrong)
	}
	return err
}

// describe fills in what needs no arithmetic.
func (r *run) describe(i int, a *article) {
	in, out := &r.req.Lines[i], &r.out.Lines[i]
	out.ID, out.SKU, out.Name, out.Quantity, out.Unit = in.ID, in.SKU, in.Name, in.Quantity, in.Unit
	if a != nil {
		if out.Unit == "" || !a.knows(out.Unit) {
			out.Unit = a.unit
		}
		if out.Name == "" {
			out.Name = r.name(a)
		}
	} else if out.Unit == "" {
		out.Unit = unitOne
	}
}

// figures finds the price of line i and multiplies it out.
func (r *run) figures(i int, a *article, quantity fixed.Dec) error {
	terms, err := r.terms(&r.req.Lines[i], a, quantity)
	if err != nil {
		return both(err, r.checkAdjustments(&r.req.Lines[i]))
	}
	out := &r.out.Lines[i]
	out.Price, out.BaseQuantity = terms.priceShown, terms.baseShown
	return r.settle(i, a, quantity, terms.amount(quantity, r.places))
}

// checkLine is what is wrong with a line apart from its figures.
func (r *run) checkLine(in *Line, a *article) error {
	if in.ID != "" && len(in.Adjustments) <= MaxAdjustments &&
		(a != nil && a.soldIn(in.Unit) || a == nil && r.hasOwn(in)) {
		return nil
	}
	var p salesdesk.Problems
	if in.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	if len(in.Adjustments) > MaxAdjustments {
		p.Add(salesdesk.FieldError{Path: "adjustments", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxAdjustments)})
	}
	switch {
	case a != nil && !a.soldIn(in.Unit):
		p.Add(salesdesk.FieldError{Path: "unit", Rule: salesdesk.RuleOneOf, Param: a.unitNames()})
	case r.hasOwn(in) || a != nil:
	case in.SKU == "":
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleRequired})
	default:
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleReference, Param: in.SKU})
	}
	return p.Err()
}

// checkAdjustments is what is wrong with the adjustments of a line that has no amount
// to apply them to.
func (r *run) checkAdjustments(in *Line) error {
	var p salesdesk.Problems
	if len(in.Adjustments) > MaxAdjustments {
		return nil // that is its one problem
	}
	for j := range in.Adjustments {
		_, err := in.Adjustments[j].check(r.places, in.Quantity.IsNegative())
		p.AddAt(salesdesk.Index("adjustments", j), err)
	}
	p.Add(duplicates(in.Adjustments))
	return p.Err()
}

// terms are the agreed price of a line or else the book's.
func (r *run) terms(in *Line, a *article, quantity fixed.Dec) (terms, error) {
	if in.Price != nil {
		return r.agreed(in.Price)
	}
	if held := r.held(in); held != nil {
		return r.agreed(&held.Price)
	}
	if r.widens || a.own.widens || a.group.widens || in.Unit != "" && in.Unit != a.unit {
		return r.widened(in, a, quantity)
	}
	best, tie := r.winner(a, &r.who)
	switch {
	case best == nil:
		return terms{}, salesdesk.At("sku", NoPriceError{SKU: a.sku})
	case tie != nil:
		return terms{}, salesdesk.At("sku", TieError{Owner: a.sku, Entries: []string{best.name(), tie.name()}})
	}
	t := best.terms(quantity)
	return t, t.show()
}

func (r *run) agreed(price *Price) (t terms, err error) {
	var p salesdesk.Problems
	t.price, err = atLeast(price.Amount, false)
	p.AddAt("price.amount", err)
	t.base, err = baseOf(price.BaseQuantity)
	p.AddAt("price.base_quantity", err)
	t.priceShown, t.baseShown, t.unit = price.Amount, price.BaseQuantity, isOne(t.base)
	if price.BaseQuantity.IsZero() {
		t.baseShown = r.one
	}
	return t, p.Err()
}

// sameIDs finds lines with the same id.
func (r *run) sameIDs() {
	if numbered(r.req.Lines) {
		return
	}
	seen := make(map[string]bool, len(r.req.Lines))
	for i := range r.req.Lines {
		id := r.req.Lines[i].ID
		if seen[id] && id != "" {
			r.problems.Add(salesdesk.FieldError{Path: r.place(i) + ".id", Rule: salesdesk.RuleDuplicate, Param: id})
		}
		seen[id] = true
	}
}

// numbered reports whether each line's id comes after the one before, as "10" comes
// after "9". Most are, and then no two are the same.
func numbered(lines []Line) bool {
	for i := 1; i < len(lines); i++ {
		before, id := lines[i-1].ID, lines[i].ID
		if len(id) < len(before) || len(id) == len(before) && id <= before {
			return false
		}
	}
	return true
}
