package workflow

import (
	"fmt"
	"reflect"
	"time"

	"github.com/interne-sales/salesdesk"
)

// Fact is what an event says happened. A room seals its facts with a method of its
// own; FactName marks them in JSON.
type Fact interface{ FactName() string }

// Event is one thing that happened in a stream, by whom, when, and by which command.
type Event[F Fact] struct {
	Stream    string
	Seq       int // 1, 2, 3 …: the version of the value after it
	CommandID string
	Digest    string
	At        time.Time
	Actor     salesdesk.Actor
	Reason    string
	Fact      F
}

// Check names what the event lacks or has too much of.
func (e *Event[F]) Check() error {
	var problems salesdesk.Problems
	problems.Add(e.checkHead())
	required(&problems, "fact", isNil(e.Fact))
	return problems.Err()
}

// checkHead is Check but for the fact.
func (e *Event[F]) checkHead() error {
	var problems salesdesk.Problems
	required(&problems, "stream", e.Stream == "")
	if e.Seq < 1 {
		problems.Add(salesdesk.FieldError{Path: "seq", Rule: salesdesk.RuleMin, Param: "1"})
	}
	required(&problems, "command_id", e.CommandID == "")
	atMost(&problems, "command_id", e.CommandID, MaxCommandID)
	atMost(&problems, "digest", e.Digest, MaxDigest)
	required(&problems, "at", e.At.IsZero())
	problems.AddAt("actor", e.Actor.Check())
	atMost(&problems, "reason", e.Reason, MaxReason)
	return problems.Err()
}

// isNil reports whether there is no fact: not even a nil pointer to one.
func isNil(fact any) bool {
	if fact == nil {
		return true
	}
	v := reflect.ValueOf(fact)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// Next is the event that a command yields.
func Next[F Fact](stream string, seq int, cmd *Command, fact F) Event[F] {
	return Event[F]{
		Stream: stream, Seq: seq, CommandID: cmd.ID, Digest: cmd.Digest,
		At: cmd.At, Actor: cmd.Actor, Reason: cmd.Reason, Fact: fact,
	}
}

// Recall finds the event that a command yielded before: ask it before the verb. The
// same id with another digest is a [CommandMismatchError].
func Recall[F Fact](log []Event[F], cmd *Command) (e Event[F], found bool, err error) {
	if cmd == nil {
		return Event[F]{}, false, salesdesk.FieldError{Path: "command", Rule: salesdesk.RuleRequired}
	}
	for i := range log {
		if log[i].CommandID != cmd.ID {
			continue
		}
		if log[i].Digest != cmd.Digest {
			return Event[F]{}, false, CommandMismatchError{ID: cmd.ID}
		}
		return log[i], true, nil
	}
	return Event[F]{}, false, nil
}

// Fold applies the events of a stream to a value of a version, in place: apply keeps
// the version of the value, which is the event's. It decides nothing. The stream of a
// value that is only to be made may be "": it is that of the first event. An event
// that is not the next one is a [GapError], one of another stream a [StreamError], one
// without a fact a [salesdesk.FieldError], and nothing at all for a value that is not
// there yet an [EmptyLogError]: then the value is given back as it was.
func Fold[T any, F Fact](into T, stream string, version int, log []Event[F], apply func(*T, Event[F])) (T, error) {
	if err := follows(stream, version, log); err != nil {
		return into, err
	}
	for _, e := range log {
		apply(&into, e)
	}
	return into, nil
}

// follows holds that a log goes on where a value is.
func follows[F Fact](stream string, version int, log []Event[F]) error {
	if version == 0 && len(log) == 0 {
		return EmptyLogError{Stream: stream}
	}
	for i := range log {
		e := &log[i]
		if stream == "" {
			stream = e.Stream
		}
		switch version++; {
		case e.Stream != stream:
			return StreamError{Expected: stream, Actual: e.Stream}
		case e.Seq != version:
			return GapError{Stream: stream, Expected: version, Actual: e.Seq}
		case isNil(e.Fact):
			return salesdesk.FieldError{Path: salesdesk.Index("events", i) + ".fact", Rule: salesdesk.RuleRequired}
		}
	}
	return nil
}

// CommandMismatchError is an id that was used for another command.
type CommandMismatchError struct{ ID string }

func (e CommandMismatchError) Error() string {
	return "command " + e.ID + " was given with another content"
}

// MessageID names the text.
func (CommandMismatchError) MessageID() string { return "workflow.command_mismatch" }

// GapError is a log in which an event is missing or stands twice.
type GapError struct {
	Stream           string
	Expected, Actual int
}

func (e GapError) Error() string {
	return fmt.Sprintf("stream %s: event %d expected, is %d", e.Stream, e.Expected, e.Actual)
}

// MessageID names the text.
func (GapError) MessageID() string { return "workflow.gap" }

// StreamError is an event of another stream in the log of one.
type StreamError struct{ Expected, Actual string }

func (e StreamError) Error() string {
	return fmt.Sprintf("stream %s: an event of stream %q", e.Expected, e.Actual)
}

// MessageID names the text.
func (StreamError) MessageID() string { return "workflow.stream" }

// EmptyLogError is a log without events: no value comes of it.
type EmptyLogError struct{ Stream string }

func (e EmptyLogError) Error() string { return fmt.Sprintf("stream %q: no events", e.Stream) }

// MessageID names the text.
func (EmptyLogError) MessageID() string { return "workflow.empty_log" }
