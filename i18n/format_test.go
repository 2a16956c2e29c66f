package i18n_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

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

func period(from, to string) calendar.Period {
	return calendar.Period{From: calendar.MustDate(from), To: calendar.MustDate(to)}
}

// What two days share is written once; the second is the last day within.
func TestPeriods(t *testing.T) {
	for _, test := range []struct {
		lang   salesdesk.Language
		period calendar.Period
		want   string
	}{
		{"nl", period("2025-01-21", "2025-01-26"), "21–25 januari 2025"},
		{"nl", period("2025-01-21", "2025-03-04"), "21 januari – 3 maart 2025"},
		{"nl", period("2025-12-21", "2026-01-04"), "21 december 2025 – 3 januari 2026"},
		{"nl", period("2025-01-21", "2025-01-22"), "21 januari 2025"},
		{"fr", period("2026-03-01", "2026-04-01"), "1er–31 mars 2026"},
		{"fr", period("2026-03-01", "2026-05-01"), "1er mars – 30 avril 2026"},
		{"en", period("2026-03-01", "2026-04-01"), "1 – 31 March 2026"},
		{"en", period("2026-03-01", "2027-03-01"), "1 March 2026 – 28 February 2027"},
		{"nl", calendar.Period{}, ""},
		{"nl", period("2026-03-01", "2026-03-01"), ""},
		{"nl", calendar.Period{To: calendar.MustDate("2026-02-01")}, "0000-00-00/2026-02-01"},
		{"nl", calendar.Period{From: calendar.MustDate("2026-02-01"), To: calendar.Date{Year: 2026, Month: 13, Day: 1}}, "2026-02-01/2026-13-01"},
		{"nl", calendar.Period{From: calendar.Date{Year: 2026, Month: 2, Day: 30}, To: calendar.MustDate("2026-04-01")}, "2026-02-30/2026-04-01"},
	} {
		got := strings.NewReplacer("\u2009", " ", "\u202f", " ", "\u00a0", " ").Replace(formatter(t, test.lang).Period(test.period))
		assert.Equal(t, test.want, got, "%s %s", test.lang, test.period)
	}
}

// Whatever a period holds, it is written.
func TestAnyPeriodIsWritten(t *testing.T) {
	date := rapid.Custom(func(t *rapid.T) calendar.Date {
		return calendar.Date{Year: rapid.IntRange(-1, 10_000).Draw(t, "year"), Month: time.Month(rapid.IntRange(-1, 14).Draw(t, "month")), Day: rapid.IntRange(-1, 32).Draw(t, "day")}
	})
	rapid.Check(t, func(t *rapid.T) {
		p := calendar.Period{From: date.Draw(t, "from"), To: date.Draw(t, "to")}
		f, err := i18n.NewFormatter(rapid.SampledFrom([]salesdesk.Language{"nl", "fr", "en"}).Draw(t, "language"))
		require.NoError(t, err)
		require.Equal(t, p.IsEmpty(), f.Period(p) == "")
	})
}

// A price keeps the decimals it needs beyond those of its currency.
func TestPrices(t *testing.T) {
	for _, test := range []struct {
		lang        salesdesk.Language
		price, want string
	}{
		{"nl", "1.5", "€ 1,50"},
		{"nl", "0.12345", "€ 0,12345"},
		{"nl", "1234", "€ 1.234,00"},
		{"nl", "-0.125", "€ -0,125"},
		{"fr", "0.12345", "0,12345 €"},
		{"fr", "1.5", "1,50 €"},
		{"en", "0.12345", "€0.12345"},
		{"en", "1.500", "€1.50"},
	} {
		m := salesdesk.Money{Amount: salesdesk.MustAmount(test.price), Currency: salesdesk.EUR}
		got := strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(formatter(t, test.lang).Price(m))
		assert.Equal(t, test.want, got, "%s %s", test.lang, test.price)
	}
	assert.Equal(t, "€\u00a00,12345", formatter(t, "nl").Price(salesdesk.Money{Amount: salesdesk.MustAmount("0.12345"), Currency: salesdesk.EUR}))
}

