package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// monthly is a line at a price for every month.
func monthly(id, price, start string, months int, adjustments ...pricing.Adjustment) pricing.Line {
	line := sold(id, "1", price, adjustments...)
	line.Recurring = &pricing.Recurring{Start: calendar.MustDate(start), Months: months, Every: pricing.Monthly}
	return line
}

func TestATermIsTheSumOfItsPeriods(t *testing.T) {
	// 9.99 - 0.50 = 9.49 a month, 113.88 a year; 5 % of 119.88 would be 5.99.
	out := priced(t, asked(sold("setup", "1", "50"), monthly("care", "9.99", "2027-01-01", 12, percentOff("loyal", "0.05"))))
	assert.Equal(t, []string{"50.00", "113.88"}, nets(out))
	assert.Equal(t, "50.00", out.OneOff.String())
	rec := out.Recurring[0]
	assert.Equal(t, "care 2027-01-01 2028-01-01 month 12 113.88", fmt.Sprint(rec.ID, " ", rec.From, " ", rec.To, " ", rec.Every, " ", rec.Periods, " ", rec.Net))
	assert.Equal(t, "6.00", out.Lines[1].Adjustments[0].Amount.String())

	out.Recurring[0].Net = amount("113.89")
	assert.Equal(t, []string{
		"recurring[0].net: BT-131 is 113.89 EUR where 113.88 EUR is exact", "one_off: BT-131 is 50.00 EUR where 49.99 EUR is exact",
	}, paths(pricing.Verify(out)))
}

func TestPartsOfPeriodsAreProrated(t *testing.T) {
	tests := []struct {
		name      string
		price     string
		recurring pricing.Recurring
		net       string
		periods   int
	}{
		{"by day, 17 and 14 of 31", "31", pricing.Recurring{Start: calendar.MustDate("2026-01-15"), Months: 12, Every: pricing.Monthly, Calendar: true, Proration: pricing.ByDay}, "372.00", 13},
		{"by month, 2 and 1 of 3", "300", pricing.Recurring{Start: calendar.MustDate("2026-02-01"), Months: 12, Every: pricing.Quarterly, Calendar: true, Proration: pricing.ByMonth}, "1200.00", 5},
		{"10 months by the quarter", "300", pricing.Recurring{Start: calendar.MustDate("2026-01-01"), Months: 10, Every: pricing.Quarterly, Proration: pricing.ByMonth}, "1000.00", 4},
		{"10 months by the quarter, by day: 31 of 92", "92", pricing.Recurring{Start: calendar.MustDate("2026-01-01"), Months: 10, Every: pricing.Quarterly, Proration: pricing.ByDay}, "307.00", 4},
		{"a year and a half, by the year", "100", pricing.Recurring{Start: calendar.MustDate("2026-01-01"), Months: 18, Every: pricing.Yearly, Proration: pricing.ByMonth}, "150.00", 2},
		{"from the end of a month", "10", pricing.Recurring{Start: calendar.MustDate("2026-01-31"), Months: 3, Every: pricing.Monthly}, "30.00", 3},
		{"a third of a cent each", "0.01", pricing.Recurring{Start: calendar.MustDate("2026-02-01"), Months: 12, Every: pricing.Quarterly, Calendar: true, Proration: pricing.ByMonth}, "0.04", 5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			line := sold("1", "1", tt.price)
			line.Recurring = &tt.recurring
			out := priced(t, asked(line))
			assert.Equal(t, []string{tt.net}, nets(out))
			assert.Equal(t, tt.periods, out.Recurring[0].Periods)
		})
	}
}

func TestRampsChangeQuantityAndPrice(t *testing.T) {
	line := monthly("seats", "10", "2027-01-01", 6)
	line.Quantity = amount("5")
	line.Recurring.Ramps = []pricing.Ramp{{From: 3, Quantity: pointer("8")}, {From: 5, Price: &pricing.Price{Amount: amount("9")}}}
	// 2 × 50 + 2 × 80 + 2 × 72
	out := priced(t, asked(line))
	assert.Equal(t, []string{"404.00"}, nets(out))
	assert.Equal(t, "404.00 5", fmt.Sprint(out.Lines[0].Price, " ", out.Lines[0].BaseQuantity))
}

func TestACommitmentChargesWhatIsLacking(t *testing.T) {
	line := monthly("calls", "10", "2027-01-01", 3, percentOff("p", "0.10"))
	line.Recurring.Ramps = []pricing.Ramp{{From: 2, Quantity: pointer("3")}}
	line.Recurring.Minimum = pointer("20")
	// 9 and 11 up to 20; 27 and 27 are enough.
	out := priced(t, asked(line))
	assert.Equal(t, []string{"74.00"}, nets(out))
	last := out.Lines[0].Adjustments[1]
	assert.Equal(t, "minimum_commitment true 11.00", fmt.Sprint(last.ID, " ", last.Charge, " ", last.Amount))
}

