package order_test

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// attempt is one thing that somebody may try on an order.
type attempt struct {
	name string
	try  func() (order.Order, error)
}

// walker lists every verb with every quantity, on every line, shipment and return.
type walker struct {
	rules *order.Rules
	over  salesdesk.Amount // of a line, within the tolerance
	most  int              // quantity that is tried
	with  extras
	list  []attempt
}

// extras are what a walk has besides the verbs that move quantities: together they would be
// too many states to walk to the end.
type extras struct {
	changes     bool // and holds
	substitutes bool // one, and an advance
}

func (w *walker) attempts(o order.Order) []attempt {
	w.list = w.list[:0]
	w.header(o)
	for _, l := range o.Lines {
		for q := range w.most + 1 {
			w.quantity(o, some(l.ID, fmt.Sprint(q)), fmt.Sprint(q))
		}
	}
	alike := map[string]bool{} // what looks the same is tried once
	for _, s := range o.Shipments {
		if key := shape(s); !alike[key] {
			alike[key] = true
			w.shipment(o, s)
		}
	}
	for _, back := range o.Returns {
		if key := claim(back); back.Status == order.ReturnOpen && !alike[key] {
			alike[key] = true
			w.returned(o, back)
		}
	}
	return w.list
}

func (w *walker) add(name string, try func() (order.Order, error)) {
	w.list = append(w.list, attempt{name, try})
}

// header are the verbs that need no quantity. A customer's own come from the desk for him.
func (w *walker) header(o order.Order) {
	r := w.rules
	for _, v := range []struct {
		name string
		role salesdesk.Role
		verb func(order.Order, *order.Rules, *workflow.Command) (order.Order, error)
	}{
		{"submit", salesdesk.InsideSales, order.Order.Submit},
		{"expire", salesdesk.System, order.Order.Expire},
		{"complete", salesdesk.System, order.Order.Complete},
		{"reopen", salesdesk.SalesManager, order.Order.Reopen},
		{"decline", salesdesk.Customer, order.Order.DeclineChange},
		{"withdraw", salesdesk.InsideSales, order.Order.WithdrawChange},
		{"refuse", salesdesk.InsideSales, order.Order.RefuseChange},
	} {
		w.add(v.name, func() (order.Order, error) { return v.verb(o, r, by(o, v.role)) })
	}
	w.add("confirm", func() (order.Order, error) {
		return o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o)})
	})
	w.add("cancel remaining", func() (order.Order, error) { return o.CancelRemaining(r, by(o, salesdesk.InsideSales)) })
	w.add("reject", func() (order.Order, error) { return o.Reject(r, by(o, salesdesk.InsideSales), "") })
	credits := standing(o)
	w.add("cancel", func() (order.Order, error) { return o.Cancel(r, by(o, salesdesk.SalesManager), credits...) })
	w.add("customer cancels", func() (order.Order, error) { return o.Cancel(r, by(o, salesdesk.Customer), credits...) })
	w.add("customer cancels remaining", func() (order.Order, error) { return o.CancelRemaining(r, by(o, salesdesk.Customer)) })
	for _, l := range o.Lines {
		w.add("reschedule", func() (order.Order, error) {
			return o.Reschedule(r, by(o, salesdesk.InsideSales), []promise.Promise{{Line: l.ID, Date: day("2026-05-07")}})
		})
	}
	if w.with.substitutes {
		w.substitute(o)
	}
	if !w.with.changes {
		return
	}
	w.add("hold", func() (order.Order, error) {
		if len(o.Holds) > 0 {
			return o, order.HoldError{}
		}
		return o.PlaceHold(r, by(o, salesdesk.InsideSales), order.CustomerHold)
	})
	w.add("free", func() (order.Order, error) { return o.FreeHold(r, by(o, salesdesk.InsideSales), order.CustomerHold) })
	if o.Pending != nil {
		w.add("accept", func() (order.Order, error) {
			return o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal)
		})
		w.add("grant", func() (order.Order, error) {
			return o.GrantChange(r, by(o, salesdesk.InsideSales), o.Pending.Change, order.Confirmation{})
		})
	}
}

