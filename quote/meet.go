package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// counterID is the adjustment that brings a document to the total asked for.
const counterID = "counter"

// Hold is the request of a content with what it was priced by: priced again on another day
// or from another book, its lines cost the same, chosen or not. See [pricing.Held].
func (c Content) Hold() pricing.Request {
	r := c.Request
	r.Lines, r.Held = slices.Clone(r.Lines), c.held()
	return r
}

// held is what the lines were priced by. A content that was stored without it tells no more
// than the prices of plain lines.
func (c Content) held() *pricing.Held {
	if c.Explanation.Held != nil || c.Request.Inclusive {
		return c.Explanation.Held
	}
	held, priced := &pricing.Held{}, c.byID()
	for i := range c.Request.Lines {
		asked := &c.Request.Lines[i]
		if l := priced[asked.ID]; l != nil && asked.Recurring == nil {
			held.Lines = append(held.Lines, pricing.HeldLine{ID: l.ID, Price: pricing.Price{Amount: l.Price, BaseQuantity: l.BaseQuantity}})
		}
	}
	return held
}

// offered is the price of a line as the customer was told it: with VAT where prices have
// it in them, of one period where it recurs, of a bundle as a whole.
func (c Content) offered(line string) (pricing.Price, bool) {
	if held, ok := c.held().Of(line); ok {
		return held.Price, true
	}
	if priced := c.offeredLines()[line]; priced != nil {
		return pricing.Price{Amount: priced.Price, BaseQuantity: priced.BaseQuantity}, true
	}
	return pricing.Price{}, false
}

// Meet is the content that an offer of the customer asks for, to weigh it with [Advise],
// to send it as a revision, or to start from. What he does not say stays as quoted; the
// prices of the book count only for an article that he adds. A total is met to the cent
// by an allowance or a charge on the whole. A line of which he wants nothing is gone.
func Meet(p *pricing.Pricer, c Content, o Offer) (Content, error) {
	if err := o.check(c); err != nil {
		return Content{}, err
	}
	if err := o.asked(c); err != nil {
		return Content{}, err
	}
	request, err := o.request(c)
	if err != nil {
		return Content{}, err
	}
	conditions := o.conditions(c)
	met, err := Price(p, request, conditions)
	if err != nil || o.Total == nil {
		return c.kept(met), err
	}
	if gap := met.total().Sub(o.Total.Decimal); !gap.IsZero() {
		amount := salesdesk.Amount{Decimal: gap.Abs()}
		request.Adjustments = append(request.Adjustments, pricing.Adjustment{ID: counterID, Charge: gap.IsNegative(), Amount: &amount})
		met, err = Price(p, request, conditions)
	}
	return c.kept(met), err
}

// asked refuses another price or quantity of what no line asks for by itself: a component
// of a bundle, or what is free with a line.
func (o Offer) asked(c Content) error {
	var problems salesdesk.Problems
	priced := c.offeredLines()
	for i, l := range o.Lines {
		if of := priced[l.Line]; of != nil && !slices.ContainsFunc(c.Request.Lines, func(line pricing.Line) bool { return line.ID == l.Line }) {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("offer.lines", i) + ".line", Rule: salesdesk.RuleReference, Param: of.Bundle})
		}
	}
	return problems.Err()
}

func (o Offer) request(c Content) (pricing.Request, error) {
	r, err := c.Hold().Choose(c.choice(o)...)
	if err != nil {
		return r, err
	}
	named := byLine(o.Lines)
	for i := range r.Lines {
		if l := named[r.Lines[i].ID]; l != nil {
			l.put(&r.Lines[i], c)
			if !l.refused() { // he wants it, an alternative of what he chose too
				r.Lines[i].Optional, r.Lines[i].Alternative = false, ""
			}
			delete(named, l.Line)
		}
	}
	for _, l := range o.Lines {
		if named[l.Line] != nil {
			r.Lines = append(r.Lines, pricing.Line{ID: l.Line, SKU: l.SKU})
			l.put(&r.Lines[len(r.Lines)-1], c)
		}
	}
	named = byLine(o.Lines)
	r.Lines = slices.DeleteFunc(r.Lines, func(line pricing.Line) bool { return named[line.ID].refused() })
	for i := range r.Lines { // what stood in the place of a line that is gone stands alone
		if l := &r.Lines[i]; named[l.Alternative].refused() {
			l.Optional, l.Alternative = true, ""
		}
	}
	r.Adjustments = slices.Clone(r.Adjustments)
	if o.Total != nil {
		r.Adjustments = slices.DeleteFunc(r.Adjustments, func(a pricing.Adjustment) bool { return a.ID == counterID })
	}
	return r, nil
}

// put writes what is wanted of a line into its request.
func (l OfferLine) put(line *pricing.Line, c Content) {
	line.Quantity = l.quantity(line.Quantity)
	if l.Price == nil {
		return
	}
	quoted, _ := c.offered(line.ID)
	line.Price = &pricing.Price{Amount: *l.Price, BaseQuantity: quoted.BaseQuantity}
}

func (o Offer) conditions(c Content) Conditions {
	d := differ{before: &c, after: &c}
	d.wanted(o, salesdesk.Amount{})
	met, named := d.after.Conditions, byLine(o.Lines)
	met.Promises = slices.DeleteFunc(met.Promises, func(p Promise) bool { return named[p.Line].refused() })
	return met
}
