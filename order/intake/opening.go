package intake

import (
	"cmp"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
)

// purchase is the customer's own order for the opening of ours: its numbers, where and by
// when he wants it, and the ids of its lines that are agreed. Where several lines of his are
// one of ours, the id is that of the first and the day the earliest.
func (r *Result) purchase() *order.Purchase {
	if r.po == nil {
		return nil
	}
	p := &order.Purchase{
		Number: r.po.Number, Issued: r.po.Issued, Type: string(r.po.Type), Reference: r.po.Reference, Contract: r.po.Contract,
		Requested: r.po.Requested,
	}
	if to := cmp.Or(r.po.DeliverTo, r.place); to != (salesdesk.Address{}) {
		p.DeliverTo = &to
	}
	at := make(map[string]int, len(r.Lines))
	called := make(map[string]bool, len(r.Lines))
	for i, m := range r.Lines {
		if m.Agreed == "" || m.Code == LineRefused {
			p.Refused = append(p.Refused, refusedOf(&r.po.Lines[i]))
			continue
		}
		line := order.PurchaseLine{Line: m.Agreed, OrderLine: m.Line, Requested: r.po.Lines[i].Requested, Changed: m.Code == LineChanged}
		if k, again := at[m.Agreed]; again {
			first := &p.Lines[k]
			first.Requested = earlier(cmp.Or(first.Requested, p.Requested), cmp.Or(line.Requested, p.Requested))
			first.Also, first.Changed = append(first.Also, m.Line), first.Changed || line.Changed
			continue
		}
		at[m.Agreed] = len(p.Lines)
		p.Lines = append(p.Lines, line)
		if numbers := numbersOf(m.SKU, &r.po.Lines[i]); !called[m.SKU] && numbers != (quote.ArticleNumbers{SKU: m.SKU}) {
			called[m.SKU] = true
			p.Articles = append(p.Articles, numbers)
		}
	}
	return p
}

// earlier is the first of two days; one that is none is later than any.
func earlier(a, b calendar.Date) calendar.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// refusedOf is a line as he wrote it.
func refusedOf(l *Line) order.RefusedLine {
	return order.RefusedLine{OrderLine: l.ID, Name: firstOf(l.Name, l.SellersID, l.BuyersID, l.GTIN), Article: numbersOf(l.SellersID, l)}
}

// numbersOf are what the customer's line calls an article of ours.
func numbersOf(sku string, l *Line) quote.ArticleNumbers {
	gtin, err := salesdesk.ParseGTIN(l.GTIN)
	if err != nil {
		gtin = salesdesk.GTIN{}
	}
	return quote.ArticleNumbers{SKU: sku, Buyer: l.BuyersID, GTIN: gtin}
}
