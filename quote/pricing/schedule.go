package pricing

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Schedule is a quote over time: what is due once, then a document for every period of
// billing, by the day it begins, then by the day it ends.
type Schedule struct {
	OneOff  *Priced           `json:"one_off,omitempty"` // nil where every line recurs
	Periods []ScheduledPeriod `json:"periods,omitempty"`
}

// ScheduledPeriod is the document of a period [from, to). Its tax point is its first
// day, and VAT that of that day; prices and contributions are those of the quote.
type ScheduledPeriod struct {
	calendar.Period
	Document Priced `json:"document"`
}

// agreed is what a priced document fixes for its schedule: the price of every line, and
// its shares of the document's adjustments, with VAT where the request is inclusive.
type agreed struct {
	prices   []Price
	adjusted [][]fixed.Dec // by line, its adjustments
	shares   [][]fixed.Dec
}

// remember keeps what a schedule is made from, before VAT is taken out.
func (r *run) remember() {
	if r.plan == nil || len(r.plan.recurring) == 0 {
		return
	}
	for i := range r.out.Lines {
		line := &r.out.Lines[i]
		amounts := make([]fixed.Dec, len(line.Adjustments))
		for j := range amounts {
			amounts[j], _ = number(line.Adjustments[j].Amount)
		}
		r.plan.agreed.prices = append(r.plan.agreed.prices, Price{line.Price, line.BaseQuantity})
		r.plan.agreed.adjusted = append(r.plan.agreed.adjusted, amounts)
	}
	for _, shares := range r.shares {
		r.plan.agreed.shares = append(r.plan.agreed.shares, slices.Clone(shares))
	}
}

// Schedule prices a request and gives a document for what is due once and for each
// period. Together they are the quote to the cent: BT-109 or, of an inclusive
// request, what is payable before cash rounding. An adjustment of the whole is on the
// lines it is shared over, on those of a period in the share of its net amount, by
// largest remainder; what no line bears is on the first document, and so is the rounding.
// The prepaid amount is on the first documents, as far as each goes. Lines that are not
// chosen are left out.
func (p *Pricer) Schedule(req Request) (Schedule, error) {
	r := run{Pricer: p, req: &req, keep: true, bare: true}
	whole, err := r.best()
	if err != nil {
		return Schedule{}, err
	}
	if r.plan == nil || len(r.plan.recurring) == 0 {
		return Schedule{OneOff: &whole}, nil
	}
	s := scheduler{run: &r}
	s.paid, _ = number(req.Prepaid) // checked
	if err := s.collect(); err != nil {
		return Schedule{}, err
	}
	return s.documents()
}

// scheduler sorts lines by the period they are due in.
type scheduler struct {
	*run
	once    due
	periods []due
	first   []Adjustment // what no line bears
	paid    fixed.Dec    // and is not taken of a document yet
}

// due are the lines of a period, and what each bears of the document's adjustments.
type due struct {
	calendar.Period
	lines []Line
	borne [][]Adjustment
}

func (d *due) add(line Line, borne []Adjustment) {
	d.lines, d.borne = append(d.lines, line), append(d.borne, borne)
}

