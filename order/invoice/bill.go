package invoice

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Bill is the invoice for quantities of what was agreed, after the invoices before
// it that stand. Every line that has not so much left is a [QuantityError]. What is left of
// advances among the invoices before is deducted: see [Prepay].
func Bill(agreed pricing.Priced, before []Document, now []Quantity, number string, h Header) (Document, error) {
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
	figures, err := newPart(whole, figuresOf(before), now).figures()
	if err != nil {
		return Document{}, err
	}
	if len(h.Preceding) == 0 {
		for _, d := range invoiced {
			h.Preceding = append(h.Preceding, Reference{Number: d.Number, Date: d.IssueDate})
		}
	}
	return Document{Kind: CreditNote, Number: number, Header: h, Figures: figures}, nil
}

// TwoRatesError is a line that was billed at two rates, so that a credit note for both
// invoices could not say which VAT it takes back.
type TwoRatesError struct{ Line string }

func (e TwoRatesError) Error() string { return "line " + e.Line + ": billed at two rates of VAT" }

// MessageID names the text.
func (TwoRatesError) MessageID() string { return "invoice.two_rates" }

func figuresOf(documents []Document) []pricing.Priced {
	figures := make([]pricing.Priced, len(documents))
	for i, d := range documents {
		figures[i] = d.Figures
	}
	return figures
}

// together is the sum of documents, line by line and adjustment by adjustment.
func together(documents []Document) (pricing.Priced, error) {
	if len(documents) == 0 {
		return pricing.Priced{}, salesdesk.FieldError{Path: "invoiced", Rule: salesdesk.RuleRequired}
	}
	var problems salesdesk.Problems
	first := documents[0].Figures
	whole := pricing.Priced{Currency: first.Currency, Date: first.Date, TaxPoint: first.TaxPoint, Exchange: first.Exchange}
	var payable fixed.Dec
	for _, d := range documents {
		if d.Figures.Currency != whole.Currency {
			problems.Add(salesdesk.CurrencyError{Want: whole.Currency, Got: d.Figures.Currency})
		}
		for _, l := range d.Figures.Lines {
			if earlier, ok := find(whole, l.ID); ok && !same(earlier.VAT, l.VAT) {
				problems.Add(TwoRatesError{Line: l.ID})
				continue
			}
			whole.Lines = addLine(whole.Lines, l, &problems)
		}
		for _, a := range d.Figures.Adjustments {
			whole.Adjustments = addAdjusted(whole.Adjustments, a, &problems)
		}
		addShape(&whole, &d.Figures, &problems)
		payable = payable.Add(fixed.FromDecimal(d.Figures.Totals.Payable.Decimal)).Add(fixed.FromDecimal(d.Figures.Totals.Prepaid.Decimal))
	}
	whole.Totals.Payable = problemsOf(payable, &problems)
	whole.Lines = settled(whole.Lines, &problems)
	return whole, problems.Err()
}

func addLine(lines []pricing.PricedLine, l pricing.PricedLine, problems *salesdesk.Problems) []pricing.PricedLine {
	for i := range lines {
		if lines[i].ID != l.ID {
			continue
		}
		lines[i].Quantity = plus(lines[i].Quantity, l.Quantity, problems)
		lines[i].Net = plus(lines[i].Net, l.Net, problems)
		lines[i].Share = plus(lines[i].Share, l.Share, problems)
		lines[i].Gross = plus(lines[i].Gross, l.Gross, problems)
		for _, a := range l.Adjustments {
			lines[i].Adjustments = addAdjusted(lines[i].Adjustments, a, problems)
		}
		return lines
	}
	adjustments := l.Adjustments
	l.Adjustments = nil
	for _, a := range adjustments {
		l.Adjustments = addAdjusted(l.Adjustments, a, problems)
	}
	return append(lines, l)
}

// addAdjusted sums adjustments of one id; their rate is no longer that of the sum.
func addAdjusted(list []pricing.Adjusted, a pricing.Adjusted, problems *salesdesk.Problems) []pricing.Adjusted {
	for i := range list {
		if list[i].ID == a.ID && list[i].Charge == a.Charge && same(list[i].VAT, a.VAT) {
			list[i].Amount = plus(list[i].Amount, a.Amount, problems)
			list[i].Gross = plus(list[i].Gross, a.Gross, problems)
			list[i].Base, list[i].Rate = salesdesk.Amount{}, salesdesk.Amount{}
			return list
		}
	}
	return append(list, a)
}

func plus(a, b salesdesk.Amount, problems *salesdesk.Problems) salesdesk.Amount {
	return problemsOf(fixed.FromDecimal(a.Decimal).Add(fixed.FromDecimal(b.Decimal)), problems)
}
