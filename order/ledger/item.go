package ledger

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// Item is what is open of a document, of one of its instalments, or of a payment that
// belongs to none. What the customer is owed is below zero.
type Item struct {
	Document  string                     `json:"document"`
	Reference salesdesk.PaymentReference `json:"reference,omitzero"`
	Date      calendar.Date              `json:"date"`
	Due       calendar.Date              `json:"due,omitzero"`
	Amount    salesdesk.Amount           `json:"amount"`
	Open      salesdesk.Amount           `json:"open"`
	Late      int                        `json:"late,omitempty"` // days after Due

	open fixed.Dec
}

// Aged is what is open of what is more than some days late.
type Aged struct {
	Over int              `json:"over"` // days late; -1 is what is not late yet
	Open salesdesk.Amount `json:"open"`
}

// Statement are the open items of a customer on a day, in one currency.
type Statement struct {
	Customer string             `json:"customer"`
	Currency salesdesk.Currency `json:"currency"`
	Date     calendar.Date      `json:"date"`
	Items    []Item             `json:"items"` // by due date, then document
	Ages     []Aged             `json:"ages"`  // not late, from 1, over 30, over 60 and over 90 days
	Balance  salesdesk.Amount   `json:"balance"`
}

// Open is the statement of a customer from what was issued and settled until a day, that
// day included. A credit note is set off against the documents it names; a settlement goes
// to the document it names, else to those with its reference, the oldest first. What is
// left of either stands as an item below zero. Advances are no items: an invoice is
// asked less for them. What was moved to the doubtful debtors is still open.
func Open(customer string, currency salesdesk.Currency, sales []Sale, settlements []Settlement, on calendar.Date) (Statement, error) {
	var items []Item
	var problems salesdesk.Problems
	var notes []Sale
	for i := range sales {
		s := &sales[i]
		switch {
		case s.customer() != customer || s.Document.Figures.Currency != currency || s.Document.IssueDate.After(on):
		case s.Document.Kind == invoice.CreditNote:
			notes = append(notes, *s)
		default:
			items = append(items, itemsOf(&s.Document)...)
		}
	}
	slices.SortStableFunc(items, byDue)
	for _, s := range notes {
		d := &s.Document
		left := exact.Dec(d.Figures.Totals.Payable)
		for _, p := range d.Preceding {
			left = pay(items, left, func(i *Item) bool { return i.Document == p.Number })
		}
		items = append(items, Item{Document: d.Number, Reference: d.Payment, Date: d.IssueDate, Amount: salesdesk.Amount{Decimal: d.Figures.Totals.Payable.Neg()}, open: left.Neg()})
	}
	for i, s := range settlements {
		if s.Customer != customer || s.Amount.Currency != currency || s.Date.After(on) {
			continue
		}
		problems.AddAt(salesdesk.Index("settlements", i), s.Check())
		items = s.settle(items)
	}
	if err := problems.Err(); err != nil {
		return Statement{}, err
	}
	return stated(Statement{Customer: customer, Currency: currency, Date: on}, items)
}

// itemsOf are the sums that a document asks.
func itemsOf(d *invoice.Document) []Item {
	var items []Item
	for _, p := range d.Payables() {
		if !p.CashDiscount {
			items = append(items, Item{
				Document: d.Number, Reference: d.Payment, Date: d.IssueDate, Due: p.Until, Amount: p.Amount.Amount, open: exact.Dec(p.Amount.Amount),
			})
		}
	}
	return items
}

func byDue(a, b Item) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Document, b.Document)) }

// pay takes a sum off the items that fit, above zero only, and gives what is left of it.
func pay(items []Item, sum fixed.Dec, fits func(*Item) bool) fixed.Dec {
	for i := range items {
		if item := &items[i]; sum.Sign() > 0 && item.open.Sign() > 0 && fits(item) {
			off := sum
			if off.Cmp(item.open) > 0 {
				off = item.open
			}
			item.open, sum = item.open.Sub(off), sum.Sub(off)
		}
	}
	return sum
}

// settle is the items after a settlement.
func (s *Settlement) settle(items []Item) []Item {
	sum := exact.Dec(s.Amount.Amount)
	switch s.Kind {
	case Payment, CashDiscount, Short, WriteOff:
		left := pay(items, sum, s.fits)
		if left.IsZero() {
			return items
		}
		return append(items, s.item(left.Neg()))
	case Refund, Over:
		for i := range items { // what the customer is owed
			if item := &items[i]; item.open.Sign() < 0 && sum.Sign() > 0 && s.fits(item) {
				off := sum
				if off.Cmp(item.open.Abs()) > 0 {
					off = item.open.Abs()
				}
				item.open, sum = item.open.Add(off), sum.Sub(off)
			}
		}
		if sum.IsZero() {
			return items
		}
		return append(items, s.item(sum))
	case Advance, Doubtful, WriteDown:
	}
	return items
}

func (s *Settlement) fits(i *Item) bool {
	if s.Document != "" {
		return i.Document == s.Document
	}
	return !s.Reference.IsZero() && i.Reference == s.Reference
}

// item is what of a settlement belongs to no document, under the one it names.
func (s *Settlement) item(open fixed.Dec) Item {
	amount := s.Amount.Amount
	if open.Sign() < 0 {
		amount.Decimal = amount.Neg()
	}
	return Item{Document: cmp.Or(s.Document, s.ID), Reference: s.Reference, Date: s.Date, Amount: amount, open: open}
}

// stated completes a statement with what is open.
func stated(s Statement, items []Item) (Statement, error) {
	var problems salesdesk.Problems
	over := [...]int{-1, 0, 30, 60, 90}
	var ages [len(over)]fixed.Dec
	var balance fixed.Dec
	for _, item := range items {
		if item.open.IsZero() {
			continue
		}
		if !item.Due.IsZero() && s.Date.After(item.Due) {
			item.Late = item.Due.DaysUntil(s.Date)
		}
		age := 0
		for age+1 < len(over) && item.Late > over[age+1] {
			age++
		}
		ages[age], balance = ages[age].Add(item.open), balance.Add(item.open)
		item.Open = shown(item.open, s.Currency, &problems)
		item.open = fixed.Dec{}
		s.Items = append(s.Items, item)
	}
	for i, sum := range ages {
		s.Ages = append(s.Ages, Aged{Over: over[i], Open: shown(sum, s.Currency, &problems)})
	}
	s.Balance = shown(balance, s.Currency, &problems)
	slices.SortStableFunc(s.Items, byDue)
	return s, problems.Err()
}

// shown is a computed amount of a currency.
func shown(d fixed.Dec, c salesdesk.Currency, problems *salesdesk.Problems) salesdesk.Amount {
	a, err := exact.Amount(d.Round(c.MinorUnits(), fixed.HalfAwayFromZero))
	problems.Add(err)
	return a
}
