package workflow

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Sealed is an event with the hash of itself and of all before it.
type Sealed[F Fact] struct {
	Event[F]
	Hash string // SHA-256 in hexadecimal
}

// MarshalJSON writes the event and its hash beside each other.
func (s Sealed[F]) MarshalJSON() ([]byte, error) {
	event, err := s.Event.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		Event json.RawMessage `json:"event"`
		Hash  string          `json:"hash"`
	}{event, s.Hash})
}

// Seal chains a log onto the hash before it, "" for the first: who changes,
// removes or reorders an event afterwards breaks the chain. Keep the last hash
// somewhere else to notice an end that was cut off.
func Seal[F Fact](previous string, log []Event[F]) ([]Sealed[F], error) {
	sealed := make([]Sealed[F], len(log))
	for i, e := range log {
		hash, err := chain(previous, e)
		if err != nil {
			return nil, err
		}
		sealed[i], previous = Sealed[F]{Event: e, Hash: hash}, hash
	}
	return sealed, nil
}

// Verify finds the first event that is not what was sealed: a [TamperedError].
func Verify[F Fact](previous string, log []Sealed[F]) error {
	for _, s := range log {
		hash, err := chain(previous, s.Event)
		if err != nil {
			return err
		}
		if hash != s.Hash {
			return TamperedError{Stream: s.Stream, Seq: s.Seq}
		}
		previous = hash
	}
	return nil
}

func chain[F Fact](previous string, e Event[F]) (string, error) {
	data, err := json.Marshal(e)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append([]byte(previous+"\n"), data...))
	return hex.EncodeToString(sum[:]), nil
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
