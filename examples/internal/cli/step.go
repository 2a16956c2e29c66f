package cli

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Step is what every command of a replay says, whatever it is on.
type Step struct {
	Verb   string          `json:"verb"`
	ID     string          `json:"id,omitempty"`
	Actor  salesdesk.Actor `json:"actor"`
	At     time.Time       `json:"at"`
	Expect *int            `json:"expect,omitempty"`
	Reason string          `json:"reason,omitempty"`
}

// Given is the command as the library takes it; without an id or a version it is the next
// one on the value as it is.
func (s *Step) Given(id string, version int) workflow.Command {
	if s.ID != "" {
		id = s.ID
	}
	if s.Expect != nil {
		version = *s.Expect
	}
	return workflow.Command{ID: id, Actor: s.Actor, At: s.At, Reason: s.Reason, Expect: version}
}
