package terms_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/terms"
)

func TestDueDateBetweenUndertakings(t *testing.T) {
	const received = "2026-06-01"
	tests := []struct {
		name      string
		give      terms.Payment
		received  string
		delivered string
		want      string
		reason    terms.DueReason
	}{
		{"nothing agreed is 30 days", terms.Payment{}, received, "", "2026-07-01", terms.DueDefault},
		{"30 days", terms.Payment{Days: 30}, received, "", "2026-07-01", terms.DueAgreed},
		{"60 days is the most", terms.Payment{Days: 60}, received, "", "2026-07-31", terms.DueAgreed},
		{"61 days fall back to 30, not 60", terms.Payment{Days: 61}, received, "", "2026-07-01", terms.DueTooLong},
		{"at once", terms.Payment{EndOfMonth: true}, "2026-06-30", "", "2026-06-30", terms.DueAgreed},
		{"30 days end of month within 60", terms.Payment{Days: 30, EndOfMonth: true}, received, "", "2026-07-31", terms.DueAgreed},
		{"30 days end of month, received on the 2nd", terms.Payment{Days: 30, EndOfMonth: true}, "2026-07-02", "", "2026-08-31", terms.DueAgreed},
		{"45 days end of month beyond 60", terms.Payment{Days: 45, EndOfMonth: true}, "2026-06-20", "", "2026-07-20", terms.DueTooLong},
		{"invoice before the goods", terms.Payment{Days: 30}, received, "2026-06-10", "2026-07-10", terms.DueAgreed},
		{"goods before the invoice", terms.Payment{Days: 30}, received, "2026-05-10", "2026-07-01", terms.DueAgreed},
		{"before the law", terms.Payment{Days: 90}, "2022-01-31", "", "2022-05-01", terms.DueAgreed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var delivered calendar.Date
			if tt.delivered != "" {
				delivered = calendar.MustDate(tt.delivered)
			}
			got := tt.give.Due(terms.BelgianLaw(), salesdesk.Business, calendar.MustDate(tt.received), delivered)
			assert.Equal(t, tt.want, got.Date.String())
			assert.Equal(t, tt.reason, got.Reason)
			assert.Equal(t, tt.reason != terms.DueAgreed, got.Source != "")
			assert.Equal(t, "terms.due."+string(tt.reason), got.Reason.MessageID())
		})
	}
}

func TestDueDateOfOtherBuyers(t *testing.T) {
	received := calendar.MustDate("2026-06-01")
	for _, tt := range []struct {
		name   string
		give   terms.Payment
		buyer  salesdesk.PartyKind
		want   string
		reason terms.DueReason
	}{
		{"a public body pays in 30 days", terms.Payment{Days: 45}, salesdesk.PublicBody, "2026-07-01", terms.DueTooLong},
		{"or in 60 for a reason", terms.Payment{Days: 60, Justified: true}, salesdesk.PublicBody, "2026-07-31", terms.DueAgreed},
		{"a consumer as agreed", terms.Payment{Days: 90}, salesdesk.Consumer, "2026-08-30", terms.DueAgreed},
		{"a reason alone agrees nothing", terms.Payment{Justified: true}, salesdesk.Business, "2026-07-01", terms.DueDefault},
	} {
		got := tt.give.Due(terms.BelgianLaw(), tt.buyer, received, calendar.Date{})
		assert.Equal(t, tt.want, got.Date.String(), tt.name)
		assert.Equal(t, tt.reason, got.Reason, tt.name)
	}
}

func ExamplePayment_Due() {
	due := terms.Payment{Days: 61}.Due(terms.BelgianLaw(), salesdesk.Business, calendar.MustDate("2026-06-01"), calendar.Date{})
	fmt.Println(due.Date, due.Reason)
	// Output: 2026-07-01 too_long
}
