package quote

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Objection is what keeps the customer from saying yes, and what we answered.
type Objection struct {
	ID      string        `json:"id"`
	Kind    ObjectionKind `json:"kind"`
	Text    string        `json:"text"` // in the customer's words
	Line    string        `json:"line,omitempty"`
	Answer  string        `json:"answer,omitempty"`
	Outcome Outcome       `json:"outcome,omitempty"` // empty while nobody answered
}

// ObjectionKind is what an objection is about.
type ObjectionKind string

// The kinds.
const (
	AboutPrice      ObjectionKind = "price"
	AboutDelivery   ObjectionKind = "delivery"
	AboutQuality    ObjectionKind = "quality"
	AboutTerms      ObjectionKind = "terms"
	AboutCompetitor ObjectionKind = "competitor"
	AboutNeed       ObjectionKind = "need"
)

// MessageID names the kind's text.
func (k ObjectionKind) MessageID() string { return "quote.objection." + string(k) }

// Outcome is what came of an objection.
type Outcome string

// The outcomes.
const (
	Resolved Outcome = "resolved" // the answer convinced
	Conceded Outcome = "conceded" // we gave in, by a revision
	Standoff Outcome = "standoff" // the objection stands
)

// MessageID names the outcome's text.
func (o Outcome) MessageID() string { return "quote.outcome." + string(o) }

// check is every problem of a new objection.
func (o Objection) check(q *Quote) error {
	var problems salesdesk.Problems
	required(&problems, field{"objection.id", o.ID == ""}, field{"objection.text", o.Text == ""})
	switch o.Kind {
	case AboutPrice, AboutDelivery, AboutQuality, AboutTerms, AboutCompetitor, AboutNeed:
	default:
		problems.Add(salesdesk.FieldError{Path: "objection.kind", Rule: salesdesk.RuleOneOf, Param: "price delivery quality terms competitor need"})
	}
	for _, known := range q.Objections {
		if known.ID == o.ID {
			problems.Add(salesdesk.FieldError{Path: "objection.id", Rule: salesdesk.RuleDuplicate, Param: o.ID})
		}
	}
	if o.Line != "" && q.Latest().Content.byID()[o.Line] == nil {
		problems.Add(LineError{Line: o.Line})
	}
	if len(q.Objections) >= MaxObjections {
		problems.Add(salesdesk.FieldError{Path: "objections", Rule: salesdesk.RuleLength, Param: count(MaxObjections).String()})
	}
	return problems.Err()
}

func objectionMade(_ *workflow.Command, c Case, fact Objected) error {
	return fact.Objection.check(c.Quote)
}

func objectedTo(_ *workflow.Command, c Case) error {
	if len(c.Quote.Objections) == 0 {
		return salesdesk.FieldError{Path: "objections", Rule: salesdesk.RuleRequired}
	}
	return nil
}

// objectionOpen asks for an answer to an objection that is there. A second answer takes
// the place of the first.
func objectionOpen(_ *workflow.Command, c Case, fact Answered) error {
	var problems salesdesk.Problems
	required(&problems, field{"answer", fact.Answer == ""})
	switch fact.Outcome {
	case Resolved, Conceded, Standoff:
	default:
		problems.Add(salesdesk.FieldError{Path: "outcome", Rule: salesdesk.RuleOneOf, Param: "resolved conceded standoff"})
	}
	if len(c.Quote.Objections) > 0 && c.Quote.objection(fact.Objection) < 0 {
		problems.Add(salesdesk.FieldError{Path: "objection", Rule: salesdesk.RuleReference, Param: fact.Objection})
	}
	return problems.Err()
}

func (q Quote) objection(id string) int {
	for i := range q.Objections {
		if q.Objections[i].ID == id {
			return i
		}
	}
	return -1
}

// field is a field that may be missing.
type field struct {
	path    string
	missing bool
}

func required(problems *salesdesk.Problems, fields ...field) {
	for _, f := range fields {
		if f.missing {
			problems.Add(salesdesk.FieldError{Path: f.path, Rule: salesdesk.RuleRequired})
		}
	}
}
