package law

import (
	"errors"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// ratePlaces are those of a ratio that may be announced: hundredths of a percent.
const ratePlaces = 4

// Reduction is a price reduction as it will be announced, VAT included.
type Reduction struct {
	Buyer     salesdesk.PartyKind `json:"buyer"`
	Service   bool                `json:"service,omitempty"` // or digital content: outside the rule
	Channel   string              `json:"channel"`           // shop, web shop: each has its own reference
	From      calendar.Date       `json:"from"`              // its first day
	Currency  salesdesk.Currency  `json:"currency"`
	Price     salesdesk.Amount    `json:"price"`
	Reference *salesdesk.Amount   `json:"reference,omitempty"` // the former price it shows; nil shows none
	Rate      *salesdesk.Amount   `json:"rate,omitempty"`      // the percentage it shows as a ratio; nil shows none
}

// CheckReduction holds an announced reduction against the reference price: that it is
// shown, that it is the right one, and that the percentage is of it. A percentage lower
// than the true one misleads nobody and is left alone. Only goods for consumers are
// bound; what is given at the till unannounced is no Reduction.
//
// The error is every problem of the input; goods that are too new are a finding.
func (r Rules) CheckReduction(reduction Reduction, history []Offered) ([]Finding, error) {
	if err := reduction.check(); err != nil {
		return nil, err
	}
	rule, ok := ruleOn(r.Reductions, reduction.From)
	if !ok || reduction.Buyer != salesdesk.Consumer || reduction.Service {
		return nil, nil
	}
	reference, err := r.ReferencePrice(history, reduction.Channel, reduction.Price, reduction.From)
	if missing, ok := errors.AsType[NoReferenceError](err); ok {
		return []Finding{{Code: TooNew, Severity: Error, Source: rule.Source, Days: missing.Days}}, nil
	}
	if err != nil {
		return nil, err
	}
	return reduction.against(reference), nil
}

func (r Reduction) check() error {
	var problems salesdesk.Problems
	problems.AddAt("price", positive(r.Price))
	problems.AddAt("currency", r.Currency.Check())
	problems.Add(needed("from", r.From))
	if r.Reference != nil {
		problems.AddAt("reference", positive(*r.Reference))
	}
	if r.Rate != nil {
		problems.AddAt("rate", positive(*r.Rate))
	}
	return problems.Err()
}

// against are the findings of a reduction whose reference is known.
func (r Reduction) against(reference Reference) []Finding {
	base := Finding{Severity: Error, Source: reference.Source, Lawful: r.money(reference.Price)}
	with := func(code Code, s Severity, stated salesdesk.Amount) Finding {
		f := base
		f.Code, f.Severity, f.Stated = code, s, r.money(stated)
		return f
	}
	if !r.Price.LessThan(reference.Price.Decimal) {
		return []Finding{with(NoReduction, Error, r.Price)}
	}
	var all []Finding
	switch {
	case r.Reference == nil:
		all = append(all, with(ReferenceMissing, Error, r.Price))
	case r.Reference.GreaterThan(reference.Price.Decimal):
		all = append(all, with(ReferenceTooHigh, Error, *r.Reference))
	case r.Reference.LessThan(reference.Price.Decimal):
		all = append(all, with(ReferenceOther, Warning, *r.Reference))
	}
	if r.Rate != nil && r.overstates(reference.Price) {
		f := base
		f.Code, f.Rate, f.MaxRate = RateTooHigh, *r.Rate, r.largest(reference.Price)
		all = append(all, f)
	}
	return all
}

// overstates compares without dividing: rate × reference against what is taken off.
func (r Reduction) overstates(reference salesdesk.Amount) bool {
	return r.Rate.Mul(reference.Decimal).GreaterThan(reference.Sub(r.Price.Decimal))
}

// largest is the ratio that may be announced, rounded down.
func (r Reduction) largest(reference salesdesk.Amount) salesdesk.Amount {
	full := exact.Dec(reference)
	off := full.Sub(exact.Dec(r.Price))
	rate, err := exact.Amount(off.DivRound(full, ratePlaces, fixed.Down))
	if err != nil {
		return salesdesk.Amount{}
	}
	return rate
}

func (r Reduction) money(a salesdesk.Amount) salesdesk.Money {
	return salesdesk.Money{Amount: a, Currency: r.Currency}
}
