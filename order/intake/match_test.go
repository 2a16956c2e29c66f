package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestAnOrderAsQuotedIsAccepted(t *testing.T) {
	r := matched(t, ordered(), quoted(t, false), intake.Tolerances{})
	assert.Empty(t, r.Discrepancies)
	assert.Equal(t, intake.Accepted, r.Code)
	assert.Equal(t, "847.00", r.Agreed.Totals.Payable.String())
	assert.Equal(t, []quote.Award{{Line: "1", Quantity: amount("10")}, {Line: "2", Quantity: amount("20")}}, r.Awards)
	opening, err := r.Opening("o1", "SO-1")
	require.NoError(t, err)
	assert.Equal(t, "C001", opening.Customer)
	assert.Equal(t, "q1", opening.Source.Quote)
	assert.Equal(t, 2, opening.Source.Revision)
	assert.NoError(t, pricing.Verify(opening.Agreed))
}

func TestAnOrderAtBookPricesIsAccepted(t *testing.T) {
	r := matched(t, ordered(), prices(t), intake.Tolerances{})
	assert.Empty(t, r.Discrepancies)
	assert.Equal(t, intake.Accepted, r.Code)
	assert.Equal(t, "847.00", r.Agreed.Totals.Payable.String())
	assert.Empty(t, r.Awards)
}

