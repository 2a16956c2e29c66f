package dunning_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/dunning"
)

func TestTheTermOfAConsumersReminder(t *testing.T) {
	r := rules(t, dunning.Policy{})
	for _, test := range []struct {
		sent        string
		channel     dunning.Channel
		begins      string
		last, clear string
	}{
		{"2023-09-18", dunning.Post, "2023-09-21", "2023-10-04", "2023-10-05"},
		{"2026-11-02", dunning.Electronic, "2026-11-03", "2026-11-16", "2026-11-17"},
		{"2026-11-09", dunning.Post, "2026-11-13", "2026-11-26", "2026-11-27"}, // 11 November is a holiday
	} {
		c := reminded(t, r, opened(t, r, consumer("100.00", "2023-09-10")), test.sent, test.channel)
		want := dunning.Wait{Sent: day(test.sent), Begins: day(test.begins), Last: day(test.last), Over: day(test.clear)}
		assert.Equal(t, want, c.Reminders[0].Wait)
	}
}

func TestTheCapsOfDamages(t *testing.T) {
	rule := dunning.Belgium().Consumer[0]
	for give, want := range map[string]string{
		"100.00": "20.00", "150.00": "20.00", "150.01": "30.00", "150.05": "30.01", "300.00": "45.00", "500.00": "65.00", "500.01": "65.00",
		"1200.00": "100.00", "39199.79": "1999.99", "39200.00": "2000.00", "50000.00": "2000.00",
	} {
		most, err := rule.MostDamages(salesdesk.MustMoney(give, "EUR"))
		require.NoError(t, err)
		assert.Equal(t, want, most.Amount.String(), give)
	}
}

func TestAConsumerOwesNothingMoreBeforeTheTermIsOver(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := opened(t, r, consumer("1200.00", "2026-03-31"))
	s := stated(t, r, c, "2026-04-20")
	assert.Equal(t, "1200.00", s.Total.String())
	assert.Equal(t, []dunning.Bar{{Kind: dunning.Interest, Reason: dunning.ReminderFirst}, {Kind: dunning.DamagesRow, Reason: dunning.ReminderFirst}}, s.Later)

	c = reminded(t, r, c, "2026-04-20", dunning.Electronic)
	s = stated(t, r, c, "2026-05-04")
	assert.Equal(t, "1200.00", s.Total.String())
	over := day("2026-05-05")
	assert.Equal(t, []dunning.Bar{{Kind: dunning.Interest, Reason: dunning.Waiting, From: over}, {Kind: dunning.DamagesRow, Reason: dunning.Waiting, From: over}}, s.Later)

	s = stated(t, r, c, "2026-05-05") // one day at 10.5 %: 0.345
	assert.Equal(t, []string{"principal 2026-04-01 1200.00", "interest 2026-05-05 0.35", "damages 2026-05-05 100.00"}, kinds(s))
	assert.Equal(t, "65.00 + 0.05 × (1200.00 - 500.00)", s.Rows[2].Formula)
	assert.Empty(t, s.Later)
}

func TestInterestOfASmallCreditorCountsFromTheReminder(t *testing.T) {
	r := rules(t, dunning.Policy{})
	debt := consumer("1200.00", "2026-03-31")
	debt.SmallCreditor = true
	c := reminded(t, r, opened(t, r, debt), "2026-04-20", dunning.Electronic)
	assert.Equal(t, "1200.00", stated(t, r, c, "2026-05-04").Total.String())
	s := stated(t, r, c, "2026-05-05") // 15 days from 21 April: 5.178
	assert.Equal(t, []string{"principal 2026-04-01 1200.00", "interest 2026-04-21 5.18", "damages 2026-05-05 100.00"}, kinds(s))
}

func TestWhatIsPaidInTheTermBearsNoCosts(t *testing.T) {
	r := rules(t, dunning.Policy{})
	debt := consumer("1200.00", "2026-03-31")
	debt.SmallCreditor = true
	c := reminded(t, r, opened(t, r, debt), "2026-04-20", dunning.Electronic)
	assert.Equal(t, "0.00", stated(t, r, paid(t, r, c, "2026-05-04", "1200.00"), "2026-07-01").Total.String())
	part := stated(t, r, paid(t, r, c, "2026-05-04", "1100.00"), "2026-05-05")
	assert.Equal(t, []string{"principal 2026-04-01 1200.00", "interest 2026-04-21 0.43", "damages 2026-05-05 20.00"}, kinds(part))
}

func TestAClauseIsNoHigherThanLawAllows(t *testing.T) {
	r := rules(t, dunning.Policy{})
	debt := consumer("1200.00", "2026-03-31")
	debt.Clause = dunning.Clause{Interest: amount("0.20"), Damages: dunning.Damages{Ratio: amount("0.15")}, Reciprocal: true}
	s := stated(t, r, reminded(t, r, opened(t, r, debt), "2026-04-20", dunning.Electronic), "2026-05-05")
	assert.Equal(t, "0.105", s.Rows[1].Rate.String())
	assert.Equal(t, "100.00", s.Costs.String())
	debt.Clause = dunning.Clause{Interest: amount("0.04"), Damages: dunning.Damages{Ratio: amount("0.05")}, Reciprocal: true}
	s = stated(t, r, reminded(t, r, opened(t, r, debt), "2026-04-20", dunning.Electronic), "2026-05-05")
	assert.Equal(t, "0.04", s.Rows[1].Rate.String())
	assert.Equal(t, "60.00", s.Costs.String())
}

