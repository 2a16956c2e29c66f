// Command dunning follows a debt that is late: JSON on standard input, JSON on standard
// output.
package main

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/workflow"
)

// question is what is read: the debt, what was done about it, the day that is looked at,
// and the letter that would go out.
type question struct {
	Policy   policy             `json:"policy,omitzero"`
	Debt     dunning.Debt       `json:"debt"`
	Commands []command          `json:"commands,omitempty"`
	Day      calendar.Date      `json:"day"`
	Language salesdesk.Language `json:"language,omitempty"` // of the calculation in words
	Letter   *letter            `json:"letter,omitempty"`
}

type policy struct {
	Law            *dunning.Law     `json:"law,omitempty"`
	DayCount       dunning.DayCount `json:"day_count,omitempty"`
	Imputation     []dunning.Part   `json:"imputation,omitempty"`
	SecondReminder bool             `json:"second_reminder,omitempty"`
	GraceDays      int              `json:"grace_days,omitempty"`
	StepDays       int              `json:"step_days,omitempty"`
}

// command is a verb, who gives it, and what it needs.
type command struct {
	Verb       dunning.Event      `json:"verb"`
	Actor      salesdesk.Actor    `json:"actor"`
	At         time.Time          `json:"at"`
	Reason     string             `json:"reason,omitempty"`
	Reminder   dunning.Reminder   `json:"reminder,omitzero"`
	Transfer   dunning.Transfer   `json:"transfer,omitzero"`
	Suspension dunning.Suspension `json:"suspension,omitzero"`
	Day        calendar.Date      `json:"day,omitzero"`
	Waiver     dunning.Waiver     `json:"waiver,omitzero"`
	Payment    dunning.Payment    `json:"payment,omitzero"`
	Cost       dunning.Cost       `json:"cost,omitzero"`
}

// letter is the reminder that would go out, and in which language.
type letter struct {
	Language salesdesk.Language `json:"language"`
	Reminder dunning.Reminder   `json:"reminder"`
	Parties  dunning.Parties    `json:"parties"`
	Signed   string             `json:"signed,omitempty"`
}

