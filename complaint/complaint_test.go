package complaint_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/complaint/sla"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/workflow"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func euro(s string) salesdesk.Money { return salesdesk.MustMoney(s, salesdesk.EUR) }

func rules(t require.TestingT) *complaint.Rules {
	location, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	r, err := complaint.Compile(complaint.Policy{
		Location: location, RemedyLimit: amount("100"), Reminders: 2, GraceDays: 5, WindowDays: 30, EscalateTo: "bart",
	})
	require.NoError(t, err)
	return r
}

// by is a command of a role, an hour after the one before.
func by(c complaint.Complaint, id string, role salesdesk.Role) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprintf("cmd-%d", c.Version+1), Actor: salesdesk.Actor{ID: id, Role: role},
		At: time.Date(2026, 6, 1, 8+c.Version, 0, 0, 0, time.UTC), Expect: c.Version, Reason: "asked for",
	}
}

func clerk(c complaint.Complaint) *workflow.Command { return by(c, "an", salesdesk.InsideSales) }

func manager(c complaint.Complaint) *workflow.Command { return by(c, "bart", salesdesk.SalesManager) }

func owner(c complaint.Complaint) *workflow.Command { return by(c, "tom", salesdesk.Owner) }

func customer(c complaint.Complaint) *workflow.Command {
	cmd := clerk(c)
	cmd.Actor.For = "C001"
	return cmd
}

func timer(c complaint.Complaint) *workflow.Command { return by(c, "timer", salesdesk.System) }

func after(cmd *workflow.Command, days int) *workflow.Command {
	cmd.At = cmd.At.AddDate(0, 0, days)
	return cmd
}

func intake() complaint.Intake {
	return complaint.Intake{
		Customer: "C001", Channel: complaint.ByPhone, Order: "BEST-1", Text: "four of eighty panels flicker",
		Lines: []complaint.Line{{Line: "4", Quantity: amount("4")}},
	}
}

func registered(t require.TestingT, r *complaint.Rules) complaint.Complaint {
	c, err := complaint.Register(r, clerk(complaint.Complaint{}), "k1", intake(), euro("120.00"), sla.Normal)
	require.NoError(t, err)
	return c
}

func triaged(t require.TestingT, r *complaint.Rules, danger bool) complaint.Complaint {
	c := registered(t, r)
	c, err := c.Triage(r, clerk(c), complaint.Product, sla.High, danger)
	require.NoError(t, err)
	return c
}

func refund(cost string) complaint.Remedy {
	return complaint.Remedy{Kind: complaint.Refund, Cost: euro(cost), Lines: []complaint.Line{{Line: "4", Quantity: amount("4")}}}
}

func resolved(t require.TestingT, r *complaint.Rules) complaint.Complaint {
	c := triaged(t, r, false)
	c, err := c.ProposeRemedy(r, clerk(c), refund("90.00"), "broken power supply")
	require.NoError(t, err)
	c, err = c.AcceptRemedy(r, customer(c))
	require.NoError(t, err)
	c, err = c.Resolve(r, clerk(c), complaint.References{Return: "r1", CreditNote: "C-1"})
	require.NoError(t, err)
	return c
}

func TestAComplaintFromReceivedToClosed(t *testing.T) {
	r := rules(t)
	c := resolved(t, r)
	_, err := c.Close(r, clerk(c))
	var early complaint.TooEarlyError
	require.ErrorAs(t, err, &early)
	assert.Equal(t, calendar.MustDate("2026-06-06"), early.From)
	c, err = c.Close(r, after(clerk(c), 5))
	require.NoError(t, err)
	assert.Equal(t, complaint.Closed, c.Status)
	assert.Equal(t, "broken power supply", c.Cause)
	assert.Equal(t, "90.00", c.Given.String())
}

