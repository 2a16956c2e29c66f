package main

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
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
	due := s.quote.Latest().Content.Conditions.Payment().Due(terms.BelgianLaw(), s.customer.Kind, header.IssueDate, header.DeliveryDate)
	header.DueDate = due.Date
	owed, err := s.order.Owed()
	if err != nil {
		return err
	}
	s.documents.invoice, err = invoice.Bill(owed, nil, billable, story.Number, header)
	if err != nil {
		return err
	}
	s.documents.invoice, err = s.documents.invoice.Rerate(s.pricer, s.quote.Latest().Content.Request)
	if err != nil {
		return err
	}
	s.documents.invoice.Figures = s.inWords(s.documents.invoice.Figures, header.Language)
	if err := s.issue("invoice", s.documents.invoice); err != nil {
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
		Seller: s.company.Seller, Buyer: s.customer.Party, BuyerReference: cmp.Or(s.rfq.Reference, s.customer.reference), SalesOrder: s.order.Number,
		Language: quote.Header{Buyer: s.customer.Party}.Statutory(s.company.Seller), DeliverTo: new(s.place()), Articles: s.numbers(),
	}
	s.despatched(&h)
	if story.Reference != 0 {
		reference, err := salesdesk.BelgianReference(story.Reference)
		if err != nil {
			return invoice.Header{}, salesdesk.At("sale.json.invoice.payment_reference", err)
		}
		h.Payment = reference
	}
	return h, nil
}

// despatched names the deliveries: one in its own field, several in the note.
func (s *sale) despatched(h *invoice.Header) {
	if len(s.story.Shipments) == 1 {
		h.Despatch = s.story.Shipments[0].ID
		return
	}
	say := s.in(h.Language)
	var list []string
	for _, shipment := range s.story.Shipments {
		list = append(list, say.sentence("delivered", shipment.ID, say.date(calendar.DateOf(shipment.Delivered, s.calendar.Location()))))
	}
	h.Note = say.sentence("deliveries", say.format.List(list...))
}

// inWords are figures with the names of articles and discounts in the language that law
// wants of the document, whatever language the quote was in.
func (s *sale) inWords(figures pricing.Priced, language salesdesk.Language) pricing.Priced {
	say := s.in(language)
	figures.Lines = slices.Clone(figures.Lines)
	for i, l := range figures.Lines {
		figures.Lines[i].Name = s.articleName(say, l.ID)
	}
	figures.Adjustments = slices.Clone(figures.Adjustments)
	for i, a := range figures.Adjustments {
		if a.ID == wholeDiscount {
			figures.Adjustments[i].Text = say.sentence("discount")
		}
	}
	return figures
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

// issue writes a document: as UBL, or for a consumer, who cannot receive that, as a
// text with VAT in what is paid.
func (s *sale) issue(name string, d invoice.Document) error {
	if d.Buyer.Kind == salesdesk.Consumer {
		s.file(name+".txt", []byte(s.printed(d)))
		return nil
	}
	var out bytes.Buffer
	if err := invoice.WriteUBL(&out, d); err != nil {
		return err
	}
	s.file(name+".xml", out.Bytes())
	return nil
}

// confirm is the letter with the promised dates.
func (s *sale) confirm(promises []promise.Promise) error {
	var rows []i18n.LetterRow
	for _, p := range promises {
		l, _ := s.order.Line(p.Line)
		rows = append(rows, i18n.LetterRow{Label: s.lineName(s.theirs, p.Line), Value: s.theirs.sentence("promised", s.theirs.format.Quantity(l.Ordered, l.Unit), s.theirs.date(p.Date))})
	}
	var body []string
	for _, m := range s.moved(promises) {
		body = append(body, s.theirs.sentence("another_date", s.articleName(s.theirs, m.line), s.theirs.date(m.to), s.theirs.date(m.from)))
	}
	body = append(body, s.theirs.sentence("place", s.oneLine(s.place())))
	on := calendar.DateOf(s.story.Order.Confirmed, s.calendar.Location())
	return s.letter("confirmation.txt", i18n.LetterConfirmation, on, s.order.Number, rows, body...)
}
