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

// MarshalJSON writes the event with its fact's name beside the fact, its instant in
// UTC. An event without a fact is a [salesdesk.FieldError].
func (e Event[F]) MarshalJSON() ([]byte, error) {
	if isNil(e.Fact) {
		return nil, salesdesk.FieldError{Path: "fact", Rule: salesdesk.RuleRequired}
	}
	data, err := json.Marshal(e.Fact)
	if err != nil {
		return nil, err
	}
	return json.Marshal(record{
		Stream: e.Stream, Seq: e.Seq, CommandID: e.CommandID, Digest: e.Digest,
		At: e.At.UTC(), Actor: e.Actor, Reason: e.Reason, Fact: e.Fact.FactName(), Data: data,
	})
}

// UnmarshalJSON reads an event of one kind of fact. Where F is an interface it
// refuses: only [DecodeEvents] is told which kinds there are.
func (e *Event[F]) UnmarshalJSON(data []byte) error {
	read, err := decodeEvent(data, only[F]())
	if err == nil {
		*e = read
	}
	return err
}

// only is the one kind of fact that F is, none where it is an interface.
func only[F Fact]() []F {
	if reflect.TypeFor[F]().Kind() == reflect.Interface {
		return nil
	}
	return make([]F, 1)
}

// EncodeEvents writes a log as NDJSON, one event a line.
func EncodeEvents[F Fact](log []Event[F]) ([]byte, error) { return lines(log) }

func lines[T any](log []T) ([]byte, error) {
	var out bytes.Buffer
	for i := range log {
		line, err := json.Marshal(log[i])
		if err != nil {
			return nil, salesdesk.At(salesdesk.Index("events", i), unwrapped(err))
		}
		out.Write(line)
		out.WriteByte('\n')
	}
	return out.Bytes(), nil
}

// unwrapped is what a MarshalJSON of ours found, without the words around it.
func unwrapped(err error) error {
	if outer, ok := err.(*json.MarshalerError); ok { //nolint:errorlint // encoding/json wraps once
		return outer.Err
	}
	return err
}

// DecodeEvents reads a log from NDJSON. The facts given are the kinds it may hold.
// Every problem is named with the number of its line, counted from 1, blank ones
// too, and its path: "line 3.actor.role". Instants are read in UTC.
func DecodeEvents[F Fact](ndjson []byte, facts ...F) ([]Event[F], error) {
	return decodeLines(ndjson, facts, decodeEvent[F])
}

func decodeLines[T any, F Fact](ndjson []byte, facts []F, decode func([]byte, []F) (T, error)) ([]T, error) {
	var problems salesdesk.Problems
	required(&problems, "facts", len(facts) == 0)
	for i, fact := range facts {
		required(&problems, salesdesk.Index("facts", i), any(fact) == nil)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	var log []T
	number := 0
	for line := range bytes.Lines(ndjson) {
		number++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		one, err := decode(line, facts)
		problems.AddAt(fmt.Sprintf("line %d", number), err)
		log = append(log, one)
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
	e := Event[F]{
		Stream: r.Stream, Seq: r.Seq, CommandID: r.CommandID, Digest: r.Digest,
		At: r.At.UTC(), Actor: r.Actor, Reason: r.Reason,
	}
	var problems salesdesk.Problems
	problems.Add(e.checkHead())
	fact, err := decodeFact(r, facts)
	problems.Add(err)
	e.Fact = fact
	if err := problems.Err(); err != nil {
		return Event[F]{}, err
	}
	return e, nil
}

func decodeFact[F Fact](r record, facts []F) (fact F, err error) {
	for _, prototype := range facts {
		if prototype.FactName() != r.Fact {
			continue
		}
		if data := bytes.TrimSpace(r.Data); len(data) == 0 || string(data) == "null" {
			return fact, salesdesk.FieldError{Path: "data", Rule: salesdesk.RuleRequired}
		}
		value, err := strict.DecodeAs(r.Data, reflect.TypeOf(prototype))
		if err != nil {
			return fact, salesdesk.At("data", err)
		}
		fact, _ = value.Interface().(F)
		return fact, nil
	}
	return fact, salesdesk.FieldError{Path: "fact", Rule: salesdesk.RuleReference, Param: r.Fact}
}
