package dunning_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/workflow"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

func rules(t require.TestingT, p dunning.Policy) *dunning.Rules {
	r, err := dunning.Compile(p)
	require.NoError(t, err)
	return r
}

func by(c dunning.Claim, role salesdesk.Role) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprintf("c%d", c.Version+1), Actor: salesdesk.Actor{ID: "an", Role: role},
		At: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), Expect: c.Version,
	}
}

// business is a debt between undertakings.
func business(amountDue, due string) dunning.Debt {
	return dunning.Debt{
		Customer: "k1", Invoice: "F1", Debtor: salesdesk.Business, Currency: "EUR", Amount: amount(amountDue), Due: day(due), Contract: day("2022-03-01"),
	}
}

// consumer is a consumer's debt under a clause as high as law allows.
func consumer(amountDue, due string) dunning.Debt {
	return dunning.Debt{
		Customer: "k2", Invoice: "F2", Debtor: salesdesk.Consumer, Currency: "EUR", Amount: amount(amountDue), Due: day(due), Contract: day("2023-09-01"),
		Clause: dunning.Clause{Statutory: true, Reminders: true, Reciprocal: true},
	}
}

func opened(t require.TestingT, r *dunning.Rules, d dunning.Debt) dunning.Claim {
	c, err := dunning.Open(r, by(dunning.Claim{}, salesdesk.System), "d1", d)
	require.NoError(t, err)
	return c
}

func reminded(t require.TestingT, r *dunning.Rules, c dunning.Claim, sent string, channel dunning.Channel) dunning.Claim {
	next, err := c.Remind(r, by(c, salesdesk.System), dunning.Reminder{Sent: day(sent), Channel: channel})
	require.NoError(t, err)
	return next
}

func paid(t require.TestingT, r *dunning.Rules, c dunning.Claim, on, much string) dunning.Claim {
	next, err := c.Pay(r, by(c, salesdesk.Finance), dunning.Payment{ID: fmt.Sprintf("p%d", c.Version), Date: day(on), Amount: amount(much)})
	require.NoError(t, err)
	return next
}

func stated(t require.TestingT, r *dunning.Rules, c dunning.Claim, on string) dunning.Statement {
	s, err := c.Statement(r, day(on))
	require.NoError(t, err)
	return s
}

// kinds are the rows of a statement as text.
func kinds(s dunning.Statement) (rows []string) {
	for _, r := range s.Rows {
		rows = append(rows, fmt.Sprintf("%s %s %s", r.Kind, r.From, r.Amount))
	}
	return rows
}

func TestInterestOfABusinessByHalfYear(t *testing.T) {
	r := rules(t, dunning.Policy{})
	s := stated(t, r, opened(t, r, business("6050.00", "2025-05-31")), "2025-08-15")
	assert.Equal(t, []string{"principal 2025-06-01 6050.00", "interest 2025-06-01 57.18", "interest 2025-07-01 80.06", "lump_sum 2025-06-01 40.00"}, kinds(s))
	assert.Equal(t, "6050.00 × 0.115 × 30 / 365", s.Rows[1].Formula)
	assert.Equal(t, "6050.00 × 0.105 × 46 / 365", s.Rows[2].Formula)
	assert.Equal(t, 46, s.Rows[2].Days)
	assert.Equal(t, "2025-08-15", s.Rows[2].Through.String())
	assert.Equal(t, "137.24", s.Interest.String())
	assert.Equal(t, "40.00", s.Costs.String())
	assert.Equal(t, "6227.24", s.Total.String())
	assert.Empty(t, s.Later)
	assert.False(t, s.Unconfirmed())
}

func TestTheDayCountIsAParameter(t *testing.T) {
	for _, test := range []struct {
		count dunning.DayCount
		due   string
		until string
		want  string
	}{
		{"", "2025-06-30", "2025-07-30", "8.63"},
		{dunning.Actual365, "2024-01-31", "2024-03-01", "8.63"},
		{dunning.ActualActual, "2024-01-31", "2024-03-01", "8.61"},
		{dunning.ActualActual, "2025-06-30", "2025-07-30", "8.63"},
		{dunning.Actual360, "2025-06-30", "2025-07-30", "8.75"},
		{dunning.ActualActual, "2023-12-16", "2024-01-15", "8.62"}, // 15 days of each: 8.6183
	} {
		r := rules(t, dunning.Policy{DayCount: test.count})
		debt := business("1000.00", test.due)
		debt.Clause.Interest = amount("0.105")
		assert.Equal(t, test.want, stated(t, r, opened(t, r, debt), test.until).Interest.String(), "%s %s", test.count, test.due)
	}
}

