package dunning

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Element is something that a letter has to say.
type Element string

// The elements.
const (
	SaysSender     Element = "sender"            // its name
	SaysAddress    Element = "address"           // of the sender
	SaysEnterprise Element = "enterprise_number" // of the sender
	SaysOwner      Element = "owner"             // the creditor, with its number, where the sender is another
	SaysDebtor     Element = "debtor"
	SaysInvoice    Element = "invoice"
	SaysSubject    Element = "subject" // the goods or the service
	SaysDue        Element = "due"
	SaysBalance    Element = "balance"
	SaysDamages    Element = "damages" // those of the clause that will be claimed, where there is one
	SaysClaim      Element = "claim"   // everything claimed, by kind
	SaysTerm       Element = "term"    // the last day to pay
	SaysAccount    Element = "account" // to pay to
)

// MessageID names the text.
func (e Element) MessageID() string { return "dunning.element." + string(e) }

// Requirement is an element that a letter must have, and where that is written.
type Requirement struct {
	Element Element `json:"element"`
	Source  string  `json:"source"`
}

// Content is what letters must say from a day on: those On one of the steps, to one of the
// Debtors.
type Content struct {
	From     calendar.Date         `json:"from"` // for letters of this day and later
	On       []Event               `json:"on"`
	Debtors  []salesdesk.PartyKind `json:"debtors"`
	Elements []Element             `json:"elements"`
	Source   string                `json:"source"`
}

// check is every problem of a row: no day, no step that is a letter, no debtor, no element.
func (c Content) check() error {
	var problems salesdesk.Problems
	problems.AddAt("from", needed(c.From))
	for _, list := range []struct {
		path        string
		none, wrong bool
		known       string
	}{
		{"on", len(c.On) == 0, slices.ContainsFunc(c.On, func(e Event) bool { return !e.isLetter() }), letters},
		{"debtors", len(c.Debtors) == 0, slices.ContainsFunc(c.Debtors, func(k salesdesk.PartyKind) bool { return !isDebtor(k) }), debtors},
		{"elements", len(c.Elements) == 0, slices.ContainsFunc(c.Elements, func(e Element) bool { return !e.known() }), elements},
	} {
		switch {
		case list.none:
			problems.Add(salesdesk.FieldError{Path: list.path, Rule: salesdesk.RuleRequired})
		case list.wrong:
			problems.Add(salesdesk.FieldError{Path: list.path, Rule: salesdesk.RuleOneOf, Param: list.known})
		}
	}
	return problems.Err()
}

const (
	letters  = "remind_1 remind_2 formal_notice"
	debtors  = "business public_body consumer"
	elements = "sender address enterprise_number owner debtor invoice subject due balance damages claim term account"
)

// isLetter reports whether a step goes out as a letter.
func (e Event) isLetter() bool { return slices.Contains(strings.Fields(letters), string(e)) }

func isDebtor(k salesdesk.PartyKind) bool { return slices.Contains(strings.Fields(debtors), string(k)) }

func (e Element) known() bool { return slices.Contains(strings.Fields(elements), string(e)) }

// MissingError is an element that law asks for and that a letter does not have.
type MissingError struct{ Requirement }

func (e MissingError) Error() string {
	return "the letter lacks the " + string(e.Element) + " (" + e.Source + ")"
}

// MessageID names the text.
func (MissingError) MessageID() string { return "dunning.missing" }

// Missing is every element that law asks for and that the letter does not have. A
// consumer's term does not begin with a reminder that lacks one.
func (l Letter) Missing() []Requirement {
	return slices.DeleteFunc(slices.Clone(l.Asked), func(asked Requirement) bool { return l.says(asked.Element) })
}

// Check is a [MissingError] for each that is missing.
func (l Letter) Check() error {
	var problems salesdesk.Problems
	for _, asked := range l.Missing() {
		problems.Add(MissingError{asked})
	}
	return problems.Err()
}