func TestTheRemediesTogetherNeverExceedWhatWasPaid(t *testing.T) {
	r := rules(t)
	c := resolved(t, r)
	c, err := c.Reopen(r, clerk(c))
	require.NoError(t, err)
	_, err = c.ProposeRemedy(r, manager(c), refund("30.01"), "")
	var exceeded complaint.CapError
	require.ErrorAs(t, err, &exceeded)
	assert.Equal(t, "90.00 EUR", exceeded.Given.String())
	_, err = c.ProposeRemedy(r, manager(c), refund("30.00"), "")
	require.NoError(t, err)
	_, err = c.ProposeRemedy(r, manager(c), complaint.Remedy{Kind: complaint.Refund, Cost: salesdesk.MustMoney("1.00", salesdesk.USD)}, "")
	var currency salesdesk.CurrencyError
	require.ErrorAs(t, err, &currency)
	_, err = c.ProposeRemedy(r, manager(c), complaint.Remedy{Cost: euro("-1.00")}, "")
	assert.ErrorContains(t, err, "remedy.kind: required")
	assert.ErrorContains(t, err, "remedy.cost.amount: min (0)")
}

func TestAboveTheClerksLimitTheManagerProposes(t *testing.T) {
	r := rules(t)
	c := triaged(t, r, false)
	_, err := c.ProposeRemedy(r, clerk(c), refund("100.01"), "")
	var limit complaint.LimitError
	require.ErrorAs(t, err, &limit)
	_, err = c.ProposeRemedy(r, manager(c), refund("100.01"), "")
	require.NoError(t, err)
}

func TestDangerEscalatesAtOnce(t *testing.T) {
	r := rules(t)
	c := triaged(t, r, true)
	assert.Equal(t, sla.Critical, c.Priority)
	assert.Equal(t, "bart", c.Escalated)
	_, err := c.Reject(r, clerk(c))
	var danger complaint.DangerError
	require.ErrorAs(t, err, &danger)
	_, err = c.ResolveAtOnce(r, clerk(c), "told to unplug")
	require.ErrorAs(t, err, &danger)
	_, err = c.Reject(r, manager(c))
	require.NoError(t, err)
}

func TestAResolutionNeedsItsDocument(t *testing.T) {
	r := rules(t)
	c := triaged(t, r, false)
	c, err := c.ProposeRemedy(r, clerk(c), complaint.Remedy{Kind: complaint.Replacement}, "")
	require.NoError(t, err)
	c, err = c.AcceptRemedy(r, customer(c))
	require.NoError(t, err)
	_, err = c.Resolve(r, clerk(c), complaint.References{CreditNote: "C-1"})
	var reference complaint.ReferenceError
	require.ErrorAs(t, err, &reference)
	_, err = c.Resolve(r, clerk(c), complaint.References{Order: "BEST-2"})
	require.NoError(t, err)
}

func TestOnlyTheOwnerAsksTheCustomer(t *testing.T) {
	r := rules(t)
	c := triaged(t, r, false)
	c, err := c.Assign(r, clerk(c), "tom")
	require.NoError(t, err)
	_, err = c.RequestInfo(r, by(c, "an", salesdesk.Owner))
	var other complaint.NotOwnerError
	require.ErrorAs(t, err, &other)
	c, err = c.RequestInfo(r, owner(c))
	require.NoError(t, err)
	_, err = c.NoReplyClose(r, timer(c))
	var reminders complaint.ReminderError
	require.ErrorAs(t, err, &reminders)
	for range 2 {
		c, err = c.Answer(r, clerk(c))
		require.NoError(t, err)
	}
	_, err = c.NoReplyClose(r, timer(c))
	require.NoError(t, err)
	c, err = c.InfoReceived(r, customer(c))
	require.NoError(t, err)
	c, err = c.WaitThirdParty(r, owner(c))
	require.NoError(t, err)
	c, err = c.ThirdPartyAnswered(r, timer(c))
	require.NoError(t, err)
	c, err = c.PassOn(r, owner(c), "els")
	require.NoError(t, err)
	assert.Equal(t, "els", c.Owner)
	_, err = c.PassOn(r, manager(c), "")
	assert.ErrorContains(t, err, "owner: required")
}

