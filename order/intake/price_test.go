package intake_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
	asked "github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// percent is a tolerance of 1 % of a price.
func percent() intake.Tolerances { return intake.Tolerances{PriceRatio: amount("0.01")} }

// lower is the order of 10 at 49.90, where 50.00 was offered, and of 20 at 10.00.
func lower() intake.PurchaseOrder {
	po := ordered()
	po.Lines[0].Price, po.Lines[0].Net = new(amount("49.90")), new(amount("499.00"))
	po.Totals = stated("699.00", "146.79", "845.79")
	return po
}

// An answer without a change is the contract as he wrote it: 10 × 49.90 + 20 × 10.00 = 699.00,
// and 146.79 of VAT. The difference is named all the same.
func TestAToleratedPriceIsAgreedAsItWasOrdered(t *testing.T) {
	r := matched(t, lower(), quoted(t, false), percent())
	require.Equal(t, intake.Accepted, r.Code)
	assert.Equal(t, []intake.Discrepancy{{
		Kind: intake.DiffPrice, Path: "lines[0].price", Line: "10", Wanted: "50.00", Got: "49.90", Within: true, Propose: intake.ProposeAccept,
	}}, r.Discrepancies)
	opening, err := r.Opening("o1", "SO-1")
	require.NoError(t, err)
	assert.Equal(t, "49.90", opening.Agreed.Lines[0].Price.String())
	assert.Equal(t, []string{"699.00", "146.79", "845.79"}, figures(opening.Agreed))
	require.NoError(t, pricing.Verify(opening.Agreed))
}

func figures(p pricing.Priced) []string {
	return []string{p.Totals.TaxExclusive.String(), p.Totals.Tax.String(), p.Totals.Payable.String()}
}

// Where the company holds to its own price the line is answered with it: he is told that it
// is 50.00. His totals follow from that, and are no difference of their own.
func TestOurOwnPriceIsToldWhereItStands(t *testing.T) {
	ours := percent()
	ours.Prices = intake.PricesOurs
	r := matched(t, lower(), quoted(t, false), ours)
	require.Equal(t, intake.Conditional, r.Code)
	require.Len(t, r.Discrepancies, 1)
	assert.True(t, r.Discrepancies[0].Within)
	response := intake.Respond(lower(), r, answered())
	assert.Equal(t, []intake.LineCode{intake.LineChanged, intake.LineAccepted}, []intake.LineCode{response.Lines[0].Code, response.Lines[1].Code})
	assert.Equal(t, "50.00", response.Lines[0].Price.String())
	assert.Equal(t, "847.00", r.Agreed.Totals.Payable.String())
	_, err := r.Overrule("lines[0].price", intake.ProposeAccept)
	assert.Equal(t, intake.OverruleError{Kind: intake.DiffPrice, Propose: intake.ProposeAccept}, err, "he would pay more than he wrote")
	looked, err := r.Overrule("lines[0].price", intake.ProposeAsk)
	require.NoError(t, err)
	assert.Equal(t, intake.Acknowledged, looked.Code)
}

// Ordered at 50.10 what was offered at 50.00: he pays what was offered, by either rule.
func TestAHigherPriceThatIsToleratedIsNotTaken(t *testing.T) {
	po := lower()
	po.Lines[0].Price, po.Lines[0].Net, po.Totals = new(amount("50.10")), new(amount("501.00")), stated("701.00", "147.21", "848.21")
	for _, rule := range []intake.Prices{intake.PricesOrdered, intake.PricesOurs} {
		tolerances := percent()
		tolerances.Prices = rule
		r := matched(t, po, quoted(t, false), tolerances)
		assert.Equal(t, intake.Accepted, r.Code)
		assert.Equal(t, "847.00", r.Agreed.Totals.Payable.String())
		looked, err := r.Overrule("lines[0].price", intake.ProposeAsk)
		require.NoError(t, err)
		looked, err = looked.Overrule("lines[0].price", intake.ProposeAccept)
		require.NoError(t, err)
		assert.Equal(t, intake.Accepted, looked.Code)
	}
}

