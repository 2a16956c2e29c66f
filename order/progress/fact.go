package progress

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/workflow"
)

// Change is something that happened to a request.
type Change = workflow.Event[Fact]

// Fact says what happened, with its outcome, so that [Fold] decides nothing.
type Fact interface {
	workflow.Fact
	outcome() Status
}

// Moved is a fact that only moves the request. The others have it as their outcome.
type Moved struct {
	To Status `json:"to"`
	On Event  `json:"on,omitempty"`
}

func (m Moved) outcome() Status { return m.To }

// FactName marks the fact in JSON, as with every fact.
func (Moved) FactName() string { return "moved" }

// Put begins a request.
type Put struct {
	Moved
	Question   Question       `json:"question"`
	Department salesdesk.Role `json:"department"`
	Owner      string         `json:"owner,omitempty"`
	Due        time.Time      `json:"due"`
}

// FactName marks the fact in JSON.
func (Put) FactName() string { return "put" }

// Owned is a request taken on, or given to somebody.
type Owned struct {
	Moved
	Owner string `json:"owner"`
}

// FactName marks the fact in JSON.
func (Owned) FactName() string { return "owned" }

// Replied is the answer.
type Replied struct {
	Moved
	Answer Answer `json:"answer"`
}

// FactName marks the fact in JSON.
func (Replied) FactName() string { return "replied" }

// Extended is another instant by which an answer is due.
type Extended struct {
	Moved
	Due time.Time `json:"due"`
}

// FactName marks the fact in JSON.
func (Extended) FactName() string { return "extended" }

// DecodeChanges reads the changes of requests from NDJSON.
func DecodeChanges(ndjson []byte) ([]Change, error) {
	return workflow.DecodeEvents[Fact](ndjson, Moved{}, Put{}, Owned{}, Replied{}, Extended{})
}

// DecodeRequest reads a request from JSON and refuses unknown fields at every depth.
func DecodeRequest(data []byte) (Request, error) {
	var q Request
	if err := strict.Decode(data, &q); err != nil {
		return Request{}, err
	}
	return q, nil
}

// Fold rebuilds a request from all its changes.
func Fold(log []Change) (Request, error) { return Request{}.Fold(log) }

// Fold brings the request up to date with changes that happened since. It decides
// nothing, and refuses a gap.
func (q Request) Fold(log []Change) (Request, error) {
	return workflow.Fold(q, q.ID, q.Version, log, (*Request).apply)
}

func (q *Request) apply(c Change) {
	q.Version, q.Status, q.Changed = c.Seq, c.Fact.outcome(), c.At.UTC()
	switch fact := c.Fact.(type) {
	case Put:
		q.ID, q.Question, q.To, q.Owner, q.Due = c.Stream, fact.Question, fact.Department, fact.Owner, fact.Due
		q.AskedBy, q.AskedAt = c.Actor.ID, c.At
	case Owned:
		q.Owner = fact.Owner
	case Replied:
		answer := fact.Answer.clone()
		q.Answer, q.Answered = &answer, c.At
	case Extended:
		q.Due, q.Answer, q.Answered = fact.Due, nil, time.Time{}
	case Moved: // moves the request only
	}
}

// with is the request after the command's fact, the change kept.
func (q Request) with(cmd *workflow.Command, fact Fact) Request {
	change := workflow.Next(q.ID, q.Version+1, cmd, fact)
	q.apply(change)
	q.changes = append(slices.Clip(q.changes), change)
	return q
}

// Changes are what happened since the request was loaded or saved.
func (q Request) Changes() []Change { return slices.Clone(q.changes) }

// Saved is the request with its changes written.
func (q Request) Saved() Request {
	q.changes = nil
	return q
}
