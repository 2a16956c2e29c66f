package order_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// billed is an order of n lines of 10 pieces that were delivered, in so many shipments, and
// invoiced.
func billed(t require.TestingT, r *order.Rules, n, shipments int) order.Order {
	o := long(t, r, n)
	lines := whole(o)
	size := n / shipments
	for i := range shipments {
		id, some := fmt.Sprint("s", i), lines[i*size:(i+1)*size]
		o = must(o.Allocate(r, by(o, salesdesk.Warehouse), some))
		o = must(o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: id, Lines: some}))
		o = must(o.Deliver(r, by(o, salesdesk.Warehouse), id, "signed")).Saved()
	}
	return must(o.Bill(r, by(o, salesdesk.Finance), "F1", o.Billable())).Saved()
}

// kept is what stays of a long order, at 10.00 in the place of the 12.50 that were paid.
func keptOf(o order.Order, quantity string) pricing.Priced {
	kept := pricing.Priced{Currency: salesdesk.EUR}
	for _, l := range o.Lines {
		kept.Lines = append(kept.Lines, pricing.PricedLine{ID: l.ID, Quantity: amount(quantity), Net: amount("40.00")})
	}
	return kept
}

func accepting(o order.Order, quantity string) []order.Verdict {
	verdicts := make([]order.Verdict, len(o.Lines))
	for i, l := range o.Lines {
		verdicts[i] = order.Verdict{Line: l.ID, Accepted: amount(quantity), Disposition: order.Restock}
	}
	return verdicts
}

// returnStep is a verb of a return's life, on every line of its order.
type returnStep struct {
	name string
	role salesdesk.Role
	do   func(o order.Order, cmd *workflow.Command) (order.Order, error)
}

// returnSteps are a whole life of a return of six of ten pieces of every line.
func returnSteps(r *order.Rules, o order.Order) []returnStep {
	six := each(o, "6")
	return []returnStep{
		{"request", salesdesk.Customer, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.RequestReturn(r, cmd, order.Return{ID: "r1", Ground: order.Goodwill, Lines: six})
		}},
		{"authorize", salesdesk.InsideSales, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.AuthorizeReturn(r, cmd, "r1")
		}},
		{"receive", salesdesk.Warehouse, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.ReceiveReturn(r, cmd, "r1", six)
		}},
		{"inspect", salesdesk.Quality, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.InspectReturn(r, cmd, "r1", accepting(o, "6"))
		}},
		{"propose", salesdesk.InsideSales, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.ProposeReturnRemedy(r, cmd, "r1", order.Refund)
		}},
		{"figures", salesdesk.Finance, func(o order.Order, _ *workflow.Command) (order.Order, error) {
			_, err := o.ReturnFigures("r1")
			return o, err
		}},
		{"credit", salesdesk.Finance, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.Credit(r, cmd, "C1", six)
		}},
		{"settle", salesdesk.Finance, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.SettleReturn(r, cmd, "r1", "C1")
		}},
		{"reopen", salesdesk.SalesManager, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.ReopenReturn(r, cmd, "r1")
		}},
		{"repropose", salesdesk.SalesManager, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
			return o.ProposeReturnRemedy(r, cmd, "r1", order.Repair)
		}},
	}
}

// Compare the lines of 1,000 and of 10,000: what a line costs stays about what it was.
func BenchmarkReturn(b *testing.B) {
	r := rules(b, order.Policy{Returns: order.ReturnPolicy{WindowDays: 100, ReopenDays: 100, WaiveLimit: amount("10000000")}})
	for _, n := range []int{1_000, 10_000} {
		o := billed(b, r, n, 10)
		for _, s := range returnSteps(r, o) {
			benchStep(b, n, s, o)
			o = must(s.do(o, by(o, s.role))).Saved()
			if s.name == "authorize" {
				benchStep(b, n, returnStep{"waive", salesdesk.InsideSales, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
					return o.WaiveReturn(r, cmd, "r1", "photo")
				}}, o)
			}
			if s.name == "inspect" {
				kept := keptOf(o, "4")
				benchStep(b, n, returnStep{"reprice", salesdesk.InsideSales, func(o order.Order, cmd *workflow.Command) (order.Order, error) {
					return o.ProposeRepricedRefund(r, cmd, "r1", kept)
				}}, o)
			}
		}
	}
}

