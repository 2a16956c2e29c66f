package promise

import (
	"github.com/interne-sales/salesdesk/calendar"
)

// FindingKind names what somebody should know about a plan.
type FindingKind string

// The findings.
const (
	FindingMoved   FindingKind = "moved"         // Line is promised for Date, later than Limit, which was asked for
	FindingTerm    FindingKind = "consumer_term" // Line comes on Date, after Limit, the legal term of delivery
	FindingOverdue FindingKind = "overdue"       // a delivery of SKU was due on Date and is not here
	FindingLacking FindingKind = "lacking"       // commitments of SKU are covered by no supply
)

// Finding is something that somebody should know about a plan. What its kind does not
// name is empty.
type Finding struct {
	Kind  FindingKind   `json:"kind"`
	Line  string        `json:"line,omitempty"`
	SKU   string        `json:"sku,omitempty"`
	Date  calendar.Date `json:"date,omitzero"`
	Limit calendar.Date `json:"limit,omitzero"`
}

// MessageID names the text.
func (f Finding) MessageID() string { return "promise.finding." + string(f.Kind) }

// DeliveryTerm is the legal term in which a consumer must have his goods where nothing
// else was agreed, in calendar days after the contract.
type DeliveryTerm struct {
	From   calendar.Date `json:"from"` // for contracts from this day on
	Days   int           `json:"days"`
	Source string        `json:"source"`
}

// BelgianDeliveryTerms are 30 days after the contract, unless the parties agreed another
// moment (Code of Economic Law, art. VI.43 § 1, from general knowledge: verify before
// relying on it). The last day is not moved where it is none of work, which is the
// careful reading for a seller.
func BelgianDeliveryTerms() []DeliveryTerm {
	return []DeliveryTerm{{From: calendar.Date{Year: 2014, Month: 5, Day: 31}, Days: 30, Source: "WER/CDE VI.43 § 1"}}
}

// termOn is the last day of delivery for a contract, no date where no term is in force.
func termOn(concluded calendar.Date, terms []DeliveryTerm) (last calendar.Date) {
	var from calendar.Date
	for _, t := range terms {
		if !t.From.After(concluded) && !t.From.Before(from) {
			from, last = t.From, concluded.AddDays(t.Days)
		}
	}
	return last
}

// findings are those of the promises in their order, then those of the supplies.
func (m *maker) findings(r *Request, promises []Promise) (list []Finding) {
	limit := m.limit(r)
	for _, p := range promises {
		if p.Moved() {
			list = append(list, Finding{Kind: FindingMoved, Line: p.Line, Date: p.Date, Limit: p.Requested})
		}
		agreed := !p.Requested.IsZero() && !p.Moved()
		if !limit.IsZero() && p.Date.After(limit) && !agreed {
			list = append(list, Finding{Kind: FindingTerm, Line: p.Line, Date: p.Date, Limit: limit})
		}
	}
	for _, s := range r.Supplies {
		for _, in := range s.Incoming {
			if in.Date.Before(m.moment.day) {
				list = append(list, Finding{Kind: FindingOverdue, SKU: s.SKU, Date: in.Date})
			}
		}
		if m.shelves[s.SKU].buy.lacking.Sign() > 0 {
			list = append(list, Finding{Kind: FindingLacking, SKU: s.SKU})
		}
	}
	return list
}

// limit is the last day of the legal term of a consumer, no date for another buyer.
func (m *maker) limit(r *Request) calendar.Date {
	if !r.Consumer {
		return calendar.Date{}
	}
	concluded, terms := r.Concluded, r.Terms
	if concluded.IsZero() {
		concluded = m.moment.day
	}
	if terms == nil {
		terms = BelgianDeliveryTerms()
	}
	return termOn(concluded, terms)
}
