package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

// advanced is 2400 at 21 % and 200 at 6 %: 2904.00 and 212.00.
func advanced(deposit pricing.Deposit) pricing.Request {
	req := asked(taxed("0.06", sold("1", "1", "200")), sold("2", "1", "2400"))
	req.Deposit = &deposit
	return req
}

func TestADepositIsSplitByVATGroup(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	quoted := priced(t, advanced(pricing.Deposit{Rate: pointer("0.30")}))
	d := quoted.Deposit
	assert.Equal(t, "0.30 934.80 2181.20", fmt.Sprint(d.Rate, " ", d.Amount, " ", d.Left))

	asks, err := p.ProForma(quoted, "Voorschot")
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(asks))
	// 63.60 and 871.20 with VAT
	assert.Equal(t, []string{"S 60.00 3.60", "S 720.00 151.20"}, taxes(asks))
	assert.Equal(t, "934.80", asks.Totals.Payable.String())
	assert.Equal(t, "Voorschot", asks.Lines[0].Name)
}

func TestADepositMayBeAnAmount(t *testing.T) {
	quoted := priced(t, advanced(pricing.Deposit{Amount: pointer("1000")}))
	assert.Equal(t, "2116.00", quoted.Deposit.Left.String())
	asks, err := compiled(t, pricing.Rules{}).ProForma(quoted, "Voorschot")
	require.NoError(t, err)
	assert.Equal(t, "1000.00", asks.Totals.Payable.String())
}

func TestADepositThatCannotBeIsRefused(t *testing.T) {
	for _, tt := range []struct {
		give pricing.Deposit
		want []string
	}{
		{pricing.Deposit{}, []string{"deposit.rate: required"}},
		{pricing.Deposit{Rate: pointer("1.1"), Amount: pointer("-1")}, []string{"deposit.amount: one_of (rate, amount)", "deposit.rate: max (1)", "deposit.amount: min (0)"}},
		{pricing.Deposit{Amount: pointer("3116.01")}, []string{"deposit.amount: max (3116.00)"}},
	} {
		assert.Equal(t, tt.want, paths(refused(t, advanced(tt.give))))
	}
	back := advanced(pricing.Deposit{Rate: pointer("0.3")})
	back.Lines = []pricing.Line{sold("1", "-1", "10")}
	assert.Equal(t, []string{"deposit: excluded (payable)"}, paths(refused(t, back)))
	_, err := compiled(t, pricing.Rules{}).ProForma(priced(t, asked(sold("1", "1", "1"))), "Voorschot")
	assert.Equal(t, []string{"deposit: required"}, paths(err))
}

func TestVerifyReadsTheDeposit(t *testing.T) {
	quoted := priced(t, advanced(pricing.Deposit{Rate: pointer("0.30")}))
	quoted.Deposit.Amount = amount("934.81")
	assert.Equal(t, []string{
		"deposit.amount: BT-113 is 934.81 EUR where 934.80 EUR is exact", "deposit.left: BT-115 is 2181.20 EUR where 2181.19 EUR is exact",
	}, paths(pricing.Verify(quoted)))
}

func TestAnyProFormaAsksTheDepositToTheCent(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		rate := decimals(t, 1, 1000, 3, "deposit")
		for i := range req.Lines {
			req.Lines[i].Quantity = decimals(t, 1, 500, 1, "quantity")
		}
		for i := range req.Adjustments {
			req.Adjustments[i].VAT = nil // one that names a group of another rate may leave less than nothing
		}
		req.Deposit = &pricing.Deposit{Rate: &rate}
		quoted := explained(t, p, req).Priced
		if quoted.Deposit.Amount.IsZero() {
			return
		}
		asks, err := p.ProForma(quoted, "x")
		require.NoError(t, err)
		require.NoError(t, pricing.Verify(asks))
		require.True(t, asks.Totals.Payable.Equal(quoted.Deposit.Amount), "%s asked, %s payable", quoted.Deposit.Amount, asks.Totals.Payable)
	})
}

func ExamplePricer_ProForma() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	thirty := amount("0.30")
	quoted, _ := pricer.Price(advanced(pricing.Deposit{Rate: &thirty}))
	asks, err := pricer.ProForma(quoted, "Voorschot")
	fmt.Println(asks.Totals.TaxExclusive, asks.Totals.Tax, asks.Totals.Payable, quoted.Deposit.Left, err)
	// Output: 780.00 154.80 934.80 2181.20 <nil>
}
