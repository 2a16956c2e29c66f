package calendar

import (
	"maps"
	"slices"
	"strings"
)

// Names is what a company calls a day, by language tag: {"nl": "brugdag", "fr": "jour
// de pont"}.
type Names map[string]string

// In is the name in a language: its own, that of the language without its region, else
// the first by tag, so that a company that names its days in one language is understood
// in all. No names are no name.
func (n Names) In(language string) string {
	base, _, _ := strings.Cut(language, "-")
	for _, tag := range []string{language, base} {
		if name := n[tag]; name != "" {
			return name
		}
	}
	if len(n) == 0 {
		return ""
	}
	return n[slices.Min(slices.Collect(maps.Keys(n)))]
}
