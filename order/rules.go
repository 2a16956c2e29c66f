package order

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Policy is what a company decides about its orders. The zero value lets every
// clerk confirm and delivers no more than was ordered.
type Policy struct {
	// ConfirmLimit is the total without VAT above which the sales manager confirms;
	// 0 is no limit.
	ConfirmLimit salesdesk.Amount
	// OverDelivery is how much more than ordered may be delivered, as a ratio of at most 1.
	OverDelivery salesdesk.Amount
	// UnderDelivery is how much less than ordered is a line delivered, as a ratio: what
	// is missing then is waived.
	UnderDelivery salesdesk.Amount
	// CancelDays is until how many days before the first promised date the customer may
	// cancel by himself; 0 is until it.
	CancelDays int
	// ReopenDays is for how many days a completed order may be reopened; 0 is for ever.
	ReopenDays int
	// DisputeDays is for how many days a proof of delivery may be contested; 0 is for ever.
	DisputeDays int
	// LedgerClosed is the last day of the ledger's closed periods: an order completed
	// then is reopened no more.
	LedgerClosed calendar.Date
	// Returns is what it decides about returns.
	Returns ReturnPolicy
	// Location is where days are counted; nil is UTC.
	Location *time.Location
	// Definition is the company's own table, made with workflow.Extend of
	// [Definition]; nil is the built-in one.
	Definition *workflow.Definition[Status, Event, Case]
}

// Rules are a compiled policy. They are immutable and safe for concurrent use.
type Rules struct {
	machine   *workflow.Machine[Status, Event, Case]
	shipments *workflow.Machine[ShipmentStatus, ShipmentEvent, ShipmentCase]
	returns   *workflow.Machine[ReturnStatus, ReturnEvent, ReturnCase]
	policy    Policy
}

// Compile checks the policy and makes rules of it.
func Compile(p Policy) (*Rules, error) {
	var problems salesdesk.Problems
	for _, field := range []struct {
		path     string
		negative bool
	}{
		{"confirm_limit", p.ConfirmLimit.IsNegative()},
		{"over_delivery", p.OverDelivery.IsNegative()},
		{"under_delivery", p.UnderDelivery.IsNegative()},
		{"cancel_days", p.CancelDays < 0},
		{"reopen_days", p.ReopenDays < 0},
		{"dispute_days", p.DisputeDays < 0},
		{"returns.window_days", p.Returns.WindowDays < 0},
		{"returns.back_days", p.Returns.BackDays < 0},
		{"returns.reopen_days", p.Returns.ReopenDays < 0},
		{"returns.waive_limit", p.Returns.WaiveLimit.IsNegative()},
		{"returns.remedy_limit", p.Returns.RemedyLimit.IsNegative()},
		{"returns.restocking_rate", p.Returns.RestockingRate.IsNegative()},
	} {
		if field.negative {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	one := salesdesk.MustAmount("1")
	for _, ratio := range []struct {
		path  string
		above bool
	}{
		{"over_delivery", less(one, p.OverDelivery)},
		{"under_delivery", less(one, p.UnderDelivery)},
		{"returns.restocking_rate", less(one, p.Returns.RestockingRate)},
	} {
		if ratio.above {
			problems.Add(salesdesk.FieldError{Path: ratio.path, Rule: salesdesk.RuleMax, Param: "1"})
		}
	}
	if p.Location == nil {
		p.Location = time.UTC
	}
	definition := Definition()
	if p.Definition != nil {
		definition = *p.Definition
	}
	machine, err := workflow.Compile(definition)
	problems.Add(err)
	returns, err := workflow.Compile(ReturnDefinition())
	problems.Add(err)
	shipments, err := workflow.Compile(ShipmentDefinition())
	problems.Add(err)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return &Rules{machine: machine, shipments: shipments, returns: returns, policy: p}, nil
}

// Machine is the order's table, to draw it or to print it; nil where
// there are no rules.
func (r *Rules) Machine() *workflow.Machine[Status, Event, Case] {
	if r == nil {
		return nil
	}
	return r.machine
}

// Shipments is the table of a shipment.
func (r *Rules) Shipments() *workflow.Machine[ShipmentStatus, ShipmentEvent, ShipmentCase] {
	return r.shipments
}

// Returns is the table of a return.
func (r *Rules) Returns() *workflow.Machine[ReturnStatus, ReturnEvent, ReturnCase] { return r.returns }

// day is the civil day of an instant where the company is.
func (p *Policy) day(at time.Time) calendar.Date { return calendar.DateOf(at, p.Location) }

// ready is what keeps a verb from being decided: no rules, or a command that is not
// whole, for another version or of a moment before the last change.
func (o *Order) ready(r *Rules, cmd *workflow.Command) error {
	return r.Machine().Ready(cmd, o.Version, o.Changed)
}
