package complaint

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Policy is what a company decides about its complaints. The zero value lets only the
// manager give anything that costs, closes at once, and reopens on the same day only.
type Policy struct {
	// Location is where a day begins and ends; nil is UTC.
	Location *time.Location
	// RemedyLimit is the most that a clerk gives alone, in the currency of the case.
	RemedyLimit salesdesk.Amount
	// Reminders are how many must go unanswered before a case is closed for it.
	Reminders int
	// GraceDays pass between resolving and closing.
	GraceDays int
	// WindowDays are how long a case can be reopened, and a rejection appealed.
	WindowDays int
	// EscalateTo hears at once of a dangerous case.
	EscalateTo string
	// Definition is the company's own table, made with workflow.Extend of
	// [Definition]; nil is the built-in one.
	Definition *workflow.Definition[Status, Event, Case]
}

func (p *Policy) day(at time.Time) calendar.Date { return calendar.DateOf(at, p.Location) }

// Rules are a compiled policy. They are immutable and safe for concurrent use.
type Rules struct {
	machine *workflow.Machine[Status, Event, Case]
	policy  Policy
}

// Compile checks the policy and makes rules of it.
func Compile(p Policy) (*Rules, error) {
	var problems salesdesk.Problems
	for _, bound := range []struct {
		path     string
		negative bool
	}{
		{"remedy_limit", p.RemedyLimit.IsNegative()},
		{"reminders", p.Reminders < 0},
		{"grace_days", p.GraceDays < 0},
		{"window_days", p.WindowDays < 0},
	} {
		if bound.negative {
			problems.Add(salesdesk.FieldError{Path: bound.path, Rule: salesdesk.RuleMin, Param: "0"})
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
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return &Rules{machine: machine, policy: p}, nil
}

// Machine is the table, to draw it or to print it; nil where
// there are no rules.
func (r *Rules) Machine() *workflow.Machine[Status, Event, Case] {
	if r == nil {
		return nil
	}
	return r.machine
}
