package main

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/interne-sales/salesdesk"
)

// check is what company.json says and no sale can be made with, with its path in the file.
func (c company) check() error {
	var p salesdesk.Problems
	p.AddAt("seller", c.Seller.Check())
	p.AddAt("seller", c.Seller.CheckParticulars())
	if c.Seller.Address.Country != salesdesk.Belgium { // whose VAT and holidays the sale goes by
		p.Add(salesdesk.FieldError{Path: "seller.address.country", Rule: salesdesk.RuleOneOf, Param: string(salesdesk.Belgium)})
	}
	demand(&p, "desk", len(c.Desk) == 0)
	for _, hours := range []struct {
		path string
		n    int
	}{
		{"first_response_hours", c.ServiceLevels.FirstResponseHours},
		{"next_update_hours", c.ServiceLevels.NextUpdateHours},
		{"resolution_hours", c.ServiceLevels.ResolutionHours},
	} {
		if hours.n < 1 {
			p.Add(salesdesk.FieldError{Path: "service_levels." + hours.path, Rule: salesdesk.RuleMin, Param: "1"})
		}
	}
	return p.Err()
}

// checkRequest is what rfq.json asks and cannot be sold, with its path in the file.
func (d dossier) checkRequest() error {
	var p salesdesk.Problems
	_, err := d.customerOf(d.rfq.Customer)
	p.Add(err)
	if d.rfq.Place != nil {
		p.AddAt("delivery_place", d.rfq.Place.Check())
	}
	demand(&p, "number", d.rfq.Number == "")
	demand(&p, "received", d.rfq.Received.IsZero())
	demand(&p, "requested_delivery", d.rfq.Requested.IsZero())
	demand(&p, "lines", len(d.rfq.Lines) == 0)
	seen := map[string]bool{}
	for i, l := range d.rfq.Lines {
		at := salesdesk.Index("lines", i)
		demand(&p, at+".id", l.ID == "")
		if seen[l.ID] {
			p.Add(salesdesk.FieldError{Path: at + ".id", Rule: salesdesk.RuleDuplicate, Param: l.ID})
		}
		seen[l.ID] = true
		p.AddAt(at+".quantity", d.checkQuantity(l.SKU, l.Quantity))
		p.AddAt(at+".discount", checkRatio(l.Discount))
		if _, ok := d.articleOf(l.SKU); !ok {
			p.Add(salesdesk.FieldError{Path: at + ".sku", Rule: salesdesk.RuleReference, Param: l.SKU})
		}
	}
	return p.Err()
}

func demand(p *salesdesk.Problems, path string, missing bool) {
	if missing {
		p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
	}
}

// checkQuantity refuses what is not above zero, and parts of what is counted: half a bag.
func (d dossier) checkQuantity(sku string, quantity salesdesk.Amount) error {
	a, _ := d.articleOf(sku)
	switch {
	case !quantity.IsPositive():
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "above 0"}
	case counted(a.Unit) && !quantity.IsInteger():
		return salesdesk.FieldError{Rule: salesdesk.RuleType, Param: "whole number of " + a.Unit}
	default:
		return nil
	}
}

// counted reports whether a unit is a piece or a package (X and a code of
// Recommendation 21), and not a measure.
func counted(unit string) bool {
	return strings.HasPrefix(unit, "X") || slices.Contains([]string{"C62", "H87", "EA", "PR", "SET"}, unit)
}

func checkRatio(ratio *salesdesk.Amount) error {
	switch {
	case ratio == nil:
		return nil
	case ratio.IsNegative():
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	case ratio.GreaterThan(decimal.NewFromInt(1)):
		return salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "1"}
	default:
		return nil
	}
}

// checkStory is what sale.json tells and cannot have happened, with its path in the file.
func (d dossier) checkStory() error {
	var p salesdesk.Problems
	s := d.story
	for _, needed := range []struct{ path, text string }{
		{"clerk", s.Clerk},
		{"manager", s.Manager},
		{"warehouse", s.Warehouse},
		{"finance", s.Finance},
		{"quality", s.Quality},
		{"quote.number", s.Quote.Number},
		{"order.number", s.Order.Number},
		{"invoice.number", s.Invoice.Number},
		{"complaint.id", s.Complaint.ID},
		{"return.id", s.Return.ID},
		{"credit_note.number", s.CreditNote.Number},
	} {
		demand(&p, needed.path, needed.text == "")
	}
	p.AddAt("quote.discount", checkRatio(s.Quote.Discount))
	p.AddAt("revision.discount", checkRatio(s.Revision.Discount))
	for _, course := range s.courses() {
		p.Add(course.check())
	}
	p.Add(d.checkShipments())
	p.Add(d.checkComplaint())
	if !s.Report.From.Before(s.Report.To) {
		p.Add(salesdesk.FieldError{Path: "report.to", Rule: salesdesk.RuleOrder, Param: s.Report.From.String()})
	}
	return p.Err()
}

