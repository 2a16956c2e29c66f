package main

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/prospect/score"
	"github.com/interne-sales/salesdesk/workflow"
)

// qualify scores the prospect and qualifies the opportunity.
func (s *sale) qualify() error {
	scorer, err := score.Compile(s.model)
	if err != nil {
		return err
	}
	story := s.story.Score
	scored, err := scorer.Score(score.Facts{Subject: s.customer.ID, Attributes: story.Attributes, Measures: story.Measures, Events: story.Events}, story.At)
	if err != nil {
		return err
	}
	s.say("score", s.customer.Name, s.points(scored.Points), scored.Grade)
	for _, f := range scored.Factors {
		s.say("factor", f.Rule, s.points(f.Points), s.text(f.Kind))
	}
	return s.openOpportunity()
}

// points are points in the digits of the language.
func (s *sale) points(p score.Points) string {
	a, err := salesdesk.ParseAmount(p.String())
	if err != nil {
		return p.String()
	}
	return s.format.Amount(a)
}

func (s *sale) openOpportunity() error {
	rules, err := prospect.Compile(prospect.Policy{Location: s.calendar.Location()})
	if err != nil {
		return err
	}
	story := s.story.Qualification
	open := prospect.Opening{
		ID: story.Opportunity, Account: s.customer.ID, Title: story.Title,
		Value: salesdesk.Money{Currency: salesdesk.EUR}, Expected: s.rfq.Requested,
	}
	s.opportunity, err = prospect.New(rules, s.command(story.Opportunity, s.clerk(), story.At, 0, ""), open)
	if err != nil {
		return err
	}
	q := prospect.Qualification{Framework: story.Framework}
	for _, f := range story.Findings {
		q.Findings = append(q.Findings, prospect.Finding{Criterion: f.Criterion, Met: f.Met, Evidence: f.Evidence, By: s.clerk(), At: story.At})
	}
	on := prospect.Qualify
	if q.Assess().Verdict != prospect.Qualified {
		on = prospect.Note
	}
	err = s.moveOpportunity(on, story.At, func(cmd *workflow.Command) (prospect.Opportunity, error) {
		if on == prospect.Note {
			return s.opportunity.Note(rules, cmd, q)
		}
		return s.opportunity.Qualify(rules, cmd, q)
	})
	if err != nil {
		return err
	}
	assessment := q.Assess()
	s.say("qualified", story.Title, s.text(story.Framework), s.text(assessment.Verdict))
	for _, c := range assessment.Ask {
		s.say("ask", s.text(c))
	}
	return nil
}

func (s *sale) moveOpportunity(on prospect.Event, at time.Time, verb func(*workflow.Command) (prospect.Opportunity, error)) error {
	next, err := verb(s.command(s.opportunity.ID, s.clerk(), at, s.opportunity.Version, ""))
	if err != nil {
		return err
	}
	if next.Stage != s.opportunity.Stage {
		s.steps.opportunity = append(s.steps.opportunity, workflow.Step[prospect.Stage, prospect.Event]{From: s.opportunity.Stage, On: on, To: next.Stage})
	}
	err = keep(s, next.Changes())
	s.opportunity = next.Saved()
	return err
}
