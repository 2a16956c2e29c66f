package agreement

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Turnover is what was invoiced or, below zero, credited.
type Turnover struct {
	Document      string           `json:"document"`
	Date          calendar.Date    `json:"date"`
	Group         string           `json:"group,omitempty"`        // of the articles
	Net           salesdesk.Amount `json:"net"`                    // without VAT, contributions included
	Contributions salesdesk.Amount `json:"contributions,omitzero"` // in Net
	CashDiscount  salesdesk.Amount `json:"cash_discount,omitzero"` // taken, without VAT
	Paid          bool             `json:"paid,omitempty"`
}

// Account is a bonus set aside over a year.
type Account struct {
	Bonus    string             `json:"bonus"`
	Year     calendar.Period    `json:"year"`
	Currency salesdesk.Currency `json:"currency"`
	Turnover salesdesk.Amount   `json:"turnover"` // that counts
	Earned   salesdesk.Amount   `json:"earned"`   // the sum of the entries
	Entries  []Posting          `json:"entries,omitempty"`
}

// Posting sets aside, or below zero takes back, what a document changes.
type Posting struct {
	Document string           `json:"document"`
	Date     calendar.Date    `json:"date"`
	Turnover salesdesk.Amount `json:"turnover"` // of the year, up to and with the document
	Earned   salesdesk.Amount `json:"earned"`   // on that
	Amount   salesdesk.Amount `json:"amount"`   // Earned less what was set aside before
}

// UnknownBonusError is a bonus that the agreement does not have.
type UnknownBonusError struct{ Agreement, Bonus string }

func (e UnknownBonusError) Error() string {
	return fmt.Sprintf("agreement %s has no bonus %s", e.Agreement, e.Bonus)
}

// MessageID names the text.
func (UnknownBonusError) MessageID() string { return "agreement.unknown_bonus" }

// Accrue sets a bonus aside over the year of the agreement that a day lies in. Documents
// go by date, of one day in the order given; those outside the year, or that do not count,
// leave no posting. The error is every problem with its path.
func (a Agreement) Accrue(bonus string, on calendar.Date, documents []Turnover) (Account, error) {
	b, year, err := a.bonusIn(bonus, on)
	if err != nil {
		return Account{}, err
	}
	sorted, err := inYear(documents, year)
	if err != nil {
		return Account{}, err
	}
	k := keeper{places: a.Currency.MinorUnits()}
	account := Account{Bonus: b.ID, Year: year, Currency: a.Currency}
	turnover, earned := fixed.FromInt(0, -k.places), fixed.FromInt(0, -k.places)
	for i := range sorted {
		counted := b.counts(&sorted[i])
		if counted.IsZero() {
			continue
		}
		turnover = turnover.Add(counted)
		now := b.earned(turnover, k.places)
		account.Entries = append(account.Entries, Posting{
			Document: sorted[i].Document, Date: sorted[i].Date, Turnover: k.amount(turnover), Earned: k.amount(now), Amount: k.amount(now.Sub(earned)),
		})
		earned = now
	}
	account.Turnover, account.Earned = k.amount(turnover), k.amount(earned)
	return account, k.problems.Err()
}

func (a Agreement) bonusIn(bonus string, on calendar.Date) (Bonus, calendar.Period, error) {
	if err := a.Check(); err != nil {
		return Bonus{}, calendar.Period{}, err
	}
	k := slices.IndexFunc(a.Bonuses, func(b Bonus) bool { return b.ID == bonus })
	if k < 0 {
		return Bonus{}, calendar.Period{}, UnknownBonusError{Agreement: a.ID, Bonus: bonus}
	}
	year, ok := a.Year(on)
	if !ok {
		return Bonus{}, calendar.Period{}, salesdesk.FieldError{Path: "on", Rule: salesdesk.RuleReference, Param: on.String()}
	}
	return a.Bonuses[k], year, nil
}

// inYear are the documents of a year by date.
func inYear(documents []Turnover, year calendar.Period) ([]Turnover, error) {
	var p salesdesk.Problems
	var in []Turnover
	for i := range documents {
		t := &documents[i]
		path := salesdesk.Index("documents", i)
		if !t.Date.Valid() {
			p.Add(salesdesk.FieldError{Path: path + ".date", Rule: salesdesk.RuleRequired})
		}
		p.AddAt(path+".net", t.Net.Check())
		p.AddAt(path+".contributions", t.Contributions.Check())
		p.AddAt(path+".cash_discount", t.CashDiscount.Check())
		if year.Contains(t.Date) {
			in = append(in, *t)
		}
	}
	slices.SortStableFunc(in, func(x, y Turnover) int { return x.Date.Compare(y.Date) })
	return in, p.Err()
}

// keeper turns figures into amounts and keeps what does not fit.
type keeper struct {
	places   int
	problems salesdesk.Problems
}

func (k *keeper) amount(d fixed.Dec) salesdesk.Amount {
	a, err := exact.Amount(d)
	k.problems.Add(err)
	return a
}

// Settlement is what the year's credit note says.
type Settlement struct {
	Bonus    string          `json:"bonus"`
	Year     calendar.Period `json:"year"`
	Turnover salesdesk.Money `json:"turnover"`
	Earned   salesdesk.Money `json:"earned"`
	Advanced salesdesk.Money `json:"advanced"` // paid or credited before
	Due      salesdesk.Money `json:"due"`      // to the customer; below zero he owes it
}

// Settle closes the account with what was advanced on it.
func (a Account) Settle(advanced salesdesk.Money) (Settlement, error) {
	earned := salesdesk.Money{Amount: a.Earned, Currency: a.Currency}
	due, err := earned.Sub(advanced)
	if err != nil {
		return Settlement{}, err
	}
	return Settlement{
		Bonus: a.Bonus, Year: a.Year, Turnover: salesdesk.Money{Amount: a.Turnover, Currency: a.Currency}, Earned: earned, Advanced: advanced, Due: due,
	}, nil
}
