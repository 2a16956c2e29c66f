package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestPriceRefusesEverythingAtOnce(t *testing.T) {
	both := pricing.Adjustment{ID: "x", Rate: pointer("0.1"), Amount: pointer("1"), On: "net"}
	foreign := sold("1", "1", "1", both, pricing.Adjustment{}, pricing.Adjustment{ID: "y", Amount: pointer("0.001")}, percentOff("y", "-0.1"))
	foreign.Price.BaseQuantity = amount("-1")
	req := pricing.Request{
		Currency: "EURO", Date: calendar.Date{Year: 2026, Month: 2, Day: 30}, DeliverTo: "Belgium",
		Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "be", VATNumber: "BE0428759498"}},
		Lines: []pricing.Line{
			{},
			{ID: "2", SKU: "NONE"},
			taxed("21", sold("2", "1", "1")),
			{ID: "4", Price: &pricing.Price{Amount: amount("1")}},
			{ID: "5", SKU: "DRILL", Unit: "KGM", Quantity: amount("1"), VATClass: "luxury", Supply: "rent"},
			foreign,
			sold("7", "1", "1", amountOff("z", "-1")),
		},
		Adjustments:  []pricing.Adjustment{{ID: "a"}, {ID: "a", Amount: pointer("1"), VAT: &pricing.VATGroup{Category: "X"}}},
		CashDiscount: &pricing.CashDiscount{Rate: amount("2")},
	}
	_, err := compiled(t, desk()).Price(req)
	assert.Equal(t, []string{
		"currency: format (AAA)",
		"date: format (2026-01-31)",
		"buyer.tax.country: format (AA)",
		"buyer.tax.vat_number: check_digit",
		"deliver_to: format (AA)",
		"cash_discount.rate: max (1)",
		"cash_discount.days: min (1)",
		"lines[0].id: required",
		"lines[0].sku: required",
		"lines[1].sku: reference (NONE)",
		"lines[2].vat.rate: max (1)",
		"lines[3].vat: required",
		"lines[4].unit: one_of (C62)",
		"lines[4].vat_class: reference (luxury)",
		"lines[4].supply: one_of (goods, service, immovable_work, on_the_spot)",
		"lines[5].price.base_quantity: min (0)",
		"lines[5].adjustments[0].on: one_of (list)",
		"lines[5].adjustments[0].amount: one_of (rate, amount)",
		"lines[5].adjustments[1].id: required",
		"lines[5].adjustments[1].rate: required",
		"lines[5].adjustments[2].amount: format (0.00)",
		"lines[5].adjustments[3].rate: min (0)",
		"lines[5].adjustments[3].id: duplicate (y)",
		"lines[6].adjustments[0].amount: min (0)",
		"lines[2].id: duplicate (2)",
		"adjustments[1].vat.category: one_of (S, Z, E, AE, K, G, O, L, M, B)",
		"adjustments[1].id: duplicate (a)",
		"adjustments[0].rate: required",
	}, paths(err))
}

func TestPriceTakesOneToTenThousandLines(t *testing.T) {
	assert.Equal(t, []string{"lines: required"}, paths(refused(t, asked())))
	req := asked()
	for i := range pricing.MaxLines {
		req.Lines = append(req.Lines, sold(fmt.Sprint(i), "1", "0.01"))
	}
	req.Adjustments = []pricing.Adjustment{amountOff("d", "33.33")}
	assert.Equal(t, "66.67", priced(t, req).Totals.TaxExclusive.String())
	req.Lines = append(req.Lines, sold("one more", "1", "1"))
	assert.Equal(t, []string{"lines: length (10000)"}, paths(refused(t, req)))
}

func TestPriceBoundsAdjustmentsAndVATGroups(t *testing.T) {
	many := make([]pricing.Adjustment, pricing.MaxAdjustments+1)
	for i := range many {
		many[i] = amountOff(fmt.Sprint(i), "0")
	}
	assert.Equal(t, []string{"lines[0].adjustments: length (100)"}, paths(refused(t, asked(sold("1", "1", "1", many...)))))
	req := asked(sold("1", "1", "1"))
	req.Adjustments = many
	assert.Equal(t, []string{"adjustments: length (100)"}, paths(refused(t, req)))

	req = asked()
	for i := range pricing.MaxVATGroups + 1 {
		req.Lines = append(req.Lines, taxed(fmt.Sprintf("0.%03d", i+1), sold(fmt.Sprint(i), "1", "1")))
	}
	assert.Equal(t, []string{"lines[100].vat: length (100)"}, paths(refused(t, req)))
}

func TestABookIsInOneCurrency(t *testing.T) {
	req := deskRequest()
	req.Currency = salesdesk.USD
	_, err := compiled(t, desk()).Price(req)
	var mixed salesdesk.CurrencyError
	require.ErrorAs(t, err, &mixed)
	assert.Equal(t, salesdesk.CurrencyError{Want: salesdesk.USD, Got: salesdesk.EUR}, mixed)
}

func TestAChargeIsSplitOverAllLines(t *testing.T) {
	req := mixed()
	req.Adjustments = []pricing.Adjustment{{ID: "freight", Charge: true, Amount: pointer("26"), Reason: pricing.Freight}}
	p := priced(t, req)
	assert.Equal(t, []string{"S 2.00", "S 24.00"}, documentAmounts(p))
	assert.Equal(t, []string{"2.00", "24.00"}, shares(p))
	assert.Equal(t, pricing.Freight, p.Adjustments[0].Reason)
}

