package pricing

import "github.com/interne-sales/salesdesk"

// plan is what a request with bundles, options, sections or recurring lines was, and
// what it became: plain lines, each with its source.
type plan struct {
	asked     *Request
	sources   []source
	options   []int // lines asked that are not chosen
	bundles   []bundle
	recurring []recurring
	sections  bool
	periods   int    // of all recurring lines
	agreed    agreed // for the schedule
}

// source is where a plain line came from: a line of the request, and the number of the
// component of its bundle from 1, or 0.
type source struct {
	line, component int
	free            bool // goods that are free with the line
	term            int  // the number of the term from 1, 0 where the line does not recur
}

// expand replaces the request by one of plain lines. A request of plain lines stays
// what it is, and there is no plan.
func (r *run) expand() {
	if !r.sourced && !r.shaped() {
		return
	}
	asked := r.req
	r.places = asked.Currency.MinorUnits()
	plain := *asked
	plain.Lines = make([]Line, 0, len(asked.Lines))
	r.plan, r.req = &plan{asked: asked}, &plain
	r.checkAlternatives()
	for i := range asked.Lines {
		if in := &asked.Lines[i]; in.IsOption() {
			r.plan.options = append(r.plan.options, i)
		} else {
			r.problems.AddAt(salesdesk.Index("lines", i), r.expandLine(i, in))
		}
		r.plan.sections = r.plan.sections || asked.Lines[i].Section != ""
	}
	r.checkOptions()
	if len(r.plan.options) == len(asked.Lines) {
		r.problems.AddAt("lines", NothingChosenError{})
	}
}

// shaped reports whether a line is not plain.
func (r *run) shaped() bool {
	for i := range r.req.Lines {
		if in := &r.req.Lines[i]; in.IsOption() || in.Section != "" || in.Recurring != nil || r.componentsOf(in) != nil {
			return true
		}
	}
	return false
}

func (r *run) expandLine(i int, in *Line) error {
	components := r.componentsOf(in)
	switch {
	case components != nil:
		return r.expandBundle(i, in, components)
	case in.Recurring != nil:
		return r.expandRecurring(in, source{line: i})
	default:
		r.plain(*in, source{line: i})
		return nil
	}
}

// plain adds a line to the request that is priced.
func (r *run) plain(line Line, from source) {
	r.req.Lines = append(r.req.Lines, line)
	r.plan.sources = append(r.plan.sources, from)
}

// place is the path of plain line i in the request that was asked; that of a component is
// below its bundle.
func (r *run) place(i int) string {
	if r.plan == nil {
		return salesdesk.Index("lines", i)
	}
	from := r.plan.sources[i]
	if from.component > 0 {
		return salesdesk.Index(salesdesk.Index("lines", from.line)+".components", from.component-1)
	}
	return salesdesk.Index("lines", from.line)
}

// alone prices lines, each as if nothing else were on the document, and says what is
// wrong with them. VAT is left out: it is decided once, for the lines of the document.
func (r *run) alone(lines []Line) ([]PricedLine, error) { return r.aloneAs(lines, nil) }

// aloneAs is alone where prices of the book turn as is said; nil is as those of each line do.
func (r *run) aloneAs(lines []Line, turn *fraction) ([]PricedLine, error) {
	priced := make([]PricedLine, len(lines))
	var p salesdesk.Problems
	for i := range lines {
		req := *r.req
		req.Lines = []Line{lines[i]}
		req.Lines[0].VAT = &VATGroup{Category: ZeroRated}
		sub := run{Pricer: r.Pricer, req: &req, rate: r.rate, holds: r.holds, taxed: &lines[i], turnedAs: turn}
		sub.prepare()
		p.Add(sub.line(0))
		priced[i] = sub.out.Lines[0]
	}
	return priced, p.Err()
}

// finish adds to the document what its shape asks for.
func (r *run) finish() {
	if r.plan == nil {
		return
	}
	for i := range r.out.Lines {
		asked := &r.plan.asked.Lines[r.plan.sources[i].line]
		r.out.Lines[i].Section = asked.Section
		if r.plan.sources[i].component > 0 {
			r.out.Lines[i].Bundle = asked.ID
		}
	}
	if r.plan.sections {
		r.out.Sections = r.sections()
	}
	r.finishBundles()
	r.finishRecurring()
	if !r.bare && len(r.problems) == 0 {
		r.finishOptions()
	}
}
