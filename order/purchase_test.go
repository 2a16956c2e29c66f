package order_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// placed is the customer's order of 10 pieces for 6 May and 0.5 kg for the 11th.
func placed() *order.Purchase {
	return &order.Purchase{
		Number: "PO-7", Issued: day("2026-04-27"), Type: "220", Reference: "werf 12", Contract: "RC-3", Requested: day("2026-05-06"),
		DeliverTo: &salesdesk.Address{Street: "Werf 12", Postcode: "9000", City: "Gent", Country: salesdesk.Belgium},
		Lines:     []order.PurchaseLine{{Line: "1", OrderLine: "10"}, {Line: "2", OrderLine: "20", Requested: day("2026-05-11")}},
		Articles:  []quote.ArticleNumbers{{SKU: "A", Buyer: "K-9"}},
	}
}

func openedWith(t require.TestingT, r *order.Rules, p *order.Purchase) order.Order {
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{
		ID: "o1", Number: "BEST-1", Customer: "C001", Channel: order.ByPeppol, Purchase: p, Agreed: agreed(),
	})
	require.NoError(t, err)
	return must(o.Submit(r, by(o, salesdesk.InsideSales)))
}

// What the customer asked for is there from the opening on: it is what promises are asked
// for, and a promise that misses its day says so.
func TestADayThatWasAskedForIsThatOfTheLineAndOfItsPromise(t *testing.T) {
	r := rules(t, order.Policy{})
	o := openedWith(t, r, placed())
	assert.Equal(t, []calendar.Date{day("2026-05-06"), day("2026-05-11")}, []calendar.Date{o.Lines[0].Requested, o.Lines[1].Requested})
	demands := o.Demands()
	assert.Equal(t, []calendar.Date{day("2026-05-06"), day("2026-05-11")}, []calendar.Date{demands[0].Requested, demands[1].Requested})
	late := []promise.Promise{{Line: "1", Date: day("2026-05-08")}, {Line: "2", Date: day("2026-05-08")}}
	o = must(o.Confirm(r, by(o, salesdesk.InsideSales), order.Confirmation{Promises: late, Channel: order.ByPeppol}))
	assert.Equal(t, []bool{true, false}, []bool{o.Promises[0].Moved(), o.Promises[1].Moved()})
	assert.True(t, late[0].Requested.IsZero(), "the caller's promises stay as they were")
	later := order.ChangeSet{Lines: []order.LineChange{{Line: "1", Requested: day("2026-05-20")}}}
	o = must(o.RequestChange(r, by(o, salesdesk.Customer), later))
	assert.Equal(t, day("2026-05-06"), o.Lines[0].Requested, "until it is granted")
	o = must(o.GrantChange(r, by(o, salesdesk.InsideSales), order.ChangeSet{}, order.Confirmation{Promises: []promise.Promise{{Line: "1", Date: day("2026-05-20")}}}))
	assert.Equal(t, day("2026-05-20"), o.Lines[0].Requested)
	assert.False(t, o.Promises[1].Moved(), "it is when he wants it now")
	folded, err := order.Fold(o.Changes())
	require.NoError(t, err)
	assert.Equal(t, o.Saved(), folded)
}

func TestTheCustomersOrderIsKeptAsHePlacedIt(t *testing.T) {
	r := rules(t, order.Policy{})
	p := placed()
	o := openedWith(t, r, p)
	p.Lines[0].OrderLine, p.DeliverTo.City, p.Articles[0].Buyer = "99", "Brugge", "other"
	assert.Equal(t, placed(), o.Purchase, "what the caller does later is his")
	assert.Equal(t, []string{"10", "20", ""}, []string{o.Purchase.OrderLine("1"), o.Purchase.OrderLine("2"), o.Purchase.OrderLine("3")})
	assert.Empty(t, (*order.Purchase)(nil).OrderLine("1"))
	data, err := json.Marshal(o.Saved())
	require.NoError(t, err)
	var back order.Order
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, o.Purchase, back.Purchase)
	assert.Equal(t, o.Lines, back.Lines)
}

