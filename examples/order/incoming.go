package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/examples/internal/incoming"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/workflow"
)

// taken is a customer's order that came in, until ours is opened of it. Steps are given once:
// the answer to one that is given again is the one before.
type taken struct {
	question
	seen    incoming.Seen
	answers int // that were written
	given   map[string]step
}

// step is a command that was given, and what was said to it.
type step struct {
	digest string
	said   reply
}

// take reads and matches what came in. What is accepted as it is opens our order; anything else
// is answered, and waits for somebody to look or for the customer.
func (d *desk) take(q question) (reply, error) {
	var problems salesdesk.Problems
	if q.Papers == nil {
		problems.Add(salesdesk.FieldError{Path: "papers", Rule: salesdesk.RuleRequired})
	}
	for _, own := range []struct {
		path  string
		given bool
	}{{"agreed", len(q.Agreed.Lines) > 0}, {"purchase", q.Purchase != nil}, {"blanket", q.Blanket != nil}} {
		if own.given {
			problems.Add(salesdesk.FieldError{Path: own.path, Rule: salesdesk.RuleExcluded, Param: "incoming"})
		}
	}
	if err := problems.Err(); err != nil {
		return reply{}, err
	}
	d.files = archive{papers: q.Papers}
	said, err := d.looked(taken{question: q, given: map[string]step{}}, &q.Opened)
	if err != nil {
		return reply{}, err
	}
	for i, c := range q.Commands {
		path := salesdesk.Index("commands", i)
		cmd := c.Given(path, d.order.Version)
		more, err := d.give(c, &cmd)
		if err != nil {
			return reply{}, salesdesk.At(path, err)
		}
		more.Incoming = cmp.Or(more.Incoming, said.Incoming)
		more.Documents, more.Changes = append(said.Documents, more.Documents...), append(said.Changes, more.Changes...)
		said = more
	}
	return said, nil
}

// give is a command before our order is opened, or one of the order.
func (d *desk) give(c command, cmd *workflow.Command) (reply, error) {
	if d.order.Version == 0 {
		return d.settle(c, cmd)
	}
	made, err := d.do(c, cmd)
	if err != nil {
		return reply{}, err
	}
	return d.reply(*cmd, d.log[len(d.log)-1:], made), nil
}

// before answers a command that is not one of our order: there is none yet, or it was given
// before there was.
func (d *desk) before(c command, data []byte) (said reply, is bool, err error) {
	if d.taken == nil {
		return reply{}, false, nil
	}
	digest, err := cli.Digest(data)
	if err != nil {
		return reply{}, true, err
	}
	switch earlier, again := d.taken.given[c.ID]; {
	case again && earlier.digest != digest:
		return reply{}, true, workflow.CommandMismatchError{ID: c.ID}
	case again:
		return earlier.said, true, nil
	case d.order.Version > 0:
		return reply{}, false, nil
	}
	cmd := c.Given("agree", 0)
	cmd.Digest = digest
	said, err = d.settle(c, &cmd)
	if err == nil && c.ID != "" {
		d.taken.given[c.ID] = step{digest: digest, said: said}
	}
	return said, true, err
}

// settle is what somebody saw in a scan, decided of a difference, or the customer's yes to what
// we answered.
func (d *desk) settle(c command, cmd *workflow.Command) (reply, error) {
	next := *d.taken
	switch {
	case c.Verb == "settle" && next.Incoming.Scan != nil:
		scan, err := next.Incoming.Scan.Settle(c.Path, c.Value)
		if err != nil {
			return reply{}, err
		}
		form := *next.Incoming
		form.Scan, next.Incoming = &scan, &form
		return d.looked(next, cmd)
	case next.seen.Result == nil:
		return reply{}, salesdesk.FieldError{Path: "verb", Rule: salesdesk.RuleOneOf, Param: "settle"}
	case c.Verb == "overrule":
		result, err := next.seen.Result.Overrule(c.Path, c.Propose)
		if err != nil {
			return reply{}, err
		}
		next.seen.Result = &result
		return d.answered(next, cmd)
	case c.Verb == "agree":
		if c.Actor.Role != salesdesk.Customer && c.Actor.For != next.Customer {
			return reply{}, salesdesk.FieldError{Path: "actor.for", Rule: salesdesk.RuleOneOf, Param: next.Customer}
		}
		opening, err := next.seen.Result.AsAnswered(next.ID, next.Number)
		if err != nil {
			return reply{}, err
		}
		return d.begin(next, opening, cmd)
	default:
		return reply{}, salesdesk.FieldError{Path: "verb", Rule: salesdesk.RuleOneOf, Param: "settle, overrule, agree"}
	}
}

// looked is the order as it was read, held against ours.
func (d *desk) looked(next taken, cmd *workflow.Command) (reply, error) {
	seen, err := next.Incoming.Look(incoming.Deal{Customer: next.Customer, Buyer: next.Papers.Buyer, Seller: next.Papers.Seller, Channel: next.Channel})
	if err != nil {
		return reply{}, salesdesk.At("incoming", err)
	}
	next.seen = seen
	if seen.Result == nil {
		d.taken = &next
		return reply{Incoming: &next.seen}, nil
	}
	return d.answered(next, cmd)
}

// answered opens our order of one that is accepted as it is, and else answers it.
func (d *desk) answered(next taken, cmd *workflow.Command) (reply, error) {
	if next.seen.Result.Code == intake.Accepted {
		opening, err := next.seen.Result.Opening(next.ID, next.Number)
		if err != nil {
			return reply{}, err
		}
		given := *cmd
		given.Expect = 0
		return d.begin(next, opening, &given)
	}
	next.answers++
	header := intake.Header{
		Number: fmt.Sprintf("%s-A%d", next.Number, next.answers), Issued: calendar.DateOf(cmd.At, time.UTC), SalesOrder: next.Number,
		Promised: next.Promised, Seller: next.Papers.Seller, Buyer: next.Papers.Buyer,
	}
	var xml bytes.Buffer
	if err := intake.WriteResponse(&xml, intake.Respond(next.seen.Order, *next.seen.Result, header)); err != nil {
		return reply{}, salesdesk.At("papers", err)
	}
	d.taken = &next
	return reply{Incoming: &next.seen, Documents: []document{{Name: header.Number + ".order_response.xml", Text: xml.String()}}}, nil
}

// begin opens our order.
func (d *desk) begin(next taken, opening order.Opening, cmd *workflow.Command) (reply, error) {
	opening.Billing = next.Billing
	o, err := order.New(d.rules, cmd, opening)
	if err != nil {
		return reply{}, err
	}
	d.taken, d.order, d.log = &next, o, o.Changes()
	d.files.answered = next.answers > 0
	said := d.reply(*cmd, slices.Clone(d.log), nil)
	said.Incoming = &next.seen
	return said, nil
}