// says reports whether the letter has an element; of one that it does not know it has not.
func (l *Letter) says(e Element) bool {
	switch e {
	case SaysSender:
		return l.Sender.Name != ""
	case SaysAddress:
		return l.Sender.Address.Street != "" && l.Sender.Address.City != ""
	case SaysEnterprise:
		return !l.Sender.EnterpriseNumber.IsZero()
	case SaysOwner:
		return l.Owner != nil && l.Owner.Name != "" && !l.Owner.EnterpriseNumber.IsZero()
	case SaysDebtor:
		return l.Debtor.Name != ""
	case SaysInvoice:
		return l.Invoice != ""
	case SaysSubject:
		return l.Subject != ""
	case SaysDue:
		return l.Due.Valid()
	case SaysBalance:
		return l.Balance.Amount.IsPositive()
	case SaysDamages:
		ahead, ok := l.ahead(DamagesRow)
		return ok && ahead.Amount.IsPositive()
	case SaysClaim:
		return l.Statement.Total.IsPositive()
	case SaysTerm:
		return l.PayBy.After(l.Reminder.Sent)
	case SaysAccount:
		return !l.Sender.IBAN.IsZero()
	default:
		return false
	}
}

// asked is what a letter must say: of every row of the law that holds for it, each element
// once. Damages are asked where they are ahead, the creditor where the sender is another.
func (l Law) asked(to *Letter, d Debt) (list []Requirement) {
	_, damages := to.ahead(DamagesRow)
	for _, c := range l.Contents {
		if to.Reminder.Sent.Before(c.From) || !slices.Contains(c.On, to.Reminder.On) || !slices.Contains(c.Debtors, d.Debtor) {
			continue
		}
		for _, e := range c.Elements {
			without := e == SaysDamages && !damages || e == SaysOwner && to.Owner == nil
			if !without && !slices.ContainsFunc(list, func(q Requirement) bool { return q.Element == e }) {
				list = append(list, Requirement{e, c.Source})
			}
		}
	}
	return list
}

// contents are what Belgian law wants in letters. That of a consumer's first reminder was
// read; the others are from general knowledge, to be verified before relying on them.
func contents() []Content {
	const unverified = ", from general knowledge"
	undertakings := []salesdesk.PartyKind{salesdesk.Business, salesdesk.PublicBody}
	consumers := []salesdesk.PartyKind{salesdesk.Consumer}
	return []Content{
		{
			From: calendar.MustDate("2023-09-01"), On: []Event{Remind}, Debtors: consumers,
			Elements: []Element{SaysBalance, SaysDamages, SaysSender, SaysEnterprise, SaysOwner, SaysSubject, SaysDue, SaysTerm},
			Source:   "WER XIX.2, § 2",
		},
		{
			From: calendar.MustDate("2023-09-01"), On: []Event{FormalNotice}, Debtors: consumers,
			Elements: []Element{SaysSender, SaysAddress, SaysEnterprise, SaysOwner, SaysDebtor, SaysInvoice, SaysSubject, SaysDue, SaysBalance, SaysClaim, SaysTerm},
			Source:   "WER XIX.7" + unverified,
		},
		{
			From: calendar.MustDate("2023-01-01"), On: []Event{FormalNotice}, Debtors: undertakings,
			Elements: []Element{SaysDebtor, SaysInvoice, SaysDue, SaysBalance, SaysClaim, SaysTerm},
			Source:   "BW art. 5.231" + unverified,
		},
		{
			From: calendar.MustDate("2019-05-01"), On: []Event{Remind, RemindAgain, FormalNotice}, Debtors: append(undertakings, consumers...),
			Elements: []Element{SaysSender, SaysAddress, SaysEnterprise},
			Source:   "WVV art. 2:20" + unverified,
		},
		{
			From: calendar.MustDate("2014-05-09"), On: []Event{Remind, RemindAgain, FormalNotice}, Debtors: append(undertakings, consumers...),
			Elements: []Element{SaysAccount},
			Source:   "WER III.25" + unverified,
		},
	}
}
