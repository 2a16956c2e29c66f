package paper

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote"
)

// Invoice is an invoice or a credit note as the customer reads it: what KB 1 art. 5 asks of
// both, the VAT by rate with the mentions of law in the document's language, what is to be
// paid by when, to which account and with which communication, and the particulars of the
// company. Prices are as they were offered, to a consumer with VAT in them where they were
// so agreed. What [invoice.Document.Check] finds keeps it from being printed; what Peppol
// needs besides is not asked.
func Invoice(c *i18n.Catalog, lang salesdesk.Language, d invoice.Document) (string, error) {
	p, err := newPage(c, lang)
	if err != nil {
		return "", err
	}
	if err := d.Check(); err != nil {
		return "", err
	}
	printed := billed(p, &d)
	printed.parties()
	p.title(d.Kind)
	printed.billing(&d)
	printed.lines()
	p.gap()
	printed.adjustments()
	printed.vat()
	p.paragraphs(d.CreditMention())
	printed.totals()
	printed.euro(&d)
	printed.payment(&d)
	p.paragraphs(d.Terms, d.Note)
	printed.particulars()
	return p.text(), p.err
}

// billed writes a document on a page with what a quote has in common with it.
func billed(p *page, d *invoice.Document) *printer {
	printed := printer{
		page: p, quote: quote.Quote{Seller: d.Seller, Number: d.Number}, priced: &d.Figures, statutory: d.Statutory(), payable: labelPayable,
		Options: Options{InLiquidation: d.Seller.InLiquidation, Header: quote.Header{
			IssueDate: d.IssueDate, Buyer: d.Buyer, DeliverTo: d.DeliverTo, Articles: d.Articles, Mentions: d.Mentions,
		}},
	}
	if d.Kind == invoice.CreditNote {
		printed.payable = labelCredited
	}
	return &printed
}

// billing is what tells a document from others, and what it is for.
func (p *printer) billing(d *invoice.Document) {
	facts := []pair{
		{p.say(labelNumber), d.Number},
		{p.say(labelDate), p.date(d.IssueDate)},
	}
	if d.Kind != invoice.CreditNote {
		facts = append(facts, pair{p.say(labelDueDate), p.date(d.DueDate)})
	}
	for _, r := range d.Preceding {
		facts = append(facts, pair{p.say(labelPreceding), joined(" · ", r.Number, p.date(r.Date))})
	}
	p.facts(append(
		facts,
		pair{p.say(labelDeliveryDate), p.date(d.DeliveryDate)},
		pair{p.say(labelPeriod), p.period(d)},
		pair{p.say(labelTaxPoint), p.date(d.TaxPoint)},
		pair{p.say(labelYourOrder), d.Order},
		pair{p.say(labelBuyerReference), d.BuyerReference},
		pair{p.say(labelOurOrder), d.SalesOrder},
		pair{p.say(labelDespatch), d.Despatch},
		pair{p.say(labelContract), d.Contract},
		pair{p.say(vatNumber{}), d.Buyer.VATNumber.Format()},
		pair{p.say(labelDeliverTo), p.deliverTo()},
		pair{p.say(labelContact), p.desk()},
	)...)
}

func (p *printer) period(d *invoice.Document) string {
	if d.Period.IsEmpty() {
		return ""
	}
	return p.format.Period(d.Period)
}

// euro is the VAT in euro, of a document in another currency (KB 1 art. 5).
func (p *printer) euro(d *invoice.Document) {
	if d.Figures.Currency == salesdesk.EUR || d.Figures.Totals.Tax.IsZero() {
		return
	}
	if tax, err := d.EuroTax(); err == nil {
		p.sums(pair{p.say(labelEuroTax), p.format.Money(tax)})
	}
}

// payment is what is to be paid by when, where and with which communication. A credit note
// asks nothing.
func (p *printer) payment(d *invoice.Document) {
	if d.Kind == invoice.CreditNote || !d.Figures.Totals.Payable.IsPositive() {
		return
	}
	p.heading(labelPayment)
	discount := false
	var facts []pair
	for _, sum := range d.Payables() {
		name, m := p.say(labelPayable), i18n.Message(dueBy{sum.Amount, sum.Until})
		if sum.Until.IsZero() {
			m = due{sum.Amount}
		}
		if discount {
			name = p.say(labelWithoutDiscount)
		}
		discount = sum.CashDiscount
		facts = append(facts, pair{name, p.say(m)})
	}
	p.facts(append(
		facts,
		pair{p.say(labelAccount), joined(" · ", solid(d.Seller.IBAN.Format()), prefixed("BIC ", d.Seller.BIC.String()), p.named(d.Seller))},
		pair{p.say(labelReference), solid(d.Payment.Format())},
	)...)
}
