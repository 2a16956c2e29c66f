package cli

import (
	"encoding/json"
	"strconv"
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

// IsCommand reports whether a line is a command of a replay, and not what opens one.
func IsCommand(data []byte) bool {
	var head struct {
		Verb *string `json:"verb"`
	}
	return json.Unmarshal(data, &head) == nil && head.Verb != nil
}

// Recall is the command of a line as the library takes it, and the event that it led to
// where it was given before.
func Recall[F workflow.Fact](s *Step, data []byte, version int, log []workflow.Event[F]) (cmd workflow.Command, before workflow.Event[F], again bool, err error) {
	cmd = s.Given("command "+strconv.Itoa(version), version)
	if cmd.Digest, err = Digest(data); err != nil {
		return cmd, before, false, err
	}
	before, again, err = workflow.Recall(log, &cmd)
	return cmd, before, again, err
}
