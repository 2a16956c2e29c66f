package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Diff is every field in which one content differs from another, line by line and in a
// fixed order. It is empty where both have the same digest, and only there.
func Diff(before, after Content) []Difference {
	d := differ{before: &before, after: &after}
	d.lines()
	d.options()
	d.adjustments()
	d.totals()
	d.conditions()
	d.promises()
	d.open()
	d.inside()
	if len(d.all) == 0 && !same(before, after) {
		d.add(FieldGrounds, Value{}, Value{})
	}
	return d.all
}

// differ gathers the differences.
type differ struct {
	before, after *Content
	line, name    string
	reason        pricing.ReasonCode
	all           []Difference
}

func (d *differ) add(f Field, before, after Value) {
	d.all = append(d.all, Difference{Field: f, Line: d.line, Name: d.name, Reason: d.reason, Before: before, After: after})
}

// text adds a difference of two texts, if they differ.
func (d *differ) text(f Field, before, after string) {
	if before != after {
		d.add(f, Value{Text: before}, Value{Text: after})
	}
}

// money adds a difference of two amounts of the documents, if they differ.
func (d *differ) money(f Field, before, after salesdesk.Amount) {
	if !before.Equal(after) || d.before.Priced.Currency != d.after.Priced.Currency {
		d.add(f, Value{Money: d.before.money(before)}, Value{Money: d.after.money(after)})
	}
}

func (c *Content) money(a salesdesk.Amount) salesdesk.Money {
	return salesdesk.Money{Amount: a, Currency: c.Priced.Currency}
}

func (d *differ) lines() {
	was, is := d.before.byID(), d.after.byID()
	for i := range d.before.Priced.Lines {
		old := &d.before.Priced.Lines[i]
		d.line, d.name = old.ID, label(old)
		if now := is[old.ID]; now != nil {
			d.sameLine(old, now)
			continue
		}
		d.add(FieldLineRemoved, Value{Amount: old.Quantity, Text: old.Unit}, Value{})
	}
	for i := range d.after.Priced.Lines {
		now := &d.after.Priced.Lines[i]
		d.line, d.name = now.ID, label(now)
		if was[now.ID] == nil {
			d.add(FieldLineAdded, Value{}, Value{Amount: now.Quantity, Text: now.Unit})
		}
	}
	d.line, d.name = "", ""
}

// label is the name of a line's article or, where it has none, its SKU.
func label(l *pricing.PricedLine) string {
	if l.Name == "" {
		return l.SKU
	}
	return l.Name
}

func (d *differ) sameLine(old, now *pricing.PricedLine) {
	found := len(d.all)
	d.text(FieldArticle, old.SKU, now.SKU)
	d.text(FieldName, old.Name, now.Name)
	if !old.Quantity.Equal(now.Quantity) || old.Unit != now.Unit {
		d.add(FieldQuantity, Value{Amount: old.Quantity, Text: old.Unit}, Value{Amount: now.Quantity, Text: now.Unit})
	}
	d.money(FieldPrice, old.Price, now.Price)
	if !old.BaseQuantity.Equal(now.BaseQuantity) {
		d.add(FieldBaseQuantity, Value{Amount: old.BaseQuantity}, Value{Amount: now.BaseQuantity})
	}
	d.money(FieldLineDiscount, signed(old.Adjustments, ""), signed(now.Adjustments, ""))
	d.money(FieldNet, old.Net, now.Net)
	if old.VAT.Category != now.VAT.Category || !old.VAT.Rate.Equal(now.VAT.Rate) || old.VAT.Ground != now.VAT.Ground {
		d.add(FieldVAT, taxed(&old.VAT), taxed(&now.VAT))
	}
	if len(d.all) == found && !same(withoutShare(*old), withoutShare(*now)) {
		d.add(FieldDetails, Value{}, Value{})
	}
}

// taxed is the VAT of a line: why it is not charged says more than its category.
func taxed(v *pricing.VATGroup) Value {
	return Value{Amount: v.Rate, Text: string(v.Category), Ground: v.Ground}
}

// withoutShare leaves out what follows from the document.
func withoutShare(l pricing.PricedLine) pricing.PricedLine {
	l.Share = salesdesk.Amount{}
	return l
}

// options are compared by id: what is offered and not chosen.
func (d *differ) options() {
	old, now := d.before.Priced.Options, d.after.Priced.Options
	for i := range old {
		d.line, d.name = old[i].ID, chosen(&old[i])
		at := slices.IndexFunc(now, func(o pricing.PricedOption) bool { return o.ID == old[i].ID })
		switch {
		case at < 0:
			d.add(FieldOptionRemoved, Value{}, Value{})
		case !same(old[i], now[at]):
			d.add(FieldOption, Value{Money: d.before.money(old[i].TaxExclusive), Text: chosen(&old[i])}, Value{Money: d.after.money(now[at].TaxExclusive), Text: chosen(&now[at])})
		}
	}
	for i := range now {
		d.line, d.name = now[i].ID, chosen(&now[i])
		if !slices.ContainsFunc(old, func(o pricing.PricedOption) bool { return o.ID == now[i].ID }) {
			d.add(FieldOptionAdded, Value{}, Value{Money: d.after.money(now[i].TaxExclusive)})
		}
	}
	d.line, d.name = "", ""
}

