package i18n_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/terms"
)

func TestANumberRulesItsWords(t *testing.T) {
	term := func(days string) error {
		return quote.Requirement{Kind: quote.TermTooLong, Value: salesdesk.MustAmount(days), Limit: salesdesk.MustAmount("1")}
	}
	tests := []struct {
		lang salesdesk.Language
		give error
		want string
	}{
		{"nl", complaint.ReminderError{Sent: 1, Wanted: 2}, "1 herinnering verzonden, 2 nodig."},
		{"nl", complaint.ReminderError{Sent: 0, Wanted: 2}, "0 herinneringen verzonden, 2 nodig."},
		{"fr", complaint.ReminderError{Sent: 0, Wanted: 2}, "0 rappel envoyé, 2 requis."},
		{"fr", complaint.ReminderError{Sent: 2, Wanted: 3}, "2 rappels envoyés, 3 requis."},
		{"fr", complaint.ReminderError{Sent: 1000000}, "1000000 de rappels envoyés, 0 requis."},
		{"nl", term("30"), "De betalingstermijn van 30\u00a0dagen is langer dan 1\u00a0dag."},
		{"fr", term("2"), "Le délai de paiement de 2\u00a0jours dépasse 1\u00a0jour."},
		{"en", term("1"), "The payment term of 1\u00a0day is longer than 1\u00a0day."},
		{
			"nl",
			terms.PaymentTermError{Days: 90, Max: 60, Applies: 30, Source: "wet"},
			"Een betalingstermijn van 90\u00a0dagen is langer dan de wet toelaat (60\u00a0dagen): de termijn wordt 30\u00a0dagen (wet).",
		},
	}
	c := catalogue(t)
	for _, tt := range tests {
		assert.Equal(t, []string{tt.want}, c.Error(tt.lang, i18n.Clerk, tt.give))
	}
}
