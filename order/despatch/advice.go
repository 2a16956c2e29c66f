// Package despatch writes the despatch advice of a shipment: what left, for which lines
// of the order, and what is still to follow.
//
// Use it when a shipment leaves, or just before. Quantities are those of the shipment and
// of the order as it then stands; nothing is counted twice and nothing is changed.
package despatch

import (
	"cmp"
	"io"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
)

// What an advice says it keeps to (PEPPOL-T16-R011).
const (
	customization = "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3"
	profile       = "urn:fdc:peppol.eu:poacc:bis:despatch_advice:3"
)

// Header is what an advice says beside the quantities. Number, the day and both parties
// with their endpoints are required.
type Header struct {
	Number    string             `json:"number"`
	Issued    calendar.Date      `json:"issued"`
	Order     string             `json:"order,omitempty"` // the customer's number of the order; empty is that of [order.Purchase], else NA
	Lines     map[string]string  `json:"lines,omitempty"` // the customer's ids of the lines by ours, where they are not those of his order
	Seller    salesdesk.Party    `json:"seller"`
	Buyer     salesdesk.Party    `json:"buyer"`
	DeliverTo *salesdesk.Address `json:"deliver_to,omitempty"` // nil is that of the order, else the buyer's
	Despatch  calendar.Date      `json:"despatch,omitzero"`    // it left; zero is Issued
	Expected  calendar.Date      `json:"expected,omitzero"`    // at the customer's
	Tracking  string             `json:"tracking,omitempty"`   // the carrier's number
	Note      string             `json:"note,omitempty"`
	// Later says why quantities are still to follow (PEPPOL-T16-R007).
	Later string `json:"later,omitempty"`
}

// WriteUBL writes the advice of a shipment of an order as UBL 2.1 for Peppol BIS Despatch
// Advice 3. A shipment that the order does not have is an [order.ShipmentError]; the other
// problems are [salesdesk.FieldError]s with their paths.
func WriteUBL(w io.Writer, o order.Order, shipment string, h Header) error {
	var p salesdesk.Problems
	s, ok := find(o, shipment)
	if !ok {
		p.Add(order.ShipmentError{Shipment: shipment})
	}
	p.Add(h.Check())
	p.AddAt("purchase", ubl.CheckTexts(o.Purchase))
	a := advice{Header: h, order: &o}
	lines, err := a.lines(s)
	p.Add(err)
	if err := p.Err(); err != nil {
		return err
	}
	doc := ubl.DespatchAdvice{
		CustomizationID: customization, ProfileID: profile, ID: h.Number, IssueDate: h.Issued.String(),
		OrderReference:        []ubl.Reference{{ID: a.orderNumber()}},
		DespatchSupplierParty: ubl.PartyRole{Party: located(h.Seller, h.Seller.Address)},
		DeliveryCustomerParty: ubl.PartyRole{Party: located(h.Buyer, a.destination())},
		Shipment:              a.shipment(s), DespatchLine: lines,
	}
	if h.Note != "" {
		doc.Note = []string{h.Note}
	}
	return ubl.Write(w, doc)
}

// Check is everything that is required and not there, and every text that a document
// cannot hold.
func (h Header) Check() error {
	var p salesdesk.Problems
	for _, row := range []struct {
		path    string
		missing bool
	}{
		{"number", h.Number == ""},
		{"issued", h.Issued.IsZero()},
		{"seller.name", h.Seller.Name == ""},
		{"seller.endpoint", h.Seller.Endpoint.IsZero()},
		{"buyer.name", h.Buyer.Name == ""},
		{"buyer.endpoint", h.Buyer.Endpoint.IsZero()},
	} {
		if row.missing {
			p.Add(salesdesk.FieldError{Path: row.path, Rule: salesdesk.RuleRequired})
		}
	}
	p.Add(ubl.CheckTexts(h))
	return p.Err()
}

func find(o order.Order, id string) (order.Shipment, bool) {
	for _, s := range o.Shipments {
		if s.ID == id && s.Status != order.ShipmentCancelled {
			return s, true
		}
	}
	return order.Shipment{}, false
}

