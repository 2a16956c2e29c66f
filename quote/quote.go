package quote

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/workflow"
)

// Quote is an offer and all it went through. Make one with [New], or from its
// changes with [Fold]; the zero value is no quote.
type Quote struct {
	ID         string          `json:"id"`
	Version    int             `json:"version"` // one more with every change
	Number     string          `json:"number"`
	Status     Status          `json:"status"`
	Changed    time.Time       `json:"changed,omitzero"` // when it last did; nothing happens before it
	Customer   string          `json:"customer"`
	Seller     salesdesk.Party `json:"seller"`
	Revisions  []Revision      `json:"revisions"` // the latest last; the others are superseded
	Objections []Objection     `json:"objections,omitempty"`
	Awards     []Award         `json:"awards,omitempty"`
	Called     []Call          `json:"called,omitempty"`
	Sheds      []Shed          `json:"sheds,omitempty"`
	Loss       *Loss           `json:"loss,omitempty"` // why it was declined

	changes []Change
}

// Revision is one content of the quote and what happened to it.
type Revision struct {
	Number     int             `json:"number"`
	Author     salesdesk.Actor `json:"author"`
	Reason     string          `json:"reason,omitempty"` // why it was written: what its concessions are in return for
	Chosen     []string        `json:"chosen,omitempty"` // options that the customer took of the one before, which this is with them
	Content    Content         `json:"content"`
	Digest     string          `json:"digest"`
	Grants     []Grant         `json:"grants,omitempty"` // who approved it, level by level
	Sent       time.Time       `json:"sent,omitzero"`    // last: an extension is sent too
	Received   time.Time       `json:"received,omitzero"`
	Reminded   []time.Time     `json:"reminded,omitempty"` // since it was sent
	Heard      time.Time       `json:"heard,omitzero"`     // when the customer first said anything since it was sent
	ValidUntil calendar.Date   `json:"valid_until,omitzero"`
	Warnings   []Finding       `json:"warnings,omitempty"` // of law, when it was sent
	Offer      *Offer          `json:"offer,omitempty"`    // what the customer proposed instead
}

// Call is what one order called off.
type Call struct {
	Order string  `json:"order"`
	Lines []Award `json:"lines"`
}

// Latest is the revision that counts.
func (q Quote) Latest() Revision {
	if len(q.Revisions) == 0 {
		return Revision{}
	}
	return q.Revisions[len(q.Revisions)-1]
}

// Changes are what happened since the quote was loaded or saved: append them to
// its log in the transaction that saves it.
func (q Quote) Changes() []Change { return slices.Clone(q.changes) }

// Saved is the quote with its changes written.
func (q Quote) Saved() Quote {
	q.changes = nil
	return q
}

// Permitted are the events that may come next for whoever gives the command, and
// the others with every reason why not. The guards in Later look at what the verb
// brings, and are still to hold. Without rules or a command there are no events.
func (q Quote) Permitted(r *Rules, cmd *workflow.Command) []workflow.Choice[Status, Event] {
	if r.Machine().Check() != nil || cmd == nil {
		return nil
	}
	return r.machine.Permitted(q.Status, cmd, Case{Quote: &q, Policy: &r.policy})
}

// Decode reads a quote from JSON, strictly: a field that no quote has is refused, at
// every depth, and every problem has its path.
func Decode(data []byte) (Quote, error) {
	var q Quote
	err := strict.Decode(data, &q)
	return q, err
}