func TestNothingIsOwedBeforeItIsLate(t *testing.T) {
	r := rules(t, dunning.Policy{})
	s := stated(t, r, opened(t, r, business("100.00", "2026-03-31")), "2026-03-31")
	assert.Empty(t, s.Rows)
	assert.Equal(t, "0.00", s.Total.String())
	assert.Equal(t, []dunning.Bar{{Kind: dunning.Principal, Reason: dunning.NotDue, From: day("2026-04-01")}}, s.Later)
	s = stated(t, r, opened(t, r, business("100.00", "2026-03-31")), "2026-04-01")
	assert.Equal(t, "140.03", s.Total.String())
}

func TestPaidInTimeBringsNothing(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := paid(t, r, opened(t, r, business("100.00", "2026-03-31")), "2026-03-31", "100.00")
	s := stated(t, r, c, "2026-06-01")
	assert.Equal(t, []string{"principal 2026-04-01 100.00"}, kinds(s))
	assert.Equal(t, "0.00", s.Total.String())
}

// 1,000 due 31 March 2026 at 10.5 %; 500 comes on 30 April after 30 days, 8.63.
func TestPaymentsAlongTheWay(t *testing.T) {
	for _, test := range []struct {
		name string
		give []dunning.Part
		// of the payment
		wantInterest, wantCosts, wantPrincipal string
		// after 30 more days
		wantOwed, wantLater, wantTotal string
	}{
		// 548.63 × 0.105 × 30 / 365 = 4.7347; 8.6301 + 4.7347 = 13.36, less 8.63
		{"interest first", nil, "8.63", "40.00", "451.37", "548.63", "4.73", "553.36"},
		{"costs first", []dunning.Part{dunning.CostsPart, dunning.PrincipalPart, dunning.InterestPart}, "0.00", "40.00", "460.00", "540.00", "13.29", "553.29"},
		{"principal first", []dunning.Part{dunning.PrincipalPart, dunning.InterestPart, dunning.CostsPart}, "0.00", "0.00", "500.00", "500.00", "12.95", "552.95"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := rules(t, dunning.Policy{Imputation: test.give})
			c := paid(t, r, opened(t, r, business("1000.00", "2026-03-31")), "2026-04-30", "500.00")
			s := stated(t, r, c, "2026-05-30")
			require.Len(t, s.SetOffs, 1)
			assert.Equal(t, test.wantInterest, s.SetOffs[0].Interest.String())
			assert.Equal(t, test.wantCosts, s.SetOffs[0].Costs.String())
			assert.Equal(t, test.wantPrincipal, s.SetOffs[0].Principal.String())
			assert.Equal(t, test.wantOwed, s.Principal.String())
			assert.Equal(t, test.wantLater, s.Interest.String())
			assert.Equal(t, test.wantTotal, s.Total.String())
		})
	}
}

func TestACreditNoteLowersTheDebtFromItsBeginning(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := opened(t, r, business("1000.00", "2026-03-31"))
	c, err := c.Pay(r, by(c, salesdesk.Finance), dunning.Payment{ID: "n1", Kind: dunning.CreditNote, Date: day("2026-04-20"), Amount: amount("400.00")})
	require.NoError(t, err)
	assert.Equal(t, "600.00", stated(t, r, c, "2026-04-30").Principal.String())
	assert.Equal(t, "5.18", stated(t, r, c, "2026-04-30").Interest.String())
	assert.Equal(t, "5.47", stated(t, r, c, "2026-04-19").Interest.String(), "not known on that day")
}

func TestWhatIsPaidTooMuchIsShown(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := paid(t, r, opened(t, r, business("1000.00", "2026-03-31")), "2026-04-30", "1050.00")
	s := stated(t, r, c, "2026-12-31")
	assert.Equal(t, "0.00", s.Total.String())
	assert.Equal(t, "1.37", s.Overpaid.String())
}

func TestAgreedDamagesOfABusinessCountAboveTheLumpSum(t *testing.T) {
	r := rules(t, dunning.Policy{})
	for give, want := range map[string]string{"1000.00": "100.00", "300.00": "40.00", "100000.00": "2000.00"} {
		debt := business(give, "2026-03-31")
		debt.Clause.Damages = dunning.Damages{Ratio: amount("0.10"), Least: amount("25.00"), Most: amount("2000.00")}
		assert.Equal(t, want, stated(t, r, opened(t, r, debt), "2026-04-01").Costs.String(), give)
	}
}