// However he writes it, what is agreed comes to his amount: of a line of ours with a discount and
// a contribution, which stay; after an allowance of his own; as an amount alone; by the box.
func TestAToleratedPriceComesToHisAmountHoweverItIsWritten(t *testing.T) {
	for name, test := range map[string]struct {
		line  func(*intake.Line)
		asked pricing.Line
		want  []string // price, base quantity, net
	}{
		"a discount of ours": {
			func(l *intake.Line) { l.Price, l.Net = new(amount("44.90")), nil },
			pricing.Line{ID: "1", SKU: "A", Quantity: amount("10"), Adjustments: []pricing.Adjustment{{ID: "d", Rate: new(amount("0.10")), Reason: pricing.Discount}}},
			[]string{"50.00", "1", "449.00"},
		},
		"an allowance of his": {
			func(l *intake.Line) { l.Net, l.Adjustments = nil, []intake.Adjustment{{Amount: amount("1.01")}} },
			pricing.Line{ID: "1", SKU: "A", Quantity: amount("10")},
			[]string{"498.99", "10", "498.99"},
		},
		"a price per hundred": {
			func(l *intake.Line) { l.Price, l.BaseQuantity, l.Net = new(amount("4990.00")), amount("100"), nil },
			pricing.Line{ID: "1", SKU: "A", Quantity: amount("10")},
			[]string{"4990.00", "100", "499.00"},
		},
		"an amount alone": {
			func(l *intake.Line) { l.Price, l.Net = nil, new(amount("499.37")) },
			pricing.Line{ID: "1", SKU: "A", Quantity: amount("10")},
			[]string{"499.37", "10", "499.37"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			ours := offered(t, test.asked)
			po := ordered()
			po.Lines, po.Totals = po.Lines[:1], intake.Totals{}
			po.Lines[0].Price = new(amount("50.00"))
			test.line(&po.Lines[0])
			r := matched(t, po, ours, percent())
			require.Equal(t, intake.Accepted, r.Code, "%+v", r.Discrepancies)
			require.Len(t, r.Discrepancies, 1)
			l := r.Agreed.Lines[0]
			assert.Equal(t, test.want, []string{l.Price.String(), l.BaseQuantity.String(), l.Net.String()})
			assert.Len(t, l.Adjustments, 2*len(test.asked.Adjustments), "ours, and the difference")
			require.NoError(t, pricing.Verify(r.Agreed))
		})
	}
}

// offered is an offer of one line.
func offered(t *testing.T, line pricing.Line) intake.Ours {
	ours, r := quoted(t, false), request()
	r.Lines = []pricing.Line{line}
	content, err := quote.Price(pricer(t), r, quote.Conditions{})
	require.NoError(t, err)
	ours.Quote.Revisions[0].Content = content
	return ours
}

// Ordered by the box what is priced by the piece: a box of ten at 99.90 is ten pieces that came
// to 100.00.
func TestAToleratedPriceOfABoxIsThatOfItsPieces(t *testing.T) {
	b := book()
	b.Articles = append(b.Articles, pricing.Article{SKU: "BOXED", Unit: "C62", Units: []pricing.Unit{{Code: "BX", Numerator: amount("10")}}})
	b.Entries = append(b.Entries, pricing.Entry{SKU: "BOXED", Price: amount("10.00")})
	ours := prices(t)
	var err error
	ours.Pricer, err = pricing.Compile(pricing.Rules{Book: b})
	require.NoError(t, err)
	ours.Assortment, err = asked.Compile(asked.Catalogue{Articles: asked.Articles(b)})
	require.NoError(t, err)
	po := ordered()
	po.Lines, po.Totals = []intake.Line{{ID: "10", SellersID: "BOXED", Quantity: amount("3"), Unit: "BX", Price: new(amount("99.90"))}}, intake.Totals{}
	r := matched(t, po, ours, percent())
	require.Equal(t, intake.Accepted, r.Code, "%+v", r.Discrepancies)
	l := r.Agreed.Lines[0]
	assert.Equal(t, []string{"3", "BX", "99.90", "1", "299.70"}, []string{l.Quantity.String(), l.Unit, l.Price.String(), l.BaseQuantity.String(), l.Net.String()})
}

