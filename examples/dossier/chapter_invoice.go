package main

import (
	"bytes"
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/terms"
	"github.com/interne-sales/salesdesk/workflow"
)

// documents are the invoice and the credit note.
type documents struct {
	invoice, credit invoice.Document
}

// bill invoices everything that was shipped.
func (s *sale) bill() error {
	story := s.story.Invoice
	billable := s.order.Billable()
	header, err := s.header(story)
	if err != nil {
		return err
	}
	due := s.quote.Latest().Content.Conditions.Payment().Due(terms.BelgianLaw(), salesdesk.Business, header.IssueDate, header.DeliveryDate)
	header.DueDate = due.Date
	s.documents.invoice, err = invoice.Bill(s.order.Agreed, nil, billed(billable), story.Number, header)
	if err != nil {
		return err
	}
	s.documents.invoice, err = s.documents.invoice.Rerate(s.pricer, s.quote.Latest().Content.Request)
	if err != nil {
		return err
	}
	if err := s.xml("invoice.xml", s.documents.invoice); err != nil {
		return err
	}
	rules, err := s.orderRules()
	if err != nil {
		return err
	}
	err = s.moveOrder(
		orderStep{order.Bill, s.finance(), story.At, "", func(cmd *workflow.Command) (order.Order, error) {
			return s.order.Bill(rules, cmd, story.Number, billable)
		}},
		orderStep{order.Complete, s.system(), story.At, "", func(cmd *workflow.Command) (order.Order, error) { return s.order.Complete(rules, cmd) }},
	)
	if err != nil {
		return err
	}
	s.say("invoice", story.Number, s.money(s.documents.invoice.Figures.Totals.Payable), s.date(due.Date), s.documents.invoice.Payment.Format(), s.text(due.Reason))
	for _, v := range s.documents.invoice.Figures.VAT {
		s.say("vat_line", s.rate(v.VATGroup), s.money(v.Taxable), s.money(v.Tax))
	}
	return nil
}

// header is what the invoice and the credit note say besides their figures.
func (s *sale) header(story documentStory) (invoice.Header, error) {
	h := invoice.Header{
		IssueDate: calendar.DateOf(story.At, s.calendar.Location()), DeliveryDate: s.delivered(),
		Seller: s.company.Seller, Buyer: s.customer.Party, BuyerReference: s.rfq.Reference, SalesOrder: s.order.Number,
		Language: statutory(s.company.Seller),
	}
	if story.Reference != 0 {
		reference, err := salesdesk.BelgianReference(story.Reference)
		if err != nil {
			return invoice.Header{}, salesdesk.At("sale.json.invoice.payment_reference", err)
		}
		h.Payment = reference
	}
	return h, nil
}

// statutory is the language that law wants of the seller's documents, by where he is.
func statutory(p salesdesk.Party) salesdesk.Language {
	region, err := p.Address.Region()
	if err != nil {
		return p.Language
	}
	return region.StatutoryLanguage(p.Language)
}

// delivered is the day of the last delivery.
func (s *sale) delivered() calendar.Date {
	var last calendar.Date
	for _, shipment := range s.story.Shipments {
		if d := calendar.DateOf(shipment.Delivered, s.calendar.Location()); d.After(last) {
			last = d
		}
	}
	return last
}

func billed(quantities []order.Quantity) []invoice.Quantity {
	list := make([]invoice.Quantity, len(quantities))
	for i, q := range quantities {
		list[i] = invoice.Quantity(q)
	}
	return list
}

func (s *sale) xml(name string, d invoice.Document) error {
	var out bytes.Buffer
	if err := invoice.WriteUBL(&out, d); err != nil {
		return err
	}
	s.file(name, out.Bytes())
	return nil
}

// confirm is the letter with the promised dates.
func (s *sale) confirm(promises []promise.Promise) error {
	var rows []i18n.LetterRow
	for _, p := range promises {
		l, _ := s.order.Line(p.Line)
		rows = append(rows, i18n.LetterRow{Label: s.lineName(p.Line), Value: fmt.Sprintf("%s, %s", s.format.Quantity(l.Ordered, l.Unit), s.date(p.Date))})
	}
	on := calendar.DateOf(s.story.Order.Confirmed, s.calendar.Location())
	return s.letter("confirmation.txt", i18n.LetterConfirmation, on, s.order.Number, rows)
}
