package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// turns reports whether prices of the book may have VAT in them where those of the document
// have not, or the other way round.
func (r *run) turns() bool {
	if r.req.Inclusive != r.inclusive {
		return true
	}
	buyer := &r.req.Buyer.Tax
	return r.inclusive && (buyer.Business || buyer.Country != belgium || r.destination() != belgium)
}

// turnOf is what a price of the book is multiplied with for a line of the document:
// 1 + the rate of the line where only the document has VAT in its prices; else one divided
// by 1 + the rate that is in the book, that of a consumer in Belgium, where the document's
// prices are without VAT, or VAT falls away.
func (r *run) turnOf(in *Line, a *article) (fraction, error) {
	if !r.turned {
		return whole(one()), nil
	}
	if r.turnedAs != nil {
		return *r.turnedAs, nil
	}
	if r.taxed != nil {
		in = r.taxed
	}
	rate, known := r.rateOf(in, a)
	switch {
	case !r.inclusive:
		return whole(one().Add(rate)), nil
	case r.req.Inclusive && (!known || !rate.IsZero()):
		return whole(one()), nil
	}
	own, err := r.ownRate(in, a)
	return fraction{one(), one().Add(own)}, err
}

// turnsBy is the request whose rates of VAT are in the prices: what is agreed stays so when
// the rate changes.
func (r *run) turnsBy() *Request {
	if r.quoted != nil {
		return r.quoted
	}
	return r.req
}

// rateOf is the rate of VAT of a line, and whether it is known: where it is not, the line is
// refused for that.
func (r *run) rateOf(in *Line, a *article) (fixed.Dec, bool) {
	if in.VAT != nil {
		rate, err := ratio(in.VAT.Rate)
		return rate, err == nil
	}
	class, supply, err := r.kind(in, a)
	if err != nil {
		return fixed.Dec{}, false
	}
	d, err := r.sale(r.turnsBy(), r.classNames[class], supplies()[supply]).decide()
	rate, _ := number(d.group.Rate)
	return rate, err == nil
}

// ownRate is the rate that is in a price of an inclusive book: that of the class, as a
// consumer in Belgium pays it.
func (r *run) ownRate(in *Line, a *article) (fixed.Dec, error) {
	class, supply, err := r.kind(in, a)
	if err != nil {
		return fixed.Dec{}, err
	}
	s := r.sale(r.turnsBy(), r.classNames[class], supplies()[supply])
	s.buyer, s.to, s.site = TaxParty{Country: belgium}, belgium, true
	d, err := s.decide()
	rate, _ := number(d.group.Rate)
	return rate, err
}

// turn makes a price of the book one of the document. With VAT it is what a consumer is
// shown: rounded to the minor unit of the currency, for the base quantity it is of; one
// below 1.00 keeps the places it has. Without VAT it is exact: what no decimal holds
// stands in the base quantity, until it is settled.
func (r *run) turn(t *terms, by fraction, base fixed.Dec) {
	if by.isOne() {
		return
	}
	if !r.req.Inclusive {
		t.price = t.price.Mul(by.num)
		t.divide(by.den)
		t.price, t.base = tidy(t.price, r.places), tidy(t.base, 0)
		return
	}
	places := r.places
	if t.price.Cmp(one()) < 0 {
		places = min(max(places, tidy(t.price, places).Places()), salesdesk.MaxAmountExponent)
	}
	t.price = t.price.Mul(by.num).MulDivRound(base, by.den.Mul(t.base), places, fixed.HalfAwayFromZero)
	t.base = base
}

// charged is what an amount for one of an article's own unit is multiplied with, to be for
// one of the unit a line asks in the document: with its VAT, in its currency.
func (r *run) charged(in *Line, a *article) fraction {
	each := r.perUnit(in, a)
	if turn, err := r.turnOf(in, a); err == nil && !turn.isOne() { // else the price is refused for it
		each = each.mul(turn)
	}
	return each
}

// turnOfLine is that of line i.
func (r *run) turnOfLine(i int) fraction {
	in := &r.req.Lines[i]
	var a *article
	if k := r.articleOf(in); k >= 0 {
		a = &r.articles[k]
	}
	turn, err := r.turnOf(in, a)
	if err != nil {
		return whole(one()) // it is refused for it
	}
	return turn
}

// turnOfAll is what an amount of the book for lines together is multiplied with: what they
// come to in the document, for what they would come to in the book.
func (r *run) turnOfAll(lines []int) fraction {
	if !r.turned || len(r.req.Lines) == 0 {
		return whole(one())
	}
	turns, nets := make([]fraction, len(lines)), make([]fixed.Dec, len(lines))
	for k, i := range lines {
		turns[k], nets[k] = r.turnOfLine(i), r.lines[i].net.Abs()
	}
	return mixed(turns, nets)
}

// mixed is one turn for amounts with turns of their own; where those come to nothing, that
// of the highest rate.
func mixed(turns []fraction, amounts []fixed.Dec) fraction {
	if len(turns) == 0 {
		return whole(one())
	}
	high, same, sum, book := turns[0], true, fixed.Sum(amounts), fraction{fixed.Dec{}, one()}
	for k, t := range turns {
		same = same && t == turns[0]
		book = book.add(fraction{amounts[k].Mul(t.den), t.num})
		if t.fromOne().Cmp(high.fromOne()) > 0 {
			high = t
		}
	}
	if same || sum.IsZero() {
		return high
	}
	return fraction{sum.Mul(book.den), book.num}
}

// fromOne is how far from 1 a turn is: its rate of VAT.
func (f fraction) fromOne() fixed.Dec { return f.num.Sub(f.den).Abs() }

// ruleRate is what an amount of the rules is multiplied with in the document as a whole.
func (r *run) ruleRate() fraction {
	if !r.turned {
		return r.rate
	}
	if r.atRules != nil {
		return *r.atRules
	}
	all := make([]int, len(r.lines))
	for i := range all {
		all[i] = i
	}
	rate := r.rate.mul(r.turnOfAll(all))
	r.atRules = &rate
	return rate
}
