package quote

import "time"

// Status is where a quote stands.
type Status string

// The statuses.
const (
	Draft        Status = "draft"
	InApproval   Status = "in_approval"
	Approved     Status = "approved"
	Sent         Status = "sent"
	Countered    Status = "countered"
	PartAccepted Status = "part_accepted"
	Accepted     Status = "accepted"
	Declined     Status = "declined"
	Expired      Status = "expired"
	Withdrawn    Status = "withdrawn"
	Ordered      Status = "ordered"
	Lost         Status = "lost" // awarded, and then nothing of it was ordered
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "quote.status." + string(s) }

// Event is what moves a quote.
type Event string

// The events.
const (
	Submit       Event = "submit"
	Release      Event = "release"
	ApproveLevel Event = "approve_level" // a level, and others follow
	Approve      Event = "approve"       // the last level
	Return       Event = "return"
	Send         Event = "send"
	Receive      Event = "receive"
	Remind       Event = "remind"
	Extend       Event = "extend"
	Object       Event = "object"
	Answer       Event = "answer"
	Counter      Event = "counter"
	Revise       Event = "revise"
	Accept       Event = "accept"
	AcceptPart   Event = "accept_part"
	Choose       Event = "choose"      // an offered option or alternative, and the rest
	ChoosePart   Event = "choose_part" // the same, of some quantities
	CallOff      Event = "call_off"
	Lose         Event = "lose"       // some of what is left
	LoseWhole    Event = "lose_whole" // all of what was offered
	Decline      Event = "decline"
	Expire       Event = "expire"
	Withdraw     Event = "withdraw"
	Convert      Event = "convert"
)

// MessageID names the event's text.
func (e Event) MessageID() string { return "quote.event." + string(e) }

// StatusAt is the status at a moment, where the timer that expires quotes may not have
// come by yet: what was sent, or answered with a counter-offer, is expired once its last
// day is over. What was decided before stays as decided. Without rules there is no day to
// hold it against: it is the status that was stored.
func (q Quote) StatusAt(r *Rules, at time.Time) Status {
	last := q.Latest().ValidUntil
	if r.Machine().Check() == nil && (q.Status == Sent || q.Status == Countered) && !last.IsZero() && r.policy.today(at).After(last) {
		return Expired
	}
	return q.Status
}
