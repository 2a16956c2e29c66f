package quote

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Policy is what a company decides about its quotes.
type Policy struct {
	// Location is where a day begins and ends; nil is UTC.
	Location *time.Location
	// Approval says what the sales manager must see first.
	Approval Approval
	// Definition is the company's own table, made with workflow.Extend of
	// [Definition]; nil is the built-in one.
	Definition *workflow.Definition[Status, Event, Case]
}

// Rules are a compiled policy. They are immutable and safe for concurrent use.
type Rules struct {
	machine *workflow.Machine[Status, Event, Case]
	policy  Policy
}

// Compile checks the policy and makes rules of it.
func Compile(p Policy) (*Rules, error) {
	var problems salesdesk.Problems
	if p.Location == nil {
		p.Location = time.UTC
	}
	definition := Definition()
	if p.Definition != nil {
		definition = *p.Definition
	}
	machine, err := workflow.Compile(definition)
	problems.Add(err)
	if a := p.Approval; a.MaxDiscount.IsNegative() || a.MaxTotal.IsNegative() || a.MaxDays < 0 {
		problems.Add(salesdesk.FieldError{Path: "approval", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return &Rules{machine: machine, policy: p}, nil
}

// Machine is the table, to draw it or to print it.
func (r *Rules) Machine() *workflow.Machine[Status, Event, Case] { return r.machine }
