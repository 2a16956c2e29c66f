package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
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

// PeriodPortion is what a period of a schedule is worth of the quantities that were agreed,
// for [order.Order.BillStage]: of each line the share that its net in the period has in that
// of all its periods, the last the rest. So all periods come to the quantity, and what is
// given back of a line is worth what was billed of it. A line that costs nothing is shared by
// the number of its periods. A period that the schedule has not is a [salesdesk.FieldError].
func PeriodPortion(agreed pricing.Priced, s pricing.Schedule, period calendar.Period) ([]Quantity, error) {
	i := slices.IndexFunc(s.Periods, func(p pricing.ScheduledPeriod) bool { return p.Period == period })
	if i < 0 {
		return nil, salesdesk.FieldError{Path: "period", Rule: salesdesk.RuleReference, Param: period.String()}
	}
	var problems salesdesk.Problems
	var quantities []Quantity
	for _, l := range s.Periods[i].Document.Lines {
		whole, ok := find(agreed, l.ID)
		if !ok {
			problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleReference, Param: l.ID})
			continue
		}
		of := exact.Dec(whole.Quantity)
		until, all := shareUntil(s, l.ID, i+1), shareUntil(s, l.ID, len(s.Periods))
		q := portion(of, until, all).Sub(portion(of, shareUntil(s, l.ID, i), all))
		if q.Sign() > 0 {
			quantities = append(quantities, Quantity{Line: l.ID, Quantity: problemsOf(q, &problems)})
		}
	}
	return quantities, problems.Err()
}

// shareUntil is the net of a line in the first n periods or, where it costs nothing in all of
// them, in how many of them it is.
func shareUntil(s pricing.Schedule, line string, n int) fixed.Dec {
	var net, count, all fixed.Dec
	for i := range s.Periods {
		l, ok := find(s.Periods[i].Document, line)
		if !ok {
			continue
		}
		all = all.Add(exact.Dec(l.Net))
		if i < n {
			net, count = net.Add(exact.Dec(l.Net)), count.Add(fixed.FromInt(1, 0))
		}
	}
	if all.Sign() > 0 {
		return net
	}
	return count
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
