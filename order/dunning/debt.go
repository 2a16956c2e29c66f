package dunning

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
)

// Debt is one instalment of one invoice, as it was agreed.
type Debt struct {
	Customer   string              `json:"customer"`
	Invoice    string              `json:"invoice"`
	Instalment int                 `json:"instalment,omitempty"` // 1, 2 …; 0 where the invoice is paid at once
	Subject    string              `json:"subject,omitempty"`    // the goods or the service, for the reminder
	Debtor     salesdesk.PartyKind `json:"debtor"`               // says which law the debt follows
	Currency   salesdesk.Currency  `json:"currency"`
	Amount     salesdesk.Amount    `json:"amount"`   // with VAT
	Due        calendar.Date       `json:"due"`      // the last day to pay
	Contract   calendar.Date       `json:"contract"` // the day of the contract
	Clause     Clause              `json:"clause,omitzero"`
	// SmallCreditor: the creditor is a small or medium-sized undertaking, whose interest
	// from a consumer counts from the day after the first reminder.
	SmallCreditor bool `json:"small_creditor,omitempty"`
	// Regular: goods or services are delivered regularly.
	Regular bool `json:"regular,omitempty"`
}

// Clause is what the contract says of late payment. The zero value says nothing: a
// business then owes what law says by itself, a consumer the civil rate from his formal
// notice on.
type Clause struct {
	Interest salesdesk.Amount `json:"interest,omitzero"` // a year, as a ratio; 0 is none agreed
	Damages  Damages          `json:"damages,omitzero"`
	// Statutory: a consumer owes interest and damages as high as law allows.
	Statutory bool `json:"statutory,omitempty"`
	// Reminders: a consumer pays for further reminders.
	Reminders bool `json:"reminders,omitempty"`
	// Reciprocal: the seller who is late owes as much. Without it a consumer's clause is
	// not applied.
	Reciprocal bool `json:"reciprocal,omitempty"`
	// NoticeWhenDue: a business may be given formal notice without a reminder first.
	NoticeWhenDue bool `json:"notice_when_due,omitempty"`
}

// Damages are agreed in advance: a share of the balance, at least Least and, unless it is
// 0, at most Most.
type Damages struct {
	Ratio salesdesk.Amount `json:"ratio,omitzero"`
	Least salesdesk.Amount `json:"least,omitzero"`
	Most  salesdesk.Amount `json:"most,omitzero"`
}

// Check is every problem of the debt, with its path.
func (d Debt) Check() error {
	var problems salesdesk.Problems
	problems.AddAt("customer", given(d.Customer))
	problems.AddAt("invoice", given(d.Invoice))
	if d.Instalment < 0 {
		problems.Add(salesdesk.FieldError{Path: "instalment", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if !isDebtor(d.Debtor) {
		problems.Add(salesdesk.FieldError{Path: "debtor", Rule: salesdesk.RuleOneOf, Param: debtors})
	}
	problems.AddAt("currency", d.Currency.Check())
	problems.AddAt("amount", aboveZero(d.Amount, d.Currency))
	problems.AddAt("due", needed(d.Due))
	problems.AddAt("contract", needed(d.Contract))
	problems.AddAt("clause", d.Clause.check(d.consumer(), d.Currency))
	return problems.Err()
}

func (c Clause) check(consumer bool, currency salesdesk.Currency) error {
	var problems salesdesk.Problems
	problems.AddAt("interest", exact.NotBelowZero(c.Interest))
	problems.AddAt("damages.ratio", exact.NotBelowZero(c.Damages.Ratio))
	problems.AddAt("damages.least", cents(c.Damages.Least, currency))
	problems.AddAt("damages.most", cents(c.Damages.Most, currency))
	for _, only := range []struct {
		path     string
		set      bool
		consumer bool
	}{{"statutory", c.Statutory, true}, {"reminders", c.Reminders, true}, {"notice_when_due", c.NoticeWhenDue, false}} {
		if only.set && only.consumer != consumer {
			problems.Add(salesdesk.FieldError{Path: only.path, Rule: salesdesk.RuleExcluded, Param: "debtor"})
		}
	}
	return problems.Err()
}

func (d Debt) consumer() bool { return d.Debtor == salesdesk.Consumer }

// late is the first day on which the debt is late.
func (d Debt) late() calendar.Date { return d.Due.AddDays(1) }

// agreed reports whether the contract says anything of interest.
func (c Clause) agreed() bool { return c.Statutory || c.Interest.IsPositive() }

// damages reports whether the contract says anything of damages.
func (c Clause) damages() bool {
	return c.Statutory || c.Damages.Ratio.IsPositive() || c.Damages.Least.IsPositive()
}

func given(text string) error {
	if text == "" {
		return salesdesk.FieldError{Rule: salesdesk.RuleRequired}
	}
	return nil
}

func needed(d calendar.Date) error {
	switch {
	case d.IsZero():
		return salesdesk.FieldError{Rule: salesdesk.RuleRequired}
	case !d.Valid():
		return calendar.DateError{Text: d.String()}
	default:
		return nil
	}
}

// cents is what is wrong with an amount to pay: below zero, or finer than its currency.
func cents(a salesdesk.Amount, c salesdesk.Currency) error {
	if err := exact.NotBelowZero(a); err != nil {
		return err
	}
	if c.Check() == nil && !a.Equal(salesdesk.Amount{Decimal: a.Round(int32(c.MinorUnits()))}) { //nolint:gosec // a few digits
		return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "minor units"}
	}
	return nil
}

func aboveZero(a salesdesk.Amount, c salesdesk.Currency) error {
	if a.Check() == nil && a.IsZero() {
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return cents(a, c)
}
