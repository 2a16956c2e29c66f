package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// yard is a book of goods with weights, a service, and beer in crates.
func yard() pricing.Rules {
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{SKU: "BRICK", Group: "stone", Weight: pointer("2.5")},
			{SKU: "SOIL", VATClass: pricing.ClassReduced6, Weight: pointer("1000")},
			{SKU: "PLAN", Supply: pricing.Service},
			{SKU: "SAND", Group: "stone"},
			{SKU: "BEER", Packaging: []pricing.ReturnablePackaging{
				{Kind: "crate", Text: "Crate", Deposit: amount("2.10"), Holds: amount("24")},
				{Kind: "bottle", Deposit: amount("0.10")},
			}},
		},
		Entries: []pricing.Entry{
			{SKU: "BRICK", Price: amount("0.48")},
			{SKU: "SOIL", Price: amount("50")},
			{SKU: "PLAN", Price: amount("120")},
			{SKU: "SAND", Price: amount("30")},
			{SKU: "BEER", Price: amount("1.00")},
		},
	}}
}

// ordered is a request of a Belgian buyer: SKU, quantity, SKU, quantity …
func ordered(skus ...string) pricing.Request {
	req := asked()
	req.Buyer = pricing.Buyer{ID: "C1", Tax: pricing.TaxParty{Country: "BE"}}
	for i := 0; i < len(skus); i += 2 {
		req.Lines = append(req.Lines, pricing.Line{ID: string(rune('1' + i/2)), SKU: skus[i], Quantity: amount(skus[i+1])})
	}
	return req
}

func bands(fromCharge ...string) (list []pricing.FreightBand) {
	for i := 0; i < len(fromCharge); i += 2 {
		list = append(list, pricing.FreightBand{From: amount(fromCharge[i]), Charge: amount(fromCharge[i+1])})
	}
	return list
}

func charges(p pricing.Priced) (list []string) {
	for _, a := range p.Adjustments {
		if a.Charge {
			list = append(list, a.ID+" "+string(a.Reason)+" "+string(a.VAT.Category)+" "+a.VAT.Rate.String()+" "+a.Amount.String())
		}
	}
	return list
}

func TestFreightFollowsTheGoods(t *testing.T) {
	rules := yard()
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "65", "2600", "26", "5000", "10"), FreeFrom: amount("10000")}}
	p := compiled(t, rules)
	// 200 at 6 % and 2400 at 21 %: 26 is 2 and 24, inside the taxable amount.
	out := pricedBy(t, p, ordered("BRICK", "5000", "SOIL", "4"))
	assert.Equal(t, []string{"freight FC S 0.06 2.00", "freight FC S 0.21 24.00"}, charges(out))
	assert.Equal(t, []string{"S 202.00 12.12", "S 2424.00 509.04"}, taxes(out))
	tests := []struct{ give, want string }{
		{"1", "65"}, {"5416", "65"}, {"5417", "26"}, {"10416", "26"}, {"10417", "10"}, {"20833", "10"}, {"20834", "0"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, pricedBy(t, p, ordered("BRICK", tt.give)).Totals.Charges.Round(0).String(), tt.give)
	}
	assert.Empty(t, charges(pricedBy(t, p, ordered("PLAN", "1"))), "a service is not delivered")
	assert.Empty(t, charges(pricedBy(t, p, ordered("BRICK", "-10"))), "nor a return")
}

func TestFreightIsMeasuredAfterTheDiscountsOfTheDocument(t *testing.T) {
	rules := yard()
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "50"), FreeFrom: amount("2400")}}
	p := compiled(t, rules)
	req := ordered("BRICK", "5000")
	assert.Empty(t, charges(pricedBy(t, p, req)))
	req.Adjustments = []pricing.Adjustment{amountOff("goodwill", "0.01")}
	assert.Equal(t, []string{"freight FC S 0.21 50.00"}, charges(pricedBy(t, p, req)))
	req.Adjustments = append(req.Adjustments, pricing.Adjustment{ID: "freight", Charge: true, Amount: pointer("0")})
	assert.Equal(t, "0", pricedBy(t, p, req).Totals.Charges.Round(0).String(), "what is agreed takes the place of the table")
}

