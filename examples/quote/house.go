package main

import (
	"errors"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// house is what a quote is made with: the policy, the prices, and when the desk is open.
type house struct {
	rules  *quote.Rules
	pricer *pricing.Pricer
	open   *calendar.Calendar // nil asks nobody again
	zone   *time.Location
	floor  quote.Floor
	papers *papers
}

func (q *question) house() (house, error) {
	h := house{zone: time.UTC, floor: q.Policy.Floor, papers: q.Papers}
	var problems salesdesk.Problems
	var err error
	if len(q.Hours) > 0 {
		h.open, err = opening(q.Hours, q.Opened.At.Year())
		problems.AddAt("hours", err)
	}
	if h.open != nil {
		h.zone = h.open.Location()
	}
	h.pricer, err = pricing.Compile(q.Rules)
	problems.AddAt("rules", err)
	h.rules, err = quote.Compile(quote.Policy{Location: h.zone, Approval: q.Policy.Approval, Cadence: q.Policy.Cadence, SendOpen: q.Policy.SendOpen})
	problems.AddAt("policy", err)
	return h, problems.Err()
}

// opened is the quote that a question opens, or everything that is wrong with it, but for
// prices and rules that are missing: house said why.
func (h *house) opened(q *question) (quote.Quote, error) {
	offered := quote.Content{Request: q.Content.Request, Conditions: q.Content.Conditions, Costs: q.Content.Costs, Open: q.Content.Open, Claims: q.Content.Claims}
	opened, err := quote.Open(h.rules, &q.Opened, h.pricer, quote.Opening{ID: q.ID, Number: q.Number, Customer: q.Customer, Seller: q.Seller, Content: offered})
	var problems, wrong salesdesk.Problems
	wrong.Add(err)
	for _, e := range wrong {
		if !strict.Under(e, "pricer") && !strict.Under(e, "rules") {
			problems.Add(e)
		}
	}
	return opened, problems.Err()
}

// opening is when the desk is open; Belgian holidays of the years around are closed.
func opening(data []byte, year int) (*calendar.Calendar, error) {
	hours, err := calendar.DecodeHours(data, time.LoadLocation)
	if err != nil {
		return nil, err
	}
	hours.Closed = append(calendar.Belgium(year-1, year+1), hours.Closed...)
	return calendar.New(hours)
}

// priced is the content at the prices of the house.
func (c *content) priced(p *pricing.Pricer) (quote.Content, error) {
	offered, err := quote.Price(p, c.Request, c.Conditions)
	if err != nil {
		return offered, salesdesk.At("request", err)
	}
	offered.Costs, offered.Open, offered.Claims = c.Costs, c.Open, c.Claims
	return offered, nil
}

// revised is what a revision offers: a content, or the one before with its prices held on
// the day of the command, or what the customer asks, in the command or before.
func (h *house) revised(q quote.Quote, c *command) (quote.Content, error) {
	latest := q.Latest()
	switch {
	case c.Content != nil:
		offered, err := c.Content.priced(h.pricer)
		return offered, salesdesk.At("content", err)
	case c.Hold:
		request := latest.Content.Hold()
		request.Date = calendar.DateOf(c.At, h.zone)
		held := content{request, latest.Content.Conditions, latest.Content.Costs, latest.Content.Open, latest.Content.Claims}
		return held.priced(h.pricer)
	case c.Offer != nil:
		return quote.Meet(h.pricer, latest.Content, *c.Offer)
	case latest.Offer != nil:
		return quote.Meet(h.pricer, latest.Content, *latest.Offer)
	default:
		return quote.Content{}, salesdesk.FieldError{Path: "content", Rule: salesdesk.RuleRequired}
	}
}

// brought is what a command tells beside the quote it leads to.
type brought struct {
	Judgement   *quote.Judgement   `json:"judgement,omitempty"`
	Advice      *quote.Advice      `json:"advice,omitempty"`
	Reapproval  []quote.Reapproval `json:"reapproval,omitempty"`
	Differences []quote.Difference `json:"differences,omitempty"`
	Given       []quote.Concession `json:"given,omitempty"`
	Agreed      *pricing.Priced    `json:"agreed,omitempty"`
}

// apply gives the quote that a command leads to, and what it tells.
func (h *house) apply(q quote.Quote, cmd *workflow.Command, c *command) (next quote.Quote, b brought, err error) {
	switch c.Verb {
	case "advise":
		b, err = h.advise(q, cmd, c)
		return q, b, err
	case "reply":
		var j quote.Judgement
		next, j, err = q.Reply(h.rules, cmd, h.pricer, quote.Reply{Digest: c.Digest, Offer: c.offer()})
		return next, brought{Judgement: &j}, err
	}
	verb, ok := verbs()[c.Verb]
	if !ok {
		verb = added
	}
	if next, err = verb(q, h, cmd, c); err != nil {
		return q, b, err
	}
	switch c.Verb {
	case "revise":
		b.Differences = quote.Diff(q.Latest().Content, next.Latest().Content)
		b.Given, err = next.Given()
	case "call_off":
		var agreed pricing.Priced
		agreed, err = next.Agreed(c.Order)
		b.Agreed = &agreed
	}
	return next, b, err
}

// advise weighs what a revision would offer, and says who would have to approve it again.
// Nothing changes.
func (h *house) advise(q quote.Quote, cmd *workflow.Command, c *command) (brought, error) {
	asked, err := h.revised(q, c)
	if err != nil {
		return brought{}, err
	}
	advice, err := quote.Advise(q.Latest().Content, asked, h.floor)
	return brought{Advice: &advice, Reapproval: q.Reapproval(h.rules, asked, cmd.Actor)}, err
}

// reply is what is said of a quote after a command.
func (h *house) reply(q quote.Quote, last workflow.Command, b brought) (reply, error) {
	last.Expect = q.Version
	answer := reply{Quote: q, Standing: q.Standing(), Permitted: q.Permitted(h.rules, &last), Pending: q.Pending(h.rules), brought: b, Changes: q.Changes()}
	findings, lawless := q.Findings(h.rules, last.At, q.Latest().ValidUntil)
	answer.Findings = findings
	if h.open == nil {
		return answer, lawless
	}
	due, err := q.FollowUps(h.rules, h.open)
	answer.FollowUps = due
	return answer, errors.Join(lawless, err)
}
