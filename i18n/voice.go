package i18n

import (
	"bytes"
	"reflect"
	"strings"
	"text/template"
	"time"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	parser "github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// voice is one language of a catalogue, ready to speak: a bundle of its own, so that
// nothing falls to another language, and a parser whose functions are bound to the
// language's forms, so that a parsed template can be kept.
type voice struct {
	language  salesdesk.Language
	formatter Formatter
	texts     map[string]Text
	localizer *goi18n.Localizer
	clerk     phrasebook
	customer  phrasebook
}

// newVoice makes the voice of a language that localeOf knows.
func newVoice(lang salesdesk.Language, texts map[string]Text, loc *time.Location) *voice {
	v := &voice{language: lang, formatter: Formatter{localeOf(lang)}, texts: texts}
	tag := language.Make(string(lang.Base()))
	bundle := goi18n.NewBundle(tag)
	messages := make([]*goi18n.Message, 0, len(texts))
	for id, t := range texts {
		messages = append(messages, &goi18n.Message{ID: id, One: t.One, Many: t.Many, Other: t.Other})
	}
	_ = bundle.AddMessages(tag, messages...) // fails only for a language without a plural rule
	v.localizer = goi18n.NewLocalizer(bundle, tag.String())
	v.clerk = v.phrasebook(loc, func(m Message) (string, error) { return v.textOrName(m), nil })
	v.customer = v.phrasebook(loc, v.text)
	return v
}

// phrasebook makes the templates of texts, with functions in the forms of a voice: one
// for texts that a clerk reads, and one for those that a customer may read.
type phrasebook struct{ functions template.FuncMap }

// phrasebook has the functions of texts; nested says the messages within a text.
func (v *voice) phrasebook(loc *time.Location, nested func(Message) (string, error)) phrasebook {
	f := v.formatter
	return phrasebook{template.FuncMap{
		"money":    f.Money,
		"price":    f.Price,
		"amount":   f.Amount,
		"percent":  f.Percent,
		"quantity": f.quantity,
		"unit":     f.unitOf,
		"date":     func(d calendar.Date) string { return f.Date(d, Long) },
		"period":   f.Period,
		"instant":  func(t time.Time) string { return f.Instant(t, loc) },
		"name":     func(n calendar.Names) string { return n.In(string(v.language)) },
		"text":     nested,
		"join":     func(items reflect.Value) (string, error) { return v.join(items, nested) },
		"count":    f.count,
		"number":   v.number,
		"kind":     v.kind,
		"form":     v.form,
		"choices":  v.choices,
		"path":     v.path,
		"after":    v.after,
		"position": v.position,
		"guard":    v.guard,
	}}
}

// textOrName is the text of m, or m itself where it is a name that a company made and
// wrote no text for: the rest of a sentence is worth more than none.
func (v *voice) textOrName(m Message) string {
	said, err := v.text(m)
	if err == nil {
		return said
	}
	if name := reflect.ValueOf(m); name.Kind() == reflect.String {
		return name.String()
	}
	if e, ok := m.(error); ok {
		return e.Error()
	}
	return m.MessageID()
}

// quantity and unitOf take the code as a value of any string type.
func (f Formatter) quantity(a salesdesk.Amount, unit reflect.Value) string {
	return f.Quantity(a, unit.String())
}

func (f Formatter) unitOf(unit reflect.Value) string { return f.Unit(unit.String()) }

// text is the text of m.
func (v *voice) text(m Message) (string, error) {
	if m == nil {
		return "", MissingTextError{Language: v.language}
	}
	return v.say(m.MessageID(), m)
}

// say fills the text of id with data, whose count selects the plural form.
func (v *voice) say(id string, data any) (string, error) {
	t, ok := v.texts[id]
	if !ok {
		return "", MissingTextError{Language: v.language, ID: id}
	}
	config := goi18n.LocalizeConfig{MessageID: id, TemplateData: data, TemplateParser: &v.clerk}
	if strings.HasSuffix(id, customerSuffix) {
		config.TemplateParser = &v.customer
	}
	if t.plural() {
		counted, ok := data.(Counted)
		if !ok {
			return "", BrokenTextError{Language: v.language, ID: id, Why: "plural forms, and no PluralCount to choose by"}
		}
		config.PluralCount = counted.PluralCount()
	}
	said, err := v.localizer.Localize(&config)
	if err != nil {
		return "", BrokenTextError{Language: v.language, ID: id, Why: err.Error()}
	}
	return said, nil
}

// join lists the items of a slice, each a string or a message.
func (v *voice) join(items reflect.Value, nested func(Message) (string, error)) (string, error) {
	if items.Kind() == reflect.Interface {
		items = items.Elem()
	}
	if items.Kind() != reflect.Slice {
		return "", BrokenTextError{Language: v.language, Why: "join of what is no slice"}
	}
	said := make([]string, items.Len())
	for i := range said {
		item := items.Index(i)
		m, ok := item.Interface().(Message)
		if !ok {
			said[i] = item.String()
			continue
		}
		text, err := nested(m)
		if err != nil {
			return "", err
		}
		said[i] = text
	}
	return v.formatter.List(said...), nil
}

// Cacheable makes go-i18n parse each text once, on its first use.
func (*phrasebook) Cacheable() bool { return true }

// Parse makes the template of a text.
func (p *phrasebook) Parse(source, _, _ string) (parser.ParsedTemplate, error) {
	if !strings.Contains(source, "{{") {
		return parser.IdentityParser{}.Parse(source, "", "")
	}
	t, err := template.New("").Option("missingkey=error").Funcs(p.functions).Parse(source)
	if err != nil {
		return nil, err
	}
	return filled{t}, nil
}

// filled is a template that gives text.
type filled struct{ *template.Template }

// Execute fills the template with data.
func (f filled) Execute(data any) (string, error) {
	var text bytes.Buffer
	text.Grow(128)
	err := f.Template.Execute(&text, data)
	return text.String(), err
}
