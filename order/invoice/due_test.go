package invoice_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/invoice"
)

func TestDueDateBetweenUndertakings(t *testing.T) {
	const received = "2026-06-01"
	tests := []struct {
		name      string
		give      invoice.Term
		received  string
		delivered string
		want      string
		reason    invoice.DueReason
	}{
		{"nothing agreed is 30 days", invoice.Term{}, received, "", "2026-07-01", invoice.DueDefault},
		{"30 days", invoice.Term{Days: 30}, received, "", "2026-07-01", invoice.DueAgreed},
		{"60 days is the most", invoice.Term{Days: 60}, received, "", "2026-07-31", invoice.DueAgreed},
		{"61 days fall back to 30, not 60", invoice.Term{Days: 61}, received, "", "2026-07-01", invoice.DueTooLong},
		{"at once", invoice.Term{EndOfMonth: true}, "2026-06-30", "", "2026-06-30", invoice.DueAgreed},
		{"30 days end of month within 60", invoice.Term{Days: 30, EndOfMonth: true}, received, "", "2026-07-31", invoice.DueAgreed},
		{"30 days end of month, received on the 2nd", invoice.Term{Days: 30, EndOfMonth: true}, "2026-07-02", "", "2026-08-31", invoice.DueAgreed},
		{"45 days end of month beyond 60", invoice.Term{Days: 45, EndOfMonth: true}, "2026-06-20", "", "2026-07-20", invoice.DueTooLong},
		{"invoice before the goods", invoice.Term{Days: 30}, received, "2026-06-10", "2026-07-10", invoice.DueAgreed},
		{"goods before the invoice", invoice.Term{Days: 30}, received, "2026-05-10", "2026-07-01", invoice.DueAgreed},
		{"before the law", invoice.Term{Days: 90}, "2022-01-31", "", "2022-05-01", invoice.DueAgreed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var delivered calendar.Date
			if tt.delivered != "" {
				delivered = calendar.MustDate(tt.delivered)
			}
			got := tt.give.Due(invoice.BelgianTerms(), calendar.MustDate(tt.received), delivered)
			assert.Equal(t, tt.want, got.Date.String())
			assert.Equal(t, tt.reason, got.Reason)
			assert.Equal(t, tt.reason != invoice.DueAgreed, got.Source != "")
			assert.Equal(t, "invoice.due."+string(tt.reason), got.Reason.MessageID())
		})
	}
}
