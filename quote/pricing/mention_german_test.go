package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Whatever has a text in Dutch has one in German, so that a document is in one language.
func TestEveryGroundHasAGermanText(t *testing.T) {
	today := calendar.MustDate("2026-04-20")
	german := pricing.GermanMentions()
	for _, m := range pricing.BelgianMentions() {
		found := false
		for _, g := range german {
			found = found || g.Ground == m.Ground
		}
		assert.True(t, found, m.Ground)
	}
	for _, g := range german {
		assert.Equal(t, salesdesk.German, g.Language)
		assert.NotEmpty(t, g.Source, g.Ground)
		assert.Equal(t, g.Text, pricing.MentionOn(append(pricing.BelgianMentions(), german...), g.Ground, "de-BE", today))
	}
}

func TestASellerInEupenWritesGermanWhereHeHasTheTexts(t *testing.T) {
	rules := pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}, VAT: pricing.VATPolicy{Region: salesdesk.GermanSpeaking}}
	for _, tt := range []struct {
		mentions []pricing.Mention
		want     salesdesk.Language
	}{
		{nil, salesdesk.French},
		{append(pricing.BelgianMentions(), pricing.GermanMentions()...), salesdesk.German},
	} {
		rules.VAT.Mentions = tt.mentions
		p, err := pricing.Compile(rules)
		require.NoError(t, err)
		assert.Equal(t, tt.want, p.StatutoryLanguage("BE", salesdesk.Dutch))
	}
}

func ExampleGermanMentions() {
	table := append(pricing.BelgianMentions(), pricing.GermanMentions()...)
	fmt.Println(pricing.MentionOn(table, pricing.ReverseService, salesdesk.German, calendar.MustDate("2026-04-20")))
	// Output: Steuerschuldnerschaft des Leistungsempfängers
}
