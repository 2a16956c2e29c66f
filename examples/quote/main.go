// Command quote replays commands on a quote and writes what comes of them: JSON on
// standard input, JSON on standard output.
package main

import (
	"encoding/json"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// question is what opens a quote: the prices and the policy of the house, what is offered,
// and what people did, in order. In NDJSON the lines after it are commands, one each.
type question struct {
	ID       string           `json:"id"`
	Number   string           `json:"number"`
	Customer string           `json:"customer"`
	Seller   salesdesk.Party  `json:"seller"`
	Rules    pricing.Rules    `json:"rules"`
	Policy   policy           `json:"policy,omitzero"`
	Hours    json.RawMessage  `json:"hours,omitempty"`
	Content  content          `json:"content"`
	Papers   *papers          `json:"papers,omitempty"`
	Opened   workflow.Command `json:"opened"`
	Commands []command        `json:"commands,omitempty"`
}

type policy struct {
	Approval quote.Approval `json:"approval,omitzero"`
	Cadence  quote.Cadence  `json:"cadence,omitzero"`
	SendOpen bool           `json:"send_open,omitempty"`
	Floor    quote.Floor    `json:"floor,omitzero"`
}

// content is what is offered, before it is priced.
type content struct {
	Request    pricing.Request  `json:"request"`
	Conditions quote.Conditions `json:"conditions,omitzero"`
	Costs      []quote.Costing  `json:"costs,omitempty"`
	Open       []intake.Open    `json:"open,omitempty"`
	Claims     []quote.Claim    `json:"claims,omitempty"`
}

// papers are what the documents say beside the quote; without them none is written. The
// day of issue is that of the command.
type papers struct {
	quote.Header
	Language  salesdesk.Language `json:"language"` // of what is printed
	Arguments []string           `json:"arguments,omitempty"`
}

// command is a verb, who gives it, and what it needs.
type command struct {
	cli.Step
	Digest     string          `json:"digest,omitempty"`
	ValidUntil calendar.Date   `json:"valid_until,omitzero"`
	Received   time.Time       `json:"received,omitzero"`
	Objection  quote.Objection `json:"objection,omitzero"`
	Offer      *quote.Offer    `json:"offer,omitempty"`
	Content    *content        `json:"content,omitempty"`
	Hold       bool            `json:"hold,omitempty"`
	Lines      []quote.Award   `json:"lines,omitempty"`
	Options    []string        `json:"options,omitempty"`
	Order      string          `json:"order,omitempty"`
	Loss       quote.Loss      `json:"loss,omitzero"`
}

// reply is what is written: the quote and where its lines stand, what could come next for
// the last actor and what is in the way, what law has to say, and what this line of the
// input brought.
type reply struct {
	Quote     quote.Quote                                  `json:"quote"`
	Standing  []quote.Standing                             `json:"standing"`
	Permitted []workflow.Choice[quote.Status, quote.Event] `json:"permitted"`
	Pending   []quote.Requirement                          `json:"pending,omitempty"`
	Findings  []quote.Finding                              `json:"findings,omitempty"`
	FollowUps []quote.FollowUp                             `json:"follow_ups,omitempty"`
	brought
	Changes   []quote.Change `json:"changes"`
	Documents []document     `json:"documents,omitempty"`
}

func main() {
	var d desk
	cli.MainOf(cli.Program{Answer: d.answer})
}

// desk keeps the quote from one line to the next.
type desk struct {
	house
	quote quote.Quote
	log   []quote.Change
}

func (d *desk) answer(data []byte) (any, error) {
	if cli.IsCommand(data) {
		return d.next(data)
	}
	return d.open(data)
}

// open begins a quote, with the commands that came with it.
func (d *desk) open(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	var problems salesdesk.Problems
	h, err := q.house()
	problems.Add(err)
	opened, err := h.opened(&q)
	problems.Add(err)
	if problems.Err() != nil {
		return nil, problems
	}
	begun := desk{house: h, quote: opened, log: opened.Changes()}
	answer, err := begun.reply(opened, q.Opened, brought{})
	if err != nil {
		return nil, err
	}
	var documents []document
	for i, c := range q.Commands {
		path := salesdesk.Index("commands", i)
		if answer, err = begun.do(c, c.Given(path, begun.quote.Version)); err != nil {
			return nil, salesdesk.At(path, err)
		}
		documents = append(documents, answer.Documents...)
	}
	*d = begun
	answer.Changes, answer.Documents = d.log, documents
	return answer, nil
}

// next gives the quote one command more. One that was given before is answered with what
// it led to, and nothing is added.
func (d *desk) next(data []byte) (any, error) {
	var c command
	if err := strict.Decode(data, &c); err != nil {
		return nil, err
	}
	if d.rules == nil {
		return nil, salesdesk.FieldError{Path: "verb", Rule: salesdesk.RuleOrder, Param: "opened"}
	}
	cmd, before, again, err := cli.Recall(&c.Step, data, d.quote.Version, d.log)
	if err != nil {
		return nil, err
	}
	if again {
		answer, err := d.reply(d.quote, cmd, brought{})
		answer.Changes = []quote.Change{before}
		return answer, err
	}
	return d.do(c, cmd)
}

// do applies a command, or answers what it only asks, and writes its documents; what fails
// changes nothing.
func (d *desk) do(c command, cmd workflow.Command) (reply, error) {
	next, more, err := d.apply(d.quote, &cmd, &c)
	if err != nil {
		return reply{}, err
	}
	made, err := d.write(next, &c)
	if err != nil {
		return reply{}, err
	}
	answer, err := d.reply(next, cmd, more)
	if err != nil {
		return reply{}, err
	}
	answer.Changes, answer.Documents = next.Changes()[len(d.log):], made
	d.quote, d.log = next, next.Changes()
	return answer, nil
}
