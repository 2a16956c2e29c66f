package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

// The beer is given away, its crate is not: it comes with the first of two halves.
func TestPackagingOfWhatIsFreeGoesAlongByThePiece(t *testing.T) {
	req := ordered("BEER", "24")
	req.Lines[0].Adjustments = []pricing.Adjustment{percentOff("gift", "1")}
	whole := pricedBy(t, compiled(t, yard()), req)
	assert.Equal(t, "4.50", whole.Totals.Payable.String()) // a crate of 2.10, 24 bottles of 0.10
	first := taken(t, whole, nil, portions("1", "12"))
	second := taken(t, whole, portions("1", "12"), portions("1", "12"))
	assert.Equal(t, []string{"3.30", "1.20"}, []string{first.Totals.Payable.String(), second.Totals.Payable.String()})
}