func TestEveryProblemOfTheCustomersOrderIsNamed(t *testing.T) {
	p := placed()
	p.Number, p.Type, p.DeliverTo.City = strings.Repeat("9", 201), "380", ""
	p.Requested = calendar.Date{Year: 2026, Month: 13, Day: 1}
	p.Lines = []order.PurchaseLine{{Line: "1"}, {Line: "1", OrderLine: strings.Repeat("9", 201)}, {Line: "7", Requested: calendar.Date{Year: 2026, Month: 2, Day: 30}}}
	_, err := order.New(rules(t, order.Policy{}), by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "1", Customer: "C", Purchase: p, Agreed: agreed()})
	require.EqualError(t, err, strings.Join([]string{
		"purchase.number: length (200)", "purchase.requested: format (2026-01-31)", "purchase.type: one_of (220, 105, 221, 226, 227)",
		"purchase.deliver_to.city: required", "purchase.lines[1].order_line: length (200)", "purchase.lines[1].line: duplicate (1)",
		"purchase.lines[2].requested: format (2026-01-31)", "purchase.lines[2].line: reference (7)",
	}, "; "))
	p = placed()
	p.Refused = []order.RefusedLine{{OrderLine: "30"}, {Name: "Zeildoek"}, {OrderLine: strings.Repeat("9", 201)}}
	_, err = order.New(rules(t, order.Policy{}), by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "1", Customer: "C", Purchase: p, Agreed: agreed()})
	require.EqualError(t, err, "purchase.refused[1].order_line: required; purchase.refused[2].order_line: length (200)")
	many := &order.Purchase{
		Lines: make([]order.PurchaseLine, order.MaxLines+1), Articles: make([]quote.ArticleNumbers, order.MaxLines+1), Refused: make([]order.RefusedLine, order.MaxLines+1),
	}
	_, err = order.New(rules(t, order.Policy{}), by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "1", Customer: "C", Purchase: many, Agreed: agreed()})
	assert.EqualError(t, err, "purchase.lines: length (10000); purchase.articles: length (10000); purchase.refused: length (10000)")
}

// Nothing happens before what happened last: not to the order, a shipment or a return.
func TestNothingHappensBeforeWhatHappenedLast(t *testing.T) {
	r := rules(t, order.Policy{})
	o := delivered(t, r, confirmed(t, r), "s1", some("1", "4"))
	o = must(o.RequestReturn(r, by(o, salesdesk.InsideSales), order.Return{ID: "r1", Lines: some("1", "1")}))
	early := func(role salesdesk.Role) *workflow.Command {
		cmd := by(o, role)
		cmd.At = o.Changed.Add(-time.Second)
		return cmd
	}
	for name, verb := range map[string]func() (order.Order, error){
		"allocate":  func() (order.Order, error) { return o.Allocate(r, early(salesdesk.Warehouse), some("1", "1")) },
		"dispute":   func() (order.Order, error) { return o.DisputeDelivery(r, early(salesdesk.InsideSales), "s1") },
		"authorise": func() (order.Order, error) { return o.AuthorizeReturn(r, early(salesdesk.InsideSales), "r1") },
		"propose": func() (order.Order, error) {
			return o.ProposeChange(r, early(salesdesk.InsideSales), to("1", "9"), order.Confirmation{})
		},
	} {
		next, err := verb()
		var earlier workflow.EarlierError
		require.ErrorAs(t, err, &earlier, name)
		assert.Equal(t, o.Changed, earlier.Last)
		assert.Equal(t, o, next)
	}
	same := by(o, salesdesk.Warehouse)
	same.At = o.Changed
	o = must(o.Allocate(r, same, some("1", "1")))
	assert.Equal(t, same.At, o.Changed, "in one moment")
}

// A customer's order by its own number, with the day and the place he asks for.
func ExamplePurchase() {
	r := must(order.Compile(order.Policy{}))
	o := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{
		ID: "o1", Number: "BEST-1", Customer: "C001", Agreed: agreed(),
		Purchase: &order.Purchase{
			Number: "PO-7", Requested: calendar.MustDate("2026-05-06"),
			Lines: []order.PurchaseLine{{Line: "1", OrderLine: "10"}, {Line: "2", OrderLine: "20", Requested: calendar.MustDate("2026-05-11")}},
		},
	}))
	for _, d := range o.Demands() {
		fmt.Println(o.Purchase.Number, o.Purchase.OrderLine(d.Line), d.Quantity, d.Requested)
	}
	// Output:
	// PO-7 10 10 2026-05-06
	// PO-7 20 0.5 2026-05-11
}
