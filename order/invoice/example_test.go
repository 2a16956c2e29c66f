package invoice_test

import (
	"bytes"
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// firm is a Belgian company that files VAT and is on Peppol.
func firm(name, street, postcode, city, number string) salesdesk.Party {
	enterprise := salesdesk.MustEnterpriseNumber(number)
	return salesdesk.Party{
		Name: name, LegalForm: "NV", Kind: salesdesk.Business, Language: salesdesk.Dutch, PeriodicFiler: true,
		Address:          salesdesk.Address{Street: street, Postcode: postcode, City: city, Country: salesdesk.Belgium},
		EnterpriseNumber: enterprise, VATNumber: enterprise.VAT(), Endpoint: enterprise.Endpoint(), Court: city,
	}
}

// From an order to what is billed of it: delivered, invoiced as UBL, and three of it sent
// back and credited.
func Example() {
	seller, buyer := firm("Scheldebouw Groothandel", "Kaaistraat 114", "2030", "Antwerpen", "0403170701"), firm("Verhaegen Bouw", "Dok 8", "9000", "Gent", "0428759497")
	seller.IBAN = salesdesk.MustIBAN("BE71096123456769")
	amount, day := salesdesk.MustAmount, calendar.MustDate
	pricer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "LED", Names: map[salesdesk.Language]string{"nl": "Ledpaneel"}}},
		Entries: []pricing.Entry{{SKU: "LED", Price: amount("34.50")}},
	}})
	if err != nil {
		panic(err)
	}
	agreed, err := pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Language: salesdesk.Dutch, Buyer: pricing.Buyer{Tax: pricing.TaxPartyOf(buyer)},
		Lines: []pricing.Line{{ID: "1", SKU: "LED", Quantity: amount("10")}},
	})
	if err != nil {
		panic(err)
	}
	rules, err := order.Compile(order.Policy{})
	if err != nil {
		panic(err)
	}
	must := func(o order.Order, err error) order.Order {
		if err != nil {
			panic(err)
		}
		return o
	}
	now := time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)
	by := func(o order.Order, role salesdesk.Role) *workflow.Command {
		now = now.Add(time.Hour)
		return &workflow.Command{ID: fmt.Sprint("c", o.Version+1), Actor: salesdesk.Actor{ID: "an", Role: role}, At: now, Expect: o.Version}
	}
	three := []order.Quantity{{Line: "1", Quantity: amount("3")}}
	o := must(order.New(rules, by(order.Order{}, salesdesk.InsideSales), order.Opening{
		ID: "o1", Number: "ORD-1", Customer: "C001", Agreed: agreed, Purchase: &order.Purchase{Number: "PO-7", Reference: "WERF-3"},
	}))
	o = must(o.Submit(rules, by(o, salesdesk.InsideSales)))
	o = must(o.Confirm(rules, by(o, salesdesk.InsideSales), order.Confirmation{Promises: []promise.Promise{{Line: "1", Date: day("2026-04-22")}}}))
	o = must(o.Allocate(rules, by(o, salesdesk.Warehouse), o.Backorder()))
	o = must(o.Ship(rules, by(o, salesdesk.Warehouse), order.Shipment{ID: "s1", Lines: []order.Quantity{{Line: "1", Quantity: amount("10")}}}))
	o = must(o.Deliver(rules, by(o, salesdesk.Warehouse), "s1", "CMR 1"))

	owed, err := o.Owed()
	if err != nil {
		panic(err)
	}
	bill, err := invoice.Bill(owed, nil, o.Billable(), "2026-1", invoice.Header{
		IssueDate: day("2026-04-22"), DueDate: day("2026-05-22"), DeliveryDate: day("2026-04-21"), Seller: seller, Buyer: buyer,
	})
	if err != nil {
		panic(err)
	}
	bill = bill.For(o) // gives him back what his own order says
	o = must(o.Bill(rules, by(o, salesdesk.Finance), bill.Number, o.Billable()))
	var xml bytes.Buffer
	err = invoice.WriteUBL(&xml, bill)
	fmt.Println(bill.Figures.Totals.Payable, bill.Order, bill.BuyerReference, bytes.Contains(xml.Bytes(), []byte("<cbc:ID>2026-1</cbc:ID>")), err)

	o = must(o.RequestReturn(rules, by(o, salesdesk.InsideSales), order.Return{ID: "r1", Ground: order.WrongGoods, Lines: three}))
	o = must(o.AuthorizeReturn(rules, by(o, salesdesk.InsideSales), "r1"))
	o = must(o.ReceiveReturn(rules, by(o, salesdesk.Warehouse), "r1", three))
	o = must(o.InspectReturn(rules, by(o, salesdesk.Quality), "r1", []order.Verdict{{Line: "1", Accepted: amount("3"), Disposition: order.Restock}}))
	o = must(o.ProposeReturnRemedy(rules, by(o, salesdesk.InsideSales), "r1", order.Refund))
	note, err := invoice.CreditReturn(o, "r1", []invoice.Document{bill}, nil, "2026-C1", invoice.Header{IssueDate: day("2026-04-30"), Seller: seller, Buyer: buyer})
	if err != nil {
		panic(err)
	}
	note = note.For(o)
	o = must(o.Credit(rules, by(o, salesdesk.Finance), note.Number, three))
	o = must(o.SettleReturn(rules, by(o, salesdesk.Finance), "r1", note.Number))
	fmt.Println(note.Figures.Totals.Payable, "of", note.Preceding[0].Number, note.CheckPeppol(), o.Returns[0].Status)
	// Output:
	// 417.45 PO-7 WERF-3 true <nil>
	// 125.24 of 2026-1 <nil> closed
}
