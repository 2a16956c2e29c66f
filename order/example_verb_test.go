package order_test

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
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

// The plan's dates confirm the order; without them every line that has none is named.
func ExampleOrder_Confirm() {
	r, o := submittedTen()
	_, err := o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{})
	fmt.Println(err)
	plan := must(promise.Make(promise.Request{
		Demands:  o.Demands(),
		Supplies: []promise.Supply{{SKU: "A", OnHand: amount("25")}},
	}, road(), time.Date(2026, 4, 28, 9, 0, 0, 0, time.UTC)))
	o, err = o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: plan.Promises})
	fmt.Println(o.Status, o.Lines[0].Promised, err)
	// Output:
	// order: confirm refused in submitted: promised: line 1 has no promised date
	// confirmed 2026-04-30 <nil>
}

// A hold stops the order until its own role takes it away.
func ExampleOrder_PlaceHold() {
	r, o := ten()
	o = must(o.PlaceHold(r, by(o, salesdesk.InsideSales), order.CreditHold))
	_, err := o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "4"))
	fmt.Println(err)
	_, err = o.FreeHold(r, by(o, salesdesk.InsideSales), order.CreditHold)
	fmt.Println(err)
	o, err = o.FreeHold(r, by(o, salesdesk.Finance), order.CreditHold)
	fmt.Println(o.Status, o.Holds, err)
	// Output:
	// order: allocate refused in confirmed: no_hold: on hold: credit
	// order: free_hold refused in confirmed: own_role: hold credit is freed by finance
	// confirmed [] <nil>
}

func ExampleOrder_Allocate() {
	r, o := ten()
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "4")))
	fmt.Println(o.Lines[0].Label(), o.Lines[0].Backorder())
	_, err := o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "7"))
	fmt.Println(err)
	// Output:
	// partially_allocated 6
	// order: allocate refused in confirmed: quantities: line 1: within_ordered: 11, at most 10
}

// What there is to allocate is allocated as it is.
func ExampleOrder_Backorder() {
	r, o := sent("4")
	fmt.Println(o.Backorder())
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), o.Backorder()))
	fmt.Println(o.Backorder(), o.Lines[0].Allocated)
	// Output:
	// [{1 6}]
	// [] 6
}

