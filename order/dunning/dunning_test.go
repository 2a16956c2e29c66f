package dunning_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestTheTableIsWrittenDown(t *testing.T) {
	m := rules(t, dunning.Policy{}).Machine()
	golden.Assert(t, "workflow.md", []byte("# Dunning\n\n"+m.Table()+"\n```mermaid\n"+m.Mermaid()+"```\n"))
}

func next(t *testing.T, r *dunning.Rules, c dunning.Claim, on string) dunning.Step {
	t.Helper()
	step, ok, err := c.Next(r, day(on))
	require.NoError(t, err)
	require.True(t, ok)
	return step
}

func TestFromTheFirstReminderToTheHandOver(t *testing.T) {
	r := rules(t, dunning.Policy{SecondReminder: true, GraceDays: 2})
	c := opened(t, r, consumer("100.00", "2026-03-31"))
	assert.Equal(t, dunning.Step{On: dunning.Remind, From: day("2026-04-03")}, next(t, r, c, "2026-04-01"))
	_, err := c.Remind(r, by(c, salesdesk.System), dunning.Reminder{Sent: day("2026-03-31"), Channel: dunning.Electronic})
	require.ErrorContains(t, err, "may be paid until 2026-03-31")
	c = reminded(t, r, c, "2026-04-20", dunning.Electronic)
	assert.Equal(t, dunning.Step{On: dunning.RemindAgain, From: day("2026-05-05")}, next(t, r, c, "2026-04-20"))
	notice := dunning.Reminder{Sent: day("2026-05-05"), Channel: dunning.Electronic}
	_, err = c.GiveNotice(r, by(c, salesdesk.Finance), notice)
	require.ErrorContains(t, err, "second reminder first")
	c, err = c.RemindAgain(r, by(c, salesdesk.System), notice)
	require.NoError(t, err)
	assert.Equal(t, dunning.Step{On: dunning.FormalNotice, From: day("2026-05-20")}, next(t, r, c, "2026-05-05"))
	notice.Sent = day("2026-05-20")
	c, err = c.GiveNotice(r, by(c, salesdesk.Finance), notice)
	require.NoError(t, err)
	assert.Equal(t, dunning.Step{On: dunning.HandOver, From: day("2026-06-03")}, next(t, r, c, "2026-05-20"))

	agency := dunning.Transfer{To: dunning.Agency, Name: "Incasso", Day: day("2026-06-03"), Approver: "an"}
	_, err = c.HandOver(r, by(c, salesdesk.Finance), agency)
	require.ErrorContains(t, err, "approval of somebody else")
	require.ErrorContains(t, err, "Incasso has no registration")
	agency.Approver, agency.Registration = "piet", "300001"
	c, err = c.HandOver(r, by(c, salesdesk.Finance), agency)
	require.NoError(t, err)
	assert.Equal(t, dunning.HandedOver, c.Status)
	_, ok, err := c.Next(r, day("2026-06-03"))
	require.NoError(t, err)
	assert.False(t, ok)

	log, err := workflow.EncodeEvents(c.Changes())
	require.NoError(t, err)
	changes, err := dunning.DecodeChanges(log)
	require.NoError(t, err)
	folded, err := dunning.Fold(changes)
	require.NoError(t, err)
	assert.Equal(t, stated(t, r, c, "2026-07-01"), stated(t, r, folded, "2026-07-01"))
	assert.Equal(t, c.Status, folded.Status)
	assert.Equal(t, c.Version, folded.Version)
}

func TestABusinessMayBeGivenNoticeAtOnceUnderAClause(t *testing.T) {
	r := rules(t, dunning.Policy{SecondReminder: true})
	notice := dunning.Reminder{Sent: day("2026-04-01"), Channel: dunning.Electronic}
	c := opened(t, r, business("100.00", "2026-03-31"))
	_, err := c.GiveNotice(r, by(c, salesdesk.Finance), notice)
	require.ErrorContains(t, err, "no reminder was sent")
	fortnight := dunning.Reminder{Sent: day("2026-04-15"), Channel: dunning.Electronic}
	after, err := reminded(t, r, c, "2026-04-01", dunning.Post).GiveNotice(r, by(reminded(t, r, c, "2026-04-01", dunning.Post), salesdesk.SalesManager), fortnight)
	require.NoError(t, err, "a business may go from the first reminder")
	assert.Equal(t, dunning.Noticed, after.Status)
	debt := business("100.00", "2026-03-31")
	debt.Clause.NoticeWhenDue = true
	c = opened(t, r, debt)
	assert.Equal(t, dunning.Step{On: dunning.FormalNotice, From: day("2026-04-01")}, next(t, r, c, "2026-04-01"))
	c, err = c.GiveNotice(r, by(c, salesdesk.Finance), notice)
	require.NoError(t, err)
	assert.Equal(t, dunning.Noticed, c.Status)
}

