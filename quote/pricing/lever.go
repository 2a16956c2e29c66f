package pricing

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Lever is what a solver may move of a request, and in which steps.
type Lever struct {
	Move Move   `json:"move"`
	Line string `json:"line,omitempty"` // its id, of LineRate and LinePrice
	// Step is what every value is a multiple of, above zero: 0.005 for half percents, 0.05
	// for prices. Zero is 0.0001 of a ratio, and a minor unit of an amount or a price.
	Step salesdesk.Amount `json:"step,omitzero"`
	// ID is that of the adjustment; empty is "target". One with that id is replaced.
	ID     string     `json:"id,omitempty"`
	Reason ReasonCode `json:"reason,omitempty"`
	Text   string     `json:"text,omitempty"`
}

// Move is what a lever moves.
type Move string

// The moves. A discount is at least 0 and takes at most what there is. It comes after the
// adjustments that are there.
const (
	DocumentAmount Move = "document_amount" // an amount off the whole
	DocumentRate   Move = "document_rate"   // a ratio off the whole
	LinesRate      Move = "lines_rate"      // one ratio off every line whose article is discountable
	LineRate       Move = "line_rate"       // a ratio off one line
	LinePrice      Move = "line_price"      // the price of one line, for the base quantity that it has
)

func (m Move) ofLine() bool { return m == LineRate || m == LinePrice }

func (m Move) byRate() bool { return m == DocumentRate || m == LinesRate || m == LineRate }

// targetID is the id of the adjustment where the lever names none.
const targetID = "target"

// finest are the decimals of the smallest step of a ratio.
const finest = 6

// lever is a [Lever] in arithmetic, with the request it is in. It has the values 0 to
// steps: the higher, the more is asked.
type lever struct {
	Lever
	*Pricer
	req     Request // held is in it
	held    *Price  // its amount is what moves
	step    fixed.Dec
	steps   int64
	takes   bool // from a document of returns, where a discount is below zero
	floored bool
}

// read checks a lever for a request.
func (l *Lever) read(req *Request, places int) (lever, error) {
	out := lever{Lever: *l}
	out.ID = cmp.Or(l.ID, targetID)
	var p salesdesk.Problems
	switch l.Move {
	case DocumentAmount, DocumentRate, LinesRate, LineRate, LinePrice:
	default:
		p.Add(salesdesk.FieldError{Path: "move", Rule: salesdesk.RuleOneOf, Param: "document_amount, document_rate, lines_rate, line_rate, line_price"})
	}
	p.AddAt("line", l.checkLine(req))
	var err error
	out.step, err = l.readStep(places)
	p.AddAt("step", err)
	return out, p.Err()
}

func (l *Lever) checkLine(req *Request) error {
	if !l.Move.ofLine() {
		if l.Line != "" {
			return salesdesk.FieldError{Rule: salesdesk.RuleExcluded, Param: "move"}
		}
		return nil
	}
	at := req.lineWith(l.Line)
	switch {
	case l.Line == "":
		return salesdesk.FieldError{Rule: salesdesk.RuleRequired}
	case at < 0:
		return salesdesk.FieldError{Rule: salesdesk.RuleReference, Param: l.Line}
	case req.Lines[at].IsOption(): // it is in no total
		return salesdesk.FieldError{Rule: salesdesk.RuleExcluded, Param: salesdesk.Index("lines", at)}
	}
	return nil
}

func (r *Request) lineWith(id string) int {
	return slices.IndexFunc(r.Lines, func(l Line) bool { return l.ID == id })
}

func (l *Lever) readStep(places int) (fixed.Dec, error) {
	if l.Step.IsZero() {
		if l.Move.byRate() {
			return fixed.FromInt(1, -4), nil
		}
		return fixed.FromInt(1, -places), nil
	}
	step, err := atLeast(l.Step, true)
	switch {
	case err != nil:
	case l.Move == DocumentAmount:
		_, err = shown(l.Step, places)
	case l.Move.byRate():
		if step, err = ratio(l.Step); err == nil {
			_, err = shown(l.Step, finest)
		}
	}
	return step, err
}

