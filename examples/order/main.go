// Command order replays commands on an order: JSON on standard input, JSON on
// standard output.
package main

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// question is what is read: what was agreed, what the company decides, and what
// people did, in order.
type question struct {
	ID       string           `json:"id"`
	Number   string           `json:"number"`
	Customer string           `json:"customer"`
	Agreed   pricing.Priced   `json:"agreed"`
	Policy   policy           `json:"policy,omitzero"`
	Opened   workflow.Command `json:"opened"`
	Commands []command        `json:"commands"`
}

type policy struct {
	ConfirmLimit salesdesk.Amount `json:"confirm_limit,omitzero"`
	OverDelivery salesdesk.Amount `json:"over_delivery,omitzero"`
}

// command is a verb, who gives it, and what it needs.
type command struct {
	Verb     string            `json:"verb"`
	Actor    salesdesk.Actor   `json:"actor"`
	At       time.Time         `json:"at"`
	Reason   string            `json:"reason,omitempty"`
	Lines    []order.Quantity  `json:"lines,omitempty"`
	Promises []promise.Promise `json:"promises,omitempty"`
	Limit    *salesdesk.Amount `json:"credit_limit,omitempty"`
	Exposure salesdesk.Amount  `json:"exposure,omitzero"`
	Hold     order.Hold        `json:"hold,omitempty"`
	Shipment string            `json:"shipment,omitempty"`
	Proof    string            `json:"proof,omitempty"`
	Document string            `json:"document,omitempty"`
	Return   string            `json:"return,omitempty"`
	Verdicts []order.Verdict   `json:"verdicts,omitempty"`
	Remedy   order.Remedy      `json:"remedy,omitempty"`
}

// reply is what is written: the order, what each line is called, what could come
// next for the last actor and what is in the way, and every change.
type reply struct {
	Order     order.Order                                  `json:"order"`
	Labels    map[string]order.Label                       `json:"labels"`
	Permitted []workflow.Choice[order.Status, order.Event] `json:"permitted"`
	Changes   []order.Change                               `json:"changes"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	rules, err := order.Compile(order.Policy{ConfirmLimit: q.Policy.ConfirmLimit, OverDelivery: q.Policy.OverDelivery})
	if err != nil {
		return nil, salesdesk.At("policy", err)
	}
	o, err := order.New(rules, &q.Opened, order.Opening{ID: q.ID, Number: q.Number, Customer: q.Customer, Agreed: q.Agreed})
	if err != nil {
		return nil, err
	}
	last := q.Opened
	for i, c := range q.Commands {
		last = workflow.Command{ID: salesdesk.Index("commands", i), Actor: c.Actor, At: c.At, Reason: c.Reason, Expect: o.Version}
		if o, err = c.apply(o, rules, &last); err != nil {
			return nil, salesdesk.At(salesdesk.Index("commands", i), err)
		}
	}
	last.Expect = o.Version
	answer := reply{Order: o, Labels: map[string]order.Label{}, Permitted: o.Permitted(rules, &last), Changes: o.Changes()}
	for _, l := range o.Lines {
		answer.Labels[l.ID] = l.Label()
	}
	return answer, nil
}

// plain is a verb that needs nothing more, or an event that the company added.
func (c command) plain(o order.Order, r *order.Rules, cmd *workflow.Command) (order.Order, error) {
	switch on := order.Event(c.Verb); on {
	case order.Submit:
		return o.Submit(r, cmd)
	case order.Reject:
		return o.Reject(r, cmd, o.Channel)
	case order.Expire:
		return o.Expire(r, cmd)
	case order.Cancel:
		return o.Cancel(r, cmd)
	case order.Complete:
		return o.Complete(r, cmd)
	case order.Reopen:
		return o.Reopen(r, cmd)
	default:
		return o.Do(r, on, cmd)
	}
}

func (c command) apply(o order.Order, r *order.Rules, cmd *workflow.Command) (order.Order, error) {
	switch c.Verb {
	case "confirm":
		return o.Confirm(r, cmd, order.Confirmation{Promises: c.Promises, CreditLimit: c.Limit, Exposure: c.Exposure})
	case "place_hold":
		return o.PlaceHold(r, cmd, c.Hold)
	case "free_hold":
		return o.FreeHold(r, cmd, c.Hold)
	case "allocate":
		return o.Allocate(r, cmd, c.Lines)
	case "ship":
		return o.Ship(r, cmd, order.Shipment{ID: c.Shipment, Lines: c.Lines})
	case "deliver":
		return o.Deliver(r, cmd, c.Shipment, c.Proof)
	case "close_short":
		return o.CloseShort(r, cmd, c.Lines)
	case "bill":
		return o.Bill(r, cmd, c.Document, c.Lines)
	case "credit":
		return o.Credit(r, cmd, c.Document, c.Lines)
	case "request_return":
		return o.RequestReturn(r, cmd, order.Return{ID: c.Return, Lines: c.Lines})
	case "authorize_return":
		return o.AuthorizeReturn(r, cmd, c.Return)
	case "receive_return":
		return o.ReceiveReturn(r, cmd, c.Return, c.Lines)
	case "inspect_return":
		return o.InspectReturn(r, cmd, c.Return, c.Verdicts)
	case "propose_return_remedy":
		return o.ProposeReturnRemedy(r, cmd, c.Return, c.Remedy)
	case "settle_return":
		return o.SettleReturn(r, cmd, c.Return, c.Document)
	default:
		return c.plain(o, r, cmd)
	}
}
