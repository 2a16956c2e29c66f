package ledger

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// SettlementKind is what became of a sum that a customer owes, or paid.
type SettlementKind string

// The kinds of settlement.
const (
	Payment      SettlementKind = "payment"       // money that came for a document
	Advance      SettlementKind = "advance"       // money that came before any document
	Refund       SettlementKind = "refund"        // money paid back
	CashDiscount SettlementKind = "cash_discount" // kept by who paid in time; VAT stays as it is (WBTW art. 28, 1°)
	Short        SettlementKind = "short"         // a small difference that is let go
	Over         SettlementKind = "over"          // a small difference that is kept
	WriteOff     SettlementKind = "write_off"     // a claim that is lost
	Doubtful     SettlementKind = "doubtful"      // a claim that may be lost: among the doubtful debtors from now on
	WriteDown    SettlementKind = "write_down"    // what it is estimated that will be lost: the claim stands
)

// MessageID names the kind's text.
func (k SettlementKind) MessageID() string { return "ledger.settlement." + string(k) }

// Settlement is one thing that happened to what a customer owes.
type Settlement struct {
	Kind      SettlementKind             `json:"kind"`
	ID        string                     `json:"id"` // of the statement of account, or of the journal of others
	Date      calendar.Date              `json:"date"`
	Customer  string                     `json:"customer"`
	Amount    salesdesk.Money            `json:"amount"`             // above zero, in the document's currency
	Document  string                     `json:"document,omitempty"` // the number it is for, where it is known
	Reference salesdesk.PaymentReference `json:"reference,omitzero"` // that of the payer
	// VAT is what of a write-off is VAT that the State gives back (WBTW art. 77, § 1, 7°, from
	// general knowledge, verify before relying on it). In the currency of Amount.
	VAT salesdesk.Amount `json:"vat,omitzero"`
	// Doubtful: the claim was moved to the doubtful debtors before.
	Doubtful bool `json:"doubtful,omitempty"`
	// Booked is what it takes off the account in euro, of another currency only; Received what
	// the bank booked, zero where it is the same. The difference is one of exchange.
	Booked   salesdesk.Amount `json:"booked,omitzero"`
	Received salesdesk.Amount `json:"received,omitzero"`
}

// DecodeSettlement reads a settlement and names every problem of its form.
func DecodeSettlement(data []byte) (Settlement, error) {
	var s Settlement
	err := strict.Decode(data, &s)
	return s, err
}

// Check names everything that is wrong with the settlement.
func (s Settlement) Check() error {
	var problems salesdesk.Problems
	if _, ok := (&Books{}).route(&s); !ok {
		problems.Add(salesdesk.FieldError{Path: "kind", Rule: salesdesk.RuleOneOf, Param: "advance, cash_discount, doubtful, over, payment, refund, short, write_down, write_off"})
	}
	for _, f := range []struct {
		path    string
		missing bool
	}{{"id", s.ID == ""}, {"date", !s.Date.Valid()}, {"customer", s.Customer == ""}, {"amount.currency", s.Amount.Currency == ""}} {
		if f.missing {
			problems.Add(salesdesk.FieldError{Path: f.path, Rule: salesdesk.RuleRequired})
		}
	}
	places := s.Amount.Currency.MinorUnits()
	problems.Add(sum("amount.amount", s.Amount.Amount, places, true))
	problems.Add(sum("vat", s.VAT, 2, false))
	problems.Add(sum("received", s.Received, 2, false))
	foreign := s.Amount.Currency != salesdesk.EUR
	problems.Add(sum("booked", s.Booked, 2, foreign))
	s.checkCombination(foreign, &problems)
	return problems.Err()
}

