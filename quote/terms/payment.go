package terms

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Payment is the agreed time to pay, counted from the day after the invoice was received.
// The zero value agrees nothing.
type Payment struct {
	Days       int
	EndOfMonth bool // then on to the last day of that month
	Justified  bool // by the nature of the contract, where a public body pays late
}

// monthEnd is how many days the end of the month adds at most.
const monthEnd = 30

// Longest is how many days the term takes at most.
func (p Payment) Longest() int {
	if p.EndOfMonth {
		return p.Days + monthEnd
	}
	return p.Days
}

// Law bounds the payment terms of a kind of buyer, from a day on.
type Law struct {
	From      calendar.Date       `json:"from"`
	Buyer     salesdesk.PartyKind `json:"buyer"`
	Default   int                 `json:"default"`   // days without an agreement, and in place of one that is too long
	Max       int                 `json:"max"`       // days at most
	Justified int                 `json:"justified"` // days at most where the contract justifies it
	Source    string              `json:"source"`
}

// BelgianLaw are the Belgian bounds, oldest first. That of public bodies is from general
// knowledge: verify it before relying on it. A term for consumers has no bound.
func BelgianLaw() []Law {
	from := calendar.MustDate("2022-02-01")
	return []Law{
		{From: from, Buyer: salesdesk.Business, Default: 30, Max: 60, Justified: 60, Source: "law of 2 August 2002, art. 4, as changed by the law of 14 August 2021"},
		{From: from, Buyer: salesdesk.PublicBody, Default: 30, Max: 30, Justified: 60, Source: "law of 2 August 2002, art. 4 and 5"},
	}
}

// Check holds the term against the law of a day for a kind of buyer: a term that may run
// longer than it allows is a [PaymentTermError], which says what applies instead.
func (p Payment) Check(laws []Law, buyer salesdesk.PartyKind, on calendar.Date) error {
	if p.Days < 0 {
		return salesdesk.FieldError{Path: "payment_days", Rule: salesdesk.RuleMin, Param: "0"}
	}
	law, ok := lawOf(laws, buyer, on)
	if !ok || p.Longest() <= law.longest(p) {
		return nil
	}
	return PaymentTermError{Days: p.Longest(), Max: law.longest(p), Applies: law.Default, Source: law.Source}
}

// longest is how many days the law allows a term.
func (l Law) longest(p Payment) int {
	if p.Justified {
		return l.Justified
	}
	return l.Max
}

func lawOf(laws []Law, buyer salesdesk.PartyKind, on calendar.Date) (found Law, ok bool) {
	for _, law := range laws {
		if law.Buyer == buyer && !on.Before(law.From) {
			found, ok = law, true
		}
	}
	return found, ok
}

// PaymentTermError is a payment term that may run longer than law allows: it is taken as
// unwritten, and the legal term applies, not the longest one.
type PaymentTermError struct {
	Days    int // that the term may run
	Max     int
	Applies int
	Source  string
}

func (e PaymentTermError) Error() string {
	return fmt.Sprintf("payment term of %d days is over %d, %d apply (%s)", e.Days, e.Max, e.Applies, e.Source)
}

// MessageID names the text.
func (PaymentTermError) MessageID() string { return "terms.payment" }
