package quote_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote"
)

func desk(t require.TestingT) *calendar.Calendar {
	shift := []calendar.Shift{{From: 9 * 60, To: 17 * 60}}
	weekly := map[time.Weekday][]calendar.Shift{}
	for d := time.Monday; d <= time.Friday; d++ {
		weekly[d] = shift
	}
	c, err := calendar.New(calendar.Hours{Location: brussels(t), Weekly: weekly, Closed: calendar.Belgium(2026, 2026), Version: "test"})
	require.NoError(t, err)
	return c
}

func cadenced(t require.TestingT) *quote.Rules {
	r, err := quote.Compile(quote.Policy{Location: brussels(t), Cadence: quote.Cadence{AfterSending: []int{3, 10, 30}, BeforeExpiry: []int{2, 0}, At: 10 * 60}})
	require.NoError(t, err)
	return r
}

func due(t *testing.T, q quote.Quote, r *quote.Rules) []string {
	t.Helper()
	all, err := q.FollowUps(r, desk(t))
	require.NoError(t, err)
	var said []string
	for _, f := range all {
		said = append(said, f.Due.Format("Mon 02 Jan 15:04")+" "+string(f.State))
	}
	return said
}

func TestFollowUpsInWorkingDaysUntilTheCustomerAnswers(t *testing.T) {
	// Sent on Monday 20 April 2026, valid through Friday 8 May; Friday 1 May, Thursday
	// 14 May and Monday 25 May are holidays.
	r := cadenced(t)
	q := sent(t, r, content(t, "", quote.Conditions{}))
	assert.Equal(t, []string{
		"Thu 23 Apr 10:00 open", "Tue 05 May 10:00 open", "Wed 06 May 10:00 open", "Fri 08 May 10:00 open", "Thu 04 Jun 10:00 lapsed",
	}, due(t, q, r))
	q, err := q.Remind(r, on(clerk(q), t, "2026-04-23 11:00:00"))
	require.NoError(t, err)
	q, err = q.Object(r, on(customer(q), t, "2026-05-05 16:00:00"), quote.Objection{ID: "o1", Kind: quote.AboutPrice, Text: "too dear"})
	require.NoError(t, err)
	answered := []string{
		"Thu 23 Apr 10:00 done", "Tue 05 May 10:00 answered", "Wed 06 May 10:00 answered", "Fri 08 May 10:00 answered", "Thu 04 Jun 10:00 answered",
	}
	assert.Equal(t, answered, due(t, q, r))
	q, err = q.Extend(r, on(clerk(q), t, "2026-05-08 09:00:00"), day("2026-05-29"))
	require.NoError(t, err)
	assert.Equal(t, []string{
		"Wed 13 May 10:00 open", "Tue 26 May 10:00 open", "Wed 27 May 10:00 open", "Fri 29 May 10:00 open", "Tue 23 Jun 10:00 lapsed",
	}, due(t, q, r), "an extension begins anew")
	q, err = q.Withdraw(r, on(clerk(q), t, "2026-05-11 09:00:00"))
	require.Error(t, err, "it binds")
	q, err = q.Revise(r, on(clerk(q), t, "2026-05-11 09:00:00"), content(t, "0.05", quote.Conditions{}))
	require.NoError(t, err)
	assert.Empty(t, due(t, q, r), "what was never sent is not followed up")
}

func TestAFollowUpIsExplained(t *testing.T) {
	r := cadenced(t)
	q := sent(t, r, content(t, "", quote.Conditions{}))
	all, err := q.FollowUps(r, desk(t))
	require.NoError(t, err)
	assert.Equal(t, quote.BeforeExpiry, all[2].Why)
	trace, err := all[2].Explain(q.Latest(), desk(t))
	require.NoError(t, err)
	var holidays []calendar.Holiday
	for _, s := range trace.Segments {
		if s.Holiday != "" {
			holidays = append(holidays, s.Holiday)
		}
	}
	assert.Len(t, holidays, 1, "1 May")
	assert.Equal(t, trace.To, all[2].Due)
}

func TestFollowUpsNeedRulesAndADesk(t *testing.T) {
	_, err := quote.Quote{}.FollowUps(nil, nil)
	require.EqualError(t, err, "rules: required; desk: required")
}
