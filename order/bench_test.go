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

// long is a confirmed order of n lines of 10 pieces.
func long(t require.TestingT, r *order.Rules, n int) order.Order {
	p := must(pricing.Compile(pricing.Rules{}))
	request := pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28")}
	for i := range n {
		request.Lines = append(request.Lines, pricing.Line{
			ID: fmt.Sprint(i + 1), SKU: "A", Unit: "C62", Quantity: amount("10"), Price: &pricing.Price{Amount: amount("12.50")},
			VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")},
		})
	}
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "1", Customer: "C", Agreed: must(p.Price(request))})
	require.NoError(t, err)
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	return must(o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)}))
}

func whole(o order.Order) []order.Quantity {
	all := make([]order.Quantity, len(o.Lines))
	for i, l := range o.Lines {
		all[i] = order.Quantity{Line: l.ID, Quantity: l.Ordered}
	}
	return all
}

func TestTenThousandLinesMoveTogether(t *testing.T) {
	r := rules(t, order.Policy{UnderDelivery: amount("0.1")})
	o := long(t, r, order.MaxLines)
	o = delivered(t, r, o, "s1", whole(o))
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", o.Billable()))
	o = must(o.Complete(r, by(o, salesdesk.System)))
	folded, err := order.Fold(o.Changes())
	require.NoError(t, err)
	require.Equal(t, o.Saved(), folded)
	_, err = order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{
		ID: "o", Number: "1", Customer: "C", Agreed: pricing.Priced{Lines: make([]pricing.PricedLine, order.MaxLines+1)},
	})
	assert.EqualError(t, err, "agreed.lines: length (10000)")
}

// The budget of a whole verb on a 10-line order, with its event: 8 allocations.
func TestAVerbOfTenLinesKeepsToItsAllocations(t *testing.T) {
	r := rules(t, order.Policy{})
	o := long(t, r, 10).Saved()
	cmd, lines := by(o, salesdesk.Warehouse), some("3", "4")
	got := testing.AllocsPerRun(100, func() { must(o.Allocate(r, cmd, lines)) })
	assert.LessOrEqual(t, got, 8.0)
	o = must(o.Allocate(r, cmd, lines)).Saved()
	cmd, lines = by(o, salesdesk.Warehouse), some("3", "2")
	got = testing.AllocsPerRun(100, func() { must(o.Ship(r, cmd, order.Shipment{ID: "s1", Lines: lines})) })
	assert.LessOrEqual(t, got, 10.0, "of a line that has quantities already, with the shipment")
}

// A verb that moves quantities of a 10-line order, with its event.
func BenchmarkVerbOfTenLines(b *testing.B) {
	r := rules(b, order.Policy{})
	o := long(b, r, 10).Saved()
	cmd := &workflow.Command{ID: "c", Actor: salesdesk.Actor{ID: "w", Role: salesdesk.Warehouse}, At: o.Changed, Expect: o.Version}
	lines := []order.Quantity{{Line: "3", Quantity: amount("4")}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := o.Allocate(r, cmd, lines); err != nil {
			b.Fatal(err)
		}
	}
}

// A verb that moves the order alone.
func BenchmarkVerbWithoutLines(b *testing.B) {
	r := rules(b, order.Policy{})
	o := long(b, r, 10).Saved()
	cmd := by(o, salesdesk.InsideSales)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := o.PlaceHold(r, cmd, order.LegalHold); err != nil {
			b.Fatal(err)
		}
	}
}
