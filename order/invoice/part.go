package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// part computes what some quantities of a whole are worth, after other parts of it.
type part struct {
	whole  pricing.Priced
	before []pricing.Priced
	now    []Quantity
	places int
	lines  map[string]*pricing.PricedLine // of the whole
	had    map[string]fixed.Dec           // the quantities of the parts before
	// advances are what was asked in advance, with what is left to deduct.
	advances []advance
}

func newPart(whole pricing.Priced, before []pricing.Priced, now []Quantity) part {
	return part{whole: whole, before: before, now: now, places: whole.Currency.MinorUnits(), lines: indexed(whole.Lines), had: quantitiesOf(before)}
}

// indexed are lines by id, the first of each.
func indexed(lines []pricing.PricedLine) map[string]*pricing.PricedLine {
	at := make(map[string]*pricing.PricedLine, len(lines))
	for i := range lines {
		if _, twice := at[lines[i].ID]; !twice {
			at[lines[i].ID] = &lines[i]
		}
	}
	return at
}

// quantitiesOf are the quantities of every line of figures, together.
func quantitiesOf(figures []pricing.Priced) map[string]fixed.Dec {
	sums := map[string]fixed.Dec{}
	for i := range figures {
		for k := range figures[i].Lines {
			l := &figures[i].Lines[k]
			sums[l.ID] = sums[l.ID].Add(exact.Dec(l.Quantity))
		}
	}
	return sums
}

// figures are those of the part. What was offered and not chosen, the advance that was
// asked, coupons and the terms of recurring lines stay with what was agreed.
func (p part) figures() (pricing.Priced, error) {
	if err := p.check(); err != nil {
		return pricing.Priced{}, err
	}
	portions := make([]pricing.Portion, len(p.now))
	for i, q := range p.now {
		portions[i] = pricing.Portion(q)
	}
	out, err := pricing.PartAfter(p.whole, p.before, portions)
	if err != nil {
		return pricing.Priced{}, err
	}
	out.Deposit, out.Options, out.Coupons, out.Recurring, out.OneOff = nil, nil, nil, nil, nil
	if len(p.advances) > 0 {
		if out, err = p.deduct(out); err != nil {
			return pricing.Priced{}, err
		}
	}
	return p.round(out)
}

// check names every line that is not there or has not so much left.
func (p part) check() error {
	var problems salesdesk.Problems
	for _, before := range p.before {
		if before.Currency != p.whole.Currency {
			problems.Add(salesdesk.CurrencyError{Want: p.whole.Currency, Got: before.Currency})
		}
	}
	if len(p.now) == 0 {
		problems.Add(salesdesk.FieldError{Path: "quantities", Rule: salesdesk.RuleRequired})
	}
	seen := map[string]bool{}
	for i, q := range p.now {
		path := salesdesk.Index("quantities", i)
		left := p.left(q.Line)
		switch {
		case p.lines[q.Line] == nil:
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleReference, Param: q.Line})
		case seen[q.Line]:
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: q.Line})
		case !q.Quantity.IsPositive():
			problems.Add(salesdesk.FieldError{Path: path + ".quantity", Rule: salesdesk.RuleMin, Param: "0"})
		case exact.Dec(q.Quantity).Cmp(left) > 0:
			problems.Add(QuantityError{Line: q.Line, Asked: q.Quantity, Left: problemsOf(left, &problems)})
		}
		seen[q.Line] = true
	}
	return problems.Err()
}

func find(p pricing.Priced, line string) (pricing.PricedLine, bool) {
	for _, l := range p.Lines {
		if l.ID == line {
			return l, true
		}
	}
	return pricing.PricedLine{}, false
}

// left is the quantity of a line that the parts before leave.
func (p part) left(line string) fixed.Dec {
	if l := p.lines[line]; l != nil {
		return exact.Dec(l.Quantity).Sub(p.had[line])
	}
	return fixed.Dec{}
}

func problemsOf(d fixed.Dec, problems *salesdesk.Problems) salesdesk.Amount {
	a, err := exact.Amount(d)
	problems.Add(err)
	return a
}

func (p part) shown(d fixed.Dec, problems *salesdesk.Problems) salesdesk.Amount {
	return problemsOf(d.Round(p.places, fixed.HalfAwayFromZero), problems)
}

