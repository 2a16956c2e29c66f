package invoice

import (
	"cmp"
	"io"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/internal/ubl/figures"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// What a document says it keeps to (BT-23, BT-24).
const (
	customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
	profile       = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
)

// WriteUBL writes the document as UBL 2.1 for Peppol BIS Billing 3, after
// [Document.CheckPeppol].
func WriteUBL(w io.Writer, d Document) error {
	if err := d.CheckPeppol(); err != nil {
		return err
	}
	x := newWriter(d)
	if d.Kind == CreditNote {
		return ubl.Write(w, x.creditNote())
	}
	return ubl.Write(w, x.invoice())
}

type writer struct {
	Document
	figures figures.Of
	details map[string]LineDetail
	numbers map[string]quote.ArticleNumbers // by SKU
}

func newWriter(d Document) writer {
	x := writer{Document: d, figures: figures.Of{Priced: d.Figures}, details: map[string]LineDetail{}, numbers: map[string]quote.ArticleNumbers{}}
	for _, l := range d.Lines {
		x.details[l.Line] = l // each line once: checked
	}
	for _, a := range d.Articles {
		x.numbers[a.SKU] = a
	}
	return x
}

func (x writer) invoice() ubl.Invoice {
	doc := ubl.Invoice{
		CustomizationID: customization, ProfileID: profile, ID: x.Number, IssueDate: day(x.IssueDate), DueDate: day(x.DueDate),
		InvoiceTypeCode: string(x.Kind), Note: x.note(), TaxPointDate: day(x.TaxPoint), Billing: x.billing(),
	}
	for i := range x.Figures.Lines {
		l := &x.Figures.Lines[i]
		doc.InvoiceLine = append(doc.InvoiceLine, ubl.InvoiceLine{ID: l.ID, Note: x.lineNote(l), InvoicedQuantity: figures.Quantity(l), BilledLine: x.line(l)})
	}
	return doc
}

func (x writer) creditNote() ubl.CreditNote {
	doc := ubl.CreditNote{
		CustomizationID: customization, ProfileID: profile, ID: x.Number, IssueDate: day(x.IssueDate), TaxPointDate: day(x.TaxPoint),
		CreditNoteTypeCode: string(x.Kind), Note: x.note(), Billing: x.billing(),
	}
	for i := range x.Figures.Lines {
		l := &x.Figures.Lines[i]
		doc.CreditNoteLine = append(doc.CreditNoteLine, ubl.CreditNoteLine{ID: l.ID, Note: x.lineNote(l), CreditedQuantity: figures.Quantity(l), BilledLine: x.line(l)})
	}
	return doc
}

// billing is what both documents say.
func (x writer) billing() ubl.Billing {
	return ubl.Billing{
		DocumentCurrencyCode: string(x.Figures.Currency), TaxCurrencyCode: x.taxCurrency(), BuyerReference: x.BuyerReference,
		InvoicePeriod: x.period(), OrderReference: x.order(), BillingReference: x.preceding(),
		DespatchDocumentReference: x.despatch(), ContractDocumentReference: x.contract(),
		AccountingSupplierParty: x.party(ubl.SellerOf(x.Seller)), AccountingCustomerParty: x.party(ubl.PartyOf(x.Buyer)),
		Delivery: x.delivery(), PaymentMeans: x.payment(), PaymentTerms: x.terms(),
		AllowanceCharge: x.figures.Document(), TaxTotal: x.tax(), LegalMonetaryTotal: x.figures.Total(),
	}
}

// line is what a line of both says.
func (x writer) line(l *pricing.PricedLine) ubl.BilledLine {
	detail := x.details[l.ID]
	return ubl.BilledLine{
		LineExtensionAmount: x.figures.Amount(l.Net), InvoicePeriod: through(detail.Period), OrderLineReference: orderLine(detail),
		AllowanceCharge: x.figures.Line(l), Item: x.item(l), Price: x.figures.Price(l),
	}
}

func day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (x writer) order() *ubl.OrderReference {
	switch {
	case x.Order == "" && x.SalesOrder == "":
		return nil
	case x.Order == "": // the element must stand, and the buyer gave no number of his own
		return &ubl.OrderReference{ID: "NA", SalesOrderID: x.SalesOrder}
	default:
		return &ubl.OrderReference{ID: x.Order, SalesOrderID: x.SalesOrder}
	}
}

func (x writer) preceding() []ubl.BillingReference {
	var list []ubl.BillingReference
	for _, r := range x.Preceding {
		list = append(list, ubl.BillingReference{InvoiceDocumentReference: ubl.DocumentReference{ID: r.Number, IssueDate: day(r.Date)}})
	}
	return list
}

func (x writer) despatch() *ubl.DocumentReference {
	if x.Despatch == "" {
		return nil
	}
	return &ubl.DocumentReference{ID: x.Despatch}
}

func (x writer) item(l *pricing.PricedLine) ubl.Item {
	item := figures.Item(l)
	if a, known := x.numbers[l.SKU]; known {
		figures.Number(&item, a.Buyer, a.GTIN)
	}
	return item
}

func (x writer) delivery() *ubl.Delivery {
	if x.DeliveryDate.IsZero() && x.DeliverTo == nil {
		return nil
	}
	to := x.Buyer.Address
	if x.DeliverTo != nil {
		to = *x.DeliverTo
	}
	return &ubl.Delivery{ActualDeliveryDate: day(x.DeliveryDate), DeliveryLocation: &ubl.Location{Address: ubl.AddressOf(to)}}
}

func (x writer) payment() []ubl.PaymentMeans {
	means := ubl.TransferTo(x.Seller, x.Payment.Format())
	if means == nil {
		return nil
	}
	return []ubl.PaymentMeans{*means}
}

// terms are the terms in words and, one a line, the instalments: EN 16931 has one due
// date, and with several the one to pay the whole by would be too early or too late.
func (x writer) terms() *ubl.PaymentTerms {
	lines := []string{x.Terms}
	for _, i := range x.Instalments {
		lines = append(lines, day(i.Due)+": "+string(x.Figures.Currency)+" "+i.Amount.String())
	}
	if note := joined(lines); note != "" {
		return &ubl.PaymentTerms{Note: note}
	}
	return nil
}

func (x writer) taxCurrency() string {
	if !x.statesEuro() {
		return ""
	}
	return string(salesdesk.EUR)
}

// tax is the VAT by group and, on a document in another currency, its sum in euro
// (BT-111), which stands without groups.
func (x writer) tax() []ubl.TaxTotal {
	totals := x.figures.Tax(x.Mention)
	if x.statesEuro() {
		euro, _ := x.EuroTax() // checked
		totals = append(totals, ubl.TaxTotal{TaxAmount: ubl.Amount{Currency: string(euro.Currency), Value: euro.Amount}})
	}
	return totals
}

// party is a party in its role. Outside the scope of VAT no VAT number may stand on the
// document (BR-O-02).
func (x writer) party(p ubl.Party) ubl.PartyRole {
	if !x.taxed() {
		p.PartyTaxScheme = nil
	}
	return ubl.PartyRole{Party: p}
}

// period is when what is billed was supplied (BG-14), or when VAT becomes due (BT-8).
func (x writer) period() *ubl.Period {
	period := through(x.Period)
	if x.TaxPointCode == "" {
		return period
	}
	if period == nil {
		period = &ubl.Period{}
	}
	period.DescriptionCode = string(x.TaxPointCode)
	return period
}

// through is a period with both ends within it, as UBL has it.
func through(p calendar.Period) *ubl.Period {
	if p.IsEmpty() {
		return nil
	}
	return &ubl.Period{StartDate: day(p.From), EndDate: day(p.Last())}
}

func (x writer) contract() *ubl.DocumentReference {
	if x.Contract == "" {
		return nil
	}
	return &ubl.DocumentReference{ID: x.Contract}
}

// lineNote is what was written, else the bundle that the line is a part of, or its section.
func (x writer) lineNote(l *pricing.PricedLine) string {
	if note := x.details[l.ID].Note; note != "" {
		return note
	}
	for _, b := range x.Figures.Bundles {
		if b.ID == l.Bundle {
			return cmp.Or(b.Name, b.SKU)
		}
	}
	return l.Section
}

func orderLine(detail LineDetail) *ubl.OrderLineReference {
	if detail.OrderLine == "" {
		return nil
	}
	return &ubl.OrderLineReference{LineID: detail.OrderLine}
}
