package salesdesk

import "strings"

// Language is a BCP 47 tag of a language, such as nl, or of a language and a region,
// such as nl-BE.
type Language string

// The languages every text of the library exists in.
const (
	Dutch   Language = "nl"
	French  Language = "fr"
	English Language = "en"
)

// German is the statutory language of the German-speaking communes; a company that
// serves them brings its texts.
const German Language = "de"

// Base is the language without its region: nl of nl-BE.
func (l Language) Base() Language {
	base, _, _ := strings.Cut(string(l), "-")
	return Language(base)
}

// Check is nil for two small letters, alone or with a country's code after a dash,
// else a [FieldError].
func (l Language) Check() error {
	base, region, regional := strings.Cut(string(l), "-")
	if len(base) != 2 || !isLetters([]byte(strings.ToUpper(base))) || strings.ToLower(base) != base ||
		(regional && Country(region).Check() != nil) {
		return FieldError{Rule: RuleFormat, Param: "aa-AA"}
	}
	return nil
}
