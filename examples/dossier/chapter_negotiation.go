package main

import (
	"strings"

	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// negotiate takes the objection and the counter-offer, weighs what is asked, sends a
// revision and answers.
func (s *sale) negotiate(rules *quote.Rules) error {
	counter, objection := s.story.Counter, s.story.Objection
	err := s.moveQuote(
		quoteStep{quote.Object, s.buyer(), objection.At, func(cmd *workflow.Command) (quote.Quote, error) {
			return s.quote.Object(rules, cmd, quote.Objection{ID: "1", Kind: objection.Kind, Text: objection.Text, Line: objection.Line})
		}},
		quoteStep{quote.Counter, s.buyer(), counter.At, func(cmd *workflow.Command) (quote.Quote, error) {
			return s.quote.Counter(rules, cmd, quote.Offer{Total: counter.Total, Text: counter.Text})
		}},
	)
	if err != nil {
		return err
	}
	s.note("objection", s.text(objection.Kind), objection.Text)
	s.note("counter", counter.Text)
	if err := s.advise(); err != nil {
		return err
	}
	if err := s.revise(rules); err != nil {
		return err
	}
	s.negotiated()
	return s.send(rules, s.story.Revision)
}

// advise weighs what the customer asks against how low the house goes.
func (s *sale) advise() error {
	offered := s.quote.Latest().Content
	asked, err := quote.Meet(s.pricer, offered, *s.quote.Latest().Offer)
	if err != nil {
		return err
	}
	advice, err := quote.Advise(offered, asked, s.company.Floor)
	if err != nil {
		return err
	}
	s.note("advice", s.text(advice))
	return nil
}

// revise writes the revision and what is answered with it. What it costs is said.
func (s *sale) revise(rules *quote.Rules) error {
	content, err := s.content(s.story.Revision)
	if err != nil {
		return err
	}
	objection, revision := s.story.Objection, s.story.Revision
	err = s.moveQuote(
		quoteStep{quote.Revise, s.clerk(), revision.Written, func(cmd *workflow.Command) (quote.Quote, error) {
			cmd.Reason = revision.Reason
			return s.quote.Revise(rules, cmd, content)
		}},
		quoteStep{quote.Answer, s.clerk(), revision.Written, func(cmd *workflow.Command) (quote.Quote, error) {
			return s.quote.Answer(rules, cmd, "1", objection.Answer, objection.Outcome)
		}},
	)
	if err != nil {
		return err
	}
	s.note("answer", s.text(objection.Outcome), objection.Answer)
	return s.concede()
}

// concede says what was given, what it takes off the margin, and what it was given for.
func (s *sale) concede() error {
	given, err := s.quote.Given()
	for _, g := range given {
		if g.Cost != nil {
			s.note("concession", s.text(g.Difference), s.format.Money(*g.Cost), g.InReturn)
		}
	}
	return err
}

// note says something of the negotiation, and keeps it for the desk.
func (s *sale) note(id string, parts ...string) {
	s.say(id, parts...)
	s.notes = append(s.notes, s.sentence(id, parts...))
}

// negotiated writes for the desk what was said, what it cost, and what changed.
func (s *sale) negotiated() {
	lines := s.notes
	for i := 1; i < len(s.quote.Revisions); i++ {
		for _, d := range quote.Diff(s.quote.Revisions[i-1].Content, s.quote.Revisions[i].Content) {
			lines = append(lines, "  "+s.text(d))
		}
	}
	s.file("desk-negotiation.txt", []byte(strings.Join(lines, "\n")+"\n"))
}

// warn says what law only warns of, before the quote is sent.
func (s *sale) warn(rules *quote.Rules, story quoteStory) error {
	findings, err := s.quote.Findings(rules, story.Sent, story.ValidUntil)
	for _, f := range findings {
		s.say("law", s.text(f.Severity), s.text(f))
	}
	return err
}

// followUps say when the customer is asked again, should he not answer.
func (s *sale) followUps(rules *quote.Rules) error {
	due, err := s.quote.FollowUps(rules, s.calendar)
	if err != nil || len(due) == 0 {
		return err
	}
	var when []string
	for _, f := range due {
		if f.State == quote.FollowUpOpen {
			when = append(when, s.sentence("follow_up_on", s.instant(f.Due), s.text(f.Why)))
		}
	}
	s.say("follow_up", s.format.List(when...))
	return nil
}
