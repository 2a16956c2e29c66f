package quote

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
)

// Grant is a level's yes to one digest. Where the policy says so, it goes along to a
// revision in which nothing it was asked for is worse.
type Grant struct {
	Level        string          `json:"level"`
	By           salesdesk.Actor `json:"by"`
	At           time.Time       `json:"at"`
	Digest       string          `json:"digest"`       // of the revision that was granted
	Revision     int             `json:"revision"`     // that was granted
	Requirements []Requirement   `json:"requirements"` // what it was asked for
}

// covers reports whether the grant is for the requirement, or for something worse.
func (g Grant) covers(r Requirement) bool {
	return g.Level == r.Level && slices.ContainsFunc(g.Requirements, func(granted Requirement) bool {
		return granted.Kind == r.Kind && granted.Currency == r.Currency && !r.exceeds(granted)
	})
}

// Requirements are the reasons why the latest revision needs approval, granted or not.
// Without rules there are none, and no verb that goes on.
func (q Quote) Requirements(r *Rules) []Requirement {
	if r == nil {
		return nil
	}
	latest := q.Latest()
	return r.policy.Approval.Requirements(latest.Content, latest.Author.Role)
}

// Pending are those of [Quote.Requirements] that nobody granted yet.
func (q Quote) Pending(r *Rules) []Requirement {
	if r == nil {
		return nil
	}
	return q.pending(&r.policy)
}

func (q Quote) pending(p *Policy) []Requirement {
	latest := q.Latest()
	if len(latest.Chosen) > 0 { // it was offered, and so granted, before
		return nil
	}
	return uncovered(p.Approval.Requirements(latest.Content, latest.Author.Role), latest.Grants)
}

func uncovered(requirements []Requirement, grants []Grant) []Requirement {
	return slices.DeleteFunc(requirements, func(r Requirement) bool {
		return slices.ContainsFunc(grants, func(g Grant) bool { return g.covers(r) })
	})
}

// next is what the first level that is still open was asked for.
func (q Quote) next(p *Policy) []Requirement {
	pending := q.pending(p)
	n := slices.IndexFunc(pending, func(r Requirement) bool { return r.Level != pending[0].Level })
	if n < 0 {
		return pending
	}
	return pending[:n]
}

// carried are the grants of the latest revision that go along to a new content: of every
// level that still has a requirement, and whose requirements are all covered. What the
// new author granted himself stays behind: four eyes see every revision.
func (q Quote) carried(p *Policy, c Content, author salesdesk.Actor) []Grant {
	if !p.Approval.NoWorse {
		return nil
	}
	requirements := p.Approval.Requirements(c, author.Role)
	grants := slices.DeleteFunc(slices.Clone(q.Latest().Grants), func(g Grant) bool { return g.By.ID == author.ID })
	open := uncovered(slices.Clone(requirements), grants)
	var along []Grant
	for _, g := range grants {
		ofLevel := func(r Requirement) bool { return r.Level == g.Level }
		if slices.ContainsFunc(requirements, ofLevel) && !slices.ContainsFunc(open, ofLevel) {
			along = append(along, g)
		}
	}
	return along
}

// Reapproval is a requirement that must be granted (again), and why. Internal: it is not
// for customers.
type Reapproval struct {
	Requirement
	Why     ReapprovalReason  `json:"why"`
	Granted *salesdesk.Amount `json:"granted,omitempty"` // the value that was granted, where there was one
}

// ReapprovalReason is why a requirement must be granted.
type ReapprovalReason string

// The reasons.
const (
	NeverGranted ReapprovalReason = "never"  // nobody was asked before, or nobody granted it yet
	GotWorse     ReapprovalReason = "worse"  // than what was granted
	OtherDigest  ReapprovalReason = "digest" // grants are for one digest only
	WithOthers   ReapprovalReason = "level"  // it is no worse, but another requirement of its level is open
	OwnGrant     ReapprovalReason = "author" // who granted it writes the revision now
)

// MessageID names the text.
func (r Reapproval) MessageID() string { return "quote.reapproval." + string(r.Why) }

// Reapproval says what must be granted again if the latest revision became a content,
// and why. Ask it before [Quote.Revise]; nothing in it means that nobody need be asked.
// Without rules there is none.
func (q Quote) Reapproval(r *Rules, c Content, author salesdesk.Actor) []Reapproval {
	if r == nil {
		return nil
	}
	p, latest := &r.policy, q.Latest()
	carried := q.carried(p, c, author)
	var again []Reapproval
	for _, requirement := range uncovered(p.Approval.Requirements(c, author.Role), carried) {
		again = append(again, latest.reapproval(requirement, p.Approval.NoWorse, author))
	}
	return again
}

func (r Revision) reapproval(requirement Requirement, noWorse bool, author salesdesk.Actor) Reapproval {
	again := Reapproval{Requirement: requirement, Why: NeverGranted}
	for _, g := range r.Grants {
		for _, granted := range g.Requirements {
			if g.Level != requirement.Level || granted.Kind != requirement.Kind || granted.Currency != requirement.Currency {
				continue
			}
			again.Granted = &granted.Value
			switch {
			case requirement.exceeds(granted):
				again.Why = GotWorse
			case g.By.ID == author.ID:
				again.Why = OwnGrant
			case noWorse:
				again.Why = WithOthers
			default:
				again.Why = OtherDigest
			}
		}
	}
	return again
}
