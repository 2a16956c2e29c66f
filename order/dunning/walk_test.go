package dunning_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/workflow"
)

// move is a verb of a claim on a day, by whoever may give it.
type move struct {
	on dunning.Event
	do func(*dunning.Rules, dunning.Claim, calendar.Date) (dunning.Claim, error)
}

// moves are every event, those with a fact that matters in each of its shapes.
func moves() []move {
	type claim = dunning.Claim
	reason := func(c claim, role salesdesk.Role) *workflow.Command {
		cmd := by(c, role)
		cmd.Reason = "gehoord"
		return cmd
	}
	letter := func(day calendar.Date) dunning.Reminder {
		return dunning.Reminder{Sent: day, Channel: dunning.Electronic}
	}
	pay := func(much string, kind dunning.PaymentKind) func(*dunning.Rules, claim, calendar.Date) (claim, error) {
		return func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.Pay(r, by(c, salesdesk.Finance), dunning.Payment{ID: fmt.Sprintf("p%d", c.Version), Kind: kind, Date: day, Amount: amount(much)})
		}
	}
	back := func(r *dunning.Rules, c claim, _ calendar.Date) (claim, error) {
		if len(c.Payments) == 0 {
			return c.Reverse(r, by(c, salesdesk.System), "none")
		}
		return c.Reverse(r, by(c, salesdesk.System), c.Payments[0].ID)
	}
	return []move{
		{dunning.Remind, func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.Remind(r, by(c, salesdesk.System), letter(day))
		}},
		{dunning.RemindAgain, func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.RemindAgain(r, by(c, salesdesk.Finance), letter(day))
		}},
		{dunning.FormalNotice, func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.GiveNotice(r, by(c, salesdesk.SalesManager), letter(day))
		}},
		{dunning.HandOver, func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.HandOver(r, by(c, salesdesk.Finance), dunning.Transfer{To: dunning.Bailiff, Name: "Peeters", Day: day, Approver: "piet"})
		}},
		{dunning.Suspend, func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.Suspend(r, by(c, salesdesk.InsideSales), dunning.Suspension{Cause: dunning.Dispute, Reference: "K1", From: day})
		}},
		{dunning.Resume, func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.Resume(r, reason(c, salesdesk.Finance), day)
		}},
		{dunning.Settle, func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.Settle(r, reason(c, salesdesk.Finance), day, dunning.Waiver{Interest: true, Costs: true})
		}},
		{dunning.Pay, pay("400.00", dunning.Paid)},
		{dunning.Pay, pay("2000.00", "")},
		{dunning.Pay, pay("100.00", dunning.CreditNote)},
		{dunning.AddCost, func(r *dunning.Rules, c claim, day calendar.Date) (claim, error) {
			return c.AddCost(r, by(c, salesdesk.Finance), dunning.Cost{ID: fmt.Sprintf("k%d", c.Version), Date: day, For: "advocaat", Amount: amount("75.00")})
		}},
		{dunning.Reverse, back},
		{dunning.Relapse, back},
	}
}

type stand struct {
	claim dunning.Claim
	day   calendar.Date
}

// key is what of a claim can matter to what comes next.
func (s stand) key() string {
	key := fmt.Sprint(s.claim.Status, s.claim.Level, s.claim.Suspension.Cause, s.claim.SettledOn.IsZero(), s.day)
	for _, r := range s.claim.Reminders {
		key += fmt.Sprint(r.On, r.Sent)
	}
	paid := map[dunning.PaymentKind]int{}
	for _, p := range s.claim.Payments {
		paid[p.Kind]++
	}
	return key + fmt.Sprint(paid, len(s.claim.Costs))
}

