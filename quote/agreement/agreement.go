package agreement

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Bounds of an agreement.
const (
	MaxPrices = 10_000 // prices
	MaxParts  = 100    // bonuses, commitments, and the tiers or milestones of one
)

// Agreement is what a customer has agreed for a time. The zero value is invalid.
type Agreement struct {
	ID          string             `json:"id"`
	Customer    string             `json:"customer"`
	Currency    salesdesk.Currency `json:"currency"`
	Period      calendar.Period    `json:"period"`
	Prices      []Price            `json:"prices,omitempty"`
	Bonuses     []Bonus            `json:"bonuses,omitempty"`
	Commitments []Commitment       `json:"commitments,omitempty"`
}

// Price is a price of the agreement, for an article or a group.
type Price struct {
	SKU          string           `json:"sku,omitempty"`
	Group        string           `json:"group,omitempty"`   // of articles; a price has SKU or Group
	Project      string           `json:"project,omitempty"` // empty is whatever it is bought for
	Price        salesdesk.Amount `json:"price"`             // for BaseQuantity, VAT excluded
	BaseQuantity salesdesk.Amount `json:"base_quantity,omitzero"`
	Mode         pricing.TierMode `json:"mode,omitempty"`
	Tiers        []pricing.Tier   `json:"tiers,omitempty"`
}

// DecodeAgreement reads an agreement from JSON. Fields that it does not have are refused,
// at every depth. What it says is for Check.
func DecodeAgreement(data []byte) (Agreement, error) {
	var a Agreement
	err := strict.Decode(data, &a)
	return a, err
}

// Entries are the agreement's prices as entries of a price book: for its customer, in its
// period and currency, named after it ("A7/1" is the first). The book's own check says
// what is wrong with a price.
func (a Agreement) Entries() []pricing.Entry {
	entries := make([]pricing.Entry, len(a.Prices))
	for i, p := range a.Prices {
		entries[i] = pricing.Entry{
			ID: a.ID + "/" + strconv.Itoa(i+1), SKU: p.SKU, Group: p.Group, Customer: a.Customer, Project: p.Project,
			From: a.Period.From, To: a.Period.To, Currency: a.Currency,
			Price: p.Price, BaseQuantity: p.BaseQuantity, Mode: p.Mode, Tiers: append([]pricing.Tier(nil), p.Tiers...),
		}
	}
	return entries
}

// Year is the year of the agreement that a day lies in: twelve months from its first day
// or from an anniversary of it, cut where the agreement ends; ok is false outside it.
func (a Agreement) Year(on calendar.Date) (year calendar.Period, ok bool) {
	if !a.Period.Contains(on) {
		return calendar.Period{}, false
	}
	k := on.Year - a.Period.From.Year
	if on.Before(a.Period.From.AddMonths(12 * k)) {
		k--
	}
	year = calendar.Period{From: a.Period.From.AddMonths(12 * k), To: a.Period.From.AddMonths(12 * (k + 1))}
	if a.Period.To.Before(year.To) {
		year.To = a.Period.To
	}
	return year, true
}

// Check is every problem of the agreement but those of its prices, which the book finds.
func (a Agreement) Check() error {
	var p salesdesk.Problems
	for _, text := range []struct{ path, is string }{{"id", a.ID}, {"customer", a.Customer}} {
		if text.is == "" {
			p.Add(salesdesk.FieldError{Path: text.path, Rule: salesdesk.RuleRequired})
		}
	}
	p.AddAt("currency", a.Currency.Check())
	p.AddAt("period", a.Period.Check())
	p.Add(tooMany("prices", len(a.Prices), MaxPrices))
	p.Add(tooMany("bonuses", len(a.Bonuses), MaxParts))
	p.Add(tooMany("commitments", len(a.Commitments), MaxParts))
	if p.Err() != nil {
		return p
	}
	named := map[string]bool{}
	for i, b := range a.Bonuses {
		p.AddAt(salesdesk.Index("bonuses", i), b.Check())
		p.Add(again(named, salesdesk.Index("bonuses", i), "bonus "+b.ID))
	}
	for i, c := range a.Commitments {
		p.AddAt(salesdesk.Index("commitments", i), c.Check())
		p.Add(again(named, salesdesk.Index("commitments", i), "commitment "+c.ID))
	}
	return p.Err()
}

func tooMany(path string, n, most int) error {
	if n > most {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(most)}
	}
	return nil
}

// again says that a name was met before.
func again(named map[string]bool, path, name string) error {
	if named[name] {
		return salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleDuplicate, Param: name}
	}
	named[name] = true
	return nil
}
