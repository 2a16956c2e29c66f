package main

import (
	"cmp"

	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// verb is what a command does to a quote.
type verb func(q quote.Quote, h *house, cmd *workflow.Command, c *command) (quote.Quote, error)

// plain is a verb that needs nothing more.
func plain(f func(quote.Quote, *quote.Rules, *workflow.Command) (quote.Quote, error)) verb {
	return func(q quote.Quote, h *house, cmd *workflow.Command, _ *command) (quote.Quote, error) {
		return f(q, h.rules, cmd)
	}
}

// digest is of the content that is meant; the latest where none is given.
func (c *command) digest(q quote.Quote) string { return cmp.Or(c.Digest, q.Latest().Digest) }

// offer is what the customer wants; nothing where he said nothing.
func (c *command) offer() quote.Offer {
	if c.Offer == nil {
		return quote.Offer{}
	}
	return *c.Offer
}

// verbs are those of a quote, beside reply and advise, which tell something.
func verbs() map[string]verb {
	type (
		given = *workflow.Command
		with  = *command
	)
	return map[string]verb{
		"submit":   plain(quote.Quote.Submit),
		"release":  plain(quote.Quote.Release),
		"return":   plain(quote.Quote.Return),
		"remind":   plain(quote.Quote.Remind),
		"expire":   plain(quote.Quote.Expire),
		"withdraw": plain(quote.Quote.Withdraw),
		"convert":  plain(quote.Quote.Convert),
		"approve": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Approve(h.rules, cmd, c.digest(q))
		},
		"send": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Send(h.rules, cmd, c.ValidUntil)
		},
		"extend": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Extend(h.rules, cmd, c.ValidUntil)
		},
		"receive": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Receive(h.rules, cmd, c.Received)
		},
		"object": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Object(h.rules, cmd, c.Objection)
		},
		"answer": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Answer(h.rules, cmd, c.Objection.ID, c.Objection.Answer, c.Objection.Outcome)
		},
		"counter": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Counter(h.rules, cmd, c.offer())
		},
		"revise": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			offered, err := h.revised(q, c)
			if err != nil {
				return q, err
			}
			return q.Revise(h.rules, cmd, offered)
		},
		"accept": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Accept(h.rules, cmd, c.digest(q))
		},
		"accept_part": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.AcceptPart(h.rules, cmd, c.digest(q), c.Lines)
		},
		"choose": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Choose(h.rules, cmd, h.pricer, c.digest(q), c.Options...)
		},
		"choose_part": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.ChoosePart(h.rules, cmd, h.pricer, c.digest(q), c.Options, c.Lines)
		},
		"call_off": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.CallOff(h.rules, cmd, c.Order, c.Lines)
		},
		"lose": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Lose(h.rules, cmd, c.Lines, c.Loss)
		},
		"decline": func(q quote.Quote, h *house, cmd given, c with) (quote.Quote, error) {
			return q.Decline(h.rules, cmd, c.Loss)
		},
	}
}

// added is an event that the company added to the table; any other is refused.
func added(q quote.Quote, h *house, cmd *workflow.Command, c *command) (quote.Quote, error) {
	return q.Do(h.rules, quote.Event(c.Verb), cmd)
}
