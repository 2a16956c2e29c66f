package dunning

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/workflow"
)

func nothingSent(_ *workflow.Command, c Case) error {
	if last, sent := c.Claim.last(); sent {
		return SentError{Sent: last.Sent}
	}
	return nil
}

// overdue holds for a reminder that is whole, of a debt that is late and open on its day.
func overdue(_ *workflow.Command, c Case, fact Reminded) error {
	var problems salesdesk.Problems
	problems.Add(fact.Reminder.check(c.Claim))
	if sent := fact.Reminder.Sent; !sent.After(c.Claim.Debt.Due) {
		problems.Add(NotDueError{Due: c.Claim.Debt.Due})
	} else if open, err := c.rules.balance(c.Claim, fact.Reminder); err != nil || open.Sign() <= 0 {
		problems.Add(err)
		problems.Add(nothingOpen(err))
	}
	return problems.Err()
}

func nothingOpen(err error) error {
	if err != nil {
		return nil
	}
	return NothingOpenError{}
}

// balance is the principal open on the day of a reminder.
func (r *Rules) balance(c *Claim, reminder Reminder) (fixed.Dec, error) {
	a, _, err := r.account(c, reminder.Sent)
	if err != nil {
		return fixed.Dec{}, err
	}
	return a.principal, a.principal.Err()
}

