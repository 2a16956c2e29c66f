package quote

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Cadence says when to ask the customer again, in working days.
type Cadence struct {
	AfterSending []int          `json:"after_sending,omitempty"` // so many working days later, 1 or more
	BeforeExpiry []int          `json:"before_expiry,omitempty"` // so many working days before the last valid day, 0 or more
	At           calendar.Clock `json:"at,omitzero"`             // of the day; a desk that is closed then takes it up when it opens
}

// FollowUp is one time to ask again.
type FollowUp struct {
	Why   FollowUpReason `json:"why"`
	Days  int            `json:"days"` // working days after sending, or before the last valid day
	Due   time.Time      `json:"due"`
	State FollowUpState  `json:"state"`
	Done  time.Time      `json:"done,omitzero"`
}

// FollowUpReason is what a follow-up counts from.
type FollowUpReason string

// The reasons.
const (
	AfterSending FollowUpReason = "after_sending"
	BeforeExpiry FollowUpReason = "before_expiry"
)

// MessageID names the reason's text.
func (r FollowUpReason) MessageID() string { return "quote.follow_up." + string(r) }

// FollowUpState is where a follow-up stands.
type FollowUpState string

// The states.
const (
	FollowUpOpen     FollowUpState = "open"
	FollowUpDone     FollowUpState = "done"     // somebody asked
	FollowUpAnswered FollowUpState = "answered" // void: the customer said something
	FollowUpLapsed   FollowUpState = "lapsed"   // void: due after the last valid day
	FollowUpEnded    FollowUpState = "ended"    // void: the quote no longer waits for the customer
)

// MessageID names the state's text.
func (s FollowUpState) MessageID() string { return "quote.follow_up_state." + string(s) }

// FollowUps are the times to ask the customer again about the latest revision, earliest
// first, each once. They stop when he answers; an extension is sent too and begins them
// anew. Every reminder that was noted with [Quote.Remind] does the earliest that is not
// done. Of what was never sent there are none. Rules or a desk that are missing are an error.
func (q Quote) FollowUps(r *Rules, desk *calendar.Calendar) ([]FollowUp, error) {
	var problems salesdesk.Problems
	problems.Add(r.Machine().Check())
	if desk == nil {
		problems.Add(salesdesk.FieldError{Path: "desk", Rule: salesdesk.RuleRequired})
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	latest := q.Latest()
	if latest.Sent.IsZero() {
		return nil, nil
	}
	due, err := r.policy.Cadence.due(latest, desk)
	if err != nil {
		return nil, err
	}
	for i := range due {
		due[i].State = q.stateOf(&due[i], latest, desk)
		if i < len(latest.Reminded) {
			due[i].State, due[i].Done = FollowUpDone, latest.Reminded[i]
		}
	}
	return due, nil
}

func (q Quote) stateOf(f *FollowUp, latest Revision, desk *calendar.Calendar) FollowUpState {
	switch {
	case !latest.Heard.IsZero():
		return FollowUpAnswered
	case calendar.DateOf(f.Due, desk.Location()).After(latest.ValidUntil):
		return FollowUpLapsed
	case q.Status != Sent:
		return FollowUpEnded
	default:
		return FollowUpOpen
	}
}

// due are the instants of the cadence, sorted.
func (c Cadence) due(latest Revision, desk *calendar.Calendar) ([]FollowUp, error) {
	var all []FollowUp
	add := func(why FollowUpReason, from calendar.Date, days, sign int) error {
		day, err := desk.AddWorkdays(from, sign*days)
		if err != nil {
			return err
		}
		due, err := desk.NextOpen(day.At(c.At, desk.Location()))
		if err == nil && due.After(latest.Sent) {
			all = append(all, FollowUp{Why: why, Days: days, Due: due})
		}
		return err
	}
	for _, days := range c.AfterSending {
		if err := add(AfterSending, calendar.DateOf(latest.Sent, desk.Location()), days, 1); err != nil {
			return nil, err
		}
	}
	for _, days := range c.BeforeExpiry {
		if err := add(BeforeExpiry, latest.ValidUntil, days, -1); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b FollowUp) int { return a.Due.Compare(b.Due) })
	return slices.CompactFunc(all, func(a, b FollowUp) bool { return a.Due.Equal(b.Due) }), nil
}

// Explain is why a follow-up is due when it is: every stretch from sending to then, open
// or closed.
func (f FollowUp) Explain(latest Revision, desk *calendar.Calendar) (calendar.Trace, error) {
	return desk.Explain(latest.Sent, f.Due)
}

func (c Cadence) check() error {
	var problems salesdesk.Problems
	if len(c.AfterSending)+len(c.BeforeExpiry) > MaxFollowUps {
		return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: count(MaxFollowUps).String()}
	}
	for i, days := range c.AfterSending {
		problems.AddAt(salesdesk.Index("after_sending", i), bounded(days, 1))
	}
	for i, days := range c.BeforeExpiry {
		problems.AddAt(salesdesk.Index("before_expiry", i), bounded(days, 0))
	}
	return problems.Err()
}

// bounded bounds a number of working days.
func bounded(days, least int) error {
	const most = 250
	switch {
	case days < least:
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: count(least).String()}
	case days > most:
		return salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: count(most).String()}
	default:
		return nil
	}
}
