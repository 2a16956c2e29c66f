package score

import (
	"time"

	"github.com/interne-sales/salesdesk"
)

// Override is a person's judgement, kept beside the model's score and never in
// place of it.
type Override struct {
	Grade  string          `json:"grade"`
	By     salesdesk.Actor `json:"by"`
	At     time.Time       `json:"at"`
	Reason string          `json:"reason"`
}

// Judged is a score with what a person made of it.
type Judged struct {
	Score    Score     `json:"score"`
	Override *Override `json:"override,omitempty"`
}

// Judge puts an override beside the score, its moment in UTC. It needs an actor and a
// reason.
func (s Score) Judge(o Override) (Judged, error) {
	var problems salesdesk.Problems
	for _, field := range []struct{ path, text string }{{"grade", o.Grade}, {"reason", o.Reason}, {"by.id", o.By.ID}} {
		if field.text == "" {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	if err := problems.Err(); err != nil {
		return Judged{}, err
	}
	o.At = o.At.UTC()
	return Judged{Score: s, Override: &o}, nil
}

// Grade is the person's where there is one, else the model's.
func (j Judged) Grade() string {
	if j.Override != nil {
		return j.Override.Grade
	}
	return j.Score.Grade
}
