package i18n

import (
	"errors"
	"reflect"
	"strings"
	"text/template"
	"time"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
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

	depth int  // of the text that is being said within another
	left  *int // texts that may still be said within the outermost; nil outside all
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
	plain := v.forms(loc)
	v.clerk = phrasebook{functions: plain, nesting: (*voice).toClerk}
	v.customer = phrasebook{functions: plain, nesting: (*voice).toCustomer}
	return v
}

// forms are the functions of texts that write a value in the forms of the language.
func (v *voice) forms(loc *time.Location) template.FuncMap {
	f := v.formatter
	return template.FuncMap{
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
		"count":    f.count,
	}
}

// textOrName is the text of m, or m itself where it is a name that a company made and
// wrote no text for: the rest of a sentence is worth more than none.
func (v *voice) textOrName(m Message) string {
	said, err := v.text(m)
	if err == nil {
		return said
	}
	return nameOf(m)
}

func nameOf(m Message) string {
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
	told, err := v.telling(id, data)
	if err != nil {
		return "", err
	}
	t, ok := v.texts[id]
	if !ok {
		return "", MissingTextError{Language: v.language, ID: id}
	}
	config := goi18n.LocalizeConfig{MessageID: id, TemplateData: told, TemplateParser: &v.clerk}
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
	if endless, ok := errors.AsType[NestingError](err); ok {
		return "", endless
	}
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