func (s *scheduler) collect() error {
	recurring := make(map[int]bool, len(s.plan.recurring))
	for k := range s.plan.recurring {
		rec := &s.plan.recurring[k]
		recurring[rec.plain] = true
		if err := s.spread(rec); err != nil {
			return err
		}
	}
	slices.SortStableFunc(s.periods, func(a, b due) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	for i := range s.req.Lines {
		if recurring[i] {
			continue
		}
		line, price := s.req.Lines[i], s.plan.agreed.prices[i]
		line.Price = &price
		shares := make([]fixed.Dec, len(s.plan.agreed.shares))
		for k := range shares {
			shares[k] = s.plan.agreed.shares[k][i]
		}
		borne, err := s.bear(shares)
		if err != nil {
			return err
		}
		s.once.add(line, borne)
	}
	return s.unborne()
}

// spread gives each period of a recurring line its part of what the line bears.
func (s *scheduler) spread(rec *recurring) error {
	lines, nets, err := s.settled(rec)
	if err != nil {
		return err
	}
	parts := make([][]fixed.Dec, len(s.plan.agreed.shares))
	for k := range parts {
		if parts[k], err = s.parts(s.plan.agreed.shares[k][rec.plain], nets, rec.nets); err != nil {
			return err
		}
		for j := range nets { // no period bears more than is left of it
			nets[j] = nets[j].Add(parts[k][j])
		}
	}
	for j, line := range lines {
		shares := make([]fixed.Dec, len(parts))
		for k := range parts {
			shares[k] = parts[k][j]
		}
		borne, err := s.bear(shares)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(s.periods, func(d due) bool { return d.Period == rec.slices[j].Period })
		if at < 0 {
			at, s.periods = len(s.periods), append(s.periods, due{Period: rec.slices[j].Period})
		}
		s.periods[at].add(line, borne)
	}
	return nil
}

// settled are the lines of the periods with what promotions and floors made of the
// adjustments of the term, and their nets: an amount goes over the periods by what they
// have of it, that of a promotion by their nets, which contributions are no part of.
func (s *scheduler) settled(rec *recurring) (lines []Line, nets []fixed.Dec, err error) {
	lines, nets = slices.Clone(rec.lines), slices.Clone(rec.nets)
	left := rec.withoutContributions()
	for j := range s.req.Lines[rec.plain].Adjustments {
		amount, weights := s.plan.agreed.adjusted[rec.plain][j], left
		if j < rec.own() {
			if weights = rec.adjusted[j]; fixed.Sum(weights).Cmp(amount) == 0 {
				continue
			}
		}
		parts, err := s.parts(amount, weights, rec.nets)
		if err != nil {
			return nil, nil, err
		}
		for k := range lines {
			part, err := exact.Amount(parts[k])
			if err != nil {
				return nil, nil, err
			}
			of := s.req.Lines[rec.plain].Adjustments[j]
			done := Adjustment{ID: of.ID, Charge: of.Charge, Amount: &part, Reason: of.Reason, Text: of.Text}
			before := fixed.Dec{}
			if j < rec.own() {
				before = rec.adjusted[j][k]
				lines[k].Adjustments = slices.Clone(lines[k].Adjustments)
				lines[k].Adjustments[j] = done
			} else {
				lines[k].Adjustments = append(slices.Clip(lines[k].Adjustments), done)
			}
			nets[k] = signedBy(nets[k], parts[k].Sub(before), of.Charge)
			left[k] = signedBy(left[k], parts[k].Sub(before), of.Charge)
		}
	}
	return lines, nets, nil
}

// withoutContributions are the nets of the periods less what no discount is taken of.
func (rec *recurring) withoutContributions() []fixed.Dec {
	nets := slices.Clone(rec.nets)
	for _, contributed := range rec.adjusted[min(rec.own(), len(rec.adjusted)):] {
		for k := range nets {
			nets[k] = nets[k].Sub(contributed[k])
		}
	}
	return nets
}

// bear makes adjustments of a line of its shares of the document's.
func (s *scheduler) bear(shares []fixed.Dec) ([]Adjustment, error) {
	var borne []Adjustment
	for k, share := range shares {
		if share.IsZero() {
			continue
		}
		a := &s.req.Adjustments[k]
		if !a.Charge {
			share = share.Neg()
		}
		amount, err := exact.Amount(share)
		if err != nil {
			return nil, err
		}
		borne = append(borne, Adjustment{ID: a.ID, Charge: a.Charge, Amount: &amount, Reason: a.Reason, Text: a.Text})
	}
	return borne, nil
}

// settleBorne applies what line i bears of a document's adjustments, after all of its own.
func (r *run) settleBorne(i int, list, balance fixed.Dec, isReturn bool) (fixed.Dec, error) {
	for k := range r.borne[i] {
		after, err := r.adjustLine(&r.borne[i][k], list, balance, isReturn)
		if err != nil {
			return balance, err
		}
		balance = after
	}
	return balance, nil
}

// unborne are the document's adjustments, in their VAT groups, that no line has a share of.
func (s *scheduler) unborne() error {
	for _, done := range s.out.Adjustments {
		k := slices.IndexFunc(s.req.Adjustments, func(a Adjustment) bool { return a.ID == done.ID })
		if k < 0 {
			continue // the cash discount is that of each document
		}
		apart := done.isDeposit() || done.VAT.is(disbursements())
		if apart && !slices.ContainsFunc(s.plan.asked.Adjustments, func(a Adjustment) bool { return a.ID == done.ID }) {
			continue // and so is what is outside the taxable amount
		}
		left := s.leftOf(k, &done)
		if left.IsZero() {
			continue
		}
		amount, err := exact.Amount(left.Abs())
		if err != nil {
			return err
		}
		rest := Adjustment{ID: done.ID, Charge: left.Sign() > 0, Amount: &amount, Text: done.Text, VAT: &done.VAT}
		if rest.Charge == done.Charge { // else the code is of the other list
			rest.Reason = done.Reason
		}
		s.first = append(s.first, rest)
	}
	return nil
}

// leftOf is what lines bear too little of adjustment k in one VAT group.
func (s *scheduler) leftOf(k int, done *Adjusted) fixed.Dec {
	if s.req.Inclusive {
		shown := *done
		shown.Amount = done.Gross
		done = &shown
	}
	left := done.signed()
	g, _ := s.group(&done.VAT)
	for i := range s.lines {
		if s.lines[i].group == g {
			left = left.Sub(s.plan.agreed.shares[k][i])
		}
	}
	return left
}

func (s *scheduler) documents() (Schedule, error) {
	var out Schedule
	var problems salesdesk.Problems
	if len(s.once.lines) > 0 {
		document, err := s.document(s.once, s.req.TaxPoint, true)
		problems.AddAt("one_off", err)
		out.OneOff = &document
	}
	for k, d := range s.periods {
		document, err := s.document(d, d.From, k == 0 && out.OneOff == nil)
		problems.AddAt(salesdesk.Index("periods", k), err)
		out.Periods = append(out.Periods, ScheduledPeriod{Period: d.Period, Document: document})
	}
	if err := problems.Err(); err != nil {
		return Schedule{}, err
	}
	return out, nil
}

// document prices the lines of one document; no rule adjusts it once more.
func (s *scheduler) document(d due, taxPoint calendar.Date, first bool) (Priced, error) {
	req := *s.req
	req.Lines, req.TaxPoint, req.Adjustments, req.Deposit = d.lines, taxPoint, nil, nil
	if first {
		req.Adjustments = s.first
	} else {
		req.Rounding = salesdesk.Amount{}
	}
	if err := s.prepay(&req, d.borne); err != nil {
		return Priced{}, err
	}
	sub := run{Pricer: s.byHand(), req: &req, quoted: s.plan.asked, borne: d.borne}
	return sub.price()
}

// prepay takes what was paid of a document, as far as it goes.
func (s *scheduler) prepay(req *Request, borne [][]Adjustment) error {
	req.Prepaid = salesdesk.Amount{}
	if s.paid.IsZero() {
		return nil
	}
	unpaid := *req
	unpaid.CashRounding = ""
	sub := run{Pricer: s.byHand(), req: &unpaid, quoted: s.plan.asked, borne: borne}
	out, err := sub.price()
	if err != nil {
		return err
	}
	taken, _ := number(out.Totals.Payable)
	if out.CashDiscount != nil {
		taken, _ = number(out.CashDiscount.Payable)
	}
	if taken.Sign() != s.paid.Sign() {
		return nil
	}
	if taken.Abs().Cmp(s.paid.Abs()) > 0 {
		taken = s.paid
	}
	s.paid = s.paid.Sub(taken)
	req.Prepaid, err = exact.Amount(taken)
	return err
}

// byHand is the pricer without what adjusts by rule, but for packaging, which every document
// charges for what it delivers.
func (p *Pricer) byHand() *Pricer {
	plain := *p
	plain.automatic = nil
	if p.automatic != nil && p.automatic.packaging {
		plain.automatic = &automatic{packaging: true}
	}
	return &plain
}
