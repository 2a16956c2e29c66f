package order

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/aftersales"
)

// Return is goods that come back (an RMA): asked for, authorised, received, inspected, and
// settled by a document for each remedy. Receiving is not accepting: the one counts, the
// other judges.
type Return struct {
	ID        string       `json:"id"`
	Status    ReturnStatus `json:"status"`
	Ground    Ground       `json:"ground,omitempty"`
	Complaint string       `json:"complaint,omitempty"` // that it came of
	// Law is what law or a warranty says of the claim, where it was asked: what it denies
	// or leaves to be weighed, the sales manager authorises, with a reason.
	Law      *aftersales.Verdict `json:"law,omitempty"`
	Lines    []Quantity          `json:"lines"` // authorised
	Received []Quantity          `json:"received,omitempty"`
	Verdicts []Verdict           `json:"verdicts,omitempty"`

	RequestedAt time.Time     `json:"requested_at,omitzero"`
	ReturnBy    calendar.Date `json:"return_by,omitzero"` // the last day to send the goods; none is for ever
	Label       string        `json:"label,omitempty"`    // of the parcel, or the number of the pickup
	Evidence    string        `json:"evidence,omitempty"` // for which the goods need not come

	Remedies  []LineRemedy     `json:"remedies,omitempty"`
	Documents []RemedyDocument `json:"documents,omitempty"`
	ClosedAt  time.Time        `json:"closed_at,omitzero"` // last
	// Settled are the remedies of before the return was reopened, each with its document in
	// Documents: what they refunded is not refunded again.
	Settled []LineRemedy `json:"settled,omitempty"`
}

// Ground is for what goods come back. A company may have others.
type Ground string

// The grounds. For the first two nothing is charged: see package aftersales.
const (
	Withdrawal Ground = "withdrawal"
	Guarantee  Ground = "guarantee"
	Warranty   Ground = "warranty"
	WrongGoods Ground = "wrong_goods"
	Transport  Ground = "transport_damage"
	Goodwill   Ground = "goodwill"
)

// MessageID names the ground's text.
func (g Ground) MessageID() string { return "order.ground." + string(g) }

// free is whether law forbids to charge for the return.
func (g Ground) free() bool { return g == Withdrawal || g == Guarantee }

// Verdict is what inspection made of a line.
type Verdict struct {
	Line        string           `json:"line"`
	Accepted    salesdesk.Amount `json:"accepted"` // the rest of what was received is refused
	Disposition Disposition      `json:"disposition"`
	Finding     string           `json:"finding,omitempty"`
}

// Disposition is where inspected goods go. A company may have others.
type Disposition string

// The dispositions.
const (
	Restock    Disposition = "restock"
	Refurbish  Disposition = "refurbish"
	Scrap      Disposition = "scrap"
	ToSupplier Disposition = "to_supplier"
	SendBack   Disposition = "send_back"
	Stays      Disposition = "stays" // with the customer: it need not come
)

// MessageID names the disposition's text.
func (d Disposition) MessageID() string { return "order.disposition." + string(d) }

// ReturnStatus is where a return stands.
type ReturnStatus string

// The statuses of a return.
const (
	ReturnOpen       ReturnStatus = "requested"
	ReturnAuthorized ReturnStatus = "authorized"
	ReturnInTransit  ReturnStatus = "in_transit"
	ReturnPart       ReturnStatus = "partially_received"
	ReturnReceived   ReturnStatus = "received"
	ReturnInspected  ReturnStatus = "inspected"
	ReturnAgreed     ReturnStatus = "remedy_agreed"
	ReturnClosed     ReturnStatus = "closed"
	ReturnRejected   ReturnStatus = "rejected"
	ReturnCancelled  ReturnStatus = "cancelled"
	ReturnExpired    ReturnStatus = "expired"
)

// MessageID names the status's text.
func (s ReturnStatus) MessageID() string { return "order.return." + string(s) }

// ReturnEvent is what moves a return.
type ReturnEvent string

// The events of a return.
const (
	Authorize     ReturnEvent = "authorize"
	RejectReturn  ReturnEvent = "reject"
	CancelReturn  ReturnEvent = "cancel"
	ExpireReturn  ReturnEvent = "expire"
	Dispatch      ReturnEvent = "dispatch"
	ReceivePart   ReturnEvent = "receive_part"
	Receive       ReturnEvent = "receive"
	CloseReceipt  ReturnEvent = "close_short"
	Inspect       ReturnEvent = "inspect"
	WaiveReturn   ReturnEvent = "waive_return"
	ProposeRemedy ReturnEvent = "propose"
	Settle        ReturnEvent = "settle"
	ReopenReturn  ReturnEvent = "reopen"
)

// MessageID names the event's text.
func (e ReturnEvent) MessageID() string { return "order.return_event." + string(e) }

// totals are the quantities of every line in a list.
func totals(list []Quantity) map[string]salesdesk.Amount {
	sums := make(map[string]salesdesk.Amount, len(list))
	for _, q := range list {
		sums[q.Line] = add(sums[q.Line], q.Quantity)
	}
	return sums
}
