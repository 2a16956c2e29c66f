package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/ledger"
)

// A sale of 1,000.00 and 500.00, a credit note for the 500.00, and one of the month after.
func TestTheReturnCountsCreditNotesApart(t *testing.T) {
	b := books(t, ledger.Policy{})
	small := billed(t, "F-2", request(line("1", "X", "5", "100.00", at("0.21"))))
	later := small
	later.IssueDate, later.DeliveryDate, later.Number = day("2026-06-02"), day("2026-06-01"), "F-3"
	var entries []ledger.Entry
	for _, s := range []ledger.Sale{
		{Document: billed(t, "F-1", request(line("1", "X", "10", "100.00", at("0.21"))))}, {Document: small}, {Document: credited(t, "C-1", small)}, {Document: later},
	} {
		e, err := b.Sale(s)
		require.NoError(t, err)
		entries = append(entries, e)
	}
	got, err := ledger.VATReturn(entries, calendar.MonthOf(day("2026-05-01")))
	require.NoError(t, err)
	assert.Equal(t, []string{"03 1500.00", "49 500.00", "54 315.00", "64 105.00"}, totals(got))

	// The tax point rules, not the date of the document.
	entries[3].TaxPoint = day("2026-05-31")
	got, err = ledger.VATReturn(entries, calendar.MonthOf(day("2026-05-01")))
	require.NoError(t, err)
	assert.Equal(t, "03 2000.00", totals(got)[0])
}

func totals(list []ledger.GridTotal) (texts []string) {
	for _, g := range list {
		texts = append(texts, string(g.Grid)+" "+g.Amount.String())
	}
	return texts
}
