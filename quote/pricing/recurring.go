package pricing

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Bounds of recurring lines.
const (
	MaxTermMonths = 600 // months of a term
	MaxRamps      = 100 // ramps of a line
)

// Billing is how often a recurring line is billed.
type Billing string

// The periods of billing. Price and quantity of a line are for one of them.
const (
	Monthly   Billing = "month"
	Quarterly Billing = "quarter"
	Yearly    Billing = "year"
)

// Unit is the period in UNECE Recommendation 20: MON, QAN or ANN.
func (b Billing) Unit() string {
	switch b {
	case Monthly:
		return "MON"
	case Quarterly:
		return "QAN"
	case Yearly:
		return "ANN"
	default:
		return ""
	}
}

func (b Billing) months() int {
	switch b {
	case Monthly:
		return 1
	case Quarterly:
		return 3
	case Yearly:
		return 12
	default:
		return 0
	}
}

// Proration is how a part of a period is counted.
type Proration string

// The prorations. A line that may have parts of periods names one.
const (
	ByDay   Proration = "day"   // its days ÷ the days of the whole period
	ByMonth Proration = "month" // the months of the term that begin in it ÷ those of a whole period
)

// Recurring makes a line come back: its price, each fixed amount adjusted, its cost, its
// floor and what it contributes for a unit are for one whole period of billing. Periods
// are half-open, [from, to). What promotions give is of the whole term, spread over the
// periods; goods are free with none.
//
// They begin on Start and every period after it or, with Calendar, on the first day of
// calendar months, quarters or years; then the first and the last may be parts. A part
// costs its share of the price, rounded once.
//
// A bundle recurs without ramps and without a minimum, which nobody has split over its
// components; an article whose surcharge follows an index does not, since the index of later
// periods is not known. Both are refused by name.
type Recurring struct {
	Start     calendar.Date     `json:"start"`
	Months    int               `json:"months"` // of the term, at most MaxTermMonths
	Every     Billing           `json:"every"`
	Calendar  bool              `json:"calendar,omitempty"`
	Proration Proration         `json:"proration,omitempty"`
	Ramps     []Ramp            `json:"ramps,omitempty"`   // by From
	Minimum   *salesdesk.Amount `json:"minimum,omitempty"` // committed net of one whole period: what it lacks is charged
}

// Ramp changes the quantity or the price from a period on, until the next ramp that
// changes the same.
type Ramp struct {
	From     int               `json:"from"` // number of the period, the first is 1
	Quantity *salesdesk.Amount `json:"quantity,omitempty"`
	Price    *Price            `json:"price,omitempty"`
}

// PricedRecurring is the term of a recurring line. The line itself shows the whole
// term: its price is that of all periods together, and its net amount is their sum. What
// one period costs is in its segments.
type PricedRecurring struct {
	ID      string           `json:"id"`
	From    calendar.Date    `json:"from"`
	To      calendar.Date    `json:"to"` // the first day it no longer runs
	Every   Billing          `json:"every"`
	Periods int              `json:"periods"`
	Net     salesdesk.Amount `json:"net"`            // BT-131 of the line: the sum of its periods
	Gross   salesdesk.Amount `json:"gross,omitzero"` // of an inclusive document
	// Segments are its periods with their prices, in order; none where the line is a part
	// of the one that was priced.
	Segments []Segment `json:"segments,omitempty"`
}

// recurring is a recurring line of the request with its periods.
type recurring struct {
	line, plain int // its places in the request asked, and in that of plain lines
	slices      []slice
	lines       []Line  // of each slice, at the price agreed for it
	prices      []Price // of a whole period, for each slice
	nets        []fixed.Dec
	adjusted    [][]fixed.Dec // by adjustment of its own, of each slice
}

// recurs is what contributions of a period, or of a whole term, are worked out from.
type recurs struct {
	part   fraction   // of a whole period
	passed []Adjusted // of a term: the contributions of its periods together
}

// slice is a period of billing and the part of a whole one that it is.
type slice struct {
	calendar.Period
	part, whole int64
}

