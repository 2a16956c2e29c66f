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
		for i := range remedies {
			problems.Add(o.reprice(&remedies[i], &kept))
		}
		return remedies, problems.Err()
	})
}

// reprice works out the refund of a line anew.
func (o *Order) reprice(r *LineRemedy, kept *pricing.Priced) error {
	at := o.line(r.Line)
	if at < 0 {
		return LineError{Line: r.Line}
	}
	had := o.Lines[at].Delivered
	stays := sub(had, r.Span.To)
	worth, err := keptWorth(kept, r.Line, stays)
	if err != nil {
		return err
	}
	part, err := o.worth([]LineRemedy{{Line: r.Line, Span: Span{From: r.Span.From, To: had}}}, func(*LineRemedy) bool { return true })
	if err != nil {
		return err
	}
	paid := exact.Dec(part.Totals.TaxExclusive)
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

// keptWorth is what a quantity of a line that stays is worth where it was priced by itself.
func keptWorth(kept *pricing.Priced, line string, quantity salesdesk.Amount) (fixed.Dec, error) {
	for i, l := range kept.Lines {
		if l.ID != line {
			continue
		}
		if !l.Quantity.Equal(quantity) {
			return fixed.Dec{}, salesdesk.FieldError{Path: salesdesk.Index("kept.lines", i) + ".quantity", Rule: salesdesk.RuleOneOf, Param: quantity.String()}
		}
		return exact.Dec(l.Net).Add(exact.Dec(l.Share)), nil
	}
	if quantity.IsPositive() {
		return fixed.Dec{}, salesdesk.FieldError{Path: "kept.lines", Rule: salesdesk.RuleRequired, Param: line}
	}
	return fixed.Dec{}, nil
}

// RepriceError is a refund worked out anew where law gives back all that was paid.
type RepriceError struct{ Ground Ground }

func (e RepriceError) Error() string {
	return fmt.Sprintf("no price anew for a return on ground of %s", e.Ground)
}

// MessageID names the text.
func (RepriceError) MessageID() string { return "order.reprice" }
