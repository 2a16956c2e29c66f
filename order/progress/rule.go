package progress

import (
	"slices"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order"
)

// MaxRules bounds a table of rules.
const MaxRules = 1_000

// Trigger is an event of an order, of one of its shipments or of one of its returns. A
// company that added events to a table has triggers of its own.
type Trigger string

// Opened is the trigger of an order that is made.
const Opened Trigger = "open"

// OnOrder is the trigger of an event of orders.
func OnOrder(e order.Event) Trigger { return Trigger(e) }

// OnShipment is the trigger of an event of shipments. A shipment leaves and arrives by the
// order's own events, whether it was planned or not.
func OnShipment(e order.ShipmentEvent) Trigger {
	switch e {
	case order.Depart:
		return OnOrder(order.Ship)
	case order.Arrive:
		return OnOrder(order.Deliver)
	default:
		return Trigger("shipment." + e)
	}
}

// OnReturn is the trigger of an event of returns.
func OnReturn(e order.ReturnEvent) Trigger { return Trigger("return." + e) }

// TriggerOf is the trigger of a change; none without a fact.
func TriggerOf(c order.Change) Trigger {
	switch fact := c.Fact.(type) {
	case order.Created:
		return Opened
	case order.ShipmentMoved:
		return OnShipment(fact.Step)
	case order.ReturnMoved:
		return OnReturn(fact.Step)
	default:
		return OnOrder(movedOf(c.Fact).On)
	}
}

// movedOf is what a fact says of the order itself.
func movedOf(fact order.Fact) order.Moved {
	switch f := fact.(type) {
	case order.Moved:
		return f
	case order.Created:
		return f.Moved
	case order.Promised:
		return f.Moved
	case order.Held:
		return f.Moved
	case order.Shifted:
		return f.Moved
	case order.Shipped:
		return f.Moved
	case order.Arrived:
		return f.Moved
	case order.Planned:
		return f.Moved
	case order.ShipmentMoved:
		return f.Moved
	case order.Proposed:
		return f.Moved
	case order.Requested:
		return f.Moved
	case order.Answered:
		return f.Moved
	case order.Revised:
		return f.Moved
	case order.Called:
		return f.Moved
	case order.Prepaid:
		return f.Moved
	case order.Ended:
		return f.Moved
	case order.Documented:
		return f.Moved
	case order.ReturnRequested:
		return f.Moved
	case order.ReturnMoved:
		return f.Moved
	default:
		return order.Moved{}
	}
}

// Rule is a row of the table: on one of the events, where the condition holds, somebody
// must do something within some working time. What it must be done with, the kind says.
type Rule struct {
	ID     string         `json:"id"` // unique in the table, part of the intents' ids: keep it
	On     []Trigger      `json:"on"`
	When   Condition      `json:"when,omitzero"`
	Do     IntentKind     `json:"do"`
	To     salesdesk.Role `json:"to"`               // a hold is reviewed by its own role, whatever is here
	Topic  Topic          `json:"topic,omitempty"`  // of those that inform
	Within time.Duration  `json:"within,omitempty"` // working time, in nanoseconds; 0 is at once
}

// Condition is what must hold of an order; everything that is given must. The zero value
// always holds.
type Condition struct {
	AtLeast   *salesdesk.Amount  `json:"at_least,omitempty"` // total without VAT, in Currency
	Currency  salesdesk.Currency `json:"currency,omitempty"`
	Customers []string           `json:"customers,omitempty"`  // one of them
	Channels  []order.Channel    `json:"channels,omitempty"`   // one of them
	Holds     []order.Hold       `json:"holds,omitempty"`      // the change is of one of them
	Freed     *bool              `json:"freed,omitempty"`      // a hold that is freed, or one that is placed
	Confirmed *bool              `json:"confirmed,omitempty"`  // before or by the change
	Blanket   *bool              `json:"blanket,omitempty"`    // it is an order to call off
	Moved     *bool              `json:"moved,omitempty"`      // a line is promised later than it was asked for
	CreditDue *bool              `json:"credit_due,omitempty"` // something invoiced did not reach the customer: see [order.Order.CreditDue]
}

// check names everything that keeps a condition from ever being meant.
func (w *Condition) check() error {
	var problems salesdesk.Problems
	if w.AtLeast != nil {
		problems.AddAt("at_least", w.AtLeast.Check())
		problems.AddAt("currency", w.Currency.Check())
	} else if w.Currency != "" {
		problems.Add(salesdesk.FieldError{Path: "at_least", Rule: salesdesk.RuleRequired})
	}
	for _, list := range []struct {
		path string
		none bool
	}{
		{"customers", slices.Contains(w.Customers, "")},
		{"channels", slices.Contains(w.Channels, "")},
		{"holds", slices.Contains(w.Holds, "")},
	} {
		if list.none {
			problems.Add(salesdesk.FieldError{Path: list.path, Rule: salesdesk.RuleRequired})
		}
	}
	return problems.Err()
}

