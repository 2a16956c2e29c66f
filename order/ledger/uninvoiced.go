package ledger

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Uninvoiced is what of an order will still be invoiced, VAT included: the quantities that
// are due or left and are not invoiced, at the agreed prices to the cent ([order.Order.Owed]),
// less the advances that no invoice deducted yet. What was invoiced and came back counts once
// it is credited: until then its invoice does. Nothing of a draft, of an order that was
// rejected, expired or cancelled, or of a blanket order, of which the orders that call it off
// count.
func Uninvoiced(o order.Order) (OpenOrder, error) {
	open := OpenOrder{Number: o.Number}
	if slices.Contains([]order.Status{order.Draft, order.Rejected, order.Expired, order.Cancelled}, o.Status) || o.Blanket != nil {
		return open, nil
	}
	owed, err := o.Owed()
	if err != nil {
		return open, err
	}
	invoiced, rest, err := portions(o.Lines)
	if err != nil {
		return open, err
	}
	before, err := worth(&owed, nil, invoiced)
	if err != nil {
		return open, err
	}
	sum, err := worth(&owed, invoiced, rest)
	if err != nil {
		return open, err
	}
	for _, p := range o.Prepayments {
		if p.Note == "" {
			before = before.Sub(exact.Dec(p.Amount))
		}
	}
	if before.Sign() < 0 { // asked in advance beyond what was invoiced
		sum = sum.Add(before)
	}
	if sum.Sign() > 0 {
		open.Uninvoiced, err = exact.Amount(sum)
	}
	return open, err
}

// portions are what of the lines invoices stand for or came back, and what is due or left
// and is neither.
func portions(lines []order.Line) (invoiced, rest []pricing.Portion, err error) {
	for _, l := range lines {
		taken, err := exact.Amount(amount(l.Invoiced).Sub(amount(l.Credited)).Add(amount(l.Released)))
		if err != nil {
			return nil, nil, salesdesk.At("lines."+l.ID, err)
		}
		taken = smaller(taken, larger(l.Ordered, l.Shipped))
		if taken.IsPositive() {
			invoiced = append(invoiced, pricing.Portion{Line: l.ID, Quantity: taken})
		}
		left, err := exact.Amount(amount(larger(l.Due(), l.Shipped)).Sub(amount(taken)))
		if err != nil {
			return nil, nil, salesdesk.At("lines."+l.ID, err)
		}
		if left.IsPositive() {
			rest = append(rest, pricing.Portion{Line: l.ID, Quantity: left})
		}
	}
	return invoiced, rest, nil
}

func amount(a salesdesk.Amount) fixed.Dec { return exact.Dec(a) }

// worth is what portions come to with VAT.
func worth(agreed *pricing.Priced, taken, now []pricing.Portion) (fixed.Dec, error) {
	if len(now) == 0 {
		return fixed.Dec{}, nil
	}
	part, err := pricing.Part(*agreed, taken, now)
	return exact.Dec(part.Totals.TaxInclusive), err
}

func larger(a, b salesdesk.Amount) salesdesk.Amount {
	if a.LessThan(b.Decimal) {
		return b
	}
	return a
}

func smaller(a, b salesdesk.Amount) salesdesk.Amount {
	if a.LessThan(b.Decimal) {
		return a
	}
	return b
}

// CheckOrder is [CheckCredit] of an order among the others of its customer: what is unpaid
// by the statement, what is on order and not invoiced, and the order itself. Orders of other
// customers, in another currency, or twice are problems; the order itself may be among the
// others and counts once. It gives what [order.Confirmation] asks: the limit, and as
// exposure [CreditReport.Exposure].
func CheckOrder(limit salesdesk.Money, o order.Order, others []order.Order, s Statement, tolerated int) (CreditReport, error) {
	r := CreditRequest{Limit: limit, Statement: s, Tolerated: tolerated}
	var problems salesdesk.Problems
	problems.Add(atMost("orders", len(others)))
	problems.AddAt("order", fits(&o, limit.Currency, s.Customer))
	var err error
	r.Order, err = Uninvoiced(o)
	problems.AddAt("order", err)
	if o.Status == order.Draft { // it is asked for as a whole
		r.Order.Uninvoiced = o.Agreed.Totals.TaxInclusive
	}
	seen := make(map[string]bool, len(others))
	for i := range others {
		path := salesdesk.Index("orders", i)
		if seen[others[i].ID] {
			problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleDuplicate, Param: others[i].ID})
		}
		seen[others[i].ID] = true
		if others[i].ID == o.ID {
			continue
		}
		problems.AddAt(path, fits(&others[i], limit.Currency, s.Customer))
		open, err := Uninvoiced(others[i])
		problems.AddAt(path, err)
		if open.Uninvoiced.IsPositive() {
			r.Orders = append(r.Orders, open)
		}
	}
	if err := problems.Err(); err != nil {
		return CreditReport{}, err
	}
	return CheckCredit(r)
}

// fits is what keeps an order from being added to what a customer owes.
func fits(o *order.Order, c salesdesk.Currency, customer string) error {
	var problems salesdesk.Problems
	if o.Agreed.Currency != c {
		problems.AddAt("agreed.currency", salesdesk.CurrencyError{Want: c, Got: o.Agreed.Currency})
	}
	if o.Customer != customer {
		problems.Add(salesdesk.FieldError{Path: "customer", Rule: salesdesk.RuleReference, Param: o.Customer})
	}
	return problems.Err()
}
