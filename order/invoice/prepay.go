package invoice

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// advancePrefix begins the id of every line that asks or deducts an advance.
const advancePrefix = "advance."

// IsAdvance reports whether a line of that id asks or deducts an advance: see [Prepay].
func IsAdvance(line string) bool { return strings.HasPrefix(line, advancePrefix) }

// Advance is a sum asked before anything is delivered.
type Advance struct {
	Amount salesdesk.Amount `json:"amount"` // VAT included
	Name   string           `json:"name"`   // of its lines, in the language of the invoice
}

// Prepay is the invoice for an advance on what was agreed (386), after the invoices
// before it: a line for each VAT group, for its part of the advance by what the group
// comes to with VAT, by largest remainder. What is payable is the advance to the cent;
// where no net leads to it, BT-114 carries the difference.
//
// VAT becomes chargeable with the advance (WBTW art. 17, from general knowledge, verify
// before relying on it) and must not be stated again. So the invoices after it deduct the advance
// as lines below zero, one for each VAT group, up to what the group comes to there: the
// first invoices bear as much as they can. An advance at other rates than those agreed is
// a [TwoRatesError]: bill what was agreed as priced for the new day. BT-113 would take the sum off what is payable
// and leave VAT stated twice; an allowance would be a lower price, which it is not.
func Prepay(agreed pricing.Priced, before []Document, a Advance, number string, h Header) (Document, error) {
	p := newPart(agreed, figuresOf(before), nil)
	if err := p.checkAdvance(a); err != nil {
		return Document{}, err
	}
	parts, err := fixed.Allocate(exact.Dec(a.Amount), inclusiveOf(agreed.VAT), p.places, nil)
	if err != nil {
		return Document{}, salesdesk.At("advance.amount", err)
	}
	out := pricing.Priced{Currency: agreed.Currency, Date: agreed.Date, Inclusive: agreed.Inclusive}
	var problems salesdesk.Problems
	for i, g := range agreed.VAT {
		if !parts[i].IsZero() {
			out.Lines = append(out.Lines, p.asked(a, nth(before), i, g, parts[i], &problems))
		}
	}
	out, err = pricing.Total(out)
	problems.Add(err)
	out, err = payable(out, exact.Dec(a.Amount))
	problems.Add(err)
	out.TaxPoint, out.Exchange, out.Mentions = agreed.TaxPoint, agreed.Exchange, agreed.Mentions
	return Document{Kind: Prepayment, Number: number, Header: h, Figures: out}, problems.Err()
}

// Received is the document with a sum that was paid before it and that no invoice was
// made for, such as a payment with the order: BT-113 takes it off what is payable.
func (d Document) Received(paid salesdesk.Amount) (Document, error) {
	p := newPart(d.Figures, nil, nil)
	sum := exact.Dec(paid)
	t := d.Figures.Totals
	total := exact.Dec(t.Payable).Add(exact.Dec(t.Prepaid))
	var problems salesdesk.Problems
	switch {
	case sum.Sign() < 0:
		problems.Add(salesdesk.FieldError{Path: "paid", Rule: salesdesk.RuleMin, Param: "0"})
	case sum.Cmp(total) > 0:
		problems.Add(salesdesk.FieldError{Path: "paid", Rule: salesdesk.RuleMax, Param: p.shown(total, &problems).String()})
	case sum.Cmp(sum.Round(p.places, fixed.HalfAwayFromZero)) != 0:
		problems.Add(salesdesk.FieldError{Path: "paid", Rule: salesdesk.RuleDecimal})
	}
	if err := problems.Err(); err != nil {
		return Document{}, err
	}
	t.Prepaid, t.Payable = p.shown(sum, &problems), p.shown(total.Sub(sum), &problems)
	d.Figures.Totals = t
	if c := d.Figures.CashDiscount; c != nil {
		saved := *c
		saved.Payable = p.shown(total.Sub(sum).Sub(exact.Dec(c.Amount)), &problems)
		d.Figures.CashDiscount = &saved
	}
	return d, problems.Err()
}

// nth counts the advances, this one included.
func nth(before []Document) int {
	n := 1
	for _, d := range before {
		if d.Kind == Prepayment {
			n++
		}
	}
	return n
}

