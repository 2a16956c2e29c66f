package workflow

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Sealed is an event with the hash of itself and of all before it. It keeps the text
// that was sealed, so that a fact that has more fields today breaks no seal of
// yesterday. Make one with [Seal] or [DecodeSealed]; the zero value is sealed by
// nobody.
type Sealed[F Fact] struct {
	event Event[F]
	text  json.RawMessage // the event as it was sealed
	hash  string
}

// Event is what was sealed.
func (s Sealed[F]) Event() Event[F] { return s.event }

// Hash is the SHA-256 of the hash before, a line feed and the event's JSON without
// space, in hexadecimal.
func (s Sealed[F]) Hash() string { return s.hash }

// sealedRecord is a sealed event as JSON.
type sealedRecord struct {
	Event json.RawMessage `json:"event"`
	Hash  string          `json:"hash"`
}

// MarshalJSON writes the event, as it was sealed, and its hash beside each other.
func (s Sealed[F]) MarshalJSON() ([]byte, error) {
	if s.text == nil {
		return nil, salesdesk.FieldError{Path: "event", Rule: salesdesk.RuleRequired}
	}
	return json.Marshal(sealedRecord{Event: s.text, Hash: s.hash})
}

// UnmarshalJSON reads a sealed event of one kind of fact. Where F is an interface it
// refuses: only [DecodeSealed] is told which kinds there are.
func (s *Sealed[F]) UnmarshalJSON(data []byte) error {
	read, err := decodeSealed(data, only[F]())
	if err == nil {
		*s = read
	}
	return err
}

// EncodeSealed writes a sealed log as NDJSON, one event a line.
func EncodeSealed[F Fact](log []Sealed[F]) ([]byte, error) { return lines(log) }

// DecodeSealed reads a sealed log from NDJSON as [DecodeEvents] reads one that is
// not. It verifies nothing: see [Verify].
func DecodeSealed[F Fact](ndjson []byte, facts ...F) ([]Sealed[F], error) {
	return decodeLines(ndjson, facts, decodeSealed[F])
}

func decodeSealed[F Fact](line []byte, facts []F) (Sealed[F], error) {
	var r sealedRecord
	if err := strict.Decode(line, &r); err != nil {
		return Sealed[F]{}, err
	}
	var problems salesdesk.Problems
	if raw, err := hex.DecodeString(r.Hash); err != nil || len(raw) != sha256.Size {
		problems.Add(salesdesk.FieldError{Path: "hash", Rule: salesdesk.RuleFormat, Param: "sha-256"})
	}
	s := Sealed[F]{hash: r.Hash}
	if len(r.Event) == 0 {
		problems.Add(salesdesk.FieldError{Path: "event", Rule: salesdesk.RuleRequired})
		return Sealed[F]{}, problems.Err()
	}
	event, err := decodeEvent(r.Event, facts)
	problems.AddAt("event", err)
	if err := problems.Err(); err != nil {
		return Sealed[F]{}, err
	}
	s.event = event
	s.text, err = json.Marshal(r.Event) // without the space that a store may have added
	return s, err
}

// Seal chains a log onto the hash before it, "" for the first: who changes, removes
// or reorders an event afterwards breaks the chain. Keep the last hash somewhere else
// to notice an end that was cut off.
func Seal[F Fact](previous string, log []Event[F]) ([]Sealed[F], error) {
	sealed := make([]Sealed[F], len(log))
	for i, e := range log {
		text, err := e.MarshalJSON()
		if err != nil {
			return nil, salesdesk.At(salesdesk.Index("events", i), err)
		}
		previous = chained(previous, text)
		sealed[i] = Sealed[F]{event: e, text: text, hash: previous}
	}
	return sealed, nil
}

// Verify finds the first event that is not what was sealed: a [TamperedError].
func Verify[F Fact](previous string, log []Sealed[F]) error {
	for _, s := range log {
		if previous = chained(previous, s.text); previous != s.hash {
			return TamperedError{Stream: s.event.Stream, Seq: s.event.Seq}
		}
	}
	return nil
}

func chained(previous string, text []byte) string {
	sum := sha256.Sum256(append([]byte(previous+"\n"), text...))
	return hex.EncodeToString(sum[:])
}

// TamperedError is an event that was changed after it was sealed, or one before it.
type TamperedError struct {
	Stream string
	Seq    int
}

func (e TamperedError) Error() string {
	return fmt.Sprintf("stream %s: event %d is not what was sealed", e.Stream, e.Seq)
}

// MessageID names the text.
func (TamperedError) MessageID() string { return "workflow.tampered" }
