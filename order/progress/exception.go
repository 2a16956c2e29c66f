package progress

import (
	"cmp"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
)

// Exception is something that should have happened by now, or must soon.
type Exception struct {
	Kind     ExceptionKind  `json:"kind"`
	Severity Severity       `json:"severity"`
	Order    string         `json:"order,omitempty"`
	Customer string         `json:"customer,omitempty"`
	Subject  string         `json:"subject,omitempty"` // the line, hold, shipment, return or request
	Since    time.Time      `json:"since"`             // when it began to wait
	Due      time.Time      `json:"due"`               // when it should have been done, or must be
	Act      salesdesk.Role `json:"act"`
	Who      string         `json:"who,omitempty"` // of them, where somebody has it
	Next     Step           `json:"next"`
}

// MessageID names the text, which says the reason. It is the desk's own.
func (e Exception) MessageID() string { return "progress.exception." + string(e.Kind) }

// ExceptionKind is why something is on the list.
type ExceptionKind string

// The kinds of exception.
const (
	Unanswered     ExceptionKind = "unanswered"      // an order, also one of the customer's that nobody put before the desk, or a change that he asks for
	Silent         ExceptionKind = "silent"          // the customer, about a change that we proposed
	Stalled        ExceptionKind = "stalled"         // a hold
	AtRisk         ExceptionKind = "at_risk"         // a promise that will be late unless somebody acts
	Broken         ExceptionKind = "broken"          // a promise of which the day is over
	Unbilled       ExceptionKind = "unbilled"        // what left and is not invoiced
	Uncredited     ExceptionKind = "uncredited"      // what was invoiced, came back and is not credited
	FailedDelivery ExceptionKind = "failed_delivery" // a shipment that could not be delivered
	ReturnWaits    ExceptionKind = "return_waits"    // for us
	RequestOverdue ExceptionKind = "request_overdue" // to another department
)

// Severity is how urgent something is.
type Severity string

// The severities, the most urgent first.
const (
	Critical Severity = "critical" // the law's or the customer's day is over
	High     Severity = "high"     // it is near, or twice the time is over
	Normal   Severity = "normal"
)

// MessageID names the text.
func (s Severity) MessageID() string { return "progress.severity." + string(s) }

func (s Severity) rank() int { return slices.Index([]Severity{Critical, High, Normal}, s) }

// Step is what to do next.
type Step string

// The steps.
const (
	AnswerOrder     Step = "answer_order"
	AnswerChange    Step = "answer_change"
	RemindCustomer  Step = "remind_customer"
	DecideHold      Step = "decide_hold"
	FindSupply      Step = "find_supply"
	ShipNow         Step = "ship_now"
	TellCustomer    Step = "tell_customer" // with a new day
	ChaseCarrier    Step = "chase_carrier"
	IssueInvoice    Step = "issue_invoice"
	IssueCreditNote Step = "issue_credit_note"
	SendAgain       Step = "send_again" // or take back
	AuthoriseGoods  Step = "authorise_return"
	InspectGoods    Step = "inspect_return"
	DecideRemedy    Step = "decide_remedy"
	SettleGoods     Step = "settle_return"
	ChaseRequest    Step = "chase_request"
)

// MessageID names the text.
func (s Step) MessageID() string { return "progress.step." + string(s) }

// Watched is an order with its timeline, of the same version.
type Watched struct {
	Order    order.Order
	Timeline Timeline
}

// Limits say how long something may wait: working time, where it is not said otherwise.
// The zero value lets nothing wait.
type Limits struct {
	Answer   time.Duration // an order or a change of the customer
	Silence  time.Duration // our proposal, at the customer
	Hold     time.Duration
	Bill     time.Duration // from the departure, and a credit note from the day it came back
	Delivery time.Duration // a failed one
	Return   time.Duration // in each status that waits for us
	// BillDays are how many calendar days before the last day to invoice it is urgent.
	BillDays int
	// LeadDays are the working days from our door to the customer's: so long before the
	// promised day all of a line must have left.
	LeadDays int
}

// UsualLimits are a day for answers, failed deliveries and invoices, two for holds and
// returns, five for the customer; an invoice is urgent five days before the last one, and
// goods are two working days on their way. They are a start, and no law.
func UsualLimits() Limits {
	return Limits{
		Answer: workday, Silence: 5 * workday, Hold: 2 * workday, Bill: workday, Delivery: workday, Return: 2 * workday,
		BillDays: 5, LeadDays: 2,
	}
}

func (l *Limits) check() error {
	var problems salesdesk.Problems
	for _, field := range []struct {
		path  string
		value time.Duration
	}{
		{"answer", l.Answer},
		{"silence", l.Silence},
		{"hold", l.Hold},
		{"bill", l.Bill},
		{"delivery", l.Delivery},
		{"return", l.Return},
		{"bill_days", time.Duration(l.BillDays)},
		{"lead_days", time.Duration(l.LeadDays)},
	} {
		problems.AddAt("limits", notNegative(field.path, field.value))
	}
	return problems.Err()
}

// watch collects what is found at a moment.
type watch struct {
	limits Limits
	cal    *calendar.Calendar
	at     time.Time
	today  calendar.Date
	found  []Exception
	failed salesdesk.Problems
}

