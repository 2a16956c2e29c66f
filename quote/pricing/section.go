package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// SectionTotal is the sum of the lines of a section, before the document's
// adjustments. The sections together are BT-106. Options are in none.
type SectionTotal struct {
	Section string           `json:"section"` // empty for the lines outside any
	Lines   salesdesk.Amount `json:"lines"`
	Gross   salesdesk.Amount `json:"gross,omitzero"` // of an inclusive document
}

// sections are the totals in the order in which sections first occur.
func (r *run) sections() []SectionTotal {
	var found []SectionTotal
	for i := range r.out.Lines {
		name := r.out.Lines[i].Section
		if slices.ContainsFunc(found, func(s SectionTotal) bool { return s.Section == name }) {
			continue
		}
		in := func(k int) bool { return r.out.Lines[k].Section == name }
		total := SectionTotal{Section: name, Lines: r.amount(r.sumOf(netOf, in))}
		if r.req.Inclusive {
			total.Gross = r.amount(r.sumOf(grossOf, in))
		}
		found = append(found, total)
	}
	return found
}

// sections checks that every section sums its lines, and that all lines are in one.
func (v *verifier) sections() {
	if len(v.priced.Sections) == 0 && !slices.ContainsFunc(v.priced.Lines, func(l PricedLine) bool { return l.Section != "" }) {
		return
	}
	sums, gross := make([]fixed.Dec, len(v.priced.Sections)), make([]fixed.Dec, len(v.priced.Sections))
	for i := range v.priced.Lines {
		line := &v.priced.Lines[i]
		at := slices.IndexFunc(v.priced.Sections, func(s SectionTotal) bool { return s.Section == line.Section })
		if at < 0 {
			v.problems.Add(salesdesk.FieldError{Path: salesdesk.Index("lines", i) + ".section", Rule: salesdesk.RuleReference, Param: line.Section})
			continue
		}
		net, _ := number(line.Net) // its own problem was told before
		shown, _ := number(line.Gross)
		sums[at], gross[at] = sums[at].Add(net), gross[at].Add(shown)
	}
	for i := range v.priced.Sections {
		path := salesdesk.Index("sections", i)
		v.equal(path+".lines", "BT-106", sums[i], v.number(path+".lines", "BT-106", v.priced.Sections[i].Lines))
		v.equal(path+".gross", "BT-106", gross[i], v.number(path+".gross", "BT-106", v.priced.Sections[i].Gross))
	}
}