// Whatever is ordered at whatever price and tolerated, an order that is accepted as it is costs
// its customer no more than he wrote, and is exact.
func TestWhatIsAcceptedCostsNoMoreThanWasOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := func(name string, from, to int) salesdesk.Amount {
			return amount(fmt.Sprintf("%.2f", float64(rapid.IntRange(from, to).Draw(t, name))/100))
		}
		ours := prices(t)
		po := ordered()
		po.Totals = intake.Totals{}
		for i, at := range []int{5000, 1000} {
			po.Lines[i].Price, po.Lines[i].Net = new(cents("price", at-at/50, at+at/50)), nil
			po.Lines[i].Quantity = amount(fmt.Sprint(rapid.IntRange(1, 40).Draw(t, "quantity")))
		}
		tolerances := intake.Tolerances{PriceRatio: cents("ratio", 0, 3), PriceAmount: cents("amount", 0, 20), Prices: rapid.SampledFrom([]intake.Prices{intake.PricesOrdered, intake.PricesOurs}).Draw(t, "rule")}
		r, err := intake.Match(po, ours, tolerances)
		require.NoError(t, err)
		require.NoError(t, pricing.Verify(r.Agreed))
		for i, l := range r.Agreed.Lines {
			if r.Lines[i].Code == intake.LineAccepted {
				assert.False(t, l.Price.GreaterThan(po.Lines[i].Price.Decimal), "%s for %s", l.Price, po.Lines[i].Price)
			}
		}
	})
}

// He expects 2.00 off the whole that we do not give: within what is tolerated of totals too
// somebody looks, since he would pay more.
func TestAnAllowanceThatWeDoNotGiveIsNotTolerated(t *testing.T) {
	po := ordered()
	po.Totals, po.Adjustments = intake.Totals{}, []intake.Adjustment{{Amount: amount("2.00")}}
	within := intake.Tolerances{TotalAmount: amount("5.00")}
	assert.Equal(t, intake.Acknowledged, matched(t, po, quoted(t, false), within).Code)
	po.Adjustments[0].Charge = true
	assert.Equal(t, intake.Accepted, matched(t, po, quoted(t, false), within).Code)
}

// A line that comes later explains no other total: somebody looks.
func TestADateExplainsNoTotal(t *testing.T) {
	po, ours := ordered(), quoted(t, false)
	po.Requested, ours.Earliest, po.Totals = day("2026-12-01"), day("2026-12-08"), stated("699.00", "146.79", "845.79")
	r := matched(t, po, ours, intake.Tolerances{})
	assert.Equal(t, intake.Acknowledged, r.Code)
}

func TestARuleOfPricesIsOneOfTwo(t *testing.T) {
	assert.EqualError(t, intake.Tolerances{Prices: "theirs"}.Check(), "prices: one_of (ours)")
}

// Three days too early are tolerated: the order is accepted, and the answer says the later day.
func TestADayThatIsToleratedIsTold(t *testing.T) {
	po, ours := ordered(), quoted(t, false)
	po.Requested, ours.Available = day("2026-12-01"), nil
	ours.Earliest = day("2026-12-04")
	r := matched(t, po, ours, intake.Tolerances{Days: 3})
	require.Equal(t, intake.Accepted, r.Code)
	h := answered()
	for given, want := range map[string]string{"2026-12-01": "2026-12-04", "2026-12-07": "2026-12-07"} {
		h.Promised = day(given)
		assert.Equal(t, day(want), intake.Respond(po, r, h).Promised)
	}
}
