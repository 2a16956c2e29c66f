package i18n

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// LetterKind is what a letter is about. Its text is the subject.
type LetterKind string

// The kinds of letter.
const (
	LetterQuote           LetterKind = "quote"
	LetterConfirmation    LetterKind = "confirmation"
	LetterDelay           LetterKind = "delay"
	LetterReminder        LetterKind = "reminder"
	LetterAcknowledgement LetterKind = "acknowledgement"
	LetterAnswer          LetterKind = "answer"
	LetterApology         LetterKind = "apology"
	LetterSurvey          LetterKind = "survey"

	LetterPaymentReminder LetterKind = "payment_reminder"
	LetterFormalNotice    LetterKind = "formal_notice"
)

// MessageID names the subject.
func (k LetterKind) MessageID() string { return "i18n.letter." + string(k) }

// phrase is a sentence of a letter.
type phrase string

// The sentences: what a letter of a kind opens and ends with, and those of every letter.
const (
	openQuote           phrase = "open_quote"
	openConfirmation    phrase = "open_confirmation"
	openDelay           phrase = "open_delay"
	openReminder        phrase = "open_reminder"
	openAcknowledgement phrase = "open_acknowledgement"
	openAnswer          phrase = "open_answer"
	openApology         phrase = "open_apology"
	openSurvey          phrase = "open_survey"
	openPaymentReminder phrase = "open_payment_reminder"
	openFormalNotice    phrase = "open_formal_notice"
	endQuote            phrase = "end_quote"
	endConfirmation     phrase = "end_confirmation"
	endDelay            phrase = "end_delay"
	endReminder         phrase = "end_reminder"
	endAcknowledgement  phrase = "end_acknowledgement"
	endAnswer           phrase = "end_answer"
	endApology          phrase = "end_apology"
	endSurvey           phrase = "end_survey"
	endPaymentReminder  phrase = "end_payment_reminder"
	endFormalNotice     phrase = "end_formal_notice"
	salutation          phrase = "salutation"
	regards             phrase = "regards"
	about               phrase = "about"
	reference           phrase = "reference"
	enterprise          phrase = "enterprise"     // before the number of who has no VAT number
	register            phrase = "register"       // of legal persons, before its court
	inLiquidation       phrase = "in_liquidation" // after the legal form
)

// MessageID names the sentence.
func (p phrase) MessageID() string { return "i18n.phrase." + string(p) }

// sentences are what a letter of a kind opens and ends with.
func (k LetterKind) sentences() (opening, ending phrase, known bool) {
	switch k {
	case LetterQuote:
		return openQuote, endQuote, true
	case LetterConfirmation:
		return openConfirmation, endConfirmation, true
	case LetterDelay:
		return openDelay, endDelay, true
	case LetterReminder:
		return openReminder, endReminder, true
	case LetterAcknowledgement:
		return openAcknowledgement, endAcknowledgement, true
	case LetterAnswer:
		return openAnswer, endAnswer, true
	case LetterApology:
		return openApology, endApology, true
	case LetterSurvey:
		return openSurvey, endSurvey, true
	case LetterPaymentReminder:
		return openPaymentReminder, endPaymentReminder, true
	case LetterFormalNotice:
		return openFormalNotice, endFormalNotice, true
	default:
		return "", "", false
	}
}

// Letter is a letter or an e-mail in the formal register. What is particular to it is
// in Rows and Body, in the caller's words or from [Catalog.Text].
type Letter struct {
	Kind      LetterKind
	From      salesdesk.Party // with the particulars that law wants on a letter
	To        salesdesk.Party
	Attention string // who at the customer
	Date      calendar.Date
	Reference string
	Rows      []LetterRow
	Body      []string // paragraphs
	Signed    string
	Function  string
}

// CashDiscount is a sentence for a letter: what is taken off for who pays early. Put its
// [Catalog.Text] in Body.
type CashDiscount struct {
	Rate salesdesk.Amount // a ratio: 0.02 is 2%
	Days int
	Pays salesdesk.Money // in that time
}

// MessageID names the text.
func (CashDiscount) MessageID() string { return "i18n.cash_discount" }

// LetterRow is a line of a list: what, and how much.
type LetterRow struct{ Label, Value string }

