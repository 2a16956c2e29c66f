package pricing_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestWhatCannotBeReadHidesNothing(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	_, err := p.PriceJSON([]byte(`{
		"currency": "EUR", "date": "2026-11-23", "colour": "red", "buyer": {"tax": {"country": "XX"}},
		"lines": [
			{"id": "1", "quantity": "many", "price": {"amount": "-1"}, "vat": {"category": "S", "rate": "0.21"}},
			{"id": "1", "quantity": "1", "price": {"amount": "-2"}, "vat": {"category": "S", "rate": "0.21"}}
		]
	}`))
	assert.Equal(t, []string{
		"colour: unknown",
		"lines[0].quantity: decimal (many)",
		"buyer.tax.country: reference (XX)",
		"lines[0].price.amount: min (0)",
		"lines[1].price.amount: min (0)",
		"lines[1].id: duplicate (1)",
	}, paths(err))
}

func TestWhatCouldNotBeReadIsToldOnce(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	for given, want := range map[string][]string{
		`{"currency": 7, "date": "2026-11-23", "lines": []}`:      {"currency", "lines: required"},
		`{"currency": "EUR", "date": "soon", "lines": "several"}`: {"date", "lines"},
		`[`: {""},
		``:  {""},
	} {
		_, err := p.PriceJSON([]byte(given))
		require.Error(t, err, given)
		got := paths(err)
		require.Len(t, got, len(want), "%s: %v", given, got)
		for i := range want {
			assert.True(t, strings.HasPrefix(got[i], want[i]), got[i])
		}
	}
}

func TestWhatCanBeReadIsPriced(t *testing.T) {
	const given = `{"currency": "EUR", "date": "2026-11-23", "lines": [{"id": "1", "quantity": "2", "price": {"amount": "10.00"}, "vat": {"category": "S", "rate": "0.21"}}]}`
	out, err := compiled(t, pricing.Rules{}).PriceJSON([]byte(given))
	require.NoError(t, err)
	assert.Equal(t, "24.20", out.Totals.Payable.String())
}

func ExamplePricer_PriceJSON() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	_, err := pricer.PriceJSON([]byte(`{"currency": "EUR", "date": "2026-11-23", "colour": "red", "lines": []}`))
	fmt.Println(err)
	// Output: colour: unknown; lines: required
}
