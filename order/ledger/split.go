package ledger

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Basis is why a part of a payment is put to an item.
type Basis string

// The grounds, in the order in which they are tried.
const (
	ByDocument  Basis = "document"  // the payer names it
	ByReference Basis = "reference" // its structured communication
	ByAge       Basis = "age"       // the oldest first
)

// MessageID names the text.
func (b Basis) MessageID() string { return "ledger.basis." + string(b) }

// Share is the part of a payment that goes to an open item.
type Share struct {
	Document string           `json:"document"`
	Due      calendar.Date    `json:"due,omitzero"`
	Amount   salesdesk.Amount `json:"amount"`
	Rest     salesdesk.Amount `json:"rest"` // of the item, open after it
	Basis    Basis            `json:"basis"`
}

// Split is a proposal for a payment over the open items of a customer.
type Split struct {
	Payment Settlement       `json:"payment"`
	Shares  []Share          `json:"shares,omitempty"`
	Left    salesdesk.Amount `json:"left"` // more than is open
}

// Split proposes which items a payment pays: those of the document that it names, then
// those with its reference, then all others, each time the oldest due date first and an
// item as a whole before the next. What the customer is owed is left as it is. A payment of
// another customer or in another currency is a problem.
func (s Statement) Split(p Settlement) (Split, error) {
	if err := s.takes(&p); err != nil {
		return Split{}, err
	}
	var problems salesdesk.Problems
	left, split := exact.Dec(p.Amount.Amount), Split{Payment: p}
	open := make([]fixed.Dec, len(s.Items))
	for i := range s.Items {
		open[i] = exact.Dec(s.Items[i].Open)
	}
	for _, basis := range []Basis{ByDocument, ByReference, ByAge} {
		for i := range s.Items {
			if left.Sign() <= 0 || open[i].Sign() <= 0 || !basis.fits(&s.Items[i], &p) {
				continue
			}
			off := left
			if off.Cmp(open[i]) > 0 {
				off = open[i]
			}
			open[i], left = open[i].Sub(off), left.Sub(off)
			split.Shares = append(split.Shares, Share{
				Document: s.Items[i].Document, Due: s.Items[i].Due, Basis: basis,
				Amount: shown(off, s.Currency, &problems), Rest: shown(open[i], s.Currency, &problems),
			})
		}
	}
	split.Left = shown(left, s.Currency, &problems)
	return split, problems.Err()
}

// takes is what keeps a payment from being split over the items.
func (s *Statement) takes(p *Settlement) error {
	var problems salesdesk.Problems
	problems.Add(p.Check())
	if p.Kind != Payment {
		problems.Add(salesdesk.FieldError{Path: "kind", Rule: salesdesk.RuleOneOf, Param: "payment"})
	}
	if p.Customer != s.Customer {
		problems.Add(salesdesk.FieldError{Path: "customer", Rule: salesdesk.RuleReference, Param: p.Customer})
	}
	if p.Amount.Currency != s.Currency {
		problems.AddAt("amount.currency", salesdesk.CurrencyError{Want: s.Currency, Got: p.Amount.Currency})
	}
	return problems.Err()
}

func (b Basis) fits(i *Item, p *Settlement) bool {
	switch b {
	case ByDocument:
		return p.Document != "" && i.Document == p.Document
	case ByReference:
		return !p.Reference.IsZero() && i.Reference == p.Reference
	default:
		return true
	}
}

// Settlements are the payment as the proposal has it, one for each document and one on
// account for what is left, each with the payment's id and a number. What a payment in another
// currency takes off the account, and what the bank received, go with the amounts.
func (s Split) Settlements() ([]Settlement, error) {
	var list []Settlement
	at := map[string]int{}
	for _, share := range s.Shares {
		if i, known := at[share.Document]; known { // another instalment of it
			list[i].Amount.Amount.Decimal = list[i].Amount.Amount.Add(share.Amount.Decimal)
			continue
		}
		at[share.Document] = len(list)
		list = append(list, s.part(len(list), share.Document, share.Amount))
	}
	if s.Left.IsPositive() {
		list = append(list, s.part(len(list), "", s.Left))
	}
	var problems salesdesk.Problems
	apportion(list, s.Payment.Booked, func(p *Settlement) *salesdesk.Amount { return &p.Booked }, &problems)
	apportion(list, s.Payment.Received, func(p *Settlement) *salesdesk.Amount { return &p.Received }, &problems)
	return list, problems.Err()
}

func (s Split) part(i int, document string, a salesdesk.Amount) Settlement {
	part := s.Payment
	part.ID, part.Document, part.Amount.Amount = s.Payment.ID+"/"+strconv.Itoa(i+1), document, a
	part.Reference = salesdesk.PaymentReference{}
	return part
}

// apportion shares euros of a payment out over its parts, by their amounts and to the cent.
func apportion(parts []Settlement, whole salesdesk.Amount, of func(*Settlement) *salesdesk.Amount, problems *salesdesk.Problems) {
	if whole.IsZero() {
		return
	}
	weights := make([]fixed.Dec, len(parts))
	for i := range parts {
		weights[i] = exact.Dec(parts[i].Amount.Amount)
	}
	shares, err := fixed.Allocate(exact.Dec(whole), weights, 2, nil)
	problems.Add(err)
	for i := range shares {
		*of(&parts[i]) = cents(shares[i], problems)
	}
}