// reply is what is written: the claim, what may be claimed on the day, what comes next, and
// the letter with what law misses in it.
type reply struct {
	Claim     dunning.Claim                                    `json:"claim"`
	Statement dunning.Statement                                `json:"statement"`
	Words     []string                                         `json:"words,omitempty"` // the rows of the statement, for who is to pay
	Next      *dunning.Step                                    `json:"next,omitempty"`
	Permitted []workflow.Choice[dunning.Status, dunning.Event] `json:"permitted"`
	Missing   []string                                         `json:"missing,omitempty"` // of the letter
	Letter    string                                           `json:"letter,omitempty"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	rules, err := dunning.Compile(dunning.Policy{
		Law: q.Policy.Law, DayCount: q.Policy.DayCount, Imputation: q.Policy.Imputation,
		SecondReminder: q.Policy.SecondReminder, GraceDays: q.Policy.GraceDays, StepDays: q.Policy.StepDays,
	})
	if err != nil {
		return nil, salesdesk.At("policy", err)
	}
	last := workflow.Command{ID: "open", Actor: salesdesk.Actor{ID: "system", Role: salesdesk.System}, At: q.opened()}
	c, err := dunning.Open(rules, &last, q.Debt.Invoice, q.Debt)
	if err != nil {
		return nil, err
	}
	for i, do := range q.Commands {
		last = workflow.Command{ID: salesdesk.Index("commands", i), Actor: do.Actor, At: do.At, Reason: do.Reason, Expect: c.Version}
		if c, err = do.apply(c, rules, &last); err != nil {
			return nil, salesdesk.At(salesdesk.Index("commands", i), err)
		}
	}
	last.Expect = c.Version
	out := reply{Claim: c, Permitted: c.Permitted(rules, &last)}
	if out.Statement, err = c.Statement(rules, q.Day); err != nil {
		return nil, err
	}
	if q.Language != "" {
		if out.Words, err = words(q.Language, &out.Statement); err != nil {
			return nil, salesdesk.At("language", err)
		}
	}
	next, ok, err := c.Next(rules, q.Day)
	if err != nil {
		return nil, err
	}
	if ok {
		out.Next = &next
	}
	if q.Letter != nil {
		out.Letter, out.Missing, err = q.Letter.write(c, rules)
	}
	return out, salesdesk.At("letter", err)
}

// opened is when the claim begins: no later than what is done about it.
func (q *question) opened() time.Time {
	day := q.Day.In(time.UTC)
	if len(q.Commands) > 0 && q.Commands[0].At.Before(day) {
		return q.Commands[0].At
	}
	return day
}

func (do command) apply(c dunning.Claim, r *dunning.Rules, cmd *workflow.Command) (dunning.Claim, error) {
	switch do.Verb {
	case dunning.Remind:
		return c.Remind(r, cmd, do.Reminder)
	case dunning.RemindAgain:
		return c.RemindAgain(r, cmd, do.Reminder)
	case dunning.FormalNotice:
		return c.GiveNotice(r, cmd, do.Reminder)
	case dunning.HandOver:
		return c.HandOver(r, cmd, do.Transfer)
	case dunning.Suspend:
		return c.Suspend(r, cmd, do.Suspension)
	case dunning.Resume:
		return c.Resume(r, cmd, do.Day)
	case dunning.Settle:
		return c.Settle(r, cmd, do.Day, do.Waiver)
	case dunning.Pay:
		return c.Pay(r, cmd, do.Payment)
	case dunning.AddCost:
		return c.AddCost(r, cmd, do.Cost)
	case dunning.Reverse, dunning.Relapse:
		return c.Reverse(r, cmd, do.Payment.ID)
	default:
		return c.Do(r, do.Verb, cmd)
	}
}

// words are the rows of a statement in a language: what, how much, and how it is worked out.
func words(lang salesdesk.Language, s *dunning.Statement) ([]string, error) {
	rows, err := rowsOf(lang, s)
	list := make([]string, len(rows))
	for i, row := range rows {
		list[i] = row.Label + ": " + row.Value
	}
	return list, err
}

// rowsOf are the rows of a statement for a letter.
func rowsOf(lang salesdesk.Language, s *dunning.Statement) ([]i18n.LetterRow, error) {
	catalog, err := i18n.New()
	if err != nil {
		return nil, err
	}
	format, err := catalog.Formatter(lang)
	if err != nil {
		return nil, err
	}
	var problems salesdesk.Problems
	rows := make([]i18n.LetterRow, len(s.Rows))
	for i, how := range s.Calculations() {
		label, err := catalog.Text(lang, s.Rows[i].Kind)
		problems.Add(err)
		why, err := catalog.Text(lang, how)
		problems.Add(err)
		sum := format.Money(salesdesk.Money{Amount: s.Rows[i].Amount, Currency: s.Currency})
		rows[i] = i18n.LetterRow{Label: label, Value: sum + " (" + why + ")"}
	}
	return rows, problems.Err()
}

// write is the letter on paper, and what it lacks by law, each in its language.
func (l letter) write(c dunning.Claim, r *dunning.Rules) (text string, missing []string, err error) {
	said, err := c.Letter(r, l.Reminder, l.Parties)
	if err != nil {
		return "", nil, err
	}
	catalog, err := i18n.New()
	if err != nil {
		return "", nil, err
	}
	paper := i18n.Letter{
		Kind: i18n.LetterPaymentReminder, From: said.Sender, To: said.Debtor, Date: said.Reminder.Sent, Reference: said.Invoice, Signed: l.Signed,
	}
	if said.Reminder.On == dunning.FormalNotice {
		paper.Kind = i18n.LetterFormalNotice
	}
	var problems salesdesk.Problems
	say := func(m i18n.Message) string {
		words, err := catalog.Text(l.Language, m)
		problems.Add(err)
		return words
	}
	if len(said.Rows()) > 0 {
		paper.Rows, err = rowsOf(l.Language, &said.Statement)
		problems.Add(err)
	}
	for _, sentence := range said.Sentences() {
		paper.Body = append(paper.Body, say(sentence))
	}
	for _, asked := range said.Missing() {
		missing = append(missing, say(dunning.MissingError{Requirement: asked}))
	}
	if text, err = catalog.Letter(l.Language, paper); err != nil {
		problems.Add(err)
	}
	return text, missing, problems.Err()
}
