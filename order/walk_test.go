package order_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/workflow"
)

// move is one thing that may happen to the one line of an order.
type move func(r *order.Rules, o order.Order, q string) (order.Order, error)

// moves are all the verbs that move quantities, on the latest shipment and return.
func moves() map[string]move {
	shipment := func(o order.Order) string {
		if n := len(o.Shipments); n > 0 {
			return o.Shipments[n-1].ID
		}
		return ""
	}
	back := func(o order.Order) string {
		if n := len(o.Returns); n > 0 {
			return o.Returns[n-1].ID
		}
		return ""
	}
	id := func(o order.Order) string { return fmt.Sprint("n", o.Version) }
	warehouse := func(o order.Order) *workflow.Command { return by(o, salesdesk.Warehouse) }
	desk := func(o order.Order) *workflow.Command { return by(o, salesdesk.InsideSales) }
	finance := func(o order.Order) *workflow.Command { return by(o, salesdesk.Finance) }
	return map[string]move{
		"allocate": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.Allocate(r, warehouse(o), some("1", q))
		},
		"deallocate": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.Deallocate(r, warehouse(o), some("1", q))
		},
		"plan": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.PlanShipment(r, warehouse(o), order.Shipment{ID: id(o), Lines: some("1", q)})
		},
		"pick": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.PickShipment(r, warehouse(o), shipment(o))
		},
		"pack": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.PackShipment(r, warehouse(o), shipment(o), some("1", q))
		},
		"depart": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.Ship(r, warehouse(o), order.Shipment{ID: shipment(o)})
		},
		"ship": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.Ship(r, warehouse(o), order.Shipment{ID: id(o), Lines: some("1", q)})
		},
		"deliver": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.Deliver(r, warehouse(o), shipment(o), "signed")
		},
		"fail": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.FailDelivery(r, warehouse(o), shipment(o))
		},
		"retry": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.RetryDelivery(r, warehouse(o), shipment(o))
		},
		"return to sender": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.ReturnToSender(r, warehouse(o), shipment(o), q == "1")
		},
		"void": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.VoidShipment(r, warehouse(o), shipment(o))
		},
		"cancel shipment": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.CancelShipment(r, warehouse(o), shipment(o), q == "1")
		},
		"dispute": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.DisputeDelivery(r, desk(o), shipment(o))
		},
		"close short": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.CloseShort(r, desk(o), some("1", q))
		},
		"cancel remaining": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.CancelRemaining(r, desk(o))
		},
		"reopen line": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.ReopenLine(r, desk(o), some("1", q))
		},
		"bill": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.Bill(r, finance(o), id(o), some("1", q))
		},
		"credit": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.Credit(r, finance(o), id(o), some("1", q))
		},
		"request return": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.RequestReturn(r, desk(o), order.Return{ID: id(o), Lines: some("1", q)})
		},
		"cancel return": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.CancelReturn(r, desk(o), back(o))
		},
		"propose": func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return o.ProposeChange(r, desk(o), to("1", q), order.Confirmation{})
		},
		"accept": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			if o.Pending == nil {
				return o, order.UnchangedError{}
			}
			return o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal)
		},
		"decline": func(r *order.Rules, o order.Order, _ string) (order.Order, error) {
			return o.DeclineChange(r, by(o, salesdesk.Customer))
		},
	}
}

// state is what tells two orders apart in the walk: quantities, and where the shipments
// and returns stand. Names and moments do not.
func state(o order.Order) string {
	l := o.Lines[0]
	var b strings.Builder
	for _, q := range []salesdesk.Amount{l.Ordered, l.Allocated, l.Shipped, l.Delivered, l.Cancelled, l.Waived, l.ReturnOpen, l.Returned, l.Dismissed, l.Invoiced, l.Credited} {
		b.WriteString(q.String() + " ")
	}
	fmt.Fprint(&b, o.Status)
	for _, s := range o.Shipments {
		if s.Status != order.ShipmentCancelled && s.Status != order.ShipmentReturned {
			fmt.Fprint(&b, s.Status, total(s.Lines))
		}
	}
	for _, r := range o.Returns {
		if r.Status == order.ReturnOpen {
			fmt.Fprint(&b, total(r.Lines))
		}
	}
	if o.Pending != nil {
		fmt.Fprint(&b, o.Pending.Agreed.Lines[0].Quantity)
	}
	return b.String()
}

