package invoice

import "github.com/interne-sales/salesdesk/quote/pricing"

// Bill is the invoice for quantities of what was agreed (of an order: order.Order.Owed and
// order.Order.Billable), after the invoices before it that stand. Every line that has not so much left is a [QuantityError]. What is left of
// advances among the invoices before is deducted: see [Prepay]. A credit note among them, for
// what did not reach the customer, takes off what it credits: that is billed anew. One for
// what he had and sent back does not belong there.
func Bill(agreed pricing.Priced, before []Document, now []Quantity, number string, h Header) (Document, error) {
	before = standing(before)
	p := newPart(agreed, figuresOf(before), now)
	p.advances = advancesOf(before)
	figures, err := p.figures()
	if err != nil {
		return Document{}, err
	}
	if len(h.Preceding) == 0 {
		h.Preceding = deducted(figures, before)
	}
	return Document{Kind: Invoice, Number: number, Header: h, Figures: figures}, nil
}

// Credit is the credit note for quantities of what was invoiced, after the credit
// notes before it: the price that was paid, whatever tier the rest would have had.
// A line that two of the invoices bill at different VAT is a [TwoRatesError]: credit
// each by itself; one that deducts an advance goes together with the one that asked it, so
// that both cancel out. The invoices go into the header as those preceding it, unless it names some.
func Credit(invoiced, before []Document, now []Quantity, number string, h Header) (Document, error) {
	whole, err := together(invoiced)
	if err != nil {
		return Document{}, err
	}
	notes, err := withoutFees(before, isFee)
	if err != nil {
		return Document{}, err
	}
	figures, err := newPart(whole, notes, now).figures()
	if err != nil {
		return Document{}, err
	}
	if len(h.Preceding) == 0 {
		h.Preceding = references(invoiced)
	}
	return Document{Kind: CreditNote, Number: number, Header: h, Figures: figures}, nil
}

// TwoRatesError is a line that was billed at two rates, so that a credit note for both
// invoices could not say which VAT it takes back.
type TwoRatesError struct{ Line string }

func (e TwoRatesError) Error() string { return "line " + e.Line + ": billed at two rates of VAT" }

// MessageID names the text.
func (TwoRatesError) MessageID() string { return "invoice.two_rates" }
