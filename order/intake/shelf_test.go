package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// twoOfOne is a quote of 10 pieces at 50.00 and 20 of the same article at 45.00.
func twoOfOne(t *testing.T) intake.Ours {
	r := request()
	r.Lines = []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("10")}, {ID: "2", SKU: "A", Quantity: amount("20"), Price: &pricing.Price{Amount: amount("45.00")}}}
	content, err := quote.Price(pricer(t), r, quote.Conditions{})
	require.NoError(t, err)
	ours := quoted(t, false)
	ours.Quote.Revisions[0].Content = content
	return ours
}

func cable(id, quantity, price string) intake.Line {
	return intake.Line{ID: id, SellersID: "A", Quantity: amount(quantity), Unit: "C62", Price: new(amount(price))}
}

// Two lines of one article are told apart by quantity and price, in whatever order they come.
func TestALineOfTheQuoteIsTheOneThatAnOrderLineIsJustFor(t *testing.T) {
	for name, lines := range map[string][]intake.Line{
		"as quoted":           {cable("10", "10", "50.00"), cable("20", "20", "45.00")},
		"the other way round": {cable("20", "20.00", "45.0"), cable("10", "10", "50.00")},
	} {
		po := ordered()
		po.Lines, po.Totals = lines, intake.Totals{}
		r := matched(t, po, twoOfOne(t), intake.Tolerances{})
		assert.Empty(t, r.Discrepancies, name)
		for _, l := range r.Lines {
			assert.Equal(t, map[string]string{"10": "1", "20": "2"}[l.Line], l.Agreed, name)
		}
		assert.Equal(t, "1400.00", r.Agreed.Totals.TaxExclusive.String())
	}
	po := ordered()
	po.Lines, po.Totals = []intake.Line{cable("20", "20", "44.00"), cable("10", "10", "50.00")}, intake.Totals{}
	r := matched(t, po, twoOfOne(t), intake.Tolerances{})
	assert.Equal(t, intake.Conditional, r.Code, "one price is off, and of its own line")
	assert.Equal(t, "45.00", r.Discrepancies[0].Wanted)
}

// Ten were quoted, and ordered as four and six: both are of the one line, which is answered and
// opened as one.
func TestSeveralLinesOfAnOrderTakeOfOneLineOfTheQuote(t *testing.T) {
	po, ours := ordered(), quoted(t, false)
	po.Lines, po.Totals = []intake.Line{cable("10", "4", "50.00"), cable("11", "6", "50.00"), ordered().Lines[1]}, intake.Totals{}
	r := matched(t, po, ours, intake.Tolerances{})
	require.Empty(t, r.Discrepancies)
	assert.Equal(t, []quote.Award{{Line: "1", Quantity: amount("10")}, {Line: "2", Quantity: amount("20")}}, r.Awards)
	assert.Equal(t, []string{"4", "6"}, []string{r.Lines[0].Taken.String(), r.Lines[1].Taken.String()})
	opening, err := r.Opening("o1", "SO-1")
	require.NoError(t, err)
	assert.Equal(t, []string{"11"}, opening.Purchase.Lines[0].Also)
	_, o := confirmedAs(t, opening, err, "2026-12-03")
	assert.Equal(t, intake.Accepted, responded(t, o).Code)
	o.Lines[1].Promised, o.Purchase.Requested = day("2026-12-10"), day("2026-12-03")
	late := responded(t, o)
	assert.Equal(t, []string{"10 5", "11 5", "20 3"}, []string{
		late.Lines[0].Line + " " + string(late.Lines[0].Code), late.Lines[1].Line + " " + string(late.Lines[1].Code), late.Lines[2].Line + " " + string(late.Lines[2].Code),
	})

	po.Lines[1].Quantity = amount("7")
	r = matched(t, po, ours, intake.Tolerances{})
	assert.Equal(t, intake.Conditional, r.Code)
	assert.Equal(t, intake.Discrepancy{Kind: intake.DiffQuantity, Path: "lines[1].quantity", Line: "11", Wanted: "6", Got: "7", Propose: intake.ProposeChange}, r.Discrepancies[0])
	response := intake.Respond(po, r, answered())
	assert.Nil(t, response.Lines[0].Quantity)
	assert.Equal(t, "6", response.Lines[1].Quantity.String(), "what that line gets, not both")

	po.Lines[1].Quantity = amount("5")
	r = matched(t, po, ours, intake.Tolerances{})
	assert.Equal(t, intake.Acknowledged, r.Code, "one is left of a quote that is not sold in parts")
	assert.Equal(t, intake.Discrepancy{Kind: intake.DiffQuantity, Path: "lines[1].quantity", Line: "11", Wanted: "10", Got: "9", Propose: intake.ProposeAsk}, r.Discrepancies[0])
}

