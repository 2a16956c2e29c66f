package agreement

import (
	"errors"
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Cause is one reason why a new book cannot price a quote. It is a message: i18n makes a
// sentence of it in every language.
type Cause struct {
	Line string `json:"line,omitempty"` // its id; empty where it is about the whole
	SKU  string `json:"sku,omitempty"`
	Why  Why    `json:"why"`
}

// MessageID names the cause's text.
func (c Cause) MessageID() string { return "agreement.cause." + string(c.Why) }

// Why is what a new book lacks for a quote.
type Why string

// What a new book may lack.
const (
	NotSold    Why = "not_sold"    // the article is not in it
	NoPrice    Why = "no_price"    // no price of the article holds for the buyer on the day
	NotInUnit  Why = "not_in_unit" // the article is not sold in the unit that was asked
	RuleBroken Why = "rule_broken" // anything else, as a floor, freight or VAT: the errors of pricing.Pricer.Price say it
)

// causesOf are the problems of a request that the new book cannot price, each once.
func causesOf(r *pricing.Request, err error) []Cause {
	var problems salesdesk.Problems
	problems.Add(err)
	causes := make([]Cause, 0, len(problems))
	known := map[Cause]bool{}
	for _, problem := range problems {
		cause := causeOf(r, problem)
		if !known[cause] {
			causes, known[cause] = append(causes, cause), true
		}
	}
	return causes
}

func causeOf(r *pricing.Request, err error) Cause {
	cause := Cause{Why: RuleBroken}
	var i int
	if _, elsewhere := fmt.Sscanf(strict.PathOf(err), "lines[%d]", &i); elsewhere == nil && i < len(r.Lines) {
		cause.Line, cause.SKU = r.Lines[i].ID, r.Lines[i].SKU
	}
	if _, unpriced := errors.AsType[pricing.NoPriceError](err); unpriced {
		cause.Why = NoPrice
		return cause
	}
	switch field, _ := errors.AsType[salesdesk.FieldError](err); field.Path {
	case salesdesk.Index("lines", i) + ".sku":
		cause.Why = NotSold
	case salesdesk.Index("lines", i) + ".unit":
		cause.Why = NotInUnit
	}
	return cause
}
