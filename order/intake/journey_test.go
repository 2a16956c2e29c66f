package intake_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func step(version int, actor salesdesk.Actor) *workflow.Command {
	return &workflow.Command{ID: fmt.Sprintf("c%d", version+1), Actor: actor, At: time.Date(2026, 11, 24, 9, version, 0, 0, time.UTC), Expect: version}
}

func clerk() salesdesk.Actor { return salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales} }

// acceptedQuote is the quote of 10 × 50.00 and 20 × 10.00, sent and accepted as a whole.
func acceptedQuote(t require.TestingT) (*quote.Rules, quote.Quote) {
	r := request()
	r.Lines = []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("10")}, {ID: "2", SKU: "B", Quantity: amount("20")}}
	content, err := quote.Price(pricer(t), r, quote.Conditions{})
	require.NoError(t, err)
	rules, err := quote.Compile(quote.Policy{Location: time.UTC})
	require.NoError(t, err)
	from := seller()
	from.LegalForm, from.Court, from.IBAN = "NV", "Gent", salesdesk.MustIBAN("BE68539007547034")
	q, err := quote.New(rules, step(0, clerk()), quote.Opening{ID: "q1", Number: "OFF-1", Customer: "C001", Seller: from, Content: content})
	require.NoError(t, err)
	q, err = q.Release(rules, step(q.Version, clerk()))
	require.NoError(t, err)
	q, err = q.Send(rules, step(q.Version, clerk()), day("2026-12-20"))
	require.NoError(t, err)
	buyers := clerk()
	buyers.For = "C001"
	q, err = q.Accept(rules, step(q.Version, buyers), q.Latest().Digest)
	require.NoError(t, err)
	return rules, q
}

// read reads an order in the form that its file's name says.
func read(t require.TestingT, file string) intake.PurchaseOrder {
	data, err := os.ReadFile(filepath.Join("testdata", file))
	require.NoError(t, err)
	readers := map[string]func([]byte) (intake.PurchaseOrder, error){".xml": intake.ReadUBL, ".csv": intake.ReadCSV, ".json": intake.DecodeJSON}
	po, err := readers[filepath.Ext(file)](data)
	require.NoError(t, err)
	return po
}

func against(t require.TestingT, q quote.Quote) intake.Ours {
	ours := prices(t)
	ours.Pricer, ours.Request, ours.Quote = nil, pricing.Request{}, &q
	return ours
}

// One order, as Peppol XML, as a table and as JSON: read, not there yet, held against the
// accepted quote, called off it, opened and answered; the three ways come to the same.
func TestAnOrderInEveryFormBecomesTheSameOrder(t *testing.T) {
	for _, form := range []string{"order.xml", "order.csv", "order.json"} {
		t.Run(form, func(t *testing.T) {
			quotes, q := acceptedQuote(t)
			po := read(t, form)
			require.NoError(t, intake.Duplicate(po, "C001", day("2026-11-24"), nil, 30))

			result := matched(t, po, against(t, q), intake.Tolerances{})
			require.Empty(t, result.Discrepancies)
			require.Equal(t, intake.Accepted, result.Code)

			q, err := q.CallOff(quotes, step(q.Version, clerk()), "o1", result.Awards)
			require.NoError(t, err)
			called, err := order.FromQuote(q, "o1", "SO-1")
			require.NoError(t, err)
			opening, err := result.Opening("o1", "SO-1")
			require.NoError(t, err)
			called.ValidUntil, called.Purchase = po.ValidUntil, opening.Purchase // his own, which the quote does not know
			assert.Equal(t, called, opening, "what was matched is what was called off")

			rules, err := order.Compile(order.Policy{})
			require.NoError(t, err)
			o, err := order.New(rules, step(0, clerk()), opening)
			require.NoError(t, err)
			assert.Equal(t, order.Draft, o.Status)
			assert.Equal(t, "847.00", o.Agreed.Totals.Payable.String())
			assert.Equal(t, []string{"PO-7", "afdeling 4", "10", "20"}, []string{o.Purchase.Number, o.Purchase.Reference, o.Purchase.OrderLine("1"), o.Purchase.OrderLine("2")})
			assert.Equal(t, day("2026-12-03"), o.Demands()[1].Requested, "by when he wants it")
			assert.Equal(t, order.Source{Quote: "q1", Revision: 1, Digest: q.Latest().Digest}, o.Source)
			o, err = o.Submit(rules, step(o.Version, clerk()))
			require.NoError(t, err)
			assert.Equal(t, order.Submitted, o.Status)

			var b bytes.Buffer
			require.NoError(t, intake.WriteResponse(&b, intake.Respond(po, result, answered())))
			golden.Assert(t, filepath.Join("testdata", "journey-AP.xml"), b.Bytes())

			digest, err := po.Digest()
			require.NoError(t, err)
			earlier := []intake.Received{{ID: "o1", Customer: "C001", Number: po.Number, Digest: digest, On: day("2026-11-24")}}
			assert.Equal(t, intake.DuplicateError{Earlier: earlier[0], Same: true}, intake.Duplicate(po, "C001", day("2026-11-25"), earlier, 30))
			again := matched(t, po, against(t, q), intake.Tolerances{})
			assert.Equal(t, intake.Rejected, again.Code, "nothing is left of the quote")
		})
	}
}

