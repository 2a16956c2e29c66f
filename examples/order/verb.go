package main

import (
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/workflow"
)

// verb is what a command does to an order.
type verb func(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error)

// plain is a verb that needs nothing more.
func plain(f func(order.Order, *order.Rules, *workflow.Command) (order.Order, error)) verb {
	return func(o order.Order, r *order.Rules, cmd *workflow.Command, _ *command) (order.Order, error) {
		return f(o, r, cmd)
	}
}

// ofLines is a verb that moves quantities.
func ofLines(f func(order.Order, *order.Rules, *workflow.Command, []order.Quantity) (order.Order, error)) verb {
	return func(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error) {
		return f(o, r, cmd, c.Lines)
	}
}

// ofDocument is a verb that notes a document.
func ofDocument(f func(order.Order, *order.Rules, *workflow.Command, string, []order.Quantity) (order.Order, error)) verb {
	return func(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error) {
		return f(o, r, cmd, c.Document, c.Lines)
	}
}

// ofShipment is a verb of a shipment by its id.
func ofShipment(f func(order.Order, *order.Rules, *workflow.Command, string) (order.Order, error)) verb {
	return func(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error) {
		return f(o, r, cmd, c.Shipment)
	}
}

// ofReturn is a verb of a return by its id.
func ofReturn(f func(order.Order, *order.Rules, *workflow.Command, string) (order.Order, error)) verb {
	return func(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error) {
		return f(o, r, cmd, c.Return)
	}
}

// undo is a verb that ends a shipment, and says whether its goods go out again.
func undo(f func(order.Order, *order.Rules, *workflow.Command, string, bool) (order.Order, error)) verb {
	return func(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error) {
		return f(o, r, cmd, c.Shipment, c.Release)
	}
}

// held is a verb of a hold.
func held(f func(order.Order, *order.Rules, *workflow.Command, order.Hold) (order.Order, error)) verb {
	return func(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error) {
		return f(o, r, cmd, c.Hold)
	}
}

// changed is a verb of a change that comes with what confirming needs.
func changed(f func(order.Order, *order.Rules, *workflow.Command, order.ChangeSet, order.Confirmation) (order.Order, error)) verb {
	return func(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error) {
		return f(o, r, cmd, c.Change, c.confirmation(o))
	}
}

// confirmation answers in the channel that the order came by.
func (c *command) confirmation(o order.Order) order.Confirmation {
	return order.Confirmation{Promises: c.Promises, CreditLimit: c.Limit, Exposure: c.Exposure, Channel: o.Channel}
}

// verbs are those of an order, its changes, its shipments and its documents, and of returns.
func verbs() map[string]verb {
	all := map[string]verb{
		"submit":           plain(order.Order.Submit),
		"expire":           plain(order.Order.Expire),
		"complete":         plain(order.Order.Complete),
		"reopen":           plain(order.Order.Reopen),
		"decline_change":   plain(order.Order.DeclineChange),
		"withdraw_change":  plain(order.Order.WithdrawChange),
		"refuse_change":    plain(order.Order.RefuseChange),
		"propose_change":   changed(order.Order.ProposeChange),
		"grant_change":     changed(order.Order.GrantChange),
		"place_hold":       held(order.Order.PlaceHold),
		"free_hold":        held(order.Order.FreeHold),
		"allocate":         ofLines(order.Order.Allocate),
		"deallocate":       ofLines(order.Order.Deallocate),
		"close_short":      ofLines(order.Order.CloseShort),
		"reopen_line":      ofLines(order.Order.ReopenLine),
		"pick":             ofShipment(order.Order.PickShipment),
		"fail":             ofShipment(order.Order.FailDelivery),
		"retry":            ofShipment(order.Order.RetryDelivery),
		"void_ship":        ofShipment(order.Order.VoidShipment),
		"dispute_delivery": ofShipment(order.Order.DisputeDelivery),
		"return_to_sender": undo(order.Order.ReturnToSender),
		"cancel_shipment":  undo(order.Order.CancelShipment),

		"authorize_return": ofReturn(order.Order.AuthorizeReturn),
		"reject_return":    ofReturn(order.Order.RejectReturn),
		"cancel_return":    ofReturn(order.Order.CancelReturn),
		"expire_return":    ofReturn(order.Order.ExpireReturn),
		"close_receipt":    ofReturn(order.Order.CloseReceipt),
		"reopen_return":    ofReturn(order.Order.ReopenReturn),

		"credit_undelivered": ofDocument(order.Order.CreditUndelivered),
	}
	for name, more := range ownVerbs() {
		all[name] = more
	}
	return all
}