func (w *Condition) holds(c order.Change, o *order.Order) bool {
	held, isHold := c.Fact.(order.Held)
	switch {
	case w.AtLeast != nil && (w.Currency != o.Agreed.Currency || o.Agreed.Totals.TaxExclusive.LessThan(w.AtLeast.Decimal)),
		len(w.Customers) > 0 && !slices.Contains(w.Customers, o.Customer),
		len(w.Channels) > 0 && !slices.Contains(w.Channels, o.Channel),
		len(w.Holds) > 0 && (!isHold || !slices.Contains(w.Holds, held.Hold)),
		w.Freed != nil && (!isHold || held.Freed != *w.Freed):
		return false
	}
	return as(w.Confirmed, !o.ConfirmedAt.IsZero()) && as(w.Blanket, o.Blanket != nil) && as(w.Moved, moved(o)) && as(w.CreditDue, len(o.CreditDue()) > 0)
}

// as reports whether what was asked for, if anything was, is so.
func as(want *bool, is bool) bool { return want == nil || *want == is }

func moved(o *order.Order) bool {
	for _, p := range o.Promises {
		if p.Moved() {
			return true
		}
	}
	return false
}

// DecodeRules reads a company's table from JSON and names every problem of it, of what is
// read and, where all can be read, of what [CheckRules] finds. Put it over the built-in one
// with [Override].
func DecodeRules(data []byte) ([]Rule, error) {
	var rules []Rule
	if err := strict.Decode(data, &rules); err != nil {
		return nil, err
	}
	if err := CheckRules(rules); err != nil {
		return nil, err
	}
	return rules, nil
}

// CheckRules names everything that a table has wrong, by the place of its row.
func CheckRules(rules []Rule) error {
	var problems salesdesk.Problems
	if len(rules) > MaxRules {
		return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: "1000"}
	}
	seen := make(map[string]bool, len(rules))
	for i := range rules {
		path, r := salesdesk.Index("", i), &rules[i]
		if seen[r.ID] {
			problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleDuplicate, Param: r.ID})
		}
		seen[r.ID] = true
		problems.AddAt(path, r.check())
	}
	return problems.Err()
}

func (r *Rule) check() error {
	var problems salesdesk.Problems
	required := func(path string, missing bool) {
		if missing {
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
		}
	}
	informs := r.Do == InformCustomer || r.Do == InformExternalSales || r.Do == InformDesk
	required("id", r.ID == "")
	required("on", len(r.On) == 0)
	required("do", r.Do == "")
	if r.Do != "" && !slices.Contains(strings.Fields(intentKinds), string(r.Do)) {
		problems.Add(salesdesk.FieldError{Path: "do", Rule: salesdesk.RuleOneOf, Param: intentKinds})
	}
	if slices.Contains(r.On, "") {
		problems.Add(salesdesk.FieldError{Path: "on", Rule: salesdesk.RuleRequired})
	}
	problems.AddAt("when", r.When.check())
	required("topic", informs && r.Topic == "")
	problems.AddAt("to", r.To.Check())
	problems.Add(notNegative("within", r.Within))
	if r.Do == InformCustomer && r.Topic == TopicHeld {
		problems.Add(salesdesk.FieldError{Path: "topic", Rule: salesdesk.RuleExcluded, Param: "do"})
	}
	return problems.Err()
}

