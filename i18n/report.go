package i18n

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Audience is who reads what went wrong.
type Audience string

// The audiences.
const (
	Clerk    Audience = "clerk"    // whoever works at the desk
	Customer Audience = "customer" // never learns of limits, margins or colleagues
)

// customerSuffix ends the id of a text that a customer may read.
const customerSuffix = ".customer"

// unexplained is what is said of an error that has no text.
type unexplained struct{}

// MessageID names the text.
func (unexplained) MessageID() string { return "i18n.unexplained" }

// Error is everything that err says, a sentence each and each once, for an audience. It
// looks into lists of errors and around paths; where an error was found stands before its
// sentence. An error with a text and a list of causes gives its text and theirs.
//
// A place is told in the reader's words: "Regel 4, aantal" for lines[3].quantity. A clerk
// reads the path itself where a part of it has none. A customer never reads a path: a field
// that he does not give himself, such as policy.min_margin, is the general sentence, and
// another problem found there its sentence alone.
//
// An error without a text is for a clerk its Error(), and for a customer one general
// sentence, and so is for a customer an error without a text of his own: who is no Clerk
// reads what a customer reads. In a language the catalogue does not speak the sentences are
// English. No error is no sentence.
func (c *Catalog) Error(lang salesdesk.Language, audience Audience, err error) []string {
	v, unknown := c.voice(lang)
	if unknown != nil {
		v = c.voices[salesdesk.English]
	}
	r := report{voice: v, customer: audience != Clerk}
	r.add("", err)
	return r.sentences
}

// report gathers the sentences of one error.
type report struct {
	voice     *voice
	customer  bool
	sentences []string
}

// add walks err, which was found at path.
func (r *report) add(path string, err error) {
	if err == nil {
		return
	}
	if at, ok := err.(salesdesk.PathError); ok { //nolint:errorlint // the walk goes one step at a time
		r.add(joined(path, at.Path), at.Err)
		return
	}
	if at, ok := err.(calendar.PathError); ok { //nolint:errorlint // the walk goes one step at a time
		r.add(joined(path, at.Path), at.Err)
		return
	}
	path, err = placed(path, err)
	m, told := err.(Message)
	if told {
		r.say(path, m)
	}
	switch e := err.(type) { //nolint:errorlint // the walk goes one step at a time
	case interface{ Unwrap() []error }:
		for _, cause := range e.Unwrap() {
			r.add(path, cause)
		}
	case interface{ Unwrap() error }:
		if !told && e.Unwrap() != nil {
			r.add(path, e.Unwrap())
			return
		}
		if !told {
			r.untold(path, err)
		}
	default:
		if !told {
			r.untold(path, err)
		}
	}
}

// placed takes the path out of an error of input, and gives a rule of the calendar its
// text among those of input.
func placed(path string, err error) (string, error) {
	switch e := err.(type) { //nolint:errorlint // the walk goes one step at a time
	case salesdesk.FieldError:
		path, e.Path = joined(path, e.Path), ""
		return path, e
	case salesdesk.RangeError:
		path, e.Path = joined(path, e.Path), ""
		return path, e
	case calendar.FieldError:
		return path, salesdesk.FieldError{Rule: salesdesk.Rule(e.Rule), Param: e.Param}
	default:
		return path, err
	}
}

// say adds the sentence of m, after its place.
func (r *report) say(path string, m Message) {
	id := m.MessageID()
	if r.customer {
		id += customerSuffix
	}
	place, public := r.place(path)
	if r.customer && !public && isInput(m) {
		r.general()
		return
	}
	sentence, err := r.voice.say(id, m)
	switch {
	case err == nil:
		r.once(place + sentence)
	case r.customer:
		r.general()
	default:
		r.once(place + r.voice.textOrName(m))
	}
}

// place is what stands before a sentence, and whether a customer may read of a path.
func (r *report) place(path string) (lead string, public bool) {
	if path == "" {
		return "", true
	}
	words, public := r.voice.place(path)
	if r.customer && !public {
		return "", false
	}
	return words + r.voice.formatter.locale().colon, public
}

// isInput reports whether m is about a field, and says nothing without it.
func isInput(m Message) bool {
	switch m.(type) {
	case salesdesk.FieldError, salesdesk.RangeError:
		return true
	default:
		return false
	}
}

// untold adds an error that has no text: a clerk can pass on what it says of itself.
func (r *report) untold(path string, err error) {
	if r.customer {
		r.general()
		return
	}
	place, _ := r.place(path)
	r.once(place + err.Error())
}

// general adds the sentence of what has no text for a customer.
func (r *report) general() {
	id := unexplained{}.MessageID() + customerSuffix
	if sentence, err := r.voice.say(id, unexplained{}); err == nil {
		r.once(sentence)
	}
}

func (r *report) once(sentence string) {
	if !slices.Contains(r.sentences, sentence) {
		r.sentences = append(r.sentences, sentence)
	}
}

// joined is a path under another.
func joined(outer, inner string) string {
	placed, ok := salesdesk.At(outer, salesdesk.PathError{Path: inner}).(salesdesk.PathError) //nolint:errorlint // At gives it back unwrapped
	if !ok || outer == "" {
		return inner
	}
	return placed.Path
}
