package dunning

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// dues is what a debt brings with it beside the principal, and what is in the way.
type dues struct {
	terms   terms
	charges []charge
	bars    []Bar
}

func (r *Rules) dues(c *Claim, day calendar.Date) (dues, error) {
	if c.Debt.consumer() {
		return r.consumerDues(c, day)
	}
	return r.commercialDues(c), nil
}

// commercialDues run by themselves from the day after the due date; what recovering cost
// beyond the lump sum, from the day it did. Damages that were agreed count for what they are above the lump sum (law of 2 August 2002, art. 6).
func (r *Rules) commercialDues(c *Claim) dues {
	law, late := r.policy.law(), c.Debt.late()
	d := dues{terms: terms{table: law.Commercial, counts: r.policy.counts()}}
	if c.Debt.Clause.agreed() {
		d.terms = terms{agreed: c.Debt.agreedRate(), counts: r.policy.counts()}
	}
	d.charges = append(d.charges, charge{kind: Interest, from: late, runs: late})
	sum, ok := law.lumpSum(late, c.Debt.Currency)
	if ok {
		d.charges = append(d.charges, charge{kind: Lump, from: late, source: sum.Source, amount: of(Working{By: FixedByLaw, Fixed: sum.Amount})})
	}
	for _, cost := range c.Costs {
		working := Working{By: AtCost, Fixed: cost.Amount, For: cost.For}
		d.charges = append(d.charges, charge{kind: RecoveryRow, from: cost.Date, source: recoverySource, amount: of(working)})
	}
	if c.Debt.Clause.damages() {
		d.charges = append(d.charges, charge{kind: DamagesRow, from: late, source: contract, amount: func(balance fixed.Dec) (fixed.Dec, Working) {
			agreed, working := c.Debt.damages(balance)
			working.Less = sum.Amount
			return agreed.Sub(exact.Dec(sum.Amount)), working
		}})
	}
	return d
}

// recoverySource is where costs beyond the lump sum are owed.
const recoverySource = "law of 2 August 2002, art. 6"

// contract is the source of what was agreed.
const contract = "contract"

// consumerDues begin when the term of the first reminder is over, if the contract has a
// clause that holds for both sides (WER XIX.2 to XIX.4).
func (r *Rules) consumerDues(c *Claim, day calendar.Date) (dues, error) {
	rule, err := r.policy.law().consumer(c.Debt)
	if err != nil {
		return dues{}, err
	}
	clause := c.Debt.Clause
	if !clause.Reciprocal && (clause.agreed() || clause.damages() || clause.Reminders) {
		d := r.civilDues(c)
		d.bars = append(d.bars, Bar{Kind: DamagesRow, Reason: NotReciprocal})
		return d, nil
	}
	d := dues{}
	if !clause.agreed() {
		d = r.civilDues(c)
	}
	if !clause.damages() {
		d.bars = append(d.bars, Bar{Kind: DamagesRow, Reason: NoClause})
	}
	wait, sent := c.wait()
	switch {
	case !sent:
		d.bar(clause, ReminderFirst, calendar.Date{})
		return d, nil
	case day.Before(wait.Over):
		d.bar(clause, Waiting, wait.Over)
	}
	r.clauseDues(&d, c, rule, wait)
	return d, nil
}

// bar keeps what the clause gives from being claimed.
func (d *dues) bar(clause Clause, reason BarReason, from calendar.Date) {
	if clause.agreed() {
		d.bars = append(d.bars, Bar{Kind: Interest, Reason: reason, From: from})
	}
	if clause.damages() {
		d.bars = append(d.bars, Bar{Kind: DamagesRow, Reason: reason, From: from})
	}
}

// clauseDues are interest, damages and reminders under a clause that holds.
func (r *Rules) clauseDues(d *dues, c *Claim, rule ConsumerRule, wait Wait) {
	clause := c.Debt.Clause
	if clause.agreed() {
		d.terms = terms{table: r.policy.law().Commercial, counts: r.policy.counts()}
		if !clause.Statutory || clause.Interest.IsPositive() {
			d.terms.agreed = c.Debt.agreedRate()
		}
		runs := wait.Over
		if c.Debt.SmallCreditor {
			runs = wait.Sent.AddDays(1)
		}
		d.charges = append(d.charges, charge{kind: Interest, from: wait.Over, runs: runs})
	}
	if clause.damages() {
		d.charges = append(d.charges, charge{kind: DamagesRow, from: wait.Over, source: rule.Source, amount: func(balance fixed.Dec) (fixed.Dec, Working) {
			return c.Debt.consumerDamages(rule, balance)
		}})
	}
	for _, reminder := range c.Reminders {
		from := reminder.Sent
		if from.Before(wait.Over) {
			from = wait.Over
		}
		working := Working{By: OfReminder, Fixed: reminder.Cost, Postage: reminder.Postage}
		d.charges = append(d.charges, charge{kind: ReminderRow, from: from, source: rule.Source, amount: of(working)})
	}
}

