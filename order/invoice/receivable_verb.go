package invoice

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/workflow"
)

// NewReceivable begins one, before there is anything to bill. Expect must be 0.
func NewReceivable(rules *Rules, cmd *workflow.Command, id, customer string, currency salesdesk.Currency) (Receivable, error) {
	var problems salesdesk.Problems
	for _, field := range []struct{ path, text string }{{"id", id}, {"customer", customer}} {
		if field.text == "" {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	problems.AddAt("currency", currency.Check())
	problems.Add(rules.Machine().Ready(cmd, 0, time.Time{}))
	if err := problems.Err(); err != nil {
		return Receivable{}, err
	}
	initial := Moved{To: rules.machine.Definition().Initial}
	return Receivable{ID: id}.with(cmd, Begun{Moved: initial, Customer: customer, Currency: currency}), nil
}

// MakeReady says what may be billed: what was ordered or delivered, as was agreed.
func (r Receivable) MakeReady(rules *Rules, cmd *workflow.Command, billable []Quantity) (Receivable, error) {
	return r.do(rules, MakeReady, cmd, func(m Moved) Fact { return Readied{m, slices.Clone(billable)} })
}

// Request asks for the invoice, with what is expected to be payable. After a failure the
// same key asks for the same invoice.
func (r Receivable) Request(rules *Rules, cmd *workflow.Command, key Key, expected salesdesk.Amount) (Receivable, error) {
	return r.do(rules, Request, cmd, func(m Moved) Fact { return Asked{m, key, expected} })
}

// Fail keeps why the request came to nothing: the command's reason.
func (r Receivable) Fail(rules *Rules, cmd *workflow.Command) (Receivable, error) {
	return r.do(rules, Fail, cmd, func(m Moved) Fact { return Failed{m, cmd.Reason} })
}

// Issue takes the invoice, which must come to what was asked for, to the cent.
func (r Receivable) Issue(rules *Rules, cmd *workflow.Command, d Document) (Receivable, error) {
	total := salesdesk.Money{Amount: d.Figures.Totals.Payable, Currency: d.Figures.Currency}
	return r.do(rules, Issue, cmd, func(m Moved) Fact { return IssuedAs{m, d.Number, d.IssueDate, total, d.Payables()} })
}

// Pay takes a payment: a part, all that is open, or more, which is a balance of the
// customer. The cash discount that a payment in time takes is a credit of its own.
func (r Receivable) Pay(rules *Rules, cmd *workflow.Command, p Payment) (Receivable, error) {
	on := PayPart
	switch left := r.due().Sub(exact.Dec(p.Amount)); {
	case r.Status == Paid || r.Status == Credited:
		on = PayMore
	case left.Sign() <= 0:
		on = PayFull
	}
	p.Reversed = false
	return r.do(rules, on, cmd, func(m Moved) Fact { return PaymentReceived{m, p} })
}

// Credit takes a credit note: of a part, of the rest, of the whole, or of what was paid
// already, which becomes a balance of the customer. Where he still owes after it, since a
// balance was settled and a payment reversed then, it is one of a part.
func (r Receivable) Credit(rules *Rules, cmd *workflow.Command, c CreditedSum) (Receivable, error) {
	amount := exact.Dec(c.Amount)
	on := CreditRest
	switch {
	case r.due().Cmp(amount) > 0:
		on = CreditPart
	case r.credited().Add(amount).Cmp(exact.Dec(r.Total)) >= 0:
		on = CreditFull
	case r.Status == Paid:
		on = CreditPaid
	}
	return r.do(rules, on, cmd, func(m Moved) Fact { return CreditedBy{m, c} })
}

// WriteOff gives up what is open, with a reason; above the limit by the sales manager.
func (r Receivable) WriteOff(rules *Rules, cmd *workflow.Command) (Receivable, error) {
	lost := r.Open().Amount
	return r.do(rules, WriteOff, cmd, func(m Moved) Fact { return Forgiven{m, lost} })
}

// Reverse takes a payment back that the bank reversed.
func (r Receivable) Reverse(rules *Rules, cmd *workflow.Command, payment string) (Receivable, error) {
	return r.do(rules, Reverse, cmd, func(m Moved) Fact { return PaymentReversed{m, payment} })
}

// Revive opens what was written off, because money comes after all.
func (r Receivable) Revive(rules *Rules, cmd *workflow.Command) (Receivable, error) {
	return r.do(rules, Revive, cmd, func(m Moved) Fact { return m })
}

// SettleBalance refunds a balance of the customer, or sets it off against another
// invoice, whose number is then the payment's id.
func (r Receivable) SettleBalance(rules *Rules, cmd *workflow.Command, p Payment) (Receivable, error) {
	return r.do(rules, SettleBalance, cmd, func(m Moved) Fact { return BalanceSettled{m, p} })
}

// Do fires an event that the company added to the table.
func (r Receivable) Do(rules *Rules, on Event, cmd *workflow.Command) (Receivable, error) {
	if err := Definition().CheckAdded(on); err != nil {
		return r, err
	}
	return r.do(rules, on, cmd, func(m Moved) Fact { return m })
}

// do asks the table and records the fact. The guards see the fact without its outcome.
func (r Receivable) do(rules *Rules, on Event, cmd *workflow.Command, fact func(Moved) Fact) (Receivable, error) {
	if err := rules.Machine().Ready(cmd, r.Version, r.Changed); err != nil {
		return r, err
	}
	step, err := rules.machine.Decide(r.Status, on, cmd, Case{Receivable: &r, Fact: fact(Moved{On: on}), Policy: &rules.policy})
	if err != nil {
		return r, err
	}
	return r.with(cmd, fact(Moved{To: step.To, On: on})), nil
}
