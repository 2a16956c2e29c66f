package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// offer prices the request, sends the quote, takes the counter-offer, revises, and
// takes the acceptance.
func (s *sale) offer() error {
	rules, err := quote.Compile(quote.Policy{Location: s.calendar.Location(), Approval: s.company.Approval, Cadence: s.company.Cadence})
	if err != nil {
		return err
	}
	story := s.story.Quote
	if err := s.guide(calendar.DateOf(story.Written, s.calendar.Location())); err != nil {
		return err
	}
	content, err := s.content(story)
	if err != nil {
		return err
	}
	first := s.command(story.Number, s.clerk(), story.Written, 0, "")
	s.quote, err = quote.New(rules, first, quote.Opening{ID: story.Number, Number: story.Number, Customer: s.customer.ID, Seller: s.company.Seller, Content: content})
	if err != nil {
		return err
	}
	if err := s.send(rules, story); err != nil {
		return err
	}
	if err := s.propose(); err != nil {
		return err
	}
	if err := s.negotiate(rules); err != nil {
		return err
	}
	return s.accept(rules)
}

// wholeDiscount is the id of the discount on the whole.
const wholeDiscount = "document"

// content prices the lines of the request with a discount on the whole, and adds
// delivery dates that can be kept.
func (s *sale) content(story quoteStory) (quote.Content, error) {
	story = s.agreed(story)
	request := pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.DateOf(story.Written, s.calendar.Location()), Language: s.customer.Language.Base(),
		Buyer:        pricing.Buyer{ID: s.customer.ID, Groups: []string{s.customer.group}, Channel: s.rfq.Channel, Tax: pricing.TaxPartyOf(s.customer.Party)},
		DeliverTo:    string(s.place().Country),
		CashDiscount: story.CashDiscount,
	}
	var err error
	if request.Accruals, err = s.bonuses(request.Date); err != nil {
		return quote.Content{}, err
	}
	for _, l := range s.rfq.Lines {
		line := pricing.Line{ID: l.ID, SKU: l.SKU, Quantity: l.Quantity}
		if l.Discount != nil {
			line.Adjustments = []pricing.Adjustment{{ID: "line", Rate: l.Discount, Reason: "95"}}
		}
		request.Lines = append(request.Lines, line)
	}
	if story.Discount != nil {
		request.Adjustments = []pricing.Adjustment{{ID: wholeDiscount, Rate: story.Discount, Reason: "95", Text: s.theirs.sentence("discount")}}
	}
	promises, err := s.promises(story.Written)
	if err != nil {
		return quote.Content{}, err
	}
	conditions := quote.Conditions{PaymentDays: *story.PaymentDays, DeliveryPlace: s.oneLine(s.place()), Language: s.customer.Language, BuyerKind: s.customer.Kind}
	for _, p := range promises {
		conditions.Promises = append(conditions.Promises, quote.Promise{Line: p.Line, Date: p.Date})
	}
	return quote.Price(s.pricer, request, conditions)
}

// place is where the goods go: where the request says, else to the customer.
func (s *sale) place() salesdesk.Address {
	if s.rfq.Place != nil {
		return *s.rfq.Place
	}
	return s.customer.Address
}

