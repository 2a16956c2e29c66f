package workflow

import (
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk"
)

// Bounds of a command's texts, in characters.
const (
	MaxCommandID = 128
	MaxReason    = 2_000
	MaxDigest    = 128
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

// Check names what the command lacks or has too much of, and the version it missed.
func (c *Command) Check(version int) error {
	var problems salesdesk.Problems
	if c == nil {
		problems.Add(salesdesk.FieldError{Path: "command", Rule: salesdesk.RuleRequired})
		return problems.Err()
	}
	required(&problems, "command.id", c.ID == "")
	atMost(&problems, "command.id", c.ID, MaxCommandID)
	problems.AddAt("command.actor", c.Actor.Check())
	required(&problems, "command.at", c.At.IsZero())
	atMost(&problems, "command.reason", c.Reason, MaxReason)
	atMost(&problems, "command.digest", c.Digest, MaxDigest)
	if c.Expect != version {
		problems.Add(ConflictError{Expected: c.Expect, Actual: version})
	}
	return problems.Err()
}

// CheckAfter is Check, and refuses a moment before the last event: nothing happens before
// what happened already. The same moment is in order.
func (c *Command) CheckAfter(version int, last time.Time) error {
	err := c.Check(version)
	if err == nil && c.At.Before(last) {
		return EarlierError{At: c.At.UTC(), Last: last}
	}
	return err
}

func required(problems *salesdesk.Problems, path string, missing bool) {
	if missing {
		problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
	}
}

func atMost(problems *salesdesk.Problems, path, text string, most int) {
	if len(text) > most && utf8.RuneCountInString(text) > most {
		problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(most)})
	}
}

// EarlierError is a command of a moment before the last event.
type EarlierError struct{ At, Last time.Time }

func (e EarlierError) Error() string {
	return fmt.Sprintf("at %s, before the change at %s", e.At.Format(time.RFC3339), e.Last.Format(time.RFC3339))
}

// MessageID names the text.
func (EarlierError) MessageID() string { return "workflow.earlier" }

// ConflictError is a command for another version than the current one: somebody
// was first. Load again and decide again.
type ConflictError struct{ Expected, Actual int }

func (e ConflictError) Error() string {
	return fmt.Sprintf("conflict: version %d expected, is %d", e.Expected, e.Actual)
}

// MessageID names the text.
func (ConflictError) MessageID() string { return "workflow.conflict" }
