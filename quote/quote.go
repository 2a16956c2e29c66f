package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Quote is an offer and all it went through. Make one with [New], or from its
// changes with [Fold]; the zero value is no quote.
type Quote struct {
	ID        string          `json:"id"`
	Version   int             `json:"version"` // one more with every change
	Number    string          `json:"number"`
	Status    Status          `json:"status"`
	Customer  string          `json:"customer"`
	Seller    salesdesk.Party `json:"seller"`
	Revisions []Revision      `json:"revisions"` // the latest last; the others are superseded
	Awards    []Award         `json:"awards,omitempty"`
	Called    []Call          `json:"called,omitempty"`

	changes []Change
}

// Revision is one content of the quote and what happened to it.
type Revision struct {
	Number     int             `json:"number"`
	Author     salesdesk.Actor `json:"author"`
	Content    Content         `json:"content"`
	Digest     string          `json:"digest"`
	Approver   salesdesk.Actor `json:"approver,omitzero"` // who approved the digest, if anybody had to
	ValidUntil calendar.Date   `json:"valid_until,omitzero"`
	Offer      *Offer          `json:"offer,omitempty"` // what the customer answered
}

// Call is what one order called off.
type Call struct {
	Order string  `json:"order"`
	Lines []Award `json:"lines"`
}

// Latest is the revision that counts.
func (q Quote) Latest() Revision {
	if len(q.Revisions) == 0 {
		return Revision{}
	}
	return q.Revisions[len(q.Revisions)-1]
}

// Requirements are the reasons why the latest revision needs approval.
func (q Quote) Requirements(p *Policy) []Requirement {
	return p.Approval.Requirements(q.Latest().Content)
}

// Remaining is what an order can still call off of an awarded line.
func (q Quote) Remaining(line string) (salesdesk.Amount, bool) {
	awarded, ok := sum(q.Awards, line)
	if !ok {
		return salesdesk.Amount{}, false
	}
	for _, call := range q.Called {
		called, _ := sum(call.Lines, line)
		awarded.Decimal = awarded.Sub(called.Decimal)
	}
	return awarded, true
}

// open is what of a line is not awarded yet.
func (q Quote) open(line string) (salesdesk.Amount, bool) {
	offered, ok := q.Latest().Content.quantity(line)
	awarded, _ := sum(q.Awards, line)
	return salesdesk.Amount{Decimal: offered.Sub(awarded.Decimal)}, ok
}

func sum(awards []Award, line string) (total salesdesk.Amount, found bool) {
	for _, a := range awards {
		if a.Line == line {
			total.Decimal, found = total.Add(a.Quantity.Decimal), true
		}
	}
	return total, found
}

// within names every award that is more than what remains.
func within(awards []Award, remaining func(line string) (salesdesk.Amount, bool)) error {
	var problems salesdesk.Problems
	seen := map[string]bool{}
	for _, a := range awards {
		left, ok := remaining(a.Line)
		asked, _ := sum(awards, a.Line)
		switch {
		case seen[a.Line]:
		case !ok:
			problems.Add(LineError{Line: a.Line})
		case !a.Quantity.IsPositive() || asked.GreaterThan(left.Decimal):
			problems.Add(QuantityError{Line: a.Line, Asked: asked, Remaining: left})
		}
		seen[a.Line] = true
	}
	if len(awards) == 0 {
		problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	return problems.Err()
}

// whole awards every line as offered. A line of no quantity is not awarded.
func (q Quote) whole() []Award {
	var awards []Award
	for _, line := range q.Latest().Content.Priced.Lines {
		if line.Quantity.IsPositive() {
			awards = append(awards, Award{Line: line.ID, Quantity: line.Quantity})
		}
	}
	return awards
}

func (q Quote) checkOffer(o Offer) error {
	var problems salesdesk.Problems
	if len(o.Lines) == 0 && o.Total == nil && o.Text == "" {
		problems.Add(salesdesk.FieldError{Path: "offer", Rule: salesdesk.RuleRequired})
	}
	for i, l := range o.Lines {
		if _, ok := q.Latest().Content.quantity(l.Line); !ok {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("offer.lines", i) + ".line", Rule: salesdesk.RuleReference, Param: l.Line})
		}
	}
	return problems.Err()
}

// Changes are what happened since the quote was loaded or saved: append them to
// its log in the transaction that saves it.
func (q Quote) Changes() []Change { return slices.Clone(q.changes) }

// Saved is the quote with its changes written.
func (q Quote) Saved() Quote {
	q.changes = nil
	return q
}

// Permitted are the events that may come next for whoever gives the command, and
// the others with every reason why not.
func (q Quote) Permitted(r *Rules, cmd *workflow.Command) []workflow.Choice[Status, Event] {
	return r.machine.Permitted(q.Status, cmd, Case{Quote: &q, Policy: &r.policy})
}
