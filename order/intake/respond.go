package intake

import (
	"io"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// What a response says it keeps to (PEPPOL-T76-R006).
const (
	customization = "urn:fdc:peppol.eu:poacc:trns:order_response:3"
	profile       = "urn:fdc:peppol.eu:poacc:bis:ordering:3"
)

// Header is what we answer with, beside the codes. Number, issue date and both parties
// with their endpoints are required.
type Header struct {
	Number     string          `json:"number"` // of the response, ours
	Issued     calendar.Date   `json:"issued"`
	SalesOrder string          `json:"sales_order,omitempty"` // our number of the order
	Seller     salesdesk.Party `json:"seller"`
	Buyer      salesdesk.Party `json:"buyer"`
	Note       string          `json:"note,omitempty"`
	Promised   calendar.Date   `json:"promised,omitzero"` // delivery of the whole
}

// Response answers an order. Make one with [Respond]; a person may change what it says
// before it is written.
type Response struct {
	Header
	Code      Code               `json:"code"`
	Order     string             `json:"order"`               // the customer's number
	Reference string             `json:"reference,omitempty"` // that he wants back
	Currency  salesdesk.Currency `json:"currency"`
	Asked     []string           `json:"asked,omitempty"` // the ids of his lines, of which an answer names one; none are not held against it
	Lines     []Answer           `json:"lines,omitempty"` // only where the code is [Conditional]
}

// Answer is the answer to one line: its code and, where it changes, our values.
type Answer struct {
	Line      string            `json:"line"` // the customer's id; of a line that is [LineAdded], ours
	Code      LineCode          `json:"code"`
	SKU       string            `json:"sku,omitempty"`
	BuyersID  string            `json:"buyers_id,omitempty"`
	Name      string            `json:"name"`
	GTIN      salesdesk.GTIN    `json:"gtin,omitzero"`
	Quantity  *salesdesk.Amount `json:"quantity,omitempty"`
	Unit      string            `json:"unit,omitempty"`
	Price     *salesdesk.Amount `json:"price,omitempty"` // of Base
	Base      salesdesk.Amount  `json:"base,omitzero"`   // 0 is 1
	Promised  calendar.Date     `json:"promised,omitzero"`
	Note      string            `json:"note,omitempty"`
	Successor string            `json:"successor,omitempty"` // the article that we send in place of the one ordered
}

// Respond makes the response that a result proposes. A line is promised as the header says,
// or on its own first day where that is later; the whole of an order that is accepted on the
// last of those days, so that a later day than was asked for is said where it is tolerated too.
// Of one that is only acknowledged, or rejected, nothing is promised.
func Respond(po PurchaseOrder, r Result, h Header) Response {
	out := Response{Header: h, Code: r.Code, Order: po.Number, Reference: po.Reference, Currency: po.Currency}
	switch r.Code {
	case Accepted:
		out.Promised = r.firstDay(h.Promised)
		return out
	case Conditional:
	default: // nothing is promised
		out.Promised = calendar.Date{}
		return out
	}
	agreed := map[string]*pricing.PricedLine{}
	for i := range r.Agreed.Lines {
		agreed[r.Agreed.Lines[i].ID] = &r.Agreed.Lines[i]
	}
	at := make(map[string]int, len(po.Lines))
	for i := range r.Lines {
		at[po.Lines[i].ID] = i
		out.Asked = append(out.Asked, po.Lines[i].ID)
		out.Lines = append(out.Lines, answer(&po.Lines[i], &r.Lines[i], agreed[r.Lines[i].Agreed], h.Promised))
	}
	for _, d := range r.Discrepancies {
		i, known := at[d.Line]
		switch {
		case !known:
		case d.Kind == DiffSuccessor:
			out.Lines[i].Successor = d.Wanted
		case d.Kind == DiffDate:
			out.Lines[i].delay(d.Wanted)
		}
	}
	return out
}

// firstDay is the day that is promised of the whole, or the first on which all of it can be
// there where that is later than was asked for, and tolerated.
func (r *Result) firstDay(promised calendar.Date) calendar.Date {
	for _, d := range r.Discrepancies {
		if day, err := calendar.ParseDate(d.Wanted); d.Kind == DiffDate && err == nil && day.After(promised) {
			promised = day
		}
	}
	return promised
}

// delay moves what is promised of a line to its first day, where that is later.
func (a *Answer) delay(first string) {
	day, err := calendar.ParseDate(first)
	if err == nil && a.Code != LineRefused && day.After(a.Promised) {
		a.Promised = day
	}
}

func answer(l *Line, m *Matched, ours *pricing.PricedLine, promised calendar.Date) Answer {
	a := Answer{Line: l.ID, Code: m.Code, SKU: firstOf(l.SellersID, m.SKU), BuyersID: l.BuyersID, Name: firstOf(l.Name, l.SellersID, l.BuyersID, l.GTIN)}
	if gtin, err := salesdesk.ParseGTIN(l.GTIN); err == nil {
		a.GTIN = gtin
	}
	if m.Code != LineRefused {
		a.Promised = promised
	}
	if ours != nil && m.Code == LineChanged {
		quantity := ours.Quantity
		if m.Taken.IsPositive() {
			quantity = m.Taken
		}
		a.quote(ours, quantity)
	}
	return a
}

// quote puts our values into an answer: a quantity, and what one costs. Peppol knows no
// allowances of an answered line: the price is then what is left after them.
func (a *Answer) quote(ours *pricing.PricedLine, quantity salesdesk.Amount) {
	price := ours.Price
	a.Quantity, a.Unit, a.Price, a.Base = &quantity, ours.Unit, &price, ours.BaseQuantity
	if !ours.Quantity.IsZero() && !ours.Net.Equal(product(ours)) {
		price, _ = exact.Amount(exact.Dec(ours.Net).DivRound(exact.Dec(ours.Quantity), 4, half)) // less than the net
		a.Base = salesdesk.Amount{}
	}
}

// Check is what keeps a response from being written: lines stand only where it accepts
// conditionally, and then must (PEPPOL-T76-R007 to R010), each once and of the order; texts
// and units are such as a document can hold.
func (r Response) Check() error {
	var p salesdesk.Problems
	for _, row := range []struct {
		path    string
		missing bool
	}{
		{"number", r.Number == ""},
		{"issued", r.Issued.IsZero()},
		{"order", r.Order == ""},
		{"currency", r.Currency == ""},
		{"seller.name", r.Seller.Name == ""},
		{"seller.endpoint", r.Seller.Endpoint.IsZero()},
		{"buyer.name", r.Buyer.Name == ""},
		{"buyer.endpoint", r.Buyer.Endpoint.IsZero()},
		{"lines", r.Code == Conditional && len(r.Lines) == 0},
	} {
		if row.missing {
			p.Add(salesdesk.FieldError{Path: row.path, Rule: salesdesk.RuleRequired})
		}
	}
	switch r.Code {
	case Conditional:
	case Acknowledged, Accepted, Rejected:
		if len(r.Lines) > 0 {
			p.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleExcluded, Param: "code"})
		}
	default:
		p.Add(salesdesk.FieldError{Path: "code", Rule: salesdesk.RuleOneOf, Param: "AB, AP, RE, CA"})
	}
	p.Add(r.checkLines())
	p.Add(ubl.CheckTexts(r))
	return p.Err()
}

