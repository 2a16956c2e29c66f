package paper

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// OrderOptions are what a printed order says beside the order. Request is the customer's
// own order and DeliverTo where it goes; without them they are those of [order.Purchase], and
// the address else the buyer's.
type OrderOptions struct {
	quote.Header
	Seller     salesdesk.Party
	Conditions quote.Conditions // of payment and delivery, as they were agreed
}

// Confirmation is the confirmation of an order as the customer reads it: what is agreed at
// which price, the day promised for every line, and which of them are later than he asked
// for. What was cancelled of it is named, and is in no figure. An order that was never
// confirmed is an [order.UnconfirmedError], one that was cancelled or of which nothing is left
// an [order.ClosedError]; what law wants and is not there is named with its path.
func Confirmation(c *i18n.Catalog, lang salesdesk.Language, o order.Order, h OrderOptions) (string, error) {
	p, err := newPage(c, lang)
	if err != nil {
		return "", err
	}
	var problems salesdesk.Problems
	if o.ConfirmedAt.IsZero() {
		problems.Add(order.UnconfirmedError{})
	}
	if o.Status == order.Cancelled || o.Status == order.Rejected || o.Fulfilment() == order.NothingToDeliver && o.Blanket == nil {
		problems.Add(order.ClosedError{Status: o.Status})
	}
	problems.Add(h.check())
	if err := problems.Err(); err != nil {
		return "", err
	}
	left, err := uncancelled(&o)
	if err != nil {
		return "", err
	}
	printed := h.printer(p, &o)
	printed.priced = &left
	printed.parties()
	p.heading(labelConfirmation)
	p.facts(printed.ordered(&o, pair{p.say(labelDate), printed.date(h.IssueDate)})...)
	p.paragraphs(p.say(labelConfirmed))
	printed.lines()
	p.gap()
	p.list(labelMovedDates, printed.moved(&o))
	p.list(labelCancelled, printed.cancelled(&o))
	printed.adjustments()
	printed.vat()
	printed.totals()
	p.list(labelConditions, printed.trade())
	p.paragraphs(h.Note)
	printed.particulars()
	return p.text(), p.err
}

// DeliveryNote goes with a shipment: what is in it, and what of each line is to follow. It
// has no prices. A shipment that the order does not have, or that was cancelled, is an
// [order.ShipmentError]. Number names the note; empty is that of the despatch advice, or
// else the shipment.
func DeliveryNote(c *i18n.Catalog, lang salesdesk.Language, o order.Order, shipment, number string, h OrderOptions) (string, error) {
	p, err := newPage(c, lang)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(o.Shipments, func(s order.Shipment) bool { return s.ID == shipment && s.Status != order.ShipmentCancelled })
	var problems salesdesk.Problems
	if i < 0 {
		problems.Add(order.ShipmentError{Shipment: shipment})
	}
	problems.Add(h.check())
	if err := problems.Err(); err != nil {
		return "", err
	}
	s := &o.Shipments[i]
	printed := h.printer(p, &o)
	printed.parties()
	p.heading(labelDeliveryNote)
	p.facts(append([]pair{{p.say(labelNumber), named(number, s.Despatch, s.ID)}}, printed.ordered(
		&o, pair{p.say(labelDate), printed.date(h.IssueDate)}, pair{p.say(labelCarrier), s.Carrier})...)...)
	printed.shipped(&o, s)
	p.gap()
	p.paragraphs(h.Note)
	p.heading(labelReceipt)
	p.paragraphs(p.say(labelReserve))
	p.signature()
	printed.particulars()
	return p.text(), p.err
}

