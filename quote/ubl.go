package quote

import (
	"io"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/internal/ubl/figures"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// What the quotation says of itself; Peppol has no profile for it.
const (
	ublVersion    = "2.1"
	quotationCode = "310" // UNTDID 1001, from general knowledge
)

// WriteUBL writes the latest revision as a UBL 2.1 Quotation, after [Header.Check]. Its
// figures are those of the invoice to come, and what is not for the customer is not in it.
//
// A recurring line is its whole term: a line below it for each segment says the price of one
// period, in MON, QAN or ANN, and how many there are, and a note what they come to. Of an
// inclusive document the note alone says it, with VAT.
//
// What comes back, a line of a quantity below zero, is an allowance of the document: an
// ordering document has no such lines. An offer of nothing else, and an option that is one,
// are a [salesdesk.FieldError].
//
// UBL has no place for everything. The section of a line is its note. What is offered and
// not chosen is an alternative of the line it could replace; what could be added is an
// alternative of a line of its own, of which there is none. The number is that of the
// quote, and which revision it is stands among the further references. That an offer is
// without engagement, or has lines still open, only words can say: then [Header.Terms] are
// required.
func WriteUBL(w io.Writer, q Quote, h Header) error {
	var problems salesdesk.Problems
	problems.Add(h.Check(q))
	content := q.Latest().Content
	required(&problems, field{"header.terms", (content.Conditions.WithoutEngagement || len(content.Open) > 0) && len(h.Terms) == 0})
	priced, err := withoutReturns(content.Priced)
	if len(q.Revisions) > 0 {
		problems.AddAt(salesdesk.Index("revisions", len(q.Revisions)-1)+".content.priced", err)
	}
	if err := problems.Err(); err != nil {
		return err
	}
	revision := q.Latest()
	x := quotation{
		Header: h, quote: q, revision: revision, conditions: revision.Content.Conditions, priced: priced, figures: figures.Of{Priced: priced},
	}
	return ubl.Write(w, x.document())
}

// quotation is a quote on its way to UBL.
type quotation struct {
	Header
	quote      Quote
	revision   Revision
	conditions Conditions
	priced     pricing.Priced
	figures    figures.Of
}

func (x quotation) document() ubl.Quotation {
	doc := ubl.Quotation{
		VersionID: ublVersion, ID: x.quote.Number, IssueDate: x.IssueDate.String(), Note: x.notes(),
		PricingCurrencyCode: string(x.priced.Currency), ValidityPeriod: through(x.IssueDate, x.revision.ValidUntil),
		RequestForQuotationDocumentReference: x.request(), AdditionalDocumentReference: x.references(),
		SellerSupplierParty: ubl.PartyRole{Party: x.seller()}, BuyerCustomerParty: &ubl.CustomerParty{SupplierAssignedAccountID: x.quote.Customer, Party: ubl.PartyOf(x.Buyer)},
		Delivery: x.delivery(), DeliveryTerms: x.deliveryTerms(), PaymentMeans: ubl.TransferTo(x.quote.Seller, ""), TransactionConditions: x.terms(),
		AllowanceCharge: x.figures.Document(), TaxTotal: x.tax(), QuotedMonetaryTotal: x.figures.Total(),
	}
	if x.Originator != nil {
		doc.OriginatorCustomerParty = &ubl.CustomerParty{Party: ubl.PartyOf(*x.Originator)}
	}
	for i := range x.priced.Lines {
		doc.QuotationLine = append(doc.QuotationLine, x.line(&x.priced.Lines[i]))
	}
	for i := range x.priced.Options {
		doc.QuotationLine = x.offer(doc.QuotationLine, &x.priced.Options[i])
	}
	doc.LineCountNumeric = len(doc.QuotationLine)
	return doc
}

// through is a period, both ends included.
func through(from, last calendar.Date) *ubl.Period {
	return &ubl.Period{StartDate: from.String(), EndDate: last.String()}
}

// notes are what was written, and what law wants beside the kinds of VAT.
func (x quotation) notes() []string {
	notes := []string{x.Note, x.conditions.Text}
	for _, g := range x.priced.Mentions {
		notes = append(notes, x.mention(g))
	}
	return slices.DeleteFunc(notes, func(s string) bool { return s == "" })
}

func (x quotation) mention(g pricing.Ground) string {
	return x.Mention(g, x.Statutory(x.quote.Seller))
}

// tax is the VAT by kind and, for a Belgian seller in another currency, what it is in euro
// at the rate that the prices were converted at, which the invoice will state (BT-111, KB 1
// art. 5). The schema names no currency of VAT: its amount says in which it is.
func (x quotation) tax() []ubl.TaxTotal {
	totals := x.figures.Tax(x.mention)
	if x.quote.Seller.Address.Country != salesdesk.Belgium || x.priced.Currency == salesdesk.EUR || x.priced.Totals.Tax.IsZero() {
		return totals
	}
	if euro, err := x.figures.InEuro(x.priced.Exchange); err == nil {
		totals = append(totals, ubl.TaxTotal{TaxAmount: ubl.Amount{Currency: string(euro.Currency), Value: euro.Amount}})
	}
	return totals
}

func (x quotation) request() *ubl.DocumentReference {
	if x.Request.Number == "" {
		return nil
	}
	reference := ubl.DocumentReference{ID: x.Request.Number}
	if x.Request.Date.Valid() {
		reference.IssueDate = x.Request.Date.String()
	}
	return &reference
}

// references name this revision by the digest that its acceptance is bound to.
func (x quotation) references() []ubl.DocumentReference {
	return []ubl.DocumentReference{{ID: x.revision.Digest, DocumentTypeCode: quotationCode, VersionID: strconv.Itoa(x.revision.Number)}}
}

func (x quotation) seller() ubl.Party {
	seller := ubl.SellerOf(x.quote.Seller)
	seller.WebsiteURI = x.quote.Seller.Website
	if seller.Contact == nil && (x.quote.Seller.Email != "" || !x.quote.Seller.Phone.IsZero()) {
		seller.Contact = &ubl.Contact{Telephone: x.quote.Seller.Phone.String(), ElectronicMail: string(x.quote.Seller.Email)}
	}
	return seller
}

func (x quotation) delivery() []ubl.Delivery {
	if x.DeliverTo == nil && (x.conditions.DeliveryPlace == "" || x.conditions.Incoterm != "") {
		return nil
	}
	var to ubl.Location
	if x.conditions.Incoterm == "" {
		to.Name = x.conditions.DeliveryPlace
	}
	if x.DeliverTo != nil {
		to.Address = ubl.AddressOf(*x.DeliverTo)
	}
	return []ubl.Delivery{{DeliveryLocation: &to}}
}

func (x quotation) deliveryTerms() *ubl.DeliveryTerms {
	if x.conditions.Incoterm == "" {
		return nil
	}
	return &ubl.DeliveryTerms{ID: string(x.conditions.Incoterm), DeliveryLocation: &ubl.Location{Name: x.conditions.DeliveryPlace}}
}

func (x quotation) terms() *ubl.TransactionConditions {
	if len(x.Terms) == 0 {
		return nil
	}
	return &ubl.TransactionConditions{Description: x.Terms}
}

func (x quotation) line(l *pricing.PricedLine) ubl.QuotationLine {
	item := x.item(l)
	line := ubl.QuotationLine{ID: l.ID, Quantity: item.Quantity, LineExtensionAmount: item.LineExtensionAmount, LineItem: item}
	if l.Section != "" {
		line.Note = []string{l.Section}
	}
	return line
}

// offer adds what is not chosen to the lines: to the first of those it could replace, or
// else to lines of none of it.
func (x quotation) offer(lines []ubl.QuotationLine, o *pricing.PricedOption) []ubl.QuotationLine {
	at := slices.IndexFunc(x.priced.Lines, func(l pricing.PricedLine) bool {
		return o.For != "" && (l.ID == o.For || l.Bundle == o.For)
	})
	for i := range o.Lines {
		to := at
		if to < 0 {
			none := o.Lines[i]
			none.Quantity, none.Net, none.Adjustments = salesdesk.Amount{}, zero(none.Net), nil
			to, lines = len(lines), append(lines, x.line(&none))
		}
		lines[to].AlternativeLineItem = append(lines[to].AlternativeLineItem, x.item(&o.Lines[i]))
	}
	return lines
}

// zero is nothing, in the decimals of an amount.
func zero(a salesdesk.Amount) salesdesk.Amount {
	return salesdesk.Amount{Decimal: a.Sub(a.Decimal)}
}

func (x quotation) item(l *pricing.PricedLine) ubl.LineItem {
	it := ubl.LineItem{
		ID: l.ID, Quantity: new(figures.Quantity(l)), LineExtensionAmount: new(x.figures.Amount(l.Net)), Delivery: x.promise(l.ID),
		AllowanceCharge: x.figures.Line(l), Price: new(x.figures.Price(l)), Item: figures.Item(l),
	}
	numbers := x.numbers(l.SKU)
	figures.Number(&it.Item, numbers.Buyer, numbers.GTIN)
	x.periods(&it, l)
	return it
}

// periods adds what the periods of a recurring line cost: a sentence of figures for each
// segment and, where prices have no VAT in them, a line below it too.
func (x quotation) periods(it *ubl.LineItem, l *pricing.PricedLine) {
	term, recurs := x.priced.TermOf(l.ID)
	if !recurs || l.Quantity.IsZero() { // a line of none stands for what is offered
		return
	}
	for i := range term.Segments {
		s := &term.Segments[i]
		it.Note = append(it.Note, s.String())
		if x.priced.Inclusive {
			continue
		}
		below := *l
		below.Quantity, below.Price, below.BaseQuantity = s.Quantity, s.Price, s.BaseQuantity
		sub := ubl.LineItem{
			ID: strconv.Itoa(i + 1), Note: []string{s.String()}, Quantity: new(figures.Quantity(&below)), LineExtensionAmount: new(x.figures.Amount(s.Sum())),
			Delivery: []ubl.Delivery{{PromisedDeliveryPeriod: through(s.From, s.Last())}}, Price: new(x.figures.Price(&below)), Item: it.Item,
		}
		sub.Price.PriceType = term.Every.Unit()
		sub.Delivery[0].PromisedDeliveryPeriod.DurationMeasure = duration(term.Every, s)
		it.SubLineItem = append(it.SubLineItem, sub)
	}
}

// duration is how many periods a segment has, none where they are parts.
func duration(every pricing.Billing, s *pricing.Segment) *ubl.Quantity {
	if s.Whole > 0 {
		return nil
	}
	return &ubl.Quantity{Unit: every.Unit(), Value: salesdesk.MustAmount(strconv.Itoa(s.Periods))}
}

// promise is when a line is delivered, or from when through when it comes back.
func (x quotation) promise(line string) []ubl.Delivery {
	if r, recurs := x.priced.TermOf(line); recurs {
		return []ubl.Delivery{{PromisedDeliveryPeriod: through(r.From, calendar.Period{From: r.From, To: r.To}.Last())}}
	}
	for _, p := range x.conditions.Promises {
		if p.Line == line {
			return []ubl.Delivery{{PromisedDeliveryPeriod: through(p.Date, p.Date)}}
		}
	}
	return nil
}
