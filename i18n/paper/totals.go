package paper

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func (p *printer) date(d calendar.Date) string { return p.format.Date(d, i18n.Long) }

// adjustments are those of the whole, from the sum of the lines to the total without VAT;
// of a document for consumers, with VAT in them.
// One that is split over several kinds of VAT is shown as the one it is, and the cash
// discount, which cancels out, with the payables.
func (p *printer) adjustments() {
	pairs := []pair{{p.say(labelLines), p.money(p.sumOfLines())}}
	for i := range p.priced.Adjustments {
		a := p.priced.Adjustments[i]
		if p.ofCashDiscount(&a) || p.before(i) {
			continue
		}
		for k := range p.priced.Adjustments[i+1:] {
			if b := &p.priced.Adjustments[i+1+k]; b.ID == a.ID && b.Charge == a.Charge {
				a.Amount.Decimal, a.Gross.Decimal = a.Amount.Add(b.Amount.Decimal), a.Gross.Add(b.Gross.Decimal)
			}
		}
		if !a.Amount.IsZero() || !a.Gross.IsZero() {
			pairs = append(pairs, pair{p.reason(&a), p.money(p.signed(&a))})
		}
	}
	if len(pairs) == 1 {
		return
	}
	if !p.inclusive() { // else it comes to what is payable, below
		pairs = append(pairs, pair{p.say(labelTaxExclusive), p.money(p.priced.Totals.TaxExclusive)})
	}
	p.sums(pairs...)
}

// sumOfLines is what the lines come to as they are shown.
func (p *printer) sumOfLines() salesdesk.Amount {
	if !p.inclusive() {
		return p.priced.Totals.Lines
	}
	var sum salesdesk.Amount
	for i := range p.priced.Lines {
		sum.Decimal = sum.Add(p.priced.Lines[i].Gross.Decimal)
	}
	return sum
}

// ofCashDiscount reports whether a is one of what a cash discount makes: an allowance for
// each kind of VAT, and the charge that gives it back.
func (p *printer) ofCashDiscount(a *pricing.Adjusted) bool {
	return p.priced.CashDiscount != nil && (a.ID == "cash_discount" || a.VAT.Ground == pricing.CashDiscountGround)
}

// before reports whether an adjustment before i is a part of the same.
func (p *printer) before(i int) bool {
	for k := range p.priced.Adjustments[:i] {
		if a, b := &p.priced.Adjustments[k], &p.priced.Adjustments[i]; a.ID == b.ID && a.Charge == b.Charge {
			return true
		}
	}
	return false
}

// vat is the VAT by kind, and what law wants said of it.
func (p *printer) vat() {
	t := &table{columns: []column{
		{head: p.say(labelVAT)},
		{grows: true},
		{head: p.say(labelTaxable), right: true},
		{head: p.say(labelTax), right: true},
	}}
	for _, v := range p.priced.VAT {
		name := ""
		if v.Ground != "" {
			name = p.say(v.Ground)
		}
		t.add(nil, p.rate(v.VATGroup), name, p.money(v.Taxable), p.money(v.Tax))
	}
	p.table(t)
	for i, v := range p.grounds() {
		p.mention("("+strconv.Itoa(i+1)+") ", v)
	}
	for _, g := range p.priced.Mentions {
		p.mention("- ", g)
	}
	p.gap()
}

// grounds are why no VAT is charged, in the order of their notes.
func (p *printer) grounds() []pricing.Ground {
	var found []pricing.Ground
	for _, v := range p.priced.VAT {
		if v.Ground != "" {
			found = append(found, v.Ground)
		}
	}
	return found
}

// rate is the rate of a kind of VAT, with the number of the note that says why none is due.
func (p *printer) rate(g pricing.VATGroup) string {
	rate := p.format.Percent(g.Rate)
	if g.Category == pricing.OutsideScope {
		rate = "–"
	}
	for i, ground := range p.grounds() {
		if ground == g.Ground {
			return rate + " (" + strconv.Itoa(i+1) + ")"
		}
	}
	return rate
}

// mention is a text of law in the language that law asks, and as information in that of
// the document.
func (p *printer) mention(mark string, g pricing.Ground) {
	statutory, own := p.Mention(g, p.statutory), p.Mention(g, p.lang)
	p.hanging(mark, statutory)
	if own != statutory {
		p.hanging(spaces(display(mark)), p.say(courtesy{own}))
	}
}

// totals are the totals and what is payable when.
func (p *printer) totals() {
	t := p.priced.Totals
	pairs := []pair{
		{p.say(labelTaxExclusive), p.money(t.TaxExclusive)},
		{p.say(labelTax), p.money(t.Tax)},
		{p.say(labelTaxInclusive), p.money(t.TaxInclusive)},
	}
	if p.priced.OneOff != nil {
		pairs = append([]pair{{p.say(labelOneOff), p.money(*p.priced.OneOff)}}, pairs...)
	}
	for _, rest := range []struct {
		label  label
		amount salesdesk.Amount
	}{{labelPrepaid, salesdesk.Amount{Decimal: t.Prepaid.Neg()}}, {labelRounding, t.Rounding}} {
		if !rest.amount.IsZero() {
			pairs = append(pairs, pair{p.say(rest.label), p.money(rest.amount)})
		}
	}
	if cash := p.priced.CashDiscount; cash != nil && p.payable == labelPayable {
		pairs = append(
			pairs,
			pair{p.say(inTime{Days: cash.Days, Rate: cash.Rate, Amount: p.sum(cash.Amount)}), p.money(cash.Payable)},
			pair{p.say(late{cash.Days}), p.money(t.Payable)},
		)
	} else {
		pairs = append(pairs, pair{p.say(p.payable), p.money(t.Payable)})
	}
	p.sums(pairs...)
}

// terms are the conditions as sentences.
func (p *printer) terms() []string {
	c, said := p.conditions, []string{}
	add := func(given bool, m i18n.Message) {
		if given {
			said = append(said, p.say(m))
		}
	}
	add(c.WithoutEngagement, labelNoEngagement)
	add(p.revision.ValidUntil.Valid(), validity{p.revision.ValidUntil})
	said = append(said, p.trade()...)
	add(c.InParts, labelInParts)
	add(!c.InParts, labelWhole)
	add(len(p.revision.Content.Open) > 0, labelNotAccepted)
	if x := p.priced.Exchange; x != nil {
		per := x.Per
		if per.IsZero() {
			per = salesdesk.MustAmount("1")
		}
		add(true, exchanged{salesdesk.Money{Amount: per, Currency: x.From}, p.sum(x.Rate), x.Source, x.Date})
	}
	return said
}

// trade are the conditions of payment and delivery as sentences.
func (p *printer) trade() []string {
	c, said := p.conditions, []string{}
	add := func(given bool, m i18n.Message) {
		if given {
			said = append(said, p.say(m))
		}
	}
	add(c.PaymentDays > 0 || c.EndOfMonth, payment{c.PaymentDays, c.EndOfMonth})
	if d := p.priced.Deposit; d != nil {
		add(true, advance{p.sum(d.Amount), p.sum(d.Left)})
	}
	add(c.Incoterm != "", incoterm{c.Incoterm, c.DeliveryPlace})
	add(c.Incoterm == "" && c.DeliveryPlace != "" && p.DeliverTo == nil, place{c.DeliveryPlace}) // else it stands above
	add(c.Transport != "", transport{c.Transport})
	return said
}