func TestARejectionIsAppealedUnderAnotherOwner(t *testing.T) {
	r := rules(t)
	c := triaged(t, r, false)
	c, err := c.Reject(r, clerk(c))
	require.NoError(t, err)
	_, err = c.Appeal(r, customer(c), "an")
	var same complaint.SameOwnerError
	require.ErrorAs(t, err, &same)
	_, err = c.Appeal(r, after(customer(c), 31), "els")
	var late complaint.TooLateError
	require.ErrorAs(t, err, &late)
	c, err = c.Appeal(r, after(customer(c), 30), "els")
	require.NoError(t, err)
	assert.Equal(t, "els", c.Owner)
}

func TestMergeWithdrawAndReasons(t *testing.T) {
	r := rules(t)
	c := registered(t, r)
	_, err := c.Merge(r, clerk(c), "k1")
	require.ErrorContains(t, err, "into: reference (k1)")
	merged, err := c.Merge(r, clerk(c), "k0")
	require.NoError(t, err)
	assert.Equal(t, "k0", merged.Into)
	cmd := customer(c)
	cmd.Reason = ""
	_, err = c.Withdraw(r, cmd)
	var reason workflow.ReasonError
	require.ErrorAs(t, err, &reason)
	_, err = c.ResolveAtOnce(r, clerk(c), "")
	require.ErrorContains(t, err, "done: required")
	_, err = c.Triage(r, clerk(c), "", "", false)
	require.ErrorContains(t, err, "category: required")
	require.ErrorContains(t, err, "priority: required")
	declined, err := c.Triage(r, clerk(c), complaint.Product, sla.Low, false)
	require.NoError(t, err)
	declined, err = declined.ProposeRemedy(r, clerk(declined), complaint.Remedy{Kind: complaint.Apology}, "")
	require.NoError(t, err)
	declined, err = declined.DeclineRemedy(r, customer(declined))
	require.NoError(t, err)
	assert.Equal(t, complaint.Investigating, declined.Status)
}

func TestTheHistoryForTheClocks(t *testing.T) {
	r := rules(t)
	c := registered(t, r)
	c, err := c.Acknowledge(r, timer(c))
	require.NoError(t, err)
	c, err = c.Triage(r, clerk(c), complaint.Product, sla.High, false)
	require.NoError(t, err)
	c, err = c.Answer(r, clerk(c))
	require.NoError(t, err)
	c, err = c.ProposeRemedy(r, clerk(c), refund("10.00"), "")
	require.NoError(t, err)
	c, err = c.AcceptRemedy(r, customer(c))
	require.NoError(t, err)
	c, err = c.Resolve(r, clerk(c), complaint.References{CreditNote: "C-1"})
	require.NoError(t, err)
	var kinds []sla.Kind
	for _, h := range c.History() {
		kinds = append(kinds, h.Kind)
	}
	assert.Equal(t, []sla.Kind{
		sla.Opened, sla.Contacted, sla.Acknowledged, sla.Prioritised, sla.Answered, sla.Answered, sla.Paused,
		sla.Resumed, sla.Contacted, sla.Resolved,
	}, kinds)
	require.NoError(t, c.History().Check())
}

func TestIntakeNamesEveryField(t *testing.T) {
	_, err := complaint.DecodeIntake([]byte(`{"customer":"","channel":"fax","email":"x","text":"","lines":[{"line":"1","quantity":"0"},{"line":"1","quantity":"2"}]}`))
	assert.EqualError(t, err, "customer: required; channel: one_of (phone, mail, web, letter, counter); email: format (email); "+
		"lines: duplicate (Line); text: required; lines[0].quantity: min (0)")
	got, err := complaint.DecodeIntake([]byte(`{"customer":"C001","channel":"mail","text":"late"}`))
	require.NoError(t, err)
	assert.Equal(t, complaint.ByMail, got.Channel)
	_, err = complaint.Register(rules(t), clerk(complaint.Complaint{}), "", complaint.Intake{}, salesdesk.Money{}, "")
	for _, want := range []string{"id: required", "priority: required", "intake.customer: required", "paid"} {
		assert.ErrorContains(t, err, want)
	}
	_, err = complaint.Compile(complaint.Policy{Reminders: -1, GraceDays: -1, WindowDays: -1, RemedyLimit: amount("-1")})
	assert.EqualError(t, err, "remedy_limit: min (0); reminders: min (0); grace_days: min (0); window_days: min (0)")
}

