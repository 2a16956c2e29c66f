package pricing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func scheduled(t *testing.T, req pricing.Request) pricing.Schedule {
	t.Helper()
	s, err := compiled(t, pricing.Rules{}).Schedule(req)
	require.NoError(t, err)
	for _, p := range documents(s) {
		require.NoError(t, pricing.Verify(p))
	}
	return s
}

func documents(s pricing.Schedule) (list []pricing.Priced) {
	if s.OneOff != nil {
		list = append(list, *s.OneOff)
	}
	for _, p := range s.Periods {
		list = append(list, p.Document)
	}
	return list
}

// due are the periods with what their documents come to.
func due(s pricing.Schedule) (list []string) {
	for _, p := range s.Periods {
		list = append(list, p.String()+" "+p.Document.Totals.TaxExclusive.String())
	}
	return list
}

func TestEveryPeriodHasItsOwnDocument(t *testing.T) {
	quarterly := sold("support", "1", "300")
	quarterly.Recurring = &pricing.Recurring{Start: calendar.MustDate("2027-01-01"), Months: 4, Every: pricing.Quarterly, Proration: pricing.ByMonth}
	s := scheduled(t, asked(sold("setup", "1", "500"), monthly("care", "10", "2027-01-01", 3), quarterly))
	assert.Equal(t, "500.00", s.OneOff.Totals.TaxExclusive.String())
	assert.Equal(t, []string{
		"2027-01-01/2027-02-01 10.00",
		"2027-01-01/2027-04-01 300.00",
		"2027-02-01/2027-03-01 10.00",
		"2027-03-01/2027-04-01 10.00",
		"2027-04-01/2027-05-01 100.00",
	}, due(s))
}

func TestADiscountOfTheWholeIsSpreadOverThePeriods(t *testing.T) {
	req := asked(sold("setup", "1", "100"), monthly("care", "9.99", "2027-01-01", 12))
	req.Adjustments = []pricing.Adjustment{percentOff("project", "0.05")}
	// 5 % of 219.88 is 10.99: 5.00 on the setup, 5.99 over twelve months, eleven of them 0.50.
	whole := priced(t, req)
	s := scheduled(t, req)
	assert.Equal(t, []string{"-5.00", "-5.99"}, shares(whole))
	assert.Equal(t, "95.00", s.OneOff.Totals.TaxExclusive.String())
	assert.Equal(t, "2027-01-01/2027-02-01 9.49", due(s)[0])
	assert.Equal(t, "2027-12-01/2028-01-01 9.50", due(s)[11])
}

func TestVATIsThatOfThePeriod(t *testing.T) {
	room := pricing.Line{ID: "room", Quantity: amount("1"), Price: &pricing.Price{Amount: amount("1000")}, VATClass: pricing.ClassLodging}
	room.Recurring = &pricing.Recurring{Start: calendar.MustDate("2026-01-01"), Months: 4, Every: pricing.Monthly}
	req := asked(room)
	req.Date, req.Buyer.Tax.Country = calendar.MustDate("2025-12-01"), "BE"
	s := scheduled(t, req)
	var tax []string
	for _, p := range s.Periods {
		tax = append(tax, p.Document.Totals.Tax.String())
	}
	assert.Equal(t, []string{"60.00", "60.00", "120.00", "120.00"}, tax)
	assert.Nil(t, s.OneOff)
	assert.Equal(t, calendar.MustDate("2026-03-01"), s.Periods[2].Document.TaxPoint)
}

func TestWhatNoLineBearsIsOnTheFirstDocument(t *testing.T) {
	req := asked(monthly("care", "10", "2027-01-01", 2))
	req.Adjustments = []pricing.Adjustment{{ID: "stamp", Charge: true, Amount: pointer("4"), VAT: &pricing.VATGroup{Category: pricing.ZeroRated}}}
	req.Prepaid = amount("3")
	s := scheduled(t, req)
	assert.Equal(t, []string{"2027-01-01/2027-02-01 14.00", "2027-02-01/2027-03-01 10.00"}, due(s))
	assert.Equal(t, "13.10", s.Periods[0].Document.Totals.Payable.String())

	// 16.10 and 12.10: what was paid is worth all of the first and some of the second.
	req.Prepaid = amount("18")
	s = scheduled(t, req)
	assert.Equal(t, "16.10 0.00", fmt.Sprint(s.Periods[0].Document.Totals.Prepaid, " ", s.Periods[0].Document.Totals.Payable))
	assert.Equal(t, "1.90 10.20", fmt.Sprint(s.Periods[1].Document.Totals.Prepaid, " ", s.Periods[1].Document.Totals.Payable))
}