func TestARecurringLineSaysWhatItNeeds(t *testing.T) {
	line := sold("1", "0", "10")
	line.Recurring = &pricing.Recurring{
		Months: 601, Every: "week", Proration: "hour", Minimum: pointer("0.001"),
		Ramps: []pricing.Ramp{{From: 0, Quantity: pointer("-1")}, {From: 0}},
	}
	assert.Equal(t, []string{
		"lines[0].recurring.start: format (2026-01-31)",
		"lines[0].recurring.months: max (600)",
		"lines[0].recurring.every: one_of (month, quarter, year)",
		"lines[0].recurring.proration: one_of (day, month)",
		"lines[0].recurring.minimum: format (0.00)",
		"lines[0].recurring.ramps[0].from: order (0)",
		"lines[0].recurring.ramps[0].quantity: min (0)",
		"lines[0].recurring.ramps[1].from: order (0)",
		"lines[0].recurring.ramps[1]: required",
		"lines[0].quantity: min (0)",
	}, paths(refused(t, asked(line))))

	line = monthly("1", "10", "2027-01-15", 12)
	line.Quantity, line.Recurring.Calendar = amount("0"), true
	assert.Equal(t, []string{"lines[0].recurring.proration: required", "lines[0].quantity: min (0)"}, paths(refused(t, asked(line))))
	line.Recurring.Proration = pricing.ByDay
	assert.Equal(t, []string{"lines[0].quantity: min (0)"}, paths(refused(t, asked(line))))

	req := kit("KIT", "1")
	ramped := *line.Recurring
	ramped.Minimum, ramped.Ramps = pointer("1"), []pricing.Ramp{{From: 2, Quantity: pointer("2")}}
	req.Lines[0].Recurring = &ramped
	camera := pricing.Line{ID: "2", SKU: "CAMERA", Quantity: amount("1"), Recurring: line.Recurring}
	camera.Contributions = []pricing.Contribution{{ID: "tax", Amount: amount("1"), Outside: true}}
	req.Lines = append(req.Lines, camera)
	_, err := compiled(t, kits()).Price(req)
	assert.Equal(t, []string{
		"lines[0].recurring.ramps: excluded (components)", "lines[0].recurring.minimum: excluded (components)",
		"lines[1].recurring: excluded (contributions.outside)",
	}, paths(err))
}

// What a ramp or a minimum would make of each component nobody said, and an index of
// later periods nobody knows: each is refused by its name.
func TestWhatATermCannotCarryIsRefused(t *testing.T) {
	rules := pricing.Rules{Book: pricing.Book{
		Currency: "EUR",
		Indices:  []pricing.Index{{ID: "CU", Source: "Westmetall", Values: []pricing.IndexValue{{From: calendar.MustDate("2026-01-01"), Value: amount("958")}}}},
		Articles: []pricing.Article{
			{SKU: "DOOR"},
			{SKU: "SET", Components: []pricing.Component{{SKU: "DOOR", Quantity: amount("2")}}},
			{SKU: "CABLE", Surcharges: []pricing.Surcharge{{ID: "copper", Index: "CU", Base: amount("150"), Content: amount("144"), Per: amount("100")}}},
			{SKU: "REEL", Components: []pricing.Component{{SKU: "CABLE", Quantity: amount("2")}}},
		},
		Entries: []pricing.Entry{{SKU: "DOOR", Price: amount("10")}, {SKU: "SET", Price: amount("18")}, {SKU: "CABLE", Price: amount("5")}, {SKU: "REEL", Price: amount("9")}},
	}}
	p := compiled(t, rules)
	term := pricing.Recurring{Start: calendar.MustDate("2027-01-01"), Months: 6, Every: pricing.Monthly}
	ramped := term
	ramped.Minimum, ramped.Ramps = pointer("50"), []pricing.Ramp{{From: 3, Quantity: pointer("4")}}
	req := ordered("SET", "1", "CABLE", "1", "REEL", "1")
	for i, of := range []*pricing.Recurring{&ramped, &term, &term} {
		req.Lines[i].Recurring = of
	}
	_, err := p.Price(req)
	assert.Equal(t, []string{
		"lines[0].recurring.ramps: excluded (components)", "lines[0].recurring.minimum: excluded (components)",
		"lines[1].recurring: excluded (surcharges)", "lines[2].components[0].recurring: excluded (surcharges)",
	}, paths(err))
	req.Lines[0].Recurring = &term
	req.Lines = req.Lines[:1]
	assert.Equal(t, []string{"108.00"}, nets(pricedBy(t, p, req)), "a bundle that recurs plainly is none of it")
}
