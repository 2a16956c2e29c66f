package terms

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// DueReason says why an invoice is due on its day.
type DueReason string

// The reasons of a due date.
const (
	DueAgreed  DueReason = "agreed"   // the term stands as agreed
	DueDefault DueReason = "default"  // nothing was agreed: the law's term
	DueTooLong DueReason = "too_long" // the agreed term is longer than the law allows, and so void
)

// MessageID names the reason's text.
func (r DueReason) MessageID() string { return "terms.due." + string(r) }

// Due is the last day to pay without being late, and why it is that day.
type Due struct {
	Date   calendar.Date `json:"date"`
	Days   int           `json:"days"` // from the start to the date
	Reason DueReason     `json:"reason"`
	Source string        `json:"source,omitempty"` // of the law that was applied
}

// Due is the due date for an invoice that a kind of buyer received on one day for what
// was delivered on another; the later of the two starts the term, its own day not counted.
// The zero delivered date is not looked at. A term that, from that day, is longer than
// the law allows is void and the law's default takes its place: between undertakings 61
// days become 30, not 60. Where no law of the list binds the buyer, the agreement stands.
func (p Payment) Due(laws []Law, buyer salesdesk.PartyKind, received, delivered calendar.Date) Due {
	start := received
	if delivered.After(start) {
		start = delivered
	}
	agreed := p.end(start)
	days := start.DaysUntil(agreed)
	law, ok := lawOf(laws, buyer, start)
	switch {
	case !ok:
		return Due{Date: agreed, Days: days, Reason: DueAgreed}
	case p.Days == 0 && !p.EndOfMonth:
		return Due{Date: start.AddDays(law.Default), Days: law.Default, Reason: DueDefault, Source: law.Source}
	case days > law.longest(p):
		return Due{Date: start.AddDays(law.Default), Days: law.Default, Reason: DueTooLong, Source: law.Source}
	default:
		return Due{Date: agreed, Days: days, Reason: DueAgreed}
	}
}

func (p Payment) end(start calendar.Date) calendar.Date {
	end := start.AddDays(p.Days)
	if p.EndOfMonth {
		end = end.EndOfMonth()
	}
	return end
}
