package dunning

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Parties are who a letter goes between.
type Parties struct {
	Sender salesdesk.Party `json:"sender"` // with the account to pay to
	// Owner is the creditor, where the sender collects for another.
	Owner     *salesdesk.Party           `json:"owner,omitempty"`
	Debtor    salesdesk.Party            `json:"debtor"`
	Reference salesdesk.PaymentReference `json:"reference,omitzero"` // to pay with
}

// Letter is what a reminder or a formal notice says. Make one with [Claim.Letter] before
// the verb that notes it as sent; [Letter.Check] names the content that law asks for and
// that is not there, and [Letter.Sentences] are its paragraphs.
type Letter struct {
	Parties
	Reminder   Reminder         `json:"reminder"`
	Invoice    string           `json:"invoice"`
	Instalment int              `json:"instalment,omitempty"`
	Subject    string           `json:"subject,omitempty"`
	Due        calendar.Date    `json:"due"`
	PayBy      calendar.Date    `json:"pay_by"`          // the last day, without anything of Ahead
	Balance    salesdesk.Money  `json:"balance"`         // of the debt itself
	Statement  Statement        `json:"statement"`       // what may be claimed on the day of the letter
	Ahead      []Ahead          `json:"ahead,omitempty"` // what is claimed beside it unless it is paid in time
	Asked      []Requirement    `json:"asked,omitempty"` // what law wants in it
	Rate       salesdesk.Amount `json:"rate,omitzero"`   // of interest on that day, a ratio; 0 where none runs or will, or the tables have none
}

// Ahead is what will be claimed from a day on, on the balance as it is: damages as an
// Amount, interest from that day at the rate of the letter.
type Ahead struct {
	Kind   RowKind          `json:"kind"`
	From   calendar.Date    `json:"from"`
	Amount salesdesk.Amount `json:"amount,omitzero"`
}

// Letter is the letter of a reminder that is not sent yet, as the claim is on the day of
// it. It refuses what the verb would: a debt that is not late or not open, a cost that law
// does not allow, a step before the consumer's term is over. Whether its content is whole
// says [Letter.Check].
func (c Claim) Letter(r *Rules, reminder Reminder, p Parties) (Letter, error) {
	if err := r.Machine().Check(); err != nil {
		return Letter{}, err
	}
	if !reminder.On.isLetter() {
		return Letter{}, salesdesk.FieldError{Path: "on", Rule: salesdesk.RuleOneOf, Param: letters}
	}
	reminder, err := r.timed(&c, reminder)
	if err != nil {
		return Letter{}, err
	}
	if err := r.lawful(&c, reminder); err != nil {
		return Letter{}, err
	}
	sent := c
	sent.Reminders = append(slices.Clip(c.Reminders), reminder)
	l := Letter{
		Parties: p, Reminder: reminder, Invoice: c.Debt.Invoice, Instalment: c.Debt.Instalment, Subject: c.Debt.Subject,
		Due: c.Debt.Due, PayBy: r.payBy(&c, reminder),
	}
	if l.Statement, err = sent.Statement(r, reminder.Sent); err != nil {
		return Letter{}, err
	}
	l.Balance = salesdesk.Money{Amount: l.Statement.Principal, Currency: c.Debt.Currency}
	if err := l.lookAhead(r, &sent); err != nil {
		return Letter{}, err
	}
	l.Asked = r.policy.law().asked(&l, c.Debt)
	return l, nil
}

// lawful is what law has against a letter; the machine says who may send it.
func (r *Rules) lawful(c *Claim, reminder Reminder) error {
	fact := Reminded{Moved: Moved{On: reminder.On}, Reminder: reminder}
	step := Case{Claim: c, Fact: fact, rules: r}
	var problems salesdesk.Problems
	problems.Add(overdue(nil, step, fact))
	problems.Add(priced(nil, step, fact))
	if reminder.On != Remind {
		problems.Add(waited(nil, step, fact))
	}
	return problems.Err()
}

// payBy is the last day to pay: the day before that of the next step.
func (r *Rules) payBy(c *Claim, reminder Reminder) calendar.Date {
	return r.over(c, reminder).AddDays(-1)
}

// lookAhead fills in what begins after the letter, if the balance is still open then.
func (l *Letter) lookAhead(r *Rules, sent *Claim) error {
	day := l.Reminder.Sent
	d, err := r.dues(sent, day)
	if err != nil {
		return err
	}
	balance := exact.Dec(l.Balance.Amount)
	for _, c := range d.charges {
		if c.kind == Interest {
			rate, _, _ := d.terms.on(day) // none that is known says nothing of one
			l.Rate = rate.Ratio
		}
		if !c.from.After(day) {
			continue
		}
		ahead := Ahead{Kind: c.kind, From: c.from}
		if c.kind == Interest {
			ahead.From = c.runs
		} else {
			amount, _ := c.amount(balance)
			if amount.Sign() <= 0 {
				continue
			}
			if ahead.Amount, err = sent.amount(amount); err != nil {
				return err
			}
		}
		l.Ahead = append(l.Ahead, ahead)
	}
	return nil
}

// ahead is what will be claimed of a kind.
func (l *Letter) ahead(k RowKind) (Ahead, bool) {
	i := slices.IndexFunc(l.Ahead, func(a Ahead) bool { return a.Kind == k })
	if i < 0 {
		return Ahead{}, false
	}
	return l.Ahead[i], true
}

// Rows are what is claimed beside the debt, for the list in the letter; none where nothing
// may be.
func (l Letter) Rows() []Row {
	if len(l.Statement.Rows) < 2 {
		return nil
	}
	return slices.Clone(l.Statement.Rows)
}

// DecodeLetter reads a letter from JSON and refuses unknown fields at every depth.
func DecodeLetter(data []byte) (Letter, error) {
	var l Letter
	if err := strict.Decode(data, &l); err != nil {
		return Letter{}, err
	}
	return l, nil
}
