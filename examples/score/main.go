// Command score scores prospects by a model: JSON on standard input, JSON on
// standard output.
package main

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/prospect/score"
)

// question is what is read: a model, the prospects, and the moment.
type question struct {
	At        time.Time     `json:"at"`
	Model     score.Model   `json:"model"`
	Prospects []score.Facts `json:"prospects"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	var problems salesdesk.Problems
	if q.At.IsZero() {
		problems.Add(salesdesk.FieldError{Path: "at", Rule: salesdesk.RuleRequired})
	}
	scorer, err := score.Compile(q.Model)
	problems.AddAt("model", err)
	scores := make([]score.Score, len(q.Prospects))
	for i, facts := range q.Prospects {
		if scorer == nil {
			problems.AddAt(salesdesk.Index("prospects", i), facts.Check())
			continue
		}
		scores[i], err = scorer.Score(facts, q.At)
		problems.AddAt(salesdesk.Index("prospects", i), err)
	}
	return scores, problems.Err()
}
