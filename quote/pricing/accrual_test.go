package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestAccrualsTakeFromThePocketAlone(t *testing.T) {
	p := compiled(t, desk())
	plain, err := p.Explain(deskRequest())
	require.NoError(t, err)
	req := deskRequest()
	req.Accruals = []pricing.Accrual{{ID: "year", Rate: amount("0.02")}, {ID: "growth", Rate: amount("0.005")}}
	e, err := p.Explain(req)
	require.NoError(t, err)
	got := steps(e.Lines[0].Waterfall)
	assert.Equal(t, []string{
		"cash_discount -15.64 = 766.59",
		"bonus -15.56 = 751.03", // 2 % of 782.23 − 4.13
		"bonus -3.89 = 747.14",
	}, got[len(got)-3:])
	assert.Equal(t, plain.Priced, e.Priced)
	assert.Equal(t, plain.Margin, e.Margin)
	assert.Equal(t, plain.Invoice, e.Invoice)
	assert.Equal(t, "806.18", plain.Pocket.String())
	assert.Equal(t, "785.72", e.Pocket.String(), "19.45 and, of 40.40, 0.81 and 0.20 less")
}

func TestAccrualsAreChecked(t *testing.T) {
	req := deskRequest()
	req.Accruals = []pricing.Accrual{{ID: "a", Rate: amount("-0.01")}, {ID: "b", Rate: amount("1.01")}}
	_, err := compiled(t, desk()).Price(req)
	assert.EqualError(t, err, "accruals[0].rate: min (0); accruals[1].rate: max (1)")
	req.Accruals = make([]pricing.Accrual, pricing.MaxAccruals+1)
	_, err = compiled(t, desk()).Price(req)
	assert.EqualError(t, err, fmt.Sprintf("accruals: length (%d)", pricing.MaxAccruals))
}