func benchStep(b *testing.B, n int, s returnStep, o order.Order) {
	b.Run(fmt.Sprintf("%s/%d", s.name, n), func(b *testing.B) {
		cmd := by(o, s.role)
		for b.Loop() {
			if _, err := s.do(o, cmd); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/line")
	})
}

// 10,000 lines of ten at 12.50, of which six come back: 75.00 each. The verbs have the same
// findings for one line as for all, and none of them takes minutes.
func TestAReturnOfTenThousandLinesLivesItsWholeLife(t *testing.T) {
	r := rules(t, order.Policy{Returns: order.ReturnPolicy{WindowDays: 100, ReopenDays: 100, WaiveLimit: amount("749999.99")}})
	o := billed(t, r, order.MaxLines, 10)
	start := o
	for _, s := range returnSteps(r, o) {
		next, err := s.do(o, by(o, s.role))
		require.NoError(t, err, s.name)
		o = next
		switch s.name {
		case "authorize":
			_, err := o.WaiveReturn(r, by(o, salesdesk.InsideSales), "r1", "photo")
			refusedAt(t, "749999.99 EUR", "750000.00 EUR", err)
		case "inspect":
			repriced := must(o.ProposeRepricedRefund(r, by(o, salesdesk.InsideSales), "r1", keptOf(o, "4")))
			got := last(repriced).Remedies[order.MaxLines-1]
			assert.Equal(t, []string{"75.00", "125.00 EUR", "4"}, []string{got.Amount.StringFixed(2), got.Repriced.Paid.String(), got.Repriced.Kept.String()})
		case "propose":
			figures := must(o.ReturnFigures("r1"))
			assert.Equal(t, "750000.00", figures.Totals.TaxExclusive.StringFixed(2))
		default: // what follows shows it
		}
	}
	folded, err := start.Fold(o.Changes())
	require.NoError(t, err)
	assert.Equal(t, o.Saved(), folded)
	assert.Equal(t, order.ReturnAgreed, last(o).Status)
}

func refusedAt(t *testing.T, limit, total string, err error) {
	t.Helper()
	var over order.LimitError
	require.ErrorAs(t, err, &over)
	assert.Equal(t, []string{limit, total}, []string{over.Limit.String(), over.Total.String()})
}

// What comes back line by line is found by a return of the rest: nothing is given twice.
func TestReturnsLineByLineAndOneOfTheRestAreWhatWasPaid(t *testing.T) {
	const n = 300
	r := rules(t, order.Policy{})
	o := billed(t, r, n, 1)
	var sum salesdesk.Amount
	refund := func(id string, lines []order.Quantity) {
		o = must(o.RequestReturn(r, by(o, salesdesk.Customer), order.Return{ID: id, Ground: order.Goodwill, Lines: lines}))
		o = must(o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), id))
		o = must(o.ReceiveReturn(r, by(o, salesdesk.Warehouse), id, lines))
		var verdicts []order.Verdict
		for _, q := range lines {
			verdicts = append(verdicts, order.Verdict{Line: q.Line, Accepted: q.Quantity, Disposition: order.Restock})
		}
		o = must(o.InspectReturn(r, by(o, salesdesk.Quality), id, verdicts))
		o = must(o.ProposeReturnRemedy(r, by(o, salesdesk.InsideSales), id, order.Refund)).Saved()
		for _, remedy := range last(o).Remedies {
			sum.Decimal = sum.Add(remedy.Amount.Decimal)
		}
	}
	for i, q := range each(o, "4") {
		refund(fmt.Sprint("r", i), []order.Quantity{q})
	}
	refund("rest", each(o, "6"))
	assert.Equal(t, o.Agreed.Totals.TaxExclusive.StringFixed(2), sum.StringFixed(2))
}
