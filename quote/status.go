package quote

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
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "quote.status." + string(s) }

// Event is what moves a quote.
type Event string

// The events.
const (
	Submit     Event = "submit"
	Release    Event = "release"
	Approve    Event = "approve"
	Return     Event = "return"
	Send       Event = "send"
	Extend     Event = "extend"
	Counter    Event = "counter"
	Revise     Event = "revise"
	Accept     Event = "accept"
	AcceptPart Event = "accept_part"
	CallOff    Event = "call_off"
	Decline    Event = "decline"
	Expire     Event = "expire"
	Withdraw   Event = "withdraw"
	Convert    Event = "convert"
)

// MessageID names the event's text.
func (e Event) MessageID() string { return "quote.event." + string(e) }
