package order_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/workflow"
)

// attempt is one thing that somebody may try on an order of one line.
type attempt struct {
	name string
	try  func() (order.Order, error)
}

// walker lists every verb with every quantity, on every shipment and return.
type walker struct {
	rules *order.Rules
	most  int  // quantity that is tried
	whole bool // with holds and changes, too
	list  []attempt
}

func (w *walker) attempts(o order.Order) []attempt {
	w.list = w.list[:0]
	w.header(o)
	for q := range w.most + 1 {
		w.quantity(o, some("1", fmt.Sprint(q)), fmt.Sprint(q))
	}
	for _, s := range o.Shipments {
		w.shipment(o, s)
	}
	for _, back := range o.Returns {
		if back.Status == order.ReturnOpen {
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
		verb func(*order.Rules, *workflow.Command) (order.Order, error)
	}{
		{"submit", salesdesk.InsideSales, o.Submit},
		{"expire", salesdesk.System, o.Expire},
		{"complete", salesdesk.System, o.Complete},
		{"reopen", salesdesk.SalesManager, o.Reopen},
		{"decline", salesdesk.Customer, o.DeclineChange},
		{"withdraw", salesdesk.InsideSales, o.WithdrawChange},
		{"refuse", salesdesk.InsideSales, o.RefuseChange},
	} {
		w.add(v.name, func() (order.Order, error) { return v.verb(r, by(o, v.role)) })
	}
	w.add("confirm", func() (order.Order, error) {
		return o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o)})
	})
	w.add("cancel remaining", func() (order.Order, error) { return o.CancelRemaining(r, by(o, salesdesk.InsideSales)) })
	w.add("reject", func() (order.Order, error) { return o.Reject(r, by(o, salesdesk.InsideSales), "") })
	w.add("cancel", func() (order.Order, error) { return o.Cancel(r, by(o, salesdesk.SalesManager)) })
	if !w.whole {
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

// quantity are the verbs that move a quantity of the line.
func (w *walker) quantity(o order.Order, lines []order.Quantity, q string) {
	r, id := w.rules, fmt.Sprint("n", o.Version)
	for _, v := range []struct {
		name string
		role salesdesk.Role
		verb func(*order.Rules, *workflow.Command, []order.Quantity) (order.Order, error)
	}{
		{"allocate", salesdesk.Warehouse, o.Allocate},
		{"deallocate", salesdesk.Warehouse, o.Deallocate},
		{"close short", salesdesk.InsideSales, o.CloseShort},
		{"reopen line", salesdesk.InsideSales, o.ReopenLine},
	} {
		w.add(v.name+" "+q, func() (order.Order, error) { return v.verb(r, by(o, v.role), lines) })
	}
	for _, v := range []struct {
		name string
		verb func(*order.Rules, *workflow.Command, string, []order.Quantity) (order.Order, error)
	}{
		{"bill", o.Bill}, {"credit", o.Credit}, {"credit undelivered", o.CreditUndelivered},
	} {
		w.add(v.name+" "+q, func() (order.Order, error) { return v.verb(r, by(o, salesdesk.Finance), id, lines) })
	}
	for name, verb := range map[string]func(*order.Rules, *workflow.Command, order.Shipment) (order.Order, error){"plan": o.PlanShipment, "ship": o.Ship} {
		w.add(name+" "+q, func() (order.Order, error) {
			return verb(r, by(o, salesdesk.Warehouse), order.Shipment{ID: id, Lines: lines})
		})
	}
	w.add("call off "+q, func() (order.Order, error) { return o.CallOff(r, by(o, salesdesk.InsideSales), id, lines) })
	w.add("request return "+q, func() (order.Order, error) {
		return o.RequestReturn(r, by(o, salesdesk.InsideSales), order.Return{ID: id, Lines: lines})
	})
	if !w.whole {
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
	for name, verb := range map[string]func(*order.Rules, *workflow.Command, string) (order.Order, error){
		"pick": o.PickShipment, "fail": o.FailDelivery, "retry": o.RetryDelivery, "void": o.VoidShipment,
	} {
		w.add(name, func() (order.Order, error) { return verb(r, warehouse(), s.ID) })
	}
	w.add("depart", func() (order.Order, error) { return o.Ship(r, warehouse(), order.Shipment{ID: s.ID}) })
	w.add("deliver", func() (order.Order, error) { return o.Deliver(r, warehouse(), s.ID, "signed") })
	w.add("dispute", func() (order.Order, error) { return o.DisputeDelivery(r, by(o, salesdesk.InsideSales), s.ID) })
	for _, out := range []bool{false, true} {
		w.add(fmt.Sprint("return to sender ", out), func() (order.Order, error) { return o.ReturnToSender(r, warehouse(), s.ID, out) })
		w.add(fmt.Sprint("cancel shipment ", out), func() (order.Order, error) { return o.CancelShipment(r, warehouse(), s.ID, out) })
	}
	for q := range w.most + 1 {
		w.add(fmt.Sprint("pack ", q), func() (order.Order, error) {
			return o.PackShipment(r, warehouse(), s.ID, some("1", fmt.Sprint(q)))
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
				next, err = next.InspectReturn(w.rules, by(next, salesdesk.Quality), back.ID, []order.Verdict{{Line: "1", Accepted: amount(fmt.Sprint(q)), Disposition: order.Restock, Finding: "looked at"}})
			}
			if err != nil {
				return o, err
			}
			return next, nil
		})
	}
}

// state is what tells two orders apart in the walk: quantities, and where the shipments
// and returns stand. Names, moments and the order in which shipments were made do not.
func state(o order.Order) string {
	var b strings.Builder
	l := o.Lines[0]
	invoiced := l.Invoiced.IsPositive()
	l.Invoiced, l.Credited, l.Voided = less(l.Invoiced, l.Credited), amount("0"), amount("0") // billed and credited over and over
	for _, q := range quantities(l) {
		b.WriteString(q.String() + " ")
	}
	b.WriteString(fmt.Sprint(invoiced) + string(o.Status))
	for _, h := range o.Holds {
		b.WriteString(string(h))
	}
	if !o.ConfirmedAt.IsZero() {
		b.WriteString("+")
	}
	var open []string
	for _, s := range o.Shipments {
		if s.Status != order.ShipmentCancelled && s.Status != order.ShipmentReturned {
			open = append(open, string(s.Status)+total(s.Lines))
		}
	}
	for _, r := range o.Returns {
		if r.Status == order.ReturnOpen {
			open = append(open, "back"+total(r.Lines))
		}
	}
	slices.Sort(open)
	b.WriteString(strings.Join(open, " "))
	if o.Pending != nil {
		b.WriteString("?" + o.Pending.Change.Lines[0].Quantity.String())
	}
	return b.String()
}

func quantities(l order.Line) []salesdesk.Amount {
	return []salesdesk.Amount{l.Ordered, l.Allocated, l.Shipped, l.Delivered, l.Cancelled, l.Waived, l.ReturnOpen, l.Returned, l.Dismissed, l.Invoiced, l.Credited, l.CreditDue, l.Voided, l.Called, l.Released}
}

func total(lines []order.Quantity) string {
	var sum salesdesk.Amount
	for _, q := range lines {
		sum.Decimal = sum.Add(q.Quantity.Decimal)
	}
	return sum.String()
}

func less(a, b salesdesk.Amount) salesdesk.Amount { return salesdesk.Amount{Decimal: a.Sub(b.Decimal)} }

func sumOf(all ...salesdesk.Amount) (sum salesdesk.Amount) {
	for _, a := range all {
		sum.Decimal = sum.Add(a.Decimal)
	}
	return sum
}

// holds checks the invariants as the package's doc says them, and names one that breaks.
func holds(o order.Order) string {
	l := o.Lines[0]
	var packing, gone salesdesk.Amount
	for _, s := range o.Shipments {
		switch s.Status {
		case order.ShipmentPlanned, order.ShipmentPicking, order.ShipmentPacked:
			packing = sumOf(packing, salesdesk.MustAmount(total(s.Lines)))
		case order.ShipmentShipped, order.ShipmentFailed, order.ShipmentDelivered:
			gone = sumOf(gone, salesdesk.MustAmount(total(s.Lines)))
		case order.ShipmentReturned, order.ShipmentCancelled: // holds nothing
		}
	}
	for _, rule := range []struct {
		name       string
		got, bound salesdesk.Amount
	}{
		{"within ordered", sumOf(l.Allocated, l.Shipped, l.Cancelled, l.Waived), l.Ordered},
		{"within callable", sumOf(l.Called, l.Cancelled), l.Ordered},
		{"within shipped", l.Delivered, l.Shipped},
		{"within delivered", sumOf(l.ReturnOpen, l.Returned, l.Dismissed), l.Delivered},
		{"within billable", l.Invoiced, sumOf(l.Shipped, l.CreditDue, l.Credited)},
		{"within invoiced", sumOf(l.Credited, l.CreditDue), l.Invoiced},
		{"voided is credited", l.Voided, l.Credited},
		{"agreed is ordered", l.Ordered, o.Agreed.Lines[0].Quantity},
		{"ordered is agreed", o.Agreed.Lines[0].Quantity, l.Ordered},
		{"no more is packed than allocated", packing, l.Allocated},
		{"the shipments hold what is shipped", gone, l.Shipped},
		{"what is shipped is in shipments", l.Shipped, gone},
	} {
		if rule.bound.LessThan(rule.got.Decimal) {
			return rule.name
		}
	}
	for _, q := range quantities(l) {
		if q.IsNegative() {
			return "below zero"
		}
	}
	return ""
}

// Every order of a line of 1 to 3 pieces, and every verb with every quantity up to one more:
// from each state that can be reached, each verb either is refused and leaves the order as
// it was, or keeps every invariant; and from each state the changes alone give the same
// order. States that differ only in names, in moments or in what was invoiced and credited
// again are one, and so the walk comes to its end.
func TestAWalkOverAllQuantitiesAndVerbsKeepsTheInvariants(t *testing.T) {
	if testing.Short() {
		t.Skip("tries some 800,000 verbs")
	}
	until := &order.Blanket{Until: day("2026-12-31")}
	for _, test := range []struct {
		ordered int
		blanket *order.Blanket
		whole   bool
		want    int // states
	}{
		{1, nil, true, 3_322}, {2, nil, false, 500}, {3, nil, false, 3_995}, {1, until, true, 162}, {3, until, false, 22},
	} {
		t.Run(fmt.Sprint(test.ordered, " blanket ", test.blanket != nil), func(t *testing.T) {
			t.Parallel()
			r := rules(t, order.Policy{})
			start := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{
				ID: "o1", Number: "1", Customer: "C", Agreed: pricedAt(fmt.Sprint(test.ordered), "C62"), Blanket: test.blanket,
			}))
			w := walker{rules: r, most: test.ordered + 1, whole: test.whole}
			assert.Equal(t, test.want, w.walk(t, start))
		})
	}
}

