package pricing

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Target is the total to arrive at.
type Target struct {
	Amount salesdesk.Amount `json:"amount"`
	Of     Figure           `json:"of,omitempty"` // empty is TaxExclusive
}

// Figure is the total that a target is for.
type Figure string

// The figures.
const (
	TaxExclusive Figure = "tax_exclusive" // BT-109
	Payable      Figure = "payable"       // BT-115
)

// Bounds of what a solver prices in looking for what is nearest.
const (
	MaxSolveTries = 3_000     // values of the lever
	MaxSolveLines = 2_000_000 // lines, counted again for every value
)

// MarginTarget is the least margin to keep: a ratio of the revenue, below 1, or an amount.
// It is that of [Explanation.Margin]: of the lines whose cost is known, contributions left
// out.
type MarginTarget struct {
	Ratio  *salesdesk.Amount `json:"ratio,omitempty"`
	Amount *salesdesk.Amount `json:"amount,omitempty"`
}

// Solution is a request that comes as near to a target as its lever can bring it. What it
// misses is never silent: Residual is what is left, Reason says why.
type Solution struct {
	Request  Request          `json:"request"`          // with the lever set; without it where nothing is to be moved
	Value    salesdesk.Amount `json:"value"`            // of the lever: the ratio, the amount or the price
	Target   salesdesk.Amount `json:"target"`           // an amount or, of a margin, perhaps a ratio
	Reached  salesdesk.Amount `json:"reached"`          // a ratio has six places
	Residual salesdesk.Amount `json:"residual"`         // Target − Reached: above zero where the document stays below the target
	Reason   Residual         `json:"reason,omitempty"` // why there is a residual; empty where there is none
	// Below and Above are the nearest to the target on either side that the lever
	// reaches, where Reached is not the target; nil where it reaches nothing there.
	Below *Neighbour `json:"below,omitempty"`
	Above *Neighbour `json:"above,omitempty"`
	// Nearest: nothing that the lever reaches is nearer. Short of the target itself it is
	// claimed where every value of the lever was looked at (up to a thousand), and where
	// nothing else in the document is rounded or split; not where promotions may change with
	// the lever, a price moves under parallel discounts, or one ratio is off sales and returns.
	Nearest bool `json:"nearest"`
	// WithoutCost are the ids of the lines that a margin leaves out: their cost is not known.
	WithoutCost []string `json:"without_cost,omitempty"`
}

// Neighbour is a value of the lever, and what it reaches.
type Neighbour struct {
	Value   salesdesk.Amount `json:"value"`
	Reached salesdesk.Amount `json:"reached"`
}

// Residual is why a target is not reached.
type Residual string

// The reasons.
const (
	BetweenSteps     Residual = "between_steps"    // the lever has no value between Below and Above
	FullDiscount     Residual = "full_discount"    // no allowance takes more than there is
	AtFloor          Residual = "at_floor"         // a price or margin floor holds
	SmallOrderBlocks Residual = "small_order"      // a smaller order is not delivered
	NothingToMove    Residual = "nothing_to_move"  // the lever changes nothing: no discount may be taken there
	WithoutDiscount  Residual = "without_discount" // an allowance cannot raise the total
	PriceLimit       Residual = "price_limit"      // no price is below 0, nor beyond what an amount may be
)

// MessageID names the reason's text.
func (r Residual) MessageID() string { return "pricing.residual." + string(r) }

// SolveForTotal sets the lever so that the document comes as near to the target as any
// value of the lever brings it. Of two that are as near the lower total wins, to the
// customer's favour; of values that come to the same total, the one with the fewest
// decimals.
//
// Totals follow a lever in one direction but for cents: VAT is rounded by group, and
// what is split by largest remainder may move a cent the other way. So the search halves
// down to the target and then looks at every total within those cents of it. Freight,
// small-order fees and promotions that change on the way are searched apart.
//
// The problems are those of the target ("target"), of the lever ("lever") or, where it
// cannot be priced without a discount either, of the request.
func (p *Pricer) SolveForTotal(req Request, target Target, lever Lever) (Solution, error) {
	var found salesdesk.Problems
	goal, err := shown(target.Amount, req.Currency.MinorUnits())
	found.AddAt("target.amount", err)
	if target.Of != "" && target.Of != TaxExclusive && target.Of != Payable {
		found.Add(salesdesk.FieldError{Path: "target.of", Rule: salesdesk.RuleOneOf, Param: "tax_exclusive, payable"})
	}
	s := solver{Pricer: p, asked: &req, lever: lever, goal: goal, of: target.Of}
	return s.solve(found, target.Amount)
}

