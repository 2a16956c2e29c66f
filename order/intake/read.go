package intake

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// ReadUBL reads a UBL 2.1 order, as Peppol BIS Ordering 3 has it or freer. XML that is
// hostile or no order is refused; see the errors of [ubl.Read].
func ReadUBL(data []byte) (PurchaseOrder, error) {
	if err := size(len(data)); err != nil {
		return PurchaseOrder{}, err
	}
	doc, err := ubl.Read(data)
	if err != nil {
		return PurchaseOrder{}, err
	}
	written, ok := doc.(ubl.Order)
	if !ok {
		return PurchaseOrder{}, salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "Order"}
	}
	x := reading{currency: written.DocumentCurrencyCode}
	po := x.order(&written)
	if err := x.problems.Err(); err != nil {
		return PurchaseOrder{}, err
	}
	return po.settled()
}

// reading collects what is wrong on the way.
type reading struct {
	currency string
	problems salesdesk.Problems
}

func (x *reading) order(o *ubl.Order) PurchaseOrder {
	po := PurchaseOrder{
		Number: o.ID, Issued: x.day("issued", o.IssueDate), Type: Type(o.OrderTypeCode), Currency: salesdesk.Currency(o.DocumentCurrencyCode),
		Reference: o.CustomerReference, Note: strings.Join(o.Note, "\n"), Buyer: partyOf(&o.BuyerCustomerParty.Party), Seller: partyOf(&o.SellerSupplierParty.Party),
		Adjustments: x.adjustments("adjustments", o.AllowanceCharge),
	}
	if o.QuotationDocumentReference != nil {
		po.Quote = o.QuotationDocumentReference.ID
	}
	if len(o.Contract) > 0 {
		po.Contract = o.Contract[0].ID
	}
	if len(o.ValidityPeriod) > 0 {
		po.ValidUntil = x.day("valid_until", o.ValidityPeriod[0].EndDate)
	}
	po.Requested = x.requested("requested", o.Delivery)
	if len(o.Delivery) > 0 {
		po.DeliverAt, po.DeliverTo = placeOf(o.Delivery[0].DeliveryLocation)
	}
	po.Totals = x.totals(o)
	for i := range o.OrderLine {
		po.Lines = append(po.Lines, x.line(salesdesk.Index("lines", i), &o.OrderLine[i].LineItem))
	}
	return po
}

func (x *reading) line(path string, it *ubl.OrderedItem) Line {
	l := Line{
		ID: it.ID, GTIN: it.Item.GTIN(), Name: it.Item.Name, Note: strings.Join(it.Note, "\n"),
		Adjustments: x.adjustments(path+".adjustments", it.AllowanceCharge), Net: x.amount(path+".net", it.LineExtensionAmount),
		Requested: x.requested(path+".requested", it.Delivery),
	}
	if id := it.Item.SellersItemIdentification; id != nil {
		l.SellersID = id.ID
	}
	if id := it.Item.BuyersItemIdentification; id != nil {
		l.BuyersID = id.ID
	}
	if it.Quantity != nil {
		l.Quantity, l.Unit = it.Quantity.Value, it.Quantity.Unit
	}
	if it.Price != nil {
		l.Price = x.amount(path+".price", &it.Price.PriceAmount)
		if it.Price.BaseQuantity != nil {
			l.BaseQuantity = it.Price.BaseQuantity.Value
		}
	}
	if len(it.Item.ClassifiedTaxCategory) > 0 {
		c := &it.Item.ClassifiedTaxCategory[0]
		l.VATCategory = pricing.VATCategory(c.ID)
		if c.Percent != nil {
			l.VATRate = x.ratio(path+".vat_rate", *c.Percent)
		}
	}
	return l
}