// A shipment is planned, picked, and counted when it is packed; what was not found stays
// allocated.
func ExampleOrder_PlanShipment() {
	r, o := ten()
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), some("1", "6")))
	o = must(o.PlanShipment(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s1", Lines: some("1", "6")}))
	o = must(o.PickShipment(r, by(o, salesdesk.Warehouse), "s1"))
	o = must(o.PackShipment(r, by(o, salesdesk.Warehouse), "s1", some("1", "5")))
	o = must(o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s1"}))
	fmt.Println(o.Shipments[0].Status, o.Lines[0].Shipped, o.Lines[0].Allocated)
	// Output: shipped 5 1
}

func ExampleOrder_Ship() {
	r, o := sent("4")
	fmt.Println(o.Lines[0].Label(), o.Fulfilment(), o.Billable())
	_, err := o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s1", Lines: some("1", "1")})
	fmt.Println(err)
	// Output:
	// partially_shipped partially_shipped [{1 4}]
	// order: ship refused in confirmed: new_shipment: s1 exists already; quantities: line 1: within_allocated: 1, at most 0
}

func ExampleOrder_Deliver() {
	r, o := sent("10")
	_, err := o.Deliver(r, by(o, salesdesk.Warehouse), "s1", "")
	fmt.Println(err)
	o = must(o.Deliver(r, by(o, salesdesk.Warehouse), "s1", "CMR 88121"))
	fmt.Println(o.Lines[0].Label(), o.Fulfilment())
	// Output:
	// order: deliver refused in confirmed: under_way: proof: required
	// delivered delivered
}

// A delivery that the customer contests comes back, to be sent again.
func ExampleOrder_ReturnToSender() {
	r, o := sent("4")
	o = must(o.Deliver(r, by(o, salesdesk.Warehouse), "s1", "CMR 88121"))
	o = must(o.DisputeDelivery(r, by(o, salesdesk.InsideSales), "s1"))
	o = must(o.ReturnToSender(r, by(o, salesdesk.Warehouse), "s1", false))
	fmt.Println(o.Shipments[0].Status, o.Lines[0].Label(), o.Lines[0].Allocated)
	// Output: returned_to_sender partially_allocated 4
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

// Of ten, four left; the rest is cancelled. The order is completed short, never cancelled.
func ExampleOrder_CancelRemaining() {
	r, o := sent("4")
	o = must(o.Deliver(r, by(o, salesdesk.Warehouse), "s1", "CMR 88121"))
	o = must(o.CancelRemaining(r, by(o, salesdesk.InsideSales)))
	fmt.Println(o.Lines[0].Cancelled, o.Lines[0].Label(), o.Billable())
	o = must(o.Bill(r, by(o, salesdesk.Finance), "2026-1", o.Billable()))
	o = must(o.Complete(r, by(o, salesdesk.System)))
	fmt.Println(o.Status, o.Invoicing())
	// Output:
	// 6 closed_short [{1 4}]
	// completed wholly
}

func ExampleOrder_CloseShort() {
	r, o := sent("4")
	o = must(o.CloseShort(r, by(o, salesdesk.InsideSales), some("1", "2")))
	fmt.Println(o.Lines[0].Cancelled, o.Lines[0].Backorder())
	o = must(o.ReopenLine(r, by(o, salesdesk.InsideSales), some("1", "1")))
	fmt.Println(o.Lines[0].Cancelled, o.Lines[0].Backorder())
	// Output:
	// 2 4
	// 1 5
}

// An advance is credited with the order that it was for.
func ExampleOrder_Cancel() {
	r, o := ten()
	o = must(o.Prepay(r, by(o, salesdesk.Finance), order.Prepayment{Invoice: "2026-1", Amount: amount("50.00")}))
	_, err := o.Cancel(r, by(o, salesdesk.InsideSales))
	fmt.Println(err)
	o, err = o.Cancel(r, by(o, salesdesk.InsideSales), order.PrepaymentCredit{Invoice: "2026-1", Note: "2026-C1"})
	fmt.Println(o.Status, o.Documents, err)
	// Output:
	// order: cancel refused in confirmed: advances_credited: advance 2026-1 is not credited
	// cancelled [2026-1 2026-C1] <nil>
}

// The customer agreed by mail to six of another article at the same price.
func ExampleOrder_Substitute() {
	r, o := ten()
	o = must(o.Substitute(r, by(o, salesdesk.InsideSales), order.Substitution{
		Line: "1", Quantity: amount("6"), By: fresh("1b", "A2", "6", "12.50"),
		Consent: order.Consent{By: "Jan Peeters", At: time.Date(2026, 4, 28, 8, 0, 0, 0, time.UTC), Reference: "mail 12"},
	}, order.Confirmation{Promises: []promise.Promise{{Line: "1b", Date: day("2026-05-12")}}}))
	for _, l := range o.Lines {
		fmt.Println(l.ID, l.SKU, l.Ordered)
	}
	fmt.Println(o.Agreed.Totals.TaxExclusive, "revision", o.Revision)
	// Output:
	// 1 A 4
	// 1b A2 6
	// 125.00 revision 2
}

// We propose eight in the place of ten; what was agreed stands until the customer answers.
func ExampleOrder_ProposeChange() {
	r, o := ten()
	o = must(o.ProposeChange(r, by(o, salesdesk.InsideSales), to("1", "8"), order.Confirmation{}))
	fmt.Println(o.Status, o.Agreed.Totals.TaxExclusive, "→", o.Pending.Agreed.Totals.TaxExclusive)
	o = must(o.AcceptChange(r, by(o, salesdesk.Customer), o.Pending.Proposal))
	fmt.Println(o.Status, o.Lines[0].Ordered, o.Agreed.Totals.TaxExclusive)
	// Output:
	// change_pending 125.00 → 100.00
	// confirmed 8 100.00
}

// The customer asks for twelve; we grant it at the price agreed, or refuse with a reason.
func ExampleOrder_RequestChange() {
	r, o := ten()
	o = must(o.RequestChange(r, by(o, salesdesk.Customer), to("1", "12")))
	refused := must(o.RefuseChange(r, by(o, salesdesk.InsideSales)))
	o = must(o.GrantChange(r, by(o, salesdesk.InsideSales), o.Pending.Change, order.Confirmation{}))
	fmt.Println(refused.Lines[0].Ordered, refused.Agreed.Totals.TaxExclusive)
	fmt.Println(o.Lines[0].Ordered, o.Agreed.Totals.TaxExclusive)
	// Output:
	// 10 125.00
	// 12 150.00
}

// Supply is late, and the line with it.
func ExampleOrder_Reschedule() {
	r, o := ten()
	late := []promise.Promise{{Line: "1", Date: day("2026-05-13"), Binding: promise.ByIncoming}}
	cmd := by(o, salesdesk.Purchasing)
	cmd.Reason = ""
	_, err := o.Reschedule(r, cmd, late)
	fmt.Println(err)
	cmd.Reason = "supplier a week late"
	o = must(o.Reschedule(r, cmd, late))
	fmt.Println(o.Lines[0].Promised)
	// Output:
	// order: reschedule refused in confirmed: dates: needs a reason
	// 2026-05-13
}

// A blanket order of ten, of which an order calls off four at its price.
func ExampleOrder_CallOff() {
	r := must(order.Compile(order.Policy{}))
	o := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{
		ID: "b1", Number: "RAAM-1", Customer: "C001", Agreed: pricedAt("10", "C62"), Blanket: &order.Blanket{Until: day("2026-12-31")},
	}))
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	o = must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{}))
	o = must(o.CallOff(r, by(o, salesdesk.Customer), "o7", some("1", "4")))
	opening := must(order.FromBlanket(o, "o7", "BEST-7"))
	fmt.Println(o.Lines[0].Label(), o.Lines[0].Due(), o.Backorder())
	fmt.Println(opening.Number, opening.Agreed.Lines[0].Quantity, opening.Agreed.Totals.TaxExclusive)
	// Output:
	// partially_called_off 6 []
	// BEST-7 4 50.00
}

