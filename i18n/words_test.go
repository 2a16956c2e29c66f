package i18n_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/kpi"
)

// TestWordsSayAReport in every language, with the names that a company gives its groups.
func TestWordsSayAReport(t *testing.T) {
	c := catalogue(t)
	groups := map[string]calendar.Names{"roof": {"nl": "Dak", "fr": "Toit"}}
	for lang, want := range map[salesdesk.Language]string{
		"nl-BE": "nl Marge, €\u00a01.234,50, 12,5%, 3,3, 20.000, Dak, fix, 1 april 2026, april 2026",
		"fr":    "fr Marge, 1\u202f234,50\u00a0€, 12,5\u00a0%, 3,3, 20\u202f000, Toit, fix, 1er avril 2026, avril 2026",
		"en":    "en Margin, €1,234.50, 12.5%, 3.3, 20,000, Toit, fix, 1 April 2026, April 2026",
	} {
		w, err := c.Words(lang, groups)
		require.NoError(t, err)
		said := fmt.Sprint(w.Language(), " ", w.Text(kpi.CaptionMargin), ", ", w.Money(salesdesk.MustMoney("1234.5", "EUR")), ", ", w.Percent(salesdesk.MustAmount("0.125")), ", ",
			w.Number(salesdesk.MustAmount("3.25")), ", ", w.Whole(salesdesk.MustAmount("20000")), ", ", w.Group("roof"), ", ", w.Group("fix"), ", ",
			w.Date(calendar.MustDate("2026-04-01")), ", ", w.Month(calendar.MustDate("2026-04-01")))
		assert.Equal(t, want, said)
	}
	w, err := c.Words("de", groups)
	require.ErrorAs(t, err, new(i18n.UnknownLanguageError))
	assert.Equal(t, "kpi.caption.turnover", w.Text(kpi.CaptionTurnover), "no words know no texts")
	assert.Equal(t, "made.up", w.Text(made("made.up")))
	var f i18n.Formatter
	assert.Equal(t, " 0000-13-00", f.Month(calendar.Date{})+" "+f.Month(calendar.Date{Month: 13}))
}

// made is a message that no catalogue has.
type made string

func (m made) MessageID() string { return string(m) }
