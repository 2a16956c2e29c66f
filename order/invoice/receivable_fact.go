package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Change is something that happened to a receivable.
type Change = workflow.Event[Fact]

// Fact says what happened, with its outcome, so that [FoldReceivable] decides nothing.
type Fact interface {
	workflow.Fact
	outcome() Status
}

// Moved is a fact that only moves the receivable. The others have it as their outcome.
type Moved struct {
	To Status `json:"to"`
	On Event  `json:"on"`
}

func (m Moved) outcome() Status { return m.To }

// FactName marks the fact in JSON, as with every fact.
func (Moved) FactName() string { return "moved" }

// Begun begins a receivable.
type Begun struct {
	Moved
	Customer string             `json:"customer"`
	Currency salesdesk.Currency `json:"currency"`
}

// FactName marks the fact in JSON.
func (Begun) FactName() string { return "begun" }

// Readied is something to bill.
type Readied struct {
	Moved
	Billable []Quantity `json:"billable"`
}

// FactName marks the fact in JSON.
func (Readied) FactName() string { return "readied" }

// Asked is a request to issue.
type Asked struct {
	Moved
	Key      Key              `json:"key"`
	Expected salesdesk.Amount `json:"expected"`
}

// FactName marks the fact in JSON.
func (Asked) FactName() string { return "asked" }

// IssuedAs is the invoice.
type IssuedAs struct {
	Moved
	Number    string          `json:"number"`
	IssueDate calendar.Date   `json:"issue_date"`
	Total     salesdesk.Money `json:"total"`
	Payables  []Payable       `json:"payables,omitempty"`
}

// FactName marks the fact in JSON.
func (IssuedAs) FactName() string { return "issued" }

// PaymentReceived is money that came.
type PaymentReceived struct {
	Moved
	Payment Payment `json:"payment"`
}

// FactName marks the fact in JSON.
func (PaymentReceived) FactName() string { return "payment_received" }

// PaymentReversed is money that the bank took back.
type PaymentReversed struct {
	Moved
	Payment string `json:"payment"`
}

// FactName marks the fact in JSON.
func (PaymentReversed) FactName() string { return "payment_reversed" }

// CreditedBy is a credit note.
type CreditedBy struct {
	Moved
	Credit CreditedSum `json:"credit"`
}

// FactName marks the fact in JSON.
func (CreditedBy) FactName() string { return "credited" }

// BalanceSettled is a balance refunded or set off.
type BalanceSettled struct {
	Moved
	Payment Payment `json:"payment"`
}

// FactName marks the fact in JSON.
func (BalanceSettled) FactName() string { return "balance_settled" }

// Failed is a request that came to nothing, and why.
type Failed struct {
	Moved
	Failure string `json:"failure"`
}

// FactName marks the fact in JSON.
func (Failed) FactName() string { return "failed" }

// Forgiven is what was written off.
type Forgiven struct {
	Moved
	Lost salesdesk.Amount `json:"lost"`
}

// FactName marks the fact in JSON.
func (Forgiven) FactName() string { return "written_off" }

// DecodeChanges reads the changes of receivables from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Begun{}, Readied{}, Asked{}, Failed{}, IssuedAs{}, PaymentReceived{},
		PaymentReversed{}, CreditedBy{}, BalanceSettled{}, Forgiven{})
}

// FoldReceivable rebuilds a receivable from all its changes.
func FoldReceivable(log []Change) (Receivable, error) { return Receivable{}.Fold(log) }

// Fold brings the receivable up to date with changes that happened since. It decides
// nothing, and refuses a gap.
func (r Receivable) Fold(log []Change) (Receivable, error) {
	return workflow.Fold(r, r.ID, r.Version, log, (*Receivable).apply)
}

func (r *Receivable) apply(c Change) {
	r.Version, r.Status, r.Changed = c.Seq, c.Fact.outcome(), c.At.UTC()
	switch fact := c.Fact.(type) {
	case Begun:
		r.ID, r.Customer, r.Currency = c.Stream, fact.Customer, fact.Currency
	case Readied:
		r.Billable = fact.Billable
	case Asked:
		r.Key, r.Expected, r.Failure = fact.Key, fact.Expected, ""
	case Failed:
		r.Failure = fact.Failure
	case IssuedAs:
		r.Number, r.IssueDate, r.Total, r.Payables = fact.Number, fact.IssueDate, fact.Total.Amount, fact.Payables
	case PaymentReceived:
		r.Payments = append(slices.Clip(r.Payments), fact.Payment)
	case PaymentReversed:
		r.Payments = slices.Clone(r.Payments)
		for i := range r.Payments {
			r.Payments[i].Reversed = r.Payments[i].Reversed || r.Payments[i].ID == fact.Payment
		}
	case CreditedBy:
		r.Credits = append(slices.Clip(r.Credits), fact.Credit)
	case BalanceSettled:
		r.Settled = append(slices.Clip(r.Settled), fact.Payment)
	case Forgiven:
		r.Lost = fact.Lost
	case Moved:
		if fact.On == Revive {
			r.Lost = salesdesk.Amount{}
		}
	}
}

// with is the receivable after the command's fact, the change kept.
func (r Receivable) with(cmd *workflow.Command, fact Fact) Receivable {
	change := workflow.Next(r.ID, r.Version+1, cmd, fact)
	r.apply(change)
	r.changes = append(slices.Clip(r.changes), change)
	return r
}
