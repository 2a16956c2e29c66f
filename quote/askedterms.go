package quote

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// terms are what was asked of the whole beside its lines: VAT in the prices, the tax point,
// the exchange rate, coupons and the advance.
func (a *asker) terms() {
	asked, priced := a.request, a.priced
	a.text("priced.inclusive", strconv.FormatBool(asked.Inclusive), strconv.FormatBool(priced.Inclusive))
	a.text("priced.tax_point", asked.TaxPoint.String(), priced.TaxPoint.String())
	if !same(asked.Exchange, priced.Exchange) {
		a.text("priced.exchange", rateOf(asked.Exchange), rateOf(priced.Exchange))
	}
	for i := range max(len(asked.Coupons), len(priced.Coupons)) {
		a.text(salesdesk.Index("priced.coupons", i)+".code", couponAt(asked.Coupons, i).Code, couponAt(priced.Coupons, i).Code)
	}
	a.deposit()
}

func couponAt[T any](list []T, i int) (at T) {
	if i < len(list) {
		at = list[i]
	}
	return at
}

// rateOf names an exchange rate: "1.0842 USD for 1 EUR of 2026-04-20, ECB".
func rateOf(x *pricing.Exchange) string {
	if x == nil {
		return ""
	}
	return x.Rate.String() + " for " + cmp.Or(x.Per, count(1)).String() + " " + string(x.From) + " of " + x.Date.String() + ", " + x.Source
}

func (a *asker) deposit() {
	asked, priced := a.request.Deposit, a.priced.Deposit
	switch {
	case asked == nil && priced == nil:
	case asked == nil || priced == nil:
		a.text("priced.deposit", strconv.FormatBool(asked != nil), strconv.FormatBool(priced != nil))
	case asked.Rate != nil:
		a.number("priced.deposit.rate", *asked.Rate, priced.Rate)
	case asked.Amount != nil:
		a.number("priced.deposit.amount", *asked.Amount, priced.Amount)
	}
}

// adjustments are those of the whole: each that was asked is there, summed over the groups
// of VAT, and what is taken off was asked or is of a promotion.
func (a *asker) adjustments() {
	for i := range a.request.Adjustments {
		asked := &a.request.Adjustments[i]
		var found *pricing.Adjusted
		sum := salesdesk.Amount{}
		for k := range a.priced.Adjustments {
			p := &a.priced.Adjustments[k]
			if p.ID != asked.ID {
				continue
			}
			sum.Decimal = sum.Add(a.given(p).Decimal)
			if found == nil || found.Rate.IsZero() {
				found = p
			}
		}
		if found == nil && a.comesToNothing(asked) {
			continue
		}
		a.adjustment("priced.adjustments", asked, found, &sum)
	}
	a.unasked("priced.adjustments", a.priced.Adjustments, a.request.Adjustments)
}

// comesToNothing reports whether an adjustment of the whole that is not there may be less
// than half a cent: of no amount, or a ratio of what discounts may be taken of.
func (a *asker) comesToNothing(asked *pricing.Adjustment) bool {
	if asked.Rate == nil {
		return asked.Amount == nil || asked.Amount.IsZero()
	}
	var basis fixed.Dec
	for i := range a.explained {
		l := &a.explained[i]
		if asked.Charge || !l.NotDiscountable {
			basis = basis.Add(discountable(l, asked.Charge))
		}
	}
	for i := range a.priced.Adjustments {
		if p := &a.priced.Adjustments[i]; !p.Charge && p.ID != cashDiscount {
			basis = basis.Sub(exact.Dec(p.Amount))
		}
	}
	cent := fixed.FromInt(1, -a.priced.Currency.MinorUnits())
	return basis.Abs().Mul(exact.Dec(*asked.Rate)).Cmp(cent) < 0
}

// discountable is the amount of a line without what is added to its price, as no discount
// is taken of that; a charge is of everything.
func discountable(l *pricing.ExplainedLine, charge bool) fixed.Dec {
	net := exact.Dec(l.Waterfall.Net)
	for i := range l.Waterfall.Steps {
		if s := &l.Waterfall.Steps[i]; !charge && (s.Kind == pricing.StepContribution || s.Kind == pricing.StepSurcharge) {
			net = net.Sub(exact.Dec(s.Amount))
		}
	}
	return net
}

// given is an adjustment as it was asked: with VAT where prices have it in them.
func (a *asker) given(p *pricing.Adjusted) salesdesk.Amount {
	if a.request.Inclusive {
		return p.Gross
	}
	return p.Amount
}

// adjustment holds one that was asked to what became of it; a nil sum is not looked at. One
// that a cent was moved to is stated without a rate.
func (a *asker) adjustment(path string, asked *pricing.Adjustment, found *pricing.Adjusted, sum *salesdesk.Amount) {
	if found == nil {
		a.problems.AddAt(path, RequestError{Asked: asked.ID})
		return
	}
	a.text(path+".charge", strconv.FormatBool(asked.Charge), strconv.FormatBool(found.Charge))
	switch {
	case asked.Rate != nil && !found.Rate.IsZero():
		a.number(path+".rate", *asked.Rate, found.Rate)
	case asked.Amount != nil && sum != nil:
		a.number(path+".amount", *asked.Amount, *sum)
	}
}

