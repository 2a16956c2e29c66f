package main

import (
	"bytes"
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/i18n/paper"
	"github.com/interne-sales/salesdesk/quote"
)

// document is a text to print, or UBL to send.
type document struct {
	Name string `json:"name"` // of the file
	Text string `json:"text"`
}

// write gives the documents of a command: the quotation when it is sent, and again when its
// validity is extended.
func (h *house) write(q quote.Quote, c *command) ([]document, error) {
	if h.papers == nil || c.Verb != "send" && c.Verb != "extend" {
		return nil, nil
	}
	catalog, err := i18n.New()
	if err != nil {
		return nil, err
	}
	var problems salesdesk.Problems
	keep := func(err error) { problems.AddAt("papers", err) }
	o := paper.Options{Header: h.papers.Header, Arguments: h.papers.Arguments}
	o.IssueDate = calendar.DateOf(c.At, h.zone)
	if n := len(q.Revisions); n > 1 {
		o.Changes = quote.Diff(q.Revisions[n-2].Content, q.Revisions[n-1].Content)
	}
	text, err := paper.Quote(catalog, h.papers.Language, q, o)
	keep(err)
	o.Terms, err = paper.Terms(catalog, h.papers.Language, q)
	keep(err)
	var xml bytes.Buffer
	keep(quote.WriteUBL(&xml, q, o.Header))
	name := fmt.Sprintf("%s.%d.%s", q.Number, q.Latest().Number, c.Verb)
	return []document{{Name: name + ".txt", Text: text}, {Name: name + ".xml", Text: xml.String()}}, problems.Err()
}
