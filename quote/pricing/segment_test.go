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

// told are the segments of the first term as a reader works them out.
func told(p pricing.Priced) (list []string) {
	for _, s := range p.Recurring[0].Segments {
		part := ""
		if s.Whole > 0 {
			part = fmt.Sprintf(" × %d/%d", s.Part, s.Whole)
		}
		list = append(list, fmt.Sprintf("%s %d: %s × %s / %s%s = %s", s.From, s.Periods, s.Quantity, s.Price, s.BaseQuantity, part, s.Amount))
	}
	return list
}

func TestATermSaysWhatOnePeriodCosts(t *testing.T) {
	// 12 × 7 × 50.00 = 4200.00, of which the line says 4200.00 for 7.
	line := monthly("1", "50.00", "2027-01-01", 12)
	line.Quantity = amount("7")
	out := priced(t, asked(line))
	assert.Equal(t, []string{"2027-01-01 12: 7 × 50.00 / 1 = 350.00"}, told(out))
	assert.Equal(t, []string{"4200.00"}, nets(out))
}

func TestRampsAndPartsOfPeriodsAreSegments(t *testing.T) {
	// From 15 January: 17 of 31 days of 10 × 50.00 = 274.19; two months; from the fourth
	// month 20 at 45.00; 14 of 31 days of May.
	line := monthly("1", "50.00", "2027-01-15", 4, percentOff("loyal", "0.10"))
	line.Quantity = amount("10")
	line.Recurring.Calendar, line.Recurring.Proration = true, pricing.ByDay
	line.Recurring.Ramps = []pricing.Ramp{{From: 4, Quantity: pointer("20"), Price: &pricing.Price{Amount: amount("45.00")}}}
	out := priced(t, asked(line))
	assert.Equal(t, []string{
		"2027-01-15 1: 10 × 50.00 / 1 × 17/31 = 274.19",
		"2027-02-01 2: 10 × 50.00 / 1 = 500.00",
		"2027-04-01 1: 20 × 45.00 / 1 = 900.00",
		"2027-05-01 1: 20 × 45.00 / 1 × 14/31 = 406.45",
	}, told(out))
	// 274.19 + 1000.00 + 900.00 + 406.45 = 2580.64, less a tenth of each.
	assert.Equal(t, "258.07", out.Lines[0].Adjustments[0].Amount.String())
	assert.Equal(t, []string{"2322.57"}, nets(out))
}

// Each of the periods is rounded: 3 × 0.111 = 0.33, and twelve of them are 3.96, not 4.00.
func TestTheAmountOfAPeriodIsRoundedBeforeTheyAreSummed(t *testing.T) {
	line := monthly("1", "0.111", "2027-01-01", 12)
	line.Quantity = amount("3")
	out := priced(t, asked(line))
	assert.Equal(t, []string{"2027-01-01 12: 3 × 0.111 / 1 = 0.33"}, told(out))
	assert.Equal(t, []string{"3.96"}, nets(out))
}

func TestTheSegmentsOfAConsumersTermHaveVATInThem(t *testing.T) {
	line := monthly("1", "60.50", "2027-01-01", 6, amountOff("welcome", "1.00"))
	line.Quantity = amount("2")
	out := priced(t, consumer(line))
	assert.Equal(t, []string{"2027-01-01 6: 2 × 60.50 / 1 = 121.00"}, told(out))
	assert.Equal(t, "720.00", out.Recurring[0].Gross.String(), "6 × 121.00 less 6 × 1.00")
}

func TestSegmentsAreHeldToTheirLine(t *testing.T) {
	line := monthly("1", "50.00", "2027-01-15", 4)
	line.Recurring.Calendar, line.Recurring.Proration = true, pricing.ByDay
	for want, change := range map[string]func(*pricing.PricedRecurring){
		"recurring[0].segments[0].amount":   func(r *pricing.PricedRecurring) { r.Segments[0].Amount = amount("274.20") },
		"recurring[0].segments[1].amount":   func(r *pricing.PricedRecurring) { r.Segments[1].Price = amount("49.00") },
		"recurring[0].segments[1].from":     func(r *pricing.PricedRecurring) { r.Segments[1].From = calendar.MustDate("2027-02-02") },
		"recurring[0].segments":             func(r *pricing.PricedRecurring) { r.Segments = r.Segments[:2] },
		"recurring[0].segments[0].part":     func(r *pricing.PricedRecurring) { r.Segments[0].Part = 32 },
		"recurring[0].segments[1].quantity": func(r *pricing.PricedRecurring) { r.Segments[1].Quantity = amount("-1") },
	} {
		out := priced(t, asked(line))
		change(&out.Recurring[0])
		var found []string
		err := pricing.Verify(out)
		var all salesdesk.Problems
		require.ErrorAs(t, err, &all, want)
		for _, e := range all {
			found = append(found, e.Error())
		}
		assert.Contains(t, fmt.Sprint(found), want)
	}
}

// A part of a line is of fewer units for the whole term: what a period costs then, its
// figures do not say.
func TestAPartOfATermHasNoSegments(t *testing.T) {
	line := monthly("1", "50.00", "2027-01-01", 12)
	line.Quantity = amount("4")
	whole := priced(t, asked(line, sold("2", "1", "10")))
	part, err := pricing.Part(whole, nil, []pricing.Portion{{Line: "1", Quantity: amount("3")}})
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(part))
	assert.Empty(t, part.Recurring[0].Segments)
	kept, err := pricing.Part(whole, nil, []pricing.Portion{{Line: "1", Quantity: amount("4")}})
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(kept))
	assert.Equal(t, whole.Recurring[0].Segments, kept.Recurring[0].Segments)
}

func ExampleSegment() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	line := monthly("1", "50.00", "2027-01-01", 12)
	line.Quantity = amount("7")
	priced, err := pricer.Price(asked(line))
	for _, s := range priced.Recurring[0].Segments {
		fmt.Println(s.Periods, "times", s.Quantity, "at", s.Price, "is", s.Periods, "times", s.Amount, "=", priced.Lines[0].Net)
	}
	fmt.Println(err)
	// Output:
	// 12 times 7 at 50.00 is 12 times 350.00 = 4200.00
	// <nil>
}
