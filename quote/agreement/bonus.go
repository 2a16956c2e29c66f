package agreement

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// ratePlaces is how exact an expected rate is.
const ratePlaces = 6

// Bonus is what a customer gets back at the end of a year for what he bought in it.
// Turnover is what was invoiced without VAT, less what the fields leave out.
type Bonus struct {
	ID    string           `json:"id"`
	Text  string           `json:"text,omitempty"`
	Mode  pricing.TierMode `json:"mode"`  // pricing.Volume: the rate reached is of all; pricing.Graduated: each of its slice
	Tiers []Tier           `json:"tiers"` // by From; below the first nothing is earned
	// Groups of articles whose turnover counts; empty is all.
	Groups []string `json:"groups,omitempty"`
	// What else counts.
	WithContributions bool `json:"with_contributions,omitempty"` // Recupel, Bebat and the like are turnover too
	LessCashDiscount  bool `json:"less_cash_discount,omitempty"` // what was taken off for paying early is none
	PaidOnly          bool `json:"paid_only,omitempty"`          // an invoice counts once it is paid
}

// Tier is the rate of a turnover from an amount on.
type Tier struct {
	From salesdesk.Amount `json:"from"` // reached at this very amount
	Rate salesdesk.Amount `json:"rate"` // a ratio: 0.02 is 2 %
}

// Check is every problem of the bonus: paths are its own.
func (b Bonus) Check() error {
	var p salesdesk.Problems
	if b.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	if b.Mode != pricing.Volume && b.Mode != pricing.Graduated {
		p.Add(salesdesk.FieldError{Path: "mode", Rule: salesdesk.RuleOneOf, Param: "volume graduated"})
	}
	if len(b.Tiers) == 0 {
		p.Add(salesdesk.FieldError{Path: "tiers", Rule: salesdesk.RuleRequired})
	}
	if err := tooMany("tiers", len(b.Tiers), MaxParts); err != nil {
		p.Add(err)
		return p
	}
	for i, t := range b.Tiers {
		path := salesdesk.Index("tiers", i)
		p.AddAt(path+".from", exact.NotBelowZero(t.From))
		p.AddAt(path+".rate", exact.NotBelowZero(t.Rate))
		if exact.Dec(t.Rate).Cmp(fixed.FromInt(1, 0)) > 0 {
			p.Add(salesdesk.FieldError{Path: path + ".rate", Rule: salesdesk.RuleMax, Param: "1"})
		}
		if i > 0 && !b.Tiers[i-1].From.LessThan(t.From.Decimal) {
			p.Add(salesdesk.FieldError{Path: path + ".from", Rule: salesdesk.RuleOrder, Param: b.Tiers[i-1].From.String()})
		}
	}
	return p.Err()
}

// Earned is the bonus of a turnover, rounded once to so many places. A turnover below
// zero earns nothing. Of tiers from 50,000 at 1 % and from 100,000 at 2 %, 120,000 earns
// 2,400 by volume and 900 graduated.
func (b Bonus) Earned(turnover salesdesk.Amount, currency salesdesk.Currency) (salesdesk.Amount, error) {
	if err := b.usable(turnover, currency); err != nil {
		return salesdesk.Amount{}, err
	}
	return exact.Amount(b.earned(exact.Dec(turnover), currency.MinorUnits()))
}

func (b Bonus) usable(turnover salesdesk.Amount, currency salesdesk.Currency) error {
	var p salesdesk.Problems
	p.Add(b.Check())
	p.AddAt("turnover", turnover.Check())
	p.AddAt("currency", currency.Check())
	return p.Err()
}

func (b Bonus) earned(turnover fixed.Dec, places int) fixed.Dec {
	var sum fixed.Dec
	for i, t := range b.Tiers {
		from := exact.Dec(t.From)
		if turnover.Cmp(from) < 0 {
			break
		}
		rate := exact.Dec(t.Rate)
		if b.Mode == pricing.Volume {
			sum = turnover.Mul(rate)
			continue
		}
		upto := turnover
		if i+1 < len(b.Tiers) {
			if next := exact.Dec(b.Tiers[i+1].From); next.Cmp(upto) < 0 {
				upto = next
			}
		}
		sum = sum.Add(upto.Sub(from).Mul(rate))
	}
	if turnover.Sign() <= 0 {
		return fixed.FromInt(0, -places)
	}
	return sum.Round(places, fixed.HalfAwayFromZero)
}

// Expected is the bonus that a sale is expected to earn, for the pocket price: what the
// forecast of the year's turnover earns, as a ratio of it, to six places. A forecast
// below what is reached already gives way to that. It goes into pricing.Request.Accruals.
func (b Bonus) Expected(soFar, forecast salesdesk.Amount, currency salesdesk.Currency) (pricing.Accrual, error) {
	year := forecast
	if year.LessThan(soFar.Decimal) {
		year = soFar
	}
	earned, err := b.Earned(year, currency)
	accrual := pricing.Accrual{ID: b.ID, Text: b.Text}
	if err != nil || year.Sign() <= 0 {
		return accrual, err
	}
	ratio := exact.Dec(earned).DivRound(exact.Dec(year), ratePlaces, fixed.HalfAwayFromZero)
	accrual.Rate, err = exact.Amount(ratio)
	return accrual, err
}

// counts is what of an invoiced line is turnover of the bonus.
func (b Bonus) counts(t *Turnover) fixed.Dec {
	if len(b.Groups) > 0 && !slices.Contains(b.Groups, t.Group) || b.PaidOnly && !t.Paid {
		return fixed.Dec{}
	}
	sum := exact.Dec(t.Net)
	if !b.WithContributions {
		sum = sum.Sub(exact.Dec(t.Contributions))
	}
	if b.LessCashDiscount {
		sum = sum.Sub(exact.Dec(t.CashDiscount))
	}
	return sum
}