// substitute puts another article in the place of what is left, once, and asks an advance.
func (w *walker) substitute(o order.Order) {
	r := w.rules
	if len(o.Lines) == 1 {
		w.add("substitute", func() (order.Order, error) {
			given := order.Consent{By: "buyer", At: o.Changed, Reference: "mail"}
			return o.Substitute(r, by(o, salesdesk.InsideSales), order.Substitution{Line: "1", Quantity: amount("1"), By: other(), Consent: given},
				order.Confirmation{Promises: []promise.Promise{{Line: "1b", Date: day("2026-05-06")}}})
		})
	}
	if len(o.Prepayments) == 0 {
		w.add("prepay", func() (order.Order, error) {
			return o.Prepay(r, by(o, salesdesk.Finance), order.Prepayment{Invoice: "advance", Amount: amount("1.00")})
		})
	}
}

// standing are the credit notes for the advances that stand.
func standing(o order.Order) (credits []order.PrepaymentCredit) {
	for _, p := range o.Prepayments {
		if p.Note == "" {
			credits = append(credits, order.PrepaymentCredit{Invoice: p.Invoice, Note: "note of " + p.Invoice})
		}
	}
	return credits
}

// quantity are the verbs that move a quantity of a line.
func (w *walker) quantity(o order.Order, lines []order.Quantity, q string) {
	r, id := w.rules, fmt.Sprint("n", o.Version)
	for _, v := range []struct {
		name string
		role salesdesk.Role
		verb func(order.Order, *order.Rules, *workflow.Command, []order.Quantity) (order.Order, error)
	}{
		{"allocate", salesdesk.Warehouse, order.Order.Allocate},
		{"deallocate", salesdesk.Warehouse, order.Order.Deallocate},
		{"close short", salesdesk.InsideSales, order.Order.CloseShort},
		{"reopen line", salesdesk.InsideSales, order.Order.ReopenLine},
	} {
		w.add(v.name+" "+q, func() (order.Order, error) { return v.verb(o, r, by(o, v.role), lines) })
	}
	w.add("customer closes short "+q, func() (order.Order, error) { return o.CloseShort(r, by(o, salesdesk.Customer), lines) })
	w.add("customer calls off "+q, func() (order.Order, error) { return o.CallOff(r, by(o, salesdesk.Customer), id, lines) })
	w.add("customer requests return "+q, func() (order.Order, error) {
		return o.RequestReturn(r, by(o, salesdesk.Customer), order.Return{ID: id, Lines: lines})
	})
	for _, v := range []struct {
		name string
		verb func(order.Order, *order.Rules, *workflow.Command, string, []order.Quantity) (order.Order, error)
	}{
		{"bill", order.Order.Bill}, {"credit", order.Order.Credit}, {"credit undelivered", order.Order.CreditUndelivered},
	} {
		w.add(v.name+" "+q, func() (order.Order, error) { return v.verb(o, r, by(o, salesdesk.Finance), id, lines) })
	}
	for name, verb := range map[string]func(order.Order, *order.Rules, *workflow.Command, order.Shipment) (order.Order, error){"plan": order.Order.PlanShipment, "ship": order.Order.Ship} {
		w.add(name+" "+q, func() (order.Order, error) {
			return verb(o, r, by(o, salesdesk.Warehouse), order.Shipment{ID: id, Lines: lines})
		})
	}
	if !w.with.changes {
		return
	}
	w.add("propose "+q, func() (order.Order, error) {
		return o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", q), order.Confirmation{Promises: promises(o)})
	})
	w.add("ask "+q, func() (order.Order, error) { return o.RequestChange(r, by(o, salesdesk.Customer), to("1", q)) })
}