func TestFreightByWeightAndZone(t *testing.T) {
	d := calendar.MustDate
	rules := yard()
	rules.Freight = []pricing.FreightTable{
		{ID: "everywhere", By: pricing.ByWeight, Bands: bands("0", "90")},
		{ID: "belgium", By: pricing.ByWeight, Zones: []string{"BE"}, Bands: bands("0", "15", "30", "25", "1000", "75")},
		{ID: "coast", By: pricing.ByWeight, Zones: []string{"coast", "isle"}, From: d("2026-03-01"), To: d("2026-12-01"), Bands: bands("0", "20")},
	}
	p := compiled(t, rules)
	tests := []struct{ quantity, zone, country, want string }{
		{"11", "", "BE", "15"}, // 27.5 kg
		{"12", "", "BE", "25"}, // 30 kg
		{"400", "", "BE", "75"},
		{"400", "coast", "BE", "20"},
		{"400", "moon", "BE", "75"},
		{"400", "", "FR", "90"},
	}
	for _, tt := range tests {
		req := ordered("BRICK", tt.quantity)
		req.Zone, req.DeliverTo = tt.zone, tt.country
		req.Lines[0].VAT = at("0.21")
		assert.Equal(t, tt.want, pricedBy(t, p, req).Totals.Charges.Round(0).String(), "%+v", tt)
	}
	late := ordered("BRICK", "400")
	late.Zone, late.Date = "coast", d("2026-12-01")
	assert.Equal(t, "75", pricedBy(t, p, late).Totals.Charges.Round(0).String())
	own := ordered("SAND", "2")
	_, err := p.Price(own)
	assert.Equal(t, []string{"lines[0].weight: required"}, paths(err))
	own.Lines[0].Weight = pointer("15")
	assert.Equal(t, "25", pricedBy(t, p, own).Totals.Charges.Round(0).String())
}

// EUR 1 is USD 1.08504: the fee of 5.00 is 5.4252, the freight of 20.00 is 21.7008.
func TestWhatRulesChargeIsConvertedAtTheStoredRate(t *testing.T) {
	rules := yard()
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "20", "100", "10"), FreeFrom: amount("400")}}
	rules.SmallOrder = &pricing.SmallOrder{Below: amount("50"), Charge: pointer("5")}
	dollars := func(net string) pricing.Request {
		req := ordered("BRICK", "1")
		req.Lines[0].Price = &pricing.Price{Amount: amount(net)}
		req.Currency = "USD"
		req.Exchange = &pricing.Exchange{From: "EUR", Rate: amount("1.08504"), Source: "ECB", Date: req.Date}
		return req
	}
	p := compiled(t, rules)
	for net, want := range map[string][]string{
		"54.25":  {"small_order ZZZ S 0.21 5.43", "freight FC S 0.21 21.70"}, // 50.00 is 54.252
		"54.26":  {"freight FC S 0.21 21.70"},
		"108.50": {"freight FC S 0.21 21.70"}, // 100.00 is 108.504
		"108.51": {"freight FC S 0.21 10.85"},
		"434.01": {"freight FC S 0.21 10.85"}, // 400.00 is 434.016
		"434.02": nil,
	} {
		assert.Equal(t, want, charges(pricedBy(t, p, dollars(net))), net)
	}
	rules.SmallOrder.Charge = nil
	_, err := compiled(t, rules).Price(dollars("54.25"))
	assert.Equal(t, []string{"order is 0.01 USD short of the least, 54.26 USD"}, paths(err))
}

func TestFreightOfAnUnknownZoneIsNotFree(t *testing.T) {
	rules := yard()
	rules.Freight = []pricing.FreightTable{{ID: "belgium", Zones: []string{"BE"}, Bands: bands("0", "15")}}
	req := ordered("BRICK", "1")
	req.DeliverTo, req.Lines[0].VAT = "FR", at("0.21")
	_, err := compiled(t, rules).Price(req)
	var none pricing.NoFreightError
	require.ErrorAs(t, err, &none)
	assert.Equal(t, pricing.NoFreightError{Zone: "FR"}, none)
	foreign := ordered("BRICK", "1")
	foreign.Currency, foreign.Lines[0].Price = "USD", &pricing.Price{Amount: amount("1")}
	_, err = compiled(t, rules).Price(foreign)
	assert.Equal(t, []string{"currency: currency USD where EUR is wanted"}, paths(err))
}

