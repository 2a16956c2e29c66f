package i18n_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/internal/golden"
)

func kinds() []i18n.LetterKind {
	return []i18n.LetterKind{
		i18n.LetterQuote, i18n.LetterConfirmation, i18n.LetterDelay, i18n.LetterReminder,
		i18n.LetterAcknowledgement, i18n.LetterAnswer, i18n.LetterApology, i18n.LetterSurvey,
		i18n.LetterPaymentReminder, i18n.LetterFormalNotice,
	}
}

func letter(kind i18n.LetterKind) i18n.Letter {
	return i18n.Letter{
		Kind: kind,
		From: salesdesk.Party{
			Name: "Scheldebouw Groothandel", LegalForm: "NV", Address: salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: "BE"},
			VATNumber: salesdesk.MustVATNumber("BE1899900101"), IBAN: salesdesk.MustIBAN("BE71096123456769"), Court: "Antwerpen",
			Phone: salesdesk.MustPhoneNumber("+3235551200"), Email: "verkoop@scheldebouw.example",
		},
		To:        salesdesk.Party{Name: "Van Dijk", LegalForm: "B.V.", Address: salesdesk.Address{Street: "Havenstraat 14", Postcode: "4811 AA", City: "Breda", Country: "NL"}},
		Attention: "Pieter van Dijk", Date: calendar.MustDate("2026-04-20"), Reference: "OFF-2026-0312",
		Rows: []i18n.LetterRow{{"Gevelsteen", "€ 2.056,70"}, {"PIR", "€ 2.995,20"}}, Signed: "An Willems", Function: "Interne sales",
	}
}

func TestEveryLetterInEveryLanguage(t *testing.T) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	for _, lang := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English} {
		all := ""
		for _, kind := range kinds() {
			text, err := catalog.Letter(lang, letter(kind))
			require.NoError(t, err)
			all += "== " + string(kind) + "\n" + text
		}
		golden.Assert(t, filepath.Join("testdata", "letters."+string(lang)+".txt"), []byte(all))
	}
}

func TestALetterThatIsNone(t *testing.T) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	_, err = catalog.Letter(salesdesk.Dutch, i18n.Letter{Kind: "poem"})
	var missing i18n.MissingTextError
	require.ErrorAs(t, err, &missing)
	_, err = catalog.Letter("xx", letter(i18n.LetterQuote))
	assert.Error(t, err)
}

func written(tb testing.TB, lang salesdesk.Language, change func(*i18n.Letter)) string {
	tb.Helper()
	l := letter(i18n.LetterQuote)
	change(&l)
	text, err := catalogue(tb).Letter(lang, l)
	require.NoError(tb, err)
	return text
}

func TestASellerWithoutAVATNumberPrintsItsEnterpriseNumber(t *testing.T) {
	small := func(l *i18n.Letter) {
		l.From.VATNumber, l.From.EnterpriseNumber = salesdesk.VATNumber{}, salesdesk.MustEnterpriseNumber("1899900101")
	}
	assert.Contains(t, written(t, "nl", small), "\nOndernemingsnummer 1899.900.101 · RPR Antwerpen · IBAN")
	assert.Contains(t, written(t, "fr", small), "\nNuméro d’entreprise 1899.900.101 · RPM Antwerpen · IBAN")
	assert.Contains(t, written(t, "en", small), "\nEnterprise number 1899.900.101 · RPR/RPM Antwerpen · IBAN")
}

func TestALetterLeavesOutWhatIsNotThere(t *testing.T) {
	bare := written(t, "nl", func(l *i18n.Letter) { l.Reference, l.Date, l.From.Phone = "", calendar.Date{}, salesdesk.PhoneNumber{} })
	assert.NotContains(t, bare, "Kenmerk")
	assert.NotContains(t, bare, "Antwerpen, ")
	assert.Contains(t, bare, "\n\nBetreft: Onze offerte\n\n")
	assert.Contains(t, bare, "\nverkoop@scheldebouw.example\n")
}

func TestAForeignCountryIsNamedInTheLanguageOfTheLetter(t *testing.T) {
	same := func(*i18n.Letter) {}
	assert.Contains(t, written(t, "nl", same), "4811 AA Breda\nNEDERLAND\n")
	assert.Contains(t, written(t, "fr", same), "4811 AA Breda\nPAYS-BAS\n")
	assert.Contains(t, written(t, "en", same), "4811 AA Breda\nNETHERLANDS\n")
	assert.Contains(t, written(t, "nl", func(l *i18n.Letter) { l.To.Address.Country = "JP" }), "4811 AA Breda\nJP\n")
	assert.NotContains(t, written(t, "nl", func(l *i18n.Letter) { l.To.Address.Country = "BE" }), "BELG")
}

func TestACompanyBeingWoundUpSaysSo(t *testing.T) {
	closing := func(l *i18n.Letter) { l.From.InLiquidation = true }
	assert.Contains(t, written(t, "nl", closing), "Scheldebouw Groothandel NV, in vereffening\n")
	assert.Contains(t, written(t, "fr", closing), "Scheldebouw Groothandel NV, en liquidation\n")
}

func TestACashDiscountIsASentence(t *testing.T) {
	said, err := catalogue(t).Text("nl", i18n.CashDiscount{Rate: salesdesk.MustAmount("0.02"), Days: 8, Pays: salesdesk.MustMoney("980.00", salesdesk.EUR)})
	require.NoError(t, err)
	assert.Equal(t, "Bij betaling binnen 8\u00a0dagen mag u 2% korting contant aftrekken en betaalt u €\u00a0980,00.", said)
}