func TestAFreeDocumentBearsItsCharges(t *testing.T) {
	charge := []pricing.Adjustment{{ID: "freight", Charge: true, Amount: pointer("15.00"), Reason: pricing.Freight}}
	free := func(lines ...pricing.Line) pricing.Request {
		req := asked(lines...)
		req.Adjustments = charge
		return req
	}
	tests := []struct {
		name   string
		give   pricing.Request
		shares []string
		taxes  []string
	}{
		{"a sample without a price", free(sold("1", "1", "0")), []string{"15.00"}, []string{"S 15.00 3.15"}},
		{
			"all of it off: by what the lines cost before",
			free(sold("1", "1", "100", percentOff("gift", "1")), taxed("0.06", sold("2", "1", "50", percentOff("gift", "1")))),
			[]string{"10.00", "5.00"},
			[]string{"S 5.00 0.30", "S 10.00 2.10"},
		},
		{"no price at all: the same each", free(sold("1", "1", "0"), taxed("0.06", sold("2", "1", "0"))), []string{"7.50", "7.50"}, []string{"S 7.50 0.45", "S 7.50 1.58"}},
		{"a return that a sale cancels: the sale", free(sold("1", "1", "100"), sold("2", "-1", "100")), []string{"15.00", "0"}, []string{"S 15.00 3.15"}},
		{"nothing of it yet", free(sold("1", "0", "100")), []string{"15.00"}, []string{"S 15.00 3.15"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := priced(t, tt.give)
			assert.Equal(t, tt.shares, shares(p))
			assert.Equal(t, tt.taxes, taxes(p))
			assert.Equal(t, "15.00", p.Totals.TaxExclusive.String())
		})
	}
	named := free(sold("1", "1", "0"))
	named.Adjustments = []pricing.Adjustment{{ID: "freight", Charge: true, Amount: pointer("26"), VAT: at("0.06")}}
	assert.Equal(t, []string{"S 26.00 1.56", "S 0.00 0.00"}, taxes(priced(t, named)))
}

func TestAnArticleThatIsNotDiscountableTakesNoDocumentDiscount(t *testing.T) {
	req := deskRequest()
	req.CashDiscount, req.Adjustments = nil, []pricing.Adjustment{amountOff("deal", "85.50")}
	assert.Equal(t, []string{"-85.50", "0"}, shares(pricedBy(t, compiled(t, desk()), req)))
}

func TestAReturnAmongSalesCarriesNoDiscount(t *testing.T) {
	req := asked(sold("1", "1", "150"), sold("2", "-1", "50"))
	req.Adjustments = []pricing.Adjustment{percentOff("d", "0.05")}
	p := priced(t, req)
	assert.Equal(t, []string{"-5.00", "0"}, shares(p))
	assert.Equal(t, "95.00", p.Totals.TaxExclusive.String())
}

func TestAReturnMirrorsItsSale(t *testing.T) {
	sale, back := mixed(), mixed()
	sale.Adjustments = []pricing.Adjustment{percentOff("d", "0.0333"), amountOff("e", "10")}
	back.Adjustments = []pricing.Adjustment{percentOff("d", "0.0333"), amountOff("e", "-10")}
	for i := range back.Lines {
		back.Lines[i].Quantity = amount("-1")
	}
	a, b := priced(t, sale), priced(t, back)
	assert.True(t, a.Totals.Payable.Add(b.Totals.Payable.Decimal).IsZero())
	for i := range a.Lines {
		assert.True(t, a.Lines[i].Share.Add(b.Lines[i].Share.Decimal).IsZero())
	}
}

func TestThePartsOfAPercentageThatACentMovedToAreAmounts(t *testing.T) {
	req := asked(taxed("0.06", sold("1", "1", "0.50")), sold("2", "1", "0.50"))
	req.Adjustments = []pricing.Adjustment{percentOff("d", "0.05")}
	p := priced(t, req) // 5 % of 1.00 is 0.05: 0.03 and 0.02; 5 % of 0.50 is 0.03 twice
	assert.Equal(t, []string{"S 0.03", "S 0.02"}, documentAmounts(p))
	assert.Equal(t, "0.05", p.Adjustments[0].Rate.String())
	assert.True(t, p.Adjustments[1].Rate.IsZero())
}

func TestTheRequestIsNotKept(t *testing.T) {
	req := deskRequest()
	p := compiled(t, desk())
	out := pricedBy(t, p, req)
	before := out.Lines[0].Adjustments[0].ID
	req.Lines[0].Adjustments[0].ID = "changed"
	assert.Equal(t, before, out.Lines[0].Adjustments[0].ID)
	out.Lines[0].Adjustments = append(out.Lines[0].Adjustments, pricing.Adjusted{ID: "more"})
	again := pricedBy(t, p, deskRequest())
	assert.Len(t, again.Lines[0].Adjustments, 2)
}

func TestAPartySaysWhatVATAsksOfIt(t *testing.T) {
	number := salesdesk.MustVATNumber("BE0428759497")
	firm := salesdesk.Party{Kind: salesdesk.Business, Address: salesdesk.Address{Country: "BE"}, VATNumber: number, PeriodicFiler: true}
	assert.Equal(t, pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0428759497", PeriodicFiler: true}, pricing.TaxPartyOf(firm))
	assert.Equal(t, pricing.TaxParty{Country: "NL"}, pricing.TaxPartyOf(salesdesk.Party{Kind: salesdesk.Consumer, Address: salesdesk.Address{Country: "NL"}}))
}
