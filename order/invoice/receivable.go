package invoice

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/workflow"
)

// Status is where a receivable stands.
type Status string

// The statuses.
const (
	NotReady      Status = "not_ready"
	Ready         Status = "ready"
	Requested     Status = "requested"
	Open          Status = "issued"
	PartiallyPaid Status = "partially_paid"
	Paid          Status = "paid"
	Credited      Status = "credited"
	WrittenOff    Status = "written_off"
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "invoice.status." + string(s) }

// Event is what happens to a receivable.
type Event string

// The events. A verb asks for one, or lets the amounts choose among several.
const (
	MakeReady     Event = "make_ready"
	Request       Event = "request"
	Fail          Event = "fail"
	Issue         Event = "issued"
	PayPart       Event = "partial_payment"
	PayFull       Event = "full_payment"
	PayMore       Event = "overpayment" // on what is settled: a balance of the customer
	CreditPart    Event = "credit_part"
	CreditRest    Event = "credit_rest" // with what was paid it covers all
	CreditFull    Event = "credit_full"
	CreditPaid    Event = "credit_part_of_paid"
	WriteOff      Event = "write_off"
	Reverse       Event = "payment_reversed"
	Revive        Event = "revive"
	SettleBalance Event = "settle_balance"
)

// MessageID names the event's text.
func (e Event) MessageID() string { return "invoice.event." + string(e) }

// Key makes a request to issue idempotent: the same order, shipment and revision are the
// same invoice, however often it is asked for.
type Key struct {
	Order    string `json:"order"`
	Shipment string `json:"shipment,omitempty"`
	Revision int    `json:"revision"`
}

// Receivable is what is claimed by one invoice, from the first thing that may be billed
// until it is settled. Make one with [NewReceivable], or from its changes with
// [FoldReceivable]. Amounts are in Currency.
type Receivable struct {
	ID        string             `json:"id"`
	Version   int                `json:"version"`
	Changed   time.Time          `json:"changed,omitzero"` // when it last did; nothing happens before it
	Status    Status             `json:"status"`
	Customer  string             `json:"customer"`
	Currency  salesdesk.Currency `json:"currency"`
	Billable  []Quantity         `json:"billable,omitempty"`
	Key       Key                `json:"key,omitzero"`
	Expected  salesdesk.Amount   `json:"expected,omitzero"` // payable, as asked
	Failure   string             `json:"failure,omitempty"` // of the last request
	Number    string             `json:"number,omitempty"`
	IssueDate calendar.Date      `json:"issue_date,omitzero"`
	Payables  []Payable          `json:"payables,omitempty"`
	Total     salesdesk.Amount   `json:"total,omitzero"`
	Credits   []CreditedSum      `json:"credits,omitempty"`
	Payments  []Payment          `json:"payments,omitempty"`
	Lost      salesdesk.Amount   `json:"lost,omitzero"` // written off
	Settled   []Payment          `json:"settled,omitempty"`

	changes []Change
}

// Payment is money that came, or of a balance, that went. Its id is the bank's, or that of
// the invoice it was set off against.
type Payment struct {
	ID       string           `json:"id"`
	Date     calendar.Date    `json:"date"` // not before the invoice, nor after the day it is noted
	Amount   salesdesk.Amount `json:"amount"`
	Reversed bool             `json:"reversed,omitempty"`
}

// CreditedSum is a credit note on the invoice.
type CreditedSum struct {
	Number string           `json:"number"`
	Amount salesdesk.Amount `json:"amount"`
}

// Received is what was paid and not reversed.
func (r *Receivable) received() (sum fixed.Dec) {
	for _, p := range r.Payments {
		if !p.Reversed {
			sum = sum.Add(exact.Dec(p.Amount))
		}
	}
	return sum
}

// standing is how many payments were not reversed; each is of more than nothing.
func (r *Receivable) standing() (n int) {
	for _, p := range r.Payments {
		if !p.Reversed {
			n++
		}
	}
	return n
}

// bounds are the smallest and the largest payment that stands, 0 where none does.
func (r *Receivable) bounds() (smallest, largest fixed.Dec) {
	for _, p := range r.Payments {
		paid := exact.Dec(p.Amount)
		if p.Reversed {
			continue
		}
		if smallest.IsZero() || paid.Cmp(smallest) < 0 {
			smallest = paid
		}
		if paid.Cmp(largest) > 0 {
			largest = paid
		}
	}
	return smallest, largest
}

// paidBy is the amount of a payment that stands.
func (r *Receivable) paidBy(id string) fixed.Dec {
	for _, p := range r.Payments {
		if p.ID == id && !p.Reversed {
			return exact.Dec(p.Amount)
		}
	}
	return fixed.Dec{}
}

func (r *Receivable) credited() (sum fixed.Dec) {
	for _, c := range r.Credits {
		sum = sum.Add(exact.Dec(c.Amount))
	}
	return sum
}

// due is what is left of the total, below zero where it is a balance of the customer.
func (r *Receivable) due() fixed.Dec {
	due := exact.Dec(r.Total).Sub(r.received()).Sub(r.credited()).Sub(exact.Dec(r.Lost))
	for _, s := range r.Settled {
		due = due.Add(exact.Dec(s.Amount))
	}
	return due
}

// Open is what the customer still owes; 0 where it is settled.
func (r Receivable) Open() salesdesk.Money { return r.money(atLeastZero(r.due())) }

// Balance is what the customer has to get back: a credit of what he had paid, or a
// payment too much, to be refunded or set off with [Receivable.SettleBalance].
func (r Receivable) Balance() salesdesk.Money { return r.money(atLeastZero(r.due().Neg())) }

func atLeastZero(d fixed.Dec) fixed.Dec {
	if d.Sign() < 0 {
		return fixed.Dec{}
	}
	return d
}

// money is an amount in the receivable's currency; sums of amounts that were read fit.
func (r *Receivable) money(d fixed.Dec) salesdesk.Money {
	a, _ := exact.Amount(d.Round(r.Currency.MinorUnits(), fixed.HalfAwayFromZero))
	return salesdesk.Money{Amount: a, Currency: r.Currency}
}

// Changes are what happened since the receivable was loaded or saved.
func (r Receivable) Changes() []Change { return slices.Clone(r.changes) }

// Saved is the receivable with its changes written.
func (r Receivable) Saved() Receivable {
	r.changes = nil
	return r
}

// Permitted are the events that may come next for whoever gives the command, and the
// others with every reason why not. Without rules or a command there are no events.
func (r Receivable) Permitted(rules *Rules, cmd *workflow.Command) []workflow.Choice[Status, Event] {
	if rules.Machine().Check() != nil || cmd == nil {
		return nil
	}
	return rules.machine.Permitted(r.Status, cmd, Case{Receivable: &r, Policy: &rules.policy})
}