func TestASmallOrderIsChargedOrRefused(t *testing.T) {
	rules := yard()
	rules.SmallOrder = &pricing.SmallOrder{Below: amount("100"), Charge: pointer("12.50"), Text: "Handling"}
	p := compiled(t, rules)
	assert.Equal(t, []string{"small_order ZZZ S 0.21 12.50"}, charges(pricedBy(t, p, ordered("SAND", "3"))))
	assert.Empty(t, charges(pricedBy(t, p, ordered("SAND", "4"))))
	assert.Empty(t, charges(pricedBy(t, p, ordered("SAND", "-1"))))

	rules.SmallOrder.Charge = nil
	_, err := compiled(t, rules).Price(ordered("SAND", "3"))
	var small pricing.SmallOrderError
	require.ErrorAs(t, err, &small)
	assert.Equal(t, "100 EUR 10.00 EUR", small.Least.String()+" "+small.Missing.String())
}

func TestReturnablePackagingIsOutsideTheTaxableAmount(t *testing.T) {
	p := compiled(t, yard())
	// 30 bottles begin a second crate: 30.00 at 21 %, and 4.20 and 3.00 of deposits.
	req := ordered("BEER", "30")
	req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	out := pricedBy(t, p, req)
	assert.Equal(t, []string{"bottle ABL E 0 3.00", "crate ABL E 0 4.20", "cash_discount.charge ZZZ E 0 0.60"}, charges(out))
	assert.Equal(t, []string{"E 0.60 0.00", "E 7.20 0.00", "S 29.40 6.17"}, taxes(out))
	assert.Equal(t, "43.37", out.Totals.Payable.String())
	assert.Equal(t, []pricing.PricedPackaging{
		{Kind: "bottle", Quantity: amount("30"), Deposit: amount("0.10"), Amount: amount("3.00")},
		{Kind: "crate", Text: "Crate", Quantity: amount("2"), Deposit: amount("2.10"), Amount: amount("4.20")},
	}, out.Packaging)
	assert.True(t, out.Lines[0].Share.IsZero())
	assert.Contains(t, p.Mention(out, pricing.PackagingGround, salesdesk.French), "art. 28")

	back := pricedBy(t, p, ordered("BEER", "-30"))
	assert.Equal(t, "-43.50", back.Totals.Payable.String(), "a credit mirrors its sale: 36.30 and 7.20")
	out.Packaging[1].Quantity = amount("3")
	assert.Equal(t, []string{"packaging[1].amount: BT-99 is 4.20 EUR where 6.30 EUR is exact"}, paths(pricing.Verify(out)))
	out.Packaging = append(out.Packaging[:1], pricing.PricedPackaging{Kind: "pallet", Quantity: amount("1"), Deposit: amount("9"), Amount: amount("9")})
	assert.Equal(t, []string{"packaging[1]: reference (pallet)", "packaging: required (crate)"}, paths(pricing.Verify(out)))
}

func TestPackagingIsNeitherDiscountedNorShared(t *testing.T) {
	rules := yard()
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "10")}}
	req := ordered("BEER", "24")
	req.Adjustments = []pricing.Adjustment{percentOff("half", "0.50")}
	out := pricedBy(t, compiled(t, rules), req)
	assert.Equal(t, []string{"freight FC S 0.21 10.00", "bottle ABL E 0 2.40", "crate ABL E 0 2.10"}, charges(out))
	assert.Equal(t, []string{"-2.00"}, shares(out))
}

func TestChargesByRuleAreExplained(t *testing.T) {
	rules := yard()
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "26")}}
	e, err := compiled(t, rules).Explain(ordered("BRICK", "5000", "SOIL", "4"))
	require.NoError(t, err)
	assert.Equal(t, []string{"list 2400.00 = 2400.00", "document_charge 24.00 = 2424.00"}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, []string{"list 200.00 = 200.00", "document_charge 2.00 = 202.00"}, steps(e.Lines[1].Waterfall))
}