func (h *OrderOptions) check() error {
	var problems salesdesk.Problems
	problems.AddAt("seller", h.Seller.CheckParticulars())
	for _, field := range []struct {
		path    string
		missing bool
	}{{"buyer.name", h.Buyer.Name == ""}, {"issue_date", !h.IssueDate.Valid()}} {
		if field.missing {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	return problems.Err()
}

// printer writes an order on a page, with the dates promised in the place of those of a
// quote.
func (h *OrderOptions) printer(p *page, o *order.Order) *printer {
	printed := printer{
		page: p, Options: Options{Header: h.of(o.Purchase), InLiquidation: h.Seller.InLiquidation}, conditions: h.Conditions,
		quote: quote.Quote{Seller: h.Seller, Customer: o.Customer, Number: o.Number}, priced: &o.Agreed,
		statutory: h.Statutory(h.Seller), payable: labelPayable,
	}
	printed.conditions.Promises = nil
	for _, l := range o.Lines {
		if !l.Promised.IsZero() {
			printed.conditions.Promises = append(printed.conditions.Promises, quote.Promise{Line: l.ID, Date: l.Promised})
		}
	}
	return &printed
}

// of is the header with what the customer's own order says.
func (h *OrderOptions) of(p *order.Purchase) quote.Header {
	header := h.Header
	if p == nil {
		return header
	}
	if header.Request.Number == "" {
		header.Request = quote.Reference{Number: p.Number, Date: p.Issued}
	}
	if header.DeliverTo == nil {
		header.DeliverTo = p.DeliverTo
	}
	header.Articles = slices.Concat(header.Articles, p.Articles) // the first of an article is printed
	return header
}

// ordered are what tells an order from others.
func (p *printer) ordered(o *order.Order, between ...pair) []pair {
	reference := ""
	if o.Purchase != nil {
		reference = o.Purchase.Reference
	}
	return append(append([]pair{{p.say(labelOurOrder), p.quote.Number}}, between...),
		pair{p.say(labelYourOrder), p.request()},
		pair{p.say(labelBuyerReference), reference},
		pair{p.say(labelCustomer), p.quote.Customer},
		pair{p.say(vatNumber{}), p.Buyer.VATNumber.Format()},
		pair{p.say(labelDeliverTo), p.deliverTo()},
		pair{p.say(labelContact), p.desk()},
	)
}

// moved are the lines that come later than the customer asked for.
func (p *printer) moved(o *order.Order) []string {
	var moved []string
	for _, given := range o.Promises {
		if given.Moved() {
			moved = append(moved, p.say(movedDate{Line: given.Line, On: given.Date, From: given.Requested}))
		}
	}
	return moved
}

// uncancelled is what is agreed without what was cancelled of it.
func uncancelled(o *order.Order) (pricing.Priced, error) {
	var less []pricing.Alteration
	for i := range o.Lines {
		if l := &o.Lines[i]; l.Cancelled.IsPositive() {
			left := salesdesk.Amount{Decimal: l.Ordered.Sub(l.Cancelled.Decimal)}
			less = append(less, pricing.Alteration{Line: l.ID, Quantity: &left})
		}
	}
	if len(less) == 0 {
		return o.Agreed, nil
	}
	return pricing.Amend(o.Agreed, less)
}

// cancelled names what was cancelled, line by line.
func (p *printer) cancelled(o *order.Order) (lines []string) {
	for i := range o.Lines {
		if l := &o.Lines[i]; l.Cancelled.IsPositive() {
			lines = append(lines, p.say(notDelivered{Line: l.ID, Name: named(l.Name, l.SKU), Quantity: l.Cancelled, Unit: l.Unit}))
		}
	}
	return lines
}

// shipped is the table of a shipment.
func (p *printer) shipped(o *order.Order, s *order.Shipment) {
	t := &table{columns: []column{
		{head: p.say(labelPosition)},
		{head: p.say(labelArticle), grows: true},
		{head: p.say(labelOrdered), right: true},
		{head: p.say(labelNow), right: true},
		{head: p.say(labelOutstanding), right: true},
	}}
	ordered := map[string]order.Line{}
	for _, l := range o.Lines {
		ordered[l.ID] = l
	}
	rest := o.Outstanding(*s)
	for i, q := range s.Lines {
		l := ordered[q.Line]
		follows := ""
		if left := rest[i].Quantity; left.IsPositive() {
			follows = p.format.Quantity(left, l.Unit)
		}
		beside := ""
		if l.Name != "" {
			beside = l.SKU
		}
		var below []string
		if numbers := joined(" · ", beside, p.theirs(l.SKU)); numbers != "" {
			below = append(below, numbers)
		}
		t.add(below, l.ID, named(l.Name, l.SKU, l.ID), p.format.Quantity(l.Ordered, l.Unit), p.format.Quantity(q.Quantity, l.Unit), follows)
	}
	p.table(t)
}
