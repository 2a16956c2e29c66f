package pricing

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// MaxOptions bounds the lines that are not chosen: each is compared by pricing the
// whole document with it.
const MaxOptions = 100

// PricedOption is a line that is offered and not chosen. Its amounts are differences
// between the document with it and the one without: "+1,000 for the better one".
type PricedOption struct {
	ID      string       `json:"id"`
	For     string       `json:"for,omitempty"` // the line it would replace; empty where it would be added
	Section string       `json:"section,omitempty"`
	Lines   []PricedLine `json:"lines"` // what the document would show: several for a bundle
	// Recurring are the terms of those lines.
	Recurring []PricedRecurring `json:"recurring,omitempty"`

	TaxExclusive salesdesk.Amount `json:"tax_exclusive"`
	Tax          salesdesk.Amount `json:"tax"`
	Payable      salesdesk.Amount `json:"payable"`
}

// IsOption reports whether a line is offered and not chosen, and so in no total.
func (l *Line) IsOption() bool { return l.Optional || l.Alternative != "" }

// Choose gives the request with lines chosen: an optional line counts, an alternative
// changes places with the line it stands beside, and with the others of its set. A line
// that counts already stays. An id that no line has is a [salesdesk.FieldError].
func (r Request) Choose(ids ...string) (Request, error) {
	r.Lines = slices.Clone(r.Lines)
	var p salesdesk.Problems
	for _, id := range ids {
		i := slices.IndexFunc(r.Lines, func(l Line) bool { return l.ID == id })
		if i < 0 {
			p.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleReference, Param: id})
			continue
		}
		r.choose(i)
	}
	if err := p.Err(); err != nil {
		return Request{}, err
	}
	return r, nil
}

func (r *Request) choose(i int) {
	chosen := &r.Lines[i]
	instead := chosen.Alternative
	chosen.Optional, chosen.Alternative = false, ""
	if instead == "" {
		return
	}
	for k := range r.Lines {
		if l := &r.Lines[k]; k != i && (l.ID == instead || l.Alternative == instead) {
			l.Optional, l.Alternative = false, chosen.ID
		}
	}
}

// checkAlternatives refuses an alternative to a line that is none to choose from.
func (r *run) checkAlternatives() {
	lines := r.plan.asked.Lines
	known := make(map[string]int, len(lines))
	for i := range lines {
		known[lines[i].ID] = i
	}
	for i := range lines {
		to, path := lines[i].Alternative, salesdesk.Index("lines", i)+".alternative"
		if to == "" {
			continue
		}
		k, found := known[to]
		switch {
		case !found:
			r.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleReference, Param: to})
		case lines[i].Optional:
			r.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleExcluded, Param: "optional"})
		case lines[k].Alternative != "": // one of the set is chosen, and the others are beside it
			r.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleExcluded, Param: salesdesk.Index("lines", k) + ".alternative"})
		}
	}
}

func (r *run) checkOptions() {
	if len(r.plan.options) > MaxOptions {
		r.problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxOptions)})
	}
	lines := r.plan.asked.Lines
	seen := make(map[string]bool, len(lines))
	for i := range lines {
		if id := lines[i].ID; lines[i].IsOption() && (id == "" || seen[id]) {
			rule := salesdesk.RuleDuplicate
			if id == "" {
				rule = salesdesk.RuleRequired
			}
			r.problems.Add(salesdesk.FieldError{Path: salesdesk.Index("lines", i) + ".id", Rule: rule, Param: id})
		}
		seen[lines[i].ID] = true
	}
}

// unchosen is what is wrong with the lines of a request that are not chosen, beside what
// is wrong with it as it stands: each line is looked at as if it were the only one.
func (r *run) unchosen(asked *Request, told error) error {
	if len(asked.Lines) > MaxLines || !slices.ContainsFunc(asked.Lines, func(l Line) bool { return l.IsOption() }) {
		return nil
	}
	aside := *asked
	aside.Lines, aside.Adjustments = slices.Clone(asked.Lines), nil
	for i := range aside.Lines {
		aside.Lines[i].Optional, aside.Lines[i].Alternative = true, ""
	}
	known, left := problemTexts(told), MaxOptions
	var found salesdesk.Problems
	for i := range aside.Lines {
		if !asked.Lines[i].IsOption() || left == 0 {
			continue
		}
		left--
		aside.Lines[i].Optional = false
		sub := run{Pricer: r.Pricer, req: &aside, bare: true}
		_, err := sub.best()
		aside.Lines[i].Optional = true
		own, _ := atLine(i, err)
		found = append(found, slices.DeleteFunc(own, func(e error) bool { return known[e.Error()] })...)
	}
	return found.Err()
}

func problemTexts(err error) map[string]bool {
	var all salesdesk.Problems
	all.Add(err)
	texts := make(map[string]bool, len(all))
	for _, e := range all {
		texts[e.Error()] = true
	}
	return texts
}

// ofOption are the problems of the document with line i chosen: those of the line where
// they are, the others as what stands in the way of choosing it.
func ofOption(i int, id string, err error) error {
	own, others := atLine(i, err)
	if len(others) > 0 {
		own.AddAt(salesdesk.Index("lines", i), OptionError{ID: id, Problems: others})
	}
	return own.Err()
}

// atLine sorts problems into those at line i and the others.
func atLine(i int, err error) (own, others salesdesk.Problems) {
	var all salesdesk.Problems
	all.Add(err)
	path := salesdesk.Index("lines", i)
	for _, e := range all {
		if strings.HasPrefix(strict.PathOf(e), path) {
			own = append(own, e)
		} else {
			others = append(others, e)
		}
	}
	return own, others
}

