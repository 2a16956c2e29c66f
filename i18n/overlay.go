package i18n

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// MaxOverlayBytes is the longest overlay that DecodeOverlay looks at.
const MaxOverlayBytes = 1 << 20

// maxTextBytes is the longest text of an overlay.
const maxTextBytes = 8 << 10

// Overlay are a company's own texts in one language or regional tag of nl, fr or en, by
// message id.
//
// A text that replaces a built-in one uses its fields and no others, through the
// same functions, and has a plural form exactly where that has one. A text for an id of
// the company's own uses what fields it likes. A text whose id ends in .customer is what
// a customer may read; it uses the fields of the text without that ending. A text that says
// itself is refused; where only what it is told of makes it endless, it is a [NestingError].
type Overlay struct {
	Language salesdesk.Language `json:"language"`
	Texts    map[string]Text    `json:"texts"`
}

// DecodeOverlay reads the texts of a language from JSON of the form
// {"message.id": "text", "other.id": {"one": "text", "other": "text"}}. Every problem is
// reported at its message id; whether the texts fit, [New] says.
func DecodeOverlay(lang salesdesk.Language, data []byte) (Overlay, error) {
	if len(data) > MaxOverlayBytes {
		return Overlay{}, salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: "1 MiB"}
	}
	texts, err := decodeTexts(data)
	if err != nil {
		return Overlay{}, err
	}
	return Overlay{Language: lang, Texts: texts}, nil
}

// Defect is what is wrong with a text of an overlay.
type Defect string

// The defects of a text.
const (
	DefectID     Defect = "id"     // not an id: small letters, digits, underscores and dots
	DefectSyntax Defect = "syntax" // no template, or does what a text may not; Detail says what
	DefectField  Defect = "field"  // uses a field or a function that the built-in text does not; Detail
	DefectPlural Defect = "plural" // the plural forms are not those of the language and the text; Detail
	DefectLength Defect = "length" // too long
	DefectLoop   Defect = "loop"   // says itself, over other texts or at once; Detail says by what
)

// OverlayError is a text of an overlay that cannot be used.
type OverlayError struct {
	Language salesdesk.Language
	ID       string
	Form     string // the plural form: one, many or other
	Defect   Defect
	Detail   string
}

func (e OverlayError) Error() string {
	return fmt.Sprintf("overlay %s, text %q, form %s: %s %s", e.Language, e.ID, e.Form, e.Defect, e.Detail)
}

// MessageID names the defect's text.
func (e OverlayError) MessageID() string { return "i18n.overlay." + string(e.Defect) }

// checkOverlays is every problem of the overlays, in the order of their ids.
func checkOverlays(texts library, overlays []Overlay) error {
	var found salesdesk.Problems
	for _, o := range overlays {
		base := o.Language.Base()
		if localeOf(base) == nil || o.Language.Check() != nil {
			found.Add(UnknownLanguageError{Language: o.Language})
			continue
		}
		for _, id := range slices.Sorted(maps.Keys(o.Texts)) {
			found.Add(o.check(id, texts[base]))
		}
	}
	return found.Err()
}

// check is every problem of one text beside the built-in ones of its language.
func (o Overlay) check(id string, texts map[string]Text) error {
	var found salesdesk.Problems
	t, wrong := o.Texts[id], OverlayError{Language: o.Language, ID: id, Form: "other"}
	if !isID(id) {
		wrong.Defect = DefectID
		return wrong
	}
	replaced, known := texts[id]
	if !known {
		replaced, known = texts[strings.TrimSuffix(id, customerSuffix)]
	}
	if missing := pluralGap(o.Language.Base(), t, replaced.plural(), known); missing != "" {
		wrong.Defect, wrong.Detail = DefectPlural, missing
		found.Add(wrong)
	}
	allowed := newAllowance(replaced)
	for _, f := range t.forms() {
		wrong.Form = f.name
		wrong.Defect, wrong.Detail = defectOf(f.source, allowed, known)
		if wrong.Defect != "" {
			found.Add(wrong)
		}
	}
	return found.Err()
}

// pluralGap says which plural form is missing or too many. A text of the company's own is
// plural where it has one.
func pluralGap(lang salesdesk.Language, t Text, plural, known bool) string {
	if !known {
		plural = t.plural()
	}
	many := plural && lang == salesdesk.French
	switch {
	case t.Other == "":
		return "needs other"
	case plural && t.One == "":
		return "needs one"
	case many && t.Many == "":
		return "needs many"
	case !plural && t.One != "":
		return "has one, and no number to choose it by"
	case !many && t.Many != "":
		return "has many, which it never needs"
	default:
		return ""
	}
}

// allowance is what the text that is replaced uses: its fields, and those under functions.
type allowance struct {
	fields map[string]bool
	uses   map[use]bool
}

func newAllowance(t Text) allowance {
	a := allowance{map[string]bool{"": true}, map[use]bool{}}
	for _, f := range t.forms() {
		used, _ := usesOf(f.source) // a built-in text parses: a test holds that
		for _, u := range used {
			a.fields[u.Field], a.uses[u] = true, true
		}
	}
	return a
}

// defectOf is the first defect of a form.
func defectOf(source string, allowed allowance, known bool) (Defect, string) {
	if len(source) > maxTextBytes {
		return DefectLength, fmt.Sprintf("%d bytes", len(source))
	}
	used, err := usesOf(source)
	if err != nil {
		return DefectSyntax, err.Error()
	}
	for _, u := range used {
		switch {
		case !known:
		case !allowed.uses[u] && strings.HasPrefix(u.Field, `"`):
			return DefectField, u.Func + " " + u.Field
		case !allowed.fields[u.Field]:
			return DefectField, "." + u.Field
		case u.Func != "" && !comparing(u.Func) && !allowed.uses[u]:
			return DefectField, u.Func + " ." + u.Field
		}
	}
	return "", ""
}

// isID reports whether id is made of small letters, digits, underscores and dots.
func isID(id string) bool {
	for i := range len(id) {
		if c := id[i]; c-'a' >= 26 && c-'0' > 9 && c != '_' && c != '.' {
			return false
		}
	}
	return id != "" && len(id) <= 128
}