// A lawyer's letter of 150.00 on 20 April: 40.00 before, 190.00 from that day, interest beside.
func TestWhatRecoveringCostCountsBeyondTheLumpSum(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := opened(t, r, business("1000.00", "2026-03-31"))
	cost := dunning.Cost{ID: "k1", Date: day("2026-04-20"), For: "brief van de advocaat", Amount: amount("150.00")}
	c, err := c.AddCost(r, by(c, salesdesk.Finance), cost)
	require.NoError(t, err)
	assert.Equal(t, "40.00", stated(t, r, c, "2026-04-19").Costs.String())
	s := stated(t, r, c, "2026-04-20")
	assert.Equal(t, "190.00", s.Costs.String())
	assert.Equal(t, []string{"principal 2026-04-01 1000.00", "interest 2026-04-01 5.75", "lump_sum 2026-04-01 40.00", "recovery 2026-04-20 150.00"}, kinds(s))

	refuse := func(c dunning.Claim, cost dunning.Cost, want string) {
		_, err := c.AddCost(r, by(c, salesdesk.Finance), cost)
		assert.ErrorContains(t, err, want)
	}
	refuse(c, cost, "id: duplicate (k1)")
	refuse(c, dunning.Cost{}, "id: required; for: required; date: required; amount: min (0)")
	early := cost
	early.ID, early.Date = "k2", day("2026-03-31")
	refuse(c, early, "may be paid until 2026-03-31")
	refuse(opened(t, r, consumer("1000.00", "2026-03-31")), cost, "cost: not_from_consumer")
	agreed := business("1000.00", "2026-03-31")
	agreed.Clause.Damages.Ratio = amount("0.10")
	refuse(opened(t, r, agreed), cost, "cost: in_damages")
}

func TestAnUnconfirmedRateIsMarkedAndCanBeReplaced(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := opened(t, r, business("1000.00", "2026-06-30"))
	s := stated(t, r, c, "2026-07-30")
	assert.True(t, s.Unconfirmed())
	assert.Equal(t, dunning.Unconfirmed, s.Rows[1].Confidence)
	law := dunning.Belgium()
	last := &law.Commercial[len(law.Commercial)-1]
	last.Ratio, last.Confidence = amount("0.11"), dunning.Published
	s = stated(t, rules(t, dunning.Policy{Law: &law}), c, "2026-07-30")
	assert.False(t, s.Unconfirmed())
	assert.Equal(t, "9.04", s.Interest.String())
}

// 1,000.00 due on 30 December 2026: two days at 10.5 % and the lump sum are known, and the
// table ends with the year.
func TestWhatIsKnownIsStatedWhereARateIsNot(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := opened(t, r, business("1000.00", "2026-12-30"))
	s := stated(t, r, c, "2027-03-01")
	assert.Equal(t, []string{"1000.00", "0.29", "40.00", "1040.29"}, []string{s.Principal.StringFixed(2), s.Interest.StringFixed(2), s.Costs.StringFixed(2), s.Total.StringFixed(2)})
	assert.Equal(t, []dunning.Gap{{Kind: dunning.Interest, From: day("2027-01-01"), Through: day("2027-03-01")}}, s.Missing)
	assert.Empty(t, stated(t, r, c, "2026-12-31").Missing)

	position, err := dunning.PositionOf("k1", "EUR", []dunning.Claim{c}, r, day("2027-03-01"))
	require.NoError(t, err)
	assert.Equal(t, "1040.29", position.Total.StringFixed(2))
	next, ok, err := c.Next(r, day("2027-03-01"))
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, dunning.Remind, next.On)

	c = paid(t, r, c, "2027-03-01", "1040.29")
	s = stated(t, r, c, "2027-04-01")
	assert.Equal(t, "0.00", s.Total.StringFixed(2))
	require.Len(t, s.Missing, 1)
	assert.Equal(t, day("2027-03-01"), s.Missing[0].Through, "paid on that day")
	_, err = c.Settle(r, by(c, salesdesk.Finance), day("2027-04-01"), dunning.Waiver{})
	require.ErrorAs(t, err, new(dunning.NoRateError))
	why := by(c, salesdesk.Finance)
	why.Reason = "the rate is not published"
	settled, err := c.Settle(r, why, day("2027-04-01"), dunning.Waiver{Interest: true})
	require.NoError(t, err)
	assert.Empty(t, stated(t, r, settled, "2027-04-01").Missing)

	law := dunning.Belgium()
	law.Commercial = append(law.Commercial, dunning.Rate{Period: calendar.Through(day("2027-02-01"), day("2027-06-30")), Ratio: amount("0.10")})
	s = stated(t, rules(t, dunning.Policy{Law: &law}), opened(t, r, c.Debt), "2027-03-01")
	assert.Equal(t, "8.23", s.Interest.StringFixed(2), "0.58 less half of it, and 29 days at 10 %")
	assert.Equal(t, []dunning.Gap{{Kind: dunning.Interest, From: day("2027-01-01"), Through: day("2027-01-31")}}, s.Missing)

	_, err = c.Statement(nil, calendar.Date{})
	assert.EqualError(t, err, "rules: required; day: required")
}

