package complaint

// Status is where a complaint stands.
type Status string

// The statuses.
const (
	Received          Status = "received"
	Acknowledged      Status = "acknowledged"
	Triaged           Status = "triaged"
	Investigating     Status = "investigating"
	WaitingCustomer   Status = "waiting_customer"
	WaitingThirdParty Status = "waiting_third_party"
	RemedyProposed    Status = "remedy_proposed"
	Implementing      Status = "implementing"
	Resolved          Status = "resolved"
	Closed            Status = "closed"
	Rejected          Status = "rejected"
	Withdrawn         Status = "withdrawn"
	Merged            Status = "merged"
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "complaint.status." + string(s) }

// Event is what happens to a complaint.
type Event string

// The events. Answer and Contact leave the status as it is.
const (
	Acknowledge        Event = "acknowledge"
	Triage             Event = "triage"
	Assign             Event = "assign"
	RequestInfo        Event = "request_info"
	InfoReceived       Event = "info_received"
	WaitThirdParty     Event = "wait_third_party"
	ThirdPartyAnswered Event = "third_party_answered"
	ProposeRemedy      Event = "propose_remedy"
	DeclineRemedy      Event = "decline_remedy"
	AcceptRemedy       Event = "accept_remedy"
	Resolve            Event = "resolve"
	ResolveAtOnce      Event = "resolve_at_once"
	RejectComplaint    Event = "reject_complaint"
	Withdraw           Event = "withdraw"
	Merge              Event = "merge"
	NoReplyClose       Event = "no_reply_close"
	Close              Event = "close"
	Reopen             Event = "reopen"
	Appeal             Event = "appeal"
	PassOn             Event = "pass_on"
	Answer             Event = "answer"
	Contact            Event = "contact"
)

// MessageID names the event's text.
func (e Event) MessageID() string { return "complaint.event." + string(e) }

// Category is what a complaint is about. Companies add their own.
type Category string

// The built-in categories.
const (
	Product  Category = "product"
	Delivery Category = "delivery"
	Billing  Category = "billing"
	Service  Category = "service"
	Safety   Category = "safety"
)

// MessageID names the category's text.
func (c Category) MessageID() string { return "complaint.category." + string(c) }
