package score

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Facts are what is known of one prospect. What is not known is left out: an
// attribute that is absent is a gap, not a no.
type Facts struct {
	Subject    string                      `json:"subject"`
	Attributes map[string]string           `json:"attributes,omitempty"`
	Measures   map[string]salesdesk.Amount `json:"measures,omitempty"`
	Events     []Event                     `json:"events,omitempty"`
}

// Event is something the prospect did: asked for a quote, came to the counter.
type Event struct {
	Kind string    `json:"kind"`
	At   time.Time `json:"at"`
}

// MaxEvents bounds what is scored at once.
const MaxEvents = 100_000

// DecodeFacts reads facts from JSON and checks them.
func DecodeFacts(data []byte) (Facts, error) {
	var f Facts
	if err := strict.Decode(data, &f); err != nil {
		return Facts{}, err
	}
	return f, f.Check()
}

// Check names every problem of the facts with its path.
func (f Facts) Check() error {
	var problems salesdesk.Problems
	if f.Subject == "" {
		problems.Add(salesdesk.FieldError{Path: "subject", Rule: salesdesk.RuleRequired})
	}
	if len(f.Events) > MaxEvents {
		problems.Add(salesdesk.FieldError{Path: "events", Rule: salesdesk.RuleLength, Param: "100000"})
		return problems.Err()
	}
	for i, e := range f.Events {
		if e.Kind == "" {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("events", i) + ".kind", Rule: salesdesk.RuleRequired})
		}
		if e.At.IsZero() {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("events", i) + ".at", Rule: salesdesk.RuleRequired})
		}
	}
	return problems.Err()
}
