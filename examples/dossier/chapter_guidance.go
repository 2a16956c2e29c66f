package main

import (
	"fmt"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/guidance"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// guide says what history speaks for before anything is offered: of every line in a file
// for the desk, of the largest in the summary.
func (s *sale) guide(on calendar.Date) error {
	records := s.records()
	var text strings.Builder
	var largest salesdesk.Amount
	var said []string
	for _, l := range s.rfq.Lines {
		a, _ := s.articleOf(l.SKU)
		list := perUnit(a.entry)
		g, err := guidance.Policy{MinMargin: s.company.Floor.MinMargin}.Guide(guidance.Question{
			Date: on, Currency: salesdesk.EUR, Customer: s.customer.ID, Segment: s.customer.group, SKU: l.SKU, Quantity: l.Quantity, List: list, Cost: a.Cost,
		}, records)
		if err != nil {
			return salesdesk.At("history.csv", err)
		}
		row := s.guidance(l.ID, g)
		fmt.Fprintln(&text, s.sentence("guidance", row...))
		if value := (salesdesk.Amount{Decimal: list.Mul(l.Quantity.Decimal)}); g.Like.Target != nil && value.GreaterThan(largest.Decimal) {
			largest, said = value, row
		}
	}
	s.file("desk-guidance.txt", []byte(text.String()))
	if said != nil {
		s.say("guidance", said...)
	}
	return nil
}

// guidance is a line with its floor, target and stretch, and what they rest on.
func (s *sale) guidance(line string, g guidance.Guide) []string {
	price := func(l *guidance.Level) string {
		if l == nil {
			return "–"
		}
		return s.format.Price(salesdesk.Money{Amount: l.Price, Currency: salesdesk.EUR})
	}
	floor := "–"
	if g.Floor != nil {
		floor = s.format.Price(salesdesk.Money{Amount: *g.Floor, Currency: salesdesk.EUR})
	}
	evidence := s.text(g.Like.Confidence)
	if g.Like.Confidence != guidance.TooFew {
		evidence = s.sentence("evidence", fmt.Sprint(g.Like.Records), fmt.Sprint(g.Like.Customers), evidence)
	}
	return []string{s.lineName(s.voice, line), floor, price(g.Like.Target), price(g.Like.Stretch), evidence}
}

// perUnit is the list price of one unit, of which the table has that of a base quantity.
func perUnit(e pricing.Entry) salesdesk.Amount {
	if e.BaseQuantity.IsZero() || e.BaseQuantity.Equal(salesdesk.MustAmount("1")) {
		return e.Price
	}
	return salesdesk.MustAmount(e.Price.DivRound(e.BaseQuantity.Decimal, 6).String()) // in the places it needs
}

// records are the prices that were won. The history has no list prices: today's stand in.
func (s *sale) records() []guidance.Record {
	segments := map[string]string{}
	for _, c := range s.customers {
		segments[c.ID] = c.group
	}
	var list []guidance.Record
	for i, f := range s.history {
		a, known := s.articleOf(f.sku)
		unit := perUnit(a.entry)
		if !known || !f.quantity.IsPositive() || !unit.IsPositive() || f.net.IsNegative() {
			continue
		}
		list = append(list, guidance.Record{
			ID: fmt.Sprint(i + 1), Date: f.date, Customer: f.customer, Segment: segments[f.customer], SKU: f.sku, Quantity: f.quantity, List: unit,
			Net: salesdesk.Amount{Decimal: f.net.DivRound(f.quantity.Decimal, 6)}, Outcome: guidance.Won,
		})
	}
	return list
}

// bonuses are what the customer's agreements set aside for him at the end of the year, of
// what he bought in it and is expected to: as much as in the twelve months before.
func (s *sale) bonuses(on calendar.Date) ([]pricing.Accrual, error) {
	var list []pricing.Accrual
	var problems salesdesk.Problems
	for i, a := range s.company.Agreements {
		year, current := a.Year(on)
		if a.Customer != s.customer.ID || !current {
			continue
		}
		soFar, forecast := s.bought(calendar.Period{From: year.From, To: on}), s.bought(calendar.Period{From: on.AddMonths(-12), To: on})
		for _, b := range a.Bonuses {
			accrual, err := b.Expected(soFar, forecast, a.Currency)
			problems.AddAt(salesdesk.Index("company.json.agreements", i), err)
			list = append(list, accrual)
		}
	}
	return list, problems.Err()
}

// bought is the customer's turnover of a time.
func (s *sale) bought(in calendar.Period) salesdesk.Amount {
	var sum salesdesk.Amount
	for _, f := range s.history {
		if f.customer == s.customer.ID && in.Contains(f.date) {
			sum.Decimal = sum.Add(f.net.Decimal)
		}
	}
	return sum
}