// oneLine is an address in one line; its country, in the customer's words, is left out at
// home.
func (s *sale) oneLine(a salesdesk.Address) string {
	parts := []string{a.Additional, a.Street, strings.TrimSpace(a.Postcode + " " + a.City)}
	if a.Country != salesdesk.Belgium {
		parts = append(parts, s.theirs.format.Country(a.Country))
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

// agreed is a story with what it does not say taken from the revision before, and for
// the first from the customer.
func (s *sale) agreed(story quoteStory) quoteStory {
	days, cash, discount := s.customer.termDays, (*pricing.CashDiscount)(nil), (*salesdesk.Amount)(nil)
	if len(s.quote.Revisions) > 0 {
		before := s.quote.Latest().Content
		days, cash, discount = before.Conditions.PaymentDays, before.Request.CashDiscount, s.story.Quote.Discount
	}
	if story.PaymentDays == nil {
		story.PaymentDays = &days
	}
	if story.CashDiscount == nil {
		story.CashDiscount = cash
	}
	if story.Discount == nil {
		story.Discount = discount
	}
	return story
}

// promises are the dates that stock, lead times and working days allow.
func (s *sale) promises(at time.Time) ([]promise.Promise, error) {
	var demands []promise.Demand
	var supplies []promise.Supply
	for _, l := range s.rfq.Lines {
		demands = append(demands, promise.Demand{Line: l.ID, SKU: l.SKU, Quantity: l.Quantity, Requested: s.rfq.Requested})
		known := slices.ContainsFunc(supplies, func(supply promise.Supply) bool { return supply.SKU == l.SKU })
		if a, ok := s.articleOf(l.SKU); ok && !known {
			supplies = append(supplies, promise.Supply{SKU: a.SKU, OnHand: a.stock, LeadDays: &a.leadDays})
		}
	}
	logistics := s.company.Logistics
	plan, err := promise.Make(promise.Request{Demands: demands, Supplies: supplies}, promise.Logistics{
		Workdays: s.calendar, Cutoff: logistics.Cutoff, HandlingDays: logistics.HandlingDays,
		Carrier: promise.Carrier{TransitDays: logistics.TransitDays},
	}, at)
	return plan.Promises, err
}

// send gets the approval that the content needs and sends it.
func (s *sale) send(rules *quote.Rules, story quoteStory) error {
	requirements := s.quote.Pending(rules)
	steps := []quoteStep{{quote.Release, s.clerk(), story.Approved, func(cmd *workflow.Command) (quote.Quote, error) { return s.quote.Release(rules, cmd) }}}
	if len(requirements) > 0 {
		for _, r := range requirements {
			s.say("requirement", s.text(r))
		}
		steps = []quoteStep{
			{quote.Submit, s.clerk(), story.Written, func(cmd *workflow.Command) (quote.Quote, error) { return s.quote.Submit(rules, cmd) }},
			{quote.Approve, s.manager(), story.Approved, func(cmd *workflow.Command) (quote.Quote, error) {
				return s.quote.Approve(rules, cmd, s.quote.Latest().Digest)
			}},
		}
	}
	if err := s.warn(rules, story); err != nil {
		return err
	}
	steps = append(steps, quoteStep{quote.Send, s.clerk(), story.Sent, func(cmd *workflow.Command) (quote.Quote, error) {
		return s.quote.Send(rules, cmd, story.ValidUntil)
	}})
	if err := s.moveQuote(steps...); err != nil {
		return err
	}
	if err := s.tellQuote(); err != nil {
		return err
	}
	return s.followUps(rules)
}

func (s *sale) tellQuote() error {
	revision := s.quote.Latest()
	totals := revision.Content.Priced.Totals
	s.say("quote", s.quote.Number, fmt.Sprint(revision.Number), s.money(totals.TaxExclusive), s.money(totals.Payable), s.date(revision.ValidUntil))
	explanation := revision.Content.Explanation
	s.say("levels", s.money(explanation.List), s.money(explanation.Net), s.money(explanation.Invoice), s.money(explanation.Pocket))
	for _, a := range revision.Content.Request.Accruals {
		s.say("bonus", a.Text, s.format.Percent(a.Rate), s.money(salesdesk.Amount{Decimal: explanation.Invoice.Sub(explanation.Pocket.Decimal)}))
	}
	if explanation.MarginRatio != nil {
		s.say("margin", s.format.PercentTo(*explanation.MarginRatio, 1))
	}
	s.file(fmt.Sprintf("waterfall-%d.txt", revision.Number), []byte(s.waterfall()))
	return s.quoteDocuments()
}

// sentAt is when a revision was sent.
func (s *sale) sentAt(revision int) time.Time {
	if revision == 1 {
		return s.story.Quote.Sent
	}
	return s.story.Revision.Sent
}

// propose notes the quote with the opportunity.
func (s *sale) propose() error {
	rules, err := prospect.Compile(prospect.Policy{Location: s.calendar.Location()})
	if err != nil {
		return err
	}
	total := salesdesk.Money{Amount: s.quote.Latest().Content.Priced.Totals.TaxExclusive, Currency: salesdesk.EUR}
	return s.moveOpportunity(prospect.Propose, s.story.Quote.Sent, func(cmd *workflow.Command) (prospect.Opportunity, error) {
		return s.opportunity.Propose(rules, cmd, s.quote.Number, total)
	})
}

func (s *sale) accept(rules *quote.Rules) error {
	at := s.story.Acceptance.At
	err := s.moveQuote(quoteStep{quote.Accept, s.buyer(), at, func(cmd *workflow.Command) (quote.Quote, error) {
		return s.quote.Accept(rules, cmd, s.quote.Latest().Digest)
	}})
	if err != nil {
		return err
	}
	s.say("accepted", s.quote.Number, s.instant(at))
	opportunities, err := prospect.Compile(prospect.Policy{Location: s.calendar.Location()})
	if err != nil {
		return err
	}
	err = s.moveOpportunity(prospect.Win, at, func(cmd *workflow.Command) (prospect.Opportunity, error) {
		return s.opportunity.Win(opportunities, cmd)
	})
	if err != nil {
		return err
	}
	number := s.story.Order.Number
	return s.moveQuote(
		quoteStep{quote.CallOff, s.clerk(), s.story.Order.Received, func(cmd *workflow.Command) (quote.Quote, error) {
			return s.quote.CallOff(rules, cmd, number, s.quote.Awards)
		}},
		quoteStep{quote.Convert, s.system(), s.story.Order.Received, func(cmd *workflow.Command) (quote.Quote, error) {
			return s.quote.Convert(rules, cmd)
		}},
	)
}

// quoteStep is one thing that somebody does to the quote.
type quoteStep struct {
	on   quote.Event
	who  salesdesk.Actor
	at   time.Time
	verb func(*workflow.Command) (quote.Quote, error)
}

func (s *sale) moveQuote(steps ...quoteStep) error {
	for _, step := range steps {
		next, err := step.verb(s.command(s.quote.ID, step.who, step.at, s.quote.Version, ""))
		if err != nil {
			return err
		}
		s.steps.quote = append(s.steps.quote, workflow.Step[quote.Status, quote.Event]{From: s.quote.Status, On: step.on, To: next.Status})
		if err := keep(s, next.Changes()); err != nil {
			return err
		}
		s.quote = next.Saved()
	}
	return nil
}