// SolveForMargin sets the lever to the lowest price that still reaches the margin: the
// deepest discount, or the lowest price of a line. Where no price reaches it the highest
// margin is given, with its residual. Lines without a cost are named and left out; where
// no line has one, the error is a [NoMarginError]. The other problems are those of
// [Pricer.SolveForTotal].
func (p *Pricer) SolveForMargin(req Request, target MarginTarget, lever Lever) (Solution, error) {
	var found salesdesk.Problems
	m, err := target.read(req.Currency.MinorUnits())
	found.AddAt("target", err)
	s := solver{Pricer: p, asked: &req, lever: lever, goal: m.amount, margin: &m}
	asked := salesdesk.Amount{}
	switch {
	case target.Ratio != nil:
		asked = *target.Ratio
	case target.Amount != nil:
		asked = *target.Amount
	}
	return s.solve(found, asked)
}

// margin is a [MarginTarget] in arithmetic: what has to be left of the revenue after the
// cost and the share of it that is kept.
type margin struct {
	amount, keep fixed.Dec
	byRatio      bool
}

func (t MarginTarget) read(places int) (m margin, err error) {
	switch {
	case t.Ratio == nil && t.Amount == nil:
		return m, salesdesk.FieldError{Path: "ratio", Rule: salesdesk.RuleRequired}
	case t.Ratio != nil && t.Amount != nil:
		return m, salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleOneOf, Param: "ratio, amount"}
	case t.Ratio != nil:
		m.byRatio = true
		if m.keep, err = number(*t.Ratio); err == nil && m.keep.Cmp(one()) >= 0 {
			err = salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "0.99"}
		}
		return m, salesdesk.At("ratio", err)
	default:
		m.amount, err = shown(*t.Amount, places)
		return m, salesdesk.At("amount", err)
	}
}

// solver looks for the value of a lever.
type solver struct {
	*Pricer
	asked  *Request
	lever  Lever
	goal   fixed.Dec
	of     Figure  // what the goal is for, where it is no margin
	margin *margin // to reach; nil is a total
}

func (s *solver) solve(found salesdesk.Problems, target salesdesk.Amount) (Solution, error) {
	l, err := s.lever.read(s.asked, s.asked.Currency.MinorUnits())
	found.AddAt("lever", err)
	if err := found.Err(); err != nil {
		return Solution{}, err
	}
	if err := l.put(s.Pricer, s.asked); err != nil {
		return Solution{}, err
	}
	look := search{lever: &l, solver: s, seen: map[int64]point{}}
	if err := look.bounds(); err != nil {
		return Solution{}, err
	}
	look.everywhere()
	return look.solution(target)
}

// reading is what a request comes to.
type reading struct {
	figure      fixed.Dec        // what the goal is for
	reached     salesdesk.Amount // the same as it is shown
	moved       fixed.Dec        // while it stays the same the lever changes nothing
	regime      regime
	wobble      fixed.Dec // how much roundings may move the figure against the direction of the lever
	limited     bool      // a floor cuts what the lever takes
	withoutCost []string
	groups      int // of VAT
}

func (s *solver) read(req *Request) (out reading, err error) {
	r := run{Pricer: s.Pricer, req: req, keep: s.margin != nil, bare: true}
	if s.margin != nil {
		err = out.margin(&r, s.margin)
	} else if _, err = r.best(); err == nil {
		out.reached = r.out.Totals.TaxExclusive
		if s.of == Payable {
			out.reached = r.out.Totals.Payable
		}
		out.figure, err = number(out.reached)
	}
	if err != nil {
		return out, err
	}
	out.groups = len(r.groups)
	out.moved, out.regime, out.limited = r.moved(), r.regime(), r.cuts(cmp.Or(s.lever.ID, targetID))
	out.wobble = out.wobble.Add(r.wobble())
	return out, nil
}

