package dunning_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/dunning"
)

// instalment is one of two of an invoice of 6,050.00.
func instalment(n int, much, due string) dunning.Debt {
	d := business(much, due)
	d.Instalment = n
	return d
}

// 3,050.00 since 31 May, 76 days: 69.19; 3,000.00 since 30 June, 46 days: 39.70;
// 40.00 on each, and 100.00 that is not due.
func TestACustomersClaimsAreAddedUp(t *testing.T) {
	r := rules(t, dunning.Policy{})
	later := instalment(0, "100.00", "2025-08-31")
	later.Invoice = "F2"
	abroad, other := business("10.00", "2025-05-31"), business("10.00", "2025-05-31")
	abroad.Currency, other.Customer = "USD", "k9"
	var claims []dunning.Claim
	for _, d := range []dunning.Debt{later, instalment(2, "3000.00", "2025-06-30"), abroad, instalment(1, "3050.00", "2025-05-31"), other} {
		claims = append(claims, opened(t, r, d))
	}
	p, err := dunning.PositionOf("k1", salesdesk.EUR, claims, r, day("2025-08-15"))
	require.NoError(t, err)
	require.Len(t, p.Statements, 2)
	assert.Equal(t, []int{1, 2}, []int{p.Statements[0].Instalment, p.Statements[1].Instalment}, "the oldest due date first")
	assert.Equal(t, []string{"6050.00", "108.89", "80.00", "6238.89", "0.00"}, []string{
		p.Principal.String(), p.Interest.String(), p.Costs.String(), p.Total.String(), p.Overpaid.String(),
	})
	p, err = dunning.PositionOf("k1", salesdesk.EUR, claims, r, day("2027-01-02"))
	require.NoError(t, err)
	require.Len(t, p.Statements, 3)
	for _, s := range p.Statements {
		assert.Equal(t, []dunning.Gap{{Kind: dunning.Interest, From: day("2027-01-01"), Through: day("2027-01-02")}}, s.Missing)
	}
	_, err = dunning.PositionOf("k1", "EURO", nil, nil, day("2025-08-15"))
	assert.EqualError(t, err, "rules: required; currency: format (AAA)")
}

// The position is the sum of its statements, whatever the order of the claims.
func TestAPositionIsTheSumOfItsStatements(t *testing.T) {
	r := rules(t, dunning.Policy{})
	rapid.Check(t, func(t *rapid.T) {
		var claims []dunning.Claim
		for i := range rapid.IntRange(0, 5).Draw(t, "claims") {
			d := instalment(i, fmt.Sprintf("%d.%02d", rapid.IntRange(0, 900).Draw(t, "euro"), rapid.IntRange(1, 99).Draw(t, "cent")), day("2025-01-31").AddDays(rapid.IntRange(0, 300).Draw(t, "due")).String())
			c := opened(t, r, d)
			if rapid.Bool().Draw(t, "paid") {
				c = paid(t, r, c, day("2025-03-01").AddDays(rapid.IntRange(0, 300).Draw(t, "paid on")).String(), "450.00")
			}
			claims = append(claims, c)
		}
		on := day("2025-02-01").AddDays(rapid.IntRange(0, 400).Draw(t, "day"))
		p, err := dunning.PositionOf("k1", salesdesk.EUR, claims, r, on)
		require.NoError(t, err)
		sum := amount("0").Decimal
		for _, s := range p.Statements {
			sum = sum.Add(s.Total.Decimal)
		}
		require.True(t, sum.Equal(p.Total.Decimal))
		require.True(t, p.Total.Decimal.Equal(p.Principal.Add(p.Interest.Decimal).Add(p.Costs.Decimal)))
		slices.Reverse(claims)
		again, err := dunning.PositionOf("k1", salesdesk.EUR, claims, r, on)
		require.NoError(t, err)
		require.Equal(t, p, again)
	})
}

func ExamplePositionOf() {
	r := rules(loud{}, dunning.Policy{})
	claims := []dunning.Claim{opened(loud{}, r, instalment(1, "3050.00", "2025-05-31")), opened(loud{}, r, instalment(2, "3000.00", "2025-06-30"))}
	p, err := dunning.PositionOf("k1", salesdesk.EUR, claims, r, day("2025-08-15"))
	fmt.Println(p.Principal, p.Interest, p.Costs, p.Total, err)
	// Output: 6050.00 108.89 80.00 6238.89 <nil>
}