// Each code a wholesaler meets has a name for one and for several in every language.
func TestUnits(t *testing.T) {
	one, two := salesdesk.MustAmount("1"), salesdesk.MustAmount("2.50")
	for _, test := range []struct{ code, nl, fr, en string }{
		{"C62", "stuk 2,5 stuks", "pièce 2,5 pièces", "piece 2.5 pieces"},
		{"MTR", "meter 2,5 meter", "mètre 2,5 mètres", "metre 2.5 metres"},
		{"MTK", "m² 2,5 m²", "m² 2,5 m²", "m² 2.5 m²"},
		{"MIN", "minuut 2,5 minuten", "minute 2,5 minutes", "minute 2.5 minutes"},
		{"HUR", "uur 2,5 uur", "heure 2,5 heures", "hour 2.5 hours"},
		{"DAY", "dag 2,5 dagen", "jour 2,5 jours", "day 2.5 days"},
		{"WEE", "week 2,5 weken", "semaine 2,5 semaines", "week 2.5 weeks"},
		{"MON", "maand 2,5 maanden", "mois 2,5 mois", "month 2.5 months"},
		{"QAN", "kwartaal 2,5 kwartalen", "trimestre 2,5 trimestres", "quarter 2.5 quarters"},
		{"ANN", "jaar 2,5 jaar", "an 2,5 ans", "year 2.5 years"},
		{"XPK", "pak 2,5 pakken", "paquet 2,5 paquets", "pack 2.5 packs"},
		{"XBX", "doos 2,5 dozen", "boîte 2,5 boîtes", "box 2.5 boxes"},
		{"XCT", "karton 2,5 kartons", "carton 2,5 cartons", "carton 2.5 cartons"},
		{"XPX", "pallet 2,5 pallets", "palette 2,5 palettes", "pallet 2.5 pallets"},
		{"XRO", "rol 2,5 rollen", "rouleau 2,5 rouleaux", "roll 2.5 rolls"},
		{"XBG", "zak 2,5 zakken", "sac 2,5 sacs", "bag 2.5 bags"},
		{"XCA", "blik 2,5 blikken", "boîte 2,5 boîtes", "tin 2.5 tins"},
		{"XBO", "fles 2,5 flessen", "bouteille 2,5 bouteilles", "bottle 2.5 bottles"},
		{"XTU", "koker 2,5 kokers", "tube 2,5 tubes", "tube 2.5 tubes"},
		{"XBJ", "emmer 2,5 emmers", "seau 2,5 seaux", "bucket 2.5 buckets"},
		{"XST", "vel 2,5 vellen", "feuille 2,5 feuilles", "sheet 2.5 sheets"},
		{"ZZZ", "ZZZ 2,5 ZZZ", "ZZZ 2,5 ZZZ", "ZZZ 2.5 ZZZ"},
	} {
		for lang, want := range map[salesdesk.Language]string{"nl": test.nl, "fr": test.fr, "en": test.en} {
			f := formatter(t, lang)
			assert.Equal(t, want, f.Unit(test.code)+" "+strings.ReplaceAll(f.Quantity(two, test.code), "\u00a0", " "), "%s %s", lang, test.code)
			assert.Equal(t, "1\u00a0"+f.Unit(test.code), f.Quantity(one, test.code), "%s %s", lang, test.code)
		}
	}
	assert.Equal(t, "1,5\u00a0pièce", formatter(t, "fr").Quantity(salesdesk.MustAmount("1.5"), "C62"), "below two is one")
	assert.Equal(t, "2,5", formatter(t, "nl").Quantity(two, ""))
	assert.Empty(t, formatter(t, "nl").Unit(""))
}

// A catalogue tells instants in the location it is given, and leaves the first as it was.
func TestInALocation(t *testing.T) {
	brussels, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	c, err := i18n.New(i18n.Overlay{Language: "nl", Texts: map[string]i18n.Text{"own.due": {Other: "vóór {{instant .At}}"}}})
	require.NoError(t, err)
	due := due{At: time.Date(2026, time.July, 1, 22, 30, 0, 0, time.UTC)}
	for want, in := range map[string]*i18n.Catalog{
		"vóór 1 juli 2026 om 22:30": c, "vóór 2 juli 2026 om 00:30": c.In(brussels), "vóór 1 juli 2026 om 22:30 ": c.In(brussels).In(nil),
	} {
		got, err := in.Text("nl", due)
		require.NoError(t, err)
		assert.Equal(t, strings.TrimSpace(want), got)
	}
	assert.Equal(t, c.Languages(), c.In(brussels).Languages())
}

// due is a message of a company with an instant.
type due struct{ At time.Time }

func (due) MessageID() string { return "own.due" }
