package strict

import (
	"strings"

	"github.com/interne-sales/salesdesk"
)

// Beside is what is wrong with what [Partly] read, behind what could not be read: a problem
// at, below or above a place that could not be read is left out, since that place is only
// empty. Where the whole is no document there is nothing beside it.
func Beside(unread, wrong error) error {
	var told, others salesdesk.Problems
	told.Add(unread)
	others.Add(wrong)
	unreadable := told[:len(told):len(told)]
	for _, err := range unreadable {
		if PathOf(err) == "" {
			return unread
		}
	}
	for _, err := range others {
		if !about(err, unreadable) {
			told.Add(err)
		}
	}
	return told.Err()
}

// Under reports whether a problem is at a place or below it.
func Under(err error, place string) bool {
	var all salesdesk.Problems
	all.Add(err)
	for _, e := range all {
		if isBelow(PathOf(e), place) {
			return true
		}
	}
	return false
}

// PathOf is where a problem is, as [salesdesk.At] placed it; empty for the whole document.
func PathOf(err error) string {
	switch e := err.(type) { //nolint:errorlint // as salesdesk.At placed it
	case salesdesk.FieldError:
		return e.Path
	case salesdesk.RangeError:
		return e.Path
	case salesdesk.PathError:
		return e.Path
	default:
		return ""
	}
}

// about reports whether an error is about a place that others are about, or around it.
func about(err error, others salesdesk.Problems) bool {
	path := PathOf(err)
	for _, other := range others {
		if at := PathOf(other); isBelow(path, at) || isBelow(at, path) {
			return true
		}
	}
	return false
}

// isBelow reports whether a path is another, or below it.
func isBelow(path, of string) bool {
	rest, below := strings.CutPrefix(path, of)
	return below && (rest == "" || rest[0] == '.' || rest[0] == '[')
}
