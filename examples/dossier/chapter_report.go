package main

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/complaint/sla"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/kpi"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// report measures the period, with this sale in it.
func (s *sale) report() error {
	story := s.story.Report
	question := kpi.Question{
		Currency: salesdesk.EUR, Period: calendar.Period{From: story.From, To: story.To}, AsOf: story.AsOf,
		Quotes: []kpi.Outcome{{Date: calendar.DateOf(s.story.Acceptance.At, s.calendar.Location()), Net: s.quote.Latest().Content.Priced.Totals.TaxExclusive, Won: true}},
	}
	for d := story.From; d.Before(story.To); d = d.AddDays(1) {
		if s.calendar.IsWorkday(d) {
			question.Workdays = append(question.Workdays, d)
		}
	}
	for _, t := range s.targets {
		question.Targets = append(question.Targets, kpi.Target{Month: t.month, Net: t.net})
	}
	for _, r := range s.survey {
		question.Answers = append(question.Answers, kpi.Answer{Date: r.date, Customer: r.customer, Score: r.score})
	}
	for _, f := range s.history {
		question.Sales = append(question.Sales, kpi.Sale{Date: f.date, Customer: f.customer, SKU: f.sku, Group: f.group, Quantity: f.quantity, Net: f.net, Cost: &f.cost})
	}
	question.Sales = append(question.Sales, s.facts(s.documents.invoice)...)
	question.Sales = append(question.Sales, s.facts(s.documents.credit)...)
	within, err := s.kept()
	if err != nil {
		return err
	}
	question.Cases = []kpi.Case{{Date: calendar.DateOf(s.story.Complaint.Received, s.calendar.Location()), Within: within}}
	report, err := kpi.NewReport(question)
	if err != nil {
		return err
	}
	words, err := s.texts.Words(s.lang, s.company.Groups)
	if err != nil {
		return err
	}
	s.tellReport(report, words)
	s.file("report.html", []byte(report.HTML(words)))
	table, err := report.CSV()
	s.file("report.csv", table)
	return err
}

// facts are the lines of a document, with their share of its discounts and charges; a
// credit note counts below zero.
func (s *sale) facts(d invoice.Document) []kpi.Sale {
	var facts []kpi.Sale
	for _, l := range d.Figures.Lines {
		a, known := s.articleOf(l.SKU)
		fact := kpi.Sale{Date: d.IssueDate, Customer: s.customer.ID, SKU: l.SKU, Group: a.Group, Quantity: l.Quantity, Net: salesdesk.Amount{Decimal: l.Net.Add(l.Share.Decimal)}}
		if known && a.Cost != nil {
			cost := salesdesk.Amount{Decimal: a.Cost.Mul(l.Quantity.Decimal).Round(2)}
			fact.Cost = &cost
		}
		if d.Kind == invoice.CreditNote {
			fact.Quantity.Decimal, fact.Net.Decimal = fact.Quantity.Neg(), fact.Net.Neg()
			if fact.Cost != nil {
				fact.Cost.Decimal = fact.Cost.Neg()
			}
		}
		facts = append(facts, fact)
	}
	return facts
}

// kept reports whether every clock of the complaint was met.
func (s *sale) kept() (bool, error) {
	report, err := s.watch(s.story.Complaint.Closed)
	for _, c := range report.Clocks {
		if c.Status == sla.Breached {
			return false, err
		}
	}
	return true, err
}

func (s *sale) tellReport(r kpi.Report, w i18n.Words) {
	ratio := func(v kpi.Value) string {
		if v.Amount == nil {
			return s.text(v.Status)
		}
		return w.Percent(*v.Amount)
	}
	s.say("report", s.format.Period(r.Period), s.money(*r.Turnover.Amount), ratio(r.Growth), ratio(r.Target.Reached), ratio(r.Margin))
	s.say("bridge", s.money(r.Bridge.Volume), s.money(r.Bridge.Mix), s.money(r.Bridge.Price), s.money(r.Bridge.New), s.money(r.Bridge.Lost))
	score := r.Satisfaction.Score.Shown()
	if score.Amount != nil && score.Low != nil && score.High != nil {
		s.say("nps", w.Number(*score.Amount), w.Number(*score.Low), w.Number(*score.High))
	}
}

// draw writes what each machine went through.
func (s *sale) draw() error {
	opportunities, err := prospect.Compile(prospect.Policy{})
	if err != nil {
		return err
	}
	quotes, err := quote.Compile(quote.Policy{})
	if err != nil {
		return err
	}
	orders, err := s.orderRules()
	if err != nil {
		return err
	}
	complaints, err := complaint.Compile(complaint.Policy{})
	if err != nil {
		return err
	}
	path(s, "opportunity", opportunities.Machine(), s.steps.opportunity)
	path(s, "quote", quotes.Machine(), s.steps.quote)
	path(s, "order", orders.Machine(), s.steps.order)
	path(s, "return", orders.Returns(), s.steps.returns)
	path(s, "complaint", complaints.Machine(), s.steps.complaint)
	s.say("order_end", s.order.Number, s.text(s.order.Status), s.complaint.ID, s.text(s.complaint.Status))
	return nil
}

func path[S, E ~string, C any](s *sale, name string, m *workflow.Machine[S, E, C], steps []workflow.Step[S, E]) {
	s.file("path-"+name+".mmd", []byte(m.Path(steps)))
}