func TestAQuoteWithoutTermsIsDueOnce(t *testing.T) {
	s := scheduled(t, boiler())
	assert.Empty(t, s.Periods)
	assert.Equal(t, "2980.00", s.OneOff.Totals.TaxExclusive.String())
}

func anyRecurring(t *rapid.T) *pricing.Recurring {
	rec := &pricing.Recurring{
		Start:     calendar.MustDate("2026-01-01").AddDays(rapid.IntRange(0, 400).Draw(t, "start")),
		Months:    rapid.IntRange(1, 40).Draw(t, "months"),
		Every:     rapid.SampledFrom([]pricing.Billing{pricing.Monthly, pricing.Quarterly, pricing.Yearly}).Draw(t, "every"),
		Calendar:  rapid.Bool().Draw(t, "calendar"),
		Proration: rapid.SampledFrom([]pricing.Proration{pricing.ByDay, pricing.ByMonth}).Draw(t, "proration"),
	}
	if rapid.Bool().Draw(t, "ramp") {
		quantity := decimals(t, 0, 90, 1, "ramped")
		whole := rec.Months / map[pricing.Billing]int{pricing.Monthly: 1, pricing.Quarterly: 3, pricing.Yearly: 12}[rec.Every]
		rec.Ramps = []pricing.Ramp{{From: rapid.IntRange(1, max(1, whole)).Draw(t, "from"), Quantity: &quantity}}
	}
	if rapid.Bool().Draw(t, "committed") {
		minimum := decimals(t, 0, 9_000, 2, "minimum")
		rec.Minimum = &minimum
	}
	return rec
}

func TestAnyScheduleSumsToTheQuote(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		req := asked()
		for i := range rapid.IntRange(1, 4).Draw(t, "lines") {
			line := pricing.Line{
				ID: fmt.Sprint(i), Quantity: decimals(t, 1, 90, 1, "quantity"), VAT: anyGroup(t),
				Price:       &pricing.Price{Amount: decimals(t, 0, 500_000, 4, "price"), BaseQuantity: decimals(t, 0, 9, 0, "base")},
				Adjustments: []pricing.Adjustment{percentOff("p", decimals(t, 0, 1000, 3, "percent").String())},
			}
			if rapid.Bool().Draw(t, "recurs") {
				line.Recurring = anyRecurring(t)
			}
			req.Lines = append(req.Lines, line)
		}
		req.Adjustments = []pricing.Adjustment{percentOff("d", decimals(t, 0, 999, 3, "percent").String()), {ID: "c", Charge: true, Rate: pointer("0.013")}}
		req.Inclusive = rapid.Bool().Draw(t, "inclusive")
		whole := explained(t, p, req).Priced
		require.NoError(t, pricing.Verify(whole))
		s, err := p.Schedule(req)
		require.NoError(t, err)
		exclusive, payable := decimal.Zero, decimal.Zero
		for _, d := range documents(s) {
			require.NoError(t, pricing.Verify(d))
			exclusive, payable = exclusive.Add(d.Totals.TaxExclusive.Decimal), payable.Add(d.Totals.Payable.Decimal)
		}
		if req.Inclusive {
			require.True(t, payable.Equal(whole.Totals.Payable.Decimal), "%s in periods, %s quoted", payable, whole.Totals.Payable)
		} else {
			require.True(t, exclusive.Equal(whole.Totals.TaxExclusive.Decimal), "%s in periods, %s quoted", exclusive, whole.Totals.TaxExclusive)
		}
	})
}

func ExamplePricer_Schedule() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	care := monthly("care", "31", "2027-01-15", 2)
	care.Recurring.Calendar, care.Recurring.Proration = true, pricing.ByDay
	schedule, err := pricer.Schedule(asked(sold("setup", "1", "250"), care))
	fmt.Println(schedule.OneOff.Totals.TaxExclusive, err)
	for _, p := range schedule.Periods {
		fmt.Println(p.Period, p.Document.Totals.TaxExclusive)
	}
	// Output:
	// 250.00 <nil>
	// 2027-01-15/2027-02-01 17.00
	// 2027-02-01/2027-03-01 31.00
	// 2027-03-01/2027-03-15 14.00
}
