package intake

import (
	"cmp"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// RespondTo is the response that an order of ours, as it stands, gives to the customer's own
// order that it came of: acknowledged until it is confirmed, rejected where it was, accepted
// as he placed it, or conditionally where a line is later than he asked for, changed, added
// or cancelled. An order without a number of his is a [salesdesk.FieldError].
func RespondTo(o order.Order, h Header) (Response, error) {
	if o.Purchase == nil || o.Purchase.Number == "" {
		return Response{}, salesdesk.FieldError{Path: "purchase.number", Rule: salesdesk.RuleRequired}
	}
	h.SalesOrder = cmp.Or(h.SalesOrder, o.Number)
	out := Response{Header: h, Order: o.Purchase.Number, Reference: o.Purchase.Reference, Currency: o.Agreed.Currency}
	switch {
	case o.Status == order.Rejected || o.Status == order.Cancelled || o.Status == order.Expired:
		out.Code = Rejected
		return out, nil
	case o.ConfirmedAt.IsZero():
		out.Code = Acknowledged
		return out, nil
	}
	out.Code = Accepted
	s := standing(&o)
	for i := range o.Lines {
		a := s.answer(&o.Lines[i])
		if a.Code != LineAccepted {
			out.Code = Conditional
		}
		out.Lines = append(out.Lines, a)
	}
	if out.Code == Accepted {
		out.Lines = nil
	}
	return out, nil
}

// stood is an order beside what the customer placed.
type stood struct {
	purchase   *order.Purchase
	his        map[string]order.PurchaseLine   // by our line
	articles   map[string]quote.ArticleNumbers // by SKU
	first, now map[string]*pricing.PricedLine  // as they were opened, and as they are agreed
}

func standing(o *order.Order) stood {
	s := stood{purchase: o.Purchase, his: map[string]order.PurchaseLine{}, articles: map[string]quote.ArticleNumbers{}, now: linesOf(&o.Agreed)}
	s.first = s.now
	if len(o.Revisions) > 0 {
		s.first = linesOf(&o.Revisions[0].Agreed)
	}
	for _, l := range o.Purchase.Lines {
		s.his[l.Line] = l
	}
	for _, n := range o.Purchase.Articles {
		s.articles[n.SKU] = n
	}
	return s
}

func linesOf(p *pricing.Priced) map[string]*pricing.PricedLine {
	lines := make(map[string]*pricing.PricedLine, len(p.Lines))
	for i := range p.Lines {
		lines[p.Lines[i].ID] = &p.Lines[i]
	}
	return lines
}

// answer is that to a line of ours: under his id where he has one.
func (s *stood) answer(l *order.Line) Answer {
	numbers, his := s.articles[l.SKU], s.his[l.ID]
	a := Answer{
		Line: cmp.Or(his.OrderLine, l.ID), Code: LineAccepted, SKU: l.SKU, BuyersID: numbers.Buyer, GTIN: numbers.GTIN,
		Name: cmp.Or(l.Name, l.SKU, l.ID), Promised: l.Promised,
	}
	left := salesdesk.Amount{Decimal: l.Ordered.Sub(l.Cancelled.Decimal)}
	first, now := s.first[l.ID], s.now[l.ID]
	switch {
	case !left.IsPositive():
		a.Code, a.Promised = LineRefused, calendar.Date{}
	case first == nil:
		a.Code = LineAdded
	case !left.Equal(first.Quantity) || now != nil && !now.Price.Equal(first.Price), s.late(l, his):
		a.Code = LineChanged
	}
	if now != nil && (a.Code == LineChanged || a.Code == LineAdded) {
		price := now.Price
		a.Quantity, a.Unit, a.Price, a.Base = &left, l.Unit, &price, now.BaseQuantity
	}
	return a
}

// late reports whether a line is promised later than he asked for.
func (s *stood) late(l *order.Line, his order.PurchaseLine) bool {
	asked := his.Requested
	if asked.IsZero() {
		asked = s.purchase.Requested
	}
	return !asked.IsZero() && l.Promised.After(asked)
}
