package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Policy is what a company decides about its orders. The zero value lets every
// clerk confirm and delivers no more than was ordered.
type Policy struct {
	// ConfirmLimit is the total without VAT above which the sales manager confirms;
	// 0 is no limit.
	ConfirmLimit salesdesk.Amount
	// OverDelivery is how much more than ordered may be delivered, as a ratio.
	OverDelivery salesdesk.Amount
	// Definition is the company's own table, made with workflow.Extend of
	// [Definition]; nil is the built-in one.
	Definition *workflow.Definition[Status, Event, Case]
}

// Rules are a compiled policy. They are immutable and safe for concurrent use.
type Rules struct {
	machine *workflow.Machine[Status, Event, Case]
	returns *workflow.Machine[ReturnStatus, ReturnEvent, ReturnCase]
	policy  Policy
}

// Compile checks the policy and makes rules of it.
func Compile(p Policy) (*Rules, error) {
	var problems salesdesk.Problems
	if p.ConfirmLimit.IsNegative() {
		problems.Add(salesdesk.FieldError{Path: "confirm_limit", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if p.OverDelivery.IsNegative() {
		problems.Add(salesdesk.FieldError{Path: "over_delivery", Rule: salesdesk.RuleMin, Param: "0"})
	}
	definition := Definition()
	if p.Definition != nil {
		definition = *p.Definition
	}
	machine, err := workflow.Compile(definition)
	problems.Add(err)
	returns, err := workflow.Compile(ReturnDefinition())
	problems.Add(err)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return &Rules{machine: machine, returns: returns, policy: p}, nil
}

// Machine is the order's table, to draw it or to print it.
func (r *Rules) Machine() *workflow.Machine[Status, Event, Case] { return r.machine }

// Returns is the table of a return.
func (r *Rules) Returns() *workflow.Machine[ReturnStatus, ReturnEvent, ReturnCase] { return r.returns }

// check is the problem of rules that were never compiled.
func (r *Rules) check() error {
	if r == nil || r.machine == nil {
		return salesdesk.FieldError{Path: "rules", Rule: salesdesk.RuleRequired}
	}
	return nil
}

// ready is what keeps a verb from being decided: no rules, or a command that is not
// whole or for another version.
func ready(r *Rules, cmd *workflow.Command, version int) error {
	if err := r.check(); err != nil {
		var problems salesdesk.Problems
		problems.Add(err)
		problems.Add(cmd.Check(version))
		return problems.Err()
	}
	return cmd.Check(version)
}
