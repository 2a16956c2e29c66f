package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// BillPeriod is the invoice for one period of recurring lines, as [pricing.Pricer.Schedule]
// made it of what was agreed: at the prices of the quote and the VAT of the period's first
// day. It says its period (BG-14, BT-73 and BT-74), and so does every line (BG-26), whose
// other details come from the header. The invoices of all periods and of what is due once
// come to the quote.
//
// A period that the schedule has not is a [salesdesk.FieldError]; one that an invoice
// before it bills, a [PeriodBilledError].
func BillPeriod(s pricing.Schedule, before []Document, period calendar.Period, number string, h Header) (Document, error) {
	i := slices.IndexFunc(s.Periods, func(p pricing.ScheduledPeriod) bool { return p.Period == period })
	if i < 0 {
		return Document{}, salesdesk.FieldError{Path: "period", Rule: salesdesk.RuleReference, Param: period.String()}
	}
	scheduled := &s.Periods[i]
	if by, billed := billedBy(scheduled, before); billed {
		return Document{}, PeriodBilledError{From: period.From, Until: period.Last(), Invoice: by}
	}
	h.Period, h.Lines = period, slices.Clone(h.Lines)
	for _, l := range scheduled.Document.Lines {
		k := slices.IndexFunc(h.Lines, func(d LineDetail) bool { return d.Line == l.ID })
		if k < 0 {
			k, h.Lines = len(h.Lines), append(h.Lines, LineDetail{Line: l.ID})
		}
		h.Lines[k].Period = period
	}
	return Document{Kind: Invoice, Number: number, Header: h, Figures: scheduled.Document}, nil
}

// DuePeriods are the periods of a schedule that begin on a day or before it and that no
// invoice bills, in their order.
func DuePeriods(s pricing.Schedule, before []Document, on calendar.Date) []calendar.Period {
	var due []calendar.Period
	for i := range s.Periods {
		if _, billed := billedBy(&s.Periods[i], before); !billed && !s.Periods[i].From.After(on) {
			due = append(due, s.Periods[i].Period)
		}
	}
	return due
}

// billedBy is the number of the invoice that bills a period: it has that period, and a line of it.
func billedBy(p *pricing.ScheduledPeriod, before []Document) (number string, billed bool) {
	for i := range before {
		d := &before[i]
		if d.Kind == CreditNote || d.Period != p.Period {
			continue
		}
		for _, l := range p.Document.Lines {
			if _, ok := find(d.Figures, l.ID); ok {
				return d.Number, true
			}
		}
	}
	return "", false
}

// PeriodBilledError is a period that was billed before.
type PeriodBilledError struct {
	From, Until calendar.Date // both within it
	Invoice     string
}

func (e PeriodBilledError) Error() string {
	return e.From.String() + " to " + e.Until.String() + " was billed by " + e.Invoice
}

// MessageID names the text.
func (PeriodBilledError) MessageID() string { return "invoice.period_billed" }
