package workflow

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
)

// Command is somebody's wish that something happen.
type Command struct {
	ID    string          `json:"id"` // unique in its stream; the same id twice is the same wish
	Actor salesdesk.Actor `json:"actor"`
	At    time.Time       `json:"at"`
	// Expect is the version the caller saw; another one is a [ConflictError].
	Expect int    `json:"expect"`
	Reason string `json:"reason,omitempty"`
	// Digest is of the payload, for [Recall]; empty where the caller keeps none.
	Digest string `json:"digest,omitempty"`
}

// Check names what the command lacks, or the version it missed.
func (c *Command) Check(version int) error {
	var problems salesdesk.Problems
	for _, field := range []struct {
		path    string
		missing bool
	}{
		{"command.id", c.ID == ""},
		{"command.actor.id", c.Actor.ID == ""},
		{"command.actor.role", c.Actor.Role == ""},
		{"command.at", c.At.IsZero()},
	} {
		if field.missing {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	if c.Expect != version {
		problems.Add(ConflictError{Expected: c.Expect, Actual: version})
	}
	return problems.Err()
}

// ConflictError is a command for another version than the current one: somebody
// was first. Load again and decide again.
type ConflictError struct{ Expected, Actual int }

func (e ConflictError) Error() string {
	return fmt.Sprintf("conflict: version %d expected, is %d", e.Expected, e.Actual)
}

// MessageID names the text.
func (ConflictError) MessageID() string { return "workflow.conflict" }