// civilDues are those of a consumer without a clause on interest: the civil rate from
// the day after his formal notice (from general knowledge: verify before relying on it).
func (r *Rules) civilDues(c *Claim) dues {
	d := dues{terms: terms{table: r.policy.law().Civil, counts: r.policy.counts()}}
	notice, ok := c.reminder(FormalNotice)
	if !ok {
		d.bars = append(d.bars, Bar{Kind: Interest, Reason: NoticeFirst})
	} else {
		from := notice.Sent.AddDays(1)
		d.charges = append(d.charges, charge{kind: Interest, from: from, runs: from})
	}
	return d
}

// of is an amount that does not depend on the balance.
func of(w Working) func(fixed.Dec) (fixed.Dec, Working) {
	amount := exact.Dec(w.Fixed).Add(exact.Dec(w.Postage))
	return func(fixed.Dec) (fixed.Dec, Working) { return amount, w }
}

func (d Debt) agreedRate() *Rate {
	return &Rate{Ratio: d.Clause.Interest, Confidence: Published, Source: contract}
}

// damages are those agreed on a balance, to the cent.
func (d Debt) damages(balance fixed.Dec) (fixed.Dec, Working) {
	agreed := d.Clause.Damages
	least, most := exact.Dec(agreed.Least), exact.Dec(agreed.Most)
	amount, working := balance.Mul(exact.Dec(agreed.Ratio)).Round(d.Currency.MinorUnits(), fixed.HalfAwayFromZero), Working{By: Share, Rate: agreed.Ratio}
	if amount.Cmp(least) < 0 {
		amount, working = least, Working{By: AgreedMin, Fixed: agreed.Least}
	}
	if most.Sign() > 0 && most.Cmp(amount) < 0 {
		amount, working = most, Working{By: AgreedMax, Fixed: agreed.Most}
	}
	return amount, working
}

// consumerDamages are those agreed, no more than law allows.
func (d Debt) consumerDamages(rule ConsumerRule, balance fixed.Dec) (fixed.Dec, Working) {
	most, capped := rule.most(balance, d.Currency.MinorUnits())
	if d.Clause.Statutory && !d.Clause.Damages.Ratio.IsPositive() && !d.Clause.Damages.Least.IsPositive() {
		return most, capped
	}
	amount, working := d.damages(balance)
	if most.Cmp(amount) < 0 {
		return most, capped
	}
	return amount, working
}

// most is the cap of damages on a balance, rounded half away from zero.
func (r ConsumerRule) most(balance fixed.Dec, places int) (fixed.Dec, Working) {
	for _, c := range r.Caps {
		if c.UpTo.IsPositive() && exact.Dec(c.UpTo).Cmp(balance) < 0 {
			continue
		}
		above := balance.Sub(exact.Dec(c.Above))
		amount := exact.Dec(c.Fixed).Add(above.Mul(exact.Dec(c.Ratio))).Round(places, fixed.HalfAwayFromZero)
		working := Working{By: LegalMax, Fixed: c.Fixed, Rate: c.Ratio, Above: c.Above}
		if most := exact.Dec(c.Most); c.Most.IsPositive() && most.Cmp(amount) < 0 {
			amount, working = most, Working{By: LegalMax, Fixed: c.Most}
		}
		return amount, working
	}
	return fixed.Dec{}, Working{By: LegalMax}
}

// MostDamages is the most that law lets a consumer owe in damages on a balance.
func (r ConsumerRule) MostDamages(balance salesdesk.Money) (salesdesk.Money, error) {
	amount, _ := r.most(exact.Dec(balance.Amount), balance.Currency.MinorUnits())
	a, err := exact.Amount(amount)
	return salesdesk.Money{Amount: a, Currency: balance.Currency}, err
}