func TestWithoutAClauseAConsumerOwesTheCivilRateFromTheFormalNotice(t *testing.T) {
	r := rules(t, dunning.Policy{})
	for _, clause := range []dunning.Clause{{}, {Statutory: true}} { // the second does not hold for the seller
		debt := consumer("1200.00", "2026-03-31")
		debt.Clause = clause
		c := reminded(t, r, opened(t, r, debt), "2026-04-20", dunning.Electronic)
		s := stated(t, r, c, "2026-05-20")
		assert.Equal(t, "1200.00", s.Total.String())
		reason := dunning.NoClause
		if clause.Statutory {
			reason = dunning.NotReciprocal
		}
		assert.Equal(t, []dunning.Bar{{Kind: dunning.Interest, Reason: dunning.NoticeFirst}, {Kind: dunning.DamagesRow, Reason: reason}}, s.Later)
		c, err := c.GiveNotice(r, by(c, salesdesk.Finance), dunning.Reminder{Sent: day("2026-05-20"), Channel: dunning.Post})
		require.NoError(t, err)
		s = stated(t, r, c, "2026-06-19") // 1,200 × 4.5 % × 30 / 365 = 4.438
		assert.Equal(t, []string{"principal 2026-04-01 1200.00", "interest 2026-05-21 4.44"}, kinds(s))
	}
}

func TestBookXIXIsDated(t *testing.T) {
	r := rules(t, dunning.Policy{})
	for _, test := range []struct {
		contract, due string
		want          error
	}{
		{"2023-08-31", "2023-11-29", dunning.NoRuleError{Due: day("2023-11-29"), Contract: day("2023-08-31")}},
		{"2023-08-31", "2023-11-30", nil},
		{"2023-09-01", "2023-09-10", nil},
	} {
		debt := consumer("100.00", test.due)
		debt.Contract = day(test.contract)
		_, err := opened(t, r, debt).Statement(r, day("2023-12-02"))
		assert.Equal(t, test.want, err)
	}
}

func TestReminderCosts(t *testing.T) {
	r := rules(t, dunning.Policy{SecondReminder: true})
	send := func(c dunning.Claim, sent, cost string) (dunning.Claim, error) {
		reminder := dunning.Reminder{Sent: day(sent), Channel: dunning.Electronic, Cost: amount(cost), Postage: amount("1.50")}
		if len(c.Reminders) == 0 {
			return c.Remind(r, by(c, salesdesk.System), reminder)
		}
		return c.RemindAgain(r, by(c, salesdesk.System), reminder)
	}
	c := opened(t, r, consumer("100.00", "2026-03-31"))
	_, err := send(c, "2026-04-20", "7.50")
	require.ErrorContains(t, err, "cost: first_free")
	c = reminded(t, r, c, "2026-04-20", dunning.Electronic)
	_, err = send(c, "2026-05-04", "7.50")
	require.ErrorContains(t, err, "not before 2026-05-05")
	_, err = send(c, "2026-05-05", "7.51")
	require.ErrorContains(t, err, "reminder cost: at most 7.50 EUR and postage")
	c, err = send(c, "2026-05-05", "7.50")
	require.NoError(t, err)
	assert.Equal(t, "29.00", stated(t, r, c, "2026-05-05").Costs.String()) // 20 + 7.50 + 1.50
	_, err = send(opened(t, r, business("100.00", "2026-03-31")), "2026-04-20", "7.50")
	require.ErrorContains(t, err, "cost: in_lump_sum")
	debt := consumer("100.00", "2026-03-31")
	debt.Clause.Reminders = false
	_, err = send(reminded(t, r, opened(t, r, debt), "2026-04-20", dunning.Electronic), "2026-05-05", "7.50")
	require.ErrorContains(t, err, "cost: not_agreed")
}

// With regular deliveries the first reminder is free for three due dates of a year.
func TestThreeFreeRemindersAYear(t *testing.T) {
	r := rules(t, dunning.Policy{})
	var claims []dunning.Claim
	for i, due := range []string{"2026-01-31", "2026-02-28", "2026-02-28", "2026-03-31", "2026-04-30"} {
		debt := consumer("50.00", due)
		debt.Regular = true
		c := opened(t, r, debt)
		used := dunning.FreeUsed(claims, "k2", 2026)
		next, err := c.Remind(r, by(c, salesdesk.System), dunning.Reminder{
			Sent: day(due).AddDays(5), Channel: dunning.Electronic, Cost: amount("7.50"), FreeUsed: used,
		})
		if i == 4 {
			require.NoError(t, err)
			assert.Equal(t, "0.00", stated(t, r, next, "2026-05-19").Costs.String())
			assert.Equal(t, "27.50", stated(t, r, next, "2026-05-20").Costs.String())
			continue
		}
		require.ErrorContains(t, err, "first_free")
		claims = append(claims, reminded(t, r, c, day(due).AddDays(5).String(), dunning.Electronic))
	}
	assert.Equal(t, 3, dunning.FreeUsed(claims, "k2", 2026))
	assert.Equal(t, 0, dunning.FreeUsed(claims, "k2", 2025))
	assert.Equal(t, 0, dunning.FreeUsed(claims, "k1", 2026))
}

func TestATermOutsideTheKnownHolidaysIsRefused(t *testing.T) {
	working, err := calendar.NewLaw(calendar.CivilCode17(calendar.Belgium, 2026, 2026))
	require.NoError(t, err)
	r := rules(t, dunning.Policy{Working: working})
	c := opened(t, r, consumer("100.00", "2026-03-31"))
	_, err = c.Remind(r, by(c, salesdesk.System), dunning.Reminder{Sent: day("2026-12-30"), Channel: dunning.Post})
	var coverage calendar.CoverageError
	require.ErrorAs(t, err, &coverage)
}