// ownVerbs are those that need something of their own.
func ownVerbs() map[string]verb {
	type (
		rules = *order.Rules
		given = *workflow.Command
	)
	return map[string]verb{
		"bill": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.BillStage(r, cmd, c.Document, c.Stage, c.Lines)
		},
		"credit": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			if c.Stage != (order.Stage{}) {
				return o.CreditStage(r, cmd, c.Document, c.Stage)
			}
			return o.Credit(r, cmd, c.Document, c.Lines)
		},
		"confirm": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.Confirm(r, cmd, c.confirmation(o))
		},
		"reject": func(o order.Order, r rules, cmd given, _ *command) (order.Order, error) {
			return o.Reject(r, cmd, o.Channel)
		},
		"cancel": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.Cancel(r, cmd, c.Credits...)
		},
		"prepay": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.Prepay(r, cmd, c.Prepayment)
		},
		"substitute": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.Substitute(r, cmd, c.Substitution, c.confirmation(o))
		},
		"reschedule": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.Reschedule(r, cmd, c.Promises)
		},
		"cancel_remaining": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			ids := make([]string, len(c.Lines))
			for i, l := range c.Lines {
				ids[i] = l.Line
			}
			return o.CancelRemaining(r, cmd, ids...)
		},
		"request_change": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.RequestChange(r, cmd, c.Change)
		},
		"accept_change": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.AcceptChange(r, cmd, c.Proposal)
		},
		"call_off": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.CallOff(r, cmd, c.Order, c.Lines)
		},
		"plan_shipment": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.PlanShipment(r, cmd, c.shipment())
		},
		"pack": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.PackShipment(r, cmd, c.Shipment, c.Lines)
		},
		"ship": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.Ship(r, cmd, c.shipment())
		},
		"deliver": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			if len(c.Lines) > 0 {
				return o.DeliverPart(r, cmd, c.Shipment, c.Proof, c.Lines, c.Rest)
			}
			return o.Deliver(r, cmd, c.Shipment, c.Proof)
		},
		"request_return": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.RequestReturn(r, cmd, order.Return{ID: c.Return, Ground: c.Ground, Lines: c.Lines})
		},
		"dispatch_return": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.DispatchReturn(r, cmd, c.Return, c.Label)
		},
		"receive_return": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.ReceiveReturn(r, cmd, c.Return, c.Lines)
		},
		"inspect_return": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.InspectReturn(r, cmd, c.Return, c.Verdicts)
		},
		"propose_return_remedy": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.ProposeReturnRemedy(r, cmd, c.Return, c.Remedy)
		},
		"settle_return": func(o order.Order, r rules, cmd given, c *command) (order.Order, error) {
			return o.SettleReturn(r, cmd, c.Return, c.Document)
		},
	}
}

func (c *command) shipment() order.Shipment {
	return order.Shipment{ID: c.Shipment, Carrier: c.Carrier, Despatch: c.Despatch, Lines: c.Lines}
}

// added is an event that the company added to the table; any other is refused.
func added(o order.Order, r *order.Rules, cmd *workflow.Command, c *command) (order.Order, error) {
	return o.Do(r, order.Event(c.Verb), cmd)
}
