package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

func approvalOpen(_ *workflow.Command, c Case) error {
	if len(c.Quote.pending(c.Policy)) == 0 {
		return NoRequirementError{}
	}
	return nil
}

func noRequirement(_ *workflow.Command, c Case) error {
	var problems salesdesk.Problems
	for _, r := range c.Quote.pending(c.Policy) {
		problems.Add(r)
	}
	return problems.Err()
}

// isLast reports whether at most one level is still open.
func (q Quote) isLast(p *Policy) bool { return len(q.next(p)) == len(q.pending(p)) }

func levelsFollow(_ *workflow.Command, c Case) error {
	if c.Quote.isLast(c.Policy) {
		return LastLevelError{}
	}
	return nil
}

func lastLevel(_ *workflow.Command, c Case) error {
	if !c.Quote.isLast(c.Policy) {
		return LevelsError{Levels: levelsOf(c.Quote.pending(c.Policy))}
	}
	return nil
}

func levelsOf(requirements []Requirement) []string {
	var names []string
	for _, r := range requirements {
		if !slices.Contains(names, r.Level) {
			names = append(names, r.Level)
		}
	}
	return names
}

// levelRole asks for the role of the level whose turn it is. Where a changed policy
// leaves nothing to grant, the sales manager decides.
func levelRole(cmd *workflow.Command, c Case) error {
	level, role := string(salesdesk.SalesManager), salesdesk.SalesManager
	if next := c.Quote.next(c.Policy); len(next) > 0 {
		level, role = next[0].Level, next[0].Role
	}
	if cmd.Actor.Role != role || cmd.Actor.For != "" {
		return LevelRoleError{Level: level, Role: role}
	}
	return nil
}

// fourEyes keeps the author from approving, and anybody from granting two levels.
func fourEyes(cmd *workflow.Command, c Case) error {
	latest := c.Quote.Latest()
	if latest.Author.ID == cmd.Actor.ID {
		return SameAuthorError{Author: latest.Author.ID}
	}
	for _, g := range latest.Grants {
		if next := c.Quote.next(c.Policy); g.By.ID == cmd.Actor.ID && len(next) > 0 && g.Level != next[0].Level {
			return SameApproverError{Approver: g.By.ID, Level: g.Level}
		}
	}
	return nil
}

func digestUnchanged(_ *workflow.Command, c Case, fact Fact) error {
	got := ""
	switch fact := fact.(type) {
	case Granted:
		got = fact.Digest
	case Awarded:
		got = fact.Digest
	case Chosen:
		got = fact.Digest
	default:
		return nil
	}
	if got != c.Quote.Latest().Digest {
		return c.Quote.altered(got)
	}
	return nil
}