// shipment are the verbs of one shipment.
func (w *walker) shipment(o order.Order, s order.Shipment) {
	r, warehouse := w.rules, func() *workflow.Command { return by(o, salesdesk.Warehouse) }
	for name, verb := range map[string]func(order.Order, *order.Rules, *workflow.Command, string) (order.Order, error){
		"pick": order.Order.PickShipment, "fail": order.Order.FailDelivery, "retry": order.Order.RetryDelivery, "void": order.Order.VoidShipment,
	} {
		w.add(name, func() (order.Order, error) { return verb(o, r, warehouse(), s.ID) })
	}
	w.add("depart", func() (order.Order, error) { return o.Ship(r, warehouse(), order.Shipment{ID: s.ID}) })
	w.add("deliver", func() (order.Order, error) { return o.Deliver(r, warehouse(), s.ID, "signed") })
	w.add("dispute", func() (order.Order, error) { return o.DisputeDelivery(r, by(o, salesdesk.InsideSales), s.ID) })
	for _, out := range []bool{false, true} {
		w.add(fmt.Sprint("return to sender ", out), func() (order.Order, error) { return o.ReturnToSender(r, warehouse(), s.ID, out) })
		w.add(fmt.Sprint("cancel shipment ", out), func() (order.Order, error) { return o.CancelShipment(r, warehouse(), s.ID, out) })
	}
	rest := fmt.Sprint("n", o.Version)
	for q := range w.most + 1 {
		part := some(s.Lines[0].Line, fmt.Sprint(q))
		w.add(fmt.Sprint("pack ", q), func() (order.Order, error) { return o.PackShipment(r, warehouse(), s.ID, part) })
		w.add(fmt.Sprint("deliver part ", q), func() (order.Order, error) {
			return o.DeliverPart(r, warehouse(), s.ID, "signed", part, rest)
		})
	}
}

// returned are what becomes of a return: not at all, or taken in with a part of it
// accepted. The steps between have a walk of their own.
func (w *walker) returned(o order.Order, back order.Return) {
	w.add("cancel return", func() (order.Order, error) { return o.CancelReturn(w.rules, by(o, salesdesk.InsideSales), back.ID) })
	for q := range w.most + 1 {
		w.add(fmt.Sprint("take in ", q), func() (order.Order, error) {
			next, err := o.AuthorizeReturn(w.rules, by(o, salesdesk.InsideSales), back.ID)
			if err == nil {
				next, err = next.ReceiveReturn(w.rules, by(next, salesdesk.Warehouse), back.ID, back.Lines)
			}
			if err == nil {
				next, err = next.InspectReturn(w.rules, by(next, salesdesk.Quality), back.ID, []order.Verdict{{Line: back.Lines[0].Line, Accepted: amount(fmt.Sprint(q)), Disposition: order.Restock, Finding: "looked at"}})
			}
			if err != nil {
				return o, err
			}
			return next, nil
		})
	}
}

// other is the article that takes the place of a piece.
var other = sync.OnceValue(func() pricing.PricedLine { return fresh("1b", "A2", "1", "10.00") })

// Every order of a line of 1 to 3 pieces, and every verb with every quantity up to one more:
// from each state that can be reached, each verb either is refused and leaves the order as
// it was, or keeps every invariant; what the order says may come next is what can be done; and
// from each state the changes alone give the same order. Besides, an order with tolerances, one that is billed as it was ordered, and one with
// changes, holds, a substitute and an advance; whoever may do a thing does it. States that differ
// only in names, in moments or in what was invoiced and credited again are one, and so the walk
// comes to its end.
func TestAWalkOverAllQuantitiesAndVerbsKeepsTheInvariants(t *testing.T) {
	if testing.Short() {
		t.Skip("tries some 900,000 verbs")
	}
	usual := debug.SetGCPercent(400) // what is refused is thrown away: little is kept
	t.Cleanup(func() { debug.SetGCPercent(usual) })
	until := &order.Blanket{Until: day("2026-12-31")}
	for name, test := range map[string]struct {
		ordered int
		opening order.Opening
		policy  order.Policy
		over    string
		with    extras
		want    int // states
	}{
		"1 with changes":         {ordered: 1, with: extras{changes: true}, want: 3_674},
		"1 with a substitute":    {ordered: 1, with: extras{substitutes: true}, want: 363},
		"2":                      {ordered: 2, want: 500},
		"1 and one over":         {ordered: 1, policy: order.Policy{OverDelivery: amount("1")}, over: "1", want: 509},
		"2 and one under":        {ordered: 2, policy: order.Policy{UnderDelivery: amount("0.5")}, want: 768},
		"2 billed as ordered":    {ordered: 2, opening: order.Opening{Billing: order.ByOrder}, want: 475},
		"3":                      {ordered: 3, want: 3_995},
		"1 blanket with changes": {ordered: 1, opening: order.Opening{Blanket: until}, with: extras{changes: true}, want: 162},
		"3 blanket":              {ordered: 3, opening: order.Opening{Blanket: until}, want: 22},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rules(t, test.policy)
			opening := test.opening
			opening.ID, opening.Number, opening.Customer, opening.Agreed = "o1", "1", "C", pricedAt(fmt.Sprint(test.ordered), "C62")
			w := walker{rules: r, most: test.ordered + 1, with: test.with}
			if test.over != "" {
				w.over = amount(test.over)
			}
			assert.Equal(t, test.want, w.walk(t, must(order.New(r, by(order.Order{}, salesdesk.InsideSales), opening))))
		})
	}
}