// course are moments that follow each other.
type course []moment

type moment struct {
	path string
	at   time.Time
}

func (c course) check() error {
	var p salesdesk.Problems
	var last time.Time
	for _, m := range c {
		switch {
		case m.at.IsZero():
			demand(&p, m.path, true)
		case m.at.Before(last):
			p.Add(salesdesk.FieldError{Path: m.path, Rule: salesdesk.RuleOrder, Param: last.Format(time.RFC3339)})
		default:
			last = m.at
		}
	}
	return p.Err()
}

// courses are the ways that the sale went: quote and order, every shipment, the
// documents, the complaint, the return.
func (s story) courses() []course {
	list := []course{{
		{"quote.written", s.Quote.Written},
		{"quote.approved", s.Quote.Approved},
		{"quote.sent", s.Quote.Sent},
		{"objection.at", s.Objection.At},
		{"counter.at", s.Counter.At},
		{"revision.written", s.Revision.Written},
		{"revision.approved", s.Revision.Approved},
		{"revision.sent", s.Revision.Sent},
		{"acceptance.at", s.Acceptance.At},
		{"order.received", s.Order.Received},
		{"order.confirmed", s.Order.Confirmed},
	}, {
		{"invoice.at", s.Invoice.At},
		{"credit_note.at", s.CreditNote.At},
	}, {
		{"complaint.received", s.Complaint.Received},
		{"complaint.acknowledged", s.Complaint.Acknowledged},
		{"complaint.answered", s.Complaint.Answered},
		{"complaint.proposed", s.Complaint.Proposed},
		{"complaint.agreed", s.Complaint.Agreed},
		{"complaint.resolved", s.Complaint.Resolved},
		{"complaint.closed", s.Complaint.Closed},
	}, {
		{"return.requested", s.Return.Requested},
		{"return.authorized", s.Return.Authorized},
		{"return.received", s.Return.Received},
		{"return.inspected", s.Return.Inspected},
		{"return.proposed", s.Return.Proposed},
	}}
	for i, shipment := range s.Shipments {
		at := salesdesk.Index("shipments", i)
		list = append(list, course{{"order.confirmed", s.Order.Confirmed}, {at + ".shipped", shipment.Shipped}, {at + ".delivered", shipment.Delivered}})
	}
	return list
}

// checkShipments asks that every line is shipped once, and no other.
func (d dossier) checkShipments() error {
	var p salesdesk.Problems
	shipped := map[string]bool{}
	for i, shipment := range d.story.Shipments {
		at := salesdesk.Index("shipments", i)
		demand(&p, at+".id", shipment.ID == "")
		for j, line := range shipment.Lines {
			path := at + "." + salesdesk.Index("lines", j)
			if _, ok := d.asked(line); !ok {
				p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleReference, Param: line})
			}
			if shipped[line] {
				p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: line})
			}
			shipped[line] = true
		}
	}
	for _, l := range d.rfq.Lines {
		if !shipped[l.ID] {
			p.Add(salesdesk.FieldError{Path: "shipments", Rule: salesdesk.RuleRequired, Param: "line " + l.ID})
		}
	}
	return p.Err()
}

func (d dossier) checkComplaint() error {
	var p salesdesk.Problems
	story := d.story.Complaint
	line, ok := d.asked(story.Line)
	if !ok {
		return salesdesk.FieldError{Path: "complaint.line", Rule: salesdesk.RuleReference, Param: story.Line}
	}
	p.AddAt("complaint.quantity", d.checkQuantity(line.SKU, story.Quantity))
	if story.Quantity.GreaterThan(line.Quantity.Decimal) {
		p.Add(salesdesk.FieldError{Path: "complaint.quantity", Rule: salesdesk.RuleMax, Param: line.Quantity.String()})
	}
	return p.Err()
}

// asked is a line of the request.
func (d dossier) asked(id string) (rfqLine, bool) {
	for _, l := range d.rfq.Lines {
		if l.ID == id {
			return l, true
		}
	}
	return rfqLine{}, false
}
