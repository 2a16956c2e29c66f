package quote

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Bounds of what is looked at.
const (
	MaxLevels     = 20  // of an approval chain
	MaxObjections = 200 // of a quote
	MaxFollowUps  = 50  // of a cadence
	MaxReasons    = 200 // of a loss, of the company's own
	MaxValidYears = 5   // from the day of sending or extending to the last valid day
)

// Policy is what a company decides about its quotes.
type Policy struct {
	// Location is where a day begins and ends; nil is UTC.
	Location *time.Location
	// Approval says who must grant what first.
	Approval Approval
	// Cadence says when to ask again for an answer; the zero value never does.
	Cadence Cadence
	// Law is what quotes are held against before they leave the house; nil is
	// [BelgianLaw], and the zero value none.
	Law *Law
	// LossReasons are the company's own reasons beside [LossReasons]; an overlay of the
	// catalogue gives their texts.
	LossReasons []LossReason
	// SendOpen lets a quote leave with lines that nobody could price yet: its paper names
	// them as to be agreed. Otherwise they keep it in the house.
	SendOpen bool
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
	if p.Law == nil {
		p.Law = new(BelgianLaw())
	}
	definition := Definition()
	if p.Definition != nil {
		definition = *p.Definition
	}
	machine, err := workflow.Compile(definition)
	problems.Add(err)
	problems.AddAt("approval", p.Approval.check())
	problems.AddAt("cadence", p.Cadence.check())
	problems.AddAt("loss_reasons", checkReasons(p.LossReasons))
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return &Rules{machine: machine, policy: p.cloned()}, nil
}

// Machine is the table, to draw it or to print it; nil where
// there are no rules.
func (r *Rules) Machine() *workflow.Machine[Status, Event, Case] {
	if r == nil {
		return nil
	}
	return r.machine
}

// ready is what keeps a verb from being decided: no rules, or a command that is not
// whole, for another version or of a moment before the last change.
func (q *Quote) ready(r *Rules, cmd *workflow.Command) error {
	return r.Machine().Ready(cmd, q.Version, q.Changed)
}

// cloned is the policy with slices of its own.
func (p Policy) cloned() Policy {
	p.Approval.Levels = slices.Clone(p.Approval.Levels)
	p.Law, p.LossReasons = p.Law.cloned(), slices.Clone(p.LossReasons)
	p.Cadence.AfterSending = slices.Clone(p.Cadence.AfterSending)
	p.Cadence.BeforeExpiry = slices.Clone(p.Cadence.BeforeExpiry)
	return p
}
