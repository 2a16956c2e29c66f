package intake_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

// An order read from UBL is opened and confirmed, and the customer's own order is answered
// by what ours became.
func TestAnOrderReadFromUBLIsAnsweredAsItStands(t *testing.T) {
	po := read(t, "order.xml")
	_, q := acceptedQuote(t)
	opening, err := matched(t, po, against(t, q), intake.Tolerances{}).Opening("o1", "SO-1")
	require.NoError(t, err)
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	as := func(o order.Order, role salesdesk.Role) *workflow.Command {
		cmd := step(o.Version, clerk())
		cmd.Actor.Role, cmd.Reason = role, "agreed by telephone"
		return cmd
	}
	h := answered()
	h.Promised, h.SalesOrder = h.Issued, ""
	codes := func(o order.Order, name string) (intake.Code, []intake.LineCode) {
		r, err := intake.RespondTo(o, h)
		require.NoError(t, err)
		assert.Equal(t, []string{"PO-7", "afdeling 4", "SO-1"}, []string{r.Order, r.Reference, r.SalesOrder})
		var b bytes.Buffer
		require.NoError(t, intake.WriteResponse(&b, r))
		golden.Assert(t, filepath.Join("testdata", "standing-"+name+".xml"), b.Bytes())
		var lines []intake.LineCode
		for _, a := range r.Lines {
			lines = append(lines, a.Code)
		}
		return r.Code, lines
	}
	o, err := order.New(rules, step(0, clerk()), opening)
	require.NoError(t, err)
	o, err = o.Submit(rules, as(o, salesdesk.InsideSales))
	require.NoError(t, err)
	code, lines := codes(o, "AB")
	assert.Equal(t, intake.Acknowledged, code)
	assert.Empty(t, lines)

	rejected, err := o.Reject(rules, as(o, salesdesk.InsideSales), o.Channel)
	require.NoError(t, err)
	code, _ = codes(rejected, "RE")
	assert.Equal(t, intake.Rejected, code)

	confirmed := func(second string) order.Order {
		next, err := o.Confirm(rules, as(o, salesdesk.SalesManager), order.Confirmation{Channel: o.Channel, Promises: []promise.Promise{
			{Line: "1", Date: day("2026-12-03")}, {Line: "2", Date: day(second), Requested: day("2026-12-03")},
		}})
		require.NoError(t, err)
		return next
	}
	code, lines = codes(confirmed("2026-12-03"), "AP")
	assert.Equal(t, intake.Accepted, code)
	assert.Empty(t, lines)

	late := confirmed("2026-12-10")
	code, lines = codes(late, "CA")
	assert.Equal(t, intake.Conditional, code)
	assert.Equal(t, []intake.LineCode{intake.LineAccepted, intake.LineChanged}, lines, "a week later than asked")

	short, err := late.CloseShort(rules, as(late, salesdesk.InsideSales), []order.Quantity{{Line: "1", Quantity: late.Lines[0].Ordered}})
	require.NoError(t, err)
	code, lines = codes(short, "cancelled")
	assert.Equal(t, intake.Conditional, code)
	assert.Equal(t, []intake.LineCode{intake.LineRefused, intake.LineChanged}, lines)

	o.Purchase = nil
	_, err = intake.RespondTo(o, h)
	assert.EqualError(t, err, "purchase.number: required")
}

// confirmedAs opens what was answered and confirms it, each line on a day.
func confirmedAs(t require.TestingT, opening order.Opening, err error, on string) (*order.Rules, order.Order) {
	require.NoError(t, err)
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	o, err := order.New(rules, step(0, clerk()), opening)
	require.NoError(t, err)
	o, err = o.Submit(rules, step(o.Version, clerk()))
	require.NoError(t, err)
	var dates order.Confirmation
	for _, l := range o.Lines {
		dates.Promises = append(dates.Promises, promise.Promise{Line: l.ID, Date: day(on)})
	}
	o, err = o.Confirm(rules, step(o.Version, clerk()), dates)
	require.NoError(t, err)
	return rules, o
}

func responded(t require.TestingT, o order.Order) intake.Response {
	h := answered()
	h.Promised, h.SalesOrder = calendar.Date{}, ""
	r, err := intake.RespondTo(o, h)
	require.NoError(t, err)
	require.NoError(t, r.Check())
	return r
}

// Ordered at 49.00 and ZZZ: answered with 50.00 and a refusal, and opened once he agreed to
// that. It is confirmed, and still not what he wrote: the answer is not that it is.
func TestWhatWasAnsweredConditionallyStaysSo(t *testing.T) {
	po := ordered()
	po.Totals, po.Lines[0].Price, po.Lines[0].Net = intake.Totals{}, new(amount("49.00")), nil
	po.Lines[1].SellersID, po.Lines[1].Net, po.Lines[1].Name, po.Lines[1].GTIN = "ZZZ", nil, "Zeildoek", "5412345000099"
	opening, err := matched(t, po, quoted(t, true), intake.Tolerances{}).AsAnswered("o1", "SO-1")
	require.NoError(t, err)
	assert.Equal(t, []order.PurchaseLine{{Line: "1", OrderLine: "10", Changed: true}}, opening.Purchase.Lines)
	_, o := confirmedAs(t, opening, err, "2026-12-03")
	r := responded(t, o)
	require.Equal(t, intake.Conditional, r.Code)
	var b bytes.Buffer
	require.NoError(t, intake.WriteResponse(&b, r))
	golden.Assert(t, filepath.Join("testdata", "standing-refused.xml"), b.Bytes())
	require.Len(t, r.Lines, 2)
	assert.Equal(t, intake.Answer{
		Line: "10", Code: intake.LineChanged, SKU: "A", BuyersID: "K-9", Name: "Kabel", Promised: day("2026-12-03"),
		Quantity: new(amount("10")), Unit: "C62", Price: new(amount("50.00")), Base: amount("1"),
	}, r.Lines[0])
	refused := r.Lines[1]
	assert.Equal(t, []string{"20", "7", "ZZZ", "Zeildoek"}, []string{refused.Line, string(refused.Code), refused.SKU, refused.Name})
	assert.True(t, refused.Promised.IsZero())
}