func TestCompileRefusesBadCharges(t *testing.T) {
	rules := yard()
	rules.Book.Articles[4].Packaging = append(rules.Book.Articles[4].Packaging,
		pricing.ReturnablePackaging{Deposit: amount("-1"), Holds: amount("-2")}, pricing.ReturnablePackaging{Kind: "crate", Deposit: amount("3")})
	rules.Book.Articles[0].Weight = pointer("-1")
	rules.Freight = []pricing.FreightTable{
		{By: "volume", FreeFrom: amount("-1"), From: calendar.MustDate("2026-02-01"), To: calendar.MustDate("2026-01-01")},
		{ID: "a", Zones: []string{"BE", "NL"}, Bands: bands("1", "0.001", "0", "-1")},
		{ID: "b", Zones: []string{"NL"}, Bands: bands("0", "1")},
	}
	rules.SmallOrder = &pricing.SmallOrder{Charge: pointer("0.001")}
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"book.articles[0].weight: min (0)",
		"book.articles[4].packaging[2].kind: required",
		"book.articles[4].packaging[2].holds: min (0)",
		"freight[0].id: required",
		"freight[0].to: order (2026-02-01)",
		"freight[0].by: one_of (amount, weight)",
		"freight[0].free_from: min (0)",
		"freight[0].bands: required",
		"freight[1].bands[0].charge: format (0.00)",
		"freight[1].bands[0].from: max (0)",
		"freight[1].bands[1].charge: min (0)",
		"freight[1].bands[1].from: order (1)",
		"freight[2].zones: duplicate (a)",
		"small_order.below: min (0)",
		"small_order.charge: format (0.00)",
		"book.articles[4].packaging[2].deposit: min (0)",
		"book.articles[4].packaging[3].deposit: one_of (2.10)",
	}, paths(err))
	_, err = pricing.Compile(pricing.Rules{Freight: make([]pricing.FreightTable, pricing.MaxFreight+1)})
	assert.Equal(t, []string{"freight: length (1000)"}, paths(err))
	_, err = pricing.Compile(pricing.Rules{SmallOrder: &pricing.SmallOrder{Below: amount("1")}})
	assert.Equal(t, []string{"book.currency: required"}, paths(err))
}

// Coffee of 30.00 and 4 kg a month, for a year, beside a machine of 200.00 and 40 kg: the
// machine is one delivery, and each month another one.
func TestFreightOfWhatRecursIsOfEachDelivery(t *testing.T) {
	rules := pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "COFFEE", Weight: pointer("4")}, {SKU: "MACHINE", Weight: pointer("40")}, {SKU: "CARE", Supply: pricing.Service}},
		Entries:  []pricing.Entry{{SKU: "COFFEE", Price: amount("30")}, {SKU: "MACHINE", Price: amount("200")}, {SKU: "CARE", Price: amount("10")}},
	}}
	req := ordered("COFFEE", "1", "MACHINE", "1", "CARE", "1")
	for _, i := range []int{0, 2} {
		req.Lines[i].Recurring = &pricing.Recurring{Start: calendar.MustDate("2027-01-01"), Months: 12, Every: pricing.Monthly}
	}
	for by, want := range map[pricing.FreightBasis]string{
		pricing.ByAmount: "111.00", // 12 × 8.00, of 40.00 with the care of the machine, and 15.00
		pricing.ByWeight: "85.00",  // 12 × 5.00, and 25.00
	} {
		table := pricing.FreightTable{ID: "freight", By: by, Bands: bands("0", "8", "100", "15")}
		if by == pricing.ByWeight {
			table.Bands = bands("0", "5", "10", "25")
		}
		rules.Freight = []pricing.FreightTable{table}
		out := pricedBy(t, compiled(t, rules), req)
		assert.Equal(t, []string{"freight FC S 0.21 " + want}, charges(out), by)
		plan, err := compiled(t, rules).Schedule(req)
		require.NoError(t, err)
		sum := plan.OneOff.Totals.TaxExclusive
		for _, p := range plan.Periods {
			sum.Decimal = sum.Add(p.Document.Totals.TaxExclusive.Decimal)
		}
		assert.True(t, sum.Equal(out.Totals.TaxExclusive), by)
	}
	// Free from 35.00 a delivery: the months are, the coffee alone would not be.
	rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "8"), FreeFrom: amount("35")}}
	assert.Empty(t, charges(pricedBy(t, compiled(t, rules), req)))
	req.Lines = req.Lines[:1]
	assert.Equal(t, []string{"freight FC S 0.21 96.00"}, charges(pricedBy(t, compiled(t, rules), req)))

	rules.Book.Articles[0].Weight = nil
	rules.Freight = []pricing.FreightTable{{ID: "freight", By: pricing.ByWeight, Bands: bands("0", "8")}}
	_, err := compiled(t, rules).Price(req)
	assert.Equal(t, []string{"lines[0].weight: required"}, paths(err), "once, not for each month")
}
