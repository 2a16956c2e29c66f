package i18n

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"sync"
	"text/template"
	"unicode"

	parser "github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// Bounds of the texts within a text. Texts of a company may say each other without end,
// and what is told may hold itself.
const (
	MaxNesting = 16     // a text within a text within …
	MaxNested  = 10_000 // texts within one, all together
)

// telling is what a text is filled with, and the voice for the texts within it.
type telling struct {
	voice voice
	data  any
	left  int // where this is the outermost
}

// telling begins to say the text of id with data.
func (v *voice) telling(id string, data any) (*telling, error) {
	t := telling{voice: *v, data: data}
	t.voice.depth++
	switch {
	case v.left == nil:
		t.left = MaxNested
		t.voice.left = &t.left
	case v.depth > MaxNesting || *v.left == 0:
		return nil, NestingError{Language: v.language, ID: id}
	default:
		*v.left--
	}
	return &t, nil
}

// phrasebook makes the templates of texts: one for texts that a clerk reads, and one for
// those that a customer may read.
type phrasebook struct {
	functions template.FuncMap                    // that say no text
	nesting   func(inner *voice) template.FuncMap // that say texts
}

// toClerk are the functions that say texts within one that a clerk reads: a message
// without a text is said as its name.
func (v *voice) toClerk() template.FuncMap {
	return v.nesting(func(m Message) (string, error) {
		said, err := v.text(m)
		if _, endless := err.(NestingError); err != nil && !endless { //nolint:errorlint // as say makes it
			return nameOf(m), nil
		}
		return said, err
	})
}

// toCustomer are those within one that a customer may read.
func (v *voice) toCustomer() template.FuncMap { return v.nesting(v.text) }

// nesting are the functions of texts that say texts; nested says a message.
func (v *voice) nesting(nested func(Message) (string, error)) template.FuncMap {
	return template.FuncMap{
		"text":     nested,
		"join":     func(items reflect.Value) (string, error) { return v.join(items, nested) },
		"number":   v.number,
		"kind":     v.kind,
		"form":     v.form,
		"choices":  v.choices,
		"path":     v.path,
		"after":    v.after,
		"position": v.position,
		"guard":    v.guard,
	}
}

// nestingFunctions are the names of those functions.
func nestingFunctions() []string {
	return []string{"text", "join", "number", "kind", "form", "choices", "path", "after", "position", "guard"}
}

// nests reports whether an action of a text may say another text.
func nests(source string) bool {
	for _, rest := range strings.Split(source, "{{")[1:] {
		action, _, _ := strings.Cut(rest, "}}")
		for word := range strings.FieldsFuncSeq(action, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if slices.Contains(nestingFunctions(), word) {
				return true
			}
		}
	}
	return false
}

// Cacheable makes go-i18n parse each text once, on its first use.
func (*phrasebook) Cacheable() bool { return true }

// Parse makes the template of a text.
func (p *phrasebook) Parse(source, _, _ string) (parser.ParsedTemplate, error) {
	if !strings.Contains(source, "{{") {
		return parser.IdentityParser{}.Parse(source, "", "")
	}
	t, err := template.New("").Option("missingkey=error").Funcs(p.functions).Funcs(p.nesting(&voice{})).Parse(source)
	if err != nil {
		return nil, err
	}
	f := filled{Template: t}
	if nests(source) {
		f.nesting = &sync.Pool{New: func() any { return newNested(t, p.nesting) }}
	}
	return f, nil
}

// filled is a template that gives text. Where it may say other texts, nesting has copies
// of it, each of which is filled by one at a time.
type filled struct {
	*template.Template
	nesting *sync.Pool
}

// nested is a template whose functions say texts through a voice, which counts them.
type nested struct {
	*template.Template
	voice *voice
}

func newNested(t *template.Template, functions func(*voice) template.FuncMap) *nested {
	n := nested{voice: &voice{}}
	clone, err := t.Clone()
	if err != nil { // it never fails for a template of text
		return &nested{t, n.voice}
	}
	n.Template = clone.Funcs(functions(n.voice))
	return &n
}

// Execute fills the template with what is told.
func (f filled) Execute(data any) (string, error) {
	told := data.(*telling) //nolint:forcetypeassert // say gives no other
	t := f.Template
	if f.nesting != nil {
		n := f.nesting.Get().(*nested) //nolint:forcetypeassert // what its New makes
		defer f.nesting.Put(n)
		*n.voice = told.voice
		t = n.Template
	}
	var text bytes.Buffer
	text.Grow(128)
	err := t.Execute(&text, told.data)
	return text.String(), err
}
