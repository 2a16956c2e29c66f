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

// returnMove is one thing that may happen to a return.
type returnMove func(r *order.Rules, o order.Order, q string) (order.Order, error)

// returnMoves are all the events of a return, on the latest one of the order; q is a
// quantity, or says which of the ways it goes.
func returnMoves() map[string]returnMove {
	latest := func(o order.Order) order.Return {
		if len(o.Returns) == 0 {
			return order.Return{}
		}
		return o.Returns[len(o.Returns)-1]
	}
	type act func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, q string) (order.Order, error)
	as := func(role salesdesk.Role, do act) returnMove {
		return func(r *order.Rules, o order.Order, q string) (order.Order, error) {
			return do(r, o, by(o, role), latest(o), q)
		}
	}
	remedies := func(kind order.Remedy) act {
		return func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, q string) (order.Order, error) {
			return o.ProposeReturnRemedies(r, cmd, ret.ID, []order.LineRemedy{{Line: "1", Remedy: kind, Quantity: amount(q)}})
		}
	}
	return map[string]returnMove{
		"request": as(salesdesk.Customer, func(r *order.Rules, o order.Order, cmd *workflow.Command, _ order.Return, q string) (order.Order, error) {
			if len(o.Returns) >= 3 {
				return o, order.UnchangedError{} // enough to meet each other
			}
			return o.RequestReturn(r, cmd, order.Return{ID: fmt.Sprint("r", len(o.Returns)), Ground: order.Goodwill, Lines: some("1", q)})
		}),
		"authorize": as(salesdesk.InsideSales, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			return o.AuthorizeReturn(r, cmd, ret.ID)
		}),
		"reject": as(salesdesk.InsideSales, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			return o.RejectReturn(r, cmd, ret.ID)
		}),
		"cancel": as(salesdesk.Customer, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			return o.CancelReturn(r, cmd, ret.ID)
		}),
		"expire": as(salesdesk.System, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			cmd.At = cmd.At.AddDate(0, 0, 30)
			return o.ExpireReturn(r, cmd, ret.ID)
		}),
		"dispatch": as(salesdesk.Customer, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			return o.DispatchReturn(r, cmd, ret.ID, "label")
		}),
		"receive": as(salesdesk.Warehouse, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, q string) (order.Order, error) {
			return o.ReceiveReturn(r, cmd, ret.ID, some("1", q))
		}),
		"close short": as(salesdesk.InsideSales, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			return o.CloseReceipt(r, cmd, ret.ID)
		}),
		"inspect": as(salesdesk.Quality, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, q string) (order.Order, error) {
			return o.InspectReturn(r, cmd, ret.ID, []order.Verdict{{Line: "1", Accepted: amount(q), Disposition: order.Restock}})
		}),
		"waive": as(salesdesk.SalesManager, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			return o.WaiveReturn(r, cmd, ret.ID, "photo")
		}),
		"refund":  as(salesdesk.InsideSales, remedies(order.Refund)),
		"replace": as(salesdesk.InsideSales, remedies(order.Replacement)),
		"repair":  as(salesdesk.InsideSales, remedies(order.Repair)),
		"keep":    as(salesdesk.InsideSales, remedies(order.Keep)),
		"credit": as(salesdesk.Finance, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, q string) (order.Order, error) {
			return o.Credit(r, cmd, "C"+ret.ID, some("1", q))
		}),
		"settle": as(salesdesk.Finance, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			return o.SettleReturn(r, cmd, ret.ID, "C"+ret.ID)
		}),
		"reopen": as(salesdesk.SalesManager, func(r *order.Rules, o order.Order, cmd *workflow.Command, ret order.Return, _ string) (order.Order, error) {
			if len(ret.Settled) > 0 {
				return o, order.UnchangedError{} // once shows it
			}
			return o.ReopenReturn(r, cmd, ret.ID)
		}),
	}
}

// returnState is what tells two orders apart in the walk over returns.
func returnState(o order.Order) string {
	l := o.Lines[0]
	var b strings.Builder
	fmt.Fprint(&b, l.ReturnOpen, l.Returned, l.Dismissed, l.Credited, o.Documents)
	for _, r := range o.Returns {
		fmt.Fprint(&b, " ", r.Status, total(r.Lines), total(r.Received), r.Verdicts, len(r.Documents))
		for _, m := range append(slices.Clone(r.Settled), r.Remedies...) {
			fmt.Fprint(&b, m.Remedy, m.Quantity, m.Span, m.Amount)
		}
	}
	return b.String()
}