// walk goes on until no verb leads to a new state, and gives how many there are.
func (w *walker) walk(t *testing.T, start order.Order) int {
	seen, layer := map[string]bool{state(start): true}, []order.Order{start}
	for len(layer) > 0 && len(seen) < walked {
		var next []order.Order
		for _, o := range layer {
			done := map[order.Event]bool{}
			for _, a := range w.attempts(o) {
				moved, ok := w.step(t, o, a)
				if !ok {
					continue
				}
				done[event(o, moved)] = true
				if key := state(moved); !seen[key] {
					seen[key] = true
					next = append(next, moved)
				}
			}
			w.says(t, o, done)
			folds(t, o)
		}
		layer = next
	}
	require.Empty(t, layer, "the walk is not at its end")
	return len(seen)
}

// step tries a verb, and holds the order to what must be so after it.
func (w *walker) step(t *testing.T, o order.Order, a attempt) (order.Order, bool) {
	moved, err := a.try()
	if err != nil {
		if moved.Version != o.Version {
			t.Fatalf("%s: refused %s, and moved", state(o), a.name)
		}
		return o, false
	}
	if broken := w.holds(moved); broken != "" {
		t.Fatalf("%s: %s breaks %q", state(o), a.name, broken)
	}
	return moved, true
}

// event is what an order did in one step; none of several, of a shipment or of a return.
func event(o, moved order.Order) order.Event {
	if moved.Version != o.Version+1 {
		return ""
	}
	fact := moved.Changes()[len(moved.Changes())-1].Fact
	return order.Event(reflect.ValueOf(fact).FieldByName("On").String())
}

// says holds what an order says may come next to what could be done: of the events that move
// quantities just those, since the walk tries every quantity.
func (w *walker) says(t *testing.T, o order.Order, done map[order.Event]bool) {
	for role, events := range map[salesdesk.Role][]order.Event{
		salesdesk.Warehouse:   {order.Allocate, order.Deallocate, order.PlanShipment, order.Ship, order.Deliver},
		salesdesk.InsideSales: {order.CloseShort, order.CancelRemaining, order.ReopenLine, order.FreeHold, order.Reschedule},
		salesdesk.Finance:     {order.Bill, order.Credit, order.CreditUndelivered},
		salesdesk.Customer:    {order.CallOff, order.RequestReturn},
	} {
		allowed := map[order.Event]bool{}
		for _, c := range o.Permitted(w.rules, by(o, role)) {
			allowed[c.On] = c.Allowed
		}
		for _, e := range events {
			if allowed[e] != done[e] {
				t.Fatalf("%s: %s is said to be %t, and could be done %t", state(o), e, allowed[e], done[e])
			}
		}
	}
}

// walked bounds the states of a walk.
const walked = 20_000

// folds compares an order with what its changes give.
func folds(t *testing.T, o order.Order) {
	folded, err := order.Fold(o.Changes())
	require.NoError(t, err)
	require.Equal(t, o.Saved(), folded, state(o))
}
