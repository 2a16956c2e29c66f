package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Regroup is a document with lines in other VAT groups, by their ids: nets stay to the
// cent, VAT and totals follow. An adjustment of the document goes with the lines that bear
// it: where they part, it is split by what they come to, by largest remainder. One of a
// group that no line is of stays. The rounding (BT-114) does not go along, since the
// payable that it led to is another.
func Regroup(p Priced, groups map[string]VATGroup) (Priced, error) {
	s := newScaling(&p)
	s.extents()
	out := p
	out.Lines, out.Adjustments, out.Totals.Rounding = slices.Clone(p.Lines), nil, salesdesk.Amount{}
	for i := range out.Lines {
		out.Lines[i].Share = salesdesk.Amount{}
		if g, moved := groups[out.Lines[i].ID]; moved {
			out.Lines[i].VAT = g
		}
	}
	for i := range p.Adjustments {
		out.Adjustments = append(out.Adjustments, s.follow(&p.Adjustments[i], &out)...)
	}
	if err := s.problems.Err(); err != nil {
		return Priced{}, err
	}
	return Total(out)
}

// follow is an adjustment in the groups that its lines are in now.
func (s *scaling) follow(a *Adjusted, out *Priced) []Adjusted {
	if !slices.ContainsFunc(s.whole.Lines, func(l PricedLine) bool { return l.VAT.is(&a.VAT) }) {
		return []Adjusted{*a}
	}
	bearers, weights := s.bearers(a)
	var list []Adjusted
	for k, part := range s.allocated(a.Amount, weights) {
		line := &out.Lines[bearers[k]]
		i := slices.IndexFunc(list, func(b Adjusted) bool { return b.VAT.is(&line.VAT) })
		if i < 0 {
			i, list = len(list), append(list, Adjusted{ID: a.ID, Charge: a.Charge, Reason: a.Reason, Text: a.Text, Limited: a.Limited, VAT: line.VAT})
		}
		list[i].Amount = s.amount(signedOf(list[i].Amount, true).Add(part))
		if !a.apart() {
			s.bear(line, signedBy(fixed.Dec{}, part, a.Charge))
		}
	}
	if len(list) == 1 { // whole
		g := list[0].VAT
		list[0] = *a
		list[0].VAT = g
	}
	slices.SortStableFunc(list, func(x, y Adjusted) int { return x.VAT.compare(&y.VAT) })
	return slices.DeleteFunc(list, func(b Adjusted) bool { return b.Amount.IsZero() })
}
