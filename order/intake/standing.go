package intake

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// RespondTo is the response that an order of ours, as it stands, gives to the customer's own
// order that it came of: acknowledged until it is confirmed, rejected where it was, accepted
// as he placed it, or conditionally where a line is later than he asked for, not what he wrote,
// changed since, added, refused or cancelled. While a change of ours waits for his answer it is
// what we propose. An order that is accepted is promised on its last day where the header names
// none. An order without a number of his is a [salesdesk.FieldError].
func RespondTo(o order.Order, h Header) (Response, error) {
	if o.Purchase == nil || o.Purchase.Number == "" {
		return Response{}, salesdesk.FieldError{Path: "purchase.number", Rule: salesdesk.RuleRequired}
	}
	h.SalesOrder = cmp.Or(h.SalesOrder, o.Number)
	out := Response{Header: h, Order: o.Purchase.Number, Reference: o.Purchase.Reference, Currency: o.Agreed.Currency}
	proposed := o.Status == order.ChangePending && o.Pending != nil
	switch {
	case o.Status == order.Rejected || o.Status == order.Cancelled || o.Status == order.Expired:
		out.Code, out.Promised = Rejected, calendar.Date{}
		return out, nil
	case o.ConfirmedAt.IsZero() && !proposed:
		out.Code, out.Promised = Acknowledged, calendar.Date{}
		return out, nil
	case proposed:
		o = asProposed(o)
	}
	out.Lines = answers(&o)
	out.Code = Conditional
	if !proposed && !slices.ContainsFunc(out.Lines, func(a Answer) bool { return a.Code != LineAccepted }) {
		out.Code, out.Promised, out.Lines = Accepted, lastDay(out.Lines, h.Promised), nil
	}
	return out, nil
}

// answers are those to our lines, and to those of his that were refused.
func answers(o *order.Order) []Answer {
	var list []Answer
	s := standing(o)
	for i := range o.Lines {
		a := s.answer(&o.Lines[i])
		list = append(list, a)
		for _, id := range s.his[o.Lines[i].ID].Also { // of the same line, whose quantity is told once
			a.Line, a.Quantity, a.Unit, a.Price, a.Base = id, nil, "", nil, salesdesk.Amount{}
			list = append(list, a)
		}
	}
	for _, l := range o.Purchase.Refused {
		list = append(list, Answer{
			Line: l.OrderLine, Code: LineRefused, SKU: l.Article.SKU, BuyersID: l.Article.Buyer, GTIN: l.Article.GTIN, Name: cmp.Or(l.Name, l.OrderLine),
		})
	}
	return list
}

// lastDay is the day that the header promises, else the last one of the lines.
func lastDay(lines []Answer, promised calendar.Date) calendar.Date {
	if !promised.IsZero() {
		return promised
	}
	for _, a := range lines {
		if a.Promised.After(promised) {
			promised = a.Promised
		}
	}
	return promised
}

// asProposed is the order as it would be once the customer agrees to what we propose.
func asProposed(o order.Order) order.Order {
	o.Revisions = append(slices.Clip(o.Revisions), order.Revision{Number: o.Revision, Agreed: o.Agreed})
	o.Agreed, o.Lines = o.Pending.Agreed, slices.Clone(o.Lines)
	at := make(map[string]int, len(o.Lines))
	for i := range o.Lines {
		at[o.Lines[i].ID] = i
	}
	for _, l := range o.Agreed.Lines {
		i, known := at[l.ID]
		if !known {
			i = len(o.Lines)
			at[l.ID], o.Lines = i, append(o.Lines, order.Line{ID: l.ID})
		}
		line := &o.Lines[i]
		if !line.Ordered.Equal(l.Quantity) { // what was cancelled gives way first
			room := salesdesk.Amount{Decimal: l.Quantity.Sub(line.Shipped.Decimal).Sub(line.Called.Decimal).Sub(line.Allocated.Decimal)}
			if room.IsNegative() {
				room = salesdesk.Amount{}
			}
			if room.LessThan(line.Cancelled.Decimal) {
				line.Cancelled = room
			}
		}
		line.SKU, line.Name, line.Unit, line.Ordered = l.SKU, l.Name, l.Unit, l.Quantity
	}
	for _, p := range o.Pending.Change.Promises {
		if i, known := at[p.Line]; known {
			o.Lines[i].Promised = p.Date
		}
	}
	return o
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
	case his.Changed, !left.Equal(first.Quantity), now != nil && !sameTerms(now, first), s.late(l, his):
		a.Code = LineChanged
	}
	if now != nil && (a.Code == LineChanged || a.Code == LineAdded) {
		a.quote(now, left)
	}
	return a
}

// sameTerms reports whether a line is of the article that was agreed first, at that price.
func sameTerms(now, first *pricing.PricedLine) bool {
	var a, b Answer
	a.quote(now, now.Quantity)
	b.quote(first, first.Quantity)
	return now.SKU == first.SKU && a.Price.Equal(*b.Price) && a.Base.Equal(b.Base)
}

// late reports whether a line is promised later than he asked for.
func (s *stood) late(l *order.Line, his order.PurchaseLine) bool {
	asked := his.Requested
	if asked.IsZero() {
		asked = s.purchase.Requested
	}
	return !asked.IsZero() && l.Promised.After(asked)
}
