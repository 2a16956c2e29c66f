package i18n

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// What fills the text of a broken rule of input comes as text from every room, and in
// English where it is words. The functions of this file say it in the reader's language;
// what they do not know they leave as it is.

// kindName is a kind of value in JSON.
type kindName string

// The kinds of values.
const (
	kindList    kindName = "list"
	kindNumber  kindName = "number"
	kindObject  kindName = "object"
	kindString  kindName = "string"
	kindBoolean kindName = "true_or_false"
	kindWhole   kindName = "whole_number"
)

// MessageID names the text.
func (k kindName) MessageID() string { return "param.kind." + string(k) }

// formName is a form that has words instead of an example.
type formName string

// The forms.
const (
	formDecimals formName = "at_most_three_decimals"
	formEmail    formName = "email"
	formURL      formName = "url"
)

// MessageID names the text.
func (f formName) MessageID() string { return "param.form." + string(f) }

// measureName is what a bound counts.
type measureName string

// The measures.
const (
	measureBytes  measureName = "bytes"
	measureLevels measureName = "levels"
	measureMiB    measureName = "mib"
)

// measure is a bound with what it counts: "64 levels".
type measure struct {
	Name   measureName
	Number string
}

// MessageID names the text.
func (m measure) MessageID() string { return "param.measure." + string(m.Name) }

// between is an interval.
type between struct{ Low, High string }

// MessageID names the text.
func (between) MessageID() string { return "param.between" }

// position is a place in a text.
type position struct{ Line, Column int }

// MessageID names the text.
func (position) MessageID() string { return "param.position" }

// named is the text of m, or text where it has none.
func (v *voice) named(m Message, text string) string {
	if said, err := v.text(m); err == nil {
		return said
	}
	return text
}

// code is what the words of a parameter are called in an id.
func code(words string) string { return strings.ToLower(strings.ReplaceAll(words, " ", "_")) }

// kind is a kind of value.
func (v *voice) kind(param string) string {
	switch k := kindName(code(param)); k {
	case kindList, kindNumber, kindObject, kindString, kindBoolean, kindWhole:
		return v.named(k, param)
	default:
		return param
	}
}

// form is what a field should look like.
func (v *voice) form(param string) string {
	switch f := formName(code(param)); f {
	case formDecimals, formEmail, formURL:
		return v.named(f, param)
	default:
		return param
	}
}

// number is a bound: an amount, a date, or a number of something.
func (v *voice) number(param string) string {
	if a, err := salesdesk.ParseAmount(param); err == nil {
		return v.formatter.Amount(a)
	}
	if d, err := calendar.ParseDate(param); err == nil {
		return v.formatter.Date(d, Long)
	}
	count, of, _ := strings.Cut(param, " ")
	switch name := measureName(code(of)); name {
	case measureBytes, measureLevels, measureMiB:
		return v.named(measure{name, v.number(count)}, param)
	default:
		return param
	}
}

// after is what a field must follow or agree with: a date, or another field.
func (v *voice) after(param string) string {
	if d, err := calendar.ParseDate(param); err == nil {
		return v.formatter.Date(d, Long)
	}
	words, _ := v.place(param)
	return v.quoted(words)
}

// choices are the values that would do, as they are to be written, or the interval they
// lie in: "0…10" and "]0, 1[".
func (v *voice) choices(param string) string {
	low, high, interval := strings.Cut(param, "…")
	if inside, open := strings.CutPrefix(param, "]"); open {
		inside, _, _ = strings.Cut(inside, "[")
		low, high, interval = strings.Cut(inside, ", ")
	}
	if interval {
		return v.named(between{low, high}, param)
	}
	values := strings.FieldsFunc(param, func(r rune) bool { return r == ' ' || r == ',' })
	for i := range values {
		values[i] = v.quoted(values[i])
	}
	return v.formatter.listed(v.formatter.locale().or, values)
}

// position is where a text cannot be read, of "line 3, column 5: why" and "3:5"; nothing
// where that is not said.
func (v *voice) position(param string) string {
	var p position
	for _, form := range [...]string{"line %d, column %d", "%d:%d"} {
		if n, _ := fmt.Sscanf(param, form, &p.Line, &p.Column); n == 2 {
			return v.named(p, strconv.Itoa(p.Line))
		}
	}
	return ""
}

// guard is the company's words for a condition of its table, the text guard.<name>, or
// the name itself.
func (v *voice) guard(name string) (string, error) {
	said, err := v.say("guard."+name, name)
	if _, endless := err.(NestingError); err != nil && !endless { //nolint:errorlint // as say makes it
		return v.quoted(name), nil
	}
	return said, err
}

// quoted is a word of the machine between the quotation marks of the language.
func (v *voice) quoted(word string) string {
	l := v.formatter.locale()
	return l.quoteOpen + word + l.quoteClose
}
