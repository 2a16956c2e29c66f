package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/intake"
)

// stated are the totals of an order as its buyer adds them up, with 21 % VAT.
func stated(exclusive, tax, inclusive string) intake.Totals {
	return intake.Totals{
		Lines: new(amount(exclusive)), TaxExclusive: new(amount(exclusive)), Tax: new(amount(tax)),
		TaxInclusive: new(amount(inclusive)), Payable: new(amount(inclusive)),
	}
}

// 10 × 49.90 in the place of 50.00, within 1 %: the 1.00 less and its 0.21 of VAT follow
// from the price that is tolerated, and are no difference of their own.
func TestATotalThatTheToleratedPricesMakeIsNoDifference(t *testing.T) {
	po := ordered()
	po.Lines[0].Price, po.Lines[0].Net = new(amount("49.90")), new(amount("499.00"))
	po.Totals = stated("699.00", "146.79", "845.79")
	one := intake.Tolerances{PriceRatio: amount("0.01")}
	r := matched(t, po, quoted(t, false), one)
	assert.Equal(t, intake.Accepted, r.Code)
	require.Len(t, r.Discrepancies, 1)
	assert.Equal(t, intake.DiffPrice, r.Discrepancies[0].Kind)

	for name, totals := range map[string]intake.Totals{
		"a euro that no line has": stated("698.00", "146.58", "844.58"),
		"VAT of another rate":     stated("699.00", "146.80", "845.80"),
	} {
		po.Totals = totals
		r := matched(t, po, quoted(t, false), one)
		assert.NotEqual(t, intake.Accepted, r.Code, name)
	}
	po.Totals = stated("699.00", "146.79", "845.79")
	r = matched(t, po, quoted(t, false), intake.Tolerances{PriceRatio: amount("0.001")})
	assert.Equal(t, intake.Conditional, r.Code, "a price that is not tolerated explains nothing")
	require.Len(t, r.Discrepancies, 3)
}

// Two lines that are multiplied a cent off each, within a cent: their sum is two off.
func TestASumOfToleratedMultiplicationsIsNoDifference(t *testing.T) {
	po := ordered()
	po.Lines[0].Net, po.Lines[1].Net = new(amount("500.01")), new(amount("200.01"))
	po.Totals = stated("700.02", "147.00", "847.02")
	r := matched(t, po, quoted(t, false), intake.Tolerances{TotalAmount: amount("0.01")})
	assert.Equal(t, intake.Accepted, r.Code)
	require.Len(t, r.Discrepancies, 2)
	po.Totals = stated("700.04", "147.00", "847.04")
	assert.Equal(t, intake.Acknowledged, matched(t, po, quoted(t, false), intake.Tolerances{TotalAmount: amount("0.01")}).Code)
}

// Of the cable there is stock, the pipe comes a week later: each line is held to its own day,
// and answered with it.
func TestEachLineIsHeldToTheDayOfItsArticle(t *testing.T) {
	po, ours := ordered(), quoted(t, false)
	po.Requested, ours.Earliest = day("2026-12-01"), day("2026-12-24")
	ours.Available = map[string]calendar.Date{"A": day("2026-11-30"), "B": day("2026-12-08")}
	r := matched(t, po, ours, intake.Tolerances{})
	require.Len(t, r.Discrepancies, 1)
	assert.Equal(t, intake.Discrepancy{
		Kind: intake.DiffDate, Path: "lines[1].requested", Line: "20", Wanted: "2026-12-08", Got: "2026-12-01", Propose: intake.ProposeChange,
	}, r.Discrepancies[0])
	h := answered()
	h.Promised = day("2026-12-01")
	answer := intake.Respond(po, r, h)
	assert.Equal(t, []calendar.Date{day("2026-12-01"), day("2026-12-08")}, []calendar.Date{answer.Lines[0].Promised, answer.Lines[1].Promised})

	ours.Available = map[string]calendar.Date{"A": day("2026-11-30")}
	r = matched(t, po, ours, intake.Tolerances{})
	require.Len(t, r.Discrepancies, 1)
	assert.Equal(t, "2026-12-24", r.Discrepancies[0].Wanted, "an article without a day has that of all")
}