// Letter is the letter as plain text, in a language the catalogue speaks. A kind that
// is none is a [MissingTextError].
func (c *Catalog) Letter(lang salesdesk.Language, l Letter) (string, error) {
	v, err := c.voice(lang)
	if err != nil {
		return "", err
	}
	opening, ending, known := l.Kind.sentences()
	if !known {
		return "", MissingTextError{Language: lang, ID: l.Kind.MessageID()}
	}
	w := letterWriter{voice: v}
	w.sender(l.From)
	w.recipient(l.To, l.Attention)
	w.heading(l)
	w.lines(w.say(salutation))
	w.lines(w.say(opening))
	w.rows(l.Rows)
	for _, paragraph := range l.Body {
		w.lines(paragraph)
	}
	w.lines(w.say(ending))
	w.lines(w.say(regards))
	w.lines(l.Signed, l.Function, l.From.Name)
	w.particulars(l.From)
	return strings.TrimRight(w.String(), "\n") + "\n", w.err
}

type letterWriter struct {
	strings.Builder
	voice *voice
	err   error
}

func (w *letterWriter) say(m Message) string {
	text, err := w.voice.text(m)
	if err != nil && w.err == nil {
		w.err = err
	}
	return text
}

// lines writes a block, without its empty lines, and an empty line after it.
func (w *letterWriter) lines(block ...string) {
	written := false
	for _, line := range block {
		if line = strings.TrimSpace(line); line != "" {
			w.WriteString(line + "\n")
			written = true
		}
	}
	if written {
		w.WriteString("\n")
	}
}

// rows writes a list with its values below each other.
func (w *letterWriter) rows(rows []LetterRow) {
	widest := 0
	for _, r := range rows {
		widest = max(widest, len([]rune(r.Label)))
	}
	for _, r := range rows {
		w.WriteString("  " + r.Label + strings.Repeat(" ", widest-len([]rune(r.Label))) + "  " + r.Value + "\n")
	}
	if len(rows) > 0 {
		w.WriteString("\n")
	}
}

// named is a party with its legal form and, where it is being wound up, that it is: law
// wants both on every letter (Code of companies and associations, art. 2:20 and 2:77).
func (w *letterWriter) named(p salesdesk.Party) string {
	line := strings.TrimSpace(p.Name + " " + p.LegalForm)
	if p.InLiquidation {
		line += ", " + w.say(inLiquidation)
	}
	return line
}

// sender and recipient are a party with its address, and who at the recipient.
func (w *letterWriter) sender(p salesdesk.Party) {
	w.lines(append([]string{w.named(p)}, w.address(p.Address)...)...)
}

func (w *letterWriter) recipient(p salesdesk.Party, attention string) {
	lines := []string{w.named(p)}
	if attention != p.Name {
		lines = append(lines, attention)
	}
	w.lines(append(lines, w.address(p.Address)...)...)
}

// address is an address as the post wants it: a foreign country in capitals, last.
func (w *letterWriter) address(a salesdesk.Address) []string {
	lines := []string{a.Street, a.Additional, strings.TrimSpace(a.Postcode + " " + a.City)}
	if a.Country != salesdesk.Belgium {
		lines = append(lines, strings.ToUpper(w.voice.formatter.Country(a.Country)))
	}
	return lines
}

// heading is the place and the day, the subject and the reference.
func (w *letterWriter) heading(l Letter) {
	lines := []string{w.voice.formatter.Date(l.Date, Long), w.say(about) + " " + w.say(l.Kind)}
	if lines[0] != "" && l.From.Address.City != "" {
		lines[0] = l.From.Address.City + ", " + lines[0]
	}
	if l.Reference != "" {
		lines = append(lines, w.say(reference)+" "+l.Reference)
	}
	w.lines(lines...)
}

// particulars are what a Belgian company puts on every letter (Code of companies and
// associations, art. 2:20; Code of economic law, art. III.25).
func (w *letterWriter) particulars(p salesdesk.Party) {
	var first []string
	switch {
	case !p.VATNumber.IsZero():
		first = append(first, p.VATNumber.Format())
	case !p.EnterpriseNumber.IsZero():
		first = append(first, w.say(enterprise)+" "+p.EnterpriseNumber.Format())
	}
	if p.Court != "" {
		first = append(first, w.say(register)+" "+p.Court)
	}
	if !p.IBAN.IsZero() {
		first = append(first, "IBAN "+p.IBAN.Format())
	}
	second := []string{p.Phone.Format(), string(p.Email), p.Website}
	second = slices.DeleteFunc(second, func(s string) bool { return s == "" })
	w.lines(strings.Join(first, " · "), strings.Join(second, " · "))
}
