package main

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/complaint/sla"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/workflow"
)

// complain takes the complaint, answers it on the clock, takes the goods back, credits
// them and closes the case.
func (s *sale) complain() error {
	rules, err := complaint.Compile(complaint.Policy{
		Location: s.calendar.Location(), RemedyLimit: s.company.RemedyLimit, GraceDays: 5, WindowDays: 30, Reminders: 2, EscalateTo: s.story.Manager,
	})
	if err != nil {
		return err
	}
	credit, err := s.creditNote()
	if err != nil {
		return err
	}
	if err := s.register(rules); err != nil {
		return err
	}
	if err := s.remedy(rules, credit); err != nil {
		return err
	}
	if err := s.takeBack(); err != nil {
		return err
	}
	return s.settle(rules, credit)
}

// creditNote is what the returned goods are worth, to the cent.
func (s *sale) creditNote() (invoice.Document, error) {
	story := s.story.CreditNote
	header, err := s.header(story)
	if err != nil {
		return invoice.Document{}, err
	}
	return invoice.Credit([]invoice.Document{s.documents.invoice}, nil, s.returned(), story.Number, header)
}

func (s *sale) returned() []order.Quantity {
	return []order.Quantity{{Line: s.story.Complaint.Line, Quantity: s.story.Complaint.Quantity}}
}

func (s *sale) register(rules *complaint.Rules) error {
	story := s.story.Complaint
	intake := complaint.Intake{
		Customer: s.customer.ID, Channel: complaint.ByPhone, Contact: s.customer.Contacts[0].Name, Order: s.order.Number,
		Lines: []complaint.Line{{Line: story.Line, Quantity: story.Quantity}}, Text: story.Text,
	}
	paid := salesdesk.Money{Amount: s.documents.invoice.Figures.Totals.TaxExclusive, Currency: salesdesk.EUR}
	registered, err := complaint.Register(rules, s.command(story.ID, s.clerk(), story.Received, 0, ""), story.ID, intake, paid, sla.Normal)
	if err != nil {
		return err
	}
	s.complaint = registered
	err = s.moveComplaint(
		complaintStep{complaint.Acknowledge, s.system(), story.Acknowledged, "", func(cmd *workflow.Command) (complaint.Complaint, error) {
			return s.complaint.Acknowledge(rules, cmd)
		}},
		complaintStep{complaint.Triage, s.clerk(), story.Acknowledged, "", func(cmd *workflow.Command) (complaint.Complaint, error) {
			return s.complaint.Triage(rules, cmd, complaint.Product, sla.Priority(story.Priority), false)
		}},
		complaintStep{complaint.Assign, s.clerk(), story.Acknowledged, "", func(cmd *workflow.Command) (complaint.Complaint, error) {
			return s.complaint.Assign(rules, cmd, s.story.Clerk)
		}},
	)
	if err != nil {
		return err
	}
	s.say("complaint", story.ID, s.instant(story.Received), story.Text)
	if err := s.clocks(story.Acknowledged); err != nil {
		return err
	}
	due, err := s.dueBy(story.Acknowledged)
	if err != nil {
		return err
	}
	on := calendar.DateOf(story.Received, s.calendar.Location())
	return s.letter("acknowledgement.txt", i18n.LetterAcknowledgement, on, story.ID, nil, s.theirs.sentence("you_told", story.Text), s.theirs.sentence("answer_by", due))
}

// dueBy is when the first answer is due.
func (s *sale) dueBy(at time.Time) (string, error) {
	report, err := s.watch(at)
	if err != nil {
		return "", err
	}
	for _, c := range report.Clocks {
		if c.Target == sla.FirstResponse {
			return s.theirs.instant(c.Due), nil
		}
	}
	return "", nil
}

// watch works the clocks out at a moment.
func (s *sale) watch(at time.Time) (sla.Report, error) {
	levels := s.company.ServiceLevels
	hours := func(n int) sla.Duration { return sla.Duration(time.Duration(n) * time.Hour) }
	allowed := sla.Allowances{sla.FirstResponse: hours(levels.FirstResponseHours), sla.NextUpdate: hours(levels.NextUpdateHours), sla.Resolution: hours(levels.ResolutionHours)}
	policy := sla.Policy{Allowances: map[sla.Priority]sla.Allowances{sla.Low: allowed, sla.Normal: allowed, sla.High: allowed, sla.Critical: allowed}}
	return sla.Compute(policy, s.calendar, s.complaint.History(), at)
}

// clocks tells every clock, and for the first why it is due when it is.
func (s *sale) clocks(at time.Time) error {
	report, err := s.watch(at)
	if err != nil {
		return err
	}
	for i, c := range report.Clocks {
		s.say("clock", s.text(c.Target), s.text(c.Status), s.instant(c.Due))
		if i > 0 {
			continue
		}
		for _, segment := range c.Trace.Segments {
			why := s.text(segment.Why)
			if segment.Holiday != "" {
				why = s.text(segment.Holiday)
			} else if len(segment.Names) > 0 {
				why = segment.Names.In(string(s.lang))
			}
			s.say("segment", s.instant(segment.From), s.instant(segment.To), why)
		}
	}
	return nil
}