// No step of a business before the days of the policy, and no hand-over before they are over
// since the formal notice.
func TestABusinessHasItsDaysBetweenTwoSteps(t *testing.T) {
	for days, over := range map[int]string{0: "2026-05-19", 3: "2026-05-08"} {
		r := rules(t, dunning.Policy{StepDays: days})
		c := reminded(t, r, opened(t, r, business("1000.00", "2026-03-31")), "2026-05-05", dunning.Electronic)
		notice := dunning.Reminder{Sent: day(over).AddDays(-1), Channel: dunning.Post}
		_, err := c.GiveNotice(r, by(c, salesdesk.Finance), notice)
		var wait dunning.WaitError
		require.ErrorAs(t, err, &wait)
		assert.Equal(t, day(over), wait.Over)
		_, err = c.Letter(r, dunning.Reminder{On: dunning.FormalNotice, Sent: notice.Sent, Channel: dunning.Post}, parties())
		require.ErrorAs(t, err, &wait)
		notice.Sent = day(over)
		c, err = c.GiveNotice(r, by(c, salesdesk.Finance), notice)
		require.NoError(t, err)

		to := dunning.Transfer{To: dunning.Lawyer, Name: "Mr. Claes", Day: day(over).AddDays(day("2026-05-05").DaysUntil(day(over)) - 1), Approver: "piet"}
		_, err = c.HandOver(r, by(c, salesdesk.Finance), to)
		require.ErrorAs(t, err, &wait)
		to.Day = wait.Over
		_, err = c.HandOver(r, by(c, salesdesk.Finance), to)
		require.NoError(t, err)
	}
}

// Interest does not depend on how often somebody looked, grows by the day, and its rows
// add up to it.
func TestStatementsAddUp(t *testing.T) {
	r := rules(t, dunning.Policy{})
	rapid.Check(t, func(t *rapid.T) {
		cent := func(name string, most int) string {
			n := rapid.IntRange(1, most).Draw(t, name)
			return fmt.Sprintf("%d.%02d", n/100, n%100)
		}
		c := opened(t, r, business(cent("amount", 1_000_000), "2023-03-31"))
		for range rapid.IntRange(0, 4).Draw(t, "payments") {
			c = paid(t, r, c, day("2023-03-01").AddDays(rapid.IntRange(0, 900).Draw(t, "paid on")).String(), cent("paid", 300_000))
		}
		on := day("2023-03-01").AddDays(rapid.IntRange(0, 1000).Draw(t, "day"))
		s := stated(t, r, c, on.String())
		claimed, received := amount("0").Decimal, amount("0").Decimal
		for _, row := range s.Rows {
			claimed = claimed.Add(row.Amount.Decimal)
		}
		for _, o := range s.SetOffs {
			received = received.Add(o.Amount.Decimal)
			require.True(t, o.Amount.Equal(salesdesk.Amount{Decimal: o.Interest.Add(o.Costs.Decimal).Add(o.Principal.Decimal).Add(o.Overpaid.Decimal)}))
		}
		if on.After(c.Debt.Due) {
			require.True(t, claimed.Equal(received.Sub(s.Overpaid.Decimal).Add(s.Total.Decimal)), "%s claimed, %s received, %+v", claimed, received, s)
		}
		require.False(t, s.Interest.IsNegative() || s.Costs.IsNegative() || s.Principal.IsNegative() || s.Overpaid.IsNegative())
		require.False(t, stated(t, r, opened(t, r, c.Debt), on.AddDays(1).String()).Total.LessThan(stated(t, r, opened(t, r, c.Debt), on.String()).Total.Decimal))
	})
}

// Nothing happens before what happened already; the day of a payment may be earlier.
func TestNothingHappensToAClaimBeforeWhatHappenedLast(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := opened(t, r, business("100.00", "2026-03-31"))
	cmd := by(c, salesdesk.Finance)
	last := cmd.At
	cmd.At = last.Add(-time.Second)
	payment := dunning.Payment{ID: "p1", Kind: dunning.Paid, Date: day("2026-03-01"), Amount: amount("1.00")}
	same, err := c.Pay(r, cmd, payment)
	assert.Equal(t, workflow.EarlierError{At: cmd.At, Last: last}, err)
	assert.Equal(t, c, same)
	cmd.At = last
	_, err = c.Pay(r, cmd, payment)
	require.NoError(t, err)
}