// amount is an amount, in the one currency of the order (PEPPOL-T01-R003).
func (x *reading) amount(path string, a *ubl.Amount) *salesdesk.Amount {
	if a == nil {
		return nil
	}
	if a.Currency != x.currency {
		x.problems.AddAt(path, salesdesk.CurrencyError{Want: salesdesk.Currency(x.currency), Got: salesdesk.Currency(a.Currency)})
	}
	return &a.Value
}

func (x *reading) ratio(path string, percent salesdesk.Amount) *salesdesk.Amount {
	r, err := ratioOf(percent)
	x.problems.AddAt(path, err)
	return &r
}

func (x *reading) adjustments(path string, list []ubl.AllowanceCharge) []Adjustment {
	var out []Adjustment
	for i := range list {
		a := &list[i]
		amount := x.amount(salesdesk.Index(path, i)+".amount", &a.Amount)
		reason := a.AllowanceChargeReason
		if reason == "" {
			reason = a.AllowanceChargeReasonCode
		}
		out = append(out, Adjustment{Charge: a.ChargeIndicator, Amount: *amount, Reason: reason})
	}
	return out
}

func (x *reading) totals(o *ubl.Order) Totals {
	var t Totals
	if len(o.TaxTotal) > 0 {
		t.Tax = x.amount("totals.tax", &o.TaxTotal[0].TaxAmount)
	}
	if m := o.AnticipatedMonetaryTotal; m != nil {
		t.Lines, t.Payable = x.amount("totals.lines", m.LineExtensionAmount), x.amount("totals.payable", m.PayableAmount)
		t.Allowances, t.Charges = x.amount("totals.allowances", m.AllowanceTotalAmount), x.amount("totals.charges", m.ChargeTotalAmount)
		t.TaxExclusive, t.TaxInclusive = x.amount("totals.tax_exclusive", m.TaxExclusiveAmount), x.amount("totals.tax_inclusive", m.TaxInclusiveAmount)
		t.Prepaid, t.Rounding = x.amount("totals.prepaid", m.PrepaidAmount), x.amount("totals.rounding", m.PayableRoundingAmount)
	}
	return t
}

// requested is the last day of the period in which delivery is asked.
func (x *reading) requested(path string, list []ubl.Delivery) calendar.Date {
	if len(list) == 0 || list[0].RequestedDeliveryPeriod == nil {
		return calendar.Date{}
	}
	if p := list[0].RequestedDeliveryPeriod; p.EndDate != "" {
		return x.day(path, p.EndDate)
	}
	return x.day(path, list[0].RequestedDeliveryPeriod.StartDate)
}

func (x *reading) day(path, s string) calendar.Date {
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		x.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleFormat, Param: "YYYY-MM-DD"})
	}
	return d
}

func partyOf(p *ubl.Party) Party {
	var out Party
	if p.PartyName != nil {
		out.Name = p.PartyName.Name
	}
	if e := p.PartyLegalEntity; e != nil {
		if e.RegistrationName != "" {
			out.Name = e.RegistrationName
		}
		if e.CompanyID != nil {
			out.EnterpriseNumber = e.CompanyID.Value
		}
	}
	if e := p.EndpointID; e != nil {
		out.Endpoint = e.Scheme + ":" + e.Value
	}
	if len(p.PartyTaxScheme) > 0 {
		out.VATNumber = p.PartyTaxScheme[0].CompanyID
	}
	for _, id := range p.PartyIdentification {
		if id.ID.Scheme == "0088" {
			out.GLN = id.ID.Value
		}
	}
	return out
}

// placeOf is the number and the address of a place, each where it has one.
func placeOf(l *ubl.Location) (number string, a salesdesk.Address) {
	if l == nil {
		return "", a
	}
	if l.ID != nil {
		number = l.ID.Value
	}
	if l.Address == nil {
		return number, a
	}
	a = salesdesk.Address{Street: l.Address.StreetName, Additional: l.Address.AdditionalStreetName, Postcode: l.Address.PostalZone, City: l.Address.CityName}
	if l.Address.Country != nil {
		a.Country = l.Address.Country.Of()
	}
	return number, a
}