func total(lines []order.Quantity) string {
	var sum salesdesk.Amount
	for _, q := range lines {
		sum.Decimal = sum.Add(q.Quantity.Decimal)
	}
	return sum.String()
}

func sumOf(all ...salesdesk.Amount) (sum salesdesk.Amount) {
	for _, a := range all {
		sum.Decimal = sum.Add(a.Decimal)
	}
	return sum
}

// holds checks the invariants as the package's doc says them.
func holds(t require.TestingT, o order.Order, how string) {
	l := o.Lines[0]
	for _, q := range []salesdesk.Amount{l.Ordered, l.Allocated, l.Shipped, l.Delivered, l.Cancelled, l.Waived, l.ReturnOpen, l.Returned, l.Dismissed, l.Invoiced, l.Credited} {
		require.False(t, q.IsNegative(), how)
	}
	require.False(t, sumOf(l.Allocated, l.Shipped, l.Cancelled, l.Waived).GreaterThan(l.Ordered.Decimal), how)
	require.False(t, l.Delivered.GreaterThan(l.Shipped.Decimal), how)
	require.False(t, sumOf(l.ReturnOpen, l.Returned, l.Dismissed).GreaterThan(l.Delivered.Decimal), how)
	require.False(t, l.Invoiced.GreaterThan(l.Shipped.Decimal), how)
	require.False(t, l.Credited.GreaterThan(l.Invoiced.Decimal), how)
	require.True(t, l.Ordered.Equal(o.Agreed.Lines[0].Quantity), how)
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
	require.False(t, packing.GreaterThan(l.Allocated.Decimal), "%s: more is packed than allocated", how)
	require.True(t, gone.Equal(l.Shipped), "%s: the shipments hold what is shipped", how)
}

// Every order of a line of 0 to 2 pieces, and every verb with 0 to 3: from each state
// that can be reached in some steps, each verb either is refused and leaves the order as
// it was, or keeps every invariant; and the changes alone give the same order.
func TestAWalkOverAllQuantitiesAndVerbsKeepsTheInvariants(t *testing.T) {
	if testing.Short() {
		t.Skip("walks tens of thousands of states")
	}
	r := rules(t, order.Policy{})
	all := moves()
	names := slices.Sorted(maps.Keys(all))
	for ordered := range 3 {
		start := lineOf(t, r, fmt.Sprint(ordered))
		seen, queue := map[string]bool{state(start): true}, []order.Order{start}
		for depth := 0; depth < 7 && len(queue) > 0 && len(seen) < 20_000; depth++ {
			var next []order.Order
			for _, o := range queue {
				for _, name := range names {
					for q := range 4 {
						how := fmt.Sprint(state(o), " ", name, " ", q)
						moved, err := all[name](r, o, fmt.Sprint(q))
						if err != nil {
							require.Equal(t, o.Version, moved.Version, how)
							continue
						}
						holds(t, moved, how)
						if key := state(moved); !seen[key] {
							seen[key] = true
							next = append(next, moved)
						}
					}
				}
			}
			queue = next
		}
		for _, o := range queue {
			folded, err := order.Fold(o.Changes())
			require.NoError(t, err)
			require.Equal(t, o.Saved(), folded)
		}
		t.Logf("ordered %d: %d states", ordered, len(seen))
	}
}

func lineOf(t require.TestingT, r *order.Rules, quantity string) order.Order {
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "1", Customer: "C", Agreed: pricedAt(quantity, "C62")})
	require.NoError(t, err)
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	return must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o)}))
}
