package sla

import (
	"strconv"
	"time"

	"github.com/interne-sales/salesdesk"
)

// Kind is what happened to a case.
type Kind string

// What can happen.
const (
	Opened       Kind = "opened"       // with its priority
	Acknowledged Kind = "acknowledged" // by a machine: meets nothing
	Contacted    Kind = "contacted"    // by the customer
	Answered     Kind = "answered"     // by one of us, to the customer
	Paused       Kind = "paused"       // waiting for somebody outside
	Resumed      Kind = "resumed"
	Prioritised  Kind = "prioritised" // with its new priority
	Contained    Kind = "contained"
	Resolved     Kind = "resolved"
	Reopened     Kind = "reopened"
	Cancelled    Kind = "cancelled" // withdrawn or merged
)

// Happening is one thing that happened.
type Happening struct {
	Kind     Kind      `json:"kind"`
	At       time.Time `json:"at"`
	Priority Priority  `json:"priority,omitempty"` // of Opened and Prioritised
}

// History is what happened to a case, in order of time.
type History []Happening

// MaxHappenings bounds a history.
const MaxHappenings = 10_000

// Check names everything that is wrong with the history.
func (h History) Check() error {
	var problems salesdesk.Problems
	switch {
	case len(h) == 0:
		return salesdesk.FieldError{Path: "history", Rule: salesdesk.RuleRequired}
	case len(h) > MaxHappenings:
		return salesdesk.FieldError{Path: "history", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxHappenings)}
	}
	for i, happening := range h {
		path := salesdesk.Index("history", i)
		known := happening.Kind.known()
		switch {
		case !known:
			problems.Add(salesdesk.FieldError{Path: path + ".kind", Rule: salesdesk.RuleUnknown, Param: string(happening.Kind)})
		case (happening.Kind == Opened) != (i == 0):
			problems.Add(salesdesk.FieldError{Path: path + ".kind", Rule: salesdesk.RuleOrder, Param: string(Opened)})
		}
		switch {
		case happening.At.IsZero():
			problems.Add(salesdesk.FieldError{Path: path + ".at", Rule: salesdesk.RuleRequired})
		case i > 0 && happening.At.Before(h[i-1].At):
			problems.Add(salesdesk.FieldError{Path: path + ".at", Rule: salesdesk.RuleOrder, Param: salesdesk.Index("history", i-1)})
		}
		if needs := happening.Kind == Opened || happening.Kind == Prioritised; needs && happening.Priority == "" {
			problems.Add(salesdesk.FieldError{Path: path + ".priority", Rule: salesdesk.RuleRequired})
		}
	}
	return problems.Err()
}

func (k Kind) known() bool {
	switch k {
	case Opened, Acknowledged, Contacted, Answered, Paused, Resumed, Prioritised, Contained, Resolved, Reopened, Cancelled:
		return true
	default:
		return false
	}
}

// until is the history up to and with a moment.
func (h History) until(at time.Time) History {
	n := 0
	for n < len(h) && !h[n].At.After(at) {
		n++
	}
	return h[:n]
}

// priority is where the one that holds at the end of the history was given.
func (h History) priority() int {
	last := 0 // what opened the case
	for i, happening := range h {
		if happening.Kind == Prioritised {
			last = i
		}
	}
	return last
}
