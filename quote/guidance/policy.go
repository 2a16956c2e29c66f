package guidance

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
)

// MaxBands bounds the bands of a policy.
const MaxBands = 50

// Policy is how guidance is drawn from records. The zero value is what its fields say.
type Policy struct {
	Months       int                `json:"months,omitempty"`        // of history; 0 is 24
	MinRecords   int                `json:"min_records,omitempty"`   // below it nothing is said; 0 is 5
	MinCustomers int                `json:"min_customers,omitempty"` // of like customers; 0 is 3
	Quantities   []salesdesk.Amount `json:"quantities,omitempty"`    // where each further quantity band begins, rising; none is one band
	Discounts    []salesdesk.Amount `json:"discounts,omitempty"`     // the same for the bands of the win rate, as ratios; none is 5, 10, 15 and 20 %
	Quantile     Quantile           `json:"quantile,omitempty"`      // how a percentile is taken
	MinMargin    salesdesk.Amount   `json:"min_margin,omitzero"`     // the floor keeps, as a ratio of the price; below 1
	StretchAt    *salesdesk.Amount  `json:"stretch_at,omitempty"`    // the percentile of the stretch; nil is 0.75
}

// Question is what is about to be quoted. Amounts are for one unit, without VAT.
type Question struct {
	Date     calendar.Date      `json:"date"`
	Currency salesdesk.Currency `json:"currency"`
	Customer string             `json:"customer"`
	Segment  string             `json:"segment,omitempty"`
	SKU      string             `json:"sku"`
	Quantity salesdesk.Amount   `json:"quantity"`
	List     salesdesk.Amount   `json:"list"`           // today's
	Cost     *salesdesk.Amount  `json:"cost,omitempty"` // nil is not known: no floor
}

func (p Policy) withDefaults() Policy {
	p.Months, p.MinRecords, p.MinCustomers = or(p.Months, 24), or(p.MinRecords, 5), or(p.MinCustomers, 3)
	p.Discounts = slices.Clone(p.Discounts)
	if p.Discounts == nil {
		for _, bound := range []string{"0.05", "0.10", "0.15", "0.20"} {
			p.Discounts = append(p.Discounts, salesdesk.MustAmount(bound))
		}
	}
	if p.StretchAt == nil {
		at := salesdesk.MustAmount("0.75")
		p.StretchAt = &at
	}
	return p
}

func or(n, zero int) int {
	if n == 0 {
		return zero
	}
	return n
}

// check is every problem of a policy whose defaults are filled in.
func (p Policy) check() error {
	var found salesdesk.Problems
	for _, n := range []struct {
		path string
		is   int
	}{{"months", p.Months}, {"min_records", p.MinRecords}, {"min_customers", p.MinCustomers}} {
		if n.is < 1 {
			found.Add(salesdesk.FieldError{Path: n.path, Rule: salesdesk.RuleMin, Param: "1"})
		}
	}
	found.Add(rising("quantities", p.Quantities))
	found.Add(rising("discounts", p.Discounts))
	switch p.Quantile {
	case Weighted, Type1, Type7:
	default:
		found.Add(salesdesk.FieldError{Path: "quantile", Rule: salesdesk.RuleOneOf, Param: "type_1 type_7"})
	}
	found.AddAt("min_margin", exact.NotBelowZero(p.MinMargin))
	if exact.Dec(p.MinMargin).Cmp(one()) >= 0 {
		found.Add(salesdesk.FieldError{Path: "min_margin", Rule: salesdesk.RuleMax, Param: "1"})
	}
	found.AddAt("stretch_at", exact.NotBelowZero(*p.StretchAt))
	if exact.Dec(*p.StretchAt).Cmp(one()) > 0 {
		found.Add(salesdesk.FieldError{Path: "stretch_at", Rule: salesdesk.RuleMax, Param: "1"})
	}
	return found.Err()
}

func rising(path string, bounds []salesdesk.Amount) error {
	if len(bounds) > MaxBands {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: fmt.Sprint(MaxBands)}
	}
	var p salesdesk.Problems
	for i, b := range bounds {
		p.AddAt(salesdesk.Index(path, i), b.Check())
		if i > 0 && !bounds[i-1].LessThan(b.Decimal) {
			p.Add(salesdesk.FieldError{Path: salesdesk.Index(path, i), Rule: salesdesk.RuleOrder, Param: bounds[i-1].String()})
		}
	}
	return p.Err()
}

func (q Question) check() error {
	var p salesdesk.Problems
	if !q.Date.Valid() {
		p.Add(salesdesk.FieldError{Path: "date", Rule: salesdesk.RuleRequired})
	}
	p.AddAt("currency", q.Currency.Check())
	p.AddAt("quantity", above(q.Quantity))
	p.AddAt("list", above(q.List))
	if q.Cost != nil {
		p.AddAt("cost", exact.NotBelowZero(*q.Cost))
	}
	return p.Err()
}

// bandOf is the number of the band that a value lies in.
func bandOf(bounds []salesdesk.Amount, value salesdesk.Amount) int {
	band := 0
	for band < len(bounds) && !value.LessThan(bounds[band].Decimal) {
		band++
	}
	return band
}
