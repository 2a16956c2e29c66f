package invoice

import (
	"io"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/internal/ubl/figures"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// What a document says it keeps to (BT-23, BT-24).
const (
	customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
	profile       = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
)

// WriteUBL writes the document as UBL 2.1 for Peppol BIS Billing 3, after
// [Document.Check].
func WriteUBL(w io.Writer, d Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	x := writer{Document: d, figures: figures.Of{Priced: d.Figures}}
	if d.Kind == CreditNote {
		return ubl.Write(w, x.creditNote())
	}
	return ubl.Write(w, x.invoice())
}

type writer struct {
	Document
	figures figures.Of
}

func (x writer) invoice() ubl.Invoice {
	doc := ubl.Invoice{
		CustomizationID: customization, ProfileID: profile, ID: x.Number, IssueDate: day(x.IssueDate), DueDate: day(x.DueDate),
		InvoiceTypeCode: string(Invoice), Note: x.note(), TaxPointDate: day(x.TaxPoint), DocumentCurrencyCode: string(x.Figures.Currency), BuyerReference: x.BuyerReference,
		OrderReference: x.order(), BillingReference: x.preceding(), DespatchDocumentReference: x.despatch(),
		AccountingSupplierParty: ubl.PartyRole{Party: ubl.SellerOf(x.Seller)}, AccountingCustomerParty: ubl.PartyRole{Party: ubl.PartyOf(x.Buyer)},
		Delivery: x.delivery(), PaymentMeans: x.payment(), PaymentTerms: x.terms(),
		AllowanceCharge: x.figures.Document(), TaxTotal: x.figures.Tax(x.mention), LegalMonetaryTotal: x.figures.Total(),
	}
	for i := range x.Figures.Lines {
		l := &x.Figures.Lines[i]
		doc.InvoiceLine = append(doc.InvoiceLine, ubl.InvoiceLine{
			ID: l.ID, InvoicedQuantity: figures.Quantity(l), LineExtensionAmount: x.figures.Amount(l.Net),
			AllowanceCharge: x.figures.Line(l), Item: x.item(l), Price: x.figures.Price(l),
		})
	}
	return doc
}

func (x writer) creditNote() ubl.CreditNote {
	doc := ubl.CreditNote{
		CustomizationID: customization, ProfileID: profile, ID: x.Number, IssueDate: day(x.IssueDate), TaxPointDate: day(x.TaxPoint),
		CreditNoteTypeCode: string(CreditNote), Note: x.note(), DocumentCurrencyCode: string(x.Figures.Currency), BuyerReference: x.BuyerReference,
		OrderReference: x.order(), BillingReference: x.preceding(), DespatchDocumentReference: x.despatch(),
		AccountingSupplierParty: ubl.PartyRole{Party: ubl.SellerOf(x.Seller)}, AccountingCustomerParty: ubl.PartyRole{Party: ubl.PartyOf(x.Buyer)},
		Delivery: x.delivery(), PaymentMeans: x.payment(), PaymentTerms: x.terms(),
		AllowanceCharge: x.figures.Document(), TaxTotal: x.figures.Tax(x.mention), LegalMonetaryTotal: x.figures.Total(),
	}
	for i := range x.Figures.Lines {
		l := &x.Figures.Lines[i]
		doc.CreditNoteLine = append(doc.CreditNoteLine, ubl.CreditNoteLine{
			ID: l.ID, CreditedQuantity: figures.Quantity(l), LineExtensionAmount: x.figures.Amount(l.Net),
			AllowanceCharge: x.figures.Line(l), Item: x.item(l), Price: x.figures.Price(l),
		})
	}
	return doc
}

func (x writer) mention(g pricing.Ground) string { return g.Mention(x.Language) }

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
	for _, a := range x.Articles {
		if a.SKU == l.SKU {
			figures.Number(&item, a.Buyer, a.GTIN)
		}
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

func (x writer) terms() *ubl.PaymentTerms {
	if x.Terms == "" {
		return nil
	}
	return &ubl.PaymentTerms{Note: x.Terms}
}
