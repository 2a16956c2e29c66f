package i18n

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk/calendar"
)

// list is a list whose elements have a name of their own.
type list string

// The lists.
const (
	listContacts   list = "contacts"
	listEvents     list = "events"
	listLevels     list = "levels"
	listLines      list = "lines"
	listQuantities list = "quantities"
)

func (l list) counted() bool {
	switch l {
	case listContacts, listEvents, listLevels, listLines, listQuantities:
		return true
	default:
		return false
	}
}

// element is one of a list, counted from 1 as people count.
type element struct {
	List   list
	Number int
}

// MessageID names the text.
func (e element) MessageID() string { return "path.element." + string(e.List) }

// pathAddress is the field that goes unsaid: "street" says enough of "address.street".
const pathAddress = "address"

// path is the place of a field in words: "Regel 4, aantal" for lines[3].quantity. A path
// of which a part has no words stays as it is.
func (v *voice) path(path string) string {
	words, _ := v.place(path)
	return words
}

// place is path in words, and whether a customer may read them.
func (v *voice) place(path string) (words string, public bool) {
	said, public := []string{}, true
	for part := range strings.SplitSeq(path, ".") {
		name, index, _ := strings.Cut(strings.TrimSuffix(part, "]"), "[")
		if name == pathAddress && index == "" && path != pathAddress {
			continue
		}
		word, known := v.part(name, index)
		if !known {
			return path, false
		}
		said = append(said, word)
		public = public && label(name).reader() == Customer
	}
	return capital(strings.Join(said, ", ")), public
}

// part is one name of a path in words, with its place in a list.
func (v *voice) part(name, index string) (word string, known bool) {
	number, err := strconv.Atoi(index)
	if e := (element{list(name), number + 1}); err == nil && e.List.counted() {
		return v.textOrName(e), true
	}
	if word, err = v.text(label(name)); err != nil {
		word, err = v.text(calendar.Weekday(name))
	}
	if index != "" {
		word += nbsp + strconv.Itoa(number+1)
	}
	return word, err == nil
}

// capital is s with a capital at its head.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
