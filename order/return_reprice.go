package order

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Repricing is how the refund of a line was worked out anew: of what was paid for all that
// the customer had, what he keeps is worth its own price, and the rest goes back.
type Repricing struct {
	Line  string           `json:"line"`
	Kept  salesdesk.Amount `json:"kept"`  // the quantity that stays
	Paid  salesdesk.Money  `json:"paid"`  // without VAT, for what stays and what comes back
	Worth salesdesk.Money  `json:"worth"` // without VAT, of what stays, at the price of its own quantity
}

// MessageID names the text that explains the refund.
func (Repricing) MessageID() string { return "order.repriced" }

// ProposeRepricedRefund refunds all that was accepted, but what stays with the customer at
// the price of its own quantity: who bought ten at 9.00 and sends one back pays 10.00 for
// each of the nine, and gets nothing. It is done on request only, with a reason, never by
// itself; never gives back more than was paid for what comes back, and never asks for more.
// On a withdrawal or the guarantee law gives back all that was paid (directive 2011/83
// art. 13, from general knowledge, verify before relying on it): a [RepriceError].
//
// Kept is what stays, priced by itself: a line of the order's id for each line of which
// anything stays, in that quantity; else it is a [salesdesk.FieldError] below "kept".
func (o Order) ProposeRepricedRefund(r *Rules, cmd *workflow.Command, id string, kept pricing.Priced) (Order, error) {
	return o.propose(r, cmd, id, func(ret *Return) ([]LineRemedy, error) {
		remedies, err := o.proposed(ret, Refund, &ReturnPolicy{})
		if err != nil {
			return nil, err
		}
		var problems salesdesk.Problems
		if kept.Currency != o.Agreed.Currency {
			problems.AddAt("kept.currency", salesdesk.CurrencyError{Want: o.Agreed.Currency, Got: kept.Currency})
		}
		problems.Add(o.reprice(remedies, &kept))
		return remedies, problems.Err()
	})
}

// reprice works out the refunds of lines anew, each of which has one.
func (o *Order) reprice(remedies []LineRemedy, kept *pricing.Priced) error {
	had := make([]LineRemedy, len(remedies))
	at := make(map[string]int, len(remedies))
	find := o.finder(len(remedies))
	for i := range remedies {
		r := &remedies[i]
		had[i], at[r.Line] = LineRemedy{Line: r.Line, Revision: r.Revision}, i
		if k := find(r.Line); k >= 0 {
			had[i].Span = Span{From: r.Span.From, To: o.Lines[k].Delivered}
		}
	}
	worths, err := o.spanWorths(had)
	if err != nil {
		return err
	}
	var problems salesdesk.Problems
	staying := keptLines(kept)
	for _, w := range worths {
		i := at[w.line]
		problems.Add(o.repriceLine(&remedies[i], w.worth, sub(had[i].Span.To, remedies[i].Span.To), staying))
	}
	return problems.Err()
}

// repriceLine works out the refund of a line anew, of which so much was paid for what came
// back and what stays.
func (o *Order) repriceLine(r *LineRemedy, paid fixed.Dec, stays salesdesk.Amount, kept map[string]keptLine) error {
	worth, err := kept[r.Line].worth(r.Line, stays)
	if err != nil {
		return err
	}
	amount, err := exact.Amount(paid.Sub(worth))
	switch {
	case err != nil:
		return err
	case amount.IsNegative():
		amount = salesdesk.Amount{}
	case less(r.Worth, amount):
		amount = r.Worth
	}
	r.Amount, r.Repriced = amount, &Repricing{Line: r.Line, Kept: stays}
	r.Repriced.Paid, err = o.moneyOf(paid)
	if err == nil {
		r.Repriced.Worth, err = o.moneyOf(worth)
	}
	return err
}

func (o *Order) moneyOf(d fixed.Dec) (salesdesk.Money, error) {
	a, err := exact.Amount(d)
	return o.money(a), err
}

// keptLine is a line of what stays, priced by itself; the zero value is none.
type keptLine struct {
	*pricing.PricedLine
	at int
}

func keptLines(kept *pricing.Priced) map[string]keptLine {
	lines := make(map[string]keptLine, len(kept.Lines))
	for i := range kept.Lines {
		if _, twice := lines[kept.Lines[i].ID]; !twice {
			lines[kept.Lines[i].ID] = keptLine{&kept.Lines[i], i}
		}
	}
	return lines
}

// worth is what a quantity of a line that stays is worth where it was priced by itself.
func (k keptLine) worth(line string, quantity salesdesk.Amount) (fixed.Dec, error) {
	switch {
	case k.PricedLine == nil && quantity.IsPositive():
		return fixed.Dec{}, salesdesk.FieldError{Path: "kept.lines", Rule: salesdesk.RuleRequired, Param: line}
	case k.PricedLine == nil:
		return fixed.Dec{}, nil
	case !k.Quantity.Equal(quantity):
		return fixed.Dec{}, salesdesk.FieldError{Path: salesdesk.Index("kept.lines", k.at) + ".quantity", Rule: salesdesk.RuleOneOf, Param: quantity.String()}
	default:
		return exact.Dec(k.Net).Add(exact.Dec(k.Share)), nil
	}
}

// RepriceError is a refund worked out anew where law gives back all that was paid.
type RepriceError struct{ Ground Ground }

func (e RepriceError) Error() string {
	return fmt.Sprintf("no price anew for a return on ground of %s", e.Ground)
}

// MessageID names the text.
func (RepriceError) MessageID() string { return "order.reprice" }
