package salesdesk

import (
	"strconv"
	"unicode/utf8"
)

// Bounds of texts, in characters.
const (
	maxID   = 64
	maxName = 200
	maxLine = 100
)

// What a Check finds of one field; a field has one finding at most, as with validate
// tags.

// needed is a finding where nothing is there.
func needed(path string, missing bool) error {
	if missing {
		return FieldError{Path: path, Rule: RuleRequired}
	}
	return nil
}

// atMost is a finding where s has more than n characters.
func atMost(path, s string, n int) error {
	if utf8.RuneCountInString(s) > n {
		return FieldError{Path: path, Rule: RuleLength, Param: strconv.Itoa(n)}
	}
	return nil
}

// filled is needed and atMost in one.
func filled(path, s string, n int) error {
	if err := needed(path, s == ""); err != nil {
		return err
	}
	return atMost(path, s, n)
}

// code is a named string that knows what it may be.
type code interface {
	~string
	Check() error
}

// checked is needed, and what c says of itself.
func checked[C code](path string, c C) error {
	if err := needed(path, c == ""); err != nil {
		return err
	}
	return At(path, c.Check())
}

// optional is what c says of itself, where there is one.
func optional[C code](path string, c C) error {
	if c == "" {
		return nil
	}
	return At(path, c.Check())
}

// excluded is a finding where something is there that because does not allow.
func excluded(path string, present bool, because string) error {
	if present {
		return FieldError{Path: path, Rule: RuleExcluded, Param: because}
	}
	return nil
}
