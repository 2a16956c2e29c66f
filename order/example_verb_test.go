package order_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
)

// submittedTen is an order of 10 pieces at 12.50 that waits for its confirmation.
func submittedTen() (*order.Rules, order.Order) {
	r := must(order.Compile(order.Policy{}))
	o := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "BEST-1", Customer: "C001", Agreed: pricedAt("10", "C62")}))
	return r, must(o.Submit(r, by(o, salesdesk.InsideSales)))
}

// ten is that order, confirmed for 6 May.
func ten() (*order.Rules, order.Order) {
	r, o := submittedTen()
	return r, must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: promises(o)}))
}

// sent is that order with some pieces on their way as shipment s1.
func sent(quantity string) (*order.Rules, order.Order) {
	r, o := ten()
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), some("1", quantity)))
	return r, must(o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s1", Lines: some("1", quantity)}))
}

// A shipment that left by mistake was invoiced already.
func ExampleOrder_VoidShipment() {
	r, o := sent("4")
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", o.Billable()))
	o = must(o.VoidShipment(r, by(o, salesdesk.Warehouse), "s1"))
	fmt.Println(o.Lines[0].Label(), o.Lines[0].Allocated, o.CreditDue())
	o, err := o.CreditUndelivered(r, by(o, salesdesk.Finance), "2026-C1", o.CreditDue())
	fmt.Println(o.Lines[0].Credited, o.CreditDue(), err)
	// Output:
	// partially_allocated 4 [{1 4}]
	// 4 [] <nil>
}
