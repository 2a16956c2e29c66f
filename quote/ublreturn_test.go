package quote_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// 3 handbooks of 48.00 come back, less a tenth: 129.60 off the whole at 6 %.
func TestWriteUBLTakesWhatComesBackOffTheWhole(t *testing.T) {
	before, _ := written(t, sold(t, facade(t, nil)), header())
	q := sold(t, facade(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines = append(r.Lines, pricing.Line{ID: "9", SKU: "BOEK", Quantity: amount("-3"), Section: "Documentatie", Adjustments: []pricing.Adjustment{{ID: "T", Rate: ratio("0.10")}}})
	}))
	doc, _ := written(t, q, header())
	require.Len(t, doc.QuotationLine, len(before.QuotationLine), "it is no line")
	for _, l := range doc.QuotationLine {
		assert.False(t, l.Quantity.Value.IsNegative())
	}
	back := doc.AllowanceCharge[len(doc.AllowanceCharge)-1]
	assert.False(t, back.ChargeIndicator)
	assert.Equal(t, "129.60", back.Amount.Value.String())
	assert.Equal(t, "Handboek metselwerk (-3 C62)", back.AllowanceChargeReason)
	assert.Equal(t, "6", back.TaxCategory.Percent.String())

	total, totals := doc.QuotedMonetaryTotal, q.Latest().Content.Priced.Totals
	assert.True(t, total.TaxExclusiveAmount.Value.Equal(totals.TaxExclusive))
	assert.True(t, total.PayableAmount.Value.Equal(totals.Payable))
	sum := total.LineExtensionAmount.Value.Sub(total.AllowanceTotalAmount.Value.Decimal).Add(total.ChargeTotalAmount.Value.Decimal)
	assert.True(t, sum.Equal(total.TaxExclusiveAmount.Value.Decimal))
}

func TestWriteUBLOffersSomething(t *testing.T) {
	only := facade(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines, r.Adjustments = []pricing.Line{{ID: "1", SKU: "BOEK", Quantity: amount("-3")}}, nil
	})
	only.Conditions.Promises = nil
	err := quote.WriteUBL(&bytes.Buffer{}, sold(t, only), header())
	assert.ErrorContains(t, err, "revisions[0].content.priced.lines: required")

	option := facade(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines = append(r.Lines, pricing.Line{ID: "9", SKU: "BOEK", Quantity: amount("-3"), Optional: true})
	})
	err = quote.WriteUBL(&bytes.Buffer{}, sold(t, option), header())
	assert.ErrorContains(t, err, "content.priced.options[2].lines[0].quantity: min (0)")
}
