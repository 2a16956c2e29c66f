package ubl

import (
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk"
)

// TextError is text with something in it that XML 1.0 cannot hold: a control character,
// or bytes that are no UTF-8. An XML writer would put another character in its place.
type TextError struct{ Path string }

func (e TextError) Error() string { return fmt.Sprintf("%s: text that xml cannot hold", e.Path) }

// MessageID names the text.
func (TextError) MessageID() string { return "ubl.text" }

// BlankError is text of nothing but space: its element would be empty, which a document
// may not have (PEPPOL-EN16931-R008).
type BlankError struct{ Path string }

func (e BlankError) Error() string { return fmt.Sprintf("%s: nothing but space", e.Path) }

// MessageID names the text.
func (BlankError) MessageID() string { return "ubl.blank" }

// CheckTexts finds every text of a value that a document cannot hold: each is a [TextError]
// or a [BlankError] at its path, by the names that the value has in JSON. What a map holds is
// not looked at.
func CheckTexts(v any) error {
	var problems salesdesk.Problems
	for _, f := range flaws(reflect.ValueOf(v)) {
		if f.blank {
			problems.Add(BlankError{Path: f.path})
		} else {
			problems.Add(TextError{Path: f.path})
		}
	}
	return problems.Err()
}

// flaw is a text that a document cannot hold.
type flaw struct {
	path  string
	blank bool
}

func flaws(v reflect.Value) []flaw {
	var found []flaw
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return flaws(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			found = append(found, under(salesdesk.Index("", i), flaws(v.Index(i)))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanInterface() {
				found = append(found, under(element(v.Type().Field(i)), flaws(field))...)
			}
		}
	case reflect.String:
		if text := v.String(); !holds(text) {
			return []flaw{{}}
		} else if text != "" && strings.TrimSpace(text) == "" {
			return []flaw{{blank: true}}
		}
	default: // figures are written by the library
	}
	return found
}

// under places flaws below a name.
func under(name string, list []flaw) []flaw {
	for i, f := range list {
		if name != "" && f.path != "" && f.path[0] != '[' {
			f.path = "." + f.path
		}
		list[i].path = name + f.path
	}
	return list
}

// element is the name of a field: of its element or attribute, without prefix, else in JSON;
// empty where it is the text of the element itself or a part of the struct around it.
func element(field reflect.StructField) string {
	tag, ok := field.Tag.Lookup("xml")
	if !ok {
		tag = field.Tag.Get("json")
	}
	name, _, _ := strings.Cut(tag, ",")
	return name[strings.LastIndex(name, ":")+1:]
}

// holds reports whether XML 1.0 can hold a text (its production Char).
func holds(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
	})
}