// The other three answers, from the XML that comes in to the XML that goes out.
func TestAnOrderIsAnsweredFromXMLToXML(t *testing.T) {
	data, err := os.ReadFile("testdata/order.xml")
	require.NoError(t, err)
	for _, test := range []struct {
		code  intake.Code
		give  []string // what is replaced by what in the order
		lines []intake.LineCode
	}{
		{intake.Acknowledged, []string{">OFF-1<", ">OFF-9<"}, []intake.LineCode{intake.LineAccepted, intake.LineAccepted}},
		{intake.Rejected, []string{"EUR", "USD"}, []intake.LineCode{intake.LineAccepted, intake.LineAccepted}},
		{
			intake.Conditional,
			[]string{">50.00<", ">49.00<", ">500.00<", ">490.00<", ">700.00<", ">690.00<", ">147.00<", ">144.90<", ">847.00<", ">834.90<"},
			[]intake.LineCode{intake.LineChanged, intake.LineAccepted},
		},
	} {
		t.Run(string(test.code), func(t *testing.T) {
			po, err := intake.ReadUBL([]byte(strings.NewReplacer(test.give...).Replace(string(data))))
			require.NoError(t, err)
			_, q := acceptedQuote(t)
			result := matched(t, po, against(t, q), intake.Tolerances{})
			require.Equal(t, test.code, result.Code, "%+v", result.Discrepancies)
			for i, code := range test.lines {
				assert.Equal(t, code, result.Lines[i].Code)
			}
			var b bytes.Buffer
			require.NoError(t, intake.WriteResponse(&b, intake.Respond(po, result, answered())))
			golden.Assert(t, filepath.Join("testdata", "journey-"+string(test.code)+".xml"), b.Bytes())
			_, err = result.Opening("o1", "SO-1")
			assert.Equal(t, intake.UncleanError{Code: test.code}, err)
		})
	}
}

// A line of which less is left than is ordered is answered with what is left.
func TestAnOrderForMoreThanIsLeftIsAnsweredWithTheRest(t *testing.T) {
	_, q := acceptedQuote(t)
	po := read(t, "order.json")
	po.Lines[1].Quantity, po.Lines[1].Net, po.Totals = amount("25"), nil, intake.Totals{}
	result := matched(t, po, against(t, q), intake.Tolerances{})
	require.Equal(t, intake.Conditional, result.Code, "%+v", result.Discrepancies)
	assert.Equal(t, []quote.Award{{Line: "1", Quantity: amount("10")}, {Line: "2", Quantity: amount("20")}}, result.Awards)
	response := intake.Respond(po, result, answered())
	assert.Equal(t, intake.LineChanged, response.Lines[1].Code)
	assert.Equal(t, "20", response.Lines[1].Quantity.String())
	_, err := order.FromQuote(q, "o1", "SO-1")
	require.Error(t, err, "nothing was called off yet")
}
