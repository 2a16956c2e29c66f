package law

import (
	"slices"
	"strings"
	"unicode"
)

// MaxWordsBetween is how far before a word of a balance a reserved one may stand to be part of
// it: "soldes d'acompte", "soldes restant à payer".
const MaxWordsBetween = 3

// word is the first reserved word of a text and how sure it is; one that is sure goes before
// the others, and "" is none.
func (r SalesRule) word(text string) (word string, sure Severity) {
	said := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) })
	for i, w := range said {
		found, severity := r.reserved(w)
		if severity == Error && r.isBalance(said[i+1:]) {
			severity = Warning
		}
		switch {
		case severity == Error:
			return found, Error
		case word == "":
			word, sure = found, severity
		}
	}
	return word, sure
}

// reserved is the reserved word that a word is, ends with, as "wintersolden", or, less sure,
// begins with, as "soldenkelder".
func (r SalesRule) reserved(w string) (string, Severity) {
	for _, known := range r.Words {
		switch {
		case strings.HasSuffix(w, known):
			return known, Error
		case strings.HasPrefix(w, known):
			return known, Warning
		}
	}
	if slices.Contains(r.Doubtful, w) {
		return w, Warning
	}
	return "", ""
}

// isBalance reports whether what follows a word makes it one of accounts.
func (r SalesRule) isBalance(next []string) bool {
	return slices.ContainsFunc(next[:min(MaxWordsBetween, len(next))], func(w string) bool { return slices.Contains(r.Balance, w) })
}
