package salesdesk_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
)

func euro(s string) salesdesk.Money { return salesdesk.MustMoney(s, salesdesk.EUR) }

func TestMoneyAddsAndSubtracts(t *testing.T) {
	sum, err := euro("12.50").Add(euro("0.05"))
	require.NoError(t, err)
	assert.Equal(t, "12.55 EUR", sum.String())

	rest, err := euro("12.50").Sub(euro("13"))
	require.NoError(t, err)
	assert.Equal(t, "-0.50 EUR", rest.String())
	assert.Equal(t, "0.50 EUR", rest.Neg().String())
}

func TestMoneyDoesNotMixCurrencies(t *testing.T) {
	a, b := euro("1"), salesdesk.MustMoney("1", salesdesk.USD)
	want := salesdesk.CurrencyError{Want: "EUR", Got: "USD"}
	_, err := a.Add(b)
	assert.Equal(t, want, err)
	_, err = a.Sub(b)
	assert.Equal(t, want, err)
	_, err = a.Cmp(b)
	assert.Equal(t, want, err)
	_, err = salesdesk.Money{}.Add(a)
	assert.Error(t, err, "the zero value has no currency")
}

func TestMoneyStaysWithinTheGate(t *testing.T) {
	most := euro("999999999999999999")
	var outside salesdesk.RangeError
	_, err := most.Add(euro("1"))
	require.ErrorAs(t, err, &outside)
	_, err = most.Add(euro("0.01"))
	require.ErrorAs(t, err, &outside)
	_, err = most.Sub(most.Neg())
	require.ErrorAs(t, err, &outside)
	_, err = salesdesk.Money{Amount: hostileExponent(), Currency: "EUR"}.Add(euro("1"))
	require.ErrorAs(t, err, &outside)
}

func TestMoneyCompares(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"1.10", "1.1", 0},
		{"1.09", "1.1", -1},
		{"2", "-3", 1},
	}
	for _, tt := range tests {
		got, err := euro(tt.a).Cmp(euro(tt.b))
		require.NoError(t, err)
		assert.Equal(t, tt.want, got)
	}
}

func TestMoneyRoundsToMinorUnits(t *testing.T) {
	tests := []struct {
		give     string
		currency salesdesk.Currency
		want     string
	}{
		{"12.345", "EUR", "12.35 EUR"},
		{"-12.345", "EUR", "-12.35 EUR"},
		{"12.3449", "EUR", "12.34 EUR"},
		{"12", "EUR", "12 EUR"},
		{"12.5", "EUR", "12.5 EUR"},
		{"1250.5", "JPY", "1251 JPY"},
		{"1.2345", "KWD", "1.235 KWD"},
		{"1.23455", "CLF", "1.2346 CLF"},
		{"1e3", "EUR", "1000 EUR"},
	}
	for _, tt := range tests {
		got, err := salesdesk.MustMoney(tt.give, tt.currency).Round()
		require.NoError(t, err)
		assert.Equal(t, tt.want, got.String())
	}
	_, err := salesdesk.MustMoney("1", "euro").Round()
	assert.Equal(t, salesdesk.Problems{salesdesk.FieldError{Path: "currency", Rule: salesdesk.RuleFormat, Param: "AAA"}}, err)
	_, err = salesdesk.Money{Amount: hostileDigits(), Currency: "EUR"}.Round()
	var outside salesdesk.RangeError
	require.ErrorAs(t, err, &outside)
	assert.Equal(t, "amount", outside.Path)
}

func TestMoneyTakesBackWhatItAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.StringMatching(`-?[0-9]{1,9}\.[0-9]{0,4}[0-9]`)
		a, b := euro(amount.Draw(t, "a")), euro(amount.Draw(t, "b"))
		sum, err := a.Add(b)
		require.NoError(t, err)
		other, err := b.Add(a)
		require.NoError(t, err)
		assert.True(t, sum.Amount.Equal(other.Amount))
		back, err := sum.Sub(b)
		require.NoError(t, err)
		assert.True(t, a.Amount.Equal(back.Amount))

		rounded, err := a.Round()
		require.NoError(t, err)
		assert.True(t, rounded.Amount.Equal(salesdesk.Amount{Decimal: a.Amount.Round(2)}))
	})
}

func TestMoneyJSON(t *testing.T) {
	data, err := json.Marshal(euro("1.10"))
	require.NoError(t, err)
	assert.Equal(t, `{"amount":"1.10","currency":"EUR"}`, string(data))
	var read salesdesk.Money
	require.NoError(t, json.Unmarshal(data, &read))
	assert.Equal(t, euro("1.10").String(), read.String())
}

func TestCurrencyMinorUnits(t *testing.T) {
	tests := []struct {
		give salesdesk.Currency
		want int
	}{
		{"EUR", 2},
		{"USD", 2},
		{"CHF", 2},
		{"JPY", 0},
		{"KRW", 0},
		{"HUF", 2},
		{"KWD", 3},
		{"TND", 3},
		{"CLF", 4},
		{"XAU", 0},
		{"", 2},
		{"QQQ", 2},
		{"EU", 2},
		{"Y J", 2},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, tt.give.MinorUnits(), tt.give)
	}
}

func TestCurrencyCheck(t *testing.T) {
	for _, give := range []salesdesk.Currency{salesdesk.EUR, salesdesk.USD, salesdesk.GBP, salesdesk.CHF, salesdesk.JPY, "ZWG", "AED"} {
		assert.NoError(t, give.Check())
	}
	for _, give := range []salesdesk.Currency{"eur", "EU", "EURO", "UR ", "D A"} {
		assert.Equal(t, form("AAA"), give.Check(), give)
	}
	assert.Equal(t, salesdesk.FieldError{Rule: salesdesk.RuleRequired}, salesdesk.Currency("").Check())
	assert.Equal(t, salesdesk.FieldError{Rule: salesdesk.RuleRequired}, salesdesk.Country("").Check())
}

func TestLanguage(t *testing.T) {
	assert.Equal(t, salesdesk.Dutch, salesdesk.Language("nl-BE").Base())
	assert.Equal(t, salesdesk.French, salesdesk.French.Base())
	for _, give := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English, salesdesk.German, "nl-BE", "fr-BE", "en-GB"} {
		assert.NoError(t, give.Check())
	}
	for _, give := range []salesdesk.Language{"", "n", "NL", "nld", "nl_BE", "nl-", "nl-be", "nl-BEL", "nl-BE-x", "1l"} {
		assert.Equal(t, form("aa-AA"), give.Check(), give)
	}
}
