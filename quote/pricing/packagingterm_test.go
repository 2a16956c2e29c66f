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

// brewery sells beer by the bottle, 24 in a crate of 4.50, and a tap.
func brewery() pricing.Rules {
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{SKU: "BEER", Packaging: []pricing.ReturnablePackaging{{Kind: "crate", Deposit: amount("4.50"), Holds: amount("24")}}},
			{SKU: "TAP", Packaging: []pricing.ReturnablePackaging{{Kind: "pallet", Deposit: amount("20.00")}}},
		},
		Entries: []pricing.Entry{{SKU: "BEER", Price: amount("1.00")}, {SKU: "TAP", Price: amount("300.00")}},
	}}
}

func delivered(rec pricing.Recurring) pricing.Request {
	rec.Start, rec.Every = calendar.MustDate("2027-01-15"), pricing.Monthly
	req := asked(pricing.Line{ID: "1", SKU: "TAP", Quantity: amount("1")}, pricing.Line{ID: "2", SKU: "BEER", Quantity: amount("60"), Recurring: &rec})
	req.Buyer.Tax.Country = "BE"
	return req
}

// deposits are the packaging of a document, and what it charges for it.
func deposits(p pricing.Priced) (list []string) {
	for _, k := range p.Packaging {
		list = append(list, fmt.Sprint(k.Quantity, " ", k.Kind, " ", k.Amount))
	}
	return list
}

// 60 bottles are three crates, every month; from the 15th to the end of January they are 32.9,
// two crates, and up to the 15th of February 30, two more.
func TestEveryPeriodOfRecurringGoodsHasItsDeposits(t *testing.T) {
	p := compiled(t, brewery())
	ramped := pricing.Recurring{Months: 4, Ramps: []pricing.Ramp{{From: 3, Quantity: pointer("24")}}}
	for _, tt := range []struct {
		name  string
		give  pricing.Recurring
		whole string
		once  []string
		each  []string
	}{
		{"whole periods", pricing.Recurring{Months: 3}, "9 crate 40.50", []string{"1 pallet 20.00"}, []string{"[3 crate 13.50]", "[3 crate 13.50]", "[3 crate 13.50]"}},
		{"a ramp", ramped, "8 crate 36.00", []string{"1 pallet 20.00"}, []string{"[3 crate 13.50]", "[3 crate 13.50]", "[1 crate 4.50]", "[1 crate 4.50]"}},
		{"parts of periods", pricing.Recurring{Months: 1, Calendar: true, Proration: pricing.ByDay}, "4 crate 18.00", []string{"1 pallet 20.00"}, []string{"[2 crate 9.00]", "[2 crate 9.00]"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req := delivered(tt.give)
			whole := pricedBy(t, p, req)
			assert.Equal(t, []string{tt.whole, tt.once[0]}, deposits(whole))
			s, err := p.Schedule(req)
			require.NoError(t, err)
			sum := salesdesk.Amount{}
			for _, d := range documents(s) {
				require.NoError(t, pricing.Verify(d))
				sum.Decimal = sum.Add(d.Totals.TaxExclusive.Decimal)
			}
			assert.Equal(t, tt.once, deposits(*s.OneOff))
			var each []string
			for _, d := range s.Periods {
				each = append(each, fmt.Sprint(deposits(d.Document)))
			}
			assert.Equal(t, tt.each, each)
			assert.Equal(t, whole.Totals.TaxExclusive.String(), sum.StringFixed(2))
		})
	}
}

// A deposit that the request charges itself takes the place of those of the rules: it is
// due once.
func TestADepositOfTheRequestIsDueOnce(t *testing.T) {
	req := delivered(pricing.Recurring{Months: 2})
	req.Adjustments = []pricing.Adjustment{{ID: "crate", Charge: true, Amount: pointer("10.00"), Reason: pricing.Packaging, VAT: &pricing.VATGroup{Category: pricing.Exempt, Ground: pricing.PackagingGround}}}
	p := compiled(t, brewery())
	s, err := p.Schedule(req)
	require.NoError(t, err)
	assert.Equal(t, []string{"1 pallet 20.00", "1 crate 10.00"}, deposits(*s.OneOff))
	for _, d := range s.Periods {
		assert.Empty(t, deposits(d.Document))
	}
}