// round makes the payables add up to the whole's with the part that takes the last
// quantity (BT-114), unless a part before has other rates. Only VAT rounded document by
// document leaves something to make up for: see [RoundingError].
func (p part) round(out pricing.Priced) (pricing.Priced, error) {
	if p.rerated() || !p.last() {
		return out, nil
	}
	left := exact.Dec(p.whole.Totals.Payable).Add(exact.Dec(p.whole.Totals.Prepaid))
	for _, before := range p.before {
		left = left.Sub(exact.Dec(before.Totals.Payable)).Sub(exact.Dec(before.Totals.Prepaid))
	}
	out, err := payable(out, left)
	if err != nil {
		return pricing.Priced{}, err
	}
	return out, within(out, append(slices.Clone(p.before), p.whole))
}

// payable are figures that ask so much, by BT-114.
func payable(out pricing.Priced, sum fixed.Dec) (pricing.Priced, error) {
	var problems salesdesk.Problems
	places := out.Currency.MinorUnits()
	shown := func(d fixed.Dec) salesdesk.Amount {
		return problemsOf(d.Round(places, fixed.HalfAwayFromZero), &problems)
	}
	rounding := sum.Sub(exact.Dec(out.Totals.TaxInclusive)).Add(exact.Dec(out.Totals.Prepaid))
	out.Totals.Rounding, out.Totals.Payable = salesdesk.Amount{}, shown(sum)
	if !rounding.IsZero() {
		out.Totals.Rounding = shown(rounding)
	}
	if c := out.CashDiscount; c != nil {
		discount := *c
		discount.Payable = shown(sum.Sub(exact.Dec(c.Amount)))
		out.CashDiscount = &discount
	}
	return out, problems.Err()
}

// rerated reports whether a part before has a line at another rate than was agreed.
func (p part) rerated() bool {
	for _, before := range p.before {
		for _, l := range before.Lines {
			if agreed := p.lines[l.ID]; agreed != nil && !agreed.VAT.Equal(l.VAT) {
				return true
			}
		}
	}
	return false
}

// last reports whether the part takes the last quantity.
func (p part) last() bool {
	asked := make(map[string]fixed.Dec, len(p.now))
	for _, q := range p.now {
		asked[q.Line] = asked[q.Line].Add(exact.Dec(q.Quantity))
	}
	return !slices.ContainsFunc(p.whole.Lines, func(l pricing.PricedLine) bool {
		return p.left(l.ID).Cmp(asked[l.ID]) != 0
	})
}

// within bounds what BT-114 makes up for: a cent of each VAT group for each of the
// documents that add up, and what those were rounded by themselves.
func within(out pricing.Priced, others []pricing.Priced) error {
	cent := fixed.FromInt(1, -out.Currency.MinorUnits())
	var most fixed.Dec
	for _, d := range append(others, out) {
		for range max(1, len(d.VAT)) {
			most = most.Add(cent)
		}
	}
	for _, d := range others {
		most = most.Add(exact.Dec(d.Totals.Rounding).Abs())
	}
	if exact.Dec(out.Totals.Rounding).Abs().Cmp(most) <= 0 {
		return nil
	}
	bound, err := exact.Amount(most)
	if err != nil {
		return err
	}
	return RoundingError{
		Rounding: salesdesk.Money{Amount: out.Totals.Rounding, Currency: out.Currency},
		Most:     salesdesk.Money{Amount: bound, Currency: out.Currency},
	}
}

// RoundingError is documents that do not add up to what was agreed but by more than their
// VAT can be off, such as one with other amounts than were agreed: BT-114 is no price.
// Internal: it is not for customers.
type RoundingError struct{ Rounding, Most salesdesk.Money }

func (e RoundingError) Error() string {
	return "rounding of " + e.Rounding.String() + ", at most " + e.Most.String()
}

// MessageID names the text.
func (RoundingError) MessageID() string { return "invoice.rounding" }

// QuantityError is more than what is left of a line.
type QuantityError struct {
	Line  string
	Asked salesdesk.Amount
	Left  salesdesk.Amount
}

func (e QuantityError) Error() string {
	return "line " + e.Line + ": " + e.Asked.String() + " asked, " + e.Left.String() + " left"
}

// MessageID names the text.
func (QuantityError) MessageID() string { return "invoice.quantity" }
