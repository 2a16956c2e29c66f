package progress

import (
	"fmt"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// Intent is what somebody else must do because of a change of an order. The host hands it
// on. It says how things must be, so that it may be carried out twice; of two of a kind
// about the same, the one with the higher version stands.
type Intent struct {
	ID       string           `json:"id"` // of the order, the change and the rule: the same each time
	Rule     string           `json:"rule"`
	Kind     IntentKind       `json:"kind"`
	Order    string           `json:"order"`
	Version  int              `json:"version"` // of the order, after the change; 0 of a delay, which is none
	Customer string           `json:"customer"`
	To       salesdesk.Role   `json:"to"`
	By       time.Time        `json:"by"`           // when it must be done at the latest
	Day      calendar.Date    `json:"day,omitzero"` // it is for: of the shelf, of delivery, the last one to invoice
	Topic    Topic            `json:"topic,omitempty"`
	Shipment string           `json:"shipment,omitempty"`
	Return   string           `json:"return,omitempty"`
	Hold     order.Hold       `json:"hold,omitempty"`
	Lines    []order.Quantity `json:"lines,omitempty"`
}

// MessageID names the text, which is the desk's own.
func (i Intent) MessageID() string { return "progress.intent." + string(i.Kind) }

// IntentKind is what must be done.
type IntentKind string

// The kinds of intent, and what their lines hold.
const (
	ReserveStock        IntentKind = "reserve_stock"    // what is still to leave of every line: so much is set aside, no more
	ReleaseStock        IntentKind = "release_stock"    // nothing is set aside for the order any more
	PlanTransport       IntentKind = "plan_transport"   // the shipment
	CancelTransport     IntentKind = "cancel_transport" // the shipment
	ExpectReturn        IntentKind = "expect_return"    // what comes back
	InspectReturn       IntentKind = "inspect_return"   // what came back
	RequestInvoice      IntentKind = "request_invoice"  // all that left and is not invoiced
	RequestCredit       IntentKind = "request_credit"   // what was accepted of a return, or was invoiced and did not arrive
	ReviewHold          IntentKind = "review_hold"      // none
	InformCustomer      IntentKind = "inform_customer"  // none, or the shipment
	InformExternalSales IntentKind = "inform_external_sales"
	InformDesk          IntentKind = "inform_desk"
)

// intentKinds are the kinds as a table may have them.
const intentKinds = "reserve_stock release_stock plan_transport cancel_transport expect_return inspect_return request_invoice request_credit " +
	"review_hold inform_customer inform_external_sales inform_desk"

// Topic is what somebody is informed of.
type Topic string

// The topics.
const (
	TopicReceived        Topic = "received"
	TopicConfirmed       Topic = "confirmed"
	TopicRejected        Topic = "rejected"
	TopicCancelled       Topic = "cancelled"
	TopicProposal        Topic = "change_proposed"
	TopicChanged         Topic = "changed"
	TopicRefused         Topic = "change_refused"
	TopicAsked           Topic = "change_requested"
	TopicShipped         Topic = "shipped"
	TopicFailed          Topic = "delivery_failed"
	TopicDelivered       Topic = "delivered"
	TopicReturnAllowed   Topic = "return_authorized"
	TopicReturnRefused   Topic = "return_rejected"
	TopicReturnRequested Topic = "return_requested"
	TopicHeld            Topic = "held"
	TopicDelayed         Topic = "delayed"
	TopicRescheduled     Topic = "rescheduled"
)

// MessageID names the text. The customer is never told of a hold.
func (t Topic) MessageID() string { return "progress.topic." + string(t) }

// Intents are what others must do because of a change, by the rules, in their order. The
// order is as it is after the change; one of another stream or before it is a
// [VersionError]. Working time is that of the calendar.
func Intents(c order.Change, o order.Order, rules []Rule, cal *calendar.Calendar) ([]Intent, error) {
	var problems salesdesk.Problems
	if cal == nil {
		problems.Add(salesdesk.FieldError{Path: "calendar", Rule: salesdesk.RuleRequired})
	}
	problems.AddAt("rules", CheckRules(rules))
	if c.Stream != o.ID || c.Seq > o.Version {
		problems.Add(VersionError{Order: o.ID, Version: o.Version, Stream: c.Stream, Seq: c.Seq})
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	trigger := TriggerOf(c)
	var intents []Intent
	for _, rule := range rules {
		if !slices.Contains(rule.On, trigger) || !rule.When.holds(c, &o) {
			continue
		}
		intent, err := rule.intent(c, &o, cal)
		if err != nil {
			return nil, salesdesk.At("rules."+rule.ID, err)
		}
		intents = append(intents, intent)
	}
	return intents, nil
}

func (r *Rule) intent(c order.Change, o *order.Order, cal *calendar.Calendar) (Intent, error) {
	by, err := cal.Add(c.At, r.Within)
	if err != nil {
		return Intent{}, err
	}
	i := Intent{
		ID: fmt.Sprintf("%s/%d/%s", c.Stream, c.Seq, r.ID), Rule: r.ID, Kind: r.Do, Order: o.ID, Version: c.Seq, Customer: o.Customer,
		To: r.To, By: by.UTC(), Topic: r.Topic,
	}
	i.about(c)
	i.lines(o)
	i.Day = i.day(o, calendar.DateOf(c.At, cal.Location()))
	if r.Do == ReviewHold {
		i.To = i.Hold.Role()
	}
	return i, nil
}

// about names the shipment, return or hold that the change is of.
func (i *Intent) about(c order.Change) {
	switch fact := c.Fact.(type) {
	case order.Planned:
		i.Shipment = fact.Shipment.ID
	case order.Shipped:
		i.Shipment = fact.Shipment.ID
	case order.ShipmentMoved:
		i.Shipment = fact.Shipment
	case order.Arrived:
		i.Shipment = fact.Shipment
	case order.ReturnRequested:
		i.Return = fact.Return.ID
	case order.ReturnMoved:
		i.Return = fact.Return
	case order.Held:
		i.Hold = fact.Hold
	default: // is of the order
	}
}

// lines are the quantities that the kind is about.
func (i *Intent) lines(o *order.Order) {
	switch i.Kind {
	case ReserveStock:
		i.Lines = toLeave(o)
	case RequestInvoice:
		i.Lines = o.Billable()
	case ExpectReturn, InspectReturn, RequestCredit:
		if i.Lines = returned(o, i.Return, i.Kind); i.Return == "" {
			i.Lines = o.CreditDue()
		}
	case PlanTransport, CancelTransport, InformCustomer:
		for _, s := range o.Shipments {
			if s.ID == i.Shipment {
				i.Lines = slices.Clone(s.Lines)
			}
		}
	default: // needs none
	}
}

// toLeave is what is due of every line and did not leave; 0 where nothing is.
func toLeave(o *order.Order) []order.Quantity {
	lines := make([]order.Quantity, 0, len(o.Lines))
	for _, l := range o.Lines {
		left := atLeastZero(salesdesk.Amount{Decimal: l.Due().Sub(l.Shipped.Decimal)})
		lines = append(lines, order.Quantity{Line: l.ID, Quantity: left})
	}
	return lines
}

func atLeastZero(a salesdesk.Amount) salesdesk.Amount {
	if a.IsNegative() {
		return salesdesk.Amount{}
	}
	return a
}

func returned(o *order.Order, id string, kind IntentKind) (lines []order.Quantity) {
	for _, r := range o.Returns {
		switch {
		case r.ID != id:
		case kind == ExpectReturn:
			lines = slices.Clone(r.Lines)
		case kind == InspectReturn:
			lines = slices.Clone(r.Received)
		default:
			for _, v := range r.Verdicts {
				lines = append(lines, order.Quantity{Line: v.Line, Quantity: v.Accepted})
			}
		}
	}
	return lines
}

// day is the last day to invoice what left on the day of the change; else the first day on
// which something of the lines must be on the shelf, of a reservation, or at the door.
func (i *Intent) day(o *order.Order, today calendar.Date) calendar.Date {
	if i.Kind == RequestInvoice {
		return invoice.IssueBy(today)
	}
	if i.Kind != ReserveStock && i.Kind != PlanTransport {
		return calendar.Date{}
	}
	wanted := make(map[string]bool, len(i.Lines))
	for _, q := range i.Lines {
		wanted[q.Line] = q.Quantity.IsPositive()
	}
	var first calendar.Date
	for _, p := range o.Promises {
		day := p.Date
		if i.Kind == ReserveStock && !p.Ready.IsZero() {
			day = p.Ready
		}
		if wanted[p.Line] && (first.IsZero() || day.Before(first)) {
			first = day
		}
	}
	return first
}
