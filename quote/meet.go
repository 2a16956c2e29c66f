package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// counterID is the adjustment that brings a document to the total asked for.
const counterID = "counter"

// Hold is the request of a content with every price as it was quoted: priced again on
// another day or from another book, its lines cost the same.
func (c Content) Hold() pricing.Request {
	r := c.Request
	r.Lines = slices.Clone(r.Lines)
	lines := c.byID()
	for i := range r.Lines {
		if quoted := lines[r.Lines[i].ID]; quoted != nil {
			r.Lines[i].Price = &pricing.Price{Amount: quoted.Price, BaseQuantity: quoted.BaseQuantity}
		}
	}
	return r
}

// Meet is the content that an offer of the customer asks for, to weigh it with [Advise],
// to send it as a revision, or to start from. What he does not say stays as quoted; the
// prices of the book count only for an article that he adds. A total is met to the cent
// by an allowance or a charge on the whole. A line of which he wants nothing is gone.
func Meet(p *pricing.Pricer, c Content, o Offer) (Content, error) {
	if err := o.check(c); err != nil {
		return Content{}, err
	}
	request, conditions := o.request(c), o.conditions(c)
	met, err := Price(p, request, conditions)
	if err != nil || o.Total == nil {
		return c.costed(met), err
	}
	if gap := met.Priced.Totals.TaxExclusive.Sub(o.Total.Decimal); !gap.IsZero() {
		amount := salesdesk.Amount{Decimal: gap.Abs()}
		request.Adjustments = append(request.Adjustments, pricing.Adjustment{ID: counterID, Charge: gap.IsNegative(), Amount: &amount})
		met, err = Price(p, request, conditions)
	}
	return c.costed(met), err
}

// costed is another content with how long the costs of c hold, for the lines it has.
func (c Content) costed(met Content) Content {
	lines := met.byID()
	for _, cost := range c.Costs {
		if lines[cost.Line] != nil {
			met.Costs = append(met.Costs, cost)
		}
	}
	return met
}

func (o Offer) request(c Content) pricing.Request {
	r, named := c.Hold(), byLine(o.Lines)
	for i := range r.Lines {
		if l := named[r.Lines[i].ID]; l != nil {
			l.put(&r.Lines[i])
			delete(named, l.Line)
		}
	}
	for _, l := range o.Lines {
		if named[l.Line] != nil {
			r.Lines = append(r.Lines, pricing.Line{ID: l.Line, SKU: l.SKU})
			l.put(&r.Lines[len(r.Lines)-1])
		}
	}
	named = byLine(o.Lines)
	r.Lines = slices.DeleteFunc(r.Lines, func(line pricing.Line) bool { return named[line.ID].refused() })
	r.Adjustments = slices.Clone(r.Adjustments)
	if o.Total != nil {
		r.Adjustments = slices.DeleteFunc(r.Adjustments, func(a pricing.Adjustment) bool { return a.ID == counterID })
	}
	return r
}

// put writes what is wanted of a line into its request.
func (l OfferLine) put(line *pricing.Line) {
	line.Quantity = l.quantity(line.Quantity)
	if l.Price == nil {
		return
	}
	price := pricing.Price{Amount: *l.Price}
	if line.Price != nil {
		price.BaseQuantity = line.Price.BaseQuantity
	}
	line.Price = &price
}

func (o Offer) conditions(c Content) Conditions {
	d := differ{before: &c, after: &c}
	d.wanted(o, salesdesk.Amount{})
	met, named := d.after.Conditions, byLine(o.Lines)
	met.Promises = slices.DeleteFunc(met.Promises, func(p Promise) bool { return named[p.Line].refused() })
	return met
}