// Every claim that four events in any order lead to, for a business and for a consumer,
// tomorrow or after the consumer's term, keeps what must hold, and every row of the table
// was taken.
func TestEveryWalkKeepsWhatMustHold(t *testing.T) {
	noticeable := business("1000.00", "2026-03-31")
	noticeable.Clause.NoticeWhenDue = true
	taken, states := map[string]bool{}, 0
	r := rules(t, dunning.Policy{SecondReminder: true})
	for _, debt := range []dunning.Debt{noticeable, consumer("1000.00", "2026-03-31")} {
		layer := []stand{{opened(t, r, debt), day("2026-03-31")}}
		seen := map[string]bool{}
		for range 4 {
			var next []stand
			for _, s := range layer {
				for _, m := range moves() {
					for _, later := range []int{1, 16} {
						on := s.day.AddDays(later)
						c := s.step(t, r, m, on)
						if c.Version == s.claim.Version {
							continue
						}
						taken[string(s.claim.Status)+" "+string(m.on)] = true
						if after := (stand{c, on}); !seen[after.key()] {
							seen[after.key()] = true
							next = append(next, after)
						}
					}
				}
			}
			layer, states = next, states+len(next)
		}
	}
	assert.Greater(t, states, 1_000)
	for _, row := range r.Machine().Definition().Transitions {
		for _, from := range row.From {
			assert.True(t, taken[string(from)+" "+string(row.On)], "%s %s was never taken", from, row.On)
		}
	}
}

// step is a claim after a move, as it was where it is refused, with what must hold of it.
func (s stand) step(t require.TestingT, r *dunning.Rules, m move, on calendar.Date) dunning.Claim {
	before := s.claim.Saved()
	after, err := m.do(r, s.claim, on)
	require.Equal(t, before, s.claim.Saved(), "a verb leaves its receiver as it was")
	if err != nil {
		require.Equal(t, before, after.Saved(), "what is refused changes nothing")
		return after
	}
	require.Equal(t, before.Version+1, after.Version)
	folded, err := dunning.Fold(after.Changes())
	require.NoError(t, err)
	require.Equal(t, after.Saved(), folded, "the changes alone rebuild the claim")
	s.moved(t, m, after)
	statement, err := after.Statement(r, on)
	require.NoError(t, err)
	addsUp(t, after, statement)
	if reminders := after.Reminders; len(reminders) > 1 && after.Debt.Debtor == salesdesk.Business {
		require.GreaterOrEqual(t, reminders[len(reminders)-2].Sent.DaysUntil(reminders[len(reminders)-1].Sent), 14, "a business has a fortnight between two steps")
	}
	next, ok, err := after.Next(r, on)
	require.NoError(t, err)
	closed := after.Status == dunning.Settled || after.Status == dunning.HandedOver && !statement.Total.IsZero()
	require.Equal(t, closed, !ok, "%s %+v", after.Status, next)
	return after
}

// moved is what each event must have done to the level.
func (s stand) moved(t require.TestingT, m move, after dunning.Claim) {
	from, to := s.claim.Status, after.Status
	switch m.on {
	case dunning.Pay, dunning.AddCost, dunning.Reverse, dunning.Relapse:
		if from == dunning.Settled {
			require.Equal(t, dunning.ReminderOne, to)
		} else {
			require.Equal(t, from, to, "money does not move the level")
		}
	case dunning.Suspend:
		require.Equal(t, from, after.Level)
	case dunning.Resume:
		require.Equal(t, s.claim.Level, to)
	case dunning.HandOver:
		require.Equal(t, dunning.Noticed, from)
	case dunning.Settle:
		require.Equal(t, dunning.Settled, to)
	default:
		require.NotContains(t, []dunning.Status{dunning.Suspended, dunning.HandedOver, dunning.Settled}, from, "nothing is sent")
		require.Len(t, after.Reminders, len(s.claim.Reminders)+1)
	}
}

// addsUp is what must hold of every statement: nothing below zero, the parts are the total,
// a consumer owes nothing more until his term is over, and what is settled is not owed.
func addsUp(t require.TestingT, c dunning.Claim, s dunning.Statement) {
	parts := []salesdesk.Amount{s.Principal, s.Interest, s.Costs}
	sum := amount("0.00").Decimal
	for _, a := range parts {
		require.False(t, a.IsNegative(), "%+v", s)
		sum = sum.Add(a.Decimal)
	}
	if s.Day.After(c.Debt.Due) {
		require.True(t, sum.Equal(s.Total.Decimal), "%+v", s)
	}
	if c.Debt.Debtor == salesdesk.Consumer && (len(c.Reminders) == 0 || s.Day.Before(c.Reminders[0].Wait.Over)) {
		require.True(t, s.Interest.IsZero() && s.Costs.IsZero(), "before the term: %+v", s)
	}
	if c.Status == dunning.Settled {
		require.True(t, s.Total.IsZero(), "settled: %+v", s)
	}
	for _, bar := range s.Later {
		if bar.Kind != dunning.Principal {
			require.True(t, bar.From.IsZero() || bar.From.After(s.Day), "may be claimed by then: %+v", s)
		}
	}
}