// Exceptions is the list of what waits too long at a moment: the most urgent first, then
// what was due first, then by order, kind and subject. What is due at the moment is in
// time. A timeline of another version than its order is a [VersionError], and what the
// calendar does not reach has its own; then there is no list.
func Exceptions(orders []Watched, requests []Request, limits Limits, cal *calendar.Calendar, at time.Time) ([]Exception, error) {
	w := watch{limits: limits, cal: cal, at: at}
	w.failed.Add(limits.check())
	if cal == nil {
		w.failed.Add(salesdesk.FieldError{Path: "calendar", Rule: salesdesk.RuleRequired})
	}
	if err := w.failed.Err(); err != nil {
		return nil, err
	}
	w.today = calendar.DateOf(at, cal.Location())
	for i := range orders {
		w.order(i, &orders[i])
	}
	for i := range requests {
		w.request(&requests[i])
	}
	if err := w.failed.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(w.found, func(a, b Exception) int {
		return cmp.Or(
			cmp.Compare(a.Severity.rank(), b.Severity.rank()), a.Due.Compare(b.Due), cmp.Compare(a.Order, b.Order),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Subject, b.Subject),
		)
	})
	return w.found, nil
}

func (w *watch) order(i int, o *Watched) {
	if o.Order.ID != o.Timeline.Order || o.Order.Version != o.Timeline.Version {
		w.failed.Add(salesdesk.At(salesdesk.Index("orders", i), VersionError{
			Order: o.Order.ID, Version: o.Order.Version, Stream: o.Timeline.Order, Seq: o.Timeline.Version,
		}))
		return
	}
	w.answers(o)
	w.holds(o)
	w.promises(o)
	w.bills(o)
	w.credits(o)
	w.shipments(o)
	w.returns(o)
}

// waits lists something that waits for longer than its time: high once twice that is over.
func (w *watch) waits(e Exception, o *Watched, limit time.Duration) {
	due, err := w.cal.Add(e.Since, limit)
	if err != nil {
		w.failed.Add(salesdesk.At(o.Order.ID, err))
		return
	}
	if !w.at.After(due) {
		return
	}
	e.Severity = Normal
	if w.cal.Between(e.Since, w.at) > 2*limit {
		e.Severity = High
	}
	w.add(e, o, due)
}

func (w *watch) add(e Exception, o *Watched, due time.Time) {
	e.Order, e.Customer, e.Due = o.Order.ID, o.Order.Customer, due.UTC()
	w.found = append(w.found, e)
}

func (w *watch) answers(o *Watched) {
	since := o.Timeline.Since
	switch o.Order.Status {
	case order.Draft: // one of ours that is still being written waits for nobody
		if o.Order.Purchase != nil {
			w.waits(Exception{Kind: Unanswered, Since: since, Act: salesdesk.InsideSales, Next: AnswerOrder}, o, w.limits.Answer)
		}
	case order.Submitted:
		w.waits(Exception{Kind: Unanswered, Since: since, Act: salesdesk.InsideSales, Next: AnswerOrder}, o, w.limits.Answer)
	case order.ChangeRequested:
		w.waits(Exception{Kind: Unanswered, Since: since, Act: salesdesk.InsideSales, Next: AnswerChange}, o, w.limits.Answer)
	case order.ChangePending:
		w.waits(Exception{Kind: Silent, Since: since, Act: salesdesk.InsideSales, Next: RemindCustomer}, o, w.limits.Silence)
	default: // waits for no answer
	}
}

// holds of an order that ended hold nothing.
func (w *watch) holds(o *Watched) {
	if ended(o.Order.Status) {
		return
	}
	for _, h := range o.Order.Holds {
		since := find(o.Timeline.Holds, string(h)).Since
		w.waits(Exception{Kind: Stalled, Subject: string(h), Since: since, Act: h.Role(), Next: DecideHold}, o, w.limits.Hold)
	}
}

func ended(s order.Status) bool {
	return slices.Contains([]order.Status{order.Completed, order.Cancelled, order.Rejected, order.Expired}, s)
}

func (w *watch) shipments(o *Watched) {
	marks := index(o.Timeline.Shipments)
	for i := range o.Order.Shipments {
		if s := &o.Order.Shipments[i]; s.Status == order.ShipmentFailed {
			w.waits(Exception{Kind: FailedDelivery, Subject: s.ID, Since: marks[s.ID].Since, Act: salesdesk.Warehouse, Next: SendAgain}, o, w.limits.Delivery)
		}
	}
}

func (w *watch) returns(o *Watched) {
	marks := index(o.Timeline.Returns)
	for i := range o.Order.Returns {
		r := &o.Order.Returns[i]
		e := Exception{Kind: ReturnWaits, Subject: r.ID, Since: marks[r.ID].Since}
		switch r.Status {
		case order.ReturnOpen:
			e.Act, e.Next = salesdesk.InsideSales, AuthoriseGoods
		case order.ReturnReceived:
			e.Act, e.Next = salesdesk.Quality, InspectGoods
		case order.ReturnInspected:
			e.Act, e.Next = salesdesk.InsideSales, DecideRemedy
		case order.ReturnAgreed:
			e.Act, e.Next = salesdesk.Finance, SettleGoods
		default: // waits for the customer, or for nobody
			continue
		}
		w.waits(e, o, w.limits.Return)
	}
}

// index is the marks by their id.
func index(marks []Mark) map[string]Mark {
	if len(marks) == 0 {
		return nil
	}
	byID := make(map[string]Mark, len(marks))
	for _, m := range marks {
		byID[m.ID] = m
	}
	return byID
}

// request lists what another department did not answer in time: the sales manager acts
// once it is escalated.
func (w *watch) request(q *Request) {
	if q.Status == Answered || q.Status == Withdrawn || !w.at.After(q.Due) {
		return
	}
	e := Exception{
		Kind: RequestOverdue, Severity: Normal, Order: q.Question.Order, Subject: q.ID, Since: q.AskedAt, Due: q.Due,
		Act: q.To, Who: q.Owner, Next: ChaseRequest,
	}
	if q.Status == Escalated {
		e.Severity, e.Act, e.Who = High, salesdesk.SalesManager, ""
	}
	w.found = append(w.found, e)
}
