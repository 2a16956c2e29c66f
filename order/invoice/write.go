package invoice

import (
	"io"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// What a document says it keeps to (BT-23, BT-24).
const (
	customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
	profile       = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
)

// creditTransfer is UNCL4461: payment to an account.
const creditTransfer = "30"

// WriteUBL writes the document as UBL 2.1 for Peppol BIS Billing 3, after
// [Document.Check].
func WriteUBL(w io.Writer, d Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	x := writer{Document: d, currency: string(d.Figures.Currency)}
	if d.Kind == CreditNote {
		return ubl.Write(w, x.creditNote())
	}
	return ubl.Write(w, x.invoice())
}

type writer struct {
	Document
	currency string
}

func (x writer) invoice() ubl.Invoice {
	doc := ubl.Invoice{
		CustomizationID: customization, ProfileID: profile, ID: x.Number, IssueDate: day(x.IssueDate), DueDate: day(x.DueDate),
		InvoiceTypeCode: string(Invoice), Note: x.Note, DocumentCurrencyCode: x.currency, BuyerReference: x.BuyerReference,
		OrderReference: x.order(), BillingReference: x.preceding(),
		AccountingSupplierParty: ubl.PartyRole{Party: seller(x.Seller)}, AccountingCustomerParty: ubl.PartyRole{Party: party(x.Buyer)},
		Delivery: x.delivery(), PaymentMeans: x.payment(), PaymentTerms: x.terms(),
		AllowanceCharge: x.adjustments(x.Figures.Adjustments, true), TaxTotal: x.tax(), LegalMonetaryTotal: x.totals(),
	}
	for _, l := range x.Figures.Lines {
		doc.InvoiceLine = append(doc.InvoiceLine, ubl.InvoiceLine{
			ID: l.ID, InvoicedQuantity: ubl.Quantity{Unit: l.Unit, Value: l.Quantity}, LineExtensionAmount: x.amount(l.Net),
			AllowanceCharge: x.adjustments(l.Adjustments, false), Item: item(l), Price: x.price(l),
		})
	}
	return doc
}

func (x writer) creditNote() ubl.CreditNote {
	doc := ubl.CreditNote{
		CustomizationID: customization, ProfileID: profile, ID: x.Number, IssueDate: day(x.IssueDate),
		CreditNoteTypeCode: string(CreditNote), Note: x.Note, DocumentCurrencyCode: x.currency, BuyerReference: x.BuyerReference,
		OrderReference: x.order(), BillingReference: x.preceding(),
		AccountingSupplierParty: ubl.PartyRole{Party: seller(x.Seller)}, AccountingCustomerParty: ubl.PartyRole{Party: party(x.Buyer)},
		Delivery: x.delivery(), PaymentMeans: x.payment(), PaymentTerms: x.terms(),
		AllowanceCharge: x.adjustments(x.Figures.Adjustments, true), TaxTotal: x.tax(), LegalMonetaryTotal: x.totals(),
	}
	for _, l := range x.Figures.Lines {
		doc.CreditNoteLine = append(doc.CreditNoteLine, ubl.CreditNoteLine{
			ID: l.ID, CreditedQuantity: ubl.Quantity{Unit: l.Unit, Value: l.Quantity}, LineExtensionAmount: x.amount(l.Net),
			AllowanceCharge: x.adjustments(l.Adjustments, false), Item: item(l), Price: x.price(l),
		})
	}
	return doc
}

func day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (x writer) amount(a salesdesk.Amount) ubl.Amount {
	return ubl.Amount{Currency: x.currency, Value: a}
}

func (x writer) optional(a salesdesk.Amount) *ubl.Amount {
	if a.IsZero() {
		return nil
	}
	amount := x.amount(a)
	return &amount
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

func (x writer) delivery() *ubl.Delivery {
	if x.DeliveryDate.IsZero() && x.DeliverTo == nil {
		return nil
	}
	to := x.Buyer.Address
	if x.DeliverTo != nil {
		to = *x.DeliverTo
	}
	return &ubl.Delivery{ActualDeliveryDate: day(x.DeliveryDate), DeliveryLocation: &ubl.Location{Address: address(to)}}
}

func (x writer) payment() []ubl.PaymentMeans {
	if x.Seller.IBAN.IsZero() {
		return nil
	}
	means := ubl.PaymentMeans{
		PaymentMeansCode: creditTransfer, PaymentID: x.Payment.Format(),
		PayeeFinancialAccount: &ubl.FinancialAccount{ID: x.Seller.IBAN.String(), Name: x.Seller.Name},
	}
	if !x.Seller.BIC.IsZero() {
		means.PayeeFinancialAccount.FinancialInstitutionBranch = &ubl.Reference{ID: x.Seller.BIC.String()}
	}
	return []ubl.PaymentMeans{means}
}

func (x writer) terms() *ubl.PaymentTerms {
	if x.Terms == "" {
		return nil
	}
	return &ubl.PaymentTerms{Note: x.Terms}
}

func (x writer) adjustments(list []pricing.Adjusted, ofDocument bool) []ubl.AllowanceCharge {
	var out []ubl.AllowanceCharge
	for _, a := range list {
		ac := ubl.AllowanceCharge{
			ChargeIndicator: a.Charge, AllowanceChargeReasonCode: string(a.Reason), AllowanceChargeReason: a.Text,
			Amount: x.amount(a.Amount),
		}
		if ac.AllowanceChargeReasonCode == "" && ac.AllowanceChargeReason == "" {
			ac.AllowanceChargeReason = a.ID // BR-33, BR-38, BR-42, BR-44
		}
		if !a.Rate.IsZero() && !a.Base.IsZero() {
			ac.MultiplierFactorNumeric, ac.BaseAmount = percent(a.Rate), x.optional(a.Base)
		}
		if ofDocument {
			category := category(a.VAT)
			ac.TaxCategory = &category
		}
		out = append(out, ac)
	}
	return out
}

// percent is a ratio as UBL writes it: 0.21 is 21.
func percent(ratio salesdesk.Amount) *salesdesk.Amount {
	p, _ := salesdesk.AmountOf(fixed.FromDecimal(ratio.Decimal).Mul(fixed.FromInt(1, 2)))
	return &p
}

// category is a VAT category; outside the scope of VAT there is no rate (BR-O-05).
func category(g pricing.VATGroup) ubl.TaxCategory {
	c := ubl.TaxCategory{ID: string(g.Category), TaxScheme: ubl.Reference{ID: "VAT"}}
	if g.Category != pricing.OutsideScope {
		c.Percent = percent(g.Rate)
	}
	return c
}

func (x writer) tax() []ubl.TaxTotal {
	total := ubl.TaxTotal{TaxAmount: x.amount(x.Figures.Totals.Tax)}
	for _, v := range x.Figures.VAT {
		c := category(v.VATGroup)
		if v.Ground != "" {
			c.TaxExemptionReasonCode, c.TaxExemptionReason = v.Ground.VATEX(), v.Ground.Mention(x.Language)
		}
		total.TaxSubtotal = append(total.TaxSubtotal, ubl.TaxSubtotal{TaxableAmount: x.amount(v.Taxable), TaxAmount: x.amount(v.Tax), TaxCategory: c})
	}
	return []ubl.TaxTotal{total}
}

func (x writer) totals() ubl.MonetaryTotal {
	t := x.Figures.Totals
	return ubl.MonetaryTotal{
		LineExtensionAmount: x.amount(t.Lines), TaxExclusiveAmount: x.amount(t.TaxExclusive), TaxInclusiveAmount: x.amount(t.TaxInclusive),
		AllowanceTotalAmount: x.optional(t.Allowances), ChargeTotalAmount: x.optional(t.Charges), PrepaidAmount: x.optional(t.Prepaid),
		PayableRoundingAmount: x.optional(t.Rounding), PayableAmount: x.amount(t.Payable),
	}
}

func item(l pricing.PricedLine) ubl.Item {
	it := ubl.Item{Name: l.Name, ClassifiedTaxCategory: category(l.VAT)}
	if it.Name == "" {
		it.Name = l.SKU
	}
	if it.Name == "" {
		it.Name = l.ID
	}
	if l.SKU != "" {
		it.SellersItemIdentification = &ubl.Reference{ID: l.SKU}
	}
	return it
}

func (x writer) price(l pricing.PricedLine) ubl.Price {
	p := ubl.Price{PriceAmount: x.amount(l.Price)}
	if !l.BaseQuantity.IsZero() && !l.BaseQuantity.Equal(salesdesk.MustAmount("1")) {
		p.BaseQuantity = &ubl.Quantity{Unit: l.Unit, Value: l.BaseQuantity}
	}
	return p
}

// seller is a party with what Belgian law wants of it on an invoice: its legal form
// and, in BT-33, its register (Code of companies and associations, art. 2:20).
func seller(p salesdesk.Party) ubl.Party {
	s := party(p)
	if p.LegalForm != "" {
		s.PartyLegalEntity.CompanyLegalForm = p.LegalForm
		if p.Court != "" {
			s.PartyLegalEntity.CompanyLegalForm += ", RPR " + p.Court
		}
	}
	return s
}

func party(p salesdesk.Party) ubl.Party {
	out := ubl.Party{
		EndpointID: &ubl.Identifier{Scheme: p.Endpoint.Scheme(), Value: p.Endpoint.ID()},
		PartyName:  &ubl.PartyName{Name: p.Name}, PostalAddress: address(p.Address),
		PartyLegalEntity: &ubl.LegalEntity{RegistrationName: p.Name},
	}
	if !p.VATNumber.IsZero() {
		out.PartyTaxScheme = []ubl.PartyTaxScheme{{CompanyID: p.VATNumber.String(), TaxScheme: ubl.Reference{ID: "VAT"}}}
	}
	if !p.EnterpriseNumber.IsZero() {
		out.PartyLegalEntity.CompanyID = &ubl.Identifier{Scheme: "0208", Value: p.EnterpriseNumber.String()}
	}
	if len(p.Contacts) > 0 {
		c := p.Contacts[0]
		out.Contact = &ubl.Contact{Name: c.Name, Telephone: c.Phone.String(), ElectronicMail: string(c.Email)}
	}
	return out
}

func address(a salesdesk.Address) *ubl.Address {
	return &ubl.Address{
		StreetName: a.Street, AdditionalStreetName: a.Additional, CityName: a.City, PostalZone: a.Postcode,
		Country: &ubl.Country{IdentificationCode: string(a.Country)},
	}
}
