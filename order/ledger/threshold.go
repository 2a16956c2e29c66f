package ledger

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// ThresholdKind is what an amount decides.
type ThresholdKind string

// The kinds.
const (
	ListedOver      ThresholdKind = "listed_over"      // a customer is in the yearly listing, without VAT in a year
	QuarterlyReturn ThresholdKind = "quarterly_return" // VAT may be returned by the quarter, turnover of a year
	QuarterlyList   ThresholdKind = "quarterly_list"   // the European sales list by the quarter, goods of a quarter
	Dispatches      ThresholdKind = "dispatches"       // Intrastat has to be filed, goods to other member states in a year
)

// MessageID names the text.
func (k ThresholdKind) MessageID() string { return "ledger.threshold." + string(k) }

// Threshold is an amount in euro, from a day on: what is more than it is over it.
type Threshold struct {
	Kind   ThresholdKind    `json:"kind"`
	From   calendar.Date    `json:"from"`
	Amount salesdesk.Amount `json:"amount"`
	Source string           `json:"source"`
}

// BelgianThresholds are those of Belgium as known in November 2026. From general knowledge,
// to be verified before relying on it: the 50,000 of the European sales list, and that the
// Intrastat threshold of 2024 still holds.
func BelgianThresholds() []Threshold {
	return []Threshold{
		{Kind: ListedOver, From: calendar.MustDate("2000-01-01"), Amount: salesdesk.MustAmount("250.00"), Source: "WBTW art. 53quinquies"},
		{Kind: QuarterlyReturn, From: calendar.MustDate("2014-01-01"), Amount: salesdesk.MustAmount("2500000.00"), Source: "KB 1 art. 18"},
		{Kind: QuarterlyList, From: calendar.MustDate("2010-01-01"), Amount: salesdesk.MustAmount("50000.00"), Source: "KB 50, from general knowledge"},
		{Kind: Dispatches, From: calendar.MustDate("2015-01-01"), Amount: salesdesk.MustAmount("1000000.00"), Source: "NBB, of 2024"},
	}
}

func (t Threshold) check() error {
	var problems salesdesk.Problems
	switch t.Kind {
	case ListedOver, QuarterlyReturn, QuarterlyList, Dispatches:
	default:
		problems.Add(salesdesk.FieldError{Path: "kind", Rule: salesdesk.RuleOneOf, Param: "dispatches, listed_over, quarterly_list, quarterly_return"})
	}
	if !t.From.Valid() {
		problems.Add(salesdesk.FieldError{Path: "from", Rule: salesdesk.RuleRequired})
	}
	problems.Add(sum("amount", t.Amount, 2, false))
	return problems.Err()
}

// threshold is the one of a kind that holds on a day, the newest; none where no row does.
func (b *Books) threshold(k ThresholdKind, on calendar.Date) (found Threshold, ok bool) {
	for _, t := range b.thresholds {
		if t.Kind == k && !on.Before(t.From) && (!ok || !t.From.Before(found.From)) {
			found, ok = t, true
		}
	}
	return found, ok
}

// Passed is what a year comes to beside a threshold.
type Passed struct {
	Threshold
	Period calendar.Period  `json:"period"`
	Sum    salesdesk.Amount `json:"sum"`
	Over   bool             `json:"over"`
}

// Thresholds hold the sales of a calendar year against the thresholds at its start: the
// turnover without VAT, the goods and triangular supplies to other member states quarter by
// quarter, and the goods over the year. What is over asks for monthly returns, monthly lists
// or Intrastat. A kind that the policy has no row for is left out.
func (b *Books) Thresholds(sales []Sale, year int) ([]Passed, error) {
	whole := calendar.YearOf(calendar.Date{Year: year, Month: 1, Day: 1})
	supplies, err := b.supplies(sales, whole)
	if err != nil {
		return nil, err
	}
	var problems salesdesk.Problems
	var list []Passed
	add := func(k ThresholdKind, period calendar.Period, counts func(GridRow) bool) {
		t, ok := b.threshold(k, whole.From)
		if !ok {
			return
		}
		var total fixed.Dec
		for _, s := range supplies {
			if period.Contains(s.on) && counts(s.row) {
				total = total.Add(s.base)
			}
		}
		over := total.Cmp(exact.Dec(t.Amount)) > 0
		list = append(list, Passed{Threshold: t, Period: period, Sum: cents(total, &problems), Over: over})
	}
	goods := func(r GridRow) bool { return r.EC == Goods || r.EC == TriangularSupply }
	add(QuarterlyReturn, whole, func(GridRow) bool { return true })
	for month := 1; month <= 10; month += 3 {
		add(QuarterlyList, calendar.QuarterOf(whole.From.AddMonths(month-1)), goods)
	}
	add(Dispatches, whole, func(r GridRow) bool { return r.EC == Goods })
	return list, problems.Err()
}