// finishOptions prices the document once more for each option.
func (r *run) finishOptions() {
	for _, i := range r.plan.options {
		line := &r.plan.asked.Lines[i]
		with := *r.plan.asked
		with.Lines = slices.Clone(with.Lines)
		with.choose(i)
		sub := run{Pricer: r.Pricer, req: &with, bare: true, sourced: true, keep: r.explains}
		other, err := r.withOption(&sub, i)
		if err != nil {
			r.problems.Add(ofOption(i, line.ID, err))
			continue
		}
		option := PricedOption{ID: line.ID, For: line.Alternative, Section: line.Section}
		for k := range other.Lines {
			if sub.isOf(k, i) {
				option.Lines = append(option.Lines, other.Lines[k])
			}
		}
		option.Recurring = termsAmong(other.Recurring, option.Lines)
		option.TaxExclusive = r.difference(other.Totals.TaxExclusive, r.out.Totals.TaxExclusive)
		option.Tax = r.difference(other.Totals.Tax, r.out.Totals.Tax)
		option.Payable = r.difference(other.Totals.Payable, r.out.Totals.Payable)
		r.out.Options = append(r.out.Options, option)
		if r.keep {
			r.holdOption(&sub, line.ID)
		}
	}
}

// withOption prices the document with an option and, where reasons are asked, keeps what it
// makes of discount and margin.
func (r *run) withOption(sub *run, i int) (Priced, error) {
	if !r.explains {
		return sub.best()
	}
	e, err := sub.explain()
	if err == nil {
		option := ExplainedOption{
			ID: r.plan.asked.Lines[i].ID, Levels: e.Levels, Discount: e.Discount, MarginRatio: e.MarginRatio,
			PocketDiscount: e.PocketDiscount, PocketMarginRatio: e.PocketMarginRatio, WithoutCost: e.WithoutCost,
		}
		for k := range e.Lines {
			if m := e.Lines[k].Margin; m != nil && sub.isOf(k, i) {
				option.Margins = append(option.Margins, LineMargin{ID: e.Lines[k].ID, Margin: *m})
			}
		}
		r.explained = append(r.explained, option)
	}
	return e.Priced, err
}

// isOf reports whether line k of the document is of line i of the request.
func (r *run) isOf(k, i int) bool { return r.plan.sources[k].line == i }

func (r *run) difference(a, b salesdesk.Amount) salesdesk.Amount {
	x, _ := number(a)
	y, _ := number(b)
	return r.amount(x.Sub(y))
}

// options checks the lines of what is not chosen, which nothing sums, and that what is to
// be paid differs by what it is taxed on and the tax, as near as coins round.
func (v *verifier) options() {
	for i := range v.priced.Options {
		option, path := &v.priced.Options[i], salesdesk.Index("options", i)
		apart := verifier{priced: v.priced, places: v.places}
		for k := range option.Lines {
			apart.line(path+"."+salesdesk.Index("lines", k), &option.Lines[k])
		}
		for k := range option.Recurring {
			apart.term(path+"."+salesdesk.Index("recurring", k), &option.Recurring[k], option.Lines)
		}
		v.problems = append(v.problems, apart.problems...)
		if len(option.Lines) == 0 {
			v.problems.Add(salesdesk.FieldError{Path: path + ".lines", Rule: salesdesk.RuleRequired})
		}
		if option.For != "" && !v.has(option.For) {
			v.problems.Add(salesdesk.FieldError{Path: path + ".for", Rule: salesdesk.RuleReference, Param: option.For})
		}
		sum := v.number(path+".tax_exclusive", "BT-109", option.TaxExclusive).Add(v.number(path+".tax", "BT-110", option.Tax))
		payable := v.number(path+".payable", "BT-115", option.Payable)
		if payable.Sub(sum).Abs().Cmp(v.optionRounding(option)) > 0 {
			v.equal(path+".payable", "BT-115", sum, payable)
		}
	}
}

// optionRounding is the most that the two documents of an option are rounded by together.
// Where prices have VAT in them, taking it out rounds every VAT group of each twice, by
// half a cent on the net and the VAT of that, and half a cent on the VAT.
func (v *verifier) optionRounding(option *PricedOption) fixed.Dec {
	coins := largestRounding(v.priced.Currency)
	most := coins.Add(coins)
	if v.priced.Inclusive {
		groups := 2*len(v.priced.VAT) + len(option.Lines)
		most = most.Add(fixed.FromInt(int64(2*groups), -v.places))
	}
	return most
}

// has reports whether a line or a bundle has an id.
func (v *verifier) has(id string) bool {
	return slices.ContainsFunc(v.priced.Lines, func(l PricedLine) bool { return l.ID == id }) ||
		slices.ContainsFunc(v.priced.Bundles, func(b PricedBundle) bool { return b.ID == id })
}

// sumOf is the sum of amounts of lines that a test picks.
func (r *run) sumOf(amount func(*PricedLine) salesdesk.Amount, picked func(i int) bool) fixed.Dec {
	var sum fixed.Dec
	for i := range r.out.Lines {
		if picked(i) {
			d, _ := number(amount(&r.out.Lines[i]))
			sum = sum.Add(d)
		}
	}
	return sum
}

func netOf(l *PricedLine) salesdesk.Amount   { return l.Net }
func grossOf(l *PricedLine) salesdesk.Amount { return l.Gross }
func shareOf(l *PricedLine) salesdesk.Amount { return l.Share }
