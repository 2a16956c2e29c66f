package pricing_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestDaysComeInTheirOrder(t *testing.T) {
	d := calendar.MustDate
	tests := map[string]struct {
		give func(*pricing.Request)
		want []string
	}{
		"delivered the same day":     {func(r *pricing.Request) { r.DeliveryDate = r.Date }, nil},
		"delivered before":           {func(r *pricing.Request) { r.DeliveryDate = r.Date.AddDays(-1) }, []string{"delivery_date: min (2026-11-23)"}},
		"ten years late":             {func(r *pricing.Request) { r.TaxPoint = d("2016-11-23") }, nil},
		"VAT that is time-barred":    {func(r *pricing.Request) { r.TaxPoint = d("2016-11-22") }, []string{"tax_point: min (2016-11-23)"}},
		"the first day of the rates": {func(r *pricing.Request) { r.Date = d("1996-01-01") }, nil},
		"before the rates":           {func(r *pricing.Request) { r.Date = d("1995-12-31") }, []string{"date: min (1996-01-01)"}},
		"tax point before the rates": {func(r *pricing.Request) { r.Date, r.TaxPoint = d("1996-05-01"), d("1995-12-31") }, []string{"tax_point: min (1996-01-01)"}},
		"dated before, taxed since":  {func(r *pricing.Request) { r.Date, r.TaxPoint = d("1995-12-31"), d("1996-01-01") }, nil},
		"not a day, nothing compared": {func(r *pricing.Request) {
			r.Date, r.DeliveryDate = calendar.Date{Year: 2026, Month: 2, Day: 30}, d("2000-01-01")
		}, []string{"date: format (2026-01-31)"}},
		"all three": {func(r *pricing.Request) {
			r.Date, r.TaxPoint, r.DeliveryDate = calendar.Date{}, calendar.Date{Year: 1, Month: 13, Day: 1}, calendar.Date{Year: -1, Month: 1, Day: 1}
		}, []string{"date: required", "tax_point: format (2026-01-31)", "delivery_date: format (2026-01-31)"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			req := asked(sold("1", "1", "10"))
			tt.give(&req)
			if tt.want == nil {
				priced(t, req)
				return
			}
			assert.Equal(t, tt.want, paths(refused(t, req)))
		})
	}
	own := pricing.Rules{VAT: pricing.VATPolicy{Rates: []pricing.VATRate{{Class: pricing.ClassStandard, Category: pricing.Standard, Rate: amount("0.19")}}}}
	req := asked(sold("1", "1", "10"))
	req.Date = d("1980-01-01")
	pricedBy(t, compiled(t, own), req)
}

func TestARateOfExchangeIsNoneOfTheFuture(t *testing.T) {
	p := compiled(t, listed())
	req := inDollars("")
	req.Exchange.Date = req.Date.AddDays(1)
	_, err := p.Price(req)
	assert.Equal(t, []string{"exchange.date: max (" + req.Date.String() + ")"}, paths(err))
	req.TaxPoint = req.Exchange.Date
	pricedBy(t, p, req)
}

// Who paid more than the whole has a balance; who paid is not owed what he paid.
func TestWhatWasPaidMayBeMoreThanTheWhole(t *testing.T) {
	tests := map[string]struct{ quantity, prepaid, payable, want string }{
		"all of it":     {"1", "12.10", "0.00", ""},
		"a cent over":   {"1", "12.11", "-0.01", ""},
		"below zero":    {"1", "-0.01", "", "prepaid: min (0)"},
		"paid back":     {"-1", "-12.10", "0.00", ""},
		"paid a return": {"-1", "0.01", "-12.11", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			req := asked(sold("1", tt.quantity, "10"))
			req.Prepaid = amount(tt.prepaid)
			if tt.want == "" {
				assert.Equal(t, tt.payable, priced(t, req).Totals.Payable.String())
				return
			}
			assert.Equal(t, []string{tt.want}, paths(refused(t, req)))
		})
	}
}

// With a cash discount what is due in time is less by it, below zero where more was paid.
func TestWhatWasPaidAndIsDueInTime(t *testing.T) {
	req := asked(sold("1", "1", "100"))
	req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	for prepaid, want := range map[string]string{"118.58": "2.00 0.00", "120.00": "0.58 -1.42"} { // 98.00, VAT of 20.58
		req.Prepaid = amount(prepaid)
		out := priced(t, req)
		assert.Equal(t, want, out.Totals.Payable.String()+" "+out.CashDiscount.Payable.String())
		require.NoError(t, pricing.Verify(out))
	}
}

func TestARoundingIsOfCoinsOnly(t *testing.T) {
	req := asked(sold("1", "1", "10"))
	req.Rounding = amount("-0.10")
	assert.Equal(t, "12.00", priced(t, req).Totals.Payable.String())
	req.Rounding = amount("-0.51")
	assert.Equal(t, []string{"rounding: one_of (-0.5…0.5)"}, paths(refused(t, req)))
	req.Currency, req.Rounding = "HUF", amount("2.50")
	priced(t, req)
	req.Currency, req.Rounding, req.CashRounding = salesdesk.EUR, amount("0.02"), pricing.RoundCash
	assert.Equal(t, []string{"rounding: excluded (cash_rounding)"}, paths(refused(t, req)))
}

