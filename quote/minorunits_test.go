package quote_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Amounts of EN 16931 have two decimals: a dinar's third has no place in a document.
func TestTrapACurrencyOfThreeDecimalsIsNotWritten(t *testing.T) {
	q := sold(t, facade(t, nil))
	q.Revisions[0].Content.Priced.Currency = "BHD"
	assert.ErrorContains(t, header().Check(q), "revisions[0].content.priced.currency: max (2)")
	q.Revisions[0].Content.Priced.Currency = "JPY"
	assert.NotContains(t, header().Check(q).Error(), "max (2)")
}
