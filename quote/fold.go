package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk/workflow"
)

// Fold rebuilds a quote from all its changes.
func Fold(log []Change) (Quote, error) { return Quote{}.Fold(log) }

// Fold brings the quote up to date with changes that happened since. It decides
// nothing, and refuses a gap. The quote it is called on stays as it was.
func (q Quote) Fold(log []Change) (Quote, error) {
	next := q.cloned()
	folded, version, err := workflow.Fold(next, q.Version, log, (*Quote).apply)
	if err != nil {
		return q, err
	}
	folded.Version = version
	return folded, nil
}

// with is the quote after the command's fact, the change kept.
func (q Quote) with(cmd *workflow.Command, fact Fact) (Quote, error) {
	change := workflow.Next(q.ID, q.Version+1, cmd, fact)
	next := q.cloned()
	next.apply(change)
	next.Version = change.Seq
	next.changes = append(slices.Clip(q.changes), change)
	return next, nil
}

func (q Quote) cloned() Quote {
	q.Revisions = slices.Clone(q.Revisions)
	q.Awards = slices.Clip(q.Awards)
	q.Called = slices.Clip(q.Called)
	return q
}

func (q *Quote) apply(c Change) {
	q.Status = c.Fact.outcome()
	switch fact := c.Fact.(type) {
	case Created:
		q.ID, q.Number, q.Customer, q.Seller = c.Stream, fact.Number, fact.Customer, fact.Seller
		q.revise(c, fact.Content)
	case Rewritten:
		q.revise(c, fact.Content)
	case Granted:
		q.latest().Approver = c.Actor
	case Dispatched:
		q.latest().ValidUntil = fact.ValidUntil
	case Proposed:
		q.latest().Offer = &fact.Offer
	case Awarded:
		q.Awards = append(q.Awards, fact.Lines...)
	case Called:
		q.Called = append(q.Called, Call{Order: fact.Order, Lines: fact.Lines})
	}
}

func (q *Quote) latest() *Revision { return &q.Revisions[len(q.Revisions)-1] }

func (q *Quote) revise(c Change, content Content) {
	digest, _ := content.Digest() // of a content that was marshalled or read before
	q.Revisions = append(q.Revisions, Revision{
		Number: len(q.Revisions) + 1, Author: c.Actor, Content: content, Digest: digest,
	})
}
