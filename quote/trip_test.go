package quote_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/sourcing"
	"github.com/interne-sales/salesdesk/workflow"
)

// merchant sells bricks and mixers from stock; what it has not in stock it buys.
func merchant() pricing.Book {
	return pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{SKU: "STEEN", Unit: "C62", Names: named("Gevelsteen rood"), Cost: ratio("1.50")},
			{SKU: "KOEPEL", Unit: "C62", Names: named("Lichtkoepel 80 x 80 cm")},
			{SKU: "MOLEN", Unit: "C62", Names: named("Elektrische mortelmenger"), Cost: ratio("240.00")},
		},
		Entries: []pricing.Entry{{SKU: "STEEN", Price: amount("2.50")}, {SKU: "KOEPEL", Price: amount("160.00")}, {SKU: "MOLEN", Price: amount("300.00")}},
	}
}

// asked is what was pasted, article by article, and the assortment to settle the rest with.
func asked(t *testing.T) (*intake.Assortment, intake.Resolution) {
	t.Helper()
	assortment, err := intake.Compile(intake.Catalogue{
		Articles: intake.Articles(merchant()), Numbers: []intake.OwnNumber{{Customer: "C001", Number: "88.120", SKU: "STEEN"}},
	})
	require.NoError(t, err)
	lines, err := intake.ReadText("88.120: 100 stuks\n7 x lichtkoepel 80 x 80 cm\n2 betonmolens")
	require.NoError(t, err)
	found, err := assortment.Resolve(intake.Request{Customer: "C001", Date: day("2026-04-20"), Lines: lines})
	require.NoError(t, err)
	return assortment, found
}

// domes asks two suppliers for the domes: 7 × 118.40 with 25.00 freight is 853.80.
func domes(t *testing.T) []sourcing.Cost {
	t.Helper()
	r := sourcing.Request{ID: "PA-7", Date: day("2026-04-20"), Currency: salesdesk.EUR, ValidUntil: day("2026-06-15"), Lines: []sourcing.Asked{{Line: "2", Text: "lichtkoepel", Quantity: amount("7")}}}
	compared, err := sourcing.Compare(r, []sourcing.Reply{
		{Supplier: "Aelbrecht", Reference: "OF-118", Currency: salesdesk.EUR, ValidUntil: day("2026-06-30"), Offers: []sourcing.Offer{{Line: "2", Price: amount("118.40"), Freight: amount("25")}}},
		{Supplier: "Claes", Currency: salesdesk.EUR, ValidUntil: day("2026-06-30"), Offers: []sourcing.Offer{{Line: "2", Price: amount("130.00")}}},
	}, sourcing.Policy{HoldsForQuote: true})
	require.NoError(t, err)
	costs, err := compared.Costs()
	require.NoError(t, err)
	return costs
}

// trip is a quote on its way, one verb after the other.
type trip struct {
	*testing.T
	rules *quote.Rules
	q     quote.Quote
	log   []quote.Change
}

// does takes a verb that must succeed, and keeps what happened as a host would.
func (j *trip) does(q quote.Quote, err error) {
	j.Helper()
	require.NoError(j, err)
	j.log = append(j.log, q.Changes()...)
	j.q = q.Saved()
}

func (j *trip) clerk() *workflow.Command    { return clerk(j.q) }
func (j *trip) customer() *workflow.Command { return customer(j.q) }

