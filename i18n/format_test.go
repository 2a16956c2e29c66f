package i18n_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/internal/shared"
)

// formats are the published cases, made with ICU on CLDR 48.
type formats struct {
	Numbers []struct {
		Locale salesdesk.Language
		Value  salesdesk.Amount
		Digits int
		Text   string
	}
	Money []struct {
		Locale   salesdesk.Language
		Value    salesdesk.Amount
		Currency salesdesk.Currency
		Text     string
	}
	Percents []struct {
		Locale salesdesk.Language
		Ratio  salesdesk.Amount
		Digits int
		Text   string
	}
	Dates []struct {
		Locale salesdesk.Language
		Date   calendar.Date
		Form   i18n.DateForm
		Text   string
	}
}

func formatter(tb testing.TB, lang salesdesk.Language) i18n.Formatter {
	tb.Helper()
	f, err := i18n.NewFormatter(lang)
	require.NoError(tb, err)
	return f
}

func TestEveryPublishedForm(t *testing.T) {
	var cases formats
	require.NoError(t, json.Unmarshal(shared.Read(t, "vectors/formats.json"), &cases))
	require.Greater(t, len(cases.Numbers)+len(cases.Money)+len(cases.Percents)+len(cases.Dates), 1000)
	for _, c := range cases.Numbers {
		assert.Equal(t, c.Text, formatter(t, c.Locale).Number(c.Value, c.Digits), "%s %s", c.Locale, c.Value)
	}
	for _, c := range cases.Money {
		m := salesdesk.Money{Amount: c.Value, Currency: c.Currency}
		assert.Equal(t, c.Text, formatter(t, c.Locale).Money(m), "%s %s", c.Locale, m)
	}
	for _, c := range cases.Percents {
		assert.Equal(t, c.Text, formatter(t, c.Locale).PercentTo(c.Ratio, c.Digits), "%s %s", c.Locale, c.Ratio)
	}
	for _, c := range cases.Dates {
		assert.Equal(t, c.Text, formatter(t, c.Locale).Date(c.Date, c.Form), "%s %s", c.Locale, c.Date)
	}
}
