package dunning

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Part is what a payment is set off against.
type Part string

// The parts.
const (
	InterestPart  Part = "interest"
	CostsPart     Part = "costs" // lump sum, damages and reminders
	PrincipalPart Part = "principal"
)

// MessageID names the text.
func (p Part) MessageID() string { return "dunning.part." + string(p) }

// charge is something that a day begins: interest, or an amount on the balance of that
// morning.
type charge struct {
	kind   RowKind
	from   calendar.Date // the first day on which it may be claimed
	runs   calendar.Date // of interest: the day from which it counts
	amount func(balance fixed.Dec) (fixed.Dec, Working)
	source string
}

// account is the debt as it runs from day to day.
type account struct {
	places int
	order  []Part
	terms  terms

	principal fixed.Dec
	stretches []stretch
	gaps      []Gap
	through   calendar.Date // interest is counted up to and including it; none before it runs
	rows      []costRow
	costs     fixed.Dec
	paid      [2]fixed.Dec // of interest and of costs
	over      fixed.Dec    // paid too much
	setOffs   []setOff
}

type costRow struct {
	charge  charge
	base    fixed.Dec
	amount  fixed.Dec
	working Working
}

// setOff is how a payment was set off.
type setOff struct {
	payment                          Payment
	interest, costs, principal, over fixed.Dec
}

// play runs the account to the end of a day: on each day what it begins first, then what
// was paid.
func (a *account) play(charges []charge, payments []Payment, day calendar.Date) error {
	charges = slices.SortedStableFunc(slices.Values(charges), func(x, y charge) int { return x.from.Compare(y.from) })
	payments = slices.SortedStableFunc(slices.Values(payments), func(x, y Payment) int {
		return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.ID, y.ID))
	})
	for len(charges) > 0 || len(payments) > 0 {
		first := len(charges) > 0 && (len(payments) == 0 || !charges[0].from.After(payments[0].Date))
		var err error
		switch {
		case first && charges[0].from.After(day), !first && payments[0].Date.After(day):
			a.accrue(day)
			return nil
		case first:
			err, charges = a.begin(charges[0]), charges[1:]
		default:
			err, payments = a.pay(payments[0]), payments[1:]
		}
		if err != nil {
			return err
		}
	}
	a.accrue(day)
	return nil
}

// begin claims a charge on what is open that morning; on nothing there is none.
func (a *account) begin(c charge) error {
	a.accrue(c.from.AddDays(-1))
	if a.principal.Sign() <= 0 {
		return nil
	}
	if c.kind == Interest {
		a.through = c.runs.AddDays(-1)
		a.accrue(c.from.AddDays(-1))
		return nil
	}
	amount, working := c.amount(a.principal)
	if amount.Sign() > 0 {
		a.rows = append(a.rows, costRow{charge: c, base: a.principal, amount: amount, working: working})
		a.costs = a.costs.Add(amount)
	}
	return amount.Err()
}

func (a *account) accrue(through calendar.Date) {
	if a.through.IsZero() || !through.After(a.through) {
		return
	}
	if a.principal.Sign() > 0 {
		a.stretches, a.gaps = a.terms.run(a.stretches, a.gaps, a.through.AddDays(1), through, a.principal)
	}
	a.through = through
}

// pay sets a payment off, in the order of the parts.
func (a *account) pay(p Payment) error {
	a.accrue(p.Date)
	left, s := exact.Dec(p.Amount), setOff{payment: p}
	for _, part := range a.order {
		var taken fixed.Dec
		switch part {
		case InterestPart:
			taken = smaller(left, a.owed(InterestPart))
			s.interest, a.paid[0] = taken, a.paid[0].Add(taken)
		case CostsPart:
			taken = smaller(left, a.owed(CostsPart))
			s.costs, a.paid[1] = taken, a.paid[1].Add(taken)
		default:
			taken = smaller(left, a.owed(PrincipalPart))
			s.principal, a.principal = taken, a.principal.Sub(taken)
		}
		left = left.Sub(taken)
	}
	s.over, a.over = left, a.over.Add(left)
	a.setOffs = append(a.setOffs, s)
	return left.Err()
}

// owed is what is left to pay of a part.
func (a *account) owed(part Part) fixed.Dec {
	switch part {
	case InterestPart:
		return interest(a.stretches, a.places).Sub(a.paid[0])
	case CostsPart:
		return a.costs.Sub(a.paid[1])
	default:
		return a.principal
	}
}

func smaller(a, b fixed.Dec) fixed.Dec {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

// open is an account of the debt before anything happened, less its credit notes up to a
// day; credit beyond the debt is paid too much.
func (r *Rules) open(c *Claim, day calendar.Date) *account {
	a := &account{places: c.Debt.Currency.MinorUnits(), order: r.policy.imputation(), principal: exact.Dec(c.Debt.Amount)}
	for _, p := range c.Payments {
		if p.Kind == CreditNote && !p.Date.After(day) {
			a.principal = a.principal.Sub(exact.Dec(p.Amount))
		}
	}
	if a.principal.Sign() < 0 {
		a.over, a.principal = a.principal.Neg(), fixed.Dec{}
	}
	return a
}

// money are the payments proper.
func (c *Claim) money() []Payment {
	return slices.DeleteFunc(slices.Clone(c.Payments), func(p Payment) bool { return p.Kind == CreditNote })
}

// places are those of the claim's currency.
func (c *Claim) amount(d fixed.Dec) (salesdesk.Amount, error) {
	return exact.Amount(d.Round(c.Debt.Currency.MinorUnits(), fixed.HalfAwayFromZero))
}