// What the table permits and what the verb decides are one: an event that is blocked is
// refused, and one that is allowed is refused for its fact alone.
func TestWhatIsPermittedAndWhatIsDecidedAgree(t *testing.T) {
	r := rules(t, dunning.Policy{SecondReminder: true})
	rapid.Check(t, func(t *rapid.T) {
		debt := rapid.SampledFrom([]dunning.Debt{business("1000.00", "2026-03-31"), consumer("1000.00", "2026-03-31")}).Draw(t, "debt")
		s := stand{opened(t, r, debt), day("2026-04-01")}
		for range rapid.IntRange(1, 12).Draw(t, "moves") {
			m := rapid.SampledFrom(moves()).Draw(t, "move")
			s.day = s.day.AddDays(rapid.IntRange(0, 20).Draw(t, "days"))
			allowed := false
			for _, role := range []salesdesk.Role{salesdesk.System, salesdesk.Finance, salesdesk.SalesManager, salesdesk.InsideSales} {
				for _, choice := range s.claim.Permitted(r, by(s.claim, role)) {
					allowed = allowed || choice.On == m.on && choice.Allowed
				}
			}
			after := s.step(t, r, m, s.day)
			if !allowed && m.on != dunning.Relapse && m.on != dunning.Reverse {
				require.Equal(t, s.claim.Version, after.Version, "%s is blocked in %s", m.on, s.claim.Status)
			}
			s.claim = after
		}
	})
}

// A claim brought up to date change by change is the one folded at once.
func TestAFoldInPartsIsTheFoldOfAll(t *testing.T) {
	r := rules(t, dunning.Policy{SecondReminder: true})
	rapid.Check(t, func(t *rapid.T) {
		s := stand{opened(t, r, consumer("1000.00", "2026-03-31")), day("2026-04-01")}
		for range rapid.IntRange(1, 12).Draw(t, "moves") {
			s.day = s.day.AddDays(rapid.IntRange(0, 20).Draw(t, "days"))
			s.claim = s.step(t, r, rapid.SampledFrom(moves()).Draw(t, "move"), s.day)
		}
		log := s.claim.Changes()
		at := rapid.IntRange(1, len(log)).Draw(t, "cut")
		part, err := dunning.Fold(log[:at])
		require.NoError(t, err)
		whole, err := part.Fold(log[at:])
		require.NoError(t, err)
		require.Equal(t, s.claim.Saved(), whole)
		if at < len(log) {
			_, err = part.Fold(slices.Clone(log[at+1:]))
			require.Equal(t, at+1 < len(log), err != nil, "a gap is refused")
		}
	})
}

// A payment may be taken back where one came: a credit note is none.
func TestNothingPaidCannotBeTakenBack(t *testing.T) {
	r := rules(t, dunning.Policy{})
	may := func(c dunning.Claim) bool {
		return slices.ContainsFunc(c.Permitted(r, by(c, salesdesk.Finance)), func(choice workflow.Choice[dunning.Status, dunning.Event]) bool {
			return choice.On == dunning.Reverse && choice.Allowed
		})
	}
	c := opened(t, r, business("100.00", "2026-03-31"))
	c, err := c.Pay(r, by(c, salesdesk.Finance), dunning.Payment{ID: "n1", Kind: dunning.CreditNote, Date: day("2026-04-01"), Amount: amount("10.00")})
	require.NoError(t, err)
	assert.False(t, may(c))
	_, err = c.Reverse(r, by(c, salesdesk.Finance), "n1")
	require.ErrorAs(t, err, new(dunning.NothingPaidError))
	assert.True(t, may(paid(t, r, c, "2026-04-02", "1.00")))
}