func (s *sale) remedy(rules *complaint.Rules, credit invoice.Document) error {
	story := s.story.Complaint
	offer := complaint.Remedy{
		Kind: complaint.Refund, Cost: salesdesk.Money{Amount: credit.Figures.Totals.TaxExclusive, Currency: salesdesk.EUR},
		Lines: []complaint.Line{{Line: story.Line, Quantity: story.Quantity}},
	}
	err := s.moveComplaint(
		complaintStep{complaint.Answer, s.clerk(), story.Answered, "", func(cmd *workflow.Command) (complaint.Complaint, error) {
			return s.complaint.Answer(rules, cmd)
		}},
		complaintStep{complaint.ProposeRemedy, s.clerk(), story.Proposed, "", func(cmd *workflow.Command) (complaint.Complaint, error) {
			return s.complaint.ProposeRemedy(rules, cmd, offer, story.Cause)
		}},
		complaintStep{complaint.AcceptRemedy, s.buyer(), story.Agreed, "", func(cmd *workflow.Command) (complaint.Complaint, error) {
			return s.complaint.AcceptRemedy(rules, cmd)
		}},
	)
	if err != nil {
		return err
	}
	s.say("remedy", s.text(offer.Kind), s.money(offer.Cost.Amount), story.Cause)
	rows := []i18n.LetterRow{{Label: s.lineName(s.theirs, story.Line), Value: s.theirs.text(offer.Kind) + ": " + s.theirs.money(credit.Figures.Totals.Payable)}}
	return s.letter("answer.txt", i18n.LetterAnswer, calendar.DateOf(story.Proposed, s.calendar.Location()), story.ID, rows, s.theirs.sentence("cause", story.Cause))
}

func (s *sale) takeBack() error {
	rules, err := s.orderRules()
	if err != nil {
		return err
	}
	story, line := s.story.Return, s.story.Complaint.Line
	request := order.Return{ID: story.ID, Complaint: s.complaint.ID, Lines: s.returned()}
	verdict := []order.Verdict{{Line: line, Accepted: s.story.Complaint.Quantity, Disposition: order.ToSupplier, Finding: story.Finding}}
	err = s.moveOrder(
		orderStep{order.RequestReturn, s.buyer(), story.Requested, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.RequestReturn(rules, cmd, request)
		}},
		orderStep{"", s.clerk(), story.Authorized, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.AuthorizeReturn(rules, cmd, story.ID)
		}},
		orderStep{"", s.warehouse(), story.Received, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.ReceiveReturn(rules, cmd, story.ID, s.returned())
		}},
		orderStep{"", s.inspector(), story.Inspected, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.InspectReturn(rules, cmd, story.ID, verdict)
		}},
		orderStep{"", s.clerk(), story.Proposed, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.ProposeReturnRemedy(rules, cmd, story.ID, order.Refund)
		}},
	)
	if err != nil {
		return err
	}
	l, _ := s.order.Line(line)
	s.say("return", story.ID, s.lineName(s.voice, line), s.format.Quantity(l.Returned, l.Unit), story.Finding)
	return nil
}

func (s *sale) settle(rules *complaint.Rules, credit invoice.Document) error {
	s.documents.credit = credit
	if err := s.issue("creditnote", credit); err != nil {
		return err
	}
	orders, err := s.orderRules()
	if err != nil {
		return err
	}
	story := s.story.CreditNote
	err = s.moveOrder(
		orderStep{order.Credit, s.finance(), story.At, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.Credit(orders, cmd, story.Number, s.returned())
		}},
		orderStep{"", s.finance(), story.At, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.SettleReturn(orders, cmd, s.story.Return.ID, story.Number)
		}},
	)
	if err != nil {
		return err
	}
	s.say("credit_note", story.Number, s.money(credit.Figures.Totals.Payable))
	refs := complaint.References{Return: s.story.Return.ID, CreditNote: story.Number}
	err = s.moveComplaint(
		complaintStep{complaint.Resolve, s.clerk(), s.story.Complaint.Resolved, "", func(cmd *workflow.Command) (complaint.Complaint, error) {
			return s.complaint.Resolve(rules, cmd, refs)
		}},
		complaintStep{complaint.Close, s.clerk(), s.story.Complaint.Closed, "", func(cmd *workflow.Command) (complaint.Complaint, error) {
			return s.complaint.Close(rules, cmd)
		}},
	)
	if err != nil {
		return err
	}
	if err := s.clocks(s.story.Complaint.Closed); err != nil {
		return err
	}
	on := calendar.DateOf(s.story.Complaint.Closed, s.calendar.Location())
	return s.letter("survey.txt", i18n.LetterSurvey, on, s.complaint.ID, nil)
}

// complaintStep is one thing that somebody does to the complaint.
type complaintStep struct {
	on     complaint.Event
	who    salesdesk.Actor
	at     time.Time
	reason string
	verb   func(*workflow.Command) (complaint.Complaint, error)
}

func (s *sale) moveComplaint(steps ...complaintStep) error {
	for _, step := range steps {
		next, err := step.verb(s.command(s.complaint.ID, step.who, step.at, s.complaint.Version, step.reason))
		if err != nil {
			return err
		}
		s.steps.complaint = append(s.steps.complaint, workflow.Step[complaint.Status, complaint.Event]{From: s.complaint.Status, On: step.on, To: next.Status})
		if err := keep(s, next.Changes()); err != nil {
			return err
		}
		s.complaint = next.Saved()
	}
	return nil
}
