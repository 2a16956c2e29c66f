package dunning

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Statement is what may be claimed at the end of a day, with the calculation.
type Statement struct {
	Customer   string             `json:"customer"`
	Invoice    string             `json:"invoice"`
	Instalment int                `json:"instalment,omitempty"`
	Due        calendar.Date      `json:"due"`
	Day        calendar.Date      `json:"day"`
	Currency   salesdesk.Currency `json:"currency"`
	Rows       []Row              `json:"rows,omitempty"`     // claimed until now, whether paid or not
	SetOffs    []SetOff           `json:"set_offs,omitempty"` // payments, by date
	Principal  salesdesk.Amount   `json:"principal"`          // still owed
	Interest   salesdesk.Amount   `json:"interest"`
	Costs      salesdesk.Amount   `json:"costs"` // lump sum, damages, reminders
	Total      salesdesk.Amount   `json:"total"` // of the three
	Overpaid   salesdesk.Amount   `json:"overpaid"`
	// Later is what may not be claimed yet, or not at all.
	Later []Bar `json:"later,omitempty"`
	// Missing is what is owed and not in the figures: the tables have no rate for those days.
	Missing []Gap `json:"missing,omitempty"`
}

// Gap are days, the last one included, of which no table has the rate of interest.
type Gap struct {
	Kind    RowKind       `json:"kind"`
	From    calendar.Date `json:"from"`
	Through calendar.Date `json:"through"`
}

// Unconfirmed reports whether a rate that was not confirmed is in the figures.
func (s Statement) Unconfirmed() bool {
	return slices.ContainsFunc(s.Rows, func(r Row) bool { return r.Confidence == Unconfirmed })
}

// RowKind is what a row is.
type RowKind string

// The kinds of rows.
const (
	Principal   RowKind = "principal" // the debt less its credit notes
	Interest    RowKind = "interest"
	Lump        RowKind = "lump_sum"
	DamagesRow  RowKind = "damages"
	ReminderRow RowKind = "reminder"
	RecoveryRow RowKind = "recovery" // beyond the lump sum
)

// MessageID names the text.
func (k RowKind) MessageID() string { return "dunning.row." + string(k) }

// Row is something claimed, and what it is worked out of; Formula says that in bare figures,
// [Statement.Calculations] in words.
type Row struct {
	Kind    RowKind       `json:"kind"`
	From    calendar.Date `json:"from"`             // of interest the first day counted, else the day from which it is claimed
	Through calendar.Date `json:"through,omitzero"` // of interest the last day counted
	Working
	Formula    string           `json:"formula"`
	Amount     salesdesk.Amount `json:"amount"`
	Source     string           `json:"source"`
	Confidence Confidence       `json:"confidence,omitempty"` // of the rate
}

// SetOff is a payment and what it paid.
type SetOff struct {
	Payment   string           `json:"payment"`
	Date      calendar.Date    `json:"date"`
	Amount    salesdesk.Amount `json:"amount"`
	Interest  salesdesk.Amount `json:"interest"`
	Costs     salesdesk.Amount `json:"costs"`
	Principal salesdesk.Amount `json:"principal"`
	Overpaid  salesdesk.Amount `json:"overpaid"`
}

// Bar is what may not be claimed, and from when it may; without a day it depends on
// something that still has to happen.
type Bar struct {
	Kind   RowKind       `json:"kind"`
	Reason BarReason     `json:"reason"`
	From   calendar.Date `json:"from,omitzero"`
}

// BarReason says why something may not be claimed.
type BarReason string

// The reasons.
const (
	NotDue        BarReason = "not_due"
	ReminderFirst BarReason = "reminder_first" // a consumer is reminded free of charge first
	Waiting       BarReason = "waiting"        // the term of the first reminder is not over
	NoticeFirst   BarReason = "notice_first"   // without a clause interest runs from the formal notice
	NoClause      BarReason = "no_clause"
	NotReciprocal BarReason = "not_reciprocal" // the clause does not hold for the seller
	OnHold        BarReason = "suspended"
)

// MessageID names the text.
func (r BarReason) MessageID() string { return "dunning.bar." + string(r) }