// unasked names what is taken off that was neither asked nor given by a promotion. What is
// charged besides follows from the rules: freight, surcharges, contributions.
func (a *asker) unasked(path string, priced []pricing.Adjusted, asked []pricing.Adjustment) {
	for i := range priced {
		p := &priced[i]
		known := p.Charge || p.ID == cashDiscount || p.ID == pricing.Cent || slices.Contains(a.promotions, p.ID) ||
			slices.ContainsFunc(asked, func(q pricing.Adjustment) bool { return q.ID == p.ID })
		if !known {
			a.problems.AddAt(salesdesk.Index(path, i), RequestError{Priced: p.ID})
		}
	}
}

// lineTerms holds a line to the adjustments and the VAT that were asked of it, and a plain
// one to its agreed price.
func (a *asker) lineTerms(path string, asked *pricing.Line, priced *pricing.PricedLine) {
	whole := asked.Recurring == nil && priced.Bundle == ""
	for i := range asked.Adjustments {
		q := &asked.Adjustments[i]
		k := slices.IndexFunc(priced.Adjustments, func(p pricing.Adjusted) bool { return p.ID == q.ID })
		if k < 0 {
			a.adjustment(path+".adjustments", q, nil, nil)
			continue
		}
		var amount *salesdesk.Amount
		if whole {
			amount = new(a.given(&priced.Adjustments[k]))
		}
		a.adjustment(salesdesk.Index(path+".adjustments", k), q, &priced.Adjustments[k], amount)
	}
	a.unasked(path+".adjustments", priced.Adjustments, asked.Adjustments)
	if asked.VAT != nil && !asked.VAT.Equal(priced.VAT) {
		a.text(path+".vat", groupOf(asked.VAT), groupOf(&priced.VAT))
	}
	if asked.Price != nil && whole && !a.request.Inclusive {
		a.price(path, asked.Price, pricing.Price{Amount: priced.Price, BaseQuantity: priced.BaseQuantity})
	}
}

func (a *asker) price(path string, asked *pricing.Price, priced pricing.Price) {
	a.number(path+".price", asked.Amount, priced.Amount)
	a.number(path+".base_quantity", cmp.Or(asked.BaseQuantity, count(1)), cmp.Or(priced.BaseQuantity, count(1)))
}

func groupOf(g *pricing.VATGroup) string {
	return string(g.Category) + " " + g.Rate.String() + " " + string(g.Ground)
}

// recurring holds the terms of recurring lines to those asked, a bundle's by its components.
func (a *asker) recurring() {
	asked := map[string]*pricing.Recurring{}
	for i := range a.request.Lines {
		asked[a.request.Lines[i].ID] = a.request.Lines[i].Recurring
	}
	known := map[string]bool{}
	for i := range a.priced.Lines {
		l := &a.priced.Lines[i]
		known[l.ID] = true
		a.term("priced", salesdesk.Index("lines", i), l.ID, asked[cmp.Or(l.Bundle, l.ID)], a.priced.Recurring)
	}
	for i := range a.priced.Recurring {
		if id := a.priced.Recurring[i].ID; !known[id] {
			a.problems.AddAt(salesdesk.Index("priced.recurring", i)+".id", RequestError{Priced: id})
		}
	}
}

// term holds what became of a line's term, among those of its document, to the one asked.
func (a *asker) term(at, line, id string, asked *pricing.Recurring, terms []pricing.PricedRecurring) {
	k := slices.IndexFunc(terms, func(p pricing.PricedRecurring) bool { return p.ID == id })
	switch {
	case asked == nil && k < 0:
	case asked == nil || k < 0:
		a.text(at+"."+line+".recurring", strconv.FormatBool(asked != nil), strconv.FormatBool(k >= 0))
	default:
		p, path := &terms[k], salesdesk.Index(at+".recurring", k)
		a.text(path+".from", asked.Start.String(), p.From.String())
		a.text(path+".to", asked.Start.AddMonths(asked.Months).String(), p.To.String())
		a.text(path+".every", string(asked.Every), string(p.Every))
	}
}

// heldLine holds what a line was priced by to the price agreed on it, and to what the
// document shows of a plain line.
func (a *asker) heldLine(path string, asked *pricing.Line, held *pricing.HeldLine, priced *pricing.PricedLine) {
	switch {
	case asked.Price != nil:
		a.price(path, asked.Price, held.Price)
	case priced != nil && priced.Bundle == "" && asked.Recurring == nil && !a.request.Inclusive:
		a.price(path, &held.Price, pricing.Price{Amount: priced.Price, BaseQuantity: priced.BaseQuantity})
	}
	if ramps := rampsOf(asked); len(ramps) == len(held.Ramps) {
		for k := range ramps {
			if ramps[k].Price != nil {
				a.price(salesdesk.Index(path+".ramps", k), ramps[k].Price, held.Ramps[k])
			}
		}
	} else {
		a.text(path+".ramps", strconv.Itoa(len(ramps)), strconv.Itoa(len(held.Ramps)))
	}
}

func rampsOf(l *pricing.Line) []pricing.Ramp {
	if l.Recurring == nil {
		return nil
	}
	return l.Recurring.Ramps
}