// BuiltInRules are a table to start from: nothing in it depends on a customer or an amount.
// Change, leave out or add rows; [Override] does so by id.
func BuiltInRules() []Rule {
	const (
		hour = time.Hour
		day  = workday
	)
	type on = []Trigger
	yes, no := true, false
	ours := Condition{Confirmed: &yes, Blanket: &no}
	revised := on{OnOrder(order.Confirm), OnOrder(order.AcceptChange), OnOrder(order.GrantChange), OnOrder(order.Substitute), OnOrder(order.ReopenLine), OnOrder(order.Reopen), OnOrder(order.CancelRemaining), OnOrder(order.CloseShort), OnOrder(order.Reschedule)}
	return []Rule{
		{ID: "reserve", On: revised, When: ours, Do: ReserveStock, To: salesdesk.Warehouse, Within: hour},
		{ID: "reserve_again", On: on{OnShipment(order.VoidShipment), OnShipment(order.ReturnToSender)}, When: ours, Do: ReserveStock, To: salesdesk.Warehouse, Within: hour},
		{ID: "release", On: on{OnOrder(order.Cancel)}, When: ours, Do: ReleaseStock, To: salesdesk.Warehouse, Within: hour},
		{ID: "transport", On: on{OnOrder(order.PlanShipment), OnShipment(order.Retry)}, Do: PlanTransport, To: salesdesk.Warehouse, Within: 2 * hour},
		{ID: "transport_off", On: on{OnShipment(order.CancelShipment), OnShipment(order.VoidShipment)}, Do: CancelTransport, To: salesdesk.Warehouse, Within: hour},
		{ID: "invoice", On: on{OnOrder(order.Ship)}, Do: RequestInvoice, To: salesdesk.Finance, Within: day},
		{ID: "review_hold", On: on{OnOrder(order.PlaceHold)}, Do: ReviewHold, To: salesdesk.SalesManager, Within: day},
		{ID: "expect_return", On: on{OnReturn(order.Authorize)}, Do: ExpectReturn, To: salesdesk.Warehouse, Within: day},
		{ID: "inspect_return", On: on{OnReturn(order.Receive), OnReturn(order.CloseReceipt)}, Do: InspectReturn, To: salesdesk.Quality, Within: 2 * day},
		{ID: "credit_undelivered", On: on{OnShipment(order.VoidShipment), OnShipment(order.ReturnToSender)}, When: Condition{CreditDue: &yes}, Do: RequestCredit, To: salesdesk.Finance, Within: 2 * day},
		{ID: "credit_return", On: on{OnReturn(order.ProposeRemedy)}, Do: RequestCredit, To: salesdesk.Finance, Within: 2 * day},

		tell("tell_received", TopicReceived, hour, OnOrder(order.Submit)),
		tell("tell_confirmed", TopicConfirmed, hour, OnOrder(order.Confirm)),
		tell("tell_rejected", TopicRejected, hour, OnOrder(order.Reject)),
		tell("tell_cancelled", TopicCancelled, hour, OnOrder(order.Cancel)),
		tell("tell_proposal", TopicProposal, hour, OnOrder(order.ProposeChange)),
		tell("tell_changed", TopicChanged, hour, OnOrder(order.AcceptChange), OnOrder(order.GrantChange), OnOrder(order.GrantFirstChange), OnOrder(order.Substitute), OnOrder(order.CancelRemaining), OnOrder(order.CloseShort)),
		tell("tell_rescheduled", TopicRescheduled, hour, OnOrder(order.Reschedule)),
		tell("tell_refused", TopicRefused, hour, OnOrder(order.RefuseChange), OnOrder(order.RefuseFirstChange)),
		tell("tell_shipped", TopicShipped, hour, OnOrder(order.Ship)),
		tell("tell_failed", TopicFailed, hour, OnShipment(order.Fail)),
		tell("tell_return_allowed", TopicReturnAllowed, hour, OnReturn(order.Authorize)),
		tell("tell_return_refused", TopicReturnRefused, hour, OnReturn(order.RejectReturn)),

		{ID: "sales_rejected", On: on{OnOrder(order.Reject)}, Do: InformExternalSales, To: salesdesk.ExternalSales, Topic: TopicRejected, Within: day},
		{ID: "sales_cancelled", On: on{OnOrder(order.Cancel)}, Do: InformExternalSales, To: salesdesk.ExternalSales, Topic: TopicCancelled, Within: day},
		{ID: "sales_held", On: on{OnOrder(order.PlaceHold)}, When: Condition{Holds: []order.Hold{order.CreditHold, order.CustomerHold}}, Do: InformExternalSales, To: salesdesk.ExternalSales, Topic: TopicHeld, Within: day},
		{ID: "sales_moved", On: on{OnOrder(order.Confirm)}, When: Condition{Moved: &yes}, Do: InformExternalSales, To: salesdesk.ExternalSales, Topic: TopicConfirmed, Within: day},
		{ID: "sales_rescheduled", On: on{OnOrder(order.Reschedule)}, When: Condition{Moved: &yes}, Do: InformExternalSales, To: salesdesk.ExternalSales, Topic: TopicRescheduled, Within: day},
		{ID: "sales_return", On: on{OnOrder(order.RequestReturn)}, Do: InformExternalSales, To: salesdesk.ExternalSales, Topic: TopicReturnRequested, Within: day},
		{ID: "desk_asked", On: on{OnOrder(order.RequestChange)}, Do: InformDesk, To: salesdesk.InsideSales, Topic: TopicAsked, Within: hour},
		{ID: "desk_failed", On: on{OnShipment(order.Fail)}, Do: InformDesk, To: salesdesk.InsideSales, Topic: TopicFailed, Within: hour},
		{ID: "desk_return", On: on{OnOrder(order.RequestReturn)}, Do: InformDesk, To: salesdesk.InsideSales, Topic: TopicReturnRequested, Within: day},
	}
}

// tell is a row by which the customer is informed.
func tell(id string, topic Topic, within time.Duration, on ...Trigger) Rule {
	return Rule{ID: id, On: on, Do: InformCustomer, To: salesdesk.InsideSales, Topic: topic, Within: within}
}

// Override is the table with rows in the place of those with the same id, and the others
// behind them. A row with an id alone takes the one with that id out.
func Override(rules []Rule, with ...Rule) []Rule {
	result := slices.Clone(rules)
	for _, r := range with {
		at := slices.IndexFunc(result, func(old Rule) bool { return old.ID == r.ID })
		out := len(r.On) == 0 && r.Do == ""
		switch {
		case at >= 0 && out:
			result = slices.Delete(result, at, at+1)
		case at >= 0:
			result[at] = r
		case !out:
			result = append(result, r)
		}
	}
	return result
}
