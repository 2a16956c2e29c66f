package guidance

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// ratioPlaces is how exact a ratio is.
const ratioPlaces = 6

// Guide is what history speaks for. Internal: it is not for customers.
type Guide struct {
	Floor    *salesdesk.Amount `json:"floor,omitempty"` // the lowest price that keeps the margin, rounded up; nil where the cost is not known
	Own      Group             `json:"own"`             // what this customer accepted
	Like     Group             `json:"like"`            // what like customers accepted
	Last     *Record           `json:"last,omitempty"`  // this customer's latest price; nil where he has none
	WinRates []WinRate         `json:"win_rates"`       // of the article in the segment, by band of discount
}

// Group is what some records speak for.
type Group struct {
	Basis      Basis      `json:"basis"`
	Records    int        `json:"records"`
	Customers  int        `json:"customers"`
	Confidence Confidence `json:"confidence"`
	Target     *Level     `json:"target,omitempty"`  // nil where there are too few
	Stretch    *Level     `json:"stretch,omitempty"` // the same
	Evidence   []Evidence `json:"evidence,omitempty"`
}

// Level is a price to aim at.
type Level struct {
	Ratio  salesdesk.Amount `json:"ratio"`            // of the list price, six places
	Price  salesdesk.Amount `json:"price"`            // of today's, rounded half away from zero to its places or the currency's, whichever are more
	Raised bool             `json:"raised,omitempty"` // to the floor: Ratio would be below it
}

// Evidence is a record with what it counts for.
type Evidence struct {
	Record string           `json:"record"`
	Ratio  salesdesk.Amount `json:"ratio"`  // net of list
	Weight salesdesk.Amount `json:"weight"` // its list value, to two places
}

// Basis says whose records a group holds.
type Basis string

// The bases.
const (
	OwnRecords  Basis = "own"          // the customer's, of the article
	SameBand    Basis = "segment_band" // the segment's, of the article, in the quantity band
	AnyQuantity Basis = "segment"      // the segment's, of the article: the band has too few
)

// MessageID names the basis' text.
func (b Basis) MessageID() string { return "guidance.basis." + string(b) }

// Confidence is how much a group can bear.
type Confidence string

// The confidences, by the number of records: below the minimum, below twice, below four
// times, and from there on.
const (
	TooFew Confidence = "too_few"
	Low    Confidence = "low"
	Medium Confidence = "medium"
	High   Confidence = "high"
)

// MessageID names the confidence's text.
func (c Confidence) MessageID() string { return "guidance.confidence." + string(c) }

// Guide says what the records speak for. The order of the records does not matter but for
// the last price of one day. The error is every problem of the policy, the question and
// the records, with its path.
func (p Policy) Guide(q Question, records []Record) (Guide, error) {
	p = p.withDefaults()
	var problems salesdesk.Problems
	problems.AddAt("policy", p.check())
	problems.AddAt("question", q.check())
	problems.Add(checkRecords(records))
	if problems.Err() != nil {
		return Guide{}, problems
	}
	d := drawer{policy: p, question: q, places: max(q.Currency.MinorUnits(), exact.Dec(q.List).Places())}
	d.take(records)
	out := Guide{Floor: d.floor()}
	out.Own = d.group(OwnRecords, 1, func(r *Record) bool { return r.Customer == q.Customer })
	like := func(r *Record) bool { return r.Customer != q.Customer && r.Segment == q.Segment }
	band := bandOf(p.Quantities, q.Quantity)
	out.Like = d.group(SameBand, p.MinCustomers, func(r *Record) bool { return like(r) && bandOf(p.Quantities, r.Quantity) == band })
	if out.Like.Confidence == TooFew {
		out.Like = d.group(AnyQuantity, p.MinCustomers, like)
	}
	if last, ok := LastPrice(records, q.Customer, q.SKU, q.Date); ok {
		out.Last = &last
	}
	out.WinRates = d.winRates()
	return out, d.problems.Err()
}

// drawer draws a guide from the records that count.
type drawer struct {
	policy   Policy
	question Question
	places   int
	records  []Record // of the article, in the months before the day
	low      *fixed.Dec
	problems salesdesk.Problems
}

func (d *drawer) take(records []Record) {
	from := d.question.Date.AddMonths(-d.policy.Months)
	for _, r := range records {
		if r.SKU == d.question.SKU && !r.Date.Before(from) && !r.Date.After(d.question.Date) {
			d.records = append(d.records, r)
		}
	}
	slices.SortStableFunc(d.records, func(a, b Record) int { return a.Date.Compare(b.Date) })
}

// floor is cost ÷ (1 − margin), rounded up.
func (d *drawer) floor() *salesdesk.Amount {
	if d.question.Cost == nil {
		return nil
	}
	low := exact.Dec(*d.question.Cost).DivRound(one().Sub(exact.Dec(d.policy.MinMargin)), d.places, fixed.Ceiling)
	d.low = &low
	floor := d.amount(low)
	return &floor
}

// group are the won records that fit, and their levels where they are enough.
func (d *drawer) group(basis Basis, customers int, fits func(*Record) bool) Group {
	g := Group{Basis: basis}
	seen := map[string]bool{}
	var points []point
	for i := range d.records {
		r := &d.records[i]
		if r.Outcome != Won || !fits(r) {
			continue
		}
		at := point{value: ratioOf(r), weight: exact.Dec(r.Quantity).Mul(exact.Dec(r.List))}
		points = append(points, at)
		seen[r.Customer] = true
		g.Evidence = append(g.Evidence, Evidence{Record: r.ID, Ratio: d.amount(at.value), Weight: d.amount(at.weight.Round(2, fixed.HalfAwayFromZero))})
	}
	g.Records, g.Customers = len(points), len(seen)
	g.Confidence = d.policy.confidence(g.Records)
	if g.Customers < customers {
		g.Confidence = TooFew
	}
	if g.Confidence == TooFew {
		g.Evidence = nil
		return g
	}
	g.Target = d.level(points, fixed.FromInt(5, -1))
	g.Stretch = d.level(points, exact.Dec(*d.policy.StretchAt))
	return g
}

func (p Policy) confidence(records int) Confidence {
	switch {
	case records < p.MinRecords:
		return TooFew
	case records < 2*p.MinRecords:
		return Low
	case records < 4*p.MinRecords:
		return Medium
	default:
		return High
	}
}

func (d *drawer) level(points []point, at fixed.Dec) *Level {
	ratio := d.policy.Quantile.of(points, at)
	price := ratio.Mul(exact.Dec(d.question.List)).Round(d.places, fixed.HalfAwayFromZero)
	level := Level{Ratio: d.amount(ratio)}
	if d.low != nil && price.Cmp(*d.low) < 0 {
		price, level.Raised = *d.low, true
	}
	level.Price = d.amount(price)
	return &level
}

// ratioOf is net ÷ list.
func ratioOf(r *Record) fixed.Dec {
	return exact.Dec(r.Net).DivRound(exact.Dec(r.List), ratioPlaces, fixed.HalfAwayFromZero)
}

func (d *drawer) amount(x fixed.Dec) salesdesk.Amount {
	a, err := exact.Amount(x)
	d.problems.Add(err)
	return a
}