// The way of a request: pasted lines, of which one stays open; costs of a supplier; a price;
// release and sending; a counter-offer, weighed and met half-way, which the manager
// approves; a part accepted, called off twice, and the rest lost to another.
func TestFromAPastedRequestToTwoOrdersAndALoss(t *testing.T) {
	assortment, found := asked(t)
	require.Equal(t, []string{"STEEN", "KOEPEL"}, []string{found.Matches[0].Found.SKU, found.Matches[1].Found.SKU})
	require.Len(t, found.Open, 1)

	p, err := pricing.Compile(pricing.Rules{Book: merchant()})
	require.NoError(t, err)
	costs := domes(t)
	priced := func(lines []pricing.Line, open []intake.Open) quote.Content {
		r := content(t, "", quote.Conditions{}).Request
		r.Lines, r.Language = sourcing.Apply(lines, costs), salesdesk.Dutch
		c, err := quote.Price(p, r, quote.Conditions{PaymentDays: 30, InParts: true})
		require.NoError(t, err)
		c.Costs, c.Open = sourcing.Costings(costs), open
		return c
	}

	j := &trip{T: t, rules: rules(t, manager(quote.Limits{MinMargin: ratio("0.22")}))}
	j.does(quote.New(j.rules, j.clerk(), quote.Opening{ID: "q1", Number: "OFF-1", Customer: "C001", Seller: seller(), Content: priced(found.Lines(), found.Open)}))
	j.does(j.q.Release(j.rules, j.clerk()))
	_, err = j.q.Send(j.rules, j.clerk(), day("2026-06-15"))
	require.ErrorContains(t, err, "line 3 is open: unknown")

	mixer, err := assortment.Settle(found.Open[0], "MOLEN", nil, "")
	require.NoError(t, err)
	found.Matches, found.Open = append(found.Matches, mixer), nil
	j.does(j.q.Revise(j.rules, j.clerk(), priced(found.Lines(), found.Open)))
	assert.Equal(t, "1970.00", j.q.Latest().Content.Priced.Totals.TaxExclusive.String(), "100 × 2.50, 7 × 160.00, 2 × 300.00")
	assert.Equal(t, "0.246802", j.q.Latest().Content.Explanation.MarginRatio.String(), "1970.00 less 150.00, 853.80 and 480.00")

	_, err = j.q.Submit(j.rules, j.clerk())
	require.ErrorAs(t, err, new(quote.NoRequirementError))
	j.does(j.q.Release(j.rules, j.clerk()))
	_, err = j.q.Send(j.rules, j.clerk(), day("2026-07-15"))
	var costsEnd quote.CostsError
	require.ErrorAs(t, err, &costsEnd, "Aelbrecht's price holds through June")
	j.does(j.q.Send(j.rules, j.clerk(), day("2026-06-15")))
	j.does(j.q.Receive(j.rules, j.clerk(), j.q.Latest().Sent))

	// 1800.00 leaves 17.57 %: over the floor of 15 %, under the target of 22 %.
	offered := j.q.Latest().Content
	reply := quote.Reply{Offer: quote.Offer{Total: ratio("1800.00")}}
	next, judged, err := j.q.Reply(j.rules, j.customer(), nil, reply)
	j.does(next, err)
	require.Equal(t, quote.Counter, judged.On)
	met, err := quote.Meet(p, offered, *j.q.Latest().Offer)
	require.NoError(t, err)
	advice, err := quote.Advise(offered, met, quote.Floor{MinMargin: amount("0.15"), Target: amount("0.22")})
	require.NoError(t, err)
	assert.Equal(t, quote.Negotiate, advice.Verdict)
	assert.Equal(t, "1885.00 EUR", advice.Next.String())

	half, err := quote.Meet(p, offered, quote.Offer{Total: &advice.Next.Amount})
	require.NoError(t, err)
	again := j.q.Reapproval(j.rules, half, j.clerk().Actor)
	require.Len(t, again, 1, "21.28 % is below the manager's 22 %")
	j.does(j.q.Revise(j.rules, j.clerk(), half))
	given, err := j.q.Given()
	require.NoError(t, err)
	assert.Equal(t, "85.00 EUR", given[len(given)-1].Cost.String())
	assert.Equal(t, []string{"On the whole, discount: from €0.00 to -€85.00.", "Total excluding VAT: from €1,970.00 to €1,885.00."}, plain(sentences(t, salesdesk.English, quote.Diff(offered, half)))[:2])

	_, err = j.q.Release(j.rules, j.clerk())
	require.ErrorAs(t, err, new(quote.Requirement))
	j.does(j.q.Submit(j.rules, j.clerk()))
	j.does(j.q.Approve(j.rules, by(j.q, "bart", salesdesk.SalesManager), j.q.Latest().Digest))
	j.does(j.q.Send(j.rules, j.clerk(), day("2026-06-15")))

	// 60 bricks and the domes, called off in two orders; the rest goes to another.
	award := func(bricks, domes string) []quote.Award {
		return []quote.Award{{Line: "1", Quantity: amount(bricks)}, {Line: "2", Quantity: amount(domes)}}
	}
	j.does(j.q.AcceptPart(j.rules, j.customer(), j.q.Latest().Digest, award("60", "7")))
	j.does(j.q.CallOff(j.rules, j.clerk(), "BEST-1", award("40", "3")))
	_, err = j.q.CallOff(j.rules, j.clerk(), "BEST-2", award("21", "4"))
	require.EqualError(t, err, "quote: call_off refused in part_accepted: awarded: line 1: 21 asked, 20 remains")
	j.does(j.q.CallOff(j.rules, j.clerk(), "BEST-2", award("20", "4")))
	j.does(j.q.Lose(j.rules, j.clerk(), nil, quote.Loss{Why: quote.LostOnPrice, Competitor: "Steenhandel Maes"}))

	var stands []string
	for _, s := range j.q.Standing() {
		stands = append(stands, strings.Join([]string{s.Line, s.Offered.String(), s.Ordered.String(), s.Lost.String(), s.Left().String()}, " "))
	}
	assert.Equal(t, []string{"1 100 60 40 0", "2 7 7 0 0", "3 2 0 2 0"}, stands, "line, offered, ordered, lost, left")
	assert.Equal(t, []quote.Award{{Line: "1", Quantity: amount("40")}, {Line: "3", Quantity: amount("2")}}, j.q.Sheds[0].Lines)
	assert.Equal(t, quote.LostOnPrice, j.q.Sheds[0].Loss.Why)
	j.does(j.q.Convert(j.rules, by(j.q, "timer", salesdesk.System)))
	assert.Equal(t, quote.Ordered, j.q.Status)

	// 60 × 2.50 less 6.47 of the 85.00 and 7 × 160.00 less 48.32: 1215.21 in two documents.
	first, err := j.q.Agreed("BEST-1")
	require.NoError(t, err)
	second, err := j.q.Agreed("BEST-2")
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(first))
	require.NoError(t, pricing.Verify(second))
	assert.Equal(t, "1215.21", first.Totals.TaxExclusive.Add(second.Totals.TaxExclusive.Decimal).StringFixed(2))

	folded, err := quote.Fold(j.log)
	require.NoError(t, err)
	assert.Equal(t, asJSON(t, j.q), asJSON(t, folded), "the log alone rebuilds it")
	read, err := quote.Decode([]byte(asJSON(t, j.q)))
	require.NoError(t, err)
	assert.Equal(t, asJSON(t, j.q), asJSON(t, read))
}
