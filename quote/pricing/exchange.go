package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Exchange is the rate a document in another currency than the book's is priced at. It is
// kept with the document, so that the document can be told again. Prices are converted
// exactly, before any formula rounds them; only the amounts of the document are rounded. The
// price itself has as many places as its line needs. One that is exact in more digits or
// places than an amount has is rounded to those.
//
// The rate is a ratio, so that a rate quoted either way round is exact: EUR 1 at USD
// 1.0850 is {From: EUR, Rate: 1.0850} for a document in USD, and {From: USD, Rate: 1,
// Per: 1.0850} for one in EUR.
type Exchange struct {
	From   salesdesk.Currency `json:"from"`         // the currency of the book
	Rate   salesdesk.Amount   `json:"rate"`         // so much of the document's currency …
	Per    salesdesk.Amount   `json:"per,omitzero"` // … for so much of From; zero is 1
	Source string             `json:"source"`       // who published it: "ECB"
	Date   calendar.Date      `json:"date"`         // the day it is of: not after the document's, or its tax point
}

// checkExchange reads the rate of a request.
func (r *run) checkExchange(x *Exchange) error {
	var p salesdesk.Problems
	switch {
	case r.req.Currency == r.currency:
		p.Add(salesdesk.FieldError{Rule: salesdesk.RuleExcluded, Param: "currency"})
	case x.From != r.currency:
		p.Add(salesdesk.FieldError{Path: "from", Rule: salesdesk.RuleOneOf, Param: string(r.currency)})
	}
	r.rate.num, _ = number(x.Rate)
	r.rate.den, _ = baseOf(x.Per)
	p.Add(x.checkRate())
	if x.Date.After(r.req.Date) && x.Date.After(r.req.TaxPoint) {
		p.Add(salesdesk.FieldError{Path: "date", Rule: salesdesk.RuleMax, Param: r.req.Date.String()})
	}
	return p.Err()
}

// checkRate is what is wrong with the rate, where it is from and when.
func (x *Exchange) checkRate() error {
	var p salesdesk.Problems
	_, err := atLeast(x.Rate, true)
	p.AddAt("rate", err)
	_, err = baseOf(x.Per)
	p.AddAt("per", err)
	if x.Source == "" {
		p.Add(salesdesk.FieldError{Path: "source", Rule: salesdesk.RuleRequired})
	}
	p.AddAt("date", checkDay(x.Date, true, calendar.Date{}))
	return p.Err()
}

// check is what is wrong with the rate of a document in a currency.
func (x *Exchange) check(currency salesdesk.Currency) error {
	var p salesdesk.Problems
	p.AddAt("from", x.From.Check())
	if x.From == currency {
		p.Add(salesdesk.FieldError{Path: "from", Rule: salesdesk.RuleExcluded, Param: "currency"})
	}
	p.Add(x.checkRate())
	return p.Err()
}

// converted is what the prices of an entry are multiplied with.
func (r *run) converted(e *entry) fraction {
	if e.special != nil && e.special.currency != 0 {
		return whole(one()) // it is in the document's currency
	}
	return r.rate
}

// perUnit is what an amount for one of an article's own unit is multiplied with, to be
// for one of the unit a line asks, in the document's currency.
func (r *run) perUnit(in *Line, a *article) fraction { return a.in(in.Unit).mul(r.rate) }

// inCurrency is what stands in the way of amounts of the book in the document.
func (r *run) inCurrency() error {
	if !r.who.foreign {
		return nil
	}
	return salesdesk.At("sku", salesdesk.CurrencyError{Want: r.req.Currency, Got: r.currency})
}

// costOf is the cost of one of an article's unit in the document's currency.
func (r *run) costOf(a *article) fraction { return whole(a.cost).mul(r.rate) }
