package dunning

// Status is the level that the dunning of a claim has reached.
type Status string

// The statuses.
const (
	None        Status = "none" // nothing was sent yet
	ReminderOne Status = "reminder_1"
	ReminderTwo Status = "reminder_2"
	Noticed     Status = "formal_notice"
	HandedOver  Status = "handed_over" // to a lawyer, bailiff or collector
	Suspended   Status = "suspended"   // keeps the level it returns to
	Settled     Status = "settled"
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "dunning.status." + string(s) }

// Event is what happens to a claim.
type Event string

// The events. Pay, Reverse and AddCost leave the status as it is.
const (
	Remind       Event = "remind_1"
	RemindAgain  Event = "remind_2"
	FormalNotice Event = "formal_notice"
	HandOver     Event = "hand_over"
	Suspend      Event = "suspend"
	Resume       Event = "resume"
	Settle       Event = "settle"
	Relapse      Event = "relapse"
	Pay          Event = "pay"
	Reverse      Event = "reverse"
	AddCost      Event = "add_cost"
)

// MessageID names the event's text.
func (e Event) MessageID() string { return "dunning.event." + string(e) }

// Channel is how a reminder goes out.
type Channel string

// The channels.
const (
	Post       Channel = "post"
	Electronic Channel = "electronic"
)

// MessageID names the channel's text.
func (c Channel) MessageID() string { return "dunning.channel." + string(c) }

// PaymentKind is what lowers a debt.
type PaymentKind string

// The kinds. "" is Paid.
const (
	Paid       PaymentKind = "paid"
	CreditNote PaymentKind = "credit_note" // lowers the debt from its beginning
)

// MessageID names the kind's text.
func (k PaymentKind) MessageID() string { return "dunning.payment." + string(k) }

// Cause is why a claim waits.
type Cause string

// The causes.
const (
	Dispute   Cause = "dispute"
	Complaint Cause = "complaint"
	Promise   Cause = "promise" // to pay by a day
)

// MessageID names the cause's text.
func (c Cause) MessageID() string { return "dunning.cause." + string(c) }

// Collector is who takes a claim over.
type Collector string

// The collectors. An agency that collects from consumers is registered with the Federal
// Public Service Economy; lawyers and bailiffs need not be.
const (
	Lawyer  Collector = "lawyer"
	Bailiff Collector = "bailiff"
	Agency  Collector = "agency"
)

// MessageID names the collector's text.
func (c Collector) MessageID() string { return "dunning.collector." + string(c) }
