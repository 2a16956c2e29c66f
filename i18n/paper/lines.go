package paper

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// lines is the table of what is offered, by section where there are any.
func (p *printer) lines() {
	t := p.newTable()
	if len(p.priced.Sections) == 0 {
		p.rows(t, func(*pricing.PricedLine) bool { return true })
	}
	for _, s := range p.priced.Sections {
		name := s.Section
		if name == "" {
			name = p.say(labelOther)
		}
		t.title(name)
		p.rows(t, func(l *pricing.PricedLine) bool { return l.Section == s.Section })
		t.add(nil, "", p.say(subtotal{name}), "", "", "", "", p.money(shown(p.inclusive(), s.Lines, s.Gross)))
	}
	p.table(t)
}

// newTable is a table of lines. The prices and amounts of a document for consumers have VAT
// in them.
func (p *printer) newTable() *table {
	price, net := labelPrice, labelNet
	if p.inclusive() {
		price, net = labelGrossPrice, labelGross
	}
	return &table{columns: []column{
		{head: p.say(labelPosition)},
		{head: p.say(labelArticle), grows: true},
		{head: p.say(labelQuantity), right: true},
		{head: p.say(price), right: true},
		{head: p.say(labelDiscount), right: true},
		{head: p.say(labelVAT), right: true},
		{head: p.say(net), right: true},
	}}
}

// inclusive reports whether the customer is shown amounts with VAT in them.
func (p *printer) inclusive() bool {
	return slices.ContainsFunc(p.priced.Lines, func(l pricing.PricedLine) bool { return !l.Gross.IsZero() })
}

func shown(inclusive bool, net, gross salesdesk.Amount) salesdesk.Amount {
	if inclusive {
		return gross
	}
	return net
}

func (p *printer) rows(t *table, picked func(*pricing.PricedLine) bool) {
	within := ""
	for i := range p.priced.Lines {
		l := &p.priced.Lines[i]
		if !picked(l) {
			continue
		}
		if l.Bundle != within && l.Bundle != "" {
			t.title(p.bundle(l.Bundle))
		}
		within = l.Bundle
		p.row(t, l)
	}
}

func (p *printer) bundle(id string) string {
	for _, b := range p.priced.Bundles {
		if b.ID == id {
			return p.say(bundle{Quantity: b.Quantity, Name: named(b.Name, b.SKU), Net: p.sum(shown(p.inclusive(), b.Net, b.Gross))})
		}
	}
	return id
}

// named is the first name that is given.
func named(names ...string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}

func (p *printer) row(t *table, l *pricing.PricedLine) {
	quantity, price := p.format.Quantity(l.Quantity, l.Unit), p.price(l)
	if term, recurs := p.priced.TermOf(l.ID); recurs && len(term.Segments) > 0 {
		quantity, price = p.ofPeriod(&term, l)
	}
	t.add(p.below(l), l.ID, named(l.Name, l.SKU, l.ID), quantity, price, p.discount(l),
		p.rate(l.VAT), p.money(shown(p.inclusive(), l.Net, l.Gross)))
}

// ofPeriod are the quantity and the price of one period: those of a whole one, where they
// are the same throughout the term. What ramps change is told below the line.
func (p *printer) ofPeriod(term *pricing.PricedRecurring, l *pricing.PricedLine) (quantity, price string) {
	first := &term.Segments[0]
	same := func(of func(*pricing.Segment) salesdesk.Amount) bool {
		return !slices.ContainsFunc(term.Segments, func(s pricing.Segment) bool { return !of(&s).Equal(of(first)) })
	}
	if same(func(s *pricing.Segment) salesdesk.Amount { return s.Quantity }) {
		quantity = p.format.Quantity(first.Quantity, l.Unit)
	}
	if same(func(s *pricing.Segment) salesdesk.Amount { return s.Price }) && same(func(s *pricing.Segment) salesdesk.Amount { return s.BaseQuantity }) {
		price = p.say(perPeriod{Price: p.priceFor(first.Price, first.BaseQuantity), Every: term.Every})
	}
	return quantity, price
}

// segments tell how the whole term of a line comes to be.
func (p *printer) segments(term *pricing.PricedRecurring, l *pricing.PricedLine) (texts []string) {
	for i := range term.Segments {
		s, share := &term.Segments[i], ""
		if s.Whole > 0 {
			share = strconv.Itoa(s.Part) + "/" + strconv.Itoa(s.Whole)
		}
		texts = append(texts, p.say(segment{
			Period: s.Period, Several: len(term.Segments) > 1, Quantity: s.Quantity, Unit: l.Unit, Price: p.priceFor(s.Price, s.BaseQuantity),
			Share: share, Worth: p.sum(s.Amount), Times: salesdesk.MustAmount(strconv.Itoa(s.Periods)), Every: term.Every, Sum: p.sum(s.Sum()),
		}))
	}
	return texts
}

