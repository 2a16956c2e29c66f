package order

import "github.com/interne-sales/salesdesk"

// Status is where the order as a whole stands. Delivery, billing and returns are
// derived from quantities: see [Line.Label].
type Status string

// The statuses.
const (
	Draft     Status = "draft"
	Submitted Status = "submitted"
	Confirmed Status = "confirmed"
	Completed Status = "completed"
	Cancelled Status = "cancelled"
	Rejected  Status = "rejected"
	Expired   Status = "expired"
	// ChangePending waits for the customer's answer to what we propose.
	ChangePending Status = "change_pending"
	// ChangeRequested is ours to answer.
	ChangeRequested Status = "change_requested"
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "order.status." + string(s) }

// Event is what happens to an order.
type Event string

// The events. The first move the order, then come those that change what is agreed;
// the others change its lines.
const (
	Submit   Event = "submit"
	Confirm  Event = "confirm"
	Reject   Event = "reject"
	Expire   Event = "expire"
	Cancel   Event = "cancel"
	Complete Event = "complete"
	Reopen   Event = "reopen"

	ProposeChange      Event = "propose_change"
	AcceptChange       Event = "accept_change"
	WithdrawChange     Event = "withdraw_change"
	DeclineChange      Event = "decline_change"
	DeclineFirstChange Event = "decline_first_change"
	RequestChange      Event = "request_change"
	GrantChange        Event = "grant_change"
	GrantFirstChange   Event = "grant_change_before_confirmation"
	RefuseChange       Event = "refuse_change"
	RefuseFirstChange  Event = "refuse_change_before_confirmation"

	Reschedule      Event = "reschedule"
	CallOff         Event = "call_off"
	Prepay          Event = "prepay"
	Deallocate      Event = "deallocate"
	PlanShipment    Event = "plan_shipment"
	CancelRemaining Event = "cancel_remaining"
	ReopenLine      Event = "reopen_line"
	Substitute      Event = "substitute"

	PlaceHold  Event = "place_hold"
	FreeHold   Event = "free_hold"
	Allocate   Event = "allocate"
	Ship       Event = "ship"
	Deliver    Event = "deliver"
	CloseShort Event = "close_short"
	Bill       Event = "bill"
	Credit     Event = "credit"

	CreditUndelivered Event = "credit_undelivered"

	RequestReturn Event = "request_return"
)

// MessageID names the event's text.
func (e Event) MessageID() string { return "order.event." + string(e) }

// Hold is a reason to wait, beside the status. Each is freed by its own role.
type Hold string

// The holds.
const (
	CreditHold   Hold = "credit"
	PriceHold    Hold = "price"
	StockHold    Hold = "stock"
	LegalHold    Hold = "legal"
	CustomerHold Hold = "customer"
)

// MessageID names the hold's text.
func (h Hold) MessageID() string { return "order.hold." + string(h) }

// Role is who frees the hold; a hold that the company added is the sales manager's.
func (h Hold) Role() salesdesk.Role {
	switch h {
	case CreditHold:
		return salesdesk.Finance
	case StockHold:
		return salesdesk.Purchasing
	case CustomerHold:
		return salesdesk.InsideSales
	default:
		return salesdesk.SalesManager
	}
}