// slices are the periods of a term.
func (rec *Recurring) slices() []slice {
	end, step := rec.Start.AddMonths(rec.Months), rec.Every.months()
	var found []slice
	for from, k := rec.Start, 1; from.Before(end); k++ {
		whole := calendar.Period{From: from, To: rec.Start.AddMonths(k * step)}
		if rec.Calendar {
			whole = rec.Every.around(from)
		}
		s := slice{Period: calendar.Period{From: from, To: whole.To}, part: 1, whole: 1}
		if end.Before(s.To) {
			s.To = end
		}
		if s.Period != whole {
			s.part, s.whole = rec.share(s.Period, whole)
		}
		found, from = append(found, s), s.To
	}
	return found
}

// around is the calendar period that a day is in.
func (b Billing) around(d calendar.Date) calendar.Period {
	switch b {
	case Monthly:
		return calendar.MonthOf(d)
	case Quarterly:
		return calendar.QuarterOf(d)
	default:
		return calendar.YearOf(d)
	}
}

// share is which part of a whole period a period is.
func (rec *Recurring) share(p, whole calendar.Period) (part, of int64) {
	if rec.Proration == ByDay {
		return int64(p.Days()), int64(whole.Days())
	}
	for k := range rec.Months {
		if p.Contains(rec.Start.AddMonths(k)) {
			part++
		}
	}
	return part, int64(rec.Every.months())
}

// parted reports whether a period may be a part of one.
func (rec *Recurring) parted() bool {
	return rec.Calendar || rec.Months%max(1, rec.Every.months()) != 0
}

func (rec *Recurring) check(places int) error {
	var p salesdesk.Problems
	if !rec.Start.Valid() {
		p.Add(salesdesk.FieldError{Path: "start", Rule: salesdesk.RuleFormat, Param: "2026-01-31"})
	} else if rec.Start.Year > 9000 {
		p.Add(salesdesk.FieldError{Path: "start", Rule: salesdesk.RuleMax, Param: "9000-12-31"})
	}
	switch {
	case rec.Months < 1:
		p.Add(salesdesk.FieldError{Path: "months", Rule: salesdesk.RuleMin, Param: "1"})
	case rec.Months > MaxTermMonths:
		p.Add(salesdesk.FieldError{Path: "months", Rule: salesdesk.RuleMax, Param: strconv.Itoa(MaxTermMonths)})
	}
	if rec.Every.months() == 0 {
		p.Add(salesdesk.FieldError{Path: "every", Rule: salesdesk.RuleOneOf, Param: "month, quarter, year"})
	}
	switch rec.Proration {
	case ByDay, ByMonth:
	case "":
		if rec.parted() { // how a part counts is never implied
			p.Add(salesdesk.FieldError{Path: "proration", Rule: salesdesk.RuleRequired})
		}
	default:
		p.Add(salesdesk.FieldError{Path: "proration", Rule: salesdesk.RuleOneOf, Param: "day, month"})
	}
	if rec.Minimum != nil {
		minimum, err := shown(*rec.Minimum, places)
		if err == nil && minimum.Sign() < 0 {
			err = salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
		}
		p.AddAt("minimum", err)
	}
	p.Add(rec.checkRamps())
	if len(p) == 0 && len(rec.Ramps) > 0 { // one after the term would never be
		last := len(rec.Ramps) - 1
		if periods := len(rec.slices()); rec.Ramps[last].From > periods {
			p.Add(salesdesk.FieldError{Path: salesdesk.Index("ramps", last) + ".from", Rule: salesdesk.RuleMax, Param: strconv.Itoa(periods)})
		}
	}
	return p.Err()
}

func (rec *Recurring) checkRamps() error {
	if len(rec.Ramps) > MaxRamps {
		return salesdesk.FieldError{Path: "ramps", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxRamps)}
	}
	var p salesdesk.Problems
	before := 0
	for k, ramp := range rec.Ramps {
		path := salesdesk.Index("ramps", k)
		if ramp.From <= before {
			p.Add(salesdesk.FieldError{Path: path + ".from", Rule: salesdesk.RuleOrder, Param: strconv.Itoa(before)})
		}
		if before = ramp.From; ramp.Quantity == nil && ramp.Price == nil {
			p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
		}
		if ramp.Quantity != nil {
			_, err := atLeast(*ramp.Quantity, false)
			p.AddAt(path+".quantity", err)
		}
		if ramp.Price != nil {
			p.AddAt(path+".price", ramp.Price.check())
		}
	}
	return p.Err()
}