// Statement is what may be claimed at the end of a day, from what was paid and sent up to
// it; what was waived is owed no more. Days whose rate the tables do not have bear no interest
// here: they are in Missing, and what was paid is set off against what is known. A debt
// older than the consumer rules is a [NoRuleError].
func (c Claim) Statement(r *Rules, day calendar.Date) (Statement, error) {
	if err := r.ask(day); err != nil {
		return Statement{}, err
	}
	a, d, err := r.account(&c, day)
	if err != nil {
		return Statement{}, err
	}
	c.waive(a, day)
	w := writer{claim: &c}
	s := Statement{
		Customer: c.Debt.Customer, Invoice: c.Debt.Invoice, Instalment: c.Debt.Instalment, Due: c.Debt.Due, Day: day, Currency: c.Debt.Currency,
		Principal: w.amount(a.principal), Interest: w.amount(a.owed(InterestPart)), Costs: w.amount(a.owed(CostsPart)), Overpaid: w.amount(a.over),
		Total: w.amount(a.principal.Add(a.owed(InterestPart)).Add(a.owed(CostsPart))),
	}
	s.Rows, s.SetOffs = w.rows(a, r.open(&c, day).principal), w.setOffs(a)
	s.Later, s.Missing = d.bars, a.gaps
	if c.Waived.Interest && !c.SettledOn.IsZero() && !day.Before(c.SettledOn) {
		s.Missing = nil
	}
	if !day.After(c.Debt.Due) {
		s.Rows, s.Total, s.Later = nil, w.amount(fixed.Dec{}), []Bar{{Kind: Principal, Reason: NotDue, From: c.Debt.late()}}
	} else if c.Status == Suspended {
		s.Later = append([]Bar{{Kind: Principal, Reason: OnHold, From: c.Suspension.ends()}}, s.Later...)
	}
	return s, w.err
}

// account is the debt at the end of a day, and what is in the way of more.
func (r *Rules) account(c *Claim, day calendar.Date) (*account, dues, error) {
	past := c.upTo(day)
	d, err := r.dues(past, day)
	if err != nil {
		return nil, dues{}, err
	}
	a := r.open(past, day)
	a.terms = d.terms
	return a, d, a.play(d.charges, past.money(), day)
}

// waive takes what was waived out of what is owed, from the day on which it was.
func (c *Claim) waive(a *account, day calendar.Date) {
	if c.SettledOn.IsZero() || day.Before(c.SettledOn) {
		return
	}
	if c.Waived.Interest {
		a.paid[0] = a.paid[0].Add(a.owed(InterestPart))
	}
	if c.Waived.Costs {
		a.paid[1] = a.paid[1].Add(a.owed(CostsPart))
	}
}

// upTo is the claim as it was known on a day.
func (c *Claim) upTo(day calendar.Date) *Claim {
	past := *c
	past.Reminders = slices.DeleteFunc(slices.Clone(c.Reminders), func(r Reminder) bool { return r.Sent.After(day) })
	past.Costs = slices.DeleteFunc(slices.Clone(c.Costs), func(cost Cost) bool { return cost.Date.After(day) })
	past.Payments = slices.DeleteFunc(slices.Clone(c.Payments), func(p Payment) bool { return p.Date.After(day) })
	return &past
}

// writer writes figures as amounts, and keeps the first that is none.
type writer struct {
	claim *Claim
	err   error
}

func (w *writer) amount(d fixed.Dec) salesdesk.Amount {
	a, err := w.claim.amount(d)
	if err != nil && w.err == nil {
		w.err = err
	}
	return a
}

func (w *writer) rows(a *account, principal fixed.Dec) []Row {
	debt := w.claim.Debt
	credited := w.amount(exact.Dec(debt.Amount).Sub(principal))
	rows := []Row{{
		Kind: Principal, From: debt.late(), Working: Working{By: AsInvoiced, Base: debt.Amount, Less: credited}, Amount: w.amount(principal), Source: debt.Invoice,
	}}
	shares, err := shown(a.stretches, a.places)
	if err != nil && w.err == nil {
		w.err = err
	}
	for i, s := range a.stretches {
		if i < len(shares) {
			rows = append(rows, Row{
				Kind: Interest, From: s.first, Through: s.last, Amount: w.amount(shares[i]), Source: s.rate.Source, Confidence: s.rate.Confidence,
				Working: Working{By: ByDays, Base: w.amount(s.base), Rate: s.rate.Ratio, Days: s.days(), Year: int(s.year)},
			})
		}
	}
	for _, c := range a.rows {
		c.working.Base = w.amount(c.base)
		rows = append(rows, Row{Kind: c.charge.kind, From: c.charge.from, Working: c.working, Amount: w.amount(c.amount), Source: c.charge.source})
	}
	for i := range rows {
		rows[i].Formula = rows[i].figures()
	}
	return rows
}

func (w *writer) setOffs(a *account) []SetOff {
	list := make([]SetOff, 0, len(a.setOffs))
	for _, s := range a.setOffs {
		list = append(list, SetOff{
			Payment: s.payment.ID, Date: s.payment.Date, Amount: s.payment.Amount, Interest: w.amount(s.interest),
			Costs: w.amount(s.costs), Principal: w.amount(s.principal), Overpaid: w.amount(s.over),
		})
	}
	return list
}