// advice is an advice being written.
type advice struct {
	Header
	order *order.Order
}

func (a advice) orderNumber() string {
	if p := a.order.Purchase; a.Order == "" && p != nil {
		return cmp.Or(p.Number, "NA")
	}
	return cmp.Or(a.Order, "NA")
}

func (a advice) destination() salesdesk.Address {
	if p := a.order.Purchase; a.DeliverTo == nil && p != nil && p.DeliverTo != nil {
		return *p.DeliverTo
	}
	if a.DeliverTo != nil {
		return *a.DeliverTo
	}
	return a.Buyer.Address
}

func located(p salesdesk.Party, at salesdesk.Address) ubl.Party {
	out := ubl.ReceiverOf(p)
	out.PostalAddress = ubl.AddressOf(at)
	return out
}

// shipment is what a carrier was given; Peppol wants its identifiers to be NA.
func (a advice) shipment(s order.Shipment) *ubl.Shipment {
	left := a.Despatch
	if left.IsZero() {
		left = a.Issued
	}
	out := &ubl.Shipment{ID: "NA", Delivery: &ubl.Delivery{TrackingID: a.Tracking, Despatch: &ubl.Despatch{ActualDespatchDate: left.String()}}}
	if s.Carrier != "" {
		out.Consignment = &ubl.Consignment{ID: "NA", CarrierParty: &ubl.DeliveryParty{PartyName: ubl.PartyName{Name: s.Carrier}}}
	}
	if d := a.Expected; !d.IsZero() {
		out.Delivery.EstimatedDeliveryPeriod = &ubl.Period{StartDate: d.String(), EndDate: d.String()}
	}
	return out
}

// lines are the quantities that left, each beside what of its line is still to follow.
func (a advice) lines(s order.Shipment) ([]ubl.DespatchLine, error) {
	var p salesdesk.Problems
	var out []ubl.DespatchLine
	ordered, rest := linesOf(a.order), a.order.Outstanding(s)
	ids, numbers := theirs(a.order)
	for i, q := range s.Lines {
		l := ordered[q.Line]
		if l == nil {
			p.Add(order.LineError{Line: q.Line})
			continue
		}
		if l.SKU == "" {
			p.Add(salesdesk.FieldError{Path: salesdesk.Index("lines", i) + ".sku", Rule: salesdesk.RuleRequired}) // PEPPOL-T16-R003
		}
		p.AddAt(salesdesk.Index("lines", i)+".unit", ubl.CheckUnit(l.Unit))
		line := ubl.DespatchLine{
			ID: q.Line, DeliveredQuantity: &ubl.Quantity{Unit: l.Unit, Value: q.Quantity},
			OrderLineReference: ubl.OrderLineReference{LineID: cmp.Or(a.Lines[q.Line], ids[q.Line], q.Line)}, Item: ubl.Goods(named(l), numbers[l.SKU].Buyer, l.SKU, numbers[l.SKU].GTIN),
		}
		if follows := rest[i].Quantity; follows.IsPositive() {
			line.OutstandingQuantity = &ubl.Quantity{Unit: l.Unit, Value: follows}
			if a.Later != "" {
				line.OutstandingReason = []string{a.Later}
			}
		}
		out = append(out, line)
	}
	return out, p.Err()
}

func linesOf(o *order.Order) map[string]*order.Line {
	lines := make(map[string]*order.Line, len(o.Lines))
	for i := range o.Lines {
		lines[o.Lines[i].ID] = &o.Lines[i]
	}
	return lines
}

// theirs are the customer's numbers, by ours: of lines, and of articles beside those of GS1.
func theirs(o *order.Order) (lines map[string]string, articles map[string]quote.ArticleNumbers) {
	lines, articles = map[string]string{}, map[string]quote.ArticleNumbers{}
	if o.Purchase == nil {
		return lines, articles
	}
	for _, l := range o.Purchase.Lines {
		lines[l.Line] = l.OrderLine
	}
	for _, n := range o.Purchase.Articles {
		articles[n.SKU] = n
	}
	return lines, articles
}

func named(l *order.Line) string { return cmp.Or(l.Name, l.SKU) }
