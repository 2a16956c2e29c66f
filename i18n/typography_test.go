package i18n_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
)

// misprints are what French typography forbids: a sign of two parts without its no-break
// space, narrow (U+202F) before ; ! ? and full (U+00A0) before : and inside « ».
func misprints() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`[^\x{202F}][;!?]`), regexp.MustCompile(`[^\x{00A0}\d]:(?:\s|$)`),
		regexp.MustCompile(`«[^\x{00A0}]`), regexp.MustCompile(`[^\x{00A0}]»`), regexp.MustCompile(`\d[^\x{00A0}]?%`), regexp.MustCompile(`["']`),
	}
}

// prose is a text without its actions, each of which may print anything.
func prose(source string) string {
	return regexp.MustCompile(`\{\{.*?\}\}`).ReplaceAllString(source, "x")
}

func TestFrenchTextsAreSetAsFrenchIs(t *testing.T) {
	texts, _ := readTexts(t)
	signs := 0
	for id, text := range texts[salesdesk.French] {
		for name, form := range i18n.Forms(text) {
			for _, misprint := range misprints() {
				assert.False(t, misprint.MatchString(prose(form)), "text %s, form %s, %q has %s", id, name, form, misprint)
			}
			signs += len(regexp.MustCompile(`[\x{202F}\x{00A0}][;:!?»]`).FindAllString(form, -1))
		}
	}
	assert.Greater(t, signs, 100, "the texts have signs to look at")
}

func TestAMisprintIsSeen(t *testing.T) {
	for _, wrong := range []string{"Quoi?", "Quoi ?", "Objet :", "Objet: x", "« x »", "95 %", "l'offre"} {
		seen := false
		for _, misprint := range misprints() {
			seen = seen || misprint.MatchString(wrong)
		}
		assert.True(t, seen, wrong)
	}
}

func TestAPercentageIsSetAsItsLanguageDoes(t *testing.T) {
	texts, _ := readTexts(t)
	for _, lang := range []salesdesk.Language{salesdesk.Dutch, salesdesk.English} {
		for id, text := range texts[lang] {
			for _, form := range i18n.Forms(text) {
				assert.NotRegexp(t, `\d\s%`, prose(form), "%s in %s", id, lang)
			}
		}
	}
}
