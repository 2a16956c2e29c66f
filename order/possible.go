package order

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// NothingError is an event that the order has nothing for: no hold to free, nothing
// to invoice.
type NothingError struct{ On Event }

func (e NothingError) Error() string {
	return "nothing there to " + strings.ReplaceAll(string(e.On), "_", " ")
}

// MessageID names the text.
func (NothingError) MessageID() string { return "order.nothing" }

// possible is a guard that the order has something for an event. It answers what is permitted:
// once there is a fact, the guards that look at it say more.
func possible(name string, on Event, there func(*Order, *Policy) bool) *workflow.Guard[Case] {
	return workflow.NewGuard(name, func(_ *workflow.Command, c Case) error {
		if c.Fact == nil && !there(c.Order, c.Policy) {
			return NothingError{On: on}
		}
		return nil
	})
}

// room is what limits a line besides its own quantities.
type room struct {
	free salesdesk.Amount // allocated and not being packed
	over salesdesk.Amount // that may leave beyond the order
}

// ofLine asks for a line with a quantity above zero.
func ofLine(left func(*Line, room) salesdesk.Amount) func(*Order, *Policy) bool {
	return func(o *Order, p *Policy) bool {
		reserved := o.reserved("")
		return slices.ContainsFunc(o.Lines, func(l Line) bool {
			return left(&l, room{free: sub(l.Allocated, reserved[l.ID]), over: l.over(p.OverDelivery)}).IsPositive()
		})
	}
}

func free(_ *Line, r room) salesdesk.Amount { return r.free }

func unallocated(l *Line, r room) salesdesk.Amount {
	return sub(add(l.Ordered, r.over), l.Allocated, l.Shipped, l.Cancelled, l.Waived)
}

// shippable is what is free, or may leave beyond it within the tolerance.
func shippable(l *Line, r room) salesdesk.Amount {
	if r.free.IsPositive() {
		return r.free
	}
	return smaller(add(r.over, r.free), unallocated(l, r))
}

// closable is what is ordered and nothing became of; of a blanket order what is not called off.
func closable(l *Line, _ room) salesdesk.Amount {
	return smaller(unallocated(l, room{}), uncalled(l, room{}))
}

func uncalled(l *Line, _ room) salesdesk.Amount { return sub(l.Ordered, l.Called, l.Cancelled) }

func cancellable(l *Line, r room) salesdesk.Amount { return add(l.Backorder(), r.free) }

func revivable(l *Line, _ room) salesdesk.Amount { return add(l.Cancelled, l.Waived) }

func billable(l *Line, _ room) salesdesk.Amount { return l.Billable() }

func invoiced(l *Line, _ room) salesdesk.Amount { return l.standing() }

func creditDue(l *Line, _ room) salesdesk.Amount { return l.CreditDue }

func returnable(l *Line, _ room) salesdesk.Amount {
	return sub(l.Delivered, l.ReturnOpen, l.Returned, l.Dismissed)
}

func sendable(l *Line, _ room) salesdesk.Amount { return l.toSend() }

// creditable is what is invoiced, or money for goods that were credited before.
func creditable(o *Order, p *Policy) bool { return ofLine(invoiced)(o, p) || o.onlyMoney() }

func onTheWay(o *Order, _ *Policy) bool {
	return slices.ContainsFunc(o.Shipments, func(s Shipment) bool { return s.status() == ShipmentShipped })
}

// freeable asks for a hold that the actor's role may free.
func freeable(cmd *workflow.Command, c Case) error {
	if c.Fact != nil {
		return nil
	}
	if len(c.Order.Holds) == 0 {
		return NothingError{On: FreeHold}
	}
	var problems salesdesk.Problems
	for _, h := range c.Order.Holds {
		if h.Role() == cmd.Actor.Role {
			return nil
		}
		problems.Add(HoldRoleError{Hold: h, Role: h.Role()})
	}
	return problems.Err()
}