func TestAnySequenceFoldsToTheSameComplaint(t *testing.T) {
	r := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		c := registered(t, r)
		for range rapid.IntRange(0, 15).Draw(t, "steps") {
			if next, err := anyVerb(t, r, c); err == nil {
				c = next
			}
			require.NoError(t, c.History().Check())
			require.False(t, c.Given.GreaterThan(c.Paid.Amount.Decimal))
		}
		log, err := workflow.EncodeEvents(c.Changes())
		require.NoError(t, err)
		changes, err := complaint.DecodeChanges(log)
		require.NoError(t, err)
		folded, err := complaint.Fold(changes)
		require.NoError(t, err)
		require.Equal(t, asJSON(t, c), asJSON(t, folded))
	})
}

func anyVerb(t *rapid.T, r *complaint.Rules, c complaint.Complaint) (complaint.Complaint, error) {
	switch rapid.IntRange(0, 14).Draw(t, "verb") {
	case 0:
		return c.Acknowledge(r, timer(c))
	case 1:
		return c.Triage(r, clerk(c), complaint.Delivery, sla.High, rapid.Bool().Draw(t, "danger"))
	case 2:
		return c.Assign(r, manager(c), "tom")
	case 3:
		return c.RequestInfo(r, owner(c))
	case 4:
		return c.InfoReceived(r, customer(c))
	case 5:
		return c.WaitThirdParty(r, owner(c))
	case 6:
		return c.ThirdPartyAnswered(r, timer(c))
	case 7, 8:
		return c.ProposeRemedy(r, manager(c), refund(rapid.SampledFrom([]string{"0.00", "50.00", "120.00"}).Draw(t, "cost")), "")
	case 9:
		return c.DeclineRemedy(r, customer(c))
	case 10:
		return c.AcceptRemedy(r, customer(c))
	case 11:
		return c.Resolve(r, clerk(c), complaint.References{CreditNote: "C"})
	case 12:
		return c.Reopen(r, clerk(c))
	case 13:
		return c.Close(r, after(clerk(c), 6))
	default:
		return c.Reject(r, manager(c))
	}
}

func asJSON(t require.TestingT, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

func TestTheTableIsWrittenDown(t *testing.T) {
	m := rules(t).Machine()
	golden.Assert(t, "workflow.md", []byte("# Complaint\n\n"+m.Table()+"\n```mermaid\n"+m.Mermaid()+"```\n"))
}

func FuzzDecodeIntake(f *testing.F) {
	f.Add([]byte(`{"customer":"C001","channel":"mail","text":"late"}`))
	f.Add([]byte(`{"lines":[{"line":"1","quantity":"1e5000000"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if i, err := complaint.DecodeIntake(data); err == nil {
			require.NoError(t, i.Check())
		}
	})
}

// Nothing happens before what happened already: a clock would run backwards.
func TestNothingHappensToAComplaintBeforeWhatHappenedLast(t *testing.T) {
	r := rules(t)
	c := triaged(t, r, false)
	last := c.Timeline[len(c.Timeline)-1].At
	cmd := manager(c)
	cmd.At = last.Add(-time.Second)
	same, err := c.Assign(r, cmd, "tom")
	assert.Equal(t, workflow.EarlierError{At: cmd.At, Last: last}, err)
	assert.Equal(t, c, same)
	cmd.At = last
	_, err = c.Assign(r, cmd, "tom")
	require.NoError(t, err)
}
