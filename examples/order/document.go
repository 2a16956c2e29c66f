package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/i18n/paper"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/despatch"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// document is a text to print, or UBL to send.
type document struct {
	Name string `json:"name"` // of the file
	Text string `json:"text"`
}

// archive is what was written and stands: a new invoice goes after those before it, a credit
// note takes them back.
type archive struct {
	*papers
	invoices, credits []invoice.Document
	undelivered       []invoice.Document // credit notes for parts of invoices that are billed anew
	answered          bool               // the customer's order, before ours was opened
}

// write gives the documents of a command, and the archive with them.
func (a archive) write(o order.Order, c *command, day calendar.Date) (archive, []document, error) {
	if a.papers == nil {
		return a, nil, nil
	}
	catalog, err := i18n.New()
	if err != nil {
		return a, nil, err
	}
	w := writer{archive: a, catalog: catalog, order: o, command: c, day: day}
	switch c.Verb {
	case "submit":
		if !w.answered {
			w.response()
		}
	case "reject", "cancel", "cancel_remaining", "close_short", "substitute", "propose_change", "withdraw_change", "decline_change", "refuse_change":
		w.response()
	case "confirm", "accept_change", "grant_change", "reschedule":
		w.confirmation()
		w.response()
	case "ship":
		w.shipment()
	case "bill":
		w.bill()
	case "credit":
		if c.Stage != (order.Stage{}) {
			w.undo() // it is invoiced anew
		} else {
			w.credit()
		}
	case "credit_undelivered":
		w.undo()
	}
	return w.archive, w.made, w.problems.Err()
}

// writer writes the documents of one command.
type writer struct {
	archive
	catalog  *i18n.Catalog
	order    order.Order
	command  *command
	day      calendar.Date
	made     []document
	problems salesdesk.Problems
}

func (w *writer) keep(name, text string, err error) {
	w.problems.AddAt("papers", err)
	w.made = append(w.made, document{Name: name, Text: text})
}

func (w *writer) options() paper.OrderOptions {
	return paper.OrderOptions{
		Header: quote.Header{IssueDate: w.day, Buyer: w.Buyer},
		Seller: w.Seller, Conditions: quote.Conditions{PaymentDays: w.PaymentDays},
	}
}

func (w *writer) confirmation() {
	if w.order.ConfirmedAt.IsZero() || w.order.Fulfilment() == order.NothingToDeliver {
		return // granted before it was confirmed, or nothing is left of it
	}
	text, err := paper.Confirmation(w.catalog, w.Language, w.order, w.options())
	w.keep(w.order.Number+".confirmation.txt", text, err)
}

// response answers the customer's own order, where it is one; each answer has its number.
func (w *writer) response() {
	if w.order.Purchase == nil || w.order.Purchase.Number == "" {
		return
	}
	answer, err := intake.RespondTo(w.order, intake.Header{
		Number: fmt.Sprintf("%s-R%d", w.order.Number, w.order.Version), Issued: w.day, Seller: w.Seller, Buyer: w.Buyer,
	})
	w.problems.AddAt("purchase", err)
	var xml bytes.Buffer
	err = intake.WriteResponse(&xml, answer)
	w.keep(answer.Number+".order_response.xml", xml.String(), err)
}

// shipment writes the despatch advice and the note that goes with the goods.
func (w *writer) shipment() {
	number := cmp.Or(w.command.Despatch, w.command.Shipment)
	note, err := paper.DeliveryNote(w.catalog, w.Language, w.order, w.command.Shipment, number, w.options())
	w.keep(number+".delivery_note.txt", note, err)
	var advice bytes.Buffer
	err = despatch.WriteUBL(&advice, w.order, w.command.Shipment, despatch.Header{
		Number: number, Issued: w.day, Seller: w.Seller, Buyer: w.Buyer, Later: w.command.Reason,
	})
	w.keep(number+".despatch_advice.xml", advice.String(), err)
}

func (w *writer) bill() {
	owed, err := w.order.Owed()
	w.problems.AddAt("order", err)
	d, err := invoice.Bill(owed, slices.Concat(w.invoices, w.undelivered), w.command.Lines, w.command.Document, w.header())
	w.problems.AddAt("lines", err)
	w.invoices = append(slices.Clip(w.invoices), d)
	w.issue(d, "invoice")
}

// credit takes back what was invoiced, after the credit notes before it.
func (w *writer) credit() {
	d, err := invoice.Credit(w.invoices, w.credits, w.command.Lines, w.command.Document, w.header())
	w.problems.AddAt("lines", err)
	w.credits = append(slices.Clip(w.credits), d)
	w.issue(d, "credit_note")
}

// undo takes back what was invoiced and did not reach the customer, so that it is billed
// anew: the invoice that is for nothing else no longer stands.
func (w *writer) undo() {
	of, before, lines := w.invoices, w.credits, w.lines()
	i := slices.IndexFunc(w.invoices, func(d invoice.Document) bool { return bills(&d, lines) })
	if i >= 0 {
		of, before = w.invoices[i:i+1], nil
	}
	d, err := invoice.Credit(of, before, lines, w.command.Document, w.header())
	w.problems.AddAt("lines", err)
	if i >= 0 {
		w.invoices = slices.Delete(slices.Clone(w.invoices), i, i+1)
	} else {
		w.credits, w.undelivered = append(slices.Clip(w.credits), d), append(slices.Clip(w.undelivered), d)
	}
	w.issue(d, "credit_note")
}

// lines are those of the command, or of the stage that it takes back.
func (w *writer) lines() []order.Quantity {
	for _, b := range w.order.Stages {
		if b.Note == w.command.Document {
			return b.Lines
		}
	}
	return w.command.Lines
}

// bills reports whether an invoice is for these quantities, and nothing else.
func bills(d *invoice.Document, lines []order.Quantity) bool {
	return len(d.Figures.Lines) == len(lines) && !slices.ContainsFunc(lines, func(q order.Quantity) bool {
		return !slices.ContainsFunc(d.Figures.Lines, func(l pricing.PricedLine) bool { return l.ID == q.Line && l.Quantity.Equal(q.Quantity) })
	})
}

func (w *writer) issue(d invoice.Document, kind string) {
	if len(w.problems) > 0 {
		return
	}
	d = d.For(w.order)
	text, err := paper.Invoice(w.catalog, w.Language, d)
	w.keep(d.Number+"."+kind+".txt", text, err)
	var xml bytes.Buffer
	err = invoice.WriteUBL(&xml, d)
	w.keep(d.Number+"."+kind+".xml", xml.String(), err)
}

// header is what an invoice says beside its figures: it is due so many days after it.
func (w *writer) header() invoice.Header {
	h := invoice.Header{
		IssueDate: w.day, DueDate: w.day.AddDays(w.PaymentDays), DeliveryDate: w.delivered(), Seller: w.Seller, Buyer: w.Buyer,
		Language: w.options().Statutory(w.Seller),
	}
	if w.command.Payment != 0 {
		reference, err := salesdesk.BelgianReference(w.command.Payment)
		w.problems.AddAt("payment", err)
		h.Payment = reference
	}
	return h
}

// delivered is the day of the last delivery; no day before the first.
func (w *writer) delivered() calendar.Date {
	var last calendar.Date
	for _, s := range w.order.Shipments {
		if day := calendar.DateOf(s.Delivered, time.UTC); !s.Delivered.IsZero() && day.After(last) {
			last = day
		}
	}
	return last
}
