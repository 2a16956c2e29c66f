package i18n

import (
	"maps"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// guardPrefix begins the ids of the texts that say each other by name.
const guardPrefix = "guard."

// checkLoops finds the texts of overlays that say themselves: at once, or over the guards
// that they name. texts has the overlays over the built-in ones.
func checkLoops(texts library, overlays []Overlay) error {
	var found salesdesk.Problems
	for _, o := range overlays {
		walk := loops{overlay: o, texts: texts[o.Language], seen: map[string]bool{}, found: &found}
		for _, id := range slices.Sorted(maps.Keys(o.Texts)) {
			walk.visit(id)
		}
	}
	return found.Err()
}

// loops walks from text to text; seen is false for one that is on the way, and true for
// one that was walked from. Every text is walked from once.
type loops struct {
	overlay Overlay
	texts   map[string]Text
	seen    map[string]bool
	found   *salesdesk.Problems
}

func (l *loops) visit(id string) {
	if _, begun := l.seen[id]; begun {
		return
	}
	l.seen[id] = false
	for _, f := range l.texts[id].forms() {
		used, _ := usesOf(f.source) // it parses: it was checked before
		for _, u := range used {
			l.follow(id, f.name, u)
		}
	}
	l.seen[id] = true
}

func (l *loops) follow(id, form string, u use) {
	wrong := OverlayError{Language: l.overlay.Language, ID: id, Form: form, Defect: DefectLoop}
	isGuard := strings.HasPrefix(id, guardPrefix)
	switch name, isWord := u.word(); {
	case u.Field == "" && u.Func == "text" && !isGuard && !strings.HasSuffix(id, customerSuffix),
		u.Field == "" && u.Func == "guard" && isGuard:
		wrong.Detail = u.Func + " ."
		l.found.Add(wrong)
	case u.Func == "guard" && isWord:
		next := guardPrefix + name
		done, begun := l.seen[next]
		if begun && !done {
			wrong.Detail = next
			l.found.Add(wrong)
			return
		}
		l.visit(next)
	}
}
