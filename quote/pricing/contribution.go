package pricing

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// MaxContributions bounds the contributions that a line brings.
const MaxContributions = 100

// Contribution is another tax than VAT, or a contribution, that the seller passes on:
// Recupel, Bebat, excise, a municipal tax. It is a charge on every unit or a ratio of the
// line, and no discount is taken of it. VAT is due on it, unless it is Outside.
type Contribution struct {
	ID     string           `json:"id"`
	Reason ReasonCode       `json:"reason"`
	Text   string           `json:"text,omitempty"`
	Amount salesdesk.Amount `json:"amount"`        // for one unit, VAT excluded, never rounded
	Rate   salesdesk.Amount `json:"rate,omitzero"` // in place of Amount: of what its adjustments leave of the line
	// Outside the taxable amount: paid in the name of the buyer, art. 28, 5° WBTW [R]. It
	// is a charge of the document in a VAT group of its own, [Disbursement], summed by ID.
	Outside bool `json:"outside,omitempty"`
}

// contribution is a [Contribution] in arithmetic.
type contribution struct {
	Contribution
	value  fixed.Dec // the amount or the rate
	byRate bool
}

// outside are contributions with the same id that are outside the taxable amount.
type outside struct {
	Contribution
	amount fixed.Dec
}

func disbursements() *VATGroup { return &VATGroup{Category: Exempt, Ground: Disbursement} }

// take reads a contribution, and says everything that is wrong with it.
func (c Contribution) take() (contribution, error) {
	var p salesdesk.Problems
	amount, err := atLeast(c.Amount, false)
	p.AddAt("amount", err)
	if c.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	rate, err := atLeast(c.Rate, false)
	p.AddAt("rate", err)
	p.AddAt("reason", c.Reason.check(true))
	c.Reason = cmp.Or(c.Reason, MutuallyDefined)
	if rate.IsZero() {
		return contribution{Contribution: c, value: amount}, p.Err()
	}
	if !amount.IsZero() {
		p.Add(salesdesk.FieldError{Path: "rate", Rule: salesdesk.RuleOneOf, Param: "amount, rate"})
	}
	return contribution{Contribution: c, value: rate, byRate: true}, p.Err()
}

// passesOn reports whether a line has charges that no discount is taken of.
func passesOn(in *Line, a *article) bool {
	return len(in.Contributions) > 0 || in.recurs != nil || a != nil && len(a.contributions)+len(a.surcharges) > 0
}

// passOn adds those charges to what the adjustments of line i left, surcharges first, and
// gives the balance after them; last comes what the line bears of another document.
func (r *run) passOn(i int, a *article, quantity, list, balance fixed.Dec) (fixed.Dec, error) {
	in, basis := &r.req.Lines[i], balance
	if in.recurs != nil && in.recurs.passed != nil {
		return r.passOnTerm(in.recurs.passed, balance), nil
	}
	part := whole(one())
	if in.recurs != nil {
		part = in.recurs.part
	}
	var p salesdesk.Problems
	add := func(amount fixed.Dec, err error) {
		p.Add(err)
		balance = balance.Add(amount)
	}
	held := r.held(in)
	if held != nil {
		for k := range held.Surcharges {
			add(r.heldSurcharge(&held.Surcharges[k], quantity))
		}
	}
	if a != nil && len(a.contributions)+len(a.surcharges) > 0 {
		p.Add(r.inCurrency())
		for k := range a.surcharges {
			if held != nil {
				break
			}
			add(r.surcharge(&a.surcharges[k], quantity, r.charged(in, a)))
		}
		for k := range a.contributions {
			each := r.charged(in, a)
			if a.contributions[k].Outside { // no VAT is in it
				each = r.perUnit(in, a)
			}
			add(r.contribute(&a.contributions[k], quantity, basis, each.mul(part)))
		}
	}
	for k := range in.Contributions {
		if c, err := in.Contributions[k].take(); err == nil { // else checkOwn said what is wrong with it
			add(r.contribute(&c, quantity, basis, part))
		}
	}
	if r.borne == nil {
		return balance, p.Err()
	}
	balance, err := r.settleBorne(i, list, balance, quantity.Sign() < 0)
	p.Add(err)
	return balance, p.Err()
}

// passOnTerm adds what the periods of a term contribute together.
func (r *run) passOnTerm(passed []Adjusted, balance fixed.Dec) fixed.Dec {
	for k := range passed {
		amount, _ := number(passed[k].Amount)
		balance = balance.Add(amount)
	}
	r.slab = append(r.slab, passed...)
	return balance
}

// contribute adds a contribution to the line, and gives what it adds to its net: its
// amount for one unit, times how many units are in the one asked, or its rate of basis.
func (r *run) contribute(c *contribution, quantity, basis fixed.Dec, times fraction) (fixed.Dec, error) {
	done := Adjusted{ID: c.ID, Charge: true, Reason: c.Reason, Text: c.Text}
	var amount fixed.Dec
	var err error
	if c.byRate {
		amount = basis.Mul(c.value).Round(r.places, fixed.HalfAwayFromZero)
		if done.Base, err = exact.Amount(basis); err != nil {
			return amount, err
		}
		done.Rate = c.Rate
	} else {
		amount = c.value.Mul(times.num).MulDivRound(quantity, times.den, r.places, fixed.HalfAwayFromZero)
	}
	if c.Outside {
		r.addOutside(c.Contribution, amount)
		return fixed.Dec{}, nil
	}
	done.Amount, err = exact.Amount(amount)
	r.slab = append(r.slab, done)
	return amount, err
}

func (r *run) addOutside(c Contribution, amount fixed.Dec) {
	at := slices.IndexFunc(r.outside, func(o outside) bool { return o.ID == c.ID })
	if at < 0 {
		at, r.outside = len(r.outside), append(r.outside, outside{Contribution: c})
	}
	r.outside[at].amount = r.outside[at].amount.Add(amount)
}

// nameOutside adds the VAT group of what is outside the taxable amount.
func (r *run) nameOutside() {
	if len(r.outside) > 0 {
		_, err := r.group(disbursements())
		r.problems.AddAt("lines", err)
	}
}

// chargeOutside charges what is outside the taxable amount, by id.
func (r *run) chargeOutside() {
	if len(r.outside) == 0 {
		return
	}
	if r.document.order == nil {
		r.arrange()
	}
	slices.SortFunc(r.outside, func(a, b outside) int { return cmp.Compare(a.ID, b.ID) })
	for _, o := range r.outside {
		if amount := r.amount(o.amount); !o.amount.IsZero() {
			r.adjustBy(Adjustment{ID: o.ID, Charge: true, Amount: &amount, Reason: o.Reason, Text: o.Text, VAT: disbursements()})
		}
	}
}
