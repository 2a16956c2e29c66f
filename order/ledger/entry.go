package ledger

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Journal is the book an entry is written in.
type Journal string

// The journals.
const (
	Sales   Journal = "sales"
	Bank    Journal = "bank"
	General Journal = "general"
)

// MessageID names the journal's text.
func (j Journal) MessageID() string { return "ledger.journal." + string(j) }

// Side is debit or credit.
type Side string

// The sides.
const (
	Debit  Side = "debit"
	Credit Side = "credit"
)

// MessageID names the side's text.
func (s Side) MessageID() string { return "ledger.side." + string(s) }

// Entry is one document or payment in a journal. The zero value is no entry.
type Entry struct {
	Journal   Journal                    `json:"journal"`
	Date      calendar.Date              `json:"date"`
	TaxPoint  calendar.Date              `json:"tax_point,omitzero"` // the period of the VAT return it is in; zero is Date
	Document  string                     `json:"document"`
	Customer  string                     `json:"customer"`
	Reference salesdesk.PaymentReference `json:"reference,omitzero"` // BT-83
	Lines     []Line                     `json:"lines"`
}

// Line is an amount on one side of an account.
type Line struct {
	Account string           `json:"account"`
	Side    Side             `json:"side"`
	Amount  salesdesk.Amount `json:"amount"` // in euro, above zero
	VATCode string           `json:"vat_code,omitempty"`
	Grid    Grid             `json:"grid,omitempty"`
	Due     calendar.Date    `json:"due,omitzero"` // of a line of the debtors
}

// DecodeEntry reads an entry and names every problem of its form; [Entry.Check] those of
// what it says.
func DecodeEntry(data []byte) (Entry, error) {
	var e Entry
	err := strict.Decode(data, &e)
	return e, err
}

// Check names everything that keeps the entry from being booked. Debit and credit must be
// equal: an [UnbalancedError] says by how much they are not.
func (e Entry) Check() error {
	var problems salesdesk.Problems
	switch e.Journal {
	case Sales, Bank, General:
	default:
		problems.Add(salesdesk.FieldError{Path: "journal", Rule: salesdesk.RuleOneOf, Param: "bank, general, sales"})
	}
	for _, f := range []struct {
		path    string
		missing bool
	}{{"date", !e.Date.Valid()}, {"document", e.Document == ""}, {"customer", e.Customer == ""}} {
		if f.missing {
			problems.Add(salesdesk.FieldError{Path: f.path, Rule: salesdesk.RuleRequired})
		}
	}
	var sum fixed.Dec
	for i, l := range e.Lines {
		problems.AddAt(salesdesk.Index("lines", i), l.check())
		sum = sum.Add(l.signed())
	}
	if !sum.IsZero() {
		off, err := exact.Amount(sum)
		problems.Add(err)
		problems.Add(UnbalancedError{Document: e.Document, Off: salesdesk.Money{Amount: off, Currency: salesdesk.EUR}})
	}
	return problems.Err()
}

func (l Line) check() error {
	var problems salesdesk.Problems
	problems.Add(code("account", l.Account, true))
	if l.Side != Debit && l.Side != Credit {
		problems.Add(salesdesk.FieldError{Path: "side", Rule: salesdesk.RuleOneOf, Param: "credit, debit"})
	}
	if !l.Amount.IsPositive() {
		problems.Add(salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleMin, Param: "0.01"})
	}
	return problems.Err()
}

// signed is the amount, below zero for a credit.
func (l Line) signed() fixed.Dec {
	amount := exact.Dec(l.Amount)
	if l.Side == Credit {
		return amount.Neg()
	}
	return amount
}

// posting is a line before it has a side: a credit is below zero.
type posting struct {
	account string
	amount  fixed.Dec
	code    string
	grid    Grid
	due     calendar.Date
}

// line is the posting in the books; amounts are in euro, to the cent.
func (p posting) line(problems *salesdesk.Problems) Line {
	side := Debit
	if p.amount.Sign() < 0 {
		side = Credit
	}
	return Line{Account: p.account, Side: side, Amount: cents(p.amount.Abs(), problems), VATCode: p.code, Grid: p.grid, Due: p.due}
}

// written is the entry with its lines, if it may be booked. What is 0 is left out.
func (e Entry) written(postings []posting) (Entry, error) {
	var problems salesdesk.Problems
	for _, p := range postings {
		if !p.amount.IsZero() {
			e.Lines = append(e.Lines, p.line(&problems))
		}
	}
	problems.Add(e.Check())
	if err := problems.Err(); err != nil {
		return Entry{}, err
	}
	return e, nil
}

// cents is a computed amount of euros.
func cents(d fixed.Dec, problems *salesdesk.Problems) salesdesk.Amount {
	a, err := exact.Amount(d.Round(2, fixed.HalfAwayFromZero))
	problems.Add(err)
	return a
}
