package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/i18n/paper"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// letter is a letter to the customer in his language.
func (s *sale) letter(name string, kind i18n.LetterKind, on calendar.Date, reference string, rows []i18n.LetterRow, body ...string) error {
	l := i18n.Letter{
		Kind: kind, From: s.company.Seller, To: s.customer.Party, Attention: s.customer.Contacts[0].Name, Date: on, Reference: reference,
		Rows: rows, Body: body,
	}
	if len(s.company.Seller.Contacts) > 0 {
		l.Signed, l.Function = s.company.Seller.Contacts[0].Name, s.company.Seller.Contacts[0].Function
	}
	text, err := s.theirs.texts.Letter(s.theirs.lang, l)
	s.file(name, []byte(text))
	return err
}

func (v voice) rate(g pricing.VATGroup) string {
	if g.Ground != "" {
		return v.text(g.Ground)
	}
	return v.format.Percent(g.Rate)
}

// quoteDocuments are the quote on paper, and as the customer's system reads it.
func (s *sale) quoteDocuments() error {
	revision := s.quote.Latest()
	o := paper.Options{Header: quote.Header{
		IssueDate: calendar.DateOf(s.sentAt(revision.Number), s.calendar.Location()), Buyer: s.customer.Party,
		Request: quote.Reference{Number: s.rfq.Reference}, DeliverTo: new(s.place()), Articles: s.numbers(),
	}}
	if n := len(s.quote.Revisions); n > 1 {
		o.Changes = quote.Diff(s.quote.Revisions[n-2].Content, revision.Content)
	}
	text, err := paper.Quote(s.texts, s.theirs.lang, s.quote, o)
	if err != nil {
		return err
	}
	s.file(fmt.Sprintf("quote-%d.txt", revision.Number), []byte(text))
	if o.Terms, err = paper.Terms(s.texts, s.theirs.lang, s.quote); err != nil {
		return err
	}
	var xml bytes.Buffer
	err = quote.WriteUBL(&xml, s.quote, o.Header)
	s.file("quote.xml", xml.Bytes()) // of the revision sent last
	return err
}

// numbers are the bar codes of what was asked.
func (s *sale) numbers() []quote.ArticleNumbers {
	var list []quote.ArticleNumbers
	for _, l := range s.rfq.Lines {
		if a, ok := s.articleOf(l.SKU); ok && !a.GTIN.IsZero() {
			list = append(list, quote.ArticleNumbers{SKU: a.SKU, GTIN: a.GTIN})
		}
	}
	return list
}

// waterfall is the way of every line from the list to the pocket: for the desk.
func (s *sale) waterfall() string {
	var text strings.Builder
	for _, l := range s.quote.Latest().Content.Explanation.Lines {
		fmt.Fprintln(&text, s.lineName(s.voice, l.ID))
		for _, step := range l.Waterfall.Steps {
			fmt.Fprintf(&text, "  %-36s %14s %14s\n", strings.TrimSpace(s.text(step.Kind)+" "+step.Text), s.money(step.Amount), s.money(step.Balance))
		}
		if l.Margin != nil && l.Margin.Ratio != nil {
			fmt.Fprintf(&text, "  %-36s %14s %14s\n", s.sentence("margin_line"), s.money(l.Margin.Amount), s.format.PercentTo(*l.Margin.Ratio, 1))
		}
		for _, r := range l.Rejected {
			fmt.Fprintf(&text, "  %-36s %14s\n", s.sentence("rejected", r.Entry, s.text(r.Reason)), s.money(r.Price))
		}
	}
	return text.String()
}
