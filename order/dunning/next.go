package dunning

import "github.com/interne-sales/salesdesk/calendar"

// Step is what comes next of a claim, and the first day on which it may or, by the
// policy, should be done. A suspension without a known end has no day.
type Step struct {
	On   Event         `json:"on"`
	From calendar.Date `json:"from,omitzero"`
}

// Next is what comes next, as it looks at the end of a day; ok is false where nothing is
// to be done: the claim is settled, or in other hands. A claim on which nothing is owed
// that day is to be settled.
func (c Claim) Next(r *Rules, day calendar.Date) (next Step, ok bool, err error) {
	if err := r.ask(day); err != nil {
		return Step{}, false, err
	}
	if c.Status == Settled {
		return Step{}, false, nil
	}
	a, _, err := r.account(&c, day)
	if err != nil {
		return Step{}, false, err
	}
	if a.owed(PrincipalPart).Add(a.owed(InterestPart)).Add(a.owed(CostsPart)).Sign() == 0 {
		return Step{On: Settle, From: day}, true, nil
	}
	next, ok = r.next(&c)
	return next, ok, nil
}

func (r *Rules) next(c *Claim) (Step, bool) {
	last, sent := c.last()
	switch {
	case c.Status == Suspended:
		return Step{On: Resume, From: c.Suspension.ends()}, true
	case c.Status == Noticed:
		return Step{On: HandOver, From: r.over(c, last)}, true
	case c.Status == None && c.Debt.Clause.NoticeWhenDue:
		return Step{On: FormalNotice, From: c.Debt.late().AddDays(r.policy.GraceDays)}, true
	case c.Status == None, c.Status == ReminderOne && !sent:
		return Step{On: Remind, From: c.Debt.late().AddDays(r.policy.GraceDays)}, true
	case c.Status == ReminderOne && r.policy.SecondReminder:
		return Step{On: RemindAgain, From: r.over(c, last)}, true
	case c.Status == ReminderOne, c.Status == ReminderTwo:
		return Step{On: FormalNotice, From: r.over(c, last)}, true
	default:
		return Step{}, false
	}
}

// over is the first day of the step after a letter, when what it gave to pay is over: the
// term of a consumer's reminder, else the days of the policy.
func (r *Rules) over(c *Claim, letter Reminder) calendar.Date {
	if c.Debt.consumer() && letter.On != FormalNotice {
		return letter.Wait.Over
	}
	return letter.Sent.AddDays(r.policy.stepDays())
}