// checkAdvance bounds an advance by what is not billed yet.
func (p part) checkAdvance(a Advance) error {
	var problems salesdesk.Problems
	amount := exact.Dec(a.Amount)
	left := exact.Dec(p.whole.Totals.Payable).Add(exact.Dec(p.whole.Totals.Prepaid))
	for _, before := range p.before {
		left = left.Sub(exact.Dec(before.Totals.Payable)).Sub(exact.Dec(before.Totals.Prepaid))
	}
	switch {
	case amount.Sign() <= 0:
		problems.Add(salesdesk.FieldError{Path: "advance.amount", Rule: salesdesk.RuleMin, Param: "0"})
	case amount.Cmp(amount.Round(p.places, fixed.HalfAwayFromZero)) != 0:
		problems.Add(salesdesk.FieldError{Path: "advance.amount", Rule: salesdesk.RuleDecimal, Param: strconv.Itoa(p.places)})
	case amount.Cmp(left) > 0:
		problems.Add(salesdesk.FieldError{Path: "advance.amount", Rule: salesdesk.RuleMax, Param: p.shown(left, &problems).String()})
	}
	if a.Name == "" {
		problems.Add(salesdesk.FieldError{Path: "advance.name", Rule: salesdesk.RuleRequired})
	}
	return problems.Err()
}

// inclusiveOf are what VAT groups come to with VAT; one below zero bears no advance.
func inclusiveOf(vat []pricing.VATSubtotal) []fixed.Dec {
	weights := make([]fixed.Dec, len(vat))
	for i, g := range vat {
		if sum := exact.Dec(g.Taxable).Add(exact.Dec(g.Tax)); sum.Sign() > 0 {
			weights[i] = sum
		}
	}
	return weights
}

// asked is the line of an advance for one VAT group.
func (p part) asked(a Advance, nth, group int, g pricing.VATSubtotal, inclusive fixed.Dec, problems *salesdesk.Problems) pricing.PricedLine {
	one := fixed.FromInt(1, 0)
	net := inclusive.MulDivRound(one, one.Add(exact.Dec(g.Rate)), p.places, fixed.HalfAwayFromZero)
	shown := p.shown(net, problems)
	line := pricing.PricedLine{
		ID: advancePrefix + strconv.Itoa(nth) + "." + strconv.Itoa(group+1), Name: a.Name, Unit: "C62",
		Quantity: problemsOf(one, problems), Price: shown, BaseQuantity: problemsOf(one, problems), Net: shown, VAT: g.VATGroup,
	}
	if p.whole.Inclusive {
		line.Gross = p.shown(inclusive, problems)
	}
	return line
}

// advance is a line of an advance, and what of it no invoice deducted yet.
type advance struct {
	pricing.PricedLine
	sum
}

// sum is an amount without VAT and, of an inclusive document, as it is shown.
type sum struct{ net, gross fixed.Dec }

func (s sum) add(o sum) sum { return sum{s.net.Add(o.net), s.gross.Add(o.gross)} }

func (s sum) sub(o sum) sum { return sum{s.net.Sub(o.net), s.gross.Sub(o.gross)} }

// upTo is no more than what is open: what is shown counts before what it is without VAT.
func (s sum) upTo(open sum) sum {
	switch {
	case s.gross.IsZero() && s.net.Cmp(open.net) > 0:
		return open
	case s.gross.Cmp(open.gross) > 0:
		return sum{least(s.net, open.net), open.gross}
	default:
		return s
	}
}

