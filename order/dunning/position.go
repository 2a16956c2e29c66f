package dunning

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Position is what may be claimed of a customer at the end of a day, over all his claims.
type Position struct {
	Customer   string             `json:"customer"`
	Day        calendar.Date      `json:"day"`
	Currency   salesdesk.Currency `json:"currency"`
	Statements []Statement        `json:"statements"` // of what is late or overpaid, the oldest due date first
	Principal  salesdesk.Amount   `json:"principal"`
	Interest   salesdesk.Amount   `json:"interest"`
	Costs      salesdesk.Amount   `json:"costs"`
	Total      salesdesk.Amount   `json:"total"`
	Overpaid   salesdesk.Amount   `json:"overpaid"`
}

// PositionOf adds up the statements of a customer's claims in one currency, whatever their
// order; those of other customers and in other currencies are passed over, and claims that are
// not late or on which nothing is owed or overpaid are left out. What a statement has against it is named at
// its claim, all of them at once.
func PositionOf(customer string, c salesdesk.Currency, claims []Claim, r *Rules, day calendar.Date) (Position, error) {
	p := Position{Customer: customer, Day: day, Currency: c}
	var problems salesdesk.Problems
	problems.Add(r.ask(day))
	problems.AddAt("currency", c.Check())
	if err := problems.Err(); err != nil {
		return Position{}, err
	}
	var sums [5]fixed.Dec
	for i := range claims {
		debt := &claims[i].Debt
		if debt.Customer != customer || debt.Currency != c {
			continue
		}
		s, err := claims[i].Statement(r, day)
		if problems.AddAt(salesdesk.Index("claims", i), err); err != nil || s.Total.IsZero() && s.Overpaid.IsZero() {
			continue
		}
		p.Statements = append(p.Statements, s)
		for k, a := range s.sums() {
			sums[k] = sums[k].Add(exact.Dec(a))
		}
	}
	for k, to := range []*salesdesk.Amount{&p.Principal, &p.Interest, &p.Costs, &p.Total, &p.Overpaid} {
		a, err := exact.Amount(sums[k].Round(c.MinorUnits(), fixed.HalfAwayFromZero))
		problems.Add(err)
		*to = a
	}
	slices.SortStableFunc(p.Statements, func(a, b Statement) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Invoice, b.Invoice), cmp.Compare(a.Instalment, b.Instalment))
	})
	if err := problems.Err(); err != nil {
		return Position{}, err
	}
	return p, nil
}

// sums are the figures of a statement, in the order of a [Position].
func (s *Statement) sums() [5]salesdesk.Amount {
	return [...]salesdesk.Amount{s.Principal, s.Interest, s.Costs, s.Total, s.Overpaid}
}
