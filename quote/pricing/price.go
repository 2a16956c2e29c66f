package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// run is the pricing of one request.
type run struct {
	*Pricer
	req      *Request
	who      audience
	places   int
	tongues  []int // languages of the names, the best first
	out      Priced
	space    *workspace
	lines    []line
	slab     []Adjusted // of all lines, one after the other
	groups   []group
	decided  []int32 // class and supply -> group + 1
	problems salesdesk.Problems
	document document
	shares   [][]fixed.Dec  // for Explain: of each document adjustment, by line
	keep     bool           // keep shares
	borne    [][]Adjustment // by line, of a document this one is a part of
	outside  []outside      // taxes of lines that are outside the taxable amount
	plan     *plan          // of a request that is not of plain lines
	bare     bool           // compare no options
	sourced  bool           // say of every line where it came from: plan even plain lines
	rounding fixed.Dec      // what makes the payable of an inclusive document the price shown
	rate     fraction       // of the exchange; 1 where there is none
	pools    map[pool]fraction
	holds    map[string]*HeldLine // by id; nil where nothing is held
	widens   bool                 // another list or currency than the book's own, or its prices turn

	// Where VAT is in the prices of the book and not in those of the document; see turn.
	turned   bool
	turnedAs *fraction // of all there is, in place of that of each line
	taxed    *Line     // whose VAT it is
	quoted   *Request  // whose day it is of, in place of its own: that of the quote a period is of
	atRules  *fraction // of amounts of the rules, once it is known

	// What rules adjust; see best.
	base       bool        // before promotions: nothing after the document's own adjustments
	offers     []offer     // promotions of the document
	floor      []fixed.Dec // of each line; nil is none
	free       int         // lines of free goods, the last ones
	considered []ConsideredPromotion
	measured   fixed.Dec // what charges by rule go by

	shipped   []byte // bands of freight of each delivery
	unweighed map[int]bool

	// What is held; see hold.
	promised []promotion // in place of those of the rules
	optional []HeldLine  // of lines that are not chosen
	also     []bool      // promotions that apply with an option

	explains  bool              // explain options too
	explained []ExplainedOption // of lines that are not chosen
}

// line is what is still computed with after a line is priced.
type line struct {
	group int32
	net   fixed.Dec // BT-131
	open  fixed.Dec // what a document's allowance may be taken of
	share fixed.Dec
}

// Price gives the document of a request, or every problem with its path. It reads
// the request and keeps nothing of it that can change.
//
// In order: each line's price is found and multiplied out, rounded; then its
// adjustments, each rounded, then contributions; VAT is decided by line; then the
// document's adjustments are split, first over VAT groups and then over lines; then
// the cash discount; VAT is rounded once for each group.
func (p *Pricer) Price(req Request) (Priced, error) {
	space, _ := p.spaces.Get().(*workspace)
	if space == nil {
		space = &workspace{}
	}
	defer p.spaces.Put(space)
	r := run{Pricer: p, req: &req, space: space}
	return r.best()
}

func (r *run) price() (Priced, error) {
	if r.problems = r.checkHead(r.req); len(r.req.Lines) > MaxLines || len(r.req.Adjustments) > MaxAdjustments {
		return Priced{}, r.problems.Err()
	}
	r.takeHeld()
	r.checkBook()
	if r.plan == nil {
		r.expand()
	}
	r.prepare()
	r.fillPools()
	for i := range r.req.Lines {
		if err := r.line(i); err != nil {
			r.problems.AddAt(r.place(i), err)
		}
	}
	r.sameIDs()
	r.checkReversed()
	r.nameGroups()
	r.sortGroups()
	r.adjustDocument()
	if len(r.problems) == 0 && !r.base {
		r.promote()
		r.chargeOutside()
		r.chargeByRule()
		r.packOwn()
		r.remember()
		r.exclude()
		r.cashDiscount()
		r.total()
		r.mentionRenovation()
		r.deposit()
		r.finish()
	}
	if err := r.problems.Err(); err != nil {
		return Priced{}, err
	}
	return r.out, nil
}

func (r *run) prepare() {
	req := r.req
	r.keep = r.keep || req.Inclusive
	r.who, r.places = r.audience(req), req.Currency.MinorUnits()
	r.turned = r.turns()
	r.widens = r.who.list != 0 || r.who.currency != 0 || r.turned
	r.tongues = r.preferred(req.Language)
	if r.space == nil {
		r.space = &workspace{}
	}
	r.lines = room(&r.space.lines, len(req.Lines))
	r.groups = make([]group, 0, 4)
	r.decided = make([]int32, len(r.classNames)*supplyKinds)
	r.out = Priced{Currency: req.Currency, Date: req.Date, Inclusive: req.Inclusive, TaxPoint: req.TaxPoint, Lines: make([]PricedLine, len(req.Lines))}
	if req.Exchange != nil {
		rate := *req.Exchange
		r.out.Exchange = &rate
	}
	n := 0
	for i := range req.Lines {
		n += len(req.Lines[i].Adjustments)
	}
	r.slab = make([]Adjusted, 0, n)
}

func both(a, b error) error {
	p := salesdesk.Problems{}
	p.Add(a)
	p.Add(b)
	return p.Err()
}

func (r *run) money(d fixed.Dec) salesdesk.Money {
	a, _ := exact.Amount(d) // for a message: 0 where it cannot be told
	return salesdesk.Money{Amount: a, Currency: r.req.Currency}
}
