package i18n_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
)

func TestATagIsReadHoweverItIsWritten(t *testing.T) {
	regional := i18n.Overlay{Language: "nl_be", Texts: map[string]i18n.Text{"quote.status.sent": {Other: "Verstuurd"}}}
	c, err := i18n.New(regional)
	require.NoError(t, err)
	for give, want := range map[salesdesk.Language]salesdesk.Language{
		"nl": "nl", "NL": "nl", "Nl-NL": "nl", "nl_NL": "nl", "nl-BE": "nl-BE", "nl_BE": "nl-BE", "NL-be": "nl-BE", "FR": "fr", "fr_BE": "fr", "en_GB": "en",
	} {
		got, err := c.Match(give)
		require.NoError(t, err, give)
		assert.Equal(t, want, got, give)
		f, err := i18n.NewFormatter(give)
		require.NoError(t, err, give)
		assert.Equal(t, want.Base(), f.Language(), give)
	}
}

func TestALanguageNobodySpeaksIsNamedAsAsked(t *testing.T) {
	c, err := i18n.New()
	require.NoError(t, err)
	_, err = c.Match("DE_be", "es")
	assert.Equal(t, i18n.UnknownLanguageError{Language: "DE_be"}, err)
	_, err = i18n.NewFormatter("DE_be")
	assert.Equal(t, i18n.UnknownLanguageError{Language: "DE_be"}, err)
}