// walk goes on until no verb leads to a new state, and gives how many there are.
func (w *walker) walk(t *testing.T, start order.Order) int {
	seen, layer := map[string]bool{state(start): true}, []order.Order{start}
	for len(layer) > 0 && len(seen) < walked {
		var next []order.Order
		for _, o := range layer {
			for _, a := range w.attempts(o) {
				moved, ok := step(t, o, a)
				if !ok {
					continue
				}
				if key := state(moved); !seen[key] {
					seen[key] = true
					next = append(next, moved)
				}
			}
			folds(t, o)
		}
		layer = next
	}
	require.Empty(t, layer, "the walk is not at its end")
	return len(seen)
}

// step tries a verb, and holds the order to what must be so after it.
func step(t *testing.T, o order.Order, a attempt) (order.Order, bool) {
	moved, err := a.try()
	if err != nil {
		if moved.Version != o.Version {
			t.Fatalf("%s: refused %s, and moved", state(o), a.name)
		}
		return o, false
	}
	if broken := holds(moved); broken != "" {
		t.Fatalf("%s: %s breaks %q", state(o), a.name, broken)
	}
	return moved, true
}

// walked bounds the states of a walk.
const walked = 20_000

// folds compares an order with what its changes give.
func folds(t *testing.T, o order.Order) {
	folded, err := order.Fold(o.Changes())
	require.NoError(t, err)
	require.Equal(t, o.Saved(), folded, state(o))
}
