package invoice

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Instalment is a part of what is payable, with its own last day to pay.
type Instalment struct {
	Due    calendar.Date    `json:"due"`
	Amount salesdesk.Amount `json:"amount"`
}

// Share is the weight of an instalment among the others: 1 each is even.
type Share struct {
	Due    calendar.Date    `json:"due"`
	Weight salesdesk.Amount `json:"weight"`
}

// Instalments splits what is payable by largest remainder, so that the parts add up to
// it. The shares stand in the order of their days; a day given twice, a weight that is not
// above zero, or no share, is a problem with its path. That a plan runs beyond the
// longest term of law is for the parties: they may agree on instalments (Directive 2011/7
// art. 5).
func Instalments(payable salesdesk.Money, shares []Share) ([]Instalment, error) {
	var problems salesdesk.Problems
	if len(shares) == 0 {
		problems.Add(salesdesk.FieldError{Path: "shares", Rule: salesdesk.RuleRequired})
	}
	weights := make([]fixed.Dec, len(shares))
	for i, s := range shares {
		path := salesdesk.Index("shares", i)
		if !s.Due.Valid() {
			problems.Add(salesdesk.FieldError{Path: path + ".due", Rule: salesdesk.RuleRequired})
		}
		if i > 0 && !s.Due.After(shares[i-1].Due) {
			problems.Add(salesdesk.FieldError{Path: path + ".due", Rule: salesdesk.RuleOrder, Param: salesdesk.Index("shares", i-1) + ".due"})
		}
		if !s.Weight.IsPositive() {
			problems.Add(salesdesk.FieldError{Path: path + ".weight", Rule: salesdesk.RuleMin, Param: "0"})
		}
		weights[i] = exact.Dec(s.Weight)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	places := payable.Currency.MinorUnits()
	parts, err := fixed.Allocate(exact.Dec(payable.Amount), weights, places, nil)
	if err != nil {
		return nil, salesdesk.At("payable", err)
	}
	list := make([]Instalment, len(shares))
	for i, part := range parts {
		list[i] = Instalment{Due: shares[i].Due, Amount: problemsOf(part.Round(places, fixed.HalfAwayFromZero), &problems)}
	}
	return list, problems.Err()
}

// Payable is a sum to pay, and until when.
type Payable struct {
	Until        calendar.Date   `json:"until,omitzero"` // zero where only the terms say it
	Amount       salesdesk.Money `json:"amount"`
	CashDiscount bool            `json:"cash_discount,omitempty"` // all that is owed, for who pays until then
}

// Payables are what there is to pay: the reduced sum for who pays within the days of
// the cash discount, counted from the day after the issue, and the whole, or its
// instalments, for others.
func (d Document) Payables() []Payable {
	var list []Payable
	money := func(a salesdesk.Amount) salesdesk.Money {
		return salesdesk.Money{Amount: a, Currency: d.Figures.Currency}
	}
	if c := d.Figures.CashDiscount; c != nil {
		list = append(list, Payable{Until: d.IssueDate.AddDays(c.Days), Amount: money(c.Payable), CashDiscount: true})
	}
	for _, i := range d.Instalments {
		list = append(list, Payable{Until: i.Due, Amount: money(i.Amount)})
	}
	if len(d.Instalments) == 0 {
		list = append(list, Payable{Until: d.DueDate, Amount: money(d.Figures.Totals.Payable)})
	}
	return list
}

// checkInstalments asks that they rise in time and add up to what is payable.
func (d Document) checkInstalments(problems *salesdesk.Problems) {
	if len(d.Instalments) == 0 {
		return
	}
	if !d.DueDate.IsZero() {
		problems.Add(salesdesk.FieldError{Path: "due_date", Rule: salesdesk.RuleExcluded, Param: "instalments"})
	}
	var sum fixed.Dec
	for i, part := range d.Instalments {
		path := salesdesk.Index("instalments", i)
		if !part.Due.Valid() {
			problems.Add(salesdesk.FieldError{Path: path + ".due", Rule: salesdesk.RuleRequired})
		}
		if i > 0 && !part.Due.After(d.Instalments[i-1].Due) {
			problems.Add(salesdesk.FieldError{Path: path + ".due", Rule: salesdesk.RuleOrder, Param: salesdesk.Index("instalments", i-1) + ".due"})
		}
		if !part.Amount.IsPositive() {
			problems.Add(salesdesk.FieldError{Path: path + ".amount", Rule: salesdesk.RuleMin, Param: "0"})
		}
		sum = sum.Add(exact.Dec(part.Amount))
	}
	if payable := d.Figures.Totals.Payable; sum.Cmp(exact.Dec(payable)) != 0 {
		problems.Add(salesdesk.FieldError{Path: "instalments", Rule: salesdesk.RuleOneOf, Param: payable.String()})
	}
}
