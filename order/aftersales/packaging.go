package aftersales

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Movement is returnable packaging that goes to a customer or comes back: pallets, crates,
// cable drums. Out carries a deposit a piece, in the smallest unit of its currency at the
// finest; what comes back is credited at the deposit it was charged.
type Movement struct {
	Day       calendar.Date    `json:"day"`
	Document  string           `json:"document"` // the despatch advice or the receipt
	Customer  string           `json:"customer"`
	Kind      string           `json:"kind"`               // the article number of the packaging
	Delivered salesdesk.Amount `json:"delivered,omitzero"` // pieces
	Returned  salesdesk.Amount `json:"returned,omitzero"`  // pieces, and then no Delivered
	Deposit   salesdesk.Money  `json:"deposit,omitzero"`   // of one piece; none where it came back
}

// Lot is packaging that a customer holds of one delivery.
type Lot struct {
	Day      calendar.Date    `json:"day"`
	Document string           `json:"document"`
	Quantity salesdesk.Amount `json:"quantity"`
	Deposit  salesdesk.Money  `json:"deposit"`
}

// Balance is what a customer holds of a kind, in one currency. Held = Charged − Credited,
// and Quantity = Delivered − Returned: both are the sums of the lots.
type Balance struct {
	Customer  string             `json:"customer"`
	Kind      string             `json:"kind"`
	Currency  salesdesk.Currency `json:"currency"`
	Delivered salesdesk.Amount   `json:"delivered"`
	Returned  salesdesk.Amount   `json:"returned"`
	Quantity  salesdesk.Amount   `json:"quantity"`
	Charged   salesdesk.Amount   `json:"charged"`
	Credited  salesdesk.Amount   `json:"credited"`
	Held      salesdesk.Amount   `json:"held"`
	Lots      []Lot              `json:"lots,omitempty"` // oldest first
}

// DepositCredit is what one return credits of one deposit.
type DepositCredit struct {
	Document string           `json:"document"` // of the return
	Customer string           `json:"customer"`
	Kind     string           `json:"kind"`
	Of       string           `json:"of"` // the document that charged it
	Quantity salesdesk.Amount `json:"quantity"`
	Deposit  salesdesk.Money  `json:"deposit"`
	Amount   salesdesk.Money  `json:"amount"`
}

// Settlement is the balances, by customer and kind, and what each return credited.
type Settlement struct {
	Balances []Balance       `json:"balances"`
	Credits  []DepositCredit `json:"credits,omitempty"`
}

// MaxMovements bounds one settlement.
const MaxMovements = 100_000

// Settle is the balance of every customer and kind. Movements count by day, those of one
// day in their order; what comes back is credited at the oldest deposit still held, so that
// every amount is exact, and a change of the deposit pays nobody for what he never left.
// More than is held is an [ExcessError]: foreign packaging is somebody's decision. Where the
// supplier takes packaging back, the deposit is charged and credited outside the taxable
// amount of VAT (WBTW art. 28, to be verified). The error is every problem.
func Settle(movements []Movement) (Settlement, error) {
	if err := checkMovements(movements); err != nil {
		return Settlement{}, err
	}
	order := slices.Clone(movements)
	slices.SortStableFunc(order, func(a, b Movement) int { return a.Day.Compare(b.Day) })
	books := map[holder]*book{}
	var out Settlement
	var problems salesdesk.Problems
	for _, m := range order {
		h := holder{m.Customer, m.Kind}
		if books[h] == nil {
			books[h] = &book{}
		}
		if m.Delivered.IsPositive() {
			problems.Add(books[h].out(m))
		} else {
			credits, err := books[h].back(m)
			problems.Add(err)
			out.Credits = append(out.Credits, credits...)
		}
	}
	for _, h := range slices.SortedFunc(maps.Keys(books), holder.compare) {
		balance, err := books[h].balance(h)
		problems.Add(err)
		out.Balances = append(out.Balances, balance)
	}
	if err := problems.Err(); err != nil {
		return Settlement{}, err
	}
	return out, nil
}

func checkMovements(movements []Movement) error {
	if len(movements) > MaxMovements {
		return salesdesk.FieldError{Path: "movements", Rule: salesdesk.RuleLength, Param: fmt.Sprint(MaxMovements)}
	}
	var problems salesdesk.Problems
	for i, m := range movements {
		problems.AddAt(salesdesk.Index("movements", i), m.check())
	}
	return problems.Err()
}

func (m Movement) check() error {
	var q question
	q.require("day", m.Day)
	for _, field := range []struct{ path, value string }{{"document", m.Document}, {"customer", m.Customer}, {"kind", m.Kind}} {
		if field.value == "" {
			q.problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	q.pieces("delivered", m.Delivered)
	q.pieces("returned", m.Returned)
	switch {
	case m.Delivered.IsZero() == m.Returned.IsZero():
		q.problems.Add(salesdesk.FieldError{Path: "returned", Rule: salesdesk.RuleExcluded, Param: "delivered"})
	case m.Returned.IsZero():
		q.deposit(m.Deposit)
	case m.Deposit.Currency != "" || !m.Deposit.Amount.IsZero():
		q.problems.Add(salesdesk.FieldError{Path: "deposit", Rule: salesdesk.RuleExcluded, Param: "returned"})
	}
	return q.problems.Err()
}

// pieces is a whole number that may be 0.
func (q *question) pieces(path string, a salesdesk.Amount) {
	switch {
	case a.Check() != nil:
		q.problems.AddAt(path, a.Check())
	case a.IsNegative():
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: "0"})
	case !a.IsInteger():
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleFormat, Param: "whole pieces"})
	}
}

