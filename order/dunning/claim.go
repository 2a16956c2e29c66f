package dunning

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Bounds of what one claim holds.
const (
	MaxReminders = 50
	MaxPayments  = 1_000
	MaxCosts     = 100
)

// Claim is a debt and what was done about it. Make one with [Open], or from its changes
// with [Fold]; the zero value is no claim.
type Claim struct {
	ID         string        `json:"id"`
	Version    int           `json:"version"`          // one more with every change
	Changed    time.Time     `json:"changed,omitzero"` // when it last did; nothing happens before it
	Debt       Debt          `json:"debt"`
	Status     Status        `json:"status"`
	Reminders  []Reminder    `json:"reminders,omitempty"` // as they were sent
	Payments   []Payment     `json:"payments,omitempty"`  // and credit notes, without those reversed
	Costs      []Cost        `json:"costs,omitempty"`     // of recovering it, beyond the lump sum
	Suspension Suspension    `json:"suspension,omitzero"` // the last one
	Level      Status        `json:"level,omitempty"`     // that a suspension returns to
	Transfer   Transfer      `json:"transfer,omitzero"`
	SettledOn  calendar.Date `json:"settled_on,omitzero"`
	Waived     Waiver        `json:"waived,omitzero"` // what was let go then

	changes []Change
}

// Reminder is a reminder or a formal notice that was sent.
type Reminder struct {
	On      Event            `json:"on"` // remind_1, remind_2 or formal_notice
	Sent    calendar.Date    `json:"sent"`
	Channel Channel          `json:"channel"`
	Cost    salesdesk.Amount `json:"cost,omitzero"`
	Postage salesdesk.Amount `json:"postage,omitzero"`
	// FreeUsed is, where deliveries are regular, for how many other due dates of the year
	// the customer was reminded free of charge: see [FreeUsed].
	FreeUsed int `json:"free_used,omitempty"`
	// Wait is the term it gives a consumer; the verb works it out.
	Wait Wait `json:"wait,omitzero"`
}

// Payment is money that came, or a credit note.
type Payment struct {
	ID     string           `json:"id"`
	Kind   PaymentKind      `json:"kind,omitempty"`
	Date   calendar.Date    `json:"date"`
	Amount salesdesk.Amount `json:"amount"`
}

// Cost is what it cost to recover a business's debt, such as a lawyer's letter. What is
// reasonable and beyond the lump sum may be claimed (law of 2 August 2002, art. 6).
type Cost struct {
	ID     string           `json:"id"`
	Date   calendar.Date    `json:"date"`
	For    string           `json:"for"`
	Amount salesdesk.Amount `json:"amount"`
}

// Suspension is why a claim waits, and until when where that is known.
type Suspension struct {
	Cause     Cause         `json:"cause"`
	Reference string        `json:"reference,omitempty"` // of the complaint or the letter
	From      calendar.Date `json:"from"`
	Until     calendar.Date `json:"until,omitzero"` // of a promise the last day to pay
}

// ends is the first day after a suspension, none where it is not known.
func (s Suspension) ends() calendar.Date {
	if s.Until.IsZero() {
		return calendar.Date{}
	}
	return s.Until.AddDays(1)
}

// Transfer is a claim given to somebody else.
type Transfer struct {
	To           Collector     `json:"to"`
	Name         string        `json:"name"`
	Registration string        `json:"registration,omitempty"` // of an agency
	Day          calendar.Date `json:"day"`
	Approver     string        `json:"approver"` // another than who hands over
}

// Waiver is what is let go.
type Waiver struct {
	Interest bool `json:"interest,omitempty"`
	Costs    bool `json:"costs,omitempty"`
}

// Changes are what happened since the claim was loaded or saved: append them to its log in
// the transaction that saves it.
func (c Claim) Changes() []Change { return slices.Clone(c.changes) }

// Saved is the claim with its changes written.
func (c Claim) Saved() Claim {
	c.changes = nil
	return c
}

// Permitted are the events that may come next for whoever gives the command, and the
// others with every reason why not. Without rules or a command there are no events.
func (c Claim) Permitted(r *Rules, cmd *workflow.Command) []workflow.Choice[Status, Event] {
	if r.Machine().Check() != nil || cmd == nil {
		return nil
	}
	return r.machine.Permitted(c.Status, cmd, Case{Claim: &c, rules: r})
}

// reminder is the first one of a kind.
func (c *Claim) reminder(on Event) (Reminder, bool) {
	i := slices.IndexFunc(c.Reminders, func(r Reminder) bool { return r.On == on })
	if i < 0 {
		return Reminder{}, false
	}
	return c.Reminders[i], true
}

// last is the last reminder.
func (c *Claim) last() (Reminder, bool) {
	if len(c.Reminders) == 0 {
		return Reminder{}, false
	}
	return c.Reminders[len(c.Reminders)-1], true
}

// wait is the term of the first reminder.
func (c *Claim) wait() (Wait, bool) {
	if len(c.Reminders) == 0 {
		return Wait{}, false
	}
	return c.Reminders[0].Wait, true
}

// FreeUsed is for how many due dates a customer was reminded free of charge in a calendar
// year, among the claims given, whatever their order: one due date counts once.
func FreeUsed(claims []Claim, customer string, year int) int {
	var seen []calendar.Date
	for i := range claims {
		c := &claims[i]
		if len(c.Reminders) == 0 || c.Debt.Customer != customer || !c.Debt.Regular || slices.Contains(seen, c.Debt.Due) {
			continue
		}
		if first := c.Reminders[0]; first.Sent.Year == year && first.free() {
			seen = append(seen, c.Debt.Due)
		}
	}
	return len(seen)
}

func (r Reminder) free() bool { return r.Cost.IsZero() && r.Postage.IsZero() }
