package quote

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Fold rebuilds a quote from all its changes.
func Fold(log []Change) (Quote, error) { return Quote{}.Fold(log) }

// Fold brings the quote up to date with changes that happened since. It decides
// nothing, and refuses a gap, and a log without its [Created] on a quote without revisions. The quote it
// is called on stays as it was.
func (q Quote) Fold(log []Change) (Quote, error) {
	if len(q.Revisions) == 0 && len(log) > 0 {
		if _, ok := log[0].Fact.(Created); !ok {
			return q, salesdesk.FieldError{Path: "events[0].fact", Rule: salesdesk.RuleOneOf, Param: Created{}.FactName()}
		}
	}
	return workflow.Fold(q.cloned(), q.ID, q.Version, log, (*Quote).apply)
}

// with is the quote after the command's fact, the change kept.
func (q Quote) with(cmd *workflow.Command, fact Fact) Quote {
	change := workflow.Next(q.ID, q.Version+1, cmd, fact)
	next := q.cloned()
	next.apply(change)
	next.changes = append(slices.Clip(q.changes), change)
	return next
}

func (q Quote) cloned() Quote {
	q.Revisions = slices.Clone(q.Revisions)
	q.Objections = slices.Clone(q.Objections)
	q.Awards = slices.Clip(q.Awards)
	q.Called = slices.Clip(q.Called)
	q.Sheds = slices.Clip(q.Sheds)
	return q
}

func (q *Quote) apply(c Change) {
	q.Version, q.Status, q.Changed = c.Seq, c.Fact.outcome(), c.At.UTC()
	switch fact := c.Fact.(type) {
	case Created:
		q.ID, q.Number, q.Customer, q.Seller = c.Stream, fact.Number, fact.Customer, fact.Seller
		q.revise(c, fact.Content, nil)
	case Rewritten:
		q.revise(c, fact.Content, fact.Carried)
	case Chosen:
		q.take(c, fact)
	case Moved:
		q.moved(c, fact.On)
	case Granted:
		q.grant(c, fact)
	case Objected:
		q.Objections = append(q.Objections, fact.Objection)
		q.hear(c)
	case Answered:
		if i := q.objection(fact.Objection); i >= 0 {
			q.Objections[i].Answer, q.Objections[i].Outcome = fact.Answer, fact.Outcome
		}
	default:
		q.answered(c)
	}
}

// answered applies what passes between us and the customer.
func (q *Quote) answered(c Change) {
	switch fact := c.Fact.(type) {
	case Dispatched:
		latest := q.latest()
		latest.ValidUntil, latest.Sent, latest.Warnings = fact.ValidUntil, c.At.UTC(), fact.Warnings
		latest.Reminded, latest.Heard = nil, time.Time{}
	case Received:
		q.latest().Received = fact.At.UTC()
	case Proposed:
		q.latest().Offer = &fact.Offer
		q.hear(c)
	case Awarded:
		q.Awards = append(q.Awards, fact.Lines...)
		q.hear(c)
	case Called:
		q.Called = append(q.Called, Call{Order: fact.Order, Lines: fact.Lines})
	case Dropped:
		q.Sheds = append(q.Sheds, Shed{Lines: fact.Lines, Loss: fact.Loss})
	case Refused:
		q.Loss = &fact.Loss
		q.hear(c)
	}
}

func (q *Quote) latest() *Revision { return &q.Revisions[len(q.Revisions)-1] }

// moved applies what has no fact of its own. What is returned to its author was granted
// by nobody.
func (q *Quote) moved(c Change, on Event) {
	switch latest := q.latest(); on {
	case Return:
		latest.Grants = nil
	case Remind:
		latest.Reminded = append(slices.Clip(latest.Reminded), c.At.UTC())
	default:
	}
}

func (q *Quote) grant(c Change, fact Granted) {
	latest := q.latest()
	latest.Grants = append(slices.Clip(latest.Grants), Grant{
		Level: fact.Level, By: c.Actor, At: c.At.UTC(), Digest: fact.Digest, Revision: latest.Number, Requirements: fact.Requirements,
	})
}

// hear notes that the customer said something: what he answers has reached him.
func (q *Quote) hear(c Change) {
	latest := q.latest()
	if latest.Heard.IsZero() {
		latest.Heard = c.At.UTC()
	}
	if latest.Received.IsZero() {
		latest.Received = c.At.UTC()
	}
}

func (q *Quote) revise(c Change, content Content, carried []Grant) {
	digest, _ := content.Digest() // of a content that was marshalled or read before
	q.Loss = nil
	q.Revisions = append(q.Revisions, Revision{
		Number: len(q.Revisions) + 1, Author: c.Actor, Reason: c.Reason, Content: content, Digest: digest, Grants: carried,
	})
}

// take adds the revision that a choice makes, sent and approved as the one that offered it.
func (q *Quote) take(c Change, fact Chosen) {
	taken := q.Latest()
	taken.Number++
	taken.Reason, taken.Content, taken.Chosen, taken.Offer = c.Reason, fact.Content, fact.Options, nil
	taken.Digest, _ = fact.Content.Digest()
	q.Revisions = append(q.Revisions, taken)
	q.Awards = append(q.Awards, fact.Lines...)
	q.hear(c)
}