// What may come next for somebody, and what is in the way of the rest: also that there is
// nothing to do it with.
func ExampleOrder_Permitted() {
	r, o := sent("4")
	for _, c := range o.Permitted(r, by(o, salesdesk.System)) {
		if c.On == order.Complete || c.On == order.Deliver || c.On == order.CreditUndelivered {
			fmt.Println(c.On, c.Allowed, c.Reasons, c.Later)
		}
	}
	// Output:
	// complete false [nothing_open: line 1 is open, or not yet invoiced or credited] []
	// deliver true [] [under_way part_arrived]
	// credit_undelivered false [something_due: nothing there to credit undelivered] []
}

// A shipment and a return have their own next steps.
func ExampleOrder_PermittedReturn() {
	r, o := threeBack("1")
	for _, c := range o.PermittedReturn(r, by(o, salesdesk.InsideSales), "r1") {
		fmt.Println(c.On, c.Allowed, c.Roles)
	}
	fmt.Println(len(o.PermittedReturn(r, by(o, salesdesk.InsideSales), "r2")))
	// Output:
	// authorize true []
	// reject true []
	// cancel true []
	// 0
}

func ExampleOrder_PermittedShipment() {
	r, o := sent("4")
	cmd := by(o, salesdesk.Warehouse)
	cmd.Reason = ""
	for _, c := range o.PermittedShipment(r, cmd, o.Shipments[0].ID) {
		fmt.Println(c.On, c.Allowed, c.Reasons, c.Later)
	}
	// Output:
	// deliver true [] [proof]
	// fail false [reason: needs a reason] []
	// void_ship false [reason: needs a reason] []
}