// chosen is what an option is: its first line.
func chosen(o *pricing.PricedOption) string {
	if len(o.Lines) == 0 {
		return o.ID
	}
	return label(&o.Lines[0])
}

// open compares what nobody could price yet, by the line of the request.
func (d *differ) open() {
	found := len(d.all)
	for _, o := range d.before.Open {
		if !slices.ContainsFunc(d.after.Open, func(n intake.Open) bool { return n.Line.ID() == o.Line.ID() }) {
			d.line, d.name = o.Line.ID(), o.Line.Source
			d.add(FieldOpenSettled, Value{}, Value{})
		}
	}
	for _, n := range d.after.Open {
		if !slices.ContainsFunc(d.before.Open, func(o intake.Open) bool { return o.Line.ID() == n.Line.ID() }) {
			d.line, d.name = n.Line.ID(), n.Line.Source
			d.add(FieldOpenAdded, Value{}, Value{})
		}
	}
	d.line, d.name = "", ""
	if len(d.all) == found && !same(d.before.Open, d.after.Open) {
		d.add(FieldOpenLines, Value{}, Value{})
	}
}

// signed are adjustments together, those of an id where one is given: below zero takes
// off.
func signed(adjustments []pricing.Adjusted, id string) (total salesdesk.Amount) {
	for _, a := range adjustments {
		switch {
		case id != "" && a.ID != id:
		case a.Charge:
			total.Decimal = total.Add(a.Amount.Decimal)
		default:
			total.Decimal = total.Sub(a.Amount.Decimal)
		}
	}
	return total
}

// adjustments are compared by id, over all groups of VAT. Those of a cash discount cancel
// out, and the discount itself is compared.
func (d *differ) adjustments() {
	old, now := d.before.Priced.Adjustments, d.after.Priced.Adjustments
	for _, a := range adjustmentsOf(old, now) {
		before, after := signed(old, a.id), signed(now, a.id)
		if before.Equal(after) && d.before.Priced.Currency == d.after.Priced.Currency {
			continue
		}
		d.name, d.reason = a.name, a.reason
		d.add(FieldAdjustment, Value{Money: d.before.money(before), Amount: ratioOf(old, a.id)}, Value{Money: d.after.money(after), Amount: ratioOf(now, a.id)})
	}
	d.name, d.reason = "", ""
	if before, after := d.before.cash(), d.after.cash(); before.Days != after.Days || !before.Amount.Equal(after.Amount) {
		d.add(FieldCashDiscount, before, after)
	}
}

// cashDiscount is the id of what a cash discount takes off: see [pricing.PricedCashDiscount].
const cashDiscount = "cash_discount"

// adjustment is one of the whole: its words or, where it has none, its reason.
type adjustment struct {
	id, name string
	reason   pricing.ReasonCode
}

// adjustmentsOf are the adjustments of both documents, in the order in which they come.
func adjustmentsOf(documents ...[]pricing.Adjusted) []adjustment {
	var all []adjustment
	for _, adjustments := range documents {
		for _, a := range adjustments {
			known := slices.ContainsFunc(all, func(b adjustment) bool { return b.id == a.ID })
			if known || a.ID == cashDiscount || a.ID == cashDiscount+".charge" {
				continue
			}
			named := adjustment{id: a.ID, name: a.Text}
			if named.name == "" {
				named.reason = reasonOf(&a)
			}
			all = append(all, named)
		}
	}
	return all
}

// reasonOf is a reason that has a text: that of an adjustment, or what it is at least.
func reasonOf(a *pricing.Adjusted) pricing.ReasonCode {
	switch a.Reason {
	case pricing.Discount, pricing.SpecialAgreement, pricing.SpecialRebate, pricing.TurnoverRebate, pricing.Freight, pricing.Packing,
		pricing.Packaging, pricing.OtherServices, pricing.Recupel, pricing.Bebat, pricing.MutuallyDefined:
		return a.Reason
	}
	if a.Charge {
		return pricing.MutuallyDefined
	}
	return pricing.Discount
}

// ratioOf is the ratio of an adjustment, 0 where it is an amount.
func ratioOf(adjustments []pricing.Adjusted, id string) (rate salesdesk.Amount) {
	for i := range adjustments {
		if a := &adjustments[i]; a.ID == id && !a.Rate.IsZero() {
			rate = a.Rate
		}
	}
	return rate
}

// cash is the cash discount, zero where there is none.
func (c *Content) cash() Value {
	if cash := c.Priced.CashDiscount; cash != nil {
		return Value{Amount: cash.Rate, Days: cash.Days}
	}
	return Value{}
}

