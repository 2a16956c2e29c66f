package agreement_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/agreement"
)

// promised is 1,000 pieces in a year, 400 of them by the end of June.
func promised() agreement.Commitment {
	charge := eur("0.255")
	return agreement.Commitment{
		ID: "beams", SKU: "BEAM", Quantity: eur("1000"), Period: calendar.YearOf(day("2026-01-01")), Shortfall: &charge,
		Milestones: []agreement.Milestone{{By: day("2026-06-30"), Quantity: eur("400")}, {By: day("2026-09-30"), Quantity: eur("700")}},
	}
}

func calls() []agreement.Call {
	return []agreement.Call{
		{Date: day("2025-12-31"), SKU: "BEAM", Quantity: eur("500")},
		{Date: day("2026-02-01"), SKU: "BEAM", Quantity: eur("300")},
		{Date: day("2026-03-01"), SKU: "PLANK", Quantity: eur("500")},
		{Date: day("2026-08-01"), SKU: "BEAM", Quantity: eur("250.5")},
		{Date: day("2026-12-31"), SKU: "BEAM", Quantity: eur("-0.5")},
		{Date: day("2027-01-01"), SKU: "BEAM", Quantity: eur("500")},
	}
}

func TestCommitmentStanding(t *testing.T) {
	tests := []struct {
		on, called, left, behind, next, charge string
	}{
		{"2026-01-31", "0", "1000", "0", "2026-06-30 400", ""},
		{"2026-06-29", "300", "700", "0", "2026-06-30 100", ""},
		{"2026-06-30", "300", "700", "100", "2026-09-30 400", ""},
		{"2026-08-01", "550.5", "449.5", "0", "2026-09-30 149.5", ""},
		{"2026-09-30", "550.5", "449.5", "149.5", "2026-12-31 449.5", ""},
		{"2026-12-30", "550.5", "449.5", "149.5", "2026-12-31 449.5", ""},
		{"2026-12-31", "550.0", "450.0", "150.0", "", "114.75"}, // 450 × 0.255
	}
	for _, tt := range tests {
		got, err := promised().Standing(calls(), day(tt.on), salesdesk.EUR)
		require.NoError(t, err, tt.on)
		next, charge := "", ""
		if got.Next != nil {
			next = fmt.Sprint(got.Next.By, " ", got.Next.Quantity)
		}
		if got.Charge != nil {
			charge = got.Charge.String()
		}
		assert.Equal(t, []string{tt.called, tt.left, tt.behind, tt.next, tt.charge},
			[]string{got.Called.String(), got.Left.String(), got.Behind.String(), next, charge}, tt.on)
		assert.Equal(t, tt.charge != "", got.Ended)
	}
}

func TestCommitmentOfAGroupCountsItsArticlesAndWhatIsOver(t *testing.T) {
	c := agreement.Commitment{ID: "wood", Group: "wood", Quantity: eur("10"), Period: calendar.YearOf(day("2026-01-01"))}
	got, err := c.Standing([]agreement.Call{
		{Date: day("2026-02-01"), SKU: "BEAM", Group: "wood", Quantity: eur("8")},
		{Date: day("2026-02-01"), SKU: "PLANK", Group: "wood", Quantity: eur("7")},
		{Date: day("2026-02-01"), SKU: "NAIL", Group: "iron", Quantity: eur("7")},
	}, day("2026-12-31"), salesdesk.EUR)
	require.NoError(t, err)
	assert.Equal(t, "15 0 5", fmt.Sprint(got.Called, " ", got.Left, " ", got.Over))
	assert.Nil(t, got.Charge)
	assert.Nil(t, got.Next)
}

func TestCommitmentNamesEveryProblem(t *testing.T) {
	c := promised()
	c.ID, c.Group = "", "wood"
	c.Milestones = []agreement.Milestone{
		{By: day("2026-06-30"), Quantity: eur("400")}, {By: day("2026-06-30"), Quantity: eur("300")}, {By: day("2027-01-01"), Quantity: eur("1001")},
	}
	_, err := c.Standing(nil, calendar.Date{}, "EURO")
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	assert.Len(t, problems, 8)
	assert.ErrorContains(t, err, "sku: one_of (sku, group); milestones[1].by: order (2026-06-30); milestones[1].quantity: order (1000)")
}

func ExampleCommitment_Standing() {
	s, err := promised().Standing(calls(), day("2026-08-01"), salesdesk.EUR)
	fmt.Println(s.Called, "called,", s.Left, "left,", s.Next.Quantity, "by", s.Next.By, err)
	// Output: 550.5 called, 449.5 left, 149.5 by 2026-09-30 <nil>
}
