package law

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// MaxPrices bounds the prices of a history.
const MaxPrices = 10_000

// Offered is a price that was asked in a channel for a time, VAT included. What was not
// on offer has no price: leave the days out.
type Offered struct {
	Channel string           `json:"channel"`
	Period  calendar.Period  `json:"period"`
	Price   salesdesk.Amount `json:"price"`
	Reduced bool             `json:"reduced,omitempty"` // announced as a reduction
}

// Reference is the price that a reduction is to be announced against.
type Reference struct {
	Price   salesdesk.Amount `json:"price"`
	Period  calendar.Period  `json:"period"`            // in which it is the lowest
	Since   calendar.Date    `json:"since"`             // the first step of the reduction: the day itself, or before it where it grew
	Growing bool             `json:"growing,omitempty"` // without a break since then
	Source  string           `json:"source"`
}

// NoReferenceError is a reduction that cannot be announced yet: the goods were not on
// offer in the channel for long enough, or, with Days 0, no law says what its reference is.
type NoReferenceError struct {
	Channel string
	Day     calendar.Date
	Days    int // needed
	Source  string
}

func (e NoReferenceError) Error() string {
	return fmt.Sprintf("no reference price in channel %q on %s: %d days on the market are needed", e.Channel, e.Day, e.Days)
}

// MessageID names the text.
func (NoReferenceError) MessageID() string { return "law.no_reference" }

// ReferencePrice is the lowest price of the 30 days before a reduction that starts on a
// day at a price, in one channel; of the 7 days before, for goods that are on the market
// for less than 30. Where the reduction continues an announced one without a break, and
// never went up, the days before its first step count. List 30, a braderie at 20, list
// again, then 15: the reference is 20.
//
// The history is in any order; that of other channels is not looked at. The error is a
// [NoReferenceError], or every problem of the history with its path.
func (r Rules) ReferencePrice(history []Offered, channel string, price salesdesk.Amount, day calendar.Date) (Reference, error) {
	prices, err := pricesOf(history, channel)
	if err != nil {
		return Reference{}, err
	}
	rule, ok := ruleOn(r.Reductions, day)
	if !ok {
		return Reference{}, NoReferenceError{Channel: channel, Day: day}
	}
	return rule.reference(prices, channel, price, day)
}

func (r ReductionRule) reference(prices []Offered, channel string, price salesdesk.Amount, day calendar.Date) (Reference, error) {
	since := firstStep(prices, price, day)
	before := calendar.Period{From: since.AddDays(-r.Days), To: since}
	missing := NoReferenceError{Channel: channel, Day: day, Days: r.NewDays, Source: r.Source}
	if len(prices) == 0 || since.AddDays(-r.NewDays).Before(prices[0].Period.From) {
		return Reference{}, missing
	}
	if before.From.Before(prices[0].Period.From) {
		before.From = since.AddDays(-r.NewDays)
	}
	found := Reference{Period: before, Since: since, Growing: since.Before(day), Source: r.Source}
	for k, p := range within(prices, before) {
		if k == 0 || p.Price.LessThan(found.Price.Decimal) {
			found.Price = p.Price
		}
		missing.Days = 0
	}
	if missing.Days != 0 {
		return Reference{}, missing
	}
	return found, nil
}

// firstStep is the first day of an announced reduction that went on without a break, and
// without going up, to a price from a day on.
func firstStep(prices []Offered, price salesdesk.Amount, day calendar.Date) calendar.Date {
	since := day
	for _, p := range slices.Backward(prices) {
		if !p.Period.From.Before(since) {
			continue
		}
		if !p.Reduced || p.Period.To.Before(since) || p.Price.LessThan(price.Decimal) {
			break
		}
		since, price = p.Period.From, p.Price
	}
	return since
}

// within are the prices of which a day lies in a period.
func within(prices []Offered, in calendar.Period) []Offered {
	var all []Offered
	for _, p := range prices {
		if p.Period.Overlaps(in) {
			all = append(all, p)
		}
	}
	return all
}

// pricesOf are the prices of a channel by their first day.
func pricesOf(history []Offered, channel string) ([]Offered, error) {
	if len(history) > MaxPrices {
		return nil, salesdesk.FieldError{Path: "history", Rule: salesdesk.RuleLength, Param: fmt.Sprint(MaxPrices)}
	}
	var problems salesdesk.Problems
	var prices []Offered
	for i := range history {
		p := &history[i]
		path := salesdesk.Index("history", i)
		problems.AddAt(path+".period", p.Period.Check())
		problems.AddAt(path+".price", positive(p.Price))
		if p.Channel == channel {
			prices = append(prices, *p)
		}
	}
	if problems.Err() != nil {
		return nil, problems
	}
	slices.SortStableFunc(prices, func(a, b Offered) int { return a.Period.From.Compare(b.Period.From) })
	for i := range len(prices) - 1 {
		if prices[i+1].Period.From.Before(prices[i].Period.To) {
			problems.Add(salesdesk.FieldError{Path: "history", Rule: salesdesk.RuleOrder, Param: prices[i+1].Period.String()})
		}
	}
	return prices, problems.Err()
}

// positive is what is wrong with an amount that must be above zero.
func positive(a salesdesk.Amount) error {
	if err := a.Check(); err != nil {
		return err
	}
	if a.Sign() <= 0 {
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return nil
}

// needed is what is wrong with a day that must be there.
func needed(path string, d calendar.Date) error {
	if !d.Valid() {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired}
	}
	return nil
}
