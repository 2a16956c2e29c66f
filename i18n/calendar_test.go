package i18n_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
)

func TestAStretchOfTimeTellsItselfInTheLanguageOfTheReader(t *testing.T) {
	c, err := i18n.New()
	require.NoError(t, err)
	from := time.Date(2026, 5, 15, 0, 0, 0, 0, time.UTC)
	bridge := calendar.Segment{From: from, To: from.AddDate(0, 0, 1), Why: calendar.WhyClosure, Names: calendar.Names{"nl": "brugdag", "fr": "jour de pont"}}
	holiday := calendar.Segment{From: from, To: from.Add(time.Hour), Why: calendar.WhyHoliday, Holiday: calendar.Ascension}
	for _, test := range []struct {
		lang salesdesk.Language
		give calendar.Segment
		want string
	}{
		{salesdesk.Dutch, bridge, "15 mei 2026 om 00:00 – 16 mei 2026 om 00:00: sluiting, brugdag"},
		{salesdesk.French, bridge, "15 mai 2026 à 00:00 – 16 mai 2026 à 00:00\u00a0: fermeture, jour de pont"},
		{salesdesk.French, holiday, "15 mai 2026 à 00:00 – 15 mai 2026 à 01:00\u00a0: jour férié, Ascension"},
	} {
		text, err := c.Text(test.lang, test.give)
		require.NoError(t, err)
		assert.Equal(t, test.want, text)
	}
}

func TestAFindingInHoursIsToldWithItsPlace(t *testing.T) {
	c, err := i18n.New()
	require.NoError(t, err)
	_, wrong := calendar.New(calendar.Hours{Weekly: map[time.Weekday][]calendar.Shift{
		time.Monday: {{From: calendar.At(9, 0), To: calendar.At(12, 0)}, {From: calendar.At(11, 0), To: calendar.At(17, 0)}},
	}})
	assert.Equal(t, []string{"Openingsuren, weekrooster, maandag: De uren 09:00-12:00 van maandag overlappen andere."},
		c.Error(salesdesk.Dutch, i18n.Clerk, salesdesk.At("hours", wrong)))
}
