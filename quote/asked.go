package quote

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// RequestError is a figure of a priced document that is of another request.
type RequestError struct{ Asked, Priced string }

func (e RequestError) Error() string {
	return fmt.Sprintf("is of another request: %q, asked %q", e.Priced, e.Asked)
}

// MessageID names the text.
func (RequestError) MessageID() string { return "quote.request" }

// asked holds the priced document to its request: the buyer whose VAT was decided, its
// currency and day, its lines and options one by one with what was agreed of them, what was
// paid before, and the terms of the whole. What the rules make of it they alone can tell.
func (c *Content) asked() error {
	a := asker{request: &c.Request, priced: &c.Priced, explained: c.Explanation.Lines}
	for i := range c.Explanation.Promotions {
		a.promotions = append(a.promotions, c.Explanation.Promotions[i].ID)
	}
	a.buyer(c.Explanation.Lines)
	a.text("priced.currency", string(c.Request.Currency), string(c.Priced.Currency))
	a.text("priced.date", c.Request.Date.String(), c.Priced.Date.String())
	a.number("priced.totals.prepaid", c.Request.Prepaid, c.Priced.Totals.Prepaid)
	a.cashDiscount()
	a.terms()
	a.adjustments()
	a.lines()
	a.options()
	a.recurring()
	a.held(c.Explanation.Held, c.offeredLines())
	return a.problems.Err()
}

// asker walks a request along the document that was priced for it.
type asker struct {
	request  *pricing.Request
	priced   *pricing.Priced
	bundles  int // seen: they are in the order of the request too
	problems salesdesk.Problems

	explained  []pricing.ExplainedLine
	promotions []string // that were looked at
}

func (a *asker) text(path, asked, priced string) {
	if asked != priced {
		a.problems.AddAt(path, RequestError{Asked: asked, Priced: priced})
	}
}

func (a *asker) number(path string, asked, priced salesdesk.Amount) {
	if !asked.Equal(priced) {
		a.problems.AddAt(path, RequestError{Asked: asked.String(), Priced: priced.String()})
	}
}

// buyer holds what VAT was decided from to what the request says of the buyer: of him a
// priced document says nothing else.
func (a *asker) buyer(lines []pricing.ExplainedLine) {
	tax := a.request.Buyer.Tax
	said := map[string]string{
		"buyer.tax.country": tax.Country, "buyer.tax.vat_number": tax.VATNumber,
		"buyer.tax.business": strconv.FormatBool(tax.Business), "buyer.tax.periodic_filer": strconv.FormatBool(tax.Business && tax.PeriodicFiler),
	}
	for i := range lines {
		for _, e := range lines[i].VAT.Evidence {
			if asked, known := said[e.Field]; known {
				a.text(salesdesk.Index("explanation.lines", i)+".vat", asked, e.Value)
			}
		}
	}
}

func (a *asker) cashDiscount() {
	asked, priced := a.request.CashDiscount, a.priced.CashDiscount
	if (asked == nil) != (priced == nil) {
		a.text("priced.cash_discount", fmt.Sprint(asked != nil), fmt.Sprint(priced != nil))
		return
	}
	if asked != nil {
		a.number("priced.cash_discount.rate", asked.Rate, priced.Rate)
		a.text("priced.cash_discount.days", count(asked.Days).String(), count(priced.Days).String())
	}
}

// lines are in the order of the request; a bundle is the lines of its components, and
// what a promotion gave for nothing comes last.
func (a *asker) lines() {
	next := 0
	for i := range a.request.Lines {
		asked := &a.request.Lines[i]
		if asked.IsOption() {
			continue
		}
		if n := a.components(next, asked.ID); n > 0 {
			a.bundle(asked)
			next += n
			continue
		}
		if next >= len(a.priced.Lines) {
			a.problems.AddAt("priced.lines", RequestError{Asked: asked.ID})
			continue
		}
		a.line(salesdesk.Index("priced.lines", next), asked, &a.priced.Lines[next])
		next++
	}
	for ; next < len(a.priced.Lines); next++ {
		if id := a.priced.Lines[next].ID; !strings.HasPrefix(id, freeGoods) {
			a.problems.AddAt(salesdesk.Index("priced.lines", next)+".id", RequestError{Priced: id})
		}
	}
}

// components is how many lines from one on are those of a bundle.
func (a *asker) components(from int, bundle string) int {
	n := 0
	for from+n < len(a.priced.Lines) && bundle != "" && a.priced.Lines[from+n].Bundle == bundle {
		n++
	}
	return n
}

func (a *asker) bundle(asked *pricing.Line) {
	path := salesdesk.Index("priced.bundles", a.bundles)
	if a.bundles >= len(a.priced.Bundles) || a.priced.Bundles[a.bundles].ID != asked.ID {
		a.problems.AddAt(path, RequestError{Asked: asked.ID})
		return
	}
	b := &a.priced.Bundles[a.bundles]
	a.text(path+".sku", asked.SKU, b.SKU)
	a.number(path+".quantity", asked.Quantity, b.Quantity)
	a.bundles++
}

func (a *asker) line(path string, asked *pricing.Line, priced *pricing.PricedLine) {
	if asked.ID != priced.ID { // the others would only follow from it
		a.text(path+".id", asked.ID, priced.ID)
		return
	}
	a.text(path+".sku", asked.SKU, priced.SKU)
	a.number(path+".quantity", asked.Quantity, priced.Quantity)
	if asked.Unit != "" {
		a.text(path+".unit", asked.Unit, priced.Unit)
	}
	if asked.Name != "" {
		a.text(path+".name", asked.Name, priced.Name)
	}
	a.text(path+".section", asked.Section, priced.Section)
	a.lineTerms(path, asked, priced)
}

// held asks for what every line was priced by, where that is said of any.
func (a *asker) held(held *pricing.Held, lines map[string]*pricing.PricedLine) {
	if held == nil || len(a.problems) > 0 { // it would only follow from them
		return
	}
	known := make(map[string]int, len(held.Lines))
	for i := range held.Lines {
		known[held.Lines[i].ID] = i
	}
	for i := range a.request.Lines {
		asked := &a.request.Lines[i]
		k, ok := known[asked.ID]
		if !ok {
			a.problems.AddAt("explanation.held", RequestError{Asked: asked.ID})
			continue
		}
		a.heldLine(salesdesk.Index("explanation.held.lines", k), asked, &held.Lines[k], lines[asked.ID])
	}
}

func (a *asker) options() {
	next := 0
	for i := range a.request.Lines {
		asked := &a.request.Lines[i]
		if !asked.IsOption() {
			continue
		}
		if next >= len(a.priced.Options) {
			a.problems.AddAt("priced.options", RequestError{Asked: asked.ID})
			continue
		}
		a.option(salesdesk.Index("priced.options", next), asked, &a.priced.Options[next])
		next++
	}
	for ; next < len(a.priced.Options); next++ {
		a.problems.AddAt(salesdesk.Index("priced.options", next)+".id", RequestError{Priced: a.priced.Options[next].ID})
	}
}

func (a *asker) option(path string, asked *pricing.Line, priced *pricing.PricedOption) {
	a.text(path+".id", asked.ID, priced.ID)
	a.text(path+".for", asked.Alternative, priced.For)
	for i := range priced.Lines {
		if l := &priced.Lines[i]; l.ID == asked.ID && l.Bundle == "" { // beside it what is free with it
			a.line(path+"."+salesdesk.Index("lines", i), asked, l)
			a.term(path, salesdesk.Index("lines", i), l.ID, asked.Recurring, priced.Recurring)
		}
	}
}
