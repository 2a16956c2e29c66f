package sla

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Target is a promise about a case.
type Target string

// The targets.
const (
	FirstResponse Target = "first_response"
	NextUpdate    Target = "next_update"
	Containment   Target = "containment"
	Resolution    Target = "resolution"
)

// MessageID names the target's text.
func (t Target) MessageID() string { return "sla.target." + string(t) }

func targets() []Target { return []Target{FirstResponse, NextUpdate, Containment, Resolution} }

// Priority is how urgent a case is. Companies name their own.
type Priority string

// The built-in priorities.
const (
	Low      Priority = "low"
	Normal   Priority = "normal"
	High     Priority = "high"
	Critical Priority = "critical"
)

// MessageID names the priority's text.
func (p Priority) MessageID() string { return "sla.priority." + string(p) }

// Duration is working time. It reads and writes as "4h" or "1h30m".
type Duration time.Duration

// MarshalText writes "4h0m0s".
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads "4h" or "1h30m".
func (d *Duration) UnmarshalText(b []byte) error {
	parsed, err := time.ParseDuration(string(b))
	if err != nil {
		return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "4h30m"}
	}
	*d = Duration(parsed)
	return nil
}

// Allowances are the working time that each target has; a target that is not named
// has no clock.
type Allowances map[Target]Duration

// Mode says what a change does to a clock that runs.
type Mode string

// The modes.
const (
	Continue Mode = ""        // as if it had always been so
	Restart  Mode = "restart" // a new clock from the change on
)

// Policy is what is promised, by priority.
type Policy struct {
	Allowances map[Priority]Allowances `json:"allowances"`
	OnPriority Mode                    `json:"on_priority,omitempty"` // when the priority changes
	OnReopen   Mode                    `json:"on_reopen,omitempty"`   // when the case is reopened
}

// maxAllowance bounds the working time of a target.
const maxAllowance = Duration(10_000 * time.Hour)

// DecodePolicy reads a policy from JSON and checks it.
func DecodePolicy(data []byte) (Policy, error) {
	var p Policy
	if err := strict.Decode(data, &p); err != nil {
		return Policy{}, err
	}
	return p, p.Check()
}

// Check names every problem of the policy with its path.
func (p Policy) Check() error {
	var problems salesdesk.Problems
	if len(p.Allowances) == 0 {
		problems.Add(salesdesk.FieldError{Path: "allowances", Rule: salesdesk.RuleRequired})
	}
	for _, priority := range slices.Sorted(maps.Keys(p.Allowances)) {
		for _, target := range slices.Sorted(maps.Keys(p.Allowances[priority])) {
			path := fmt.Sprintf("allowances.%s.%s", priority, target)
			if !slices.Contains(targets(), target) {
				problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleUnknown})
			}
			switch allowed := p.Allowances[priority][target]; {
			case allowed <= 0:
				problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: "0"})
			case allowed > maxAllowance:
				problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMax, Param: "10000h"})
			}
		}
	}
	for i, mode := range []Mode{p.OnPriority, p.OnReopen} {
		if mode != Continue && mode != Restart {
			problems.Add(salesdesk.FieldError{Path: []string{"on_priority", "on_reopen"}[i], Rule: salesdesk.RuleOneOf, Param: "restart"})
		}
	}
	return problems.Err()
}
