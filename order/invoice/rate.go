package invoice

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Chargeable is the day whose VAT rates the document is under: TaxPoint where the
// header names one. Else, from general knowledge (WBTW art. 17, KB 1 art. 4; verify
// before relying on it): between undertakings the day of issue, but not beyond the
// 15th of the month after the delivery; for a consumer the day of delivery.
func (h Header) Chargeable() calendar.Date {
	switch {
	case !h.TaxPoint.IsZero():
		return h.TaxPoint
	case h.DeliveryDate.IsZero():
		return h.IssueDate
	case h.Buyer.Kind == salesdesk.Consumer:
		return h.DeliveryDate
	}
	if latest := IssueBy(h.DeliveryDate); h.IssueDate.After(latest) {
		return latest
	}
	return h.IssueDate
}

// IssueBy is the last day to issue the document for what was supplied, or for an advance
// that was paid, on a day: the 15th of the month after it (KB 1 art. 4).
func IssueBy(supplied calendar.Date) calendar.Date { return supplied.EndOfMonth().AddDays(15) }

// Late is a [LateError] where the document is issued after the day that [IssueBy] gives for
// its delivery, or for the end of its period. It is a warning: the document must still be issued.
func (d Document) Late() error {
	supplied := d.DeliveryDate
	if supplied.IsZero() {
		supplied = d.Period.Last()
	}
	if d.Kind == CreditNote || supplied.IsZero() || !d.IssueDate.After(IssueBy(supplied)) {
		return nil
	}
	return LateError{Supplied: supplied, Deadline: IssueBy(supplied), Issued: d.IssueDate}
}

// LateError is an invoice issued after its last day.
type LateError struct{ Supplied, Deadline, Issued calendar.Date }

func (e LateError) Error() string {
	return "issued on " + e.Issued.String() + ", for what was supplied on " + e.Supplied.String() + " the last day was " + e.Deadline.String()
}

// MessageID names the text.
func (LateError) MessageID() string { return "invoice.late" }

// CheckRates names every line whose VAT was decided for another day than the document
// is under, and whose rate some class of the table left between the two: a
// [RateChangedError]. [Document.Rerate] decides anew. A credit note keeps the rate of
// its invoice, and is not looked at.
func (d Document) CheckRates(rates []pricing.VATRate) error {
	var problems salesdesk.Problems
	decided, due := decidedFor(d.Figures), d.Chargeable()
	if d.Kind == CreditNote || decided.IsZero() || due.IsZero() {
		return nil
	}
	for i, l := range d.Figures.Lines {
		if on := left(rates, l.VAT, decided, due); !on.IsZero() {
			problems.AddAt(salesdesk.Index("figures.lines", i)+".vat", RateChangedError{Line: l.ID, Decided: decided, Chargeable: due, Changed: on})
		}
	}
	return problems.Err()
}

// decidedFor is the day that VAT was decided for.
func decidedFor(p pricing.Priced) calendar.Date {
	if !p.TaxPoint.IsZero() {
		return p.TaxPoint
	}
	return p.Date
}

// left is a day, on the way from one to another, on which a class left the rate; zero
// without one.
func left(rates []pricing.VATRate, g pricing.VATGroup, from, to calendar.Date) calendar.Date {
	forward := from.Before(to)
	if !forward {
		from, to = to, from
	}
	for _, r := range rates {
		if !r.From.After(from) || r.From.After(to) {
			continue
		}
		day := r.From // on the way back, its own rate is left
		if forward {
			day = day.AddDays(-1)
		}
		if was, known := pricing.RateOn(rates, r.Class, day); known && was.Category == g.Category && was.Rate.Equal(g.Rate) {
			return r.From
		}
	}
	return calendar.Date{}
}

// RateChangedError is a line whose VAT was decided for a day before, or after, a change
// of rates that the document is on the other side of.
type RateChangedError struct {
	Line                         string
	Decided, Chargeable, Changed calendar.Date
}

func (e RateChangedError) Error() string {
	return "line " + e.Line + ": VAT decided for " + e.Decided.String() + " and chargeable on " + e.Chargeable.String() +
		", but rates changed on " + e.Changed.String()
}

// MessageID names the text.
func (RateChangedError) MessageID() string { return "invoice.rate_changed" }

// Rerate is the document with VAT decided anew for the day it is chargeable: what was
// agreed without VAT stays to the cent, and rates, VAT and payable are those of that
// day. The request is the one that was priced, and the pricer knows its articles still.
//
// An allowance or charge of the document follows its lines: where they part, it is
// split by what they come to, by largest remainder. Where a rate changed, no rounding
// goes along (BT-114), since the payable it led to is another. Where none did, only
// the day is noted. A document whose prices have VAT in them is refused where a rate
// changed: whether its price or its net stands is for the parties to say.
func (d Document) Rerate(p *pricing.Pricer, agreed pricing.Request) (Document, error) {
	agreed.TaxPoint = d.Chargeable()
	anew, err := p.Price(agreed)
	if err != nil {
		return Document{}, err
	}
	var problems salesdesk.Problems
	groups := map[string]pricing.VATGroup{}
	changed, lines := false, indexed(anew.Lines)
	for i, l := range d.Figures.Lines {
		if IsAdvance(l.ID) {
			continue
		}
		now := lines[l.ID]
		if now == nil {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("figures.lines", i) + ".id", Rule: salesdesk.RuleReference, Param: l.ID})
			continue
		}
		groups[l.ID] = now.VAT
		changed = changed || !now.VAT.Equal(l.VAT)
	}
	if changed && agreed.Inclusive {
		problems.Add(salesdesk.FieldError{Path: "inclusive", Rule: salesdesk.RuleExcluded, Param: "tax_point"})
	}
	if err := problems.Err(); err != nil {
		return Document{}, err
	}
	if changed {
		d.Figures, err = pricing.Regroup(d.Figures, withAdvances(d.Figures, groups))
	}
	d.Figures.TaxPoint = agreed.TaxPoint
	return d, err
}