func (r Response) checkLines() error {
	var p salesdesk.Problems
	asked, seen := make(map[string]bool, len(r.Asked)), make(map[string]bool, len(r.Lines))
	for _, id := range r.Asked {
		asked[id] = true
	}
	for i := range r.Lines {
		path, a := salesdesk.Index("lines", i), &r.Lines[i]
		switch {
		case a.Line == "":
			p.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleRequired})
		case seen[a.Line]:
			p.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: a.Line})
		case len(asked) > 0 && !asked[a.Line] && a.Code != LineAdded:
			p.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleReference, Param: a.Line})
		}
		seen[a.Line] = true
		p.AddAt(path, a.check())
	}
	return p.Err()
}

func (a *Answer) check() error {
	var p salesdesk.Problems
	switch a.Code {
	case LineAdded, LineChanged, LineAccepted, LineRefused, LineDelivered:
	default:
		p.Add(salesdesk.FieldError{Path: "code", Rule: salesdesk.RuleOneOf, Param: "1, 3, 5, 7, 42"})
	}
	if a.Name == "" {
		p.Add(salesdesk.FieldError{Path: "name", Rule: salesdesk.RuleRequired})
	}
	if a.Quantity != nil || !a.Base.IsZero() {
		p.AddAt("unit", ubl.CheckUnit(a.Unit))
	}
	for _, field := range []struct {
		path  string
		value *salesdesk.Amount
	}{{"quantity", a.Quantity}, {"price", a.Price}, {"base", &a.Base}} {
		if field.value != nil && field.value.IsNegative() {
			p.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	return p.Err()
}

// WriteResponse writes a response as UBL 2.1 for Peppol BIS Ordering 3, after
// [Response.Check].
func WriteResponse(w io.Writer, r Response) error {
	if err := r.Check(); err != nil {
		return err
	}
	doc := ubl.OrderResponse{
		CustomizationID: customization, ProfileID: profile, ID: r.Number, SalesOrderID: r.SalesOrder, IssueDate: r.Issued.String(),
		OrderResponseCode: string(r.Code), DocumentCurrencyCode: string(r.Currency), CustomerReference: r.Reference,
		OrderReference:      []ubl.Reference{{ID: r.Order}},
		SellerSupplierParty: ubl.PartyRole{Party: ubl.ReceiverOf(r.Seller)}, BuyerCustomerParty: ubl.CustomerParty{Party: ubl.ReceiverOf(r.Buyer)},
		Delivery: promised(r.Promised),
	}
	if r.Note != "" {
		doc.Note = []string{r.Note}
	}
	for i := range r.Lines {
		doc.OrderLine = append(doc.OrderLine, r.line(&r.Lines[i]))
	}
	return ubl.Write(w, doc)
}

func (r Response) line(a *Answer) ubl.OrderLine {
	it := ubl.OrderedItem{
		ID: a.Line, LineStatusCode: string(a.Code), Delivery: promised(a.Promised), Item: ubl.Goods(a.Name, a.BuyersID, a.SKU, a.GTIN),
	}
	if a.Note != "" {
		it.Note = []string{a.Note}
	}
	if a.Quantity != nil {
		it.Quantity = &ubl.Quantity{Unit: a.Unit, Value: *a.Quantity}
	}
	if a.Price != nil {
		it.Price = &ubl.Price{PriceAmount: ubl.Amount{Currency: string(r.Currency), Value: *a.Price}}
		if !a.Base.IsZero() {
			it.Price.BaseQuantity = &ubl.Quantity{Unit: a.Unit, Value: a.Base}
		}
	}
	out := ubl.OrderLine{LineItem: it, OrderLineReference: &ubl.OrderLineReference{LineID: a.Line}}
	if a.Successor != "" {
		out.SellerSubstitutedLineItem = &ubl.SubstitutedItem{ID: a.Line, Item: ubl.Goods(a.Successor, "", a.Successor, salesdesk.GTIN{})}
	}
	return out
}

func promised(d calendar.Date) []ubl.Delivery {
	if d.IsZero() {
		return nil
	}
	return []ubl.Delivery{{PromisedDeliveryPeriod: &ubl.Period{StartDate: d.String(), EndDate: d.String()}}}
}
