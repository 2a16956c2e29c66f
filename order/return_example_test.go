package order_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// threeBack is an order of 3 × 10.00 less 1.00 on the whole, of which a return was asked.
func threeBack(quantity string) (*order.Rules, order.Order) {
	r := must(order.Compile(order.Policy{Returns: order.ReturnPolicy{WindowDays: 30, BackDays: 14, ReopenDays: 60}}))
	o := sold(panics{}, r, "3", "10.00", "1.00")
	return r, must(o.RequestReturn(r, by(o, salesdesk.Customer), order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", quantity)}))
}

// received is the same, authorised and counted in.
func received(quantity string) (*order.Rules, order.Order) {
	r, o := threeBack(quantity)
	o = must(o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), "r1"))
	return r, must(o.ReceiveReturn(r, by(o, salesdesk.Warehouse), "r1", some("1", quantity)))
}

func accepted(quantity string) (*order.Rules, order.Order) {
	r, o := received(quantity)
	return r, must(o.InspectReturn(r, by(o, salesdesk.Quality), "r1", []order.Verdict{{Line: "1", Accepted: amount(quantity), Disposition: order.Restock}}))
}

func ExampleOrder_RequestReturn() {
	r, o := threeBack("2")
	_, err := o.RequestReturn(r, by(o, salesdesk.Customer), order.Return{ID: "r2", Lines: some("1", "2")})
	fmt.Println(o.Returns[0].Status, o.Lines[0].ReturnOpen)
	fmt.Println(err)
	// Output:
	// requested 2
	// order: request_return refused in confirmed: quantities: line 1: within_delivered: 4, at most 3
}

func ExampleOrder_AuthorizeReturn() {
	r, o := threeBack("2")
	o = must(o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), "r1"))
	fmt.Println(o.Returns[0].Status, "send by", o.Returns[0].ReturnBy)
	// Output: authorized send by 2026-05-12
}

func ExampleOrder_DispatchReturn() {
	r, o := threeBack("2")
	o = must(o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), "r1"))
	o = must(o.DispatchReturn(r, by(o, salesdesk.Customer), "r1", "pickup 4711"))
	fmt.Println(o.Returns[0].Status, o.Returns[0].Label)
	// Output: in_transit pickup 4711
}

// Receiving counts, and accepts nothing. What never came is written off with a reason.
func ExampleOrder_ReceiveReturn() {
	r, o := threeBack("2")
	o = must(o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), "r1"))
	o = must(o.ReceiveReturn(r, by(o, salesdesk.Warehouse), "r1", some("1", "1")))
	fmt.Println(o.Returns[0].Status, o.Lines[0].Returned)
	o = must(o.CloseReceipt(r, by(o, salesdesk.InsideSales), "r1"))
	fmt.Println(o.Returns[0].Status, o.Lines[0].ReturnOpen)
	// Output:
	// partially_received 0
	// received 2
}

func ExampleOrder_InspectReturn() {
	r, o := received("2")
	o = must(o.InspectReturn(r, by(o, salesdesk.Quality), "r1", []order.Verdict{
		{Line: "1", Accepted: amount("1"), Disposition: order.Restock, Finding: "one is scratched by the customer"},
	}))
	fmt.Println(o.Returns[0].Status, o.Lines[0].Returned, "returned", o.Lines[0].Dismissed, "dismissed")
	// Output: inspected 1 returned 1 dismissed
}

// Photographs are enough: the goods need not come.
func ExampleOrder_WaiveReturn() {
	r, o := threeBack("1")
	o = must(o.AuthorizeReturn(r, by(o, salesdesk.InsideSales), "r1"))
	o = must(o.WaiveReturn(r, by(o, salesdesk.InsideSales), "r1", "photo 12"))
	fmt.Println(o.Returns[0].Status, o.Returns[0].Verdicts[0].Disposition, o.Lines[0].Returned)
	// Output: inspected stays 1
}

