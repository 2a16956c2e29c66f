package complaint

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint/sla"
	"github.com/interne-sales/salesdesk/workflow"
)

// Complaint is a case and all it went through. Make one with [Register], or from its
// changes with [Fold]; the zero value is none.
type Complaint struct {
	ID         string           `json:"id"`
	Version    int              `json:"version"` // one more with every change
	Status     Status           `json:"status"`
	Intake     Intake           `json:"intake"`
	Paid       salesdesk.Money  `json:"paid"` // for what the complaint is about, without VAT: the cap of all remedies
	Priority   sla.Priority     `json:"priority"`
	Category   Category         `json:"category,omitempty"`
	Danger     bool             `json:"danger,omitempty"`
	Escalated  string           `json:"escalated,omitempty"` // to whom
	Owner      string           `json:"owner,omitempty"`
	Cause      string           `json:"cause,omitempty"`
	Remedy     *Remedy          `json:"remedy,omitempty"` // the latest that was proposed
	Given      salesdesk.Amount `json:"given,omitzero"`   // by the remedies that were accepted
	References References       `json:"references,omitzero"`
	Done       string           `json:"done,omitempty"`
	Into       string           `json:"into,omitempty"`
	Decided    time.Time        `json:"decided,omitzero"` // resolved or rejected
	DecidedBy  string           `json:"decided_by,omitempty"`
	Timeline   []Moment         `json:"timeline"`

	changes []Change
}

// Moment is something that happened, for the clocks.
type Moment struct {
	On       Event        `json:"on,omitempty"`
	To       Status       `json:"to"`
	At       time.Time    `json:"at"`
	Waiting  bool         `json:"waiting,omitempty"`
	ByPerson bool         `json:"by_person,omitempty"` // not a timer or a program
	Priority sla.Priority `json:"priority"`
}

// changed is when something last happened; nothing happens before it.
func (c *Complaint) changed() time.Time {
	if len(c.Timeline) == 0 {
		return time.Time{}
	}
	return c.Timeline[len(c.Timeline)-1].At
}

// Changes are what happened since the complaint was loaded or saved.
func (c Complaint) Changes() []Change { return slices.Clone(c.changes) }

// Saved is the complaint with its changes written.
func (c Complaint) Saved() Complaint {
	c.changes = nil
	return c
}

// Permitted are the events that may come next for whoever gives the command, and
// the others with every reason why not. The guards in Later look at what the verb
// brings, and are still to hold. Without rules or a command there are no events.
func (c Complaint) Permitted(r *Rules, cmd *workflow.Command) []workflow.Choice[Status, Event] {
	if r.Machine().Check() != nil || cmd == nil {
		return nil
	}
	return r.machine.Permitted(c.Status, cmd, Case{Complaint: &c, Policy: &r.policy})
}

// History is what happened, for the clocks. The complaint itself is the customer's
// first contact; a clock pauses in states of the kind waiting; a remedy that a person
// proposes is an answer.
func (c Complaint) History() sla.History {
	var h sla.History
	add := func(kind sla.Kind, m Moment) { h = append(h, sla.Happening{Kind: kind, At: m.At}) }
	for i, m := range c.Timeline {
		if i == 0 {
			h = append(h, sla.Happening{Kind: sla.Opened, At: m.At, Priority: m.Priority})
			add(sla.Contacted, m)
			continue
		}
		before := c.Timeline[i-1]
		if before.Waiting && !m.Waiting {
			add(sla.Resumed, m)
		}
		if m.Priority != before.Priority {
			h = append(h, sla.Happening{Kind: sla.Prioritised, At: m.At, Priority: m.Priority})
		}
		if kind, ok := kindOf(m); ok {
			add(kind, m)
		}
		if m.Waiting && !before.Waiting {
			add(sla.Paused, m)
		}
	}
	return h
}

// kindOf is what an event is for the clocks.
func kindOf(m Moment) (sla.Kind, bool) {
	switch m.On {
	case Acknowledge:
		if m.ByPerson {
			return sla.Answered, true
		}
		return sla.Acknowledged, true
	case Answer, ProposeRemedy, RequestInfo:
		return sla.Answered, m.ByPerson
	case Contact, InfoReceived, DeclineRemedy, AcceptRemedy:
		return sla.Contacted, true
	case Resolve, ResolveAtOnce, NoReplyClose, RejectComplaint:
		return sla.Resolved, true
	case Reopen, Appeal:
		return sla.Reopened, true
	case Withdraw, Merge:
		return sla.Cancelled, true
	default:
		return "", false
	}
}