func (r Reminder) check(c *Claim) error {
	var problems salesdesk.Problems
	problems.AddAt("sent", needed(r.Sent))
	if last, ok := c.last(); ok && r.Sent.Before(last.Sent) {
		problems.Add(salesdesk.FieldError{Path: "sent", Rule: salesdesk.RuleOrder, Param: last.Sent.String()})
	}
	if r.Channel != Post && r.Channel != Electronic {
		problems.Add(salesdesk.FieldError{Path: "channel", Rule: salesdesk.RuleOneOf, Param: "post electronic"})
	}
	problems.AddAt("cost", cents(r.Cost, c.Debt.Currency))
	problems.AddAt("postage", cents(r.Postage, c.Debt.Currency))
	if r.FreeUsed < 0 {
		problems.Add(salesdesk.FieldError{Path: "free_used", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if len(c.Reminders) >= MaxReminders {
		problems.Add(salesdesk.FieldError{Path: "reminders", Rule: salesdesk.RuleLength, Param: "50"})
	}
	return problems.Err()
}

// priced holds for a reminder that asks no more for itself than law allows.
func priced(_ *workflow.Command, c Case, fact Reminded) error {
	if fact.Reminder.free() {
		return nil
	}
	debt := c.Claim.Debt
	if !debt.consumer() {
		return CostError{Reason: InLumpSum}
	}
	rule, err := c.rules.policy.law().consumer(debt)
	if err != nil {
		return err
	}
	var problems salesdesk.Problems
	if !debt.Clause.Reminders || !debt.Clause.Reciprocal {
		problems.Add(CostError{Reason: NotAgreed})
	}
	if paid := debt.Regular && fact.Reminder.FreeUsed >= rule.FreeDueDates; len(c.Claim.Reminders) == 0 && !paid {
		problems.Add(CostError{Reason: FirstFree})
	}
	if rule.ReminderMost.LessThan(fact.Reminder.Cost.Decimal) {
		problems.Add(CostError{Reason: TooHigh, Most: salesdesk.Money{Amount: rule.ReminderMost, Currency: debt.Currency}})
	}
	return problems.Err()
}

// waited holds once a consumer had the term of his last reminder, and a business the days
// that the policy has between two steps: no step is made before the last day to pay is over.
func waited(_ *workflow.Command, c Case, fact Reminded) error {
	last, sent := c.Claim.last()
	switch {
	case !sent && !c.Claim.Debt.Clause.NoticeWhenDue:
		return NotRemindedError{}
	case !sent:
		return nil
	}
	if over := c.rules.over(c.Claim, last); fact.Reminder.Sent.Before(over) {
		return WaitError{Over: over}
	}
	return nil
}

// noticed holds once the debtor had the days of the policy after his formal notice.
func noticed(_ *workflow.Command, c Case, fact Transferred) error {
	last, _ := c.Claim.last()
	if over := c.rules.over(c.Claim, last); fact.Transfer.Day.Valid() && fact.Transfer.Day.Before(over) {
		return WaitError{Over: over}
	}
	return nil
}

func secondAsked(_ *workflow.Command, c Case) error {
	if !c.rules.policy.SecondReminder {
		return NotAskedError{}
	}
	return nil
}

func secondSent(_ *workflow.Command, c Case) error {
	if c.rules.policy.SecondReminder && c.Claim.Debt.consumer() {
		return SecondFirstError{}
	}
	return nil
}

func noticeClause(_ *workflow.Command, c Case) error {
	if c.Claim.Debt.consumer() || !c.Claim.Debt.Clause.NoticeWhenDue {
		return NotRemindedError{}
	}
	return nil
}

func approved(cmd *workflow.Command, _ Case, fact Transferred) error {
	if fact.Transfer.Approver == "" || fact.Transfer.Approver == cmd.Actor.ID {
		return ApprovalError{}
	}
	return nil
}

// registered holds for a transfer that is whole, and of a consumer's debt to nobody who
// must be registered and is not (WER XIX.5 and following).
func registered(_ *workflow.Command, c Case, fact Transferred) error {
	var problems salesdesk.Problems
	problems.AddAt("name", given(fact.Transfer.Name))
	problems.AddAt("day", needed(fact.Transfer.Day))
	switch fact.Transfer.To {
	case Lawyer, Bailiff:
	case Agency:
		if c.Claim.Debt.consumer() && fact.Transfer.Registration == "" {
			problems.Add(RegistrationError{Name: fact.Transfer.Name})
		}
	default:
		problems.Add(salesdesk.FieldError{Path: "to", Rule: salesdesk.RuleOneOf, Param: "lawyer bailiff agency"})
	}
	return problems.Err()
}

func caused(_ *workflow.Command, _ Case, fact Waits) error {
	s := fact.Suspension
	var problems salesdesk.Problems
	problems.AddAt("from", needed(s.From))
	switch s.Cause {
	case Dispute, Complaint:
		problems.AddAt("reference", given(s.Reference))
	case Promise:
		problems.AddAt("until", needed(s.Until))
	default:
		problems.Add(salesdesk.FieldError{Path: "cause", Rule: salesdesk.RuleOneOf, Param: "dispute complaint promise"})
	}
	if !s.Until.IsZero() && s.Until.Before(s.From) {
		problems.Add(salesdesk.FieldError{Path: "until", Rule: salesdesk.RuleOrder, Param: s.From.String()})
	}
	return problems.Err()
}

// causeEnded holds on the day after a promised one; before it, and after a dispute or a
// complaint, somebody says how it ended.
func causeEnded(cmd *workflow.Command, c Case, fact Resumed) error {
	if err := needed(fact.Day); err != nil {
		return salesdesk.At("day", err)
	}
	s := c.Claim.Suspension
	if cmd.Reason == "" && (s.Cause != Promise || !fact.Day.After(s.Until)) {
		return WaitsError{Cause: s.Cause, Until: s.Until}
	}
	return nil
}

func nothingOwed(cmd *workflow.Command, c Case, fact Cleared) error {
	if err := needed(fact.Day); err != nil {
		return salesdesk.At("day", err)
	}
	if fact.Waived != (Waiver{}) && cmd.Reason == "" {
		return workflow.ReasonError{}
	}
	a, _, err := c.rules.account(c.Claim, fact.Day)
	if err != nil {
		return err
	}
	owed := a.owed(PrincipalPart)
	if len(a.gaps) > 0 && !fact.Waived.Interest {
		return NoRateError{Day: a.gaps[0].From}
	}
	if !fact.Waived.Interest {
		owed = owed.Add(a.owed(InterestPart))
	}
	if !fact.Waived.Costs {
		owed = owed.Add(a.owed(CostsPart))
	}
	if owed.Sign() == 0 {
		return owed.Err()
	}
	amount, err := c.Claim.amount(owed)
	if err != nil {
		return err
	}
	return OwedError{Owed: salesdesk.Money{Amount: amount, Currency: c.Claim.Debt.Currency}}
}

func newPayment(_ *workflow.Command, c Case, fact Received) error {
	p := fact.Payment
	var problems salesdesk.Problems
	problems.AddAt("id", given(p.ID))
	if c.Claim.payment(p.ID) >= 0 {
		problems.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleDuplicate, Param: p.ID})
	}
	if p.Kind != "" && p.Kind != Paid && p.Kind != CreditNote {
		problems.Add(salesdesk.FieldError{Path: "kind", Rule: salesdesk.RuleOneOf, Param: "paid credit_note"})
	}
	problems.AddAt("date", needed(p.Date))
	problems.AddAt("amount", aboveZero(p.Amount, c.Claim.Debt.Currency))
	if len(c.Claim.Payments) >= MaxPayments {
		problems.Add(salesdesk.FieldError{Path: "payments", Rule: salesdesk.RuleLength, Param: "1000"})
	}
	return problems.Err()
}

// recoverable holds for a cost that is whole, of a debt that was late on its day, from a
// business that owes nothing else for it.
func recoverable(_ *workflow.Command, c Case, fact CostAdded) error {
	cost, debt := fact.Cost, c.Claim.Debt
	var problems salesdesk.Problems
	problems.AddAt("id", given(cost.ID))
	problems.AddAt("for", given(cost.For))
	problems.AddAt("date", needed(cost.Date))
	problems.AddAt("amount", aboveZero(cost.Amount, debt.Currency))
	if slices.ContainsFunc(c.Claim.Costs, func(known Cost) bool { return known.ID == cost.ID }) {
		problems.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleDuplicate, Param: cost.ID})
	}
	if len(c.Claim.Costs) >= MaxCosts {
		problems.Add(salesdesk.FieldError{Path: "costs", Rule: salesdesk.RuleLength, Param: "100"})
	}
	switch {
	case debt.consumer():
		problems.Add(CostError{Reason: NotFromConsumer})
	case debt.Clause.damages():
		problems.Add(CostError{Reason: InDamages})
	}
	if cost.Date.Valid() && !cost.Date.After(debt.Due) {
		problems.Add(NotDueError{Due: debt.Due})
	}
	return problems.Err()
}

// somethingPaid holds where there is a payment that may be taken back.
func somethingPaid(_ *workflow.Command, c Case) error {
	if len(c.Claim.money()) == 0 {
		return NothingPaidError{}
	}
	return nil
}

func reversed(_ *workflow.Command, c Case, fact Reversed) error {
	if i := c.Claim.payment(fact.Payment); i < 0 || c.Claim.Payments[i].Kind == CreditNote {
		return PaymentError{Payment: fact.Payment}
	}
	return nil
}

func (c *Claim) payment(id string) int {
	return slices.IndexFunc(c.Payments, func(p Payment) bool { return p.ID == id })
}
