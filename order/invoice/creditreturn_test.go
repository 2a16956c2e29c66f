package invoice_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// sentBack is an order that was delivered, billed and sent back in two returns, with a
// restocking fee on each.
type sentBack struct {
	order order.Order
	bill  invoice.Document
}

// newSentBack is 3 of each of some lines, less 2 %, returned 1 and 2.
func newSentBack(t require.TestingT, h invoice.Header, groups []pricing.VATGroup, prices ...string) sentBack {
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: h.IssueDate, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE1899010174"}},
		Adjustments: []pricing.Adjustment{{ID: "loyal", Rate: ratio("0.02"), Reason: "95"}},
	}
	for i, price := range prices {
		l := line(fmt.Sprint(i+1), "3", price, "0")
		l.VAT = &groups[i%len(groups)]
		r.Lines = append(r.Lines, l)
	}
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	require.NoError(t, err)
	agreed, err := p.Price(r)
	require.NoError(t, err)
	rules, err := order.Compile(order.Policy{Returns: order.ReturnPolicy{RestockingRate: amount("0.15"), RestockingReason: "Kosten voor terugname"}})
	require.NoError(t, err)
	var s sentBack
	s.bill, err = invoice.Bill(agreed, nil, all(agreed), "F-1", h)
	require.NoError(t, err)
	do := func(role salesdesk.Role, verb func(*workflow.Command) (order.Order, error)) {
		next, err := verb(&workflow.Command{
			ID: fmt.Sprint("c", s.order.Version), Actor: salesdesk.Actor{ID: "an", Role: role},
			At: time.Date(2026, 5, 11, 9, s.order.Version, 0, 0, time.UTC), Expect: s.order.Version, Reason: "asked for",
		})
		require.NoError(t, err)
		s.order = next
	}
	quantities := func(each string) (lines []order.Quantity) {
		for _, l := range agreed.Lines {
			lines = append(lines, order.Quantity{Line: l.ID, Quantity: amount(each)})
		}
		return lines
	}
	do(salesdesk.InsideSales, func(c *workflow.Command) (order.Order, error) {
		return order.New(rules, c, order.Opening{ID: "o1", Number: "B-1", Customer: "C1", Agreed: agreed})
	})
	do(salesdesk.InsideSales, func(c *workflow.Command) (order.Order, error) { return s.order.Submit(rules, c) })
	do(salesdesk.SalesManager, func(c *workflow.Command) (order.Order, error) {
		var promises []promise.Promise
		for _, l := range agreed.Lines {
			promises = append(promises, promise.Promise{Line: l.ID, Date: calendar.MustDate("2026-05-12"), Binding: promise.ByStock})
		}
		return s.order.Confirm(rules, c, order.Confirmation{Promises: promises})
	})
	do(salesdesk.Warehouse, func(c *workflow.Command) (order.Order, error) { return s.order.Allocate(rules, c, quantities("3")) })
	do(salesdesk.Warehouse, func(c *workflow.Command) (order.Order, error) {
		return s.order.Ship(rules, c, order.Shipment{ID: "s1", Lines: quantities("3")})
	})
	do(salesdesk.Warehouse, func(c *workflow.Command) (order.Order, error) { return s.order.Deliver(rules, c, "s1", "signed") })
	do(salesdesk.Finance, func(c *workflow.Command) (order.Order, error) { return s.order.Bill(rules, c, "F-1", quantities("3")) })
	for i := range 2 {
		id, lines := fmt.Sprint("r", i+1), quantities(fmt.Sprint(i+1))
		var verdicts []order.Verdict
		for _, q := range lines {
			verdicts = append(verdicts, order.Verdict{Line: q.Line, Accepted: q.Quantity, Disposition: order.Restock})
		}
		do(salesdesk.Customer, func(c *workflow.Command) (order.Order, error) {
			return s.order.RequestReturn(rules, c, order.Return{ID: id, Ground: order.Goodwill, Lines: lines})
		})
		do(salesdesk.InsideSales, func(c *workflow.Command) (order.Order, error) { return s.order.AuthorizeReturn(rules, c, id) })
		do(salesdesk.Warehouse, func(c *workflow.Command) (order.Order, error) { return s.order.ReceiveReturn(rules, c, id, lines) })
		do(salesdesk.Quality, func(c *workflow.Command) (order.Order, error) { return s.order.InspectReturn(rules, c, id, verdicts) })
		do(salesdesk.InsideSales, func(c *workflow.Command) (order.Order, error) {
			return s.order.ProposeReturnRemedy(rules, c, id, order.Refund)
		})
	}
	return s
}

// notes are the credit notes of both returns.
func (s sentBack) notes(t require.TestingT, h invoice.Header, bill invoice.Document) []invoice.Document {
	var notes []invoice.Document
	for _, id := range []string{"r1", "r2"} {
		d, err := invoice.CreditReturn(s.order, id, []invoice.Document{bill}, notes, "C-"+id, h)
		require.NoError(t, err)
		require.NoError(t, d.Check())
		notes = append(notes, d)
	}
	return notes
}

// withFees are invoices of every kind of VAT and the credit notes of their returns, and the
// invoices of periods.
func withFees(t require.TestingT) []invoice.Document {
	var documents []invoice.Document
	for _, kind := range kindsOfVAT() {
		h := header()
		kind.buyer(&h)
		s := newSentBack(t, h, kind.groups, "10.00", "0.35", "89.99")
		documents = append(append(documents, s.bill), s.notes(t, h, s.bill)...)
	}
	_, schedule := subscription(t)
	for i, p := range invoice.DuePeriods(schedule, nil, calendar.MustDate("2026-12-31")) {
		d, err := invoice.BillPeriod(schedule, nil, p, fmt.Sprint("P-", i), header())
		require.NoError(t, err)
		documents = append(documents, d)
	}
	return documents
}

// 89.99 at another rate than was agreed: the note takes back the VAT of its invoice, and
// without VAT what was agreed with the customer.
func TestAReturnIsCreditedAtTheVATOfItsInvoice(t *testing.T) {
	h := header()
	groups := []pricing.VATGroup{{Category: pricing.Standard, Rate: amount("0.21")}, {Category: pricing.Standard, Rate: amount("0.06")}}
	s := newSentBack(t, h, groups, "10.00", "89.99")
	rerated := s.bill
	var err error
	rerated.Figures, err = pricing.Regroup(s.bill.Figures, map[string]pricing.VATGroup{"2": groups[0]})
	require.NoError(t, err)
	asAgreed, notes := s.notes(t, h, s.bill), s.notes(t, h, rerated)
	for i := range notes {
		assert.Equal(t, asAgreed[i].Figures.Totals.TaxExclusive.String(), notes[i].Figures.Totals.TaxExclusive.String())
		assert.Len(t, notes[i].Figures.VAT, 1)
	}
	assert.Len(t, asAgreed[0].Figures.VAT, 2)
}
