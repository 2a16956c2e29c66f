package main

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

// fulfil takes the order, promises dates, and ships.
func (s *sale) fulfil() error {
	rules, err := s.orderRules()
	if err != nil {
		return err
	}
	story := s.story.Order
	opening, err := order.FromQuote(s.quote, story.Number, story.Number)
	if err != nil {
		return err
	}
	s.order, err = order.New(rules, s.command(story.Number, s.clerk(), story.Received, 0, ""), opening)
	if err != nil {
		return err
	}
	promises, err := s.promises(story.Confirmed)
	if err != nil {
		return err
	}
	err = s.moveOrder(
		orderStep{order.Submit, s.clerk(), story.Received, "", func(cmd *workflow.Command) (order.Order, error) { return s.order.Submit(rules, cmd) }},
		orderStep{order.Confirm, s.clerk(), story.Confirmed, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.Confirm(rules, cmd, order.Confirmation{Promises: promises, CreditLimit: s.creditLimit(), Exposure: story.Exposure})
		}},
	)
	if err != nil {
		return err
	}
	s.say("order", s.order.Number, s.instant(story.Confirmed))
	for _, p := range promises {
		s.say("promise", s.lineName(s.voice, p.Line), s.date(p.Date), s.text(p.Binding))
	}
	s.tellMoved(promises)
	if err := s.confirm(promises); err != nil {
		return err
	}
	return s.ship(rules)
}

// moved is a date that the order could not keep, or beats: from the quote's to its own.
type moved struct {
	line     string
	from, to calendar.Date
}

func (s *sale) moved(promises []promise.Promise) []moved {
	var list []moved
	for _, quoted := range s.quote.Latest().Content.Conditions.Promises {
		for _, p := range promises {
			if p.Line == quoted.Line && p.Date != quoted.Date {
				list = append(list, moved{p.Line, quoted.Date, p.Date})
			}
		}
	}
	return list
}

func (s *sale) tellMoved(promises []promise.Promise) {
	for _, m := range s.moved(promises) {
		s.say("promise_moved", s.lineName(s.voice, m.line), s.date(m.from), s.date(m.to))
	}
}

func (s *sale) orderRules() (*order.Rules, error) {
	return order.Compile(order.Policy{ConfirmLimit: s.company.ConfirmLimit})
}

// creditLimit is the customer's; a consumer has none and pays first.
func (s *sale) creditLimit() *salesdesk.Amount {
	if s.customer.Kind == salesdesk.Consumer {
		return nil
	}
	return &s.customer.credit
}

func (s *sale) ship(rules *order.Rules) error {
	for _, story := range s.story.Shipments {
		lines := s.quantities(story.Lines)
		shipment := order.Shipment{ID: story.ID, Carrier: story.Carrier, Lines: lines}
		err := s.moveOrder(
			orderStep{order.Allocate, s.warehouse(), story.Shipped, "", func(cmd *workflow.Command) (order.Order, error) {
				return s.order.Allocate(rules, cmd, lines)
			}},
			orderStep{order.Ship, s.warehouse(), story.Shipped, "", func(cmd *workflow.Command) (order.Order, error) {
				return s.order.Ship(rules, cmd, shipment)
			}},
			orderStep{order.Deliver, s.warehouse(), story.Delivered, "", func(cmd *workflow.Command) (order.Order, error) {
				return s.order.Deliver(rules, cmd, story.ID, story.Proof)
			}},
		)
		if err != nil {
			return err
		}
		s.say("shipment", story.ID, s.instant(story.Delivered), story.Proof)
	}
	for _, l := range s.order.Lines {
		s.say("line", s.lineName(s.voice, l.ID), s.format.Quantity(l.Delivered, l.Unit), s.text(l.Label()))
	}
	return nil
}

// quantities are the whole quantities of the lines named.
func (s *sale) quantities(lines []string) []order.Quantity {
	var all []order.Quantity
	for _, id := range lines {
		if l, ok := s.order.Line(id); ok {
			all = append(all, order.Quantity{Line: id, Quantity: l.Ordered})
		}
	}
	return all
}

// orderStep is one thing that somebody does to the order.
type orderStep struct {
	on     order.Event
	who    salesdesk.Actor
	at     time.Time
	reason string
	verb   func(*workflow.Command) (order.Order, error)
}

func (s *sale) moveOrder(steps ...orderStep) error {
	for _, step := range steps {
		next, err := step.verb(s.command(s.order.ID, step.who, step.at, s.order.Version, step.reason))
		if err != nil {
			return err
		}
		s.keepReturns(next)
		if step.on != "" {
			s.steps.order = append(s.steps.order, workflow.Step[order.Status, order.Event]{From: s.order.Status, On: step.on, To: next.Status})
		}
		if err := keep(s, next.Changes()); err != nil {
			return err
		}
		s.order = next.Saved()
	}
	return nil
}

// keepReturns notes the steps of the return, from the changes that are not saved yet.
func (s *sale) keepReturns(next order.Order) {
	for _, c := range next.Changes() {
		fact, ok := c.Fact.(order.ReturnMoved)
		if !ok {
			continue
		}
		from := order.ReturnOpen
		if n := len(s.steps.returns); n > 0 {
			from = s.steps.returns[n-1].To
		}
		s.steps.returns = append(s.steps.returns, workflow.Step[order.ReturnStatus, order.ReturnEvent]{From: from, On: fact.Step, To: fact.Status})
	}
}