func TestWordsHaveBoundsAndNoControlCharacters(t *testing.T) {
	long, name := strings.Repeat("x", pricing.MaxID+1), strings.Repeat("é", pricing.MaxText)
	line := sold("1", "1", "10", percentOff("a", "0.1"))
	line.Name, line.Adjustments[0].Text = name, "op twee\nregels\t✓"
	priced(t, asked(line))

	line = sold(long, "1", "10", pricing.Adjustment{ID: "a\n", Rate: pointer("0.1"), Text: name + "é"})
	line.Name, line.Section = "\xff", "\x00"
	line.Contributions = []pricing.Contribution{{ID: long, Text: "\uFFFE"}}
	req := asked(line)
	req.Zone, req.Buyer.ID, req.Buyer.Groups = "\u0007", long, []string{"ok", long}
	req.Adjustments = []pricing.Adjustment{percentOff(long, "0.1")}
	req.Accruals = []pricing.Accrual{{ID: "a", Rate: amount("0.1")}, {ID: "a", Rate: amount("0.1")}, {Rate: amount("0.1"), Text: "\r\n\x1b"}}
	assert.Equal(t, []string{
		"buyer.id: length (100)",
		"zone: format (A-Z)",
		"buyer.groups[1]: length (100)",
		"adjustments[0].id: length (100)",
		"accruals[1].id: duplicate (a)",
		"accruals[2].text: format (A-Z)",
		"accruals[2].id: required",
		"lines[0].id: length (100)",
		"lines[0].name: format (UTF-8)",
		"lines[0].section: format (A-Z)",
		"lines[0].adjustments[0].id: format (A-Z)",
		"lines[0].adjustments[0].text: length (1000)",
		"lines[0].contributions[0].id: length (100)",
		"lines[0].contributions[0].text: format (A-Z)",
	}, paths(refused(t, req)))

	req = asked(sold("1", "1", "10"))
	req.Buyer.Groups = make([]string, pricing.MaxGroups+1)
	assert.Equal(t, []string{"buyer.groups: length (100)"}, paths(refused(t, req)))
}

func TestRulesHaveBoundsOfWordsToo(t *testing.T) {
	long := strings.Repeat("x", pricing.MaxID+1)
	rules := yard()
	rules.Book.Articles[0].Group = long
	rules.Book.Entries[0].ID, rules.Book.Entries[1].ID, rules.Book.Entries[2].ID = "same", "same", long
	rules.Promotions = []pricing.Promotion{{ID: long, Rate: pointer("0.1")}}
	rules.Freight = []pricing.FreightTable{{ID: long, Bands: bands("0", "1")}}
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"book.articles[0].group: length (100)",
		"book.entries[1].id: duplicate (same)",
		"book.entries[2].id: length (100)",
		"promotions[0].id: length (100)",
		"freight[0].id: length (100)",
	}, paths(err))
}

func TestTheComponentsOfABundleHavePathsOfTheirOwn(t *testing.T) {
	rules := kits()
	rules.Floors = &pricing.Floors{Of: []pricing.Floor{{SKU: "CAMERA", Price: pointer("9999")}, {SKU: "GUIDE", Price: pointer("9998")}}}
	req := kit("KIT", "1")
	p := compiled(t, rules)
	pricedBy(t, p, req) // the book's own price of the bundle stands
	req.Lines[0].Price = &pricing.Price{Amount: amount("99")}
	_, err := p.Price(req)
	var floor pricing.FloorError
	require.ErrorAs(t, err, &floor)
	var at []string
	for _, p := range paths(err) {
		path, _, _ := strings.Cut(p, ":")
		at = append(at, path)
	}
	assert.Equal(t, []string{"lines[0].components[0].price", "lines[0].components[1].price"}, at)
}

// What was built in code has not passed the gate of JSON.
func TestHostileDecimalsAreRefusedWhereverTheyAre(t *testing.T) {
	bomb := salesdesk.Amount{Decimal: amount("1").Shift(5_000_000)}
	line := sold("1", "1", "10", pricing.Adjustment{ID: "a", Rate: &bomb}, pricing.Adjustment{ID: "b", Amount: &bomb})
	line.Quantity, line.Price, line.VAT = bomb, &pricing.Price{Amount: bomb, BaseQuantity: bomb}, &pricing.VATGroup{Category: pricing.Standard, Rate: bomb}
	line.Cost, line.Weight, line.Contributions = &bomb, &bomb, []pricing.Contribution{{ID: "c", Amount: bomb, Rate: bomb}}
	req := asked(line)
	req.Adjustments = []pricing.Adjustment{{ID: "d", Rate: &bomb}}
	req.Prepaid, req.Rounding, req.Deposit = bomb, bomb, &pricing.Deposit{Rate: &bomb, Amount: &bomb}
	req.CashDiscount, req.Accruals = &pricing.CashDiscount{Rate: bomb, Days: 1}, []pricing.Accrual{{ID: "e", Rate: bomb}}
	err := refused(t, req)
	for _, path := range []string{
		"lines[0].quantity", "lines[0].price.amount", "lines[0].price.base_quantity", "lines[0].vat.rate", "lines[0].cost", "lines[0].weight",
		"lines[0].contributions[0].amount", "lines[0].adjustments[0].rate", "lines[0].adjustments[1].amount", "adjustments[0].rate",
		"prepaid", "rounding", "deposit.rate", "deposit.amount", "cash_discount.rate", "accruals[0].rate",
	} {
		assert.Contains(t, err.Error(), path+": amount out of range")
	}
	require.Error(t, pricing.Verify(pricing.Priced{Currency: "EUR", Lines: []pricing.PricedLine{{Quantity: bomb, Price: bomb, Net: bomb}}, Totals: pricing.Totals{Payable: bomb}}))
}
