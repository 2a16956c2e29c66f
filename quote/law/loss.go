package law

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// LossException is why a sale below its cost is allowed all the same.
type LossException string

// The exceptions. Empty is none.
const (
	InSales         LossException = "sales"
	Perishable      LossException = "perishable"
	Obsolete        LossException = "obsolete"         // out of fashion, technically overtaken, damaged
	CompetitorPrice LossException = "competitor_price" // matched for the same goods
)

// MessageID names the text.
func (e LossException) MessageID() string { return "law.loss_exception." + string(e) }

// Sale is a price of one unit beside what it cost, both without VAT.
type Sale struct {
	Day          calendar.Date      `json:"day"`
	Currency     salesdesk.Currency `json:"currency"`
	Service      bool               `json:"service,omitempty"` // outside the rule
	Price        salesdesk.Amount   `json:"price"`
	Purchase     salesdesk.Amount   `json:"purchase"`               // as invoiced
	Rebates      salesdesk.Amount   `json:"rebates,omitzero"`       // acquired for certain, on the unit
	VolumeRebate salesdesk.Amount   `json:"volume_rebate,omitzero"` // last year's, on the unit: it counts in part
	Exception    LossException      `json:"exception,omitempty"`
}

// CheckLoss warns of goods sold below their purchase price less the rebates acquired and
// 80 % of last year's volume rebate. It never is an error: the Court of Cassation found
// the ban contrary to European law, and the text still stands. Bought at 10.00 with 0.50
// off and 0.25 of volume rebate, the bound is 10.00 − 0.50 − 0.20 = 9.30.
//
// The error is every problem of the input.
func (r Rules) CheckLoss(s Sale) ([]Finding, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	rule, ok := ruleOn(r.Losses, s.Day)
	if !ok || s.Service || s.Exception != "" {
		return nil, nil
	}
	bound := s.bound(rule)
	if exact.Dec(s.Price).Cmp(bound) >= 0 {
		return nil, nil
	}
	lowest, err := exact.Amount(bound)
	if err != nil {
		return nil, err
	}
	return []Finding{{
		Code: Loss, Severity: Warning, Contested: true, Source: rule.Source,
		Stated: salesdesk.Money{Amount: s.Price, Currency: s.Currency}, Lawful: salesdesk.Money{Amount: lowest, Currency: s.Currency},
	}}, nil
}

// bound is the lowest price that is no loss, with the places it needs.
func (s Sale) bound(rule LossRule) fixed.Dec {
	counted := exact.Dec(s.VolumeRebate).Mul(fixed.FromInt(int64(rule.VolumeShare), -2))
	return exact.Dec(s.Purchase).Sub(exact.Dec(s.Rebates)).Sub(counted)
}

func (s Sale) check() error {
	var problems salesdesk.Problems
	problems.Add(needed("day", s.Day))
	problems.AddAt("currency", s.Currency.Check())
	for _, a := range []struct {
		path   string
		amount salesdesk.Amount
	}{{"price", s.Price}, {"purchase", s.Purchase}, {"rebates", s.Rebates}, {"volume_rebate", s.VolumeRebate}} {
		problems.AddAt(a.path, notNegative(a.amount))
	}
	switch s.Exception {
	case "", InSales, Perishable, Obsolete, CompetitorPrice:
	default:
		problems.Add(salesdesk.FieldError{Path: "exception", Rule: salesdesk.RuleOneOf, Param: "sales perishable obsolete competitor_price"})
	}
	return problems.Err()
}

// notNegative is what is wrong with an amount that must not be below zero.
func notNegative(a salesdesk.Amount) error {
	if a.Check() == nil && a.IsZero() {
		return nil
	}
	return positive(a)
}