// What is agreed is one line with one day: where two are wanted somebody looks, and then all of it
// is for the earlier.
func TestLinesOfOneLineForTwoDaysAreLookedAt(t *testing.T) {
	po, ours := ordered(), quoted(t, false)
	po.Lines, po.Totals = []intake.Line{cable("10", "4", "50.00"), cable("11", "6", "50.00"), ordered().Lines[1]}, intake.Totals{}
	po.Requested, po.Lines[0].Requested = day("2026-12-03"), day("2026-12-17")
	r := matched(t, po, ours, intake.Tolerances{})
	assert.Equal(t, intake.Acknowledged, r.Code)
	require.Equal(t, []intake.Discrepancy{{Kind: intake.DiffDays, Path: "lines[1].requested", Line: "11", Wanted: "2026-12-17", Got: "2026-12-03", Propose: intake.ProposeAsk}}, r.Discrepancies)
	r, err := r.Overrule("lines[1].requested", intake.ProposeAccept)
	require.NoError(t, err)
	opening, err := r.Opening("o1", "SO-1")
	require.NoError(t, err)
	assert.Equal(t, intake.Accepted, r.Code)
	assert.Equal(t, day("2026-12-03"), opening.Purchase.Lines[0].Requested)
	h := answered()
	h.Promised = day("2026-12-03")
	assert.Equal(t, h.Promised, intake.Respond(po, r, h).Promised, "the later day of the other line delays nothing")
}

// Our number says the pipe, his own says the cable: nobody guesses, also where both cost the same.
func TestNumbersThatMeanDifferentArticlesAreLookedAt(t *testing.T) {
	po := ordered()
	po.Totals = intake.Totals{}
	po.Lines[0].SellersID, po.Lines[0].BuyersID, po.Lines[0].Price, po.Lines[0].Net = "B", "K-9", nil, nil
	r := matched(t, po, prices(t), intake.Tolerances{})
	assert.Equal(t, intake.Acknowledged, r.Code)
	assert.Equal(t, intake.Discrepancy{Kind: intake.DiffArticle, Path: "lines[0].buyers_id", Line: "10", Wanted: "A", Got: "B", Propose: intake.ProposeAsk}, r.Discrepancies[0])
	po.Lines[0].SellersID = "A"
	assert.Equal(t, intake.Accepted, matched(t, po, prices(t), intake.Tolerances{}).Code)
	po.Lines[0].BuyersID = "B"
	assert.Equal(t, intake.Accepted, matched(t, po, prices(t), intake.Tolerances{}).Code, "that is none of his own numbers")
}

// Whom no identifier tells is told by his name; the legal form may be left out.
func TestAPartyWithoutIdentifiersIsHeldToItsName(t *testing.T) {
	for name, same := range map[string]bool{"Koper": true, "KOPER B.V.": true, "": true, "Kopers Unie": false, "Iemand anders": false} {
		po := ordered()
		po.Buyer = intake.Party{Name: name}
		r := matched(t, po, quoted(t, false), intake.Tolerances{})
		if same {
			assert.Empty(t, r.Discrepancies, name)
			continue
		}
		assert.Equal(t, []intake.Discrepancy{{Kind: intake.DiffBuyer, Path: "buyer.name", Wanted: "Koper bv", Got: name, Propose: intake.ProposeAsk}}, r.Discrepancies)
	}
	po := ordered()
	po.Buyer.Name = "Iemand anders"
	assert.Empty(t, matched(t, po, quoted(t, false), intake.Tolerances{}).Discrepancies, "his VAT number tells him")
}

// Nothing is delivered before the day it was ordered, whatever is known of stock.
func TestADayThatIsOverIsNeverAccepted(t *testing.T) {
	for earliest, want := range map[calendar.Date]string{{}: "2026-11-24", day("2026-11-01"): "2026-11-24", day("2026-11-30"): "2026-11-30"} {
		po, ours := ordered(), quoted(t, false)
		po.Requested, ours.Earliest = day("2026-11-23"), earliest
		r := matched(t, po, ours, intake.Tolerances{})
		require.Equal(t, intake.Conditional, r.Code)
		assert.Equal(t, []string{want, "2026-11-23"}, []string{r.Discrepancies[0].Wanted, r.Discrepancies[0].Got})
	}
}
