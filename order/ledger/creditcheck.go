package ledger

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// OpenOrder is what of an order is not invoiced yet, VAT included.
type OpenOrder struct {
	Number     string           `json:"number"`
	Uninvoiced salesdesk.Amount `json:"uninvoiced"`
}

// CreditRequest asks whether an order stays within what a customer may owe. Amounts are in
// the currency of the limit.
type CreditRequest struct {
	Limit     salesdesk.Money `json:"limit"`
	Orders    []OpenOrder     `json:"orders,omitempty"` // the others
	Order     OpenOrder       `json:"order"`            // the one that is asked for
	Statement Statement       `json:"statement"`
	Tolerated int             `json:"tolerated,omitempty"` // days that an item may be late
}

// CreditReport is what an order would bring a customer to owe, and why.
type CreditReport struct {
	Used      salesdesk.Money `json:"used"`      // unpaid, uninvoiced and the order together
	Available salesdesk.Money `json:"available"` // limit minus used; below zero is beyond it
	Invoiced  salesdesk.Money `json:"invoiced"`  // unpaid, payments on account taken off
	Ordered   salesdesk.Money `json:"ordered"`   // not invoiced, without the order
	Order     salesdesk.Money `json:"order"`
	Late      []Item          `json:"late,omitempty"` // later than tolerated
}

// CheckCredit adds up what a customer owes and will owe. Its error is what is wrong with the
// request; [CreditReport.Err] says whether the order may go on.
func CheckCredit(r CreditRequest) (CreditReport, error) {
	var problems salesdesk.Problems
	problems.AddAt("limit", r.Limit.Check())
	if r.Statement.Currency != r.Limit.Currency {
		problems.AddAt("statement.currency", salesdesk.CurrencyError{Want: r.Limit.Currency, Got: r.Statement.Currency})
	}
	places := r.Limit.Currency.MinorUnits()
	problems.Add(sum("limit.amount", r.Limit.Amount, places, false))
	problems.Add(sum("order.uninvoiced", r.Order.Uninvoiced, places, false))
	problems.Add(atMost("orders", len(r.Orders)))
	var ordered fixed.Dec
	for i, o := range r.Orders {
		problems.Add(sum(salesdesk.Index("orders", i)+".uninvoiced", o.Uninvoiced, places, false))
		ordered = ordered.Add(exact.Dec(o.Uninvoiced))
	}
	money := func(d fixed.Dec) salesdesk.Money {
		return salesdesk.Money{Amount: shown(d, r.Limit.Currency, &problems), Currency: r.Limit.Currency}
	}
	invoiced, order := exact.Dec(r.Statement.Balance), exact.Dec(r.Order.Uninvoiced)
	used := invoiced.Add(ordered).Add(order)
	report := CreditReport{
		Used: money(used), Available: money(exact.Dec(r.Limit.Amount).Sub(used)), Invoiced: money(invoiced), Ordered: money(ordered), Order: money(order),
	}
	for _, item := range r.Statement.Items {
		if item.Open.IsPositive() && item.Late > r.Tolerated {
			report.Late = append(report.Late, item)
		}
	}
	return report, problems.Err()
}

// Exposure is what the customer owes and has on order without the order.
func (r CreditReport) Exposure() (salesdesk.Money, error) { return r.Invoiced.Add(r.Ordered) }

// Err is why the order may not go on: a [LimitError], a [LateError], or both.
func (r CreditReport) Err() error {
	var problems salesdesk.Problems
	if r.Available.Amount.IsNegative() {
		problems.Add(LimitError{Over: r.Available.Neg(), Used: r.Used})
	}
	if len(r.Late) > 0 {
		problems.Add(LateError{Items: len(r.Late), Days: r.Late[0].Late})
	}
	return problems.Err()
}