func ExampleOrder_RejectReturn() {
	r, o := threeBack("1")
	o = must(o.RejectReturn(r, by(o, salesdesk.InsideSales), "r1"))
	fmt.Println(o.Returns[0].Status, o.Lines[0].ReturnOpen)
	// Output: rejected 0
}

// A refund by itself is all that was paid for the goods: 9.67 of 29.00 for three.
func ExampleOrder_ProposeReturnRemedy() {
	r, o := accepted("1")
	refund := must(o.ProposeReturnRemedy(r, by(o, salesdesk.InsideSales), "r1", order.Refund))
	replacement := must(o.ProposeReturnRemedy(r, by(o, salesdesk.InsideSales), "r1", order.Replacement))
	fmt.Println(refund.Returns[0].Remedies[0].Amount, refund.Returns[0].Status)
	fmt.Println(replacement.Returns[0].Remedies[0].Amount, replacement.Returns[0].Status)
	// Output:
	// 9.67 remedy_agreed
	// 0 remedy_agreed
}

// One is repaired, one stays with the customer for 4.00, one is refunded.
func ExampleOrder_ProposeReturnRemedies() {
	r, o := accepted("3")
	o = must(o.ProposeReturnRemedies(r, by(o, salesdesk.InsideSales), "r1", []order.LineRemedy{
		{Line: "1", Remedy: order.Repair, Quantity: amount("1")},
		{Line: "1", Remedy: order.Keep, Quantity: amount("1"), Amount: amount("4.00"), Reason: "Kras"},
		{Line: "1", Remedy: order.Refund, Quantity: amount("1")},
	}))
	for _, m := range o.Returns[0].Remedies {
		fmt.Println(m.Remedy, m.Amount, "of", m.Worth)
	}
	fmt.Println(must(o.ReturnFigures("r1")).Totals.TaxExclusive, "on the credit note")
	// Output:
	// repair 0 of 0
	// keep 4.00 of 9.67
	// refund 9.67 of 9.67
	// 13.67 on the credit note
}

// The refund is closed by its credit note, which must be noted on the order.
func ExampleOrder_SettleReturn() {
	r, o := accepted("1")
	o = must(o.ProposeReturnRemedy(r, by(o, salesdesk.InsideSales), "r1", order.Refund))
	_, err := o.SettleReturn(r, by(o, salesdesk.Finance), "r1", "C-1")
	fmt.Println(err)
	o = must(o.Credit(r, by(o, salesdesk.Finance), "C-1", some("1", "1")))
	o = must(o.SettleReturn(r, by(o, salesdesk.Finance), "r1", "C-1"))
	fmt.Println(o.Returns[0].Status, o.Lines[0].Credited)
	o = must(o.ReopenReturn(r, by(o, salesdesk.SalesManager), "r1"))
	fmt.Println(o.Returns[0].Status)
	// Output:
	// return: settle refused in remedy_agreed: documents: documents[0]: reference (C-1)
	// closed 1
	// inspected
}

// The credit note of a refund with a restocking fee of 15 %.
func ExampleOrder_ReturnFigures() {
	s := sell(panics{}, order.Policy{Returns: order.ReturnPolicy{RestockingRate: amount("0.15")}}, agreedOn(panics{}, "", at("1", "3", "10.00", "0.21")))
	s.accept(panics{}, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "2")})
	s.refund(panics{}, "r1")
	note := must(invoice.CreditReturn(s.order, "r1", s.bills, nil, "C-1", invoice.Header{}))
	fmt.Println(note.Figures.Totals.Lines, "-", note.Figures.Totals.Allowances, "=", note.Figures.Totals.TaxExclusive)
	fmt.Println(note.Figures.Totals.Payable, "with VAT, on", note.Preceding[0].Number)
	// Output:
	// 20.00 - 3.00 = 17.00
	// 20.57 with VAT, on F1
}