func (d *differ) totals() {
	old, now := &d.before.Priced, &d.after.Priced
	d.text(FieldCurrency, string(old.Currency), string(now.Currency))
	if old.Date != now.Date {
		d.add(FieldPriceDate, Value{Date: old.Date}, Value{Date: now.Date})
	}
	if !same(remainder(*old), remainder(*now)) {
		d.add(FieldDocument, Value{}, Value{})
	}
	d.money(FieldDeposit, advance(old), advance(now))
	d.money(FieldTotal, old.Totals.TaxExclusive, now.Totals.TaxExclusive)
	d.money(FieldTax, old.Totals.Tax, now.Totals.Tax)
	d.money(FieldPayable, old.Totals.Payable, now.Totals.Payable)
}

// advance is what is asked on ordering.
func advance(p *pricing.Priced) salesdesk.Amount {
	if p.Deposit == nil {
		return salesdesk.Amount{}
	}
	return p.Deposit.Amount
}

// remainder is a document without what is compared field by field, or follows from it.
func remainder(p pricing.Priced) pricing.Priced {
	p.Lines, p.Adjustments, p.VAT, p.Totals, p.CashDiscount = nil, nil, nil, pricing.Totals{}, nil
	p.Currency, p.Date = "", calendar.Date{}
	p.Sections, p.OneOff = nil, nil // sums
	p.Options, p.Deposit = nil, nil
	return p
}

func (d *differ) conditions() {
	old, now := &d.before.Conditions, &d.after.Conditions
	if old.PaymentDays != now.PaymentDays || old.EndOfMonth != now.EndOfMonth {
		d.add(FieldPayment, Value{Days: old.PaymentDays, Month: old.EndOfMonth}, Value{Days: now.PaymentDays, Month: now.EndOfMonth})
	}
	d.text(FieldDelivery, old.where(), now.where())
	d.text(FieldTransport, string(old.Transport), string(now.Transport))
	d.flag(old.InParts, now.InParts, FieldInParts, FieldWholeOnly)
	d.flag(old.WithoutEngagement, now.WithoutEngagement, FieldNoEngagement, FieldBinding)
	d.text(FieldText, old.Text, now.Text)
	d.text(FieldLanguage, string(old.Language), string(now.Language))
}

// where is the place of delivery with its Incoterm before it: "DAP Gent".
func (c Conditions) where() string {
	if c.Incoterm == "" {
		return c.DeliveryPlace
	}
	return string(c.Incoterm) + " " + c.DeliveryPlace
}

// flag adds the difference that a condition came, or that it went.
func (d *differ) flag(before, after bool, came, went Field) {
	switch {
	case before == after:
	case after:
		d.add(came, Value{}, Value{})
	default:
		d.add(went, Value{}, Value{})
	}
}

func (d *differ) promises() {
	old, now := promisesOf(d.before.Conditions.Promises), promisesOf(d.after.Conditions.Promises)
	for _, p := range d.before.Conditions.Promises {
		d.line = p.Line
		switch after, still := now[p.Line]; {
		case !still:
			d.add(FieldPromiseGone, Value{Date: p.Date}, Value{})
		case after.Date != p.Date:
			d.add(FieldPromiseMoved, Value{Date: p.Date}, Value{Date: after.Date})
		}
	}
	for _, p := range d.after.Conditions.Promises {
		d.line = p.Line
		if _, before := old[p.Line]; !before {
			d.add(FieldPromiseAdded, Value{}, Value{Date: p.Date})
		}
	}
	d.line = ""
}

func promisesOf(promises []Promise) map[string]Promise {
	all := make(map[string]Promise, len(promises))
	for _, p := range promises {
		all[p.Line] = p
	}
	return all
}

// inside are the differences that only the house sees.
func (d *differ) inside() {
	old, now := d.before, d.after
	d.flag(old.Conditions.BeyondCosts, now.Conditions.BeyondCosts, FieldBeyondCosts, FieldWithinCosts)
	if !same(old.Costs, now.Costs) {
		d.add(FieldCosts, Value{}, Value{})
	}
	if old.legal(now) {
		d.add(FieldLaw, Value{}, Value{})
	}
	d.ratio(FieldDiscount, old.Explanation.Discount, now.Explanation.Discount)
	d.ratio(FieldMargin, old.Explanation.MarginRatio, now.Explanation.MarginRatio)
}

// legal reports whether the law holds two contents to different things.
func (c *Content) legal(other *Content) bool {
	was, is := c.Conditions, other.Conditions
	return was.BuyerKind != is.BuyerKind || was.TermJustified != is.TermJustified || !slices.Equal(was.Clauses, is.Clauses) || !same(c.Claims, other.Claims)
}

func (d *differ) ratio(f Field, before, after *salesdesk.Amount) {
	if before != nil && after != nil && !before.Equal(*after) {
		d.add(f, Value{Amount: *before}, Value{Amount: *after})
	}
}