func TestASuspensionReturnsToItsLevel(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := reminded(t, r, opened(t, r, business("100.00", "2026-03-31")), "2026-04-10", dunning.Post)
	_, err := c.Suspend(r, by(c, salesdesk.InsideSales), dunning.Suspension{Cause: dunning.Promise, From: day("2026-04-12")})
	require.ErrorContains(t, err, "until: required")
	c, err = c.Suspend(r, by(c, salesdesk.InsideSales), dunning.Suspension{Cause: dunning.Promise, From: day("2026-04-12"), Until: day("2026-04-30")})
	require.NoError(t, err)
	assert.Equal(t, dunning.Bar{Kind: dunning.Principal, Reason: dunning.OnHold, From: day("2026-05-01")}, stated(t, r, c, "2026-04-20").Later[0])
	assert.Equal(t, dunning.Step{On: dunning.Resume, From: day("2026-05-01")}, next(t, r, c, "2026-04-20"))
	_, err = c.GiveNotice(r, by(c, salesdesk.Finance), dunning.Reminder{Sent: day("2026-04-20"), Channel: dunning.Post})
	require.Error(t, err)
	_, err = c.Resume(r, by(c, salesdesk.System), day("2026-04-30"))
	require.ErrorContains(t, err, "waits for promise")
	c, err = c.Resume(r, by(c, salesdesk.System), day("2026-05-01"))
	require.NoError(t, err)
	assert.Equal(t, dunning.ReminderOne, c.Status)

	c, err = c.Suspend(r, by(c, salesdesk.Finance), dunning.Suspension{Cause: dunning.Complaint, Reference: "K7", From: day("2026-05-02")})
	require.NoError(t, err)
	assert.Equal(t, dunning.Step{On: dunning.Resume}, next(t, r, c, "2026-05-03"))
	_, err = c.Resume(r, by(c, salesdesk.Finance), day("2026-06-01"))
	require.ErrorContains(t, err, "waits for complaint")
	ended := by(c, salesdesk.Finance)
	ended.Reason = "refused"
	c, err = c.Resume(r, ended, day("2026-06-01"))
	require.NoError(t, err)
	assert.Equal(t, dunning.ReminderOne, c.Status)
}

func TestSettledOnlyWhenNothingIsOwed(t *testing.T) {
	r := rules(t, dunning.Policy{Imputation: []dunning.Part{dunning.PrincipalPart, dunning.InterestPart, dunning.CostsPart}})
	c := paid(t, r, opened(t, r, business("1000.00", "2026-03-31")), "2026-04-30", "1000.00")
	_, err := c.Settle(r, by(c, salesdesk.Finance), day("2026-04-30"), dunning.Waiver{})
	require.ErrorContains(t, err, "48.63 EUR is owed")
	_, err = c.Settle(r, by(c, salesdesk.Finance), day("2026-04-30"), dunning.Waiver{Interest: true, Costs: true})
	require.ErrorContains(t, err, "needs a reason")
	waive := by(c, salesdesk.Finance)
	waive.Reason = "good customer"
	_, err = c.Settle(r, waive, day("2026-04-30"), dunning.Waiver{Costs: true})
	require.ErrorContains(t, err, "8.63 EUR is owed")
	c, err = c.Settle(r, waive, day("2026-04-30"), dunning.Waiver{Interest: true, Costs: true})
	require.NoError(t, err)
	assert.Equal(t, "0.00", stated(t, r, c, "2026-05-30").Total.String())
	assert.Equal(t, "1048.34", stated(t, r, c, "2026-04-29").Total.String(), "before it was waived and paid")

	_, err = c.Reverse(r, by(c, salesdesk.System), "p9")
	require.ErrorContains(t, err, "no payment p9")
	c, err = c.Reverse(r, by(c, salesdesk.System), c.Payments[0].ID)
	require.NoError(t, err)
	assert.Equal(t, dunning.ReminderOne, c.Status)
	assert.Equal(t, "1057.26", stated(t, r, c, "2026-05-30").Total.String()) // 60 days: 17.26
	assert.Equal(t, dunning.Remind, next(t, r, c, "2026-05-30").On, "no reminder was sent yet")
	assert.Len(t, reminded(t, r, c, "2026-05-31", dunning.Post).Reminders, 1)
}

func TestEverythingThatIsWrongIsNamed(t *testing.T) {
	r := rules(t, dunning.Policy{})
	_, err := dunning.Open(r, by(dunning.Claim{}, salesdesk.System), "", dunning.Debt{Clause: dunning.Clause{Statutory: true}})
	for _, want := range []string{"id: required", "debt.customer: required", "debt.invoice: required", "debt.debtor", "debt.currency", "debt.amount", "debt.due: required", "debt.contract: required", "debt.clause.statutory"} {
		require.ErrorContains(t, err, want)
	}
	c := opened(t, r, business("100.00", "2026-03-31"))
	_, err = c.Pay(r, by(c, salesdesk.Finance), dunning.Payment{Kind: "cash", Amount: amount("1.001")})
	for _, want := range []string{"id: required", "kind: one_of", "date: required", "amount: format"} {
		require.ErrorContains(t, err, want)
	}
	_, err = dunning.Compile(dunning.Policy{DayCount: "x", Imputation: []dunning.Part{dunning.CostsPart}, GraceDays: -1, StepDays: 1001, Law: &dunning.Law{LumpSums: []dunning.LumpSum{{Amount: amount("-1")}}}})
	for _, want := range []string{"day_count", "imputation", "grace_days", "step_days", "law.lump_sums[0].amount"} {
		require.ErrorContains(t, err, want)
	}
}
