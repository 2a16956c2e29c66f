package invoice

import "github.com/interne-sales/salesdesk/calendar"

// Term is the agreed time to pay, counted from the day after the invoice was
// received. The zero value is no agreement.
type Term struct {
	Days       int  `json:"days,omitempty"`
	EndOfMonth bool `json:"end_of_month,omitempty"` // then on to the last day of that month
}

// TermLaw bounds what undertakings may agree among themselves, from a date on.
type TermLaw struct {
	From    calendar.Date `json:"from"`
	Default int           `json:"default"` // days without an agreement, and in place of one that is too long
	Max     int           `json:"max"`     // days at most
	Source  string        `json:"source"`
}

// BelgianTerms are the Belgian terms between undertakings, oldest first. Public
// bodies may go beyond 30 days only with an objective reason.
func BelgianTerms() []TermLaw {
	return []TermLaw{
		{From: calendar.MustDate("2022-02-01"), Default: 30, Max: 60, Source: "law of 2 August 2002, art. 4, as changed by the law of 14 August 2021"},
	}
}

// DueReason says why an invoice is due on its day.
type DueReason string

// The reasons of a due date.
const (
	DueAgreed  DueReason = "agreed"   // the term stands as agreed
	DueDefault DueReason = "default"  // nothing was agreed: the law's term
	DueTooLong DueReason = "too_long" // the agreed term is longer than the law allows, and so void
)

// MessageID names the reason's text.
func (r DueReason) MessageID() string { return "invoice.due." + string(r) }

// Due is the last day to pay without being late, and why it is that day.
type Due struct {
	Date   calendar.Date `json:"date"`
	Days   int           `json:"days"` // from the start to the date
	Reason DueReason     `json:"reason"`
	Source string        `json:"source,omitempty"` // of the law that was applied
}

// Due is the due date between undertakings for an invoice received on one day
// for what was delivered on another; the later of the two starts the term, its
// own day not counted. The zero delivered date is not looked at. A term beyond the
// law's longest is void and the law's default takes its place: 61 days become 30,
// not 60. Before the first law of the list the agreement stands. A term with
// consumers is as agreed; do not ask here.
func (t Term) Due(laws []TermLaw, received, delivered calendar.Date) Due {
	start := received
	if delivered.After(start) {
		start = delivered
	}
	law, ok := lawOn(laws, start)
	agreed := t.end(start)
	days := start.DaysUntil(agreed)
	switch {
	case !ok:
		return Due{Date: agreed, Days: days, Reason: DueAgreed}
	case t == Term{}:
		return Due{Date: start.AddDays(law.Default), Days: law.Default, Reason: DueDefault, Source: law.Source}
	case days > law.Max:
		return Due{Date: start.AddDays(law.Default), Days: law.Default, Reason: DueTooLong, Source: law.Source}
	default:
		return Due{Date: agreed, Days: days, Reason: DueAgreed}
	}
}

func (t Term) end(start calendar.Date) calendar.Date {
	end := start.AddDays(t.Days)
	if t.EndOfMonth {
		end = end.EndOfMonth()
	}
	return end
}

func lawOn(laws []TermLaw, d calendar.Date) (found TermLaw, ok bool) {
	for _, law := range laws {
		if !d.Before(law.From) {
			found, ok = law, true
		}
	}
	return found, ok
}
