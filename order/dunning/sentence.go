package dunning

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Sentence is a paragraph of a letter: its text is found by its id, and its fields fill it.
type Sentence interface{ MessageID() string }

// Sentences are the paragraphs of the letter, in order: what is owed, for whom, by when it
// is to be paid, what follows if it is not, and how to pay. What is claimed beside the debt
// is a list of its own: see [Letter.Rows].
func (l Letter) Sentences() []Sentence {
	list := []Sentence{Owing{Invoice: l.Invoice, Subject: l.Subject, Due: l.Due, Balance: l.Balance}}
	if l.Owner != nil {
		list = append(list, OnBehalf{Owner: l.Owner.Name, Number: l.Owner.EnterpriseNumber.Format()})
	}
	if len(l.Rows()) > 0 {
		list = append(list, Claimed{Day: l.Statement.Day, Total: l.money(l.Statement.Total)})
	}
	list = append(list, l.asks())
	list = append(list, l.following()...)
	list = append(list, PayTo{Account: l.Sender.IBAN.Format(), Reference: l.payment()})
	if !l.Reminder.Wait.Over.IsZero() {
		list = append(list, OnRequest{})
	}
	return list
}

// payment is what to pay with: the reference, or the number of the invoice.
func (l *Letter) payment() string {
	if l.Reference.IsZero() {
		return l.Invoice
	}
	return l.Reference.Format()
}

func (l *Letter) money(a salesdesk.Amount) salesdesk.Money {
	return salesdesk.Money{Amount: a, Currency: l.Balance.Currency}
}

// asks is by when to pay: a consumer's first reminder gives a term in which nothing is owed
// besides, a formal notice puts in default.
func (l *Letter) asks() Sentence {
	switch w := l.Reminder.Wait; {
	case l.Reminder.On == FormalNotice:
		return Summons{Total: l.money(l.Statement.Total), PayBy: l.PayBy}
	case l.Reminder.On == Remind && !w.Over.IsZero():
		return FreeTerm{Begins: w.Begins, Last: w.Last}
	default:
		return Reminding{PayBy: l.PayBy}
	}
}

// following is what follows where it is not paid in time.
func (l *Letter) following() (list []Sentence) {
	if a, ok := l.ahead(DamagesRow); ok {
		list = append(list, DamagesAhead{Damages: l.money(a.Amount), From: a.From})
	}
	switch a, ok := l.ahead(Interest); {
	case ok && l.Rate.IsZero():
		list = append(list, StatutoryAhead{From: a.From})
	case ok:
		list = append(list, InterestAhead{Rate: l.Rate, From: a.From})
	case len(l.Statement.Missing) > 0:
		list = append(list, StatutoryRuns{From: l.Statement.Missing[0].From})
	case l.Rate.IsPositive():
		list = append(list, InterestRuns{Rate: l.Rate})
	}
	if l.Reminder.On == FormalNotice {
		list = append(list, Ultimatum{})
	}
	return list
}

// Owing says which debt the letter is about.
type Owing struct {
	Invoice, Subject string
	Due              calendar.Date
	Balance          salesdesk.Money
}

// MessageID names the text.
func (Owing) MessageID() string { return "dunning.letter.owing" }

// OnBehalf says who the creditor is, where the sender is another.
type OnBehalf struct{ Owner, Number string }

// MessageID names the text.
func (OnBehalf) MessageID() string { return "dunning.letter.on_behalf" }

// Claimed says what is claimed in all on the day of the letter.
type Claimed struct {
	Day   calendar.Date
	Total salesdesk.Money
}

// MessageID names the text.
func (Claimed) MessageID() string { return "dunning.letter.claimed" }

// FreeTerm says how long a consumer has to pay the debt and nothing more.
type FreeTerm struct{ Begins, Last calendar.Date }

// MessageID names the text.
func (FreeTerm) MessageID() string { return "dunning.letter.free_term" }

// Days are those of the term.
func (s FreeTerm) Days() int { return s.Begins.DaysUntil(s.Last) + 1 }

// Reminding asks to pay by a day.
type Reminding struct{ PayBy calendar.Date }

// MessageID names the text.
func (Reminding) MessageID() string { return "dunning.letter.reminding" }

// Summons puts the debtor in default.
type Summons struct {
	Total salesdesk.Money
	PayBy calendar.Date
}

// MessageID names the text.
func (Summons) MessageID() string { return "dunning.letter.summons" }

// DamagesAhead says which damages will be claimed.
type DamagesAhead struct {
	Damages salesdesk.Money
	From    calendar.Date
}

// MessageID names the text.
func (DamagesAhead) MessageID() string { return "dunning.letter.damages" }

// InterestAhead says which interest will run; Rate is a year, a ratio.
type InterestAhead struct {
	Rate salesdesk.Amount
	From calendar.Date
}

// MessageID names the text.
func (InterestAhead) MessageID() string { return "dunning.letter.interest" }

// InterestRuns says which interest runs already; Rate is a year, a ratio.
type InterestRuns struct{ Rate salesdesk.Amount }

// MessageID names the text.
func (InterestRuns) MessageID() string { return "dunning.letter.runs" }

// StatutoryAhead says that interest will run at the rate of law, where the tables do not
// have it yet.
type StatutoryAhead struct{ From calendar.Date }

// MessageID names the text.
func (StatutoryAhead) MessageID() string { return "dunning.letter.statutory_ahead" }

// StatutoryRuns says that interest at the rate of law comes to what is claimed, for the days
// from one on whose rate the tables do not have yet.
type StatutoryRuns struct{ From calendar.Date }

// MessageID names the text.
func (StatutoryRuns) MessageID() string { return "dunning.letter.statutory_runs" }

// Ultimatum says that the claim will be handed over.
type Ultimatum struct{}

// MessageID names the text.
func (Ultimatum) MessageID() string { return "dunning.letter.ultimatum" }

// PayTo says how to pay.
type PayTo struct{ Account, Reference string }

// MessageID names the text.
func (PayTo) MessageID() string { return "dunning.letter.pay_to" }

// OnRequest says that a consumer may ask for the documents and how to dispute the debt.
type OnRequest struct{}

// MessageID names the text.
func (OnRequest) MessageID() string { return "dunning.letter.on_request" }