// put readies the lever: the request that it moves, and its steps. A discount needs a
// request that can be priced without it.
func (l *lever) put(p *Pricer, asked *Request) error {
	l.Pricer, l.floored = p, p.automatic != nil && p.automatic.floors != nil
	without := l.with(*asked, nil)
	r := run{Pricer: p, req: &without, bare: true}
	out, err := r.best()
	if err != nil && l.Move != LinePrice {
		return err
	}
	switch {
	case l.Move.byRate():
		l.steps = integer(one().DivRound(l.step, 0, fixed.Floor))
	case l.Move == DocumentAmount:
		most := r.sumOf(netOf, allLines)
		if asked.Inclusive {
			most = r.sumOf(grossOf, allLines)
		}
		l.takes = most.Sign() < 0
		l.steps = integer(most.Abs().DivRound(l.step, 0, fixed.Ceiling))
	}
	l.held = &Price{BaseQuantity: baseQuantity(asked, &out, l.Line)}
	l.req = l.with(*asked, l.held)
	return nil
}

func allLines(int) bool { return true }

// baseQuantity is that of a line: its own, or the one the book has.
func baseQuantity(asked *Request, out *Priced, id string) salesdesk.Amount {
	if at := asked.lineWith(id); at >= 0 && asked.Lines[at].Price != nil {
		return asked.Lines[at].Price.BaseQuantity
	}
	if at := slices.IndexFunc(out.Lines, func(l PricedLine) bool { return l.ID == id }); at >= 0 && !asked.Inclusive {
		return out.Lines[at].BaseQuantity
	}
	return salesdesk.Amount{}
}

// integer is a whole number.
func integer(d fixed.Dec) int64 {
	whole, _ := d.Decimal() // of a figure that fits
	return whole.IntPart()
}

// with is a request with the lever in it, at the amount that is held; nil takes its
// discount away.
func (l *lever) with(req Request, held *Price) Request {
	if !l.Move.ofLine() && l.Move != LinesRate {
		req.Adjustments = l.adjust(req.Adjustments, held)
		return req
	}
	req.Lines = slices.Clone(req.Lines)
	for i := range req.Lines {
		in := &req.Lines[i]
		switch {
		case l.Move.ofLine() && in.ID != l.Line, l.Move == LinesRate && !l.discounts(in):
		case l.Move != LinePrice:
			in.Adjustments = l.adjust(in.Adjustments, held)
		case held != nil:
			in.Price = held
		}
	}
	return req
}

// discounts reports whether a discount may be taken of a line.
func (p *Pricer) discounts(in *Line) bool {
	k, known := p.skus[in.SKU]
	return !known || !p.articles[k].notDiscountable
}

func (l *lever) adjust(list []Adjustment, held *Price) []Adjustment {
	at := slices.IndexFunc(list, func(a Adjustment) bool { return a.ID == l.ID })
	list = slices.Clone(list)
	switch {
	case held == nil && at < 0:
		return list
	case held == nil:
		return slices.Delete(list, at, at+1)
	case at < 0:
		at, list = len(list), append(list, Adjustment{})
	}
	list[at] = Adjustment{ID: l.ID, Reason: l.Reason, Text: l.Text}
	if l.Move.byRate() {
		list[at].Rate = &held.Amount
	} else {
		list[at].Amount = &held.Amount
	}
	return list
}

// count is how many steps a value is from 0: a price as it is, a discount from none.
func (l *lever) count(k int64) int64 {
	if l.Move == LinePrice {
		return k
	}
	return l.steps - k
}

// value is value k in figures.
func (l *lever) value(k int64) (salesdesk.Amount, error) {
	d := fixed.FromInt(l.count(k), 0).Mul(l.step)
	if l.takes {
		d = d.Neg()
	}
	return exact.Amount(d)
}

// at moves the lever to value k.
func (l *lever) at(k int64) (*Request, error) {
	value, err := l.value(k)
	l.held.Amount = value
	return &l.req, err
}

// set is a request with the lever left at a value.
func (l *lever) set(req Request, value salesdesk.Amount) Request {
	if value.IsZero() && l.Move != LinePrice {
		return l.with(req, nil)
	}
	return l.with(req, &Price{Amount: value, BaseQuantity: l.held.BaseQuantity})
}

// strays reports whether what a lever moves may go against its direction by more than VAT
// and shares do: under a price, discounts that are all of the first amount do, and a ratio
// off sales and returns, which are rounded line by line.
func (l *lever) strays() bool {
	switch l.Move {
	case LinePrice:
		list := l.req.Lines[l.req.lineWith(l.Line)].Adjustments
		return len(list) > 1 && slices.ContainsFunc(list, func(a Adjustment) bool { return a.On == OnList })
	case LinesRate:
		sells := func(in Line) bool { return in.Quantity.IsPositive() }
		returns := func(in Line) bool { return in.Quantity.IsNegative() }
		return slices.ContainsFunc(l.req.Lines, sells) && slices.ContainsFunc(l.req.Lines, returns)
	default:
		return false
	}
}
