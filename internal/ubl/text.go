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

// writable finds every text of a document that XML cannot hold.
func writable(doc reflect.Value) error {
	var problems salesdesk.Problems
	addUnwritable(&problems, "", doc)
	return problems.Err()
}

func addUnwritable(problems *salesdesk.Problems, path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			addUnwritable(problems, path, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			addUnwritable(problems, salesdesk.Index(path, i), v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				addUnwritable(problems, element(path, field), v.Field(i))
			}
		}
	case reflect.String:
		if !holds(v.String()) {
			problems.Add(TextError{Path: path})
		}
	default: // figures are written by the library
	}
}

// element is the path of a field: the name of its element or attribute, without prefix.
func element(path string, field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("xml"), ",")
	if name = name[strings.LastIndex(name, ":")+1:]; name == "" {
		return path // the text of the element itself
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

// holds reports whether XML 1.0 can hold a text (its production Char).
func holds(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
	})
}