// returnsHold checks what is true of returns whatever happened: no line gives back more
// than was delivered, spans of refunds follow each other without a gap or an overlap, and
// no more money goes back than was paid.
func returnsHold(t require.TestingT, o order.Order, how string) {
	l := o.Lines[0]
	for _, q := range []salesdesk.Amount{l.ReturnOpen, l.Returned, l.Dismissed, l.Credited} {
		require.False(t, q.IsNegative(), how)
	}
	require.False(t, sumOf(l.ReturnOpen, l.Returned, l.Dismissed).GreaterThan(l.Delivered.Decimal), how)
	var spans []order.Span
	var money, open salesdesk.Amount
	for _, r := range o.Returns {
		require.False(t, salesdesk.MustAmount(total(r.Received)).GreaterThan(salesdesk.MustAmount(total(r.Lines)).Decimal), how)
		for _, m := range append(slices.Clone(r.Settled), r.Remedies...) {
			money = sumOf(money, m.Amount)
			if m.Span.To.GreaterThan(m.Span.From.Decimal) {
				spans = append(spans, m.Span)
			}
		}
		switch r.Status {
		case order.ReturnOpen, order.ReturnAuthorized, order.ReturnInTransit, order.ReturnPart, order.ReturnReceived:
			open = sumOf(open, salesdesk.MustAmount(total(r.Lines)))
		case order.ReturnInspected, order.ReturnAgreed, order.ReturnClosed, order.ReturnRejected, order.ReturnCancelled, order.ReturnExpired:
		}
	}
	require.True(t, open.Equal(l.ReturnOpen), "%s: what is open is of the returns that are", how)
	require.False(t, money.GreaterThan(o.Agreed.Totals.TaxExclusive.Decimal), how)
	slices.SortFunc(spans, func(a, b order.Span) int { return a.From.Cmp(b.From.Decimal) })
	end := amount("0")
	for _, s := range spans {
		require.True(t, s.From.Equal(end), "%s: %v", how, spans)
		end = s.To
	}
}

// Every event of a return in every state that can be reached, with quantities 0 to 3, on
// orders of 1 to 3 pieces that were delivered and billed: it is refused and changes nothing,
// or keeps what is always true, and the changes alone give the same order.
func TestAWalkOverAllReturnsKeepsTheInvariants(t *testing.T) {
	if testing.Short() {
		t.Skip("walks tens of thousands of states")
	}
	r := rules(t, order.Policy{Returns: order.ReturnPolicy{BackDays: 14}})
	moves, reached := returnMoves(), map[order.ReturnStatus]bool{}
	names := slices.Sorted(maps.Keys(moves))
	for ordered := 1; ordered <= 3; ordered++ {
		start := sold(t, r, fmt.Sprint(ordered), "10.00", "1.00")
		seen, queue := map[string]bool{returnState(start): true}, []order.Order{start}
		for depth := 0; depth < 9 && len(queue) > 0 && len(seen) < 2_500; depth++ {
			var next []order.Order
			for _, o := range queue {
				for _, name := range names {
					for q := range 4 {
						how := fmt.Sprint(returnState(o), " ", name, " ", q)
						moved, err := moves[name](r, o, fmt.Sprint(q))
						if err != nil {
							require.Equal(t, o.Version, moved.Version, how)
							continue
						}
						returnsHold(t, moved, how)
						if n := len(moved.Returns); n > 0 {
							reached[moved.Returns[n-1].Status] = true
						}
						if key := returnState(moved); !seen[key] {
							seen[key] = true
							next = append(next, moved)
						}
					}
				}
			}
			queue = next
		}
		for _, o := range queue[:min(len(queue), 500)] {
			folded, err := order.Fold(o.Changes())
			require.NoError(t, err)
			require.Equal(t, o.Saved(), folded)
		}
		t.Logf("ordered %d: %d states", ordered, len(seen))
	}
	for _, s := range order.ReturnDefinition().States {
		require.True(t, reached[s.Name], "%s was not reached", s.Name)
	}
}