func TestEveryDifferenceIsNamedWithBothValues(t *testing.T) {
	type po = *intake.PurchaseOrder
	tests := []struct {
		name string
		give func(po)
		want intake.Discrepancy
		code intake.Code
	}{
		{"price", func(p po) { p.Lines[1].Price, p.Lines[1].Net, p.Totals = new(amount("9.50")), nil, intake.Totals{} }, intake.Discrepancy{Kind: intake.DiffPrice, Path: "lines[1].price", Line: "20", Wanted: "10.00", Got: "9.50", Propose: intake.ProposeChange}, intake.Conditional},
		{"more than offered", func(p po) { p.Lines[1].Quantity, p.Lines[1].Net, p.Totals = amount("25"), nil, intake.Totals{} }, intake.Discrepancy{Kind: intake.DiffQuantity, Path: "lines[1].quantity", Line: "20", Wanted: "20", Got: "25", Propose: intake.ProposeChange}, intake.Conditional},
		{"less, not in parts", func(p po) { p.Lines[1].Quantity, p.Lines[1].Net, p.Totals = amount("5"), nil, intake.Totals{} }, intake.Discrepancy{Kind: intake.DiffQuantity, Path: "lines[1].quantity", Line: "20", Wanted: "20", Got: "5", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"a line left out", func(p po) { p.Lines, p.Totals = p.Lines[:1], intake.Totals{} }, intake.Discrepancy{Kind: intake.DiffQuantity, Path: "lines", Wanted: "B 20", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"not on the quote", func(p po) { p.Lines[1].SellersID = "C" }, intake.Discrepancy{Kind: intake.DiffOffered, Path: "lines[1].sellers_id", Line: "20", Got: "C", Propose: intake.ProposeRefuse}, intake.Acknowledged},
		{"unknown article", func(p po) { p.Lines[1].SellersID = "ZZZ" }, intake.Discrepancy{Kind: intake.DiffUnknown, Path: "lines[1].sellers_id", Line: "20", Got: "ZZZ", Propose: intake.ProposeRefuse}, intake.Acknowledged},
		{"successor", func(p po) { p.Lines[1].SellersID = "OLD" }, intake.Discrepancy{Kind: intake.DiffSuccessor, Path: "lines[1].sellers_id", Line: "20", Wanted: "B", Got: "OLD", Propose: intake.ProposeChange}, intake.Conditional},
		{"unit", func(p po) { p.Lines[1].Unit = "KGM" }, intake.Discrepancy{Kind: intake.DiffUnit, Path: "lines[1].unit", Line: "20", Wanted: "C62", Got: "KGM", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"rate", func(p po) { p.Lines[0].VATRate = new(amount("0.06")) }, intake.Discrepancy{Kind: intake.DiffVAT, Path: "lines[0].vat_rate", Line: "10", Wanted: "0.21", Got: "0.06", Propose: intake.ProposeChange}, intake.Conditional},
		{"category", func(p po) { p.Lines[0].VATCategory = "AE" }, intake.Discrepancy{Kind: intake.DiffVAT, Path: "lines[0].vat_category", Line: "10", Wanted: "S", Got: "AE", Propose: intake.ProposeChange}, intake.Conditional},
		{"multiplied", func(p po) { p.Lines[0].Net = new(amount("510.00")) }, intake.Discrepancy{Kind: intake.DiffNet, Path: "lines[0].net", Line: "10", Wanted: "500.00", Got: "510.00", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"added", func(p po) { p.Totals.Lines = new(amount("701.00")) }, intake.Discrepancy{Kind: intake.DiffTotal, Path: "totals.lines", Wanted: "700.00", Got: "701.00", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"currency", func(p po) { p.Currency = "USD" }, intake.Discrepancy{Kind: intake.DiffCurrency, Path: "currency", Wanted: "EUR", Got: "USD", Propose: intake.ProposeRefuse}, intake.Rejected},
		{"buyer", func(p po) { p.Buyer.VATNumber = "BE0428759497" }, intake.Discrepancy{Kind: intake.DiffBuyer, Path: "buyer.vat_number", Wanted: "BE1000341796", Got: "BE0428759497", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"seller", func(p po) { p.Seller.EnterpriseNumber = "1000341796" }, intake.Discrepancy{Kind: intake.DiffSeller, Path: "seller.enterprise_number", Wanted: "0428759497", Got: "1000341796", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"address", func(p po) { p.DeliverTo.Street = "Elders 9" }, intake.Discrepancy{Kind: intake.DiffAddress, Path: "deliver_to", Wanted: "Kaai 1, 9000 Gent BE", Got: "Elders 9, 9000 Gent BE", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"quote", func(p po) { p.Quote = "OFF-2" }, intake.Discrepancy{Kind: intake.DiffReference, Path: "quote", Wanted: "OFF-1", Got: "OFF-2", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"validity", func(p po) { p.ValidUntil = day("2026-11-01") }, intake.Discrepancy{Kind: intake.DiffValidity, Path: "valid_until", Wanted: "2026-11-24", Got: "2026-11-01", Propose: intake.ProposeAsk}, intake.Acknowledged},
		{"date", func(p po) { p.Lines[0].Requested = day("2026-11-30") }, intake.Discrepancy{Kind: intake.DiffDate, Path: "lines[0].requested", Line: "10", Wanted: "2026-12-01", Got: "2026-11-30", Propose: intake.ProposeChange}, intake.Conditional},
		{"allowance", func(p po) { p.Adjustments, p.Totals = []intake.Adjustment{{Amount: amount("70.00")}}, intake.Totals{} }, intake.Discrepancy{Kind: intake.DiffAdjust, Path: "adjustments", Wanted: "0.00", Got: "-70.00", Propose: intake.ProposeAsk}, intake.Acknowledged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			po, ours := ordered(), quoted(t, false)
			ours.Earliest = day("2026-12-01")
			tt.give(&po)
			r := matched(t, po, ours, intake.Tolerances{})
			assert.Contains(t, r.Discrepancies, tt.want)
			assert.Equal(t, tt.code, r.Code)
			_, err := r.Opening("o1", "SO-1")
			assert.Equal(t, intake.UncleanError{Code: tt.code}, err)
		})
	}
}

// What was never sent, or was answered with something else, is no offer to order from; what was
// accepted is one, whatever its last day was.
func TestAnOrderOfAQuoteThatBindsNobodyIsLookedAt(t *testing.T) {
	for status, binds := range map[quote.Status]bool{
		"": true, quote.Sent: true, quote.Accepted: true, quote.PartAccepted: true,
		quote.Draft: false, quote.InApproval: false, quote.Approved: false, quote.Countered: false, quote.Declined: false, quote.Withdrawn: false,
	} {
		ours := quoted(t, false)
		ours.Quote.Status = status
		r := matched(t, ordered(), ours, intake.Tolerances{})
		if binds {
			assert.Equal(t, intake.Accepted, r.Code, status)
			continue
		}
		assert.Equal(t, []intake.Discrepancy{{Kind: intake.DiffValidity, Path: "quote", Wanted: "sent", Got: string(status), Propose: intake.ProposeAsk}}, r.Discrepancies)
		looked, err := r.Overrule("quote", intake.ProposeAccept)
		require.NoError(t, err)
		assert.Equal(t, intake.Accepted, looked.Code, "a person may hold to it all the same")
	}
}

// Ten of the cable were awarded; the pipe is offered until 20 December, and no longer.
func TestWhatWasNotAwardedIsOfferedUntilItsLastDay(t *testing.T) {
	ours := quoted(t, true)
	ours.Quote.Status, ours.Quote.Awards = quote.PartAccepted, []quote.Award{{Line: "1", Quantity: amount("10")}}
	ours.On = day("2026-12-21")
	late := intake.Discrepancy{Kind: intake.DiffValidity, Path: "quote", Wanted: "2026-12-21", Got: "2026-12-20", Propose: intake.ProposeAsk}
	assert.Equal(t, []intake.Discrepancy{late}, matched(t, ordered(), ours, intake.Tolerances{}).Discrepancies)
	po := ordered()
	po.Lines, po.Totals = po.Lines[:1], intake.Totals{}
	assert.Empty(t, matched(t, po, ours, intake.Tolerances{}).Discrepancies, "what was awarded is agreed")
	ours.On = day("2026-12-20")
	assert.Empty(t, matched(t, ordered(), ours, intake.Tolerances{}).Discrepancies)
}

func TestWhatIsToleratedIsNamedAndAccepted(t *testing.T) {
	po, ours := ordered(), quoted(t, false)
	po.Totals, po.Lines[1].Net = intake.Totals{}, nil
	po.Lines[1].Price = new(amount("9.95"))
	po.Requested, ours.Earliest = day("2026-11-30"), day("2026-12-01")
	for name, tolerances := range map[string]intake.Tolerances{
		"a ratio":   {PriceRatio: amount("0.005"), TotalAmount: amount("1.00"), Days: 1},
		"an amount": {PriceAmount: amount("0.05"), TotalAmount: amount("1.00"), Days: 1},
	} {
		t.Run(name, func(t *testing.T) {
			r := matched(t, po, ours, tolerances)
			assert.Equal(t, intake.Accepted, r.Code)
			require.Len(t, r.Discrepancies, 3) // two dates and a price, which makes the total
			for _, d := range r.Discrepancies {
				assert.True(t, d.Within)
				assert.Equal(t, intake.ProposeAccept, d.Propose)
			}
		})
	}
	r := matched(t, po, ours, intake.Tolerances{PriceRatio: amount("0.0049"), TotalAmount: amount("1.00"), Days: 1})
	assert.Equal(t, intake.Conditional, r.Code)
}

func TestAPriceIsComparedAfterTheAdjustmentsOfItsLine(t *testing.T) {
	po := ordered()
	po.Lines[0].Price, po.Lines[0].Adjustments = new(amount("60.00")), []intake.Adjustment{{Amount: amount("100.00")}}
	assert.Equal(t, intake.Accepted, matched(t, po, quoted(t, false), intake.Tolerances{}).Code)
	po.Lines[0].Price, po.Lines[0].BaseQuantity, po.Lines[0].Adjustments = new(amount("5000")), amount("100"), nil
	assert.Equal(t, intake.Accepted, matched(t, po, quoted(t, false), intake.Tolerances{}).Code)
}

func TestAPartOfAQuoteIsTakenAtItsPrices(t *testing.T) {
	po := ordered()
	po.Lines, po.Totals = po.Lines[:1], intake.Totals{}
	po.Lines[0].Quantity, po.Lines[0].Net = amount("4"), nil
	r := matched(t, po, quoted(t, true), intake.Tolerances{})
	assert.Equal(t, intake.Accepted, r.Code)
	assert.Equal(t, "200.00", r.Agreed.Totals.TaxExclusive.String())
}

func TestNothingThatCanBeDeliveredIsRejected(t *testing.T) {
	po := ordered()
	po.Lines, po.Totals = po.Lines[1:], intake.Totals{}
	po.Lines[0].SellersID = "ZZZ"
	r := matched(t, po, prices(t), intake.Tolerances{})
	assert.Equal(t, intake.Rejected, r.Code)
	assert.Equal(t, intake.LineRefused, r.Lines[0].Code)
	assert.Empty(t, r.Agreed.Lines)
}

func TestMatchNamesEveryProblemOfItsInput(t *testing.T) {
	_, err := intake.Match(intake.PurchaseOrder{}, intake.Ours{}, intake.Tolerances{Days: -1})
	for _, want := range []salesdesk.FieldError{
		{Path: "order.number", Rule: salesdesk.RuleRequired},
		{Path: "order.lines", Rule: salesdesk.RuleRequired},
		{Path: "ours.assortment", Rule: salesdesk.RuleRequired},
		{Path: "ours.quote", Rule: salesdesk.RuleRequired},
		{Path: "tolerances.days", Rule: salesdesk.RuleMin, Param: "0"},
	} {
		assert.Contains(t, err, error(want))
	}
}

// Whatever is ordered at our own prices is accepted, and comes to what the book says.
func TestAnOrderAtOurPricesHasNoDiscrepancy(t *testing.T) {
	ours := prices(t)
	rapid.Check(t, func(t *rapid.T) {
		po := ordered()
		po.Totals = intake.Totals{}
		for i, price := range []string{"50.00", "10.00"} {
			po.Lines[i].Quantity = salesdesk.Amount{Decimal: amount("1").Mul(amount(rapid.StringMatching(`[1-9][0-9]{0,3}`).Draw(t, "quantity")).Decimal)}
			po.Lines[i].Price, po.Lines[i].Net = new(amount(price)), nil
		}
		r, err := intake.Match(po, ours, intake.Tolerances{})
		require.NoError(t, err)
		assert.Empty(t, r.Discrepancies)
		sums, err := po.Recomputed()
		require.NoError(t, err)
		assert.True(t, r.Agreed.Totals.TaxExclusive.Equal(*sums.TaxExclusive))
	})
}