// price is the price for its base quantity: "€ 412,00 / 1.000"; that of one unit where it
// has VAT in it.
func (p *printer) price(l *pricing.PricedLine) string {
	if p.inclusive() {
		gross, ok := quote.GrossPrice(p.priced.Currency, *l)
		if !ok {
			return ""
		}
		return p.format.Price(p.sum(gross))
	}
	return p.priceFor(l.Price, l.BaseQuantity)
}

func (p *printer) priceFor(amount, base salesdesk.Amount) string {
	price := p.format.Price(p.sum(amount))
	if base.IsZero() || base.Equal(salesdesk.MustAmount("1")) {
		return price
	}
	return price + " / " + p.format.Quantity(base, "")
}

// discount is the ratio of the one allowance of a line, or what its allowances are together.
func (p *printer) discount(l *pricing.PricedLine) string {
	var all salesdesk.Amount
	var last *pricing.Adjusted
	count := 0
	for i := range l.Adjustments {
		if a := &l.Adjustments[i]; !a.Charge {
			all.Decimal = all.Add(shown(p.inclusive(), a.Amount, a.Gross).Decimal)
			last = a
			count++
		}
	}
	switch {
	case count == 0:
		return ""
	case count == 1 && !last.Rate.IsZero():
		return p.format.Percent(last.Rate)
	default:
		return p.money(all)
	}
}

// below is what is told of a line under its name.
func (p *printer) below(l *pricing.PricedLine) []string {
	var texts []string
	numbers := joined(" · ", skuBeside(l), p.theirs(l.SKU))
	if numbers != "" {
		texts = append(texts, numbers)
	}
	for i := range l.Adjustments {
		a := &l.Adjustments[i]
		texts = append(texts, p.say(adjusted{Text: p.reason(a), Amount: p.sum(p.signed(a))}))
	}
	if r, recurs := p.priced.TermOf(l.ID); recurs {
		texts = append(texts, p.say(recurring{Every: r.Every, Period: calendar.Period{From: r.From, To: r.To}}))
		texts = append(texts, p.segments(&r, l)...)
	}
	for _, d := range p.conditions.Promises {
		if d.Line == l.ID {
			texts = append(texts, p.say(delivered{d.Date}))
		}
	}
	return texts
}

func skuBeside(l *pricing.PricedLine) string {
	if l.Name == "" {
		return ""
	}
	return l.SKU
}

// theirs are the numbers that others know an article by.
func (p *printer) theirs(sku string) string {
	for _, a := range p.Articles {
		if a.SKU != sku {
			continue
		}
		yours := ""
		if a.Buyer != "" {
			yours = p.say(yourNumber{a.Buyer})
		}
		return joined(" · ", yours, prefixed("GTIN ", a.GTIN.String()))
	}
	return ""
}

// reason is why an allowance or a charge, with its ratio.
func (p *printer) reason(a *pricing.Adjusted) string {
	text := capital(p.why(a))
	if a.Rate.IsZero() {
		return text
	}
	return p.say(adjustment{Text: text, Rate: a.Rate})
}

func (p *printer) why(a *pricing.Adjusted) string {
	switch {
	case a.Text != "":
		return a.Text
	case a.Reason != "" && p.known(a.Reason):
		return p.say(a.Reason)
	case a.Charge:
		return p.say(labelCharge)
	default:
		return p.say(labelAllowance)
	}
}

// known reports whether a code of the caller's own choice has a text.
func (p *page) known(m i18n.Message) bool {
	_, err := p.catalog.Text(p.lang, m)
	return err == nil
}

// signed is an adjustment as it counts: below zero takes off.
func (p *printer) signed(a *pricing.Adjusted) salesdesk.Amount {
	amount := shown(p.inclusive(), a.Amount, a.Gross)
	if !a.Charge {
		amount.Decimal = amount.Neg()
	}
	return amount
}

// options is what can be chosen besides, and what it would change.
func (p *printer) options() {
	if len(p.priced.Options) == 0 {
		p.gap()
		return
	}
	t := p.newTable()
	for i := range p.priced.Options {
		o := &p.priced.Options[i]
		for k := range o.Lines {
			p.row(t, &o.Lines[k])
		}
		last := &t.rows[len(t.rows)-1]
		last.below = append(last.below, p.say(choice{Line: o.For, TaxExclusive: p.change(o.TaxExclusive), Payable: p.change(o.Payable)}))
	}
	p.gap()
	p.heading(labelOptions)
	p.table(t)
	p.gap()
}

// change is a difference in words.
func (p *printer) change(difference salesdesk.Amount) change {
	c := change{Effect: more, Amount: p.sum(salesdesk.Amount{Decimal: difference.Abs()})}
	if difference.IsNegative() {
		c.Effect = less
	}
	return c
}