// checkCombination refuses what does not go together.
func (s *Settlement) checkCombination(foreign bool, problems *salesdesk.Problems) {
	excluded := func(path string, there bool, by string) {
		if there {
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleExcluded, Param: by})
		}
	}
	money := s.Kind == Payment || s.Kind == Advance || s.Kind == Refund
	excluded("vat", !s.VAT.IsZero() && s.Kind != WriteOff, "kind")
	excluded("vat", !s.VAT.IsZero() && foreign, "amount.currency")
	excluded("doubtful", s.Doubtful && (s.Kind == Advance || s.Kind == Doubtful || s.Kind == WriteDown), "kind")
	excluded("booked", !foreign && !s.Booked.IsZero(), "amount.currency")
	excluded("received", !s.Received.IsZero() && (!foreign || !money), "amount.currency")
	if s.VAT.GreaterThan(s.Amount.Amount.Decimal) {
		problems.Add(salesdesk.FieldError{Path: "vat", Rule: salesdesk.RuleMax, Param: s.Amount.Amount.String()})
	}
}

// sum checks an amount of money.
func sum(path string, a salesdesk.Amount, places int, required bool) error {
	if err := a.Check(); err != nil {
		return salesdesk.At(path, err)
	}
	switch d := exact.Dec(a); {
	case d.Sign() < 0 || (required && d.Sign() == 0):
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: "0"}
	case d.Cmp(d.Round(places, fixed.HalfAwayFromZero)) != 0:
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDecimal, Param: a.String()}
	default:
		return nil
	}
}

// route says where a settlement is booked.
type route struct {
	journal       Journal
	debit, credit string
}

// route is that of a kind.
func (b *Books) route(s *Settlement) (route, bool) {
	a, debtors := &b.accounts, b.accounts.Debtors
	if s.Doubtful {
		debtors = a.Doubtful
	}
	switch s.Kind {
	case Payment:
		return route{Bank, a.Bank, debtors}, true
	case Advance:
		return route{Bank, a.Bank, a.Advances}, true
	case Refund:
		return route{Bank, debtors, a.Bank}, true
	case CashDiscount:
		return route{General, a.CashDiscount, debtors}, true
	case Short:
		return route{General, a.Difference, debtors}, true
	case Over:
		return route{General, debtors, a.DifferenceGain}, true
	case WriteOff:
		return route{General, a.Loss, debtors}, true
	case Doubtful:
		return route{General, a.Doubtful, debtors}, true
	case WriteDown:
		return route{General, a.WriteDownCost, a.WriteDowns}, true
	default:
		return route{}, false
	}
}

// Settlement is the entry of a settlement: the debit, then the credit, then what they
// differ by in exchange.
func (b *Books) Settlement(s Settlement) (Entry, error) {
	if err := s.Check(); err != nil {
		return Entry{}, err
	}
	r, _ := b.route(&s)
	booked := exact.Dec(s.Amount.Amount)
	if s.Amount.Currency != salesdesk.EUR {
		booked = exact.Dec(s.Booked)
	}
	vat := exact.Dec(s.VAT)
	postings := []posting{
		{account: r.debit, amount: booked.Sub(vat)},
		{account: b.accounts.VATRecoverable, amount: vat, grid: Regularised},
		{account: r.credit, amount: booked.Neg()},
	}
	postings = b.exchanged(&s, postings)
	return Entry{Journal: r.journal, Date: s.Date, Document: s.ID, Customer: s.Customer, Reference: s.Reference}.written(postings)
}

// exchanged books at the bank what it received, and the difference as one of exchange.
func (b *Books) exchanged(s *Settlement, postings []posting) []posting {
	if s.Received.IsZero() {
		return postings
	}
	received := exact.Dec(s.Received)
	difference := posting{account: b.accounts.ExchangeLoss}
	for i := range postings {
		if p := &postings[i]; p.account == b.accounts.Bank {
			before := p.amount
			if p.amount = received; s.Kind == Refund {
				p.amount = received.Neg()
			}
			difference.amount = before.Sub(p.amount)
		}
	}
	if difference.amount.Sign() < 0 {
		difference.account = b.accounts.ExchangeGain
	}
	return append(postings, difference)
}