// An order that is accepted as it is says when all of it comes, also where he asked no day.
func TestAnAcceptedOrderSaysWhenItComes(t *testing.T) {
	opening, err := matched(t, ordered(), quoted(t, false), intake.Tolerances{}).Opening("o1", "SO-1")
	_, o := confirmedAs(t, opening, err, "2026-12-09")
	r := responded(t, o)
	assert.Equal(t, intake.Accepted, r.Code)
	assert.Equal(t, day("2026-12-09"), r.Promised)
}

// What we propose is answered before he agrees, line by line, confirmed before or not: ten
// become eight, a line comes with it, and another is taken out.
func TestAProposalIsAnsweredAsItIsProposed(t *testing.T) {
	opening, err := matched(t, ordered(), quoted(t, false), intake.Tolerances{}).Opening("o1", "SO-1")
	rules, o := confirmedAs(t, opening, err, "2026-12-03")
	added := o.Agreed.Lines[1]
	added.ID, added.SKU, added.Name, added.Quantity, added.Net = "3", "C", "Moer", amount("5"), amount("50.00")
	set := order.ChangeSet{Lines: []order.LineChange{{Line: "1", Quantity: new(amount("8"))}, {Line: "2", Quantity: new(amount("0"))}, {Line: "3", Priced: &added}}}
	dates := order.Confirmation{Promises: []promise.Promise{{Line: "1", Date: day("2026-12-10")}, {Line: "3", Date: day("2026-12-11")}}}
	for name, before := range map[string]func() order.Order{
		"confirmed": func() order.Order { return o },
		"submitted": func() order.Order {
			first, err := order.New(rules, step(0, clerk()), opening)
			require.NoError(t, err)
			first, err = first.Submit(rules, step(first.Version, clerk()))
			require.NoError(t, err)
			return first
		},
	} {
		t.Run(name, func(t *testing.T) {
			was := before()
			proposed, err := was.ProposeChange(rules, step(was.Version, clerk()), set, dates)
			require.NoError(t, err)
			r := responded(t, proposed)
			assert.Equal(t, intake.Conditional, r.Code)
			var b bytes.Buffer
			require.NoError(t, intake.WriteResponse(&b, r))
			golden.Assert(t, filepath.Join("testdata", "standing-proposed.xml"), b.Bytes())
			var said []string
			for _, a := range r.Lines {
				line := a.Line + " " + string(a.Code)
				if a.Quantity != nil {
					line += " " + a.Quantity.String() + " × " + a.Price.String() + " " + a.Promised.String()
				}
				said = append(said, line)
			}
			assert.Equal(t, []string{"10 3 8 × 50.00 2026-12-10", "20 7", "3 1 5 × 10.00 2026-12-11"}, said)
			assert.Equal(t, was.Lines, proposed.Lines, "nothing is agreed yet")
		})
	}
}

// The customer's order as XML comes in, ours is confirmed a week later than he asked for one
// line, and the answer says so.
func ExampleRespondTo() {
	data, err := os.ReadFile("testdata/order.xml")
	if err != nil {
		panic(err)
	}
	po, err := intake.ReadUBL(data)
	if err != nil {
		panic(err)
	}
	result, err := intake.Match(po, quoted(never{}, false), intake.Tolerances{})
	if err != nil {
		panic(err)
	}
	opening, err := result.Opening("o1", "SO-1")
	_, o := confirmedAs(never{}, opening, err, "2026-12-10")
	response, err := intake.RespondTo(o, intake.Header{Number: "R-1", Issued: day("2026-11-24"), Seller: seller(), Buyer: buyer()})
	fmt.Println(response.Order, response.Code, err)
	for _, a := range response.Lines {
		fmt.Println(a.Line, a.Code, a.Promised)
	}
	// Output:
	// PO-7 CA <nil>
	// 10 3 2026-12-10
	// 20 3 2026-12-10
}

// Of the cable there is stock; the pipe comes a week after the day that he asks for.
func ExampleMatch_available() {
	po, ours := ordered(), quoted(never{}, false)
	po.Requested = day("2026-12-01")
	ours.Available = map[string]calendar.Date{"A": day("2026-11-30"), "B": day("2026-12-08")}
	r, err := intake.Match(po, ours, intake.Tolerances{})
	for _, d := range r.Discrepancies {
		fmt.Println(d.Line, d.Kind, d.Wanted, d.Got, d.Propose)
	}
	fmt.Println(r.Code, err)
	// Output:
	// 20 date 2026-12-08 2026-12-01 change
	// CA <nil>
}

// Ordered at 49.90 what we offered at 50.00: within 1 % his price is agreed, unless ours is to
// stand, and then he is told.
func ExampleTolerances() {
	for _, rule := range []intake.Prices{intake.PricesOrdered, intake.PricesOurs} {
		r, err := intake.Match(lower(), quoted(never{}, false), intake.Tolerances{PriceRatio: amount("0.01"), Prices: rule})
		fmt.Println(r.Code, r.Lines[0].Code, r.Agreed.Lines[0].Price, r.Agreed.Totals.Payable, err)
	}
	// Output:
	// AP 5 49.90 845.79 <nil>
	// CA 3 50.00 847.00 <nil>
}