func (out *reading) margin(r *run, m *margin) error {
	e, err := r.explain()
	if err != nil {
		return err
	}
	if e.Margin == nil {
		return NoMarginError{}
	}
	revenue, _ := number(e.Margin.Revenue) // computed
	left, _ := number(e.Margin.Amount)
	out.figure, out.reached = left.Sub(m.keep.Mul(revenue)), e.Margin.Amount
	if m.byRatio {
		out.reached = salesdesk.Amount{}
		if e.Margin.Ratio != nil {
			out.reached = *e.Margin.Ratio
		}
	}
	for i := range e.Lines {
		if e.Lines[i].Margin == nil {
			out.withoutCost = append(out.withoutCost, e.Lines[i].ID)
		}
	}
	if len(out.withoutCost) > 0 { // what the others bear of an adjustment is rounded line by line
		out.wobble = r.units(len(e.Lines) * (len(r.req.Adjustments) + len(r.offers) + 1))
	}
	return nil
}

// moved is what the lines and the document's adjustments come to, as they are shown.
func (r *run) moved() fixed.Dec {
	if !r.req.Inclusive {
		d, _ := number(r.out.Totals.TaxExclusive) // computed
		return d
	}
	sum := r.sumOf(grossOf, allLines)
	for k := range r.out.Adjustments {
		a := r.out.Adjustments[k]
		a.Amount = a.Gross
		sum = sum.Add(a.signed())
	}
	return sum
}

// regime tells apart the stretches of a lever between which a charge by rule or a promotion
// changes, so that a total may jump.
type regime struct {
	reached, all int    // thresholds of charges: what they are measured by goes with the lever
	promotions   string // and the bands of freight
	refused      bool   // it cannot be priced
}

func (r *run) regime() (in regime) {
	if r.automatic == nil {
		return in
	}
	for _, c := range r.considered {
		if c.Reason == "" {
			in.promotions += c.ID + ";"
		}
	}
	in.promotions += string(r.shipped)
	thresholds := r.thresholds()
	in.all = len(thresholds)
	for _, from := range thresholds {
		if r.measured.Cmp(r.local(from)) >= 0 {
			in.reached++
		}
	}
	return in
}

// thresholds are the measures from which rules charge something else; below zero, of a
// return, they charge nothing.
func (r *run) thresholds() (list []fixed.Dec) {
	if s := r.automatic.small; s != nil {
		below, _ := number(s.Below) // compiled
		list = append(list, fixed.Dec{}, below)
	}
	if len(r.automatic.freight) == 0 {
		return list
	}
	f := r.freightTable()
	if f == nil {
		return list
	}
	list = append(list, fixed.Dec{}, f.free)
	if f.By == ByAmount {
		list = append(list, f.bands...)
	}
	return list
}

// settled reports whether no threshold is left on the way from one regime to another,
// and on.
func (in regime) settled(from regime) bool {
	return in.all == 0 || in.reached == in.all && from.reached <= in.reached || in.reached == 0 && from.reached > 0
}

// wobble is how much the roundings of VAT groups may move a total: of each the VAT, and a
// unit of what every adjustment moves to it or from it; and those of coins and of parallel
// discounts.
func (r *run) wobble() fixed.Dec {
	adjustments := len(r.req.Adjustments) + len(r.offers) + 3
	n := 2 * len(r.groups)
	for g := range r.groups {
		of := r.groups[g].rate
		if r.req.Inclusive {
			of = one()
		}
		moved, _ := of.Mul(fixed.FromInt(int64(adjustments), 0)).Round(0, fixed.Ceiling).Decimal()
		n += int(moved.IntPart())
	}
	if r.req.CashRounding != "" {
		n += 5
	}
	return r.units(n)
}

func (r *run) units(n int) fixed.Dec { return fixed.FromInt(int64(n), -r.places) }

// cuts reports whether a floor cuts the discount of lines that has an id.
func (r *run) cuts(id string) bool {
	return slices.ContainsFunc(r.out.Lines, func(l PricedLine) bool {
		return slices.ContainsFunc(l.Adjustments, func(a Adjusted) bool { return a.ID == id && a.Limited })
	})
}
