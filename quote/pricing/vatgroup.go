package pricing

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// group is a VAT group with its sums.
type group struct {
	VATGroup
	rate                       fixed.Dec
	lines, allowances, charges fixed.Dec
	used                       bool // a line or an adjustment is in it
	evidence                   []Evidence
}

func (g *group) taxable() fixed.Dec { return g.lines.Sub(g.allowances).Add(g.charges) }

// vat puts line i in its VAT group.
func (r *run) vat(i int, a *article) error {
	in := &r.req.Lines[i]
	if in.VAT != nil {
		g, err := r.group(in.VAT)
		r.join(i, g)
		return salesdesk.At("vat", err)
	}
	class, supply, err := r.kind(in, a)
	if err != nil {
		return err
	}
	at := int(class)*supplyKinds + int(supply)
	if r.decided[at] == 0 {
		if r.decided[at], err = r.decide(r.classNames[class], supplies()[supply]); err != nil {
			return err
		}
	}
	if r.decided[at] > 0 { // else it was refused on an earlier line
		r.join(i, r.decided[at]-1)
	}
	return nil
}

func (r *run) join(i int, g int32) {
	r.lines[i].group = g
	if int(g) < len(r.groups) {
		r.groups[g].lines, r.groups[g].used = r.groups[g].lines.Add(r.lines[i].net), true
		r.out.Lines[i].VAT = r.groups[g].VATGroup
	}
}

// kind is the class and supply of a line, its own or its article's.
func (r *run) kind(in *Line, a *article) (class int16, supply supplyIndex, err error) {
	var p salesdesk.Problems
	switch {
	case in.VATClass != "":
		class, err = r.class(in.VATClass)
		p.AddAt("vat_class", err)
	case a != nil:
		class = a.class
	default:
		p.Add(salesdesk.FieldError{Path: "vat", Rule: salesdesk.RuleRequired})
	}
	switch {
	case in.Supply != "":
		supply, err = supplyOf(in.Supply)
		p.AddAt("supply", err)
	case a != nil:
		supply = a.supply
	}
	return class, supply, p.Err()
}

// decide gives the number of a group, from 1, or -1 with the error.
func (r *run) decide(class VATClass, supply Supply) (int32, error) {
	d, err := r.sale(r.req, class, supply).decide()
	if err != nil {
		return -1, err
	}
	g, err := r.group(&d.group)
	if err != nil {
		return -1, err
	}
	r.groups[g].evidence = d.evidence
	return g + 1, nil
}

// group is the number of a VAT group, which is added where it is new.
func (r *run) group(v *VATGroup) (int32, error) {
	rate, err := checkGroup(v)
	if err != nil {
		return 0, err
	}
	for i := range r.groups {
		g := &r.groups[i]
		if g.Category == v.Category && g.Ground == v.Ground && g.rate.Cmp(rate) == 0 {
			return int32(i), nil //nolint:gosec // at most MaxVATGroups
		}
	}
	if len(r.groups) == MaxVATGroups {
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxVATGroups)}
	}
	r.groups = append(r.groups, group{VATGroup: *v, rate: rate})
	return int32(len(r.groups) - 1), nil //nolint:gosec // at most MaxVATGroups
}

// checkReversed asks for the VAT number of a buyer who owes the VAT of what he buys, or who
// acquires it (BR-AE-02, BR-IC-02): a private person does neither. The number of a business
// may stand elsewhere, in the document's header.
func (r *run) checkReversed() {
	if r.req.Buyer.Tax.Business || r.req.Buyer.Tax.VATNumber != "" {
		return
	}
	for i := range r.groups {
		if c := r.groups[i].Category; c == ReverseCharge || c == IntraEU {
			r.problems.Add(salesdesk.FieldError{Path: "buyer.tax.vat_number", Rule: salesdesk.RuleRequired})
			return
		}
	}
}

// sortGroups brings the VAT groups in the order of the document, so that nothing
// depends on the order of the lines.
func (r *run) sortGroups() {
	if len(r.groups) < 2 {
		return
	}
	order := make([]int32, len(r.groups))
	for i := range order {
		order[i] = int32(i) //nolint:gosec // at most MaxVATGroups
	}
	slices.SortFunc(order, func(a, b int32) int { return byGroup(&r.groups[a], &r.groups[b]) })
	sorted, place := make([]group, len(order), cap(r.groups)), make([]int32, len(order))
	for to, from := range order {
		sorted[to], place[from] = r.groups[from], int32(to) //nolint:gosec // at most MaxVATGroups
	}
	r.groups = sorted
	for i := range r.lines {
		r.lines[i].group = place[r.lines[i].group]
	}
}

// byGroup orders by category, then rate, then ground.
func byGroup(a, b *group) int {
	return cmp.Or(cmp.Compare(a.Category, b.Category), a.rate.Cmp(b.rate), cmp.Compare(a.Ground, b.Ground))
}
