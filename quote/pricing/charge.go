package pricing

import (
	"cmp"
	"math"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// automatic is what adjusts a document by rule, compiled.
type automatic struct {
	promotions []promotion
	ofGroup    []int32 // article -> its group, or -1
	floors     *floors
	freight    []freight
	small      *SmallOrder
	packaging  bool // an article comes in some
}

// automatically compiles what adjusts by rule; without it [Pricer.automatic] stays nil, and
// costs nothing.
func (c *compiler) automatically(rules *Rules) {
	a := automatic{ofGroup: c.ofGroup}
	c.promotions(&a, rules.Promotions)
	c.floors(&a, rules.Floors)
	c.freight(&a, rules.Freight)
	c.smallOrder(&a, rules.SmallOrder)
	a.packaging = c.packaging()
	if len(a.promotions) == 0 && a.floors == nil && !a.charges() {
		return
	}
	if c.automatic = &a; rules.Book.Currency == "" {
		c.problems.AddAt("book.currency", rules.Book.Currency.Check())
	}
}

func (a *automatic) charges() bool { return len(a.freight) > 0 || a.small != nil || a.packaging }

// chargeByRule adds what rules charge the document as it stands after its own
// adjustments: a small order, freight, returnable packaging.
func (r *run) chargeByRule() {
	if r.automatic == nil || !r.automatic.charges() {
		return
	}
	if err := r.ruled(); err != nil {
		r.problems.Add(err)
		return
	}
	if r.document.order == nil {
		r.arrange()
	}
	r.measured = r.goods()
	r.chargeSmallOrder(r.measured)
	r.chargeFreight(r.measured)
	r.chargePackaging()
}

// ruled is what stands in the way of amounts of the rules in the document: another
// currency, without a rate.
func (r *run) ruled() error {
	if !r.who.foreign {
		return nil
	}
	return salesdesk.At("currency", salesdesk.CurrencyError{Want: r.currency, Got: r.req.Currency})
}

// local is an amount of the rules in the document's currency, with VAT where its prices have
// it, of the places it shows.
func (r *run) local(d fixed.Dec) fixed.Dec { return r.times(d, r.ruleRate()) }

func (r *run) times(d fixed.Dec, by fraction) fixed.Dec {
	if by.isOne() {
		return d
	}
	return d.MulDivRound(by.num, by.den, r.places, fixed.HalfAwayFromZero)
}

// threshold is an amount of the rules that something of the document has to reach: in its
// currency and rounded up, so that what is shown reaches it where the exact one does.
func (r *run) threshold(d fixed.Dec) fixed.Dec {
	by := r.ruleRate()
	if by.isOne() {
		return d
	}
	return d.MulDivRound(by.num, by.den, r.places, fixed.Ceiling)
}

// localShown is local, with its digits kept where nothing is converted.
func (r *run) localShown(a *salesdesk.Amount) *salesdesk.Amount { return r.timesShown(a, r.ruleRate()) }

func (r *run) timesShown(a *salesdesk.Amount, by fraction) *salesdesk.Amount {
	if by.isOne() {
		return a
	}
	d, _ := number(*a) // compiled
	shown := r.amount(r.times(d, by))
	return &shown
}

// goods is the sum of the lines after the allowances of the document: BT-106 − BT-107.
func (r *run) goods() fixed.Dec {
	var sum fixed.Dec
	for i := range r.groups {
		sum = sum.Add(r.groups[i].lines).Sub(r.groups[i].allowances)
	}
	return sum
}

// adjustBy adds an adjustment to the document as if it had been asked for. One of the
// request with the same id takes its place: then it reports false.
func (r *run) adjustBy(a Adjustment) bool {
	if slices.ContainsFunc(r.req.Adjustments, func(own Adjustment) bool { return own.ID == a.ID }) {
		return false
	}
	c, err := a.check(r.places, true)
	if err == nil {
		req := *r.req
		req.Adjustments = append(slices.Clip(req.Adjustments), a)
		r.req = &req
		err = r.split(&req.Adjustments[len(req.Adjustments)-1], c)
	}
	r.problems.Add(err)
	return true
}

// checkWindow is what is wrong with the days something holds: from the first, to the one
// it no longer does.
func checkWindow(from, to calendar.Date) error {
	return window(&entry{to: math.MaxInt32}, &Entry{From: from, To: to})
}

// holds reports whether day is within a window.
func holds(from, to, day calendar.Date) bool {
	return !from.After(day) && (to.IsZero() || to.After(day))
}

// meets reports whether two windows have a day in common.
func meets(from, to, otherFrom, otherTo calendar.Date) bool {
	return (to.IsZero() || to.After(otherFrom)) && (otherTo.IsZero() || otherTo.After(from))
}

// priced is an amount of rules that a document can show, and what is wrong with it.
func (c *compiler) priced(a salesdesk.Amount) (fixed.Dec, error) {
	d, err := shown(a, c.currency.MinorUnits())
	if err == nil && d.Sign() < 0 {
		err = salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return d, err
}

// SmallOrder is what an order below an amount meets: a fee, or a refusal. Its amounts are in
// the currency of the book, converted at the rate of the request ([Exchange]).
type SmallOrder struct {
	ID    string           `json:"id,omitempty"` // of the charge; empty is "small_order"
	Below salesdesk.Amount `json:"below"`        // of the lines after the document's allowances, VAT excluded
	// Charge is the fee, VAT excluded, of no finer places than the currency; nil
	// refuses the order with a [SmallOrderError].
	Charge *salesdesk.Amount `json:"charge,omitempty"`
	Text   string            `json:"text,omitempty"`
}

const smallOrderID = "small_order"

func (c *compiler) smallOrder(a *automatic, s *SmallOrder) {
	if s == nil {
		return
	}
	_, err := atLeast(s.Below, true)
	c.problems.AddAt("small_order.below", err)
	kept := *s
	if kept.ID = cmp.Or(s.ID, smallOrderID); s.Charge != nil {
		_, err := c.priced(*s.Charge)
		c.problems.AddAt("small_order.charge", err)
		charge := *s.Charge
		kept.Charge = &charge
	}
	a.small = &kept
}

// chargeSmallOrder charges or refuses what comes to less than the least; a return is
// no small order.
func (r *run) chargeSmallOrder(net fixed.Dec) {
	s := r.automatic.small
	if s == nil || net.Sign() < 0 {
		return
	}
	below, _ := number(s.Below) // compiled
	below = r.threshold(below)
	switch missing := below.Sub(net); {
	case missing.Sign() <= 0:
	case s.Charge == nil:
		r.problems.Add(SmallOrderError{Least: r.money(below), Missing: r.money(missing)})
	case !s.Charge.IsZero():
		r.adjustBy(Adjustment{ID: s.ID, Charge: true, Amount: r.localShown(s.Charge), Text: s.Text})
	}
}