func least(a, b fixed.Dec) fixed.Dec {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func advancesOf(before []Document) []advance {
	var list []advance
	for _, d := range before {
		for _, l := range d.Figures.Lines {
			if d.Kind == Prepayment && IsAdvance(l.ID) {
				list = append(list, advance{PricedLine: l})
			}
		}
	}
	for _, d := range before {
		for i := range list {
			if l, ok := find(d.Figures, list[i].ID); ok {
				list[i].net = list[i].net.Add(exact.Dec(l.Net))
				list[i].gross = list[i].gross.Add(exact.Dec(l.Gross))
			}
		}
	}
	return list
}

// deduct takes the advances off, group by group, up to what each group comes to. The last
// part takes all that is left: several advances are rounded by themselves, and may be a cent
// more than their group.
func (p part) deduct(out pricing.Priced) (pricing.Priced, error) {
	var problems salesdesk.Problems
	p.checkGroups(&problems)
	for _, g := range p.whole.VAT {
		open := p.open(&out, g.VATGroup)
		for _, a := range p.advances {
			if !a.VAT.Equal(g.VATGroup) {
				continue
			}
			off := a.sum
			if !p.last() {
				off = off.upTo(open)
			}
			if off.net.Sign() > 0 {
				open = open.sub(off)
				out.Lines = append(out.Lines, p.off(&a.PricedLine, off, &problems))
			}
		}
	}
	if err := problems.Err(); err != nil {
		return pricing.Priced{}, err
	}
	return pricing.Total(out)
}

// off is the line that deducts a sum of an advance.
func (p part) off(asked *pricing.PricedLine, off sum, problems *salesdesk.Problems) pricing.PricedLine {
	line := *asked
	line.Quantity, line.Price = problemsOf(fixed.FromInt(-1, 0), problems), p.shown(off.net, problems)
	line.Net, line.Gross = p.shown(off.net.Neg(), problems), salesdesk.Amount{}
	if !off.gross.IsZero() {
		line.Gross = p.shown(off.gross.Neg(), problems)
	}
	return line
}

// open is what figures come to in a group.
func (p part) open(out *pricing.Priced, g pricing.VATGroup) sum {
	s := sum{net: taxableOf(out.VAT, g)}
	for _, l := range out.Lines {
		if l.VAT.Equal(g) {
			s.gross = s.gross.Add(exact.Dec(l.Gross))
		}
	}
	for _, a := range out.Adjustments {
		amount := exact.Dec(a.Gross)
		if !a.Charge {
			amount = amount.Neg()
		}
		if a.VAT.Equal(g) {
			s.gross = s.gross.Add(amount)
		}
	}
	return s
}

// checkGroups refuses an advance of a group that was not agreed: nothing would deduct it.
func (p part) checkGroups(problems *salesdesk.Problems) {
	for _, a := range p.advances {
		if !slices.ContainsFunc(p.whole.VAT, func(g pricing.VATSubtotal) bool { return g.Equal(a.VAT) }) {
			problems.Add(TwoRatesError{Line: a.ID})
		}
	}
}

func taxableOf(vat []pricing.VATSubtotal, group pricing.VATGroup) fixed.Dec {
	for _, g := range vat {
		if g.Equal(group) {
			return exact.Dec(g.Taxable)
		}
	}
	return fixed.Dec{}
}

// deducted names the advances that figures deduct.
func deducted(figures pricing.Priced, before []Document) []Reference {
	var list []Reference
	for _, d := range before {
		if d.Kind != Prepayment {
			continue
		}
		for _, l := range d.Figures.Lines {
			if _, ok := find(figures, l.ID); ok {
				list = append(list, Reference{Number: d.Number, Date: d.IssueDate})
				break
			}
		}
	}
	return list
}

// settled leaves out the advances that were deducted again, and keeps what is left of
// the others as one line each.
func settled(lines []pricing.PricedLine, inclusive bool, problems *salesdesk.Problems) []pricing.PricedLine {
	var kept []pricing.PricedLine
	for _, l := range lines {
		switch left := shownOf(&l, inclusive); {
		case !IsAdvance(l.ID):
		case left.IsZero():
			continue
		case left.IsNegative():
			problems.Add(salesdesk.FieldError{Path: "invoiced", Rule: salesdesk.RuleReference, Param: l.ID})
			continue
		default:
			l.Quantity, l.Price = problemsOf(fixed.FromInt(1, 0), problems), l.Net
		}
		kept = append(kept, l)
	}
	return kept
}

// shownOf is what a line comes to as its document shows it. Where prices have VAT in them an
// advance is deducted by that: without VAT a cent may go to another line of its group.
func shownOf(l *pricing.PricedLine, inclusive bool) salesdesk.Amount {
	if inclusive {
		return l.Gross
	}
	return l.Net
}

// withAdvances adds the groups of advances to those of the lines that moved: an advance
// that is deducted follows the lines it was asked for.
func withAdvances(figures pricing.Priced, groups map[string]pricing.VATGroup) map[string]pricing.VATGroup {
	for _, a := range figures.Lines {
		if !IsAdvance(a.ID) {
			continue
		}
		groups[a.ID] = a.VAT
		for _, l := range figures.Lines {
			if !IsAdvance(l.ID) && l.VAT.Equal(a.VAT) {
				groups[a.ID] = groups[l.ID]
				break
			}
		}
	}
	return groups
}