func (q *question) deposit(m salesdesk.Money) {
	if err := m.Check(); err != nil {
		q.problems.AddAt("deposit", err)
		return
	}
	rounded, err := m.Round()
	switch {
	case err != nil:
		q.problems.AddAt("deposit", err)
	case m.Amount.IsNegative():
		q.problems.Add(salesdesk.FieldError{Path: "deposit.amount", Rule: salesdesk.RuleMin, Param: "0"})
	case !rounded.Amount.Equal(m.Amount):
		q.problems.Add(salesdesk.FieldError{Path: "deposit.amount", Rule: salesdesk.RuleFormat, Param: rounded.Amount.String()})
	}
}

type holder struct{ customer, kind string }

func (h holder) compare(other holder) int {
	return cmp.Or(cmp.Compare(h.customer, other.customer), cmp.Compare(h.kind, other.kind))
}

// book is what happened to packaging of one kind at one customer.
type book struct {
	lots                                   []lot
	currency                               salesdesk.Currency
	delivered, returned, charged, credited fixed.Dec
}

type lot struct {
	Lot
	left fixed.Dec
}

func (b *book) out(m Movement) error {
	if b.currency == "" {
		b.currency = m.Deposit.Currency
	}
	if b.currency != m.Deposit.Currency {
		return salesdesk.CurrencyError{Want: b.currency, Got: m.Deposit.Currency}
	}
	quantity := exact.Dec(m.Delivered)
	b.lots = append(b.lots, lot{Lot{Day: m.Day, Document: m.Document, Deposit: m.Deposit}, quantity})
	b.delivered = b.delivered.Add(quantity)
	b.charged = b.charged.Add(quantity.Mul(exact.Dec(m.Deposit.Amount)))
	return nil
}

// back credits the oldest lots, and refuses what is more than all of them.
func (b *book) back(m Movement) ([]DepositCredit, error) {
	open := exact.Dec(m.Returned)
	if held := b.delivered.Sub(b.returned); open.Cmp(held) > 0 {
		most, err := exact.Amount(held)
		return nil, cmp.Or(err, error(ExcessError{Customer: m.Customer, Kind: m.Kind, Document: m.Document, Returned: m.Returned, Held: most}))
	}
	var credits []DepositCredit
	var problems salesdesk.Problems
	b.returned = b.returned.Add(open)
	for len(b.lots) > 0 && open.Sign() > 0 {
		first := &b.lots[0]
		taken := smaller(open, first.left)
		open, first.left = open.Sub(taken), first.left.Sub(taken)
		amount := taken.Mul(exact.Dec(first.Deposit.Amount))
		b.credited = b.credited.Add(amount)
		credits = append(credits, DepositCredit{
			Document: m.Document, Customer: m.Customer, Kind: m.Kind, Of: first.Document, Deposit: first.Deposit,
			Quantity: gated(taken, &problems), Amount: salesdesk.Money{Amount: gated(amount, &problems), Currency: b.currency},
		})
		if first.left.Sign() == 0 {
			b.lots = b.lots[1:]
		}
	}
	return credits, problems.Err()
}

func (b *book) balance(h holder) (Balance, error) {
	var problems salesdesk.Problems
	balance := Balance{
		Customer: h.customer, Kind: h.kind, Currency: b.currency,
		Delivered: gated(b.delivered, &problems), Returned: gated(b.returned, &problems), Quantity: gated(b.delivered.Sub(b.returned), &problems),
		Charged: gated(b.charged, &problems), Credited: gated(b.credited, &problems), Held: gated(b.charged.Sub(b.credited), &problems),
	}
	for _, l := range b.lots {
		l.Quantity = gated(l.left, &problems)
		balance.Lots = append(balance.Lots, l.Lot)
	}
	return balance, problems.Err()
}

func smaller(a, b fixed.Dec) fixed.Dec {
	if a.Cmp(b) > 0 {
		return b
	}
	return a
}

func gated(d fixed.Dec, problems *salesdesk.Problems) salesdesk.Amount {
	a, err := exact.Amount(d)
	problems.Add(err)
	return a
}

// ExcessError is more packaging back than the customer holds.
type ExcessError struct {
	Customer string
	Kind     string
	Document string
	Returned salesdesk.Amount
	Held     salesdesk.Amount
}

func (e ExcessError) Error() string {
	return fmt.Sprintf("%s: %s of %s back from %s, who holds %s", e.Document, e.Returned, e.Kind, e.Customer, e.Held)
}

// MessageID names the text.
func (ExcessError) MessageID() string { return "aftersales.excess" }

// DecodeMovements reads movements and names every problem of their form.
func DecodeMovements(data []byte) ([]Movement, error) {
	var m []Movement
	err := strict.Decode(data, &m)
	return m, err
}