// finishRecurring adds the terms.
func (r *run) finishRecurring() {
	if len(r.plan.recurring) == 0 {
		return
	}
	once := r.sumOf(netOf, func(i int) bool { return r.plan.asked.Lines[r.plan.sources[i].line].Recurring == nil })
	oneOff := r.amount(once)
	r.out.OneOff = &oneOff
	for k := range r.plan.recurring {
		rec := &r.plan.recurring[k]
		asked, line := &r.plan.asked.Lines[rec.line], &r.out.Lines[rec.plain]
		r.out.Recurring = append(r.out.Recurring, PricedRecurring{
			ID: line.ID, From: asked.Recurring.Start, To: rec.slices[len(rec.slices)-1].To, Every: asked.Recurring.Every,
			Periods: len(rec.slices), Net: line.Net, Gross: line.Gross, Segments: r.segments(rec),
		})
	}
}

// recurring checks that terms and what is not recurring are the lines of the document.
func (v *verifier) recurring() {
	if v.priced.OneOff == nil {
		if len(v.priced.Recurring) > 0 {
			v.problems.Add(salesdesk.FieldError{Path: "one_off", Rule: salesdesk.RuleRequired})
		}
		return
	}
	once := v.lines
	for i := range v.priced.Recurring {
		once = once.Sub(v.term(salesdesk.Index("recurring", i), &v.priced.Recurring[i], v.priced.Lines))
	}
	v.equal("one_off", "BT-131", once, v.number("one_off", "BT-131", *v.priced.OneOff))
}

// term checks a term against its line, and gives what it comes to.
func (v *verifier) term(path string, rec *PricedRecurring, lines []PricedLine) fixed.Dec {
	v.problems.AddAt(path, rec.check())
	net := v.number(path+".net", "BT-131", rec.Net)
	at := slices.IndexFunc(lines, func(l PricedLine) bool { return l.ID == rec.ID })
	if at < 0 {
		v.problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleReference, Param: rec.ID})
		return net
	}
	line, _ := number(lines[at].Net) // its own problem was told before
	v.equal(path+".net", "BT-131", line, net)
	gross, _ := number(lines[at].Gross)
	v.equal(path+".gross", "BT-131", gross, v.number(path+".gross", "BT-131", rec.Gross))
	if len(rec.Segments) > 0 {
		v.segments(path, rec, &lines[at])
	}
	return net
}

// termsAmong are the terms of lines.
func termsAmong(all []PricedRecurring, lines []PricedLine) (found []PricedRecurring) {
	for i := range all {
		if slices.ContainsFunc(lines, func(l PricedLine) bool { return l.ID == all[i].ID }) {
			found = append(found, all[i])
		}
	}
	return found
}

// check is what is wrong with a term: it is of whole months, and has as many periods as
// those come to, from its first day or by the calendar.
func (rec *PricedRecurring) check() error {
	term := Recurring{Start: rec.From, Every: rec.Every}
	if rec.From.Valid() && rec.To.Valid() {
		term.Months = min(12*(rec.To.Year-rec.From.Year)+int(rec.To.Month)-int(rec.From.Month), MaxTermMonths)
	}
	switch {
	case term.Every.months() == 0:
		return salesdesk.FieldError{Path: "every", Rule: salesdesk.RuleOneOf, Param: "month, quarter, year"}
	case term.Months < 1 || rec.From.AddMonths(term.Months) != rec.To:
		return salesdesk.FieldError{Path: "to", Rule: salesdesk.RuleOrder, Param: rec.From.String()}
	}
	periods := len(term.slices())
	if term.Calendar = true; rec.Periods != periods && rec.Periods != len(term.slices()) {
		return salesdesk.FieldError{Path: "periods", Rule: salesdesk.RuleOneOf, Param: strconv.Itoa(periods)}
	}
	return nil
}
