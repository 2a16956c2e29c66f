package workflow

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
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

// Fold applies the events of a log to a value of a version, in place, and gives the
// version after them. It decides nothing. An event that is not the next one is a
// [GapError], and then the value must not be used.
func Fold[T any, F Fact](into T, version int, log []Event[F], apply func(*T, Event[F])) (T, int, error) {
	for _, e := range log {
		if e.Seq != version+1 {
			return into, version, GapError{Stream: e.Stream, Expected: version + 1, Actual: e.Seq}
		}
		apply(&into, e)
		version = e.Seq
	}
	return into, version, nil
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

// record is an event as JSON.
type record struct {
	Stream    string          `json:"stream"`
	Seq       int             `json:"seq"`
	CommandID string          `json:"command_id"`
	Digest    string          `json:"digest,omitempty"`
	At        time.Time       `json:"at"`
	Actor     salesdesk.Actor `json:"actor"`
	Reason    string          `json:"reason,omitempty"`
	Fact      string          `json:"fact"`
	Data      json.RawMessage `json:"data"`
}

// MarshalJSON writes the event with its fact's name beside the fact.
func (e Event[F]) MarshalJSON() ([]byte, error) {
	data, err := json.Marshal(e.Fact)
	if err != nil {
		return nil, err
	}
	return json.Marshal(record{
		Stream: e.Stream, Seq: e.Seq, CommandID: e.CommandID, Digest: e.Digest,
		At: e.At.UTC(), Actor: e.Actor, Reason: e.Reason, Fact: e.Fact.FactName(), Data: data,
	})
}

// EncodeEvents writes a log as NDJSON, one event a line.
func EncodeEvents[F Fact](log []Event[F]) ([]byte, error) {
	var out bytes.Buffer
	for i := range log {
		line, err := json.Marshal(log[i])
		if err != nil {
			return nil, err
		}
		out.Write(line)
		out.WriteByte('\n')
	}
	return out.Bytes(), nil
}

// DecodeEvents reads a log from NDJSON. The facts given are the kinds it may hold;
// every problem is named with its line, counted from 0, and its path.
func DecodeEvents[F Fact](ndjson []byte, facts ...F) ([]Event[F], error) {
	var problems salesdesk.Problems
	var log []Event[F]
	n := 0
	for line := range bytes.Lines(ndjson) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		e, err := decodeEvent(line, facts)
		problems.AddAt(salesdesk.Index("events", n), err)
		log = append(log, e)
		n++
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return log, nil
}

func decodeEvent[F Fact](line []byte, facts []F) (Event[F], error) {
	var r record
	if err := strict.Decode(line, &r); err != nil {
		return Event[F]{}, err
	}
	for _, prototype := range facts {
		if prototype.FactName() != r.Fact {
			continue
		}
		value, err := strict.DecodeAs(r.Data, reflect.TypeOf(prototype))
		if err != nil {
			return Event[F]{}, salesdesk.At("data", err)
		}
		fact, _ := value.Interface().(F)
		return Event[F]{
			Stream: r.Stream, Seq: r.Seq, CommandID: r.CommandID, Digest: r.Digest,
			At: r.At, Actor: r.Actor, Reason: r.Reason, Fact: fact,
		}, nil
	}
	return Event[F]{}, salesdesk.FieldError{Path: "fact", Rule: salesdesk.RuleReference, Param: r.Fact}
}
